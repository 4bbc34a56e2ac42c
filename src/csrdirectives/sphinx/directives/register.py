"""``csr:register``: the records of a register as a table, a timeline or a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from csrdirectives.lookup import NotFound, read_ask, records, register_of
from csrdirectives.problems import nearest
from csrdirectives.sphinx.directives.block import Block
from csrdirectives.sphinx.nodes import bullets, paragraph, table
from csrdirectives.sphinx.records import MOST, RECORD, Choice, filtered
from csrdirectives.table import by_date, register_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csrdirectives.model import Record, Register

    Items = Sequence[tuple[nodes.Element, nodes.Element]]

STYLES = ("table", "timeline", "list")


class RegisterDirective(Block):
    """The records of a register, or those that ``; column: word`` choose; each has an address of its own."""

    options_taken: ClassVar = {
        "style": "``table`` (by default), ``timeline`` or ``list``.",
        "columns": "Which columns of the register, in this order; by default all but those that choose the records.",
        "sort": "``date`` or ``-date``, the latest first; by default as listed.",
        "filter": "A column with a closed list, by whose words readers of the site choose what they see.",
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
        made, items = self._listed(register, columns, rows)
        block = made[-1]
        assert isinstance(block, nodes.Element)
        name = block["ids"][0] if any(map(nodes.make_id, block["names"])) else register.id
        self._mark(items, found, name)
        choices = self._choices(register, found)
        if len(choices) < 2:
            return made
        heading = self.formatter.words["register-filter"].format(register.columns[self.options["filter"]])
        return [filtered(made, [item for item, _ in items], choices, heading, name, self.formatter.words)]

    def _listed(self, register: Register, columns: list[str], rows: list[list[str]]) -> tuple[list[nodes.Node], Items]:
        """The records in the style that is asked for; what holds each of them, and the line that names it."""
        match self.word("style", STYLES, "table"):
            case "table":
                made, name = self._table(register, columns, rows)
                rows_made = next(made.findall(nodes.tbody)).findall(nodes.row)
                return [made], [(row, list(row.findall(nodes.paragraph))[name]) for row in rows_made]
            case "timeline":
                block = self._timeline(columns, rows)
            case _:
                block = bullets([[paragraph(self._sentence(row))] for row in rows], ["csr-list"])
        return self.headed(block), [(item, _title(item)) for item in block.findall(nodes.list_item)]

    def _table(self, register: Register, columns: list[str], rows: list[list[str]]) -> tuple[nodes.table, int]:
        """The table, and which of its columns names a record."""
        shown = [
            i for i, _ in enumerate(columns) if any(row[i] for row in rows)
        ]  # a column without a word says nothing
        head = [register.columns[columns[i]] for i in shown]
        body = [[row[i] for i in shown] for row in rows]
        free = [n for n, i in enumerate(shown) if columns[i] != "date" and columns[i] not in register.values]
        return self.titled(table(head, body, [False] * len(shown), ["csr-register"])), (free or [0])[0]

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

    # ---- addresses, and what readers choose

    def _mark(self, items: Items, found: Sequence[Record], name: str) -> None:
        """Give each record an address that stays when others come or go, the same in every language."""
        document = self.state.document
        for (item, line), record in zip(items, found, strict=True):
            item["classes"].append(RECORD)
            anchor = f"{name}-{record.mark}"
            if anchor not in document.ids:  # the first list on the page has it
                item["ids"].append(anchor)
                document.set_id(item)
                line["csr_record"] = anchor

    def _choices(self, register: Register, found: Sequence[Record]) -> list[Choice]:
        """What readers may choose: each word that records have, with the numbers of these records."""
        column = self.options.get("filter", "")
        if not column:
            return []
        words = register.values.get(column)
        if words is None:
            code = "column-not-closed" if column in register.columns else "unknown-column"
            near, known = nearest(column, register.values), " ".join(register.values)
            raise NotFound(code, column=column, name=register.id, known=known, near=near)
        named = {**words, "": self.formatter.words["register-blank"]}
        cells = [record.cells.get(column, "") for record in found]
        choices = [
            Choice(text, [number for number, cell in enumerate(cells) if cell == word]) for word, text in named.items()
        ]
        choices = [choice for choice in choices if choice.records]
        if len(choices) > MOST:
            raise NotFound("register-choices", column=column, count=str(len(choices)), limit=str(MOST))
        return choices


def _title(item: nodes.list_item) -> nodes.paragraph:
    """The line that names a record."""
    return next(line for line in item.findall(nodes.paragraph) if "csr-date" not in line["classes"])
