"""Formulas: how a figure follows from others. They are read, never run as code."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from fractions import Fraction
from functools import cache

OPERATORS: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
WRITTEN = str.maketrans("×÷−（）", "*/-()")
LONGEST = 1000


class FormulaError(ValueError):
    """A formula says something that formulas cannot say; the text is the piece at fault."""


@cache
def parse(formula: str) -> ast.expr:
    """The formula as a tree of names, ``+ - * / × ÷ −``, brackets and integers."""
    if len(formula) > LONGEST:
        raise FormulaError(formula[:40] + "…")
    try:
        tree = ast.parse(formula.translate(WRITTEN).strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise FormulaError(formula) from None
    _refuse(tree)
    return tree


def names(formula: str) -> tuple[str, ...]:
    """The indicators that a formula names, in its order.

    >>> names("a.b / (a.b + c)")
    ('a.b', 'c')
    """
    return tuple(dict.fromkeys(_names(parse(formula))))


def evaluate(formula: str, value_of: Callable[[str], Fraction]) -> Fraction:
    """What the formula gives, exactly.

    >>> evaluate("a.b / 4 + c", {"a.b": Fraction(2), "c": Fraction(1)}.__getitem__)
    Fraction(3, 2)
    """
    return _walk(parse(formula), value_of)


def _refuse(node: ast.expr) -> None:
    match node:
        case ast.BinOp(left, op, right) if type(op) in OPERATORS:
            _refuse(left)
            _refuse(right)
        case ast.UnaryOp(ast.USub(), operand):
            _refuse(operand)
        case ast.Constant(int() as number) if not isinstance(number, bool):
            pass
        case ast.Name():
            pass
        case ast.Attribute(value) if isinstance(value, ast.Name | ast.Attribute):
            _refuse(value)
        case _:
            raise FormulaError(ast.unparse(node))


def _names(node: ast.expr) -> list[str]:
    match node:
        case ast.BinOp(left, _, right):
            return _names(left) + _names(right)
        case ast.UnaryOp(_, operand):
            return _names(operand)
        case ast.Name() | ast.Attribute():
            return [ast.unparse(node)]
    return []


def _walk(node: ast.expr, value_of: Callable[[str], Fraction]) -> Fraction:
    match node:
        case ast.BinOp(left, op, right):
            return OPERATORS[type(op)](_walk(left, value_of), _walk(right, value_of))
        case ast.UnaryOp(_, operand):
            return -_walk(operand, value_of)
        case ast.Constant(int() as number):
            return Fraction(number)
    return value_of(ast.unparse(node))
