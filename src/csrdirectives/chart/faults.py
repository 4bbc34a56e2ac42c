"""What keeps figures from being drawn as a kind of chart, each at the row that is to blame."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from csrdirectives.chart import Limits
from csrdirectives.chart.series import Found
from csrdirectives.comparator import EXACT
from csrdirectives.format import Formatter
from csrdirectives.lookup import NotFound
from csrdirectives.model import Catalogue, Observation

Fault = tuple[int, NotFound]


def faults(
    kind: str, limits: Limits, found: Sequence[Found], whole: Found, catalogue: Catalogue, formatter: Formatter
) -> Iterator[Fault]:
    """Everything that is wrong, the number of the row first; with one of them there is no chart."""
    if told := _miscounted(kind, limits, found):
        yield told
        return
    if whole and not limits.whole:
        yield 0, NotFound("chart-whole-unused", kind=kind)
    if not limits.gaps:
        yield from _gaps(kind, found)
    seen = [(number, o) for number, row in enumerate(found) for o in row if o is not None]
    if all(observation.value is None for _, observation in seen):
        yield 0, NotFound("chart-without-values", kind=kind)
        return
    if unlike := list(_units(seen, whole, catalogue, formatter)):
        yield from unlike
        return
    rates = limits.rates and not whole  # of which they may be any part
    for number, observation in seen:
        if fault := _fault(kind, limits._replace(rates=rates), observation, catalogue, formatter):
            yield number, fault
    if limits.whole:
        yield from _wholes(kind, found, whole)


def _gaps(kind: str, found: Sequence[Found]) -> Iterator[Fault]:
    """A period without one of the parts."""
    for number, row in enumerate(found):
        if None in row:
            yield number, NotFound("chart-gap", name=next(o.key.indicator for o in row if o is not None), kind=kind)


def _miscounted(kind: str, limits: Limits, found: Sequence[Found]) -> Fault | None:
    """Too much to be told apart, or too little to say anything."""
    periods = max(len(row) for row in found)
    for count, least, most, number in (
        (len(found), limits.least, limits.rows, limits.rows),
        (periods, limits.least_periods, limits.periods, 0),
    ):
        if count > most:
            return number, NotFound("chart-many", count=str(count), kind=kind, limit=str(most))
        if count < least:
            return 0, NotFound("chart-few", kind=kind, least=str(least))
    return None


def _fault(
    kind: str,
    limits: Limits,
    observation: Observation,
    catalogue: Catalogue,
    formatter: Formatter,
) -> NotFound | None:
    """Why a kind of chart cannot show a figure."""
    key = str(observation.key)
    if observation.value is None:
        status = formatter.status(observation.status)
        return None if limits.gaps else NotFound("chart-absent", key=key, status=status, kind=kind)
    if observation.value < 0 and limits.positive:
        return NotFound("chart-negative", key=key, kind=kind)
    if limits.rates and not _is_per_cent(observation, catalogue):
        return NotFound("chart-per-cent", key=key, kind=kind)
    return None


def _is_per_cent(observation: Observation, catalogue: Catalogue) -> bool:
    exact = catalogue.exact_value(observation)
    return catalogue.unit_of(observation).kind == "rate" and exact is not None and exact <= 1


def _units(
    seen: Sequence[tuple[int, Observation]], whole: Found, catalogue: Catalogue, formatter: Formatter
) -> Iterator[Fault]:
    """One chart has one unit."""
    first = catalogue.unit_of(seen[0][1])
    for number, observation in [*seen, *((0, o) for o in whole if o is not None)]:
        unit = catalogue.unit_of(observation)
        if unit.id != first.id:
            heads = formatter.head(unit), formatter.head(first)
            yield number, NotFound("chart-units", key=str(observation.key), unit=heads[0], first=heads[1])


def _wholes(kind: str, found: Sequence[Found], whole: Found) -> Iterator[Fault]:
    """The whole has a value, and the parts are no more than it."""
    for period, total in enumerate(whole):
        if total is None:
            continue
        if total.value is None:
            yield 0, NotFound("chart-whole-absent", key=str(total.key))
            continue
        values = [row[period] for row in found if row[period] is not None]
        exact = [o.value for o in values if o is not None and o.value is not None and o.comparator is EXACT]
        most = max(exact, default=Decimal()) if kind == "progress" else sum(exact, Decimal())
        if most > total.value and total.comparator is EXACT:
            yield 0, NotFound("chart-more-than-whole", key=str(total.key), parts=f"{most:f}", whole=f"{total.value:f}")
