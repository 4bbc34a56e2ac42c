"""Checks that an indicator's table asks for by formulas: ``equals``, ``at_most``, ``at_least``."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from csrdirectives import formula
from csrdirectives.checks.cases import Case, asserted_of, interval_of
from csrdirectives.checks.differences import difference
from csrdirectives.checks.saying import named
from csrdirectives.interval import Interval
from csrdirectives.lookup import nearest_indicator
from csrdirectives.model import Catalogue, Indicator, Observation
from csrdirectives.problems import Problem

RELATIONS = ("equals", "at_most", "at_least")  # the fields that hold formulas


def equals_differs(catalogue: Catalogue) -> Iterator[Problem]:
    """A figure agrees with each formula of ``equals``: its parts, a ratio, or the same thing under another name.

    Example: ``equals = ["staff.regular + staff.dispatched"]``, which are 286, not the 291 reported.
    """
    yield from _compared(catalogue, "equals", lambda reported, other: reported.meets(other))


def at_most_exceeded(catalogue: Catalogue) -> Iterator[Problem]:
    """A figure does not exceed any formula of ``at_most``.

    Example: ``at_most = ["workforce.total"]`` for party members, of whom 312 are reported, of 291 in all.
    """
    yield from _compared(catalogue, "at_most", not_above)


def at_least_missed(catalogue: Catalogue) -> Iterator[Problem]:
    """A figure does not fall below any formula of ``at_least``.

    Example: ``at_least = ["honours.first_term"]`` for the last term, which is before the first.
    """
    yield from _compared(catalogue, "at_least", lambda reported, other: not_above(other, reported))


def relation_unread(catalogue: Catalogue) -> Iterator[Problem]:
    """The formulas of ``equals``, ``at_most`` and ``at_least`` can be read, and name indicators that there are.

    Example: ``at_most = ["workforce.totl"]``.
    """
    for indicator, field, text in declared(catalogue):
        fault = fault_of(catalogue, text)
        if fault is not None:
            details = {"name": indicator.id, "field": field, "text": text, "near": fault}
            yield Problem("relation-unread", indicator.where, details, about=(indicator.id,))


def relation_operand(catalogue: Catalogue) -> Iterator[Problem]:
    """What a figure is compared with has a figure of the same period, or one that ends on the same day.

    Example: party members at the end of 2022, but no staff at the end of 2022 to compare them with.
    """
    for indicator, _, text in declared(catalogue):
        if fault_of(catalogue, text) is not None:
            continue
        for observation in catalogue.totals(indicator.id):
            for name in formula.names(text) if observation.value is not None else ():
                if aligned(catalogue, name, observation) is None:
                    details = {"figure": named(indicator, observation.key), "operand": name}
                    yield Problem("relation-operand", observation.where, details, about=(str(observation.key),))


def aligned(catalogue: Catalogue, name: str, observation: Observation) -> Observation | None:
    """The figure to compare with: of the same period, else the only one that ends on the same day."""
    totals = [o for o in catalogue.totals(name) if o.period.end == observation.period.end]
    same = [o for o in totals if o.period == observation.period]
    return (same or totals)[0] if len(same or totals) == 1 else None


def _compared(catalogue: Catalogue, field: str, holds: Callable[[Interval, Interval], bool]) -> Iterator[Problem]:
    """Where a figure and a formula of one field do not stand as they should."""
    code = {"equals": "equals-differs", "at_most": "at-most-exceeded", "at_least": "at-least-missed"}[field]
    for indicator, found_in, text in declared(catalogue):
        if found_in != field or fault_of(catalogue, text) is not None:
            continue
        for observation in catalogue.totals(indicator.id):
            inputs = {name: aligned(catalogue, name, observation) for name in formula.names(text)}
            given = {name: o for name, o in inputs.items() if o is not None and o.value is not None}
            if observation.value is None or len(given) < len(inputs):
                continue
            other = interval_of(catalogue, text, given)
            if other is not None and not holds(asserted_of(catalogue, observation), other):
                yield difference(catalogue, code, Case(observation, indicator, given), text, other)


def declared(catalogue: Catalogue) -> Iterator[tuple[Indicator, str, str]]:
    """Each formula of a relation, with the field that holds it."""
    for indicator in catalogue.indicators.values():
        if indicator.equals or indicator.at_most or indicator.at_least:
            for field in RELATIONS:
                yield from ((indicator, field, text) for text in getattr(indicator, field))


def fault_of(catalogue: Catalogue, text: str) -> str | None:
    """Why a relation cannot be read: the nearest name, if a name is at fault; ``None`` if it can."""
    try:
        operands = formula.names(text)
    except formula.FormulaError:
        return ""
    unknown = next((name for name in operands if name not in catalogue.indicators), None)
    if unknown is not None:
        return nearest_indicator(unknown, catalogue.indicators)
    return None if operands else ""


def not_above(one: Interval, other: Interval) -> bool:
    """Whether a number of one can be at most a number of the other."""
    return one.lo < other.hi or (one.lo == other.hi and one.lo_closed and other.hi_closed)
