"""A Sphinx extension for handbooks: ``csr:reference`` prints what the package takes, the command line among it.

It stands above the whole package, whose tables it prints; a report without a handbook does without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import csrdirectives
from csrdirectives.handbook.progress import recount

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


def provide_directive(app: Sphinx, env: BuildEnvironment, pages: list[str]) -> None:
    """Let the pages that are to be read have the directive; where none is read, it need not be imported."""
    if pages:
        from csrdirectives.handbook.directive import ReferenceDirective  # noqa: PLC0415  # the core with it

        env.domains["csr"].directives["reference"] = ReferenceDirective


def setup(app: Sphinx) -> ExtensionMetadata:
    """Let ``csrdirectives.handbook`` stand in the ``extensions`` of a ``conf.py``."""
    app.setup_extension("csrdirectives")
    app.connect("env-get-outdated", recount, priority=600)  # once it is known which languages there are
    app.connect("env-before-read-docs", provide_directive)
    return {"version": csrdirectives.__version__, "parallel_read_safe": True, "parallel_write_safe": True}
