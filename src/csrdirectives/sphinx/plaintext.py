"""Numbers of figures and tables in plain text and manual pages, whose writers print the pattern: see Fig. %s."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx

KINDS = {nodes.figure: ("figure", nodes.caption), nodes.table: ("table", nodes.title)}


class WriteNumbers(SphinxPostTransform):
    """Writes the number of each figure and table before its caption, and where it is referred to."""

    default_priority = 20  # after references are resolved
    builders = ("text", "man")

    def run(self, **kwargs: object) -> None:
        for reference in list(self.document.findall(addnodes.number_reference)):
            reference.replace_self(nodes.inline("", reference.astext()))
        numbers = self.env.toc_fignumbers.get(self.env.current_document.docname, {})
        for block in self.document.findall(lambda node: isinstance(node, nodes.figure | nodes.table)):
            kind, above = KINDS[type(block)]  # type: ignore[index]  # as found
            number = next((numbers.get(kind, {}).get(id_) for id_ in block["ids"]), None)  # type: ignore[index]
            caption = block.next_node(above)
            if number and caption is not None and self.config.numfig:
                caption.insert(0, nodes.Text(self.config.numfig_format[kind] % ".".join(map(str, number)) + " "))


def setup_plaintext(app: Sphinx) -> None:
    """Write numbers where the writers of Sphinx do not."""
    app.add_post_transform(WriteNumbers)
