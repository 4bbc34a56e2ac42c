"""Entries of indicators on a site: each has a link to itself, each figure too, and words by which it is cited.

On paper they are left out, and in other documents: there the page and its number do as much.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from csrdirectives.sphinx.freshness import domain_of
from csrdirectives.sphinx.nodes import csr_figure

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

CATALOGUE = "csr-catalogue"
INDEX = "csr-index"
ENTRIES = "csr_entries"  # in a page's metadata: that it has entries, or an index of them
SITE_ONLY = "csr-site-only"


def is_site(builder: Builder) -> bool:
    """Whether what is built has addresses that readers can pass on."""
    return builder.format == "html" and builder.name != "epub"


def cite(text: str, indicator: str) -> nodes.inline:
    """Words by which an indicator is cited, to be followed by its address."""
    return nodes.inline("", text, csr_cited=indicator)


class FinishEntries(SphinxPostTransform):
    """Gives entries their links and addresses, or takes away what is for a site alone."""

    default_priority = 3  # before figures become links

    def run(self, **kwargs: object) -> None:
        builder = self.env._app.builder  # noqa: SLF001  # as Sphinx's own transforms do; its public name is to go
        known = self.env.metadata.get(self.env.current_document.docname, {})
        if ENTRIES not in known and builder.name in {"html", "dirhtml"}:  # the others may put pages together
            return
        for index in self.document.findall(nodes.bullet_list):
            if INDEX in index["classes"]:
                self._lead_on(index, addressed=is_site(builder) and builder.name != "singlehtml")
        if not is_site(builder):
            for field in [field for field in self.document.findall(nodes.field) if SITE_ONLY in field["classes"]]:
                field.parent.remove(field)
            return
        for listed in self.document.findall(nodes.definition_list):
            if CATALOGUE in listed["classes"]:
                for item in listed:
                    self._finish(item, builder)  # type: ignore[arg-type]  # its children are items

    def _finish(self, item: nodes.Element, builder: Builder) -> None:
        term = item[0]
        assert isinstance(term, nodes.term)
        if term["ids"] and self.config.html_permalinks:
            title = escape(domain_of(self.env).formatter.words["link-to-indicator"])
            icon, anchor = self.config.html_permalinks_icon, escape(term["ids"][0])
            made = f'<a class="headerlink" href="#{anchor}" title="{title}" aria-label="{title}">{icon}</a>'
            term += nodes.raw("", made, format="html")
        for figure in list(item.findall(csr_figure)):
            if figure["ids"]:
                parent = figure.parent
                assert parent is not None
                parent.replace(figure, nodes.reference("", "", figure, refid=figure["ids"][0], classes=["csr-self"]))
        for cited in [node for node in item.findall(nodes.inline) if "csr_cited" in node]:
            cited.append(self._address_of(cited.attributes.pop("csr_cited"), builder))

    def _address_of(self, indicator: str, builder: Builder) -> nodes.reference:
        """The address of an indicator, whole where the site knows its own."""
        page, anchor, _ = domain_of(self.env).definitions["indicator", indicator]
        base, path = self.config.html_baseurl, builder.get_target_uri(page)
        text = nodes.inline("", f"{base.rstrip('/')}/{path}" if base else path)
        text += nodes.inline("", f"#{anchor}", classes=["csr-fragment"])
        made = make_refnode(builder, self.env.current_document.docname, page, anchor, text)
        made["classes"].append("csr-address")
        return made

    def _lead_on(self, index: nodes.bullet_list, *, addressed: bool) -> None:
        """Let old addresses lead on: the line of an indicator has the anchor of its entry on another page."""
        domain, page = domain_of(self.env), self.env.current_document.docname
        for item in index:
            assert isinstance(item, nodes.Element)
            place = domain.definitions.get(("indicator", item.attributes.pop("csr_entry")))
            if addressed and place is not None and place[0] != page:
                item["ids"].append(place[1])


def setup_entries(app: Sphinx) -> None:
    """Finish the entries when pages are written."""
    app.add_post_transform(FinishEntries)
