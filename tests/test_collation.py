"""The order of an index: where a word stands, under which letter, and when the dictionary is loaded for it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from csrdirectives.collation import letter_of, place_of, readings, sort_key


@pytest.mark.parametrize(
    "words",
    [
        ["2023 年", "API", "长江", "重庆"],
        ["A", "aa", "Ab", "ab", "b"],
        ["Émile", "f"],
        ["会议", "会计", "快乐"],
        ["行业", "行人", "银行"],
        ["元", "原料", "员工", "员外"],
        ["zebra", "在岗"],
        ["培训", "培训课时", "赔偿"],
        ["_init", "init"],
        ["Form", "“Four” facilities", "G"],
        ["《报告》", "报社", "（二）"],
    ],
)
def test_words_are_sorted_by_letters_and_pinyin(words):
    key = sort_key(readings(words, {}))
    assert sorted(set(words), key=lambda word: place_of(key(word))) == words


@pytest.mark.parametrize(
    ("word", "letter"),
    [
        ("重庆", "C"),
        ("员工", "Y"),
        ("Émile", "E"),
        ("zebra", "Z"),
        ("2023 年", ""),
        ("дом", "Д"),
        ("“Four”", "F"),
        ("“", ""),
    ],
)
def test_words_stand_under_theirletter_of(word, letter):
    assert letter_of(sort_key(readings([word], {}))(word)) == letter


def test_dictionary_is_loaded_for_words_alone_that_are_not_known():
    program = """
import sys
from csrdirectives.collation import readings, sort_key
sort_key(readings(["API", "“2023”"], {}))
readings(["重庆"], {"重庆": [("chong", "2"), ("qing", "4")]})
sys.exit("pypinyin" in sys.modules)
"""
    subprocess.run([sys.executable, "-c", program], check=True)  # noqa: S603  # ours


def test_word_is_read_as_it_is_known():
    assert readings(["重庆", "员工", "API"], {"重庆": [("x", "1"), ("y", "2")], "废话": [("fei", "4")]}) == {
        "重庆": [("x", "1"), ("y", "2")],
        "员工": [("yuan", "2"), ("gong", "1")],
    }
