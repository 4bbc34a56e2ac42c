"""``csr:cards``: figures set large."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from csrdirectives.change import change
from csrdirectives.lookup import NotFound, previous
from csrdirectives.problems import nearest
from csrdirectives.sphinx.directives.block import Block
from csrdirectives.sphinx.nodes import bullets, paragraph

if TYPE_CHECKING:
    from docutils import nodes

    from csrdirectives.lookup import Ask
    from csrdirectives.model import Observation

PAIRS = ("name", "note")
ABSENT = "csr-card-absent"


class CardsDirective(Block):
    """Figures set large, one a line: ``key``, or ``key; name: a shorter name; note: a few words``."""

    options_taken: ClassVar = {
        "change": "Also what became of each figure since the year before; where none has one, that is said once."
    }

    def content_nodes(self) -> list[nodes.Node]:
        self.changes: list[nodes.paragraph] = []
        cards = [self._card(line, ask, text) for line, ask, text in self.asked_lines()]
        if not cards:
            raise NotFound("table-empty", text=self.name)
        made = self.headed(bullets(cards, ["csr-cards"]))
        if self.changes and all(ABSENT in change["classes"] for change in self.changes):
            for change in self.changes:
                assert change.parent is not None
                change.parent.remove(change)
            made.append(paragraph(self.formatter.words["no-year-before"], classes=["csr-cards-note"]))
        return made

    def _card(self, line: int, ask: Ask | None, text: str) -> list[nodes.Node]:
        try:
            if ask is not None:
                return self._sound_card(ask)
        except NotFound as fault:
            self.warn(fault, line)
        return [paragraph(self.missing(text), classes=["csr-card-value"])]

    def _sound_card(self, ask: Ask) -> list[nodes.Node]:
        for pair in ask.pairs:
            if pair not in PAIRS:
                raise NotFound("unknown-pair", pair=pair, role=self.name, near=nearest(pair, PAIRS))
        observation = self.observation(ask.subject)
        name = ask.pairs.get("name") or self.catalogue.indicators[observation.key.indicator].name
        figure = paragraph(self.large_figure(observation), classes=["csr-card-value"])
        card: list[nodes.Node] = [figure, self._line(name, ask, "name")]
        if "note" in ask.pairs:
            card.append(self._line(ask.pairs["note"], ask, "note"))
        if "change" in self.options:
            card.append(self._change(observation))
        return card

    def _change(self, now: Observation) -> nodes.paragraph:
        """How the figure compares with the year before; good or bad is told apart by a class, which is not the same."""
        words = self.formatter.words
        self.asks(f"figure {now.key._replace(period=now.period.year_before().text)}")
        before = previous(self.catalogue, now)
        if before is None:
            text, classes = words["no-year-before-here"], [ABSENT]
        else:
            self.asks(f"figure {before.key}")
            try:
                found = change(self.catalogue, now, before)
                pattern = words["as-year-before" if found.way in {"flat", "nearly"} else "since-year-before"]
                text = pattern.format(self.formatter.change(now, before))
                classes = [f"csr-{found.judged}"] if found.judged else []
            except NotFound as fault:
                text, classes = self.formatter.incomparable(fault.code), []
        self.changes.append(paragraph(text, classes=["csr-card-change", *classes]))
        return self.changes[-1]

    def _line(self, text: str, ask: Ask, pair: str) -> nodes.paragraph:
        """A line of a card; the page's own words are the page's to translate, those of the catalogue are not."""
        made = paragraph(text, classes=[f"csr-card-{pair}"])
        if pair in ask.pairs:
            made["translatable"] = True
            made.rawsource = text
            self.set_source_info(made)
        return made
