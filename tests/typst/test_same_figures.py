"""Print and site show the same: every figure and every name that leads to a definition, as often, in the same words."""

from __future__ import annotations

import re
import runpy
from fnmatch import fnmatch
from pathlib import Path

import pytest
from click.testing import CliRunner

from csrdirectives.cli import main
from csrdirectives.editions import read_edition
from csrdirectives.print_edition import compare_print

ROOT = Path(__file__).parent.parent.parent
APART = runpy.run_path(str(ROOT / "conf.py"))["typst_exclude"]
TOTAL = "workforce.total"
FOLDED = re.compile(r"<details.*?</details>", re.DOTALL)  # the figures of a chart, which in print stand on its marks
FIGURE = re.compile(r"<a [^>]*csr-(?:ref|self)[^>]*><(?:data|span) [^>]*data-csr=")
KEY = re.compile(r'data-csr="[^"]*&#64;')  # not of a register, whose records are counted
INDEX = re.compile(r'<ul class="csr-index.*?</ul>', re.DOTALL)  # where the name beside the figures leads


@pytest.fixture
def site(edition):
    """What is printed of the site; a test may change it."""
    found = read_edition(edition.site)
    pages = {name: page for name, page in found.pages.items() if not any(fnmatch(name, f"{out}.html") for out in APART)}
    return found._replace(pages=pages)


def changed(site, edit):
    """The first link to the number of the staff changed on the page that shows it first."""
    name, page = next((n, p) for n, p in site.pages.items() if any(lead.indicator == TOTAL for lead in p.leads))
    lead = next(lead for lead in page.leads if lead.indicator == TOTAL)
    page.leads[page.leads.index(lead)] = edit(lead)
    return f"{(site.folder / name).as_posix()}:{lead.line}", lead


def test_every_figure_of_the_site_leads_to_its_definition(site):
    for name in site.pages:
        page = INDEX.sub("", FOLDED.sub("", (site.folder / name).read_text("utf-8")))
        assert len(FIGURE.findall(page)) == len(KEY.findall(page)), name
    assert sum(len(page.figures) for page in site.pages.values()) > 250


def test_print_shows_the_figures_and_names_that_the_site_shows(edition, site):
    assert [problem.text("en") for problem in compare_print(site, edition.pdf.path)] == []
    assert sum(len(page.leads) for page in site.pages.values()) > 500


def test_figure_that_print_shows_otherwise_is_told_with_page_key_and_both_texts(edition, site):
    where, lead = changed(site, lambda lead: lead._replace(text=lead.text + "0"))
    lost, added = compare_print(site, edition.pdf.path)
    assert (lost.code, str(lost.where), lost.details["key"]) == ("print-figure-lost", where, TOTAL)
    assert lost.details["text"] == "".join(lead.text.split()) + "0"
    assert lost.details["found"] == "".join(lead.text.split())
    assert (added.code, str(added.where)) == ("print-figure-added", edition.pdf.path.as_posix())


def test_figure_that_leads_to_another_definition_is_told(edition, site):
    changed(site, lambda lead: lead._replace(indicator="workforce.regular"))
    assert [problem.details["key"] for problem in compare_print(site, edition.pdf.path)] == ["workforce.regular", TOTAL]


def test_command_compares_the_site_with_its_print(edition):
    asked = ["compare-editions", str(edition.site), str(edition.pdf.path)]
    left_out = [part for pattern in APART for part in ("--leave-out", pattern)]
    same = CliRunner().invoke(main, [*asked, *left_out], env={"LANG": "en"})
    assert same.exit_code == 0, same.output
    assert same.output.startswith("the PDF says what the site says (pages: ")
    more = CliRunner().invoke(main, [*asked, *left_out, "--leave-out", "profile"], env={"LANG": "en"})
    assert more.exit_code == 1
    assert "[csr.print-figure-added]" in more.output


def test_figure_in_a_link_is_clicked_where_it_stands(edition):
    """The rectangles of a link lie on its text."""
    astray = []
    for link in edition.pdf.named("Link"):
        boxes = [[float(side) for side in note.Rect] for note in link.annotations]
        for piece in link.shown:
            middle = (piece.left + piece.right) / 2, (piece.bottom + piece.top) / 2
            if piece.text.strip() and not any(
                left <= middle[0] <= right and bottom <= middle[1] <= top for left, bottom, right, top in boxes
            ):
                astray.append((link, piece))
    assert astray == []
