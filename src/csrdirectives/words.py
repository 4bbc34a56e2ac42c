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
    "about": ("约", "about "),
    "flat": ("持平", "unchanged"),
    "nearly": ("基本持平", "almost unchanged"),
    "up-percent": ("增长{}", "up {}"),
    "down-percent": ("下降{}", "down {}"),
    "up-points": ("上升{}", "up {}"),
    "down-points": ("下降{}", "down {}"),
    "up-difference": ("增加{}", "up by {}"),
    "down-difference": ("减少{}", "down by {}"),
    "point": ("{}个百分点", "{} percentage point"),
    "points": ("{}个百分点", "{} percentage points"),
    "incomparable": ("不可比（{}）", "not comparable ({})"),
    "nothing-before": ("没有此前的数值", "no earlier figure"),
    "change-absent": ("缺少数值", "a figure is absent"),
    "change-kind": ("不是数量", "not a quantity"),
    "change-definition": ("口径有变化", "the definition changed"),
    "change-period": ("期间长短不同", "periods of different length"),
    "change-doubted": ("范围存疑", "the scope is in doubt"),
    "change-from-zero": ("原为零", "from zero"),
    "change-sign": ("正负不同", "the sign changed"),
    "change-bounded": ("只有上限或下限", "only a bound is known"),
    "change-loose": ("不够精确", "not exact enough"),
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
    "nowhere": ("正文没有列出", "nowhere in the text"),
    "source-is": ("来源：{}", "source: {}"),
    "remark-note": ("{}；{}", "{}. {}"),  # an English note is a sentence
    "between": ("、", ", "),
    "below": (" › ", " › "),
    "total": ("合计", "Total"),
    "scope": ("口径", "Boundary"),
    "scope-since": ("自{}起用这一口径，此前的数不与之比较", "so defined since {}; earlier figures are not compared"),
    "scope-whole": ("各分项合为总数", "the parts make up the total"),
    "scope-some": ("各分项只是总数的一部分", "the parts make up some of the total"),
    "scope-overlapping": ("各分项有重合，不能相加", "the parts overlap and cannot be added"),
    "scope-down": ("尾数舍去", "rounded down"),
    "scope-counts": ("与名册“{}”的记录数核对", "checked against the number of records in “{}”"),
    "time": ("时间", "Time"),
    "time-instant": ("时点数：某一日的数", "as at a date"),
    "time-duration": ("时期数：一段时间的数", "for a period"),
    "used": ("用于计算", "Used to calculate"),
    "restated": ("改动", "Restated"),
    "restated-figure": ("{}：原为{}，现为{}", "{}: was {}, is now {}"),
    "restated-why": ("。{}（{}）", ". {} ({})"),
    "earlier": ("以前发布", "Published before"),
    "earlier-figure": ("{}：{}（{}）", "{}: {} ({})"),
    "edition-of": ("第{}版", "edition {}"),
    "no-figure": ("没有数值", "no figure"),
    "cite": ("引用", "Cite as"),
    "cited": ("{}：《{}》{}，指标“{}”，{}", "{}, {}{}, indicator “{}”, {}"),
    "credit": ("{}：《{}》{}", "{}, {}{}"),
    "link-to-indicator": ("指标的链接", "Link to this indicator"),
    # the card of a figure
    "more": ("定义和全部数值", "Definition and all figures"),
    "in-doubt": ("存疑：{}", "In doubt: {}"),
    "bound-~": ("约数", "approximate"),
    "bound->": ("实际多于此数", "the actual figure is higher"),
    "bound->=": ("实际不少于此数", "the actual figure is at least this"),
    "bound-<": ("实际少于此数", "the actual figure is lower"),
    "bound-<=": ("实际不多于此数", "the actual figure is at most this"),
    "kept": ("照录原值的决定：{}", "Kept as reported: {}"),
    # data to take away
    "shown": ("文字", "As shown"),
    "key": ("编号", "Key"),
    "data": ("数据文件", "Data"),
    "file": ("文件", "File"),
    "holds": ("内容", "Contents"),
    "file-excel": ("全部数值，供 Excel 和 WPS 打开", "All figures, for Excel"),
    "file-observations": ("全部数值，供程序读取，一行一个", "All figures, for software, one per row"),
    "file-indicators": ("指标的名称、定义、单位和算法", "Indicators: names, definitions, units, formulas"),
    "file-parts": ("分项的名称", "Names of the parts of breakdowns"),
    "file-units": ("单位的名称和定义", "Units and their definitions"),
    "file-findings": ("数据说明", "Notes on data"),
    "file-restatements": ("改动过的数值", "Restated figures"),
    "file-register": ("{}", "{}"),
    "file-json": ("以上各项，合成一个 JSON 文件", "All of the above as one JSON file"),
    "file-datapackage": ("各文件的说明（Data Package 2.0）", "Description of the files (Data Package 2.0)"),
    "never-restated": (
        "本报告的数值发布以来没有改动过。",
        "No figure of this report has been changed since publication.",
    ),
    "date": ("日期", "Date"),
    "published": ("原来发布的数值", "As published"),
    "now": ("现在的数值", "By now"),
    "reason": ("原因", "Reason"),
    "since-year-before": ("比上年{}", "{} on the year before"),
    "as-year-before": ("与上年{}", "{} from the year before"),
    "no-year-before": (
        "以上数值没有列出上年数，不作比较。",
        "No figures are given for the year before, so none are compared.",
    ),
    "no-year-before-here": ("上年数值未列出", "no figure given for the year before"),
    "findings-sum": (
        "本报告列出{}条数据说明，其中{}条所说的数值在报告中标有{}。",
        "The report lists {} notes on data; the figures of {} of them carry the mark {}.",
    ),
    "held-back": ("不提供（人数少，可能指向个人）", "withheld (few people, who might be identified)"),
    # charts
    "chart-bar": ("条形图", "Bar chart"),
    "chart-progress": ("比照全部的条形图", "Bars against the whole"),
    "chart-share": ("构成图", "Shares of a whole"),
    "chart-stacked": ("堆积柱形图", "Stacked columns"),
    "chart-line": ("折线图", "Line chart"),
    "chart-waffle": ("百格图", "A hundred squares"),
    "chart-own": ("图", "Chart"),
    "chart-unit": ("单位：{}", "Unit: {}"),
    "chart-said": ("{}。{}。", "{}. {}."),
    "chart-whole": ("合计{}", "total {}"),
    "chart-track": ("整条表示{}", "the whole bar stands for {}"),
    "chart-square": ("每格1%", "one square is 1%"),
    "chart-doubted": ("存疑：{}", "In doubt: {}"),
    "chart-data": ("图中的数值", "The figures of this chart"),
    "chart-source": ("来源：{}", "Source: {}"),
    "chart-keys": ("编号：{}", "Keys: {}"),
    "chart-csv": ("下载CSV", "Download CSV"),
    # registers
    "register-filter": ("筛选：{}", "Show: {}"),
    "register-all": ("全部", "All"),
    "register-blank": ("未注明", "Not stated"),
    "register-link": ("链接到此条：{}", "Link to this entry: {}"),
    # content indexes
    "disclosure": ("条目", "Disclosure"),
    "edition": ("版本：{}。", "Edition: {}. "),
    "answers": ("指标与章节", "Indicators and sections"),
    "front-page": ("首页", "Overview"),
    "exact": ("", ""),
    "partial": ("（部分对应）", " (partial)"),
    "related": ("（相关）", " (related)"),
    "fit": ("程度", "Fit"),
    "fit-exact": ("一致", "Exact"),
    "fit-partial": ("部分", "Partial"),
    "fit-related": ("相关", "Related"),
    "fit-none": ("未答复", "Not answered"),
    "unanswered": ("没有说明原因", "no reason given"),
    "omitted-not-applicable": ("不适用", "Not applicable"),
    "omitted-confidentiality": ("保密限制", "Confidentiality constraints"),
    "omitted-legal-prohibition": ("法律禁止", "Legal prohibitions"),
    "omitted-unavailable": ("信息不可得或不完整", "Information unavailable or incomplete"),
    "omitted-rest": ("其余部分：{}", "The rest: {}"),
    "without-value": ("没有数值的指标", "Indicators without a figure"),
    "sections": ("见", "See"),
    "figures-in": ("数值见于", "Figures in"),
    "text-in": ("文字见", "Text in"),
    "standard-source": ("原文", "Standard"),
    "coverage": (
        "{}项中答复{}项：一致{}项、部分{}项、相关{}项；未答复{}项，其中已说明原因{}项。",
        "Disclosures: {}. Answered: {} (exact {}, partial {}, related {}). Not answered: {}, with a reason: {}.",
    ),
    "coverage-full": (
        "{}项中答复{}项，没有遗漏：一致{}项、部分{}项、相关{}项。",
        "Disclosures: {}. Answered: {}, all of them (exact {}, partial {}, related {}).",
    ),
    "coverage-scheme": ("标准", "Standard"),
    "coverage-codes": ("条目", "Disclosures"),
    "coverage-exact": ("一致", "Exact"),
    "coverage-partial": ("部分", "Partial"),
    "coverage-related": ("相关", "Related"),
    "coverage-unanswered": ("未答复", "Not answered"),
    "coverage-explained": ("已说明原因", "Reason given"),
    # the covers of the printed edition
    "reporting-period": ("报告期", "Reporting period"),
    "back-figures-title": ("怎样读数值", "How to read the figures"),
    "back-figures": (
        "正文和附录中的每个数值都取自同一套指标。在电子版中点按数值，可以到达它的定义、口径和来源。标有※的数值存疑，理由见当页脚注和附录。没有披露的写明未披露，不留空白，也不以零代替。",
        (
            "Every figure in the text and the appendices comes from one catalogue of indicators. In the electronic "
            "edition a figure leads to its definition, scope and source. A figure marked\u00a0† is in doubt, for the "
            "reason given at the foot of the page and in the appendices. What was not disclosed is said to be so, and "
            "is never left blank or shown as zero."
        ),
    ),
    "back-data-title": ("数据在哪里", "Where to find the data"),
    "back-data": (
        "附录列出全部指标和数值，以及与有关标准的对照。网页版与本版出自同一份数据，可以检索，也可以逐页对照两种语言。",
        (
            "The appendices list all indicators and figures, and map them to the standards. The web edition is made "
            "from the same data; it can be searched, and each page leads to the same page in the other language."
        ),
    ),
    # punctuation and signs
    "doubt": ("※", "†"),
    "colon": ("：", ": "),
    "comma": ("，", ", "),
    "semicolon": ("；", "; "),
    "stop": ("。", ". "),
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
