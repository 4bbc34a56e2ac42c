"""Charts: series of figures → Vega-Lite specifications → SVG."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from csrdirectives.chart.bars import bar, progress
from csrdirectives.chart.look import LOOKS, PARTS, Look
from csrdirectives.chart.series import Series
from csrdirectives.chart.shares import share, stacked
from csrdirectives.chart.trend import line
from csrdirectives.chart.waffle import waffle

Spec = dict[str, Any]


class Limits(NamedTuple):
    """What a kind of chart asks of its figures."""

    rows: int
    periods: int = 1
    least: int = 1
    """How many rows it takes to say anything."""
    least_periods: int = 1
    positive: bool = True
    gaps: bool = False
    """Whether a figure without a value can be shown, by its word."""
    whole: bool = False
    """Whether there is a whole to which the figures belong."""
    rates: bool = False
    """Whether they are percentages, unless a whole is given."""


class Kind(NamedTuple):
    """A kind of chart: what it is for, how it is drawn, what it asks for."""

    meaning: str
    draw: Callable[[Series, Look], Spec]
    limits: Limits


CHARTS: dict[str, Kind] = {
    "bar": Kind(
        "Bars from zero, for figures that are compared.", bar, Limits(rows=20, least=2, positive=False, gaps=True)
    ),
    "progress": Kind(
        "Bars on tracks as long as the whole, which is 100% or what ``:whole:`` names; the figures may overlap.",
        progress,
        Limits(rows=12, whole=True, rates=True),
    ),
    "share": Kind(
        "One bar divided into the parts of a whole, with a key that has the figures.",
        share,
        Limits(rows=PARTS, least=2, whole=True),
    ),
    "stacked": Kind(
        "Columns by period, divided into parts; the whole stands on top where it is given.",
        stacked,
        Limits(rows=PARTS, periods=12, least=2, whole=True),
    ),
    "line": Kind(
        "Lines over three periods or more, from zero; a period without a figure is a gap.",
        line,
        Limits(rows=PARTS, periods=24, least_periods=3, positive=False, gaps=True),
    ),
    "waffle": Kind("A hundred squares, one for each per cent of one figure.", waffle, Limits(rows=1, rates=True)),
}
"""The kinds of charts by the names that authors type."""

OWN = Limits(rows=60, periods=60, positive=False, gaps=True)
"""What may be given to a specification of an author."""


def specs(kind: str, series: Series, printed: Series | None = None) -> dict[str, Spec]:
    """The specification of each variant of a chart; *printed* is what paper shows, if not the same."""
    return {variant: CHARTS[kind].draw(_shown(variant, series, printed), look) for variant, look in LOOKS.items()}


def _shown(variant: str, series: Series, printed: Series | None) -> Series:
    return printed if printed is not None and variant == "print" else series
