"""The catalogue's and the site's own texts, out to translators and back."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import polib
from sphinx.builders.gettext import MessageCatalogBuilder
from sphinx.util import logging

from csrdirectives.problems import Problem, Where, user_language
from csrdirectives.sphinx.parity import CompareFigures, FillSources, KeepFigures
from csrdirectives.sphinx.parsing import keep_parser_settings
from csrdirectives.translate import Message

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

logger = logging.getLogger(__name__)

CATALOGUE, SITE, REFERENCES = "indicators", "site", "references"  # gettext domains beside those of the pages
SITE_SETTINGS = ("project", "html_title", "html_short_title", "copyright", "author")


class Origin(NamedTuple):
    """A message's place, as Sphinx's message catalogues ask for it."""

    source: str
    line: int
    uid: str = ""


class Translations:
    """The translations of one domain into one language; what is missing is told of once."""

    def __init__(self, app: Sphinx, domain: str) -> None:
        self.domain = domain
        self.found = None if app.config.language == source_language(app) else dict(_read(app, domain))
        self.missing: set[str] = set()

    @property
    def needed(self) -> bool:
        """Whether this build is in another language than the sources."""
        return self.found is not None

    def __call__(self, text: str) -> str:
        """The text in the language of this build; the text itself where it needs or has no translation."""
        if self.found is None or text.isascii():
            return text
        translated = self.found.get(text)
        if translated is None and text not in self.missing:
            self.missing.add(text)
            words = Problem("untranslated", Where(""), {"text": text, "domain": self.domain}).text(user_language())
            logger.warning(words, type="csr", subtype="untranslated")
        return translated or text


def source_language(app: Sphinx) -> str:
    """The language in which the pages are written: the first of ``report.toml``, which is checked when it is loaded."""
    if "csr_data" not in app.config:  # the references alone, in a project without a report
        return str(app.config.language)
    try:
        report = tomllib.loads(Path(app.srcdir, app.config.csr_data, "report.toml").read_text(encoding="utf-8"))
        return str(report["languages"][0])
    except (OSError, ValueError, LookupError, TypeError):
        return str(app.config.language)


def translate_site(app: Sphinx, config: Config) -> None:
    """Give the site's name and the like in the language of this build, and have figures compared.

    ``conf.py`` has them in the source language.
    """
    gettext = Translations(app, SITE)
    for name in SITE_SETTINGS:
        text = getattr(config, name, None)
        if isinstance(text, str) and text:
            setattr(config, name, gettext(text))
    if gettext.needed:  # else there is nothing to compare, and a look at every text of every page saved
        app.add_transform(KeepFigures)
        app.add_transform(CompareFigures)


def collect(app: Sphinx, domain: str, found: Iterable[Message]) -> None:
    """Add messages to those that the gettext builder writes; what is ASCII needs no translation."""
    if not isinstance(app.builder, MessageCatalogBuilder):
        return
    for message in found:
        if not message.text.isascii():
            place = str(Path.cwd() / message.where.path)
            app.builder.catalogs[domain].add(message.text, Origin(place, message.where.line))  # type: ignore[arg-type]


def site_texts(app: Sphinx) -> Iterator[Message]:
    """The texts of ``conf.py`` that readers see."""
    for name in SITE_SETTINGS:
        text = getattr(app.config, name, None)
        if isinstance(text, str):
            yield Message(text, Where(str(Path(app.confdir, "conf.py")), 1))


def setup_translation(app: Sphinx) -> None:
    """Translate the site's own texts, fill what Sphinx would not extract, and compare figures."""
    keep_parser_settings()
    app.connect("config-inited", translate_site)
    app.add_transform(FillSources)


def _read(app: Sphinx, domain: str) -> Iterator[tuple[str, str]]:
    """The finished translations: from the ``.po`` files themselves, since ``.mo`` files may be yesterday's."""
    for folder in app.config.locale_dirs:
        path = Path(app.srcdir, folder, app.config.language, "LC_MESSAGES", f"{domain}.po")
        if path.is_file():
            yield from ((e.msgid, e.msgstr) for e in polib.pofile(str(path)) if e.translated())
