"""The writer, the style and the handbook know the same functions."""

from __future__ import annotations

import re
from pathlib import Path

import csrdirectives.typst

PACKAGE = Path(csrdirectives.typst.__file__).parent
HANDBOOK = Path(__file__).parents[2] / "docs" / "handbook" / "print.md"
TYPST = {"strong", "emph", "super", "sub", "strike", "raw", "heading", "link", "text", "label", "linebreak", "table"}
CALLED = re.compile(r"""(?:call\(|self\._open\((?:node, )?)\s*["']([a-z-]+)["']|["{}]\#([a-z-]+)[(\[]""")
WRITTEN = "\n".join(
    path.read_text("utf-8") for path in (*PACKAGE.glob("writer/*.py"), PACKAGE / "index.py", PACKAGE / "builder.py")
)
VOCABULARY = {name or other for name, other in CALLED.findall(WRITTEN)} - TYPST


def test_style_defines_whatever_the_writer_calls():
    style = "\n".join(path.read_text("utf-8") for path in PACKAGE.glob("style/*.typ"))
    defined = re.findall(r"^#let ([a-z-]+)", style, re.MULTILINE)
    assert VOCABULARY - set(defined) == set()
    assert len(VOCABULARY) > 30


def test_handbook_lists_the_whole_vocabulary():
    listed = set(re.findall(r"`([a-z-]+)\(", HANDBOOK.read_text("utf-8")))
    assert VOCABULARY - listed == set()
