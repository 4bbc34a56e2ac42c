"""Numbers in digits, as both languages write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction

from csrdirectives.po.quantities import Quantity, quantity

NUMERAL = r"(?<!\d)(?<!\d\.)(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
PERCENT = r"\s*(?:[%‰]|per\s?cent(?:age\s+points?)?\b|个?百分点)"
TO = r"\s*(?:[-–—―~～〜至到]|to\b|and\b|和|或)\s*"
GONE = "\x00"  # stands for what has been read

Make = Callable[[re.Match[str]], Iterator[Quantity] | None]

_WIDE = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF5B), 0xFF05, 0xFF0E, 0xFF0F)}
_UNITS = "m km cm mm kg g t kW MW GW kWh MWh GWh V kV A MB GB TB PB Mbps Gbps MHz GHz h min s d x ha D"
_SCALES = {"k": 10**3, "mn": 10**6, "m": 10**6, "bn": 10**9}
_PREFIXES = "q fy h no v ver iso gb p pp sdg gri phase fig tab table ch sec vol art para level grade"
_FORMULAS = "co2 tco2e tco2 co2e so2 no2 n2o ch4 o2 h2o o3 pm2.5 pm10 m2 m3 km2"


_CURRENCY = re.compile(r"(?<![A-Za-z])(?:CNY|RMB|USD?|EUR|HKD)(?=\d)")


class Slate:
    """A text from which numbers are taken one kind after another, so that none is read twice."""

    def __init__(self, text: str) -> None:
        self.text = _CURRENCY.sub(" ", text.translate(_WIDE))
        self.found: list[Quantity] = []

    def take(self, pattern: re.Pattern[str], make: Make) -> None:
        """Read what the pattern finds; what *make* gives nothing for stays."""

        def read(match: re.Match[str]) -> str:
            made = make(match)
            if made is None:
                return match[0]
            self.found += made
            return GONE * len(match[0])

        self.text = pattern.sub(read, self.text)


def exact(numeral: str) -> Fraction:
    """The value of digits."""
    return Fraction(Decimal(numeral.replace(",", "")))


def month(number: Fraction | int) -> str:
    """The month of that number."""
    return f"month {number}"


def quarter(number: int) -> str:
    """The quarter of a year of that number."""
    return f"quarter {number}"


def take_dates(slate: Slate) -> None:
    """Dates in digits, years with the next in short, round the clock, versions of three parts."""
    slate.take(_CLOCK, lambda m: iter((quantity(m[0], 24, firm=False), quantity(m[0], 7, firm=False))))
    slate.take(_DATE, lambda m: iter((_plain(m["y"]), _month(m["m"]), _plain(m["d"]))))
    slate.take(_YEARS, _years)
    slate.take(_VERSION, lambda m: map(_plain, m[0].split(".")))
    slate.take(_TIME, _time)


def take_codes(slate: Slate) -> None:
    """Letters with digits: 5G, G60, 20kg."""
    slate.take(_CODE, _code)


def take_numbers(slate: Slate, scaled: re.Pattern[str], scale: Callable[[str], int]) -> None:
    """What is left in digits: percentages, numbers with the language's words for powers of ten, plain ones."""
    slate.take(_RANGE_PERCENT, lambda m: iter((quantity(m[0], exact(m[1]), exact(m[1]) / 100),)))
    slate.take(_PERCENT, lambda m: iter((quantity(m[0], exact(m[1]) / (1000 if "‰" in m[0] else 100)),)))
    to_scaled = re.compile(rf"({NUMERAL}){TO}(?={scaled.pattern})", re.IGNORECASE)

    def ranged(match: re.Match[str]) -> Iterator[Quantity] | None:
        after = scaled.match(slate.text, match.end())
        value = exact(match[1])
        return iter((quantity(match[1], value, value * scale(after[2])),)) if after else None

    slate.take(to_scaled, ranged)
    slate.take(scaled, lambda m: iter((quantity(m[0], exact(m[1]) * scale(m[2])),)))
    slate.take(_FRACTION, _fraction)
    slate.take(_NUMERAL, lambda m: iter((_plain(m[0]),)))


_CLOCK = re.compile(r"(?<![\d/])(?:24/7|7/24|7\s*[×xX*]\s*24|24\s*[×xX*]\s*7)(?![\d/])")
_DATE = re.compile(r"(?<!\d)(?P<y>\d{4})([./-])(?P<m>\d{1,2})\2(?P<d>\d{1,2})(?!\d)")
_YEARS = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)\s*[-–—/]\s*(?P<n>\d\d)(?!\d)")
_VERSION = re.compile(r"(?<![\d.])\d+(?:\.\d+){2,}(?![\d])")
_TIME = re.compile(r"(?<!\d)(\d{1,2})[:：]([0-5]\d)(?!\d)")
_CODE = re.compile(r"(?<![A-Za-z0-9])(?<!\d[,.])[A-Za-z0-9]+(?:\.\d+[A-Za-z]*)?(?![A-Za-z0-9])")
_RANGE_PERCENT = re.compile(rf"({NUMERAL}){TO}(?={NUMERAL}{PERCENT})", re.IGNORECASE)
_PERCENT = re.compile(rf"({NUMERAL}){PERCENT}", re.IGNORECASE)
_FRACTION = re.compile(r"(?<![\d/.])(\d{1,2})/(\d{1,2})(?![\d/])")
_NUMERAL = re.compile(NUMERAL)


def _plain(numeral: str) -> Quantity:
    return quantity(numeral, exact(numeral))


def _month(numeral: str) -> Quantity:
    return quantity(numeral, exact(numeral), month(exact(numeral)))


def _years(match: re.Match[str]) -> Iterator[Quantity]:
    short = int(match["n"])
    yield _plain(match["y"])
    yield quantity(match[0], short, int(match["y"][:2]) * 100 + short, month(short))


def _time(match: re.Match[str]) -> Iterator[Quantity]:
    yield _plain(match[1])
    yield quantity(match[0], int(match[2]), firm=match[2] != "00")


def _fraction(match: re.Match[str]) -> Iterator[Quantity] | None:
    part, whole = int(match[1]), int(match[2])
    return iter((quantity(match[0], Fraction(part, whole)),)) if 0 < part < whole else None


def _code(match: re.Match[str]) -> Iterator[Quantity] | None:
    code = match[0].lower()
    letters, numbers = re.findall("[a-z]+", code), re.findall(r"\d+(?:\.\d+)?", code)
    if not (letters and numbers):
        return None
    number = exact(numbers[0])
    if len(letters) == len(numbers) == 1:
        if code[0].isdigit() and match[0][-len(letters[0]) :] in {*_UNITS.split(), *_SCALES}:  # 5g is no 5G
            return iter((quantity(match[0], number, number * _SCALES.get(letters[0], 1)),))
        if letters[0] in _PREFIXES.split():
            return iter((quantity(match[0], code.upper(), number),))
    firm = code not in _FORMULAS.split()
    return iter((Quantity(match[0], frozenset({code.upper()}), firm, named=True),))
