"""The quick reader of plain TOML gives what Python's own gives, or leaves the text to it."""

from __future__ import annotations

import random
import tomllib

import pytest

from csrdirectives.plaintoml import plain_tables

PLAIN = {
    "nothing": "",
    "a comment": "# 注\n\n",
    "tables": '["a.b"]\nname = "甲"\n\n[c]\nname = "乙 # 不是注"\n',
    "a field before all tables": 'title = "报告"\n[c]\nname = "乙"\n',
    "texts and lists of texts": '[a]\nnone = ""\none = ["x"]\nmore = ["x, y", "", "z"]\n',
    "other values": "[a]\nyes = true\nno = false\nn = 0\nm = 120\n",
    "fields within fields": '[a]\nforms.zh.other = "{}人"\nforms.en.other = "{}"\nforms.en.one = "{}"\n',
    "numbers as names": "[1]\n2 = 3\n",
}
NOT_PLAIN = {
    "an escape": '[a]\nname = "a\\nb"\n',
    "a comment after a value": '[a]\nname = "a" # b\n',
    "two quotation marks more": '[a]\nname = "a" "b"\n',
    "a text over lines": '[a]\nname = """\nb"""\n',
    "a literal text": "[a]\nname = 'b'\n",
    "a number with a point": "[a]\nn = 1.5\n",
    "a number with a zero before it": "[a]\nn = 01\n",
    "digits that are none of ASCII": "[a]\nn = １\n",
    "a date": "[a]\nday = 2023-01-01\n",
    "an empty list": "[a]\nlist = []\n",
    "a list over lines": '[a]\nlist = [\n"b",\n]\n',
    "braces": "[a]\nb = { c = 1 }\n",
    "a table twice": "[a]\n[a]\n",
    "a field twice": "[a]\nb = true\nb = true\n",
    "a field and a table within it": '[a]\nb = ""\nb.c = ""\n',
    "a table within a field": "[a]\nb.c = 1\nb = 1\n",
    "a field as a table": "b.c = 1\n[b]\n",
    "a table within a table": "[a.b]\n",
    "a list of tables": "[[a]]\n",
    "a blank before a field": "[a]\n b = 1\n",
    "no blanks around the sign": "[a]\nb=1\n",
    "a name in quotation marks": '[a]\n"b" = 1\n',
    "no value": "[a]\nb = \n",
    "no sign": "[a]\nb\n",
    "a name that is no name": "[a]\n甲 = 1\n",
}
PIECES = ["[a]", '["a.b"]', "[c]", "b", "b.c", "e", " = ", "=", '"x"', '"', "1", "01", "true", '["x", "y"]', "[", "\n"]


@pytest.mark.parametrize("what", PLAIN)
def test_plain_text_is_read_as_python_reads_it(what):
    found = plain_tables(PLAIN[what])
    assert repr(found) == repr(tomllib.loads(PLAIN[what]))


@pytest.mark.parametrize("what", NOT_PLAIN)
def test_what_is_not_plain_or_not_sound_is_left_to_python(what):
    assert plain_tables(NOT_PLAIN[what]) is None


def test_whatever_is_given_python_gives_too():
    draw = random.Random(1)  # noqa: S311  # chance that can be had again is the point
    taken = 0
    for _ in range(20_000):
        text = "".join(draw.choices(PIECES, k=draw.randint(1, 9)))
        found = plain_tables(text)
        if found is not None:
            taken += 1
            assert repr(found) == repr(tomllib.loads(text)), text
    assert taken > 100
