"""What stands in the output folder, so that every page is written again that would look different by now.

Sphinx writes what it has just read, and what is older than its source. That leaves an old title in the navigation of
other pages; and it leaves an old figure, whose source is a file of data, where another builder read the page into the
same doctrees, where a build wrote only the pages named to it, or where it was stopped before it wrote.
"""

from __future__ import annotations

import json
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, cast

from docutils import nodes

from csrdirectives.sphinx.numbering import number_sections
from csrdirectives.sphinx.places import sections_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinxcontrib.bibtex.domain import BibtexDomain

    from csrdirectives.sphinx.domain import ReportDomain


Look = tuple[int, str]  # when a page was read, and a digest of what it prints of others


class Written:
    """One build's account of the pages: as they look now, and as they looked when they were last written."""

    def __init__(self) -> None:
        self.now: dict[str, Look] = {}
        self.before: dict[str, Look] = {}

    def pages_to_write(self, app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
        """The pages that are not as they were last written here; every page is read when Sphinx asks for them."""
        number_sections(app, env)
        try:
            told = json.loads(record(app).read_bytes())
            self.before = {page: (read, look) for page, (read, look) in told.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            self.before = {}  # the first build here, or a record of another release
        unread = {page: read for page, (read, _) in self.before.items()} == env.all_docs
        self.now = dict(self.before) if unread else _looks(env)
        return [page for page, look in self.now.items() if self.before.get(page) != look]

    def note(self, _app: Sphinx, _doctree: nodes.document, page: str) -> None:
        """Remember that a page is being written."""
        if page in self.now:
            self.before[page] = self.now[page]

    def keep(self, app: Sphinx, error: Exception | None) -> None:
        """Put down the pages that stand there as they are now; nothing of a build that failed is relied upon."""
        if error is None and self.now:
            kept = {page: look for page, look in self.now.items() if self.before.get(page) == look}
            record(app).write_text(json.dumps(kept), encoding="utf-8")


def record(app: Sphinx, of: str = "csr") -> Path:
    """Where an account is kept: beside the doctrees, one file for each folder that is written from them."""
    return Path(app.doctreedir, f"{of}-{app.builder.name}-{_digest([str(app.outdir)])}.json")


def _looks(env: BuildEnvironment) -> dict[str, Look]:
    """How each page looks now."""
    domain: ReportDomain = env.domains["csr"]  # type: ignore[assignment]  # registered under this name
    around = _digest(_printed_anywhere(env, domain))
    places = _digest(_placed(env, domain)) if domain.printing else ""
    citing, citations = printed_citations(env)
    cited = _digest(citations)
    return {
        page: (read, _digest([around, places if page in domain.printing else "", cited if page in citing else ""]))
        for page, read in sorted(env.all_docs.items())
    }


def _placed(env: BuildEnvironment, domain: ReportDomain) -> Iterator[str]:
    """Where figures are shown, on which pages and in which of their sections."""
    yield from (f"{name} {pages}" for name, pages in sorted(domain.places.items()))
    yield from (f"{page} {sections_of(env, page)}" for page in sorted(env.all_docs))


def printed_citations(env: BuildEnvironment) -> tuple[set[str], Iterator[str]]:
    """The pages that print numbers of references or list them, and all that they print."""
    if "cite" not in env.domains:
        return set(), iter(())
    domain = cast("BibtexDomain", env.domains["cite"])
    pages = {ref.docname for ref in domain.citation_refs} | {key.docname for key in domain.bibliographies}
    return pages, (
        f"{c.citation_id} {c.bibliography_key} {c.key} {c.formatted_entry.label} {c.entry!r}" for c in domain.citations
    )


def _printed_anywhere(env: BuildEnvironment, domain: ReportDomain) -> Iterator[str]:
    """What any page may print of another: titles, contents, labels, numbers."""
    for page in sorted(env.all_docs):
        told = [page]
        _tell(env.titles[page], told)
        _tell(env.tocs[page], told)
        yield "\n".join(told)
    standard = env.domains.standard_domain
    yield repr(sorted(standard.labels.items()))
    yield repr(sorted(standard.anonlabels.items()))
    yield repr(sorted(standard.objects.items()))
    for page, kinds in sorted(env.toc_fignumbers.items()):
        yield repr((page, sorted((kind, sorted(numbers.items())) for kind, numbers in kinds.items())))
    yield from domain.titles()
    yield repr(sorted(domain.listing))


def _tell(node: nodes.Node, told: list[str]) -> None:
    """Add all that a node says, in a fraction of the time that docutils takes to write it out."""
    if isinstance(node, nodes.Text):
        told.append(repr(str(node)))
        return
    element = cast("nodes.Element", node)
    told.append(f"{element.tagname} {element.attributes} {len(element.children)}")
    for child in element.children:
        _tell(child, told)


def _digest(lines: Iterable[str]) -> str:
    made = blake2b(digest_size=8)
    for line in lines:
        made.update(line.encode() + b"\n")
    return made.hexdigest()


def setup_written(app: Sphinx) -> None:
    """Let every page be written that is not as it would be now."""
    written = Written()
    app.connect("env-get-updated", written.pages_to_write, priority=900)  # after Sphinx numbered the sections
    app.connect("doctree-resolved", written.note)
    app.connect("build-finished", written.keep)
