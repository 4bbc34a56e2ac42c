"""What a formula consists of, once it is read; the nodes know neither TeX nor Typst."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Symbol:
    """One sign: a letter, an operator, a relation, a mark."""

    sign: str


@dataclass(frozen=True)
class Number:
    """A number with a decimal point or without."""

    digits: str


@dataclass(frozen=True)
class Words:
    r"""Upright text: what stands in ``\text``, a unit, Chinese."""

    text: str


@dataclass(frozen=True)
class Function:
    """A function by its name; one with ``limits`` has its scripts above and below."""

    name: str
    limits: bool = False


@dataclass(frozen=True)
class Space:
    """A space that the author asked for, in em."""

    width: float


@dataclass(frozen=True)
class Row:
    """One thing after another."""

    items: tuple[Node, ...]


@dataclass(frozen=True)
class Scripts:
    """A base with what stands below, above and as primes; ``stacked`` is over and under it also in a line."""

    base: Node
    below: Node | None = None
    above: Node | None = None
    primes: int = 0
    stacked: bool | None = None


@dataclass(frozen=True)
class Fraction:
    """A fraction, or without its ``line`` a binomial; its size is ``display``, ``inline`` or that of its place."""

    above: Node
    below: Node
    size: str = ""
    line: bool = True


@dataclass(frozen=True)
class Root:
    """A root; without a ``degree`` a square root."""

    body: Node
    degree: Node | None = None


@dataclass(frozen=True)
class Fenced:
    """What stands between brackets that are as high as it; either may be missing."""

    left: str
    body: Node
    right: str


@dataclass(frozen=True)
class Fence:
    """A bracket that stands for itself: of a given height in em, or within others and as high as they (0)."""

    sign: str
    height: float


@dataclass(frozen=True)
class Styled:
    """What is set in another way, by the names of Typst's functions from the outermost."""

    functions: tuple[str, ...]
    body: Node


@dataclass(frozen=True)
class Grid:
    """Rows of cells: ``aligned``, ``cases`` or a matrix between two brackets."""

    kind: str
    rows: tuple[tuple[Node, ...], ...]
    brackets: str = ""


Node = Symbol | Number | Words | Function | Space | Row | Scripts | Fraction | Root | Fenced | Fence | Styled | Grid
