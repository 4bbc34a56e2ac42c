"""The numbers of an English sentence: digits, number words, ordinals, months and days of the week."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from csrdirectives.po.digits import NUMERAL, Slate, exact, month, quarter, take_codes, take_dates, take_numbers
from csrdirectives.po.quantities import SIX_MONTHS, Quantity, quantity
from csrdirectives.spelt import CARDINALS, ORDINALS, PARTS, SCALES, joins, value_of

# Words that have a number in them and may stand for one of the source.
_HINTS: dict[str, tuple[Fraction | int | str, ...]] = {
    "half": (Fraction(1, 2), SIX_MONTHS),
    "quarter": (Fraction(1, 4), 3),
    "quarterly": (4, 3, Fraction(1, 4)),
    "dozen": (12,),
    "decade": (10,),
    "century": (100,),
    "annual": (12,),
    "inaugural": (1,),
    **dict.fromkeys(("once", "single", "sole", "only", "an", "a", "annually"), (1,)),
    **dict.fromkeys(
        ("both", "pair", "couple", "twice", "dual", "twofold", "double", "doubled", "doubling", "either"), (2,)
    ),
    **dict.fromkeys(("secondary", "biennial", "twin", "bilateral", "mutual", "again"), (2,)),
    **dict.fromkeys(("triple", "tripled", "thrice", "threefold", "trio", "trilateral", "tertiary", "trinity"), (3,)),
    **dict.fromkeys(("quadruple", "quadrupled", "fourfold"), (4,)),
    **dict.fromkeys(("no", "none", "nil", "without", "never", "neither", "not", "free"), (0,)),
    "tenfold": (10,),
}
_MONTHS = "january february march april may june july august september october november december"
_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
_ROMANS = "II III IV V VI VII VIII IX X XI XII"
_DETERMINERS = "the these those all both other its their our last past every any another such"
_MONTH_OF = {name: i for i, word in enumerate(_MONTHS.split(), 1) for name in (word, word[:3])} | {"sept": 9}
_DAY_OF = {w: i for i, w in enumerate(_DAYS.split(), 1)}
_NAMES_TOO = frozenset(("march", "august", "april"))  # a verb, first names
_ROMAN = {w: i for i, w in enumerate(_ROMANS.split(), 2)}
# After these, a number word mostly sums up what the source lists: the three parties.
_SUMMING = frozenset(_DETERMINERS.split())

_SCALE_WORDS = {"ten thousand": 10**4, "hundred million": 10**8, **SCALES, "bn": 10**9, "mn": 10**6}
_SCALED = re.compile(
    rf"({NUMERAL})(?:[\s-]odd)?[\s-]*({'|'.join(_SCALE_WORDS)})s?\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(rf"({NUMERAL})(?:st|nd|rd|th)\b", re.IGNORECASE)
_DECADE = re.compile(r"(?<!\d)((?:19|20)?\d0)['’]?s\b")
_HOUR = re.compile(r"(?<!\d)(?P<h>\d{1,2})(?:[:.](?P<min>[0-5]\d))?\s*(?P<half>[ap])\.?m\b\.?", re.IGNORECASE)
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?!\d)")
_COUNTRY = re.compile(r"\+86(?!\d)")
_CLOCK = re.compile(r"\b(?:a)?round[-\s]the[-\s]clock\b", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z]+")
_QUARTER = re.compile(r"\b(first|second|third|fourth)[ -]quarters?\b", re.IGNORECASE)
_SHARE = re.compile(
    rf"\b(?P<part>{NUMERAL}|{'|'.join(list(CARDINALS)[1:10])}) (?:in|out of)(?: every)? "
    r"(?P<whole>ten|twenty|hundred|one hundred|a hundred|100?|20|1,?000)\b(?! years?\b| months?\b| days?\b)",
    re.IGNORECASE,
)


class _Word(NamedTuple):
    text: str
    start: int
    end: int


def quantities(text: str) -> list[Quantity]:
    """Every number that an English text may be understood to hold."""
    slate = Slate(text)
    slate.take(_COUNTRY, lambda m: iter((quantity(m[0], 86, firm=False),)))
    slate.take(_CLOCK, lambda m: iter((quantity(m[0], 24, firm=False), quantity(m[0], 7, firm=False))))
    slate.take(_DAY_FIRST, lambda m: iter(quantity(d, int(d), month(int(d))) for d in m.groups()))
    slate.take(_DECADE, lambda m: iter((quantity(m[0], int(m[1]), int(m[1]) % 100),)))
    slate.take(_ORDINAL, lambda m: iter((quantity(m[0], exact(m[1])),)))
    slate.take(_HOUR, _hour)
    slate.take(_SHARE, _share)
    slate.take(_QUARTER, lambda m: iter((Quantity(m[0], frozenset({quarter(ORDINALS[m[1].lower()])})),)))
    take_dates(slate)
    take_codes(slate)
    take_numbers(slate, _SCALED, lambda word: _SCALE_WORDS[word.lower()])
    return [*slate.found, *_words(slate.text)]


def _hour(match: re.Match[str]) -> Iterator[Quantity]:
    hour = int(match["h"])
    yield quantity(match[0], hour, hour + 12 if match["half"].lower() == "p" else hour % 12)
    if match["min"]:
        yield quantity(match[0], int(match["min"]), firm=match["min"] != "00")


def _share(match: re.Match[str]) -> Iterator[Quantity] | None:
    """Three in ten: a share, or two numbers."""
    part, whole = (_of(match[name].lower().removeprefix("a ").removeprefix("one ")) for name in ("part", "whole"))
    if part >= whole:
        return None
    return iter((quantity(match[0], part / whole, part), quantity(match["whole"], whole, firm=False)))


def _of(number: str) -> Fraction:
    return exact(number) if number[0].isdigit() else Fraction(CARDINALS[number])


def _words(text: str) -> Iterator[Quantity]:
    words = [_Word(m[0], m.start(), m.end()) for m in _WORD.finditer(text)]
    run: list[_Word] = []
    before = ""
    for i, word in enumerate(words):
        low = word.text.lower()
        number = low in CARDINALS or low in ORDINALS or (bool(run) and low in {"and", *PARTS})
        if run and (not number or text[run[-1].end : word.start].strip("-‐‑–") not in {"", " "}):
            yield from _run(run, before, low)
            run = []
            number = low in CARDINALS or low in ORDINALS
        if number:
            if not run:
                before = words[i - 1].text.lower() if i and not text[words[i - 1].end : word.start].strip(" -") else ""
            run.append(word)
            continue
        yield from _other(word.text, low)
    if run:
        yield from _run(run, before, "")


def _other(word: str, low: str) -> Iterator[Quantity]:
    if low in _HINTS:
        yield quantity(word, *_HINTS[low], firm=False)
    if low in _MONTH_OF and word[0].isupper():
        yield Quantity(word, frozenset({month(_MONTH_OF[low])}), low not in _NAMES_TOO and len(low) > 4, named=True)
    if low.removesuffix("s") in _DAY_OF and word[0].isupper():
        yield quantity(word, f"weekday {_DAY_OF[low.removesuffix('s')]}")
    if word in _ROMAN:
        yield quantity(word, _ROMAN[word], firm=False)


def _run(run: Sequence[_Word], before: str, after: str) -> Iterator[Quantity]:
    """The numbers of number words in a row: “one hundred and five”, but “one, two”."""
    held: list[str] = []
    for word in run:
        low = word.text.lower()
        if low in PARTS and held:
            share = Fraction(value_of(held), PARTS[low])
            yield quantity(f"{' '.join(held)} {low}", share, *([value_of(held)] if low == "quarters" else []))
            held = []
        elif low in PARTS:
            continue
        elif held and not joins(held, low):
            yield _number(held, before)
            held, before = [] if low == "and" else [low], ""
        elif low != "and" or held:
            held.append(low)
        if held and held[-1] in ORDINALS:
            yield _number(held, before)
            held, before = [], ""
    if held:
        found = _number(held, before)
        if after in {"per", "percent"}:
            found = quantity(found.shown, Fraction(value_of(held), 100), value_of(held))
        yield found


def _number(words: Sequence[str], before: str) -> Quantity:
    """One and two are not firm: English has them where the source only names two things, or none in particular."""
    value = value_of(words)
    shown = " ".join(words).removesuffix(" and")
    if words[-1] in ORDINALS:
        if value == 2:
            return quantity(shown, 2, firm=False)
        return quantity(shown, value, *([Fraction(1, value)] if value else []), firm=value > 2)
    firm = value > 2 and words[0] not in SCALES and before not in _SUMMING
    return quantity(shown, value, firm=firm)
