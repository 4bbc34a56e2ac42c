"""The numbers of a Chinese sentence: digits, numerals and words that have a number in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from math import prod

from csrdirectives.po.digits import (
    NUMERAL,
    TO,
    Slate,
    exact,
    month,
    quarter,
    take_codes,
    take_dates,
    take_numbers,
)
from csrdirectives.po.quantities import SIX_MONTHS, Quantity, quantity
from csrdirectives.spelt import COUNTERS, DIGITS, LARGE, SMALL, numeral

_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟廿卅", "一二三四五六七八九十百千二三")
_RUN = "[" + "".join((*DIGITS, *SMALL, *LARGE)) + "]+"

_IDIOMS = re.compile("三位一体|三天两头|百家争鸣|四个?面八方|千家万户|独一无二|第二天|第一时间")

# Words in which a translation may see a number.
_HINTS: tuple[tuple[str, tuple[Fraction | int | str, ...]], ...] = (
    ("[首单独初唯同每全另冠]|元旦", (1,)),
    ("[双俩倍再又亚对]|翻番", (2,)),
    ("季军", (3,)),
    ("[无未没免不]", (0,)),
    ("半", (Fraction(1, 2), 6, SIX_MONTHS)),
    ("[6六]个月", (SIX_MONTHS,)),
    ("元旦|年初|元月|上半年|一季度", (month(1),)),
    ("年末|年底|岁末|下半年|四季度|全年", (month(12),)),
    ("上半年|年中|二季度|建党", (month(6),)),
    ("下半年|三季度|七一", (month(7),)),
    ("一季度|三八|消费者权益", (month(3),)),
    ("二季度", (month(4),)),
    ("三季度", (month(9),)),
    ("四季度|国庆", (month(10),)),
    ("五一|五四|劳动节|青年节", (month(5),)),
    ("全年", (month(1),)),
    ("建军|八一", (month(8),)),
    ("正月|春节", (month(1), month(2))),
    ("季", (Fraction(1, 4), 3)),
    ("四季|季", (4,)),
    ("全年|年度|逐月|每月", (12,)),
    ("上半年", ("H1",)),
    ("下半年", ("H2", 2)),
    ("世纪|百年", (100,)),
    ("全天|昼夜|日夜|不间断|全时", (24,)),
    ("全天|昼夜|日夜|不间断|全时", (7,)),
    ("年末|年底|月末|月底|季末", (31, 30)),
    ("年中", (30,)),
    ("新冠|疫情", (19,)),
    ("二氧化碳", ("CO2", "CO2E", "TCO2E", "TCO2")),
    ("平方米|平方千米|平方公里", ("M2", "KM2")),
    ("立方米", ("M3",)),
    ("千兆", (1000, 1)),
    ("万兆", (10000, 10)),
)
_HINT_PATTERNS = tuple((re.compile(pattern), values) for pattern, values in _HINTS)

_JOIN = r"\s*[+＋−–=＝、-]\s*"
_SCALED = re.compile(
    rf"({NUMERAL})\s*[余多几]?\s*((?:[十百]|千(?![瓦米克卡伏赫字])|万|亿|兆(?![瓦赫字比]))+)"  # 千瓦 is a unit
)
_LISTED = re.compile(rf"({NUMERAL})(?=(?:{_JOIN}{NUMERAL})*{_JOIN}{_SCALED.pattern})")  # 1.5 + 2 = 3.5万
_MONTHS = re.compile(rf"({NUMERAL})(?:{TO}|、)(?={NUMERAL}月)")
_MONTH = re.compile(rf"({NUMERAL})月")
_FEAST = re.compile(r"(?<![\d.])(1?\d)[·•](\d{1,2})(?![\d.])")
_DECADE = re.compile(r"(?:(?P<c>\d\d)世纪)?(?<!\d)(?P<d>\d0)年代")
_SHORT_YEAR = re.compile(r"(?<!\d)(?<!\d[.,])(\d\d)年(?!级|期)")
_WEEKDAY = re.compile("(?P<each>[每本上下])?(?:星期|礼拜|周)(?P<day>[一二三四五六日天])(?![次天场回节期个届年月])")
_QUARTER = re.compile("(?<![前个])第?([一二三四1-4])季度")
_PER_CENT = re.compile(rf"(百|千)分之({_RUN}|{NUMERAL})")
_FRACTION = re.compile(f"({_RUN})分之({_RUN})")
_POINTS = re.compile(f"({_RUN})个百分点")
_TIMES = re.compile(rf"({NUMERAL})倍")
_TENTHS = re.compile("([一二三四五六七八九两])[成折](?![立为长果功本就都分交效因]|员(?!工))")
_PLAN = re.compile(f"(十[一二三四五六七八九])五(?!{COUNTERS}|月)")
_DECIMAL = re.compile(f"({_RUN})点([零〇一二三四五六七八九]+)(?!分)")
_SECTION = re.compile(r"([一二三四五六七八九十]{1,2})[（(]([一二三四五六七八九十]{1,2})[）)]\s*(\d{1,2})?(?!\d)")
_IN_10K = re.compile("[（(]万元[)）]|单位[：:]\\s*万元")
_NUMERALS = re.compile(f"(?P<ordinal>第)?(?P<run>{_RUN})(?P<more>[余多几])?(?P<counter>月|{COUNTERS})?")
_NEAR = 4  # characters before 两倍 in which its verb stands
_NO_UNIT = 4  # digits of a year spelt out


def quantities(text: str) -> list[Quantity]:
    """Every number that a Chinese text may be understood to hold."""
    slate = Slate(text.translate(_FORMAL))
    for pattern, values in _HINT_PATTERNS:
        slate.found += [quantity(m[0], *values, firm=False) for m in pattern.finditer(slate.text)]
    slate.found += [quantity(c, int(unicodedata.numeric(c)), firm=False) for c in text if "①" <= c <= "⑳"]
    slate.take(_SECTION, _section)
    slate.take(_WEEKDAY, _weekday)
    slate.take(_QUARTER, _quarter)
    take_dates(slate)
    slate.take(_FEAST, lambda m: iter((quantity(m[0], int(m[1]), month(int(m[1]))), quantity(m[2], int(m[2])))))
    slate.take(_PER_CENT, _per_cent)
    take_codes(slate)
    slate.take(_MONTHS, lambda m: iter((quantity(m[1], exact(m[1]), month(exact(m[1]))),)))
    slate.take(_MONTH, lambda m: iter((quantity(m[0], exact(m[1]), month(exact(m[1]))),)))
    slate.take(_DECADE, lambda m: iter((quantity(m[0], int(m["d"]), 100 * (int(m["c"] or 20) - 1) + int(m["d"])),)))
    slate.take(_SHORT_YEAR, lambda m: iter((quantity(m[0], *(int(m[1]) + century for century in (0, 1900, 2000))),)))
    slate.take(_TIMES, lambda m: iter((quantity(m[0], exact(m[1]), *_more(m, exact(m[1]))),)))
    slate.take(_LISTED, _listed)
    take_numbers(slate, _SCALED, _scale)
    _take_numerals(slate)
    return [_in_10k(each) for each in slate.found] if _IN_10K.search(text) else slate.found


def _take_numerals(slate: Slate) -> None:
    slate.take(_POINTS, _points)
    slate.take(_FRACTION, _fraction)
    slate.take(_DECIMAL, _decimal)
    slate.take(_TENTHS, _tenths)
    slate.take(_PLAN, lambda m: iter((quantity(m[1], numeral(m[1]) or 0), quantity("五", 5, firm=False))))
    slate.take(_IDIOMS, _hinted)
    slate.take(_NUMERALS, _numeral)


def _section(match: re.Match[str]) -> Iterator[Quantity]:
    """三（一）2 is section 3.1.2, or 3.1 and a number."""
    chapter, section = numeral(match[1]) or 0, numeral(match[2]) or 0
    yield quantity(match[1], chapter, firm=False)
    yield quantity(match[2], section, firm=False)
    yield quantity(match[0], exact(f"{chapter}.{section}"), firm=False)
    if match[3]:
        yield quantity(match[3], int(match[3]))


def _scale(word: str) -> int:
    return prod((SMALL | LARGE | {"兆": 10**6})[c] for c in word)


def _listed(match: re.Match[str]) -> Iterator[Quantity]:
    """A number of a list or a sum whose last member alone carries the power of ten."""
    value = exact(match[1])
    yield quantity(match[1], value, value * _scale(match[3]))


def _in_10k(each: Quantity) -> Quantity:
    """A number of a list in 万元, which a translation may give in yuan."""
    return each._replace(values=each.values | {v * LARGE["万"] for v in each.values if isinstance(v, Fraction)})


def _more(match: re.Match[str], times: Fraction) -> Iterator[Fraction]:
    """What grows by two times (增长两倍) is three times as large."""
    if re.search("[增长加高涨升多]", match.string[max(0, match.start() - _NEAR) : match.start()]):
        yield times + 1


def _tenths(match: re.Match[str]) -> Iterator[Quantity]:
    """三成 is 30%; 八折 is 20% off."""
    tenths = Fraction(DIGITS[match[1]], 10)
    yield quantity(match[0], tenths, 1 - tenths, firm=False)


def _points(match: re.Match[str]) -> Iterator[Quantity] | None:
    points = numeral(match[1])
    return None if points is None else iter((quantity(match[0], Fraction(points, 100)),))


def _weekday(match: re.Match[str]) -> Iterator[Quantity]:
    day = "一二三四五六日".find(match["day"].replace("天", "日")) + 1
    yield quantity(match[0], f"weekday {day}", firm=bool(match["each"]))
    yield quantity(match["day"], day, firm=False)


def _quarter(match: re.Match[str]) -> Iterator[Quantity]:
    number = DIGITS.get(match[1]) or int(match[1])
    yield quantity(match[0], number, quarter(number), f"Q{number}", firm=number > 1)


def _per_cent(match: re.Match[str]) -> Iterator[Quantity] | None:
    value = exact(match[2]) if match[2][0].isascii() else numeral(match[2])
    return None if value is None else iter((quantity(match[0], Fraction(value) / SMALL[match[1]]),))


def _fraction(match: re.Match[str]) -> Iterator[Quantity] | None:
    whole, part = numeral(match[1]), numeral(match[2])
    return iter((quantity(match[0], Fraction(part, whole)),)) if whole and part else None


def _decimal(match: re.Match[str]) -> Iterator[Quantity] | None:
    whole, part = numeral(match[1]), "".join(str(DIGITS[c]) for c in match[2])
    return None if whole is None else iter((quantity(match[0], exact(f"{whole}.{part}")),))


def _hinted(match: re.Match[str]) -> Iterator[Quantity]:
    for c in match[0]:
        if value := (DIGITS | SMALL | LARGE).get(c):
            yield quantity(c, value, firm=False)


def _numeral(match: re.Match[str]) -> Iterator[Quantity]:
    run, counter = match["run"], match["counter"] or ""
    value = numeral(run)
    spelt = len(run) > 1 and all(c in DIGITS for c in run)
    if value is None or (spelt and not (len(run) == _NO_UNIT and counter == "年")):
        yield from _hinted(match)  # 三八节, 一二三
        if value is not None:
            yield quantity(run, value, firm=False)
        return
    if counter == "月" and value <= 12:
        yield quantity(match[0], value, month(value), firm=value > 1)
        return
    # 二次 and 二级 rarely count
    counts = bool(counter) and run != "二" and run[0] not in "百千万亿"
    firm = value > 1 and (counts or bool(match["ordinal"]))
    also = _more(match, Fraction(value)) if counter == "倍" else ()
    yield quantity(match[0], value, *also, firm=firm)
    if not firm and len(run) > 1:
        yield from _hinted(match)
