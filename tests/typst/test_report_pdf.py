"""The printed report, read from the files that readers get: what PDF/UA asks for, and what a typesetter would see."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import pikepdf

from csrdirectives.pdffile import Piece, Tag
from csrdirectives.typst.builder import PACKAGE
from printed import Line

ROOT = Path(__file__).parent.parent.parent
MEGABYTES = 2.0
FONTS = {
    "NotoSerifSC": "the text",
    "NotoSansSC": "headings and tables",
    "DejaVuSansMono": "names of indicators and files",
    "LibertinusSerif": "Latin letters that the Noto fonts lack",
}
"""The families that may be in the file, and what for; the compiler brings more of its own."""
HAN = re.compile(r"[\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
NOT_FIRST = "，。、；：！？）》」』】〉”’%‰℃…"
NOT_LAST = "（《「『【〈“‘"
HEADING = re.compile(r"H\d")
DOUBT = re.compile(r"[※†]\d+")
MARGINS = re.compile(r'set page\(paper: "a4", margin: \(([^)]*)\)')
POINTS = 72 / 25.4
OVERHANG = 8  # points by which a mark may stand out: half a full-width one of a heading, or a Latin one that hangs
LEAST = 6  # lines of a page, its head and number among them
UNITS = "%‰℃"  # may stand alone, in the definition of an indicator


def headings(edition):
    return [tag for tag in edition.pdf.tags if HEADING.fullmatch(tag.name)]


def squeezed(text):
    return "".join(text.split())


# ---- the file


def test_file_says_that_it_is_accessible_and_lasting(edition):
    told = edition.pdf.file.open_metadata()
    assert {name: told.get(name) for name in ("pdfuaid:part", "pdfaid:part", "pdfaid:conformance")} == {
        "pdfuaid:part": "1",
        "pdfaid:part": "2",
        "pdfaid:conformance": "A",
    }


def test_file_is_marked_and_shows_its_title_and_language(edition):
    root = edition.pdf.file.Root
    assert bool(root.MarkInfo.Marked)
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert edition.pdf.language == {"zh": "zh-CN", "en": "en"}[edition.language]
    title = str(edition.pdf.file.docinfo["/Title"])
    assert {"zh": "社会责任报告", "en": "Social Responsibility Report"}[edition.language] in title
    assert {str(page.get("/Tabs")) for page in edition.pdf.file.pages} == {"/S"}


def test_file_is_sound(edition):
    assert edition.pdf.file.check_pdf_syntax() == []


def test_file_is_small_enough_to_be_sent(edition):
    assert edition.pdf.path.stat().st_size <= MEGABYTES * 1e6


def test_fonts_are_those_that_were_chosen_embedded_as_far_as_used(edition):
    faults = []
    for name, descriptor in edition.pdf.fonts.items():
        prefix, plus, face = name.partition("+")
        if not plus or len(prefix) != 6:
            faults.append(f"{name} is not a subset")
        if face.partition("-")[0] not in FONTS:
            faults.append(f"{name} was not chosen")
        if not {"/FontFile2", "/FontFile3"} & set(descriptor.keys()):
            faults.append(f"{name} is not embedded")
    assert faults == []
    assert len(edition.pdf.fonts) >= 3


def test_nothing_in_the_document_is_fetched_when_it_is_compiled(edition):
    sources = list((edition.trees / "typst").rglob("*.typ"))
    assert len(sources) >= 3
    assert [path.name for path in sources if "@preview" in path.read_text("utf-8")] == []


def test_folder_of_pdfs_holds_nothing_else(published):
    assert {path.name for path in (published / "pdf").iterdir()} == {"songjiang-2023-zh.pdf", "songjiang-2023-en.pdf"}


# ---- the tags


def test_bookmarks_are_the_headings(edition):
    printed = [
        (int(tag.name[1]), squeezed(tag.text)) for tag in headings(edition) if tag.page is not None and tag.page > 0
    ]
    marked = [(level, squeezed(title)) for level, title, _ in edition.pdf.outline]
    assert Counter(marked) - Counter(printed) == Counter()
    assert len(printed) - len(marked) <= 2  # the contents and the opening page
    assert [heading for heading in printed if heading in set(marked)] == marked


def test_bookmark_leads_to_its_heading(edition):
    by_text = {}
    for tag in headings(edition):
        by_text.setdefault(squeezed(tag.text), set()).add(tag.page)
    lost = [title for _, title, place in edition.pdf.outline if not place or place[0] not in by_text[squeezed(title)]]
    assert lost == []


def test_pictures_and_formulas_are_described(edition):
    tags = edition.pdf.named("Figure", "Formula")
    assert [tag for tag in tags if not str(tag.node.get("/Alt", "")).strip()] == []


def test_cells_of_tables_have_their_heads(edition):
    tables = edition.pdf.named("Table")
    assert len(tables) > 10
    for table in tables:
        heads = [tag for tag in table.all() if tag.name == "TH"]
        assert heads, table
        assert [head for head in heads if not scopes(head)] == []


def scopes(head: Tag) -> list[str]:
    given = head.node.get("/A", [])
    attributes = list(given) if isinstance(given, pikepdf.Array) else [given]
    return [str(each.Scope) for each in attributes if "/Scope" in each]


def test_links_say_where_they_lead(edition):
    links = edition.pdf.named("Link")
    assert len(links) > 500
    assert [link for link in links if not link.annotations or not squeezed(link.text)] == []
    assert [link for link in links for note in link.annotations if not str(note.get("/Contents", "")).strip()] == []


def test_links_lead_somewhere(edition):
    lost = []
    for link in edition.pdf.named("Link"):
        for note in link.annotations:
            action = note.get("/A", {})
            place = note.get("/Dest", action.get("/D"))
            if "/URI" not in action and (place is None or edition.pdf.place(place) is None):
                lost.append(link)
    assert lost == []


def test_no_link_stands_outside_of_the_tags(edition):
    notes = sum(note.get("/Subtype") == "/Link" for page in edition.pdf.file.pages for note in page.get("/Annots", []))
    assert notes == sum(len(link.annotations) for link in edition.pdf.tags)


def test_contents_give_the_numbers_that_the_pages_bear(edition):
    wrong = []
    links = [link for link in edition.pdf.named("Link") if nearest(link, "TOCI")]
    for link in links:
        page, _, _ = edition.pdf.place(link.annotations[0].get("/Dest"))
        label = edition.pdf.document.get_page_label(page)
        if not re.search(rf"(?<!\d){label}$", squeezed(link.text)):
            wrong.append((link, label))
    assert len(links) > 20
    assert wrong == []


def nearest(tag: Tag, name: str) -> Tag | None:
    while tag is not None and tag.name != name:
        tag = tag.above
    return tag


# ---- the languages


def test_chinese_in_the_english_report_is_marked_as_chinese(edition):
    if edition.language == "en":
        stray = [
            (tag.name, page, piece.text)
            for top in edition.pdf.tags
            if top.above is None
            for (tag, page, _), piece in zip(top.leaves(), top.shown, strict=True)
            if HAN.search(piece.text) and not tag.language.startswith("zh")
        ]
        assert stray == []
    else:
        assert any(HAN.search(tag.text) for tag in headings(edition))


def test_quotation_marks_and_apostrophes_of_english_are_narrow(edition):
    wide, seen = [], 0
    for page in range(len(edition.pdf)):
        characters = edition.pdf.characters(page)
        for before, mark, after in zip(characters, characters[1:], characters[2:], strict=False):
            if mark.text in "‘’“”" and (before.text + after.text).isascii():
                seen += 1
                height = max(each.top - each.bottom for each in (before, after))  # one may be that of a footnote
                if mark.right - mark.left > 0.6 * height:
                    wide.append(f"page {page + 1}: {before.text}{mark.text}{after.text}")
    assert wide == []
    assert edition.language == "zh" or seen > 50


# ---- the page


def told(lines: list[Line]) -> list[str]:
    return [f"page {line.page + 1}: {line.text}" for line in lines]


def test_no_line_begins_or_ends_with_a_mark_that_may_not_stand_there(edition):
    lines = edition.pdf.lines
    assert len(lines) > 1000
    assert told([line for line in lines if line.text[0] in NOT_FIRST and line.text not in UNITS]) == []
    assert told([line for line in lines if line.text[-1] in NOT_LAST]) == []


def margins() -> dict[str, float]:
    """Those of a text page, in points, as the style sets them."""
    text = MARGINS.search((PACKAGE / "style" / "book.typ").read_text("utf-8"))[1]
    return {name: float(size) * POINTS for name, size in re.findall(r"(\w+): ([\d.]+)mm", text)}


def test_text_stays_within_its_margins(edition):
    set_ = margins()
    widths = [page.get_width() for page in edition.pdf.document]
    out = []
    for line in edition.pdf.lines:
        inner, outer = (set_["inside"], set_["outside"]) if line.page % 2 == 0 else (set_["outside"], set_["inside"])
        own = line.page in {0, len(edition.pdf) - 1}  # the covers have margins of their own
        left, right = (28, 28) if own else (inner, outer)
        if line.left < left - OVERHANG or line.right > widths[line.page] - right + OVERHANG:
            out.append(line)
    assert told(out) == []


def test_no_text_is_printed_over_another(edition):
    assert [
        (page + 1, over) for page in range(len(edition.pdf)) for over in overprinted(edition.pdf.characters(page))
    ] == []


def overprinted(characters):
    """Pairs of letters or digits of one line of which one stands on the other, and does not follow it in reading."""
    lines = defaultdict(list)
    for number, character in enumerate(characters):
        if character.text.isalnum():
            lines[round(character.bottom), round(character.top)].append((character, number))
    for line in lines.values():
        for (one, at), (two, after) in pairwise(sorted(line)):
            if abs(after - at) > 1 and min(one.right, two.right) - two.left > 1:
                yield one.text + two.text


def test_heading_is_never_the_last_of_its_page(edition):
    leaves = [leaf for top in edition.pdf.tags if top.above is None for leaf in top.leaves()]
    lonely = []
    for (tag, page, _), (after, following, _) in pairwise(leaves):
        heading = next((each for each in around(tag) if HEADING.fullmatch(each.name)), None)
        if heading is not None and heading not in around(after) and following != page:
            lonely.append(heading)
    assert lonely == []


def test_year_at_a_glance_takes_one_page(edition):
    contents, chapter = 1, edition.pdf.outline[0][2][0]
    assert chapter - contents == 2


def test_no_page_holds_the_last_lines_of_a_chapter_alone(edition):
    lines = Counter(line.page for line in edition.pdf.lines)
    assert [page + 1 for page in range(1, len(edition.pdf)) if lines[page] < LEAST] == []


def test_note_on_a_doubt_stands_on_a_page_with_its_mark(edition):
    labels = [tag for note in edition.pdf.named("Note") for tag in note.all() if tag.name == "Lbl"]
    marks = [(label.page, mark) for label in labels if DOUBT.fullmatch(mark := squeezed(label.text))]
    assert marks
    texts = [squeezed(text) for text in edition.pdf.texts]
    assert [(mark, page) for page, mark in marks if texts[page].count(mark) < 2] == []  # the note has it too


def test_doubt_is_explained_once_on_a_page_and_every_mark_there_leads_to_it(edition):
    notes = defaultdict(dict)
    told = Counter()
    for note in edition.pdf.named("Note"):
        mark = squeezed(next(tag for tag in note.all() if tag.name == "Lbl").text)
        if DOUBT.fullmatch(mark):
            notes[note.page][mark] = note
            told[note.page, squeezed(note.text).removeprefix(mark)] += 1
    assert [each for each, count in told.items() if count > 1] == []
    marks = [tag for tag in edition.pdf.named("Lbl") if not tag.within("Note") and DOUBT.fullmatch(squeezed(tag.text))]
    assert len(marks) > sum(told.values())
    assert [(tag.page, tag) for tag in marks if squeezed(tag.text) not in notes[tag.page]] == []


def test_figures_of_a_column_stand_below_each_other_whether_in_doubt_or_not(edition):
    uneven, seen = [], 0
    for table in edition.pdf.named("Table"):
        rows = [[cell for cell in row.below if cell.name == "TD"] for row in table.all() if row.name == "TR"]
        for column in zip(*filter(None, rows), strict=False):
            if any(DOUBT.fullmatch(squeezed(tag.text)) for cell in column for tag in cell.all()):
                ends = [max(piece.right for piece in figure(cell)) for cell in column]
                uneven += [(table, ends)] if max(ends) - min(ends) > 1 else []
                seen += 1
    assert uneven == []
    assert seen == 4


def figure(cell: Tag) -> list[Piece]:
    """What a cell shows besides marks and notes."""
    leaves = zip(cell.leaves(), cell.shown, strict=True)
    return [piece for (tag, _, _), piece in leaves if not {"Lbl", "Note"} & {each.name for each in around(tag)}]


def test_mark_of_a_note_begins_no_line_of_the_text(edition):
    begun = Counter(line.page for line in edition.pdf.lines if DOUBT.match(line.text))
    notes = Counter(tag.page for tag in edition.pdf.named("Note"))
    assert begun - notes == Counter()


def around(tag: Tag | None) -> list[Tag]:
    found = []
    while tag is not None:
        found.append(tag)
        tag = tag.above
    return found


def test_head_of_a_table_or_of_a_group_of_its_rows_stands_above_the_next_row(edition):
    rows = [row for table in edition.pdf.named("Table") for row in table.all() if row.name == "TR" and row.below]
    groups = [row for row in rows if [cell.name for cell in row.below] == ["TH"]]
    assert len(groups) > 20
    named = [(row, row.below[0].name) for row in rows]
    headed = [(row, after) for (row, head), (after, cell) in pairwise(named) if (head, cell) == ("TH", "TD")]
    assert [row for row, after in headed if pages_of(row) != pages_of(after)[:1]] == []


def pages_of(row: Tag) -> list[int]:
    """The pages on which a row stands; what is set again where a table goes on is no part of it."""
    return sorted({tag.page for cell in row.below for tag in cell.all() if tag.page is not None})
