"""Footnotes at the foot of the page, citations in their list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from csrdirectives.typst.strings import call, quoted, shown
from csrdirectives.typst.writer.base import Writer

if TYPE_CHECKING:
    from csrdirectives.typst.builder import TypstBuilder

Footnotes = dict[tuple[str, str], nodes.footnote]
"""The footnotes of a document by page and anchor."""


class Notes(Writer):
    """Visitors of notes; a footnote is set where it is first referred to, and referred to after that."""

    def __init__(self, document: nodes.document, builder: TypstBuilder) -> None:
        super().__init__(document, builder)
        self._footnotes = footnotes_of(document, document["docname"])

    def visit_footnote_reference(self, node: nodes.footnote_reference) -> None:
        note = self._footnotes.get((self.docname, node.get("refid", "")))
        label = f"note:{self.docname}:{note['ids'][0]}" if note is not None else ""
        if note is None:
            self.warn(node, "footnote", "the footnote “%s” is not printed", node.astext())
            self.add(call("super", content=shown(node.astext())) + ";")
        elif not self.first(label):
            self.add(self.once(call("note-again", quoted(label), classes=self.classes(node)) + ";"))
        else:
            made = call("note", content=self._body(note), classes=self.classes(node))
            self.add(self.once(f"{self.mark(node)}{made}#label({quoted(label)})"))
        raise nodes.SkipNode

    def _body(self, note: nodes.footnote) -> str:
        """What a footnote says; it is not in the heading that refers to it."""
        around, self.in_heading = self.in_heading, False
        self.begin()
        for child in note.children:
            if not isinstance(child, nodes.label):
                child.walkabout(self)
        self.in_heading = around
        return self.end().strip()

    def visit_footnote(self, node: nodes.footnote) -> None:
        """Set where it is referred to."""
        raise nodes.SkipNode

    def visit_citation(self, node: nodes.citation) -> None:
        self.begin()

    def depart_citation(self, node: nodes.citation) -> None:
        label = next((child.astext() for child in node.children if isinstance(child, nodes.label)), "")
        self.block(call("cited", f"[{shown(label)}]", content=self.anchor(node) + self.end().strip()))

    def visit_label(self, node: nodes.label) -> None:
        raise nodes.SkipNode

    def visit_citation_reference(self, node: nodes.citation_reference) -> None:
        self.add(shown(f"[{node.astext()}]"))
        raise nodes.SkipNode


def footnotes_of(node: nodes.Element, docname: str) -> Footnotes:
    """The footnotes below a node of a page, and of the pages within it."""
    found: Footnotes = {}
    for child in node.children:
        if isinstance(child, nodes.footnote):
            found |= {(docname, id_): child for id_ in child["ids"]}
        elif isinstance(child, nodes.Element):
            below = child["docname"] if isinstance(child, addnodes.start_of_file) else docname
            found |= footnotes_of(child, below)
    return found
