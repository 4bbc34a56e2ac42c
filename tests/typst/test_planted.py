"""A fault planted in a document stops the build, and is told where its author wrote it; no old PDF is left."""

from __future__ import annotations

import re
import struct
import zlib
from pathlib import Path
from typing import NamedTuple

import pytest
from sphinx.cmd.build import build_main
from sphinx.util.console import strip_escape_sequences

from printed import Pdf

CONF = """
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
extensions = ["myst_parser", "csrdirectives.typst", "hologram"]
project = "试验"
language = "zh_CN"
typst_name = "book"
typst_date = "2024-03-31"
myst_enable_extensions = ["colon_fence", "dollarmath"]
"""
EXTENSION = """
from docutils import nodes
from sphinx.util.docutils import SphinxDirective


class hologram(nodes.Element):
    pass


class Hologram(SphinxDirective):
    def run(self):
        node = hologram()
        self.set_source_info(node)
        return [node]


def setup(app):
    app.add_node(hologram)
    app.add_directive("hologram", Hologram)
    return {"parallel_read_safe": True}
"""
HEAD = "# 书名\n\n:::{toctree}\nchapter\n:::\n"
CHAPTER = "# 第一章\n\n正文。\n\n"
LINE = 5  # on which what is added to the chapter begins
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">{}</svg>'


def png(width, height):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(width + 1) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


class Outcome(NamedTuple):
    status: int
    told: str
    pdf: Path


@pytest.fixture
def build(tmp_path, capsys):
    def run(text, **files):
        pages = {"index.md": HEAD, "chapter.md": CHAPTER + text}
        for name, content in {"conf.py": CONF, "hologram.py": EXTENSION, **pages, **files}.items():
            path = tmp_path / "source" / name.replace("_", ".")
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        out = tmp_path / "out"
        out.mkdir()
        (out / "book.pdf").write_bytes(b"%PDF of yesterday")
        folders = [str(folder) for folder in (tmp_path / "trees", tmp_path / "source", out)]
        status = build_main(["-nWq", "--keep-going", "-b", "typst", "-d", *folders])
        return Outcome(status, strip_escape_sequences(capsys.readouterr().err), out / "book.pdf")

    return run


def test_sound_document_is_printed_without_a_word(build):
    outcome = build("![一点](dot.png)\n", dot_png=png(8, 8))
    assert (outcome.status, outcome.told) == (0, "")
    assert outcome.pdf.read_bytes().startswith(b"%PDF-1.")


IMAGE = "![一点]({})\n"
PLANTED = {
    "picture without a description": ("![](dot.png)\n", {"dot_png": png(8, 8)}, "no alternative text"),
    "skipped level": ("### 一节\n\n一段。\n", {}, "H1 to H3"),
    "character beyond the fonts": ("罕见的𪚥字。\n", {}, "𪚥"),
    "another, in a table": ("| 甲 |\n| --- |\n| 𰻝 |\n", {}, "𰻝"),
    "paragraph taken for a list": ("2023. 本报告期内，公司开展了活动。\n", {}, r"write 2023\."),
    "unknown node": (":::{hologram}\n:::\n", {}, "hologram"),
    "broken reference": ("见{ref}`nowhere`。\n", {}, "nowhere"),
    "broken link": ("见[那里](nowhere.md)。\n", {}, "nowhere"),
    "markup of another format": ("<div>不见了</div>\n", {}, "written for html and will not be printed"),
    "picture of 20,000 pixels": (IMAGE.format("dot.png"), {"dot_png": png(20_000, 1)}, "20,000 × 1 pixels"),
    "truncated picture": (IMAGE.format("dot.png"), {"dot_png": png(64, 64)[:60]}, "cut off before its end"),
    "picture of another kind": (IMAGE.format("dot.png"), {"dot_png": b"GIF89a"}, "GIF"),
    "drawing that fetches": (
        IMAGE.format("dot.svg"),
        {"dot_svg": SVG.format('<image xlink:href="https://example.org/a.png" width="9" height="9"/>')},
        "refers to https://example.org/a.png",
    ),
    "drawing that reads a file": (
        IMAGE.format("dot.svg"),
        {"dot_svg": SVG.format('<image href="../conf.py" width="9" height="9"/>')},
        "refers to ../conf.py",
    ),
    "drawing that runs": (IMAGE.format("dot.svg"), {"dot_svg": SVG.format("<script>alert(1)</script>")}, "<script>"),
    "drawing that explodes": (
        IMAGE.format("dot.svg"),
        {"dot_svg": '<!DOCTYPE svg [<!ENTITY a "a">]>' + SVG.format("<text>&a;</text>")},
        "declares an entity",
    ),
    "formula that cannot be set": ("$\\begin{CD}a\\end{CD}$\n", {}, "formula"),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_planted_fault_stops_the_build_at_its_line(build, fault):
    text, files, words = PLANTED[fault]
    outcome = build(text, **files)
    assert outcome.status != 0
    told = [line for line in outcome.told.splitlines() if words in line]
    assert told, outcome.told
    line = re.search(r"source/chapter\.md:(\d+): ", told[0])
    assert line, told
    assert LINE <= int(line[1]) < LINE + text.count("\n")


def test_no_pdf_is_left_where_one_cannot_be_made(build):
    outcome = build("罕见的𪚥字。\n")
    assert "no PDF was made" in outcome.told
    assert not outcome.pdf.exists()


def test_footnote_that_is_referred_to_twice_is_printed_once(build):
    outcome = build("甲[^a]，乙[^a]。\n\n| 丙 |\n| --- |\n| 丁[^a] |\n\n[^a]: 只此一注。\n")
    assert outcome.told == ""
    notes = Pdf(outcome.pdf).named("Note")
    assert ["只此一注" in note.text for note in notes] == [True]


def test_several_faults_are_told_at_once(build):
    outcome = build("![](dot.png)\n\n2023. 本报告期内。\n\n<div>不见了</div>\n", dot_png=png(8, 8))
    assert re.findall(r"chapter\.md:(\d+): ", outcome.told) == ["5", "7", "9"]
