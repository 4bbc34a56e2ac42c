"""The reference of the handbook as a page shows it."""

import re

import pytest

EXTENSIONS = ["myst_parser", "csrdirectives.handbook"]
PARTS = ("settings", "print-settings", "warnings-text", "commands")


@pytest.fixture(scope="module")
def reference(build_all):
    sections = (f":::{{csr:reference}} {part}\n:::\n" for part in PARTS)
    built = build_all({"index.md": "# 参考\n\n" + "\n".join(sections)}, "html", extensions=EXTENSIONS)
    assert built.warnings == []
    return built.text("index.html")


def test_default_is_shown_as_it_is_typed(reference):
    defaults = re.findall(r"<dt[^>]*>默认<.*?<dd[^>]*>(.*?)</dd>", reference, flags=re.DOTALL)
    assert len(defaults) > 10
    assert [shown for shown in defaults if "<code" not in shown] == []
    assert "‘" not in "".join(defaults)


def test_english_on_a_chinese_page_is_marked_as_english(reference):
    messages = re.findall(r"<dt[^>]*>英文<.*?<dd[^>]*><p>(.*?)</p>", reference, flags=re.DOTALL)
    assert len(messages) > 10
    assert [shown for shown in messages if not shown.startswith('<span lang="en">')] == []


def test_every_list_looks_alike_whatever_it_holds(reference):
    lists = [set(classes.split()) for classes in re.findall(r'<dl class="([^"]*csr-reference[^"]*)"', reference)]
    assert len(lists) > 5
    assert [classes for classes in lists if "simple" not in classes] == []
