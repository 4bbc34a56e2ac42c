"""What roles and directives share: the catalogue at hand, what a page asks of it, and a way to complain."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging

from csrdirectives.lookup import NotFound, find
from csrdirectives.problems import Problem, Where, user_language
from csrdirectives.sphinx.nodes import DOUBTS, csr_figure, csr_places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

    from csrdirectives.format import Formatter
    from csrdirectives.model import Catalogue, Finding, Observation
    from csrdirectives.period import Period
    from csrdirectives.sphinx.domain import ReportDomain

logger = logging.getLogger(__name__)


MISSING = "csr-missing"  # the class of what stands in the place of an answer


class Reporting:
    """Mixed into Sphinx's roles and directives."""

    env: BuildEnvironment

    @property
    def domain(self) -> ReportDomain:
        return self.env.domains["csr"]  # type: ignore[return-value]  # registered under this name

    @property
    def catalogue(self) -> Catalogue:
        return self.domain.catalogue

    @property
    def formatter(self) -> Formatter:
        return self.domain.formatter

    def asks(self, question: str) -> None:
        """Remember that this page shows the answer to *question* (see :class:`csrdirectives.digest.Digests`)."""
        self.domain.note(self.env.docname, question)

    def observation(self, text: str, within: Period | None = None) -> Observation:
        """The observation that an author names; the page is read again when the answer changes."""
        domain, page = self.domain, self.env.docname
        domain.note(page, f"figure {text}" if within is None else f"within {within} {text}")
        observation = find(domain.catalogue, text, within)
        if within is not None:
            domain.note(page, f"figure {observation.key}")
        return observation

    def warn(self, fault: NotFound, line: int | None = None) -> None:
        """Tell the author, at the line, in the user's language."""
        words = problem_of(fault).text(user_language())
        location = self.get_location() if line is None else (self.env.docname, line)  # type: ignore[attr-defined]
        logger.warning(words, location=location, type="csr", subtype=fault.code)

    def missing(self, text: str) -> nodes.inline:
        """What stands in the page where nothing answers: never blank, never a number."""
        return missing_mark(text)

    def figure(self, observation: Observation, text: str | None = None) -> csr_figure:
        """A figure, to be linked to its definition; a doubted one gets a mark that leads to the finding."""
        return self._shown(observation, nodes.Text(self.formatter.figure(observation) if text is None else text))

    def large_figure(self, observation: Observation) -> csr_figure:
        """A figure to be set large; what is not its digits stands in inlines of its own, to be set smaller."""
        if observation.value is None:
            return self.figure(observation)
        before, digits, after = self.formatter.pieces(observation)
        pieces = [nodes.inline("", before, classes=["csr-unit"]), nodes.Text(digits)]
        pieces.append(nodes.inline("", after, classes=["csr-unit"]))
        return self._shown(observation, *(piece for piece in pieces if piece.astext()))

    def places(self, indicators: list[str]) -> csr_places:
        """Links to the pages that show an indicator, once all are read."""
        self.domain.note_printed(self.env.docname)
        return csr_places("", indicators=indicators)

    def _shown(self, observation: Observation, *content: nodes.Node) -> csr_figure:
        catalogue, key = self.catalogue, observation.key
        exact = catalogue.exact_value(observation)
        value = "" if exact is None else plain(exact)
        shown = csr_figure("", "", *content, key=str(key), value=value, indicator=key.indicator)
        if observation.value is None:
            shown["classes"].append("csr-absent")
        doubts = catalogue.doubts(key)
        if doubts:
            self.doubted(shown, doubts[0])
        return shown

    def doubted(self, shown: csr_figure, finding: Finding) -> None:
        """Note that a figure is in doubt; its mark is set once the page is translated."""
        shown["doubt"] = finding.id
        self.env.current_document[DOUBTS] = True


def problem_of(fault: NotFound) -> Problem:
    """What is wrong with a question, at no place yet."""
    return Problem(fault.code, Where(""), fault.details)


def missing_mark(text: str) -> nodes.inline:
    """What stands in a page for *text*, which nothing answers."""
    return nodes.inline("", f"[? {text}]", classes=[MISSING])


def missing_in(node: nodes.Element) -> Iterator[nodes.inline]:
    """What :func:`missing_mark` put below a node."""
    return (inline for inline in node.findall(nodes.inline) if MISSING in inline["classes"])


def seen(path: Path) -> str:
    """A path as places name it: from where the author stands, if that is above it."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)


def plain(value: Decimal) -> str:
    """A number for machines: 407500, not 4.075E+5 nor 407500.00."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
