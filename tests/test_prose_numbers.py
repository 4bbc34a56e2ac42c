"""Any number, however it is written, is found in a sentence and read at its value."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from csrdirectives.load import load
from csrdirectives.prose.reader import written
from csrdirectives.prose.written import units_of
from spoken import WIDE, chinese, english

UNITS = units_of(load(Path(__file__).parent / "sample" / "data", "data")[0])
CHINESE = ("共有{}人。", "本年{}次", "其中，{}项已完成", "（{}家）", "统一组织{}场活动", "5G用户{}户")
AN_ARTICLE = CHINESE[2], CHINESE[4]  # 一项 and 一场 are an item and an event there, as far as can be told
ENGLISH = ("There were a total of {} persons.", "exactly {} awards", "in 2023, {} participations", "({} hours)")


def scaled(number: int) -> str:
    """In 万 or 亿, with as many decimals as it needs."""
    power, name = (8, "亿") if number >= 10**8 else (4, "万")
    return f"{Decimal(number).scaleb(-power).normalize():f}{name}"


def mixed(number: int) -> str:
    """12亿3456万."""
    pieces = []
    for power, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section, number = divmod(number, power)
        if section:
            pieces.append(f"{section}{name}")
    return "".join(pieces) or "0"


WAYS = {
    "digits": str,
    "thousands": "{:,}".format,
    "thin spaces": lambda number: f"{number:,}".replace(",", "\u202f"),
    "full width": lambda number: str(number).translate(WIDE),
    "numerals": chinese,
    "scaled": scaled,
    "mixed": mixed,
}
IN_ENGLISH = {
    "digits": str,
    "thousands": "{:,}".format,
    "words": english,
    "capitals": lambda n: english(n).capitalize(),
}
SHARES = {
    "per cent": "{:f}%",
    "full width": "{:f}％",
    "in words": "{:f} per cent",
    "one word": "{:f} percent",
    "百分之": "百分之{:f}",
    "points": "{:f}个百分点",
}

numbers = st.one_of(
    st.integers(0, 10**12),
    st.integers(0, 3000),
    st.builds(lambda digits, power: min(digits * 10**power, 10**12), st.integers(1, 9999), st.integers(0, 9)),
)


@pytest.mark.parametrize("way", WAYS)
@given(number=numbers, sentence=st.sampled_from(CHINESE))
def test_number_in_a_chinese_sentence_is_found_and_read(way, number, sentence):
    assume(WAYS[way](number) != "一" or sentence not in AN_ARTICLE)
    text = sentence.format(WAYS[way](number))
    assert [each.value for each in written(text, UNITS) if each.firm and each.kind != "year"] == [number], text


@pytest.mark.parametrize("way", IN_ENGLISH)
@given(number=numbers, sentence=st.sampled_from(ENGLISH))
def test_number_in_an_english_sentence_is_found_and_read(way, number, sentence):
    text = sentence.format(IN_ENGLISH[way](number))
    assert [each.value for each in written(text, UNITS) if each.firm and each.kind != "year"] == [number], text


@pytest.mark.parametrize("way", SHARES)
@given(share=st.decimals(0, 1000, places=2), sentence=st.sampled_from(["占{}。", "a share of {}", "{}"]))
def test_share_is_found_and_read(way, share, sentence):
    text = sentence.format(SHARES[way].format(share))
    assert [each.value for each in written(text, UNITS) if each.firm] == [Fraction(share) / 100], text


PIECES = (
    *"0123456789,.%９ \u202f万亿千百十一二三两零第约近多余几个人次年月日分之点半翻番成倍〔〕（）()/-:$`{}",
    *(" two ", "hundred", " and ", "third", "half of", "dozens", "CNY ", "per cent", "st"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_no_text_breaks_the_reader_and_each_number_stands_where_it_is_said_to(text):
    for each in written(text, UNITS, hidden=True):
        assert 0 <= each.start <= each.core[0] <= each.core[1] <= len(text)
        assert each.core[1] <= each.end <= len(text)
