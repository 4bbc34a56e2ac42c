"""Data to take away, written beside the pages of each language: ``data/``; and links to them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.errors import ConfigError
from sphinx.locale import __
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.osutil import relative_uri

from csrdirectives.sphinx.datafolder import FOLDER, keep, offers_files
from csrdirectives.sphinx.freshness import domain_of
from csrdirectives.sphinx.translation import CATALOGUE, finished, source_language, translated_in
from csrdirectives.stamp import stamp

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.config import Config

    from csrdirectives.export import Material

OWN = ("*.csv", "*.json", "figures/*.csv", "registers/*.csv")
FORMS = ("csv", "topics", "excel", "json", "datapackage")


# ---- writing


def write_exports(app: Sphinx, error: Exception | None) -> None:
    """Have the files there as they should be."""
    if error is None and offers_files(app.builder):
        keep(app, "data", _stamp(app), OWN, lambda: _files(app))


def _files(app: Sphinx) -> dict[str, bytes]:
    if not app.config.csr_exports:
        return {}
    from csrdirectives.export import exported  # noqa: PLC0415  # not needed where nothing changed

    return exported(_material(app), domain_of(app.env).formatter, tuple(app.config.csr_exports))


def _material(app: Sphinx) -> Material:
    """The catalogue in every language of the report, and where its pages define indicators."""
    from csrdirectives.export import Material  # noqa: PLC0415  # as above
    from csrdirectives.translate import translate  # noqa: PLC0415  # as above

    domain = domain_of(app.env)
    original, base = domain.read_data().original, app.config.html_baseurl
    catalogues = {source_language(app): original}
    for language in original.report.languages[1:]:
        catalogues[language] = translate(original, partial(_or_itself, dict(finished(app, CATALOGUE, language))))

    def address(indicator: str) -> str:
        place = domain.definitions.get(("indicator", indicator))
        return f"{base}{app.builder.get_target_uri(place[0])}#{place[1]}" if place else ""

    return Material(catalogues, address)


def _or_itself(found: Mapping[str, str], text: str) -> str:
    """The translation; what has none stays as it is, which the build tells in its own language."""
    return found.get(text, text)


def _stamp(app: Sphinx) -> str:
    """What the files follow from, in one word: data, translations, settings, the places of definitions."""
    config, domain = app.config, domain_of(app.env)
    if not domain.stamp:
        return ""
    places = sorted((name, page, anchor) for (_, name), (page, anchor, _) in domain.definitions.items())
    translated = [path for language in domain.languages for path in translated_in(app, CATALOGUE, language)]
    words = repr((config.csr_exports, config.html_baseurl, config.language, places))
    return stamp(Path(app.srcdir, config.csr_data), translated, words)


# ---- linking


def file_link(path: str, text: str) -> nodes.reference:
    """A link to a file of the data, where there is a site; else its words."""
    return nodes.reference("", "", nodes.literal("", text), csr_file=path, internal=True)


class LeadToFiles(SphinxPostTransform):
    """Gives each link to a file its address, or leaves its words alone where there is no such file."""

    default_priority = 5

    def run(self, **kwargs: object) -> None:
        builder = self.env._app.builder  # noqa: SLF001  # as Sphinx's own transforms do; its public name is to go
        here = builder.get_target_uri(self.env.current_document.docname) if offers_files(builder) else ""
        for link in [node for node in self.document.findall(nodes.reference) if "csr_file" in node]:
            path = link.attributes.pop("csr_file")
            if offers_files(builder):
                link["refuri"] = relative_uri(here, f"{FOLDER}/{path}")
                link["classes"].append("csr-file")
            else:
                link.replace_self(link.children)


def offer_files(app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: nodes.document | None) -> None:
    """Let templates offer the files that people ask for first: the words and the address of each, from the page."""
    first = {"excel": ("excel.csv", "CSV"), "datapackage": ("datapackage.json", "Data Package")}
    given = [first[form] for form in app.config.csr_exports if form in first] if offers_files(app.builder) else []
    here = app.builder.get_target_uri(page) if given else ""
    context["csr_data_files"] = [(label, relative_uri(here, f"{FOLDER}/{path}")) for path, label in given]


def check_forms(_: Sphinx, config: Config) -> None:
    """Refuse a form that does not exist."""
    if unknown := [name for name in config.csr_exports if name not in FORMS]:
        raise ConfigError(__("csr_exports: unknown %s; known: %s") % (", ".join(unknown), ", ".join(FORMS)))


def setup_exporting(app: Sphinx) -> None:
    """Add the setting, and write the files when the pages are written."""
    app.add_config_value(
        "csr_exports",
        list(FORMS),
        "env",
        frozenset({list, tuple}),
        "The forms in which the site gives the data away, in its folder ``data``; empty: none.",
    )
    app.connect("config-inited", check_forms)
    app.connect("html-page-context", offer_files)
    app.connect("build-finished", write_exports)
    app.add_post_transform(LeadToFiles)
