"""A Sphinx builder for PDF by Typst: it serves any project, and needs nothing but Python packages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import csrdirectives
from csrdirectives.typst.builder import TypstBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

SETTINGS: tuple[tuple[str, object, type, str], ...] = (
    ("typst_name", "", str, "The name of the PDF without its ending; ``{language}`` stands for the language."),
    ("typst_exclude", [], list, "Patterns of pages that are not printed, such as ``handbook/*``."),
    ("typst_appendices", [], list, "Patterns of pages that are set as appendices."),
    ("typst_styles", [], list, "Typst files beside ``conf.py`` that change the style; the last one is the book's."),
    (
        "typst_cover",
        {},
        dict,
        "More words for the cover by their names: ``subtitle``, ``publisher``, what a style prints.",
    ),
    ("typst_words", {}, dict, "The style's own words, where they are to differ."),
    ("typst_date", "", str, "The date of the document, ``2024-03-31``; ``SOURCE_DATE_EPOCH`` goes before it."),
    ("typst_fonts", [], list, "Folders of fonts beside ``conf.py``, for what the bundled ones lack."),
    ("typst_index", True, bool, "Whether an index is printed at the end, if the pages have entries or a glossary."),
    (
        "typst_standards",
        ["a-2a", "ua-1"],
        list,
        "The standards to obey, as Typst names them; ``a-2a`` wants a date. Empty: a plain PDF, after the same checks.",
    ),
)
"""Each setting with its default, its type and what it gives."""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the builder and its settings."""
    app.add_builder(TypstBuilder)
    for name, default, type_, gives in SETTINGS:
        app.add_config_value(name, default, "", frozenset({type_}), gives)
    return {"version": csrdirectives.__version__, "parallel_read_safe": True, "parallel_write_safe": True}
