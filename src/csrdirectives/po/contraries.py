"""Checks of translations: up is not down, men are not women, each month is not each year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from csrdirectives.po.knowledge import Knowledge
from csrdirectives.po.message import Message
from csrdirectives.problems import Problem


class _Notion(NamedTuple):
    """How Chinese and English name one of several things that exclude each other."""

    chinese: re.Pattern[str]
    english: re.Pattern[str]


def _notions(*pairs: tuple[str, str]) -> tuple[_Notion, ...]:
    return tuple(_Notion(re.compile(zh), re.compile(rf"\b(?:{en})\b", re.IGNORECASE)) for zh, en in pairs)


_NAMED = "(?:in|across|throughout|of) (?-i:[A-Z])\\w+"  # the city or the district by its name
_CONTRARIES: Mapping[str, tuple[_Notion, ...]] = {
    "direction": _notions(
        (
            "增长|增加|上升|提高|提升|攀升|增至|升至|上涨|新增|扩大|增强|上调",
            (
                "increas\\w*|grow\\w*|grew|ris(?:e|es|en|ing)|rose|up|upgrad\\w*|upward\\w*|improv\\w*|rais\\w*|higher|more|gain\\w*|added|add"
                "|adding|additional|climb\\w*|strengthen\\w*|enhanc\\w*|expand\\w*|expansion|extend\\w*|lift\\w*|boost\\w*"
                "|greater|new|newly|widen\\w*|better|enrich\\w*|deepen\\w*|promot\\w*|advanc\\w*|build\\w*|faster|larger|further"
            ),
        ),
        (
            "下降|减少|降低|下滑|降至|减至|缩减|压降|下跌|回落|削减|缩短|节约|节省|降为|减轻|下调",
            (
                "decreas\\w*|declin\\w*|fall\\w*|fell|drop\\w*|down|reduc\\w*|lower\\w*|cut|cuts|cutting|less|fewer|shrink\\w*"
                "|shrank|shorten\\w*|slip\\w*|sav(?:e|es|ed|ing|ings)|minimi[sz]\\w*|conserv\\w*|eas(?:e|es|ed|ing)|slow\\w*"
                "|smaller|relie\\w+|lighten\\w*|shorter|limit\\w*|decrement\\w*|mitigat\\w*|alleviat\\w*|remov\\w*"
            ),
        ),
    ),
    "sex": _notions(
        (
            "男(?:性|员工|职工|工|女)?",
            "males?|men|man|boys?|fathers?|his|he|him|paternity|gentlemen|sons?|masculine|both sexes",
        ),
        (
            "(?<![子儿])女|妇|巾帼",
            "females?|wom[ae]n(?:’s)?|girls?|mothers?|her|she|maternity|ladies|daughters?|feminine|both sexes",
        ),
    ),
    "half": _notions(
        ("上半年", "first half|first six months|H1|January"), ("下半年", "second half|last six months|H2|July")
    ),
    "end": _notions(
        ("年初|月初|期初", "beginning|start|early|opening|1 January|first"),
        ("年末|年底|月末|月底|期末", "end|close|closing|late|31 December|last|year-end|month-end|final"),
    ),
    "frequency": _notions(
        ("每天|每日|日均|每个工作日", "dail(?:y)|(?:each|every|per|a) (?:working )?day|days?"),
        ("每周|每星期|周均|每礼拜", "weekl(?:y)|(?:each|every|per|a) week|weeks?|\\w+days?"),
        ("每月|月均|每个月|逐月", "monthl(?:y)|(?:each|every|per|a) month|months?"),
        ("每季|季均|逐季", "quarterl(?:y)|(?:each|every|per|a) quarter|quarters?"),
        ("每年|年均|逐年|每一年|历年", "annual\\w*|yearly|(?:each|every|per|a|by) year|years?"),
    ),
    "half of the day": _notions(
        ("上午|凌晨|清晨|早上", r"\d ?a\.?m|morning|dawn|midnight|early|noon|[a-z]+ hours"),
        ("下午|傍晚|晚上|午后", r"\d ?p\.?m|afternoon|evening|night|noon|(?:1[3-9]|2[0-3])[:.]?\d*|[a-z]+ hours"),
    ),
    "time": _notions(
        ("课时|学时", "class[- ]hours?|lessons?|hours?"),
        ("小时|钟头|时长", "hours?|hourly|round the clock|duration|time"),
        ("天数|日数|几天|数天", "days?|daily"),
        ("月数|个月|几个月", "months?|monthly|quarters?|half|years?"),
        ("分钟", "minutes?|hours?"),
    ),
    "level": _notions(
        ("国家级|全国", "national\\w*|nationwide|nation|country|China|all-China|state"),
        ("省级|全省", "provincial\\w*|province"),
        ("市级|全市", f"municipal\\w*|city|citywide|city-level|town|{_NAMED}"),
        ("区级|全区", f"district\\w*|area|{_NAMED}"),
    ),
    "sides": _notions(
        ("内部|对内|局内", "internal\\w*|in-house|within|inside|own|among|Bureau\\w*|inner|innards|domestic"),
        ("外部|对外|局外", "external\\w*|outside|outer|public|foreign|outward\\w*|overseas|other"),
    ),
    "law": _notions(
        (
            "违法|违规|非法|不合法|不合规",
            (
                r"(?:unlawful|illegal|illicit)\w*|(?:breach|violat|infring|irregular|offence|offend)\w*|non-?compl\w+|against"
                r"|misconduct|(?:law|rule)-breaking|wrong\w*|fraud\w*|improper\w*|disciplin\w*|unauthori[sz]ed"
            ),
        ),
        (
            "合法|依法|守法|合规|依规",
            r"(?:lawful|legal|compl(?:y|ie|iance|iant))\w*|law-abiding|accord\w*|laws?|rules?|regulat\w*|conform\w*",
        ),
    ),
    "years": _notions(
        (
            "上年|去年|上一年|前一年",
            "last|previous|prior|preceding|before|year-on-year|earlier|a year ago|over the year",
        ),
        ("下年|明年|次年|下一年|来年", "next|following|coming|after|later"),
    ),
}
_BOTH = frozenset(("half of the day", "half", "end"))  # where both are named, both have their word


def contraries(message: Message, _: Knowledge) -> Iterator[Problem]:
    """Where the original names one of several things that exclude each other, the translation does not name another."""
    if message.reason("sense"):
        return
    source, words = message.source.words, message.translation.words
    for kind, notions in _CONTRARIES.items():
        asked = [(notion, found[0]) for notion in notions if (found := notion.chinese.search(source))]
        missing = [(notion, chinese) for notion, chinese in asked if not notion.english.search(words)]
        if not missing or (len(missing) < len(asked) and kind not in _BOTH):
            continue
        chosen = {notion for notion, _ in missing}
        other = next((found[0] for each in notions if each not in chosen and (found := each.english.search(words))), "")
        if other:
            yield message.problem("po-contrary", text=missing[0][1], found=other)
            return
