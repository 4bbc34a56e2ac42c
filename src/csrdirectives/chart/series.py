"""What a chart shows: figures with their names and texts, as the catalogue prints them; and what cannot be shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from csrdirectives.format import Formatter
from csrdirectives.model import Catalogue, Observation
from csrdirectives.table import columns_for

OPEN = {"=": "", "~": "~", ">": ">", ">=": ">", "<": "<", "<=": "<"}

STRAIGHT = str.maketrans("‘’“”", "''\"\"")


class Point(NamedTuple):
    """One figure: its value in base units, and its texts, with the mark of doubt where it is in doubt."""

    value: Decimal | None
    label: str
    bare: str = ""
    open: str = ""
    """Where the true value may lie: ``>`` above, ``<`` below, ``~`` on either side; empty where it is exact."""

    @property
    def size(self) -> float:
        """The value as drawn; nothing where there is none."""
        return float(self.value) if self.value is not None else 0.0


class Row(NamedTuple):
    """What has one name: a figure for each period, or none."""

    name: str
    points: tuple[Point | None, ...]

    @property
    def first(self) -> Point:
        """The figure of what is shown for one period."""
        point = self.points[0]
        assert point is not None
        return point


class Series(NamedTuple):
    """All that a chart shows; *whole* is what the parts make up, by period."""

    rows: tuple[Row, ...]
    periods: tuple[str, ...] = ("",)
    whole: tuple[Point | None, ...] = ()

    @property
    def points(self) -> Iterator[Point]:
        """Every figure of the rows."""
        return (point for row in self.rows for point in row.points if point is not None)

    def in_ascii_quotes(self) -> Series:
        """The same with straight quotation marks: those of our font are as wide as Chinese characters."""
        rows = tuple(Row(row.name.translate(STRAIGHT), tuple(map(_straight, row.points))) for row in self.rows)
        return self._replace(rows=rows, whole=tuple(map(_straight, self.whole)))


def _straight(point: Point | None) -> Point | None:
    if point is None:
        return None
    return point._replace(label=point.label.translate(STRAIGHT), bare=point.bare.translate(STRAIGHT))


Found = Sequence[Observation | None]


def series_of(
    found: Sequence[Found], periods: Sequence[str], whole: Found, catalogue: Catalogue, formatter: Formatter
) -> Series:
    """The rows of a chart, with texts: observations by period."""

    def point(observation: Observation | None) -> Point | None:
        if observation is None:
            return None
        doubt = formatter.words["doubt"] if catalogue.doubts(observation.key) else ""
        return Point(
            catalogue.exact_value(observation),
            formatter.figure(observation) + doubt,
            formatter.bare(observation) + doubt,
            OPEN[observation.comparator.symbol],
        )

    seen = [observation for observation in chain(*found) if observation is not None]
    column = columns_for(["name"], seen)["name"]
    named = [next(observation for observation in row if observation is not None) for row in found]
    names = [column.cell(observation, catalogue, formatter).text for observation in named]
    if len({observation.key.period for observation in seen}) > 1 and len(periods) <= 1:
        names = _told_apart(names, [formatter.period(o.period) for o in named], formatter)
    names = without_common_head(names)
    rows = [Row(name, tuple(map(point, row))) for name, row in zip(names, found, strict=True)]
    return Series(tuple(rows), tuple(periods), tuple(map(point, whole)))


def _told_apart(names: list[str], periods: list[str], formatter: Formatter) -> list[str]:
    """The names with their periods, or the periods alone where only these differ."""
    if len(set(names)) == 1:
        return periods
    return [name + formatter.words["brackets"].format(period) for name, period in zip(names, periods, strict=True)]


def without_common_head(names: list[str]) -> list[str]:
    """The names without what all of them say before a colon.

    >>> without_common_head(["消费帮扶：云南昭通", "消费帮扶：对口帮扶地区"])
    ['云南昭通', '对口帮扶地区']
    """
    for colon in ("：", ": "):
        heads = {name.partition(colon)[0] if colon in name else "" for name in names}
        if len(names) > 1 and len(heads) == 1 and "" not in heads:
            tails = [name.partition(colon)[2] for name in names]
            return [tail[0].upper() + tail[1:] for tail in tails] if all(tails) else names
    return names


def describe(kind: str, series: Series, formatter: Formatter) -> str:
    """What a drawing shows, in a sentence for who does not see it."""
    words = formatter.words
    told = []
    for row in series.rows:
        for period, point in zip(series.periods, row.points, strict=False):
            if point is not None:
                name = row.name + (words["brackets"].format(period) if len(series.periods) > 1 else "")
                told.append(name + words["colon"] + point.label)
    wholes = [point.label for point in series.whole if point is not None]
    if len(wholes) == 1:
        told.append(words["chart-track" if kind == "progress" else "chart-whole"].format(wholes[0]))
    return words["chart-said"].format(words[f"chart-{kind}"], words["semicolon"].join(told))
