"""A chart in a page: an ordinary figure with its words, its drawing for each builder, its table; and what is told."""

from __future__ import annotations

import csv
import json
import re
import subprocess
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest
from docutils import nodes

import csrdirectives.sphinx.charts as module

SHARE = """\
# 页

:::{csr:chart} share
:caption: 男员工多于女员工
:name: fig-staff
:class: wide
:whole: workforce.total

workforce.total#male
workforce.total#female
:::

见{numref}`fig-staff`。
"""
DEFINITIONS = "# 定义\n\n:::{csr:catalogue}\n:::\n\n:::{csr:findings}\n:::\n"


def chart(kind: str, *lines: str, **options: str) -> str:
    said = {"caption": "题", **options}
    body = "".join(f":{name}: {value}\n" for name, value in said.items() if value)
    return f"# 页\n\n:::{{csr:chart}} {kind}\n{body}\n" + "".join(f"{line}\n" for line in lines) + ":::\n"


class Fault(NamedTuple):
    page: str
    code: str
    words: str
    line: int


FAULTS = {
    "a kind that is none": Fault(chart("bars", "workforce.total"), "chart-kind", "did you mean “bar”?", 3),
    "a kind by another name": Fault(chart("donut", "workforce.total"), "chart-kind", "did you mean “share”?", 3),
    "no kind": Fault(chart("", "workforce.total"), "chart-kind", "use: bar progress", 3),
    "a timeline": Fault(chart("timeline", "awards"), "chart-timeline", "csr:register", 3),
    "no caption": Fault(chart("bar", "workforce.total", caption=""), "chart-caption", "what a reader is to see", 3),
    "nothing": Fault(chart("bar"), "chart-empty", "a key on each line", 3),
    "nothing but the whole": Fault(
        chart("share", "workforce.total", whole="workforce.total"), "chart-empty", "shows nothing", 3
    ),
    "an unknown key": Fault(
        chart("bar", "workforce.dispatched", "workforce.totl"),
        "unknown-indicator",
        "did you mean “workforce.total”?",
        7,
    ),
    "an unknown whole": Fault(
        chart("share", "workforce.dispatched", whole="workforce.totl"), "unknown-indicator", "did you mean", 3
    ),
    "a pair": Fault(chart("bar", "workforce.total; name: 员工"), "unknown-pair", "csr:chart takes no “name”", 6),
    "mixed units": Fault(
        chart("bar", "workforce.dispatched", "aid.purchase.north"), "chart-units", "counted in “万元”", 7
    ),
    "a confidential part": Fault(
        chart("share", "workforce.dispatched", "workforce.dispatched@2021-12-31"),
        "chart-absent",
        "(保密), which share",
        7,
    ),
    "an undisclosed part": Fault(
        chart("share", "workforce.dispatched", "workforce.outsourced"), "chart-absent", "(未披露), which share", 7
    ),
    "nothing but absent figures": Fault(
        chart("bar", "workforce.outsourced", "contests.entered@2022"), "chart-without-values", "in a sentence", 6
    ),
    "200 figures": Fault(
        chart("bar", *["workforce.dispatched"] * 200), "chart-many", "shows 20 at most, here are 200", 26
    ),
    "two periods": Fault(chart("line", "workforce.total"), "chart-few", "less than 3", 6),
    "a column without one of its parts": Fault(
        chart("stacked", "aid.purchase.north", "aid.purchase.south", periods="2021 2022"),
        "chart-gap",
        "“aid.purchase.south” has no value for one",
        8,
    ),
    "periods for what shows one": Fault(
        chart("bar", "aid.purchase.south", "aid.purchase.north", periods="2022 2023"),
        "chart-many",
        "shows 1 at most",
        7,
    ),
    "a register by no column": Fault(chart("bar", "awards"), "chart-by", "closed list: kind level", 6),
    "a register by free text": Fault(chart("bar", "awards; by: title"), "chart-by", "by which column", 6),
    "a register by a misspelt column": Fault(chart("bar", "awards; by: levle"), "chart-by", "did you mean “level”?", 6),
    "an unknown register": Fault(chart("bar", "award; by: level"), "unknown-register", "did you mean “awards”?", 6),
    "a filter of another register": Fault(
        chart("bar", "awards; by: level; place: 机房"), "unknown-column", "“place”", 6
    ),
    "no record": Fault(chart("bar", "awards; by: level; date: 1999"), "register-empty", "no record matches", 6),
    "records of one word": Fault(chart("bar", "awards; by: kind; kind: individual"), "chart-few", "less than 2", 6),
    "a register with figures": Fault(
        chart("bar", "workforce.dispatched", "awards; by: level"), "chart-register-alone", "without other figures", 7
    ),
    "a register over periods": Fault(
        chart("bar", "awards; by: level", periods="2022 2023"), "chart-register-alone", ":periods:", 7
    ),
    "a register as a line": Fault(chart("line", "awards; by: level"), "chart-register-kind", "use: bar share", 6),
    "a part of no key": Fault(chart("bar", "awards; by"), "ask-pair", "“by”", 6),
    "no file": Fault(chart("", "workforce.total", spec="none.json"), "spec-missing", "“none.json”", 3),
    "a misspelt field": Fault(chart("", "workforce.total", spec="field.json"), "spec-field", "mean “value”?", 3),
    "a foreign address": Fault(
        chart("", "workforce.total", spec="abroad.json"), "spec-address", "https://example.org/a.csv", 3
    ),
}
FILES = {
    "data/values/more.csv": "indicator,period,part,value\naid.purchase.north,2021,,5.00\n",
    "data/values/secret.csv": "indicator,period,value,status,note\nworkforce.dispatched,2021-12-31,,confidential,密\n",
    "field.json": json.dumps({"mark": "bar", "encoding": {"x": {"field": "valu"}}}),
    "abroad.json": json.dumps({"mark": "bar", "data": {"url": "https://example.org/a.csv"}}),
}


@pytest.fixture(scope="module")
def faulty(build_all):
    pages = {f"fault-{number:02}.md": fault.page for number, fault in enumerate(FAULTS.values())}
    return build_all({"index.md": "# 首页\n", **FILES, **pages})


@pytest.mark.parametrize("number", range(len(FAULTS)), ids=FAULTS)
def test_bad_chart_is_told_at_its_line_and_not_drawn(faulty, number):
    fault = list(FAULTS.values())[number]
    told = [told for told in faulty.warnings if told.path == f"fault-{number:02}.md"]
    assert [(one.code, one.line) for one in told] == [(f"csr.{fault.code}", fault.line)]
    assert fault.words in told[0].words
    assert "[? " in faulty.resolved(f"fault-{number:02}").astext()
    assert not list(faulty.app.env.get_doctree(f"fault-{number:02}").findall(nodes.figure))


def test_chart_is_a_numbered_figure_with_unit_period_and_whole(build):
    built = build({"index.md": SHARE, "definitions.md": DEFINITIONS})
    (figure,) = built.app.env.get_doctree("index").findall(nodes.figure)
    assert figure["classes"] == ["csr-chart", "caption-above", "wide"]
    assert figure["ids"] == ["fig-staff"]
    image, caption, legend = figure.children
    assert image["uri"].startswith("csr-chart://")
    assert caption.astext() == "男员工多于女员工"
    assert [line.astext() for line in legend.children] == [
        "单位：人；2023年12月31日；合计291人",
        "※ 存疑：男女员工之和",
        "来源：人事年报（已报告）",
    ]
    assert "图 1" in built.resolved("index").astext()
    (table,) = built.app.env.get_doctree("index").findall(nodes.table)
    assert [row.astext().split("\n\n") for row in table.findall(nodes.row)] == [
        ["指标", "数值"],
        ["男员工", "173人※"],
        ["女员工", "118人※"],
    ]


def test_page_shows_both_widths_with_title_and_words_and_the_figures_folded_away(build):
    page = build({"index.md": SHARE, "definitions.md": DEFINITIONS}, "html").text("index.html")
    assert page.count("<svg ") == 2
    assert page.count("<title") == 3
    said = re.findall(r"<(title|desc) id=\"([\w-]+-(?:wide|narrow)-[td])\">([^<]*)<", page)
    assert {(tag, text) for tag, _, text in said} == {
        ("title", "男员工多于女员工"),
        ("desc", "构成图。男员工：173人※；女员工：118人※；合计291人。"),
    }
    assert len({id_ for _, id_, _ in said}) == 4
    assert "173人※</text>" in page
    assert page.index("<summary>图中的数值</summary>") < page.index('data-csr="workforce.total&#64;2023-12-31#male"')
    assert "csr-chart://" not in page


@pytest.mark.parametrize(
    ("builder", "file", "shown"),
    [
        ("dirhtml", "index.html", "<svg "),
        ("singlehtml", "index.html", "<svg "),
        ("epub", "index.xhtml", '<img alt="构成图。'),
        ("latex", "sample.tex", r"\noindent\sphinxincludegraphics"),
        ("text", "index.txt", "| 男员工 | 173人 |"),
        ("man", "", ""),
    ],
)
def test_every_builder_shows_the_figures(build, builder, file, shown):
    built = build({"index.md": SHARE, "definitions.md": DEFINITIONS}, builder)
    text = built.text(file) if file else "".join(path.read_text("utf-8") for path in built.out.glob("*.1"))
    assert shown in text
    assert "男员工" in text
    assert "csr-chart://" not in text
    if builder in {"epub", "latex"}:
        assert [path for path in built.out.rglob(f"*.{'svg' if builder == 'epub' else 'png'}") if "-" in path.name]


def test_words_of_the_author_stand_in_the_place_of_ours(build):
    page = SHARE.replace(":class: wide", ":alt: 男多女少")
    html = build({"index.md": page, "definitions.md": DEFINITIONS}, "html").text("index.html")
    assert re.findall(r"<desc id=[^>]*>([^<]*)<", html) == ["男多女少"] * 2


def test_only_words_of_the_author_are_for_translators(build):
    page = SHARE.replace(":class: wide", ":alt: 男多女少")
    messages = build({"index.md": page, "definitions.md": DEFINITIONS}, "gettext").text("index.pot")
    assert 'msgid "男员工多于女员工"' in messages
    assert 'msgid "男多女少"' in messages
    assert "173" not in messages
    assert "单位：" not in messages


def test_line_has_a_column_and_a_word_for_each_period(build):
    more = "indicator,period,part,value\ntraining.participations,2020,,900\ntraining.participations,2021,,950\n"
    page = chart("line", "training.participations")
    built = build({"index.md": page, "definitions.md": DEFINITIONS, "data/values/more.csv": more})
    (table,) = built.app.env.get_doctree("index").findall(nodes.table)
    head, body = table.findall(nodes.row)
    assert head.astext().split("\n\n")[1:] == ["2020年", "2021年", "2022年", "2023年"]
    assert body.astext().split("\n\n")[1:] == ["900人次", "950人次", "1,000人次", "约1,200人次"]
    (legend,) = built.app.env.get_doctree("index").findall(nodes.legend)
    assert legend[0].astext() == "培训人次；单位：人次"


def test_columns_show_each_part_by_period_and_the_whole_on_top(build):
    page = chart("stacked", "aid.purchase.*", periods="2022 2023", whole="aid.purchase.total")
    html = build({"index.md": page, "definitions.md": DEFINITIONS}, "html").text("index.html")
    drawn = html.partition("<svg ")[2].partition("</svg>")[0]
    said = re.findall(r"<text [^>]*>([^<]*)</text>", drawn)
    assert said == [
        "北部消费帮扶",
        "南部消费帮扶",
        "10.00",
        "20.00",
        "23.60",
        "17.15",
        "30.00",
        "40.75",
        "2022年",
        "2023年",
    ]


def test_own_specification_is_drawn_and_read_again_when_it_changes(build):
    spec = {"mark": "bar", "encoding": {"x": {"field": "value", "type": "quantitative"}, "y": {"field": "name"}}}
    page = chart("", "workforce.total#male", "workforce.total#female", spec="own.json")
    pages = {"index.md": page, "definitions.md": DEFINITIONS}
    first = build({**pages, "own.json": json.dumps(spec)}, "html").text("index.html")
    spec["mark"] = "point"
    second = build({"own.json": json.dumps(spec)}, "html")
    assert second.read == {"index"}
    assert first.count("<svg ") == 2
    assert second.text("index.html") != first


NASTY = "<script>alert(1)</script>]]>|`甲`"


@pytest.fixture(scope="module")
def nasty(build_all):
    """A build of a chart of a figure whose name and source are markup, by any builder."""
    data = f"[\"odd\"]\nname = '{NASTY}'\ndefinition = '一'\nunit = 'person'\n"
    values = f"indicator,period,part,value,source\nodd,2023,,3,{NASTY}\n"
    page = chart("bar", "odd", "workforce.dispatched", name="fig-odd", caption="{csr:name}`odd`")
    pages = {"index.md": page, "data/indicators/odd.toml": data, "data/values/odd.csv": values}

    return lambda builder: build_all(pages, builder)


@pytest.mark.parametrize(("builder", "file"), [("html", "index.html"), ("epub", "index.xhtml"), ("text", "index.txt")])
def test_markup_in_names_stays_text(nasty, builder, file):
    text = nasty(builder).text(file)
    if builder == "text":
        assert NASTY in text
        return
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;]]&gt;|`甲`" in text
    if builder == "epub":
        ET.fromstring(text)  # noqa: S314  # what we wrote


def test_markup_in_names_is_a_cell_of_the_file(nasty):
    built = nasty("html")
    text = built.text("data/charts/fig-odd.csv")
    assert text.startswith("\ufeff指标,分项,期间,数值,单位,文字,")
    rows = list(csv.reader(text.removeprefix("\ufeff").splitlines()))
    assert [row[0] for row in rows[1:]] == [NASTY, "派遣制员工"]


def test_confidential_figure_is_a_word_and_no_bar(build):
    page = chart("bar", "workforce.dispatched", "workforce.total", "workforce.dispatched@2021-12-31", name="fig-1")
    built = build({"index.md": page, "definitions.md": DEFINITIONS, **FILES}, "html", warned=True)
    drawn = built.text("index.html").partition("<svg ")[2].partition("</svg>")[0]
    assert re.findall(r"<text [^>]*>([^<]*)</text>", drawn)[-1] == "保密"
    assert ",保密,保密," in built.text("data/charts/fig-1.csv")


# ---- its address and its file


def test_page_leads_to_the_figures_as_a_file(build):
    pages = {"part/index.md": SHARE.partition("见{num")[0], "index.md": "# 首页\n", "definitions.md": DEFINITIONS}
    for builder, page, address in (
        ("html", "part/index.html", "../data/charts/fig-staff.csv"),
        ("dirhtml", "part/index.html", "../data/charts/fig-staff.csv"),
    ):
        built = build(pages, builder)
        link = re.search(
            r'<a class="csr-file" href="([^"]*)" download aria-label="([^"]*)">([^<]*)</a>', built.text(page)
        )
        assert link is not None
        assert link.groups() == (address, "下载CSV：男员工多于女员工", "下载CSV")
        head, *rows = csv.reader(built.text("data/charts/fig-staff.csv").removeprefix("\ufeff").splitlines())
        shown = [dict(zip(head, row, strict=True)) for row in rows]
        assert [(row["分项"], row["数值"], row["编号"]) for row in shown] == [
            ("男员工", "173", "workforce.total@2023-12-31#male"),
            ("女员工", "118", "workforce.total@2023-12-31#female"),
            ("", "291", "workforce.total@2023-12-31"),
        ]


@pytest.mark.parametrize("builder", ["singlehtml", "epub", "latex", "text"])
def test_file_is_not_spoken_of_where_there_is_none(build, builder):
    built = build({"index.md": SHARE, "definitions.md": DEFINITIONS}, builder)
    assert not list(built.out.rglob("fig-staff.csv"))
    assert not any("下载CSV" in path.read_text("utf-8") for path in built.out.rglob("*.[xth][hte][tmx]*"))


def test_project_that_gives_no_data_away_has_no_file(build):
    built = build({"index.md": SHARE, "definitions.md": DEFINITIONS}, "html", csr_exports=[])
    assert not (built.out / "data").exists()
    assert "下载CSV" not in built.text("index.html")


def test_small_parts_are_held_back_from_the_file_too(build):
    values = "indicator,period,part,value\nworkforce.total,2021-12-31,,9\nworkforce.total,2021-12-31,male,2\n"
    values += "workforce.total,2021-12-31,female,7\n"
    page = chart("bar", "workforce.total@2021-12-31#male", "workforce.total@2021-12-31#female", name="fig-1")
    built = build(
        {"index.md": page, "definitions.md": DEFINITIONS, "data/values/small.csv": values}, "html", warned=True
    )
    rows = list(csv.reader(built.text("data/charts/fig-1.csv").splitlines()))
    assert [row[3] for row in rows[1:]] == ["", ""]


def test_chart_without_a_label_has_an_address_that_its_figures_do_not_change(build, tmp_path):
    page = chart("bar", "workforce.dispatched", "workforce.total")
    pages = {"index.md": page + page.partition("\n\n")[2], "definitions.md": DEFINITIONS}
    first = re.findall(r'<figure class="csr-chart[^"]*" id="([^"]+)"', build(pages, "html").text("index.html"))
    values = tmp_path / "data" / "values" / "workforce.csv"
    values.write_text(
        values.read_text("utf-8").replace("dispatched,2023-12-31,,27", "dispatched,2023-12-31,,28"), "utf-8"
    )
    again = build({}, "html", warned=True)
    assert re.findall(r'<figure class="csr-chart[^"]*" id="([^"]+)"', again.text("index.html")) == first
    assert re.fullmatch(r"chart-[0-9a-f]{8}", first[0])
    assert first[1] == f"{first[0]}-2"
    assert {path.stem for path in (again.out / "data" / "charts").iterdir()} == set(first)


def test_permanent_link_is_named(build):
    page = build({"index.md": SHARE, "definitions.md": DEFINITIONS}, "html", html_theme="csr").text("index.html")
    assert '<a class="headerlink" href="#fig-staff" title="链接到此图片" aria-label="链接到此图片">' in page


# ---- records of a register, counted


def test_records_are_counted_by_the_words_of_a_column(build):
    page = chart("bar", "awards; by: level; kind: collective", name="fig-awards")
    built = build({"index.md": page, "definitions.md": DEFINITIONS}, "html")
    html = built.text("index.html")
    drawn = html.partition("<svg ")[2].partition("</svg>")[0]
    assert re.findall(r"<text [^>]*>([^<]*)</text>", drawn) == ["国家级", "市级", "区级", "1项", "1项", "2项"]
    (legend,) = built.app.env.get_doctree("index").findall(nodes.legend)
    assert [line.astext() for line in legend.children] == ["单位：项", "来源：获奖与表彰（集体）"]
    assert '<data class="csr-value" data-csr="awards; kind: collective; level: district" value="2">2项</data>' in html
    assert "获奖与表彰（集体）,区级,2,项,2项,awards; kind: collective; level: district" in built.text(
        "data/charts/fig-awards.csv"
    )


def test_counts_are_drawn_again_when_a_record_comes(build, tmp_path):
    pages = {"index.md": chart("share", "awards; by: kind"), "definitions.md": DEFINITIONS}
    first = build(pages, "html").text("index.html")
    records = tmp_path / "data" / "registers" / "awards.csv"
    records.write_text(records.read_text("utf-8").rstrip() + "\n2023-06,服务之星,王二,individual,district,\n", "utf-8")
    again = build({}, "html", warned=True)
    assert again.read == {"index"}
    assert ("个人：1项" in first, "个人：2项" in again.text("index.html")) == (True, True)


def test_doubt_about_a_register_is_told_beside_its_counts(build):
    doubt = '[B1]\nkind = "scope"\ntitle = "奖项的范围"\ntext = "不全"\nregisters = ["awards"]\nunseen = "在数据之外"\n'
    findings = (Path(__file__).parents[1] / "sample" / "data" / "findings.toml").read_text("utf-8") + doubt
    pages = {
        "index.md": chart("bar", "awards; by: level"),
        "definitions.md": DEFINITIONS,
        "data/findings.toml": findings,
    }
    (legend,) = build(pages).app.env.get_doctree("index").findall(nodes.legend)
    assert "※ 存疑：奖项的范围" in legend.astext()


# ---- builds after the first


@pytest.fixture
def drawings(monkeypatch):
    """How many charts each build has drawn."""
    counted, draw = [], module._drawn  # noqa: SLF001  # what is counted

    def count(jobs, folder, **options):
        counted.append(len(jobs))
        return draw(jobs, folder, **options)

    monkeypatch.setattr(module, "_drawn", count)
    return counted


def test_changed_figure_draws_its_charts_alone(build, tmp_path, drawings):
    other = chart("bar", "workforce.dispatched", "workforce.dispatched@2022-12-31")
    build({"index.md": SHARE, "other.md": other, "third.md": other, "definitions.md": DEFINITIONS}, "html")
    values = tmp_path / "data" / "values" / "workforce.csv"
    values.write_text(values.read_text("utf-8").replace("male,173", "male,172"), encoding="utf-8")
    again = build({}, "html", warned=True)
    assert not again.read & {"other", "third"}
    assert drawings == [2, 1]  # equal charts are one drawing
    assert "172人" in again.text("index.html")
    assert len(list(tmp_path.rglob("charts/*.svg"))) == 4


def test_file_of_a_chart_that_is_gone_is_taken_away(build):
    first = build({"index.md": SHARE, "definitions.md": DEFINITIONS}, "html")
    assert (first.out / "data" / "charts" / "fig-staff.csv").is_file()
    again = build({"index.md": SHARE.replace("fig-staff", "fig-people")}, "html")
    assert [path.name for path in (again.out / "data" / "charts").iterdir()] == ["fig-people.csv"]


def test_two_processes_make_the_same_drawings_and_files(build_all):
    pages = {f"page-{n}.md": SHARE.replace("fig-staff", f"fig-{n}") for n in range(6)}
    pages |= {"awards.md": chart("bar", "awards; by: level"), "index.md": "# 首页\n", "definitions.md": DEFINITIONS}
    one, four = (build_all(pages, "html", parallel=parallel, html_theme="csr").files() for parallel in (0, 4))
    assert one == four
    assert len([name for name in one if name.startswith("data/charts/")]) == 7


def test_nothing_is_drawn_where_all_is(build, monkeypatch):
    first = build({"index.md": SHARE, "definitions.md": DEFINITIONS}, "html").text("index.html")
    monkeypatch.setattr(module, "_drawn", lambda *_, **__: pytest.fail("drawn again"))
    again = build({"index.md": SHARE + "\n更多\n"}, "html").text("index.html")
    assert again.count("<svg ") == first.count("<svg ") == 2
    assert again != first


def test_chart_that_is_not_drawn_is_told_and_its_table_shown(build, monkeypatch):
    def refuse(*_: object, **__: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess([], 1, stdout="", stderr="ImportError: no vl_convert")

    monkeypatch.setattr(module.subprocess, "run", refuse)
    built = build({"index.md": SHARE, "definitions.md": DEFINITIONS}, "html", warned=True)
    (told,) = built.warnings
    assert (told.code, told.line) == ("csr.chart-not-drawn", 3)
    assert "no vl_convert" in told.words
    page = built.text("index.html")
    assert "<svg " not in page
    assert "<details>" not in page
    assert "173人" in page


def test_two_charts_of_the_same_have_names_of_their_own(build):
    page = SHARE + "\n" + SHARE.partition("\n\n")[2].replace(":name: fig-staff\n", "").partition("见")[0]
    html = build({"index.md": page, "definitions.md": DEFINITIONS}, "html").text("index.html")
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert html.count("<svg ") == 4
    assert len(ids) == len(set(ids))
