"""Checks of slips that leave sums right: parts exchanged, a figure or row of last year, a record pasted twice."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import chain, combinations

from csrdirectives.checks.periods import is_yearly, year_before
from csrdirectives.checks.saying import digits, named, unit_word
from csrdirectives.comparator import EXACT
from csrdirectives.model import Catalogue, Observation
from csrdirectives.problems import Problem

FEW = 10  # below it, what is counted changes places by chance
TELLING = 3  # digits; with fewer, a figure is often that of the year before
CROSSED = 4  # how many times nearer two parts must be to the other's figure than to their own


def parts_swapped(catalogue: Catalogue) -> Iterator[Problem]:
    """Two parts of a breakdown are not each what the other was a year before, or a note says why.

    Example: 120 women and 180 men in 2022, but 173 women and 118 men in 2023: the total is right all the same.
    """
    for indicator in catalogue.indicators.values():
        now = [o for o in catalogue.series.get(indicator.id, ()) if o.key.part and o.value is not None]
        pairs = [(o, before) for o in now if (before := _a_year_before(catalogue, o)) is not None]
        for (one, one_before), (other, other_before) in combinations(pairs, 2):
            if one.period != other.period or _explained(one, one_before) or _explained(other, other_before):
                continue
            a, b, a0, b0 = (abs(o.value or Decimal(0)) for o in (one, other, one_before, other_before))
            kept, crossed = abs(a - a0) + abs(b - b0), abs(a - b0) + abs(b - a0)
            if min(a, b, a0, b0) < FEW or crossed * CROSSED >= kept:
                continue
            unit = catalogue.units[indicator.unit]
            details = {
                "figure": named(indicator, one.key),
                "other": other.key.part,
                "now": f"{digits(one, unit)}, {digits(other, unit)}",
                "before": f"{digits(one_before, unit)}, {digits(other_before, unit)}",
                "unit": unit_word(unit),
            }
            yield Problem("parts-swapped", one.where, details, about=(str(one.key), str(other.key)))


def same_as_before(catalogue: Catalogue) -> Iterator[Problem]:
    """A figure of three digits or more is not that of the year before to the last digit, or its note says why.

    Example: 3,050 tonnes of water in 2022, and 3,050 in 2023: was the row copied, and only the year changed?
    """
    several = (series for series in catalogue.series.values() if len(series) > 1)
    for observation in chain.from_iterable(several):
        if observation.value is None or len(f"{observation.value:f}".replace(".", "").strip("0-")) < TELLING:
            continue
        before = _a_year_before(catalogue, observation)
        if before is None or before.value != observation.value or _explained(observation, before):
            continue
        indicator = catalogue.indicators[observation.key.indicator]
        unit = catalogue.units[indicator.unit]
        loose = observation.comparator is not EXACT or before.comparator is not EXACT
        if loose or "derived" in {observation.status, before.status} or unit.kind in {"ordinal", "year"}:
            continue
        details = {
            "figure": named(indicator, observation.key),
            "now": digits(observation, unit),
            "unit": unit_word(unit),
            "before": before.key.period,
        }
        yield Problem("same-as-before", observation.where, details, about=(str(observation.key),))


def year_missing(catalogue: Catalogue) -> Iterator[Problem]:
    """A yearly series that has the year before the reporting period has the period itself, or a reason why not.

    Example: water of 2021 and 2022, and no row for 2023, in a report of 2023.
    """
    start, end = catalogue.period.start, catalogue.period.end
    for id_, series in catalogue.series.items():
        for part in dict.fromkeys(o.key.part for o in series):
            mine = [o for o in series if o.key.part == part]
            last = mine[-1]
            if any(o.period.end >= start for o in mine) or not is_yearly(last.period) or last.value is None:
                continue
            if last.period.end.year == end.year - 1:
                details = {
                    "figure": named(catalogue.indicators[id_], last.key),
                    "missing": catalogue.period.text,
                }
                yield Problem("year-missing", last.where, details, about=(str(last.key),))


def record_twice(catalogue: Catalogue) -> Iterator[Problem]:
    """No two records of a register are the same in every column.

    Example: the drill of 9 June, pasted twice, so that five are counted where four were held.
    """
    for register in catalogue.registers.values():
        seen: dict[tuple[object, ...], str] = {}
        for record in register.records:
            said = (record.date, *sorted(record.cells.items()))
            first = seen.setdefault(said, str(record.where))
            if record.date is not None and first != str(record.where):
                words = " ".join(filter(None, record.cells.values()))
                details = {"name": register.id, "record": words, "first": first}
                yield Problem("record-twice", record.where, details, about=(register.id,))


def _a_year_before(catalogue: Catalogue, observation: Observation) -> Observation | None:
    """The figure of the same indicator and part a year before, if there is one with a value."""
    found = catalogue.observations.get(observation.key._replace(period=year_before(observation.period)))
    return found if found is not None and found.value is not None else None


def _explained(now: Observation, before: Observation) -> bool:
    """Whether a note speaks of a figure alone, and not of every year's."""
    return bool(now.note) and now.note != before.note
