"""The printed report: each doubt with its note on the page, covers from the data."""

from __future__ import annotations

import re

import pypdfium2
import pytest

EXTENSIONS = ["myst_parser", "csrdirectives", "csrdirectives.typst"]
PAGES = {
    "index.md": """# 报告

:::{toctree}
one
:::

男{csr:value}`workforce.total#male`，又是{csr:value}`workforce.total#male`。
""",
    "one.md": """# 第一章

:::{csr:cards}
workforce.total#male
:::

## 第一节

男{csr:value}`workforce.total#male`。

:::{csr:catalogue}
:::

:::{csr:findings}
:::
""",
}


@pytest.fixture(scope="module")
def printed(build_all):
    """The words of each printed page, without spaces."""
    built = build_all(PAGES, "typst", extensions=EXTENSIONS)
    assert built.warnings == []
    with pypdfium2.PdfDocument(built.out / "sample.pdf") as document:
        return [re.sub(r"\s", "", page.get_textpage().get_text_bounded()) for page in document]


def marks(text):
    """The numbers of the notes on doubts, each as often as it stands on a page."""
    return re.findall(r"※(\d+)(?![\d人])", text)  # what is counted in 人 is the next cell of a table


def test_doubt_is_explained_at_the_foot_of_the_page_once_however_often_the_figure_stands_there(printed):
    page = next(text for text in printed if "又是173人" in text)
    after = marks(page[page.index("男173人") :])
    assert len(after) == 3  # two marks and the note
    assert len(set(after)) == 1
    assert "男女员工之和与在岗员工总数相符" in page


def test_doubt_is_explained_again_on_another_page_and_not_in_another_section_of_the_same(printed):
    assert [set(found) for page in printed if (found := marks(page))] == [{"1"}, {"2"}]


def test_doubt_among_the_definitions_needs_no_note_since_the_finding_is_named_there(printed):
    _, entry = "".join(printed).split("workforce.total", 1)
    assert "173人※180人" in entry[: entry.index("workforce.dispatched")]  # in the next cell, the year before


def test_covers_say_who_reports_on_which_year(printed):
    assert "样本单位" in printed[0]
    assert "2023" in printed[0]
    assert "怎样读数值" in printed[-1]


def test_site_of_the_same_pages_keeps_its_marks_of_doubt_as_links(build_all):
    built = build_all(PAGES, "html", extensions=EXTENSIONS)
    assert '<sup class="csr-doubt">' in built.text("index.html")
    assert "footnote" not in built.text("index.html")


def test_page_that_is_not_printed_is_not_named_among_the_places_of_a_figure(build_all):
    pages = {**PAGES, "guide.md": ":orphan:\n\n# 操作手册\n\n{csr:value}`workforce.total#male`\n"}
    built = build_all(pages, "typst", extensions=EXTENSIONS, typst_exclude=["guide"])
    with pypdfium2.PdfDocument(built.out / "sample.pdf") as document:
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
    assert "见于" in text
    assert "操作手册" not in text


def test_row_taller_than_a_page_goes_on_over_the_next(build_all):
    text = "".join(f"第{number}句话。" for number in range(600))
    page = f"# 报告\n\n:::{{list-table}}\n:class: csr-table\n\n* - 甲\n  - 乙\n* - 注\n  - {text}\n:::\n"
    built = build_all({"index.md": page}, "typst", extensions=EXTENSIONS)
    with pypdfium2.PdfDocument(built.out / "sample.pdf") as document:
        shown = [re.sub(r"\s", "", page.get_textpage().get_text_bounded()) for page in document]
    pages = [text for text in shown if "句话。" in text]
    assert len(pages) > 1
    lost = [number for number in range(600) if f"第{number}句话。" not in "".join(pages)]
    assert len(lost) < len(pages)  # those between which a page ends, with its number
