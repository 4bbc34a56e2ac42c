"""Periods: a year, a month, a day or what lies between two of them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import Any, Literal

import msgspec

Kind = Literal["year", "month", "instant", "interval"]


class PeriodFault(ValueError):
    """Why a text is not a period: a code of ``MESSAGES`` and the details that fill its words."""

    def __init__(self, code: str, details: dict[str, Any]) -> None:
        super().__init__(code, details)
        self.code = code
        self.details = details


class Period(msgspec.Struct, frozen=True, order=True, kw_only=True, cache_hash=True):
    """A stretch of days, both ends included; periods sort by their end, then by their start.

    One stretch has one text, the shortest of ISO 8601: 2023-01/2023-12 is 2023. A single day is an instant.
    """

    end: date  # the fields stand in the order in which periods are compared
    start: date
    text: str
    kind: Kind

    def __str__(self) -> str:
        return self.text

    @classmethod
    def parse(cls, text: str) -> Period:
        """The period that *text* names, in ISO 8601 or as it is written in Chinese; raises :class:`PeriodFault`."""
        return _parse(text)

    @classmethod
    def of(cls, start: date, end: date) -> Period:
        """The period from one day to another; raises :class:`PeriodFault` if they are reversed."""
        if start > end:
            raise PeriodFault("period-reversed", {"text": f"{start}/{end}", "start": f"{start}", "end": f"{end}"})
        first, last, kind = f"{start}", f"{end}", "interval"
        if _whole_months(start, end):
            years = (start.month, end.month) == (1, 12)
            first, last = (first[:4], last[:4]) if years else (first[:7], last[:7])
            if first == last:
                kind = "year" if years else "month"
        elif first == last:
            kind = "instant"
        text = first if first == last else f"{first}/{last}"
        return cls(end=end, start=start, text=text, kind=kind)  # type: ignore[arg-type]

    def within(self, other: Period) -> bool:
        """Whether every day of it is a day of *other*."""
        return other.start <= self.start and self.end <= other.end

    def year_before(self) -> Period:
        """The same stretch a year earlier; whole months stay whole, 29 February becomes the 28th."""
        if _whole_months(self.start, self.end):
            return Period.of(_first(self.start.year - 1, self.start.month), _last(self.end.year - 1, self.end.month))
        return Period.of(_earlier(self.start), _earlier(self.end))


# What an input method for Chinese leaves behind, as its plain twin.
_PLAIN_TWINS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | str.maketrans("−‐‑﹣〜", "----~")

_YEAR = "[12][0-9]{3}"
_DAY = re.compile(
    rf"(?P<year>{_YEAR})"
    r"(?:(?:-(?P<month>[0-9]{1,2})(?:-(?P<day>[0-9]{1,2}))?)?"
    r"|年(?:(?P<month_>[0-9]{1,2})月(?:(?P<day_>[0-9]{1,2})[日号])?)?)"
)
_SPREADSHEET_DAY = re.compile(rf"({_YEAR})/([0-9]{{1,2}})/([0-9]{{1,2}})")  # what Excel makes of 2023-12-31
_MONTHS_OF_A_YEAR = re.compile(rf"({_YEAR})年([0-9]{{1,2}})月?[-~—–至到]([0-9]{{1,2}})月")
_BETWEEN = re.compile("[/~—–至到]+")
_SLASHED_MONTH = re.compile(rf"({_YEAR})/([0-9]{{1,2}})")
_COMPACT = re.compile(rf"({_YEAR})([0-9]{{2}})([0-9]{{2}})?")
_SHORT_YEAR = re.compile("['’]?[0-9]{2}(?:年.*|[-/].*)?")


@lru_cache(maxsize=4096)
def _parse(text: str) -> Period:
    plain = "".join(text.translate(_PLAIN_TWINS).split())
    if not plain:
        raise PeriodFault("period-missing", {"text": text})
    if match := _SPREADSHEET_DAY.fullmatch(plain):
        plain = "-".join(match.groups())
    elif match := _MONTHS_OF_A_YEAR.fullmatch(plain):
        plain = "{0}-{1}/{0}-{2}".format(*match.groups())
    first, *rest = _BETWEEN.split(plain)
    matches = [_DAY.fullmatch(part) for part in (first, *rest)]
    if rest[1:] or None in matches:
        raise _fault(text, plain)
    spans = [_span(text, match) for match in matches if match]
    if spans[0][0] > spans[-1][1]:
        raise PeriodFault("period-reversed", {"text": text, "start": first, "end": rest[-1]})
    return Period.of(spans[0][0], spans[-1][1])


def _span(text: str, match: re.Match[str]) -> tuple[date, date]:
    """The first and the last day of what one end of a period names."""
    year, month, day = int(match["year"]), match["month"] or match["month_"], match["day"] or match["day_"]
    try:
        if day:
            return (only := date(year, int(month), int(day))), only
        return (_first(year, int(month)), _last(year, int(month))) if month else (_first(year, 1), _last(year, 12))
    except ValueError:
        raise PeriodFault("period-no-such-date", {"text": text, "date": match[0]}) from None


def _fault(text: str, plain: str) -> PeriodFault:
    """Why *plain* is no period, the likeliest slip first."""
    if match := _COMPACT.fullmatch(plain):
        return PeriodFault("period-compact", {"text": text, "near": "-".join(filter(None, match.groups()))})
    if match := _SLASHED_MONTH.fullmatch(plain):
        return PeriodFault("period-slash", {"text": text, "near": f"{match[1]}-{match[2]:0>2}"})
    if _SHORT_YEAR.fullmatch(plain):
        return PeriodFault("period-short-year", {"text": text})
    return PeriodFault("period-unreadable", {"text": text})


def _whole_months(start: date, end: date) -> bool:
    return start.day == 1 and end == _last(end.year, end.month)


def _first(year: int, month: int) -> date:
    return date(year, month, 1)


def _last(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _earlier(day: date) -> date:
    return date(day.year - 1, day.month, min(day.day, monthrange(day.year - 1, day.month)[1]))
