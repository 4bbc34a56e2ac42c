"""The index: what is in it, in which order, and where it leads."""

from __future__ import annotations

from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

from printed import Pdf

CONF = """\
extensions = ["myst_parser", "csrdirectives.typst"]
myst_enable_extensions = ["colon_fence"]
language = "zh_CN"
project = "书"
typst_name = "book"
typst_date = "2024-03-31"
typst_exclude = ["hidden"]
"""
PAGES = {
    "index": "# 书\n\n:::{toctree}\na\nb\nhidden\n:::\n",
    "a": """\
# 甲章

:::{index} single: 员工; 在岗
:::
:::{index} pair: 培训; 课时
:::
:::{index} triple: 会计; 银行; 行人
:::
:::{index} see: 职工; 员工
:::
:::{index} seealso: 培训; 教育
:::

一段。{index}`重庆`、{index}`长江`、{index}`2023 年`、{index}`Émile`、{index}`zebra`，又见 {term}`API`。

## 节

{index}`员工`，{index}`员工`，{index}`培训`。
""",
    "b": """\
# 乙章

{index}`员工 <!员工>`在这里，{term}`API` 也在。

:::{glossary}
API
  接口，也叫 {term}`API`。
:::
""",
    "hidden": "# 不印\n\n{index}`秘密`\n\n:::{index} see: 机密; 秘密\n:::\n",
}


def printed(folder: Path, pages: dict[str, str], **settings: object) -> Pdf:
    folder.mkdir(exist_ok=True)
    (folder / "conf.py").write_text(CONF, encoding="utf-8")
    for name, text in pages.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    app = SphinxTestApp("typst", srcdir=folder, confoverrides=settings)
    try:
        app.build()
        assert app.warning.getvalue() == ""
        return Pdf(Path(app.outdir) / "book.pdf")
    finally:
        app.cleanup()


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Pdf:
    return printed(tmp_path_factory.mktemp("index"), PAGES)


def index_of(pdf: Pdf) -> list[str]:
    """What stands under the heading of the index, by paragraphs."""
    tags = pdf.named("H1", "H2", "P")
    start = max(number for number, tag in enumerate(tags) if tag.name == "H1" and tag.text == "索引")
    return [" ".join(tag.text.split()) for tag in tags[start + 1 :] if not tag.within("H1")]


def test_index_lists_what_the_pages_mark(book):
    assert index_of(book) == [
        *("符号", "2023 年 2"),
        *("A", "API 2, 3"),
        *("C", "长江 2", "重庆 2"),
        *("E", "Émile 2"),
        *("K", "课时", "培训 2", "会计", "银行 行人 2"),
        *("P", "培训 2; 另请参见 教育", "课时 2"),
        *("X", "行人", "会计 银行 2"),
        *("Y", "银行", "行人, 会计 2", "员工 2, 3", "在岗 2"),
        *("Z", "zebra 2", "职工 见 员工"),
    ]


def test_index_is_in_the_contents_and_the_bookmarks(book):
    assert [(level, title) for level, title, _ in book.outline][-1] == (1, "索引")
    assert any("索引" in tag.text for tag in book.named("TOCI"))


def test_each_page_number_leads_to_its_page(book):
    paragraph = next(tag for tag in book.named("P") if tag.text.startswith("员工") and "2" in tag.text)
    links = [tag for tag in paragraph.all() if tag.name == "Link"]
    starts = {title: place[0] for _, title, place in book.outline}
    goals = [book.place(link.annotations[0].get("/Dest") or link.annotations[0].A.D) for link in links]
    assert [link.text for link in links] == ["2", "3"]
    assert [goal[0] for goal in goals] == [starts["甲章"], starts["乙章"]]


def test_what_is_not_printed_is_not_in_the_index(book):
    assert not any("秘" in line for line in index_of(book))


@pytest.mark.parametrize("settings", [{"typst_index": False}, {"typst_exclude": ["a", "b"]}])
def test_there_is_no_index_if_it_is_not_wanted_or_empty(tmp_path, settings):
    pages = {"index": PAGES["index"].replace("# 书", "# 书\n\n## 第一节"), "hidden": "# 印\n"}
    pdf = printed(tmp_path, PAGES if "typst_index" in settings else PAGES | pages, **settings)
    assert all(title != "索引" for _, title, _ in pdf.outline)
