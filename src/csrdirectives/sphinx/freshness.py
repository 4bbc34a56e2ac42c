"""No stale figure, no needless work: what must be read again since the last build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx.builders.gettext import MessageCatalogBuilder

from csrdirectives.sphinx.translation import CATALOGUE, SITE, translated_in
from csrdirectives.stamp import stamp

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from csrdirectives.sphinx.answers import Answers
    from csrdirectives.sphinx.domain import ReportDomain


def pages_outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> set[str]:
    """The pages that show something else by now.

    Sphinx asks for them once a build: after it compiled the translations, before it reads a page. The data are not even
    read if they are as the last build found them, unless there was something to tell, which is told in each build.
    """
    domain = domain_of(env)
    now = stamp_of(app)
    domain.await_answers(lambda: _read(app, domain, now))
    if now and now == domain.stamp and not isinstance(app.builder, MessageCatalogBuilder):
        return set()
    domain.read_data()
    return domain.outdated()


def _read(app: Sphinx, domain: ReportDomain, before: str) -> Answers:
    """Read the data; they are known by their stamp, unless they changed meanwhile or must be looked at again."""
    from csrdirectives.sphinx.answers import read_data  # noqa: PLC0415  # most of the package, which may not be needed

    answers = read_data(app, checked=bool(before) and before == domain.stamp)
    domain.note_data(answers.catalogue.report, before if answers.sound and stamp_of(app) == before else "")
    return answers


def stamp_of(app: Sphinx) -> str:
    """The stamp of the data and of their translations."""
    language = str(app.config.language)
    found = [path for domain in (CATALOGUE, SITE) for path in translated_in(app, domain, language)]
    return stamp(Path(app.srcdir, app.config.csr_data), found, language)


def read_before_pages(app: Sphinx, env: BuildEnvironment, pages: list[str]) -> None:
    """Read the data where a page is to be read, so that the processes that share the work have them."""
    if pages:
        domain_of(env).read_data()


def domain_of(env: BuildEnvironment) -> ReportDomain:
    """The report's domain."""
    return cast("ReportDomain", env.domains["csr"])
