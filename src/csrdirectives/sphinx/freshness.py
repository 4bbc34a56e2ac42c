"""No stale figure, no needless work: what must be read or written again since the last build."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx.util import logging

from csrdirectives.digest import Digests
from csrdirectives.format import Formatter
from csrdirectives.load import load
from csrdirectives.problems import user_language
from csrdirectives.sphinx.nodes import csr_places
from csrdirectives.sphinx.numbering import number_sections

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
    catalogue, problems = load(root, _shown(root))
    domain = domain_of(env)
    domain.catalogue = catalogue
    domain.formatter = Formatter(app.config.language, catalogue)
    domain.digests = Digests(catalogue)
    language = user_language()
    for problem in problems:
        logger.warning(problem.text(language), location=str(problem.where), type="csr", subtype=problem.code)
    return domain.outdated()


def note_places(app: Sphinx, doctree: nodes.document) -> None:
    """Remember the pages that print which pages show a figure."""
    domain = domain_of(app.env)
    if any(doctree.findall(csr_places)):
        domain.note_printed(app.env.docname)


def pages_to_write(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """The pages that print something of other pages that is no longer so.

    Sphinx writes again what it read again, and leaves an old title in the navigation of every other page.
    """
    number_sections(app, env)
    domain = domain_of(env)
    printed = domain.printed
    found: set[str] = set()
    for name, now, pages in (
        ("titles", _digest(_titles(env, domain)), set(env.all_docs)),
        ("places", _digest(domain.place_lines()), domain.printing & env.all_docs.keys()),
    ):
        if printed.get(name) != now:
            printed[name] = now
            found |= pages
    return sorted(found)


def domain_of(env: BuildEnvironment) -> ReportDomain:
    """The report's domain."""
    return cast("ReportDomain", env.domains["csr"])


def _titles(env: BuildEnvironment, domain: ReportDomain) -> Iterable[str]:
    """What any page may print of another: titles, contents, labels, numbers."""
    for docname in sorted(env.all_docs):
        yield docname
        yield env.titles[docname].pformat()
        yield env.tocs[docname].pformat()
    standard = env.domains.standard_domain
    yield repr(sorted(standard.labels.items()))
    yield repr(sorted(standard.objects.items()))
    yield repr(
        sorted((d, sorted((k, sorted(v.items())) for k, v in kinds.items())) for d, kinds in env.toc_fignumbers.items())
    )
    yield from domain.titles()


def _digest(lines: Iterable[str]) -> str:
    made = blake2b(digest_size=8)
    for line in lines:
        made.update(line.encode())
    return made.hexdigest()


def _shown(root: Path) -> str:
    """The data folder as places name it: from where the author stands, if that is above it."""
    try:
        return root.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(root)
