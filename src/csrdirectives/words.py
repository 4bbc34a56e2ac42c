"""The extension's own words, in the languages that it speaks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

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
    "up": ("增长{}", "up {}"),
    "down": ("下降{}", "down {}"),
    "about": ("约", "about "),
    "flat": ("持平", "unchanged"),
    "up-points": ("上升{}个百分点", "up {} percentage points"),
    "down-points": ("下降{}个百分点", "down {} percentage points"),
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


@cache
def words_of(language: str) -> Mapping[str, str]:
    """The words for a language such as ``zh_CN``: Chinese for Chinese, else English."""
    column = 0 if language.startswith("zh") else 1
    return {name: pair[column] for name, pair in WORDS.items()}
