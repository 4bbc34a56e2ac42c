"""Figures of a responsibility report, from one catalogue into every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"
__all__ = ["setup"]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Let ``csrdirectives`` stand in the ``extensions`` of a ``conf.py``."""
    from csrdirectives.sphinx import setup as setup_extension  # noqa: PLC0415  # importing the core must not cost Sphinx

    return setup_extension(app)
