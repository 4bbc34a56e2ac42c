"""The fields of an indicator's entry: what is known of it, each with a name."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from docutils import nodes

from csrdirectives import formula
from csrdirectives.disclosures import Reference, reference_text, split
from csrdirectives.period import Period
from csrdirectives.sphinx.directives.series import Series
from csrdirectives.sphinx.entries import SITE_ONLY, cite
from csrdirectives.sphinx.exporting import file_link
from csrdirectives.sphinx.nodes import bullets, link, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from csrdirectives.lineage import Lineage
    from csrdirectives.model import Indicator, Observation


INNER_QUOTES = str.maketrans("“”", "‘’")
"""Quotation marks within quotation marks."""


class Fields(Series):
    """A directive that lists what is known of an indicator."""

    @property
    def lineage(self) -> Lineage:
        """What figures go into, and what became of them."""
        return self.domain.digests.lineage

    def fields(self, indicator: Indicator, *, anchored: bool) -> Iterator[nodes.field]:
        """All that is known; *anchored* where each figure is to have an address."""
        series = self.catalogue.series.get(indicator.id, ())
        values = [("values", blocks)] if (blocks := self.values(indicator, anchored=anchored)) else []
        known = (self._defined(indicator, series), values, self._computed(indicator), self._told(indicator, series))
        for name, blocks in chain.from_iterable(known):
            yield self._field(name, blocks, *([SITE_ONLY] if name == "time" else []))
        if series:
            yield self._field("cite", [paragraph(self._cite(indicator, series[-1]))], SITE_ONLY, "csr-cite")
            if "topics" in self.config.csr_exports:
                path = f"figures/{indicator.topic}.csv"
                yield self._field("data", [paragraph(file_link(path, path))], SITE_ONLY)

    def _defined(self, indicator: Indicator, series: Sequence[Observation]) -> Iterator[tuple[str, list[nodes.Node]]]:
        """What it measures, and how."""
        words = self.formatter.words
        unit = self.catalogue.units[indicator.unit]
        if scope := list(self._scope(indicator)):
            yield "scope", [paragraph(words["semicolon"].join(scope))]
        head = self.formatter.head(unit)
        if head:
            definition = unit.definition.rstrip("。.")
            described = head + (words["brackets"].format(definition) if definition else "")
            yield "unit", [paragraph(described)]
        kinds = {"instant" if o.period.kind == "instant" else "duration" for o in series}
        kind = indicator.period or unit.period or (kinds.pop() if len(kinds) == 1 else "")
        if kind and unit.kind not in {"year", "ordinal"}:
            yield "time", [paragraph(words[f"time-{kind}"])]

    def _computed(self, indicator: Indicator) -> Iterator[tuple[str, list[nodes.Node]]]:
        """What it is computed from, and what from it."""
        if indicator.formula:
            yield "formula", [paragraph(*self._formula(indicator.formula))]
        if users := self.lineage.users.get(indicator.id):
            yield "used", [paragraph(*self._listed(self._name(user) for user in users))]

    def _scope(self, indicator: Indicator) -> Iterator[str]:
        """What its figures cover besides what the definition says."""
        words = self.formatter.words
        if indicator.since:
            yield words["scope-since"].format(self.formatter.period(Period.of(indicator.since, indicator.since)))
        if indicator.parts:
            yield words[f"scope-{indicator.breakdown}"]
        if indicator.rounding == "down":
            yield words["scope-down"]
        if register := self.lineage.counted(indicator):
            yield words["scope-counts"].format(register.name)

    def _told(self, indicator: Indicator, series: Sequence[Observation]) -> Iterator[tuple[str, list[nodes.Node]]]:
        """What is said of it and of its figures."""
        if indicator.note:
            yield "note", [paragraph(indicator.note)]
        findings = dict.fromkeys(finding for o in series for finding in self.catalogue.remarks.get(o.key, ()))
        if findings:
            items = [[paragraph(link("finding", finding.id, nodes.Text(finding.title)))] for finding in findings]
            yield "findings", [bullets(items, ["csr-values"])]
        if restated := [[paragraph(text)] for text in self._restated(indicator)]:
            yield "restated", [bullets(restated, ["csr-values"])]
        if earlier := [[paragraph(text)] for text in self._earlier(indicator)]:
            yield "earlier", [bullets(earlier, ["csr-values"])]
        if indicator.department:
            yield "department", [paragraph(indicator.department)]
        if indicator.standards:
            yield "standards", [paragraph(*self._listed(map(self._code, map(split, indicator.standards))))]
        yield "places", [paragraph(self.places([indicator.id]))]

    def _restated(self, indicator: Indicator) -> Iterator[str]:
        """2022年：原为286人，现为291人。漏计技术合作人员（2024-01-05，人力资源部）."""
        words = self.formatter.words
        for before, after, why in self.lineage.restatements.get(indicator.id, ()):
            line = words["restated-figure"].format(self.when(before), self._as_was(before), self._as_was(after))
            who = words["comma"].join(filter(None, (why.date, why.by)))
            yield line + words["restated-why"].format(why.reason.rstrip("。."), who)

    def _earlier(self, indicator: Indicator) -> Iterator[str]:
        words = self.formatter.words
        for edition, figure in self.lineage.earlier.get(indicator.id, ()):
            said = words["edition-of"].format(edition)
            yield words["earlier-figure"].format(self.when(figure), self._as_was(figure), said)

    def _as_was(self, figure: Observation) -> str:
        return self.formatter.words["no-figure"] if figure.value is None else self.formatter.figure(figure)

    def _formula(self, text: str) -> Iterator[nodes.Node | str]:
        """The formula with each name linked to its definition."""
        for number, piece in enumerate(formula.spelled(text, "\0{}\0".format).split("\0")):
            if piece:
                yield self._name(piece) if number % 2 else piece

    def _name(self, id_: str) -> nodes.Node:
        indicator = self.catalogue.indicators.get(id_)
        return link("indicator", id_, nodes.Text(indicator.name if indicator else id_))

    def _listed(self, pieces: Iterable[nodes.Node]) -> Iterator[nodes.Node | str]:
        for number, piece in enumerate(pieces):
            if number:
                yield self.formatter.words["semicolon"]
            yield piece

    def _code(self, reference: Reference) -> nodes.Node:
        """A disclosure, linked to its row in the content index if there is one."""
        text = reference_text(self.catalogue, reference, self.formatter.language) + self.formatter.words[reference.fit]
        return link("standard", f"{reference.scheme}:{reference.code}", nodes.Text(text))

    def _cite(self, indicator: Indicator, latest: Observation) -> nodes.Node:
        """How to cite the indicator: publisher, title, edition, indicator, period; the address follows."""
        words, report = self.formatter.words, self.catalogue.report
        edition = words["brackets"].format(words["edition-of"].format(report.edition)) if report.edition else ""
        period = self.formatter.period(latest.period)
        name = indicator.name.translate(INNER_QUOTES)
        text = words["cited"].format(report.entity.name, report.title, edition, name, period)
        return cite(text + words["comma"], indicator.id)

    def _field(self, name: str, blocks: list[nodes.Node], *classes: str) -> nodes.field:
        label = nodes.field_name("", self.formatter.words[name])
        label["translatable"] = False
        return nodes.field("", label, nodes.field_body("", *blocks), classes=list(classes))
