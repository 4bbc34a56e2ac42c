"""What is told of a figure and a formula that disagree: the arithmetic, and what would fit."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from csrdirectives import formula
from csrdirectives.checks.cases import Case, asserted_of, point_of
from csrdirectives.checks.saying import arithmetic, digits, named, number, span, unit_word
from csrdirectives.interval import Interval, decimals_of, rounded
from csrdirectives.messages import Message
from csrdirectives.model import Catalogue
from csrdirectives.problems import Problem
from csrdirectives.unit import Unit

MOST_OFFERED = 3  # numbers that would fit
_RATIO = re.compile(r"\s*([^-+*/()\s]+)\s*[/÷／]\s*([^-+*/()\s]+)\s*")


def difference(catalogue: Catalogue, code: str, case: Case, text: str, computed: Interval) -> Problem:
    """That a figure is apart from what a formula gives, with the arithmetic, and what would fit."""
    unit, value = catalogue.units[case.indicator.unit], case.observation.value
    assert value is not None
    point = point_of(catalogue, text, case.inputs)
    details = {
        "figure": named(case.indicator, case.observation.key),
        "arithmetic": arithmetic(catalogue, text, case.inputs),
        "computed": span(computed, unit, value)
        if point is None
        else _come_to(point, unit, value, exactly=formula.is_sum(text)),
        "reported": digits(case.observation, unit),
        "unit": unit_word(unit),
        "hint": _fitting_operands(catalogue, case, text)
        or ("" if point is not None else _nearest(computed, case, unit)),
    }
    return Problem(code, case.observation.where, details, about=(str(case.observation.key),))


def _come_to(point: Fraction, unit: Unit, like: Decimal, *, exactly: bool) -> str:
    """The result with as many decimals as the figure, or with more if it would then look like it, or is a sum."""
    result, decimals = point / Fraction(unit.factor), decimals_of(like)
    return number(result) if exactly or rounded(result, decimals) == like else number(result, decimals)


def _fitting_operands(catalogue: Catalogue, case: Case, text: str) -> Message | None:
    """The whole operands of a ratio of counts that would agree."""
    reported = asserted_of(catalogue, case.observation)
    ratio = _RATIO.fullmatch(text)
    operands = [case.inputs.get(name) for name in ratio.groups()] if ratio else []
    if not operands or any(o is None or catalogue.unit_of(o).kind != "count" for o in operands):
        return None
    above, below = (asserted_of(catalogue, o) for o in operands if o is not None)
    divisors, dividends = _fitting(above, reported, divide=True), _fitting(below, reported, divide=False)
    if not divisors and not dividends:
        return None
    zh = [f"除数为 {divisors} 才相符" if divisors else "", f"被除数为 {dividends} 才相符" if dividends else ""]
    en = [f"a divisor of {divisors}" if divisors else "", f"a dividend of {dividends}" if dividends else ""]
    return Message("；" + "，或".join(filter(None, zh)), "; " + " or ".join(filter(None, en)) + " would fit")


def _nearest(computed: Interval, case: Case, unit: Unit) -> Message:
    """The nearest figure that would agree with what bounded or approximate figures give."""
    value = case.observation.value
    assert value is not None
    near = computed.lo if Fraction(value) * Fraction(unit.factor) <= computed.lo else computed.hi
    if not isinstance(near, Fraction):
        return Message("", "")
    decimals = decimals_of(value)
    fitting, words = number(rounded(near / Fraction(unit.factor), decimals), decimals), unit_word(unit)
    return Message(f"；{fitting}{words.zh}才相符", f"; {fitting}{words.en} would fit")


def _fitting(other: Interval, reported: Interval, *, divide: bool) -> str:
    """The whole numbers by which one operand of a ratio could be replaced."""
    try:
        found = other / reported if divide else other * reported
    except ZeroDivisionError:
        return ""
    if not (isinstance(found.lo, Fraction) and isinstance(found.hi, Fraction)):
        return ""
    least, most = ceil(found.lo), floor(found.hi)
    fitting = [n for n in range(least, min(most, least + MOST_OFFERED) + 1) if n > 0 and Fraction(n) in found]
    return ", ".join(f"{n:,}" for n in fitting[:MOST_OFFERED]) + (" …" if len(fitting) > MOST_OFFERED else "")
