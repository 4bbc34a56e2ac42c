"""Numbers as people type them into a cell, read as written or refused in words."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, NamedTuple

LIMIT = 40  # digits: far beyond any figure of a report, short enough to print


class NumberFault(ValueError):
    """Why a cell is not a number: a code of ``MESSAGES`` and the details that fill its words."""

    def __init__(self, code: str, details: dict[str, Any]) -> None:
        super().__init__(code, details)
        self.code = code
        self.details = details


class Number(NamedTuple):
    """A number with the digits as written (22.10 keeps its zero), and whether a per cent sign followed it.

    The sign does not change the value: ``12%`` is 12. Whether it may stand there, the unit decides.
    """

    value: Decimal
    percent: bool


# What an input method for Chinese leaves behind, as its plain twin; the superscripts and circled digits that
# normalisation would also turn into digits must stay what they are.
_PLAIN_TWINS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | str.maketrans(
    "\u3000\xa0\u2009\u202f−﹣﹪￥", "    --%¥"
)
_LOOKALIKES = str.maketrans("OoОоΟοIl|", "000000111")

_NUMBER = re.compile(r"([+-]?(?:[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.[0-9]+)?)\s*(%?)")
_LOOSE = r"[+-]?[0-9](?:[0-9,.]*[0-9])?"  # a number whose separators are not yet judged
_DIGIT_WORDS = "〇零一二三四五六七八九两"
_NUMERALS = _DIGIT_WORDS + "十百千壹贰叁肆伍陆柒捌玖拾佰仟廿卅几数半"

# Why a text is no number, the likeliest slip first; the names of groups are the details of the message. Python
# compiles them at the first slip, since that takes longer than to read a thousand numbers.
_SLIPS = (
    ("number-missing", ""),
    ("number-spreadsheet-error", r"#.*"),
    (
        "number-absent",
        (
            r"[-–—―/\\.·*_…]+|无|没有|暂无|空|缺|不详|未知|待定|待补|待统计|未统计|未披露|不适用|保密"
            r"|n\.?/?a\.?|nil|none|null|tbd|tba|unknown"
        ),
    ),
    ("number-not-finite", r"[+-]?(?:s?nan|inf|infinity|∞|无穷大?)"),
    (
        "number-exponent",
        rf"{_LOOSE}\s*(?:e\s*[+-]?[0-9]+|[x×*]\s*10\s*(?:(?:\^|\*\*)\s*[+-]?[0-9]+|[⁻⁰¹²³⁴-⁹]+))",
    ),
    (
        "number-with-comparator",
        (
            r"(?P<comparator>大约|约|将近|接近|近|超过|超|逾|不少于|不低于|不足|不到|不超过|不多于|至少|至多|最少|最多|少于"
            r"|低于|多于|高于|大于|小于|上|>=|<=|[><≥≤≧≦≈~±]|about|around|approximately|approx\.?|nearly|almost|over|above"
            rf"|under|below|(?:more|less|fewer|greater) than|at (?:least|most)|up to)\s*[+\-0-9万亿{_NUMERALS}].*"
        ),
    ),
    (
        "number-with-comparator",
        (
            rf"(?:{_LOOSE}|[{_NUMERALS}]+)[^0-9]{{0,6}}?"
            r"(?P<comparator>有余|余|多|来|许|以上|以下|以内|左右|上下|\+(?![0-9])|or more)[^0-9]{0,12}"
        ),
    ),
    (
        "number-chinese",
        (
            rf"[负-]?(?:[{_NUMERALS}][0-9万亿点{_NUMERALS}]*[^0-9]{{0,6}}"
            rf"|[0-9.]+[{_DIGIT_WORDS}][0-9万亿{_NUMERALS}]*)"
        ),
    ),
    (
        "number-two",
        rf"{_LOOSE}[^0-9]{{0,6}}?(?:[-–—―~〜∼/、;:&+*×÷x=年月至到和与或]|to|and|or)\s*{_LOOSE}.*",
    ),
    ("number-point", r"[+-]?(?:\.[0-9]+|[0-9,]+\.)"),
    ("number-separators", r"[+-]?[0-9,.'’_\s。]*[0-9][0-9,.'’_\s。]*"),
    ("number-with-unit", rf"(?P<unit>人民币|[a-z]{{1,4}}\.?[$¥]?|[$¥€£%])\s*(?P<number>{_LOOSE}).*"),
    ("number-with-unit", rf"(?P<number>{_LOOSE})\s*(?P<unit>[^0-9\s,.].{{0,15}})"),
    ("number-unit-alone", r"(?P<unit>[%‰¥$万亿元人次个项台家户名位件场届期课时小千瓦吨公里平方米]+)"),
)
_LONGEST_SLIP = 200  # characters; no single slip explains a paragraph


def read_number(text: str) -> Number:
    """The number that a cell holds; raises :class:`NumberFault` where it is none, or not certainly one."""
    plain = text.translate(_PLAIN_TWINS).strip()
    match = _NUMBER.fullmatch(plain)
    if match is None:
        raise _fault(text.strip(), plain)
    if (digits := sum(map(str.isdigit, plain))) > LIMIT:
        raise NumberFault("number-too-long", {"text": text.strip(), "digits": digits, "limit": LIMIT})
    value = Decimal(match[1].replace(",", ""))
    return Number(value or value.copy_abs(), bool(match[2]))  # there is no less than nothing


def _fault(text: str, plain: str) -> NumberFault:
    if len(plain) > _LONGEST_SLIP or not plain.isprintable():  # the message will name what cannot be seen
        return NumberFault("number-unreadable", {"text": text})
    digits = plain.translate(_LOOKALIKES)
    if _NUMBER.fullmatch(digits) and (re.search("[0-9]", plain) or set(digits) == {"0"}):
        letters = sorted({old for old, new in zip(plain, digits, strict=True) if old != new})
        return NumberFault("number-letters", {"text": text, "letters": " ".join(letters), "near": digits})
    for code, pattern in _SLIPS:
        if match := re.fullmatch(pattern, plain, re.IGNORECASE):
            return NumberFault(code, {"text": text, **match.groupdict()})
    return NumberFault("number-unreadable", {"text": text})
