"""The index at the end of the book, from the entries that Sphinx collected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, TypeVar, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.environment.adapters.indexentries import IndexEntries
from sphinx.locale import _

from csrdirectives.collation import Key, kept_readings, letter_of, place_of, sort_key
from csrdirectives.typst.addresses import Addresses
from csrdirectives.typst.spacing import spaced
from csrdirectives.typst.strings import array, call, quoted

if TYPE_CHECKING:
    from csrdirectives.typst.writer import TypstTranslator

N = TypeVar("N", bound=nodes.Element)
Uses = dict[tuple[str, str], list[tuple[str, str]]]


@dataclass
class Entry:
    """A word of the index: the labels it leads to, and which are main; what else to see; the entries below it."""

    word: str
    places: dict[str, bool] = field(default_factory=dict)
    see: list[str] = field(default_factory=list)
    below: list[Entry] = field(default_factory=list)


def index_of(writer: TypstTranslator, uses: Uses) -> str:
    """The index of what was written, as a call of the style; nothing if there are no entries."""
    entries = collected(writer, uses)
    for entry in entries:
        writer.goals |= dict.fromkeys(label for each in (entry, *entry.below) for label in each.places)
    words = [word for entry in entries for word in (entry.word, *(sub.word for sub in entry.below))]
    key = sort_key(kept_readings(writer.builder.doctreedir, words))
    groups = [
        f"({quoted(letter or str(_('Symbols')))},{array(_written(entry, key) for entry in found)})"
        for letter, found in groupby(
            sorted(entries, key=lambda e: place_of(key(e.word))), key=lambda e: letter_of(key(e.word))
        )
    ]
    return call("index-of", *groups) + "\n\n" if groups else ""


def note_uses(document: nodes.document) -> Uses:
    """Where each term of a glossary is referred to; the references are given ids, to be found by the index.

    Terms, and the places that refer to them, are told by their page and id.
    """
    terms = {(page, id_) for page, term in _of_pages(document, nodes.term) for id_ in term["ids"]}
    uses: Uses = {}
    for page, reference in _of_pages(document, nodes.reference):
        place = Addresses.parsed(reference.get("refuri", "")) or (page, reference.get("refid", ""))
        if place in terms and not _defines(reference):
            reference["ids"] = reference["ids"] or [f"term-use-{len(uses)}-{len(uses.get(place, ()))}"]
            uses.setdefault(place, []).append((page, reference["ids"][0]))
    return uses


def collected(writer: TypstTranslator, uses: Uses) -> list[Entry]:
    """The entries that lead to what was written, in no order."""
    env = writer.builder.env
    chinese = (writer.config.language or "").startswith("zh")
    printed = {
        writer.document["docname"],
        *(file["docname"] for file in writer.document.findall(addnodes.start_of_file)),
    }
    entries = {page: found for page, found in env.domains.index_domain.entries.items() if page in printed}
    domain = SimpleNamespace(domains=SimpleNamespace(index_domain=SimpleNamespace(entries=entries)))
    places = _Places(writer)

    def made(word: str, targets: Iterable[tuple[str | None, str | bool]], below: Iterable[tuple[str, Any]]) -> Entry:
        entry = Entry(spaced(word, chinese=chinese))
        for main, uri in targets:
            for label, again in _labels(uri, places, uses) if isinstance(uri, str) else ():
                entry.places[label] = entry.places.get(label, False) or (bool(main) and not again)
        for text, those in below:
            if those:
                sub = made(text, those, ())
                entry.below += [sub] if sub.places else []
            else:
                entry.see.append(spaced(text, chinese=chinese))
        return entry

    created = IndexEntries(cast("Any", domain)).create_index(writer.builder)
    found = (made(word, targets, below) for _, group in created for word, (targets, below, _key) in group)
    return [entry for entry in found if entry.places or entry.see or entry.below]


def _labels(uri: str, places: _Places, uses: Uses) -> Iterator[tuple[str, bool]]:
    """The label of a place, and those of what refers to it if it is a term."""
    place = Addresses.parsed(uri)
    if place is not None:
        every = [(place, False), *((use, True) for use in uses.get(place, ()))]
        yield from ((label, again) for each, again in every if (label := places.label(*each)) is not None)


def _of_pages(node: nodes.Element, kind: type[N], page: str = "") -> Iterator[tuple[str, N]]:
    """All nodes of a kind, each with its page."""
    page = node["docname"] if isinstance(node, addnodes.start_of_file | nodes.document) else page
    for child in node.children:
        if isinstance(child, kind):
            yield page, child
        if isinstance(child, nodes.Element):
            yield from _of_pages(child, kind, page)


def _defines(reference: nodes.Element) -> bool:
    """Whether what refers to a term is itself said in a definition."""
    around: nodes.Node | None = reference.parent
    while around is not None and isinstance(around, nodes.Inline | nodes.paragraph):
        around = around.parent
    return isinstance(around, nodes.definition)


class _Places:
    """Which label an anchor of a page has; that of the section around it, if it has none of its own."""

    def __init__(self, writer: TypstTranslator) -> None:
        self._writer = writer
        self._sections: dict[tuple[str, str], str] | None = None

    def label(self, page: str, id_: str) -> str | None:
        found = self._writer.addresses.label(page, id_)
        if found is None or not self._writer.is_written(found):
            found = self._around.get((page, id_)) or self._writer.addresses.label(page, "")
        return found if found is not None and self._writer.is_written(found) else None

    @property
    def _around(self) -> dict[tuple[str, str], str]:
        if self._sections is None:
            document = self._writer.document
            self._sections = dict(self._walk(document, document["docname"], ""))
        return self._sections

    def _walk(self, node: nodes.Element, page: str, section: str) -> Iterator[tuple[tuple[str, str], str]]:
        for child in node.children:
            if isinstance(child, nodes.Element):
                below = child["docname"] if isinstance(child, addnodes.start_of_file) else page
                own = self._writer.addresses.label(below, child["ids"][0]) if isinstance(child, nodes.section) else None
                around = own if own is not None and self._writer.is_written(own) else section
                ids = (
                    [entry[2] for entry in child["entries"]]
                    if isinstance(child, addnodes.index)
                    else child.get("ids", ())
                )
                yield from (((below, id_), around) for id_ in ids if around)
                yield from self._walk(child, below, around)


# ---- in Typst


def _written(entry: Entry, key: Callable[[str], Key]) -> str:
    places = array(f"({quoted(label)},{str(main).lower()})" for label, main in entry.places.items())
    below = array(_written(sub, key) for sub in sorted(entry.below, key=lambda sub: place_of(key(sub.word))))
    return f"({quoted(entry.word)},{places},{array(map(quoted, entry.see))},{below})"
