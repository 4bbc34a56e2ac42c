"""The Sphinx side: everything that knows docutils lives in this package."""

from __future__ import annotations

from typing import TYPE_CHECKING

import csrdirectives
from csrdirectives.sphinx.domain import ReportDomain
from csrdirectives.sphinx.freshness import load_catalogue, note_places
from csrdirectives.sphinx.garbage import setup_garbage
from csrdirectives.sphinx.links import LeadToDefinitions, MarkDoubts
from csrdirectives.sphinx.nodes import csr_figure, csr_places, depart_figure, visit_figure
from csrdirectives.sphinx.numbering import NumberReferences, set_suffixes
from csrdirectives.sphinx.places import ListPlaces
from csrdirectives.sphinx.progress import setup_progress
from csrdirectives.sphinx.search import setup_search
from csrdirectives.sphinx.site import setup_site
from csrdirectives.sphinx.translation import setup_translation
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
    app.connect("env-get-outdated", load_catalogue)
    app.connect("doctree-read", note_places)
    app.add_transform(MarkDoubts)
    app.add_post_transform(LeadToDefinitions)
    app.add_post_transform(NumberReferences)
    app.add_post_transform(ListPlaces)
    setup_written(app)
    setup_garbage(app)
    setup_translation(app)
    setup_progress(app)
    setup_search(app)
    setup_site(app)
    if "sphinxcontrib.bibtex" in {*app.config.extensions, *app.extensions}:  # else not worth the time to load it
        from csrdirectives.sphinx.bibliography import setup_bibliography  # noqa: PLC0415

        setup_bibliography(app)
    return {
        "version": csrdirectives.__version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
