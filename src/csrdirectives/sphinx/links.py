"""Figures within links: a link cannot hold another, so there they lead nowhere."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform


class PlainWithinLinks(SphinxPostTransform):
    """Keeps the words of each link to a definition that stands within the words of a link."""

    default_priority = 4  # before any reference is resolved

    def run(self, **kwargs: object) -> None:
        for node in list(self.document.findall(addnodes.pending_xref)):
            if node.get("refdomain") == "csr" and _within_link(node):
                node.replace_self(node.children)


def _within_link(node: nodes.Node) -> bool:
    above = node.parent
    while above is not None and not isinstance(above, nodes.reference | addnodes.pending_xref):
        above = above.parent
    return above is not None
