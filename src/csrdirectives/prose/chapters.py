"""Chapters → the lines of prose in them, each character at its column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from csrdirectives.prose.masking import HOLE, mask
from csrdirectives.usage import FENCE

CODE = frozenset(
    (
        *("code", "code-block", "sourcecode", "literalinclude", "highlight", "parsed-literal", "math", "raw"),
        *("include", "toctree", "image", "only", "index", "bibliography", "mermaid", "graphviz", "eval-rst"),
        *("csr:register", "csr:catalogue", "csr:standards", "csr:findings", "csr:chart", "csr:reference"),
    )
)
"""Directives whose lines are no prose: code, lists of pages, what is put in from the data."""

LISTS = frozenset(("csr:table", "csr:cards"))
"""Directives with a key a line, perhaps with a name after it."""

TITLED = frozenset(
    (
        *(
            "list-table",
            "table",
            "csv-table",
            "admonition",
            "topic",
            "sidebar",
            "rubric",
            "dropdown",
            "card",
            "tab-item",
        ),
        *("note", "warning", "tip", "hint", "important", "caution", "attention", "danger", "error", "seealso"),
    )
)
"""Directives whose first line is a title, or text."""

SHOWN = frozenset(("caption", "alt", "title", "subtitle", "header"))
"""Options that readers see."""

_OPTION = re.compile(r"\s*:(?P<name>[A-Za-z][\w-]{0,60}):(?:\s|$)")
_DIRECTIVE = re.compile(r"\{(?P<name>[A-Za-z][\w:+.-]{0,60})\}\s*")
_NO_PROSE = re.compile(r"%|\([^()\s]+\)=\s*$|\+\+\+|\[[^\]^][^\]]*\]:\s|\{[#.][^{}]*\}\s*$")
_BLANK = f" \t\u3000{HOLE}"
_NAME = re.compile(r";\s*name\s*:")


class Line(NamedTuple):
    """A line with all that is no prose covered; the places of its characters are those of the file."""

    number: int
    text: str
    raw: str
    places: tuple[tuple[int, int], ...] = ()  # in a .po file: line and column of each character

    def place(self, at: int) -> tuple[int, int]:
        """Line and column, both from 1, of a character."""
        return self.places[at] if self.places else (self.number, at + 1)


class _Block(NamedTuple):
    marks: str
    kind: str  # the directive's name, "code" for plain code, "" for a plain block


def prose(text: str) -> Iterator[Line]:
    """The lines of a chapter that readers see, as far as they are typed."""
    page = _Page()
    lines = text.split("\n")
    for number in range(_front_matter(lines), len(lines)):
        line = page.read(number + 1, lines[number].removesuffix("\r"))
        if line is not None:
            yield line


class _Page:
    """A chapter as far as it has been read: the blocks that are open, and whether a comment or a formula is."""

    def __init__(self) -> None:
        self.blocks: list[_Block] = []
        self.options = self.comment = self.formula = False

    def read(self, number: int, raw: str) -> Line | None:
        """What a reader sees of a line."""
        fence = FENCE.match(raw) if ":::" in raw or "```" in raw or "~~~" in raw else None
        if fence and not self.comment and not ("`" in fence["marks"] and "`" in fence["rest"]):
            return self._fence(number, raw, fence["marks"], fence["rest"].strip())
        option = _OPTION.match(raw) if self.options else None
        if option:
            return _line(number, raw, option.end()) if option["name"] in SHOWN else None
        self.options = False
        return None if self.inside == "code" else self._text(number, raw)

    @property
    def inside(self) -> str:
        """The kind of the innermost block."""
        return self.blocks[-1].kind if self.blocks else ""

    def _text(self, number: int, raw: str) -> Line | None:
        """A line of text, without comments, formulas and what is only for Sphinx."""
        if self.comment or "<!--" in raw:
            raw, self.comment = _uncommented(raw, inside=self.comment)
        if self.formula or raw.lstrip().startswith("$$"):
            self.formula ^= raw.count("$$") % 2 == 1
            return None
        if _NO_PROSE.match(raw) or not raw.strip(_BLANK):
            return None
        if self.inside in LISTS:
            name = _NAME.search(raw)
            return _line(number, raw, name.end()) if name else None
        return Line(number, mask(raw), raw)

    def _fence(self, number: int, raw: str, marks: str, rest: str) -> Line | None:
        """A line that opens or closes a block; the title of a block is prose."""
        if self.blocks and not rest and marks.startswith(self.blocks[-1].marks):
            self.blocks.pop()
            return None
        if self.inside == "code":
            return None
        directive = _DIRECTIVE.match(rest)
        kind = directive["name"] if directive else "" if marks[0] == ":" else "code"
        self.blocks.append(_Block(marks, "code" if kind in CODE else kind))
        self.options = True
        titled = directive and kind in TITLED and directive.end() < len(rest)
        return _line(number, raw, raw.index(rest) + directive.end()) if directive and titled else None


def _line(number: int, raw: str, start: int) -> Line:
    """A line of which what stands before *start* is no prose."""
    return Line(number, HOLE * start + mask(raw[start:]), raw)


def _front_matter(lines: list[str]) -> int:
    """How many lines the metadata at the head of a page take."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    return next((number for number, line in enumerate(lines[1:], 2) if line.rstrip() in {"---", "..."}), 0)


def _uncommented(line: str, *, inside: bool) -> tuple[str, bool]:
    """The line with comments covered, and whether it ends within one."""
    pieces, at = [], 0
    while at < len(line):
        mark = "-->" if inside else "<!--"
        end = line.find(mark, at)
        stop = len(line) if end < 0 else end + (3 if inside else 0)
        pieces.append(HOLE * (stop - at) if inside else line[at:stop])
        at = stop
        if end >= 0:
            inside = not inside
    return "".join(pieces), inside
