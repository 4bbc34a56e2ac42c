"""What is wrong with the data, said once, at its place, in the reader's language."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple


class Where(NamedTuple):
    """A place in a file; line 0 is the file as a whole."""

    path: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


class Message(NamedTuple):
    """The words of one kind of problem; ``{names}`` are filled in from the case at hand."""

    zh: str
    en: str


class Problem(NamedTuple):
    """One thing wrong with the data.

    The code is the name under which the handbook explains it, and the subtype under which Sphinx can
    suppress it; the details fill the words of :data:`MESSAGES`.
    """

    code: str
    where: Where
    details: dict[str, Any]

    def text(self, language: str) -> str:
        """The problem in words, Chinese for ``zh…``, else English."""
        message = MESSAGES[self.code]
        chinese = language.lower().startswith("zh")
        words = (message.zh if chinese else message.en).format_map({k: shown(v) for k, v in self.details.items()})
        near = self.details.get("near")
        if near:
            words += f"；是否应为“{near}”？" if chinese else f"; did you mean “{near}”?"
        return words


class Problems(list[Problem]):
    """Problems gathered while reading on."""

    def add(self, code: str, where: Where, /, **details: Any) -> None:
        """Note a problem; its code must be one of :data:`MESSAGES`."""
        assert code in MESSAGES, code
        self.append(Problem(code, where, details))


def user_language(environment: Mapping[str, str] = os.environ) -> str:
    """The language in which to speak to whoever runs this: ``zh`` or ``en``, by the locale, as gettext reads it."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "zh" if environment[name].lower().startswith("zh") else "en"
    return "en"


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that looks most like *word*, or an empty string if none is near."""
    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)), "")


def shown(value: object) -> object:
    """A value as it may stand in a message: characters that cannot be seen are named, long text is cut."""
    if not isinstance(value, str):
        return value
    text = "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in value)
    return text if len(text) <= 80 else text[:77] + "…"


MESSAGES: dict[str, Message] = {
    # files
    "file-missing": Message("找不到文件", "the file is missing"),
    "file-folder": Message("这里应是一个文件，却是一个文件夹", "this is a folder; a file is expected here"),
    "file-unreadable": Message(
        "文件打不开；请检查读取权限，并关闭正在使用它的程序",
        "the file cannot be opened; check its permissions and close programs that use it",
    ),
    "file-empty": Message(
        "文件是空的；第一行应写明各列的名称", "the file is empty; its first line must name the columns"
    ),
    "file-too-large": Message(
        "文件有 {size} MB，超过了 {limit} MB；请分成几个文件", "the file has {size} MB, more than {limit} MB; split it"
    ),
    "file-workbook": Message(
        "这是 Excel 工作簿，只是改了扩展名；请在 Excel 里另存为“CSV UTF-8（逗号分隔）”",
        "this is an Excel workbook under another name; save it from Excel as “CSV UTF-8 (comma delimited)”",
    ),
    "file-binary": Message(
        "这不是文本文件，或者存成了没有标记的 UTF-16；请另存为“CSV UTF-8（逗号分隔）”",
        "this is not text, or UTF-16 without its mark; save it as “CSV UTF-8 (comma delimited)”",
    ),
    "file-encoding": Message(
        "“{before}”之后（本行第 {position} 个字节，{byte}）的文字无法识别；请另存为“CSV UTF-8（逗号分隔）”",
        "the text after “{before}” (byte {position} of the line, {byte}) cannot be decoded; save the file as “CSV UTF-8 (comma delimited)”",
    ),
    "file-line-too-long": Message(
        "这一行超过 {limit} MB，不像是表格；请检查换行是否丢失",
        "this line is longer than {limit} MB, which no table has; check whether the line ends got lost",
    ),
    # sheets
    "sheet-header-missing": Message(
        "这一行应是表头，写明各列的名称（{columns}），现在是“{found}”",
        "this line must name the columns ({columns}), but it is “{found}”",
    ),
    "sheet-separator-unclear": Message(
        "看不出表头“{found}”用什么分隔（{separators}）；请只用半角逗号",
        "the head “{found}” may be separated by any of {separators}; use commas alone",
    ),
    "sheet-column-unknown": Message(
        "没有名为“{column}”的列，这一列没有使用", "there is no column “{column}”; it is not used"
    ),
    "sheet-column-missing": Message(
        "缺少这一列：{column}；整张表暂不使用", "this column is missing: {column}; the sheet is not used"
    ),
    "sheet-column-doubled": Message(
        "“{column}”列有两个（第 {first} 列和第 {second} 列），请删去一个；整张表暂不使用",
        "column “{column}” stands twice (columns {first} and {second}); remove one. The sheet is not used",
    ),
    "sheet-row-too-long": Message(
        "这一行比表头的 {columns} 列多出“{cell}”；内容里有逗号的格子要加半角双引号",
        "this row has more than the {columns} columns of the head: “{cell}”; put quotes around a cell that holds a comma",
    ),
    "sheet-quote-unclosed": Message(
        "这一行有一个双引号没有成对；请补上，或删去多余的一个",
        "a quotation mark in this row has no partner; add it, or remove the one too many",
    ),
    "sheet-hidden-character": Message(
        "“{column}”列里有看不见的字符 {characters}；请清空这一格后重新输入",
        "column “{column}” holds characters that cannot be seen: {characters}; clear the cell and type it again",
    ),
    "sheet-lost-character": Message(
        "“{column}”列里有乱码“{cell}”，原来的字已在转换中丢失；请重新输入",
        "column “{column}” holds garbled text, “{cell}”, lost in a conversion; type it again",
    ),
    "sheet-formula": Message(
        "“{column}”列里留有公式“{cell}”；请换成它的结果（复制后“选择性粘贴为数值”）",
        "column “{column}” holds a formula, “{cell}”; replace it by its result (copy, then paste as values)",
    ),
    # numbers
    "number-missing": Message(
        "没有填数；确实没有的，请在“状态”（status）一栏写明",
        "there is no number; if there is none to give, say so in the column status",
    ),
    "number-absent": Message(
        "“{text}”不是数；没有数据的请留空，并在“状态”（status）一栏写明；确实是零的请写 0",
        "“{text}” is no number; leave the cell empty and say why in the column status, or write 0 if it is zero",
    ),
    "number-not-finite": Message("“{text}”不是一个确定的数", "“{text}” is not a definite number"),
    "number-spreadsheet-error": Message(
        "“{text}”是表格软件的错误提示；请改正公式，再粘贴数值",
        "“{text}” is an error of the spreadsheet; correct its formula, then paste the value",
    ),
    "number-exponent": Message(
        "“{text}”是科学记数法；请把各位数字写全", "“{text}” is in scientific notation; write all its digits"
    ),
    "number-letters": Message(
        "“{text}”里的 {letters} 是字母，不是数字 0 或 1", "{letters} in “{text}” is a letter, not the digit 0 or 1"
    ),
    "number-with-comparator": Message(
        "“{text}”里有“{comparator}”；请把它移到“限定”（comparator）一栏，这里只留阿拉伯数字",
        "“{text}” holds “{comparator}”; move it to the column comparator and leave the digits alone",
    ),
    "number-chinese": Message("“{text}”是中文数字；请改用阿拉伯数字", "“{text}” is in Chinese numerals; write digits"),
    "number-two": Message(
        "“{text}”里不止一个数；一格只能填一个", "“{text}” holds more than one number; a cell holds one"
    ),
    "number-point": Message("“{text}”的小数点前后都要有数字", "“{text}” needs a digit on both sides of its point"),
    "number-separators": Message(
        "“{text}”里的逗号、空格或小数点位置不对，可能读错；请只写数字和一个小数点",
        "the separators in “{text}” can be read in more than one way; write the digits and one point",
    ),
    "number-with-unit": Message(
        "“{text}”把数 {number} 和单位“{unit}”写在了一起；请按指标的单位换算，只写数字",
        "“{text}” holds the number {number} and the unit “{unit}”; convert it to the indicator's unit and write the digits alone",
    ),
    "number-unit-alone": Message("这里只有单位“{unit}”，没有数", "there is only a unit, “{unit}”, and no number"),
    "number-too-long": Message(
        "“{text}”有 {digits} 位数字，超过了 {limit} 位", "“{text}” has {digits} digits, more than {limit}"
    ),
    "number-unreadable": Message(
        "“{text}”不是数；请只写阿拉伯数字和小数点", "“{text}” is no number; write digits and a point"
    ),
    # periods
    "period-missing": Message("没有填期间", "there is no period"),
    "period-no-such-date": Message("“{text}”里的 {date} 不存在", "{date} in “{text}” does not exist"),
    "period-reversed": Message(
        "“{text}”的起点 {start} 晚于终点 {end}", "“{text}” begins at {start}, after its end at {end}"
    ),
    "period-compact": Message("“{text}”要用短横线隔开年月日", "“{text}” needs hyphens between year, month and day"),
    "period-slash": Message(
        "“{text}”里的斜线表示从一个时间到另一个时间；月份要用短横线",
        "the slash in “{text}” means from one time to another; a month takes a hyphen",
    ),
    "period-short-year": Message("“{text}”的年份要写四位", "“{text}” must give the year in four digits"),
    "period-unreadable": Message(
        "“{text}”不是期间；可以写 2023、2023-12、2023-12-31 或 2023-01/2023-05",
        "“{text}” is no period; write 2023, 2023-12, 2023-12-31 or 2023-01/2023-05",
    ),
    # definitions
    "toml-syntax": Message("这里的写法不合 TOML 规则：{reason}", "this is not valid TOML: {reason}"),
    "toml-encoding": Message("文件不是 UTF-8 编码，请另存为 UTF-8", "the file is not UTF-8; save it as UTF-8"),
    "table-expected": Message(
        "“{name}”应是一个表，即写成 [{name}] 一节", "“{name}” must be a table, written as a section [{name}]"
    ),
    "field-unknown": Message("“{table}”里没有“{field}”这一项", "“{table}” has no field “{field}”"),
    "field-missing": Message("“{table}”缺少“{field}”", "“{table}” lacks “{field}”"),
    "field-invalid": Message(
        "“{table}”的“{field}”不能是“{value}”（应为：{expected}）",
        "“{field}” of “{table}” cannot be “{value}” (expected: {expected})",
    ),
    "unit-factor": Message("单位“{name}”的换算系数应大于零", "the factor of unit “{name}” must be greater than zero"),
    "report-period": Message(
        "报告期的起始日 {start} 晚于截止日 {end}", "the reporting period begins on {start}, after its end on {end}"
    ),
    "indicator-twice": Message(
        "指标“{name}”已在 {first} 定义过，请删去其中一处",
        "indicator “{name}” is defined at {first} already; remove one of the two",
    ),
    "register-undefined": Message(
        "registers.toml 里没有名册“{name}”，这个文件没有使用",
        "registers.toml does not define “{name}”; the file is not used",
    ),
    "no-value": Message(
        "指标“{name}”在 values/ 里没有任何数值；确实没有的，也请写一行，注明状态和原因",
        "indicator “{name}” has no value; where there is none, write a row with its status and reason",
    ),
    # rows
    "cell-empty": Message("“{column}”一栏是空的", "column “{column}” is empty"),
    "unknown-indicator": Message("没有名为“{name}”的指标", "there is no indicator “{name}”"),
    "unknown-part": Message("指标“{name}”没有分项“{part}”", "indicator “{name}” has no part “{part}”"),
    "unknown-unit": Message(
        "“{name}”的单位“{word}”不在 units.toml 里", "unit “{word}” of “{name}” is not in units.toml"
    ),
    "unit-differs": Message(
        "指标“{name}”按“{unit}”计，这里写的是“{word}”；请换算后填写",
        "indicator “{name}” is counted in “{unit}”, but this row says “{word}”; convert the value",
    ),
    "unknown-comparator": Message(
        "不认识的限定词“{word}”；可用：{known}", "unknown comparator “{word}”; known: {known}"
    ),
    "unknown-status": Message("不认识的状态“{word}”；空白表示正式数", "unknown status “{word}”; blank means reported"),
    "observation-twice": Message(
        "同一数据 {key} 已在 {first} 填过，两处请留一处", "{key} is given at {first} already; keep one of the two"
    ),
    "percent-unexpected": Message(
        "“{text}”带百分号，但这个指标按“{unit}”计",
        "“{text}” has a percent sign, but the indicator is counted in “{unit}”",
    ),
    "count-not-whole": Message(
        "“{text}”不是整数，而“{unit}”只能是整数",
        "“{text}” is not a whole number, and “{unit}” is counted in whole numbers",
    ),
    "count-negative": Message("“{text}”是负数，而“{unit}”不能为负", "“{text}” is negative, and “{unit}” cannot be"),
    "absent-with-value": Message(
        "状态是“{status}”，就不应再填数值“{value}”", "the status is “{status}”, so there can be no value “{value}”"
    ),
    "absent-without-reason": Message(
        "状态是“{status}”，请在备注一栏写明原因", "the status is “{status}”; give the reason in the note"
    ),
    "date-empty": Message(
        "日期是空的；日期不详的请写 undated", "the date is empty; where it is not known, write undated"
    ),
    "unknown-word": Message(
        "名册“{name}”的“{column}”一栏没有“{word}”这个选项",
        "column “{column}” of register “{name}” has no choice “{word}”",
    ),
    # formulas
    "formula-syntax": Message(
        "指标“{name}”的算法看不懂：“{piece}”；只能用指标名、+ - * /、括号和整数",
        "the formula of “{name}” cannot be read at “{piece}”; it may hold names, + - * /, brackets and integers",
    ),
    "formula-unknown": Message(
        "指标“{name}”的算法用到不存在的指标“{operand}”",
        "the formula of “{name}” names “{operand}”, which does not exist",
    ),
    "formula-cycle": Message("这些指标的算法绕成一圈：{circle}", "these formulas run in a circle: {circle}"),
    "formula-operand": Message(
        "算“{name}”缺少“{operand}”在 {period} 的数值；确实没有的，请写一行并注明状态和原因",
        "“{name}” lacks its operand “{operand}” for {period}; where there is none, write a row with its status and reason",
    ),
    "formula-zero": Message("算“{name}”时 {period} 的除数是零", "the formula of “{name}” divides by zero for {period}"),
    "formula-decimals": Message(
        "“{name}”在 {period} 除不尽；请用 decimals 写明保留几位小数",
        "“{name}” does not come out even for {period}; say with decimals how many digits to keep",
    ),
    # standards
    "unknown-scheme": Message("“{name}”引用了未知的标准“{scheme}”", "“{name}” names an unknown scheme “{scheme}”"),
    "unknown-disclosure": Message(
        "标准“{scheme}”里没有“{code}”（见“{name}”）", "scheme “{scheme}” has no “{code}” (in “{name}”)"
    ),
    # chapters
    "key-malformed": Message(
        "“{text}”不是数据的写法；应为 指标[@期间][#分项]", "“{text}” is not a key; write indicator[@period][#part]"
    ),
    "key-period": Message(
        "“{text}”里的期间“{period}”看不懂；应为 2023、2023-12-31 或 2023-01/2023-05",
        "the period “{period}” in “{text}” cannot be read; write 2023, 2023-12-31 or 2023-01/2023-05",
    ),
    "unknown-period": Message(
        "“{name}”没有 {period} 的数值；有：{periods}", "“{name}” has no value for {period}; there are: {periods}"
    ),
    "ambiguous-period": Message(
        "“{name}”在 {period} 内有不止一个数值，请用 @ 指明：{periods}",
        "“{name}” has more than one value within {period}; choose with @: {periods}",
    ),
    "no-observation": Message("“{name}”没有合计数；有分项：{parts}", "“{name}” has no value; there are parts: {parts}"),
    "ask-pair": Message("“{pair}”应写成 名称: 内容", "“{pair}” must be written as name: text"),
    "unknown-pair": Message("{role} 没有“{pair}”这一项", "{role} takes no “{pair}”"),
    "plural-other": Message("“{text}”缺少 other: 的写法", "“{text}” lacks its form other:"),
    "nothing-before": Message(
        "{key} 没有上一期（{period}）可比", "{key} has nothing before it ({period}) to compare with"
    ),
    "change-absent": Message("{key} 没有数值，不能比较", "{key} has no value and cannot be compared"),
    "change-from-zero": Message("{key} 是零，算不出增减比例", "{key} is zero; a change from it has no percentage"),
    "pattern-empty": Message("没有符合“{pattern}”的指标", "no indicator matches “{pattern}”"),
    "unknown-register": Message("没有名为“{name}”的名册", "there is no register “{name}”"),
    "unknown-column": Message("名册“{name}”没有“{column}”一栏", "register “{name}” has no column “{column}”"),
    "register-empty": Message("“{text}”没有符合的记录", "no record matches “{text}”"),
    "unknown-option": Message("{directive} 没有“{option}”这个选项", "{directive} has no option “{option}”"),
    "unknown-choice": Message("选项“{option}”不能是“{word}”", "option “{option}” cannot be “{word}”"),
    "unknown-finding": Message("没有编号为“{name}”的数据说明", "there is no finding “{name}”"),
    "table-empty": Message("“{text}”没有可列的内容", "“{text}” lists nothing"),
}
