"""Rows of ``values/*.csv`` → observations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from csrdirectives.comparator import COMPARATORS, EXACT, KNOWN_COMPARATORS, SYNONYMS, read_comparator
from csrdirectives.lookup import nearest_indicator
from csrdirectives.messages import Message
from csrdirectives.model import ABSENT, Indicator, Key, Observation
from csrdirectives.number import NumberFault, read_number
from csrdirectives.period import Period, PeriodFault
from csrdirectives.problems import Problems, Where, nearest
from csrdirectives.sheet import Row, read_sheet
from csrdirectives.statuses import KNOWN_STATUSES, STATUSES
from csrdirectives.unit import Unit

COLUMNS = {
    "indicator": ("指标", "指标编号"),
    "period": ("期间", "时期", "年度", "年份"),
    "part": ("分项", "分类"),
    "value": ("数值", "值"),
    "unit": ("单位", "计量单位"),
    "comparator": ("限定", "限定词"),
    "status": ("状态",),
    "source": ("来源", "出处"),
    "note": ("备注", "说明"),
    "owner": ("填报人", "填报"),
    "approver": ("审核人", "复核人"),
}
OFFERS = 50  # how often a file is offered the nearest name: looking for it takes long where names are many
UNUSABLE = frozenset({"sheet-quote-unclosed", "sheet-column-missing", "sheet-column-doubled"})
REQUIRED = ("indicator", "period", "value")
_HEAD = re.compile(r"\d{1,3}")  # of a number in groups: what stands before the first comma
_GROUP = re.compile(r"\d{3}")

MEANINGS = {
    "indicator": "The name of an indicator in ``indicators/*.toml``.",
    "period": "The time that the value is about: ``2023``, ``2023-12-31``, ``2023-01/2023-05``, ``2019/2023``.",
    "part": "A member of the indicator's breakdown; blank is the total.",
    "value": "The digits of the source, without unit; blank where a status says why there is none.",
    "unit": "The indicator's unit once more, for whoever fills in; another one is refused.",
    "comparator": "The word that bounds the value, such as 约; blank is exact.",
    "status": "How firm the value is, or why there is none; blank is ``reported``.",
    "source": "Where in the original the value stands.",
    "note": "Basis or wording that a reader needs; the reason where there is no value.",
    "owner": "Who filled in the row; not printed.",
    "approver": "Who approved it, another person; not printed.",
}
"""What each column holds."""


class LeftOut(NamedTuple):
    """A row that gave no observation: its indicator, the one that was meant if it is unknown, its period if sound."""

    indicator: str
    meant: str
    period: str


def read_values(
    path: Path, shown: str, indicators: Mapping[str, Indicator], units: Mapping[str, Unit], problems: Problems
) -> tuple[list[Observation], list[LeftOut] | None]:
    """The observations of a file, and the rows that were told of and left out; ``None`` if nobody knows which."""
    told = len(problems)
    refused: list[Row] = []
    rows = read_sheet(path, shown, COLUMNS, REQUIRED, problems, refused)
    unsure = any(problem.code in UNUSABLE for problem in problems[told:])
    unsure = unsure or (len(problems) > told and not rows and not refused)
    reader = _Reader(shown, indicators, units, problems)
    found = []
    left_out = [_left_out(row, "") for row in refused]
    for row in rows:
        before = len(problems)
        observation = reader.observation(row)
        if observation is not None:
            found.append(observation)
        else:
            meant = (p.details["near"] for p in problems[before:] if p.code == "unknown-indicator")
            left_out.append(_left_out(row, next(meant, "")))
    return found, None if unsure else left_out


def _left_out(row: Row, meant: str) -> LeftOut:
    try:
        period = Period.parse(row.cells["period"]).text
    except PeriodFault:
        period = ""
    return LeftOut(row.cells["indicator"], meant, period)


class _Reader:
    """Reads the rows of one file; every fault of a row is told, not only the first."""

    def __init__(
        self, shown: str, indicators: Mapping[str, Indicator], units: Mapping[str, Unit], problems: Problems
    ) -> None:
        self.shown = shown
        self.indicators = indicators
        self.units = units
        self.problems = problems
        self.offers = OFFERS

    def observation(self, row: Row) -> Observation | None:
        cells = row.cells
        where = Where(self.shown, row.line)
        before = len(self.problems)
        indicator = self._indicator(cells["indicator"], where)
        if split := _split_number(cells):
            self.problems.add("value-split", where, number=split, plain=split.replace(",", ""))
            return None
        period = self._period(cells["period"], where)
        comparator = read_comparator(cells["comparator"])
        if comparator is None:
            word = cells["comparator"]
            words = [*COMPARATORS, *SYNONYMS]
            self.problems.add(
                "unknown-comparator",
                where,
                word=word,
                near=self._nearest(word, words),
                known=KNOWN_COMPARATORS,
            )
        status = STATUSES.get(cells["status"])
        if status is None:
            near = self._nearest(cells["status"], STATUSES)
            self.problems.add("unknown-status", where, word=cells["status"], near=near, known=KNOWN_STATUSES)
        if indicator is not None:
            part = cells["part"]
            if part and part not in indicator.parts:
                near = self._nearest(part, indicator.parts)
                self.problems.add("unknown-part", where, part=part, name=indicator.id, near=near)
            self._check_unit(cells["unit"], indicator, where)
        value = None
        if status in ABSENT:
            self._check_absence(cells, where)
        else:
            value = self._value(cells["value"], indicator, where)
        if len(self.problems) > before or indicator is None or period is None or status is None:
            return None
        return Observation(
            key=Key(indicator.id, period.text, cells["part"]),
            period=period,
            value=value,
            comparator=comparator or EXACT,
            status=status,
            source=cells["source"],
            note=cells["note"],
            owner=cells["owner"],
            approver=cells["approver"],
            where=where,
        )

    def _indicator(self, id_: str, where: Where) -> Indicator | None:
        if not id_:
            self.problems.add("cell-empty", where, column=_heading("indicator"))
            return None
        found = self.indicators.get(id_)
        if found is None:
            self.problems.add("unknown-indicator", where, name=id_, near=self._near_indicator(id_))
        return found

    def _period(self, text: str, where: Where) -> Period | None:
        if not text:
            self.problems.add("cell-empty", where, column=_heading("period"))
            return None
        try:
            return Period.parse(text)
        except PeriodFault as fault:
            self.problems.add(fault.code, where, **fault.details)
            return None

    def _value(self, text: str, indicator: Indicator | None, where: Where) -> Decimal | None:
        try:
            number = read_number(text)
        except NumberFault as fault:
            self.problems.add(fault.code, where, **fault.details)
            return None
        unit = self.units.get(indicator.unit) if indicator is not None else None
        if number.percent and unit is not None and unit.kind != "rate":
            self.problems.add("percent-unexpected", where, text=text, unit=_called(unit))
        if unit is not None and unit.kind in {"count", "ordinal", "year"}:
            if number.value != int(number.value):
                self.problems.add("count-not-whole", where, text=text, unit=_called(unit))
            if number.value < 0:
                self.problems.add("count-negative", where, text=text, unit=_called(unit))
        return number.value

    def _check_absence(self, cells: Mapping[str, str], where: Where) -> None:
        """A value that is absent has a reason and no digits."""
        if cells["value"]:
            self.problems.add("absent-with-value", where, status=cells["status"], value=cells["value"])
        if not cells["note"]:
            self.problems.add("absent-without-reason", where, status=cells["status"])

    def _check_unit(self, word: str, indicator: Indicator, where: Where) -> None:
        """The unit is the indicator's; a column that repeats it must agree."""
        unit = self.units[indicator.unit]
        if not word or word in _names(unit):
            return
        known = [name for other in self.units.values() for name in _names(other)]
        code = "unit-differs" if word in known else "unknown-unit"
        self.problems.add(
            code,
            where,
            word=word,
            unit=_called(unit),
            name=indicator.id,
            near="" if word in known else self._nearest(word, known),
        )

    def _near_indicator(self, word: str) -> str:
        self.offers -= 1
        return nearest_indicator(word, self.indicators) if self.offers >= 0 else ""

    def _nearest(self, word: str, known: Iterable[str]) -> str:
        self.offers -= 1
        return nearest(word, known) if self.offers >= 0 else ""


def _heading(column: str) -> Message:
    """What a file calls a column: in Chinese both of its names, for either may stand there."""
    return Message(f"{column} / {COLUMNS[column][0]}", column)


def _split_number(cells: Mapping[str, str]) -> str:
    """A number whose commas were taken for those between cells, since it stood without quotation marks: 1,234."""
    pieces = [cells["value"], cells["comparator"], cells["status"]]
    groups = len(list(takewhile(_GROUP.fullmatch, pieces[1:])))
    return ",".join(pieces[: groups + 1]) if groups and _HEAD.fullmatch(pieces[0]) else ""


def _called(unit: Unit) -> Message:
    """What a unit is called in each language in which problems are told."""
    form = next(iter(unit.forms.values()))
    return Message(unit.forms.get("zh", form).head, unit.forms.get("en", form).head)


def _names(unit: Unit) -> list[str]:
    """What a data owner may call a unit: its words in each language, and its name in the files."""
    return [*(form.head for form in unit.forms.values()), unit.id]
