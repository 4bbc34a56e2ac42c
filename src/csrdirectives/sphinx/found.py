"""How a page is found and shown elsewhere: its description, its card in other places, its data for search engines."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

from docutils import nodes

from csrdirectives.sphinx.languages import language_of_pages
from csrdirectives.sphinx.linkeddata import linked_data, script, setup_linked_data

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LENGTH = 150  # of a description, which search engines cut about there
SENTENCE = re.compile(r".*[。！？.!?](?=\s|[^\x00-\x7f]|$)", re.DOTALL)


def describe(app: Sphinx, page: str, _template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Let the template tell what the page is; nothing for what is no page of the sources, such as the search."""
    context["csr_meta"], context["csr_linked_data"] = [], ""
    if doctree is None or "furo_navigation_tree" not in context:
        return
    title = unescape(re.sub(r"<[^>]+>", "", context.get("title") or ""))
    told = {
        "og:title": title or app.config.html_title,
        "og:site_name": app.config.html_title,
        "og:type": "website" if page == app.config.root_doc else "article",
        "og:locale": language_of_pages(app).replace("-", "_"),
        "og:description": (words := description(doctree)),
    }
    if app.config.html_baseurl:
        told["og:url"] = context.get("pageurl") or ""
    context["csr_meta"] = [("name", "description", words)] if words else []
    context["csr_meta"] += [("property", name, text) for name, text in told.items() if text]
    if found := linked_data(app, page, first_paragraph(doctree)):
        context["csr_linked_data"] = script(found)


def description(doctree: nodes.document) -> str:
    """The first paragraph, as far as whole sentences go; where the first is too long, it is cut."""
    text = first_paragraph(doctree)
    if len(text) <= LENGTH:
        return text
    whole = SENTENCE.match(text[:LENGTH])
    return whole[0] if whole else text[: LENGTH - 1].rstrip() + "…"


def first_paragraph(doctree: nodes.document) -> str:
    """The words of the first paragraph."""
    first = next((node for node in doctree.findall(nodes.paragraph) if isinstance(node.parent, nodes.section)), None)
    pieces = [text.astext() for text in first.findall(nodes.Text) if not _is_mark(text)] if first is not None else []
    return " ".join("".join(pieces).split())


def _is_mark(text: nodes.Text) -> bool:
    """Whether it is a mark of doubt or of a note, which leads nowhere outside of its page."""
    above = text.parent
    while above is not None and not isinstance(above, nodes.superscript | nodes.footnote_reference):
        above = above.parent
    return above is not None


def setup_found(app: Sphinx) -> None:
    """Describe the pages."""
    setup_linked_data(app)
    app.connect("html-page-context", describe, priority=910)  # after the context of the theme
