"""Links within the book, which are led to their ends when the book is set.

Typst finds out anew where each link leads, and how that page is numbered, whenever a page moves; that takes longer
than all the rest. ``style/links.typ`` says what is done instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

from csrdirectives.typst.packing import Parts, Unfamiliar
from csrdirectives.typst.strings import quoted

KIDS = re.compile(rb"<</Type/Pages\b.*/Kids\[([\d R]*)\].*", re.DOTALL)
PAGE = re.compile(rb"<</Type/Page\b.*/MediaBox\[0 0 [\d.]+ ([\d.]+)\].*", re.DOTALL)
POINT = re.compile(rb"\[\d+ 0 R/XYZ -(\d+) [\d.]+ 0\]")
DESTINATION = re.compile(rb"/Dest (\d+) 0 R")
DESCRIBED = re.compile(rb"(?<=/Contents)(?:\(([^()\\\x80-\xff]*)1\)|<(FEFF[\dA-F]*)0031>)")
PLACES = "places-of-links"
"""The label of what ``style/links.typ`` says."""
ABOVE = 10  # points: how far above a place a reader is led, as by Typst


T = TypeVar("T")


class End(NamedTuple):
    """A place: what it is, its page, counted and as it is numbered, and points from that page's upper left."""

    what: str
    page: int
    number: str
    x: float
    y: float


def numbered(labels: Iterable[str]) -> str:
    """The labels to which links lead, with their numbers, for ``style/places.typ``."""
    made = "".join(f"{quoted(label)}:{number}," for number, label in enumerate(labels, 1))
    return f"#let places = ({made or ':'})\n"


def ends(said: list[Any], labels: Sequence[str]) -> list[End]:
    """The ends of the links to these labels, as the finished book says them; raises :class:`Unfamiliar`."""
    if len(said) != 1 or [number for number, *_ in said[0]] != list(range(1, len(labels) + 1)):
        raise Unfamiliar
    return [End(*end) for _, *end in said[0]]


def led(pdf: Parts, to: Sequence[End]) -> Parts:
    """The PDF with its links leading *to* the places, given in the order of their numbers.

    Raises :class:`Unfamiliar` for a PDF whose links are not written as Typst does it today.
    """
    if not to:
        return pdf
    objects = dict(pdf.objects)
    pages = _pages(objects)
    reached: dict[int, End] = {}
    for number, body in pdf.objects.items():
        if point := POINT.fullmatch(body):
            reached[number] = end = _at(to, int(point[1]))
            page, height = _at(pages, end.page)
            y = _decimal(height - max(0, end.y - ABOVE))
            objects[number] = f"[{page} 0 R/XYZ {_decimal(end.x)} {y} 0]".encode()
    for number, body in objects.items():
        if (goal := DESTINATION.search(body)) and int(goal[1]) in reached:
            objects[number] = _described(body, reached[int(goal[1])])
        elif b"/XYZ -" in body:
            raise Unfamiliar
    return pdf._replace(objects=objects)


def _pages(objects: dict[int, bytes]) -> list[tuple[int, float]]:
    """The number of each page's object, and its height."""
    kids = next(filter(None, map(KIDS.fullmatch, objects.values())), None)
    numbers = [int(number) for number in re.findall(rb"(\d+) 0 R", kids[1])] if kids else []
    pages = [PAGE.fullmatch(objects.get(number, b"")) for number in numbers]
    if not all(pages):
        raise Unfamiliar
    return [(number, float(page[1])) for number, page in zip(numbers, pages, strict=True) if page is not None]


def _at(found: Sequence[T], number: int) -> T:
    """What is counted from 1."""
    if not 0 < number <= len(found):
        raise Unfamiliar
    return found[number - 1]


def _described(link: bytes, end: End) -> bytes:
    """A link whose description tells the page to which it leads; it told the first."""
    told = DESCRIBED.search(link)
    if told is None:
        raise Unfamiliar
    text = told[1].decode("ascii") if told[1] is not None else bytes.fromhex(told[2].decode()).decode("utf-16")
    return link[: told.start()] + _text(f"{end.what}{text}{end.number}") + link[told.end() :]


def _text(text: str) -> bytes:
    """A string as PDF has it."""
    if text.isascii() and not set("()\\") & set(text):
        return b"(" + text.encode() + b")"
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">"


def _decimal(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")
