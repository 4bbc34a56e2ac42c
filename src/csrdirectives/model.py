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
from csrdirectives.report import Published, ReportTable, Restated
from csrdirectives.scheme import Answer, Scheme
from csrdirectives.unit import Unit

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
    rounding: Annotated[
        Literal["nearest", "down"], Meta(description="How its figures are rounded; ``down`` is cut off.")
    ] = "nearest"
    period: Annotated[
        Literal["instant", "duration"] | None,
        Meta(description="Whether its figures are of a day or of a stretch of time; else its unit may say so."),
    ] = None
    range: Annotated[
        tuple[Decimal, Decimal] | None,
        Meta(description="The least and the greatest that it can be, in its unit: ``[0, 100]``; ``inf`` is no bound."),
    ] = None
    equals: Annotated[
        tuple[Text, ...], Meta(description="Formulas that must come to the same, without figures made by them.")
    ] = ()
    at_most: Annotated[
        tuple[Text, ...], Meta(description="Formulas that it never exceeds, such as the total that it is a part of.")
    ] = ()
    at_least: Annotated[tuple[Text, ...], Meta(description="Formulas that it never falls below.")] = ()
    counts: Annotated[
        str, Meta(description="The register whose records it counts, with filters: ``awards; level: national``.")
    ] = ""
    breakdown: Annotated[
        Literal["whole", "some", "overlapping"],
        Meta(description="What its parts make up: the total, some of it, or each at most the total."),
    ] = "whole"
    good: Annotated[Literal["up", "down", "neither"], Meta(description="Which way is better.")] = "neither"
    since: Annotated[
        dt.date | None,
        Meta(
            description="The first day of its definition; what is earlier was counted another way and is not compared."
        ),
    ] = None
    department: Annotated[str, Meta(description="Who answers for the figure.")] = ""
    standards: Annotated[
        tuple[
            Annotated[
                str, Meta(pattern=r"^[a-z0-9-]+:\S+( (exact|partial|related))?$", examples=["gri:404-1 partial"])
            ],
            ...,
        ],
        Meta(description="Disclosures that it answers: ``scheme:code``, then ``exact``, ``partial`` or ``related``."),
    ] = ()
    parts: Annotated[dict[str, Text], Meta(description="The members of its breakdown, with their names.")] = {}
    public: Annotated[str, Meta(description="Why its parts are exported as data even where they count few people.")] = (
        ""
    )
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
    owner: str = ""
    approver: str = ""
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
    registers: Annotated[tuple[Text, ...], Meta(description="The registers whose records are in doubt.")] = ()
    checks: Annotated[
        tuple[Text, ...],
        Meta(description="The checks that find it, by their codes: the finding acknowledges what they tell."),
    ] = ()
    unseen: Annotated[str, Meta(description="Why no check can find it, where none does; for reviewers.")] = ""
    by: Annotated[str, Meta(description="Who decided that the figures stay as they are.")] = ""
    on: Annotated[dt.date | None, Meta(description="When that was decided.")] = None


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
    since: Annotated[
        dt.date | None, Meta(description="The first day that it lists; what is dated before is told of.")
    ] = None


class Record(Struct, frozen=True, kw_only=True, gc=False):  # as above
    """One line of a register; a record without a date says so."""

    date: Period | None
    cells: dict[str, str]
    where: Where
    mark: str = ""  # by which links know it, in every language


class Register(RegisterTable, frozen=True, kw_only=True):
    """A register by its name, with its records."""

    id: str
    where: Where
    records: tuple[Record, ...] = ()


class Catalogue(Struct, kw_only=True, dict=True):
    """Everything that a report knows; read once, never changed."""

    report: ReportTable
    period: Period  # the reporting period
    units: Mapping[str, Unit]
    indicators: Mapping[str, Indicator]
    observations: Mapping[Key, Observation]
    registers: Mapping[str, Register] = field(default_factory=dict)
    findings: Mapping[str, Finding] = field(default_factory=dict)
    published: Mapping[str, tuple[Published, ...]] = field(default_factory=dict)  # by edition, oldest first
    restated: tuple[Restated, ...] = ()
    schemes: Mapping[str, Scheme] = field(default_factory=dict)  # the report's own
    disclosures: Mapping[str, Mapping[str, Answer]] = field(default_factory=dict)  # by scheme and code

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
