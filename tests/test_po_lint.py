"""What a translator can break, and what is fine: each a row of a table."""

from __future__ import annotations

import re

import pytest

from csrdirectives.messages import MESSAGES
from csrdirectives.po import CHECKS, Glossary, Knowledge, Message, Term, is_note, lint
from csrdirectives.po.lint import NOTES

TOTAL = "{csr:value}`workforce.total`"
SHARE = "{csr:value}`workforce.dispatched.share`"
ZH = f"共有{TOTAL}，其中派遣制占{SHARE}。"
EN = f"There were {TOTAL}; {SHARE} were dispatched."

GLOSSARY = Glossary(
    (
        Term("松江电信局", ("Songjiang Telecom Bureau",)),
        Term("人次", ("person-times (participations)",), ("people", "persons")),
        Term("局长", ("Director",), ("Director-General",)),
        Term("进博会", ("China International Import Expo (CIIE)",)),
        Term("暑托班", ("summer day-care class",)),
        Term("产业数字化", ("Industrial Digitalisation",)),
        Term("员工", ("employees", "staff")),
        Term("九城市", ("nine cities",)),
        Term("10000号", ("10000 customer-service hotline",)),
        Term("派遣制员工", ("dispatched (agency) employees",)),
    )
)

GOOD = [
    (ZH, EN),
    (ZH, f"Dispatched: {SHARE} of {TOTAL}."),
    (ZH, f"There were\n{TOTAL};\n{SHARE} were dispatched."),
    (ZH, f" {EN} "),
    (ZH, EN.replace("csr:value", "csr:number", 1).replace(";", " employees;", 1)),
    (ZH, f"**{TOTAL}** in all ({SHARE} dispatched)."),
    (ZH, f"A total of {TOTAL}, {SHARE} of them dispatched"),
    (f"在岗{TOTAL}", "{csr:value}`workforce.total; one: # employee was; other: # employees were` on the job"),
    (f"在岗{TOTAL}", "{csr:value}`workforce.total;one:one employee;other:# employees`"),
    (f"在岗{TOTAL}", "{csr:value}`workforce.total; other: #\nin post`"),
    (f"在岗{TOTAL}", "{csr:value}`workforce.total; one: # member of staff; other: # members of staff`"),
    ("女{csr:value}`workforce.total#female`", "{csr:value}`workforce.total#female` are women"),
    ("2022年{csr:value}`workforce.total@2022`", "In 2022: {csr:value}`workforce.total@2022`"),
    (
        "共{csr:count}`awards; level: national; kind: collective`",
        "{csr:count}`awards; kind: collective; level: national`",
    ),
    (
        "{csr:name}`workforce.total`{csr:change}`workforce.total`",
        "{csr:name}`workforce.total`: {csr:change}`workforce.total`",
    ),
    (
        "员工{csr:change}`workforce.total; from: 2022-12-31`。",
        "Staff {csr:change}`workforce.total; from: 2022-12-31; up: rose by #; down: fell by #; flat: did not change`.",
    ),
    (
        "员工{csr:change}`workforce.total; none: 不可比`。",
        "Staff {csr:change}`workforce.total; none: cannot be compared`.",
    ),
    ("参加竞赛{csr:value}`contests.entered`", "Contests entered: {csr:value}`contests.entered`"),
    ("参与{csr:value}`training.participations`", "{csr:value}`training.participations`"),
    ("见{ref}`about`和{ref}`数据说明 <data-notes>`。", "See {ref}`Data notes <data-notes>` and {ref}`about`."),
    ("{term}`人次`不同于人数。", "{term}`Person-times <人次>` are not a headcount."),
    ("由{term}`支局`承担", "done by the {term}`sub-bureau <支局>`s"),
    (
        "《民法典》{cite}`civil_code`和{cite}`lecture_1,lecture_2`",
        "{cite}`lecture_2,lecture_1` and the *Civil Code*{cite}`civil_code`",
    ),
    ("见{numref}`表 %s <table-a>`", "See {numref}`Table %s <table-a>`"),
    ("[官网](https://a.example/x)、<https://b.example>", "<https://b.example>, [site](https://a.example/x)"),
    ("见 https://a.example/x。", "See https://a.example/x."),
    ("[官网][site]", "[Site][site]"),
    ("注一[^a]，注二[^b]", "Two[^b], one[^a]"),
    ("{{ co }}成立于{{ yr }}", "{{ co }} was founded in {{ yr }}"),
    ("**重点**与`data/`", "**Focus** and `data/`"),
    ("CO{sub}`2`排放", "CO{sub}`2` emissions"),
    ("行内<b>粗</b>文字", "Inline <b>bold</b> text"),
    ("硬换行", "hard\\\nbreak"),
    ("2023年是开局之年。", "2023 was the first year."),
    ("5G与G60", "5G and G60"),
    ("+5%", "+5%"),
    ("- 甲", "- First"),
    ("“未披露”※", "“Not disclosed”※"),
    ("— 董事长", "— Chairman"),
    ("李力来访", "Li Li visited"),
    ("“爱有天翼 · 进博有我”", "“Love with Tianyi · At the Expo with Me”"),
    ("松江电信局的员工", "The Bureau’s employees"),
    ("松江电信局局长", "Director of Songjiang Telecom Bureau"),
    ("暑托班面向员工", "Summer day-care classes for staff"),
    ("第六届进博会", "Sixth CIIE"),
    ("产业数字化", "industrial digitalization"),
    ("九城市", "the nine cities"),
    ("※", "†"),
    ("捐赠{csr:value}`aid.purchase.total`", "donated {csr:number}`aid.purchase.total` yuan"),
    ("捐赠{csr:value}`aid.purchase.total`", "the value, in CNY, is {csr:number}`aid.purchase.total`"),
    ("捐赠{csr:value}`aid.purchase.total`", "a {csr:value}`aid.purchase.total` donation"),
    (f"占{SHARE}", "{csr:number}`workforce.dispatched.share` per cent"),
    (f"占{SHARE}", "The percentage is {csr:number}`workforce.dispatched.share`."),
    ("参与{csr:value}`training.participations`", "{csr:number}`training.participations` times"),
    ("20人次", "20 participations by people"),
    ("派遣制员工", "agency staff: dispatched employees"),
    ("走访20余户，送出约300份", "More than 20 families were visited and some 300 gifts given"),
    ("近三年没有事故", "No accident in the past three years"),
    ("参加者不少于20人", "At least 20 people took part"),
    ("3小时内恢复", "Restored within three hours"),
    ("下降2.5个百分点", "2.5 percentage points lower"),
    ("下降2.5%", "down by 2.5%"),
    ("数据不全", "The data are incomplete"),
    ("服务不断改进", "Service keeps improving"),
    ("不得转让", "It may not be transferred"),
    ("男女员工", "men and women on the staff"),
    ("他们做了什么，做没做好", "What they did and whether they did it well"),
    ("会议不超过1小时", "No meeting takes longer than an hour"),
    ("年初签订，年末考核", "Signed early in the year and reviewed at its end"),
    ("捐款5万元", "CNY 50,000 was donated"),
    ("志愿服务", "Voluntary service"),
    ("志愿服务活动", "Voluntary service"),
    (f"在岗{TOTAL}", "On the job there are {csr:number}`workforce.total` skilled employees"),
    (f"在岗{TOTAL}", "{csr:value}`workforce.total` always work here"),
    ("用 `` {csr:value}`workforce.total` `` 写", "write `` {csr:value}`workforce.total` ``"),
]

BAD = [
    # figures
    (ZH, f"There were {TOTAL}.", "po-figure-lost"),
    (ZH, f"{TOTAL} {EN}", "po-figure-doubled"),
    (ZH, EN.replace("workforce.total", "aid.visits"), "po-figure-replaced"),
    (ZH, f"{EN} Visits: {{csr:value}}`aid.visits`.", "po-figure-added"),
    (ZH, EN.replace("workforce.total", "workforce.totl"), "po-key-unknown"),
    (ZH, EN.replace("workforce.total", "workforce.total@1999"), "po-period-unknown"),
    (ZH, EN.replace("workforce.total", "workforce.total@last"), "po-period-unknown"),
    (ZH, EN.replace("workforce.total", "workforce.total#femal"), "po-part-unknown"),
    (ZH, EN.replace("workforce.total", "workforce.total@2022-12-31"), "po-figure-replaced"),
    (ZH, EN.replace("csr:value", "csr:name", 1), "po-role-changed"),
    (ZH, EN.replace("csr:value", "csr:change", 1), "po-role-changed"),
    (
        "比上年{csr:change}`workforce.total; as: difference`。",
        "On the year before, {csr:change}`workforce.total`.",
        "po-filter-changed",
    ),
    (
        "比上年{csr:change}`workforce.total; none: 不可比`。",
        "On the year before, {csr:change}`workforce.total`.",
        "po-filter-changed",
    ),
    (
        "比上年{csr:change}`workforce.total; up: 增加#; down: 减少#; flat: 持平`。",
        "Staff {csr:change}`workforce.total; up: rose by #; down: 减少#; flat: did not change`.",
        "po-chinese-left",
    ),
    (ZH, EN.replace("csr:value", "csr:valeu", 1), "po-role-unknown"),
    (ZH, EN.replace("csr:value", "value", 1), "po-role-unknown"),
    ("共{csr:count}`awards; level: national`", "{csr:count}`awards; level: municipal`", "po-filter-changed"),
    ("共{csr:count}`awards; level: national`", "{csr:count}`award; level: national`", "po-register-unknown"),
    ("共{csr:count}`awards; level: national`", "{csr:count}`awrds; level: nationl`", "po-register-unknown"),
    # figures typed by hand
    (ZH, f"There were 291; {SHARE} were dispatched.", "po-figure-typed"),
    (ZH, f"There were {TOTAL} (291 at year’s end); {SHARE} were dispatched.", "po-figure-typed"),
    (
        "捐赠{csr:value}`aid.purchase.total`",
        "Donated: {csr:value}`aid.purchase.total`, or CNY 407,500",
        "po-figure-typed",
    ),
    (ZH, f"There were {TOTAL}; {SHARE}, or 30, were dispatched.", "po-number-added"),
    ("举行三次演练", "Four drills were held", "po-number-changed"),
    ("成立于1998年", "Founded long ago", "po-number-lost"),
    # markup of roles
    (ZH, EN.replace("`workforce.total`", "workforce.total"), "po-role-damaged"),
    (ZH, EN.replace("`workforce.total`", "‘workforce.total’"), "po-role-damaged"),
    (ZH, EN.replace("`workforce.total`", "｀workforce.total｀"), "po-role-damaged"),
    (ZH, EN.replace("`workforce.total`", " `workforce.total`"), "po-role-damaged"),
    (ZH, EN.replace("`workforce.total`", "`“workforce.total”`"), "po-role-damaged"),
    (ZH, EN.replace("`workforce.total`", "`workforce.total"), "po-role-damaged"),
    (ZH, EN.replace("`workforce.total`", "workforce.total`"), "po-role-damaged"),
    (ZH, EN.replace("{csr:value}", "｛csr:value｝", 1), "po-role-damaged"),
    (ZH, EN.replace("{csr:value}", "{csr：value}", 1), "po-role-damaged"),
    (ZH, EN.replace("{csr:value}", "{ csr:value }", 1), "po-role-damaged"),
    (ZH, EN.replace("{csr:value}", "(csr:value)", 1), "po-role-damaged"),
    (ZH, EN.replace("{csr:value}", "", 1), "po-role-damaged"),
    (ZH, EN.replace("{csr:value}", "{ref}", 1), "po-role-damaged"),
    ("见{ref}`about`", "See {ref}“about”", "po-role-damaged"),
    ("共{csr:count}`awards`", "{csr:count} `awards` in all", "po-role-damaged"),
    # spaces around a figure
    (ZH, EN.replace("were {", "were{", 1), "po-role-glued"),
    (ZH, EN.replace("` were", "`were"), "po-role-glued"),
    (ZH, f"In all {TOTAL}{SHARE}", "po-role-glued"),
    (ZH, f"**There were**{TOTAL}; {SHARE} were dispatched.", "po-role-glued"),
    ("见{ref}`about`", "see{ref}`about`", "po-role-glued"),
    ("第{csr:number}`report.issue`份", "the {csr:number}`report.issue`th", "po-role-glued"),
    # plural forms
    (f"在岗{TOTAL}", "{csr:value}`workforce.total; one: # employee`", "po-plural-other"),
    (f"在岗{TOTAL}", "{csr:value}`workforce.total; one: # employee; others: # employees`", "po-plural-name"),
    (f"在岗{TOTAL}", "{csr:value}`workforce.total; one # employee; other: # employees`", "po-plural-malformed"),
    (f"在岗{TOTAL}", "{csr:value}`workforce.total; one: # employee; other:`", "po-plural-malformed"),
    (f"在岗{TOTAL}", "{csr:value}`workforce.total；one: # employee；other: # employees`", "po-role-damaged"),
    (f"在岗{TOTAL}", "{csr:value}`workforce.total; one: # employee, other: # employees`", "po-plural-other"),
    (f"在岗{TOTAL}", "{csr:value}`workforce.total; one: an employee; other: employees`", "po-plural-number"),
    (f"在岗{TOTAL}", "{csr:value}`workforce.total; one: 2 employees; other: # employees`", "po-plural-digits"),
    (f"在岗{TOTAL}", "{csr:value}`workforce.total; one: # employee; other: 291 employees`", "po-figure-typed"),
    (f"在岗{TOTAL}", "{csr:number}`workforce.total; one: # employee; other: # employees`", "po-pairs-unused"),
    # the block
    (ZH, f"2023. {EN}", "po-block-numbered"),
    (ZH, f"1) {EN}", "po-block-numbered"),
    (ZH, f"- {EN}", "po-block-list"),
    (ZH, f"+ {EN}", "po-block-list"),
    (ZH, f"* {EN}", "po-block-list"),
    (ZH, f"# {EN}", "po-block-heading"),
    (ZH, f"{EN}\n---", "po-block-heading"),
    (ZH, f"> {EN}", "po-block-quote"),
    (ZH, f"    {EN}", "po-block-code"),
    (ZH, f"\t{EN}", "po-block-code"),
    (ZH, f"```\n{EN}", "po-block-code"),
    (ZH, f"| a | b |\n|---|---|\n| {EN} | |", "po-block-table"),
    (ZH, f"<div>{EN}</div>", "po-block-html"),
    (ZH, f"---\n\n{EN}", "po-block-rule"),
    (ZH, f":::{{note}}\n{EN}\n:::", "po-block-other"),
    (ZH, f"% {EN}", "po-block-other"),
    (ZH, f"Employees\n: {EN}", "po-block-other"),
    ("说明", "[x]: https://a.example", "po-block-other"),
    (ZH, EN.replace("; ", ".\n\n"), "po-paragraphs"),
    (ZH, f"\n{EN}", "po-newline-start"),
    (ZH, f"{EN}\n", "po-newline-end"),
    # references and links
    ("见{ref}`about`", "See above", "po-target-lost"),
    ("见{ref}`about`", "See {ref}`abuot`", "po-target-changed"),
    ("见{ref}`about`", "See {ref}`about` and {ref}`about`", "po-target-added"),
    ("见{ref}`about`", "See {ref}`the report`", "po-target-changed"),
    ("{term}`人次`", "{term}`person-times`", "po-target-changed"),
    ("{term}`人次`", "{term}`Person-times <人课时>`", "po-target-changed"),
    ("《民法典》{cite}`civil_code`", "Civil Code", "po-target-lost"),
    ("{cite}`lecture_1,lecture_2`", "Lectures {cite}`lecture_1`", "po-target-lost"),
    ("见{doc}`profile`", "See {ref}`profile`", "po-target-changed"),
    ("见{numref}`表 %s <table-a>`", "See {numref}`the table <table-a>`", "po-numref"),
    ("[官网](https://a.example/x)", "[site](https://a.example/y)", "po-link-changed"),
    ("[官网](https://a.example/x)", "[site] (https://a.example/x)", "po-link-lost"),
    ("[官网](https://a.example/x)", "[site](“https://a.example/x”)", "po-link-changed"),
    ("[官网](https://a.example/x)", "【site】(https://a.example/x)", "po-link-lost"),
    ("<https://a.example>", "https://a.example", "po-link-lost"),
    ("官网", "[site](https://a.example/x)", "po-link-added"),
    ("[官网][site]", "[Site][home]", "po-link-changed"),
    ("甲乙", "one [two", "po-brackets"),
    ("注[^a]", "Note[^b]", "po-footnote"),
    ("{{ co }}成立", "{{ company }} was founded", "po-substitution"),
    ("<b>粗</b>", "<b>bold", "po-html"),
    # other marks and characters
    ("**重点**", "**Focus", "po-emphasis"),
    ("**重点**", "** Focus **", "po-emphasis"),
    ("**重点**", "Focus", "po-emphasis-lost"),
    ("见`data/`", "See data", "po-code-changed"),
    ("填`22.10`", "Write `22.1`", "po-code-changed"),
    ("见`数据`", "See data", "po-code-lost"),
    ("CO{sub}`2`", "CO2", "po-format-lost"),
    ("up {}", "crescut", "po-place"),
    ("Show or hide: %s", "Show or hide: %s %s", "po-place"),
    (ZH, f"{EN} # noqa", "po-noqa"),
    (ZH, EN.replace("were", "we\u200bre", 1), "po-hidden"),
    (ZH, EN.replace("were", "we\ufffdre", 1), "po-hidden"),
    (ZH, EN.replace(" ", r"\n", 1), "po-backslash"),
    # words
    ("报告", "The 报告", "po-chinese-left"),
    ("{term}`人次`", "{term}`人次`", "po-same"),
    ("见{term}`人次`", "See {term}`人次`", "po-chinese-left"),
    ("甲，乙", "A， B", "po-chinese-marks"),
    ("１２", "No. １２", "po-chinese-marks"),
    ("甲……", "A……", "po-chinese-marks"),
    (f"在岗{TOTAL}", "{csr:value}`workforce.total; one: #，alone; other: # in all`", "po-chinese-marks"),
    ("报告", "", "po-empty"),
    ("报告", " ", "po-empty"),
    ("报告", ".", "po-marks-alone"),
    ("报告", "……", "po-marks-alone"),
    ("九城市", "the eight cities", "po-term-number"),
    ("九城市", "the nine towns", "po-term"),
    ("拨打10000号", "dial the 10,000 hotline", "po-term-number"),
    ("报告", "报告", "po-same"),
    ("暑托班", "a summer school", "po-term"),
    ("20人次", "20 people", "po-term-forbidden"),
    ("局长", "The Director-General", "po-term-forbidden"),
    ("报告", "The the report", "po-word-twice"),
    (ZH, EN.replace(";", " persons;", 1), "po-word-twice"),
    (ZH, EN.replace("` were", "`% were"), "po-unit-twice"),
    ("参与{csr:value}`training.participations`", "about {csr:value}`training.participations`", "po-bound-twice"),
    ("参加{csr:value}`contests.entered`", "entered: over {csr:value}`contests.entered`", "po-bound-twice"),
    ("参加竞赛{csr:value}`contests.entered`", "entered {csr:number}`contests.entered`+ contests", "po-bound-twice"),
    ("走访20余户", "20 families were visited", "po-bound-lost"),
    ("近200人参加", "Over 200 people took part", "po-bound-changed"),
    ("接待4300人", "About 4,300 visitors came", "po-bound-added"),
    (f"在岗{TOTAL}", "There was {csr:value}`workforce.total`", "po-agreement"),
    (f"在岗{TOTAL}", "{csr:value}`workforce.total` was at work", "po-agreement"),
    ("参加竞赛{csr:value}`contests.entered`", "{csr:number}`contests.entered` contest entered", "po-agreement"),
    (f"在岗{TOTAL}", "{csr:value}`workforce.total; other: # employees`", "po-plural-one"),
    (f"在岗{TOTAL}", "{csr:value}`workforce.total; one: # employees; other: # employee`", "po-plural-swapped"),
    (f"在岗{TOTAL}", "{csr:value}`workforce.total` employees", "po-unit-twice"),
    ("3小时内恢复", "Restored within three days", "po-measure-changed"),
    ("捐款5万元", "US$50,000 was donated", "po-measure-changed"),
    ("下降2.5个百分点", "down by 2.5%", "po-points-lost"),
    ("下降2.5%", "2.5 percentage points lower", "po-points-added"),
    ("两项不能相加", "The two can be added", "po-denial-lost"),
    ("水质达到标准", "The water does not meet the standard", "po-denial-added"),
    ("口径不同，所列不能相加", "The bases differ and the original does add them", "po-denial-lost"),
    ("没有列出姓名和年份", "It gives names nor years", "po-denial-lost"),
    ("女员工", "men on the staff", "po-contrary"),
    ("年初签订，年末考核", "Signed and reviewed late in the year", "po-contrary"),
    ("下午3时", "3 a.m.", "po-contrary"),
    ("供水量增长", "Water supplied declined", "po-contrary"),
    ("员工可以实名或者匿名反映问题，受理部门按时答复，并对信息保密", "There is a hotline", "po-short"),
    ("员工可以实名或者匿名反映问题，并及时得到答复", "Water " * 60, "po-long"),
    ("员工食堂", "Voluntary services", "po-other-text"),
    ("进博会", "the Import Fair", "po-term-fixed"),
    ("捐赠{csr:value}`aid.purchase.total`", "donated RMB {csr:value}`aid.purchase.total`", "po-unit-twice"),
    ("捐赠{csr:value}`aid.purchase.total`", "donated {csr:value}`aid.purchase.total` million", "po-scale"),
    ("捐赠{csr:value}`aid.purchase.total`", "donated {csr:value}`aid.purchase.total` yuan", "po-unit-twice"),
    ("捐赠{csr:value}`aid.purchase.total`", "donated {csr:number}`aid.purchase.total` in all", "po-unit-lost"),
    (f"占{SHARE}", "{csr:number}`workforce.dispatched.share` were dispatched. It is a percentage", "po-unit-lost"),
    (f"占{SHARE}", "up {csr:value}`workforce.dispatched.share; other: #`", "po-unit-lost"),
    ("捐赠{csr:value}`aid.purchase.total`", "donated US$ {csr:number}`aid.purchase.total`", "po-unit-changed"),
    (f"占{SHARE}", "{csr:number}`workforce.dispatched.share` percentage points", "po-unit-changed"),
    ("参与{csr:value}`training.participations`", "{csr:number}`training.participations` people", "po-unit-changed"),
    (f"在岗{TOTAL}", "on the job: {csr:number}`workforce.total` times", "po-unit-changed"),
    ("在岗{csr:value}`workforce.total`", "a {csr:value}`workforce.total` team", "po-article"),
    ("在岗{csr:value}`workforce.total`", "an {csr:number}`workforce.total`-strong team", "po-article"),
]


@pytest.fixture(scope="module")
def known(catalogue):
    memory = (("志愿服务", "Voluntary service"), ("志愿服务活动", "Voluntary service"), ("竞赛", "contests"))
    return Knowledge(catalogue, GLOSSARY, labels=frozenset({"about", "data-notes"}), memory=memory)


def codes(known, msgid, msgstr, **more):
    return [problem.code for problem in lint(Message(msgid, msgstr, **more), known)]


@pytest.mark.parametrize(("msgid", "msgstr"), GOOD)
def test_good_translation_is_not_complained_of(known, msgid, msgstr):
    assert codes(known, msgid, msgstr) == []
    assert codes(Knowledge(), msgid, msgstr) == []


@pytest.mark.parametrize(("msgid", "msgstr", "code"), BAD)
def test_damage_is_told(known, msgid, msgstr, code):
    assert code in codes(known, msgid, msgstr)


@pytest.mark.parametrize(("msgid", "msgstr"), [row[:2] for row in BAD])
def test_damage_is_told_in_words_of_both_languages(known, msgid, msgstr):
    for problem in lint(Message(msgid, msgstr), known):
        for language in ("zh", "en"):
            assert not re.search(r"\{(role|text|key)\}", problem.text(language).replace("{role}`text`", ""))


@pytest.mark.parametrize(
    ("msgid", "msgstr", "code"),
    [row for row in BAD if row[2].startswith(("po-role", "po-block", "po-target", "po-figure-lost"))],
)
def test_damage_is_told_without_the_data_too(msgid, msgstr, code):
    assert code in codes(Knowledge(), msgid, msgstr)


@pytest.mark.parametrize(
    ("msgid", "msgstr"),
    [
        (ZH, EN.replace("`workforce.total`", "‘workforce.total’")),
        (ZH, EN.replace("csr:value", "csr:valeu", 1)),
        (ZH, EN.replace("workforce.total", "workforce.totl")),
        (ZH, EN.replace("workforce.total", "aid.visits")),
        ("见{ref}`about`", "See {ref} `about`"),
    ],
)
def test_one_slip_is_told_once(known, msgid, msgstr):
    assert len(codes(known, msgid, msgstr)) == 1


@pytest.mark.parametrize(
    ("msgid", "msgstr", "near"),
    [
        (ZH, EN.replace("workforce.total", "workforce.totl"), "workforce.total"),
        (ZH, EN.replace("csr:value", "csr:valeu", 1), "csr:value"),
        (ZH, EN.replace("workforce.total", "workforce.total#femal"), "female"),
        ("见{ref}`about`", "{ref}`about` and {ref}`data-note`", "data-notes"),
        (f"在岗{TOTAL}", "{csr:value}`workforce.total; othr: # employees; other: #`", "other"),
    ],
)
def test_the_nearest_name_is_offered(known, msgid, msgstr, near):
    assert near in [problem.details.get("near") for problem in lint(Message(msgid, msgstr), known)]


def test_a_wrong_reference_is_told_what_it_should_be(known):
    (problem,) = lint(Message("见{ref}`about`", "See {ref}`abuot`"), known)
    assert problem.text("en") == ("{ref} must lead to “about”, not “abuot”; to show other words, write words <about>")


def test_a_key_that_is_near_is_known_without_the_data():
    (problem,) = lint(Message(ZH, EN.replace("workforce.total", "workforce.totl")), Knowledge())
    assert (problem.code, problem.details["near"]) == ("po-key-unknown", "workforce.total")


@pytest.mark.parametrize(
    ("msgid", "msgstr", "comment"),
    [
        (ZH, f"{TOTAL} in all. {EN}", "figures: the sentence is split in two"),
        (ZH, f"There were {TOTAL}.", "the share stands in the heading\nfigures：见标题"),
        (f"在岗{TOTAL}", "{csr:value}`workforce.total; one: a person; other: people`", "figures: a heading"),
        ("见{ref}`about`", "See {ref}`about` and {ref}`about`", "references: two sentences"),
        ("成立于1998年", "Founded in the last century", "numbers: the year is in the caption"),
        ("“在岗”", "“在岗” (on the job)", "chinese: an example of a query"),
        ("暑托班", "a summer school", "terms: not the municipal one"),
        ("两项不能相加", "The two can be added", "sense: the exception follows"),
    ],
)
def test_a_reason_in_the_translators_comment_excuses(known, msgid, msgstr, comment):
    assert codes(known, msgid, msgstr, comment=comment) == []
    assert codes(known, msgid, msgstr, comment=re.split("[:：]", comment)[0] + ":") != []


def test_a_reason_does_not_excuse_another_figure(known):
    replaced = EN.replace("workforce.total", "aid.visits")
    assert codes(known, ZH, replaced, comment="figures: because") == ["po-figure-replaced"]


def test_allowed_chinese_may_stay(catalogue):
    known = Knowledge(catalogue, allowed={"责任": "the logo"})
    assert codes(known, "标志“责任”", "The logo “责任”") == []
    assert codes(known, "标志“责任”", "The logo “责任书”") == ["po-chinese-left"]


def test_a_fuzzy_translation_is_told_as_such_alone(known):
    assert codes(known, ZH, "Something else", fuzzy=True) == ["po-fuzzy"]


def test_what_is_out_of_use_is_not_checked(known):
    assert codes(known, ZH, "", obsolete=True) == []


def test_the_reporters_own_name_may_be_left_out(catalogue):
    name = catalogue.report.entity.short_name
    assert name
    glossary = Glossary((Term(name, ("Sample Bureau",), ("Office",)),))
    assert codes(Knowledge(catalogue, glossary), f"{name}成立", "It was founded") == []
    assert codes(Knowledge(catalogue, glossary), f"{name}成立", "The Office was founded") == ["po-term-forbidden"]


def test_every_code_has_its_words_and_belongs_to_a_check():
    checked = {code for check in CHECKS.values() for code in check.codes}
    alone = {"po-empty", "po-fuzzy", "po-marks-alone", "po-same", "po-syntax", "po-twice"}
    alone |= {"po-templates", "po-outdated", "po-unused", "po-form"}
    assert checked | alone == {code for code in MESSAGES if code.startswith("po-")}
    assert checked >= NOTES


def test_every_check_says_what_it_looks_for():
    assert [name for name, check in CHECKS.items() if not check.find.__doc__] == []


def test_every_code_of_a_check_is_told_by_some_row():
    told = {code for _, _, code in BAD}
    checked = {code for check in CHECKS.values() for code in check.codes}
    assert checked <= told


def test_notes_are_only_to_be_looked_at(known):
    found = {problem.code: is_note(problem) for problem in lint(Message("暑托班三次", "a a school"), known)}
    assert found == {"po-term": True, "po-word-twice": False, "po-number-lost": False}
