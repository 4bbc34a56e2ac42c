"""Links within the document and out of it, and their ends."""

from __future__ import annotations

from urllib.parse import urlsplit

from docutils import nodes
from sphinx import addnodes

from csrdirectives.typst.strings import call, quoted
from csrdirectives.typst.writer.base import Writer


class Links(Writer):
    """Visitors of links; one to what is not printed is plain text, and told unless its whole page was left out."""

    def visit_reference(self, node: nodes.reference) -> None:
        self.add(self.anchor(node))
        self.begin()

    def depart_reference(self, node: nodes.reference) -> None:
        text = self.end()
        if isinstance(node.parent, nodes.TextElement):
            self.add(self._link(node, text))
        else:  # a picture that leads elsewhere
            self.block(self._link(node, text.strip()))

    visit_number_reference, depart_number_reference = visit_reference, depart_reference

    def _link(self, node: nodes.Element, text: str) -> str:
        uri = node.get("refuri", "")
        if uri and urlsplit(uri).scheme:
            return call("weblink", quoted(uri), content=text) + ";" if text else ""
        place = self._place(uri) if uri else (self.docname, node.get("refid", ""))
        label = self.addresses.label(*place) if place else None
        if label is None and place is not None and place[0] not in self.builder.pages:
            return text  # to a page that the settings leave out
        if label is None:
            target = uri.removeprefix("%") or node.get("refid", "")
            self.warn(node, "reference", "“%s” leads to “%s”, which is not printed", node.astext(), target)
            return text
        return self.xref(node, label, text)

    def _place(self, uri: str) -> tuple[str, str] | None:
        """The page and anchor that an address names; ``None`` if it is of a file beside the site."""
        return (self.docname, uri[1:]) if uri.startswith("#") else self.addresses.parsed(uri)

    def visit_download_reference(self, node: addnodes.download_reference) -> None:
        """A file of the site cannot be had from paper; an address can."""
        self.begin()

    def depart_download_reference(self, node: addnodes.download_reference) -> None:
        text = self.end()
        uri = node.get("refuri", "")
        self.add(self._link(node, text) if urlsplit(uri).scheme else call("download", content=text) + ";")

    def visit_pending_xref(self, node: addnodes.pending_xref) -> None:
        """One that Sphinx could not resolve, which it told."""

    def depart_pending_xref(self, node: addnodes.pending_xref) -> None:
        pass

    def visit_target(self, node: nodes.target) -> None:
        self.add(self.anchor(node))

    def depart_target(self, node: nodes.target) -> None:
        pass
