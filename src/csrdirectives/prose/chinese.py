"""Figures typed in Chinese: digits and numerals with what they count, shares, approximations, ordinals, times.

Digits are a figure wherever they stand. A Chinese numeral is one where it stands before a unit or a word that counts,
where it is composed (三百二十), or where it stands alone. 一 before a classifier is an article, 一个平台, unless the
phrase ends there, a word before it counts (共一次), or what follows is a measure (一年).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from math import prod

from csrdirectives.po.digits import exact
from csrdirectives.prose.lexicon import DIGIT, NUMERAL
from csrdirectives.prose.written import LONGEST, Units, Written, closed, stands_alone
from csrdirectives.spelt import COUNTERS, DIGITS, LARGE, SMALL, numeral

NUMBER = r"(?:\d{1,3}(?:[, \u2009\u202f\xa0]\d{3}){1,9}(?!\d)|\d+)(?:\.\d+)?"
SHARES = {"%": 100, "‰": 1000, "百分点": 100, "个百分点": 100, "成": 10}

_SCALE = r"(?:[十百](?!分)|千(?![瓦米克卡伏赫字兆])|[万亿])"
_MEASURES = (
    "人课时|人次|课时|学时|场次|班次|千瓦时|兆瓦|千瓦|平方米|平方公里|立方米|公斤|千克|公顷|吨标准煤|[美欧港日]元|厘米|毫米|英里|百分点"
    "|个?小时|个?月|分钟|[年天元周秒米克升度岁吨亩里]|公里|千米|[㎡㎥℃°]"
)
_CLASSIFIERS = (
    "户|层|楼|等(?!等|待|候|于|同)|艘|架|栋|幢|封|幅|面|颗|粒|头|匹|株|棵|对|双|副|箱|袋|瓶|桶|包|盒|盏|扇|根|块|片|段|节|门|集|行|列|股|桩"
    "|起(?=案|事|投|纠|诉|违)|宗|例|笔|单|票|通|趟|遍|回|任(?!务|何|命|职|意)|代(?![替表码理价言办谢])|道(?![路德理具])|顶|枚|把|杯|桌|辑|卷|分(?![之比制点数析布公别类支工管享])"
    "|点(?=要求|意见|建议|措施|体会|经验|[，。；])|大(?![家会队厅楼院学道厦型小多量力桥同气])"
)
_BEFORE = re.compile(
    r"(?:大约|约|将近|接近|近|超过|超|逾|达到|达|突破|至少|不少于|不低于|不足|最多|不超过|上|整|满|高达|多达"
    r"|人民币|CNY|RMB|USD?|US\$|HK\$|[¥￥$€£])\s?$|(?<!\w)[−-]$"
)
_COUNTING = re.compile("(?:共|共计|合计|累计|总计|计|仅|只|约|近|超过|达|至少|不少于|有|为|各)$")
_DENYING = re.compile("(?:没有|未发生|从未有|无)$")
_LOOK_BACK = 6


@cache
def _figure(units: str) -> re.Pattern[str]:
    shares = r"%|‰|个?百分点|倍(?!增)|成(?=以上|以下|左右|的|多|员工|[，。；、）)\s]|$)"
    unit = f"{shares}|{units}|{_MEASURES}|{COUNTERS}|{_CLASSIFIERS}"
    return re.compile(
        rf"(?:(?P<whole>百|千|万|[{NUMERAL}]{{1,12}}|{NUMBER})分之(?P<part>{NUMBER}|[{NUMERAL}]{{1,12}}(?:点[{DIGIT}]{{1,12}})?)"
        r"|(?P<half>一半|半数|过半|对半|(?<![上下前后每大])半(?=个?小时|个?月|年|天|世纪))"
        r"|翻了?(?P<doubled>[一两三四五\d]?)番"
        r"|(?P<ordinal>第\s?)?"
        rf"(?:(?P<number>(?<![\d.]){NUMBER})(?P<scaled>\s?[余多几来]?\s?{_SCALE}{{1,4}}(?:零?{NUMBER}{_SCALE}{{0,4}}){{0,3}})?"
        r"|(?P<vague>(?:好几|[数几])[十百千万亿]{1,6}|成千上万|成百上千)"
        rf"|(?P<numeral>[{NUMERAL}]+)(?:点(?P<decimals>[{DIGIT}]{{1,12}})(?!分))?(?P<of>[{_LARGE}]*)))"
        r"(?P<more>余|多(?![元样方种边重])|几(?![乎率何])|来(?=[个项人名岁年天次家万]))?"
        rf"(?:\s?(?P<unit>{unit}))?"
    )


_LARGE = "".join(LARGE)


def figures(text: str, units: Units) -> Iterator[Written]:
    """The numbers of a text in digits and Chinese numerals."""
    for match in _figure(units.chinese).finditer(text):
        if match["number"]:
            yield _in_digits(match)
        elif match["numeral"]:
            yield _in_numerals(match)
        else:
            yield _whole(match)


def _made(match: re.Match[str], core: str, value: Fraction | int | None, kind: str, *, firm: bool = True) -> Written:
    """The number with the word before it that bounds it, and the unit after it."""
    text, start = match.string, match.start()
    before = _BEFORE.search(text[max(0, start - _LOOK_BACK) : start])
    begin = start - len(before[0]) if before else start
    unit = match["unit"] or ""
    if unit in SHARES and value is not None:
        value, kind = Fraction(value) / SHARES[unit], "share"
    elif unit == "倍":
        kind = "times"
    span = match.span(core)
    return Written(begin, match.end(), span, None if value is None else Fraction(value), kind, unit, firm)


def _in_digits(match: re.Match[str]) -> Written:
    digits = match["number"]
    value = _exact(digits)
    kind = "ordinal" if match["ordinal"] else "about" if match["more"] else "number"
    if match["scaled"] and value is not None:
        value = _scaled(value, match["scaled"])
    elif value is not None and len(digits) == 4 and 1900 <= value < 2100 and kind == "number":
        made = _made(match, "number", value, "year")
        if made.unit in {"", "年"} and made.start == match.start():
            return made
    return _made(match, "number", value, kind)


def _exact(digits: str) -> Fraction | None:
    digits = re.sub("[, \u2009\u202f\xa0]", "", digits)
    return exact(digits) if len(digits) <= LONGEST else None


def _scaled(value: Fraction, scaled: str) -> Fraction:
    """12亿3456万: each piece with its own power of ten."""
    pieces = re.findall(rf"({NUMBER})?([十百千万亿]*)", scaled.lstrip().lstrip("余多几来").lstrip())
    total, power = Fraction(0), prod((SMALL | LARGE)[c] for c in pieces[0][1])
    total += value * power
    for digits, scale in pieces[1:]:
        if digits:
            total += (_exact(digits) or 0) * prod((SMALL | LARGE)[c] for c in scale)
    return total


def _in_numerals(match: re.Match[str]) -> Written:
    run = match["numeral"]
    if len(run) > LONGEST:
        return _made(match, "numeral", None, "number")
    value: Fraction | None = None
    if (whole := numeral(run)) is not None:
        value = Fraction(whole)
        if match["decimals"]:
            value = exact(f"{whole}.{''.join(str(DIGITS[c]) for c in match['decimals'])}")
            value *= prod(LARGE[c] for c in match["of"])
    if match["ordinal"]:
        return _made(match, "numeral", value, "ordinal")
    spelt = len(run) > 1 and all(c in DIGITS for c in run)
    if spelt and match["unit"] == "年" and len(run) == 4:
        return _made(match, "numeral", value, "year")
    if spelt and match["unit"]:  # 三五天
        rising = len(run) == 2 and 0 < DIGITS[run[0]] < DIGITS[run[1]]
        return _made(match, "numeral", None if rising else value, "about" if rising else "number")
    kind = "about" if match["more"] or value is None else "number"
    return _made(match, "numeral", value, kind, firm=bool(match["decimals"]) or _counts(match, run, value, spelt=spelt))


def _counts(match: re.Match[str], run: str, value: Fraction | None, *, spelt: bool) -> bool:
    """Whether a numeral is a quantity, by what stands around it."""
    text, start, end, unit = match.string, match.start(), match.end(), match["unit"]
    before = text[max(0, start - _LOOK_BACK) : start]
    if run == "一" and unit and _DENYING.search(before):  # 没有一起: none at all
        return False
    if run == "一" and unit:
        measured = re.fullmatch(f"(?:{_MEASURES}|%|倍|成)", unit)
        return bool(measured or closed(text, end) or _COUNTING.search(before))
    if unit:
        return True
    if run[0] not in DIGITS and not (run[0] == "十" and len(run) > 1):  # 百姓, 万物: a numeral needs something to count
        return bool(match["more"]) or (len(run) > 1 and closed(text, end) and bool(_BEFORE.search(before)))
    if len(run) > 1:
        return not spelt and value is not None
    return run != "零" and (stands_alone(text, start, end) or (closed(text, end) and bool(_COUNTING.search(before))))


def _whole(match: re.Match[str]) -> Written:
    """What names its value in a word: shares, halves, doublings, tens and hundreds of nobody knows how many."""
    if match["vague"]:
        return _made(match, "vague", None, "about")
    if match["half"]:
        return _made(match, "half", Fraction(1, 2), "share")
    if match["whole"] is None:
        times = match["doubled"] or "一"
        return _made(
            match, "doubled", 2 ** int(numeral(times) or 1) if not times.isdigit() else 2 ** int(times), "times"
        )
    whole, part = _read(match["whole"]), _read(match["part"])
    return _made(match, "part", part / whole if whole and part is not None else None, "share")


def _read(text: str) -> Fraction | None:
    if text[0].isascii():
        return _exact(text)
    run, _, decimals = text.partition("点")
    whole = numeral(run)
    return None if whole is None else exact(f"{whole}.{''.join(str(DIGITS[c]) for c in decimals) or 0}")
