"""Rows of ``registers/*.csv`` → the records of a register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

import msgspec

from csrdirectives.lookup import UNDATED
from csrdirectives.messages import Message
from csrdirectives.model import Record, Register
from csrdirectives.period import Period, PeriodFault
from csrdirectives.problems import Problems, Where, nearest
from csrdirectives.sheet import Row, read_sheet


def read_register(path: Path, shown: str, register: Register, problems: Problems) -> Register:
    """The register with the records of its file; a row with a fault is told of and left out."""
    columns = {column: (heading,) for column, heading in register.columns.items()}
    rows = read_sheet(path, shown, columns, [column for column in columns if column != "note"], problems)
    records = (_record(row, Where(shown, row.line), register, problems) for row in rows)
    return msgspec.structs.replace(register, records=tuple(_marked(register, (r for r in records if r is not None))))


def _marked(register: Register, records: Iterable[Record]) -> Iterator[Record]:
    """The records with marks that follow from their dates and first words, and stay when others come or go."""
    first = next((column for column in register.columns if column != "date"), "")
    seen: Counter[str] = Counter()
    for record in records:
        said = f"{record.date.text if record.date else ''} {record.cells.get(first, '')}"
        mark = blake2b(said.encode(), digest_size=4).hexdigest()
        seen[mark] += 1
        yield msgspec.structs.replace(record, mark=mark if seen[mark] == 1 else f"{mark}-{seen[mark]}")


def _record(row: Row, where: Where, register: Register, problems: Problems) -> Record | None:
    before = len(problems)
    cells = dict(row.cells)
    text = cells.pop("date")
    date = None
    if not text:
        problems.add("date-empty", where)
    elif text not in UNDATED:
        try:
            date = Period.parse(text)
        except PeriodFault as fault:
            problems.add(fault.code, where, **fault.details)
    for column, words in register.values.items():
        word = cells.get(column, "")
        by_name = {name: id_ for id_, name in words.items()}
        if word in by_name:
            cells[column] = by_name[word]
        elif word and word not in words:
            near = nearest(word, [*words, *by_name])
            known = Message(" ".join(by_name), " ".join(words))
            problems.add("unknown-word", where, word=word, column=column, name=register.id, near=near, known=known)
    return Record(date=date, cells=cells, where=where) if len(problems) == before else None
