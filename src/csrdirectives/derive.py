"""Figures that follow from other figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Context, Decimal, Inexact
from fractions import Fraction
from functools import cache
from graphlib import CycleError, TopologicalSorter

import msgspec

from csrdirectives import formula
from csrdirectives.comparator import COMPARATORS, EXACT
from csrdirectives.lookup import nearest_indicator
from csrdirectives.model import Catalogue, Indicator, Key, Observation
from csrdirectives.number import LIMIT
from csrdirectives.problems import Problems

PRECISE = Context(prec=60, traps=[Inexact])
WIDE = Context(prec=2 * LIMIT)
SMALLEST = Decimal(1).scaleb(-LIMIT)


def derive(catalogue: Catalogue, problems: Problems) -> Catalogue:
    """The catalogue with an observation wherever a formula gives one that the files do not.

    A reported figure stays as it was reported. A formula that names something unknown, runs in a circle, lacks
    an operand in a period where others are there, or divides by zero is told of at its line.
    """
    sound = _in_order(catalogue, problems)
    if not sound:
        return catalogue
    observations = dict(catalogue.observations)
    totals: dict[str, dict[str, Observation]] = {}
    for observation in observations.values():
        if not observation.key.part:
            totals.setdefault(observation.key.indicator, {})[observation.key.period] = observation
    for indicator in sound:
        operands = formula.names(indicator.formula)
        reported = totals.setdefault(indicator.id, {})
        periods = dict.fromkeys(period for name in operands for period in totals.get(name, ()))
        for period in {**periods, **dict.fromkeys(reported)}:
            inputs = {name: totals.get(name, {}).get(period) for name in operands}
            missing = [name for name, operand in inputs.items() if operand is None]
            if missing:
                for name in missing:
                    problems.add("formula-operand", indicator.where, name=indicator.id, operand=name, period=period)
                continue
            found = _compute(catalogue, indicator, {n: o for n, o in inputs.items() if o is not None}, problems)
            if found is not None and period not in reported:
                reported[period] = observations[found.key] = found
    return msgspec.structs.replace(catalogue, observations=observations)


def _in_order(catalogue: Catalogue, problems: Problems) -> list[Indicator]:
    """The indicators with a sound formula, operands first."""
    near = cache(lambda word: nearest_indicator(word, catalogue.indicators))  # one slip is often made in many formulas
    graph: dict[str, tuple[str, ...]] = {}
    for indicator in catalogue.indicators.values():
        if indicator.formula and (operands := _operands(catalogue, indicator, near, problems)):
            graph[indicator.id] = operands
    while True:
        try:
            order = [name for name in TopologicalSorter(graph).static_order() if name in graph]
        except CycleError as error:
            circle: list[str] = error.args[1]
            problems.add("formula-cycle", catalogue.indicators[circle[0]].where, name=" → ".join(reversed(circle)))
            for name in circle:
                graph.pop(name, None)
        else:
            return [catalogue.indicators[name] for name in order]


def _operands(
    catalogue: Catalogue, indicator: Indicator, near: Callable[[str], str], problems: Problems
) -> tuple[str, ...]:
    """The indicators that a formula names; none where something is wrong with it."""
    text, at = indicator.formula, indicator.where
    if len(text) > formula.LONGEST:
        problems.add("formula-long", at, name=indicator.id, length=len(text), limit=formula.LONGEST)
        return ()
    try:
        operands = formula.names(text)
    except formula.FormulaError as error:
        problems.add("formula-syntax", at, name=indicator.id, piece=str(error))
        return ()
    if not operands:
        problems.add("formula-constant", at, name=indicator.id)
    unknown = [name for name in operands if name not in catalogue.indicators]
    for name in unknown:
        problems.add("formula-unknown", at, name=indicator.id, operand=name, near=near(name))
    return () if unknown else operands


def _compute(
    catalogue: Catalogue, indicator: Indicator, inputs: dict[str, Observation], problems: Problems
) -> Observation | None:
    """What the formula gives in one period; nothing where an operand is absent."""
    first = next(iter(inputs.values()))
    absent = next((o for o in inputs.values() if o.value is None), None)
    if absent is not None:
        return Observation(
            key=Key(indicator.id, first.key.period),
            period=first.period,
            value=None,
            status=absent.status,
            note=absent.note,
            where=indicator.where,
        )

    def value_of(name: str) -> Fraction:
        value = catalogue.exact_value(inputs[name])
        assert value is not None
        return Fraction(value)

    try:
        exact = formula.evaluate(indicator.formula, value_of) / Fraction(catalogue.units[indicator.unit].factor)
    except ZeroDivisionError:
        problems.add("formula-zero", indicator.where, name=indicator.id, period=first.key.period)
        return None
    if abs(exact) >= 10**LIMIT:
        problems.add("formula-size", indicator.where, name=indicator.id, period=first.key.period, limit=LIMIT)
        return None
    value = _decimal(exact, indicator.decimals)
    if value is not None and indicator.decimals is None and formula.is_sum(indicator.formula):
        value = _with_decimals(value, inputs.values())
    if value is None:
        problems.add("formula-decimals", indicator.where, name=indicator.id, period=first.key.period)
        return None
    bounded = any(operand.comparator is not EXACT for operand in inputs.values())
    return Observation(
        key=Key(indicator.id, first.key.period),
        period=first.period,
        value=value,
        comparator=COMPARATORS["约"] if bounded else EXACT,
        status="derived",
        source=indicator.formula,
        where=indicator.where,
    )


def _decimal(exact: Fraction, decimals: int | None) -> Decimal | None:
    """The number with so many decimals, rounded half up; all of them where none are set, if they end."""
    if decimals is None:
        try:
            value = PRECISE.divide(Decimal(exact.numerator), Decimal(exact.denominator))
        except Inexact:
            return None
        return value if value == value.quantize(SMALLEST, context=WIDE) else None
    scaled = exact * 10**decimals
    whole = Decimal((2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator))  # half up, for either sign
    return whole.scaleb(-decimals, Context(prec=60, rounding=ROUND_HALF_UP))


def _with_decimals(total: Decimal, operands: Iterable[Observation]) -> Decimal:
    """A sum with as many decimals as the longest of its operands, 30.00 beside 10.00 and 20.00."""
    written = [_decimals(operand.value) for operand in operands if operand.value is not None]
    longest = max([_decimals(total), *written])
    return PRECISE.quantize(total, Decimal(1).scaleb(-longest))


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
