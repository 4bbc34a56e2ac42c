"""The words for everything that can be wrong, in Chinese and English; ``{names}`` are filled in from the case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Message(NamedTuple):
    """The words of one kind of problem."""

    zh: str
    en: str


class Topic(NamedTuple):
    """What a group of messages is about, and the messages by their codes."""

    zh: str
    en: str
    messages: Mapping[str, Message]


FILES = {
    "file-missing": Message("找不到文件", "the file is missing"),
    "file-folder": Message("这里应是一个文件，却是一个文件夹", "this is a folder; a file is expected here"),
    "file-unreadable": Message(
        "文件打不开；请检查读取权限，并关闭正在使用它的程序",
        "the file cannot be opened; check its permissions and close programs that use it",
    ),
    "file-ending": Message(
        "这个文件没有使用，因为文件名不以 {ending} 结尾", "the file is not used, for its name does not end in {ending}"
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
        "这不是文本文件，或者存成了没有标记的 UTF-16；请另存为 UTF-8（Excel 里叫“CSV UTF-8（逗号分隔）”）",
        "this is not text, or UTF-16 without its mark; save it as UTF-8 (in Excel: “CSV UTF-8 (comma delimited)”)",
    ),
    "file-encoding": Message(
        "“{before}”之后（本行第 {position} 个字节，{byte}）的文字无法识别；请另存为 UTF-8（Excel 里叫“CSV UTF-8（逗号分隔）”）",
        "the text after “{before}” (byte {position} of the line, {byte}) cannot be decoded; save the file as UTF-8 (in Excel: “CSV UTF-8 (comma delimited)”)",
    ),
    "file-line-too-long": Message(
        "这一行超过 {limit} MB；请检查换行是否丢失",
        "this line is longer than {limit} MB; check whether the line ends got lost",
    ),
}

SHEETS = {
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
        "这一行的双引号没有成对，或者引号外面还有文字；请补上或删去",
        "a quotation mark in this row has no partner, or text follows the closing one; add or remove one",
    ),
    "sheet-cell-too-long": Message(
        "这一行有一格太长，不像是表格的内容", "a cell of this row is longer than any table needs"
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
}

NUMBERS = {
    "number-missing": Message(
        "没有填数；确实没有的，请在“状态”（status）一栏写明 未统计、未披露、不适用 或 保密",
        "there is no number; if there is none to give, write not-collected, undisclosed, not-applicable or confidential"
        " in the column status",
    ),
    "number-absent": Message(
        "“{text}”不是数；没有数据的请留空，并在“状态”（status）一栏写明 未统计、未披露、不适用 或 保密；确实是零的请写 0",
        "“{text}” is no number; where there is none, leave the cell empty and write not-collected, undisclosed,"
        " not-applicable or confidential in the column status; where it is zero, write 0",
    ),
    "number-not-finite": Message(
        "“{text}”不是一个确定的数；请写阿拉伯数字", "“{text}” is not a definite number; write digits"
    ),
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
}

PERIODS = {
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
}

DEFINITIONS = {
    "toml-syntax": Message(
        "“{text}”不合 TOML 的写法：{reason}；这一节暂不使用",
        "“{text}” is not valid TOML: {reason}. The section is not used",
    ),
    "toml-empty": Message("文件里没有任何一节 [名称]", "there is no section [name] in the file"),
    "toml-hidden-character": Message(
        "这一行里有看不见的字符 {characters}；请删去后重新输入",
        "this line holds characters that cannot be seen: {characters}; delete them and type the line again",
    ),
    "table-twice": Message(
        "“{name}”这一节已在 {first} 写过，请删去其中一处",
        "section “{name}” stands at {first} already; remove one of the two",
    ),
    "table-unquoted": Message(
        '名称里有点，要加引号：["{name}"]', 'a name with a dot needs quotation marks: ["{name}"]'
    ),
    "name-invalid": Message(
        "“{name}”不能用作名称；只能用 {allowed}，并以字母开头",
        "“{name}” cannot be a name; use {allowed} alone, a letter first",
    ),
    "name-taken": Message("“{name}”已经有了", "“{name}” exists already"),
    "rename-unclear": Message(
        "“{name}”有些地方的写法无法确定，改名后数据会不同；没有改动任何文件，请手工修改",
        "“{name}” stands somewhere in a way that cannot be followed, and the data would change; no file was changed, rename it by hand",
    ),
    "table-expected": Message(
        "“{name}”应是一个表，即写成 [{name}] 一节", "“{name}” must be a table, written as a section [{name}]"
    ),
    "field-unknown": Message(
        "“{table}”里没有“{field}”这一项，请改名或删去", "“{table}” has no field “{field}”; rename or remove it"
    ),
    "field-missing": Message("“{table}”缺少“{field}”这一项", "“{table}” lacks “{field}”"),
    "field-invalid": Message(
        "“{table}”的“{field}”不能是“{value}”（应为：{expected}）",
        "“{field}” of “{table}” cannot be “{value}” (expected: {expected})",
    ),
    "unit-factor": Message(
        "单位“{name}”的换算系数不能是“{value}”；应大于零，小数点前后各不超过 {limit} 位",
        "the factor of unit “{name}” cannot be “{value}”; it must be greater than zero, with at most {limit} digits on"
        " either side of its point",
    ),
    "unit-form": Message(
        "单位“{name}”没有语言 {language} 的写法（forms.{language}），将照源语言的写法印出",
        "unit “{name}” has no form in the language {language} (forms.{language}) and will be written as in the sources",
    ),
    "register-date": Message("名册“{name}”的 columns 里缺少 date 一栏", "the columns of register “{name}” lack date"),
    "language-unknown": Message(
        "不认识的语言“{language}”；应写 zh_CN、en 这样的代码",
        "unknown language “{language}”; write a code such as zh_CN or en",
    ),
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
}

ROWS = {
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
    "unknown-status": Message(
        "不认识的状态“{word}”；可用：{known}，空白表示正式数",
        "unknown status “{word}”; known: {known}; blank means reported",
    ),
    "observation-twice": Message(
        "同一数据 {key} 已在 {first} 填过，两处请留一处", "{key} is given at {first} already; keep one of the two"
    ),
    "percent-unexpected": Message(
        "“{text}”带百分号，但这个指标按“{unit}”计；请核对，只写数字",
        "“{text}” has a percent sign, but the indicator is counted in “{unit}”; check it and write the digits alone",
    ),
    "count-not-whole": Message(
        "“{text}”不是整数，而“{unit}”只能是整数",
        "“{text}” is not a whole number, and “{unit}” is counted in whole numbers",
    ),
    "count-negative": Message("“{text}”是负数，而“{unit}”不能为负", "“{text}” is negative, and “{unit}” cannot be"),
    "absent-with-value": Message(
        "状态是“{status}”，就不应再填数值“{value}”；请删去其中一个",
        "the status is “{status}”, so there can be no value “{value}”; remove one of the two",
    ),
    "absent-without-reason": Message(
        "状态是“{status}”，请在“备注”（note）一栏写明原因",
        "the status is “{status}”; give the reason in the column note",
    ),
    "date-empty": Message(
        "日期是空的；日期不详的请写“不详”或 undated", "the date is empty; where it is not known, write undated"
    ),
    "unknown-word": Message(
        "名册“{name}”的“{column}”一栏没有“{word}”这个选项；可选：{known}",
        "column “{column}” of register “{name}” has no choice “{word}”; known: {known}",
    ),
}

FORMULAS = {
    "formula-syntax": Message(
        "指标“{name}”的算法从“{piece}”起看不懂；只能用指标的编号、+ - * /、括号和整数",
        "the formula of “{name}” cannot be read from “{piece}” on; it may hold names of indicators, + - * /, brackets"
        " and whole numbers",
    ),
    "formula-long": Message(
        "指标“{name}”的算法有 {length} 个字符，超过了 {limit} 个；请先算出几个中间指标",
        "the formula of “{name}” has {length} characters, more than {limit}; compute some other indicators first",
    ),
    "formula-constant": Message(
        "指标“{name}”的算法里没有指标；固定的数请填在 values/ 里",
        "the formula of “{name}” names no indicator; write a fixed number into values/",
    ),
    "formula-size": Message(
        "“{name}”在 {period} 的计算结果超过 {limit} 位数字，请检查算法",
        "“{name}” comes out with more than {limit} digits for {period}; check the formula",
    ),
    "formula-unknown": Message(
        "指标“{name}”的算法用到不存在的指标“{operand}”",
        "the formula of “{name}” names “{operand}”, which does not exist",
    ),
    "formula-cycle": Message(
        "这些指标的算法绕成一圈，谁也算不出来：{name}；请改其中一个",
        "the formulas of these run in a circle: {name}; change one of them",
    ),
    "formula-operand": Message(
        "算“{name}”缺少“{operand}”在 {period} 的数值；确实没有的，请写一行并注明状态和原因",
        "“{name}” lacks its operand “{operand}” for {period}; where there is none, write a row with its status and reason",
    ),
    "formula-zero": Message(
        "算“{name}”时 {period} 的除数是零；请核对除数，或改算法",
        "the formula of “{name}” divides by zero for {period}; check the figure that it divides by",
    ),
    "formula-decimals": Message(
        "“{name}”在 {period} 除不尽；请用 decimals 写明保留几位小数",
        "“{name}” does not come out even for {period}; say with decimals how many digits to keep",
    ),
}

STANDARDS = {
    "unknown-scheme": Message("“{name}”引用了未知的标准“{scheme}”", "“{name}” names an unknown scheme “{scheme}”"),
    "unknown-disclosure": Message(
        "“{name}”引用的“{code}”不在标准“{scheme}”里，请核对编号",
        "“{name}” names “{code}”, which is not in scheme “{scheme}”; check the code",
    ),
}

TRANSLATIONS = {
    "figures-differ": Message(
        "译文里的数据与原文不同：缺少：{missing}；多出：{extra}（原文：{message}）",
        "the translation shows other figures: missing: {missing}; extra: {extra} (message: {message})",
    ),
    "untranslated": Message("“{text}”没有译文（{domain}.po）", "“{text}” is not translated ({domain}.po)"),
    "po-syntax": Message(
        "这里的写法不合 .po 文件的规则，文件没有检查；常见的是引号没有成对，或者漏了 msgstr",
        "this is not valid in a .po file, and the file was not checked; often a quotation mark or a msgstr is missing",
    ),
    "po-twice": Message(
        "同一条原文已在 {first} 出现过，请删去其中一条",
        "the same message stands at {first} already; remove one of the two",
    ),
    "po-empty": Message("还没有译文", "there is no translation yet"),
    "po-fuzzy": Message(
        "译文是猜的（fuzzy），不会采用；请核对后去掉标记",
        "the translation is a guess (fuzzy) and is not used; check it, then remove the mark",
    ),
    "po-marks-alone": Message(
        "译文只有标点“{marks}”；请翻译", "the translation is nothing but “{marks}”; translate the text"
    ),
    "po-same": Message("译文就是中文原文；请翻译", "the translation is the Chinese text itself; translate it"),
    "po-block-numbered": Message(
        "译文开头的“{start}”会被当作编号列表，整段将保留中文；请换一种说法，或者写作 2023\\.",
        "“{start}” at the beginning reads as a numbered list, and the whole paragraph would stay Chinese; reword it or write 2023\\.",
    ),
    "po-block-list": Message(
        "译文里的“{start}”会被当作列表，译文将丢失；请不要让任何一行以 - + * 开头",
        "“{start}” reads as a list, and the translation would be lost; let no line begin with - + *",
    ),
    "po-block-heading": Message(
        "译文里的“{start}”会被当作标题，译文将丢失；请去掉开头的 # 或者单独成行的 === ---",
        "“{start}” reads as a heading, and the translation would be lost; remove the # at the beginning or the line of === ---",
    ),
    "po-block-quote": Message(
        "译文里的“{start}”会被当作引文，译文将丢失；请去掉开头的 >",
        "“{start}” reads as a quotation, and the translation would be lost; remove the > at the beginning",
    ),
    "po-block-code": Message(
        "译文“{start}”会被当作代码原样印出；请去掉开头的空格或反引号",
        "“{start}” reads as code and would be printed as it is typed; remove the blanks or backticks at the beginning",
    ),
    "po-block-table": Message(
        "译文里的“{start}”会被当作表格，译文将丢失",
        "“{start}” reads as a table, and the translation would be lost",
    ),
    "po-block-html": Message(
        "译文开头的“{start}”会被当作 HTML，译文将丢失",
        "“{start}” at the beginning reads as HTML, and the translation would be lost",
    ),
    "po-block-rule": Message(
        "译文里的“{start}”会被当作分隔线，译文将丢失",
        "“{start}” reads as a rule across the page, and the translation would be lost",
    ),
    "po-block-other": Message(
        "译文“{start}”不是一个段落（可能像指令、注释、标签、脚注或定义），译文将丢失",
        "“{start}” is no paragraph (it may read as a directive, comment, label, footnote or definition), and the translation would be lost",
    ),
    "po-paragraphs": Message(
        "译文有 {count} 段，只有第一段会印出；请去掉中间的空行",
        "the translation has {count} paragraphs and only the first would be printed; remove the blank line between them",
    ),
    "po-newline-start": Message(
        "译文和原文只有一个以换行开头；请改成一样",
        "only one of the translation and the original begins with a line break; make them alike",
    ),
    "po-newline-end": Message(
        "译文和原文只有一个以换行结尾；请改成一样",
        "only one of the translation and the original ends in a line break; make them alike",
    ),
    "po-role-unknown": Message(
        "没有名为“{role}”的角色，这里什么也不会印出",
        "there is no role “{role}”, and nothing would be printed here",
    ),
    "po-role-damaged": Message(
        "“{piece}”的标记坏了；应为 {{角色}}`内容`：半角花括号紧接半角反引号，成对，中间没有空格",
        "the markup at “{piece}” is damaged; it must be {{role}}`text`, plain braces and plain backticks in pairs with no space between them",
    ),
    "po-key-unknown": Message("没有名为“{key}”的数据", "there is no figure “{key}”"),
    "po-part-unknown": Message("“{key}”里的分项（# 之后）不存在", "the part (after #) of “{key}” does not exist"),
    "po-period-unknown": Message(
        "“{key}”里的期间（@ 之后）没有数据", "there is no figure for the period (after @) of “{key}”"
    ),
    "po-register-unknown": Message("没有名为“{key}”的名册", "there is no register “{key}”"),
    "po-filter-changed": Message(
        "“{was}”的条件变成了“{now}”；条件要和原文一样",
        "the conditions of “{was}” became “{now}”; they must be those of the original",
    ),
    "po-role-changed": Message(
        "“{key}”的角色由 csr:{was} 变成了 csr:{now}，印出的内容不同",
        "the role of “{key}” changed from csr:{was} to csr:{now}, which prints something else",
    ),
    "po-figure-replaced": Message(
        "“{key}”换成了另一个数据“{found}”", "“{key}” was replaced by another figure, “{found}”"
    ),
    "po-figure-lost": Message(
        "译文缺少“{key}”；确要省去的，请在译者注释里写 figures: 原因",
        "the translation lacks “{key}”; where that is meant, write figures: and the reason in the translator's comment",
    ),
    "po-figure-doubled": Message(
        "译文多用了一次“{key}”；确要重复的，请在译者注释里写 figures: 原因",
        "the translation shows “{key}” once too often; where that is meant, write figures: and the reason in the translator's comment",
    ),
    "po-figure-added": Message(
        "译文多出“{key}”，原文没有", "the translation shows “{key}”, which the original does not"
    ),
    "po-plural-malformed": Message(
        "“{text}”里的“{piece}”应写成 one: … 或 other: …，词里不能有分号",
        "“{piece}” in “{text}” must be written as one: … or other: …, without semicolons in the words",
    ),
    "po-plural-name": Message(
        "“{text}”里没有“{name}”这种复数形式；英文用 one 和 other",
        "“{name}” in “{text}” is no plural form; English uses one and other",
    ),
    "po-plural-digits": Message(
        "“{form}”里有写死的数字；请用 # 代表数字", "“{form}” holds a typed number; let # stand for it"
    ),
    "po-plural-other": Message("“{text}”缺少 other: 的写法", "“{text}” lacks its form other:"),
    "po-plural-number": Message(
        "“{form}”里没有代表数字的 #；确要不写数字的，请在译者注释里写 figures: 原因",
        "“{form}” has no # for the number; where that is meant, write figures: and the reason in the translator's comment",
    ),
    "po-pairs-unused": Message(
        "{role} 不用“{text}”里分号之后的写法；复数请用 csr:value",
        "{role} does not use what follows the semicolon in “{text}”; plural forms go with csr:value",
    ),
    "po-figure-typed": Message(
        "“{number}”是数据“{key}”的数值，不能写死；请用原文的角色",
        "“{number}” is the value of “{key}” and must not be typed; use the role of the original",
    ),
    "po-number-changed": Message(
        "原文的“{was}”在译文里成了“{now}”", "“{was}” of the original is “{now}” in the translation"
    ),
    "po-number-lost": Message(
        "原文的“{number}”不见于译文；确要省去的，请在译者注释里写 numbers: 原因",
        "“{number}” of the original is not in the translation; where that is meant, write numbers: and the reason in the translator's comment",
    ),
    "po-number-added": Message(
        "译文多出数字“{number}”，原文没有；数据请用角色，不要写死",
        "the translation has a number “{number}” that the original does not; for a figure use its role",
    ),
    "po-target-changed": Message(
        "{{{role}}} 应指向“{expected}”，现在是“{target}”；要换显示的文字，请写 文字 <{expected}>",
        "{{{role}}} must lead to “{expected}”, not “{target}”; to show other words, write words <{expected}>",
    ),
    "po-target-added": Message(
        "译文多出 {{{role}}}`{target}`，原文没有",
        "the translation has {{{role}}}`{target}`, which the original does not",
    ),
    "po-target-lost": Message(
        "译文缺少 {{{role}}}`{target}`；确要省去的，请在译者注释里写 references: 原因",
        "the translation lacks {{{role}}}`{target}`; where that is meant, write references: and the reason in the translator's comment",
    ),
    "po-link-changed": Message("链接“{target}”变成了“{found}”", "the link to “{target}” became “{found}”"),
    "po-link-lost": Message(
        "译文缺少链接“{target}”，或者它的括号坏了",
        "the link to “{target}” is missing, or its brackets are damaged",
    ),
    "po-link-added": Message(
        "译文多出链接“{target}”，原文没有",
        "the translation has a link to “{target}” that the original does not",
    ),
    "po-brackets": Message("方括号没有成对", "a square bracket has no partner"),
    "po-footnote": Message(
        "脚注和原文不同：缺少 {lost}，多出 {added}",
        "the footnotes differ from the original: missing {lost}, extra {added}",
    ),
    "po-substitution": Message(
        "双花括号里的名称和原文不同：缺少 {lost}，多出 {added}",
        "the names in double braces differ from the original: missing {lost}, extra {added}",
    ),
    "po-html": Message(
        "HTML 标签和原文不同：缺少 {lost}，多出 {added}",
        "the HTML tags differ from the original: missing {lost}, extra {added}",
    ),
    "po-code-lost": Message(
        "反引号里的代码比原文少 {count} 处",
        "the translation has {count} fewer pieces of code in backticks than the original",
    ),
    "po-code-changed": Message(
        "译文缺少反引号里的代码“{text}”；代码照抄，不翻译",
        "the translation lacks the code “{text}” in backticks; code is copied, not translated",
    ),
    "po-numref": Message(
        "“{text}”没有放编号的位置；文字里要写 %s", "“{text}” has no place for the number; write %s in its words"
    ),
    "po-unit-twice": Message(
        "“{words}”把单位写了两次；数据“{key}”的角色会自己印出单位",
        "“{words}” has the unit twice; the role of the figure “{key}” prints it itself",
    ),
    "po-unit-lost": Message(
        "数据“{key}”在译文里没有单位；请用 csr:value，或者写出单位（{unit}）",
        "the figure “{key}” has no unit in the translation; use csr:value, or write the unit ({unit})",
    ),
    "po-unit-changed": Message(
        "数据“{key}”的单位是“{unit}”，译文写成了“{found}”",
        "the unit of the figure “{key}” is “{unit}”, not “{found}” as in the translation",
    ),
    "po-scale": Message(
        "数据“{key}”后面不能再写“{scale}”；角色印出的是完整的数",
        "“{scale}” must not follow the figure “{key}”; the role prints the number in full",
    ),
    "po-format-lost": Message("译文缺少 {{{role}}} 的格式", "the translation lacks the formatting {{{role}}}"),
    "po-emphasis": Message(
        "星号或下划线没有成对，会原样印出；** 要紧贴文字，前后成对",
        "asterisks or underscores have no partner and would be printed; ** must touch the words, in pairs",
    ),
    "po-emphasis-lost": Message(
        "原文的粗体（**）不见于译文", "what is bold (**) in the original is not in the translation"
    ),
    "po-role-glued": Message(
        "{role} 和旁边的文字或数据连在一起（{place}）；请加空格",
        "{role} touches the word or figure beside it ({place}); add a space",
    ),
    "po-place": Message(
        "代入内容的位置和原文不同：缺少 {lost}，多出 {added}",
        "the places to be filled in differ from the original: missing {lost}, extra {added}",
    ),
    "po-templates": Message(
        "这里没有待译文字的模板（.pot）；请先用 sphinx-build -b gettext 生成",
        "there are no templates (.pot) here; make them with sphinx-build -b gettext",
    ),
    "po-outdated": Message(
        "文件不是最新：缺少 {came} 条文字，多出 {gone} 条，如“{example}”；请运行 csrdirectives po annotate",
        "the file is out of date: {came} messages are missing and {gone} are no longer used, such as “{example}”; run csrdirectives po annotate",
    ),
    "po-unused": Message(
        "没有名为“{page}”的页面，这个文件不再使用；译文移到别处以后，请删去它",
        "there is no page “{page}”, and the file is no longer used; when its translations are moved, delete it",
    ),
    "po-form": Message(
        "注释或写法不是最新；请运行 csrdirectives po annotate",
        "comments or layout are out of date; run csrdirectives po annotate",
    ),
    "po-noqa": Message(
        "译文末尾的 # noqa 会关掉 Sphinx 的检查；请删去",
        "the # noqa at the end switches Sphinx's own check off; remove it",
    ),
    "po-hidden": Message(
        "译文里有看不见的字符或乱码 {characters}；请删去后重新输入",
        "the translation holds characters that cannot be seen or were lost: {characters}; delete them and type again",
    ),
    "po-backslash": Message("译文里多出反斜线，会原样印出", "a backslash is left over and would be printed"),
    "po-chinese-left": Message(
        "译文里还有中文“{text}”；确要保留的，请在译者注释里写 chinese: 原因",
        "Chinese is left in the translation: “{text}”; where that is meant, write chinese: and the reason in the translator's comment",
    ),
    "po-chinese-marks": Message(
        "译文里有中文标点或全角字符 {marks}；请改用英文标点",
        "Chinese punctuation or full-width characters are left in the translation: {marks}; use English ones",
    ),
    "po-term": Message(
        "“{term}”的译文里没有用定名；可用：{approved}",
        "the translation of “{term}” uses none of its approved forms: {approved}",
    ),
    "po-term-forbidden": Message(
        "“{term}”不能译作“{found}”；应为：{approved}",
        "“{term}” must not be translated as “{found}”; use: {approved}",
    ),
    "po-term-number": Message(
        "“{term}”里的“{number}”不见于译文；定名：{approved}",
        "the translation of “{term}” has no “{number}”; use: {approved}",
    ),
    "po-word-twice": Message(
        "“{words}”重复了（角色会自己印出限定词和单位）",
        "“{words}” says a word twice (a role prints its bounding word and unit itself)",
    ),
    "po-article": Message(
        "数据“{key}”前面的“{article}”是否正确取决于数值；请改写",
        "whether “{article}” before the figure “{key}” is right depends on its value; reword it",
    ),
}

CHAPTERS = {
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
    "no-figure": Message("“{name}”还没有数值", "“{name}” has no value yet"),
    "no-observation": Message(
        "“{name}”没有合计数，请用 # 指明分项：{parts}", "“{name}” has no total; choose a part with #: {parts}"
    ),
    "ask-pair": Message("“{pair}”应写成 名称: 内容", "“{pair}” must be written as name: text"),
    "unknown-pair": Message("{role} 没有“{pair}”这一项", "{role} takes no “{pair}”"),
    "plural-other": Message("“{text}”缺少 other: 的写法", "“{text}” lacks its form other:"),
    "nothing-before": Message(
        "{key} 没有上一期（{period}）可比", "{key} has nothing before it ({period}) to compare with"
    ),
    "change-absent": Message("{key} 没有数值，不能比较", "{key} has no value and cannot be compared"),
    "change-from-zero": Message("{key} 是零，算不出增减比例", "{key} is zero; a change from it has no percentage"),
    "pattern-empty": Message("没有符合“{pattern}”的指标", "no indicator matches “{pattern}”"),
    "column-not-closed": Message(
        "名册“{name}”不能按“{column}”一栏挑选，因为它没有固定的选项；可用：{known}",
        "register “{name}” cannot be filtered by “{column}”, which has no closed list; use: {known}",
    ),
    "unknown-register": Message("没有名为“{name}”的名册", "there is no register “{name}”"),
    "unknown-column": Message("名册“{name}”没有“{column}”一栏", "register “{name}” has no column “{column}”"),
    "register-empty": Message("“{text}”没有符合的记录", "no record matches “{text}”"),
    "unknown-option": Message("{directive} 没有“{option}”这个选项", "{directive} has no option “{option}”"),
    "unknown-choice": Message("选项“{option}”不能是“{word}”", "option “{option}” cannot be “{word}”"),
    "unknown-finding": Message("没有编号为“{name}”的数据说明", "there is no finding “{name}”"),
    "unknown-reference": Message("参考里没有“{name}”这一部分", "the reference has no part “{name}”"),
    "table-empty": Message("“{text}”没有可列的内容", "“{text}” lists nothing"),
}

EDITIONS = {
    "edition-page": Message("另一种语言里没有“{page}”这一页", "the other language has no page “{page}”"),
    "edition-figure-lost": Message(
        "{key} 在译文版的 {page} 里少了 {count} 处", "{key} is missing in the translated {page} (times: {count})"
    ),
    "edition-figure-added": Message(
        "{key} 在译文版的 {page} 里多了 {count} 处",
        "{key} is shown too often in the translated {page} (times: {count})",
    ),
    "edition-figure-value": Message(
        "{key} 的准确值，原文版是 {was}，译文版是 {now}",
        "the exact value of {key} is {was} in the original, {now} here",
    ),
    "edition-number": Message(
        "“{text}”读出来不是准确值 {value}（{key}）", "“{text}” does not read as the exact value {value} ({key})"
    ),
    "edition-number-absent": Message(
        "{key} 没有数值，这里却印了数字：“{text}”", "{key} has no value, yet digits are printed: “{text}”"
    ),
    "edition-doubled": Message(
        "“{text}”旁边又写了一遍“{words}”（{key}）", "“{words}” stands beside “{text}” once more ({key})"
    ),
    "edition-change": Message(
        "“{text}”的升降与差额 {value} 不符（{key}）",
        "“{text}” does not say which way the difference {value} went ({key})",
    ),
    "edition-anchor-lost": Message("译文版的这一页没有标识“{anchor}”", "the translated page has no anchor “{anchor}”"),
    "edition-anchor-added": Message("原文版的这一页没有标识“{anchor}”", "the original page has no anchor “{anchor}”"),
    "edition-link-lost": Message(
        "译文版的这一页没有通往“{target}”的链接", "the translated page has no link to “{target}”"
    ),
    "edition-link-added": Message(
        "原文版的这一页没有通往“{target}”的链接", "the original page has no link to “{target}”"
    ),
    "edition-chinese": Message("译文版里留有中文：“{text}”", "Chinese is left: “{text}”"),
    "edition-chinese-attribute": Message(
        "译文版的属性 {attribute} 里留有中文：“{text}”", "Chinese is left in the attribute {attribute}: “{text}”"
    ),
    "edition-index": Message(
        "搜索索引不是 Search.setIndex(…) 的样子，无法检查",
        "the search index is not Search.setIndex(…), and was not checked",
    ),
    "edition-chinese-index": Message(
        "译文版的搜索索引里留有页面上没有的中文：“{text}”",
        "the search index has Chinese that may not stand on any page: “{text}”",
    ),
}

TOPICS = (
    Topic("文件", "Files", FILES),
    Topic("表格", "Sheets", SHEETS),
    Topic("数字", "Numbers", NUMBERS),
    Topic("期间", "Periods", PERIODS),
    Topic("定义", "Definitions", DEFINITIONS),
    Topic("数据行与记录", "Rows and records", ROWS),
    Topic("算法", "Formulas", FORMULAS),
    Topic("标准对照", "Standards", STANDARDS),
    Topic("章节", "Chapters", CHAPTERS),
    Topic("译文", "Translations", TRANSLATIONS),
    Topic("两种语言的网页", "Pages in two languages", EDITIONS),
)

MESSAGES: dict[str, Message] = {code: message for topic in TOPICS for code, message in topic.messages.items()}
