"""What directives have in common that list figures, a key or a pattern a line, for one period or several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csrdirectives.lookup import NO_FIGURE, NotFound, find, select
from csrdirectives.period import Period, PeriodFault
from csrdirectives.sphinx.directives.block import Block
from csrdirectives.table import observations_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csrdirectives.lookup import Ask
    from csrdirectives.model import Observation


class Listing(Block):
    """A directive that lists figures."""

    def asked_periods(self) -> list[Period]:
        """The periods of ``:periods:``."""
        found = []
        for text in self.options.get("periods", "").replace(",", " ").split():
            try:
                found.append(Period.parse(text))
            except PeriodFault:
                raise NotFound("key-period", period=text, text=self.options["periods"]) from None
        return found

    def listed(self, ask: Ask, periods: Sequence[Period | None]) -> list[Observation]:
        """One observation for each row, of the first of the periods that has one."""
        for pair in ask.pairs:
            raise NotFound("unknown-pair", pair=pair, role=self.name)
        subject = ask.subject
        if "@" in subject or "#" in subject:
            return [self._first(subject, periods)]
        self.asks(f"members {subject}")
        found: dict[tuple[str, str], Observation] = {}
        for indicator in select(self.catalogue, subject):
            for period in periods:
                for observation in observations_of(self.catalogue, indicator, period):
                    found.setdefault((indicator.id, observation.key.part), observation)
        if "*" not in subject and not found:
            find(self.catalogue, subject, periods[0])  # says what is missing
        for observation in found.values():
            self.asks(f"figure {observation.key}")
        return list(found.values())

    def _first(self, subject: str, periods: Sequence[Period | None]) -> Observation:
        for period in periods[:-1]:
            try:
                return self.observation(subject, period)
            except NotFound as fault:
                if fault.code not in NO_FIGURE:
                    raise
        return self.observation(subject, periods[-1])
