"""Numbers of a sentence and of its translation, compared whatever their spelling and order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

Value = Fraction | str  # a number, or what is no number: a code such as G60, a month, a day of the week

SIX_MONTHS: Value = "six months"  # which English may call half a year; the sixth month is none


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
    """The firm numbers of the first that find no partner: those no augmenting path begins from."""
    firm, rest = _plain_pairs([each for each in ours if each.firm], theirs)
    partner: dict[int, int] = {}  # of the rest → of the firm
    alone = []
    for start, each in enumerate(firm):
        came: dict[int, int] = {}  # of the rest → of the firm from which it was reached
        waiting, end = [start], -1
        while waiting and end < 0:
            i = waiting.pop(0)
            for j, other in enumerate(rest):
                if j in came or not firm[i].values & other.values:
                    continue
                came[j] = i
                if j not in partner:
                    end = j
                    break
                waiting.append(partner[j])
        if end < 0:
            alone.append(each)
        while end >= 0:  # back along the path, each takes the partner that it reached
            i = came[end]
            given_up = next((j for j, held in partner.items() if held == i), -1)
            partner[end], end = i, given_up
    return tuple(alone)


def _plain_pairs(ours: list[Quantity], theirs: Sequence[Quantity]) -> tuple[list[Quantity], list[Quantity]]:
    """What is left when numbers that mean one thing alone have been paired with their likes, which is always right."""
    common = Counter(each.values for each in ours) & Counter(each.values for each in theirs)
    sides = []
    for side in (ours, theirs):
        taken = Counter({values: count for values, count in common.items() if len(values) == 1})
        left = []
        for each in side:
            if taken[each.values]:
                taken[each.values] -= 1
            else:
                left.append(each)
        sides.append(left)
    return sides[0], sides[1]
