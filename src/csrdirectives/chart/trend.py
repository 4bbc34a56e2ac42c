"""Lines over periods, from zero."""

from __future__ import annotations

from typing import Any

from csrdirectives.chart.look import LINE, SIZE, Look, drawing, layer, measured, placed, text_width, words, wrapped
from csrdirectives.chart.series import Point, Row, Series

HEIGHT = 200
TOP = 30


def line(series: Series, look: Look) -> dict[str, Any]:
    """A line for each row, its name at the last point; a period without a figure is a gap."""
    several = len(series.rows) > 1
    figures = [point for point in series.points if point.value is not None]
    low, high = min(0.0, *(p.size for p in figures)), max(0.0, *(p.size for p in figures)) or 1.0
    base = TOP + HEIGHT
    scale = {"domain": [low, high], "range": [base, TOP], "nice": False}
    ends = [text_width(f"{row.name}  {_last(row).label}") for row in series.rows]
    names_apart = several and max(ends) > 0.4 * look.width  # too long to stand at the ends
    right = look.width - (
        max(text_width(_last(r).label) if names_apart else e for r, e in zip(series.rows, ends, strict=True)) + 12
        if several
        else 36
    )
    places = _spread(len(series.periods), 36, right)
    shown = _periods_shown(series.periods, places)
    layers: list[dict[str, Any]] = []
    ground = [{"x": 0, "x2": look.width, "y": 0}]
    rule = {"type": "rule", "color": look.colours["edge"], "strokeWidth": 1}
    layers.append(layer(ground, rule, x=placed("x"), x2={"field": "x2"}, y=measured("y", scale)))
    ticks = [{"x": places[n], "y": base + LINE / 2 + 2, "label": series.periods[n]} for n in shown]
    for row, colour in zip(series.rows, look.parts, strict=False):
        layers += _one(row, places, colour, scale)
    if several:
        layers += _ends(series, look, places[-1], scale, names=not names_apart)
    else:
        layers.append(_labels(series.rows[0], places, scale))
    layers.append(layer(ticks, {"type": "text"}, x=placed("x"), y=placed("y"), text=words("label")))
    if not names_apart:
        return drawing(look, base + LINE, layers)
    y = base + LINE * 1.8
    named = []
    for row, colour in zip(series.rows, look.parts, strict=False):
        box = {"type": "point", "shape": "square", "size": 150, "filled": True, "opacity": 1, "color": colour}
        layers.append(layer([{"x": 8, "y": y}], box, x=placed("x"), y=placed("y")))
        for text in wrapped(row.name, look.width - 24):
            named.append({"x": 24, "y": y, "name": text})
            y += SIZE + 6
        y += LINE - SIZE - 6
    layers.append(layer(named, {"type": "text", "align": "left"}, x=placed("x"), y=placed("y"), text=words("name")))
    return drawing(look, y - LINE / 2 + 2, layers)


def _spread(count: int, left: float, right: float) -> list[float]:
    step = (right - left) / max(1, count - 1)
    return [round(left + step * number, 1) for number in range(count)]


def _last(row: Row) -> Point:
    return next(point for point in reversed(row.points) if point is not None and point.value is not None)


def _periods_shown(periods: tuple[str, ...], places: list[float]) -> list[int]:
    """The periods that are named under the line: as many as there is room for, the last one among them."""
    count = len(periods)
    step = (places[-1] - places[0]) / max(1, count - 1)
    apart = max(map(text_width, periods)) + 12
    every = next((n for n in range(1, count) if n * step >= apart), max(1, count - 1))
    return sorted(range(count - 1, -1, -every))


def _one(row: Row, places: list[float], colour: str, scale: dict[str, Any]) -> list[dict[str, Any]]:
    """A line and its points, hollow where the figure is bounded."""
    value = {"x": placed("x"), "y": measured("y", scale)}
    rows = [
        {"x": x, "y": point.size if point is not None and point.value is not None else None}
        for x, point in zip(places, row.points, strict=True)
    ]
    mark = {"type": "line", "color": colour, "strokeWidth": 2.5, "invalid": "break-paths-show-path-domains"}
    made = [layer(rows, mark, **value)]
    for is_open in (False, True):
        dots = [
            {"x": x, "y": point.size}
            for x, point in zip(places, row.points, strict=True)
            if point is not None and point.value is not None and bool(point.open) == is_open
        ]
        if dots:
            fill = "none" if is_open else colour
            dot = {"type": "point", "size": 70, "fill": fill, "stroke": colour, "strokeWidth": 2, "opacity": 1}
            made.append(layer(dots, dot, **value))
    return made


def _labels(row: Row, places: list[float], scale: dict[str, Any]) -> dict[str, Any]:
    """The figures above the points of the only line: all of them if there is room, else the first and the last."""
    told: list[dict[str, Any]] = [
        {"x": x, "y": point.size, "label": point.bare}
        for x, point in zip(places, row.points, strict=True)
        if point is not None and point.value is not None
    ]
    step = places[1] - places[0] if len(places) > 1 else 1e9
    if max(text_width(point["label"]) for point in told) + 6 > step:
        told = [told[0], told[-1]] if len(told) > 1 else told
    mark = {"type": "text", "dy": -15, "fontWeight": "bold"}
    return layer(told, mark, x=placed("x"), y=measured("y", scale), text=words("label"))


def _ends(series: Series, look: Look, x: float, scale: dict[str, Any], *, names: bool) -> list[dict[str, Any]]:
    """The last figures at the ends of several lines, apart from each other."""
    low, high = scale["domain"]
    base, top = scale["range"]
    wanted = sorted(
        (base + (top - base) * (_last(row).size - low) / (high - low), number) for number, row in enumerate(series.rows)
    )
    layers, above = [], -1e9
    for y, number in wanted:
        above = max(y, above + SIZE + 4)
        row = series.rows[number]
        text = f"{row.name}  {_last(row).label}" if names else _last(row).label
        mark = {"type": "text", "align": "left", "color": look.colours["ink"], "fontWeight": "bold"}
        at = [{"x": x + 10, "y": round(above, 1), "label": text}]
        layers.append(layer(at, mark, x=placed("x"), y=placed("y"), text=words("label")))
    return layers
