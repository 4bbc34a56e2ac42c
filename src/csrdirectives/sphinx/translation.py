"""The catalogue's and the site's own texts, out to translators and back."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx.builders.gettext import MessageCatalogBuilder
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from csrdirectives.problems import Problem, Where, user_language
from csrdirectives.sphinx.parsing import AdoptMessages, hush, read_faster
from csrdirectives.words import said, speaks

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

    from csrdirectives.translate import Message

logger = logging.getLogger(__name__)

CATALOGUE, SITE, REFERENCES = "indicators", "site", "references"  # gettext domains beside those of the pages
SITE_SETTINGS = ("project", "html_title", "html_short_title", "copyright", "author")


class FillSources(SphinxTransform):
    """Gives texts that have no source that of what holds them.

    Cells of a Markdown table inside a directive have none, and Sphinx extracts and translates only what has.
    """

    default_priority = 5  # before Sphinx looks for messages (10) and translates them (20)

    def apply(self, **kwargs: object) -> None:
        for node in self.document.findall(nodes.TextElement):
            above = node.parent
            while not node.source and above is not None:
                if above.source:
                    node.source, node.line = above.source, node.line or above.line
                above = above.parent


class Origin(NamedTuple):
    """A message's place, as Sphinx's message catalogues ask for it."""

    source: str
    line: int
    uid: str = ""


class Translations:
    """The translations of one domain into one language; what is missing is told of once."""

    def __init__(self, app: Sphinx, domain: str) -> None:
        self.domain = domain
        needed = app.config.language != source_language(app)
        self.found = dict(finished(app, domain, app.config.language)) if needed else None
        self.missing: set[str] = set()

    @property
    def needed(self) -> bool:
        """Whether this build is in another language than the sources."""
        return self.found is not None

    def __call__(self, text: str) -> str:
        """The text in the language of this build; the text itself where it needs or has no translation."""
        if self.found is None:
            return text
        translated = self.found.get(text)
        if translated is None and text not in self.missing and not text.isascii():
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
    texts = {name: getattr(config, name, None) for name in SITE_SETTINGS}  # all first: some follow from others
    for name, text in texts.items():
        if isinstance(text, str) and text:
            setattr(config, name, gettext(text))
    if gettext.needed:  # else there is nothing to compare, and a look at every text of every page saved
        from csrdirectives.sphinx.parity import CompareFigures, KeepFigures  # noqa: PLC0415  # the core with it

        app.add_transform(KeepFigures)
        app.add_transform(AdoptMessages)
        app.add_transform(CompareFigures)


def collect(app: Sphinx, domain: str, found: Iterable[Message]) -> None:
    """Add messages to those that the gettext builder writes; what is ASCII needs no translation."""
    if not isinstance(app.builder, MessageCatalogBuilder):
        return
    for message in found:
        if not message.text.isascii():
            place = str(Path.cwd() / message.where.path)
            app.builder.catalogs[domain].add(message.text, Origin(place, message.where.line))  # type: ignore[arg-type]


def collect_own(app: Sphinx, languages: Iterable[str]) -> None:
    """Add the package's own texts to those of the site, where the report has a language that the package lacks."""
    if isinstance(app.builder, MessageCatalogBuilder) and not all(map(speaks, languages)):
        from csrdirectives.vocabulary import PLACE, vocabulary  # noqa: PLC0415  # for translators of such a language alone

        for text in vocabulary():
            app.builder.catalogs[SITE].add(text, Origin(str(Path.cwd() / PLACE), 0))  # type: ignore[arg-type]  # as above


def own_words(app: Sphinx) -> Mapping[str, str]:
    """The package's own texts in the language of this build, as translators gave them; none where it speaks itself."""
    if speaks(app.config.language):
        return {}
    from csrdirectives.vocabulary import vocabulary  # noqa: PLC0415  # as above

    given = dict(finished(app, SITE, app.config.language))
    return {text: said(text, given.__getitem__) for text in vocabulary() if text in given}


def setup_translation(app: Sphinx) -> None:
    """Translate the site's own texts, fill what Sphinx would not extract, and compare figures."""
    read_faster()
    hush(app)
    app.connect("config-inited", translate_site)
    app.add_transform(FillSources)


def site_text(app: Sphinx, text: str, tag: str) -> str:
    """A text of ``conf.py`` in the language of a tag (en, zh-CN), of which this build may know nothing else."""
    language = tag.replace("-", "_")
    if language == source_language(app):
        return text
    return dict(finished(app, SITE, language)).get(text, text)


def translated_in(app: Sphinx, domain: str, language: str) -> list[Path]:
    """The ``.po`` files of a domain, which are read themselves, since ``.mo`` files may be yesterday's."""
    folders = (Path(app.srcdir, folder, language, "LC_MESSAGES") for folder in app.config.locale_dirs)
    return [path for folder in folders if (path := folder / f"{domain}.po").is_file()]


def finished(app: Sphinx, domain: str, language: str) -> Iterator[tuple[str, str]]:
    """The finished translations of a domain into a language."""
    import polib  # noqa: PLC0415  # not where there are none

    for path in translated_in(app, domain, language):
        yield from ((e.msgid, e.msgstr) for e in polib.pofile(str(path)) if e.translated())
