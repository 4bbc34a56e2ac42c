"""A project of every construct, printed: what its tags say to a reader who cannot see, and where things stand."""

from __future__ import annotations

import gettext
import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from sphinx.locale import translators
from sphinx.testing.util import SphinxTestApp
from sphinx.util.console import strip_escape_sequences

from printed import Pdf
from unprinted import KITCHEN

HEADINGS = """
    目录 厨房水槽 行内code文字 难写的文字 块 小节强调与code 列表 二级 三 四 五 六 七 八 九 表 长表
    图，见列表与https://example.org 代码 注 域 MyST页code 可以 套中𝑥2、索引项与目标 附录一 根页的小节 迟来的页 索引
""".split()  # noqa: SIM905  # one a line would hide their order
NOTES = """
    书名的脚注。 标题的脚注。 表题的脚注。 单元格的脚注。第二段。 每页重复的表头只注一次。 符号脚注，见。 第二个符号。
    双引的脚注。 五号。 自动，有code和。列第二段。 MyST的脚注。第二段。 多处引用的脚注，见目标。x=1
""".split()  # noqa: SIM905


@pytest.fixture(scope="module")
def kitchen(tmp_path_factory):
    """The printed project, and what was told."""
    folder = tmp_path_factory.mktemp("kitchen")
    shutil.copytree(KITCHEN, folder, dirs_exist_ok=True)
    gettext._translations.clear()  # noqa: SLF001  # else a process keeps the translations that it read first
    translators.clear()
    app = SphinxTestApp("typst", srcdir=folder)
    try:
        app.build()
        return Pdf(Path(app.outdir) / "kitchen.pdf"), strip_escape_sequences(app.warning.getvalue())
    finally:
        app.cleanup()


@pytest.fixture(scope="module")
def pdf(kitchen):
    return kitchen[0]


def text(tag):
    """What a tag says, without the numbers of notes and without spaces."""
    own = "".join(
        text(each) if hasattr(each, "name") else tag._pdf.pieces(each[0]).get(each[1], ("",))[0]  # noqa: SLF001
        for each in tag.pieces
        if getattr(each, "name", "") not in {"Lbl", "Note"}
    )
    return re.sub(r"\s", "", own)


def under(tag, *names):
    return [each for each in tag.all() if each.name in names]


def table(pdf, caption):
    return next(each for each in pdf.named("Table") if caption in text(each))


def test_kitchen_is_printed_with_one_warning_for_its_table_without_a_head(kitchen):
    told = [line for line in kitchen[1].splitlines() if line]
    assert [re.sub(r".*/", "", line) for line in told] == [
        "tables.rst:19: WARNING: This table has neither a header row nor a column of headers [typst.table-header]"
    ]


def test_headings_are_those_of_the_pages_in_order_and_never_skip_a_level(pdf):
    found = [each for each in pdf.tags if re.fullmatch(r"H\d", each.name)]
    assert [re.sub(r"^[\d.]+", "", text(each)) for each in found] == HEADINGS
    levels = [int(each.name[1]) for each in found]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert max(levels) == 8


def test_bookmarks_are_the_headings_and_lead_to_them(pdf):
    titles = [re.sub(r"^[\d.]+|\s", "", title) for _, title, _ in pdf.outline]
    headings = [heading.replace("𝑥", "x") for heading in HEADINGS[2:]]
    assert [title for title in titles if title in headings] == headings
    assert all(place is not None for _, _, place in pdf.outline)


def test_every_footnote_is_printed_once_also_from_headings_captions_and_repeated_heads(pdf):
    assert [text(each) for each in pdf.named("Note")] == NOTES
    assert [
        sum(page.count(words[:5]) for page in pdf.texts) for words in ("标题的脚注。", "双引的脚注。", "每页重复的表头")
    ] == [1, 1, 1]


def test_notes_are_numbered_in_their_order_without_a_gap(pdf):
    numbers = ["".join(text(below) or below.text for below in under(each, "Lbl")[:1]) for each in pdf.named("Note")]
    assert numbers == [str(number) for number in range(1, len(NOTES) + 1)]


def test_contents_hold_no_notes(pdf):
    contents = pdf.named("TOC")[0]
    assert under(contents, "Note", "Lbl") == []
    assert "小节强调与code" in re.sub(r"\s", "", contents.text)


def test_every_link_within_leads_somewhere(pdf):
    found = [note for each in pdf.tags for note in each.annotations if "/Dest" in note or note.get("/A", {}).get("/D")]
    assert len(found) > 60
    assert [str(note.get("/Contents", "")) for note in found if pdf.place(note.get("/Dest") or note.A.D) is None] == []


def test_links_out_are_the_author_s(pdf):
    addresses = {str(note.A.URI) for each in pdf.tags for note in each.annotations if "/URI" in note.get("/A", {})}
    assert addresses == {
        "https://example.org/a?b=c&d=#e",
        "https://example.org",
        "https://example.org/more",
        "https://example.org/target",
        "https://peps.python.org/pep-0008/",
        "https://datatracker.ietf.org/doc/html/rfc2119.html",
    }


def test_lists_keep_their_numbers(pdf):
    labels = ["".join(under(item, "Lbl")[0].text.split()) for item in pdf.named("LI") if under(item, "Lbl")]
    numbered = [label for label in labels if re.fullmatch(r"\(?\w+[.)]", label)]
    assert numbered == [
        *("1.", "5.", "6.", "c)", "d)", "(iv)", "(v)", "I.", "a.", "1.", "II.", "B.", "C."),  # RST's
        *("1.", "2.", "1.", "2.", "7)", "8)"),  # MyST's
    ]


def test_no_sign_of_an_author_became_markup(pdf):
    said = [text(each) for each in pdf.named("P")]
    assert "2023.起始的年。" in said
    assert "=不是标题" in said
    assert "/词:义" in said
    hard = next(each for each in said if each.startswith("..."))
    assert (
        "--两横，---三横，\"直引号\"'single'，反斜\\，C:\\new，/*@3*/，//不是注释，#不是标题，[不是列，$不是式，"
        in hard
    )
    assert "<label>，@ref，~不断，=等号，+加，-减，*星，_下划，`反引。" in hard


def test_no_paragraph_stands_in_a_paragraph(pdf):
    assert [each for each in pdf.named("P") if each.above.name in {"P", "Em", "Strong", "Span", "Link"}] == []


def test_code_is_kept_to_the_letter_and_within_the_page(pdf):
    blocks = [text(each) for each in pdf.named("Code")]
    assert {'字面#[$<label>/*@3*/"q"\\n', "plaintexttab", '{"a":1}', "x=1", "粗", "C:\\new"} <= set(blocks)
    long = next(each for each in pdf.named("Code") if "aaaa" in each.text)
    assert "".join(long.text.split()).replace("\u200b", "") == "a" * 132
    assert max(piece.right for piece in long.shown) < 595 - 70


def test_table_without_a_head_has_no_header_cells(pdf):
    assert under(table(pdf, "表2无头"), "TH") == []
    assert len(under(table(pdf, "表1表题"), "TH")) == 2


def test_cells_are_merged_as_written(pdf):
    merged = next(each for each in pdf.named("Table") if "跨两列" in text(each))
    spans = {text(cell)[:3]: cell.node.get("/A") for cell in under(merged, "TD")}
    assert int(span(spans["跨两列"], "ColSpan")) == 2
    assert int(span(spans["跨两行"], "RowSpan")) == 2


def span(attributes, name):
    kinds = attributes if isinstance(attributes, list) or attributes._type_name == "array" else [attributes]  # noqa: SLF001
    return next(kind[f"/{name}"] for kind in kinds if f"/{name}" in kind)


def test_figures_stand_on_the_right_and_words_on_the_left_of_their_columns(pdf):
    rows = [under(row, "TH", "TD") for row in under(table(pdf, "表4长表"), "TR")]
    for page in {row[0].page for row in rows}:
        number, words, thousands = zip(*(row for row in rows if row[0].page == page), strict=True)
        assert spread(cell.shown[0].right for cell in number) < 1
        assert spread(cell.shown[0].left for cell in words) < 1
        assert spread(cell.shown[0].right for cell in thousands) < 1


def spread(edges):
    edges = list(edges)
    return max(edges) - min(edges)


def test_head_of_a_long_table_is_on_each_of_its_pages(pdf):
    pages = {each.page for each in table(pdf, "表4长表").all() if each.page is not None}
    assert len(pages) == 3
    assert all("文字" in pdf.texts[page] for page in pages)


def test_admonitions_say_their_kind_in_the_language_of_the_document(pdf):
    said = [text(each) for each in pdf.named("P")]
    labels = [
        "i备注",
        "!警告",
        "+小技巧",
        "!重要",
        "!小心",
        "!注意",
        "!!危险",
        "×错误",
        "+提示",
        "→参见",
        "§自定题",
        "§待处理",
    ]
    assert [label for label in labels if label not in said] == []


def test_quotation_ends_with_who_said_it_and_a_rule_follows(pdf):
    quotes = [text(each) for each in pdf.named("BlockQuote")]
    assert quotes == ["块引用。——作者甲", "题记。——某人", "抽出的话。", "要点。", "引文第二段"]


def test_every_picture_and_formula_has_its_words(pdf):
    assert {str(each.node.get("/Alt", "")) for each in pdf.named("Figure")} == {"一点", "标", "点"}
    assert len(pdf.named("Figure")) == 13
    assert all(str(each.node.get("/Alt", "")) for each in pdf.named("Formula"))


def test_what_is_for_the_screen_alone_is_not_printed(pdf):
    said = "".join(pdf.texts)
    assert "只在纸上" in said
    assert "原样的 Typst" in said
    for gone in ("只在网上", "一条注释", "Footnotes", "unprinted"):
        assert gone not in said


def test_emphasised_chinese_is_found_by_search(pdf):
    assert "强调、重点" in re.sub(r"\s", "", "".join(pdf.texts))
