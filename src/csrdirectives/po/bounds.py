"""Checks of translations: the words that bound a number, about, more than, at least, are those of the original."""

from __future__ import annotations

import re
from collections.abc import Iterator

from csrdirectives.comparator import EXACT
from csrdirectives.po.digits import NUMERAL
from csrdirectives.po.figures import observed
from csrdirectives.po.knowledge import Knowledge
from csrdirectives.po.markup import HOLE, Role
from csrdirectives.po.message import Message
from csrdirectives.problems import Problem
from csrdirectives.spelt import CARDINALS, DIGITS, LARGE, SMALL

_VALUES = ("csr:value", "csr:number")
# What English may write for a bound of the Chinese, by its symbol; a looser neighbour will do.
_ENGLISH = {
    "~": r"about|around|approximately|approx|roughly|some|circa|or so|or thereabouts|estimated|in the region of|nearly",
    ">": r"(?:more|greater|larger|higher|longer|later|bigger) than|over|above|exceed\w*|in excess of|upwards? of|beyond"
    r"|and more|or more|plus|odd|surpass\w*|some|positive",
    ">=": r"at least|(?:no|not) (?:less|fewer|lower) than|or more|and (?:above|over|up)|or (?:above|over|higher|later)|"
    r"minimum|upwards? of|more than|over|above|exceed\w*|from"
    r"|(?:no|not|never|none|cannot)\b[^.;]*\b(?:less|fewer|shorter|lower|smaller|under|below)",
    "<": r"nearly|almost|close to|approaching|under|below|(?:less|fewer|lower|smaller|shorter) than|short of|not quite"
    r"|not even|approx\w*|about|around|some|barely",
    "<=": r"at most|up to|(?:no|not) more than|or (?:less|fewer|below|under)|and (?:below|under)|maximum|not exceed\w*|"
    r"within|below|under|less than|fewer than"
    r"|(?:no|not|never|none|cannot)\b[^.;]*\b(?:more|longer|later|higher|larger|greater|over|above|beyond|exceed\w*)",
}
_PLUS = {"~": "", ">": r"|\d\+", ">=": r"|\d\+", "<": "", "<=": ""}
_NUMBER = f"(?:{HOLE}|{NUMERAL}|[{''.join((*DIGITS, *SMALL, *LARGE))}])"
_CHINESE = tuple(
    (symbol, re.compile(pattern.replace("N", _NUMBER)))
    for symbol, pattern in (
        ("~", r"(?<![合契节公条违制签特相婚])约\s*N|N[^，。、；“”（]{0,4}(?:左右|上下)(?![级楼浮文])"),
        (
            ">",
            (
                r"(?<![不未])(?<!不[能得会宜应可])(?:超过?了?|逾|多于|高于|大于)\s*N|(?<![一第])N余(?![额热量])"
                r"|(?<![一第])N多(?=[万亿个名人家项次场天年月小元米吨户条件篇台位])"
            ),
        ),
        (">=", r"(?:至少|不少于|不低于|最少)[有为达]?\s*N|N[^，。、；“”（]{0,4}以上"),
        (
            "<",
            (
                r"(?<![最附贴靠临亲走远相接逼])近\s*N(?![线年天周月日期届段季]|个月)"
                r"|(?<!不)(?:接近|将近|不足|不到|未满|低于|少于|小于)\s*N"
            ),
        ),
        (
            "<=",
            (
                r"(?:至多|最多|[不未]超过?|不[能得会宜应可]超过?|不多于|不高于|不大于)[有为达]?\s*N"
                r"|N[^，。、；“”（]{0,4}(?:以下(?![各几内类]|[三四五六七八九十两])|以内)"
            ),
        ),
    )
)
_ANY_CHINESE = re.compile("[约近超逾余多几数来不未高低少最足上下内外左右至满破将仅达限大小]|可能|估|大概|或")
_TYPED = (
    "approximately|approx\\.?|roughly|about|around|some|nearly|almost|over|more than|at least|at most|up to|"
    "(?:no|not) (?:fewer|less|more) than|(?:fewer|less) than|in excess of|upwards of|close to|just under|just over|"
    "as many as|exceeding|a minimum of|a maximum of"
)
_BETWEEN = r"(?:\s+(?:a|the|total|totals?|sum|of|another|as|many|much))*\s*(?:\b(?:CNY|RMB)|[¥￥])?\s*"
_BEFORE = re.compile(rf"\b(?P<bound>{_TYPED}){_BETWEEN}$", re.IGNORECASE)
_AFTER = re.compile(
    r"\s?(?P<bound>\+|[\s-](?:plus|odd)\b|\s*or (?:so|more|fewer|less|thereabouts)\b|\s*and (?:more|above|over)\b)"
)
_WORDS = "|".join(word for word, number in CARDINALS.items() if number > 1)
_ADDED = re.compile(
    rf"\b(?P<bound>{_TYPED})\s+(?:(?:CNY|RMB)\s*)?"
    rf"(?P<number>{HOLE}|{NUMERAL}(?![\d-]|st\b|nd\b|rd\b|th\b|[A-Za-z])|(?:{_WORDS})\b)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_TOPIC = re.compile("关于|有关|介绍|围绕|针对|就|讲|论|谈|说")  # which make “about” no bound
_SPAN = re.compile(
    r"[\s-]*(?:\w+\s+)?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|terms?|sessions?|times)\b"
)


def bounds_once(message: Message, known: Knowledge) -> Iterator[Problem]:
    """No “about” or “more than” is typed beside a figure that prints its own."""
    words = message.translation.words
    for role in message.translation.roles:
        observation = observed(role, known) if role.name in _VALUES else None
        place = words.find(HOLE, role.start, role.end)
        if observation is None or observation.comparator is EXACT or place < 0:
            continue
        found = _BEFORE.search(words[:place]) or _AFTER.match(words, place + 1)
        if found:
            key = role.body.partition(";")[0].strip()
            yield message.problem("po-bound-twice", bound=found["bound"].strip(" -"), key=key)


def bounds_kept(message: Message, known: Knowledge) -> Iterator[Problem]:
    """What bounds a number typed in the original, 约, 余, 以上, bounds it in the translation; nothing else does."""
    if message.reason("numbers"):
        return
    source, words = message.source.words, message.translation.words
    asked = {symbol: found[0] for symbol, pattern in _CHINESE if (found := pattern.search(source))}
    for symbol, chinese in asked.items():
        if not re.search(rf"\b(?:{_ENGLISH[symbol]})\b{_PLUS[symbol]}", words, re.IGNORECASE):
            found = _ADDED.search(words)
            code = "po-bound-changed" if found else "po-bound-lost"
            details = {"found": found["bound"]} if found else {}
            yield message.problem(code, bound=chinese.replace(HOLE, "…"), **details)
    if asked or _ANY_CHINESE.search(source):
        return
    exact = {role.start: role for role in message.translation.roles if _exact(role, known)}
    for found in _ADDED.finditer(words):
        place, bound = found.start("number"), found["bound"]
        of_role = any(role.start <= place < role.end for role in exact.values())
        if found["number"] == HOLE and not of_role:
            continue
        loose = bound.lower() in {"over", "about", "around", "some", "up to"}
        if bound.lower() in {"about", "around"} and _TOPIC.search(source):
            continue
        if loose and (_YEAR.fullmatch(found["number"]) or _SPAN.match(words, found.end())):
            continue  # over two years, about 2023
        yield message.problem("po-bound-added", bound=found[0].replace(HOLE, "").strip())


def _exact(role: Role, known: Knowledge) -> bool:
    observation = observed(role, known) if role.name in _VALUES else None
    return observation is not None and observation.comparator is EXACT
