"""What became of a figure: the right way and number in both languages, no more digits than it bears, or why nothing."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from csrdirectives.change import change
from csrdirectives.comparator import read_comparator
from csrdirectives.format import Formatter
from csrdirectives.interval import rounded
from csrdirectives.lookup import NotFound, find, previous
from csrdirectives.messages import MESSAGES
from csrdirectives.period import Period

STAFF, HOURS, MONEY, SHARE = "workforce.total", "training.hours_avg", "aid.purchase.total", "workforce.dispatched.share"


@pytest.fixture(scope="module")
def chinese(catalogue):
    return Formatter("zh_CN", catalogue)


@pytest.fixture(scope="module")
def english(catalogue):
    return Formatter("en", catalogue)


def reported(catalogue, key, text):
    """A figure of the sample with another value, as 约1200 or 20.5."""
    digits = text.lstrip("约超近多余不少于过")
    word = text.removesuffix(digits)
    found = find(catalogue, key)
    return replace(found, value=Decimal(digits), comparator=read_comparator(word), status="reported")


SAMPLE = [
    # of the sample's second year: in per cent, as a difference
    (STAFF, "下降3.0%", "down 3.0%", "减少9人", "down by 9 persons"),
    (f"{STAFF}#female", "下降1.7%", "down 1.7%", "减少2人", "down by 2 persons"),
    ("training.participations", "增长约20%", "up about 20%", "增加约200人次", "up by about 200 participations"),
    (HOURS, "持平", "unchanged", "持平", "unchanged"),
    ("aid.purchase.north", "增长136%", "up 136%", "增加约13.60万元", "up by about CNY 136,000"),
    (MONEY, "增长36%", "up 36%", "增加约10.75万元", "up by about CNY 107,500"),
    ("service.complaints", "下降100.0%", "down 100.0%", "减少2次", "down by 2 times"),
    (SHARE, "下降0.7个百分点", "down 0.7 percentage points", "下降0.7个百分点", "down 0.7 percentage points"),
]


@pytest.mark.parametrize("case", SAMPLE, ids=[case[0] for case in SAMPLE])
def test_change_of_the_second_year_of_the_sample(catalogue, chinese, english, case):
    now = find(catalogue, case[0])
    before = previous(catalogue, now)
    found = [
        formatter.change(now, before, difference=difference)
        for difference in (False, True)
        for formatter in (chinese, english)
    ]
    assert found == list(case[1:])


CHANGES = [
    # exact counts: one decimal
    (STAFF, "300", "291", "下降3.0%", "down 3.0%"),
    (STAFF, "8", "9", "增长12.5%", "up 12.5%"),
    (STAFF, "1", "2", "增长100.0%", "up 100.0%"),
    (STAFF, "3", "4", "增长33.3%", "up 33.3%"),
    (STAFF, "2000", "2001", "增长0.1%", "up 0.1%"),  # 0.05, half up
    (STAFF, "10000", "10001", "基本持平", "almost unchanged"),
    (STAFF, "1", f"{10**39}", f"增长{(10**39 - 1) * 100:,}.0%", f"up {(10**39 - 1) * 100:,}.0%"),
    # rounded figures: no more digits than they bear
    (MONEY, "30.00", "40.75", "增长36%", "up 36%"),
    (MONEY, "30.0000", "40.7500", "增长35.8%", "up 35.8%"),
    (HOURS, "8.0", "9.0", "增长约13%", "up about 13%"),
    (HOURS, "8.00", "9.00", "增长约12.5%", "up about 12.5%"),
    (HOURS, "8", "9", "增长", "up"),
    (HOURS, "1", "12", "增长", "up"),
    (HOURS, "2000", "2001", "基本持平", "almost unchanged"),
    (HOURS, "3.2", "3.24", "基本持平", "almost unchanged"),
    (HOURS, "3.20", "3.2", "持平", "unchanged"),
    (HOURS, "-5.000", "-3.000", "增长40.0%", "up 40.0%"),
    (HOURS, "5", "0", "下降100.0%", "down 100.0%"),
    # rates: percentage points
    (SHARE, "10.0", "9.3", "下降约0.7个百分点", "down about 0.7 percentage points"),
    (SHARE, "9", "10", "上升约1个百分点", "up about 1 percentage point"),
    (SHARE, "0", "1.5", "上升约1.5个百分点", "up about 1.5 percentage points"),
    (SHARE, "9.3", "9.30", "持平", "unchanged"),
    (SHARE, "9.3", "9.34", "基本持平", "almost unchanged"),
    # bounded figures: what is certain
    (STAFF, "1000", "约1200", "增长约20%", "up about 20%"),
    (STAFF, "约1200", "约1200", "基本持平", "almost unchanged"),
    (STAFF, "约1200", "1210", "基本持平", "almost unchanged"),
    (STAFF, "1000", "不少于1250", "增长", "up"),
    (STAFF, "1000", "近900", "下降", "down"),
    (STAFF, "20", "超20", "增长", "up"),
]


@pytest.mark.parametrize("case", CHANGES, ids=[" ".join(case[:3]) for case in CHANGES])
def test_change_says_which_way_and_no_more_digits_than_the_figures_bear(catalogue, chinese, english, case):
    key, before, now, zh, en = case
    then, today = reported(catalogue, key, before), reported(catalogue, key, now)
    assert (chinese.change(today, then), english.change(today, then)) == (zh, en)


DIFFERENCES = [
    (STAFF, "300", "301", "增加1人", "up by 1 person"),
    (STAFF, "0", "5", "增加5人", "up by 5 persons"),
    (STAFF, "5", "-5", "减少10人", "down by 10 persons"),
    (MONEY, "30.00", "40.75", "增加约10.75万元", "up by about CNY 107,500"),
    (HOURS, "8", "9", "增加约1小时", "up by about 1 hour"),
    (STAFF, "1000", "不少于1250", "增长", "up"),
]


@pytest.mark.parametrize("case", DIFFERENCES, ids=[" ".join(case[:3]) for case in DIFFERENCES])
def test_difference_is_in_the_unit_of_the_language(catalogue, chinese, english, case):
    key, before, now, zh, en = case
    then, today = reported(catalogue, key, before), reported(catalogue, key, now)
    said = [formatter.change(today, then, difference=True) for formatter in (chinese, english)]
    assert said == [zh, en]


def test_rate_per_thousand_is_told_in_percentage_points(catalogue):
    per_mille = replace(catalogue.units["percent"], factor=Decimal("0.001"))
    thousandths = replace(catalogue, units={**catalogue.units, "percent": per_mille})
    then, today = reported(catalogue, SHARE, "9.0"), reported(catalogue, SHARE, "8.3")
    assert Formatter("zh_CN", thousandths).change(today, then) == "下降约0.07个百分点"


REFUSED = [
    (STAFF, "0", "5", "change-from-zero"),
    (STAFF, "5", "-5", "change-sign"),
    ("report.issue", "8", "9", "change-kind"),
    ("report.first_year", "2015", "2016", "change-kind"),
    (STAFF, "1500", "不少于1250", "change-bounded"),
    (STAFF, "1250", "不少于1250", "change-bounded"),
    (STAFF, "超20", "超20", "change-bounded"),
    (STAFF, "近300", "291", "change-bounded"),
]


@pytest.mark.parametrize(("key", "before", "now", "code"), REFUSED, ids=[" ".join(case) for case in REFUSED])
def test_what_the_figures_do_not_tell_is_refused_with_its_reason(catalogue, key, before, now, code):
    then, today = reported(catalogue, key, before), reported(catalogue, key, now)
    with pytest.raises(NotFound) as refused:
        change(catalogue, today, then)
    assert refused.value.code == code
    MESSAGES[code].zh.format(**refused.value.details)


def test_absent_figure_is_not_compared(catalogue):
    with pytest.raises(NotFound, match="change-absent"):
        change(catalogue, find(catalogue, "contests.entered"), find(catalogue, "contests.entered@2022"))


@pytest.mark.parametrize(("since", "compared"), [("2022-01-01", True), ("2022-07-01", False), ("2024-01-01", True)])
def test_figures_of_two_definitions_are_not_compared(data, since, compared):
    data.change("indicators/community.toml", 'name = "培训人次"', f'name = "培训人次"\nsince = {since}')
    catalogue, problems = data.load()
    assert problems == []
    assert catalogue.indicators["training.participations"].since == dt.date.fromisoformat(since)
    now, before = find(catalogue, "training.participations"), find(catalogue, "training.participations@2022")
    if compared:
        assert change(catalogue, now, before).way == "up"
        return
    with pytest.raises(NotFound) as refused:
        change(catalogue, now, before)
    assert (refused.value.code, refused.value.details["since"]) == ("change-definition", since)


def test_half_a_year_is_not_compared_with_a_whole_one(catalogue):
    now = find(catalogue, "training.participations")
    half = Period.parse("2022-01/2022-06")
    with pytest.raises(NotFound, match="change-period"):
        change(catalogue, now, replace(now, period=half, key=now.key._replace(period=half.text)))


def test_figures_whose_scope_is_in_doubt_are_not_compared_and_remarks_and_other_doubts_do_not_matter(data):
    data.change("findings.toml", 'figures = ["aid.visits@2019/2023"]', f'figures = ["{STAFF}@2022-12-31"]')
    catalogue, _ = data.load()
    assert change(catalogue, find(catalogue, STAFF), find(catalogue, f"{STAFF}@2022-12-31")).way == "down"
    data.change("findings.toml", "mark = false\n", "")
    catalogue, _ = data.load()
    with pytest.raises(NotFound) as refused:
        change(catalogue, find(catalogue, STAFF), find(catalogue, f"{STAFF}@2022-12-31"))
    assert (refused.value.code, refused.value.details["finding"]) == ("change-doubted", "A2")
    women = find(catalogue, f"{STAFF}#female")  # in doubt for another reason
    assert change(catalogue, women, previous(catalogue, women)).way == "down"


def test_derived_figure_changes_as_what_lies_behind_it(catalogue):
    now = find(catalogue, SHARE)  # 27 of 291 after 30 of 300: exactly 0.7216… points less
    assert now.status == "derived"
    found = change(catalogue, now, previous(catalogue, now))
    assert (found.amount, found.about) == (Decimal("0.7"), False)
    typed = change(catalogue, replace(now, status="reported"), replace(previous(catalogue, now), status="reported"))
    assert (typed.amount, typed.about) == (Decimal("0.7"), True)


TRUTHS = st.fractions(min_value=Fraction(1), max_value=Fraction(10_000), max_denominator=1000)


@given(TRUTHS, TRUTHS, st.integers(0, 4), st.booleans())
def test_what_is_said_of_rounded_figures_is_true_of_what_they_were_rounded_from(
    catalogue, before, now, decimals, difference
):
    then, today = (
        reported(catalogue, HOURS, f"{float(rounded(truth, decimals)):.{decimals}f}") for truth in (before, now)
    )
    found = change(catalogue, today, then, difference=difference)
    truth = abs(now - before) if difference else abs(now - before) / before * 100
    if found.way in {"up", "down"}:
        assert (now >= before) is (found.way == "up") or now == before
    if found.way == "nearly":
        assert truth < 2
    if found.amount is not None:
        unit = Fraction(10) ** -_decimals(found.amount)
        assert abs(truth - Fraction(found.amount)) <= (unit * 3 if found.about else unit / 2)


def _decimals(number):
    exponent = number.as_tuple().exponent
    return -exponent if exponent < 0 else len(f"{number:f}".rstrip("0")) - len(f"{number:f}")


@pytest.mark.parametrize(
    ("key", "before", "now", "judged"),
    [
        ("service.complaints", "2", "1", "better"),  # of which fewer are good
        ("service.complaints", "1", "2", "worse"),
        ("training.participations", "1", "2", "better"),
        ("training.participations", "2", "1", "worse"),
        (STAFF, "1", "2", ""),  # neither
        ("service.complaints", "2", "2", ""),
    ],
)
def test_good_is_not_the_same_as_up(catalogue, key, before, now, judged):
    assert change(catalogue, reported(catalogue, key, now), reported(catalogue, key, before)).judged == judged


ROSE = {"up": "rose by #", "down": "fell by #", "flat": "did not change", "nearly": "hardly changed"}


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        ("300", "291", "fell by 3.0%"),
        ("291", "300", "rose by 3.1%"),
        ("300", "300", "did not change"),
        ("30000", "30001", "hardly changed"),
    ],
)
def test_words_of_the_author_follow_the_figure(catalogue, english, before, now, said):
    assert english.change(reported(catalogue, STAFF, now), reported(catalogue, STAFF, before), ROSE) == said


def test_words_may_go_by_what_is_good(catalogue, chinese):
    words = {"better": "改善，#", "worse": "有所恶化，#", "flat": "与上年相同"}
    now, before = (reported(catalogue, "service.complaints", value) for value in ("1", "2"))
    assert chinese.change(now, before, words, difference=True) == "改善，1次"
    assert chinese.change(before, now, words, difference=True) == "有所恶化，1次"
    assert chinese.change(now, now, words) == "与上年相同"


def test_words_that_the_data_ask_for_and_that_are_not_given_are_told(catalogue, english):
    words = {"up": "rose by #", "down": "fell by #"}
    now, before = reported(catalogue, HOURS, "9"), reported(catalogue, HOURS, "8")
    with pytest.raises(NotFound) as lacking:
        english.change(now, now, words)
    assert (lacking.value.code, lacking.value.details["form"]) == ("change-form", "flat")
    with pytest.raises(NotFound, match="change-loose"):
        english.change(now, before, words)
    assert english.change(now, before, {"up": "rose", "down": "fell"}) == "rose"


def test_each_reason_has_its_words(chinese, english):
    codes = [code for code in (*MESSAGES, "nothing-before") if code in chinese.words]
    assert len(codes) > 8
    for code in codes:
        assert chinese.incomparable(code).startswith("不可比（")
        assert english.incomparable(code).startswith("not comparable (")
