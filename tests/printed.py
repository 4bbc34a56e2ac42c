"""What a printed edition says, from the file that readers get: its tags and their text, its lines, its links."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pypdfium2
from pypdfium2 import raw

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


class Piece(NamedTuple):
    """What a tag marks of a page: its text, and its box."""

    text: str = ""
    left: float = 0
    bottom: float = 0
    right: float = 0
    top: float = 0


class Tag:
    """An element of the structure, and the text that it and those below it mark."""

    def __init__(self, pdf: Pdf, node: pikepdf.Dictionary, above: Tag | None) -> None:
        self.node, self.above = node, above
        self.name = str(node.S).removeprefix("/")
        self.language = str(node.get("/Lang", above.language if above else pdf.language))
        self.below: list[Tag] = []
        self.pieces: list[tuple[int, int] | Tag] = []  # in the order of reading: page and number of a piece, or a tag
        self.annotations: list[pikepdf.Dictionary] = []
        self._pdf = pdf
        kids = node.get("/K", [])
        for kid in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
            self._take(kid)

    def _take(self, kid: pikepdf.Object | int) -> None:
        if isinstance(kid, int):
            self.pieces.append((self._pdf.number_of(self.node.Pg), kid))
        elif "/S" in kid:
            tag = Tag(self._pdf, kid, self)
            self.below.append(tag)
            self.pieces.append(tag)
        elif kid.get("/Type") == "/OBJR":
            self.annotations.append(kid.Obj)
        else:
            self.pieces.append((self._pdf.number_of(kid.get("/Pg") or self.node.Pg), int(kid.MCID)))

    def __repr__(self) -> str:
        return f"{self.name} {self.text[:30]!r} on page {self.page}"

    def all(self) -> Iterator[Tag]:
        """This one and those below, in the order of reading."""
        yield self
        for tag in self.below:
            yield from tag.all()

    def within(self, *names: str) -> bool:
        """Whether a tag of these names is around."""
        return self.above is not None and (self.above.name in names or self.above.within(*names))

    def leaves(self) -> Iterator[tuple[Tag, int, int]]:
        """The marked pieces below: the tag right around each, its page and its number."""
        for piece in self.pieces:
            if isinstance(piece, Tag):
                yield from piece.leaves()
            else:
                yield self, *piece

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(piece.text for piece in self.shown)

    @property
    def shown(self) -> list[Piece]:
        """Its pieces of text, in order."""
        return [self._pdf.pieces(page).get(number, Piece()) for _, page, number in self.leaves()]

    @property
    def page(self) -> int | None:
        """The page that it begins on, counted from 0; ``None`` if nothing of it is shown."""
        return next((page for _, page, _ in self.leaves()), None)


class Pdf:
    """A PDF with tags."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.file = pikepdf.open(path)
        self.document = pypdfium2.PdfDocument(path)
        self.language = str(self.file.Root.get("/Lang", ""))
        self._numbers = {page.objgen: number for number, page in enumerate(self.file.pages)}
        self._pieces: dict[int, dict[int, Piece]] = {}

    def number_of(self, page: pikepdf.Dictionary) -> int:
        """The number of a page, counted from 0."""
        return self._numbers[page.objgen]

    def __len__(self) -> int:
        return len(self.document)

    @cached_property
    def _pages(self) -> list[pypdfium2.PdfPage]:
        return list(self.document)  # the text of a thing is known to the very page that it was got from

    @cached_property
    def _texts(self) -> list[pypdfium2.PdfTextPage]:
        return [page.get_textpage() for page in self._pages]

    @cached_property
    def texts(self) -> list[str]:
        """The text of each page, with what no tag marks: running heads, page numbers."""
        return [text.get_text_range() for text in self._texts]

    @cached_property
    def tags(self) -> list[Tag]:
        """Every element of the structure, in the order of reading."""
        kids = self.file.Root.StructTreeRoot.K
        tops = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        return [tag for top in tops for tag in Tag(self, top, None).all()]

    def named(self, *names: str) -> list[Tag]:
        """The elements of these names."""
        return [tag for tag in self.tags if tag.name in names]

    def pieces(self, page: int) -> dict[int, Piece]:
        """The text of each marked piece of a page."""
        if page not in self._pieces:
            self._pieces[page] = found = {}
            text = self._texts[page]
            for thing in self._pages[page].get_objects(max_depth=5):
                number = raw.FPDFPageObj_GetMarkedContentID(thing)
                if number >= 0 and thing.type == raw.FPDF_PAGEOBJ_TEXT:
                    more = Piece(_text(thing, text), *thing.get_bounds())
                    found[number] = _joined(found[number], more) if number in found else more
        return self._pieces[page]

    def characters(self, page: int) -> list[Character]:
        """What is shown on a page, character by character, without white space."""
        text = self.texts[page]
        shown = self._texts[page]
        return [Character(*shown.get_charbox(i, loose=True), c) for i, c in enumerate(text) if not c.isspace()]

    @cached_property
    def lines(self) -> list[Line]:
        """Every line of the text, columns and cells apart, from the boxes of its characters."""
        return [line for page in range(len(self)) for line in _lines(page, self.characters(page))]

    def place(self, target: pikepdf.Object) -> tuple[int, float, float] | None:
        """Where a destination is: page, x, y; ``None`` if it leads nowhere."""
        if isinstance(target, pikepdf.String | pikepdf.Name):
            target = self._names.get(str(target))
        if isinstance(target, pikepdf.Dictionary):
            target = target.D
        if not isinstance(target, pikepdf.Array) or target[0].objgen not in self._numbers:
            return None
        return self.number_of(target[0]), float(target[2]), float(target[3])

    @cached_property
    def _names(self) -> dict[str, pikepdf.Object]:
        tree = self.file.Root.get("/Names", {}).get("/Dests")
        return {} if tree is None else dict(pikepdf.NameTree(tree).items())

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


def _joined(one: Piece, two: Piece) -> Piece:
    return Piece(
        one.text + two.text,
        min(one.left, two.left),
        min(one.bottom, two.bottom),
        max(one.right, two.right),
        max(one.top, two.top),
    )


def _text(thing: pypdfium2.PdfObject, page: pypdfium2.PdfTextPage) -> str:
    size = raw.FPDFTextObj_GetText(thing, page, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFTextObj_GetText(thing, page, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return buffer.raw[: size - 2].decode("utf-16-le")


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
