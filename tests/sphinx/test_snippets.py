"""What an author writes, and the nodes that come of it: ``snippets.md`` holds title, input and doctree of each case."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it.utils import read_fixture_file

CASES = [
    (title, text, expected) for _, title, text, expected in read_fixture_file(Path(__file__).with_name("snippets.md"))
]
DEFINITIONS = "# 定义\n\n:::{csr:catalogue}\n:::\n\n:::{csr:findings}\n:::\n"


@pytest.fixture(scope="module")
def built(build_all):
    """Every snippet as a page of one project that also defines what they show."""
    pages = {f"snippet-{number:02}.md": f"# {title}\n\n{text}" for number, (title, text, _) in enumerate(CASES)}
    return build_all({"index.md": "# 首页\n", "definitions.md": DEFINITIONS, **pages})


@pytest.mark.parametrize("number", range(len(CASES)), ids=[title for title, _, _ in CASES])
def test_snippet_becomes_these_nodes(built, number):
    assert built.outline(f"snippet-{number:02}") == CASES[number][2]


def test_no_snippet_is_warned_about(built):
    assert built.warnings == []
