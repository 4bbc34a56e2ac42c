"""A tagged PDF as a reader's program sees it: its structure, the text that each tag marks, where its links lead."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
from pypdfium2 import raw


class Piece(NamedTuple):
    """What a tag marks of a page: its text, and its box."""

    text: str = ""
    left: float = 0
    bottom: float = 0
    right: float = 0
    top: float = 0


class Tag:
    """An element of the structure, and the text that it and those below it mark."""

    def __init__(self, pdf: Pdf, node: Any, above: Tag | None) -> None:
        self.node, self.above = node, above
        self.name = str(node.S).removeprefix("/")
        self.language: str = str(node.get("/Lang", above.language if above else pdf.language))
        self.below: list[Tag] = []
        self.pieces: list[tuple[int, int] | Tag] = []  # in the order of reading: page and number of a piece, or a tag
        self.annotations: list[Any] = []
        self._pdf = pdf
        kids: Any = node.get("/K", [])
        for kid in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
            self._take(kid)

    def _take(self, kid: Any) -> None:
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
        """It and those below, in the order of reading."""
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
        self.file: Any = pikepdf.open(path)  # what it holds has whatever type the file gives it
        self.document = pypdfium2.PdfDocument(path)
        self.language: str = str(self.file.Root.get("/Lang", ""))
        self._numbers = {page.objgen: number for number, page in enumerate(self.file.pages)}
        self._pieces: dict[int, dict[int, Piece]] = {}

    def number_of(self, page: Any) -> int:
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
    def tags(self) -> list[Tag]:
        """Every element of the structure, in the order of reading."""
        kids: Any = self.file.Root.StructTreeRoot.K
        tops = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        return [tag for top in tops for tag in Tag(self, top, None).all()]

    def named(self, *names: str) -> list[Tag]:
        """The elements of these names."""
        return [tag for tag in self.tags if tag.name in names]

    def pieces(self, page: int) -> dict[int, Piece]:
        """The text of each marked piece of a page."""
        if page not in self._pieces:
            found: dict[int, Piece] = {}
            self._pieces[page] = found
            text = self._texts[page]
            for thing in self._pages[page].get_objects(max_depth=5):
                number = raw.FPDFPageObj_GetMarkedContentID(thing)
                if number >= 0 and thing.type == raw.FPDF_PAGEOBJ_TEXT:
                    more = Piece(_text(thing, text), *thing.get_bounds())
                    found[number] = _joined(found[number], more) if number in found else more
        return self._pieces[page]

    def place(self, target: Any) -> tuple[int, float, float] | None:
        """Where a destination is: page, x, y; ``None`` if it leads nowhere."""
        if isinstance(target, pikepdf.String | pikepdf.Name):
            target = self._names.get(str(target))
        if isinstance(target, pikepdf.Dictionary):
            target = target.D
        if not isinstance(target, pikepdf.Array) or target[0].objgen not in self._numbers:
            return None
        return self.number_of(target[0]), float(target[2]), float(target[3])

    @cached_property
    def _names(self) -> dict[str, Any]:
        tree = self.file.Root.get("/Names", {}).get("/Dests")
        return {} if tree is None else dict(pikepdf.NameTree(tree).items())


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
