"""How drawings look: widths, colours for a screen and for paper, and how wide text is set."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

FONT = "Noto Sans SC"
SIZE = 14
LINE = 26
"""From one line of text to the next."""
WIDE = 0x2E80  # where the scripts of East Asia begin
PIECE = re.compile(
    r"[^\s\u2e80-\uffff]+[\uff01-\uff1f\u3001-\u303f]*\s*|[\u2e80-\uffff][\uff01-\uff1f\u3001-\u303f]*\s*|\s+"
)
"""What is not broken: a word, or a Chinese character, with the marks that follow it."""

LIGHT = {
    "ink": "#1c2126",
    "soft": "#545b63",
    "edge": "#868e94",
    "track": "#e6eaeb",
    "1": "#0d5c73",
    "2": "#cf8217",
    "3": "#341f14",
    "4": "#8f4fbf",
    "on-1": "#ffffff",
    "on-2": "#111418",
    "on-3": "#ffffff",
    "on-4": "#ffffff",
}
DARK = {
    "ink": "#dfe3e6",
    "soft": "#a7afb6",
    "edge": "#7b858d",
    "track": "#2b3238",
    "1": "#7fc6da",
    "2": "#e08a3c",
    "3": "#e6ecc0",
    "4": "#8f6bd6",
    "on-1": "#111418",
    "on-2": "#111418",
    "on-3": "#111418",
    "on-4": "#111418",
}
"""Four colours that stay apart in grey and for eyes that lack one kind of cone; and what is read on each of them."""
PARTS = 4


class Look(NamedTuple):
    """One variant of a drawing."""

    width: int
    colours: Mapping[str, str]

    @property
    def parts(self) -> list[str]:
        """The colours of the parts, in their order."""
        return [self.colours[str(number)] for number in range(1, PARTS + 1)]

    @property
    def on_parts(self) -> list[str]:
        """The colours of text on the parts."""
        return [self.colours[f"on-{number}"] for number in range(1, PARTS + 1)]


SCREEN = {name: f"var(--csr-chart-{name})" for name in LIGHT}
LOOKS = {"wide": Look(640, SCREEN), "narrow": Look(340, SCREEN), "print": Look(680, LIGHT)}


def text_width(text: str, size: float = SIZE) -> float:
    """How wide a text is set at most, in pixels."""
    ems = sum(1 if ord(c) >= WIDE else 0.72 if c.isupper() or c in "%※†—mwMW" else 0.62 for c in text)
    return ems * size


def wrapped(text: str, room: float) -> list[str]:
    """A text in lines that fit into the room, broken at blanks, and between Chinese characters.

    >>> wrapped("Participations in training", 130), wrapped("中国电信集团定点帮扶地区", 100)
    (['Participations', 'in training'], ['中国电信集团定', '点帮扶地区'])
    """
    lines = [""]
    for piece in PIECE.findall(text):
        if lines[-1] and text_width((lines[-1] + piece).rstrip()) > room:
            lines.append("")
        lines[-1] += piece
    return [line.strip() for line in lines]


def drawing(look: Look, height: float, layer: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """A specification of layers, exactly as large as told."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": look.width,
        "height": height,
        "background": None,
        "padding": 0,
        "autosize": "none",
        "config": config(look),
        **more,
        "layer": layer,
    }


def config(look: Look) -> dict[str, Any]:
    """The settings that all drawings share; the names of places are in words of the page, never in Vega's."""
    text = {"labelFontSize": SIZE, "labelColor": look.colours["ink"], "labelLimit": 0, "titleFontSize": SIZE}
    return {
        "font": FONT,  # the first and only one, and registered: the fonts of the system never count
        "aria": False,
        "view": {"stroke": None},
        "text": {"fontSize": SIZE, "color": look.colours["ink"], "baseline": "middle"},
        "axis": {**text, "titleColor": look.colours["soft"], "gridColor": look.colours["track"], "domain": False},
        "legend": {**text, "title": None, "orient": "top"},
        "mark": {"color": look.colours["1"]},
        "range": {"category": look.parts},
    }


def layer(rows: list[dict[str, Any]], mark: dict[str, Any], **encoding: Any) -> dict[str, Any]:
    """A layer with data of its own."""
    return {"data": {"values": rows}, "mark": mark, "encoding": encoding}


def measured(field: str, scale: dict[str, Any]) -> dict[str, Any]:
    """A quantity on a scale, without an axis: what it amounts to is written on the mark."""
    return {"field": field, "type": "quantitative", "scale": scale, "axis": None}


def placed(field: str) -> dict[str, Any]:
    """A place in pixels."""
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}


def words(field: str) -> dict[str, Any]:
    """A text, as it stands in the data."""
    return {"field": field, "type": "nominal"}
