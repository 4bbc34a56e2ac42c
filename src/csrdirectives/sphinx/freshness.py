"""No stale figure, no needless work: what must be read again since the last build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx.util import logging

from csrdirectives.digest import Digests
from csrdirectives.format import Formatter
from csrdirectives.load import load
from csrdirectives.problems import Where, user_language
from csrdirectives.sphinx.nodes import csr_places
from csrdirectives.sphinx.reporting import seen
from csrdirectives.sphinx.translation import CATALOGUE, SITE, Translations, collect, collect_own, own_words, site_texts
from csrdirectives.translate import messages, translate

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from csrdirectives.sphinx.domain import ReportDomain

logger = logging.getLogger(__name__)


def load_catalogue(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> set[str]:
    """Read the data, tell what is wrong with it, and name the pages that show something else by now.

    Sphinx asks for outdated pages once a build: after it compiled the translations, before it reads a page.
    """
    root = Path(app.srcdir, app.config.csr_data)
    catalogue, problems = load(root, seen(root))
    collect(app, CATALOGUE, messages(catalogue, Where(f"{seen(root)}/report.toml")))
    collect(app, SITE, site_texts(app))
    collect_own(app, catalogue.report.languages)
    gettext = Translations(app, CATALOGUE)
    if gettext.needed:
        catalogue = translate(catalogue, gettext)
    domain = domain_of(env)
    domain.catalogue = catalogue
    words = own_words(app)
    domain.formatter = Formatter(app.config.language, catalogue, lambda text: words.get(text, text))
    domain.digests = Digests(catalogue, str(sorted(words.items())) if words else "")
    language = user_language()
    for problem in problems:
        logger.warning(problem.text(language), location=str(problem.where), type="csr", subtype=problem.code)
    return domain.outdated()


def note_places(app: Sphinx, doctree: nodes.document) -> None:
    """Remember the pages that print which pages show a figure."""
    domain = domain_of(app.env)
    if any(doctree.findall(csr_places)):
        domain.note_printed(app.env.docname)


def domain_of(env: BuildEnvironment) -> ReportDomain:
    """The report's domain."""
    return cast("ReportDomain", env.domains["csr"])
