"""The extension's own words, in the languages that it speaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping

SPOKEN = frozenset({"zh", "en"})
PLACES = re.compile(r"\{\}|%s|%\(\w+\)s")  # where something is filled in

WORDS: dict[str, tuple[str, str]] = {
    # statuses
    "reported": ("已报告", "reported"),
    "estimated": ("估计数", "estimated"),
    "provisional": ("暂定数", "provisional"),
    "derived": ("推算数", "derived"),
    "undisclosed": ("未披露", "not disclosed"),
    "not-collected": ("未统计", "not collected"),
    "not-applicable": ("不适用", "not applicable"),
    "confidential": ("保密", "confidential"),
    # dates and changes
    "undated": ("未注明日期", "undated"),
    "to": ("{}至{}", "{} to {}"),
    "up": ("增长{}", "up {}"),
    "down": ("下降{}", "down {}"),
    "about": ("约", "about "),
    "flat": ("持平", "unchanged"),
    "up-points": ("上升{}个百分点", "up {} percentage points"),
    "down-points": ("下降{}个百分点", "down {} percentage points"),
    # bounding words; in Chinese they are those of the data
    "~": ("约{}", "about {}"),
    ">": ("{}多", "more than {}"),
    ">=": ("不少于{}", "at least {}"),
    "<": ("近{}", "nearly {}"),
    "<=": ("不超过{}", "at most {}"),
    # columns of tables
    "name": ("指标", "Indicator"),
    "part": ("分项", "Part"),
    "period": ("期间", "Period"),
    "value": ("数值", "Value"),
    "number": ("数值", "Value"),
    "unit": ("单位", "Unit"),
    "status": ("状态", "Status"),
    "source": ("来源", "Source"),
    "note": ("说明", "Note"),
    "definition": ("定义", "Definition"),
    "department": ("责任部门", "Department"),
    "standards": ("对照", "Disclosures"),
    # the catalogue of definitions
    "formula": ("算法", "Formula"),
    "values": ("数值", "Values"),
    "findings": ("数据说明", "Notes on data"),
    "places": ("见于", "Shown in"),
    "source-is": ("来源：{}", "source: {}"),
    # content indexes
    "disclosure": ("条目", "Disclosure"),
    "edition": ("版本：{}。", "Edition: {}. "),
    "answers": ("指标与章节", "Indicators and sections"),
    "front-page": ("首页", "Overview"),
    "exact": ("", ""),
    "partial": ("（部分对应）", " (partial)"),
    "related": ("（相关）", " (related)"),
    "unanswered": ("本报告未涉及", "not covered by this report"),
    # punctuation and signs
    "doubt": ("※", "†"),
    "colon": ("：", ": "),
    "comma": ("，", ", "),
    "semicolon": ("；", "; "),
    "brackets": ("（{}）", " ({})"),
}


def speaks(language: str) -> bool:
    """Whether the package has words in a language such as ``zh_CN``; in others they are the translators' to give.

    >>> [speaks(language) for language in ("zh_CN", "en", "eo")]
    [True, True, False]
    """
    return re.split("[-_]", language)[0] in SPOKEN


def words_of(language: str, gettext: Callable[[str], str] = str) -> Mapping[str, str]:
    """The words for a language: those in Chinese or English, for any other the English ones as *gettext* has them."""
    column = 0 if language.startswith("zh") else 1
    words = {name: pair[column] for name, pair in WORDS.items()}
    return words if speaks(language) else {name: said(word, gettext) for name, word in words.items()}


def said(text: str, gettext: Callable[[str], str]) -> str:
    """A text as *gettext* has it; the text itself where something that is filled in would be lost."""
    translated = gettext(text) if text else text
    return translated if places(translated) == places(text) else text


def places(text: str) -> Counter[str]:
    """The places of a text in which something is filled in.

    >>> places("{} to {}")
    Counter({'{}': 2})
    """
    return Counter(PLACES.findall(text))
