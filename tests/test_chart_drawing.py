"""Drawings as the library makes them: text stays text, nothing leads elsewhere, the same bytes each time."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from fontTools.ttLib import TTFont
from test_chart import EXAMPLES, NASTY, SOUND, figure

from csrdirectives.chart import LOOKS, specs
from csrdirectives.chart.custom import custom_specs, read_spec
from csrdirectives.chart.drawing import FOLDER, FONTS, key_of
from csrdirectives.chart.look import FONT
from csrdirectives.chart.series import Row, Series
from csrdirectives.chart.svg import headed, texts

NASTY_SERIES = Series((Row(NASTY, (figure("3"),)), Row("乙", (figure("5", unit=NASTY),))))
JOBS = {
    **{kind: specs(kind, series) for kind, series in EXAMPLES.items()},
    "nasty": specs("bar", NASTY_SERIES),
    "own": custom_specs(read_spec(json.dumps(SOUND), "own.json"), EXAMPLES["bar"]),
    "nothing": custom_specs({"mark": "bar"}, Series((), ("",))),
    "abroad": {"wide": {"data": {"url": "https://example.org/a.csv"}, "mark": "bar"}},
    "unreadable": {"wide": {"mark": {"type": 7}}},
}


def drawn(folder: Path, *, png: bool = False, **environment: str) -> dict[str, str]:
    """Have the jobs drawn as a build does, in a process of its own."""
    asked = json.dumps({"jobs": JOBS, "folder": str(folder), "png": png})
    command = [sys.executable, "-m", "csrdirectives.chart.drawing"]
    around = {**os.environ, **environment}
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=True, env=around)  # noqa: S603  # ours
    return dict(json.loads(done.stdout))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("drawn")


@pytest.fixture(scope="module")
def failed(folder: Path) -> dict[str, str]:
    return drawn(folder, png=True)


@pytest.fixture(scope="module")
def svgs(folder: Path, failed: dict[str, str]) -> dict[str, str]:
    assert failed
    return {path.stem: path.read_text("utf-8") for path in folder.glob("*.svg")}


def test_what_cannot_be_drawn_is_said_and_does_not_keep_others_from_it(failed, svgs):
    assert set(failed) == {"nothing", "abroad", "unreadable"}
    assert failed["nothing"] == ""
    assert failed["abroad"]
    assert {name.partition("-")[0] for name in svgs} == set(JOBS) - set(failed)


@pytest.mark.parametrize("kind", [*EXAMPLES, "nasty", "own"])
@pytest.mark.parametrize("variant", LOOKS)
def test_drawing_is_small_and_keeps_to_itself(svgs, kind, variant):
    svg = svgs[f"{kind}-{variant}"]
    assert len(svg.encode()) <= 10_000
    root = ET.fromstring(svg)  # noqa: S314  # what we drew
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert not tags & {"script", "style", "image", "a", "use", "foreignObject"}
    assert re.findall(r"(?:https?:)?//[^\"' ]+", svg) == ["http://www.w3.org/2000/svg"]
    assert "NaN" not in svg
    assert not re.search(r"\brole=|aria-", svg)


@pytest.mark.parametrize("kind", EXAMPLES)
def test_text_stays_text(svgs, kind):
    said = set(texts(svgs[f"{kind}-print"]))
    names = {row.name for row in EXAMPLES[kind].rows} if kind != "line" else {"291"}  # the only line needs no name
    assert names <= {word for text in said for word in (text, text.partition("  ")[0])}
    assert re.findall(r'font-family="([^"]*)"', svgs[f"{kind}-print"])[0] == FONT


def test_colours_are_the_page_s_on_a_screen_and_literal_on_paper(svgs):
    assert "var(--csr-chart-1)" in svgs["bar-wide"]
    assert "font-family" not in svgs["bar-wide"]
    assert "var(" not in svgs["bar-print"]


def test_markup_in_names_is_text(svgs):
    assert NASTY in set(texts(svgs["nasty-wide"]))
    assert "<script>" not in svgs["nasty-wide"]
    said = headed(svgs["nasty-wide"], "n", NASTY, NASTY, "zh-CN")
    root = ET.fromstring(said)  # noqa: S314  # what we drew
    assert [(child.tag.rpartition("}")[2], child.text) for child in root[:2]] == [("title", NASTY), ("desc", NASTY)]
    assert (root.get("role"), root.get("aria-labelledby"), root.get("lang")) == ("img", "n-t", "zh-CN")


def test_same_bytes_each_time(tmp_path, folder, failed):
    assert drawn(tmp_path, png=True) == failed
    first = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
    assert {path.name: path.read_bytes() for path in sorted(tmp_path.iterdir())} == first


def test_fonts_of_the_system_do_not_show(tmp_path, svgs):
    """Not even one of the same name in which every letter is twice as wide."""
    fonts, out = tmp_path / ".fonts", tmp_path / "out"
    fonts.mkdir()
    out.mkdir()
    font = TTFont(FOLDER / FONTS[0])
    metrics = font["hmtx"].metrics
    metrics.update({glyph: (width * 2, left) for glyph, (width, left) in metrics.items()})
    font.save(fonts / "wide.ttf")
    drawn(out, HOME=str(tmp_path))
    made = {path.stem: path.read_text("utf-8") for path in out.glob("*.svg")}
    kinds = [name for name in svgs if name.partition("-")[0] != "own"]  # whose axes are the library's to place
    assert {name: made[name] for name in kinds} == {name: svgs[name] for name in kinds}


def test_name_of_a_chart_follows_what_is_drawn():
    assert key_of(JOBS["bar"]) == key_of(json.loads(json.dumps(JOBS["bar"])))
    assert key_of(JOBS["bar"]) != key_of(JOBS["line"])


def test_names_are_measured_with_the_package_s_font(svgs):
    """An axis leaves as much room as its names take: 96 pixels if measured without the font, which is no error."""
    assert 'transform="translate(61,4)"' in svgs["own-wide"]
