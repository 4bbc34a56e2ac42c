"""Problems are told in the reader's language, with nothing in them that cannot be seen."""

from __future__ import annotations

import locale

import pytest

from csrdirectives.messages import MESSAGES, Message
from csrdirectives.problems import Problem, Problems, Where, nearest, shown, user_language


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "en_GB.UTF-8", "LANGUAGE": "zh_CN:en"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LANGUAGE": "en:zh_CN"}, "en"),
        ({"LANG": "C.UTF-8", "LC_ALL": ""}, "en"),
        ({"LANG": "ZH_tw"}, "zh"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
    ],
)
def test_language_is_that_of_the_environment(environment, language):
    assert user_language(environment) == language


@pytest.mark.parametrize(
    ("name", "language"),
    [("Chinese (Simplified)_China", "zh"), ("zh_CN", "zh"), ("English_United Kingdom", "en"), (None, "en")],
)
def test_language_is_that_of_the_system_where_the_environment_says_nothing(monkeypatch, name, language):
    monkeypatch.setattr(locale, "getlocale", lambda: (name, "936"))
    assert user_language({}) == language


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", "没有名为“a.b”的指标；是否应为“a.c”？"),
        ("zh_CN.UTF-8", "没有名为“a.b”的指标；是否应为“a.c”？"),
        ("en", "there is no indicator “a.b”; did you mean “a.c”?"),
        ("fr", "there is no indicator “a.b”; did you mean “a.c”?"),
    ],
)
def test_problem_is_told_with_the_nearest_name(language, words):
    assert Problem("unknown-indicator", Where("a.csv", 3), {"name": "a.b", "near": "a.c"}).text(language) == words


def test_detail_may_have_words_of_its_own_in_each_language():
    problem = Problem("count-negative", Where(""), {"text": "-1", "unit": Message("人", "persons")})
    assert problem.text("zh") == "“-1”是负数，而“人”不能为负"
    assert problem.text("en") == "“-1” is negative, and “persons” cannot be"


def test_braces_in_a_cell_stay_braces():
    assert "“{name}{0}”" in Problem("unknown-indicator", Where(""), {"name": "{name}{0}"}).text("en")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a\u202eb\x00c\n", "a<U+202E>b<U+0000>c<U+000A>"),
        ("甲" * 80, "甲" * 80),
        ("甲" * 81, "甲" * 77 + "…"),
        (41, 41),
    ],
)
def test_what_cannot_be_seen_is_named_and_what_is_long_is_cut(value, text):
    assert shown(value) == text


def test_place_without_a_line_is_the_file():
    assert (str(Where("a.csv")), str(Where("a.csv", 7))) == ("a.csv", "a.csv:7")


def test_nearest_of_nothing_alike_is_nothing():
    assert nearest("workforce", ["aid", "training"]) == ""


def test_code_without_words_is_refused():
    with pytest.raises(AssertionError):
        Problems().add("no-such-code", Where(""))
    assert "no-such-code" not in MESSAGES
