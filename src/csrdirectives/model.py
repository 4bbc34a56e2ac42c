"""What a report knows: indicators, observations, registers, findings, and the catalogue of them all.

Structs named ``…Table`` are what a TOML table holds; JSON Schemas are made from them. The structs derived
from them add what the file's shape tells: the name of the table and its place.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Context, Decimal
from functools import cached_property
from typing import Annotated, Literal, NamedTuple

from msgspec import Meta, Struct, field

from csrdirectives.comparator import EXACT, Comparator
from csrdirectives.period import Period
from csrdirectives.problems import Where

Text = Annotated[str, Meta(min_length=1)]
Status = Literal[
    "reported", "estimated", "provisional", "derived", "undisclosed", "not-collected", "not-applicable", "confidential"
]
FindingKind = Literal["arithmetic", "scope", "wording", "date", "claim", "name", "reference"]
EXACTLY = Context(prec=100)  # digits enough for any figure in any unit
ABSENT: frozenset[Status] = frozenset({"undisclosed", "not-collected", "not-applicable", "confidential"})


class Key(NamedTuple):
    """What one figure is about: which indicator, in which period, of which part (empty: the total)."""

    indicator: str
    period: str
    part: str = ""

    def __str__(self) -> str:
        return f"{self.indicator}@{self.period}" + (f"#{self.part}" if self.part else "")


class Form(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """How a language writes a unit by CLDR's plural categories; ``{}`` is the number."""

    other: Annotated[
        str, Meta(pattern=r"\{\}", examples=["{}人"], description="The unit with its number: {}人, CNY {}.")
    ]
    zero: Annotated[str | None, Meta(description="The form for none, in a language that has one.")] = None
    one: Annotated[str | None, Meta(description="The form for one: {} person.")] = None
    two: Annotated[str | None, Meta(description="The form for two, in a language that has one.")] = None
    few: Annotated[str | None, Meta(description="The form for a few, in a language that has one.")] = None
    many: Annotated[str | None, Meta(description="The form for many, in a language that has one.")] = None
    label: Annotated[str, Meta(description="What stands in a table head, if not the form without its {}.")] = ""
    factor: Annotated[
        Decimal | None, Meta(description="The scale in which this language shows the unit, in units of the dimension.")
    ] = None

    def pattern(self, category: str) -> str:
        """The form for a plural category, the general one where the language has none of its own."""
        found: str | None = getattr(self, category, None)
        return found or self.other

    @property
    def head(self) -> str:
        """The unit as it stands alone, in the head of a table."""
        return self.label or self.other.replace("{}", "").strip()


class UnitTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A unit of measurement, such as persons, person-times or yuan."""

    dimension: Annotated[Text, Meta(description="What it measures; only units of one dimension can be added.")]
    kind: Annotated[
        Literal["count", "measure", "money", "rate", "ordinal", "year"],
        Meta(description="count: whole numbers; rate: a share; ordinal and year: numbers that are never added."),
    ]
    forms: Annotated[
        dict[str, Form], Meta(min_length=1, description="How each language writes it, by codes such as zh and en.")
    ]
    factor: Annotated[Decimal, Meta(description="One of it, in the dimension's base unit (万元: 10000).")] = Decimal(1)
    definition: Annotated[str, Meta(description="What one of it is, where its name does not say so.")] = ""


class Unit(UnitTable, frozen=True, kw_only=True):
    """A unit by its name."""

    id: str
    where: Where


class IndicatorTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing that a report measures, and how."""

    name: Annotated[Text, Meta(description="What readers call it.")]
    definition: Annotated[Text, Meta(description="What is counted, its boundary and its basis, for a reader.")]
    unit: Annotated[Text, Meta(description="A unit of ``units.toml``.")]
    formula: Annotated[
        str, Meta(description="How it follows from others: their names, ``+ - * / ( )`` and whole numbers.")
    ] = ""
    decimals: Annotated[
        Annotated[int, Meta(ge=0, le=12)] | None, Meta(description="Digits of a figure that the formula computes.")
    ] = None
    good: Annotated[Literal["up", "down", "neither"], Meta(description="Which way is better.")] = "neither"
    department: Annotated[str, Meta(description="Who answers for the figure.")] = ""
    standards: Annotated[
        tuple[
            Annotated[str, Meta(pattern=r"^[a-z0-9]+:\S+( (exact|partial|related))?$", examples=["gri:404-1 partial"])],
            ...,
        ],
        Meta(description="Disclosures that it answers: ``scheme:code``, then ``exact``, ``partial`` or ``related``."),
    ] = ()
    parts: Annotated[dict[str, Text], Meta(description="The members of its breakdown, with their names.")] = {}
    note: Annotated[str, Meta(description="What else a reader should know of it.")] = ""


class Indicator(IndicatorTable, frozen=True, kw_only=True, gc=False):  # of the many: nothing in it runs in a circle
    """An indicator by its name."""

    id: str
    where: Where

    @property
    def topic(self) -> str:
        """The first word of the name: what belongs together."""
        return self.id.partition(".")[0]


class Observation(Struct, frozen=True, kw_only=True, gc=False):  # as above
    """The value of an indicator for a period and part, or the reason why there is none."""

    key: Key
    period: Period
    value: Decimal | None  # in the indicator's unit, with the digits as written; None where it is absent
    comparator: Comparator = EXACT
    status: Status = "reported"
    source: str = ""
    note: str = ""
    where: Where


class FindingTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A known doubt, published with the figures that it concerns."""

    kind: Annotated[
        FindingKind,
        Meta(description="What the doubt is about."),
    ]
    title: Annotated[Text, Meta(description="The doubt in a few words.")]
    text: Annotated[Text, Meta(description="What was found, in words for a reader.")]
    figures: Annotated[
        tuple[str, ...],
        Meta(description="The figures in doubt: ``indicator[@period][#part]``; none for a doubt in words."),
    ] = ()
    mark: Annotated[
        bool, Meta(description="Whether each mention of the figures carries the mark; false for a remark.")
    ] = True


class Finding(FindingTable, frozen=True, kw_only=True):
    """A finding by its name, its figures resolved."""

    id: str
    where: Where
    keys: tuple[Key, ...] = ()


class RegisterTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a dated list holds: its columns, and the words of those with a closed list."""

    name: Annotated[Text, Meta(description="What readers call it.")]
    unit: Annotated[Text, Meta(description="The unit in which its records are counted.")]
    columns: Annotated[dict[str, Text], Meta(description="Column names with their headings, in the order of the file.")]
    values: Annotated[
        dict[str, dict[str, Text]], Meta(description="The closed list of a column: its words, each as readers see it.")
    ] = {}
    definition: Annotated[str, Meta(description="What is listed, and what is not.")] = ""


class Record(Struct, frozen=True, kw_only=True, gc=False):  # as above
    """One line of a register; a record without a date says so."""

    date: Period | None
    cells: dict[str, str]
    where: Where


class Register(RegisterTable, frozen=True, kw_only=True):
    """A register by its name, with its records."""

    id: str
    where: Where
    records: tuple[Record, ...] = ()


class Entity(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who reports."""

    name: Annotated[Text, Meta(description="The full name.")]
    short_name: Annotated[str, Meta(description="The name used in the text.")] = ""


class Span(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The reporting period, both days included."""

    start: Annotated[dt.date, Meta(description="The first day.")]
    end: Annotated[dt.date, Meta(description="The last day.")]


class ReportTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whose report it is, of which period, in which languages; the first language is that of the sources."""

    title: Annotated[Text, Meta(description="The title of the report.")]
    entity: Entity
    period: Span
    languages: Annotated[tuple[Text, ...], Meta(min_length=1, description="Languages of the editions: zh_CN, en.")]
    edition: Annotated[str, Meta(description="Which edition of the report this is.")] = ""
    english: Annotated[Literal["en_GB", "en_US"], Meta(description="Which English the translation uses.")] = "en_GB"


class Catalogue(Struct, kw_only=True, dict=True):
    """Everything that a report knows; read once, never changed."""

    report: ReportTable
    period: Period  # the reporting period
    units: Mapping[str, Unit]
    indicators: Mapping[str, Indicator]
    observations: Mapping[Key, Observation]
    registers: Mapping[str, Register] = field(default_factory=dict)
    findings: Mapping[str, Finding] = field(default_factory=dict)

    @cached_property
    def series(self) -> Mapping[str, tuple[Observation, ...]]:
        """The observations of each indicator, oldest first, the total before its parts."""
        found: dict[str, list[Observation]] = {}
        for observation in self.observations.values():
            found.setdefault(observation.key.indicator, []).append(observation)
        return {id_: tuple(sorted(seen, key=self._place)) for id_, seen in found.items()}

    @cached_property
    def remarks(self) -> Mapping[Key, tuple[Finding, ...]]:
        """The findings that concern a figure."""
        found: dict[Key, list[Finding]] = {}
        for finding in self.findings.values():
            for key in finding.keys:
                found.setdefault(key, []).append(finding)
        return {key: tuple(findings) for key, findings in found.items()}

    def doubts(self, key: Key) -> tuple[Finding, ...]:
        """The findings for which every mention of a figure carries the mark."""
        return tuple(finding for finding in self.remarks.get(key, ()) if finding.mark)

    @cached_property
    def topics(self) -> Mapping[str, tuple[Indicator, ...]]:
        """The indicators of each topic, in the order of the files."""
        found: dict[str, list[Indicator]] = {}
        for indicator in self.indicators.values():
            found.setdefault(indicator.topic, []).append(indicator)
        return {topic: tuple(members) for topic, members in found.items()}

    def unit_of(self, observation: Observation) -> Unit:
        """The unit in which an observation is counted."""
        return self.units[self.indicators[observation.key.indicator].unit]

    def exact_value(self, observation: Observation) -> Decimal | None:
        """The value in the base unit of its dimension: 40.75 万元 is 407500.00."""
        if observation.value is None:
            return None
        return EXACTLY.multiply(observation.value, self.unit_of(observation).factor)

    def totals(self, indicator: str) -> Iterator[Observation]:
        """The observations of an indicator that are no part of a breakdown, oldest first."""
        return (o for o in self.series.get(indicator, ()) if not o.key.part)

    def _place(self, observation: Observation) -> tuple[dt.date, dt.date, int]:
        parts = list(self.indicators[observation.key.indicator].parts)
        part = observation.key.part
        return observation.period.end, observation.period.start, parts.index(part) + 1 if part in parts else 0
