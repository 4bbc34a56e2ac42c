"""Where a figure is shown: links to pages, put in when all pages are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from csrdirectives.sphinx.freshness import domain_of
from csrdirectives.sphinx.nodes import csr_places
from csrdirectives.sphinx.numbering import full_number, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


def reading_order(env: BuildEnvironment) -> list[str]:
    """The pages as the contents list them, from the root."""
    order: list[str] = []

    def walk(page: str) -> None:
        if page not in order:
            order.append(page)
            for below in env.toctree_includes.get(page, ()):
                walk(below)

    walk(env.config.root_doc)
    return order


class ListPlaces(SphinxPostTransform):
    """Puts links in the place of each :class:`csr_places`."""

    default_priority = 5  # before references are resolved

    def run(self, **kwargs: object) -> None:
        domain = domain_of(self.env)
        if not domain.printing:
            return
        awaiting = list(self.document.findall(csr_places))
        order = {page: place for place, page in enumerate(reading_order(self.env))}
        for node in awaiting:
            pages = {page for id_ in node["indicators"] for page in domain.places.get(id_, ())}
            pages.discard(self.env.current_document.docname)
            # in the order in which they are read, those outside the contents last
            linked = sorted(filter(self._is_built, pages), key=lambda page: (order.get(page, len(order)), page))
            node.replace_self(list(self._links(linked)) or [nodes.Text("–")])

    @property
    def _builder(self) -> Builder:
        return self.env._app.builder  # noqa: SLF001  # as Sphinx's own transforms do; its public name is to go

    def _is_built(self, page: str) -> bool:
        """Whether the page is part of what is built; a document for print may leave pages out."""
        if page not in getattr(self._builder, "pages", {page}):  # our own has an address for every page
            return False
        try:
            self._builder.get_relative_uri(self.env.current_document.docname, page)
        except NoUri:
            return False
        return True

    def _links(self, pages: list[str]) -> Iterator[nodes.Node]:
        domain = domain_of(self.env)
        for page in pages:
            if page != pages[0]:
                yield nodes.Text(domain.formatter.words["semicolon"])
            number = self.env.toc_secnumbers.get(page, {}).get("", ())
            words = full_number(plain(number)) if number and domain.formatter.chinese else ""
            front = page == self.env.config.root_doc
            title = domain.formatter.words["front-page"] if front else self.env.titles[page].astext()
            text = nodes.inline("", words + title)
            yield make_refnode(self._builder, self.env.current_document.docname, page, "", text)
