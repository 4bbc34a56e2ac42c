"""What an author asks for: ``workforce.total@2022#female`` → the observation, or why there is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from typing import NamedTuple

from csrdirectives.model import Catalogue, Indicator, Key, Observation, Record, Register
from csrdirectives.period import Period, PeriodFault
from csrdirectives.problems import nearest

UNDATED = frozenset({"undated", "日期不详", "未注明", "不详"})  # how a register says that a date is not known

KEY = re.compile(r"(?P<indicator>[^@#\s]+)(?:@(?P<period>[^@#\s]+))?(?:#(?P<part>[^@#\s]+))?")


class Ask(NamedTuple):
    """The argument of a role: what is asked for, and the ``; name: text`` pairs after it."""

    subject: str
    pairs: dict[str, str]


NO_FIGURE = frozenset({"unknown-period", "no-observation", "no-figure"})  # it is known, but nobody gave it


class NotFound(Exception):
    """Nothing answers; the code and details are those of a message in :mod:`csrdirectives.problems`."""

    def __init__(self, code: str, /, **details: str) -> None:
        super().__init__(code, details)
        self.code = code
        self.details = details


def read_ask(text: str) -> Ask:
    """Split ``subject; name: text; …``.

    >>> read_ask("awards; level: national")
    Ask(subject='awards', pairs={'level': 'national'})
    """
    subject, *rest = (piece.strip() for piece in text.split(";"))
    pairs = {}
    for piece in rest:
        name, colon, value = piece.partition(":")
        if not (name.strip() and colon):
            raise NotFound("ask-pair", pair=piece)
        pairs[name.strip()] = value.strip()
    return Ask(subject, pairs)


def nearest_indicator(word: str, indicators: Mapping[str, Indicator]) -> str:
    """The indicator that may have been meant by a word: the one that readers call so, else that of a similar name."""
    called = (id_ for id_, indicator in indicators.items() if indicator.name == word)
    return next(called, "") or nearest(word, indicators)


def indicator_of(catalogue: Catalogue, id_: str) -> Indicator:
    """The indicator of that name."""
    found = catalogue.indicators.get(id_)
    if found is None:
        raise NotFound("unknown-indicator", name=id_, near=nearest_indicator(id_, catalogue.indicators))
    return found


def find(catalogue: Catalogue, text: str, within: Period | None = None) -> Observation:
    """The observation that *text* names.

    Without ``@period`` it is the one of the reporting period (or of *within*): that of exactly this period, else
    the only one that lies inside it or ends in it, else the one at its end.
    """
    match = KEY.fullmatch(text)
    if match is None:
        raise NotFound("key-malformed", text=text)
    indicator = indicator_of(catalogue, match["indicator"])
    part = match["part"] or ""
    if part and part not in indicator.parts:
        raise NotFound("unknown-part", part=part, name=indicator.id, near=nearest(part, indicator.parts))
    series = [o for o in catalogue.series.get(indicator.id, ()) if o.key.part == part]
    if not series:
        if part or indicator.id not in catalogue.series:
            raise NotFound("no-figure", name=indicator.id + (f"#{part}" if part else ""))
        known = ", ".join(dict.fromkeys(o.key.part for o in catalogue.series[indicator.id]))
        raise NotFound("no-observation", name=indicator.id, parts=known)
    if match["period"]:
        return _at(series, match["period"], text)
    return _of_span(series, within or catalogue.period)


def _at(series: list[Observation], period: str, text: str) -> Observation:
    try:
        wanted = Period.parse(period).text
    except PeriodFault:
        raise NotFound("key-period", period=period, text=text) from None
    for observation in series:
        if observation.key.period == wanted:
            return observation
    raise NotFound("unknown-period", period=wanted, name=series[0].key.indicator, periods=_periods(series))


def _of_span(series: list[Observation], span: Period) -> Observation:
    inside = [o for o in series if o.period.within(span)] or [
        o for o in series if span.start <= o.period.end <= span.end
    ]
    whole = [o for o in inside if (o.period.start, o.period.end) == (span.start, span.end)]
    at_end = [o for o in inside if o.period.kind == "instant" and o.period.end == span.end]
    for choice in (whole, inside, at_end):
        if len(choice) == 1:
            return choice[0]
    code = "ambiguous-period" if inside else "unknown-period"
    raise NotFound(code, period=span.text, name=series[0].key.indicator, periods=_periods(inside or series))


def _periods(series: list[Observation]) -> str:
    return ", ".join(dict.fromkeys(o.key.period for o in series))


def select(catalogue: Catalogue, pattern: str) -> Iterator[Indicator]:
    """The indicators that a name or a pattern such as ``workforce.*`` names, in the order of the files."""
    if "*" not in pattern:
        yield indicator_of(catalogue, pattern)
        return
    found = False
    for id_, indicator in catalogue.indicators.items():
        if fnmatchcase(id_, pattern):
            found = True
            yield indicator
    if not found:
        raise NotFound("pattern-empty", pattern=pattern, near=nearest(pattern.partition(".")[0], catalogue.topics))


def register_of(catalogue: Catalogue, id_: str) -> Register:
    """The register of that name."""
    found = catalogue.registers.get(id_)
    if found is None:
        raise NotFound("unknown-register", name=id_, near=nearest(id_, catalogue.registers))
    return found


def records(register: Register, filters: Mapping[str, str]) -> tuple[Record, ...]:
    """The records whose words of closed lists equal the filters, whose date lies in that of the filter."""
    for column, wanted in filters.items():
        if column not in register.columns:
            raise NotFound("unknown-column", column=column, name=register.id, near=nearest(column, register.columns))
        allowed = register.values.get(column)
        if allowed is None and column != "date":  # free text is translated, so a word of it would match in one language
            known = " ".join([*register.values, "date"])
            raise NotFound("column-not-closed", column=column, name=register.id, known=known)
        if allowed is not None and wanted not in allowed:
            near = nearest(wanted, allowed)
            known = " ".join(allowed)
            raise NotFound("unknown-word", word=wanted, column=column, name=register.id, near=near, known=known)
    cells = {column: wanted for column, wanted in filters.items() if column != "date"}
    dated = _dated(register, filters["date"]) if "date" in filters else register.records
    return tuple(r for r in dated if all(r.cells.get(c, "") == w for c, w in cells.items()))


def _dated(register: Register, text: str) -> tuple[Record, ...]:
    if text in UNDATED:
        return tuple(r for r in register.records if r.date is None)
    try:
        span = Period.parse(text)
    except PeriodFault:
        raise NotFound("key-period", period=text, text=f"date: {text}") from None
    return tuple(r for r in register.records if r.date is not None and r.date.within(span))


def previous(catalogue: Catalogue, observation: Observation) -> Observation | None:
    """The same figure one year before."""
    before = observation.period.year_before()
    return catalogue.observations.get(Key(observation.key.indicator, before.text, observation.key.part))
