"""The figures that formulas explain, with what they assert and what the formulas give."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from csrdirectives import formula
from csrdirectives.checks.saying import Inputs
from csrdirectives.comparator import EXACT
from csrdirectives.interval import Interval, asserted_by
from csrdirectives.model import Catalogue, Indicator, Key, Observation


class Case(NamedTuple):
    """A figure and the figures from which its formula computes it."""

    observation: Observation
    indicator: Indicator
    inputs: Inputs


def cases(catalogue: Catalogue, *, derived: bool = False) -> Iterator[Case]:
    """The figures with values that a formula explains: those that were reported, or those that it made."""
    observations = catalogue.observations
    for indicator in catalogue.indicators.values():
        if not indicator.formula or indicator.id not in catalogue.series:
            continue
        try:
            operands = formula.names(indicator.formula)
        except formula.FormulaError:
            continue
        for observation in catalogue.series[indicator.id]:
            if observation.value is None or observation.key.part or (observation.where is indicator.where) != derived:
                continue
            period = observation.key.period
            inputs = {name: found for name in operands if (found := observations.get(Key(name, period)))}
            if len(inputs) == len(operands) and all(o.value is not None for o in inputs.values()):
                yield Case(observation, indicator, inputs)


def asserted_of(catalogue: Catalogue, observation: Observation) -> Interval:
    """What an observation with a value asserts, in the base unit of its dimension."""
    indicator = catalogue.indicators[observation.key.indicator]
    return asserted_by(observation, indicator, catalogue.units[indicator.unit])


def interval_of(catalogue: Catalogue, text: str, inputs: Inputs) -> Interval | None:
    """Where the result of a formula lies; ``None`` if it divides by zero."""
    try:
        return formula.evaluate(text, lambda name: asserted_of(catalogue, inputs[name]), Interval.point)
    except ZeroDivisionError:
        return None


def point_of(catalogue: Catalogue, text: str, inputs: Inputs) -> Fraction | None:
    """What the formula gives for the figures as written, if all of them are meant as such: it lies in the interval."""
    if any(o.comparator is not EXACT for o in inputs.values()):
        return None

    def value_of(name: str) -> Fraction:
        value, factor = inputs[name].value, catalogue.unit_of(inputs[name]).factor
        assert value is not None
        return Fraction(value) if factor == 1 else Fraction(value) * Fraction(factor)

    try:
        return formula.evaluate(text, value_of)
    except ZeroDivisionError:
        return None
