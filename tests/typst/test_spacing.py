"""Line ends and spaces of paragraphs, across the roles and links within them."""

from __future__ import annotations

import pytest
from docutils import nodes
from docutils.core import publish_doctree

from csrdirectives.typst.spacing import settle, spaced

CHINESE = [
    ("共有 23 家", "共有23家"),
    ("用 GRI 标准", "用GRI标准"),
    ("增长 5% 以上", "增长5%以上"),
    ("共有23家，\n其中", "共有23家，其中"),
    ("甲\n乙", "甲乙"),
    ("甲\nA", "甲A"),
    ("one\ntwo", "one two"),
    ("甲 乙", "甲 乙"),  # typed between two words: meant
    ("甲 ， 乙", "甲，乙"),
    ("2023 年", "2023年"),
    ("\U00020000 A \U00020000", "\U00020000A\U00020000"),
    ("甲 \n 乙", "甲乙"),
    ("a , b", "a , b"),
]
ENGLISH = [("one\n two", "one two"), ("共有 23 家", "共有 23 家"), ("甲\n乙", "甲乙")]


@pytest.mark.parametrize(("text", "set_as"), CHINESE)
def test_spaces_in_chinese_are_the_typesetter_s(text, set_as):
    assert spaced(text, chinese=True) == set_as


@pytest.mark.parametrize(("text", "set_as"), ENGLISH)
def test_spaces_in_other_languages_are_the_author_s(text, set_as):
    assert spaced(text, chinese=False) == set_as


@pytest.mark.parametrize(
    ("text", "set_as"),
    [
        ("如 *图* 所示", "如|图|所示"),
        ("如 **A** 与\n``b`` 类", "如|A|与|b|类"),
        ("``b  c`` 甲 ``d``", "b  c|甲|d"),
        ("由 `甲 <https://example.org>`_ ，和 *乙*\\ 。", "由|甲|，和|乙|。"),
        ("2023\\. 甲 *乙*", "2023. 甲|乙"),
        ("H\\ :sub:`2`\\ O 气", "H|2|O气"),
        ("*A* :math:`x` 甲 :math:`x` 乙", "A| |x|甲|x|乙"),
        ("``a\nb`` c", "a b| c"),
        ("*one*\ntwo *three*", "one| two |three"),
    ],
)
def test_spaces_beside_roles_are_there_for_the_syntax_alone(text, set_as):
    document = publish_doctree(text)
    settle(document, chinese=True)
    assert "|".join(each.astext() for each in document.findall(nodes.Text) if each.astext()) == set_as


def test_code_blocks_and_lines_keep_theirs():
    document = publish_doctree("::\n\n  甲 A\n  乙\n\n| 甲\n|   乙 A\n")
    settle(document, chinese=True)
    assert [each.astext() for each in document.findall(nodes.Text)] == ["甲 A\n乙", "甲", "乙A"]
