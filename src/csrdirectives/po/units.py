"""Checks of translations: what stands beside a figure fits its unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from csrdirectives.comparator import EXACT
from csrdirectives.po.figures import observed
from csrdirectives.po.knowledge import Knowledge
from csrdirectives.po.markup import HOLE, Role
from csrdirectives.po.message import Message
from csrdirectives.po.wording import UNIT_TWICE, printed
from csrdirectives.problems import Problem
from csrdirectives.unit import Form, Unit

_SCALE = re.compile(r"\s*(?:ten thousand|hundred|thousand|million|billion|10,000|wan|yi)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:(?:^|[.!?:;]\s+)(?P<first>An?)|\b(?P<inner>an?))\s+$")

_YUAN = r"\b(?:RMB|CNY|renminbi|yuan)\b|[¥￥]"
_OTHER_MONEY = (
    r"(?:US|HK)?\$|\b(?:USD|EUR|HKD|JPY|GBP)\b|€|£|\b(?:US\s+|Hong\s+Kong\s+)?dollars?\b|\beuros?\b|\bpounds?\b"
)
_PER_CENT = r"[%％‰]|\bper\s?cent(?:age)?\b"
_POINTS = r"\b(?:percentage|per\s?cent)\s+points?\b|\bpp\b"
_PEOPLE = r"\b(?:people|persons?|individuals?)\b(?!-)"  # people-times are none
_TIMES = r"\b(?:person-times?|participations?|times)\b"
_LENGTHS = {
    "{}人课时": "class[- ]hours?",
    "{}课时": "class[- ]hours?",
    "{}时": "hours?",
    "{}小时": "hours?",
    "{}分钟": "minutes?",
    "{}天": "days?",
    "{}日": "days?",
    "{}周": "weeks?",
    "{}个月": "months?",
    "{}年": "years?",
}
_NOTHING = r"(?!)"
_SENTENCE = re.compile(r"[.;:!?](?=\s|$)")


class _Measure(NamedTuple):
    """How English names what a unit measures, and what it may be mistaken for."""

    own: str
    other: str
    needed: bool  # whether a bare number says nothing


class _Bare(NamedTuple):
    """A figure printed without its unit, and the words of its sentence on either side."""

    role: Role
    unit: Unit
    before: str
    after: str


def units_kept(message: Message, known: Knowledge) -> Iterator[Problem]:
    """A figure that is printed bare, where the original prints its unit, has that unit in words; and no other."""
    for bare in _bare(message, known):
        measure = _measure(bare.unit)
        if measure is None:
            continue
        key, unit = bare.role.body.partition(";")[0].strip(), _name(bare.unit)
        beside = re.match(rf"[\s-]*(?P<word>{measure.other})", bare.after, re.IGNORECASE)
        if measure.needed and not beside:  # a currency may stand before
            beside = re.search(rf"(?P<word>{measure.other})\s*$", bare.before, re.IGNORECASE)
        if beside:
            yield message.problem("po-unit-changed", key=key, unit=unit, found=beside["word"])
        elif measure.needed and not re.search(measure.own, f"{bare.before} {bare.after}", re.IGNORECASE):
            yield message.problem("po-unit-lost", key=key, unit=unit)


def units_once(message: Message, known: Knowledge) -> Iterator[Problem]:
    """No currency and no per cent sign is typed beside a figure that prints it."""
    words = message.translation.words
    for role in message.translation.roles:
        shown = printed(role, known)
        said = words[: role.start] + shown + words[role.end :]
        for match in UNIT_TWICE.finditer(said) if shown else ():
            if match.start() < role.start + len(shown) and role.start < match.end():
                yield message.problem("po-unit-twice", words=match[0].strip().replace(HOLE, ""), key=role.body)


def scales(message: Message, _: Knowledge) -> Iterator[Problem]:
    """No word for a power of ten follows a figure, which is printed in full."""
    for role in message.translation.roles:
        scale = _SCALE.match(message.translation.words, role.end)
        if scale and role.name in {"csr:value", "csr:number"}:
            yield message.problem("po-scale", key=role.body, scale=scale[0].strip())


def articles(message: Message, known: Knowledge) -> Iterator[Problem]:
    """No a or an stands before a figure that begins with its digits: which is right depends on its value."""
    words = message.translation.words
    for role in message.translation.roles:
        if role.name not in {"csr:value", "csr:number", "csr:count"} or words[role.start : role.start + 1] != HOLE:
            continue
        article = _ARTICLE.search(words[: role.start])
        whole = role.name == "csr:value" and ";" not in role.body
        if article and not (whole and _begins_with_unit(role, known)):
            yield message.problem("po-article", article=article["first"] or article["inner"], key=role.body)


def _bare(message: Message, known: Knowledge) -> Iterator[_Bare]:
    """The figures whose units the translation leaves to the translator."""
    plain = {role.body.partition(";")[0].strip() for role in message.source.roles if role.name == "csr:number"}
    words = message.translation.words
    for role in message.translation.roles:
        if role.name != "csr:number" and not (role.name == "csr:value" and ";" in role.body):
            continue
        place = words.find(HOLE, role.start, role.end)
        observation = observed(role, known)
        if known.catalogue and observation and place >= 0 and role.body.partition(";")[0].strip() not in plain:
            before, after = _SENTENCE.split(words[:place])[-1], _SENTENCE.split(words[place + 1 :])[0]
            yield _Bare(role, known.catalogue.unit_of(observation), before, after)


def _begins_with_unit(role: Role, known: Knowledge) -> bool:
    """Whether a figure may begin with a word that does not depend on its value: a CNY 500 voucher."""
    if known.catalogue is None or known.formatter is None:
        return True
    observation = observed(role, known)
    if observation is None or observation.comparator is not EXACT:
        return False
    return known.formatter.form(known.catalogue.unit_of(observation)).other[:1].isalpha()


def _measure(unit: Unit) -> _Measure | None:
    """What a unit measures, told by its kind and its Chinese form: 人次 are no 人."""
    chinese = unit.forms["zh"].other if "zh" in unit.forms else ""
    if unit.kind == "money" and "元" in chinese and not re.search("[美欧日港]元", chinese):
        return _Measure(_YUAN, _OTHER_MONEY, needed=True)
    if unit.kind == "rate" and "%" in chinese:
        return _Measure(_PER_CENT, _POINTS, needed=True)
    if chinese == "{}人次":
        return _Measure(_TIMES, _PEOPLE, needed=False)
    if chinese == "{}人":
        return _Measure(_PEOPLE, _TIMES, needed=False)
    if own := _LENGTHS.get(chinese):
        return _Measure(own, _other_length(own), needed=False)
    return _spelt(unit)


def _spelt(unit: Unit) -> _Measure | None:
    """What is measured as the unit itself names it: tonnes, kWh."""
    form = unit.forms.get("en")
    words = [each.replace("{}", "").strip() for each in _forms(form)] if form else []
    if unit.kind != "measure" or not words or not all(words):
        return None
    return _Measure("|".join(rf"\b{re.escape(word)}\b" for word in words), _NOTHING, needed=True)


def _forms(form: Form) -> list[str]:
    """The ways in which a language writes a unit."""
    return [each for each in (form.other, form.one, form.two, form.few, form.many) if each]


def _other_length(own: str) -> str:
    """The lengths of time that a figure does not have."""
    return rf"\b(?:{'|'.join(other for other in dict.fromkeys(_LENGTHS.values()) if other != own)})\b(?!-)"


def _name(unit: Unit) -> str:
    """A unit as English writes it."""
    return unit.forms.get("en", next(iter(unit.forms.values()))).other.replace("{}", "").strip()
