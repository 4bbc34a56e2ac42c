"""Figures typed in English words, and what English adds to digits: units, ordinals, fractions, dozens, twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from csrdirectives.prose.written import PASSED, Units, Written, stands_alone
from csrdirectives.spelt import CARDINALS, ORDINALS, PARTS, SCALES, joins, value_of

ROUGH = frozenset(("dozen", "dozens", "scores", "tens", "hundreds", "thousands", "millions", "billions"))
TIMES = {
    **dict.fromkeys(("twice", "twofold", "doubled", "doubling"), 2),
    **dict.fromkeys(("thrice", "threefold", "tripled", "tripling", "trebled"), 3),
    **dict.fromkeys(("fourfold", "quadrupled", "quadrupling"), 4),
    **{f"{word}fold": CARDINALS[word] for word in ("five", "six", "seven", "eight", "nine", "ten", "hundred")},
}
HALVES = {"half": 2, "third": 3, "quarter": 4}
WORDS = frozenset((*CARDINALS, *ORDINALS, *PARTS, *ROUGH, *TIMES, *HALVES))

_WORD = re.compile(r"[A-Za-z]+")
_BETWEEN = frozenset((" ", "-", "‐", "‑", "\xa0"))
_ARTICLE = re.compile(r"(?<![A-Za-z])[Aa]n?[ -]$")
_BEFORE = re.compile(
    r"(?<![A-Za-z])(?i:about|around|approximately|roughly|some|nearly|almost|over|more than|less than|fewer than"
    r"|at least|at most|up to|only|just|exactly|a total of|totalling|no fewer than|CNY|RMB)[ \xa0]$"
)
_PER_CENT = r"\s?%|[\s-]per\s?cent(?:age[\s-]points?)?(?![A-Za-z])|\spp(?![A-Za-z])"
_LOOK_BACK = 20
_LONGEST = 24  # words of a number; three hundred and twenty-one billion, … has fewer
_TENS_OF = re.compile(r"[ -]of[ -](?:hundreds|thousands|millions)(?![A-Za-z])")
_FRACTION = re.compile(r"(?<![\d/.])(\d{1,3})/(\d{1,3})(?![\d/])")
_ORDERED = frozenset(
    (
        "floor",
        "term",
        "rank",
        "place",
        "issue",
        "edition",
        "phase",
        "time",
        "report",
        "round",
        "year",
        "session",
        "batch",
    )
)


class _Word(NamedTuple):
    low: str
    start: int
    end: int


@cache
def _after(units: str) -> re.Pattern[str]:
    """What may follow digits: a power of ten, per cent, an ending of an ordinal, a unit."""
    scale = "|".join((*SCALES, "bn", "mn"))
    return re.compile(
        rf"(?:[\s\xa0-](?P<scale>{scale})(?![A-Za-z]))?(?:-odd|\+)?"
        rf"(?:(?P<share>{_PER_CENT})|(?P<ordinal>st|nd|rd|th)(?![A-Za-z])|(?P<times>-?fold|[\s\xa0](?!(?:{units})(?![A-Za-z]))times)(?![A-Za-z])"
        rf"|[A-Za-z]{{1,6}}(?![A-Za-z]))?(?:[\s\xa0-](?P<unit>{units})(?![A-Za-z]))?",
        re.IGNORECASE,
    )


def extended(text: str, found: Written, units: Units) -> Written:
    """A number in digits with what English says after it."""
    value, kind, end, start = found.value, found.kind, found.end, found.start
    if found.unit:
        return found
    after = _after(units.english).match(text, end)
    if after and after.end() > end:
        kind = "number" if kind == "year" and (after["scale"] or after["share"] or after["unit"]) else kind
        if value is not None and after["scale"]:
            value *= {"bn": 10**9, "mn": 10**6, **SCALES}[after["scale"].lower()]
        if after["share"]:
            kind, value = "share", None if value is None else value / 100
        elif after["ordinal"]:
            kind = "ordinal"
        elif after["times"]:
            kind = "times"
        end = after.end()
    before = _BEFORE.search(text[max(0, start - _LOOK_BACK) : start])
    if before and start == found.core[0]:
        start -= len(before[0])
        kind = "number" if kind == "year" and before[0].lower().startswith(("a total", "cny", "rmb")) else kind
    unit = (after["unit"] or "") if after else ""
    return found._replace(start=start, end=end, value=value, kind=kind, unit=unit)


def shares(text: str) -> Iterator[Written]:
    """Fractions in digits: 2/3."""
    for match in _FRACTION.finditer(text):
        part, whole = int(match[1]), int(match[2])
        if whole:
            yield Written(*match.span(), match.span(), Fraction(part, whole), "share")


def figures(text: str, units: Units) -> Iterator[Written]:
    """The numbers of a text in English words."""
    run: list[_Word] = []
    end = 0
    for match in _WORD.finditer(text):
        word = _Word(match[0].lower(), *match.span())
        if run and not _goes_on(text, run, word):
            for each in _read(text, run, units):
                end = each.end
                yield each
            run = []
        if word.start < end:  # the thousands of tens of thousands
            continue
        if word.low in WORDS or (word.low == "and" and run and run[-1].low in SCALES):
            run.append(word)
    yield from _read(text, run, units)


def _goes_on(text: str, run: list[_Word], word: _Word) -> bool:
    """Whether a word belongs to the number before it: one hundred and five, two thirds; one, two are two numbers."""
    last = run[-1]
    if text[last.end : word.start] not in _BETWEEN or len(run) > _LONGEST:
        return False
    if word.low == "and":
        return last.low in SCALES
    if word.low in PARTS or word.low in HALVES:
        return last.low in CARDINALS and (word.low not in ORDINALS or CARDINALS[last.low] < 20)
    held = [each.low for each in run]
    return word.low in {*CARDINALS, *ORDINALS} and last.low in {*CARDINALS, "and"} and joins(held, word.low)


def _read(text: str, run: list[_Word], units: Units) -> Iterator[Written]:
    while run and run[-1].low == "and":
        run = run[:-1]
    if not run:
        return
    start, end = run[0].start, run[-1].end
    article = _ARTICLE.search(text[max(0, start - 4) : start])
    kind, value, firm = _sense(text, run, units, article=bool(article))
    if kind == "about" and (tens := _TENS_OF.match(text, end)):
        end = tens.end()
    if article and kind != "times":
        start -= len(article[0])
    before = _BEFORE.search(text[max(0, start - _LOOK_BACK) : start])
    start -= len(before[0]) if before else 0
    after = _after(units.english).match(text, end)
    unit = ""
    if after and after.end() > end and kind == "number":
        end, unit = after.end(), after["unit"] or ""
        if after["share"]:
            kind, value, firm = "share", value / 100 if value is not None else None, True
    yield Written(start, end, (run[0].start, run[-1].end), value, kind, unit, firm)


class _Sense(NamedTuple):
    kind: str
    value: Fraction | None
    firm: bool = True


def _sense(text: str, run: list[_Word], units: Units, *, article: bool) -> _Sense:
    """What number words in a row mean."""
    words = [word.low for word in run]
    last, held = words[-1], words[:-1]
    if last in TIMES:
        return _Sense("times", Fraction(TIMES[last]))
    if last in ROUGH:
        return _Sense("about", Fraction(12) if last == "dozen" else None)
    if held and (last in PARTS or last in HALVES):
        return _Sense("share", Fraction(value_of(held), PARTS.get(last) or HALVES[last]))
    if last in PARTS or (last in HALVES and (last not in ORDINALS or _is_share(text, run[-1], article=article))):
        firm = last in HALVES and _is_share(text, run[-1], article=article)
        return _Sense("share", Fraction(1, HALVES[last]) if firm else None, firm=firm)
    value = Fraction(value_of(words))
    if last in ORDINALS:
        following = _WORD.match(text, run[-1].end + 1)
        return _Sense("ordinal", value, value > 2 or (following is not None and following[0].lower() in _ORDERED))
    return _Sense("number", value, value > 1 or _counts(text, run[0].start, run[-1].end, units))


def _is_share(text: str, word: _Word, *, article: bool) -> bool:
    """Whether half, third or quarter alone is a part of something: a third of, half of the; not the third."""
    return re.match(r"[ -](?:of|the|its|their|a)(?![A-Za-z])", text[word.end : word.end + 8]) is not None and (
        article or word.low == "half"
    )


def _counts(text: str, start: int, end: int, units: Units) -> bool:
    """Whether one, or zero, is a quantity: alone, after a word that counts, or before a unit of the report."""
    before = text[max(0, start - _LOOK_BACK) : start]
    following = _WORD.match(text, end + 1) if text[end : end + 1] in _BETWEEN else None
    counted = following is not None and following[0].lower() in units.words
    alone = (
        stands_alone(text, start, end)
        and not before.rstrip()[-1:].isalnum()
        and not text[end : end + 2].strip().isalnum()
    )
    if text[start : start + 4].lower() == "zero":
        return counted
    return counted or alone or (_BEFORE.search(before) is not None and PASSED not in before[-1:])


def words(text: str) -> Iterator[str]:
    """The words of a text in small letters."""
    return map(str.lower, _WORD.findall(text))
