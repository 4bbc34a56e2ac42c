"""What a chart is before it is drawn: figures in, a specification out; and what cannot be drawn."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

import csrdirectives
from csrdirectives.chart import CHARTS, LOOKS, specs
from csrdirectives.chart.counted import counts
from csrdirectives.chart.custom import custom_specs, read_spec
from csrdirectives.chart.faults import faults
from csrdirectives.chart.look import DARK, LIGHT, text_width
from csrdirectives.chart.series import Point, Row, Series, describe, series_of, without_common_head
from csrdirectives.format import Formatter
from csrdirectives.lookup import NotFound, find, read_ask
from csrdirectives.model import Catalogue

NASTY = "<script>alert(1)</script> ]]> | ` & \" '"


def figure(value: str | None, open_: str = "", unit: str = "人") -> Point:
    return Point(None if value is None else Decimal(value), f"{value or '未披露'}{unit}", value or "未披露", open_)


def single(*values: str | None, open_: str = "", whole: str | None = None) -> Series:
    made = tuple(Row(f"第{number}项", (figure(value, open_),)) for number, value in enumerate(values, 1))
    return Series(made, ("2023年",), () if whole is None else (figure(whole),))


def over(*lines: tuple[str | None, ...], periods: tuple[str, ...] = ("2021年", "2022年", "2023年")) -> Series:
    made = tuple(
        Row(f"第{number}项", tuple(None if value is None else figure(value) for value in line))
        for number, line in enumerate(lines, 1)
    )
    return Series(made, periods)


EXAMPLES = {
    "bar": single("280", "6", "5"),
    "progress": single("255", "37", whole="291"),
    "share": single("280", "6", "5", whole="291"),
    "stacked": over(("100", "110", "120"), ("50", "40", "30")),
    "line": over(("250", None, "291")),
    "waffle": single("0.4582"),
}


def layers(spec: dict) -> Iterator[tuple[dict, list[dict], dict]]:
    """The marks, data and encodings of a specification."""
    for layer in spec["layer"]:
        yield layer["mark"], layer["data"]["values"], layer["encoding"]


def texts(spec: dict) -> list[str]:
    """The words of a drawing."""
    return [
        row[encoding["text"]["field"]]
        for mark, data, encoding in layers(spec)
        if mark["type"] == "text"
        for row in data
    ]


def scales(spec: dict) -> list[list[float]]:
    """The domains of the quantities."""
    found = [channel.get("scale") for _, _, encoding in layers(spec) for channel in encoding.values()]
    return [scale["domain"] for scale in found if scale]


def test_every_kind_has_an_example():
    assert set(EXAMPLES) == set(CHARTS)


@pytest.mark.parametrize("kind", EXAMPLES)
def test_texts_are_those_of_the_catalogue_and_no_others(kind):
    series = EXAMPLES[kind]
    known = {point.label for point in series.points} | {point.bare for point in series.points}
    known |= {row.name for row in series.rows} | set(series.periods)
    for spec in specs(kind, series).values():
        assert set(texts(spec)) <= known
        assert texts(spec) != []
        assert "axis" not in json.dumps(spec["layer"]).replace('"axis": null', "")  # whose numbers would be Vega's


@pytest.mark.parametrize("kind", ["bar", "progress", "share", "stacked", "line"])
def test_quantities_begin_at_zero(kind):
    for spec in specs(kind, EXAMPLES[kind]).values():
        assert {domain[0] for domain in scales(spec)} == {0}


@pytest.mark.parametrize("kind", EXAMPLES)
@pytest.mark.parametrize("variant", LOOKS)
def test_nothing_is_placed_outside_of_the_drawing(kind, variant):
    spec = specs(kind, EXAMPLES[kind])[variant]
    for mark, data, encoding in layers(spec):
        for row in data:
            for channel, limit in (("x", spec["width"]), ("y", spec["height"])):
                place = encoding.get(channel, {})
                if place.get("scale", "none") is None:
                    assert 0 <= row[place["field"]] <= limit
                elif "scale" in place:
                    assert all(0 <= end <= limit for end in place["scale"]["range"])
            if mark["type"] == "text" and mark.get("align") == "left" and encoding["x"].get("scale") is None:
                assert row[encoding["x"]["field"]] + text_width(row[encoding["text"]["field"]]) <= spec["width"] + 1


def test_bars_of_a_negative_figure_go_the_other_way_from_zero():
    spec = specs("bar", single("20", "-5"))["wide"]
    assert scales(spec)[0] == [-5, 20]
    bars = next(data for mark, data, _ in layers(spec) if mark["type"] == "bar")
    assert [(row["from"], row["to"]) for row in bars] == [(0, 20), (0, -5)]


@pytest.mark.parametrize(
    ("bound", "before", "after"), [(">", False, True), ("<", True, False), ("~", True, True), ("", False, False)]
)
def test_bounded_bar_has_an_open_end_where_the_value_may_lie(bound, before, after):
    series = Series((Row("甲", (figure("100", bound),)), Row("乙", (figure("50"),))))
    bars = [data for mark, data, _ in layers(specs("bar", series)["wide"]) if mark["type"] == "bar"]
    solid, *stripes = bars
    assert (solid[0]["to"] < 100) == before
    ends = [row["to"] for data in stripes for row in data]
    assert bool(ends) == bool(bound)
    assert (max(ends, default=0) > 100.001) == after


def test_bounded_part_is_pale_with_a_dashed_edge():
    series = Series((Row("甲", (figure("100", "~"),)), Row("乙", (figure("50"),))))
    fills = [mark for mark, _, _ in layers(specs("share", series)["wide"]) if mark["type"] == "rect"]
    assert [("strokeDash" in mark) for mark in fills[:2]] == [True, False]


def test_bounded_point_of_a_line_is_hollow():
    series = Series((Row("甲", (figure("1"), figure("2", "~"), figure("3"))),), ("a", "b", "c"))
    dots = {mark["fill"]: data for mark, data, _ in layers(specs("line", series)["wide"]) if mark["type"] == "point"}
    assert [row["y"] for row in dots["none"]] == [2]


def test_absent_figure_of_a_bar_is_a_word_without_a_bar():
    spec = specs("bar", single("20", None))["wide"]
    assert "未披露人" in texts(spec)
    assert [len(data) for mark, data, _ in layers(spec) if mark["type"] == "bar"] == [1]


def test_absent_year_of_a_line_is_a_gap():
    line = next(data for mark, data, _ in layers(specs("line", EXAMPLES["line"])["wide"]) if mark["type"] == "line")
    assert [row["y"] for row in line] == [250, None, 291]


def test_smallest_part_is_wide_enough_to_be_seen():
    spec = specs("share", single("99999", "1"))["wide"]
    ends = [data[0]["x2"] - data[0]["x"] for mark, data, _ in layers(spec) if mark["type"] == "rect"]
    assert min(ends[:2]) / 100000 * spec["width"] >= 2.9


def test_progress_is_measured_against_the_whole():
    spec = specs("progress", EXAMPLES["progress"])["wide"]
    assert scales(spec)[0] == [0, 291]
    assert scales(specs("progress", single("0.975"))["wide"])[0] == [0, 1]


@pytest.mark.parametrize(
    ("value", "squares"), [("0", 0), ("0.004", 0), ("0.005", 1), ("0.4582", 46), ("0.995", 100), ("1", 100)]
)
def test_waffle_fills_a_square_for_each_per_cent(value, squares):
    spec = specs("waffle", single(value))["wide"]
    filled = [mark["shape"].count("M") for mark, _, _ in layers(spec) if mark.get("fill") == "var(--csr-chart-1)"]
    assert sum(filled) == squares


def test_long_names_stand_above_their_bars_on_a_narrow_screen():
    series = Series((Row("中国电信集团定点帮扶地区", (figure("3"),)), Row("乙", (figure("5"),))))
    wide, narrow = (specs("bar", series)[variant] for variant in ("wide", "narrow"))
    assert wide["height"] < narrow["height"]


def test_long_figures_go_without_their_unit_on_a_narrow_screen():
    series = Series(tuple(Row("甲", (figure("1200", unit=" participations and more"),)) for _ in range(2)))
    wide, narrow = (texts(specs("bar", series)[variant]) for variant in ("wide", "narrow"))
    assert ("1200 participations and more" in wide, "1200" in narrow) == (True, True)
    assert not any("participations" in text for text in narrow)


def test_same_names_do_not_fall_together():
    series = Series((Row("甲", (figure("1"),)), Row("甲", (figure("2"),))))
    assert texts(specs("bar", series)["wide"]).count("甲") == 2


def test_paper_has_straight_quotes_in_english_since_those_of_the_font_are_wide():
    series = Series((Row("The Bureau’s “own”", (figure("1", unit="’"),)), Row("乙", (figure("2"),))))
    drawn = specs("bar", series, series.in_ascii_quotes())
    assert {'The Bureau\'s "own"', "1'"} <= set(texts(drawn["print"]))
    assert {"The Bureau’s “own”", "1’"} <= set(texts(drawn["wide"]))


def test_names_that_share_a_head_go_without_it():
    assert without_common_head(["Aid: schools", "Aid: clinics"]) == ["Schools", "Clinics"]
    assert without_common_head(["帮扶：甲", "其他：乙"]) == ["帮扶：甲", "其他：乙"]
    assert without_common_head(["帮扶：甲"]) == ["帮扶：甲"]


# ---- from the catalogue


@pytest.fixture
def zh(catalogue: Catalogue) -> Formatter:
    return Formatter("zh_CN", catalogue)


def test_series_has_the_texts_of_the_catalogue_with_marks_of_doubt(catalogue, zh):
    found = [[find(catalogue, f"workforce.total#{part}")] for part in ("female", "male")]
    series = series_of(found, [""], [find(catalogue, "workforce.total")], catalogue, zh)
    assert [(row.name, row.first.label, row.first.size) for row in series.rows] == [
        ("女员工", "118人※", 118.0),
        ("男员工", "173人※", 173.0),
    ]


def test_figures_of_several_periods_are_told_apart_by_these(catalogue, zh):
    found = [[find(catalogue, f"workforce.total@{year}-12-31")] for year in (2022, 2023)]
    assert [r.name for r in series_of(found, [""], [], catalogue, zh).rows] == ["2022年12月31日", "2023年12月31日"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh_CN", "构成图。女员工：118人※；男员工：173人※；合计291人。"),
        ("en", "Shares of a whole. 女员工: 118 persons†; 男员工: 173 persons†; total 291 persons."),
    ],
)
def test_description_says_all_figures_in_the_language_of_the_page(catalogue, language, words):
    found = [[find(catalogue, f"workforce.total#{part}")] for part in ("female", "male")]
    formatter = Formatter(language, catalogue)
    series = series_of(found, [""], [find(catalogue, "workforce.total")], catalogue, formatter)
    assert describe("share", series, formatter) == words


def test_records_are_counted_in_the_order_of_the_closed_list(catalogue, zh):
    found = counts(catalogue, read_ask("awards; by: level; date: 2023"))
    formatter = Formatter("zh_CN", found.catalogue)
    series = series_of([[o] for o in found.observations], [""], [], found.catalogue, formatter)
    assert [(row.name, row.first.label) for row in series.rows] == [("国家级", "1项"), ("市级", "1项"), ("区级", "1项")]
    assert found.said(found.observations[0]) == "awards; date: 2023; level: national"
    assert found.name(zh.words["brackets"]) == "获奖与表彰（2023）"
    assert not set(found.catalogue.indicators) <= set(catalogue.indicators)


FAULTS = [
    ("bar", ["workforce.total"], "", [(0, "chart-few")]),
    ("bar", ["workforce.total", "training.participations"], "", [(1, "chart-units")]),
    ("bar", ["workforce.outsourced", "contests.entered@2022"], "", [(0, "chart-without-values")]),
    ("bar", ["workforce.total", "workforce.outsourced"], "", []),
    ("bar", ["workforce.total"] * 200, "", [(20, "chart-many")]),
    ("bar", ["workforce.total", "workforce.dispatched"], "workforce.total", [(0, "chart-whole-unused")]),
    ("share", ["workforce.total", "workforce.outsourced"], "", [(1, "chart-absent")]),
    ("share", ["workforce.total#female", "workforce.total#male"], "workforce.total", []),
    (
        "share",
        ["workforce.total#female", "workforce.total#male"],
        "workforce.dispatched",
        [(0, "chart-more-than-whole")],
    ),
    ("share", ["workforce.total#female", "workforce.total#male"], "workforce.outsourced", [(0, "chart-whole-absent")]),
    ("share", ["workforce.total#female", "workforce.total#male"], "aid.purchase.north", [(0, "chart-units")]),
    ("progress", ["workforce.total"], "", [(0, "chart-per-cent")]),
    ("progress", ["workforce.dispatched"], "workforce.total", []),
    ("progress", ["workforce.total"], "workforce.dispatched", [(0, "chart-more-than-whole")]),
    ("waffle", ["workforce.dispatched.share"], "", []),
    ("waffle", ["workforce.total"], "", [(0, "chart-per-cent")]),
    ("waffle", ["workforce.outsourced"], "", [(0, "chart-without-values")]),
]


@pytest.mark.parametrize(("kind", "asked", "whole", "told"), FAULTS)
def test_what_cannot_be_drawn_is_told_at_its_row(catalogue, zh, kind, asked, whole, told):
    found = [[find(catalogue, text)] for text in asked]
    wholes = [find(catalogue, whole)] if whole else []
    seen = [(row, fault.code) for row, fault in faults(kind, CHARTS[kind].limits, found, wholes, catalogue, zh)]
    assert seen == told


# ---- specifications of authors

SOUND = {
    "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
    "transform": [{"calculate": "datum.value / 2", "as": "half"}],
    "layer": [
        {"mark": "bar", "encoding": {"x": {"field": "half", "type": "quantitative"}, "y": {"field": "name"}}},
        {"mark": {"type": "text"}, "encoding": {"text": {"field": "label"}}},
    ],
}
UNSOUND = [
    ('{"mark": "bar",}', "spec-unreadable"),
    ("[" * 100_000, "spec-unreadable"),
    ("[1]", "spec-unreadable"),
    ('{"mark": "bar", "encoding": []}', "spec-unreadable"),
    ('{"mark": "bars"}', "spec-unknown"),
    ('{"mark": "bar", "encodings": {}}', "spec-unknown"),
    ('{"mark": "bar", "encoding": {"xx": {"field": "value"}}}', "spec-unknown"),
    ('{"mark": "bar", "encoding": {"x": {"field": "valeu"}}}', "spec-field"),
    ('{"mark": "bar", "encoding": {"y": {"field": "name", "sort": {"field": "sise"}}}}', "spec-field"),
    ('{"mark": "bar", "data": {"values": []}}', "spec-data"),
    ('{"mark": "bar", "data": {"url": "cars.json"}}', "spec-address"),
    ('{"mark": {"type": "image", "url": "https://example.org/a.png"}}', "spec-address"),
    ('{"mark": {"type": "bar", "href": "https://example.org"}}', "spec-address"),
    ('{"mark": "bar", "usermeta": {"a": "//example.org/a.js"}}', "spec-address"),
    ('{"mark": "bar", "$schema": "https://example.org/v6.json"}', "spec-address"),
    ('{"hconcat": [{"mark": "bar"}]}', "spec-composed"),
    ('{"mark": "bar", "encoding": {"row": {"field": "name"}}}', "spec-composed"),
    ("{}", "spec-without-mark"),
    ('{"layer": [{"mark": "bar", "encoding": {"x": {"field": "valeu"}}}]}', "spec-field"),
]


def test_own_specification_is_fed_with_figures_and_sized_for_each_place():
    spec = read_spec(json.dumps(SOUND), "own.json")
    made = custom_specs(spec, EXAMPLES["bar"])
    assert {variant: one["width"] for variant, one in made.items()} == {n: look.width for n, look in LOOKS.items()}
    assert made["wide"]["data"]["values"][0] == {
        "row": 0,
        "name": "第1项",
        "period": "2023年",
        "value": 280.0,
        "label": "280人",
        "number": "280",
        "bound": "",
    }


@pytest.mark.parametrize(("text", "code"), UNSOUND)
def test_unsound_specification_is_told(text, code):
    with pytest.raises(NotFound) as told:
        read_spec(text, "own.json")
    assert told.value.code == code


def test_misspelt_field_is_told_with_the_nearest():
    with pytest.raises(NotFound) as told:
        read_spec('{"mark": "bar", "encoding": {"x": {"field": "valeu"}}}', "own.json")
    assert told.value.details["near"] == "value"


# ---- colours

CONES = {
    "all": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""How colours are seen by whom: Machado, Oliveira and Fernandes 2009."""
PAPERS = {"light": (LIGHT, "#ffffff"), "dark": (DARK, "#14171a")}
PARTS = [str(number) for number in range(1, 5)]


def linear(colour: str) -> list[float]:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def lab(light: list[float]) -> tuple[float, float, float]:
    r, g, b = (min(1.0, max(0.0, c)) for c in light)
    xyz = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
    )
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def contrast(one: str, other: str) -> float:
    low, high = sorted(
        sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear(x), strict=True)) for x in (one, other)
    )
    return (high + 0.05) / (low + 0.05)


def distance(one: str, other: str, cones: tuple) -> float:
    a, b = (lab([sum(w * c for w, c in zip(row, linear(x), strict=True)) for row in cones]) for x in (one, other))
    return sum((p - q) ** 2 for p, q in zip(a, b, strict=True)) ** 0.5


@pytest.mark.parametrize("paper", PAPERS)
def test_marks_and_texts_stand_out_from_the_page_and_from_what_is_under_them(paper):
    colours, ground = PAPERS[paper]
    assert min(contrast(colours[name], ground) for name in (*PARTS, "edge")) >= 3
    assert min(contrast(colours[name], ground) for name in ("ink", "soft")) >= 4.5
    assert min(contrast(colours[f"on-{name}"], colours[name]) for name in PARTS) >= 4.5


@pytest.mark.parametrize("paper", PAPERS)
def test_parts_stay_apart_in_grey(paper):
    colours, _ = PAPERS[paper]
    assert min(contrast(colours[a], colours[b]) for a, b in itertools.combinations(PARTS, 2)) >= 1.3


@pytest.mark.parametrize("cones", CONES)
@pytest.mark.parametrize("paper", PAPERS)
def test_parts_stay_apart_whatever_cones_an_eye_has(paper, cones):
    colours, _ = PAPERS[paper]
    assert min(distance(colours[a], colours[b], CONES[cones]) for a, b in itertools.combinations(PARTS, 2)) >= 20


def test_page_has_the_same_colours_as_paper_and_dark_ones():
    theme = Path(csrdirectives.__file__).parent / "theme" / "static"
    sheets = (theme / "csr.css").read_text("utf-8") + (theme / "csr-charts.css").read_text("utf-8")
    for colours in (LIGHT, DARK):
        for name, colour in colours.items():
            assert re.search(rf"--csr-(chart-)?{name}: {colour};", sheets), (name, colour)


@pytest.mark.parametrize("kind", ["bar", "progress", "share", "stacked", "line"])
def test_long_names_are_broken_and_not_cut(kind):
    long = "Participations in online learning at China Telecom Online University and elsewhere"
    rows = tuple(row._replace(name=long if number else "甲" * 40) for number, row in enumerate(EXAMPLES[kind].rows))
    if len(rows) == 1:
        rows += (rows[0]._replace(name=long),)
    spec = specs(kind, EXAMPLES[kind]._replace(rows=rows))["narrow"]
    said = texts(spec)
    assert long in " ".join(said)
    assert max(map(text_width, said)) <= LOOKS["narrow"].width


def test_same_long_name_is_drawn_as_high_as_its_lines():
    short, long = (
        specs("bar", Series((Row(name, (figure("1"),)), Row("乙", (figure("2"),)))))["narrow"]
        for name in ("甲" * 12, "甲" * 40)
    )
    assert long["height"] > short["height"]
