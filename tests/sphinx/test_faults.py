"""What nothing answers: one warning at the author's line, with the nearest name, and a mark in the page."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from docutils import nodes


class Fault(NamedTuple):
    """A page, and how it is told of: the code, a piece of the words, the line."""

    page: str
    code: str
    words: str
    line: int = 3


ROLES = [
    Fault("在{csr:value}`workforce.totl`岗", "unknown-indicator", "did you mean “workforce.total”?"),
    Fault(
        "{csr:value}`workforce.total@2021`", "unknown-period", "no value for 2021; there are: 2022-12-31, 2023-12-31"
    ),
    Fault("{csr:value}`aid.visits@2023`", "unknown-period", "there are: 2019/2023"),
    Fault("{csr:value}`workforce.total@2023-13`", "key-period", "the period “2023-13” in “workforce.total@2023-13”"),
    Fault("{csr:value}`workforce.total#femal`", "unknown-part", "did you mean “female”?"),
    Fault("{csr:value}`workforce total`", "key-malformed", "“workforce total” is not a key"),
    Fault("{csr:value}`drills`", "ambiguous-period", "choose with @: 2023-03, 2023-09"),
    Fault("{csr:value}`floors`", "no-observation", "“floors” has no total; choose a part with #: upper"),
    Fault("{csr:value}`workforce.total; on: # 人`", "unknown-pair", "csr:value takes no “on”; did you mean “one”?"),
    Fault("{csr:value}`workforce.total; one: # 人`", "plural-other", "lacks its form other:"),
    Fault("{csr:number}`workforce.total; other: # 人`", "unknown-pair", "csr:number takes no “other”"),
    Fault("{csr:number}`workforce.total; other`", "ask-pair", "“other” must be written as name: text"),
    Fault("{csr:name}`workforce.totals`", "unknown-indicator", "did you mean “workforce.total”?"),
    Fault("{csr:change}`report.first_year`", "nothing-before", "report.first_year@2023 has nothing before it (2022)"),
    Fault("{csr:change}`workforce.outsourced@2023; from: 2021`", "unknown-period", "no value for 2021"),
    Fault("{csr:change}`contests.entered`", "change-absent", "contests.entered@2022 has no value"),
    Fault("{csr:change}`outages`", "change-from-zero", "outages@2022 is zero"),
    Fault("{csr:change}`workforce.total; form: 2022`", "unknown-pair", "did you mean “from”?"),
    Fault("{csr:change}`report.issue; from: 2022`", "unknown-period", "no value for 2022"),
    Fault(
        "{csr:change}`workforce.total; as: points`", "change-as", "as: cannot be “points”; did you mean “difference”?"
    ),
    Fault("{csr:change}`workforce.total; up: 多#`", "change-forms", "has its form up: and lacks down:"),
    Fault("{csr:change}`service.complaints; worse: 多#`", "change-forms", "has its form worse: and lacks better:"),
    Fault("{csr:change}`workforce.total; better: 好; worse: 坏`", "change-judged", "does not say which way is good"),
    Fault("{csr:change}`training.hours_avg; up: 多#; down: 少#`", "change-form", "needs the form flat:"),
    Fault("{csr:count}`award`", "unknown-register", "did you mean “awards”?"),
    Fault("{csr:count}`awards; levle: national`", "unknown-column", "did you mean “level”?"),
    Fault("{csr:count}`awards; level: nationl`", "unknown-word", "did you mean “national”?"),
    Fault("{csr:count}`awards; date: 2023年末`", "key-period", "the period “2023年末”"),
    Fault("{csr:count}`awards; recipient: 张三`", "column-not-closed", "use: kind level date"),
    Fault("{csr:count}`awards; date: 2019`", "register-empty", "no record matches “awards; date: 2019”"),
]
PLACES = [
    Fault("一\n{csr:value}`nothing`\n", "unknown-indicator", "“nothing”", 3),
    Fault("- 一\n- 二\n  1. {csr:value}`nothing`\n", "unknown-indicator", "“nothing”", 5),
    Fault("| 甲 | 乙 |\n|---|---|\n| 一 | 二 |\n| 三 | {csr:value}`nothing` |\n", "unknown-indicator", "“nothing”", 6),
    Fault("一\n\n## 二{csr:value}`nothing`\n", "unknown-indicator", "“nothing”", 5),
    Fault("> 一\n>\n> {csr:value}`nothing`\n", "unknown-indicator", "“nothing”", 5),
    Fault("一\n: 二\n\n三\n: {csr:value}`nothing`\n", "unknown-indicator", "“nothing”", 7),
    Fault(":::{note}\n:class: tip\n\n一\n\n{csr:value}`nothing`\n:::\n", "unknown-indicator", "“nothing”", 8),
    Fault("::::{note}\n\n:::{tip}\n一\n\n{csr:value}`nothing`\n:::\n::::\n", "unknown-indicator", "“nothing”", 8),
    Fault("注[^1]\n\n[^1]: 一{csr:value}`nothing`\n", "unknown-indicator", "“nothing”", 5),
    Fault(":::{list-table}\n* - 一\n  - {csr:value}`nothing`\n:::\n", "unknown-indicator", "“nothing”", 5),
]
DIRECTIVES = [
    Fault(":::{csr:table} workforce.totl\n:::\n", "unknown-indicator", "did you mean “workforce.total”?"),
    Fault(":::{csr:table} workfroce.*\n:::\n", "pattern-empty", "did you mean “workforce”?"),
    Fault(":::{csr:table}\nworkforce.total\nworkforce.totl\n:::\n", "unknown-indicator", "“workforce.totl”", 5),
    Fault(
        ":::{csr:table}\n:columns: name value\n\nworkforce.total\n\nworkforce.totl\n:::\n", "unknown-indicator", "", 8
    ),
    Fault("```{csr:table}\n---\ncolumns: name value\n---\nworkforce.totl\n```\n", "unknown-indicator", "", 7),
    Fault("- 一\n\n  :::{csr:table}\n  :sort: name\n\n  workforce.totl\n  :::\n", "unknown-indicator", "", 8),
    Fault(
        "::::{note}\n:class: tip\n\n一\n\n:::{csr:table}\n:sort: name\n\nworkforce.totl\n:::\n::::\n",
        "unknown-indicator",
        "",
        11,
    ),
    Fault(
        ":::{csr:table}\n:sort: name\n\nworkforce.total; name: 员工\n:::\n",
        "unknown-pair",
        "csr:table takes no “name”",
        6,
    ),
    Fault(":::{csr:table}\nworkforce.total; name\n:::\n", "ask-pair", "“name” must be written", 4),
    Fault(":::{csr:table} workforce.total\n:colums: name\n:::\n", "unknown-option", "did you mean “columns”?"),
    Fault(":::{csr:table} workforce.total\n:columns: name valu\n:::\n", "unknown-choice", "did you mean “value”?"),
    Fault(":::{csr:table} workforce.total\n:sort: size\n:::\n", "unknown-choice", "option “sort” cannot be “size”"),
    Fault(":::{csr:table} workforce.*\n:status: undisclosd\n:::\n", "unknown-choice", "did you mean “undisclosed”?"),
    Fault(":::{csr:table} workforce.*\n:status: confidential\n:::\n", "table-empty", "“workforce.*” lists nothing"),
    Fault(":::{csr:table} workforce.total\n:periods: 2022 2023年末\n:::\n", "key-period", "the period “2023年末”"),
    Fault(":::{csr:table} workforce.total\n:periods: 2021 2020\n:::\n", "unknown-period", "no value for 2021"),
    Fault(":::{csr:table} drills\n:::\n", "ambiguous-period", "choose with @: 2023-03, 2023-09"),
    Fault(":::{csr:table} drills\n:periods: 2022 2023\n:::\n", "ambiguous-period", "choose with @: 2023-03, 2023-09"),
    Fault(":::{csr:table} workforce.total\n:caption: 表{csr:value}`nothing`\n:::\n", "unknown-indicator", "“nothing”"),
    Fault(":::{csr:table}\n:::\n", "table-empty", "lists nothing"),
    Fault(":::{csr:cards}\n:class: wide\n\nworkforce.total\nworkforce.total#mal\n:::\n", "unknown-part", "“male”", 7),
    Fault(":::{csr:cards}\nworkforce.total; nam: 员工\n:::\n", "unknown-pair", "did you mean “name”?", 4),
    Fault(":::{csr:cards}\nworkforce.total; 员工\n:::\n", "ask-pair", "“员工”", 4),
    Fault(":::{csr:cards}\n:::\n", "table-empty", "“csr:cards” lists nothing"),
    Fault(":::{csr:register} award\n:::\n", "unknown-register", "did you mean “awards”?"),
    Fault(":::{csr:register} awards; levle: national\n:::\n", "unknown-column", "did you mean “level”?"),
    Fault(":::{csr:register} awards; level: nationl\n:::\n", "unknown-word", "did you mean “national”?"),
    Fault(":::{csr:register} awards; level: national; date: 2022\n:::\n", "register-empty", "no record matches"),
    Fault(":::{csr:register} awards\n:style: timelin\n:::\n", "unknown-choice", "did you mean “timeline”?"),
    Fault(":::{csr:register} awards\n:columns: date titel\n:::\n", "unknown-choice", "did you mean “title”?"),
    Fault(":::{csr:register} awards\n:sort: dates\n:::\n", "unknown-choice", "did you mean “date”?"),
    Fault(":::{csr:register} awards\n:order: date\n:::\n", "unknown-option", "csr:register has no option “order”"),
    Fault(":::{csr:catalogue} workforc.*\n:::\n", "pattern-empty", "did you mean “workforce”?"),
    Fault(":::{csr:catalogue}\n:class: wide\n\nworkforce.total\nnothing\n:::\n", "unknown-indicator", "“nothing”", 7),
    Fault(":::{csr:findings} A9\n:::\n", "unknown-finding", "there is no finding “A9”"),
    Fault(":::{csr:findings}\nA1\nA9\n:::\n", "unknown-finding", "there is no finding “A9”", 5),
    Fault(":::{csr:findings}\n:kind: scop\n:::\n", "unknown-choice", "did you mean “scope”?"),
    Fault(":::{csr:findings}\n:kind: date\n:::\n", "table-empty", "lists nothing"),
    Fault(":::{csr:standards} gr\n:::\n", "unknown-scheme", "did you mean “gri”?"),
    Fault(
        ":::{csr:standards} gri\n:class: wide\n\n2-7: 见首页。\n2-77: 见首页。\n:::\n",
        "unknown-disclosure",
        "“2-77”",
        7,
    ),
    Fault(":::{csr:standards} gri\n2-7: 见{csr:value}`nothing`。\n:::\n", "unknown-indicator", "“nothing”", 4),
]
RST = [
    Fault("在 :csr:value:`workforce.totl` 岗\n", "unknown-indicator", "did you mean “workforce.total”?", 4),
    Fault("一\n\n* 二\n* :csr:count:`award`\n", "unknown-register", "did you mean “awards”?", 7),
    Fault(".. csr:table:: workforce.totl\n", "unknown-indicator", "did you mean “workforce.total”?", 4),
    Fault(".. csr:table::\n\n   workforce.total\n   workforce.totl\n", "unknown-indicator", "“workforce.totl”", 7),
    Fault(".. csr:table::\n   :columns: name value\n\n   workforce.totl\n", "unknown-indicator", "", 7),
    Fault(
        ".. note::\n\n   一\n\n   .. csr:cards::\n      :class: wide\n\n      workforce.totl\n",
        "unknown-indicator",
        "",
        11,
    ),
    Fault(".. csr:table:: workforce.total\n   :colums: name\n", "unknown-option", "did you mean “columns”?", 4),
    Fault(".. csr:standards:: gri\n\n   2-77: 无\n", "unknown-disclosure", "“2-77”", 6),
]
PAGES = {
    f"{kind}{number:02}.{ending}": fault
    for kind, ending, faults in (
        ("role", "md", ROLES), ("place", "md", PLACES), ("directive", "md", DIRECTIVES), ("rst", "rst", RST),
    )
    for number, fault in enumerate(faults)
}  # fmt: skip
SHOWN_NONETHELESS = {
    "unknown-option",
    "unknown-choice",
}  # the rest of the directive is as it would be without the option
MORE = {
    "indicators/more.toml": """
[drills]
name = "演练"
definition = "报告期内的演练。"
unit = "time"

[floors]
name = "楼层"
definition = "使用的楼层。"
unit = "time"
parts = { upper = "上部", lower = "下部" }

[outages]
name = "中断"
definition = "报告期内的中断。"
unit = "time"
""",
    "values/more.csv": """indicator,period,part,value,comparator,status,source,note
drills,2023-03,,2,,,,
drills,2023-09,,3,,,,
floors,2023,upper,1,,,,
outages,2022,,0,,,,
outages,2023,,4,,,,
""",
}


@pytest.fixture(scope="module")
def built(build_all):
    """Every faulty page of one project."""
    pages = {"index.md": "# 首页\n", **{f"data/{name}": text for name, text in MORE.items()}}
    for name, fault in PAGES.items():
        pages[name] = ("# 页\n\n" if name.endswith(".md") else "页\n==\n\n") + fault.page
    return build_all(pages)


@pytest.mark.parametrize(("page", "fault"), PAGES.items(), ids=PAGES)
def test_fault_is_told_once_at_its_line(built, page, fault):
    (told,) = (warning for warning in built.warnings if warning.path == page)
    assert (told.code, told.line) == (f"csr.{fault.code}", fault.line)
    assert fault.words in told.words


@pytest.mark.parametrize(("page", "fault"), PAGES.items(), ids=PAGES)
def test_fault_leaves_a_mark_and_no_number(built, page, fault):
    document = built.resolved(page.partition(".")[0])
    marks = [node.astext() for node in document.findall(nodes.inline) if "csr-missing" in node["classes"]]
    if fault.code in SHOWN_NONETHELESS:
        assert marks == []
        assert document.next_node(nodes.table) or document.next_node(nodes.definition_list)
        return
    (mark,) = marks
    assert re.fullmatch(r"\[\? .+\]", mark)
    if fault in ROLES:
        assert document.astext().replace(mark, "").translate(str.maketrans("", "", "页在岗 \n")) == ""


def test_nothing_else_is_told_of(built):
    assert {warning.path for warning in built.warnings} == set(PAGES)


def test_warnings_fail_the_build(build):
    assert build({"index.md": "# 首页\n\n{csr:value}`nothing`\n"}, warned=True).failed


@pytest.mark.parametrize(
    ("builder", "page", "mark"),
    [
        ("html", "index.html", '<span class="csr-missing">[? nothing]</span>'),
        ("latex", "sample.tex", r"\DUrole{csr-missing}{{[}? nothing{]}}"),
        ("text", "index.txt", "[? nothing]"),
    ],
)
def test_mark_is_seen_in_every_format(build, builder, page, mark):
    built = build({"index.md": "# 首页\n\n{csr:value}`nothing`。\n"}, builder, warned=True)
    assert mark in built.text(page)


def test_fault_in_the_data_is_told_at_its_row(build, data):
    line = data.change("indicators/workforce.toml", 'unit = "percent"', 'unit = "percnt"')
    built = build({"index.md": "# 首页\n"}, warned=True)
    (told,) = built.warnings
    assert (told.path, told.line, told.code) == ("workforce.toml", line, "csr.unknown-unit")
    assert "did you mean “percent”?" in told.words
    assert built.failed


def test_warning_is_suppressed_by_its_code(build):
    build({"index.md": "# 首页\n\n{csr:value}`nothing`\n"}, suppress_warnings=["csr.unknown-indicator"])


def test_warning_is_in_the_language_of_whoever_builds(build, monkeypatch):
    monkeypatch.setenv("LANGUAGE", "zh_CN:en")
    (told,) = build({"index.md": "# 首页\n\n{csr:value}`workforce.totl`\n"}, warned=True).warnings
    assert told.words == "没有名为“workforce.totl”的指标；是否应为“workforce.total”？"


def test_two_processes_tell_of_the_same_faults(built, build_all):
    pages = {path.relative_to(built.folder).as_posix(): path.read_bytes() for path in built.folder.glob("*.md")}
    pages |= {f"data/{name}": text.encode() for name, text in MORE.items()}
    ours = [told for told in built.warnings if told.path.endswith(".md")]
    assert sorted(build_all(pages, parallel=2).warnings) == sorted(ours)
