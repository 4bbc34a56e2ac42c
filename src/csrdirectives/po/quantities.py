"""Numbers of a sentence and of its translation, compared whatever their spelling and order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

Value = Fraction | str  # a number, or what is no number: a code such as G60, a month, a day of the week


class Quantity(NamedTuple):
    """A number as it stands in a text, and everything that it may mean.

    A firm one must have its partner in the other language. One that is not may have it: 一 and “one” mostly count
    nothing. What is named once may be named again: a year, a code.
    """

    shown: str
    values: frozenset[Value]
    firm: bool = True
    named: bool = False


class Difference(NamedTuple):
    """The numbers that only one of two texts has."""

    lost: tuple[Quantity, ...]
    added: tuple[Quantity, ...]


def quantity(shown: str, *values: Value | int, firm: bool = True) -> Quantity:
    """A number; a whole one between 1900 and 2099 is taken for a year."""
    exact = frozenset(value if isinstance(value, str) else Fraction(value) for value in values)
    year = any(isinstance(v, Fraction) and v.denominator == 1 and 1900 <= v < 2100 for v in exact)
    return Quantity(shown.strip(), exact, firm, named=year)


def difference(source: Iterable[Quantity], translation: Iterable[Quantity]) -> Difference:
    """What remains when each number has been given a partner of the same value.

    Either side is matched as far as it can be: where all firm numbers of each find partners, one matching can serve
    both (Mendelsohn and Dulmage).
    """
    ours, theirs = list(source), list(translation)
    counted = sum(map(_is_year, ours)) == sum(map(_is_year, theirs))  # as many years, so each may be held to its own
    ours, theirs = _once(ours, years=counted), _once(theirs, years=counted)
    return Difference(_alone(ours, theirs), _alone(theirs, ours))


def _is_year(each: Quantity) -> bool:
    return each.named and each.firm and not any(isinstance(value, str) for value in each.values)


def _once(found: Iterable[Quantity], *, years: bool) -> list[Quantity]:
    """What is named more than once is kept once; years too, unless they are to be counted."""
    kept: list[Quantity] = []
    seen = set()
    for each in sorted(found, key=lambda each: not each.firm):
        if each.named and each.values in seen and not (years and _is_year(each)):
            continue
        seen.add(each.values)
        kept.append(each)
    return kept


def _alone(ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> tuple[Quantity, ...]:
    partner: dict[int, int] = {}  # theirs → ours

    def place(i: int, tried: set[int]) -> bool:
        for j, other in enumerate(theirs):
            if j in tried or not ours[i].values & other.values:
                continue
            tried.add(j)
            if j not in partner or place(partner[j], tried):
                partner[j] = i
                return True
        return False

    return tuple(each for i, each in enumerate(ours) if each.firm and not place(i, set()))
