"""``csr:cards``: figures set large."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from csrdirectives.lookup import NotFound
from csrdirectives.problems import nearest
from csrdirectives.sphinx.directives.block import Block
from csrdirectives.sphinx.nodes import bullets, paragraph

if TYPE_CHECKING:
    from docutils import nodes

    from csrdirectives.lookup import Ask

PAIRS = ("name", "note")


class CardsDirective(Block):
    """Figures set large, one a line: ``key``, or ``key; name: a shorter name; note: a few words``."""

    options_taken: ClassVar = {}

    def content_nodes(self) -> list[nodes.Node]:
        cards = [self._card(line, ask, text) for line, ask, text in self.asked_lines()]
        if not cards:
            raise NotFound("table-empty", text=self.name)
        return self.headed(bullets(cards, ["csr-cards"]))

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
        return card

    def _line(self, text: str, ask: Ask, pair: str) -> nodes.paragraph:
        """A line of a card; the page's own words are the page's to translate, those of the catalogue are not."""
        made = paragraph(text, classes=[f"csr-card-{pair}"])
        if pair in ask.pairs:
            made["translatable"] = True
            made.rawsource = text
            self.set_source_info(made)
        return made
