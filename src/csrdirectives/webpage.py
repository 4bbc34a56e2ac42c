"""A page of the site as a reader gets it: its figures, anchors and links, and the Chinese in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct, field

_WIDE = r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]"
CHINESE = re.compile(rf"{_WIDE}(?:[^\n]*{_WIDE})?")
ALLOWED = {
    "code": "what is typed, in the handbook",
    "kbd": "what is typed, in the handbook",
    "pre": "files and commands as they are, in the handbook",
    "samp": "what a program prints, in the handbook",
    "script": "for the browser, not to be read",
    "style": "for the browser, not to be read",
}
"""The elements of a page in another language in which Chinese may stand, and why.

Any other may have it where it says so itself, by ``lang="zh-CN"``: the original title of a reference, the name of the
language in the switch, an example in the handbook. A screen reader needs that in any case.
"""
_EMPTY = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_INLINE = frozenset(("a", "abbr", "b", "data", "em", "i", "mark", "q", "small", "span", "strong", "sub", "sup"))
_AROUND = 40  # characters of what stands before and after a figure
DEFINITION = "#ind-"  # how the address of a definition goes on
UNPRINTED = "html-only"  # the class of what is on the site alone
SITE_ONLY = "csr-site-only"  # the class of what stands on the site alone, such as how to cite an entry
_ADDRESSES = frozenset({"href", "id", "src", "for", "data-csr"})


class Figure(NamedTuple):
    """A figure: its key, exact value (empty where it is absent), what a reader reads there and around, and the line."""

    key: str
    value: str
    text: str
    line: int
    before: str = ""
    after: str = ""


class Lead(NamedTuple):
    """A link to the definition of an indicator: which one, what a reader reads there, and the line."""

    indicator: str
    text: str
    line: int


class Place(NamedTuple):
    """A word of the page, and where: in the text, or in an attribute."""

    text: str
    line: int
    attribute: str = ""


class Page(Struct):
    """What a page holds; figures, anchors and links are those of the article, not of the navigation around it."""

    language: str = ""
    figures: list[Figure] = field(default_factory=list)
    anchors: dict[str, int] = field(default_factory=dict)
    links: list[Place] = field(default_factory=list)
    leads: list[Lead] = field(default_factory=list)  # but those in what is folded away or on the site alone
    chinese: list[Place] = field(default_factory=list)
    marked: list[str] = field(default_factory=list)  # Chinese where it may stand
    words: list[str] = field(default_factory=list)  # all of the article that other editions have too, in pieces


class _Open(NamedTuple):
    """An element that is not closed yet."""

    tag: str
    article: bool
    allowed: bool
    apart: bool = False  # whether it is a piece of a drawing, or of what no other edition has
    unprinted: bool = False


def read_page(path: Path) -> Page:
    """Read a page."""
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    reader.close()
    return reader.page


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self.open: list[_Open] = [_Open("", article=False, allowed=False)]
        self.figure: tuple[int, dict[str, str], int] | None = None  # how deep it is, its attributes, the line
        self.words = ""
        self.lead: Lead | None = None
        self.before = ""
        self.following = False  # whether what comes stands right after a figure

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        above = self.open[-1]
        allowed = above.allowed or tag in ALLOWED
        self._part(tag)
        if tag == "html":
            self.page.language = attributes.get("lang", "")
        elif "lang" in attributes:
            allowed = attributes["lang"].lower().startswith("zh")
        article = above.article or attributes.get("role") == "main"
        if tag not in _EMPTY:
            classes = attributes.get("class", "").split()
            apart = above.apart or tag == "svg" or SITE_ONLY in classes
            unprinted = above.unprinted or tag == "details" or UNPRINTED in classes
            self.open.append(_Open(tag, article, allowed, apart, unprinted))
        if article:
            self._note(tag, attributes)
        for name in attributes.keys() - _ADDRESSES:
            self._sift(attributes[name], name, allowed=allowed)

    def handle_endtag(self, tag: str) -> None:
        self._part(tag)
        if tag == "a" and self.lead:
            self.page.leads.append(self.lead)
            self.lead = None
        depth = next((i for i in range(len(self.open) - 1, 0, -1) if self.open[i].tag == tag), 0)
        if depth:
            del self.open[depth:]
        if self.figure and len(self.open) <= self.figure[0]:
            _, attributes, line = self.figure
            figure = Figure(attributes["data-csr"], attributes.get("value", ""), self.words, line, self.before)
            self.page.figures.append(figure)
            self.figure, self.before, self.following = None, self.words[-_AROUND:], True

    def handle_data(self, data: str) -> None:
        if self.open[-1].article and not self.open[-1].apart:
            self.page.words.append(data)
        if self.lead:
            self.lead = self.lead._replace(text=self.lead.text + data)
        if self.figure:
            self.words += data
        elif self.open[-1].article:
            self.before = (self.before + data)[-_AROUND:]
            if self.following:
                last = self.page.figures[-1]
                self.page.figures[-1] = last._replace(after=(last.after + data)[:_AROUND])
        self._sift(data, "", allowed=self.open[-1].allowed)

    def _part(self, tag: str) -> None:
        """Part what stands before and after an element that begins a line of its own."""
        if tag not in _INLINE:
            self.before, self.following = "", False
            self.page.words.append("\n")

    def _note(self, tag: str, attributes: dict[str, str]) -> None:
        line = self.getpos()[0]
        if "data-csr" in attributes and not self.figure:
            self.figure, self.words, self.following = (len(self.open) - 1, attributes, line), "", False
        if attributes.get("id"):
            self.page.anchors.setdefault(attributes["id"], line)
        classes = attributes.get("class", "").split()
        if tag == "a" and "href" in attributes and not {"headerlink", "csr-ref", "csr-pdf"} & set(classes):
            self.page.links.append(Place(attributes["href"], line))
        if tag == "a" and "csr-ref" in classes and not self.open[-1].unprinted:
            _, of_indicator, indicator = attributes.get("href", "").partition(DEFINITION)
            self.lead = Lead(indicator, "", line) if of_indicator else None

    def _sift(self, text: str, attribute: str, *, allowed: bool) -> None:
        """Note the Chinese in a text; where it may stand, the whole of it, for the search index."""
        if text.isascii():
            return
        if allowed:
            self.page.marked.append(text)
        first, line = self.getpos()[0], 0
        for match in CHINESE.finditer(text):
            line = first + (0 if attribute else text.count("\n", 0, match.start()))
            if not allowed:
                self.page.chinese.append(Place(match[0], line, attribute))


def strings(value: object) -> Iterator[str]:
    """Every text in what was read from JSON, names too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, below in value.items():
            yield name
            yield from strings(below)
    elif isinstance(value, list):
        for below in value:
            yield from strings(below)
