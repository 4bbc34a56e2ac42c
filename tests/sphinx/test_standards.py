"""The content index: what a row shows, where it leads, what is counted, and when it is read again."""

from __future__ import annotations

import re
import shutil

import pytest
from docutils import nodes

GRI = "disclosures/gri.toml"
SAID = """\
"2-1" = { sections = ["profile", "about"], fit = "partial", text = "法律形式没有载明。" }
"2-2" = { text = "只有本局。" }
"2-9" = { omitted = "not-applicable", text = "没有这样的机构。" }
"2-10" = { omitted = "unavailable" }
"404-1" = { omitted = "unavailable", text = "没有按员工人数平均。" }
"""
PAGES = {
    "index.md": "# 首页\n\n:::{csr:standards} gri\n:name: table-gri\n:::\n",
    "profile.md": "(profile)=\n# 概况\n\n{csr:value}`workforce.total`\n\n(about)=\n## 说明\n",
    "definitions.md": "# 定义\n\n:::{csr:catalogue}\n:::\n\n:::{csr:findings}\n:::\n",
    "counts.md": "# 答复情况\n\n:::{csr:standards} gri manual\n:style: coverage\n:::\n",
    "plain.md": "# 正文\n\n没有对照。\n",
}


@pytest.fixture
def pages(data):
    data.write(GRI, SAID)
    return PAGES


def rows(built, page="index"):
    """The words of each row, by its first word, or its heading."""
    found = {}
    for row in built.resolved(page).findall(nodes.row):
        cells = [entry.astext().replace("\n\n", " ") for entry in row.findall(nodes.entry)]
        found[cells[0].split()[0]] = cells[1:]
    return found


def test_row_tells_how_well_a_disclosure_is_answered_and_by_what(build, pages):
    found = rows(build(pages, "html"))
    assert found["2-7"] == ["一致", "在岗员工总数 数值见于：概况"]
    assert found["2-1"] == ["部分", "法律形式没有载明。见：概况；说明"]
    assert found["2-2"] == ["一致", "只有本局。"]
    assert found["404-1"] == [
        "部分",
        "培训人次 数值见于：正文没有列出 其余部分：信息不可得或不完整：没有按员工人数平均。",
    ]


def test_row_of_a_gap_gives_the_reason(build, pages):
    found = rows(build(pages, "html"))
    assert found["2-9"] == ["未答复", "不适用：没有这样的机构。"]
    assert found["2-10"] == ["未答复", "信息不可得或不完整。"]
    assert found["2-8"] == ["未答复", "信息不可得或不完整：外包人员（未披露）"]
    assert found["2-11"] == ["未答复", "没有说明原因"]
    assert found["治理"] == ["", ""]


def test_answers_are_counted_and_edition_source_and_licence_told(build, pages):
    text = build(pages, "html").resolved("index").astext()
    assert "77项中答复4项：一致2项、部分2项、相关0项；未答复73项，其中已说明原因3项。" in text
    assert "版本：2021年通用标准及配套的议题标准。原文。" in text
    assert "受著作权保护，未予收录。" in text


def test_each_row_has_its_address_and_the_catalogue_leads_there(build, pages):
    built = build(pages, "html")
    assert 'id="std-gri-2-7"' in built.text("index.html")
    assert 'href="index.html#std-gri-2-7"' in built.text("definitions.html")
    assert 'href="profile.html#about"' in built.text("index.html")


def test_coverage_has_a_row_for_each_scheme_that_leads_to_its_index(build, pages):
    built = build(pages, "html")
    table = list(built.resolved("counts").findall(nodes.row))
    cells = [[entry.astext() for entry in row.findall(nodes.entry)] for row in table]
    assert cells[0][1:] == ["条目", "一致", "部分", "相关", "未答复", "已说明原因"]
    assert cells[1] == ["GRI 标准（2021年通用标准及配套的议题标准）", "77", "2", "2", "0", "73", "3"]
    assert 'href="index.html#std-gri"' in built.text("counts.html")
    assert "std-manual" not in built.text("counts.html")  # which has no index


def test_where_all_is_answered_no_gap_is_counted(build, data):
    data.write("standards/own.toml", OWN)
    data.write("disclosures/own.toml", '"a.1" = { text = "甲。" }\n')
    built = build({"index.md": "# 首页\n\n:::{csr:standards} own\n:::\n"}, "html")
    assert "1项中答复1项，没有遗漏：一致1项、部分0项、相关0项。" in built.resolved("index").astext()
    assert 'id="std-own-a.1"' in built.text("index.html")


OWN = """\
name = { zh = "<b>准则</b>", en = "Our <b>code</b>" }
short = { zh = "准则", en = "Code" }
edition = { zh = "2023", en = "2023" }
note = { zh = "试验 | `甲` ]]>。", en = "A trial." }

[codes]
"a.1" = { zh = "员工 <script>", en = "Staff <script>" }
"""


@pytest.mark.parametrize("builder", ["html", "epub", "latex", "man", "text", "gettext", "typst"])
def test_every_builder_takes_an_index_and_escapes_what_stands_in_it(build, data, pages, builder):
    data.write("standards/own.toml", OWN)
    data.write("disclosures/own.toml", '"a.1" = { omitted = "unavailable", text = "<i>无</i> & `乙` *丙*" }\n')
    listed = "profile\ndefinitions\ncounts\nown"
    pages = {
        **pages,
        "own.md": "# 准则\n\n:::{csr:standards} own\n:::\n",
        "index.md": pages["index.md"] + f"\n```{{toctree}}\n{listed}\n```\n",
    }
    extensions = ["myst_parser", "csrdirectives", "csrdirectives.typst"]
    built = build(pages, builder, extensions=extensions, typst_date="2024-01-01")
    assert built.warnings == []
    if builder == "html":
        assert "Staff" not in built.text("own.html")
        assert "<i>" not in built.text("own.html")
        assert "员工 &lt;script&gt;" in built.text("own.html")


# ---- told


def test_section_that_there_is_not_is_told_where_it_is_named(build, data):
    data.write(GRI, '\n"2-1" = { sections = ["profil"] }\n')
    built = build(PAGES, "html", warned=True)
    assert [(told.path, told.line, told.code) for told in built.warnings] == [("gri.toml", 2, "csr.unknown-section")]
    assert built.warnings[0].words == "no section has the label “profil”; did you mean “profile”?"
    assert '<span class="csr-missing">[? profil]</span>' in built.text("index.html")


def test_section_that_is_no_more_is_told_in_the_next_build_and_by_every_writer(build, pages):
    build(pages, "html")
    without = {"profile.md": pages["profile.md"].replace("(about)=\n", "")}
    again = build(without, "html", warned=True)
    assert "index" in again.written
    assert [(told.path, told.line, told.code) for told in again.warnings] == [("gri.toml", 1, "csr.unknown-section")]
    shutil.rmtree(again.app.doctreedir)
    assert build({}, "html", warned=True, parallel=2).warnings == again.warnings


def test_label_without_a_title_is_told_as_such(build, data):
    data.write(GRI, '\n"2-1" = { sections = ["spot"] }\n')
    built = build({**PAGES, "plain.md": "# 正文\n\n(spot)=\n一段文字。\n"}, "html", warned=True)
    assert [(told.path, told.line, told.code) for told in built.warnings] == [("gri.toml", 2, "ref.ref")]
    assert "title" in built.warnings[0].words


def test_unknown_style_is_told(build):
    built = build({"index.md": "# 首页\n\n:::{csr:standards} gri\n:style: coverag\n:::\n"}, "html", warned=True)
    assert [(told.line, told.code) for told in built.warnings] == [(3, "csr.unknown-choice")]


# ---- read again


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (GRI, "法律形式没有载明。", "法律形式没有写明。"),
        (GRI, '"unavailable" }\n"404-1"', '"confidentiality" }\n"404-1"'),
        ("values/workforce.csv", "undisclosed", "confidential"),
    ],
)
def test_index_and_counts_are_read_again_when_what_is_said_changes(build, data, pages, name, old, new):
    build(pages, "html")
    data.change(name, old, new)
    again = build({}, "html")
    assert {"index", "counts"} <= again.read
    assert "plain" not in again.read
    shown = again.text("index.html")
    shutil.rmtree(again.app.doctreedir)
    assert shown == build(pages, "html").text("index.html")


def test_own_scheme_that_changes_is_noticed(build, data):
    data.write("standards/own.toml", OWN)
    build({"index.md": "# 首页\n\n:::{csr:standards} own\n:::\n", "plain.md": "# 正文\n"}, "html")
    data.change("standards/own.toml", "员工 <script>", "职工")
    again = build({}, "html")
    assert again.read == {"index"}
    assert re.search("a.1 职工", again.text("index.html"))
