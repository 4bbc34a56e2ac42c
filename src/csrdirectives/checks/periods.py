"""Checks of when: days and stretches of time, series without holes, the reporting period, the year before."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from csrdirectives.checks.saying import digits, named, unit_word
from csrdirectives.messages import Message
from csrdirectives.model import Catalogue
from csrdirectives.period import Period
from csrdirectives.problems import Problem

TENFOLD = 10
NEARLY = 7.5  # a digit too many, of a figure that has changed a little besides
FEW = 10  # of what is counted, so many may well be one a year before
KINDS = {
    "instant": Message("某日的数", "of a day"),
    "duration": Message("一段时间的数", "of a stretch of time"),
}


def period_kind(catalogue: Catalogue) -> Iterator[Problem]:
    """The figures of an indicator are all of a day, or all of a stretch of time; of which, it or its unit may say.

    Example: the staff of 2022-12-31 and of 2023; person-times of 2023-12-31.
    """
    for id_, series in catalogue.series.items():
        indicator = catalogue.indicators[id_]
        said = indicator.period or catalogue.units[indicator.unit].period
        given = [o for o in series if o.value is not None]
        if not given:
            continue
        kinds = Counter(_kind(o.period) for o in given)  # of as many, what came first
        expected: str = said or max(kinds, key=lambda kind: kinds[kind])
        for observation in given:
            if _kind(observation.period) != expected:
                details = {
                    "figure": named(indicator, observation.key),
                    "found": KINDS[_kind(observation.period)],
                    "expected": KINDS[expected],
                }
                yield Problem("period-kind", observation.where, details, about=(str(observation.key),))


def period_gap(catalogue: Catalogue) -> Iterator[Problem]:
    """A yearly series has each year between its first and its last, be it an absence with its reason.

    Example: figures of 2021 and 2023, and no row for 2022.
    """
    for id_, series in catalogue.series.items():
        if len(series) == 1:
            continue
        for part in dict.fromkeys(o.key.part for o in series):
            yearly = [o for o in series if o.key.part == part and is_yearly(o.period)]
            for before, after in pairwise(yearly):
                missing = range(before.period.end.year + 1, after.period.end.year)
                if missing:
                    details = {
                        "figure": named(catalogue.indicators[id_], after.key),
                        "missing": ", ".join(map(str, missing)),
                    }
                    yield Problem("period-gap", after.where, details, about=(str(after.key),))


def period_overlap(catalogue: Catalogue) -> Iterator[Problem]:
    """Two stretches of time of one indicator are apart, or one lies in the other.

    Example: figures of January to June and of April to December, so that the spring is counted twice.
    """
    for id_, series in catalogue.series.items():
        if len(series) == 1:
            continue
        seen = sorted((o for o in series if o.period.kind != "instant"), key=lambda o: (o.key.part, o.period.start))
        for first, second in pairwise(seen):
            one, other = first.period, second.period
            if first.key.part != second.key.part or one.end < other.start or one.within(other) or other.within(one):
                continue
            details = {"figure": named(catalogue.indicators[id_], second.key), "other": one.text}
            yield Problem("period-overlap", second.where, details, about=(str(first.key), str(second.key)))


def period_partial(catalogue: Catalogue) -> Iterator[Problem]:
    """The stretches of time of an indicator that lie in the reporting period cover the whole of it.

    Example: a report of 2023 with a figure of January to May, and none of the rest of the year.
    """
    for id_, series in catalogue.series.items():
        for part in dict.fromkeys(o.key.part for o in series):
            mine = [o for o in series if o.key.part == part and o.period.kind != "instant"]
            inside = [o for o in mine if o.period.within(catalogue.period)]
            if not inside or any(catalogue.period.within(o.period) for o in mine):
                continue
            left = _uncovered(catalogue.period, (o.period for o in inside))
            if left:
                details = {
                    "figure": named(catalogue.indicators[id_], inside[0].key),
                    "report": catalogue.period.text,
                    "missing": ", ".join(period.text for period in left),
                }
                yield Problem("period-partial", inside[0].where, details, about=tuple(str(o.key) for o in inside))


def period_beyond(catalogue: Catalogue) -> Iterator[Problem]:
    """A figure lies in the reporting period or wholly before it.

    Example: a report of 2023 with person-times of 2019 to 2023, which a reader may take for those of the year.
    """
    start, end = catalogue.period.start, catalogue.period.end
    for observation in catalogue.observations.values():
        if observation.period.end >= start and observation.value is not None:
            late = observation.period.end > end
            if late or observation.period.start < start:
                details = {
                    "figure": named(catalogue.indicators[observation.key.indicator], observation.key),
                    "report": catalogue.period.text,
                }
                yield Problem("period-beyond", observation.where, details, about=(str(observation.key),))


def tenfold_change(catalogue: Catalogue) -> Iterator[Problem]:
    """A figure has not a digit more or less than that of the year before, or its note says why.

    Example: 40.75 in 2022 and 407,500 in 2023: 万元 in one year, 元 in the other.
    """
    for observation in catalogue.observations.values():
        now = observation.value
        if not now:
            continue
        before = catalogue.observations.get(observation.key._replace(period=year_before(observation.period)))
        if before is None or not before.value:
            continue
        less, more = sorted((abs(now), abs(before.value)))
        if more < less * Decimal(NEARLY):
            continue
        indicator = catalogue.indicators[observation.key.indicator]
        unit = catalogue.units[indicator.unit]
        if more < less * TENFOLD and unit.kind == "count" and less < FEW:
            continue
        if unit.kind in {"ordinal", "year"} or (observation.note and observation.note != before.note):
            continue
        details = {
            "figure": named(indicator, observation.key),
            "now": digits(observation, unit),
            "before": digits(before, unit),
            "unit": unit_word(unit),
            "times": f"{float(now / before.value):.3g}",
        }
        yield Problem("tenfold-change", observation.where, details, about=(str(observation.key),))


def _kind(period: Period) -> str:
    return "instant" if period.kind == "instant" else "duration"


def is_yearly(period: Period) -> bool:
    """Whether it is one of a yearly series: a year, or its last day."""
    return period.kind == "year" or (period.kind == "instant" and (period.end.month, period.end.day) == (12, 31))


def _uncovered(whole: Period, periods: Iterable[Period]) -> list[Period]:
    """What of a period the others leave out."""
    found, day, one = [], whole.start, dt.timedelta(1)
    for period in sorted(periods, key=lambda p: p.start):
        if period.start > day:
            found.append(Period.of(day, period.start - one))
        day = max(day, period.end + one)
    if day <= whole.end:
        found.append(Period.of(day, whole.end))
    return found


@lru_cache(maxsize=1024)
def year_before(period: Period) -> str:
    """The same period a year earlier, as a key names it."""
    return period.year_before().text
