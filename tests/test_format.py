"""Figures as Chinese and English write them, digit for digit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from csrdirectives.comparator import COMPARATORS, read_comparator
from csrdirectives.format import Formatter
from csrdirectives.lookup import find
from csrdirectives.model import Key
from csrdirectives.period import Period


@pytest.fixture(scope="module")
def chinese(catalogue):
    return Formatter("zh_CN", catalogue)


@pytest.fixture(scope="module")
def english(catalogue):
    return Formatter("en", catalogue)


def figure(catalogue, key, value, comparator=""):
    """A figure of the sample with another value."""
    return replace(find(catalogue, key), value=Decimal(value), comparator=read_comparator(comparator))


SAMPLE = [
    ("service.complaints", "0次", "0 times"),
    ("training.hours_avg", "3.20小时", "3.20 hours"),
    ("workforce.total", "291人", "291 persons"),
    ("workforce.dispatched.share", "9.3%", "9.3%"),
    ("workforce.dispatched.share@2022-12-31", "10.0%", "10.0%"),
    ("aid.purchase.total", "40.75万元", "CNY 407,500"),
    ("aid.purchase.south@2022", "20.00万元", "CNY 200,000"),
    ("aid.visits", "不少于1,250次", "at least 1,250 times"),
    ("contests.entered", "20多次", "more than 20 times"),
    ("training.participations", "约1,200人次", "about 1,200 participations"),
    ("report.issue", "9份", "9th"),
    ("report.first_year", "2016年", "2016"),
    ("workforce.outsourced", "未披露", "not disclosed"),
    ("contests.entered@2022", "未统计", "not collected"),
]


@pytest.mark.parametrize(("key", "zh", "en"), SAMPLE, ids=[key for key, _, _ in SAMPLE])
def test_figure_with_its_unit(catalogue, chinese, english, key, zh, en):
    observation = find(catalogue, key)
    assert (chinese.figure(observation), english.figure(observation)) == (zh, en)


BARE = [
    ("aid.purchase.total", "40.75", "407,500"),
    ("contests.entered", "20多", "more than 20"),
    ("aid.visits", "不少于1,250", "at least 1,250"),
    ("report.first_year", "2016", "2016"),
    ("workforce.outsourced", "未披露", "not disclosed"),
]


@pytest.mark.parametrize(("key", "zh", "en"), BARE, ids=[key for key, _, _ in BARE])
def test_figure_without_its_unit(catalogue, chinese, english, key, zh, en):
    observation = find(catalogue, key)
    assert (chinese.bare(observation), english.bare(observation)) == (zh, en)


COMPARED = [
    ("", "5,400人次", "5,400 participations"),
    ("约", "约5,400人次", "about 5,400 participations"),
    ("近", "近5,400人次", "nearly 5,400 participations"),
    ("不足", "不足5,400人次", "nearly 5,400 participations"),
    ("超", "超5,400人次", "more than 5,400 participations"),
    ("多", "5,400多人次", "more than 5,400 participations"),
    ("余", "5,400余人次", "more than 5,400 participations"),
    ("不少于", "不少于5,400人次", "at least 5,400 participations"),
    ("以上", "5,400人次以上", "at least 5,400 participations"),
    ("不超过", "不超过5,400人次", "at most 5,400 participations"),
    ("以下", "5,400人次以下", "at most 5,400 participations"),
    ("≥", "不少于5,400人次", "at least 5,400 participations"),
]


@pytest.mark.parametrize(("word", "zh", "en"), COMPARED)
def test_bounding_word_stands_where_the_language_puts_it(catalogue, chinese, english, word, zh, en):
    observation = figure(catalogue, "training.participations", "5400", word)
    assert (chinese.figure(observation), english.figure(observation)) == (zh, en)


def test_every_bounding_word_is_tried():
    assert {word for word, _, _ in COMPARED} >= set(COMPARATORS)


NUMBERS = [
    ("training.hours_avg", "0", "0小时", "0 hours"),
    ("training.hours_avg", "0.00", "0.00小时", "0.00 hours"),
    ("training.hours_avg", "1", "1小时", "1 hour"),
    ("training.hours_avg", "1.0", "1.0小时", "1.0 hours"),
    ("training.hours_avg", "2", "2小时", "2 hours"),
    ("training.hours_avg", "999", "999小时", "999 hours"),
    ("training.hours_avg", "1000", "1,000小时", "1,000 hours"),
    ("training.hours_avg", "1234567.890", "1,234,567.890小时", "1,234,567.890 hours"),
    ("training.hours_avg", "-3.20", "−3.20小时", "−3.20 hours"),
    ("training.hours_avg", "-1234.5", "−1,234.5小时", "−1,234.5 hours"),
    ("training.hours_avg", "1E+3", "1,000小时", "1,000 hours"),
    ("workforce.total", "1", "1人", "1 person"),
    ("report.issue", "1", "1份", "1st"),
    ("report.issue", "2", "2份", "2nd"),
    ("report.issue", "3", "3份", "3rd"),
    ("report.issue", "11", "11份", "11th"),
    ("report.issue", "21", "21份", "21st"),
    ("report.issue", "1000", "1000份", "1000th"),
    ("aid.purchase.total", "0", "0万元", "CNY 0"),
    ("aid.purchase.total", "0.00", "0.00万元", "CNY 0"),
    ("aid.purchase.total", "0.00005", "0.00005万元", "CNY 0.5"),
    ("aid.purchase.total", "12345.67", "12,345.67万元", "CNY 123,456,700"),
    ("aid.purchase.total", "-40.75", "−40.75万元", "CNY −407,500"),
    (
        "aid.purchase.total",
        "123456789012345678901234567890.1234567891",
        "123,456,789,012,345,678,901,234,567,890.1234567891万元",
        "CNY 1,234,567,890,123,456,789,012,345,678,901,234.567891",
    ),
]


@pytest.mark.parametrize("case", NUMBERS, ids=lambda case: f"{case[0]} {case[1]}")
def test_digits_are_those_of_the_file_and_exact_in_another_scale(catalogue, chinese, english, case):
    key, value, zh, en = case
    observation = figure(catalogue, key, value)
    assert (chinese.figure(observation), english.figure(observation)) == (zh, en)


PERIODS = [
    ("2023", "2023年", "2023"),
    ("2023-05", "2023年5月", "May 2023"),
    ("2023-12-31", "2023年12月31日", "31 December 2023"),
    ("2023-01/2023-05", "2023年1月至5月", "January to May 2023"),
    ("2022-11/2023-02", "2022年11月至2023年2月", "November 2022 to February 2023"),
    ("2019/2023", "2019年至2023年", "2019 to 2023"),
    ("2023-03-01/2023-03-15", "2023年3月1日至3月15日", "1 March 2023 to 15 March 2023"),
    ("2022-12-31/2023-01-01", "2022年12月31日至2023年1月1日", "31 December 2022 to 1 January 2023"),
]


@pytest.mark.parametrize(("text", "zh", "en"), PERIODS)
def test_period_in_words(chinese, english, text, zh, en):
    period = Period.parse(text)
    assert (chinese.period(period), english.period(period)) == (zh, en)


def test_no_date_has_its_word(chinese, english):
    assert (chinese.period(None), english.period(None)) == ("未注明日期", "undated")


def test_american_dates_put_the_month_first(catalogue):
    american = Formatter("en_US", catalogue)
    assert american.period(Period.parse("2023-12-31")) == "December 31, 2023"


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [("1", "1场演练", "1 drill"), ("2", "2场演练", "2 drills"), ("1200", "1,200场演练", "1,200 drills")],
)
def test_author_chooses_words_by_the_plural(catalogue, chinese, english, value, zh, en):
    observation = figure(catalogue, "service.complaints", value)
    assert chinese.plural(observation, {"other": "#场演练"}) == zh
    assert english.plural(observation, {"one": "# drill", "other": "# drills"}) == en


def test_plural_of_an_absent_figure_is_its_absence(catalogue, english):
    assert english.plural(find(catalogue, "workforce.outsourced"), {"other": "# persons"}) == "not disclosed"


@pytest.mark.parametrize(
    ("number", "zh", "en"), [(0, "0项", "0 awards"), (1, "1项", "1 award"), (1200, "1,200项", "1,200 awards")]
)
def test_records_are_counted_in_the_unit_of_their_register(catalogue, chinese, english, number, zh, en):
    unit = catalogue.units["award"]
    assert (chinese.count(number, unit), english.count(number, unit)) == (zh, en)


@pytest.mark.parametrize(
    ("unit", "zh", "en"),
    [("cny-10k", "万元", "CNY"), ("person", "人", "persons"), ("year", "年", "year"), ("percent", "%", "%")],
)
def test_unit_stands_alone_in_a_head(catalogue, chinese, english, unit, zh, en):
    assert (chinese.head(catalogue.units[unit]), english.head(catalogue.units[unit])) == (zh, en)


def test_language_without_a_form_of_its_own_writes_the_unit_as_the_sources_do(catalogue):
    french = Formatter("fr", catalogue)
    assert french.figure(catalogue.observations[Key("aid.purchase.total", "2023")]) == "40,75万元"


def test_language_that_the_package_does_not_speak_takes_its_words_from_translators(catalogue):
    given = {"not collected": "non recensé", "more than {}": "plus de {}", "up {}": "en hausse"}
    given["down {}"] = "en baisse de {}"
    french = Formatter("fr", catalogue, lambda text: given.get(text, text))
    assert french.status("not-collected") == "non recensé"
    assert french.figure(catalogue.observations[Key("contests.entered", "2023")]) == "plus de 20次"
    assert french.own("员工人数", "not collected") == "non recensé"
    assert french.words["up-percent"] == "up {}"  # the translation has lost the figure
    assert french.words["down-percent"] == "en baisse de {}"
    assert french.words["flat"] == "unchanged"  # there is none


@pytest.mark.parametrize(
    ("language", "period", "text"),
    [
        ("fr", "2023-05-01", "1 mai 2023"),
        ("fr", "2023-01/2023-05", "janvier 2023 to mai 2023"),
        ("de", "2023-05-01", "1. Mai 2023"),
        ("de", "2023", "2023"),
    ],
)
def test_dates_of_any_language_are_written_as_it_does(catalogue, language, period, text):
    assert Formatter(language, catalogue).period(Period.parse(period)) == text


@pytest.mark.parametrize(("language", "text"), [("zh_CN", "−1,234.5"), ("fr", "−1\u202f234,5"), ("de", "−1.234,5")])
def test_numbers_have_the_signs_of_the_language(catalogue, language, text):
    assert Formatter(language, catalogue).number(Decimal("-1234.5")) == text


def test_each_observation_is_written_anew_even_where_another_stood_in_memory(catalogue, chinese):
    written = [chinese.figure(figure(catalogue, "workforce.total", str(n))) for n in range(200)]
    assert written == [f"{n}人" for n in range(200)]
