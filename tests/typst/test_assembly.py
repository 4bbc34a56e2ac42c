"""All pages as one document: each once, in the order of the contents, at the level where it is listed."""

from __future__ import annotations

import re

import pytest

TREE = "\n\n.. toctree::\n{options}\n   {entries}\n"


def toctree(*entries, **options):
    given = "".join(f"   :{name}: {value}\n" for name, value in options.items())
    return TREE.format(options=given, entries="\n   ".join(entries))


def page(title, body="", **below):
    """A page with a section of its name, and sections with what stands in them."""
    sections = "".join(f"\n\n{name}\n{'-' * 20}{text}" for name, text in below.items())
    return f"{title}\n{'=' * 20}\n{body}{sections}\n"


def outline(made):
    """The level and the title of each heading, and the captions of parts."""
    found = re.findall(r'#part\("(.*?)"(.*?)\)|#heading\(level:(\d)\)\[#"(.*?)"', made.typst())
    return [f"{level} {title}" if level else f"[{part}]{rest}" for part, rest, level, title in found]


CASES = {
    "each page once, where it is listed first": (
        {"index.rst": page("I", toctree("a", "b", "a") + toctree("b", "a")), "a.rst": page("A"), "b.rst": page("B")},
        ["1 A", "1 B"],
    ),
    "a page that an earlier one contains is not set again": (
        {"index.rst": page("I", toctree("a", "b")), "a.rst": page("A", toctree("b")), "b.rst": page("B")},
        ["1 A", "2 B"],
    ),
    "pages found by a pattern, hidden from readers of the site": (
        {"index.rst": page("I", toctree("*", glob="", hidden="")), "a.rst": page("A"), "b.rst": page("B")},
        ["1 A", "1 B"],
    ),
    "captions begin parts": (
        {
            "index.rst": page("I", toctree("a", caption="One") + toctree("b", caption="Two")),
            "a.rst": page("A"),
            "b.rst": page("B"),
        },
        ["[One]", "1 A", "[Two]", "1 B"],
    ),
    "a caption without new pages begins none": (
        {"index.rst": page("I", toctree("a") + toctree("a", "self", caption="Again")), "a.rst": page("A")},
        ["1 A"],
    ),
    "pages listed below a section stand below it": (
        {"index.rst": page("I", S=toctree("a")), "a.rst": page("A", T="")},
        ["1 S", "2 A", "3 T"],
    ),
    "a title given in the list does not change the page's": (
        {"index.rst": page("I", toctree("Other <a>")), "a.rst": page("A")},
        ["1 A"],
    ),
    "pages that no list names are not printed": (
        {"index.rst": page("I"), "a.rst": ":orphan:\n\n" + page("A")},
        [],
    ),
    "the root's own sections are chapters": ({"index.rst": page("I", S="")}, ["1 S"]),
}


@pytest.mark.parametrize("name", CASES)
def test_book_has(project, name):
    pages, headings = CASES[name]
    assert outline(project(pages)) == headings


def test_what_is_left_out_is_left_out_with_all_below_it(project):
    pages = {
        "index.rst": page("I", toctree("a", "c")),
        "a.rst": page("A", toctree("b")),
        "b.rst": page("B"),
        "c.rst": page("C"),
    }
    assert outline(project(pages, typst_exclude=["a"])) == ["1 C"]


def test_addresses_in_the_contents_are_links(project):
    pages = {
        "index.rst": page("I", toctree("a", "Web <https://example.org/>", "https://example.org/b")),
        "a.rst": page("A"),
    }
    first = project(pages).typst().partition("\n\n")[0]
    assert first == (
        '#bullets([#weblink("https://example.org/")[#"Web";];],'
        '[#weblink("https://example.org/b")[#"https://example.org/b";];],tight:true)'
    )


def test_pages_that_list_each_other_end(project):
    pages = {"index.rst": page("I", toctree("a")), "a.rst": page("A", toctree("b")), "b.rst": page("B", toctree("a"))}
    assert outline(project(pages)) == ["1 A", "2 B"]


def test_same_anchor_on_two_pages_is_two_places(project):
    text = page("T", "\n.. _{0}:\n\nText. :ref:`x <{0}>` `T`_\n")
    made = project({"index.rst": page("I", toctree("a", "b")), "a.rst": text.format("p"), "b.rst": text.format("q")})
    assert re.findall(r'#xref\("(.*?)"\)', made.typst()) == ["a:p", "a:t", "b:q", "b:t"]
