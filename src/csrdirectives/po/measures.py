"""Checks of translations: what a number typed in the text measures, days or hours, per cent or percentage points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from math import prod

from csrdirectives.po.digits import NUMERAL, exact
from csrdirectives.po.knowledge import Knowledge
from csrdirectives.po.markup import HOLE
from csrdirectives.po.message import Message
from csrdirectives.po.wording import spoken
from csrdirectives.problems import Problem
from csrdirectives.spelt import CARDINALS, DIGITS, LARGE, SCALES, SMALL, numeral

# What is measured: as Chinese and as English write it. The first that fits counts.
_MEASURES = (
    ("class-hours", "人?课时|学时", "(?:person )?class[- ]hours?|lesson hours?|lessons?|periods?"),
    ("person-times", "人次", "person[- ]times?|participations?|times|visits?|attendances?|recipients?|occasions?"),
    ("hours", "个?小时|个?钟头", "hours?|hrs?"),
    ("minutes", "分钟", "minutes?|mins?"),
    ("seconds", "秒钟?", "seconds?|secs?"),
    ("days", "天|个?工作日", "(?:working |business |calendar )?days?"),
    ("weeks", "周(?!年|[一二三四五六日末岁])|个?星期(?![一二三四五六日天])", "weeks?"),
    ("months", "个月", "months?"),
    ("years", "年(?![级度代])", "years?"),
    ("percentage points", "个?百分点", "(?:percentage|per ?cent)[ -]points?|pp"),
    ("square kilometres", "平方公里|平方千米", "square kilomet(?:re|er)s?|km²|sq km"),
    ("mu", "亩", "mu"),
    ("hectares", "公顷", "hectares?|ha"),
    ("kilometres", "公里|千米", "kilomet(?:re|er)s?|km"),
    ("square metres", "平方米|㎡", "square met(?:re|er)s?|m²|sq m|sqm"),
    ("metres", "米", "met(?:re|er)s?|m"),
    ("kilograms", "公斤|千克", "kilograms?|kilogrammes?|kg"),
    ("tonnes", "吨", "tonnes?|(?:metric )?tons?|t"),
    ("kilowatt-hours", "千瓦时|度(?=电)", "kilowatt[- ]hours?|kWh"),
    ("households", "户", "households?|families|homes"),
    ("people", "名|人(?![次课民大工员才力文格机口居均行们])", "(?:people|persons?|individuals)"),
)
_ZH_NUMBER = f"(?:{NUMERAL}|[{''.join((*DIGITS, *SMALL, *LARGE))}]+)"
_ZH = re.compile(
    rf"(?P<n>{_ZH_NUMBER})(?P<scale>[十百千万亿]*)[余多几]?\s*"
    rf"(?:{'|'.join(f'(?P<u{i}>{zh})' for i, (_, zh, _) in enumerate(_MEASURES))})"
)
_EN_NUMBER = rf"{NUMERAL}|(?:{'|'.join(sorted(CARDINALS, key=len, reverse=True))})"
_EN = re.compile(
    rf"\b(?P<n>{_EN_NUMBER})(?:[ -](?P<scale>{'|'.join(SCALES)}))?(?:[ -]odd)?[ \u00a0-]"
    rf"(?:{'|'.join(f'(?P<u{i}>{en})' for i, (*_, en) in enumerate(_MEASURES))})(?![\w-])",
    re.IGNORECASE,
)
_POINTS = re.compile(r"\b(?:percentage|per ?cent)[\s-]points?\b|\bpps?\b", re.IGNORECASE)
_SHARES = re.compile(r"%|\bper ?cent(?!age| point)|％")
_YUAN_ZH = re.compile(r"(?<![美欧日港澳韩台])元(?![旦宵年月素件老首气勋帅代凶])")
_FOREIGN_ZH = re.compile("美元|欧元|日元|港元|港币|澳元|韩元|英镑|外币|外汇|美金|汇率|[$€£]|USD|EUR|HKD")
_YUAN_EN = re.compile(r"\b(?:RMB|CNY|renminbi|yuan)\b")
_FOREIGN_EN = re.compile(r"\b(?:US|HK|A)?\$|\b(?:USD|EUR|HKD|JPY|GBP)\b|[€£]|\b(?:dollars?|euros?)\b")


def measures(message: Message, _: Knowledge) -> Iterator[Problem]:
    """A number measures in the translation what it measures in the original: 3 days are no 3 hours."""
    if message.reason("numbers"):
        return
    ours, theirs = _found(_ZH, message.source.words, _chinese), _found(_EN, message.translation.words, _english)
    for value, (measure, shown) in ours.items():
        other, words = theirs.get(value, (measure, ""))
        if other != measure and measure not in {each for each, _ in theirs.values()}:
            yield message.problem("po-measure-changed", was=shown, now=words)


def currency(message: Message, _: Knowledge) -> Iterator[Problem]:
    """Money is in the currency of the original: 元 are yuan, not dollars."""
    source, words = message.source.words, message.translation.words
    foreign, yuan = _FOREIGN_ZH.search(source), _YUAN_ZH.search(source)
    if yuan and not foreign and (found := _FOREIGN_EN.search(words)):
        yield message.problem("po-measure-changed", was=yuan[0], now=found[0])
    elif foreign and not yuan and not _FOREIGN_EN.search(words) and (found := _YUAN_EN.search(words)):
        yield message.problem("po-measure-changed", was=foreign[0], now=found[0])


def points(message: Message, known: Knowledge) -> Iterator[Problem]:
    """A difference of rates is told in percentage points, and a rate is not."""
    if message.reason("numbers"):
        return
    asked, said = "百分点" in message.source.words, _POINTS.search(spoken(message, known))
    shown = any(role.name == "csr:change" for role in message.translation.roles)
    if asked and not said and not shown:
        yield message.problem("po-points-lost")
    elif said and not asked and "point" in message.translation.words:
        yield message.problem("po-points-added", words=said[0])


def _found(pattern: re.Pattern[str], text: str, value: object) -> dict[Fraction, tuple[str, str]]:
    """The measured numbers of a text, each with its measure and as it is written; those measured twice are left out."""
    found: dict[Fraction, tuple[str, str]] = {}
    twice = set()
    for match in pattern.finditer(text.replace(HOLE, " ; ")):
        number = _chinese(match) if value is _chinese else _english(match)
        measure = next(_MEASURES[i][0] for i in range(len(_MEASURES)) if match[f"u{i}"])
        if number is None or (measure == "years" and 1900 <= number < 2100):
            continue
        if number in found and found[number][0] != measure:
            twice.add(number)
        found[number] = measure, match[0].strip()
    return {number: each for number, each in found.items() if number not in twice}


def _chinese(match: re.Match[str]) -> Fraction | None:
    digits = match["n"]
    value = exact(digits) if digits[0].isascii() else numeral(digits)
    return None if value is None else Fraction(value) * prod((SMALL | LARGE)[c] for c in match["scale"])


def _english(match: re.Match[str]) -> Fraction | None:
    digits = match["n"].lower()
    value = exact(digits) if digits[0].isdigit() else Fraction(CARDINALS[digits])
    return value * SCALES.get((match["scale"] or "").lower(), 1)
