"""What every part of the writer builds on: buffers, places, labels, warnings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxTranslator

from csrdirectives.typst.addresses import Addresses
from csrdirectives.typst.strings import call, quoted, shown, strings
from csrdirectives.typst.writer.measures import typst_length

if TYPE_CHECKING:
    from csrdirectives.typst.builder import TypstBuilder

logger = logging.getLogger(__name__)


class Writer(SphinxTranslator):
    """Collects the text of the document in ``parts``; ``places`` are the nodes whose numbers stand in it."""

    builder: TypstBuilder

    def __init__(self, document: nodes.document, builder: TypstBuilder) -> None:
        super().__init__(document, builder)
        self.parts: list[str] = []
        self.places: list[nodes.Element] = []
        self.addresses = Addresses(document)
        self.docnames = [document["docname"]]
        self._outer: list[list[str]] = []
        self._written: set[str] = set()
        self._wanted: dict[str, nodes.Element] = {}
        self.goals: dict[str, None] = {}
        """The labels to which links lead, once each in the order of the first."""
        self.in_heading = False
        self.verbatim = 0
        """How many of the nodes around keep the spaces and line ends of their text."""

    @property
    def docname(self) -> str:
        """The page that is being written."""
        return str(self.docnames[-1])

    # ---- text

    def add(self, text: str) -> None:
        """Write on."""
        self.parts.append(text)

    def begin(self) -> None:
        """Write the next into a buffer of its own, until :meth:`end`."""
        self._outer.append(self.parts)
        self.parts = []

    def end(self) -> str:
        """What was written since :meth:`begin`."""
        made = "".join(self.parts)
        self.parts = self._outer.pop()
        return made

    def inner(self, node: nodes.Element) -> str:
        """What the children of a node are written as."""
        self.begin()
        for child in node.children:
            child.walkabout(self)
        return self.end()

    def block(self, text: str) -> None:
        """Write a block: a paragraph of its own."""
        self.add(f"{text}\n\n")

    # ---- places

    def mark(self, node: nodes.Element) -> str:
        """A comment by which a complaint of Typst about what follows is told at the node's line."""
        self.places.append(node)
        return f"/*@{len(self.places) - 1}*/"

    def warn(self, node: nodes.Node, subtype: str, message: str, *arguments: object) -> None:
        """A warning at the author's line."""
        logger.warning(message, *arguments, type="typst", subtype=subtype, location=node)

    def label_of(self, node: nodes.Element) -> str:
        """The label of a node, to be written after what it becomes; nothing if it has none."""
        found = self._new_label(node)
        return f"#label({quoted(found)})" if found else ""

    def anchor(self, node: nodes.Element) -> str:
        """A place without content that bears the label of a node."""
        found = self._new_label(node)
        return self.once(call("anchor", quoted(found)) + ";") if found else ""

    def once(self, made: str) -> str:
        """What is not to appear again where a heading is repeated, in the contents and in running heads."""
        return call("once", content=made) + ";" if self.in_heading else made

    def _new_label(self, node: nodes.Element) -> str | None:
        if not node.get("ids"):
            return None
        found = self.addresses.label(self.docname, node["ids"][0])
        return found if found is not None and self.first(found) else None

    def first(self, label: str) -> bool:
        """Whether a label is to be written here: once in a document."""
        new = label not in self._written
        self._written.add(label)
        return new

    def is_written(self, label: str) -> bool:
        """Whether something so far bears a label."""
        return label in self._written

    def xref(self, node: nodes.Element, label: str, text: str) -> str:
        """A link within the document; that its end was written is made sure of by :meth:`finish`."""
        self._wanted.setdefault(label, node)
        return f"{self.mark(node)}{call('xref', quoted(label), content=text)};"

    def finish(self) -> str:
        """The whole text; a link to what was not printed is told, and is plain text."""
        text = "".join(self.parts)
        for label, node in self._wanted.items():
            if label not in self._written:
                self.warn(node, "reference", "“%s” leads to “%s”, which is not printed", node.astext(), label)
                text = text.replace(f"#xref({quoted(label)})[", "#text[")
            else:
                self.goals[label] = None
        return text

    # ---- classes

    @staticmethod
    def classes(node: nodes.Element) -> str | None:
        """The classes of a node, by which a style may set it in its own way."""
        return strings(node["classes"]) if node.get("classes") else None

    # ---- what several kinds of nodes have

    def figure_number(self, node: nodes.Element, kind: str) -> str | None:
        """The label and number that Sphinx gave, such as 图 2.1, as a string; ``None`` if it gave none."""
        numbers = self.builder.env.toc_fignumbers.get(self.docname, {}).get(kind, {})
        found = next((numbers[id_] for id_ in node["ids"] if id_ in numbers), None)
        if not found:
            return None
        return quoted(self.config.numfig_format[kind] % ".".join(map(str, found)))

    def length(self, node: nodes.Element, name: str) -> str | None:
        """A width or height in Typst's units; what cannot be read is told and left out."""
        given = str(node.get(name, "")).strip()
        made = typst_length(given) if given else None
        if given and made is None:
            self.warn(node, "length", "cannot read the %s “%s”", name, given)
        return made

    @staticmethod
    def side(node: nodes.Element) -> str | None:
        """Where something narrower than the text stands, if an author said so."""
        return node["align"] if node.get("align") in {"left", "center", "right"} else None

    # ---- nodes

    def visit_Text(self, node: nodes.Text) -> None:  # noqa: N802  # as the node is named
        text = node.astext()
        if self.verbatim:
            self.add("#linebreak();".join(f"{call('raw', quoted(line))};" if line else "" for line in text.split("\n")))
        else:
            self.add(shown(text))

    def depart_Text(self, node: nodes.Text) -> None:  # noqa: N802
        pass

    def unknown_visit(self, node: nodes.Node) -> None:
        name = type(node).__name__
        self.warn(node, "unknown-node", "a “%s” has no form in print, only its text is printed", name)
        if not node.astext().strip():  # that something is missing is seen
            self.block(call("problematic", content=shown(f"[{name}]")) + ";")

    def unknown_departure(self, node: nodes.Node) -> None:
        pass
