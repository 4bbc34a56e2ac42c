"""Where in the printed document an anchor of a page is: one label for each place, however many names it has."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder


class Addresses:
    """The labels of a document, known before a line is written, so that a broken reference is told and not hidden."""

    def __init__(self, document: nodes.document) -> None:
        self._labels: dict[tuple[str, str], str] = {}
        self._firsts: dict[str, str] = {}
        self._collect(document, document["docname"])

    def _collect(self, node: nodes.Element, docname: str) -> None:
        if isinstance(node, addnodes.start_of_file):
            docname = node["docname"]
        if isinstance(node, addnodes.index):  # its targets stand beside it
            return
        if node.get("ids"):
            self._name(node, docname)
        for child in node.children:
            if isinstance(child, nodes.Element):
                self._collect(child, docname)

    def _name(self, node: nodes.Element, docname: str) -> None:
        label = f"{docname}:{node['ids'][0]}"
        for id_ in node["ids"]:
            self._labels.setdefault((docname, id_), label)
        if isinstance(node, nodes.section):
            self._firsts.setdefault(docname, label)

    def label(self, docname: str, id_: str) -> str | None:
        """The label of an anchor; of a page where *id_* is empty; ``None`` if nothing printed bears it."""
        if not id_:
            return self._firsts.get(docname)
        return self._labels.get((docname, id_))

    @staticmethod
    def uri(docname: str, id_: str = "") -> str:
        """How references name a place until they are written."""
        return f"%{docname}#{id_}" if id_ else f"%{docname}"

    @staticmethod
    def parsed(uri: str) -> tuple[str, str] | None:
        """The page and anchor of a reference within the document; ``None`` of one that leads out of it.

        >>> Addresses.parsed("%about#top"), Addresses.parsed("https://example.org/%23")
        (('about', 'top'), None)
        """
        if not uri.startswith("%"):
            return None
        docname, _, id_ = uri[1:].partition("#")
        return docname, id_


def numbers_of(builder: Builder, docname: str, section: nodes.section) -> str:
    """The printed number of a section as Sphinx assigned it; empty if it has none."""
    numbers = builder.env.toc_secnumbers.get(docname, {})
    found = next((numbers[f"#{id_}"] for id_ in section["ids"] if f"#{id_}" in numbers), None)
    if found is None and not isinstance(section.parent, nodes.section):
        found = numbers.get("")
    return ".".join(map(str, found)) if found else ""
