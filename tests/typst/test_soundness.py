"""What would print badly is told at its line, and what is well is left alone."""

from __future__ import annotations

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from docutils.parsers.rst import Parser as RstParser
from myst_parser.parsers.docutils_ import Parser as MystParser
from sphinx import addnodes
from sphinx.util.logging import get_node_location

from csrdirectives.typst.soundness import SOUNDNESS, flaws

SETTINGS = {
    "doctitle_xform": False,
    "myst_enable_extensions": ["colon_fence", "attrs_inline", "attrs_block"],
    "report_level": 5,
}


def read(text, parser=None):
    return publish_doctree(text, source_path="page", parser=parser or MystParser(), settings_overrides=SETTINGS)


def told(document):
    """The line and subtype of each flaw, as a warning would give them."""
    found = [(get_node_location(flaw.node), flaw.subtype) for flaw in flaws(document)]
    return [f"{(place or '').rpartition(':')[2]} {subtype}" for place, subtype in found]


TABLE = "| a | b |\n|---|---|\n| 1 | 2 |"
UNSOUND = [
    ("![](a.png)", "3 image-alt"),
    ("![ \u200b](a.png)", "3 image-alt"),
    (":::{figure} a.png\n\nCaption\n:::", "3 image-alt"),
    ("Text\n\n:::{image} a.png\n:alt:\n:::", "5 image-alt"),
    ("## ", "3 heading"),
    (TABLE.replace("| a | b |", "|   |   |"), "3 table-header"),
    (":::{list-table}\n* - 1\n  - 2\n:::", "5 table-header"),
    (":::{csv-table}\n1,2\n:::", "4 table-header"),
    ("Text\n\n[](https://example.org)", "5 link-text"),
    ("[ &#x200b; ](https://example.org)", "3 link-text"),
    ("2023. 本报告期内，公司开展了活动。", "3 year-list"),
    ("Text\n\n2023) 本报告期内", "5 year-list"),
    ("<div>lost</div>", "3 raw-lost"),
    ("Line with <b>bold</b>.", "3 raw-lost,3 raw-lost"),
    ("<!-- said --> <b>lost</b>", "3 raw-lost"),
    (":::{raw} latex\n\\newpage\n:::", "3 raw-lost"),
    ("A private \ue000 character.", "3 character"),
    ("A control \x08 character.", "3 character"),
    ("A damaged \ufffd character.", "3 character"),
    (f"{TABLE}\n| \ue000 | \ue000 |", "3 character,3 character"),
]
SOUND = [
    "![A chart](a.png)",
    ":::{figure} a.png\n:alt: A chart\n\nCaption\n:::",
    "## Section\n\n### Below",
    "(label)=\n\n## Section",
    TABLE,
    ":::{list-table}\n:header-rows: 1\n\n* - a\n* - 1\n:::",
    ":::{list-table}\n:stub-columns: 1\n\n* - a\n  - 1\n:::",
    "[text](https://example.org)",
    "[![A chart](a.png)](https://example.org)",
    "2023\\. 本报告期内，公司开展了活动。",
    "2023. one\n2024. two",
    "1. one",
    "7. seven",
    "% a comment with \ue000",
    "<!-- a comment -->",
    "<!-- a -->\n<!-- b -->",
    ":::{raw} typst\n#pagebreak()\n:::",
    ":::{raw} html\n:class: html-only\n<b>screen</b>\n:::",
    ":::{container} html-only\n<b>screen</b>\n\n![](a.png)\n:::",
    "$x^2$ and\n\n$$\nx^2\n$$",
    "A tab\tand CO₂, \u200b a joiner and 𠀀.",
    "```\ncode\n```",
]


@pytest.mark.parametrize(("text", "flaw"), UNSOUND)
def test_unsound_text_is_told_at_its_line(text, flaw):
    assert told(read(f"# Title\n\n{text}\n")) == flaw.split(",")


@pytest.mark.parametrize("text", SOUND)
def test_sound_text_is_left_alone(text):
    assert told(read(f"# Title\n\n{text}\n")) == []


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        (".. image:: a.png", "4 image-alt"),
        ("== ==\n1  2\n== ==", "5 table-header"),
        ("2023. text", "4 year-list"),
        (".. raw:: html\n\n   <b>lost</b>", "4 raw-lost"),
        ("2023. text\n2024. text", ""),
        (".. |mark| image:: a.png\n   :alt: A mark", ""),
        ("== ==\na  b\n== ==\n1  2\n== ==", ""),
    ],
)
def test_restructuredtext_is_checked_alike(text, flaw):
    assert told(read(f"Title\n=====\n\n{text}\n", RstParser())) == flaw.split(",") * bool(flaw)


def test_page_without_heading_is_told_by_its_name():
    page = addnodes.start_of_file("", nodes.paragraph("", "Text"), docname="appendix/notes")
    document = read("# Title\n")
    document[0] += page
    assert [flaw.message for flaw in flaws(document)] == ["The page appendix/notes has no heading of its own"]
    page[:] = [nodes.section("", nodes.title("", "Notes"))]
    assert list(flaws(document)) == []


def test_document_without_heading_is_told():
    assert told(read("Text")) == ["1 heading"]


def test_section_without_heading_is_told():
    document = read("# Title\n\n## Below\n")
    del document[0][1][0]
    assert told(document) == ["3 heading"]


def test_message_names_what_is_to_be_changed():
    text = "# Title\n\n![](pictures/a.png)\n\n2023. 本报告\n\n<!--" + "x" * 60 + "-->b\n\n\ue000\ue000\ue001\n"
    assert [flaw.message for flaw in flaws(read(text))] == [
        "The image pictures/a.png has no alternative text (alt)",
        "“2023.” begins a numbered list here; if a sentence was meant, write 2023\\.",
        "This is written for html and will not be printed: <!--" + "x" * 35 + "…",
        "This text holds characters that cannot be printed: U+E000, U+E001",
    ]


def test_every_check_finds_something_and_says_what_must_hold():
    found = {each for _, flaw in UNSOUND for each in flaw.replace(",", " ").split() if not each.isdigit()}
    assert found == {check.__name__.replace("_", "-") for check in SOUNDNESS}
    assert [check for check in SOUNDNESS if not (check.__doc__ or "").endswith(".")] == []
