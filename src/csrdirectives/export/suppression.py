"""Which figures are not given away as data, since they could tell of a person: small parts, and their like."""

from __future__ import annotations

from collections.abc import Iterator

from csrdirectives.model import Catalogue, Indicator, Key, Observation


def suppressed(catalogue: Catalogue) -> frozenset[Key]:
    """The parts of fewer people than ``suppress_below`` says, and one more where the total would give them away.

    That holds for parts of a breakdown whose unit counts people, and not where the indicator is declared ``public``.
    None at all is no person. Where a single part of a whole is held back, it would be the total less the others, so the
    smallest of the others is held back too.
    """
    found: set[Key] = set()
    for id_, indicator in catalogue.indicators.items():
        if indicator.parts and catalogue.units[indicator.unit].people and not indicator.public:
            series = catalogue.series.get(id_, ())
            for period in dict.fromkeys(o.key.period for o in series):
                found.update(_of_one_period(catalogue, [o for o in series if o.key.period == period]))
    return frozenset(found)


def _of_one_period(catalogue: Catalogue, series: list[Observation]) -> Iterator[Key]:
    least = catalogue.report.suppress_below
    parts = sorted((o.value, o.key) for o in series if o.key.part and o.value)
    small = [key for value, key in parts if value < least]
    yield from small
    total = any(not o.key.part and o.value is not None for o in series)
    whole = catalogue.indicators[series[0].key.indicator].breakdown == "whole"
    if len(small) == 1 and whole and total and len(parts) > 1:
        yield parts[1][1]


def given(catalogue: Catalogue) -> Iterator[Indicator]:
    """The indicators of which a figure is given away, and not just the reason why there is none."""
    hidden = suppressed(catalogue)
    for id_, indicator in catalogue.indicators.items():
        if any(o.value is not None and o.key not in hidden for o in catalogue.series.get(id_, ())):
            yield indicator
