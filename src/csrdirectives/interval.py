"""What a reported figure asserts: not a number, but where it lies, since it was rounded, counted or bounded in words.

All arithmetic is exact, in fractions. It is that of Calculations 1.1 for iXBRL, with products and quotients.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor, inf

from csrdirectives.comparator import EXACT, Comparator
from csrdirectives.model import Indicator, Observation
from csrdirectives.unit import Unit

End = Fraction | float  # of floats only the two infinities
EXACT_KINDS = frozenset({"count", "ordinal", "year"})
LEFT_OPEN = frozenset({"多", "余"})  # 20多 is below 30; 超20 may be anything above
MOST_DECIMALS = 12


class ExcessDigitsError(ValueError):
    """A value has more digits than it says to have."""


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from one end to another; an open end does not belong to it, an infinite one is always open."""

    lo: End
    hi: End
    lo_closed: bool = True
    hi_closed: bool = True

    @classmethod
    def point(cls, value: Fraction) -> Interval:
        """The one number, exactly."""
        return cls(value, value)

    def __contains__(self, value: Fraction) -> bool:
        above = self.lo < value or (self.lo == value and self.lo_closed)
        return above and (value < self.hi or (self.hi == value and self.hi_closed))

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            self.lo + other.lo,
            self.hi + other.hi,
            self.lo_closed and other.lo_closed,
            self.hi_closed and other.hi_closed,
        )

    def __neg__(self) -> Interval:
        return Interval(-self.hi, -self.lo, self.hi_closed, self.lo_closed)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        corners = [_corner(x, y) for x in self._ends() for y in other._ends()]
        least, most = min(value for value, _ in corners), max(value for value, _ in corners)
        return Interval(
            least,
            most,
            any(attained for value, attained in corners if value == least),
            any(attained for value, attained in corners if value == most),
        )

    def __truediv__(self, other: Interval) -> Interval:
        if other.lo == other.hi == 0:
            raise ZeroDivisionError
        if other.lo < 0 < other.hi:
            return ANY  # near zero, on either side of it
        return self * other._inverse()

    def _inverse(self) -> Interval:
        """One divided by it; zero, which it may only touch, is no divisor."""
        lo, hi = _inverted(self.hi, -inf), _inverted(self.lo, inf)
        return Interval(lo, hi, self.hi_closed and self.hi != 0, self.lo_closed and self.lo != 0)

    def _ends(self) -> tuple[tuple[End, bool], tuple[End, bool]]:
        return (self.lo, self.lo_closed), (self.hi, self.hi_closed)

    def intersection(self, other: Interval) -> Interval | None:
        """What both have in common; ``None`` if that is nothing."""
        lo = max(self.lo, other.lo)
        hi = min(self.hi, other.hi)
        lo_closed = (self.lo != lo or self.lo_closed) and (other.lo != lo or other.lo_closed)
        hi_closed = (self.hi != hi or self.hi_closed) and (other.hi != hi or other.hi_closed)
        if lo < hi or (lo == hi and lo_closed and hi_closed):
            return Interval(lo, hi, lo_closed, hi_closed)
        return None

    def meets(self, other: Interval) -> bool:
        """Whether one number can be in both: the decision whether two statements agree."""
        return self.intersection(other) is not None

    def scaled(self, factor: Fraction) -> Interval:
        """Each number times a positive factor."""
        return Interval(_scaled(self.lo, factor), _scaled(self.hi, factor), self.lo_closed, self.hi_closed)


ANY = Interval(-inf, inf, lo_closed=False, hi_closed=False)
NOT_NEGATIVE = Interval(Fraction(0), inf, hi_closed=False)


def _corner(one: tuple[End, bool], other: tuple[End, bool]) -> tuple[End, bool]:
    """The product of two ends, and whether it is attained: by both being closed, or by one closed zero."""
    (x, x_closed), (y, y_closed) = one, other
    zero = (x == 0 and x_closed) or (y == 0 and y_closed)
    product = Fraction(0) if x == 0 or y == 0 else x * y  # nothing of however much is nothing
    return product, zero or (x_closed and y_closed)


def _inverted(end: End, of_zero: float) -> End:
    if end == 0:
        return of_zero
    return 1 / end if isinstance(end, Fraction) else Fraction(0)


def _scaled(end: End, factor: Fraction) -> End:
    return end * factor if isinstance(end, Fraction) else end


def asserted(
    value: Decimal,
    comparator: Comparator = EXACT,
    *,
    decimals: int | None = None,
    counted: bool = False,
    rounding: str = "nearest",
) -> Interval:
    """What a value says that was rounded to so many decimals; ``None`` is not rounded.

    *counted* are whole things: there are no fractions of them, and no less than none. A value that is no multiple of
    its last decimal raises :class:`ExcessDigitsError`.
    """
    exact = Fraction(value)
    match comparator.symbol:
        case ">" | ">=":
            most: End = exact + _last_place(value) if comparator.word in LEFT_OPEN else inf
            found = Interval(exact, most, comparator.symbol == ">=", hi_closed=False)
        case "<" | "<=":
            found = Interval(-inf, exact, lo_closed=False, hi_closed=comparator.symbol == "<=")
        case "~":
            half = _last_place(value) / 2
            found = Interval(exact - half, exact + half)
        case _ if decimals is None:
            return Interval(exact, exact)
        case _:
            found = _rounded(exact, Fraction(10) ** -decimals, rounding)
    return _whole(found) if counted else found


def asserted_by(observation: Observation, indicator: Indicator, unit: Unit) -> Interval:
    """What an observation with a value says, in the base unit of its dimension: counts exactly, all else as written."""
    assert observation.value is not None
    counted = unit.kind in EXACT_KINDS
    decimals = None if counted else decimals_of(observation.value)
    said = asserted(
        observation.value,
        observation.comparator,
        decimals=decimals,
        counted=counted,
        rounding=indicator.rounding,
    )
    return said.scaled(Fraction(unit.factor))


def decimals_of(value: Decimal) -> int:
    """How many decimals a value is written with: 22.10 has two."""
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return max(0, -exponent)


def best_decimals(computed: Interval, most: int = MOST_DECIMALS) -> int | None:
    """The most decimals under which both ends round to one number: what may honestly be printed of a computed figure.

    ``None`` if there are none, not even before the point.
    """
    lo, hi = computed.lo, computed.hi
    if not (isinstance(lo, Fraction) and isinstance(hi, Fraction)):
        return None
    found = (d for d in range(most, -most - 1, -1) if rounded(lo, d) == rounded(hi, d))
    return next(found, None)


def rounded(value: Fraction, decimals: int) -> Fraction:
    """The value with so many decimals, half up."""
    unit = Fraction(10) ** -decimals
    return floor(value / unit + Fraction(1, 2)) * unit


def _rounded(exact: Fraction, unit: Fraction, rounding: str) -> Interval:
    if (exact / unit).denominator != 1:
        raise ExcessDigitsError
    if rounding == "nearest":
        return Interval(exact - unit / 2, exact + unit / 2)
    lo = exact - unit if exact <= 0 else exact
    hi = exact + unit if exact >= 0 else exact
    return Interval(lo, hi, exact > 0, exact < 0)


def _last_place(value: Decimal) -> Fraction:
    """One of the last digit that was meant: 1 of 1205, 100 of 1200, 0.1 of 3.5."""
    _, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    if exponent >= 0 and any(digits):
        text = "".join(map(str, digits))
        exponent += len(text) - len(text.rstrip("0"))
    return Fraction(10) ** exponent


def _whole(found: Interval) -> Interval:
    """The whole numbers of an interval from zero on; the interval itself where it has none."""
    lo, hi = found.lo, found.hi
    if isinstance(lo, Fraction):
        lo = Fraction(ceil(lo) if found.lo_closed or lo.denominator != 1 else lo + 1)
    if isinstance(hi, Fraction):
        hi = Fraction(floor(hi) if found.hi_closed or hi.denominator != 1 else hi - 1)
    lo = max(lo, Fraction(0))
    if lo > hi:  # 5多 people: there is nothing between five and six
        return Interval(lo, inf, hi_closed=False)
    return Interval(lo, hi, lo_closed=True, hi_closed=hi != inf)
