"""What the pages of one build are answered from: the data in its language, read when the first page asks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx.util import logging

from csrdirectives.digest import Digests
from csrdirectives.format import Formatter
from csrdirectives.load import load
from csrdirectives.problems import Problem, Where, user_language
from csrdirectives.sphinx.reporting import seen
from csrdirectives.sphinx.translation import (
    CATALOGUE,
    SITE,
    SITE_SETTINGS,
    Translations,
    collect,
    collect_own,
    own_words,
)
from csrdirectives.translate import Message, messages, translate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from csrdirectives.model import Catalogue

logger = logging.getLogger(__name__)


class Answers(NamedTuple):
    """The catalogue, how this build writes it, and how its answers are told from others; and whether all was well."""

    original: Catalogue  # in the language of the sources
    catalogue: Catalogue
    formatter: Formatter
    digests: Digests
    sound: bool  # nothing was told, which another build would have to tell again


def read_data(app: Sphinx, *, checked: bool = False) -> Answers:
    """Read the data, and tell what is wrong with them; *checked* are those that the last build found consistent."""
    root = Path(app.srcdir, app.config.csr_data)
    catalogue, problems = load(root, seen(root))
    if not checked:
        problems.extend(inconsistent(catalogue, complete=not problems))
    collect(app, CATALOGUE, messages(catalogue, Where(f"{seen(root)}/report.toml")))
    collect(app, SITE, site_texts(app))
    collect_own(app, catalogue.report.languages)
    gettext = Translations(app, CATALOGUE)
    original = catalogue
    if gettext.needed:
        catalogue = translate(catalogue, gettext)
    words = own_words(app)
    formatter = Formatter(app.config.language, catalogue, lambda text: words.get(text, text))
    digests = Digests(catalogue, str(sorted(words.items())) if words else "")
    language = user_language()
    for problem in problems:
        logger.warning(problem.text(language), location=str(problem.where), type="csr", subtype=problem.code)
    return Answers(original, catalogue, formatter, digests, sound=not problems and not gettext.missing)


def inconsistent(catalogue: Catalogue, *, complete: bool) -> Iterator[Problem]:
    """The errors that no finding acknowledges; questions and notes are for ``csrdirectives check``."""
    from csrdirectives.check import check  # noqa: PLC0415  # not needed where nothing changed

    return (problem for problem in check(catalogue, complete=complete).open if problem.severity == "error")


def site_texts(app: Sphinx) -> Iterator[Message]:
    """The texts of ``conf.py`` that readers see."""
    for name in SITE_SETTINGS:
        text = getattr(app.config, name, None)
        if isinstance(text, str):
            yield Message(text, Where(str(Path(app.confdir, "conf.py")), 1))
