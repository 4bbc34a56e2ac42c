"""The Sphinx side: everything that knows docutils lives in this package."""

from __future__ import annotations

from typing import TYPE_CHECKING

import csrdirectives
from csrdirectives.sphinx.bibliography import setup_bibliography
from csrdirectives.sphinx.domain import ReportDomain
from csrdirectives.sphinx.freshness import load_catalogue, note_places, pages_to_write
from csrdirectives.sphinx.nodes import csr_figure, csr_places, depart_figure, visit_figure
from csrdirectives.sphinx.numbering import NumberReferences, set_suffixes
from csrdirectives.sphinx.places import ListPlaces
from csrdirectives.sphinx.search import setup_search
from csrdirectives.sphinx.site import setup_site

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
    app.connect("env-get-updated", pages_to_write, priority=900)  # after Sphinx numbered the sections
    app.add_post_transform(NumberReferences)
    app.add_post_transform(ListPlaces)
    setup_search(app)
    setup_site(app)
    setup_bibliography(app)
    return {
        "version": csrdirectives.__version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
