"""How a page is found and shown elsewhere: its description, its card in other places, its data for search engines."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any

from docutils import nodes

from csrdirectives.sphinx.datafolder import FOLDER, offers_files
from csrdirectives.sphinx.freshness import domain_of
from csrdirectives.sphinx.languages import language_of_pages

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LENGTH = 150  # of a description, which search engines cut about there
FILES = {
    "excel": ("excel.csv", "text/csv"),
    "csv": ("observations.csv", "text/csv"),
    "json": ("catalogue.json", "application/json"),
}
"""The file of each form that holds every figure."""
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
    if page == app.config.root_doc:
        context["csr_linked_data"] = script(linked_data(app, words))


def description(doctree: nodes.document) -> str:
    """The first paragraph, as far as whole sentences go.

    One longer than a description is cut at its last word or character.
    """
    first = next((node for node in doctree.findall(nodes.paragraph) if isinstance(node.parent, nodes.section)), None)
    pieces = [text.astext() for text in first.findall(nodes.Text) if not _is_mark(text)] if first is not None else []
    text = " ".join("".join(pieces).split())
    if len(text) <= LENGTH:
        return text
    whole = SENTENCE.match(text[:LENGTH])
    return whole[0] if whole else text[: LENGTH - 1].rstrip() + "…"


def _is_mark(text: nodes.Text) -> bool:
    """Whether it is a mark of doubt or of a note, which leads nowhere outside of its page."""
    above = text.parent
    while above is not None and not isinstance(above, nodes.superscript | nodes.footnote_reference):
        above = above.parent
    return above is not None


def linked_data(app: Sphinx, words: str) -> list[dict[str, Any]]:
    """The report and its data after schema.org; an address only where the site knows its own."""
    report, base = domain_of(app.env).catalogue.report, app.config.html_baseurl
    publisher = {"@type": "Organization", "name": report.entity.name}
    span = f"{report.period.start}/{report.period.end}"
    common = {"inLanguage": language_of_pages(app), "publisher": publisher, "temporalCoverage": span}
    found = {"@type": "Report", "name": app.config.html_title, "description": words, **common}
    if base:
        found["url"] = base
    told = [found]
    files = [FILES[form] for form in app.config.csr_exports if form in FILES] if offers_files(app.builder) else []
    if files:
        data = {
            "@type": "Dataset",
            "name": f"{report.title} · {domain_of(app.env).formatter.words['data']}",
            "description": words,
            **common,
            "isPartOf": {"@type": "Report", "name": app.config.html_title},
            "creator": publisher,
            "distribution": [
                {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": f"{base}{FOLDER}/{path}"}
                for path, kind in files
            ],
        }
        told.append(data | ({"copyrightNotice": report.rights} if report.rights else {}))
    return [{"@context": "https://schema.org", **each} for each in told]


def ask_about_report(app: Sphinx, doctree: nodes.document) -> None:
    """Let the first page be written again when the report changes its name or the like."""
    if app.env.current_document.docname == app.config.root_doc and doctree.children:
        domain_of(app.env).note(app.config.root_doc, "report")


def script(found: object) -> str:
    """Data in a page, out of which no text of theirs can break."""
    text = json.dumps(found, ensure_ascii=False, sort_keys=True)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def setup_found(app: Sphinx) -> None:
    """Describe the pages."""
    app.connect("doctree-read", ask_about_report)
    app.connect("html-page-context", describe, priority=910)  # after the context of the theme
