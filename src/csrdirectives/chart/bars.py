"""Horizontal bars from zero: beside each other, or each on a track as long as the whole."""

from __future__ import annotations

from itertools import accumulate
from typing import Any

from csrdirectives.chart.look import Look, drawing, layer, measured, placed, text_width, words, wrapped
from csrdirectives.chart.series import Point, Series

BAR = 20
STEP = 34
"""From bar to bar, names beside them."""
BELOW = 27
"""From bar to bar, names above them, without what these take."""
ABOVE = 19
"""What a line of a name above takes."""
STRIPES = ((2, 5), (7, 10), (12, 15))
"""What stands for an open end, in pixels: stripes up to where the value may lie."""
OPEN = 15
MOST = 0.42
"""How much of the width names beside the bars may take, or figures after them."""


def bar(series: Series, look: Look) -> dict[str, Any]:
    """Bars beside each other, the figure at the end of each."""
    return _bars(series, look, None)


def progress(series: Series, look: Look) -> dict[str, Any]:
    """Bars on tracks as long as the whole: a hundred per cent, or what ``:whole:`` names."""
    whole = series.whole[0].size if series.whole and series.whole[0] is not None else 1.0
    return _bars(series, look, whole)


def _bars(series: Series, look: Look, whole: float | None) -> dict[str, Any]:
    names = [row.name for row in series.rows]
    points = [row.first for row in series.rows]
    margin = max(map(text_width, names)) + 14
    beside = margin <= MOST * look.width
    lines = [[name] if beside else wrapped(name, look.width) for name in names]
    step = STEP if beside else BELOW
    steps = [step if beside else step + ABOVE * len(each) for each in lines]
    ends = list(accumulate(steps))
    height = ends[-1] + 4
    labels = [point.label for point in points]
    if max(map(text_width, labels)) > MOST * look.width:  # the unit is named above the chart
        labels = [point.bare for point in points]
    room = max(map(text_width, labels)) + 10
    left = margin if beside else 0
    right = look.width - room - (OPEN if any(point.open for point in points) else 0)
    low = min(0.0, *(point.size for point in points))
    high = max(0.0, *(point.size for point in points), whole or 0.0) or 1.0
    pixel = (high - low) / (right - left)
    scale = {"domain": [low, high], "range": [round(left, 1), round(right, 1)], "nice": False, "zero": True}
    rows: list[dict[str, Any]] = [
        {"y": end - step / 2, "lines": told, "label": label, **_ends(point, pixel)}
        for end, told, label, point in zip(ends, lines, labels, points, strict=True)
    ]
    y = {"y": placed("y")}
    layers = []
    colours = look.colours
    if whole is not None:
        tracks = [{"y": row["y"], "from": 0, "to": whole} for row in rows]
        mark = {"type": "bar", "height": BAR, "color": colours["track"], "stroke": colours["edge"], "strokeWidth": 1}
        layers.append(layer(tracks, mark, x=measured("from", scale), x2={"field": "to"}, **y))
    solid = [{"y": row["y"], "from": row["from"], "to": row["to"]} for row in rows if row["to"] != row["from"]]
    fill = {"type": "bar", "height": BAR, "color": colours["1"]}
    if solid:
        layers.append(layer(solid, fill, x=measured("from", scale), x2={"field": "to"}, **y))
    stripes = [
        {"y": row["y"], "from": row["to"] + pixel * start, "to": row["to"] + pixel * end}
        for row, point in zip(rows, points, strict=True)
        if point.open
        for start, end in STRIPES
    ]
    if stripes:
        layers.append(layer(stripes, fill, x=measured("from", scale), x2={"field": "to"}, **y))
    if beside:
        rule = {"type": "rule", "color": colours["edge"], "strokeWidth": 1}
        axis = [{"x": 0, "y": 3, "y2": height - 3}]
        layers.append(layer(axis, rule, x=measured("x", scale), y=placed("y"), y2={"field": "y2"}))
    layers.append(_names(rows, left if beside else None))
    layers += _labels(rows, points, scale, whole, look)
    return drawing(look, height, layers)


def _ends(point: Point, pixel: float) -> dict[str, float]:
    """Where the solid part of a bar ends, and where all of it does."""
    value = point.size
    back = {"<": OPEN, "~": OPEN / 2}.get(point.open, 0) * pixel
    to = max(0.0, value - back) if value > 0 else value
    return {"from": 0.0, "to": to, "end": max(0.0, to + (OPEN * pixel if point.open else 0.0))}


def _names(rows: list[dict[str, Any]], right: float | None) -> dict[str, Any]:
    """The names: before the bars, ending where these begin, or above them."""
    if right is None:
        named = [
            {"x": 0, "y": row["y"] - BAR / 2 - ABOVE * (len(row["lines"]) - number) + 8, "name": line}
            for row in rows
            for number, line in enumerate(row["lines"])
        ]
        align = "left"
    else:
        named = [{"x": round(right - 10, 1), "y": row["y"], "name": row["lines"][0]} for row in rows]
        align = "right"
    return layer(named, {"type": "text", "align": align}, x=placed("x"), y=placed("y"), text=words("name"))


def _labels(
    rows: list[dict[str, Any]], points: list[Point], scale: dict[str, Any], whole: float | None, look: Look
) -> list[dict[str, Any]]:
    """The figures, at the ends of the bars or of their tracks; the words for those that are absent stand back."""
    made = []
    for absent in (False, True):
        told = [
            {"x": max(row["end"], whole or 0.0), "y": row["y"], "label": row["label"]}
            for row, point in zip(rows, points, strict=True)
            if (point.value is None) == absent
        ]
        if told:
            mark = {"type": "text", "align": "left", "dx": 7}
            mark |= {"color": look.colours["soft"]} if absent else {"fontWeight": "bold"}
            made.append(layer(told, mark, x=measured("x", scale), y=placed("y"), text=words("label")))
    return made
