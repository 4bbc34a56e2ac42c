"""``csr:reference``: the handbook's reference, printed from the package's own tables."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx import addnodes

from csrdirectives.handbook.progress import progress
from csrdirectives.lookup import NotFound
from csrdirectives.messages import topics
from csrdirectives.problems import nearest
from csrdirectives.sphinx.directives.block import Block
from csrdirectives.sphinx.nodes import IN_CHINESE, IN_ENGLISH, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csrdirectives.handbook.entries import Entry, Group

CHINESE = re.compile(
    r"([\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+(?:[^A-Za-z/]*[\u3000-\u303f\u3400-\u9fff\uff00-\uffef])*)"
)
LITERAL = re.compile(r"``(.+?)``(?!`)")
LABELS = {
    "type": ("类型", "Type"),
    "default": ("默认", "Default"),
    "severity": ("程度", "Severity"),
    "needed": ("必填", "Required"),
    "pairs": ("可附加", "Takes"),
    "heading": ("表头", "Heading"),
    "headings": ("也可写作", "Also"),
    "words": ("也可写作", "Also"),
    "commands": ("写法", "Written"),
    "sign": ("符号", "Sign"),
    "rows": ("项目", "Items"),
    "periods": ("期间", "Periods"),
    "printed": ("例", "Example"),
    "title": ("名称", "Title"),
    "edition": ("版本", "Edition"),
    "zh": ("中文", "Chinese"),
    "en": ("英文", "English"),
}
ANSWERS = {
    "yes": ("是", "yes"),
    "no": ("否", "no"),
    "error": ("错误，以 1 退出", "error, exit status 1"),
    "question": ("疑问", "question"),
    "note": ("留意", "note"),
}
TRANSLATIONS = "translations"  # a part that comes from the report's files
CODES = "codes"  # a part that leads to others
WARNINGS = "warnings-"  # how the names of the parts begin to which it leads


class ReferenceDirective(Block):
    """One part of the reference: what can be typed, with the sentences that stand in the code.

    The parts are ``roles``, ``directives``, ``table-columns``, ``charts``, ``settings``, ``warnings-data``,
    ``warnings-checks``, ``warnings-text``, ``warnings-translations``, ``value-columns``, ``restated-columns``,
    ``statuses``, ``comparators``, ``definitions``, ``standards``, ``checks``, ``commands``, ``print-settings``,
    ``print-checks`` and ``print-formulas``. Two parts more: ``codes`` lists the codes of all warnings, each linked to
    where it is explained; ``translations`` counts the messages of each ``.po`` file of the report.

    It comes with the extension ``csrdirectives.handbook``.
    """

    options_taken: ClassVar = {}
    required_arguments = 1
    optional_arguments = 0
    has_content = False

    def content_nodes(self) -> list[nodes.Node]:
        self.column = 0 if self.formatter.chinese else 1
        self.part = self.arguments[0]
        if self.part == TRANSLATIONS:
            return progress(self.env, self.column)
        if self.part == CODES:
            return list(self._codes())
        parts = _tables().PARTS
        if self.part not in parts:
            raise NotFound("unknown-reference", name=self.part, near=nearest(self.part, [*parts, CODES, TRANSLATIONS]))
        return [node for group in parts[self.part](self.env) for node in self._group(group)]

    def _group(self, group: Group) -> list[nodes.Node]:
        anchor = nodes.make_id(f"reference-{self.part}-{group.en}")
        entries = self._entries(group.entries, anchor)
        title = (group.zh, group.en)[self.column]
        return [_section(anchor, title, entries)] if title else [entries]

    def _codes(self) -> Iterator[nodes.section]:
        """The codes of all warnings by their topics, each with the address that it had when all stood on one page."""
        for topic in topics():
            anchor = nodes.make_id(f"reference-warnings-{topic.en}")
            listed = paragraph(classes=["csr-codes"])
            for code in topic.messages:
                leading = addnodes.pending_xref(
                    "",
                    nodes.inline("", code),
                    refdoc=self.env.docname,
                    refdomain="std",
                    reftype="ref",
                    reftarget=_label(code),
                    refexplicit=False,
                    refwarn=True,
                )
                if listed.children:
                    listed += nodes.Text(" ")
                listed += nodes.literal("", "", leading, ids=[nodes.make_id(f"{anchor}-{code}")])
            yield _section(anchor, (topic.zh, topic.en)[self.column], listed)

    def _entries(self, entries: tuple[Entry, ...], above: str) -> nodes.definition_list:
        items = [self._entry(entry, nodes.make_id(f"{above}-{entry.name}")) for entry in entries]
        # simple, or the theme takes one with several paragraphs for the members of a class
        return nodes.definition_list("", *items, classes=["csr-reference", "simple"])

    def _entry(self, entry: Entry, anchor: str) -> nodes.definition_list_item:
        named = entry.name.isascii()  # of other letters nothing would be left in the anchor
        term = nodes.term("", "", nodes.literal("", entry.name), ids=[anchor] if named else [])
        term["translatable"] = False
        if self.part.startswith(WARNINGS):
            standard = self.env.domains.standard_domain
            standard.note_hyperlink_target(_label(entry.name), self.env.docname, anchor, entry.name)
        definition = nodes.definition(
            "", *(paragraph(*self._inline(text)) for text in _tables().paragraphs(entry.text))
        )
        if entry.facts:
            fields = (self._fact(name, value) for name, value in entry.facts.items())
            definition += nodes.field_list("", *fields)
        if entry.parts:
            definition += self._entries(entry.parts, anchor)
        return nodes.definition_list_item("", term, definition)

    def _fact(self, name: str, value: str | tuple[str, ...]) -> nodes.field:
        label = nodes.field_name("", LABELS[name][self.column])
        label["translatable"] = False
        if name == "en" and self.formatter.chinese and isinstance(value, str):
            shown = paragraph(nodes.inline("", value, classes=[IN_ENGLISH]))
        elif isinstance(value, str):
            words = ANSWERS.get(value)
            shown = paragraph(*self._spoken(words[self.column] if words else value, chinese=name == "zh"))
        else:
            blanks = ([] if word == value[0] else [nodes.Text(" ")] for word in value)
            pieces = zip(blanks, value, strict=True)
            shown = paragraph(*(n for blank, word in pieces for n in (*blank, nodes.literal("", word))))
        return nodes.field("", label, nodes.field_body("", shown))

    def _inline(self, text: str) -> Iterator[nodes.Node]:
        """A paragraph in the page's language, what stands between double backquotes as code."""
        said = _tables().chinese().get(text, text) if self.formatter.chinese else text
        for number, piece in enumerate(LITERAL.split(said)):
            if piece and number % 2:
                yield nodes.literal("", piece.strip())
            elif piece:
                yield from self._spoken(piece)

    def _spoken(self, text: str, *, chinese: bool = False) -> Iterator[nodes.Node]:
        """The text, what is Chinese in a page of another language marked as such."""
        if self.formatter.chinese:
            yield nodes.Text(text)
            return
        for number, piece in enumerate(("", text) if chinese else CHINESE.split(text)):
            if piece:
                yield nodes.inline("", piece, classes=[IN_CHINESE]) if number % 2 else nodes.Text(piece)


def _section(anchor: str, title: str, *content: nodes.Node) -> nodes.section:
    heading = nodes.title("", title)
    heading["translatable"] = False
    return nodes.section("", heading, *content, ids=[anchor])


def _label(code: str) -> str:
    """By which ``{ref}`` finds a warning: its code as it is told."""
    return f"csr.{code}"


def _tables() -> Any:
    """The tables of the reference: they know the whole package, and are loaded for the pages that print them."""
    return import_module("csrdirectives.handbook.reference")
