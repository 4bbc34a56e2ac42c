"""Numbers as readers read them on a page: “about CNY 7,000,000”, 40.75万元, 9th, a drill."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from babel import Locale
from babel.core import UnknownLocaleError
from babel.numbers import get_decimal_symbol, get_group_symbol

from csrdirectives.comparator import COMPARATORS
from csrdirectives.model import Catalogue
from csrdirectives.words import WORDS

SYMBOLS = ("~", ">", ">=", "<", "<=")
SCALES = {
    "万": 4, "亿": 8, "万亿": 12, "thousand": 3, "million": 6, "billion": 9,
    "%": -2, "‰": -3, "percentage point": -2, "个百分点": -2, "percent": -2, "per cent": -2,
}  # fmt: skip
"""Words after a number that are part of it, and the power of ten that they stand for."""

BOUNDING = (*COMPARATORS, *(pattern.replace("{}", "").strip() for s in SYMBOLS for pattern in WORDS[s]))
NUMERALS = {"no": 0, "none": 0, "a": 1, "an": 1, "one": 1, "two": 2}  # of plural forms: one: a drill
RISES = re.compile(r"增长|增加|上升|提高|提升|\b(?:up|rose|risen|increased?|grew|grown|higher)\b")
FALLS = re.compile(r"下降|减少|降低|下滑|\b(?:down|fell|fallen|decreased?|declined?|lower|fewer|dropped|reduced)\b")
FLAT = re.compile(r"(?<!基本)持平|(?<!almost )\bunchanged\b")
_TURN = re.compile(rf"(?:{RISES.pattern}|{FALLS.pattern})$")
_TURNS = re.compile(f"{RISES.pattern}|{FALLS.pattern}|{FLAT.pattern}")

Factor = Callable[[str, str, bool], Decimal]
"""How much one is in a figure, by its key, the language, and whether it is printed without its unit.

It is asked only where no word after the number tells the scale.
"""


def amounts(text: str, language: str) -> Iterator[tuple[Decimal, bool]]:
    """The numbers in a text, each with whether a word such as 万 or million told its scale.

    >>> list(amounts("about CNY 7,000,000", "en")), list(amounts("40.75万元", "zh-CN"))
    ([(Decimal('7000000'), False)], [(Decimal('4.075E+5'), True)])
    """
    group, point = _signs(language)
    digits = rf"(?P<sign>[−-]?)(?P<digits>\d+(?:{re.escape(group)}\d{{3}})*(?:{re.escape(point)}\d+)?)"
    scales = "|".join(sorted(SCALES, key=len, reverse=True))
    found = False
    for match in re.finditer(rf"{digits}[多余]?\s*(?P<scale>{scales})?", text):
        found = True
        number = Decimal(match["digits"].replace(group, "").replace(point, "."))
        scaled = number.scaleb(SCALES.get(match["scale"], 0))
        yield (-scaled if match["sign"] else scaled), match["scale"] is not None
    if not found:
        yield from ((Decimal(NUMERALS[word]), False) for word in text.lower().split() if word in NUMERALS)


def doubled(before: str, text: str, after: str, *, chinese: bool) -> str:
    """The words of a figure that stand beside it once more: about about 20, 10th floor floor; nothing if none do.

    Chinese is without blanks, and a unit may begin the next word: 3家家庭.
    """
    lead, tail = re.split(r"\d", text)[0], re.split(r"\d", text)[-1]
    before, after = before.casefold().rstrip(), after.casefold().lstrip("†※ \xa0")
    turn = _TURN.search(before) if _TURNS.search(text) else None
    if turn:
        return turn[0]
    if chinese:
        return _again(before, lead, tail, after)
    if tail.endswith("%") and after.startswith("%"):
        return "%"
    first, last = lead.split(), tail.split()
    heads = (" ".join(first[:number]) for number in range(1, len(first) + 1))
    ends = (" ".join(last[-number:]) for number in range(1, len(last) + 1))
    for words in heads:
        if re.search(rf"(?<!\w){re.escape(words.casefold())}$", before):
            return words
    for words in ends:
        if words[0].isalpha() and re.match(rf"{re.escape(words.casefold())}(?!\w)", after):
            return words
    return ""


def _again(before: str, lead: str, tail: str, after: str) -> str:
    """What of a Chinese figure stands beside it once more, and begins no other word there."""
    if lead and before.endswith(lead):
        return lead
    if tail.startswith("%") and after.startswith("%"):
        return "%"
    again = after.startswith(tail) and not re.match(r"(?![的和与及或以了])[\u3400-\u9fff]", after[len(tail) :])
    return tail if again else ""


def bare(text: str) -> bool:
    """Whether a figure is printed without its unit."""
    for word in sorted(filter(None, BOUNDING), key=len, reverse=True):
        text = text.replace(word, "")
    return not any(character.isalpha() for character in text)


def _signs(language: str) -> tuple[str, str]:
    """How a language separates thousands, and decimals."""
    try:
        locale = Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return ",", "."
    return get_group_symbol(locale), get_decimal_symbol(locale)


def agrees(text: str, difference: Decimal) -> bool:
    """Whether a text says of a change no other way than it took; words of the author's own may leave it open."""
    if not difference:
        return not (RISES.search(text) or FALLS.search(text))
    right, wrong = (RISES, FALLS) if difference > 0 else (FALLS, RISES)
    return bool(right.search(text)) or not (wrong.search(text) or FLAT.search(text))


def factors(catalogue: Catalogue) -> Factor:
    """The scales of the units in which each language writes the figures."""

    def factor(key: str, language: str, bare: bool) -> Decimal:  # noqa: FBT001  # always given by its place
        indicator = catalogue.indicators.get(key.partition("@")[0])
        if indicator is None:  # a count of records
            return Decimal(1)
        unit = catalogue.units[indicator.unit]
        form = unit.forms.get(language[:2]) or next(iter(unit.forms.values()))
        if not bare and any(word in form.other for word in SCALES):  # which is then missing
            return Decimal(1)
        return unit.factor if form.factor is None else form.factor

    return factor
