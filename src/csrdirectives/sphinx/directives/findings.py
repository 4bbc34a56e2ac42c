"""``csr:findings``: the known doubts, with the figures that they concern."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, get_args

from docutils import nodes

from csrdirectives.lookup import NotFound
from csrdirectives.model import FindingKind
from csrdirectives.period import Period
from csrdirectives.problems import nearest
from csrdirectives.sphinx.directives.block import Block
from csrdirectives.sphinx.nodes import bullets, link, paragraph

if TYPE_CHECKING:
    from csrdirectives.model import Finding, Key


class FindingsDirective(Block):
    """All findings, or those named, or those of some kinds; every mark of doubt links here."""

    options_taken: ClassVar = {
        "kind": "Only findings of these kinds, such as ``arithmetic scope``.",
        "style": "``sum``: how many there are, in a sentence.",
    }

    def content_nodes(self) -> list[nodes.Node]:
        self.asks("findings")
        kinds = self.words("kind", get_args(FindingKind), [])
        named = list(self.lines())
        chosen = []
        missing: list[nodes.Node] = []
        for line, name in named or [(self.lineno, name) for name in self.catalogue.findings]:
            finding = self.catalogue.findings.get(name)
            if finding is None:
                self.warn(NotFound("unknown-finding", name=name, near=nearest(name, self.catalogue.findings)), line)
                missing.append(paragraph(self.missing(name)))
            elif not kinds or finding.kind in kinds:
                chosen.append(finding)
        if chosen and self.word("style", ["sum"], ""):
            return [self._sum(chosen), *missing]
        if chosen:
            listed = nodes.definition_list("", *map(self._entry, chosen), classes=["csr-findings"])
            return [*self.headed(listed), *missing]
        if not missing:
            raise NotFound("table-empty", text=self.name)
        return missing

    def _sum(self, findings: list[Finding]) -> nodes.paragraph:
        marked = sum(1 for finding in findings if finding.mark and finding.keys)
        words = self.formatter.words
        return paragraph(words["findings-sum"].format(len(findings), marked, words["doubt"]))

    def _entry(self, finding: Finding) -> nodes.definition_list_item:
        anchor = f"finding-{finding.id}"
        first = self.domain.define("finding", finding.id, self.env.docname, anchor, finding.title)
        ids = [anchor] if first else []
        term = nodes.term("", finding.title, nodes.Text(" "), nodes.literal("", finding.id), ids=ids)
        term["translatable"] = False
        definition = nodes.definition("", paragraph(finding.text))
        if finding.keys:
            definition += bullets([[self._figure(key)] for key in finding.keys], ["csr-values"])
        if finding.by or finding.on:
            definition += paragraph(self._decision(finding))
        return nodes.definition_list_item("", term, definition)

    def _decision(self, finding: Finding) -> str:
        """Who decided that the figures stay, and when."""
        words = self.formatter.words
        day = self.formatter.period(Period.of(finding.on, finding.on)) if finding.on else ""
        return words["kept"].format(words["comma"].join(filter(None, (finding.by, day))))

    def _figure(self, key: Key) -> nodes.paragraph:
        observation = self.catalogue.observations[key]
        indicator = self.catalogue.indicators[key.indicator]
        name = indicator.name + (f" · {indicator.parts[key.part]}" if key.part else "")
        figure = self.figure(observation)
        figure.attributes.pop("doubt", None)  # its mark would lead back to here
        return paragraph(link("indicator", indicator.id, nodes.Text(name)), self.formatter.words["colon"], figure)
