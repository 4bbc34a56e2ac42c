"""Bad data is told at its place, in words, all at once, and everything else is still there."""

from __future__ import annotations

import os
import tempfile
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from csrdirectives.load import load
from csrdirectives.model import Key
from csrdirectives.number import LIMIT

UNITS, REGISTERS, FINDINGS = "units.toml", "registers.toml", "findings.toml"
WORKFORCE, COMMUNITY = "indicators/workforce.toml", "indicators/community.toml"
PEOPLE, AID = "values/workforce.csv", "values/community.csv"
AWARDS = "registers/awards.csv"
HEAD = "indicator,period,part,value,comparator,status,source,note"
ROW = "workforce.dispatched,2023-12-31,,27,,,人事年报,不含实习生"
DISPATCHED = ("workforce.dispatched@2023-12-31", "workforce.dispatched.share@2023-12-31")
TOTALS = ("workforce.total@2022-12-31", "workforce.total@2023-12-31")
PARTS = tuple(f"{total}#{part}" for total in TOTALS for part in ("female", "male"))
SHARES = ("workforce.dispatched.share@2022-12-31", "workforce.dispatched.share@2023-12-31")


class Case(NamedTuple):
    """What is changed, the one problem that is told at the line of the change, and which figures are lost by it."""

    file: str
    old: str
    new: str
    code: str
    zh: tuple[str, ...]
    en: tuple[str, ...]
    gone: tuple[str, ...] = ()


def row(new: str, code: str, zh: tuple[str, ...], en: tuple[str, ...], gone: tuple[str, ...] = DISPATCHED) -> Case:
    """A case of the one row of :data:`ROW`, changed."""
    return Case(PEOPLE, ROW, new, code, zh, en, gone)


def number(cell: str, code: str, zh: tuple[str, ...], en: tuple[str, ...]) -> Case:
    """A case of the one cell with a number, changed."""
    return row(f"workforce.dispatched,2023-12-31,,{cell},,,人事年报,", f"number-{code}", zh, en)


def period(cell: str, code: str, zh: tuple[str, ...], en: tuple[str, ...]) -> Case:
    """A case of the one cell with a period, changed; which figure the row was for, nobody knows then."""
    return row(f"workforce.dispatched,{cell},,27,,,人事年报,", code, zh, en)


CASES = {
    # columns
    "unknown column": Case(
        PEOPLE, HEAD, HEAD + ",remark", "sheet-column-unknown", ("“remark”", "没有使用"), ("“remark”", "not used")
    ),
    "mistyped optional column": Case(
        PEOPLE,
        HEAD,
        HEAD.replace("source", "sourse"),
        "sheet-column-unknown",
        ("“sourse”", "是否应为“source”？"),
        ("“sourse”", "did you mean “source”?"),
    ),
    "doubled column": Case(
        PEOPLE,
        HEAD,
        HEAD + ",value",
        "sheet-column-doubled",
        ("“value”列有两个", "第 4 列和第 9 列"),
        ("“value” stands twice", "columns 4 and 9"),
        (*TOTALS, *PARTS, *SHARES, *DISPATCHED, "workforce.dispatched@2022-12-31", "workforce.outsourced@2023"),
    ),
    # names
    "unknown indicator": row(
        "workforce.dispached,2023-12-31,,27,,,,",
        "unknown-indicator",
        ("没有名为“workforce.dispached”的指标", "是否应为“workforce.dispatched”？"),
        ("no indicator “workforce.dispached”", "did you mean “workforce.dispatched”?"),
    ),
    "the words of an indicator for its name": row(
        "派遣制员工,2023-12-31,,27,,,,",
        "unknown-indicator",
        ("“派遣制员工”", "是否应为“workforce.dispatched”？"),
        ("“派遣制员工”", "did you mean “workforce.dispatched”?"),
    ),
    "no indicator": row(
        ",2023-12-31,,27,,,,", "cell-empty", ("“indicator / 指标”一栏是空的",), ("“indicator” is empty",)
    ),
    "unknown part": Case(
        PEOPLE,
        "workforce.total,2023-12-31,female,118",
        "workforce.total,2023-12-31,femal,118",
        "unknown-part",
        ("“workforce.total”没有分项“femal”", "是否应为“female”？"),
        ("no part “femal”", "did you mean “female”?"),
        ("workforce.total@2023-12-31#female",),
    ),
    "unknown comparator": row(
        "workforce.dispatched,2023-12-31,,27,大概,,,",
        "unknown-comparator",
        ("“大概”", "可用：约 近 不足 超 多 余 不少于 以上 不超过 以下"),
        ("“大概”", "known: 约", "以下 ~ > >= < <="),
    ),
    "mistyped comparator": row(
        "workforce.dispatched,2023-12-31,,27,不小于,,,",
        "unknown-comparator",
        ("是否应为“不少于”？",),
        ("did you mean “不少于”?",),
    ),
    "unknown status": row(
        "workforce.dispatched,2023-12-31,,27,,provisonal,,",
        "unknown-status",
        ("“provisonal”", "正式 估计 暂定 未披露 未统计 不适用 保密", "是否应为“provisional”？"),
        ("“provisonal”", "known: reported estimated", "not-applicable confidential;", "did you mean “provisional”?"),
    ),
    "derived is not for typing": row(
        "workforce.dispatched,2023-12-31,,27,,derived,,", "unknown-status", ("“derived”",), ("“derived”",)
    ),
    # an absence has a reason and no number
    "absent with a value": row(
        "workforce.dispatched,2023-12-31,,27,,未统计,,当年没有统计",
        "absent-with-value",
        ("“未统计”", "“27”", "删去其中一个"),
        ("“未统计”", "“27”", "remove one"),
    ),
    "absent without a reason": row(
        "workforce.dispatched,2023-12-31,,,,confidential,,",
        "absent-without-reason",
        ("“confidential”", "“备注”（note）", "原因"),
        ("“confidential”", "reason", "column note"),
    ),
    # numbers
    "no number": number("", "missing", ("没有填数", "未统计", "未披露"), ("no number", "not-collected", "undisclosed")),
    "a dash": number("—", "absent", ("“—”不是数", "请写 0"), ("“—” is no number", "write 0")),
    "n/a": number("N/A", "absent", ("“N/A”不是数",), ("“N/A” is no number",)),
    "NaN": number("NaN", "not-finite", ("“NaN”不是一个确定的数",), ("“NaN” is not a definite number",)),
    "inf": number("inf", "not-finite", ("“inf”",), ("“inf”",)),
    "1e400": number("1e400", "exponent", ("科学记数法", "写全"), ("scientific notation", "all its digits")),
    "with a unit": number("27人", "with-unit", ("27", "“人”", "只写数字"), ("27", "“人”", "the digits alone")),
    "with a comparator": number("约27", "with-comparator", ("“约”", "“限定”（comparator）"), ("“约”", "comparator")),
    "Chinese numerals": number("二十七", "chinese", ("中文数字", "阿拉伯数字"), ("Chinese numerals", "digits")),
    "letters": number("2O", "letters", ("O", "是否应为“20”？"), ("O", "did you mean “20”?")),
    "two numbers": number("27/30", "two", ("不止一个数",), ("more than one number",)),
    "doubtful separators": number('"2,7"', "separators", ("“2,7”", "读错"), ("“2,7”", "more than one way")),
    "an error of the spreadsheet": number("#DIV/0!", "spreadsheet-error", ("表格软件的错误",), ("of the spreadsheet",)),
    "too many digits": number("1" * (LIMIT + 1), "too-long", ("41 位", "40 位"), ("41 digits", "40")),
    "a word": number("many", "unreadable", ("“many”不是数",), ("“many” is no number",)),
    # what the unit does not allow
    "half a person": row(
        "workforce.dispatched,2023-12-31,,27.5,,,,",
        "count-not-whole",
        ("“27.5”不是整数", "“人”只能是整数"),
        ("“27.5” is not a whole number", "“persons”"),
    ),
    "fewer than nobody": row(
        "workforce.dispatched,2023-12-31,,-27,,,,", "count-negative", ("“-27”是负数",), ("“-27” is negative",)
    ),
    "per cent of persons": row(
        "workforce.dispatched,2023-12-31,,27%,,,,",
        "percent-unexpected",
        ("“27%”带百分号", "按“人”计"),
        ("“27%” has a percent sign", "in “persons”"),
    ),
    # periods
    "no period": period("", "cell-empty", ("“period / 期间”一栏是空的",), ("“period” is empty",)),
    "a day that does not exist": period("2023-02-30", "period-no-such-date", ("02-30 不存在",), ("does not exist",)),
    "end before beginning": period("2023-05/2023-01", "period-reversed", ("晚于终点",), ("after its end",)),
    "no hyphens": period("20231231", "period-compact", ("是否应为“2023-12-31”？",), ("did you mean “2023-12-31”?",)),
    "a slashed month": period("2023/12", "period-slash", ("是否应为“2023-12”？",), ("did you mean “2023-12”?",)),
    "a short year": period("23年", "period-short-year", ("四位",), ("four digits",)),
    "a season": period("2023年夏", "period-unreadable", ("“2023年夏”不是期间", "2023-01/2023-05"), ("is no period",)),
    # characters
    "control character": row(
        "workforce.dispatched,2023-12-31,,2\x077,,,,",
        "sheet-hidden-character",
        ("“value”列", "U+0007", "重新输入"),
        ("“value”", "U+0007", "type it again"),
    ),
    "zero-width character": row(
        "workforce.\u200bdispatched,2023-12-31,,27,,,,", "sheet-hidden-character", ("U+200B",), ("U+200B",)
    ),
    "bidirectional character": row(
        "workforce.dispatched,2023-12-31,,27,,,,\u202e注", "sheet-hidden-character", ("U+202E",), ("U+202E",)
    ),
    "lost character": row(
        "workforce.dispatched,2023-12-31,,27,,,人\ufffd,", "sheet-lost-character", ("乱码",), ("garbled",)
    ),
    "formula of a spreadsheet": row(
        "workforce.dispatched,2023-12-31,,=20+7,,,,",
        "sheet-formula",
        ("“=20+7”", "选择性粘贴为数值"),
        ("“=20+7”", "paste as values"),
    ),
    "a row too long": row(
        "workforce.dispatched,2023-12-31,,27,,,人事年报,不含实习生,也不含临时工",
        "sheet-row-too-long",
        ("“也不含临时工”", "双引号"),
        ("“也不含临时工”", "quotes"),
    ),
    # definitions
    "not TOML": Case(
        WORKFORCE,
        'decimals = 1\ngood = "down"',
        'decimals = one\ngood = "down"',
        "toml-syntax",
        ("“decimals = one”", "半角引号"),
        ("“decimals = one”", "quotation marks"),
        SHARES,
    ),
    "a quotation mark left open": Case(
        WORKFORCE,
        'name = "派遣制员工占比"',
        'name = "派遣制员工占比',
        "toml-syntax",
        ("引号没有成对",),
        ("a quotation mark has no partner",),
        SHARES,
    ),
    "unknown field": Case(
        WORKFORCE,
        "decimals = 1",
        "decimal = 1",
        "field-unknown",
        ("“workforce.dispatched.share”里没有“decimal”", "是否应为“decimals”？"),
        ("no field “decimal”", "did you mean “decimals”?"),
        SHARES,
    ),
    "unknown choice": Case(
        COMMUNITY,
        'good = "up"\n\n["training.hours_avg"]',
        'good = "upp"\n\n["training.hours_avg"]',
        "field-invalid",
        ("“upp”", "down | neither | up", "是否应为“up”？"),
        ("“upp”", "down | neither | up", "did you mean “up”?"),
        ("training.participations@2022", "training.participations@2023"),
    ),
    "a number out of bounds": Case(
        WORKFORCE, "decimals = 1", "decimals = 13", "field-invalid", ("0 到 12 的整数",), ("from 0 to 12",), SHARES
    ),
    "an empty name": Case(
        WORKFORCE,
        'name = "派遣制员工占比"',
        'name = ""',
        "field-invalid",
        ("“name”不能是“”", "不能为空"),
        ("“name”", "not empty"),
        SHARES,
    ),
    "a number for a text": Case(
        WORKFORCE,
        'female = "女员工"',
        "female = 1",
        "field-invalid",
        ("“parts.female”不能是“1”", "引号里的文字"),
        ("“parts.female”", "text in quotation marks"),
        (*TOTALS, *PARTS, *SHARES),
    ),
    "a disclosure without its scheme": Case(
        WORKFORCE, '"gri:2-8 partial"', '"2-8"', "field-invalid", ("gri:404-1 partial",), ("gri:404-1 partial",),
        ("workforce.outsourced@2023",),
    ),
    "unknown unit": Case(
        WORKFORCE,
        'unit = "percent"',
        'unit = "procent"',
        "unknown-unit",
        ("“procent”不在 units.toml 里", "是否应为“percent”？"),
        ("“procent”", "did you mean “percent”?"),
        SHARES,
    ),
    "an unknown unit of an operand": Case(
        WORKFORCE,
        'unit = "person"\ndepartment = "人力资源部"\nstandards = ["manual:1.2", "gri:2-7"]',
        'unit = "persn"\ndepartment = "人力资源部"\nstandards = ["manual:1.2", "gri:2-7"]',
        "unknown-unit",
        ("“workforce.total”的单位“persn”", "是否应为“person”？"),
        ("unit “persn” of “workforce.total”",),
        (*TOTALS, *PARTS, *SHARES),
    ),
    "the same indicator twice in a file": Case(
        WORKFORCE,
        '["workforce.outsourced"]',
        '["workforce.total"]\nname = "员工"\ndefinition = "员工。"\nunit = "person"\n\n["workforce.outsourced"]',
        "table-twice",
        ("“workforce.total”", "data/indicators/workforce.toml:1"),
        ("“workforce.total”", "data/indicators/workforce.toml:1"),
    ),
    "a name without quotation marks": Case(
        WORKFORCE,
        '["workforce.dispatched.share"]',
        "[workforce.dispatched.share]",
        "table-unquoted",
        ('["workforce.dispatched.share"]',),
        ('["workforce.dispatched.share"]',),
        SHARES,
    ),
    "hidden character in a definition": Case(
        WORKFORCE, 'name = "外包人员"', 'name = "外包\u202e人员"', "toml-hidden-character", ("U+202E",), ("U+202E",)
    ),
    "unknown scheme": Case(
        WORKFORCE,
        '["workforce.outsourced"]\nname',
        '["workforce.outsourced"]\nnote = ""\nname',
        "unknown-scheme",
        ("“grj”", "是否应为“gri”？"),
        ("“grj”", "did you mean “gri”?"),
    ),
    "unknown disclosure": Case(
        WORKFORCE,
        '["workforce.total"]\nname',
        '["workforce.total"]\nnote = ""\nname',
        "unknown-disclosure",
        ("“2-77”不在标准“gri”里",),
        ("“2-77”, which is not in scheme “gri”",),
    ),
    "a factor of nothing": Case(
        UNITS,
        'factor = "0.01"',
        'factor = "0"',
        "unit-factor",
        ("“percent”", "“0”", "大于零"),
        ("“percent”", "greater than zero"),
        SHARES,
    ),
    "a factor that is no number": Case(
        UNITS, 'factor = "0.01"', "factor = nan", "unit-factor", ("“NaN”",), ("“NaN”",), SHARES
    ),
    "a factor beyond measure": Case(
        UNITS, 'factor = "0.01"', 'factor = "1e999999999"', "unit-factor", ("18 位",), ("18 digits",), SHARES
    ),
    "a form that shows no number": Case(
        UNITS,
        'forms.en = { other = "{}%" }',
        'forms.en = { other = "%" }',
        "field-invalid",
        ("“forms.en.other”不能是“%”", "{}人"),
        ("“forms.en.other”", "{}人"),
        SHARES,
    ),
    # registers
    "a word outside the list": Case(
        AWARDS,
        "2023-05-01,劳动模范,王一,individual,municipal,",
        "2023-05-01,劳动模范,王一,individual,municipel,",
        "unknown-word",
        ("“awards”的“level”一栏没有“municipel”", "可选：国家级 市级 区级", "是否应为“municipal”？"),
        ("no choice “municipel”", "known: national municipal district", "did you mean “municipal”?"),
    ),
    "no date": Case(
        AWARDS, "undated,文明单位", ",文明单位", "date-empty", ("日期是空的", "undated"), ("date is empty", "undated")
    ),
    "a date that does not exist": Case(
        AWARDS, "2022-11-08", "2022-11-31", "period-no-such-date", ("2022-11-31 不存在",), ("does not exist",)
    ),
    "a register without a date": Case(
        REGISTERS, 'columns = { date = "时间", title = "事由"', 'columns = { title = "事由"', "register-date",
        ("“visits”", "date"), ("“visits”", "date"),
    ),
    "a closed list of no column": Case(
        REGISTERS, "values.kind", "values.knd", "unknown-column", ("“knd”", "“kind”"), ("“knd”", "“kind”")
    ),
    # findings
    "a finding about nothing": Case(
        FINDINGS,
        'figures = ["workforce.total#female", "workforce.total#male"]',
        'figures = ["workforce.totl", "workforce.total#male"]',
        "unknown-indicator",
        ("“workforce.totl”", "是否应为“workforce.total”？"),
        ("“workforce.totl”",),
    ),
}  # fmt: skip
ELSEWHERE = {  # what else a case changes, and where it is then told
    "unknown scheme": (WORKFORCE, '"gri:2-8 partial"', '"grj:2-8 partial"', '["workforce.outsourced"]'),
    "unknown disclosure": (WORKFORCE, '"gri:2-7"', '"gri:2-77"', '["workforce.total"]'),
}


def keys(catalogue) -> set[str]:
    return set(map(str, catalogue.observations))


@pytest.mark.parametrize("name", CASES)
def test_fault_is_told_once_at_its_line_in_both_languages_and_the_rest_is_used(data, catalogue, name):
    case = CASES[name]
    first = data.change(case.file, case.old, case.new)
    both = zip(case.old.split("\n"), case.new.split("\n"), strict=False)
    line = first + sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], both))
    if name in ELSEWHERE:
        file, old, new, head = ELSEWHERE[name]
        data.change(file, old, new)
        line = data.read(file).split("\n").index(head) + 1
    found, problems = data.load()
    assert [(str(p.where), p.code) for p in problems] == [(f"data/{case.file}:{line}", case.code)]
    told = problems[0]
    assert [word for word in case.zh if word not in told.text("zh_CN")] == []
    assert [word for word in case.en if word not in told.text("en")] == []
    assert keys(catalogue) - keys(found) == set(case.gone)
    assert keys(found) <= keys(catalogue)


def test_the_same_observation_twice_is_told_and_the_first_stays(data):
    line = data.add(AID, "service.complaints,2023年,,7,,,,")
    found, problems = data.load()
    assert [p.text("zh") for p in problems] == [
        "同一数据 service.complaints@2023 已在 data/values/community.csv:12 填过，两处请留一处"
    ]
    assert str(problems[0].where) == f"data/{AID}:{line}"
    assert found.observations[Key("service.complaints", "2023")].value == 0


def test_column_missing_from_values_is_one_problem(data):
    rows = [line.split(",") for line in data.read(PEOPLE).splitlines()]
    data.write(PEOPLE, "\n".join(",".join([cells[0], *cells[2:]]) for cells in rows))
    found, problems = data.load()
    assert [p.text("zh") for p in problems] == ["缺少这一列：period / 期间 / 时期 / 年度 / 年份；整张表暂不使用"]
    assert Key("workforce.total", "2023-12-31") not in found.observations
    assert Key("service.complaints", "2023") in found.observations


def test_same_indicator_in_two_files_is_told_where_it_stands_again(data):
    data.add(COMMUNITY, '["workforce.total"]', 'name = "员工"', 'definition = "员工。"', 'unit = "person"')
    _, problems = data.load()
    assert [(str(p.where), p.code) for p in problems] == [(f"data/{WORKFORCE}:1", "indicator-twice")]
    assert problems[0].text("zh") == (
        "指标“workforce.total”已在 data/indicators/community.toml:63 定义过，请删去其中一处"
    )


def test_name_that_no_key_can_hold_is_told_with_what_may_stand_in_it(data):
    data.change(WORKFORCE, '["workforce.outsourced"]', '["workforce-outsourced"]')
    _, problems = data.load()
    assert problems[0].text("zh") == ("“workforce-outsourced”不能用作名称；只能用 英文字母、数字、_ 和 .，并以字母开头")
    assert str(problems[0].where) == f"data/{WORKFORCE}:23"


def test_every_fault_of_a_row_is_told(data):
    line = data.add(PEOPLE, "workforce.totl,2023-13,,二十,大概,sure,,")
    _, problems = data.load()
    assert [(p.where.line, p.code) for p in problems] == [
        (line, "unknown-indicator"),
        (line, "period-no-such-date"),
        (line, "unknown-comparator"),
        (line, "unknown-status"),
        (line, "number-chinese"),
    ]


def test_faults_of_all_files_are_told_in_the_order_of_places(data):
    data.add(PEOPLE, "workforce.total,2020-12-31,,many,,,,", "workforce.total,2021-12-31,,-1,,,,")
    data.add(AID, "aid.visits,2020,,,,,,")
    data.add(AWARDS, "2023-02-29,甲,乙,individual,municipal,")
    data.add(FINDINGS, "[A3]")
    _, problems = data.load()
    places = [p.where for p in problems]
    assert places == sorted(places)
    assert {where.path for where in places} == {f"data/{name}" for name in (PEOPLE, AID, AWARDS, FINDINGS)}
    assert [p.details["field"] for p in problems if p.code == "field-missing"] == ["kind", "title", "text"]


def test_faulty_definition_is_told_once_however_many_rows_and_formulas_use_it(data):
    """Thirty rows of an indicator whose table does not parse would otherwise bury the one line to mend."""
    data.change(WORKFORCE, 'name = "在岗员工总数"', "name = 在岗员工总数")
    data.add(PEOPLE, *(f"workforce.total,{year},,1,,,," for year in range(1980, 2010)))
    _, problems = data.load()
    assert [p.code for p in problems] == ["toml-syntax"]


def test_rows_of_a_faulty_definition_are_still_checked(data):
    data.change(WORKFORCE, 'unit = "percent"', 'unit = "procent"')
    data.add(PEOPLE, "workforce.dispatched.share,2021-12-31,,约9,,,,")
    _, problems = data.load()
    assert [p.code for p in problems] == ["unknown-unit", "number-with-comparator"]


def test_indicator_whose_only_row_is_at_fault_is_not_said_to_have_none(data):
    data.change(AID, "aid.visits,2019/2023,,1250,不少于", "aid.visits,2019/2023,,1250,至于")
    _, problems = data.load()
    assert [p.code for p in problems] == ["unknown-comparator"]


def test_indicator_without_any_row_is_told_at_its_definition(data):
    data.change(AID, "report.issue,2023,,9,,,,\n", "")
    _, problems = data.load()
    assert [(str(p.where), p.code) for p in problems] == [("data/indicators/community.toml:54", "no-value")]
    assert "“report.issue”" in problems[0].text("zh")


def test_operand_missing_in_another_period_is_told_beside_a_faulty_row(data):
    data.change(PEOPLE, "workforce.total,2022-12-31,,300,,,人事年报,\n", "")
    data.change(PEOPLE, "workforce.total,2023-12-31,,291,", "workforce.total,2023-12-31,,二百九十一,")
    _, problems = data.load()
    assert [(p.code, p.details.get("period")) for p in problems] == [
        ("formula-operand", "2022-12-31"),
        ("number-chinese", None),
    ]


def test_period_of_a_row_is_one_figure_however_it_is_written(data):
    data.change(PEOPLE, ROW, "workforce.dispatched,2023年12月31日,,27,,,,")
    found, problems = data.load()
    assert problems == []
    assert Key("workforce.dispatched", "2023-12-31") in found.observations


@pytest.mark.parametrize(
    ("unit", "code"), [("人", None), ("person", None), ("人次", "unit-differs"), ("persn", "unknown-unit")]
)
def test_column_of_units_must_agree_with_the_indicator(data, unit, code):
    data.change(PEOPLE, HEAD, HEAD + ",unit")
    data.change(PEOPLE, ROW, f"{ROW},{unit}")
    _, problems = data.load()
    assert [p.code for p in problems] == [code] * bool(code)
    if code == "unit-differs":
        assert problems[0].text("zh") == "指标“workforce.dispatched”按“人”计，这里写的是“人次”；请换算后填写"
        assert "“persons”" in problems[0].text("en")


FILES = [
    (UNITS, "missing", "file-missing"),
    ("report.toml", "missing", "file-missing"),
    ("indicators", "missing", "file-missing"),
    ("values", "missing", "file-missing"),
    (AWARDS, "missing", "file-missing"),
    (UNITS, "folder", "file-folder"),
    (WORKFORCE, "folder", "file-folder"),
    (PEOPLE, "folder", "file-folder"),
    (WORKFORCE, "pipe", "file-unreadable"),
    (PEOPLE, "pipe", "file-unreadable"),
    (WORKFORCE, "empty", "toml-empty"),
    (UNITS, "empty", "toml-empty"),
    (PEOPLE, "empty", "file-empty"),
    (AWARDS, "empty", "file-empty"),
    (WORKFORCE, "binary", "file-binary"),
    (PEOPLE, "binary", "file-binary"),
    (PEOPLE, "workbook", "file-workbook"),
    (WORKFORCE, "2 MB line", "file-line-too-long"),
    (PEOPLE, "long line", "file-line-too-long"),
    (WORKFORCE, "20 MB", "file-too-large"),
    (PEOPLE, "other text", "sheet-header-missing"),
]
CONTENTS = {
    "empty": b"",
    "binary": b"\x7fELF\x00\x01",
    "workbook": b"PK\x03\x04" + bytes(100),
    "long line": b"a" * (50 << 20),
    "2 MB line": b"a" * (2 << 20),
    "20 MB": b"# a comment\n" * (20 << 20 >> 3),
    "other text": "关于报送数据的通知\n各部门：\n".encode(),
}


@pytest.mark.parametrize(("name", "instead", "code"), FILES)
def test_lost_file_is_one_problem_and_the_others_are_read(data, name, instead, code):
    path = data.root / name
    path.rename(data.root / "aside")
    if instead == "folder":
        path.mkdir()
    elif instead == "pipe":
        os.mkfifo(path)
    elif instead in CONTENTS:
        path.write_bytes(CONTENTS[instead])
    found, problems = data.load()
    assert [p.code for p in problems] == [code]
    assert problems[0].where.path.startswith(f"data/{name}")
    if name not in {UNITS, "indicators", "values", AID}:
        assert Key("service.complaints", "2023") in found.observations


def test_nothing_at_all_is_told(tmp_path):
    _, problems = load(tmp_path / "nowhere", "data")
    assert [str(p.where) for p in problems] == [
        "data/indicators/*.toml",
        "data/report.toml",
        "data/units.toml",
        "data/values/*.csv",
    ]


def test_sheet_from_excel_with_chinese_headings_is_read(data):
    rows = data.read(PEOPLE).replace(HEAD, "指标,期间,分项,数值,限定,状态,来源,备注").replace("undisclosed", "未披露")
    data.write(PEOPLE, rows.replace("\n", "\r\n").encode("gb18030"))
    found, problems = data.load()
    assert problems == []
    assert found.observations[Key("workforce.dispatched", "2023-12-31")].note == "不含实习生"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_definitions_are_read_however_they_were_saved(data, encoding):
    data.write(WORKFORCE, data.read(WORKFORCE).replace("\n", "\r\n").encode(encoding))
    found, problems = data.load()
    assert problems == []
    assert found.indicators["workforce.total"].name == "在岗员工总数"


def test_columns_of_a_register_may_stand_in_any_order_and_in_words(data):
    data.write(AWARDS, "荣誉,级别,时间,类别,获奖者\n劳动模范,市级,2023.5.1,个人,王一\n".replace("2023.5.1", "2023-5-1"))
    found, problems = data.load()
    assert problems == []
    (record,) = found.registers["awards"].records
    assert record.cells == {
        "title": "劳动模范",
        "recipient": "王一",
        "kind": "individual",
        "level": "municipal",
        "note": "",
    }
    assert record.date is not None
    assert record.date.text == "2023-05-01"


def test_column_missing_from_a_register_is_told_not_left_blank(data):
    data.write(AWARDS, "date,title,kind,level\n2023,劳动模范,individual,municipal\n")
    found, problems = data.load()
    assert [p.text("zh") for p in problems] == ["缺少这一列：recipient / 获奖者；整张表暂不使用"]
    assert found.registers["awards"].records == ()


def test_file_of_no_register_is_told_with_the_nearest(data):
    data.write("registers/award.csv", "date,title\n2023,甲\n")
    _, problems = data.load()
    assert [str(p.where) for p in problems] == ["data/registers/award.csv"]
    assert problems[0].text("zh").endswith("这个文件没有使用；是否应为“awards”？")


def test_file_of_a_faulty_register_is_not_told_as_well(data):
    data.change(REGISTERS, 'unit = "award"', 'unit = "prize"')
    _, problems = data.load()
    assert [p.code for p in problems] == ["unknown-unit"]


def test_faults_of_the_report_are_told_at_their_lines(data):
    data.change("report.toml", "end = 2023-12-31", "end = 2023-02-30")
    data.change("report.toml", 'name = "样本单位"\n', "")
    _, problems = data.load()
    assert [(str(p.where), p.code) for p in problems] == [
        ("data/report.toml:6", "field-missing"),
        ("data/report.toml:11", "toml-syntax"),
    ]
    assert "“entity.name”" in problems[0].text("zh")
    assert "“end = 2023-02-30”不合 TOML 的写法：日期要写成 2023-12-31，并且真有这一天" in problems[1].text("zh")


def test_what_stands_in_a_section_that_did_not_parse_is_not_called_missing(data):
    line = data.change("report.toml", "[entity]", "[entity")
    _, problems = data.load()
    assert [(str(p.where), p.code) for p in problems] == [(f"data/report.toml:{line}", "toml-syntax")]


def test_reporting_period_runs_forward(data):
    data.change("report.toml", "end = 2023-12-31", "end = 2022-12-31")
    _, problems = data.load()
    assert [(str(p.where), p.code) for p in problems] == [("data/report.toml:12", "report-period")]


def test_language_is_one_that_there_is(data):
    line = data.change("report.toml", '"en"', '"english"')
    _, problems = data.load()
    assert [(str(p.where), p.code) for p in problems] == [(f"data/report.toml:{line}", "language-unknown")]


@pytest.mark.parametrize("name", ["values/people.xlsx", "values/people.CSV", "indicators/people.csv"])
def test_file_that_is_not_read_is_told(data, name):
    data.write(name, "")
    _, problems = data.load()
    assert [(str(p.where), p.code) for p in problems] == [(f"data/{name}", "file-ending")]


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "[" * 5000 + "]" * 5000,
        "x = " + "{a=" * 3000 + "1" + "}" * 3000,
        "x = " + "1" * 5000,
        "decimals = 0x" + "f" * 5000,
        ".".join("a" * 100_000) + " = 1",
        "[" + ".".join("a" * 100_000) + "]",
        "name = [[[['a']]]]",
        "[[x]]\n[[x]]",
    ],
    ids=lambda text: text[:12],
)
def test_monstrous_definition_is_told_and_the_other_tables_are_read(data, text):
    data.add(WORKFORCE, '["workforce.monster"]', text)
    found, problems = data.load()
    assert problems
    assert {p.where.path for p in problems} == {f"data/{WORKFORCE}"}
    assert min(p.where.line for p in problems) >= 29
    assert all(len(p.text("zh")) < 300 for p in problems)
    assert Key("workforce.outsourced", "2023") in found.observations


def test_sections_that_clash_only_with_each_other_are_told(data):
    data.add("report.toml", "[entity.name]", 'more = "甲"')
    _, problems = data.load()
    assert "toml-syntax" in {p.code for p in problems}


def test_minus_zero_is_zero(data):
    data.change(AID, "service.complaints,2023,,0,", "service.complaints,2023,,-0,")
    found, problems = data.load()
    assert problems == []
    assert str(found.observations[Key("service.complaints", "2023")].value) == "0"


def test_name_of_a_file_that_no_screen_can_show_is_told(data):
    (data.root / AWARDS).rename(os.fsdecode(os.fsencode(data.root / "registers") + b"/\xff.csv"))
    _, problems = data.load()
    assert [p.code for p in problems] == ["register-undefined", "file-missing"]
    assert str(problems[0].where) == "data/registers/\\xff.csv"
    assert problems[0].text("en").encode()


CELLS = st.text(max_size=40) | st.from_regex(r"\A[-+=@#0-9.,%e约多人/年月\"'\s]{0,12}\Z")
COPIES = {name: (Path(__file__).parent / "sample" / "data" / name).read_bytes() for name in (
    "report.toml", UNITS, WORKFORCE, COMMUNITY, PEOPLE, AID, REGISTERS, AWARDS, "registers/visits.csv", FINDINGS
)}  # fmt: skip


def load_with(name: str, content: bytes):
    """The sample with one file replaced."""
    with tempfile.TemporaryDirectory() as folder:
        for each, sound in COPIES.items():
            path = Path(folder, each)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content if each == name else sound)
        return load(Path(folder), "data")


def check_words(problems) -> None:
    """Each problem can be said, and printed on any screen."""
    for problem in problems:
        assert problem.text("zh").isprintable()
        assert problem.text("en").isprintable()


@settings(max_examples=60)
@given(cells=st.lists(CELLS, min_size=8, max_size=8))
@example(cells=["workforce.total", "2020", "", "1" * 500, "", "", "", ""])
@example(cells=['"', '"', "", "", "", "", "", ""])
def test_any_cells_are_told_or_read_and_no_other_row_is_lost(cells):
    good = "service.complaints,2020,,5,,,,\n"
    line = ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)
    content = COPIES[AID] + f"{line}\n{good}".encode("utf-8", "surrogatepass")
    found, problems = load_with(AID, content)
    check_words(problems)
    assert Key("service.complaints", "2023") in found.observations


@settings(max_examples=120)
@given(
    name=st.sampled_from(sorted(COPIES)),
    at=st.floats(0, 1),
    length=st.integers(0, 60),
    garbage=st.binary(max_size=30) | CELLS.map(lambda text: text.encode("utf-8", "surrogatepass")),
)
def test_any_damage_to_a_file_is_told_or_read(name, at, length, garbage):
    sound = COPIES[name]
    start = int(at * len(sound))
    found, problems = load_with(name, sound[:start] + garbage + sound[start + length :])
    check_words(problems)
    assert all(problem.where.path.startswith("data/") for problem in problems)
    assert all(
        observation.value is None or observation.value.is_finite() for observation in found.observations.values()
    )


@settings(max_examples=60)
@given(
    name=st.sampled_from(sorted(COPIES)),
    content=st.binary(max_size=200) | st.text(alphabet="[]{}=\"'.,#\n -a1é中", max_size=120).map(str.encode),
)
def test_any_content_of_a_file_is_told_or_read(name, content):
    _, problems = load_with(name, content)
    check_words(problems)


@pytest.mark.parametrize(
    ("row", "number", "plain"),
    [
        ("training.courses,2021,,1,234,,,原报告,", "1,234", "1234"),
        ("training.courses,2021,,12,345,678,,,", "12,345,678", "12345678"),
    ],
)
def test_number_cut_by_its_own_commas_is_told_with_how_to_write_it(data, row, number, plain):
    line = data.add(AID, row)
    _, problems = data.load()
    told = [p for p in problems if p.code == "value-split"]
    assert [str(p.where) for p in told] == [f"data/{AID}:{line}"]
    assert f'{plain}，或者写成带引号的 "{number}"' in told[0].text("zh")
    assert f'write {plain}, or "{number}"' in told[0].text("en")
