"""A chart in a page: an ordinary figure with its words, its drawing for each builder, its table; and what is told."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import NamedTuple

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
    "no file": Fault(chart("", "workforce.total", spec="none.json"), "spec-missing", "“none.json”", 3),
    "a misspelt field": Fault(chart("", "workforce.total", spec="field.json"), "spec-field", "mean “value”?", 3),
    "a foreign address": Fault(
        chart("", "workforce.total", spec="abroad.json"), "spec-address", "https://example.org/a.csv", 3
    ),
}
FILES = {
    "data/values/more.csv": "indicator,period,part,value\naid.purchase.north,2021,,5.00\n",
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


def test_markup_in_names_stays_text(build):
    name = "<script>alert(1)</script>]]>|`甲`"
    data = f"[\"odd\"]\nname = '{name}'\ndefinition = '一'\nunit = 'person'\n"
    values = "indicator,period,part,value\nodd,2023,,3\n"
    page = chart("bar", "odd", "workforce.dispatched")
    pages = {"index.md": page, "data/indicators/odd.toml": data, "data/values/odd.csv": values}
    html = build(pages, "html", warned=True).text("index.html")
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;]]&gt;|`甲`" in html


# ---- builds after the first


def drawn_in(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.rglob("charts/*") if path.is_file()}


def test_changed_figure_draws_its_charts_alone(build, tmp_path):
    other = chart("bar", "workforce.dispatched", "workforce.dispatched@2022-12-31")
    build({"index.md": SHARE, "other.md": other, "definitions.md": DEFINITIONS}, "html")
    before = drawn_in(tmp_path)
    values = tmp_path / "data" / "values" / "workforce.csv"
    values.write_text(values.read_text("utf-8").replace("male,173", "male,172"), encoding="utf-8")
    again = build({}, "html", warned=True)
    assert "other" not in again.read
    after = drawn_in(tmp_path)
    assert len(before) == len(after) == 4
    assert len(before.items() & after.items()) == 2
    assert "172人" in again.text("index.html")


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
