"""What a cell must hold to be a number, and what it is told otherwise."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csrdirectives.messages import MESSAGES
from csrdirectives.number import Number, NumberFault, read_number
from csrdirectives.problems import Problem, Where

FAULTS = [
    ("", "number-missing", {}),
    (" \u3000\xa0", "number-missing", {}),
    ("-", "number-absent", {}),
    ("——", "number-absent", {}),
    ("/", "number-absent", {}),
    ("无", "number-absent", {}),
    ("N/A", "number-absent", {}),
    ("未统计", "number-absent", {}),
    ("NaN", "number-not-finite", {}),
    ("sNaN", "number-not-finite", {}),
    ("inf", "number-not-finite", {}),
    ("-Infinity", "number-not-finite", {}),
    ("ＮａＮ", "number-not-finite", {}),
    ("∞", "number-not-finite", {}),
    ("#DIV/0!", "number-spreadsheet-error", {}),
    ("#####", "number-spreadsheet-error", {}),
    ("1e400", "number-exponent", {}),
    ("1E5", "number-exponent", {}),
    ("1.2E+05", "number-exponent", {}),
    ("1.2×10^4", "number-exponent", {}),
    ("1.2×10⁴", "number-exponent", {}),
    ("2O23", "number-letters", {"letters": "O", "near": "2023"}),
    ("１Ｏ", "number-letters", {"letters": "O", "near": "10"}),
    ("l5", "number-letters", {"letters": "l", "near": "15"}),
    ("1O.l%", "number-letters", {"letters": "O l", "near": "10.1%"}),
    ("O", "number-letters", {"letters": "O", "near": "0"}),
    ("约12", "number-with-comparator", {"comparator": "约"}),
    ("约 12人", "number-with-comparator", {"comparator": "约"}),
    ("近百", "number-with-comparator", {"comparator": "近"}),
    ("超100", "number-with-comparator", {"comparator": "超"}),
    ("超过100人", "number-with-comparator", {"comparator": "超过"}),
    ("不少于3", "number-with-comparator", {"comparator": "不少于"}),
    (">5", "number-with-comparator", {"comparator": ">"}),
    ("＞5", "number-with-comparator", {"comparator": ">"}),
    (">=30", "number-with-comparator", {"comparator": ">="}),
    ("≥30", "number-with-comparator", {"comparator": "≥"}),
    ("~30", "number-with-comparator", {"comparator": "~"}),
    ("about 30", "number-with-comparator", {"comparator": "about"}),
    ("more than 30", "number-with-comparator", {"comparator": "more than"}),
    ("20多", "number-with-comparator", {"comparator": "多"}),
    ("20多次", "number-with-comparator", {"comparator": "多"}),
    ("20+", "number-with-comparator", {"comparator": "+"}),
    ("5,400余人次", "number-with-comparator", {"comparator": "余"}),
    ("12万余元", "number-with-comparator", {"comparator": "余"}),
    ("30人以上", "number-with-comparator", {"comparator": "以上"}),
    ("三百多", "number-with-comparator", {"comparator": "多"}),
    ("三百", "number-chinese", {}),
    ("两", "number-chinese", {}),
    ("三百人", "number-chinese", {}),
    ("十五万", "number-chinese", {}),
    ("二〇二三", "number-chinese", {}),
    ("2〇23", "number-chinese", {}),
    ("数百", "number-chinese", {}),
    ("百分之五", "number-chinese", {}),
    ("3-5", "number-two", {}),
    ("3~5", "number-two", {}),
    ("３～５", "number-two", {}),
    ("3至5", "number-two", {}),
    ("3人-5人", "number-two", {}),
    ("3、5", "number-two", {}),
    ("3/5", "number-two", {}),
    ("3+5", "number-two", {}),
    ("2023-12-31", "number-two", {}),
    ("2023年12月31日", "number-two", {}),
    (".5", "number-point", {}),
    ("5.", "number-point", {}),
    ("1.234,5", "number-separators", {}),
    ("1,23", "number-separators", {}),
    ("12,34,567", "number-separators", {}),
    ("1234,567", "number-separators", {}),
    ("0,123", "number-separators", {}),
    ("1.2.3", "number-separators", {}),
    ("1 234", "number-separators", {}),
    ("1\xa0234", "number-separators", {}),
    ("1\u202f234", "number-separators", {}),
    ("1'234", "number-separators", {}),
    ("1_234", "number-separators", {}),
    ("1。5", "number-separators", {}),
    ("5,", "number-separators", {}),
    ("291人", "number-with-unit", {"number": "291", "unit": "人"}),
    ("291 人", "number-with-unit", {"number": "291", "unit": "人"}),
    ("12.5万", "number-with-unit", {"number": "12.5", "unit": "万"}),
    ("12.5万元", "number-with-unit", {"number": "12.5", "unit": "万元"}),
    ("-1,234.5元", "number-with-unit", {"number": "-1,234.5", "unit": "元"}),
    ("5千瓦时", "number-with-unit", {"number": "5", "unit": "千瓦时"}),
    ("5 m2", "number-with-unit", {"number": "5", "unit": "m2"}),
    ("5‰", "number-with-unit", {"number": "5", "unit": "‰"}),
    ("CNY 5", "number-with-unit", {"number": "5", "unit": "CNY"}),
    ("￥5", "number-with-unit", {"number": "5", "unit": "¥"}),
    ("US$5", "number-with-unit", {"number": "5", "unit": "US$"}),
    ("万元", "number-unit-alone", {"unit": "万元"}),
    ("％", "number-unit-alone", {"unit": "%"}),
    ("1" * 41, "number-too-long", {"digits": 41, "limit": 40}),
    ("见附表", "number-unreadable", {}),
    ("(5)", "number-unreadable", {}),
    ("- 5", "number-separators", {}),
    ("+", "number-unreadable", {}),
    ("²", "number-unreadable", {}),
    ("①", "number-unreadable", {}),
    ("٣", "number-unreadable", {}),
    ("1\u200b2", "number-unreadable", {}),
    ("约12，" * 100, "number-unreadable", {}),
]


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("0", "0"),
        ("291", "291"),
        ("22.10", "22.10"),
        ("0.50", "0.50"),
        ("-5", "-5"),
        ("+5", "5"),
        ("  5\u3000", "5"),
        ("\xa05\t", "5"),
        ("1,234", "1234"),
        ("1,234,567.80", "1234567.80"),
        ("12，345.6", "12345.6"),
        ("１２，３４５．６", "12345.6"),
        ("－５", "-5"),
        ("−5", "-5"),
        ("＋５", "5"),
        ("2023", "2023"),
        ("9" * 40, "9" * 40),
    ],
)
def test_a_number_keeps_the_digits_as_written(text, digits):
    assert read_number(text) == Number(Decimal(digits), percent=False)
    assert str(read_number(text).value) == digits


@pytest.mark.parametrize("text", ["22.10%", "22.10％", "２２．１０％", "22.10 %", "22.10﹪"])
def test_a_per_cent_sign_is_reported_and_does_not_change_the_value(text):
    value, percent = read_number(text)
    assert (str(value), percent) == ("22.10", True)


@pytest.mark.parametrize(("text", "code", "details"), FAULTS)
def test_what_is_no_number_is_refused_for_its_own_reason(text, code, details):
    with pytest.raises(NumberFault) as caught:
        read_number(text)
    assert caught.value.code == code
    assert caught.value.details == {"text": text.strip()} | details


@pytest.mark.parametrize(("text", "code", "details"), FAULTS)
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_refusal_has_words_in_both_languages(text, code, details, language):
    words = Problem(code, Where("a.csv", 2), {"text": text} | details).text(language)
    assert words
    assert "{" not in words


def test_every_message_about_numbers_is_raised_by_an_example():
    assert {code for _, code, _ in FAULTS} == {code for code in MESSAGES if code.startswith("number-")}


@given(st.text() | st.text(alphabet="0123456789,.+-%eEOl约多万人三十~ ０９，．－"))
def test_any_text_is_a_number_or_a_told_fault(text):
    try:
        value, _ = read_number(text)
    except NumberFault as fault:
        assert Problem(fault.code, Where("a.csv", 2), fault.details).text("zh")  # noqa: PT017 - either may happen
    else:
        assert value.is_finite()


@given(st.integers(0, 12).flatmap(lambda places: st.decimals(-(10**20), 10**20, places=places)), st.booleans())
def test_a_number_written_with_separators_reads_back_equal(number, wide):
    text = f"{number:,f}"
    if wide:
        text = "".join(chr(ord(c) + 0xFEE0) for c in text)
    assert read_number(text).value == number
    assert f"{read_number(text).value:f}" == f"{number:f}"
