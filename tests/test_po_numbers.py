"""Numbers of a sentence and of its English: the same ones, however they are spelt and ordered."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csrdirectives.po import chinese, english
from csrdirectives.po.quantities import difference, quantity
from csrdirectives.spelt import numeral

SAME = """
2023年1月1日至12月31日 | 1 January to 31 December 2023
报告期自2023年1月1日起，至2023年12月31日止 | The reporting period runs from 1 January to 31 December 2023
1998年8月1日成立 | founded on 1 August 1998
2023.5.25 | 25 May 2023
2023年5月25日 | 2023-05-25
2023年1月至5月 | January to May 2023
1—5月 | January–May
6月的情况没有说明 | Nothing is said about June
2015—2016年 | 2015–16
2022年至2023年 | 2022/23
2023年末 | 31 December 2023
23年底 | the end of 2023
二〇二三年 | 2023
二十一世纪 | the twenty-first century
20世纪80年代 | the 1980s
14时30分 | 2:30 p.m.
8:00至17:00 | 8 a.m. to 5 p.m.
每周二开播 | broadcast every Tuesday
每周三次 | three times a week
第一季度 | Q1
第三季度 | third quarter
三季度 | Q3
前三季度 | the first three quarters
三成员工 | three in ten employees
三成员工 | 30% of the employees
增长两倍 | three times as much
上年的两倍 | twice as much as the year before
6月 | June
2023年上半年 | H1 2023
下半年起 | from the second half of the year
半年 | six months
十年来 | over the past decade
“3·15”消费者权益日 | 15 March Consumer Rights Day
五一劳动奖章 | May 1st Labour Medal
三八红旗手 | March 8th Red-Banner Holder
五四红旗团组织 | May Fourth Red Flag Youth League Organisation
三八节、六一儿童节 | International Women’s Day and Children’s Day
第四次党代会 | Fourth Party Congress
“十四五”规划承上启下之年 | a pivotal year of the 14th Five-Year Plan
党的二十大精神 | guiding principles of the 20th CPC National Congress
十九届六中全会 | Sixth Plenary Session of the 19th Central Committee
第六届进博会 | the 6th CIIE
首届咖啡黄金周 | the first Coffee Golden Week
第十届至二十届 | 10th to 20th terms
党委一号文 | Party Committee Document No. 1
一等奖、二等奖、三等奖 | First, Second and Third Prize
四级副及以上管理者 | managers of deputy grade 4 and above
两深入两服务 | “two go-deeps, two services”
四下基层 | “four go-to-the-grassroots” practices
三省一市和九城市 | three provinces, one municipality and nine cities
五险一金 | five social insurances and one housing fund
线上全能办，最多跑一次 | everything online, at most one visit
二次稽核 | second review
三方共赢 | a win for everyone
第三方鉴证 | third-party assurance
三位一体 | integrated
一带一路 | Belt and Road
二期工程 | Phase II
10000号 | 10000 customer-service hotline
党建翼联2.0 | Party-building Yilian 2.0
5G展厅位于G60科创走廊 | The 5G hall is in the G60 corridor; the 5G hall
ISO 9001 | ISO9001
GB/T 36000—2015 | GB/T 36000—2015
二氧化碳排放 | CO2 emissions
双千兆 | dual gigabit
7×24小时 | round-the-clock
全天候服务 | 24/7 service
投入40.75万元 | invested CNY 407,500
投入40.75万元 | invested RMB 407.5 thousand
投入40.75万元 | invested CNY407,500
新冠疫情 | COVID-19
图3、第1页 | Fig. 3, p.1
五分之一 | one-fifth
十分之九 | nine-tenths
全部 | 100%
17.15 + 23.60 = 40.75（万元） | CNY 171,500 + 236,000 = 407,500
17.15 + 23.60 = 40.75（万元） | 17.15 + 23.60 = 40.75 (CNY 10,000)
17.15 + 23.60 = 40.75万元 | CNY 171,500 + CNY 236,000 = CNY 407,500
17.15、23.60、9.2万元 | CNY 171,500, 236,000 and 92,000
约700余万元 | about CNY 7 million
1.2亿人 | 120 million people
5400余人次 | more than 5,400 participations
3—5万人 | 30,000 to 50,000 people
一万两千人 | 12,000 people
一百零五人 | one hundred and five people
百余家单位 | over 100 organisations
千家万户 | thousands of households
三分之二的员工 | two-thirds of employees
三分之一 | 1/3
百分之三 | three per cent
占45.82% | 45.82 percent
10—20% | 10% to 20%
上升3个百分点 | rose by 3 percentage points
下降十个百分点 | fell by 10 percentage points
三成 | 30%
翻一番 | doubled
增长1倍 | doubled
增长两倍 | tripled
半数 | half
两次会议 | met twice
两种提法 | both wordings
三项制度 | three systems
五台直饮机 | five water dispensers
十大方案 | the Ten Solutions
无劳动纠纷 | zero labour disputes
零投诉 | no complaints
八小时 | eight hours
11楼 | 11th floor
原报告 三（一）2 员工教育 | Original report, 3.1.2, Employee education
原报告 二（一）规模与性质 | Original report, 2.1, Size and nature
①培训；②考核 | (1) training; (2) assessment
统一、进一步、一线、一系列 | uniform, further, front-line, a series of
"""

DIFFERENT = """
2023年 | 2022 | 2023 → 2022
2023年计划，2024年实施，2023年评估 | planned in 2023, carried out in 2024, assessed in 2024 | 2023 → 2024
2023年5月25日 | 15 May 2023 | 25 → 15
2023年5月25日 | 25 June 2023 | 5月 →
每周二 | every Thursday | 每周二 → Thursday
第三季度 | the fourth quarter | 第三季度 → fourth quarter
三成员工 | three quarters of the employees | → three quarters
上年的两倍 | three times the year before | 两倍 → three
下半年起，6月除外 | from the second half of the year, without July | 6月 →
“3·15” | 13 March | 15 → 13
三项制度 | four systems | 三项 → four
三项制度 | two systems | 三项 →
三项制度 | systems | 三项 →
第四次 | third | 第四次 → third
十四五 | 13th Five-Year Plan | 十四 → 13th
二十大 | 19th National Congress | → 19th
第六届 | the Seventh | 第六届 → seventh
1,234人 | 1,243 people | 1,234 → 1,243
45.82% | 45.28% | 45.82% → 45.28%
45.82% | 45.82 | 45.82% → 45.82
40.75万元 | CNY 40.75 | 40.75万 → 40.75
17.15 + 23.60 = 40.75万元 | 171,500 + 263,000 = CNY 407,500 | 23.60 → 263,000
40.75万元 | CNY 4,075,000 | 40.75万 → 4,075,000
1.2亿 | 1.2 billion | 1.2亿 → 1.2 billion
三分之一 | a quarter | 三分之一 →
5G网络 | 4G networks | 5G → 4G
5G网络 | 5 G networks | 5G → 5
G60 | G6 | G60 → G6
演练 | eight drills | → eight
演练 | 12 drills | → 12
2项、2次 | 2 items | 2 →
"""


def rows(table: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.split(" | ")) for line in table.strip().splitlines()]


def compared(source: str, translation: str) -> str:
    found = difference(chinese.quantities(source), english.quantities(translation))
    lost, added = (" ".join(each.shown for each in side) for side in found)
    return f"{lost} → {added}".strip() if lost or added else ""


@pytest.mark.parametrize(("source", "translation"), rows(SAME))
def test_numbers_are_the_same_however_they_are_spelt(source, translation):
    assert compared(source, translation) == ""


@pytest.mark.parametrize(("source", "translation", "told"), rows(DIFFERENT))
def test_a_number_that_differs_is_named(source, translation, told):
    assert compared(source, translation) == told


def test_order_does_not_matter():
    assert compared("3人、45.82%、2023年、5G", "5G in 2023: 45.82% of 3") == ""


def test_a_number_finds_its_partner_though_another_could_have_it():
    # “one” may be 一 only; the digit 1 may be either, and must leave 一 to “one”
    assert compared("1项和一项", "one item and 1 item") == ""
    assert compared("二三线、三项、2项", "three lines, 2 items, the two and three") == ""


meanings = st.lists(st.sets(st.integers(1, 5), min_size=1, max_size=3), max_size=4)


@given(meanings, meanings)
def test_as_many_find_partners_as_can(ours, theirs):
    """Against every way to pair them."""
    source, translation = ([quantity(str(values), *values) for values in side] for side in (ours, theirs))
    most = max(
        sum(bool(a & b) for a, b in zip(ours, order, strict=False))
        for order in permutations([*theirs, *[set()] * 4], 4)
    )
    lost, added = difference(source, translation)
    assert len(ours) - len(lost) == most == len(theirs) - len(added)


@pytest.mark.parametrize(
    ("run", "value"),
    [
        ("一千零五十", 1050),
        ("二〇二三", 2023),
        ("十", 10),
        ("三百二十", 320),
        ("两亿三千万", 230_000_000),
        ("万", 10_000),
    ],
)
def test_chinese_numeral_is_read(run, value):
    assert numeral(run) == value


@pytest.mark.parametrize("run", ["四五十", "十四五", "十百"])
def test_what_only_looks_like_a_numeral_is_none(run):
    assert numeral(run) is None
