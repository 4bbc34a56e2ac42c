"""Formulas: how a figure follows from others. They are read, never run as code."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from typing import Any, Protocol, TypeVar, cast

LONGEST = 1000  # characters

Operation = Callable[[Any, Any], Any]
Step = str | Fraction | Operation

_SIGNS: dict[str, tuple[int, Operation]] = {  # how tightly each binds, and what it does
    "+": (1, operator.add),
    "-": (1, operator.sub),
    "*": (2, operator.mul),
    "/": (2, operator.truediv),
    "negative": (3, operator.sub),  # a minus before an operand: zero less the operand
}
_PRINTED = {"+": "+", "-": "−", "*": "×", "/": "÷"}
_TWINS = str.maketrans("×÷−＋－＊／（）", "*/-+-*/()")
_TOKEN = re.compile(r"\s*(?:(?P<name>[^\W\d]\w*(?:\.\w+)*)|(?P<number>[0-9]+(?![\w.]))|(?P<sign>[-+*/()]))\s*")


class Quantity(Protocol):
    """What a formula can be computed of: numbers, intervals of them, units."""

    def __add__(self, other: Any, /) -> Any: ...
    def __sub__(self, other: Any, /) -> Any: ...
    def __mul__(self, other: Any, /) -> Any: ...
    def __truediv__(self, other: Any, /) -> Any: ...


AnyQuantity = TypeVar("AnyQuantity", bound=Quantity)


class FormulaError(ValueError):
    """A formula says something that formulas cannot say; the text is what stands from there on."""


@cache
def parse(formula: str) -> tuple[Step, ...]:
    """The formula in the order of computing: operands before the operation that takes them.

    >>> parse("a.b + 2")
    ('a.b', Fraction(2, 1), <built-in function add>)
    """
    if len(formula) > LONGEST:
        raise FormulaError(formula)
    text = formula.translate(_TWINS)
    steps: list[Step] = []
    waiting: list[str] = []  # signs and open brackets whose right side is still being read
    operand_next = True
    at = 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            raise FormulaError(formula[at:])
        sign = token["sign"]
        if operand_next and sign == "-":
            steps.append(Fraction(0))
            waiting.append("negative")
        elif operand_next and sign == "(":
            waiting.append(sign)
        elif operand_next and sign is None:
            steps.append(token["name"] or Fraction(int(token["number"])))
            operand_next = False
        elif not operand_next and sign == ")" and "(" in waiting:
            _settle(waiting, steps, 0)
            waiting.pop()
        elif not operand_next and sign in _SIGNS:
            _settle(waiting, steps, _SIGNS[sign][0])
            waiting.append(sign)
            operand_next = True
        else:
            raise FormulaError(formula[at:].strip())
        at = token.end()
    if operand_next or "(" in waiting:
        raise FormulaError(formula)
    _settle(waiting, steps, 0)
    return tuple(steps)


def names(formula: str) -> tuple[str, ...]:
    """The indicators that a formula names, in its order.

    >>> names("a.b / (a.b + c)")
    ('a.b', 'c')
    """
    return tuple(dict.fromkeys(step for step in parse(formula) if isinstance(step, str)))


def evaluate(
    formula: str, value_of: Callable[[str], AnyQuantity], number: Callable[[Fraction], AnyQuantity] | None = None
) -> AnyQuantity:
    """What the formula gives, exactly; raises :class:`ZeroDivisionError`.

    *number* makes a whole number of the formula into one of the quantities, where these are no fractions.

    >>> evaluate("a.b / 4 + c", {"a.b": Fraction(2), "c": Fraction(1)}.__getitem__)
    Fraction(3, 2)
    """
    values: list[AnyQuantity] = []
    for step in parse(formula):
        if isinstance(step, str):
            values.append(value_of(step))
        elif isinstance(step, Fraction):
            values.append(number(step) if number else cast("AnyQuantity", step))
        else:
            right = values.pop()
            values.append(step(values.pop(), right))
    return values[0]


def is_sum(formula: str) -> bool:
    """Whether the formula only adds and subtracts, so that its decimals are those of its operands.

    >>> [is_sum(text) for text in ("a + b - 1", "a / b")]
    [True, False]
    """
    return all(step in {operator.add, operator.sub} for step in parse(formula) if callable(step))


def spelled(formula: str, said: Callable[[str], str]) -> str:
    """The formula as people write it, with something said in the place of each name.

    >>> spelled("(a.b+c)*2/3", {"a.b": "280", "c": "6"}.__getitem__)
    '(280 + 6) × 2 ÷ 3'
    """
    text, pieces, at, before = formula.translate(_TWINS), [], 0, "("
    while token := _TOKEN.match(text, at):
        sign = token["sign"] or ""
        binary = sign in _SIGNS and before not in {"(", "sign"}
        pieces.append(f" {_PRINTED[sign]} " if binary else _PRINTED.get(sign, sign) or _operand(token, said))
        before = "sign" if sign in _SIGNS else sign
        at = token.end()
    return "".join(pieces)


def _operand(token: re.Match[str], said: Callable[[str], str]) -> str:
    return said(token["name"]) if token["name"] else token["number"]


def _settle(waiting: list[str], steps: list[Step], binding: int) -> None:
    """Compute what waits, back to a bracket or to a sign that binds less than *binding*."""
    while waiting and waiting[-1] != "(" and _SIGNS[waiting[-1]][0] >= binding:
        steps.append(_SIGNS[waiting.pop()][1])
