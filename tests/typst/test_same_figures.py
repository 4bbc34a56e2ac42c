"""Print and site show the same: every figure and every name that leads to a definition, as often, in the same words."""

from __future__ import annotations

import re
import runpy
from collections import Counter, defaultdict
from fnmatch import fnmatch
from html.parser import HTMLParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent

PLACE = "#ind-"  # how the address of a definition goes on
HYPHEN = re.compile("(?<=[A-Za-z\x02])-|-(?=[A-Za-z\x02])|\x02")  # a viewer gives \x02 for one at the end of a line


def plain(text):
    """The text without what line breaks add or take away: white space, hyphens of words."""
    return HYPHEN.sub("", "".join(text.split()))


class Shown(HTMLParser):
    """What a page of the site shows: links to definitions, and figures that are none."""

    def __init__(self, page):
        super().__init__()
        self.links = Counter()
        self.figures = Counter()
        self.bare = []
        self._article = self._folded = False
        self._link = self._figure = None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self._article |= given.get("role") == "main"
        self._folded |= tag == "details"  # the figures of a chart, which in print stand on its marks
        if self._folded:
            return
        if self._article and tag == "a" and PLACE in (given.get("href") or ""):
            self._link = (given["href"].partition(PLACE)[2], [])
        if self._article and "data-csr" in given:
            if self._link is None:
                self.bare.append(given["data-csr"])
            else:
                self._figure = given["data-csr"]

    def handle_data(self, data):
        if self._link:
            self._link[1].append(data)

    def handle_endtag(self, tag):
        if tag == "a" and self._link:
            key, text = self._link[0], plain("".join(self._link[1]))
            self.links[key, text] += 1
            if self._figure:
                self.figures[self._figure, text] += 1
            self._link = self._figure = None
        elif tag == "article":
            self._article = False
        elif tag == "details":
            self._folded = False


def pages_of(edition):
    without = runpy.run_path(str(ROOT / "conf.py"))["typst_exclude"]
    for path in sorted(edition.site.rglob("*.html")):
        name = path.relative_to(edition.site).with_suffix("").as_posix()
        if not any(fnmatch(name, pattern) for pattern in without):
            yield Shown(path.read_text("utf-8"))


def definitions(pdf, keys):
    """Where each definition stands: by page, the height of the line that has its key."""
    found = defaultdict(list)
    for tag in pdf.named("Code"):
        if tag.text.strip() in keys:
            found[tag.page].append((tag.shown[0].top, tag.text.strip()))
    return found


def printed(pdf, keys):
    """The links to definitions: the key that the link leads to, and the text under it."""
    places = definitions(pdf, keys)
    found = Counter()
    for link in pdf.named("Link"):
        place = pdf.place(link.annotations[0].get("/Dest"))
        if place and (below := [(top, key) for top, key in places[place[0]] if top <= place[2] + 3]):
            top, key = max(below)
            if place[2] - top < 30:  # a destination lies above the line, and a long name has two
                found[key, plain(link.text)] += 1
    return found


@pytest.fixture(scope="module")
def site(edition):
    return list(pages_of(edition))


def test_every_figure_of_the_site_leads_to_its_definition(site):
    assert [key for page in site for key in page.bare] == []
    assert sum(page.figures.total() for page in site) > 250


def test_print_shows_the_figures_and_names_that_the_site_shows(edition, site):
    shown = sum((page.links for page in site), Counter())
    found = printed(edition.pdf, {key for key, _ in shown})
    assert found - shown == Counter(), "more in print"
    assert shown - found == Counter(), "less in print"


def test_lost_or_changed_figure_is_found(edition, site):
    shown = sum((page.links for page in site), Counter())
    found = printed(edition.pdf, {key for key, _ in shown})
    one = next(iter(found))
    changed = found - Counter([one]) + Counter([(one[0], one[1] + "0")])
    assert (changed - shown, shown - changed) == (Counter([(one[0], one[1] + "0")]), Counter([one]))


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
