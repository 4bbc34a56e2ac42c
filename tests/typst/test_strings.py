"""Text that becomes Typst keeps every character, whatever Typst's markup makes of it."""

from __future__ import annotations

import json

import pytest
import typst

from csrdirectives.typst.strings import PLACE, array, call, dictionary, quoted, shown, strings
from csrdirectives.typst.writer.measures import typst_length

TEXTS = [
    "2023. 本报告期内",
    "...",
    "-- --- ~ 'q' \"q\"",
    "\\ \\n C:\\new",
    "/*@3*/ // /* */",
    "# = + - / * _ ` $x$ [ ] ( ) { } ; <label> @ref",
    "tab\tline\nend",
    "\\u{41}",
    "㎡ 𠀀 “”",
]


@pytest.mark.parametrize("text", TEXTS)
def test_string_is_read_by_typst_as_it_was(text):
    given = f"#metadata({quoted(text)}) <it>".encode()
    assert json.loads(typst.query(given, "<it>", field="value", one=True)) == text


@pytest.mark.parametrize("text", TEXTS)
def test_no_text_looks_like_the_mark_of_a_place(text):
    assert not PLACE.search(quoted(text))


def test_control_characters_are_left_out():
    assert quoted("a\x00\x08\x0c\x7fb\r") == '"ab"'


def test_empty_text_is_nothing():
    assert shown("") == ""


@pytest.mark.parametrize(
    ("made", "typst"),
    [
        (array([]), "()"),
        (array(["1"]), "(1,)"),
        (strings(["a", 'b"']), '("a","b\\"",)'),
        (dictionary({}), "(:)"),
        (dictionary({"a b": "c"}), '("a b":"c",)'),
        (call("f"), "#f()"),
        (call("f", content="x"), "#f[x]"),
        (call("f", "1", two_words="2", none=None, content=""), "#f(1,two-words:2)[]"),
    ],
)
def test_calls_and_values_are_written_as_typst_reads_them(made, typst):
    assert made == typst


@pytest.mark.parametrize(
    ("given", "length"),
    [
        ("120", "90pt"),
        ("120px", "90pt"),
        ("2.5 cm", "2.5cm"),
        (".5in", "0.5in"),
        ("2pc", "24pt"),
        ("3EM", "3em"),
        ("2rem", "2em"),
        ("1ex", "0.5em"),
        ("8Q", "2mm"),
        ("50 %", "50%"),
        ("10vw", None),
        ("wide", None),
        ("-1cm", None),
        ("", None),
    ],
)
def test_lengths_are_in_typst_s_units(given, length):
    assert typst_length(given) == length
