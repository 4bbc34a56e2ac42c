"""Links within the book lead where Typst would lead them, and tell the same of their ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

from csrdirectives.typst import builder
from csrdirectives.typst.links import End, ends, led, numbered
from csrdirectives.typst.packing import Parts, Unfamiliar
from printed import Pdf

CONF = """\
extensions = ["csrdirectives.typst"]
project = "Book"
numfig = True
typst_name = "book"
typst_date = "2024-03-31"
"""
INDEX = "Book\n====\n\n.. toctree::\n   :numbered:\n\n   a\n   b\n"
PAGE = """\
Chapter {0}
=========

.. _{0}-here:

Section (in brackets) of {0}
----------------------------

.. index:: word; of {0}, word

To :ref:`a-here`, :ref:`b-here`, :numref:`a-table`, :numref:`b-table`, :doc:`a`, :doc:`b`, :term:`{1}`.

.. _{0}-table:

.. list-table:: See :ref:`a-here`
   :header-rows: 1

   * - :ref:`Head <{1}-here>`
{2}

.. glossary::

   {0}
      See :term:`{1}`.
"""
ROW = "   * - :ref:`Cell <b-here>`\n"
PAGES = {"a": PAGE.format("a", "b", ROW * 120), "b": PAGE.format("b", "a", ROW)}


def book(folder: Path, language: str = "en") -> Pdf:
    folder.mkdir()
    (folder / "conf.py").write_text(f'{CONF}language = "{language}"\n', "utf-8")
    (folder / "index.rst").write_text(INDEX, "utf-8")
    for name, text in PAGES.items():
        (folder / f"{name}.rst").write_text(text, "utf-8")
    app = SphinxTestApp("typst", srcdir=folder)
    try:
        app.build()
        assert app.warning.getvalue() == ""
    finally:
        app.cleanup()
    return Pdf(folder / "_build" / "typst" / "book.pdf")


def links(pdf: Pdf) -> list[tuple[object, ...]]:
    """Each link of a book: its page and box, what is told of it, and its end."""
    found = [(page, note) for page, each in enumerate(pdf.file.pages) for note in each.get("/Annots", [])]
    made = []
    for page, note in found:
        end = pdf.place(note.get("/Dest"))
        box = [round(float(side), 2) for side in note.Rect]
        told = str(note.Contents).removeprefix(", ")  # Typst writes so of a figure, which has no word for its kind
        made.append((page, box, told, end and [round(float(each), 2) for each in end]))
    return made


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_links_are_as_typst_makes_them(tmp_path, monkeypatch, language):
    ours = book(tmp_path / "ours", language)

    def not_led(pdf, to):
        if to:
            raise Unfamiliar
        return pdf

    monkeypatch.setattr(builder, "led", not_led)
    theirs = book(tmp_path / "theirs", language)
    assert links(ours) == links(theirs)
    assert len(links(ours)) > 140
    assert ours.texts == theirs.texts
    assert ours.outline == theirs.outline


POINT = b"[3 0 R/XYZ -1 800 0]"
LINK = b"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/Dest 5 0 R/F 4/StructParent 1/Contents(page 1)>>"
END = End("", 2, "ii", 10.0, 110.0)


def parts(**changed: bytes) -> Parts:
    objects = {
        "pages": b"<</Type/Pages/Count 2/Kids[3 0 R 4 0 R]>>",
        "first": b"<</Type/Page/MediaBox[0 0 500 800]/Parent 2 0 R>>",
        "second": b"<</Type/Page/MediaBox[0 0 500 700]/Parent 2 0 R>>",
        "point": POINT,
        "link": LINK,
        **changed,
    }
    return Parts(b"", {}, dict(enumerate(objects.values(), 2)), 7, b"")


def test_link_leads_to_its_end_and_tells_its_page():
    objects = led(parts(), [END]).objects
    assert objects[5] == b"[4 0 R/XYZ 10 600 0]"
    assert objects[6] == LINK.replace(b"(page 1)", b"(page ii)")


@pytest.mark.parametrize(
    ("told", "end", "made"),
    [
        (b"(page 1)", END._replace(what="Section, "), b"(Section, page ii)"),
        (b"(page 1)", END._replace(number="(2)"), b"<FEFF00700061006700650020002800320029>"),
        (b"<FEFF987500200031>", END._replace(number="12"), b"<FEFF9875002000310032>"),
        (b"(page 1)", END._replace(what="小节, "), b"<FEFF5C0F8282002C00200070006100670065002000690069>"),
    ],
)
def test_end_is_told_in_letters_of_any_script(told, end, made):
    assert led(parts(link=LINK.replace(b"(page 1)", told)), [end]).objects[6] == LINK.replace(b"(page 1)", made)


@pytest.mark.parametrize(
    "changed",
    [
        {"point": b"[3 0 R/XYZ -2 800 0]"},
        {"point": b"[3 0 R/XYZ -1.5 800 0]"},
        {"point": b"[3 0 R /XYZ -1 800 0]"},
        {"point": b"<</S/GoTo/D[3 0 R/XYZ -1 800 0]>>"},
        {"link": LINK.replace(b"(page 1)", b"(page)")},
        {"link": LINK.replace(b"(page 1)", b"(\\050page\\051 1)")},
        {"link": LINK.replace(b"(page 1)", b"(Seite \xa0 1)")},
        {"second": b"<</Type/Page/Parent 2 0 R>>"},
        {"first": b"<</Type/Page/Parent 2 0 R>>"},
        {"pages": b"<</Type/Pages/Count 2>>"},
    ],
)
def test_links_that_are_not_written_as_expected_are_left_to_typst(changed):
    with pytest.raises(Unfamiliar):
        led(parts(**changed), [END])


@pytest.mark.parametrize("said", [[], [[]], [[[2, "", 1, "1", 0, 0]]], [[[1, "", 1, "1", 0, 0]]] * 2])
def test_places_that_the_book_lacks_are_left_to_typst(said):
    with pytest.raises(Unfamiliar):
        ends(said, ["a"])


def test_places_are_numbered():
    assert ends([[[1, "", 2, "ii", 10.0, 110.0]]], ["a"]) == [END]
    assert numbered(["a:b", 'c"']) == '#let places = ("a:b":1,"c\\"":2,)\n'
    assert numbered([]) == "#let places = (:)\n"
