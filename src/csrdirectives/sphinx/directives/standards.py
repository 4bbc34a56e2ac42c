"""``csr:standards``: the content index of a scheme: which disclosure is answered, by what, where."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from csrdirectives.disclosures import Disclosure, Fit, Scheme, answers, schemes
from csrdirectives.lookup import NotFound
from csrdirectives.problems import nearest
from csrdirectives.sphinx.directives.block import Block
from csrdirectives.sphinx.nodes import link, paragraph, table

if TYPE_CHECKING:
    from csrdirectives.model import Indicator


class StandardsDirective(Block):
    """The content index of a scheme.

    A line ``code: text`` in the body adds where the prose answers, or why nothing does.
    """

    options_taken: ClassVar = {}
    required_arguments = 1
    optional_arguments = 0

    def content_nodes(self) -> list[nodes.Node]:
        name = self.arguments[0]
        scheme = schemes().get(name)
        if scheme is None:
            raise NotFound("unknown-scheme", scheme=name, name=self.name, near=nearest(name, schemes()))
        self.asks(f"standards {name}")
        answering = answers(self.catalogue, name)
        remarks = self._remarks(scheme.codes)
        rows = [self._row(d, answering.get(d.code, []), remarks.get(d.code)) for d in scheme.disclosure]
        head = [self.formatter.words[column] for column in ("disclosure", "answers")]
        index = table(head, rows, [False] * 2, ["csr-standards"], widths=(30, 70))
        return [self._about(scheme), self.titled(index), *self.faults]

    def _about(self, scheme: Scheme) -> nodes.paragraph:
        """Which edition, and what the mapping does not claim."""
        edition, note = (self.formatter.own(both["zh"], both["en"]) for both in (scheme.edition, scheme.note))
        return paragraph(self.formatter.words["edition"].format(edition) + note, classes=["csr-about"])

    def _remarks(self, codes: dict[str, Disclosure]) -> dict[str, nodes.paragraph]:
        found = {}
        self.faults: list[nodes.Node] = []
        for number, text in enumerate(self.content):
            line = self.line_of(number)
            code, colon, remark = text.partition(":")
            if not text.strip():
                continue
            if not colon or code.strip() not in codes:
                near = nearest(code.strip(), codes)
                details = {"code": code.strip(), "scheme": self.arguments[0], "name": self.name, "near": near}
                self.warn(NotFound("unknown-disclosure", **details), line)
                self.faults.append(paragraph(self.missing(text.strip())))
                continue
            inline, _ = self.inline(remark.strip(), line)
            made = nodes.paragraph(remark.strip(), "", *inline)
            self.set_source_info(made)
            found[code.strip()] = made
        return found

    def _row(
        self, disclosure: Disclosure, answering: list[tuple[Indicator, Fit]], remark: nodes.paragraph | None
    ) -> list[nodes.Node | str]:
        words = self.formatter.words
        title = f"{disclosure.code} {self.formatter.own(disclosure.zh, disclosure.en)}"
        if remark is None and not answering:
            return [title, paragraph(nodes.inline("", words["unanswered"], classes=["csr-absent"]))]
        blocks: list[nodes.Node] = [remark] if remark is not None else []
        if answering:
            shown: list[nodes.Node | str] = []
            for indicator, fit in answering:
                shown += [words["semicolon"]] if shown else []
                shown += [link("indicator", indicator.id, nodes.Text(indicator.name)), words[fit]]
            places = self.places([indicator.id for indicator, _ in answering])
            blocks += [paragraph(*shown), paragraph(words["places"], words["colon"], places, classes=["csr-places"])]
        return [title, nodes.container("", *blocks)]
