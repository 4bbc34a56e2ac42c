"""What Typst complains about is told at the node that it is about, be it in the document or in a style."""

from __future__ import annotations

import pytest

from csrdirectives.typst.builder import FONTS
from csrdirectives.typst.compiler import CannotPrint, Compiled

STYLE = '#let fail(body) = { 1 + "a" }\n#let twice(n) = calc.pow(n, "b")\n'
HEAD = (
    '#import "style.typ": *\n#set document(title: "T")\n#set text(lang: "en", font: "Noto Serif SC", fallback: false)\n'
)


def complaints(folder, text, standards=("ua-1",)):
    (folder / "style.typ").write_text(STYLE, "utf-8")
    (folder / "main.typ").write_text(HEAD + text, "utf-8")
    try:
        found = Compiled(folder / "main.typ", [FONTS], standards, 0).warnings
    except CannotPrint as fault:
        found = fault.complaints
    return [(each.message, each.place) for each in found]


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        ("/*@0*/= A\n\n/*@1*/#nosuch(\n\n/*@2*/)", "unknown variable: nosuch", 1),
        ('/*@0*/= A\n\n/*@1*/#link(label("x"))[a]', "label `<x>` does not exist in the document", 1),
        ("/*@0*/= 甲乙丙丁 /*@1*/#fail[a]", "style.typ:1: cannot add integer and string", 1),
        ("/*@0*/= A\n\n/*@7*/#twice(1)", "style.typ:2: expected integer or float, found string", 7),
        ("#nosuch", "unknown variable: nosuch", None),
        ('/*@0*/= A\n\n/*@1*/#"\\u{e000}";', "PDF/UA-1 error: the text", 1),
        ("/*@0*/== A", "PDF/UA-1 error: the first heading must be of level 1", 0),
    ],
)
def test_error_is_told_at_its_place(tmp_path, text, message, place):
    [(told, at), *_] = complaints(tmp_path, text)
    assert (told.startswith(message), at) == (True, place), told


def test_warning_is_told_at_its_place_and_does_not_hinder(tmp_path):
    text = '/*@0*/= A\n\n/*@4*/#text(font: "Nosuch", fallback: true)[a]'
    assert [(told, at) for told, at in complaints(tmp_path, text) if "nosuch" in told] == [
        ("unknown font family: nosuch", 4)
    ]


def test_all_errors_are_told(tmp_path):
    text = '/*@0*/= A\n\n/*@1*/#link(label("x"))[a]\n\n/*@2*/#link(label("y"))[a]'
    assert [at for _, at in complaints(tmp_path, text)] == [1, 2]


def test_nothing_beside_the_folder_is_read(tmp_path):
    (tmp_path / "book").mkdir()
    (tmp_path / "secret.txt").write_text("x", "utf-8")
    [(told, at)] = complaints(tmp_path / "book", '/*@0*/#read("../secret.txt")')
    assert "would escape the project root" in told
    assert at == 0
