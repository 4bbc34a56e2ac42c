"""The catalogue as tables: columns with their types and meanings, and rows of text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import partial
from math import isinf
from typing import Literal, NamedTuple, get_args

from csrdirectives.comparator import Symbol
from csrdirectives.export.suppression import suppressed
from csrdirectives.interval import Interval, asserted_by
from csrdirectives.model import EXACTLY, Catalogue, Observation, Status

Type = Literal["string", "number", "integer", "boolean", "date"]


class Material(NamedTuple):
    """What is exported: the catalogue in each language, that of the sources first, and where indicators are defined."""

    catalogues: Mapping[str, Catalogue]
    address: Callable[[str], str] = lambda _: ""  # of an indicator's definition; empty where it has none

    @property
    def source(self) -> Catalogue:
        """The catalogue as it was written."""
        return next(iter(self.catalogues.values()))

    @property
    def languages(self) -> dict[str, str]:
        """The languages as columns are named after them: zh for zh_CN."""
        return {language: language.partition("_")[0] for language in self.catalogues}


class Column(NamedTuple):
    """A column: its name, what it holds, its type, and what may stand in it."""

    name: str
    meaning: str
    type: Type = "string"
    required: bool = False
    words: Sequence[str] = ()


class Table(NamedTuple):
    """Rows of text below their columns; *keys* make a row unlike all others, *refers* names columns of other tables."""

    name: str
    meaning: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    keys: Sequence[str]
    refers: Mapping[str, tuple[str, str]] = {}


OBSERVATION = (
    Column("key", "Which figure: indicator, period and part.", required=True),
    Column("indicator", "The indicator's name for programs.", required=True),
    Column("period", "The time that it is about, after ISO 8601.", required=True),
    Column("start", "The first day of that time.", "date", required=True),
    Column("end", "The last day of that time.", "date", required=True),
    Column("part", "The member of the breakdown; blank is the total."),
    Column("value", "The digits of the report, in the unit; blank where there is none or it is held back.", "number"),
    Column("unit", "The unit's name for programs.", required=True),
    Column("comparator", "How the value bounds the figure.", words=get_args(Symbol), required=True),
    Column("word", "The bounding word as the report writes it."),
    Column("base_value", "The value in the base unit of the dimension: yuan, not 10,000 yuan.", "number"),
    Column("lower", "No less than this is asserted, in the base unit; blank is no bound.", "number"),
    Column("lower_included", "Whether the lower bound itself may be it.", "boolean"),
    Column("upper", "No more than this is asserted, in the base unit; blank is no bound.", "number"),
    Column("upper_included", "Whether the upper bound itself may be it.", "boolean"),
    Column("status", "How firm the value is, or why there is none.", words=get_args(Status), required=True),
    Column("held_back", "Whether there is a value that is not given away, since it could tell of a person.", "boolean"),
    Column("findings", "The known doubts about it, separated by spaces."),
    Column("address", "Where the site defines the indicator."),
)
"""The columns of figures, before those of texts."""
TEXTS = {"source": "Where in the original it stands.", "note": "Basis or wording that a reader needs."}
NAMES = {"name": "What readers call the indicator.", "part_name": "What readers call the part."}


def observations(material: Material) -> Table:
    """All figures."""
    catalogue = material.source
    hidden = suppressed(catalogue)
    rows = [
        _row(material, observation, hidden=observation.key in hidden) for observation in catalogue.observations.values()
    ]
    columns = [*OBSERVATION, *texts(material, TEXTS)]
    refers = {"indicator": ("indicators", "id"), "unit": ("units", "id")}
    return Table("observations", "The figures, one a row.", columns, rows, ["key"], refers)


def of_topic(material: Material, figures: Table, topic: str) -> Table:
    """The figures of a topic, with their names beside."""
    members = {indicator.id for indicator in material.source.topics[topic]}
    rows = [[*row, *said(material, partial(_names, row[1], row[5]))] for row in figures.rows if row[1] in members]
    return figures._replace(columns=[*figures.columns, *texts(material, NAMES)], rows=rows)


def _names(indicator: str, part: str, catalogue: Catalogue) -> list[str]:
    there = catalogue.indicators[indicator]
    return [there.name, there.parts.get(part, "")]


def _row(material: Material, observation: Observation, *, hidden: bool) -> list[str]:
    catalogue, key, period = material.source, observation.key, observation.period
    indicator = catalogue.indicators[key.indicator]
    unit = catalogue.units[indicator.unit]
    known = observation.value is not None and not hidden
    bounds = _bounds(asserted_by(observation, indicator, unit)) if known else [""] * 4
    exact = catalogue.exact_value(observation) if known else None
    return [
        str(key),
        key.indicator,
        key.period,
        period.start.isoformat(),
        period.end.isoformat(),
        key.part,
        plain(observation.value) if known else "",
        unit.id,
        observation.comparator.symbol if known else "=",
        observation.comparator.word if known else "",
        plain(exact),
        *bounds,
        observation.status,
        truth(hidden),
        " ".join(finding.id for finding in catalogue.remarks.get(key, ())),
        material.address(key.indicator),
        *said(material, lambda each: _remarks(each.observations[key], hidden=hidden)),
    ]


def _remarks(observation: Observation, *, hidden: bool) -> list[str]:
    return [observation.source, "" if hidden else observation.note]


def _bounds(said: Interval) -> list[str]:
    ends = ((said.lo, said.lo_closed), (said.hi, said.hi_closed))
    return [text for end, closed in ends for text in (("", "") if isinf(end) else (_decimal(end), truth(closed)))]


def _decimal(number: Fraction | float) -> str:
    """A bound in decimals, of which it always has finitely many."""
    exact = Fraction(number)
    return plain(EXACTLY.divide(Decimal(exact.numerator), Decimal(exact.denominator)))


def plain(value: Decimal | None) -> str:
    """A number for programs; blank where there is none."""
    return "" if value is None else f"{value:f}"


def truth(value: bool) -> str:  # noqa: FBT001  # it is the thing itself
    """True or false, for programs."""
    return "true" if value else "false"


def texts(material: Material, names: Mapping[str, str]) -> list[Column]:
    """A column of each text in each language."""
    codes = material.languages.values()
    return [Column(f"{name}_{code}", meaning) for name, meaning in names.items() for code in codes]


def said(material: Material, pick: Callable[[Catalogue], Sequence[str]]) -> list[str]:
    """The texts in each language, in the order of their columns."""
    found = [pick(catalogue) for catalogue in material.catalogues.values()]
    return [text for in_each in zip(*found, strict=True) for text in in_each]
