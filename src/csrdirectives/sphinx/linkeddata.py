"""What programs are told of the report and its data, after schema.org: search engines for data, tools of journalists.

The first page describes the report with its chapters; the page that lists the files describes the data, with what they
measure. An address is told only where the site knows its own.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from csrdirectives.sphinx.datafolder import FOLDER, offers_files
from csrdirectives.sphinx.freshness import domain_of
from csrdirectives.sphinx.languages import language_of_pages
from csrdirectives.sphinx.places import is_apart, reading_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from csrdirectives.report import ReportTable

FILES = {
    "excel": ("excel.csv", "text/csv", "file-excel"),
    "csv": ("observations.csv", "text/csv", "file-observations"),
    "json": ("catalogue.json", "application/json", ""),
}
"""The file of each form that holds every figure, its type, and the word that says what it is for."""
ADDRESS = re.compile(r"https?://[!-~]*[\w/]")

Thing = dict[str, Any]


def linked_data(app: Sphinx, page: str, description: str) -> Thing:
    """What the page describes; nothing for most pages."""
    listing = page_of_files(app.env)
    if page == app.config.root_doc:
        told = _report(app, description, _dataset(app, listing, description) if listing in {"", page} else {})
    elif page == listing:
        told = _dataset(app, page, description)
    else:
        told = {}
    return {"@context": "https://schema.org", **told} if told else {}


def page_of_files(env: BuildEnvironment) -> str:
    """The page of the report that lists the files of the data, the first that is read; empty if there is none."""
    listing = sorted(page for page in domain_of(env).listing if not is_apart(env.config, page))
    if len(listing) > 1:
        listing = [page for page in reading_order(env) if page in listing] or listing
    return listing[0] if listing else ""


def _report(app: Sphinx, description: str, dataset: Thing) -> Thing:
    """The report and its parts; the data are named, and described where no other page does."""
    env, root = app.env, app.config.root_doc
    chapters = [page for page in env.toctree_includes.get(root, ()) if not is_apart(app.config, page)]
    parts = [
        _thing("Chapter", name=env.titles[page].astext(), url=_at(app, page), position=position)
        for position, page in enumerate(chapters, start=1)
    ]
    if not dataset and _files(app):
        listing = page_of_files(env)
        dataset = _thing("Dataset", _at(app, listing, "dataset"), name=_name_of_data(app), url=_at(app, listing))
    return _thing(
        "Report",
        _at(app, root, "report"),
        name=app.config.html_title,
        description=description,
        url=_at(app, root),
        hasPart=[*parts, *([dataset] if dataset else [])],
        **_common(app),
    )


def _dataset(app: Sphinx, listing: str, description: str) -> Thing:
    """The data; what they measure is told on the page that lists the files, which is empty if there is none."""
    files, report, root = _files(app), domain_of(app.env).catalogue.report, app.config.root_doc
    if not files:
        return {}
    base, words = _base(app), domain_of(app.env).formatter.words
    downloads = [
        _thing(
            "DataDownload",
            name=path,
            description=words[word] if word else "",
            encodingFormat=kind,
            contentUrl=base and f"{base}{FOLDER}/{path}",
        )
        for path, kind, word in files
    ]
    common = _common(app)
    page = listing or root
    return _thing(
        "Dataset",
        _at(app, page, "dataset"),
        name=_name_of_data(app),
        description=description,
        url=_at(app, page),
        identifier=_at(app, page, "dataset"),
        creator=common["publisher"],
        creditText=_credit(app, report),
        license=match[0] if (match := ADDRESS.search(report.rights)) else "",
        isPartOf=_thing("Report", _at(app, root, "report"), name=app.config.html_title, url=_at(app, root)),
        distribution=downloads,
        variableMeasured=list(_variables(app)) if listing else [],
        **common,
    )


def _variables(app: Sphinx) -> Iterator[Thing]:
    """What the data measure: never a value, and no indicator of which none is given away."""
    from csrdirectives.export.suppression import given  # noqa: PLC0415  # most of the export, for one page

    domain = domain_of(app.env)
    for indicator in given(domain.catalogue):
        page, anchor, _ = domain.definitions.get(("indicator", indicator.id), ("", "", ""))
        yield _thing(
            "PropertyValue",
            name=indicator.name,
            propertyID=indicator.id,
            unitText=domain.formatter.head(domain.catalogue.units[indicator.unit]),
            url=_at(app, page, anchor) if page else "",
        )


def _common(app: Sphinx) -> Thing:
    """What holds of the report and of its data."""
    report = domain_of(app.env).catalogue.report
    name, short = report.entity.name, report.entity.short_name
    return {
        "inLanguage": language_of_pages(app),
        "publisher": _thing("Organization", name=name, alternateName=short if short != name else ""),
        "temporalCoverage": f"{report.period.start}/{report.period.end}",
        "version": report.edition,
        "copyrightNotice": report.rights,
    }


def _credit(app: Sphinx, report: ReportTable) -> str:
    """How to cite the data as a whole: publisher, title, edition."""
    words = domain_of(app.env).formatter.words
    edition = words["brackets"].format(words["edition-of"].format(report.edition)) if report.edition else ""
    return words["credit"].format(report.entity.name, report.title, edition)


def _name_of_data(app: Sphinx) -> str:
    return f"{app.config.html_title} · {domain_of(app.env).formatter.words['data']}"


def _files(app: Sphinx) -> list[tuple[str, str, str]]:
    """Those of the files that are there."""
    return [FILES[form] for form in app.config.csr_exports if form in FILES] if offers_files(app.builder) else []


def _base(app: Sphinx) -> str:
    base: str = app.config.html_baseurl
    return f"{base.rstrip('/')}/" if base else ""


def _at(app: Sphinx, page: str, anchor: str = "") -> str:
    """The whole address of a place; empty where the site does not know its own."""
    base = _base(app)
    return f"{base}{app.builder.get_target_uri(page)}{f'#{anchor}' if anchor else ''}" if base else ""


def _thing(kind: str, id_: str = "", **told: object) -> Thing:
    """A thing of a kind, of which nothing empty is told."""
    return {"@type": kind, **{name: value for name, value in {"@id": id_, **told}.items() if value}}


def ask_about_report(app: Sphinx, doctree: nodes.document) -> None:
    """Let what describes the report or its data be read again when that has another name, or measures other things."""
    domain, page = domain_of(app.env), app.env.current_document.docname
    if not doctree.children:
        return
    lists = page in domain.listing and not is_apart(app.config, page)
    if lists or page == app.config.root_doc:
        domain.note(page, "report")
    if lists:
        domain.note(page, "measured")


def script(found: object) -> str:
    """Data in a page, out of which no text of theirs can break."""
    text = json.dumps(found, ensure_ascii=False, sort_keys=True)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def setup_linked_data(app: Sphinx) -> None:
    """Note which pages describe something; they are described with the others."""
    app.connect("doctree-read", ask_about_report)
