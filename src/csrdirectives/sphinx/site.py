"""The reader's site: the theme ``csr``, its words, the switch between languages, and the page at the root."""

from __future__ import annotations

import re
from gettext import GNUTranslations
from html import escape, unescape
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urljoin

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from sphinx.locale import _
from sphinx.util import logging

from csrdirectives.landing import CHOICE, Language, landing_page

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config

__all__ = ["setup_site"]

PACKAGE = Path(__file__).parent.parent
LANGUAGES = [("zh-CN", "中文", "zh"), ("en", "English", "en")]

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

UNNAMED = (('<aside class="sidebar-drawer', "Navigation"), ('<aside class="toc-drawer', "On this page"))
"""Landmarks that furo leaves without a name, and the words that name them."""

UNSOUND = (
    ('<p class="caption" role="heading">', '<p class="caption" role="heading" aria-level="2">'),
    (' role="doc-biblioentry">', ' role="listitem">'),  # it stands in a list; the other role is no longer used
    ("<pre><span></span>", '<pre tabindex="0"><span></span>'),  # may scroll
)
"""What Sphinx and docutils write, and what a screen reader or a keyboard needs in its place."""

WORDS = re.compile(r'(?<=[">])[^"<>]+(?=["<])')
EXPANDER = re.compile(r'aria-label="Toggle navigation of ([^"]*)"')
TABLE = re.compile(
    r"""<div (?P<box>class="[^"]*\btable-wrapper\b[^"]*"[^>]*)>\s*"""
    r"""(?P<labels>(?:<span id="[^"]*"></span>)*)<table(?P<table>[^>]*)>"""
    r"(?P<caption>\s*<caption>.*?</caption>)?",
    re.DOTALL,
)
CAPTION = re.compile(r'<span class="caption-text">(.*?)</span>\s*(?:<a class="headerlink"|</caption>)', re.DOTALL)

logger = logging.getLogger(__name__)


class Counterpart(NamedTuple):
    """The page at hand in one of the languages."""

    tag: str
    label: str
    folder: str
    href: str
    current: bool


# ---- words


def add_words(app: Sphinx) -> None:
    """Let furo's and our own words be looked up in our catalogue where Sphinx's own has nothing.

    The ``.po`` file is compiled in memory: no compiled file is to be kept, shipped or written.
    """
    language = app.config.language
    for name in dict.fromkeys((language, language.partition("_")[0])):  # en_GB, en
        source = PACKAGE / "locale" / name / "LC_MESSAGES" / "sphinx.po"
        if source.is_file():
            compiled = BytesIO()
            with source.open("rb") as text:
                write_mo(compiled, read_po(text, name))
            compiled.seek(0)
            app.translator.add_fallback(GNUTranslations(compiled))


def words_of(page: str) -> str:
    """The body of a page with furo's fixed words translated and its landmarks named.

    A word that is not found any more is a warning, so that a new release of furo cannot bring English back unnoticed.
    """
    for fixed in FIXED_WORDS:
        page = replaced(page, fixed, WORDS.sub(lambda match: escape(_(match[0])), fixed))
    for start, name in UNNAMED:
        page = replaced(page, start, start.replace(" class", f' aria-label="{escape(_(name))}" class'))
    return page


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
    """The text with every unsound piece replaced."""
    for old, new in UNSOUND:
        text = text.replace(old, new)
    return text


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


# ---- languages


def built_languages(config: Config) -> list[Language]:
    """The languages whose pages are there to link to: those of ``csr_built_languages``, else the one in work."""
    known = [Language(*entry) for entry in config.csr_languages]
    if config.csr_built_languages:
        return [language for language in known if language.folder in config.csr_built_languages]
    return [language for language in known if is_current(language, config)]


def is_current(language: Language, config: Config) -> bool:
    """Whether this build is in that language: en_GB is built for the entry ``en``, zh_CN for ``zh-CN``."""
    tag = config.language.replace("_", "-").lower()
    return language.tag.lower() in (tag, tag.partition("-")[0])


def counterparts(app: Sphinx, page: str, root: str) -> list[Counterpart]:
    """The page in each language, seen from itself; *root* leads from the page to the root of its language."""
    address = ("" if root == "./" else root) + "../"
    target = app.builder.get_target_uri(page)
    return [
        Counterpart(*language, f"{address}{language.folder}/{target}", is_current(language, app.config))
        for language in built_languages(app.config)
    ]


def alternates(app: Sphinx, page: str) -> list[tuple[str, str]]:
    """Language tags and absolute addresses of a page, for search engines; none without ``html_baseurl``."""
    languages = built_languages(app.config)
    if not app.config.html_baseurl or not languages[1:]:
        return []
    above = urljoin(app.config.html_baseurl.rstrip("/") + "/", "..")
    target = app.builder.get_target_uri(page)
    found = [(language.tag, f"{above}{language.folder}/{target}") for language in languages]
    return [*found, ("x-default", found[0][1])]


# ---- events


def check_languages(_app: Sphinx, config: Config) -> None:
    """Tell of a built language that ``csr_languages`` does not know."""
    known = {entry[2] for entry in config.csr_languages}
    for folder in config.csr_built_languages:
        if folder not in known:
            words = "csr_built_languages: no language in csr_languages has the folder %r"
            logger.warning(words, folder, type="csr", subtype="theme")


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
    context["furo_navigation_tree"] = mended(name_expanders(context["furo_navigation_tree"]))
    if "body" in context:
        context["body"] = mended(open_tables(context["body"]))


def write_landing(app: Sphinx, error: Exception | None) -> None:
    """Write the page above the languages beside the folder that was built, if ``csr_landing`` asks for it."""
    if error is not None or not app.config.csr_landing or app.builder.format != "html":
        return
    if languages := built_languages(app.config):
        text = landing_page(languages, app.config.html_title)
        Path(app.outdir).parent.joinpath("index.html").write_text(text, encoding="utf-8")
    else:
        words = "csr_landing: csr_languages has no entry for the language %r"
        logger.warning(words, app.config.language, type="csr", subtype="theme")


def setup_site(app: Sphinx) -> None:
    """Add the theme ``csr``, to be chosen by ``html_theme``, and its settings."""
    app.add_config_value(
        "csr_languages",
        LANGUAGES,
        "html",
        (list, tuple),
        "Languages that a site may have, the first for readers of none of them: tag, own name, folder of each.",
    )
    app.add_config_value(
        "csr_built_languages",
        [],
        "html",
        (list, tuple),
        "Folders of the languages that are built; pages link to each other in these. Empty: only the one in work.",
    )
    app.add_config_value(
        "csr_landing",
        default=False,
        rebuild="",
        types=bool,
        description="Whether to write index.html above the languages, which leads a reader to one of them.",
    )
    app.add_html_theme("csr", str(PACKAGE / "theme"))
    add_words(app)
    app.connect("config-inited", check_languages)
    app.connect("html-page-context", add_page_context, priority=900)  # after furo's
    app.connect("build-finished", write_landing)
