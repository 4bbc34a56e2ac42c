"""What a printed edition says, from the file that readers get: its tags and their text, its lines, its links."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

import pikepdf

from csrdirectives import pdffile

COLUMN = 1.6  # a gap of more than so many heights parts two columns


class Line(NamedTuple):
    """A line of one column, as set: its text, and its box in points from the lower left corner of the page."""

    page: int
    text: str
    left: float
    bottom: float
    right: float
    top: float


class Character(NamedTuple):
    """A character and its box, as wide as the room that it takes."""

    left: float
    bottom: float
    right: float
    top: float
    text: str


class Pdf(pdffile.Pdf):
    """A PDF with tags, its lines as set, its bookmarks and fonts."""

    @cached_property
    def texts(self) -> list[str]:
        """The text of each page, with what no tag marks: running heads, page numbers."""
        return [text.get_text_range() for text in self._texts]

    def characters(self, page: int) -> list[Character]:
        """What is shown on a page, character by character, without white space."""
        text = self.texts[page]
        shown = self._texts[page]
        return [Character(*shown.get_charbox(i, loose=True), c) for i, c in enumerate(text) if not c.isspace()]

    @cached_property
    def lines(self) -> list[Line]:
        """Every line of the text, columns and cells apart, from the boxes of its characters."""
        return [line for page in range(len(self)) for line in _lines(page, self.characters(page))]

    @cached_property
    def outline(self) -> list[tuple[int, str, tuple[int, float, float] | None]]:
        """The bookmarks: level from 1, title, where each leads."""
        return list(self._outline(self.file.Root.Outlines.get("/First"), 1))

    def _outline(
        self, item: pikepdf.Dictionary | None, level: int
    ) -> Iterator[tuple[int, str, tuple[int, float, float] | None]]:
        while item is not None:
            yield level, str(item.Title), self.place(item.get("/Dest"))
            yield from self._outline(item.get("/First"), level + 1)
            item = item.get("/Next")

    @cached_property
    def fonts(self) -> dict[str, pikepdf.Dictionary]:
        """Each font by its name, with its descriptor."""
        found = {}
        for thing in self.file.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor":
                found[str(thing.FontName).removeprefix("/")] = thing
        return found


def _lines(page: int, characters: list[Character]) -> Iterator[Line]:
    rows: list[list[Character]] = []
    for box in sorted(characters, key=lambda box: box.bottom - box.top):  # a small mark joins a row that stands
        middle = (box.bottom + box.top) / 2
        row = next((row for row in rows if row[0].bottom < middle < row[0].top), None)
        if row is None:
            rows.append(row := [])
        row.append(box)
    for row in sorted(rows, key=lambda row: -row[0].top):
        start, height = 0, row[0].top - row[0].bottom
        row.sort()
        for i in range(1, len(row) + 1):
            if i == len(row) or row[i].left - row[i - 1].right > COLUMN * height:
                part = row[start:i]
                start = i
                yield Line(
                    page,
                    "".join(box.text for box in part),
                    part[0].left,
                    min(box.bottom for box in part),
                    max(box.right for box in part),
                    max(box.top for box in part),
                )
