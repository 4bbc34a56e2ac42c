"""Checks that an indicator's table asks for without formulas: ``range``, ``breakdown``, ``counts``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from math import inf
from operator import add

from csrdirectives.checks.cases import asserted_of
from csrdirectives.checks.relations import not_above
from csrdirectives.checks.saying import digits, named, span, unit_word
from csrdirectives.comparator import EXACT
from csrdirectives.interval import Interval
from csrdirectives.lookup import NotFound, read_ask, records, register_of
from csrdirectives.model import Catalogue, Observation
from csrdirectives.problems import Problem


def out_of_range(catalogue: Catalogue) -> Iterator[Problem]:
    """A figure lies in the ``range`` of its indicator.

    Example: ``range = [0, 100]`` for a share, which is reported as 104 %.
    """
    for indicator in catalogue.indicators.values():
        if indicator.range is None:
            continue
        unit = catalogue.units[indicator.unit]
        ends = [_end(end) for end in indicator.range]
        allowed = Interval(ends[0], ends[1], ends[0] != -inf, ends[1] != inf).scaled(Fraction(unit.factor))
        for observation in catalogue.series.get(indicator.id, ()):
            if observation.value is not None and not asserted_of(catalogue, observation).meets(allowed):
                details = {
                    "figure": named(indicator, observation.key),
                    "reported": digits(observation, unit),
                    "unit": unit_word(unit),
                    "range": _bounds(*indicator.range),
                }
                yield Problem("out-of-range", observation.where, details, about=(str(observation.key),))


def parts_differ(catalogue: Catalogue) -> Iterator[Problem]:
    """The parts of a breakdown come to their total; with ``breakdown = "some"`` they do not exceed it.

    Example: 118 women and 173 men are 291, not 292. Parts that overlap are each compared with the total.
    """
    for indicator in catalogue.indicators.values():
        if not indicator.parts:
            continue
        for total in catalogue.totals(indicator.id):
            parts = [o for o in catalogue.series[indicator.id] if o.key.part and o.period == total.period]
            given = [o for o in parts if o.value is not None]
            if total.value is None or not given:
                continue
            whole = indicator.breakdown == "whole" and len(given) == len(indicator.parts)
            groups = [[o] for o in given] if indicator.breakdown == "overlapping" else [given]
            for group in groups:
                come_to = reduce(add, (asserted_of(catalogue, o) for o in group))
                reported = asserted_of(catalogue, total)
                if come_to.meets(reported) if whole else not_above(come_to, reported):
                    continue
                unit = catalogue.units[indicator.unit]
                details = {
                    "figure": named(indicator, total.key),
                    "arithmetic": " + ".join(digits(o, unit) for o in group),
                    "computed": _sum(group) or span(come_to, unit, group[0].value or Decimal(0)),
                    "reported": digits(total, unit),
                    "unit": unit_word(unit),
                }
                yield Problem("parts-differ", total.where, details, about=tuple(str(o.key) for o in (total, *group)))


def counts_differ(catalogue: Catalogue) -> Iterator[Problem]:
    """A figure is the number of records that ``counts`` names, dated in its period; the undated may be among them.

    Example: ``counts = "contests"`` finds 2 records of 2023, but 3 contests are reported.
    """
    for indicator in catalogue.indicators.values():
        if not indicator.counts:
            continue
        try:
            ask = read_ask(indicator.counts)
            found = records(register_of(catalogue, ask.subject), ask.pairs)
        except NotFound as fault:
            yield Problem(fault.code, indicator.where, fault.details, about=(indicator.id,))
            continue
        for observation in catalogue.totals(indicator.id):
            if observation.value is None:
                continue
            period = observation.period
            until_then = period.kind == "instant"  # a state: all that happened up to that day
            dates = [record.date for record in found]
            sure = sum(d is not None and (d.end <= period.end if until_then else d.within(period)) for d in dates)
            perhaps = sum(d is None or (d.start <= period.end and d.end >= period.start) for d in dates)
            most = sum(d is None or d.start <= period.end for d in dates) if until_then else max(sure, perhaps)
            unit = catalogue.units[indicator.unit]
            counted = Interval(Fraction(sure), Fraction(most)).scaled(Fraction(unit.factor))
            if not counted.meets(asserted_of(catalogue, observation)):
                details = {
                    "figure": named(indicator, observation.key),
                    "reported": digits(observation, unit),
                    "unit": unit_word(unit),
                    "register": indicator.counts,
                    "counted": str(sure) if sure == most else f"{sure}–{most}",
                }
                about = (str(observation.key), ask.subject)
                yield Problem("counts-differ", observation.where, details, about=about)


def _sum(group: Sequence[Observation]) -> str:
    """The sum of figures as they are written, if none is bounded."""
    values = [o.value for o in group if o.value is not None and o.comparator is EXACT]
    return f"{sum(values):,f}" if len(values) == len(group) else ""


def _bounds(least: Decimal, most: Decimal) -> str:
    if not least.is_finite():
        return f"≤{most:f}"
    return f"{least:f}–{most:f}" if most.is_finite() else f"≥{least:f}"


def _end(end: Decimal) -> Fraction | float:
    return Fraction(end) if end.is_finite() else float(end)
