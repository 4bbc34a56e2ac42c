"""A figure may stand wherever words stand, and every builder shows it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import NamedTuple
from xml.etree import ElementTree as ET

import polib
import pypdfium2
import pytest


class Shown(NamedTuple):
    """A figure with its machine's value and its words, and the place in a page where it stands."""

    key: str
    value: str
    text: str
    source: str


PLACES = {
    "paragraph": Shown("workforce.total@2023-12-31", "291", "291人", "在岗{csr:value}`workforce.total`。"),
    "heading": Shown(
        "training.participations@2023", "1200", "约1,200人次", "## 培训{csr:value}`training.participations`"
    ),
    "heading, doubted": Shown(
        "workforce.total@2023-12-31#male", "173", "173人", "### 男{csr:value}`workforce.total#male`"
    ),
    "list item": Shown(
        "workforce.dispatched@2023-12-31", "27", "27人", "- 派遣\n  - {csr:value}`workforce.dispatched`"
    ),
    "pipe table": Shown(
        "workforce.total@2023-12-31#female", "118", "118人", "| 女 |\n|---|\n| {csr:value}`workforce.total#female` |"
    ),
    "list table": Shown(
        "workforce.outsourced@2023", "", "未披露",
        ":::{list-table}\n* - 外包\n  - {csr:value}`workforce.outsourced`\n:::",
    ),
    "caption of a table": Shown(
        "aid.purchase.north@2023", "236000", "23.60万元",
        ":::{table} 北{csr:value}`aid.purchase.north`\n| 甲 |\n|---|\n| 乙 |\n:::",
    ),
    "caption of a figure": Shown(
        "aid.purchase.south@2023", "171500", "17.15万元",
        ":::{figure} dot.png\n:alt: 点\n\n南{csr:value}`aid.purchase.south`\n:::",
    ),
    "admonition": Shown("service.complaints@2023", "0", "0次", ":::{note}\n投诉{csr:value}`service.complaints`\n:::"),
    "footnote": Shown("contests.entered@2023", "20", "20多次", "竞赛[^1]\n\n[^1]: {csr:value}`contests.entered`"),
    "glossary": Shown(
        "workforce.dispatched.share@2023-12-31", "0.093", "9.3%",
        ":::{glossary}\n占比\n  {csr:value}`workforce.dispatched.share`。\n:::",
    ),
    "term of a glossary": Shown(
        "report.issue@2023", "9", "9份", ":::{glossary}\n第{csr:value}`report.issue`\n  本报告。\n:::"
    ),
    "term": Shown("aid.purchase.total@2023", "407500", "40.75万元", "共{csr:value}`aid.purchase.total`\n: 帮扶"),
    "definition": Shown("training.hours_avg@2023", "3.2", "3.20小时", "人均\n: {csr:value}`training.hours_avg`"),
    "block quote": Shown("aid.visits@2019/2023", "1250", "不少于1,250次", "> 走访{csr:value}`aid.visits@2019/2023`"),
    "strong": Shown("report.first_year@2023", "2016", "2016年", "**自{csr:value}`report.first_year`起**"),
    "link": Shown(
        "workforce.total@2022-12-31", "300", "300人", "[上年{csr:value}`workforce.total@2022-12-31`](https://example.org)"
    ),
    "link to a page": Shown(
        "workforce.total@2022-12-31#male", "180", "180人", "[男{csr:value}`workforce.total@2022-12-31#male`](next.md)"
    ),
    "link to a label": Shown(
        "workforce.total@2022-12-31#female", "120", "120人", "[女{csr:value}`workforce.total@2022-12-31#female`](#here)"
    ),
    "title of another page": Shown("workforce.dispatched@2022-12-31", "30", "30人", ""),
}  # fmt: skip
SOURCES = "\n\n".join(shown.source for shown in PLACES.values())
PAGES = {
    "index.md": f"(here)=\n\n# 首页\n\n:::{{toctree}}\nnext\ndefinitions\n:::\n\n{SOURCES}\n",
    "next.md": """# 上年派遣{csr:value}`workforce.dispatched@2022-12-31`

(aid)=

:::{csr:table} aid.purchase.*
:name: table-aid
:caption: 帮扶{csr:value}`aid.purchase.total`
:::

:::{csr:cards}
service.complaints; name: 投诉
:::

:::{csr:register} awards
:style: timeline
:::

:::{csr:standards} gri
2-7: 见{csr:value}`workforce.total`。
:::
""",
    "definitions.md": "# 定义\n\n:::{csr:catalogue}\n:::\n\n:::{csr:findings}\n:::\n",
}
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082"
)
HTML = {"html": "index.html", "dirhtml": "index.html", "singlehtml": "index.html", "epub": "index.xhtml"}


class Page(HTMLParser):
    """The figures of a page with their values and words, links within links, identifiers."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.figures: set[tuple[str, str, str]] = set()
        self.nested: list[str] = []
        self.ids: list[str] = []
        self._links: list[str] = []
        self._open: list[tuple[str, str, list[str]]] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.nested += [given.get("href", "")] if self._links else []
            self._links.append(given.get("href", ""))
        if tag in {"data", "span"}:
            self._open.append((given.get("data-csr", ""), given.get("value", ""), []))

    def handle_endtag(self, tag):
        if tag == "a":
            self._links.pop()
        if tag in {"data", "span"}:
            key, value, text = self._open.pop()
            if key:
                self.figures.add((key, value, "".join(text)))

    def handle_data(self, data):
        for _, _, text in self._open:
            text.append(data)


def made_by(builder, build_all):
    theme = {"html_theme": "csr"} if builder in {"html", "dirhtml"} else {}
    built = build_all({**PAGES, "dot.png": DOT}, builder, **theme)
    assert built.warnings == []
    return built


def everything(built):
    return "\n".join(content.decode("utf-8", "replace") for content in built.files().values())


@pytest.fixture(scope="module", params=HTML)
def site(request, build_all):
    """The pages as a builder of HTML makes them: its name, and the outcome."""
    return request.param, made_by(request.param, build_all)


@pytest.mark.parametrize("place", PLACES)
def test_figure_has_its_key_and_value_in_html(site, place):
    builder, built = site
    key, value, text, _ = PLACES[place]
    assert (key, value, text) in Page(built.text(HTML[builder])).figures


def test_no_link_is_within_a_link_and_no_identifier_is_given_twice(site):
    builder, built = site
    for name, content in built.files().items():
        if name.endswith(("html", "xhtml")):
            page = Page(content.decode())
            assert page.nested == [], name
            if builder != "singlehtml":  # which puts pages together that each begin with id1
                assert len(page.ids) == len(set(page.ids)), name


@pytest.fixture(scope="module", params=["text", "latex", "man", "texinfo"])
def document(request, build_all):
    """All that a builder of text wrote, percent signs and commas as they are."""
    return everything(made_by(request.param, build_all)).replace(r"\%", "%").replace("@comma{}", ",")


@pytest.mark.parametrize("place", PLACES)
def test_figure_is_in_the_text_of_a_document(document, place):
    assert PLACES[place].text in document


@pytest.fixture(scope="module")
def pdf(build_all):
    """The words of the printed pages, without the spaces that a typesetter makes."""
    made = {**PAGES, "dot.png": DOT}
    settings = {"suppress_warnings": ["toc.not_included", "typst.table-header"]}  # one of the tables has no head
    extensions = ["myst_parser", "csrdirectives", "csrdirectives.typst"]
    built = build_all(made, "typst", extensions=extensions, **settings)
    assert built.warnings == []
    with pypdfium2.PdfDocument(built.out / "sample.pdf") as document:
        return re.sub(r"\s", "", "".join(page.get_textpage().get_text_bounded() for page in document))


@pytest.mark.parametrize("place", PLACES)
def test_figure_is_on_the_printed_page(pdf, place):
    assert PLACES[place].text in pdf


def test_figure_has_its_key_and_value_in_xml(build_all):
    built = made_by("xml", build_all)
    shown = {
        (figure.get("key"), figure.get("value"), "".join(figure.itertext()))
        for page in ("index.xml", "next.xml")
        for figure in ET.fromstring(built.text(page)).iter("csr_figure")  # noqa: S314  # our own file
    }
    assert {shown[:3] for shown in PLACES.values()} <= shown


def test_every_page_of_an_e_book_is_xml(build_all):
    for name, content in made_by("epub", build_all).files().items():
        if name.endswith((".xhtml", ".opf", ".ncx")):
            ET.fromstring(content)  # noqa: S314  # our own file


def test_messages_of_pages_hold_keys_and_no_numbers(build_all):
    built = made_by("gettext", build_all)
    messages = {page: [m.msgid for m in polib.pofile(built.text(f"{page.removesuffix('.md')}.pot"))] for page in PAGES}
    for page, source in PAGES.items():
        roles = re.findall(r"\{csr:value\}`[^`]+`", source)
        text = "\n".join(messages[page])
        assert [role for role in roles if role not in text] == []
        for written in (*roles, "[^1]", "\n1\n"):  # the last is the label of the footnote
            text = text.replace(written, "\n")
        assert not re.search(r"\d", text), page
    assert messages["definitions.md"] == ["定义"]  # the catalogue is translated on its own
    assert "投诉" in messages["next.md"]


def test_page_that_is_no_part_of_the_report_is_no_place_of_a_figure(build_all):
    pages = {
        "index.md": "# 报告\n\n:::{toctree}\none\nguide/two\n:::\n\n:::{csr:catalogue} workforce.total\n:::\n",
        "one.md": "# 员工\n\n{csr:value}`workforce.total`\n",
        "guide/two.md": "# 手册\n\n{csr:value}`workforce.total`\n",
    }
    text = build_all(pages, "text", csr_apart=["guide/*"]).text("index.txt")
    assert re.search(r"见于\W+员工\s*$", text)
