"""Where a figure is shown: links to pages and their sections, put in when all pages are read."""

from __future__ import annotations

from fnmatch import fnmatch
from typing import TYPE_CHECKING, NamedTuple, cast

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from csrdirectives.sphinx.entries import CATALOGUE
from csrdirectives.sphinx.freshness import domain_of
from csrdirectives.sphinx.nodes import csr_figure, csr_places
from csrdirectives.sphinx.numbering import full_number, heading_number, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

SECTIONS = "csr_sections"  # in a page's metadata: each indicator's sections, by their anchors


def note_sections(app: Sphinx, doctree: nodes.document) -> None:
    """Remember in which sections a page shows each indicator; its entries in a catalogue are no such place."""
    page = app.env.docname
    if not any(question.startswith("figure ") for question in domain_of(app.env).asked.get(page, ())):
        return
    found: dict[str, dict[str, None]] = {}
    ahead: list[tuple[nodes.Node, str, int]] = [(doctree, "", 0)]
    while ahead:
        node, anchor, depth = ahead.pop()
        if isinstance(node, csr_figure):
            if "indicator" in node:
                found.setdefault(node["indicator"], {})[anchor] = None
            continue
        if isinstance(node, nodes.section):
            depth += 1
            anchor = node["ids"][0] if depth > 1 else ""  # the first is the page itself
        if isinstance(node, nodes.Element) and CATALOGUE not in node.get("classes", ()):
            ahead += ((child, anchor, depth) for child in reversed(node.children))
    app.env.metadata[page][SECTIONS] = {indicator: tuple(anchors) for indicator, anchors in found.items()}


def sections_of(env: BuildEnvironment, page: str) -> Mapping[str, Sequence[str]]:
    """The sections of a page that show an indicator, by their anchors; an empty one is the page before them all."""
    return cast("Mapping[str, Sequence[str]]", env.metadata.get(page, {}).get(SECTIONS, {}))


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


def is_apart(config: Config, page: str) -> bool:
    """Whether a page is no part of the report."""
    return any(fnmatch(page, pattern) for pattern in config.csr_apart)


class Heading(NamedTuple):
    """A section as the contents of its page name it."""

    anchor: str
    text: str


class ListPlaces(SphinxPostTransform):
    """Puts links in the place of each :class:`csr_places`."""

    default_priority = 5  # before references are resolved

    def run(self, **kwargs: object) -> None:
        domain = domain_of(self.env)
        if not domain.printing:
            return
        awaiting = list(self.document.findall(csr_places))
        order = {page: place for place, page in enumerate(reading_order(self.env))} if awaiting else {}
        self._headings: dict[str, list[Heading]] = {}
        for node in awaiting:
            shown = set(node["indicators"])
            pages = {page for id_ in shown for page in domain.places.get(id_, ())}
            pages.discard(self.env.current_document.docname)
            # in the order in which they are read, those outside the contents last
            linked = sorted(filter(self._is_built, pages), key=lambda page: (order.get(page, len(order)), page))
            node.replace_self(list(self._links(linked, shown)) or [nodes.Text(domain.formatter.words["nowhere"])])

    @property
    def _builder(self) -> Builder:
        return self.env._app.builder  # noqa: SLF001  # as Sphinx's own transforms do; its public name is to go

    def _is_built(self, page: str) -> bool:
        """Whether the page is part of the report, and of what is built; a document for print may leave pages out."""
        if is_apart(self.config, page):
            return False
        if page not in getattr(self._builder, "pages", {page}):  # our own has an address for every page
            return False
        try:
            self._builder.get_relative_uri(self.env.current_document.docname, page)
        except NoUri:
            return False
        return True

    def _links(self, pages: list[str], shown: set[str]) -> Iterator[nodes.Node]:
        """Each page with its sections: 二（一）员工 › 1. 培训、2. 竞赛."""
        words = domain_of(self.env).formatter.words
        for page in pages:
            if page != pages[0]:
                yield nodes.Text(words["semicolon"])
            title, sections = self._title(page), self._sections(page, shown)
            if len(sections) == 1:
                yield self._link(page, sections[0].anchor, title + words["below"] + sections[0].text)
                continue
            yield self._link(page, "", title)
            for number, section in enumerate(sections):
                yield nodes.Text(words["between" if number else "below"])
                yield self._link(page, section.anchor, section.text)

    def _link(self, page: str, anchor: str, text: str) -> nodes.reference:
        return make_refnode(self._builder, self.env.current_document.docname, page, anchor, nodes.inline("", text))

    def _title(self, page: str) -> str:
        domain = domain_of(self.env)
        number = self.env.toc_secnumbers.get(page, {}).get("", ())
        words = full_number(plain(number)) if number and domain.formatter.chinese else ""
        front = page == self.env.config.root_doc
        return words + (domain.formatter.words["front-page"] if front else self.env.titles[page].astext())

    def _sections(self, page: str, shown: set[str]) -> list[Heading]:
        """The sections that show one of the indicators."""
        by_indicator = sections_of(self.env, page)
        anchors = {anchor for id_ in shown for anchor in by_indicator.get(id_, ())}
        if page not in self._headings:
            self._headings[page] = list(self._headings_of(page))
        return [heading for heading in self._headings[page] if heading.anchor in anchors]

    def _headings_of(self, page: str) -> Iterator[Heading]:
        chinese = domain_of(self.env).formatter.chinese
        for reference in self.env.tocs[page].findall(nodes.reference):
            anchor = reference.get("anchorname", "").removeprefix("#")
            if anchor and reference.get("refuri") == page:
                number = self.env.toc_secnumbers.get(page, {}).get(f"#{anchor}", ())
                yield Heading(
                    anchor, (heading_number(plain(number)) if number and chinese else "") + reference.astext()
                )


def setup_places(app: Sphinx) -> None:
    """Add the setting; note where figures are shown, and list it."""
    app.add_config_value(
        "csr_apart",
        [],
        "env",
        frozenset({list, tuple}),
        "Patterns of pages that are no part of the report, such as ``handbook/*``: they are not named among the places"
        " of a figure, nor among the chapters of which search engines are told.",
    )
    app.connect("doctree-read", note_sections)
    app.add_post_transform(ListPlaces)
