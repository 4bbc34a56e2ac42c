"""CSV as departments really save it → rows."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from functools import cache
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, NamedTuple

from csrdirectives.problems import Problems, Where, nearest
from csrdirectives.textfile import HIDDEN, read_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

SEPARATORS = ",\t;，"

_NARROW = 4  # columns; with fewer, a line with as many separators may well be prose

_LOST = "\ufffd|锟斤拷"  # what a wrong conversion leaves: the replacement character, and two of them read as GBK
_hidden = re.compile(f"[{HIDDEN}]")
_hidden_in_cell = re.compile(f"[\t{HIDDEN}]")
_lost = re.compile(_LOST)
_formula = re.compile(r"[=＝].|[+＋@＠\-－](?:[^\W\d_]|[(（])", re.DOTALL)
_edges = re.compile("^[ \t\n\xa0\u2000-\u200a\u202f\u205f\u3000]+|[ \t\n\xa0\u2000-\u200a\u202f\u205f\u3000]+$")
_nothing = re.compile(rf'(?:[\s"{SEPARATORS}]*|"?sep=.?"?\s*)', re.IGNORECASE)  # sep=; is a line that Excel understands


@cache
def _suspect(unseen: str) -> re.Pattern[str]:
    """What is worth a closer look, for one look at the whole text; what could begin a formula must begin a cell."""
    # It begins with one set, which the engine looks for at once; alternatives would take three times as long.
    formula = rf'(?<=[\s"{SEPARATORS}].)(?:(?<=[=＝]).|(?<=[+＋@＠\-－])(?:[^\W\d_]|[(（]))'
    return re.compile(rf"[{unseen}=＝+＋@＠\-－](?:(?<=[{unseen}])|{formula})")


LONGEST = 131_072  # characters of a cell, more than any text; a file that was damaged has more


class Row(NamedTuple):
    """A record: the line on which it begins, and the text of every known column (``""`` where the sheet has none)."""

    line: int
    cells: dict[str, str]


def read_sheet(
    path: Path,
    shown: str,
    columns: Mapping[str, Sequence[str]],
    required: Collection[str],
    problems: Problems,
    refused: list[Row] | None = None,
) -> list[Row]:
    """The rows of a CSV file; what is wrong goes to *problems*, and the rows without fault are still given.

    *shown* is the path that problems name; *columns* maps each column to other headings that mean it. Without one of
    the *required* columns, or with a column twice, no row can be trusted and none is given. The rows that have a fault
    are added to *refused*, without the characters that nobody sees.
    """
    sheet = _Sheet(shown, columns, required, problems)
    rows = sheet.read(path)
    if refused is not None:
        refused += sheet.refused
    return rows


_Record = tuple[int, int, list[str]]  # its first and last line, its cells; plain, because there are many


class _Sheet:
    def __init__(
        self, shown: str, columns: Mapping[str, Sequence[str]], required: Collection[str], problems: Problems
    ) -> None:
        self.shown = shown
        self.columns = columns
        self.required = required
        self.problems = problems
        self.headings = {heading: name for name, more in columns.items() for heading in (name, *more)}
        self.known = {_plain(heading): name for heading, name in self.headings.items()}
        self.refused: list[Row] = []

    def tell(self, code: str, line: int = 0, **details: Any) -> None:
        self.problems.add(code, Where(self.shown, line), **details)

    def read(self, path: Path) -> list[Row]:
        text = read_text(path, self.shown, self.problems)
        if text is None:
            return []
        lines = io.StringIO(text).readlines()  # str.splitlines would also split at U+2028 and the like
        at = next((n for n, line in enumerate(lines) if not _nothing.fullmatch(line)), None)
        if at is None:
            self.tell("file-empty")
            return []
        separator, head = self.head(lines, at)
        if not separator:
            return []
        suspects = _suspects(text, separator)
        self.suspicious(head, (), suspects)
        places, usable = self.places(head)
        if separator == "，":
            separator = _separator_below(lines, head[1])
        rows = self.rows(lines, separator, head, places, suspects)
        return rows if usable else []

    def head(self, lines: list[str], at: int) -> tuple[str, _Record]:
        """The separator under which most columns are known, and the head so read; no separator if that is not clear."""
        heads: dict[str, _Record] = {}
        for separator in SEPARATORS:
            reader = _reader(islice(lines, at, None), separator)
            try:
                cells = next(reader)
            except csv.Error:
                continue
            if len(cells) > 1 or separator == ",":
                heads[separator] = at + 1, at + reader.line_num, cells
        counts = {s: len({self.known.get(_plain(cell), "") for cell in heads[s][2]} - {""}) for s in heads}
        most = max(counts.values(), default=0)
        best = [s for s in counts if counts[s] == most]
        found = lines[at].strip()
        if not heads:
            self.tell("sheet-quote-unclosed", at + 1)
        elif not most:
            self.tell("sheet-header-missing", at + 1, columns=", ".join(self.columns), found=found)
        elif len(best) > 1:
            named = " ".join("Tab" if s == "\t" else s for s in best)
            self.tell("sheet-separator-unclear", at + 1, separators=named, found=found)
        else:
            head = heads[best[0]]
            while not head[2][-1].strip():  # a spreadsheet may write thousands of empty columns
                head[2].pop()
            return best[0], head
        return "", (0, 0, [])

    def places(self, head: _Record) -> tuple[dict[str, int], bool]:
        """Where each column stands, and whether rows can be read by it."""
        places: dict[str, int] = {}
        usable = True
        line, _, headings = head
        for n, heading in enumerate(headings):
            name = self.known.get(_plain(heading))
            if name is None:
                column = _hidden.sub("", heading).strip()
                if column:
                    self.tell("sheet-column-unknown", line, column=column, near=nearest(column[:80], self.headings))
            elif name in places:
                usable = False
                self.tell("sheet-column-doubled", line, column=name, first=places[name] + 1, second=n + 1)
            else:
                places[name] = n
        for name in self.columns:
            if name in self.required and name not in places:
                usable = False
                self.tell("sheet-column-missing", line, column=" / ".join(dict.fromkeys((name, *self.columns[name]))))
        return places, usable

    def rows(
        self, lines: list[str], separator: str, head: _Record, places: dict[str, int], suspects: set[int]
    ) -> list[Row]:
        _, at, headings = head
        width = len(headings)
        labels = [heading.strip() or str(n) for n, heading in enumerate(headings, 1)]
        unnamed = [n for n, heading in enumerate(headings) if not heading.strip()]
        absent = [name for name in self.columns if name not in places]
        columns_at = {n: name for name, n in places.items()}
        names = [columns_at.get(n, "") for n in range(width)] + absent  # "": not a column of ours
        filling = [""] * max(width, len(names))
        strip = str.strip
        rows = []
        for record in self.records(lines, at, separator, width):
            first, _, cells = record
            if suspects and self.suspicious(record, labels, suspects):
                self.refuse(first, names, cells)
                continue
            if unnamed or len(cells) > width:
                extra = [cells[n] for n in unnamed if n < len(cells)] + cells[width:]
                if stray := " ".join(extra).strip():
                    self.tell("sheet-row-too-long", first, columns=width - len(unnamed), cell=stray)
                    self.refuse(first, names, cells)
                    continue
                del cells[width:]
            row = dict(zip(names, map(strip, chain(cells, filling))))  # noqa: B905 - the filling is for short rows
            row.pop("", None)
            if any(row.values()):
                rows.append(Row(first, row))
        return rows

    def refuse(self, line: int, names: list[str], cells: list[str]) -> None:
        seen = zip(names, (_hidden.sub("", cell).strip() for cell in cells), strict=False)
        self.refused.append(Row(line, dict.fromkeys(self.columns, "") | dict(seen)))

    def records(self, lines: list[str], at: int, separator: str, width: int) -> Iterator[_Record]:
        """The records from line *at* on; one whose quote is not closed is told, and reading goes on below it."""
        end = len(lines)

        def feed() -> Iterator[str]:
            nonlocal at
            while at < end:
                at += 1
                yield lines[at - 1]

        while at < end:
            start = at
            swallowed = False
            try:
                for cells in _reader(feed(), separator):
                    swallowed = at - start > 1 and _swallowed(cells, separator, width)
                    if swallowed:
                        break
                    if len(lines[start]) > LONGEST and max(map(len, cells)) > LONGEST:
                        raise csv.Error  # noqa: TRY301  # as csv does, whose limit others may have raised
                    if cells:
                        yield start + 1, at, cells
                    start = at
            except csv.Error:
                swallowed = True
            if swallowed:
                long = at == start + 1 and len(lines[start]) > LONGEST
                self.tell("sheet-cell-too-long" if long else "sheet-quote-unclosed", start + 1)
                at = start + 1

    def suspicious(self, record: _Record, labels: Sequence[str], suspects: set[int]) -> bool:
        """Whether a cell holds what must not stand there; each such cell is told."""
        first, last, cells = record
        if suspects.isdisjoint(range(first, last + 1)):
            return False
        told = len(self.problems)
        for n, raw in enumerate(cells):
            cell = _edges.sub("", raw)
            column = labels[n] if n < len(labels) else str(n + 1)
            if hidden := _hidden_in_cell.findall(cell):
                named = " ".join(dict.fromkeys(f"U+{ord(c):04X}" for c in hidden))
                self.tell("sheet-hidden-character", first, column=column, characters=named)
            if _lost.search(cell):
                self.tell("sheet-lost-character", first, column=column, cell=cell)
            if _formula.match(cell):
                self.tell("sheet-formula", first, column=column, cell=cell)
        return len(self.problems) > told


def _plain(heading: str) -> str:
    """A heading without what makes no difference: width, case, blanks."""
    return "".join(unicodedata.normalize("NFKC", _hidden.sub("", heading)).split()).casefold()


def _reader(lines: Iterator[str], separator: str) -> Any:
    return csv.reader(lines, delimiter=separator, strict=True, skipinitialspace=True)


def _separator_below(lines: list[str], at: int) -> str:
    """The separator of the rows under a head with full-width commas, which may be typed by hand over a saved table."""
    below = next((line for line in islice(lines, at, None) if not _nothing.fullmatch(line)), "")
    return "," if below.count(",") > below.count("，") else "，"


def _swallowed(cells: list[str], separator: str, width: int) -> bool:
    """Whether a cell over several lines holds a whole record, so that its quote must have been closed by another's."""
    inner = [line for cell in cells if "\n" in cell for line in cell.split("\n")[1:-1]]
    return width >= _NARROW and any(line.count(separator) >= width - 1 for line in inner)


def _suspects(text: str, separator: str) -> set[int]:
    """The lines that need a closer look."""
    pattern = _suspect(HIDDEN + "\ufffd锟" + ("" if separator == "\t" else "\t"))
    found = set()
    line, last = 1, 0
    for match in pattern.finditer(text):
        line += text.count("\n", last, match.start())
        last = match.start()
        found.add(line)
    return found
