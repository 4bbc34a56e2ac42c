"""``csr:standards``: the content index of a scheme: which disclosure is answered, by what, where."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from csrdirectives.disclosures import Disclosure, Reference, schemes, split
from csrdirectives.lookup import NotFound
from csrdirectives.problems import nearest
from csrdirectives.sphinx.directives.block import Block
from csrdirectives.sphinx.nodes import bullets, csr_places, link, paragraph, table

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
        self.asks("indicators *")
        answers: dict[str, list[tuple[Indicator, Reference]]] = {}
        for indicator in self.catalogue.indicators.values():
            for reference in map(split, indicator.standards):
                if reference.scheme == name:
                    answers.setdefault(reference.code, []).append((indicator, reference))
        remarks = self._remarks(scheme.codes)
        rows = [self._row(d, answers.get(d.code, []), remarks.get(d.code)) for d in scheme.disclosure]
        head = [self.formatter.words[column] for column in ("code", "disclosure", "answers", "pages")]
        return [self.titled(table(head, rows, [False] * 4, ["csr-standards"]))]

    def _remarks(self, codes: dict[str, Disclosure]) -> dict[str, nodes.paragraph]:
        found = {}
        for number, text in enumerate(self.content):
            line = self.line_of(number)
            code, colon, remark = text.partition(":")
            if not text.strip():
                continue
            if not colon or code.strip() not in codes:
                near = nearest(code.strip(), codes)
                self.warn(
                    NotFound(
                        "unknown-disclosure", code=code.strip(), scheme=self.arguments[0], name=self.name, near=near
                    ),
                    line,
                )
                continue
            inline, _ = self.parse_inline(remark.strip(), lineno=line)
            made = nodes.paragraph(remark.strip(), "", *inline)
            self.set_source_info(made)
            found[code.strip()] = made
        return found

    def _row(
        self, disclosure: Disclosure, answers: list[tuple[Indicator, Reference]], remark: nodes.paragraph | None
    ) -> list[nodes.Node | str]:
        title = disclosure.zh if self.formatter.chinese else disclosure.en
        blocks: list[nodes.Node] = [remark] if remark is not None else []
        if answers:
            items = [
                [paragraph(link("indicator", i.id, nodes.Text(i.name)), self.formatter.words[r.fit])]
                for i, r in answers
            ]
            blocks.append(bullets(items, ["csr-values"]))
        if not blocks:
            return [
                disclosure.code,
                title,
                paragraph(nodes.emphasis("", self.formatter.words["unanswered"], classes=["csr-absent"])),
                "–",
            ]
        places: nodes.Node | str = "–"
        if answers:
            places = paragraph(csr_places("", indicators=[i.id for i, _ in answers]))
        return [disclosure.code, title, nodes.container("", *blocks), places]
