"""``csr:table``: figures in rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, get_args

from docutils import nodes

from csrdirectives.lookup import NO_FIGURE, NotFound
from csrdirectives.model import Observation, Status
from csrdirectives.sphinx.directives.listing import Listing
from csrdirectives.sphinx.nodes import link, paragraph
from csrdirectives.sphinx.nodes import table as table_node
from csrdirectives.table import COLUMNS, Cell, Column, columns_for, ordered

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csrdirectives.period import Period


class TableDirective(Listing):
    """Figures in rows: those named, or all of a pattern such as ``workforce.*``."""

    options_taken: ClassVar = {
        "columns": "Which columns, in this order; by default ``name`` and ``value``.",
        "periods": "Periods to compare, such as ``2022 2023``; each gets a column in place of the value's.",
        "sort": "``value``, ``-value`` or ``name``; by default as listed.",
        "status": "Only figures of these statuses.",
    }

    def content_nodes(self) -> list[nodes.Node]:
        periods = self.asked_periods()
        rows = self._rows(periods or [None])
        if not rows:
            raise NotFound("table-empty", text=" ".join(text for _, text in self.lines()))
        names = self.words("columns", COLUMNS, ["name", "value"])
        columns = columns_for(names, [row for row in rows if isinstance(row, Observation)])
        head, numeric = self._head(columns, periods)
        body = [self._cells(row, columns, periods) for row in rows]
        return [self.titled(table_node(head, body, numeric, ["csr-table"]))]

    def _rows(self, periods: Sequence[Period | None]) -> list[Observation | str]:
        """The observations asked for; the text itself where nothing answers."""
        statuses = self.words("status", get_args(Status), [])
        rows: list[Observation | str] = []
        for line, ask, text in self.asked_lines():
            if ask is None:
                rows.append(text)
                continue
            try:
                rows += self.listed(ask, periods)
            except NotFound as fault:
                self.warn(fault, line)
                rows.append(text)
        if statuses:
            rows = [row for row in rows if isinstance(row, str) or row.status in statuses]
        by = self.word("sort", ["value", "-value", "name"], "")
        if by and all(isinstance(row, Observation) for row in rows):
            rows = list(ordered([row for row in rows if isinstance(row, Observation)], by, self.catalogue))
        return rows

    def _head(self, columns: Mapping[str, Column], periods: Sequence[Period]) -> tuple[list[str], list[bool]]:
        head, numeric = [], []
        for name, column in columns.items():
            shown = periods if name in {"value", "number"} else ()
            texts = [self.formatter.period(period) for period in shown] or [self.formatter.words[name]]
            head += texts
            numeric += [column.numeric] * len(texts)
        return head, numeric

    def _cells(
        self, row: Observation | str, columns: Mapping[str, Column], periods: Sequence[Period]
    ) -> list[nodes.Node | str]:
        cells: list[nodes.Node | str] = []
        for name, column in columns.items():
            compared = periods if name in {"value", "number"} else ()
            if isinstance(row, str):
                cells += [paragraph(self.missing(row)) if not cells else "" for _ in compared or (None,)]
            elif not compared:
                cells.append(self._cell(column.cell(row, self.catalogue, self.formatter)))
            else:
                cells += [self._compared(row, column, period) for period in compared]
        return cells

    def _compared(self, row: Observation, column: Column, period: Period) -> nodes.Node | str:
        text = row.key.indicator + (f"#{row.key.part}" if row.key.part else "")
        try:
            found = self.observation(text, period)
        except NotFound as fault:
            if fault.code in NO_FIGURE:
                return "–"
            self.warn(fault)
            return paragraph(self.missing(f"{text}@{period}"))
        return self._cell(column.cell(found, self.catalogue, self.formatter))

    def _cell(self, cell: Cell) -> nodes.Node | str:
        if cell.figure is not None:
            return paragraph(self.figure(cell.figure, cell.text))
        if cell.indicator is not None:
            return paragraph(link("indicator", cell.indicator.id, nodes.Text(cell.text)))
        return cell.text
