"""Numbers as people write them: in Chinese numerals, English words, full width."""

from __future__ import annotations

from csrdirectives.spelt import CARDINALS

WIDE = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
DIGITS = "零一二三四五六七八九"
WORDS = {value: word for word, value in CARDINALS.items()}


def chinese(number: int) -> str:
    """A number in Chinese numerals, as they are read aloud."""
    if number == 0:
        return "零"
    text, zero = "", False
    for power, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section, number = divmod(number, power)
        if section >= 10**4:
            text += chinese(section) + name
        elif section:
            text += ("零" if text and (zero or section < 1000) else "") + thousands(section) + name
        zero = bool(text) and not section
    return text


def thousands(number: int) -> str:
    text, zero = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, power)
        if digit:
            text += ("零" if zero else "") + DIGITS[digit] + name
            zero = False
        else:
            zero = bool(text)
    return text


def english(number: int) -> str:
    if number in WORDS and number < 100:
        return WORDS[number]
    if number < 100:
        return f"{WORDS[number - number % 10]}-{WORDS[number % 10]}"
    if number < 1000:
        rest = f" and {english(number % 100)}" if number % 100 else ""
        return f"{WORDS[number // 100]} hundred{rest}"
    power = next(p for p in (10**12, 10**9, 10**6, 10**3) if number >= p)
    rest = number % power
    joint = " and " if 0 < rest < 100 else " "
    return f"{english(number // power)} {WORDS[power]}" + (f"{joint}{english(rest)}" if rest else "")
