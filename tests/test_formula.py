"""Formulas are arithmetic on names, read and never run."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csrdirectives.formula import LONGEST, FormulaError, evaluate, names

VALUES = {"a": Fraction(7), "b.c": Fraction(2), "d_1": Fraction(3)}


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("a", 7),
        ("12 / 8", Fraction(3, 2)),
        ("a - b.c - d_1", 2),
        ("a - (b.c - d_1)", 8),
        ("a / b.c / d_1", Fraction(7, 6)),
        ("a + b.c * d_1", 13),
        ("(a + b.c) * d_1", 27),
        ("a * b.c + d_1", 17),
        ("-a + b.c", -5),
        ("-a * b.c", -14),
        ("a * -b.c", -14),
        ("a - -b.c", 9),
        ("--a", 7),
        ("-(a - b.c) * d_1", -15),
        ("((((a))))", 7),
        (" a\n+\tb.c ", 9),
        ("（a＋b.c）×d_1÷3−1", 8),
    ],
)
def test_formula_gives_what_it_says(formula, value):
    assert evaluate(formula, VALUES.__getitem__) == value


@pytest.mark.parametrize(
    ("formula", "piece"),
    [
        ("", ""),
        ("   ", "   "),
        ("a b.c", "b.c"),
        ("a +", "a +"),
        ("* a", "* a"),
        ("()", ")"),
        ("(a", "(a"),
        ("a)", ")"),
        ("a + + b.c", "+ b.c"),
        ("a ** b.c", "* b.c"),
        ("a // b.c", "/ b.c"),
        ("a % 2", "% 2"),
        ("a ^ 2", "^ 2"),
        ("1.5 * a", "1.5 * a"),
        ("1e3", "1e3"),
        ("0x10", "0x10"),
        ("1_000", "1_000"),
        ("a # b.c", "# b.c"),
        ("a#part / a", "#part / a"),
        ("a, b.c", ", b.c"),
        ("'a'", "'a'"),
        ("a.", "."),
        ("a..b", "..b"),
        ("a[0]", "[0]"),
        ("a if b.c else d_1", "if b.c else d_1"),
        ("a < b.c", "< b.c"),
        ("lambda: a", ": a"),
        ("(x := a)", ":= a)"),
        ("__import__('os').system('true')", "('os').system('true')"),
        ("a.__class__()", "()"),
        ("a\x00", "\x00"),
    ],
)
def test_anything_else_is_refused_from_where_it_stands(formula, piece):
    with pytest.raises(FormulaError) as refused:
        names(formula)
    assert str(refused.value) == piece


@pytest.mark.parametrize("formula", ["a+" * 50_000 + "a", "(" * 2000 + "a" + ")" * 2000, "-" * 100_000])
def test_monstrous_formula_is_refused(formula):
    with pytest.raises(FormulaError):
        names(formula)


@pytest.mark.parametrize("formula", ["(" * 499 + "a" + ")" * 499, "-" * 998 + "a", "a+" * 499 + "a"])
def test_longest_formula_is_computed_however_it_is_nested(formula):
    assert len(formula) <= LONGEST
    assert evaluate(formula, VALUES.__getitem__) in {7, 3500}


def test_names_come_in_the_order_of_the_formula_each_once():
    assert names("d_1 / (a + d_1) - b.c * 100") == ("d_1", "a", "b.c")


def test_word_of_python_is_a_name_like_others():
    assert names("training.class / training.pass + None") == ("training.class", "training.pass", "None")


def test_division_by_zero_is_an_error_of_its_own():
    with pytest.raises(ZeroDivisionError):
        evaluate("a / (b.c - 2)", VALUES.__getitem__)


SOUND = st.recursive(
    st.sampled_from(["a", "b.c", "d_1", "3"]),
    lambda inner: st.tuples(inner, st.sampled_from("+-*"), inner).map(lambda t: f"({t[0]} {t[1]} -{t[2]})"),
    max_leaves=20,
)


@settings(max_examples=100)
@given(SOUND)
def test_formula_means_what_it_means_in_python(formula):
    python = eval(formula.replace("b.c", "b_c"), {"a": 7, "b_c": 2, "d_1": 3})  # noqa: S307 - our own text, to compare
    assert evaluate(formula, VALUES.__getitem__) == python


@settings(max_examples=200)
@given(st.text(alphabet="ab.1 +-*/()#_'\"\\中（×", max_size=30) | st.text(max_size=30))
def test_any_text_is_a_formula_or_refused(text):
    try:
        found = names(text)
    except FormulaError:
        return
    assert all(name and not name[0].isdigit() for name in found)
