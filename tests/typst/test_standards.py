"""Which standards a PDF declares, and what is told where it declares none."""

from __future__ import annotations

from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

from csrdirectives.typst.builder import NotPrinted
from printed import Pdf

PAGES = {
    "conf.py": 'extensions = ["myst_parser", "csrdirectives.typst"]\nproject = "Book"\ntypst_name = "book"\n',
    "index.md": "# Book\n\n:::{toctree}\na\n:::\n".replace(":::", "```"),
    "a.md": "# Chapter\n\nText.\n",
}
DATE = {"typst_date": "2024-03-31"}


class Made:
    """What came of a project: all that was said, and the PDF."""

    def __init__(self, folder: Path, text: str = "", **settings: object) -> None:
        for name, content in PAGES.items():
            (folder / name).write_text(content + (text if name == "a.md" else ""), encoding="utf-8")
        app = SphinxTestApp("typst", srcdir=folder, confoverrides=settings)
        self.path = Path(app.outdir) / "book.pdf"
        try:
            app.build()
        finally:
            self.warnings = app.warning.getvalue()
            self.said = app.status.getvalue()
            app.cleanup()

    @property
    def declared(self) -> set[str]:
        """The standards that the metadata names."""
        metadata = Pdf(self.path).file.open_metadata()
        names = {"pdfuaid:part": "ua-1", "pdfaid:part": "a-2a"}
        return {name for key, name in names.items() if key in metadata}


def test_pdf_declares_what_is_asked_for(tmp_path):
    assert Made(tmp_path, **DATE).declared == {"ua-1", "a-2a"}


def test_without_a_date_no_standard_of_archives_is_declared_which_is_said(tmp_path, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    made = Made(tmp_path)
    assert (made.declared, made.warnings) == ({"ua-1"}, "")
    assert "typst_date is not set: the PDF does not declare a-2a" in made.said


def test_picture_without_a_description_is_told_and_does_not_hinder(tmp_path):
    (tmp_path / "dot.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', encoding="utf-8"
    )
    made = Made(tmp_path, "\n![](dot.svg)\n", **DATE)
    assert "[typst.image-alt]" in made.warnings
    assert [str(tag.node.Alt) for tag in Pdf(made.path).named("Figure")] == ["dot.svg"]


def test_rare_character_stops_what_obeys_a_standard(tmp_path):
    with pytest.raises(NotPrinted):
        Made(tmp_path, "\nRare: 𪚥\n", **DATE)


@pytest.mark.parametrize("nothing", [[], [""]])
def test_plain_pdf_is_printed_and_what_a_standard_refuses_is_told(tmp_path, nothing):
    made = Made(tmp_path, "\nRare: 𪚥\n", typst_standards=nothing, **DATE)
    assert "a.md:5: WARNING: PDF/UA-1 error" in made.warnings
    assert "𪚥" in made.warnings
    assert made.declared == set()


def test_unknown_standard_is_told(tmp_path):
    with pytest.raises(NotPrinted):
        Made(tmp_path, typst_standards=["x-9"], **DATE)
