"""Checks of figures that formulas explain: over what the figures assert, so that honest rounding never disagrees."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from csrdirectives import formula
from csrdirectives.checks.cases import asserted_of, cases, interval_of, point_of
from csrdirectives.checks.differences import difference
from csrdirectives.checks.saying import arithmetic, digits, named, number, span, unit_word
from csrdirectives.comparator import EXACT
from csrdirectives.interval import best_decimals, decimals_of, rounded
from csrdirectives.model import Catalogue
from csrdirectives.problems import Problem


def formula_differs(catalogue: Catalogue) -> Iterator[Problem]:
    """A reported figure agrees with its formula, within what it and its operands assert as rounded or bounded.

    Example: 137 ÷ 291 = 47.08 %, but 45.82 % is reported; a divisor of 299 would fit.
    """
    for case in cases(catalogue):
        reported = asserted_of(catalogue, case.observation)
        point = point_of(catalogue, case.indicator.formula, case.inputs)
        if point is not None and point in reported:
            continue
        computed = interval_of(catalogue, case.indicator.formula, case.inputs)
        if computed is not None and not computed.meets(reported):
            yield difference(catalogue, "formula-differs", case, case.indicator.formula, computed)


def formula_rounded(catalogue: Catalogue) -> Iterator[Problem]:
    """A reported figure that agrees with its formula is what the formula gives, rounded.

    Example: 23.6 + 17.2 = 40.8, but 40.9 is reported: possible, since all were rounded, but worth a look.
    """
    for case in cases(catalogue):
        point = point_of(catalogue, case.indicator.formula, case.inputs)
        unit, value = catalogue.units[case.indicator.unit], case.observation.value
        assert value is not None
        if point is None or case.observation.comparator is not EXACT or case.indicator.rounding != "nearest":
            continue
        decimals = decimals_of(value)
        nearest = rounded(point / Fraction(unit.factor), decimals)
        if nearest == value or point in asserted_of(catalogue, case.observation):  # a tie may be rounded to either side
            continue
        computed = interval_of(catalogue, case.indicator.formula, case.inputs)
        if computed is not None and computed.meets(asserted_of(catalogue, case.observation)):
            yield Problem(
                "formula-rounded",
                case.observation.where,
                {
                    "figure": named(case.indicator, case.observation.key),
                    "arithmetic": arithmetic(catalogue, case.indicator.formula, case.inputs),
                    "computed": number(nearest, decimals),
                    "reported": digits(case.observation, unit),
                    "unit": unit_word(unit),
                },
                about=(str(case.observation.key),),
            )


def excess_digits(catalogue: Catalogue) -> Iterator[Problem]:
    """A figure that follows from approximate or bounded ones has no more digits than they bear.

    Example: 17,116 class-hours by about 770 participations give 22, not 22.23.
    """
    for case in cases(catalogue, derived=True):
        value = case.observation.value
        if all(o.comparator is EXACT for o in case.inputs.values()) or value is None:
            continue
        computed = interval_of(catalogue, case.indicator.formula, case.inputs)
        unit = catalogue.units[case.indicator.unit]
        best = None if computed is None else best_decimals(computed.scaled(1 / Fraction(unit.factor)))
        if computed is None or (best is not None and _significant(value) <= best):
            continue
        details = {
            "figure": named(case.indicator, case.observation.key),
            "reported": digits(case.observation, unit),
            "computed": span(computed, unit, value),
            "unit": unit_word(unit),
        }
        yield Problem("excess-digits", case.observation.where, details, about=(str(case.observation.key),))


def excess_decimals(catalogue: Catalogue) -> Iterator[Problem]:
    """A reported figure has no more decimals than its indicator allows.

    Example: 45.8194 for an indicator with ``decimals = 2``, whose other figures have two.
    """
    for case in cases(catalogue):
        value, most = case.observation.value, case.indicator.decimals
        if value is not None and most is not None and decimals_of(value) > most:
            details = {
                "figure": named(case.indicator, case.observation.key),
                "reported": digits(case.observation, catalogue.units[case.indicator.unit]),
                "decimals": most,
            }
            yield Problem("excess-decimals", case.observation.where, details, about=(str(case.observation.key),))


def bounded_addend(catalogue: Catalogue) -> Iterator[Problem]:
    """A total that is reported as exact has no approximate or bounded addend.

    Example: a total of 300 of which one addend is 20多.
    """
    for case in cases(catalogue):
        bounded = [o for o in case.inputs.values() if o.comparator is not EXACT]
        if bounded and case.observation.comparator is EXACT and formula.is_sum(case.indicator.formula):
            words = " ".join(dict.fromkeys(digits(o, catalogue.unit_of(o)) for o in bounded))
            details = {"figure": named(case.indicator, case.observation.key), "addends": words}
            yield Problem("bounded-addend", case.observation.where, details, about=(str(case.observation.key),))


def not_whole(catalogue: Catalogue) -> Iterator[Problem]:
    """What is counted comes out whole and not below zero where a formula computes it.

    Example: a number of persons that is computed as 12.5, or as −3.
    """
    for case in cases(catalogue, derived=True):
        unit, value = catalogue.units[case.indicator.unit], case.observation.value
        if unit.kind == "count" and value is not None and (value < 0 or value != value.to_integral_value()):
            details = {
                "figure": named(case.indicator, case.observation.key),
                "arithmetic": arithmetic(catalogue, case.indicator.formula, case.inputs),
                "computed": digits(case.observation, unit),
                "unit": unit_word(unit),
            }
            yield Problem("not-whole", case.observation.where, details, about=(str(case.observation.key),))


def _significant(value: Decimal) -> int:
    """The decimals that a value is written with, below zero for the zeros that a whole number ends with."""
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    if exponent < 0 or value == 0:
        return -exponent
    text = f"{value:f}"
    return len(text.rstrip("0")) - len(text)
