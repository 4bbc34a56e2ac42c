"""``csr:catalogue``: the definition of every indicator, with all that is known of its figures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from csrdirectives import formula
from csrdirectives.disclosures import Reference, reference_text, split
from csrdirectives.lookup import NotFound, select
from csrdirectives.sphinx.directives.block import Block
from csrdirectives.sphinx.exporting import file_link
from csrdirectives.sphinx.nodes import bullets, link, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csrdirectives.model import Indicator, Observation


PIECES = re.compile(r"([^\W\d]\w*(?:\.\w+)*)")  # the names in a formula, and what stands between them


class CatalogueDirective(Block):
    """The definitions of all indicators, or of those named; every figure in the report links here."""

    options_taken: ClassVar = {}

    def content_nodes(self) -> list[nodes.Node]:
        chosen: dict[str, Indicator] = {}
        missing: list[nodes.Node] = []
        for line, pattern in list(self.lines()) or [(self.lineno, "*")]:
            self.asks(f"indicators {pattern}")
            try:
                chosen |= {indicator.id: indicator for indicator in select(self.catalogue, pattern)}
            except NotFound as fault:
                self.warn(fault, line)
                missing.append(paragraph(self.missing(pattern)))
        if not chosen:
            return missing
        listed = nodes.definition_list("", *map(self._entry, chosen.values()), classes=["csr-catalogue"])
        return [*self.headed(listed), *missing]

    def _entry(self, indicator: Indicator) -> nodes.definition_list_item:
        anchor = f"ind-{indicator.id}"
        first = self.domain.define("indicator", indicator.id, self.env.docname, anchor, indicator.name)
        ids = [anchor] if first else []
        term = nodes.term("", indicator.name, nodes.Text(" "), nodes.literal("", indicator.id), ids=ids)
        term["translatable"] = False
        fields = nodes.field_list("", *(self._field(name, blocks) for name, blocks in self._fields(indicator)))
        return nodes.definition_list_item("", term, nodes.definition("", paragraph(indicator.definition), fields))

    def _fields(self, indicator: Indicator) -> Iterator[tuple[str, list[nodes.Node]]]:
        unit = self.catalogue.units[indicator.unit]
        head = self.formatter.head(unit)
        if head:
            described = head + (self.formatter.words["brackets"].format(unit.definition) if unit.definition else "")
            yield "unit", [paragraph(described)]
        values = [self._value(observation) for observation in self.catalogue.series.get(indicator.id, ())]
        if values:
            yield "values", [bullets([[value] for value in values], ["csr-values"])]
        if indicator.formula:
            yield "formula", [paragraph(*self._formula(indicator.formula))]
        if indicator.note:
            yield "note", [paragraph(indicator.note)]
        if indicator.department:
            yield "department", [paragraph(indicator.department)]
        if indicator.standards:
            codes = [self._code(reference) for reference in map(split, indicator.standards)]
            yield "standards", [paragraph(self.formatter.words["semicolon"].join(codes))]
        series = self.catalogue.series.get(indicator.id, ())
        findings = dict.fromkeys(finding for o in series for finding in self.catalogue.remarks.get(o.key, ()))
        if findings:
            items = [[paragraph(link("finding", finding.id, nodes.Text(finding.title)))] for finding in findings]
            yield "findings", [bullets(items, ["csr-values"])]
        yield "places", [paragraph(self.places([indicator.id]))]
        if series and "topics" in self.config.csr_exports:
            path = f"figures/{indicator.topic}.csv"
            yield "data", [paragraph(file_link(path, path))]

    def _value(self, observation: Observation) -> nodes.paragraph:
        """2023年 · 国家级：2个（来源：…；备注）."""
        parts = self.catalogue.indicators[observation.key.indicator].parts
        when = " · ".join(
            filter(None, [self.formatter.period(observation.period), parts.get(observation.key.part, "")])
        )
        remarks = (
            []
            if observation.status == "reported" or observation.value is None
            else [self.formatter.status(observation.status)]
        )
        remarks += [self.formatter.words["source-is"].format(observation.source)] if observation.source else []
        remarks += [observation.note] if observation.note else []
        after = (
            self.formatter.words["brackets"].format(self.formatter.words["semicolon"].join(remarks)) if remarks else ""
        )
        return paragraph(when + self.formatter.words["colon"], self.figure(observation), after)

    def _formula(self, text: str) -> Iterator[nodes.Node | str]:
        """The formula with each name linked to its definition."""
        names = formula.names(text)
        for piece in PIECES.split(text):
            if piece in names:
                self.asks(f"names {piece}")
                indicator = self.catalogue.indicators.get(piece)
                yield link("indicator", piece, nodes.Text(indicator.name if indicator else piece))
            elif piece:
                yield _signs(piece)

    def _code(self, reference: Reference) -> str:
        return reference_text(reference, self.formatter.language) + self.formatter.words[reference.fit]

    def _field(self, name: str, blocks: list[nodes.Node]) -> nodes.field:
        label = nodes.field_name("", self.formatter.words[name])
        label["translatable"] = False
        return nodes.field("", label, nodes.field_body("", *blocks))


def _signs(text: str) -> str:
    return text.replace("*", "×").replace("/", "÷").replace("-", "−")
