"""No figure lost in translation: what a message shows before and after it is translated, compared."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import polib
from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from csrdirectives.problems import Problem, Where, user_language
from csrdirectives.sphinx.nodes import csr_figure

if TYPE_CHECKING:
    from collections.abc import Iterator

logger = logging.getLogger(__name__)

REASON = "figures:"  # in a translator's comment, before the reason why a figure is repeated or left out


class FillSources(SphinxTransform):
    """Gives texts that have no source that of what holds them.

    Cells of a Markdown table inside a directive have none, and Sphinx extracts and translates only what has.
    """

    default_priority = 5  # before Sphinx looks for messages (10) and translates them (20)

    def apply(self, **kwargs: object) -> None:
        for node in self.document.findall(nodes.TextElement):
            above = node.parent
            while not node.source and above is not None:
                if above.source:
                    node.source, node.line = above.source, node.line or above.line
                above = above.parent


class KeepFigures(SphinxTransform):
    """Remembers which figures each message shows in the source language."""

    default_priority = 15  # before Sphinx translates (20)

    def apply(self, **kwargs: object) -> None:
        for node in _messages(self.document):
            node["csr_figures"] = _figures(node)
            node["csr_message"] = node.rawsource.replace("\n", " ").strip()


class CompareFigures(SphinxTransform):
    """Tells of each message that shows other figures once it is translated."""

    default_priority = 22  # after Sphinx translated (20)

    def apply(self, **kwargs: object) -> None:
        for node in self.document.findall(nodes.TextElement):
            if "csr_figures" not in node:
                continue
            before, after = Counter(node["csr_figures"]), Counter(_figures(node))
            message = node["csr_message"]
            del node["csr_figures"], node["csr_message"]
            if before != after:
                self._tell(message, before - after, after - before)

    def _tell(self, message: str, missing: Counter[str], extra: Counter[str]) -> None:
        """Warn at the message in its ``.po`` file, unless the translator gave a reason there: ``# figures: …``."""
        path, entry = self._entry(message)
        if entry is not None and REASON in entry.tcomment:
            return
        details = {"missing": _listed(missing), "extra": _listed(extra), "message": message[:20]}
        words = Problem("figures-differ", Where(""), details).text(user_language())
        location = f"{path}:{entry.linenum}" if entry is not None else (self.env.docname, 0)
        logger.warning(words, location=location, type="csr", subtype="figures-differ")

    def _entry(self, message: str) -> tuple[Path, polib.POEntry | None]:
        for folder in self.config.locale_dirs:
            path = Path(self.env.srcdir, folder, self.config.language, "LC_MESSAGES", f"{self.env.docname}.po")
            if path.is_file():
                return path, polib.pofile(str(path)).find(message)
        return Path(), None


def _messages(document: nodes.document) -> Iterator[nodes.TextElement]:
    """What Sphinx translates as one: a text that lies in no other."""
    for node in document.findall(nodes.TextElement):
        if not isinstance(node, nodes.Inline | addnodes.pending_xref):
            yield node


def _figures(node: nodes.Element) -> list[str]:
    return sorted(figure["key"] for figure in node.findall(csr_figure))


def _listed(figures: Counter[str]) -> str:
    return ", ".join(f"{key} ×{count}" if count > 1 else key for key, count in sorted(figures.items())) or "–"
