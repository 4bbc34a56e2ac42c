"""A hundred squares, one for each per cent."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from csrdirectives.chart.look import Look, drawing, layer, placed, text_width, words, wrapped
from csrdirectives.chart.series import Series

SIDE = 170
SQUARE = 0.17
"""The side of a square, where the whole is two wide."""


def waffle(series: Series, look: Look) -> dict[str, Any]:
    """Squares for the per cents of one figure, from below; the figure and its name beside them."""
    row = series.rows[0]
    point = row.first
    filled = int((Decimal(str(point.size)) * 100).to_integral_value(ROUND_HALF_UP))
    sure = min(filled, 100)
    edge = range(0)
    if point.open:  # the last square is drawn open: the value may lie beyond it, or before it
        sure = max(0, sure - 1)
        edge = range(sure, min(filled, 100))
    colours = look.colours
    rest: dict[str, Any] = {"fill": colours["track"], "stroke": colours["edge"], "strokeWidth": 0.75}
    squares: list[tuple[range, dict[str, Any]]] = [
        (range(max(filled, 0), 100), rest),
        (range(sure), {"fill": colours["1"]}),
        (edge, {"fill": "none", "stroke": colours["1"], "strokeWidth": 2}),
    ]
    layers = [_squares(numbers, paint) for numbers, paint in squares if numbers]
    left = SIDE + 20
    room = look.width - left
    size = max(16, min(30, int(30 * room / text_width(point.label, 31))))
    named = wrapped(row.name, room)
    top = SIDE / 2 - 10 - 9 * len(named)
    big = [{"x": left, "y": top, "text": point.label}]
    names = [{"x": left, "y": top + 30 + 20 * number, "text": text} for number, text in enumerate(named)]
    place = {"x": placed("x"), "y": placed("y"), "text": words("text")}
    layers.append(layer(big, {"type": "text", "align": "left", "fontSize": size, "fontWeight": "bold"}, **place))
    layers.append(layer(names, {"type": "text", "align": "left"}, **place))
    return drawing(look, SIDE + 2, layers)


def _squares(numbers: range, paint: dict[str, Any]) -> dict[str, Any]:
    """Some of the squares as one mark; row by row from below."""
    shape = ""
    for number in numbers:
        row, column = divmod(number, 10)
        x, y = round(-1 + 0.2 * column + 0.015, 3), round(1 - 0.2 * (row + 1) + 0.015, 3)
        shape += f"M{x:g},{y:g}h{SQUARE}v{SQUARE}h-{SQUARE}Z"
    mark = {"type": "point", "shape": shape, "size": SIDE * SIDE, "opacity": 1, "strokeWidth": 0, **paint}
    return layer([{"x": SIDE / 2 + 1, "y": SIDE / 2 + 1}], mark, x=placed("x"), y=placed("y"))
