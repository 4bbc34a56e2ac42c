"""The reader's site: the theme ``csr``, its words, and what its templates need."""

from __future__ import annotations

import re
from gettext import GNUTranslations
from html import escape, unescape
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polib
from sphinx.locale import _
from sphinx.util import logging

from csrdirectives.landing import CHOICE
from csrdirectives.sphinx.above import setup_above
from csrdirectives.sphinx.download import setup_download
from csrdirectives.sphinx.hosting import setup_hosting
from csrdirectives.sphinx.languages import alternates, counterparts, language_of_pages, setup_languages
from csrdirectives.sphinx.translation import own_words

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

__all__ = ["setup_site"]

PACKAGE = Path(__file__).parent.parent

FIXED_WORDS = (
    'aria-label="Toggle site navigation sidebar"',
    'aria-label="Toggle table of contents sidebar"',
    'aria-label="Toggle Light / Dark / Auto color theme"',
    "<title>Contents</title>",
    "<title>Menu</title>",
    "<title>Expand</title>",
    "<title>Light mode</title>",
    "<title>Dark mode</title>",
    "<title>Auto light/dark, in light mode</title>",
    "<title>Auto light/dark, in dark mode</title>",
)
"""What furo writes without asking for a translation; the words between quotes or tags are looked up."""

UNNAMED = (
    ('<aside class="sidebar-drawer', "Navigation"),
    ('<aside class="toc-drawer', "On this page"),
    ('<aside class="announcement-content', "Announcement"),
)
"""Landmarks that furo leaves without a name, and the words that name them."""

UNSOUND = (
    ('<p class="caption" role="heading">', '<p class="caption" role="heading" aria-level="2">'),
    (' role="doc-biblioentry">', ' role="listitem">'),  # it stands in a list; the other role is no longer used
    ("<pre><span></span>", '<pre tabindex="0"><span></span>'),  # may scroll
)
"""What Sphinx and docutils write, and what a screen reader or a keyboard needs in its place."""

PERMALINK = re.compile(r'(<a class="headerlink" href="[^"]*") title="([^"]*)">')
"""A link of which Sphinx says only as a tip what it is for; to who does not see the tip it is named ¶."""

CODE_COLOURS = "_static/pygments.css"
"""The style sheet of programs and settings, which no chapter has; nothing is shown before all sheets are there."""

WORDS = re.compile(r'(?<=[">])[^"<>]+(?=["<])')
BRAND = re.compile(r'(?<=class="sidebar-brand-text">)[^<]*')
YEAR = re.compile(r"(?<=\d) (?=[\u4e00-\u9fff])")
"""The blank of 2023 年度, where the title of the site is not to be broken."""

EXPANDER = re.compile(r'aria-label="Toggle navigation of ([^"]*)"')
TABLE = re.compile(
    r"""<div (?P<box>class="[^"]*\btable-wrapper\b[^"]*"[^>]*)>\s*"""
    r"""(?P<labels>(?:<span id="[^"]*"></span>)*)<table(?P<table>[^>]*)>"""
    r"(?P<caption>\s*<caption>.*?</caption>)?",
    re.DOTALL,
)
CAPTION = re.compile(r'<span class="caption-text">(.*?)</span>\s*(?:<a class="headerlink"|</caption>)', re.DOTALL)

logger = logging.getLogger(__name__)


# ---- words


def add_words(app: Sphinx) -> None:
    """Let furo's and our own words be looked up in our catalogue where Sphinx's own has nothing.

    The ``.po`` file is compiled in memory: no compiled file is to be kept, shipped or written.
    """
    language = app.config.language
    for name in dict.fromkeys((language, language.partition("_")[0])):  # en_GB, en
        source = PACKAGE / "locale" / name / "LC_MESSAGES" / "sphinx.po"
        if source.is_file():
            app.translator.add_fallback(compiled(polib.pofile(str(source))))
    own = polib.POFile()
    own.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    own.extend(polib.POEntry(msgid=text, msgstr=translated) for text, translated in own_words(app).items())
    if own:
        app.translator.add_fallback(compiled(own))


def compiled(messages: polib.POFile) -> GNUTranslations:
    """The messages, to be looked up."""
    return GNUTranslations(BytesIO(messages.to_binary()))


def words_of(page: str) -> str:
    """The body of a page with furo's fixed words translated and its landmarks named.

    A word that is not found any more is a warning, so that a new release of furo cannot bring English back unnoticed.
    """
    for fixed in FIXED_WORDS:
        page = replaced(page, fixed, WORDS.sub(lambda match: escape(_(match[0])), fixed))
    for start, name in UNNAMED:
        if name != "Announcement" or "announcement" in page:
            page = replaced(page, start, start.replace(" class", f' aria-label="{escape(_(name))}" class'))
    return BRAND.sub(lambda match: YEAR.sub("\u00a0", match[0]), page)


def replaced(page: str, old: str, new: str) -> str:
    """The page with every *old* replaced; a warning if there is none."""
    if old not in page:
        drifted(f"writes {old}")
    return page.replace(old, new)


def drifted(what: str) -> None:
    """Warn that furo is not any more as our theme takes it to be."""
    logger.warning("furo no longer %s: look through the theme csr", what, type="csr", subtype="theme", once=True)


def name_expanders(tree: str) -> str:
    """The navigation tree of furo, its buttons named in the language of the page."""
    if "toctree-checkbox" in tree and not EXPANDER.search(tree):
        drifted("names the buttons of its navigation “Toggle navigation of …”")
    return EXPANDER.sub(lambda match: f'aria-label="{escape(_("Show or hide: %s")) % match[1]}"', tree)


def mended(text: str) -> str:
    """The text with every unsound piece replaced, and its permanent links named."""
    for old, new in UNSOUND:
        text = text.replace(old, new)
    return PERMALINK.sub(r'\1 title="\2" aria-label="\2">', text)


def open_tables(body: str) -> str:
    """The body with each table's scrolling box within reach of a keyboard, named after the table's caption.

    furo gives the box the identifier of the table besides the table itself; only the box keeps it. It also gives a
    table's labels twice; one of each stays.
    """
    number = count(1)
    used: set[str] = set()

    def opened(match: re.Match[str]) -> str:
        index = next(number)
        caption = CAPTION.search(match["caption"] or "")
        name = unescape(re.sub(r"<[^>]+>", "", caption[1])).strip() if caption else ""
        if not name or name in used:
            name = f"{name} {_('Table')} {index}".strip()
        used.add(name)
        table = re.sub(r'\s+id="[^"]*"', "", match["table"]) if ' id="' in match["box"] else match["table"]
        reachable = f'tabindex="0" role="region" aria-label="{escape(name)}"'
        labels = "".join(dict.fromkeys(re.findall(r"<span.*?</span>", match["labels"])))
        return f"<div {match['box']} {reachable}>{labels}<table{table}>{match['caption'] or ''}"

    if "<table class=" in body and not TABLE.search(body):
        drifted("puts a scrolling box around tables")
    return TABLE.sub(opened, body)


# ---- events


def add_page_context(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """What the templates of the theme need besides what furo gives them."""
    if "furo_navigation_tree" not in context:  # an e-book, or a theme that does not build on furo
        return
    context["csr_words"] = words_of
    context["csr_choice"] = CHOICE
    context["show_sphinx"] = False  # our own words already name it
    context["csr_languages"] = counterparts(app, page, context["content_root"])
    context["csr_alternates"] = alternates(app, page)
    context["language"] = language_of_pages(app)
    context["csr_review"] = review = app.config.csr_review
    if review:
        context["theme_announcement"] = review  # furo keeps a place for it; the theme fills it
    if page == "search":
        context["csr_pages"] = search_order(app.env)
    context["furo_navigation_tree"] = mended(name_expanders(context["furo_navigation_tree"]))
    if "body" in context:
        context["body"] = mended(open_tables(context["body"]))
    if "highlight" not in context.get("body", ""):
        context["css_files"] = [
            sheet for sheet in context["css_files"] if str(getattr(sheet, "filename", sheet)) != CODE_COLOURS
        ]


def search_order(env: BuildEnvironment) -> dict[str, list[str]]:
    """All pages in the order of the contents: the chapters, which are those with a number, and the others.

    The search lists chapters first; of the others a page comes before all that stand deeper, so that the many pages of
    one appendix do not crowd out the next.
    """
    pages: dict[str, int] = {}  # and how deep each stands

    def walk(page: str, depth: int) -> None:
        if page not in pages:
            pages[page] = depth
            for below in env.toctree_includes.get(page, []):
                walk(below, depth + 1)

    walk(env.config.root_doc, 0)
    numbered = {page for page, numbers in env.toc_secnumbers.items() if any(numbers.values())}
    found = [*pages, *sorted(set(env.all_docs) - set(pages))]
    return {
        "chapters": [page for page in found if page in numbered],
        "others": sorted(
            (page for page in found if page not in numbered), key=lambda page: pages.get(page, len(pages))
        ),
    }


def setup_site(app: Sphinx) -> None:
    """Add the theme ``csr``, to be chosen by ``html_theme``, and its settings."""
    setup_languages(app)
    setup_above(app)
    setup_hosting(app)
    setup_download(app)
    app.add_html_theme("csr", str(PACKAGE / "theme"))
    add_words(app)
    app.connect("html-page-context", add_page_context, priority=900)  # after furo's
