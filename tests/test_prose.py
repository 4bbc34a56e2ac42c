"""What of a file is prose, what a report declares, and the command that tells typed figures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from csrdirectives.cli import main
from csrdirectives.problems import Problems, Where
from csrdirectives.prose.chapters import prose
from csrdirectives.prose.declared import read_declared
from csrdirectives.prose.known import titles_of
from csrdirectives.prose.lint import Linter
from csrdirectives.prose.masking import HOLE, mask
from csrdirectives.prose.potexts import entries

MASKED = [
    ("共{csr:value}`a.b`人", "共人"),
    ("{ref}`第三章 <c>`", "第三章 "),
    ("{ref}`chapter-3`", ""),
    ("{cite}`a,b`和{term}`人次`", "和"),
    ("{strong}`重要`", "重要"),
    ("H{sub}`2`O", "HO"),
    ("{csr:value}`a; one: # award; other: # awards`", "  award;  awards"),
    ("{csr:count}`awards; date: 2022`", ""),
    ("`a`和``b`c``", "和"),
    ("没有成对的`号 3", "没有成对的`号 3"),
    (r"\`3\`", "3"),
    ("[三](http://a.b/3)", "[三"),
    ("[三][r3]", "[三"),
    ("![图三](a3.png)", "![图三"),
    ("见<https://a.b/3>。", "见。"),
    ("见https://a.b/3。", "见。"),
    ("<b class='3'>三</b>", "三"),
    ("$x_1$和$5与$6", "和$5与$6"),
    ("{{ a3 }}", ""),
    ("注[^3]", "注"),
    ("[三]{#id3 .c3}", "[三]"),
    ("三&nbsp;四&#51;", "三四"),
]


@pytest.fixture(scope="module")
def linter(catalogue):
    return Linter(catalogue, hidden=True)


@pytest.mark.parametrize(("line", "left"), MASKED)
def test_what_is_no_prose_is_covered_and_columns_stay(line, left):
    masked = mask(line)
    assert len(masked) == len(line)
    assert masked.replace(HOLE, "") == left


PAGES = [
    ("---\ntitle: 三\n---\n\n# 题\n", ["# 题"]),
    ("(label-3)=\n# 题\n", ["# 题"]),
    ("% 注释\n甲\n<!-- 乙\n丙 -->丁\n", ["甲", "丁"]),
    ("$$\nx = 3\n$$\n甲\n", ["甲"]),
    ("$$ x = 3 $$\n甲\n", ["甲"]),
    ("```python\nx = 3\n```\n甲\n", ["甲"]),
    (":::{code-block} python\n:caption: 图\nx = 3\n:::\n", ["图"]),
    (":::{list-table} 题\n:name: t-3\n:widths: 30 70\n\n* - 甲\n  - 乙\n:::\n", ["题", "* - 甲", "  - 乙"]),
    (":::{csr:table} a.b@2022\n:caption: 题\n:sort: 3\n\na.c@2022\n:::\n", ["题"]),
    (":::{csr:cards}\na.b; name: 甲\na.c\n:::\n", [" 甲"]),
    (":::{csr:register} awards; date: 2022\n:caption: 题\n:::\n", ["题"]),
    (":::{note}\n甲\n:::\n乙\n", ["甲", "乙"]),
    ("::::{note}\n:::{csr:cards}\na.b\n:::\n甲\n::::\n", ["甲"]),
    ("{#id-3}\n甲\n", ["甲"]),
    ("[r3]: https://a.b/3\n甲\r\n", ["甲"]),
    ("| 甲 | 乙 |\n", ["| 甲 | 乙 |"]),
    ("```\n没有结束 3\n", []),
    ("", []),
]


@pytest.mark.parametrize(("page", "left"), PAGES)
def test_lines_that_readers_see_are_read(page, left):
    assert [line.text.replace(HOLE, "").strip("\r") for line in prose(page)] == left


PO = r"""
msgid ""
msgstr "Language: en\n"

#. comment 1
msgid "第三"
msgstr "It has 5 \"halls\" and 6"

#, fuzzy
msgid "甲"
msgstr "9 halls"

msgid "乙"
msgstr ""
"one line\n"
"and 7 halls"

#~ msgid "丙"
#~ msgstr "8 halls"
"""


def test_numbers_of_a_translation_stand_at_their_line_and_column_of_the_file(catalogue):
    lines = PO.split("\n")
    problems = list(Linter(catalogue).translations(PO, "about.po"))
    assert [p.details["text"] for p in problems] == ["5", "6", "7"]
    for problem in problems:
        line, column = problem.where.line, problem.where.column
        assert lines[line - 1][column - 1] == problem.details["text"]


@pytest.mark.parametrize("text", ["", 'msgid "a', 'msgstr "3"', 'msgid "a"\nmsgstr "3', '"3"', 'msgid "a"\nmsgstr "\\'])
def test_damaged_po_is_left_to_its_own_linter(text):
    assert all(entry.msgstr.strip('"') in {"", "3"} for entry in entries(text))


def test_year_of_the_report_is_a_date_unless_the_sentence_shows_its_kin(catalogue, data):
    linter = Linter(catalogue)
    assert [p.details["text"] for p in linter.chapter("2023年，展望2024年；2016年以前", "a.md")] == ["2016年"]
    kin = "自{csr:value}`report.first_year`至2024年"
    assert list(linter.chapter(kin, "a.md")) == []
    data.change("values/community.csv", "report.first_year,2023,,2016", "report.first_year,2023,,2024")
    assert [p.details["text"] for p in Linter(data.load()[0]).chapter(kin, "a.md")] == ["2024年"]


def test_the_figure_of_the_topic_nearest_by_is_offered_first(data):
    for name, value in (("workforce.dispatched", "workforce.csv"), ("aid.visits", "community.csv")):
        data.add(f"values/{value}", f"{name},2021,,777,,,,")
    linter = Linter(data.load()[0])
    page = "{csr:value}`workforce.total`\n\n有777。\n\n远\n\n远\n\n{csr:value}`aid.visits`\n\n有777。\n"
    offered = [problem.details["key"] for problem in linter.chapter(page, "a.md")]
    assert offered == ["workforce.dispatched@2021", "aid.visits@2021"]


@pytest.mark.parametrize(
    "piece", ["1,", "一", "百分之", "`", "](", "<a", "$a", "two ", "hundred ", "1月", "第", "<!--", "{a}`"]
)
def test_a_very_long_line_is_read(piece, catalogue):
    text = piece * (100_000 // len(piece))
    for problem in Linter(catalogue).chapter(f"共{text}人", "a.md"):
        assert problem.where.line == 1


DECLARED = """
[meetings]
reason = "会议的名称"
texts = ["四方会议", "第{n}届年会"]
english = ["{n} Annual Meeting"]

[halls]
reason = "场馆的名称"
texts = ["三号厅"]
pages = ["halls"]
"""


def test_declared_name_may_be_typed_where_it_is_declared(catalogue, data):
    data.write("declared.toml", DECLARED)
    problems = Problems()
    linter = Linter(catalogue, declared=read_declared(data.root / "declared.toml", "declared.toml", problems))
    assert problems == []
    assert list(linter.chapter("第二十届年会在三号厅举行。", "halls.md", "halls")) == []
    assert [p.details["text"] for p in linter.chapter("第三届会议在三号厅举行。", "a.md", "a")] == ["第三届", "三号"]
    unused = [(p.where, p.details["text"]) for p in linter.unused(english=True)]
    assert unused == [
        (Where("declared.toml", 4), "四方会议"),
        (Where("declared.toml", 5), "{n} Annual Meeting"),
    ]
    assert [p.details["text"] for p in linter.unused(english=False)] == ["四方会议"]
    assert list(linter.translations('msgid "a"\nmsgstr "the 20th Annual Meeting"\n', "a.po")) == []


FAULTS = [
    ('[a]\ntexts = ["三厅"]\n', "field-missing", 1),
    ('[a]\nreason = "名称"\n', "declared-empty", 1),
    ('[a]\nreason = "名称"\ntexts = ["三厅"]\n[b]\nreason = "名称"\ntexts = ["三厅"]\n', "declared-twice", 6),
    ('[a]\nreason = "名称"\ntext = ["三厅"]\n', "field-unknown", 3),
    ('[a]\nreason = ""\ntexts = ["三厅"]\n', "field-invalid", 2),
]


@pytest.mark.parametrize(("text", "code", "line"), FAULTS)
def test_fault_of_a_declaration_is_told_at_its_line(text, code, line, data):
    data.write("declared.toml", text)
    problems = Problems()
    read_declared(data.root / "declared.toml", "declared.toml", problems)
    assert [(p.code, p.where.line) for p in problems] == [(code, line)]


def test_term_that_is_a_number_alone_excuses_none(catalogue):
    linter = Linter(catalogue, terms=["First", "Second", "Third Prize", "十", "10000号"])
    typed = [p.details["text"] for p in linter.chapter("the Third Prize, 拨打10000号; 共十次, second place", "a.md")]
    assert typed == ["十次", "second"]


MARKDOWN = (
    *(
        "\n",
        " ",
        "3",
        "三",
        "次",
        "a",
        "`",
        "``",
        "{a}`",
        "{csr:value}`",
        "; one: #",
        "](",
        "[",
        ")",
        "<",
        ">",
        "$",
        "$$",
    ),
    *(
        ":::",
        ":::{note} ",
        ":::{csr:cards}",
        ":caption: ",
        "```",
        "```{code-block}",
        "<!--",
        "-->",
        "---",
        "%",
        "(l)=",
        "\\",
    ),
    *('msgid "', 'msgstr "', '"', "#, fuzzy", "#~ ", "\r", "1. ", "| ", "2023年", "5G", "two ", "half of "),
)


@given(st.lists(st.sampled_from(MARKDOWN), max_size=40).map("".join))
def test_every_problem_of_any_text_stands_within_it(linter, text):
    lines = text.split("\n")
    for problem in (*linter.chapter(text, "a.md"), *linter.translations(text, "a.po")):
        line = lines[problem.where.line - 1]
        assert 0 < problem.where.column <= len(line)


def test_titles_of_references_are_known():
    bib = "@misc{a,\n  title = {{三年}行动方案},\n  title_en = {Three-Year Plan},\n  year = {2021},\n}\n"
    assert list(titles_of(bib)) == ["三年行动方案", "Three-Year Plan"]


@pytest.fixture
def run(data, tmp_path, monkeypatch):
    """The command in a folder with a chapter, its translation, a page apart and a glossary, in English."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANGUAGE", "en")
    data.write("glossary.csv", "zh,en\n四季厅 / 春夏厅,Hall of Four Seasons\n")
    data.write("references.bib", "@misc{a,\n  title = {三年行动方案},\n}\n")
    (tmp_path / "page.md").write_text("# 页\n\n共有员工291人，见四季厅和三年行动方案。\n", encoding="utf-8")
    (tmp_path / "handbook").mkdir()
    (tmp_path / "handbook" / "a.md").write_text("共300人\n", encoding="utf-8")
    folder = tmp_path / "locales" / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "page.po").write_text('msgid "页"\nmsgstr "27 persons in the Hall of Four Seasons"\n', encoding="utf-8")
    (folder / "indicators.po").write_text('msgid "甲"\nmsgstr "5 halls"\n', encoding="utf-8")

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["--docs", ".", "--data", data.root.name, "prose", *arguments])

    return run


def test_prose_tells_each_typed_figure_of_chapters_and_translations(run):
    result = run()
    assert result.exit_code == 1
    translation, chapter = result.stdout.splitlines()
    assert translation == (
        "locales/en/LC_MESSAGES/page.po:2:9: “27 persons” is typed; it is workforce.dispatched: "
        "write {csr:value}`workforce.dispatched` [csr.figure-typed]"
    )
    assert chapter == (
        "page.md:3:5: “291人” is typed; it is workforce.total: write {csr:value}`workforce.total` [csr.figure-typed]"
    )
    assert result.stderr == "2 problems\n"


def test_prose_reads_the_files_that_it_is_given(run):
    assert "“300人” is typed; it is workforce.total@2022-12-31" in run("handbook").stdout
    assert "[csr.figure-typed-unknown]" in run("locales/en/LC_MESSAGES/indicators.po").stdout


def test_prose_lists_what_hides_in_words_without_failing(run):
    Path("page.md").write_text("全部完成。\n", encoding="utf-8")
    result = run("page.md", "--all")
    assert result.exit_code == 0
    assert result.stdout.startswith("page.md:1:1: note: “全部” has a number in it")


def test_prose_speaks_chinese_and_to_programs(run, monkeypatch):
    monkeypatch.setenv("LANGUAGE", "zh_CN")
    assert "page.md:3:5: “291人”是手写的数字，与 workforce.total 的数值相同" in run("page.md").stdout
    told = json.loads(run("page.md", "--format", "json").stdout)
    assert (told["code"], told["line"], told["column"]) == ("figure-typed", 3, 5)
    assert "line=3,col=5," in run("page.md", "--format", "github").stdout
    place = json.loads(run("page.md", "--format", "sarif").stdout)["runs"][0]["results"][0]["locations"][0]
    assert place["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 5}


def test_prose_tells_what_is_declared_in_vain(run, data):
    data.write("declared.toml", '[a]\nreason = "名称"\ntexts = ["六角厅"]\n')
    assert "data/declared.toml:3: “六角厅” need not be declared" in run().stdout
    assert "declared" not in run("page.md").stdout


def test_prose_is_content_with_a_sound_report(run):
    Path("page.md").write_text("员工{csr:value}`workforce.total`\n", encoding="utf-8")
    Path("locales/en/LC_MESSAGES/page.po").unlink()
    assert (run().exit_code, run().output) == (0, "no typed figures (files: 1)\n")


def test_folder_without_texts_is_told(run):
    Path("empty").mkdir()
    assert "there are no chapters or translations in empty" in run("empty").output
