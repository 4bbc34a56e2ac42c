"""``csr:reference``: the handbook's reference, printed from the package's own tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from csrdirectives.lookup import NotFound
from csrdirectives.problems import nearest
from csrdirectives.sphinx.directives.block import Block
from csrdirectives.sphinx.nodes import paragraph
from csrdirectives.sphinx.reference import PARTS, Entry, Group, chinese, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

LITERAL = re.compile(r"``(.+?)``(?!`)")
LABELS = {
    "type": ("类型", "Type"),
    "default": ("默认", "Default"),
    "needed": ("必填", "Required"),
    "pairs": ("可附加", "Takes"),
    "heading": ("表头", "Heading"),
    "headings": ("也可写作", "Also"),
    "words": ("也可写作", "Also"),
    "sign": ("符号", "Sign"),
    "printed": ("例", "Example"),
    "title": ("名称", "Title"),
    "edition": ("版本", "Edition"),
    "zh": ("中文", "Chinese"),
    "en": ("英文", "English"),
}
ANSWERS = {"yes": ("是", "yes"), "no": ("否", "no")}


class ReferenceDirective(Block):
    """One part of the reference: what can be typed, with the sentences that stand in the code.

    The parts are ``roles``, ``directives``, ``table-columns``, ``settings``, ``warnings``, ``value-columns``,
    ``statuses``, ``comparators``, ``definitions``, ``standards``, ``checks`` and ``commands``.
    """

    options_taken: ClassVar = {}
    required_arguments = 1
    optional_arguments = 0
    has_content = False

    def content_nodes(self) -> list[nodes.Node]:
        self.column = 0 if self.formatter.chinese else 1
        self.part = self.arguments[0]
        if self.part not in PARTS:
            raise NotFound("unknown-reference", name=self.part, near=nearest(self.part, PARTS))
        return [node for group in PARTS[self.part](self.env) for node in self._group(group)]

    def _group(self, group: Group) -> list[nodes.Node]:
        anchor = nodes.make_id(f"reference-{self.part}-{group.en}")
        entries = self._entries(group.entries, anchor)
        title = (group.zh, group.en)[self.column]
        if not title:
            return [entries]
        section = nodes.section("", ids=[anchor])
        heading = nodes.title("", title)
        heading["translatable"] = False
        section += [heading, entries]
        return [section]

    def _entries(self, entries: tuple[Entry, ...], above: str) -> nodes.definition_list:
        items = [self._entry(entry, nodes.make_id(f"{above}-{entry.name}")) for entry in entries]
        return nodes.definition_list("", *items, classes=["csr-reference"])

    def _entry(self, entry: Entry, anchor: str) -> nodes.definition_list_item:
        named = entry.name.isascii()  # of other letters nothing would be left in the anchor
        term = nodes.term("", "", nodes.literal("", entry.name), ids=[anchor] if named else [])
        term["translatable"] = False
        definition = nodes.definition("", *(paragraph(*self._inline(text)) for text in paragraphs(entry.text)))
        if entry.facts:
            fields = (self._fact(name, value) for name, value in entry.facts.items())
            definition += nodes.field_list("", *fields)
        if entry.parts:
            definition += self._entries(entry.parts, anchor)
        return nodes.definition_list_item("", term, definition)

    def _fact(self, name: str, value: str | tuple[str, ...]) -> nodes.field:
        label = nodes.field_name("", LABELS[name][self.column])
        label["translatable"] = False
        if isinstance(value, str):
            words = ANSWERS.get(value)
            shown = paragraph(words[self.column] if words else value)
        else:
            blanks = ([] if word == value[0] else [nodes.Text(" ")] for word in value)
            pieces = zip(blanks, value, strict=True)
            shown = paragraph(*(n for blank, word in pieces for n in (*blank, nodes.literal("", word))))
        return nodes.field("", label, nodes.field_body("", shown))

    def _inline(self, text: str) -> Iterator[nodes.Node]:
        """A paragraph in the page's language, what stands between double backquotes as code."""
        said = chinese().get(text, text) if self.formatter.chinese else text
        for number, piece in enumerate(LITERAL.split(said)):
            if piece:
                yield nodes.literal("", piece.strip()) if number % 2 else nodes.Text(piece)
