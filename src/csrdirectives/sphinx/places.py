"""Where a figure is shown: links to pages, put in when all pages are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from csrdirectives.sphinx.freshness import domain_of
from csrdirectives.sphinx.nodes import csr_places
from csrdirectives.sphinx.numbering import full_number, plain

if TYPE_CHECKING:
    from collections.abc import Iterator


class ListPlaces(SphinxPostTransform):
    """Puts links in the place of each :class:`csr_places`."""

    default_priority = 5  # before references are resolved

    def run(self, **kwargs: object) -> None:
        domain = domain_of(self.env)
        for node in list(self.document.findall(csr_places)):
            pages = dict.fromkeys(page for id_ in node["indicators"] for page in domain.places(id_))
            pages.pop(self.env.current_document.docname, None)
            node.replace_self(list(self._links(list(pages))) or [nodes.Text("–")])

    def _links(self, pages: list[str]) -> Iterator[nodes.Node]:
        domain = domain_of(self.env)
        for page in pages:
            if page != pages[0]:
                yield nodes.Text(domain.formatter.words["semicolon"])
            number = self.env.toc_secnumbers.get(page, {}).get("", ())
            words = full_number(plain(number)) if number and domain.formatter.chinese else ""
            text = nodes.inline("", words + self.env.titles[page].astext())
            yield make_refnode(self.app.builder, self.env.current_document.docname, page, "", text)
