"""How a period may be written, what it spans and how periods compare."""

from __future__ import annotations

import pickle
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from csrdirectives.check import CHECKS
from csrdirectives.messages import MESSAGES
from csrdirectives.period import Period, PeriodFault
from csrdirectives.problems import Problem, Where

FAULTS = [
    ("", "period-missing", {}),
    ("\u3000", "period-missing", {}),
    ("2023-13", "period-no-such-date", {"date": "2023-13"}),
    ("2023-00", "period-no-such-date", {"date": "2023-00"}),
    ("2023-02-30", "period-no-such-date", {"date": "2023-02-30"}),
    ("2023-02-29", "period-no-such-date", {"date": "2023-02-29"}),
    ("2023年2月30日", "period-no-such-date", {"date": "2023年2月30日"}),
    ("2023/2/30", "period-no-such-date", {"date": "2023-2-30"}),
    ("2023-01/2023-13", "period-no-such-date", {"date": "2023-13"}),
    ("2023/2022", "period-reversed", {"start": "2023", "end": "2022"}),
    ("2023-05/2023-01", "period-reversed", {"start": "2023-05", "end": "2023-01"}),
    ("2023-12-31/2023-11", "period-reversed", {"start": "2023-12-31", "end": "2023-11"}),
    ("20231231", "period-compact", {"near": "2023-12-31"}),
    ("202312", "period-compact", {"near": "2023-12"}),
    ("2023/12", "period-slash", {"near": "2023-12"}),
    ("2023/5", "period-slash", {"near": "2023-05"}),
    ("23", "period-short-year", {}),
    ("23年", "period-short-year", {}),
    ("23-12", "period-short-year", {}),
    ("12/31", "period-short-year", {}),
    ("2023.12.31", "period-unreadable", {}),
    ("2023年上半年", "period-unreadable", {}),
    ("2023Q4", "period-unreadable", {}),
    ("Dec-23", "period-unreadable", {}),
    ("2023/", "period-unreadable", {}),
    ("/2023", "period-unreadable", {}),
    ("2021/2022/2023", "period-unreadable", {}),
    ("0000", "period-unreadable", {}),
    ("202³", "period-unreadable", {}),
    ("٢٠٢٣", "period-unreadable", {}),
    ("undated", "period-unreadable", {}),
]

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
PERIODS = st.tuples(DAYS, DAYS).map(lambda days: Period.of(min(days), max(days)))


@pytest.mark.parametrize(
    ("written", "text", "start", "end", "kind"),
    [
        ("2023", "2023", "2023-01-01", "2023-12-31", "year"),
        ("2023-12", "2023-12", "2023-12-01", "2023-12-31", "month"),
        ("2024-02", "2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2023-12-31", "2023-12-31", "2023-12-31", "2023-12-31", "instant"),
        ("2023-01/2023-05", "2023-01/2023-05", "2023-01-01", "2023-05-31", "interval"),
        ("2019/2023", "2019/2023", "2019-01-01", "2023-12-31", "interval"),
        ("2022-11-01/2023-01-30", "2022-11-01/2023-01-30", "2022-11-01", "2023-01-30", "interval"),
        ("2022-11-15/2023", "2022-11-15/2023-12-31", "2022-11-15", "2023-12-31", "interval"),
        ("  2023 ", "2023", "2023-01-01", "2023-12-31", "year"),
        ("２０２３", "2023", "2023-01-01", "2023-12-31", "year"),
        ("２０２３－１２－３１", "2023-12-31", "2023-12-31", "2023-12-31", "instant"),
        ("２０１９／２０２３", "2019/2023", "2019-01-01", "2023-12-31", "interval"),
        ("2023年", "2023", "2023-01-01", "2023-12-31", "year"),
        ("2023年12月", "2023-12", "2023-12-01", "2023-12-31", "month"),
        ("2023 年 5 月", "2023-05", "2023-05-01", "2023-05-31", "month"),
        ("2023年12月31日", "2023-12-31", "2023-12-31", "2023-12-31", "instant"),
        ("2023年1月5号", "2023-01-05", "2023-01-05", "2023-01-05", "instant"),
        ("2023-1-5", "2023-01-05", "2023-01-05", "2023-01-05", "instant"),
        ("2023年1月至2023年5月", "2023-01/2023-05", "2023-01-01", "2023-05-31", "interval"),
        ("2023年1-5月", "2023-01/2023-05", "2023-01-01", "2023-05-31", "interval"),
        ("2023年1月～5月", "2023-01/2023-05", "2023-01-01", "2023-05-31", "interval"),
        ("2019年—2023年", "2019/2023", "2019-01-01", "2023-12-31", "interval"),
    ],
)
def test_a_period_is_read_as_iso_8601_or_as_chinese_writes_it(written, text, start, end, kind):
    period = Period.parse(written)
    assert (period.text, f"{period.start}", f"{period.end}", period.kind) == (text, start, end, kind)
    assert str(period) == text


def test_a_day_that_a_spreadsheet_wrote_with_slashes_is_no_interval():
    assert Period.parse("2023/12/31") == Period.parse("2023-12-31")


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("2023-01/2023-12", "2023"),
        ("2023-01-01/2023-12-31", "2023"),
        ("2023/2023", "2023"),
        ("2022-11-01/2023-01-31", "2022-11/2023-01"),
        ("2022-11/2023-01-31", "2022-11/2023-01"),
        ("2019-01-01/2023", "2019/2023"),
        ("2023-05/2023-05", "2023-05"),
        ("2023-05-25/2023-05-25", "2023-05-25"),
    ],
)
def test_one_stretch_of_days_has_one_text(written, text):
    assert Period.parse(written) == Period.parse(text)
    assert Period.parse(written).text == text


@given(PERIODS)
def test_the_text_of_a_period_reads_back_as_the_same_period(period):
    assert Period.parse(period.text) == period
    assert pickle.loads(pickle.dumps(period)) == period  # noqa: S301 - our own


@pytest.mark.parametrize(("text", "code", "details"), FAULTS)
def test_what_is_no_period_is_refused_for_its_own_reason(text, code, details):
    with pytest.raises(PeriodFault) as caught:
        Period.parse(text)
    assert caught.value.code == code
    assert caught.value.details == {"text": text} | details


@pytest.mark.parametrize(("text", "code", "details"), FAULTS)
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_refusal_has_words_in_both_languages(text, code, details, language):
    words = Problem(code, Where("a.csv", 2), {"text": text} | details).text(language)
    assert words
    assert "{" not in words


def test_every_message_about_periods_is_raised_by_an_example():
    told = {code for code in MESSAGES if code.startswith("period-")} - set(CHECKS)
    assert {code for _, code, _ in FAULTS} == told


@given(st.text() | st.text(alphabet="0123456789-/年月日至~ ２－"))
def test_any_text_is_a_period_or_a_told_fault(text):
    try:
        period = Period.parse(text)
    except PeriodFault as fault:
        assert Problem(fault.code, Where("a.csv", 2), fault.details).text("zh")  # noqa: PT017 - either may happen
    else:
        assert period.start <= period.end


def test_days_in_the_wrong_order_make_no_period():
    with pytest.raises(PeriodFault) as caught:
        Period.of(date(2023, 2, 1), date(2023, 1, 1))
    assert caught.value.code == "period-reversed"


@pytest.mark.parametrize(
    ("inner", "outer", "within"),
    [
        ("2023", "2023", True),
        ("2023-12-31", "2023", True),
        ("2023-01/2023-05", "2023", True),
        ("2023", "2019/2023", True),
        ("2019/2023", "2023", False),
        ("2022-11/2023-01", "2023", False),
        ("2024", "2023", False),
    ],
)
def test_a_period_is_within_another_that_has_all_its_days(inner, outer, within):
    assert Period.parse(inner).within(Period.parse(outer)) is within


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("2023", "2022"),
        ("2023-12", "2022-12"),
        ("2024-02", "2023-02"),
        ("2025-02", "2024-02"),
        ("2024-02-29", "2023-02-28"),
        ("2025-02-28", "2024-02-28"),
        ("2023-12-31", "2022-12-31"),
        ("2023-01/2023-05", "2022-01/2022-05"),
        ("2019/2023", "2018/2022"),
        ("2024-11/2025-02", "2023-11/2024-02"),
        ("2024-02-29/2024-12-31", "2023-02-28/2023-12-31"),
    ],
)
def test_the_year_before_is_the_same_stretch_a_year_earlier(text, before):
    assert Period.parse(text).year_before().text == before


@given(PERIODS)
def test_the_year_before_lies_a_year_earlier(period):
    before = period.year_before()
    for later, earlier in ((period.start, before.start), (period.end, before.end)):
        assert timedelta(365) <= later - earlier <= timedelta(366)


def test_periods_sort_by_their_end_then_by_their_start():
    texts = ["2022", "2022-11-15/2023-01-30", "2023-01/2023-05", "2019/2023", "2023", "2023-12", "2023-12-31"]
    assert sorted(map(Period.parse, reversed(texts))) == [Period.parse(text) for text in texts]


@given(PERIODS, PERIODS)
def test_periods_are_equal_only_if_neither_comes_first(one, other):
    assume(one != other)
    assert (one < other) is ((one.end, one.start) < (other.end, other.start))
