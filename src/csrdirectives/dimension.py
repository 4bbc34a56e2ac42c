"""What a formula measures, by what its operands measure: persons and person-times cannot be added."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from csrdirectives import formula
from csrdirectives.unit import Unit

Powers = tuple[tuple[str, int], ...]  # dimension and exponent, sorted; nothing is a plain ratio


class UnlikeError(ValueError):
    """Two things were added, subtracted or multiplied that cannot be."""

    def __init__(self, left: Dimension, right: Dimension) -> None:
        super().__init__(left, right)
        self.left = left
        self.right = right


@dataclass(frozen=True, slots=True)
class Dimension:
    """What is measured: a product of powers, a place in an order such as a year, or a number that fits anything."""

    powers: Powers = ()
    place: bool = False
    number: bool = False

    def __add__(self, other: Dimension) -> Dimension:
        if self.place and other.place:
            raise UnlikeError(self, other)
        return self._joined(other)

    def __sub__(self, other: Dimension) -> Dimension:
        if self.place and other.place and self.powers == other.powers:
            return NUMBER  # from one year to another
        return self._joined(other)

    def __mul__(self, other: Dimension) -> Dimension:
        return self._times(other, 1)

    def __truediv__(self, other: Dimension) -> Dimension:
        return self._times(other, -1)

    def _joined(self, other: Dimension) -> Dimension:
        if self.number or other.number:
            return other if self.number else self
        if self != other:
            raise UnlikeError(self, other)
        return self

    def _times(self, other: Dimension, sign: int) -> Dimension:
        if self.place or other.place:
            raise UnlikeError(self, other)
        if self.number and other.number:
            return NUMBER
        found = dict(self.powers)
        for name, power in other.powers:
            found[name] = found.get(name, 0) + sign * power
        return Dimension(tuple(sorted((name, power) for name, power in found.items() if power)))


NUMBER = Dimension(number=True)


def dimension_of(unit: Unit) -> Dimension:
    """What a unit measures; its dimension may be a quotient such as ``class-hour / person-time``.

    >>> from csrdirectives.problems import Where
    >>> from csrdirectives.unit import Form
    >>> unit = Unit(dimension="hour / person", kind="measure", forms={"zh": Form(other="{}")}, id="u", where=Where(""))
    >>> dimension_of(unit).powers
    (('hour', 1), ('person', -1))
    """
    if unit.kind == "rate":
        return Dimension()
    above, *below = unit.dimension.split("/")
    found = Dimension()
    for sign, names in ((1, above.split("*")), *((-1, name.split("*")) for name in below)):
        for name in names:
            found = found._times(Dimension(((name.strip(), 1),)), sign)  # noqa: SLF001 - a function of the class
    return Dimension(found.powers, place=unit.kind in {"ordinal", "year"})


def computed(text: str, units: dict[str, Unit]) -> Dimension:
    """What a formula measures, by the units of its operands; raises :class:`UnlikeError`."""
    return formula.evaluate(text, lambda name: dimension_of(units[name]), _number)


def fits(found: Dimension, unit: Unit) -> bool:
    """Whether what a formula measures can be said in a unit."""
    if found.number:
        return unit.kind in {"count", "ordinal", "year", "rate"}
    return found == dimension_of(unit)


def _number(_: Fraction) -> Dimension:
    return NUMBER
