"""What an assembled document must be to be printed well, told at the author's line before Typst runs.

PDF/UA asks for it, and Typst either does not look or says too late that something somewhere is wrong. What stands below
a node of the class :data:`HTML_ONLY` is not looked at.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple, TypeVar

from docutils import nodes
from sphinx import addnodes

from csrdirectives.typst.writer.markup import printed_mark

HTML_ONLY = "html-only"
"""The class by which an author says that something is for the screen alone."""
UNPRINTED = (
    nodes.comment,
    nodes.substitution_definition,
    nodes.meta,
    nodes.system_message,
    addnodes.index,
    addnodes.toctree,
    addnodes.tabular_col_spec,
)
HTML_COMMENTS = re.compile(r"(?:\s|<!--.*?-->)*", re.DOTALL)

N = TypeVar("N", bound=nodes.Node)


class Flaw(NamedTuple):
    """A node that is unsound, the subtype of the warning, and what is wrong in words."""

    node: nodes.Node
    subtype: str
    message: str


Check = Callable[[Sequence[nodes.Node]], Iterator[Flaw]]
"""What looks at the document and all nodes in it that are printed, in order."""


def image_alt(printed: Sequence[nodes.Node]) -> Iterator[Flaw]:
    """Every image has an alternative text: what a reader who cannot see it should know."""
    for image in _of(printed, nodes.image):
        if not _visible(image.get("alt", "")):
            yield Flaw(image, "image-alt", f"The image {image.get('uri', '')} has no alternative text (alt)")


def heading(printed: Sequence[nodes.Node]) -> Iterator[Flaw]:
    """Every page and section begins with a heading; without one, a level of the outline is missing."""
    for page in (*_of(printed, nodes.document), *_of(printed, addnodes.start_of_file)):
        if not any(isinstance(child, nodes.section) for child in page.children):
            name = f"The page {page['docname']}" if page.get("docname") else "This page"
            yield Flaw(page, "heading", f"{name} has no heading of its own")
    for section in _of(printed, nodes.section):
        title = next((child for child in section.children if not isinstance(child, nodes.Invisible)), None)
        if not isinstance(title, nodes.title) or not _visible(title.astext()):
            yield Flaw(section, "heading", "This section has no heading, or an empty one")


def table_header(printed: Sequence[nodes.Node]) -> Iterator[Flaw]:
    """Every table has a row or a column of headers, so that each value can be told by name."""
    for table in _of(printed, nodes.table):
        parts = [part for group in table.children if isinstance(group, nodes.tgroup) for part in group.children]
        heads = [part for part in parts if isinstance(part, nodes.thead)]
        stubs = any(part.get("stub") for part in parts if isinstance(part, nodes.colspec))
        if heads and not any(_visible(head.astext()) for head in heads):
            yield Flaw(table, "table-header", "The header row of this table is empty")
        elif not heads and not stubs:
            yield Flaw(table, "table-header", "This table has neither a header row nor a column of headers")


def link_text(printed: Sequence[nodes.Node]) -> Iterator[Flaw]:
    """Every link has a text, or an image with an alternative text, that says where it leads."""
    for link in _of(printed, nodes.reference):
        described = any(_visible(image.get("alt", "")) for image in link.findall(nodes.image))
        if not described and not _visible(link.astext()):
            target = link.get("refuri") or link.get("refid") or ""
            yield Flaw(link, "link-text", f"The link to {target} has no text")


def year_list(printed: Sequence[nodes.Node]) -> Iterator[Flaw]:
    r"""No paragraph that begins with a year and a full stop was taken for a list; write ``2023\. …``."""
    for numbered in _of(printed, nodes.enumerated_list):
        start = numbered.get("start", 1)
        if start > 1900 and len(numbered.children) == 1:
            mark = f"{start}{numbered.get('suffix', '.')}"
            told = f"“{mark}” begins a numbered list here; if a sentence was meant, write {mark[:-1]}\\{mark[-1]}"
            yield Flaw(numbered, "year-list", told)


def raw_lost(printed: Sequence[nodes.Node]) -> Iterator[Flaw]:
    """Nothing that is written for another format alone is lost, unless its class is ``html-only``."""
    for raw in _of(printed, nodes.raw):
        formats = raw.get("format", "").split()
        known = "typst" in formats or printed_mark(raw) is not None
        if not known and not HTML_COMMENTS.fullmatch(raw.astext()):
            text = " ".join(raw.astext().split())
            shown = text if len(text) <= 40 else text[:39] + "…"
            told = f"This is written for {' and '.join(formats)} and will not be printed: {shown}"
            yield Flaw(raw, "raw-lost", told)


def character(printed: Sequence[nodes.Node]) -> Iterator[Flaw]:
    """No text holds characters that have no shape of their own: control, private and replacement characters."""
    for text in _of(printed, nodes.Text):
        shapeless = dict.fromkeys(filter(_is_shapeless, text.astext()))
        if shapeless and not isinstance(text.parent, nodes.raw):
            names = ", ".join(f"U+{ord(each):04X}" for each in shapeless)
            yield Flaw(text, "character", f"This text holds characters that cannot be printed: {names}")


SOUNDNESS: tuple[Check, ...] = (image_alt, heading, table_header, link_text, year_list, raw_lost, character)
"""What must hold of a document; the docstring of each is its line in a handbook."""


def flaws(document: nodes.document) -> Iterator[Flaw]:
    """All that is unsound in a document, each at the nearest node that knows its line."""
    printed = _printed(document)
    for check in SOUNDNESS:
        for flaw in check(printed):
            yield flaw._replace(node=_placed(flaw.node))


def _printed(document: nodes.document) -> list[nodes.Node]:
    """The nodes of a document, in order, that are not for the screen alone nor hidden in every format."""
    printed: list[nodes.Node] = []
    waiting: list[nodes.Node] = [document]
    while waiting:
        node = waiting.pop()
        if isinstance(node, UNPRINTED) or (isinstance(node, nodes.Element) and HTML_ONLY in node["classes"]):
            continue
        printed.append(node)
        waiting += reversed(node.children)
    return printed


def _of(printed: Sequence[nodes.Node], kind: type[N]) -> Iterator[N]:
    return (node for node in printed if isinstance(node, kind))


def _placed(node: nodes.Node) -> nodes.Node:
    """The first node from here on that has a line, for a table has none of its own, else the nearest around."""
    within = next((each for each in node.findall() if each.line), None)
    around = node
    while within is None and around.parent is not None and not around.line:
        around = around.parent
    return within or around


def _visible(text: str) -> bool:
    """Whether a text shows anything: not blanks and formatting characters alone."""
    return any(not character.isspace() and unicodedata.category(character) != "Cf" for character in text)


@cache
def _is_shapeless(sign: str) -> bool:
    if sign in "\n\t":
        return False
    return sign == "\N{REPLACEMENT CHARACTER}" or unicodedata.category(sign) in {"Cc", "Co", "Cs"}
