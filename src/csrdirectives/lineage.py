"""What a figure goes into, what became of it since it was published, and what earlier editions said."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from csrdirectives import formula
from csrdirectives.comparator import read_comparator
from csrdirectives.lookup import KEY
from csrdirectives.model import Catalogue, Indicator, Key, Observation, Register, Status
from csrdirectives.period import Period, PeriodFault
from csrdirectives.problems import Where
from csrdirectives.report import Restated


class Earlier(NamedTuple):
    """A figure as an edition published it."""

    edition: str
    figure: Observation


class Restatement(NamedTuple):
    """A figure as it was and as it became, and why; without a value where there was none."""

    before: Observation
    after: Observation
    why: Restated


class Lineage:
    """What is known of the figures of a catalogue besides themselves, by indicator."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def inputs(self, indicator: Indicator) -> tuple[str, ...]:
        """The indicators that its formula names."""
        return formula.names(indicator.formula) if indicator.formula else ()

    def counted(self, indicator: Indicator) -> Register | None:
        """The register whose records it counts."""
        return self.catalogue.registers.get(indicator.counts.partition(";")[0].strip())

    @cached_property
    def users(self) -> Mapping[str, tuple[str, ...]]:
        """The indicators whose formulas name an indicator."""
        found: dict[str, list[str]] = {}
        for indicator in self.catalogue.indicators.values():
            for name in self.inputs(indicator):
                found.setdefault(name, []).append(indicator.id)
        return {name: tuple(users) for name, users in found.items()}

    @cached_property
    def restatements(self) -> Mapping[str, tuple[Restatement, ...]]:
        """What was restated, in the order of the file."""
        found: dict[str, list[Restatement]] = {}
        for row in self.catalogue.restated:
            before, after = (self._as_it_was(row.key, value) for value in (row.old, row.new))
            if before is not None and after is not None:
                found.setdefault(before.key.indicator, []).append(Restatement(before, after, row))
        return {name: tuple(rows) for name, rows in found.items()}

    @cached_property
    def earlier(self) -> Mapping[str, tuple[Earlier, ...]]:
        """What editions published that is no longer so; what a restatement tells is not told again."""
        told = {(row.key, row.old) for row in self.catalogue.restated}
        found: dict[str, list[Earlier]] = {}
        for edition, figures in self.catalogue.published.items():
            for published in figures:
                figure = self._as_it_was(published.key, published.value, published.comparator)
                if figure is None or (published.key, published.value) in told or self._is_still_so(figure):
                    continue
                found.setdefault(figure.key.indicator, []).append(Earlier(edition, figure))
        return {name: tuple(rows) for name, rows in found.items()}

    def _is_still_so(self, figure: Observation) -> bool:
        now = self.catalogue.observations.get(figure.key)
        return now is not None and (now.value, now.comparator) == (figure.value, figure.comparator)

    def _as_it_was(self, text: str, value: Decimal | None, word: str = "") -> Observation | None:
        """A figure of an indicator that there is still, with another value."""
        match = KEY.fullmatch(text)
        if match is None or match["indicator"] not in self.catalogue.indicators or not match["period"]:
            return None
        try:
            period = Period.parse(match["period"])
        except PeriodFault:
            return None
        key = Key(match["indicator"], period.text, match["part"] or "")
        now = self.catalogue.observations.get(key)
        comparator = read_comparator(word)
        if comparator is None:
            return None
        status: Status = "undisclosed" if value is None else "reported"
        where = now.where if now else Where("")
        return Observation(key=key, period=period, value=value, comparator=comparator, status=status, where=where)
