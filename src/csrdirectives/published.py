"""What earlier editions published, in ``published/*.csv``, and why some of it was changed, in ``restated.csv``."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

from csrdirectives.comparator import read_comparator
from csrdirectives.model import Catalogue, Key
from csrdirectives.number import NumberFault, read_number
from csrdirectives.period import Period, PeriodFault
from csrdirectives.problems import Problems, Where
from csrdirectives.report import Published, Restated
from csrdirectives.sheet import Row, read_sheet

COLUMNS = {
    "indicator": ("指标", "指标编号"),
    "period": ("期间", "时期", "年度", "年份"),
    "part": ("分项", "分类"),
    "value": ("数值", "值"),
    "comparator": ("限定", "限定词"),
}
RESTATED_COLUMNS = {
    "indicator": COLUMNS["indicator"],
    "period": COLUMNS["period"],
    "part": COLUMNS["part"],
    "old": ("原值", "旧值"),
    "new": ("新值", "现值"),
    "reason": ("原因",),
    "date": ("日期",),
    "by": ("经办人", "决定人"),
}
RESTATED_MEANINGS = {
    "indicator": "The indicator whose figure was changed.",
    "period": "The period of the figure, as in ``values/*.csv``.",
    "part": "Its part; blank is the total.",
    "old": "The value as it was published; blank where there was none.",
    "new": "The value by now; blank where there is none any more.",
    "reason": "Why it was changed, for a reader.",
    "date": "When it was changed.",
    "by": "Who decided it.",
}
"""What each column of ``restated.csv`` holds."""


def read_published(path: Path, shown: str, problems: Problems) -> tuple[Published, ...]:
    """The figures of one edition."""
    found = []
    for row in read_sheet(path, shown, COLUMNS, ("indicator", "period", "value"), problems):
        where = Where(shown, row.line)
        before = len(problems)
        key, value = _key(row, where, problems), _value(row.cells["value"], where, problems)
        comparator = read_comparator(row.cells["comparator"])
        if len(problems) == before:
            word = comparator.word if comparator else row.cells["comparator"]
            found.append(Published(key=key, value=value, comparator=word, where=where))
    return tuple(found)


def read_restated(path: Path, shown: str, problems: Problems) -> tuple[Restated, ...]:
    """The restatements, in the order of the file; each says why and when."""
    found = []
    required = ("indicator", "period", "old", "new", "reason", "date")
    for row in read_sheet(path, shown, RESTATED_COLUMNS, required, problems):
        where = Where(shown, row.line)
        before = len(problems)
        key = _key(row, where, problems)
        old, new = (_value(row.cells[column], where, problems) for column in ("old", "new"))
        for column in ("reason", "date"):
            if not row.cells[column]:
                problems.add("restatement-cell", where, column=column)
        if len(problems) == before:
            cells = row.cells
            found.append(
                Restated(
                    key=key, old=old, new=new, reason=cells["reason"], date=cells["date"], by=cells["by"], where=where
                )
            )
    return tuple(found)


def published_text(catalogue: Catalogue) -> str:
    """The figures of a catalogue as ``published/*.csv`` keeps them: what readers of this edition see."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    for key, observation in catalogue.observations.items():
        value = "" if observation.value is None else f"{observation.value:f}"
        rows.writerow([*key, value, observation.comparator.word])
    return text.getvalue()


def _key(row: Row, where: Where, problems: Problems) -> str:
    cells = row.cells
    if not cells["indicator"]:
        problems.add("cell-empty", where, column="indicator")
    try:
        period = Period.parse(cells["period"]).text
    except PeriodFault as fault:
        problems.add(fault.code, where, **fault.details)
        period = ""
    return str(Key(cells["indicator"], period, cells["part"]))


def _value(text: str, where: Where, problems: Problems) -> Decimal | None:
    if not text:
        return None
    try:
        return read_number(text).value
    except NumberFault as fault:
        problems.add(fault.code, where, **fault.details)
        return None
