"""A number as it is typed in a text, and the words that tell a figure from a number that counts nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from csrdirectives.model import Catalogue
from csrdirectives.prose.masking import HOLE

PASSED = "\x00"  # stands for each character of what is known to count nothing
LONGEST = 40  # digits of a number whose value is read

_FULL_WIDTH = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF5B), 0xFF05, 0xFF0E)}
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟萬億", "一二三四五六七八九十百千万亿")
_FORMAL_RUN = re.compile("[壹贰叁肆伍陆柒捌玖拾佰仟萬億零万亿]{2,}")  # one alone may be a surname
_WIDE_COMMA = re.compile("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")


class Written(NamedTuple):
    """A number as it is typed: where it begins and ends, where its digits do, and its value if it has one.

    One that is not *firm* hides in a word or is an article, and is listed, not told.
    """

    start: int
    end: int
    core: tuple[int, int]
    value: Fraction | None
    kind: str
    unit: str = ""
    firm: bool = True


class Units(NamedTuple):
    """What a report counts, as either language writes it: patterns for what may follow a number."""

    chinese: str
    english: str
    words: frozenset[str]


def plain(text: str) -> str:
    """The text with full-width digits and formal numerals as plain ones, each character in its place."""
    if text.isascii():
        return text
    text = _WIDE_COMMA.sub(",", text).translate(_FULL_WIDTH)
    return _FORMAL_RUN.sub(lambda match: match[0].translate(_FORMAL), text)


def units_of(catalogue: Catalogue) -> Units:
    """The units of a catalogue."""
    chinese: set[str] = set()
    english: set[str] = set()
    for unit in catalogue.units.values():
        for code, form in unit.forms.items():
            for pattern in (form.other, form.one, form.two, form.few):
                word = (pattern or "").partition("{}")[2].strip()
                if word:
                    (chinese if code.startswith("zh") else english).add(re.sub(r"^(?:st|nd|rd|th)\s*", "", word))
    english.discard("")
    return Units(_either(chinese), _either(english), frozenset(word.split()[0] for word in english if word))


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether nothing but punctuation stands on either side."""
    return _open(text[start - 1 : start] if start else "") and closed(text, end)


def closed(text: str, end: int) -> bool:
    """Whether the phrase ends here; a space before a Latin word ends none."""
    following = text[end : end + 1]
    return _open(text[end + 1 : end + 2] if following in {" ", "\xa0"} else following)


def _open(character: str) -> bool:
    return character not in {HOLE, PASSED} and not character.isalnum()


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"
