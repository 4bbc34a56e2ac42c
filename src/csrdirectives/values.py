"""Rows of ``values/*.csv`` → observations."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from csrdirectives.comparator import COMPARATORS, EXACT, SYNONYMS, read_comparator
from csrdirectives.model import ABSENT, Indicator, Key, Observation, Status, Unit
from csrdirectives.number import NumberFault, read_number
from csrdirectives.period import Period, PeriodFault
from csrdirectives.problems import Problems, Where, nearest
from csrdirectives.sheet import Row, read_sheet

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
}
REQUIRED = ("indicator", "period", "value")

STATUSES: dict[str, Status] = {
    "": "reported",
    "reported": "reported",
    "正式": "reported",
    "estimated": "estimated",
    "估计": "estimated",
    "provisional": "provisional",
    "暂定": "provisional",
    "undisclosed": "undisclosed",
    "未披露": "undisclosed",
    "not-collected": "not-collected",
    "未统计": "not-collected",
    "not-applicable": "not-applicable",
    "不适用": "not-applicable",
    "confidential": "confidential",
    "保密": "confidential",
}


def read_values(
    path: Path, shown: str, indicators: Mapping[str, Indicator], units: Mapping[str, Unit], problems: Problems
) -> list[Observation]:
    """The observations of a file; a row with a fault is told of and left out."""
    reader = _Reader(shown, indicators, units, problems)
    found = (reader.observation(row) for row in read_sheet(path, shown, COLUMNS, REQUIRED, problems))
    return [observation for observation in found if observation is not None]


class _Reader:
    """Reads the rows of one file; every fault of a row is told, not only the first."""

    def __init__(
        self, shown: str, indicators: Mapping[str, Indicator], units: Mapping[str, Unit], problems: Problems
    ) -> None:
        self.shown = shown
        self.indicators = indicators
        self.units = units
        self.problems = problems

    def observation(self, row: Row) -> Observation | None:
        cells = row.cells
        where = Where(self.shown, row.line)
        before = len(self.problems)
        indicator = self._indicator(cells["indicator"], where)
        period = self._period(cells["period"], where)
        comparator = read_comparator(cells["comparator"])
        if comparator is None:
            word = cells["comparator"]
            words = [*COMPARATORS, *SYNONYMS]
            self.problems.add(
                "unknown-comparator",
                where,
                word=word,
                near=nearest(word, words),
                known=" ".join(filter(None, COMPARATORS)),
            )
        status = STATUSES.get(cells["status"])
        if status is None:
            self.problems.add("unknown-status", where, word=cells["status"], near=nearest(cells["status"], STATUSES))
        if indicator is not None:
            part = cells["part"]
            if part and part not in indicator.parts:
                near = nearest(part, indicator.parts)
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
            where=where,
        )

    def _indicator(self, id_: str, where: Where) -> Indicator | None:
        if not id_:
            self.problems.add("cell-empty", where, column="indicator")
            return None
        found = self.indicators.get(id_)
        if found is None:
            self.problems.add("unknown-indicator", where, name=id_, near=nearest(id_, self.indicators))
        return found

    def _period(self, text: str, where: Where) -> Period | None:
        if not text:
            self.problems.add("cell-empty", where, column="period")
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
            self.problems.add("percent-unexpected", where, text=text, unit=_names(unit)[0])
        if (
            unit is not None
            and unit.kind in {"count", "ordinal", "year"}
            and number.value != number.value.to_integral_value()
        ):
            self.problems.add("count-not-whole", where, text=text, unit=_names(unit)[0])
        if unit is not None and unit.kind in {"count", "ordinal", "year"} and number.value < 0:
            self.problems.add("count-negative", where, text=text, unit=_names(unit)[0])
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
            unit=_names(unit)[0],
            name=indicator.id,
            near="" if word in known else nearest(word, known),
        )


def _names(unit: Unit) -> list[str]:
    """What a data owner may call a unit: its words in each language, and its name in the files."""
    return [*(form.head for form in unit.forms.values()), unit.id]
