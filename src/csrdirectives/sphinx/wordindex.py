"""The index of a Chinese site: by pinyin, under letters, as in print; Sphinx sorts it by the codes of characters."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from sphinx.locale import _

from csrdirectives.collation import kept_readings, letter_of, place_of, sort_key

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def sort_by_pinyin(
    app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Sort the entries of the index, and those below each, and group them anew.

    An index that is split into pages (``html_split_index``) stays as it is: Sphinx has named its pages by then.
    """
    if not context.get("genindexentries") or app.config.html_split_index or not app.config.language.startswith("zh"):
        return
    entries = [entry for _initial, found in context["genindexentries"] for entry in found]
    words = [word for word, (_to, below, _group) in entries for word in (word, *(sub for sub, _where in below))]
    key = sort_key(kept_readings(app.doctreedir, words))
    for _word, (_to, below, _group) in entries:
        below.sort(key=lambda sub: place_of(key(sub[0])))
    entries.sort(key=lambda entry: place_of(key(entry[0])))
    by_letter = groupby(entries, lambda entry: letter_of(key(entry[0])))
    groups = [(letter or _("Symbols"), list(found)) for letter, found in by_letter]
    context["genindexentries"] = groups
    context["genindexcounts"] = [
        sum(1 + len(below) for _word, (_to, below, _group) in found) for _initial, found in groups
    ]


def setup_wordindex(app: Sphinx) -> None:
    """Let the index be sorted where it is in Chinese."""
    app.connect("html-page-context", sort_by_pinyin)
