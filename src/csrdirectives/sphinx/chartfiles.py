"""The figures of each chart as a file of the site, ``data/charts/<name>.csv``, and the link to it beside the chart."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.osutil import relative_uri

from csrdirectives.sphinx.datafolder import FOLDER, offers_files, replace
from csrdirectives.sphinx.freshness import domain_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

SUBFOLDER = f"{FOLDER}/charts"
SOURCE = "csr-chart-source"
"""The class of the line that the link ends."""


def offer_file(builder: Builder, env: BuildEnvironment, figure: nodes.figure, title: str) -> None:
    """Put the link to the figures of a chart at the end of the line that names their source."""
    if not _offered(builder):
        return
    line = next(line for line in figure.findall(nodes.paragraph) if SOURCE in line["classes"])
    address = relative_uri(builder.get_target_uri(env.current_document.docname), f"{SUBFOLDER}/{figure['ids'][0]}.csv")
    words = domain_of(env).formatter.words
    name = escape(words["chart-csv"] + words["colon"] + title)
    link = f'<a class="csr-file" href="{escape(address)}" download aria-label="{name}">{escape(words["chart-csv"])}</a>'
    line += [nodes.Text(" "), nodes.raw("", link, format="html")]


def write_chart_files(app: Sphinx, error: Exception | None) -> None:
    """Have the files of all charts there as they should be."""
    if error is not None or not offers_files(app.builder):
        return
    shown = domain_of(app.env).chart_files if _offered(app.builder) else {}
    files: dict[str, bytes] = {}
    for _, found in sorted(shown.items()):
        for name, text in found.items():
            files.setdefault(f"{name}.csv", text.encode())
    replace(Path(app.outdir, SUBFOLDER), files, ["*.csv"])


def _offered(builder: Builder) -> bool:
    """Whether the project gives data away, and the builder has a place for them."""
    return offers_files(builder) and bool(builder.config.csr_exports)


def setup_chart_files(app: Sphinx) -> None:
    """Write the files when the pages are written."""
    app.connect("build-finished", write_chart_files)
