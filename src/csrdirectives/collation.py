"""The order of an index: Chinese by pinyin, tone and character, other scripts by letters without accents."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import csrdirectives

IDEOGRAPH = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
MARKS = "\"'‘’“”«»()[]（）《》〈〉「」『』【】"
"""Marks before a word that do not count for its place."""
HAN = re.compile(f"[{IDEOGRAPH}]")

Reading = list[tuple[str, str]]  # of each sign, the syllable and the tone
Key = tuple[tuple[tuple[str, str, str], ...], str]


def sort_key(read: Mapping[str, Reading]) -> Callable[[str], Key]:
    """The key of a word, if it is Chinese by how it is *read*."""

    def key(word: str) -> Key:
        sorted_by = _counting(word)
        reading = read.get(sorted_by) or [(sign, "") for sign in sorted_by]
        pairs = zip(reading, sorted_by, strict=True)
        signs = ((*syllable, sign) if HAN.match(sign) else (_plain(sign), "", "") for syllable, sign in pairs)
        return tuple(signs), word

    return key


def readings(words: Iterable[str], known: Mapping[str, Reading]) -> dict[str, Reading]:
    """How the words that are Chinese are read; the dictionary is loaded if there is one that is not known."""
    chinese = {counting for word in words if HAN.search(counting := _counting(word))}
    new = sorted(chinese - known.keys())
    return {word: known[word] for word in sorted(chinese & known.keys())} | (_read(new) if new else {})


def kept_readings(folder: Path, words: Iterable[str]) -> dict[str, Reading]:
    """How the words that are Chinese are read; kept in a file of the folder, since the dictionary takes long to load.

    The file holds the words of the site and of the book, and is left aside if another release wrote it.
    """
    file = folder / "csr-pinyin.json"
    try:
        kept = json.loads(file.read_bytes())
        known = kept["readings"] if kept["release"] == csrdirectives.__version__ else {}
    except (OSError, ValueError, TypeError, KeyError):
        known = {}  # the first build here
    read = readings(words, known)
    if not read.keys() <= known.keys():
        all_ = {"release": csrdirectives.__version__, "readings": known | read}
        file.write_text(json.dumps(all_, ensure_ascii=False), encoding="utf-8")
    return read


def _read(words: Iterable[str]) -> dict[str, Reading]:
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415  # a dictionary of 90,000 words, for Chinese alone

    def read(word: str) -> Reading:
        found = lazy_pinyin(word, style=Style.TONE3, neutral_tone_with_five=True, v_to_u=False, errors=list)  # type: ignore[arg-type]  # a list of characters does as well
        return [(syllable[:-1], syllable[-1]) if len(syllable) > 1 else (syllable, "") for syllable in found]

    return {word: read(word) for word in words}


def letter_of(key: Key) -> str:
    """Under which letter a word stands; none if it begins with no letter."""
    first = key[0][0][0][:1] if key[0] else ""
    return first.upper() if first.isalpha() else ""


def place_of(key: Key) -> tuple[bool, Key]:
    """Where a word stands: what begins with no letter first."""
    return bool(letter_of(key)), key


def _counting(word: str) -> str:
    """What of a word counts for its place."""
    return word.lstrip(MARKS) or word


def _plain(sign: str) -> str:
    """A letter without its accent, small."""
    return unicodedata.normalize("NFKD", sign)[0].casefold() or sign
