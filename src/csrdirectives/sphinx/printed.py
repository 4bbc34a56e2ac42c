"""The printed edition: covers from the report's own data, doubts noted at the foot of the page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from csrdirectives.period import Period
from csrdirectives.sphinx.freshness import domain_of
from csrdirectives.sphinx.nodes import csr_figure

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

BUILDER = "typst"
STYLE = Path(__file__).parent.parent / "paper" / "report.typ"
DOUBT = "csr-doubt"
DEFINITIONS = "csr-catalogue"
WORDS = ("doubt", "back-figures-title", "back-figures", "back-data-title", "back-data")
"""The words that the style prints besides those of the book."""
BESIDE_DIGIT = re.compile(r"(?<=\d) (?=[^\W\d])|(?<=[^\W\d]) (?=\d)")


def set_cover(app: Sphinx, env: BuildEnvironment) -> None:
    """Give the book its style and what its covers say, where the project's settings do not."""
    if app.builder.name != BUILDER:
        return
    config, domain = app.config, domain_of(env)
    report, formatter = domain.catalogue.report, domain.formatter
    span = Period.parse(f"{report.period.start}/{report.period.end}")
    own = {
        "publisher": report.entity.name,
        "short": report.entity.short_name or report.entity.name,
        "subject": report.title,
        "year": str(report.period.end.year),
        "period": formatter.words["reporting-period"] + formatter.words["colon"] + formatter.period(span),
    }
    config.typst_cover = {**own, **config.typst_cover}
    config.typst_words = {**{name: formatter.words[name] for name in WORDS}, **config.typst_words}
    config.typst_date = config.typst_date or report.period.end.isoformat()
    if not any(Path(style).name == STYLE.name for style in config.typst_styles):
        config.typst_styles = [str(STYLE), *config.typst_styles]


class NoteDoubts(SphinxPostTransform):
    """Makes of each mark of doubt a footnote with the finding: a reader of paper cannot follow a link.

    Each has its own, with classes that tell the finding, the note and the first note of the finding in its section:
    only the style knows what comes to stand on one page, where one note will do, and those of a section are a good
    guess at it. Among the definitions the finding is named beside the figure anyhow: there the mark stays.
    """

    default_priority = 3  # before the marks become links
    builders = (BUILDER,)

    def run(self, **kwargs: object) -> None:
        findings = domain_of(self.env).catalogue.findings
        marks = [node for node in self.document.findall(nodes.superscript) if DOUBT in node["classes"]]
        first: dict[tuple[nodes.Element | None, str], str] = {}
        for number, mark in enumerate((mark for mark in marks if not _is_defined(mark)), start=1):
            id_ = mark.children[0]["reftarget"]  # type: ignore[index]  # the link that MarkDoubts set
            name = f"{DOUBT}-{self.env.docname}-{number}"
            classes = [DOUBT, f"{DOUBT}-{id_}", name, first.setdefault((_section(mark), id_), name)]
            text = nodes.paragraph("", "", nodes.Text(findings[id_].text))
            note = nodes.footnote("", nodes.label("", ""), text, ids=[f"doubt-{number}"], classes=classes)
            reference = nodes.footnote_reference("", "", refid=note["ids"][0], classes=classes)
            reference.source, reference.line = mark.source, mark.line
            mark.replace_self(reference)
            self.document += note


class KeepTogether(SphinxPostTransform):
    """Keeps the number of a figure with its currency and its unit on one line: CNY 59,800, 291 people."""

    default_priority = 3
    builders = (BUILDER,)

    def run(self, **kwargs: object) -> None:
        for figure in self.document.findall(csr_figure):
            for text in list(figure.findall(nodes.Text)):
                assert text.parent is not None
                if BESIDE_DIGIT.search(text):
                    text.parent.replace(text, nodes.Text(BESIDE_DIGIT.sub("\u00a0", text)))


def _is_defined(mark: nodes.Element) -> bool:
    """Whether a mark stands among the definitions."""
    above: nodes.Element | None = mark.parent
    while above is not None and DEFINITIONS not in above["classes"]:
        above = above.parent
    return above is not None


def _section(mark: nodes.Element) -> nodes.Element | None:
    """In which section a mark stands."""
    above: nodes.Element | None = mark.parent
    while above is not None and not isinstance(above, nodes.section):
        above = above.parent
    return above


def setup_printed(app: Sphinx) -> None:
    """Prepare what the builder ``typst`` prints."""
    app.connect("env-updated", set_cover)
    app.add_post_transform(NoteDoubts)
    app.add_post_transform(KeepTogether)
