"""``csr:table``: figures in rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, get_args

from docutils import nodes

from csrdirectives.lookup import NotFound, find, select
from csrdirectives.model import Observation, Status
from csrdirectives.period import Period, PeriodFault
from csrdirectives.sphinx.directives.block import Block
from csrdirectives.sphinx.nodes import link, paragraph
from csrdirectives.sphinx.nodes import table as table_node
from csrdirectives.table import COLUMNS, Cell, observations_of, ordered

if TYPE_CHECKING:
    from collections.abc import Sequence


class TableDirective(Block):
    """Figures in rows: those named, or all of a pattern such as ``workforce.*``."""

    options_taken: ClassVar = {
        "columns": "Which columns: " + " ".join(COLUMNS) + "; by default name and value.",
        "periods": "Periods to compare; each gets a column in place of value.",
        "sort": "value, -value or name; by default as listed.",
        "status": "Only figures of these statuses: " + " ".join(get_args(Status)) + ".",
    }

    def content_nodes(self) -> list[nodes.Node]:
        columns = self.words("columns", COLUMNS, ["name", "value"])
        periods = self._periods()
        rows = self._rows(periods[0] if periods else None)
        if not rows:
            raise NotFound("table-empty", text=" ".join(text for _, text in self.lines()))
        head, numeric = self._head(columns, periods)
        body = [self._cells(row, columns, periods) for row in rows]
        return [self.titled(table_node(head, body, numeric, ["csr-table"]))]

    def _periods(self) -> list[Period]:
        found = []
        for text in self.options.get("periods", "").replace(",", " ").split():
            try:
                found.append(Period.parse(text))
            except PeriodFault:
                raise NotFound("key-period", period=text, text=self.options["periods"]) from None
        return found

    def _rows(self, within: Period | None) -> list[Observation | str]:
        """The observations asked for; the text itself where nothing answers."""
        statuses = self.words("status", get_args(Status), [])
        rows: list[Observation | str] = []
        for line, ask, text in self.asked_lines():
            if ask is None:
                rows.append(text)
                continue
            try:
                rows += self._observations(ask.subject, within)
            except NotFound as fault:
                self.warn(fault, line)
                rows.append(text)
        if statuses:
            rows = [row for row in rows if isinstance(row, str) or row.status in statuses]
        by = self.word("sort", ["value", "-value", "name"], "")
        if by and all(isinstance(row, Observation) for row in rows):
            rows = list(ordered([row for row in rows if isinstance(row, Observation)], by, self.catalogue))
        return rows

    def _observations(self, subject: str, within: Period | None) -> list[Observation]:
        if "@" in subject or "#" in subject:
            return [self.observation(subject, within)]
        self.asks(f"indicators {subject}")
        found = [
            o
            for indicator in select(self.catalogue, subject)
            for o in observations_of(self.catalogue, indicator, within)
        ]
        if "*" not in subject and not found:
            find(self.catalogue, subject, within)  # says what is missing
        for observation in found:
            self.asks(f"figure {observation.key}")
        return found

    def _head(self, columns: Sequence[str], periods: Sequence[Period]) -> tuple[list[str], list[bool]]:
        head, numeric = [], []
        for name in columns:
            column = COLUMNS[name]
            shown = periods if name in {"value", "number"} else ()
            texts = [self.formatter.period(period) for period in shown] or [self.formatter.words[name]]
            head += texts
            numeric += [column.numeric] * len(texts)
        return head, numeric

    def _cells(
        self, row: Observation | str, columns: Sequence[str], periods: Sequence[Period]
    ) -> list[nodes.Node | str]:
        cells: list[nodes.Node | str] = []
        for name in columns:
            compared = periods if name in {"value", "number"} else ()
            if isinstance(row, str):
                cells += [paragraph(self.missing(row)) if not cells else "" for _ in compared or (None,)]
            elif not compared:
                cells.append(self._cell(COLUMNS[name].cell(row, self.catalogue, self.formatter)))
            else:
                cells += [self._compared(row, name, period) for period in compared]
        return cells

    def _compared(self, row: Observation, name: str, period: Period) -> nodes.Node | str:
        text = row.key.indicator + (f"#{row.key.part}" if row.key.part else "")
        try:
            found = self.observation(text, period)
        except NotFound:
            return "–"
        return self._cell(COLUMNS[name].cell(found, self.catalogue, self.formatter))

    def _cell(self, cell: Cell) -> nodes.Node | str:
        if cell.figure is not None:
            return paragraph(*self.figure(cell.figure, cell.text))
        if cell.indicator is not None:
            return paragraph(link("indicator", cell.indicator.id, nodes.Text(cell.text)))
        return cell.text
