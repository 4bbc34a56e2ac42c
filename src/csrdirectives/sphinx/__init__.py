"""The Sphinx side: everything that knows docutils lives in this package."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

import csrdirectives
from csrdirectives.sphinx.cards import setup_cards
from csrdirectives.sphinx.charts import setup_charts
from csrdirectives.sphinx.domain import ReportDomain
from csrdirectives.sphinx.entries import setup_entries
from csrdirectives.sphinx.exporting import setup_exporting
from csrdirectives.sphinx.found import setup_found
from csrdirectives.sphinx.freshness import pages_outdated, read_before_pages
from csrdirectives.sphinx.garbage import setup_garbage
from csrdirectives.sphinx.links import LeadToDefinitions, MarkDoubts, tell_unknown_section
from csrdirectives.sphinx.nodes import csr_figure, csr_places, depart_figure, visit_figure
from csrdirectives.sphinx.numbering import NumberReferences, note_heading, set_suffixes
from csrdirectives.sphinx.places import setup_places
from csrdirectives.sphinx.plaintext import setup_plaintext
from csrdirectives.sphinx.records import setup_records
from csrdirectives.sphinx.search import setup_search
from csrdirectives.sphinx.site import setup_site
from csrdirectives.sphinx.translation import setup_translation
from csrdirectives.sphinx.wordindex import setup_wordindex
from csrdirectives.sphinx.written import setup_written

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Everything that the extension adds, as a table of contents."""
    app.add_config_value("csr_data", "data", "env", frozenset({str}), "The folder of the data, in the source folder.")
    app.add_domain(ReportDomain)
    app.add_node(csr_figure, html=(visit_figure, depart_figure))
    app.add_node(csr_places)
    app.connect("config-inited", set_suffixes)
    app.connect("env-get-outdated", pages_outdated)
    app.connect("env-before-read-docs", read_before_pages)
    app.connect("doctree-read", note_heading)
    app.add_transform(MarkDoubts)
    app.add_post_transform(LeadToDefinitions)
    app.connect("missing-reference", tell_unknown_section, priority=900)  # once no other extension knows the place
    app.add_post_transform(NumberReferences)
    setup_places(app)
    setup_entries(app)
    setup_charts(app)
    setup_records(app)
    setup_written(app)
    setup_exporting(app)
    setup_cards(app)
    setup_found(app)
    setup_garbage(app)
    setup_translation(app)
    setup_search(app)
    setup_plaintext(app)
    setup_site(app)
    setup_wordindex(app)
    if "csrdirectives.typst" in {*app.config.extensions, *app.extensions}:  # as below
        from csrdirectives.sphinx.printed import setup_printed  # noqa: PLC0415

        setup_printed(app)
    if "sphinxcontrib.bibtex" in {*app.config.extensions, *app.extensions}:  # else not worth the time to load it
        from csrdirectives.sphinx.bibliography import setup_bibliography  # noqa: PLC0415

        setup_bibliography(app)
    return {
        "version": csrdirectives.__version__,
        "env_version": crc32(csrdirectives.__version__.encode()),  # another release may say it in other words
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
