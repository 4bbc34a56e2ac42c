"""The words that bound a figure: 约 近 超 多 余 以上 不少于 …, as reports write them."""

from __future__ import annotations

from typing import Literal, NamedTuple

from csrdirectives.messages import Message

Symbol = Literal["=", "~", ">", ">=", "<", "<="]
Position = Literal["", "before", "after-digits", "after"]


class Comparator(NamedTuple):
    """What a bounding word says, and where Chinese puts it: 约20次, 20多次, 20次以上."""

    word: str
    symbol: Symbol
    position: Position


EXACT = Comparator("", "=", "")

COMPARATORS = {
    c.word: c
    for c in (
        EXACT,
        Comparator("约", "~", "before"),
        Comparator("近", "<", "before"),
        Comparator("不足", "<", "before"),
        Comparator("超", ">", "before"),
        Comparator("多", ">", "after-digits"),
        Comparator("余", ">", "after-digits"),
        Comparator("不少于", ">=", "before"),
        Comparator("以上", ">=", "after"),
        Comparator("不超过", "<=", "before"),
        Comparator("以下", "<=", "after"),
    )
}

SYNONYMS = {
    "=": "",
    "~": "约",
    ">": "超",
    ">=": "不少于",
    "<": "近",
    "<=": "不超过",
    "大约": "约",
    "≈": "约",
    "接近": "近",
    "超过": "超",
    "＞": "超",
    "＜": "近",
    "≥": "不少于",
    "≤": "不超过",
    "至少": "不少于",
    "至多": "不超过",
    "及以上": "以上",
    "及以下": "以下",
}


KNOWN_COMPARATORS = Message(
    " ".join(filter(None, COMPARATORS)),
    " ".join([*filter(None, COMPARATORS), *(sign for sign in SYNONYMS if sign.isascii() and sign != "=")]),
)


def read_comparator(text: str) -> Comparator | None:
    """The comparator of a cell, ``None`` if it is not a known word or sign."""
    return COMPARATORS.get(SYNONYMS.get(text, text))
