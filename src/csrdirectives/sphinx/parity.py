"""No figure lost in translation: what a message shows before and after it is translated, compared."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from csrdirectives.problems import Problem, Problems, Where, user_language
from csrdirectives.sphinx.nodes import csr_figure
from csrdirectives.sphinx.reporting import Reporting, missing_in, seen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csrdirectives.po import Message

logger = logging.getLogger(__name__)

NONE: Counter[str] = Counter()
"""What most messages show; never written to."""


class KeepFigures(SphinxTransform):
    """Remembers which figures each message shows in the source language."""

    default_priority = 15  # before Sphinx translates (20)

    def apply(self, **kwargs: object) -> None:
        for node in _messages(self.document):
            node["csr_figures"] = _figures(node)
            node["csr_message"] = node.rawsource.replace("\n", " ").strip()


class CompareFigures(Reporting, SphinxTransform):
    """Tells of each message that shows other figures once it is translated, and of keys that nothing answers."""

    default_priority = 22  # after Sphinx translated (20)

    def apply(self, **kwargs: object) -> None:
        told: dict[str, list[Problem]] = {}  # by message: one that stands twice on the page is told of once
        lost: Counter[str] = Counter()
        for node in self.document.findall(nodes.TextElement):
            if "csr_figures" in node:
                before, message = node.attributes.pop("csr_figures"), node.attributes.pop("csr_message")
                after = _figures(node)
                if not before and not after:
                    continue
                lost += before - after
                if problems := list(_problems(node, message, before, after)):
                    told[message] = problems
        for message, problems in told.items():
            self._tell(message, problems)
        if lost:
            shown = {figure["key"].partition("@")[0] for figure in self.document.findall(csr_figure)}
            self.domain.note_left_out(self.env.docname, {key.partition("@")[0] for key in lost} - shown)

    def _tell(self, text: str, problems: list[Problem]) -> None:
        """Warn at the message in its ``.po`` file; of other figures unless the translator gave a reason there."""
        message = self._message(text)
        for problem in problems:
            if message and problem.code == "figures-differ" and message.reason("figures"):
                continue
            location = str(message.where) if message else (self.env.docname, 0)
            words = problem.text(user_language())
            logger.warning(words, location=location, type="csr", subtype=problem.code)

    def _message(self, text: str) -> Message | None:
        """The message as it stands in the first of the files that has it."""
        from csrdirectives.po import read_po  # noqa: PLC0415  # all that checks translations, for the rare fault alone

        for folder in self.config.locale_dirs:
            path = Path(self.env.srcdir, folder, self.config.language, "LC_MESSAGES", f"{self.env.docname}.po")
            if path.is_file():
                for message in read_po(path, seen(path), Problems()):
                    if message.msgid == text and not message.obsolete:
                        return message
        return None


def _messages(document: nodes.document) -> Iterator[nodes.TextElement]:
    """What Sphinx translates as one: a text that lies in no other."""
    for node in document.findall(nodes.TextElement):
        if not isinstance(node, nodes.Inline | addnodes.pending_xref):
            yield node


def _problems(node: nodes.Element, message: str, before: Counter[str], after: Counter[str]) -> Iterator[Problem]:
    """What is wrong with a text, now that it is translated."""
    for missing in missing_in(node):
        problem = missing.attributes.pop("problem", None)
        if problem is not None:
            yield problem
    lost, extra = before - after, after - before
    if lost or extra:
        details = {"missing": _listed(lost), "extra": _listed(extra), "message": message}
        yield Problem("figures-differ", Where(""), details)


def _figures(node: nodes.Element) -> Counter[str]:
    """The keys of the figures, and what was asked for though nothing answers."""
    if all(isinstance(child, nodes.Text) for child in node.children):
        return NONE  # as most are: not worth two searches
    keys = [figure["key"] for figure in node.findall(csr_figure)]
    return Counter(keys + [missing.astext() for missing in missing_in(node)])


def _listed(figures: Counter[str]) -> str:
    return ", ".join(f"{key} ×{count}" if count > 1 else key for key, count in sorted(figures.items())) or "–"
