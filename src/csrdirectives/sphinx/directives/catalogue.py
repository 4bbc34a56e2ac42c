"""``csr:catalogue``: the permanent place of every indicator, with all that is known of it; or an index of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from csrdirectives.lookup import NotFound, select
from csrdirectives.sphinx.charts import HTML_ONLY
from csrdirectives.sphinx.directives.entry import Fields
from csrdirectives.sphinx.entries import CATALOGUE, ENTRIES, INDEX
from csrdirectives.sphinx.nodes import link, paragraph
from csrdirectives.table import observations_of

if TYPE_CHECKING:
    from csrdirectives.model import Indicator, Observation

STYLES = ("entries", "index")


class CatalogueDirective(Fields):
    """The definitions of all indicators, or of those named; every figure in the report links here.

    An entry is the permanent place of its indicator. An index lists names and the figures of the reporting period; it
    is not printed.
    """

    options_taken: ClassVar = {"style": "``entries``, or ``index`` for names and figures that lead to the entries."}

    def content_nodes(self) -> list[nodes.Node]:
        style = self.word("style", STYLES, "entries")
        chosen: dict[str, Indicator] = {}
        missing: list[nodes.Node] = []
        for line, pattern in list(self.lines()) or [(self.lineno, "*")]:
            self.asks(f"{'indicators' if style == 'index' else 'entries'} {pattern}")
            try:
                chosen |= {indicator.id: indicator for indicator in select(self.catalogue, pattern)}
            except NotFound as fault:
                self.warn(fault, line)
                missing.append(paragraph(self.missing(pattern)))
        if not chosen:
            return missing
        self.env.metadata[self.env.docname][ENTRIES] = True
        if style == "index":
            names = [
                nodes.list_item("", self._index_line(indicator), csr_entry=id_) for id_, indicator in chosen.items()
            ]
            index = self.headed(nodes.bullet_list("", *names, classes=[INDEX]))
            return [nodes.container("", *index, classes=[HTML_ONLY]), *missing]
        listed = nodes.definition_list("", *map(self._entry, chosen.values()), classes=[CATALOGUE])
        return [*self.headed(listed), *missing]

    def _index_line(self, indicator: Indicator) -> nodes.paragraph:
        """在岗员工总数：291人."""
        words, found = self.formatter.words, observations_of(self.catalogue, indicator)
        figures: list[nodes.Node | str] = []
        for observation in found:
            part = indicator.parts.get(observation.key.part)
            before = words["semicolon"] if figures else words["colon"]
            figures += [before + (f"{part} " if part else ""), self._unlinked(observation)]
        return paragraph(link("indicator", indicator.id, nodes.Text(indicator.name)), *figures)

    def _unlinked(self, observation: Observation) -> nodes.Node:
        figure = self.figure(observation)
        del figure["indicator"]  # the name beside it leads there
        return figure

    def _entry(self, indicator: Indicator) -> nodes.definition_list_item:
        anchor = f"ind-{indicator.id}"
        first = self.domain.define("indicator", indicator.id, self.env.docname, anchor, indicator.name)
        ids = [anchor] if first else []
        term = nodes.term("", indicator.name, nodes.Text(" "), nodes.literal("", indicator.id), ids=ids)
        term["translatable"] = False
        fields = nodes.field_list("", *self.fields(indicator, anchored=first))
        return nodes.definition_list_item("", term, nodes.definition("", paragraph(indicator.definition), fields))
