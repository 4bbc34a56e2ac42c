"""What comes to stand on which page: short chapters of an appendix, long tables, tall rows."""

from __future__ import annotations

import pytest
from sphinx.cmd.build import build_main

from printed import Pdf

CONF = """
extensions = ["csrdirectives.typst"]
project = "Pages"
typst_name = "pages"
typst_date = "2024-03-31"
typst_appendices = ["appendix*"]
"""
TABLE = """
.. list-table:: Some table
   :header-rows: 1

   * - Name
     - Words
"""
ROW = "   * - {}\n     - {}\n"
LINE = "A line that says nothing.\n\n"


@pytest.fixture
def printed(tmp_path):
    """Print pages, the first of which lists the others."""

    def run(**pages):
        toctree = "Book\n====\n"
        for appendix in (False, True):
            listed = [name for name in pages if name.startswith("appendix") == appendix]
            toctree += "\n.. toctree::\n\n" * bool(listed) + "".join(f"   {name}\n" for name in listed)
        for name, content in {"conf.py": CONF, "index.rst": toctree}.items():
            (tmp_path / name).write_text(content, "utf-8")
        for name, content in pages.items():
            (tmp_path / f"{name}.rst").write_text(f"{name.title()}\n{'=' * len(name)}\n\n{content}", "utf-8")
        assert build_main(["-nWq", "-b", "typst", "-d", *(str(tmp_path / name) for name in ("trees", "", "out"))]) == 0
        return Pdf(tmp_path / "out" / "pages.pdf")

    return run


def page_of(pdf, text):
    """The pages on which a text stands."""
    return [page for page, said in enumerate(pdf.texts) if text in said]


def opened(pdf):
    return {title: place[0] for level, title, place in pdf.outline if level == 1}


def test_short_chapters_of_an_appendix_share_a_page_others_have_their_own(printed):
    pdf = printed(one=LINE, two=LINE, appendix1=LINE, appendix2=LINE, appendix3=LINE)
    at = opened(pdf)
    assert at["Two"] == at["One"] + 1
    assert at["Appendix1"] == at["Two"] + 1
    assert at["Appendix1"] == at["Appendix2"] == at["Appendix3"]


def test_chapter_of_an_appendix_begins_on_the_next_page_where_little_room_is_left(printed):
    pdf = printed(appendix1=LINE * 42, appendix2=LINE)
    assert opened(pdf)["Appendix2"] == opened(pdf)["Appendix1"] + 1


def test_page_on_which_a_chapter_begins_further_down_has_the_head_of_the_one_before(printed):
    pdf = printed(appendix1=LINE * 60, appendix2=LINE)
    page = opened(pdf)["Appendix2"]
    assert page == opened(pdf)["Appendix1"] + 1
    first = max((line for line in pdf.lines if line.page == page), key=lambda line: line.top)
    assert first.text in {"Appendix1", "Book"}


@pytest.mark.parametrize("lines", range(24, 33))
def test_long_table_begins_only_where_rows_follow_its_head(printed, lines):
    pdf = printed(text=LINE * lines + TABLE + "".join(ROW.format(f"row {i}.", "some words") for i in range(30)))
    (head,) = page_of(pdf, "Some table")
    assert "row 1." in pdf.texts[head]


@pytest.mark.parametrize(("words", "broken"), [(200, False), (1500, True)])
def test_row_goes_on_on_the_next_page_only_if_it_could_be_taller_than_one(printed, words, broken):
    rows = ROW.format("short", "x") * 20 + ROW.format("tall", "word " * words) + ROW.format("short", "x") * 5
    pdf = printed(text=LINE * 10 + TABLE + rows)
    cell = max((tag for tag in pdf.tags if tag.name == "TD"), key=lambda tag: len(tag.text))
    assert (len({page for _, page, _ in cell.leaves()}) > 1) is broken
