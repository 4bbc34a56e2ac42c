"""Numbers spelt out: 三百二十, “three hundred and twenty”."""

from __future__ import annotations

from collections.abc import Sequence

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "亿": 10**8}
COUNTERS = (
    "个|项|次|家|台|件|条|篇|场|期(?!间)|名|位|份|批|届|天|日(?!报)|年|元|倍|种|类|座|处|间|所|支|张|本|册|辆|只|套|组|队|轮|步|章|款|号|吨|亩|岁|户"
    "|人(?!民|大)|小时|分钟|公里|千米|平方|方面|季度|环节|周年|课时|亿|万"
)
"""What a Chinese numeral counts when one of these follows."""

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
PARTS = {"halves": 2, "quarters": 4} | {f"{w}s": n for w, n in ORDINALS.items() if n > 2}
"""What a number of which is a fraction: three quarters, two thirds."""


def numeral(run: str) -> int | None:
    """The value of a numeral such as 三百二十; ``None`` if it is none.

    >>> numeral("一千零五十"), numeral("二〇二三"), numeral("一百二"), numeral("四五十")
    (1050, 2023, 120, None)
    """
    if all(c in DIGITS for c in run):
        return int("".join(str(DIGITS[c]) for c in run))
    total = section = 0
    digit: int | None = None
    smallest, unit = 10**4, 0  # of the section; what a last digit counts tenths of: 一百二 is 120, 一百零二 is not
    for c in run:
        if c in DIGITS:
            if digit:
                return None
            digit = DIGITS[c]
            unit = unit if digit else 0
        elif c in SMALL:
            if SMALL[c] >= smallest:
                return None
            unit = smallest = SMALL[c]
            section, digit = section + (digit or 1) * smallest, None
        else:
            part = section + (digit or 0)
            unit = LARGE[c]
            total = (total + part or 1) * unit if c == "亿" else total + (part or 1) * unit
            section, digit, smallest = 0, None, 10**4
    return total + section + (digit or 0) * max(1, unit // 10)


def joins(held: Sequence[str], word: str) -> bool:
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


def value_of(words: Sequence[str]) -> int:
    """The value of number words: twenty, one."""
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
