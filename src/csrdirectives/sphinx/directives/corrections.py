"""``csr:corrections``: the figures that say something else than an earlier edition, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from csrdirectives.sphinx.directives.block import Block
from csrdirectives.sphinx.nodes import link, paragraph, table

if TYPE_CHECKING:
    from csrdirectives.lineage import Restatement

COLUMNS = ("date", "name", "period", "published", "now", "reason")
FIGURES = {"published", "now"}


class CorrectionsDirective(Block):
    """The published figures that were changed since, the latest first; where there are none, that is said."""

    options_taken: ClassVar = {}
    optional_arguments = 0
    has_content = False

    def content_nodes(self) -> list[nodes.Node]:
        self.asks("restated")
        found = [each for several in self.domain.digests.lineage.restatements.values() for each in several]
        found.sort(key=lambda restatement: restatement.why.date, reverse=True)
        if not found:
            return [paragraph(self.formatter.words["never-restated"])]
        head = [self.formatter.words[column] for column in COLUMNS]
        numeric = [column in FIGURES for column in COLUMNS]
        return [self.titled(table(head, [self._row(each) for each in found], numeric, ["csr-corrections"]))]

    def _row(self, restatement: Restatement) -> list[nodes.Node | str]:
        key = restatement.after.key
        indicator = self.catalogue.indicators[key.indicator]
        name = indicator.name + (f" · {indicator.parts[key.part]}" if key.part in indicator.parts else "")
        return [
            restatement.why.date,
            paragraph(link("indicator", indicator.id, nodes.Text(name))),
            self.formatter.period(restatement.after.period),
            self.formatter.figure(restatement.before),
            self.formatter.figure(restatement.after),
            restatement.why.reason,
        ]
