"""The numbers of an English sentence: digits, number words, ordinals, months and days of the week."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from csrdirectives.po.digits import NUMERAL, Slate, exact, month, take_codes, take_dates, take_numbers
from csrdirectives.po.quantities import Quantity, quantity

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_ORDINAL_ONES = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
CARDINALS = {w: i for i, w in enumerate(_ONES.split())} | {w: 10 * i for i, w in enumerate(_TENS.split(), 2)} | SCALES
ORDINALS = (
    {w: i for i, w in enumerate(_ORDINAL_ONES.split())}
    | {w[:-1] + "ieth": 10 * i for i, w in enumerate(_TENS.split(), 2)}
    | {f"{w}th": n for w, n in SCALES.items()}
)
_PARTS = {"halves": 2, "quarters": 4} | {f"{w}s": n for w, n in ORDINALS.items() if n > 2}

# Words that have a number in them and may stand for one of the source.
_HINTS: dict[str, tuple[Fraction | int, ...]] = {
    "half": (Fraction(1, 2), 6),
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
    take_dates(slate)
    take_codes(slate)
    take_numbers(slate, _SCALED, lambda word: _SCALE_WORDS[word.lower()])
    return [*slate.found, *_words(slate.text)]


def _hour(match: re.Match[str]) -> Iterator[Quantity]:
    hour = int(match["h"])
    yield quantity(match[0], hour, hour + 12 if match["half"].lower() == "p" else hour % 12)
    if match["min"]:
        yield quantity(match[0], int(match["min"]), firm=match["min"] != "00")


def _words(text: str) -> Iterator[Quantity]:
    words = [_Word(m[0], m.start(), m.end()) for m in _WORD.finditer(text)]
    run: list[_Word] = []
    before = ""
    for i, word in enumerate(words):
        low = word.text.lower()
        number = low in CARDINALS or low in ORDINALS or (bool(run) and low in {"and", *_PARTS})
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
        yield quantity(word, month(_MONTH_OF[low]), firm=False)
    if low in _DAY_OF and word[0].isupper():
        yield quantity(word, f"weekday {_DAY_OF[low]}")
    if word in _ROMAN:
        yield quantity(word, _ROMAN[word], firm=False)


def _run(run: Sequence[_Word], before: str, after: str) -> Iterator[Quantity]:
    """The numbers of number words in a row: “one hundred and five”, but “one, two”."""
    held: list[str] = []
    for word in run:
        low = word.text.lower()
        if low in _PARTS and held:
            share = Fraction(_value(held), _PARTS[low])
            yield quantity(f"{' '.join(held)} {low}", share, *([_value(held)] if low == "quarters" else []))
            held = []
        elif low in _PARTS:
            continue
        elif held and not _joins(held, low):
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
            found = quantity(found.shown, Fraction(_value(held), 100), _value(held))
        yield found


def _joins(held: Sequence[str], word: str) -> bool:
    """Whether a word goes on with the number: “twenty” + “one”, but “one” + “two” are two numbers."""
    last = held[-1]
    if word == "and":
        return last in SCALES
    if word in SCALES:
        return last not in {word, "and"}
    number = CARDINALS.get(word, ORDINALS.get(word, 0))
    if last == "and" or last in SCALES:
        return number < 100
    return 20 <= CARDINALS.get(last, 0) < 100 and 0 < number < 10


def _value(words: Sequence[str]) -> int:
    total = current = 0
    for word in words:
        if word == "and":
            continue
        number = CARDINALS.get(word, ORDINALS.get(word, 0))
        if number == 100:
            current = (current or 1) * 100
        elif number >= 1000:
            total, current = total + (current or 1) * number, 0
        else:
            current += number
    return total + current


def _number(words: Sequence[str], before: str) -> Quantity:
    """One and two are not firm: English has them where the source only names two things, or none in particular."""
    value = _value(words)
    shown = " ".join(words).removesuffix(" and")
    if words[-1] in ORDINALS:
        if value == 2:
            return quantity(shown, 2, firm=False)
        return quantity(shown, value, *([Fraction(1, value)] if value else []), firm=value > 2)
    firm = value > 2 and words[0] not in SCALES and before not in _SUMMING
    return quantity(shown, value, firm=firm)
