"""Parts of a whole: one bar with a key, or columns by period."""

from __future__ import annotations

from typing import Any

from csrdirectives.chart.look import LINE, SIZE, Look, drawing, layer, measured, placed, text_width, words, wrapped
from csrdirectives.chart.series import Point, Series

BAR = 40
GAP = 2
LEAST = 3
"""How wide the smallest part is drawn, so that it can be seen."""
COLUMNS = 220
"""How high the columns are."""


def share(series: Series, look: Look) -> dict[str, Any]:
    """One bar, divided; under it a key with the figures, in the order of the parts."""
    points = [row.first for row in series.rows]
    whole = _whole(series, 0)
    scale = {"domain": [0, whole], "range": [0, look.width], "nice": False}
    pixel = whole / look.width
    layers = []
    if whole > sum(point.size for point in points) + GAP * pixel:
        rest = {"type": "rect", "color": look.colours["track"], "stroke": look.colours["edge"], "strokeWidth": 1}
        layers.append(layer([{"x": 0, "x2": whole}], rest, **_between(scale, 1, BAR - 1)))
    for start, point, colour in zip(_starts(points), points, look.parts, strict=False):
        if point.size:
            end = max(start + point.size - GAP * pixel, start + LEAST * pixel)
            rows = [{"x": start, "x2": end}]
            layers.append(layer(rows, _fill(point, colour), **_between(scale, 0, BAR)))
    key, height = _key(series, look, BAR + 12)
    return drawing(look, height, layers + key)


def stacked(series: Series, look: Look) -> dict[str, Any]:
    """Columns by period, the same parts in the same order from below; the whole on top where it is given."""
    key, top = _names(series, look)
    top += 34
    base = top + COLUMNS
    highest = max(_whole(series, number) for number in range(len(series.periods)))
    scale = {"domain": [0, highest], "range": [base, top], "nice": False}
    pixel = highest / COLUMNS
    step = look.width / len(series.periods)
    size = min(96.0, 0.62 * step)
    bars: list[dict[str, Any]] = []
    inside: list[dict[str, Any]] = []
    totals, periods = [], []
    for number, period in enumerate(series.periods):
        x = round(step * (number + 0.5), 1)
        reached = 0.0
        for row, colour, on in zip(series.rows, look.parts, look.on_parts, strict=False):
            point = row.points[number]
            if point is None or not point.size:
                continue
            rows = [{"x": x, "y": reached, "y2": max(reached + point.size - GAP * pixel, reached + LEAST * pixel)}]
            mark = {**_fill(point, colour), "type": "bar", "width": size}
            bars.append(layer(rows, mark, x=placed("x"), y=measured("y", scale), y2={"field": "y2"}))
            if point.size / pixel >= LINE - 6 and text_width(point.bare) < size:
                shown = {"x": x, "y": reached + point.size / 2, "label": point.bare}
                inside.append(_text([shown], look.colours["ink"] if point.open else on, scale))
            reached += point.size
        total = series.whole[number] if number < len(series.whole) else None
        if total is not None and total.value is not None:
            totals.append({"x": x, "y": total.size, "label": total.bare})
        periods.append({"x": x, "y": base + LINE / 2 + 2, "label": period})
    layers = bars + inside
    if totals:
        above = {"type": "text", "dy": -12, "fontWeight": "bold"}
        layers.append(layer(totals, above, x=placed("x"), y=measured("y", scale), text=words("label")))
    ground = [{"x": 0, "x2": look.width, "y": base}]
    rule = {"type": "rule", "color": look.colours["edge"], "strokeWidth": 1}
    layers.append(layer(ground, rule, x=placed("x"), x2={"field": "x2"}, y=placed("y")))
    below = {"type": "text"}
    layers.append(layer(periods, below, x=placed("x"), y=placed("y"), text=words("label")))
    return drawing(look, base + LINE, key + layers)


def _whole(series: Series, number: int) -> float:
    """What is drawn as the whole of a period: the given one, but never less than the parts."""
    parts = sum(point.size for row in series.rows if (point := row.points[number]) is not None)
    given = series.whole[number] if number < len(series.whole) else None
    return max(parts, given.size if given is not None else 0.0) or 1.0


def _starts(points: list[Point]) -> list[float]:
    starts = [0.0]
    for point in points:
        starts.append(starts[-1] + point.size)
    return starts[:-1]


def _fill(point: Point, colour: str) -> dict[str, Any]:
    """A part as it is filled: one that is bounded is pale, with a dashed edge."""
    if point.open:
        edge = {"stroke": colour, "strokeWidth": 2, "strokeDash": [4, 3]}
        return {"type": "rect", "fill": colour, "fillOpacity": 0.2, **edge}
    return {"type": "rect", "color": colour}


def _between(scale: dict[str, Any], top: float, bottom: float) -> dict[str, Any]:
    x = {"x": measured("x", scale), "x2": {"field": "x2"}}
    return {**x, "y": {"value": top}, "y2": {"value": bottom}}


def _text(rows: list[dict[str, Any]], colour: str, scale: dict[str, Any]) -> dict[str, Any]:
    return layer(rows, {"type": "text", "color": colour}, x=placed("x"), y=measured("y", scale), text=words("label"))


def _key(series: Series, look: Look, top: float) -> tuple[list[dict[str, Any]], float]:
    """The names of the parts beside their colours with the figures, one a line; and where it ends."""
    names = max(text_width(row.name) for row in series.rows)
    figures = max(text_width(row.first.label) for row in series.rows)
    column = 24 + names + 18
    beside = column + figures <= look.width
    named, told, layers = [], [], []
    y = top + LINE / 2
    for row, colour in zip(series.rows, look.parts, strict=False):
        layers.append(_sample(1, y, _fill(row.first, colour)))
        for line in [row.name] if beside else wrapped(row.name, look.width - 24):
            named.append({"x": 24, "y": y, "name": line})
            y += 0 if beside else SIZE + 6
        told.append({"x": round(column, 1) if beside else 24, "y": y, "label": row.first.label})
        y += LINE
    place = {"x": placed("x"), "y": placed("y")}
    layers.append(layer(named, {"type": "text", "align": "left"}, **place, text=words("name")))
    bold = {"type": "text", "align": "left", "fontWeight": "bold"}
    layers.append(layer(told, bold, **place, text=words("label")))
    return layers, y - LINE / 2 + 4


def _names(series: Series, look: Look) -> tuple[list[dict[str, Any]], float]:
    """The names of the parts beside their colours, in lines as long as there is room; and where they end."""
    x, y = 0.0, LINE / 2
    named, layers = [], []
    for row, colour in zip(series.rows, look.parts, strict=False):
        lines = wrapped(row.name, look.width - 24)
        room = 24 + max(map(text_width, lines))
        if x and x + room > look.width:
            x, y = 0.0, y + LINE
        layers.append(_sample(x + 1, y, {"type": "rect", "color": colour}))
        for number, line in enumerate(lines):
            y += (SIZE + 6) * bool(number)
            named.append({"x": round(x + 24, 1), "y": y, "name": line})
        x += room + 20
    mark = {"type": "text", "align": "left"}
    layers.append(layer(named, mark, x=placed("x"), y=placed("y"), text=words("name")))
    return layers, y + LINE / 2


def _sample(x: float, y: float, fill: dict[str, Any]) -> dict[str, Any]:
    """A square of a colour."""
    box = [{"x": round(x, 1), "x2": round(x + 13, 1), "y": y - 7, "y2": y + 6}]
    return layer(box, fill, x=placed("x"), x2={"field": "x2"}, y=placed("y"), y2={"field": "y2"})
