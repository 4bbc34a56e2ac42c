"""Tables: heads that repeat, merged cells, stub columns, figures aligned."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from typing import cast

from docutils import nodes
from docutils.utils import column_width
from sphinx import addnodes

from csrdirectives.typst.strings import array, call, quoted, shown
from csrdirectives.typst.writer.base import Writer

SIDES = {"text-left": "left", "text-center": "center", "text-right": "right"}
FIGURES = re.compile(r"[\d,.%+\u2212\u2013\u2014\-–\s]*\d[\d,.%+\u2212\-–\s]*")
"""A cell of figures alone, which are compared down the column."""

PAGE = 3000
"""How many letters a page of a table holds at least, if one cell has its whole width."""

YEAR = re.compile(r"(?:19|20)\d\d")
"""No figure to compare: dates stand on the left, whole years among them."""


class Tables(Writer):
    """Visitors of tables; one in another is set within its cell. All stand on the left, whatever their ``align``."""

    def visit_table(self, node: nodes.table) -> None:
        title = next((child for child in node.children if isinstance(child, nodes.title)), None)
        group = next(child for child in node.children if isinstance(child, nodes.tgroup))
        made = call(
            "figure-of",
            kind=quoted("table"),
            number=self.figure_number(node, "table"),
            caption=f"[{self.inner(title)}]" if title is not None else None,
            classes=self.classes(node),
            content=self._tabular(node, group),
        )
        self.block(self.mark(node) + made + self.label_of(node))
        raise nodes.SkipNode

    def _tabular(self, node: nodes.table, group: nodes.tgroup) -> str:
        columns = [child for child in group.children if isinstance(child, nodes.colspec)]
        stubs = {at for at, column in enumerate(columns) if column.get("stub")}
        head = _placed(row for part in group.children if isinstance(part, nodes.thead) for row in part.children)
        body = _placed(row for part in group.children if isinstance(part, nodes.tbody) for row in part.children)
        sides = [_side(cell for row in body for at, cell in row if at == column) for column in range(len(columns))]
        given = "colwidths-given" in node["classes"]
        shares = [max(1, column["colwidth"]) if given else 1 for column in columns]
        room = [PAGE * share / sum(shares) for share in shares]
        # the head first, for the order of its footnotes
        header = [array(self._cell(cell, sides[at], heads=True) for at, cell in row) for row in head]
        return call(
            "tabular",
            *(made for row in body for made in self._row(row, sides, stubs, room)),
            columns=array(f"{share}fr" if given else "auto" for share in shares),
            head=array(header) if head else None,
            classes=self.classes(node),
            width=self.length(node, "width"),
            characters=str(len(group.astext())),
            lengths=array(str(_longest(body, column)) for column in range(len(columns))),
        )

    def _row(
        self,
        row: Sequence[tuple[int, nodes.Element]],
        sides: Sequence[str | None],
        stubs: Container[int],
        room: Sequence[float],
    ) -> list[str]:
        """The cells of a row; of one of the class ``group-row`` the first alone, which heads the rows below.

        The *room* is how many letters a page of each column holds: a row that may need more breaks over pages.
        """
        if row and "group-row" in cast("nodes.Element", row[0][1].parent)["classes"]:
            heading = self.inner(row[0][1]).strip()
            return [call("group-row", str(len(sides)), content=heading).removeprefix("#")]
        tall = any(column_width(cell.astext()) > sum(room[at : at + cell.get("morecols", 0) + 1]) for at, cell in row)
        return [self._cell(cell, sides[at], heads=at in stubs, breakable=tall) for at, cell in row]

    def _cell(self, cell: nodes.Element, side: str | None, *, heads: bool, breakable: bool = False) -> str:
        """A cell, on the side that its author said, or its column's; one over several columns has no column's."""
        side = next((SIDES[name] for name in cell["classes"] if name in SIDES), None if cell.get("morecols") else side)
        content = self.inner(cell).strip()
        if heads and content:
            content = self._head(cell, content)
        content = self.mark(cell) + content
        return call(
            "table.cell",
            content=content,
            colspan=str(cell["morecols"] + 1) if cell.get("morecols") else None,
            rowspan=str(cell["morerows"] + 1) if cell.get("morerows") else None,
            align=side,
            breakable="true" if breakable else None,
        ).removeprefix("#")

    def _head(self, cell: nodes.Element, content: str) -> str:
        """The content of a cell of heads; its text stands for it where the table goes on, if it links."""
        parts = cell.findall(nodes.Element)
        if not any(isinstance(part, nodes.reference | nodes.footnote_reference) or part.get("ids") for part in parts):
            return call("head-cell", content=content)
        texts = (text for text in cell.findall(nodes.Text) if not isinstance(text.parent, nodes.footnote_reference))
        again = " ".join("".join(text.astext() for text in texts).split())
        return call("head-cell", again=f"[{shown(again)}]", key=quoted(str(len(self.places))), content=content)

    def visit_tabular_col_spec(self, node: addnodes.tabular_col_spec) -> None:
        """Widths for LaTeX, which say nothing to Typst."""
        raise nodes.SkipNode


def _placed(rows: Iterable[nodes.Node]) -> list[list[tuple[int, nodes.Element]]]:
    """The cells of each row with the numbers of their first columns."""
    made: list[list[tuple[int, nodes.Element]]] = []
    reserved: Counter[int] = Counter()  # by column, how many of the next rows a cell above takes
    for row in rows:
        column = 0
        made.append([])
        taken = {at for at, count in reserved.items() if count > 0}
        reserved -= Counter(dict.fromkeys(taken, 1))
        for cell in row.children:
            assert isinstance(cell, nodes.entry)
            while column in taken:
                column += 1
            made[-1].append((column, cell))
            for at in range(column, column + cell.get("morecols", 0) + 1):
                reserved[at] += cell.get("morerows", 0)
            column += cell.get("morecols", 0) + 1
    return made


def _longest(rows: Iterable[Iterable[tuple[int, nodes.Element]]], column: int) -> int:
    """How long the longest cell of a column is, in letters; a character of Chinese is as wide as two."""
    texts = (cell.astext() for row in rows for at, cell in row if at == column)
    return max(map(column_width, texts), default=0)


def _side(cells: Iterable[nodes.Element]) -> str | None:
    """On which side a column stands: on the right if most are figures, years apart, and as told if all are told so."""
    filled = [cell for cell in cells if cell.astext().strip() and not cell.get("morecols")]
    told = {SIDES[name] for cell in filled for name in cell["classes"] if name in SIDES}
    if len(told) == 1 and all(SIDES.keys() & cell["classes"] for cell in filled):
        return told.pop()
    texts = (cell.astext().strip() for cell in filled)
    figures = sum(bool(FIGURES.fullmatch(text)) and not YEAR.fullmatch(text) for text in texts)
    return "right" if figures * 2 > len(filled) else None
