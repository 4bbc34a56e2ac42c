"""Records of a register, counted by the words of a column: figures that a chart shows like any others."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from csrdirectives.lookup import NotFound, records, register_of
from csrdirectives.model import Catalogue, Indicator, Key, Observation
from csrdirectives.problems import nearest

if TYPE_CHECKING:
    from csrdirectives.lookup import Ask
    from csrdirectives.model import Finding, Register

BY = "by"
KINDS = ("bar", "share")
"""The kinds of charts that show counts: those that compare, and those that divide."""


class Counts(NamedTuple):
    """How many records of a register have each word of a column; words without a record are left out."""

    register: Register
    observations: list[Observation]
    catalogue: Catalogue
    """The one that was asked, and the counts as figures in it."""
    doubts: list[Finding]
    filters: dict[str, str]

    def name(self, brackets: str) -> str:
        """What is counted: the register, and the words by which its records are chosen."""
        words = (self.register.values.get(column, {}).get(word, word) for column, word in self.filters.items())
        return self.register.name + "".join(brackets.format(word) for word in words)

    def said(self, observation: Observation) -> str:
        """How ``csr:count`` asks for the same number."""
        return f"{observation.key.indicator}: {observation.key.part}"


def counts(catalogue: Catalogue, ask: Ask) -> Counts:
    """What answers ``awards; by: level; kind: collective``."""
    register = register_of(catalogue, ask.subject)
    filters = {column: word for column, word in ask.pairs.items() if column != BY}
    column = ask.pairs.get(BY, "")
    words = register.values.get(column)
    if words is None:
        known = " ".join(register.values)
        raise NotFound("chart-by", name=register.id, by=column, known=known, near=nearest(column, register.values))
    found = Counter(record.cells.get(column, "") for record in records(register, filters))
    asked = "; ".join([register.id, *(f"{name}: {word}" for name, word in filters.items()), column])
    indicator = Indicator(
        id=asked, name=register.name, definition=register.name, unit=register.unit, parts=words, where=register.where
    )
    made = [
        Observation(key=Key(asked, "", word), period=catalogue.period, value=Decimal(found[word]), where=register.where)
        for word in words
        if found[word]
    ]
    widened = replace(
        catalogue,
        indicators={**catalogue.indicators, asked: indicator},
        observations={**catalogue.observations, **{observation.key: observation for observation in made}},
    )
    doubts = [finding for finding in catalogue.findings.values() if finding.mark and register.id in finding.registers]
    return Counts(register, made, widened, doubts, filters)
