"""``csr:register``: the records of a register as a table, a timeline or a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from csrdirectives.lookup import NotFound, read_ask, records, register_of
from csrdirectives.sphinx.directives.block import Block
from csrdirectives.sphinx.nodes import bullets, paragraph, table
from csrdirectives.table import by_date, register_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csrdirectives.model import Record, Register

STYLES = ("table", "timeline", "list")


class RegisterDirective(Block):
    """The records of a register, or those that ``; column: word`` choose."""

    options_taken: ClassVar = {
        "style": "``table`` (by default), ``timeline`` or ``list``.",
        "columns": "Which columns of the register, in this order; by default all but those that choose the records.",
        "sort": "``date`` or ``-date``, the latest first; by default as listed.",
    }
    has_content = False
    required_arguments = 1
    optional_arguments = 0

    def content_nodes(self) -> list[nodes.Node]:
        ask = read_ask(self.arguments[0])
        self.asks(f"register {ask.subject}")
        register = register_of(self.catalogue, ask.subject)
        found: Sequence[Record] = records(register, ask.pairs)
        if not found:
            raise NotFound("register-empty", text=self.arguments[0])
        by = self.word("sort", ["date", "-date"], "")
        if by:
            found = by_date(found, latest_first=by.startswith("-"))
        columns = self.words("columns", register.columns, [c for c in register.columns if c not in ask.pairs])
        rows = register_rows(register, found, columns, self.formatter)
        match self.word("style", STYLES, "table"):
            case "table":
                return [self._table(register, columns, rows)]
            case "timeline":
                return self.headed(self._timeline(columns, rows))
        return self.headed(bullets([[paragraph(self._sentence(row))] for row in rows], ["csr-list"]))

    def _table(self, register: Register, columns: list[str], rows: list[list[str]]) -> nodes.table:
        shown = [
            i for i, _ in enumerate(columns) if any(row[i] for row in rows)
        ]  # a column without a word says nothing
        head = [register.columns[columns[i]] for i in shown]
        body = [[row[i] for i in shown] for row in rows]
        return self.titled(table(head, body, [False] * len(shown), ["csr-register"]))

    def _timeline(self, columns: list[str], rows: list[list[str]]) -> nodes.bullet_list:
        """Each record with its date as the first line."""
        items: list[list[nodes.Node]] = []
        for row in rows:
            cells = dict(zip(columns, row, strict=True))
            date = cells.pop("date", "")
            first, *rest = [text for text in cells.values() if text] or [""]
            lines = [paragraph(date, classes=["csr-date"])] if date else []
            lines.append(paragraph(nodes.strong("", first)))
            items.append([*lines, *(paragraph(text) for text in rest)])
        return bullets(items, ["csr-timeline"])

    def _sentence(self, row: list[str]) -> str:
        return self.formatter.words["comma"].join(text for text in row if text)
