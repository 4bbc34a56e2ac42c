"""The ``csr`` domain: its roles and directives, and what it remembers between builds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from sphinx.domains import Domain, ObjType
from sphinx.util.nodes import make_refnode

from csrdirectives.sphinx.directives import DIRECTIVES
from csrdirectives.sphinx.roles import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from csrdirectives.digest import Digests
    from csrdirectives.format import Formatter
    from csrdirectives.model import Catalogue


class ReportDomain(Domain):
    """Figures of a report.

    Kept between builds: what each page asked and how the answer looked, and where indicators and findings are
    defined. The catalogue itself is read anew in each build and is never pickled.
    """

    name = "csr"
    label = "Responsibility report"
    object_types: ClassVar = {"indicator": ObjType("indicator", "indicator"), "finding": ObjType("finding", "finding")}
    roles: ClassVar = {name: role() for name, role in ROLES.items()}
    directives: ClassVar = dict(DIRECTIVES)
    initial_data: ClassVar = {"asked": {}, "defined": {}, "printing": set(), "printed": {}}
    data_version = 1

    catalogue: Catalogue
    formatter: Formatter
    digests: Digests

    @property
    def asked(self) -> dict[str, dict[str, str]]:
        """Each page's questions, and the digests of the answers that it shows."""
        return cast("dict[str, dict[str, str]]", self.data["asked"])

    @property
    def defined(self) -> dict[tuple[str, str], tuple[str, str]]:
        """Kind and name of what is defined → the page and anchor."""
        return cast("dict[tuple[str, str], tuple[str, str]]", self.data["defined"])

    @property
    def printing(self) -> set[str]:
        """The pages that list where figures are shown."""
        return cast("set[str]", self.data["printing"])

    @property
    def printed(self) -> dict[str, str]:
        """Digests of what pages print of other pages, as of the last build."""
        return cast("dict[str, str]", self.data["printed"])

    def note(self, docname: str, question: str) -> None:
        """Remember that a page shows the answer to a question."""
        self.asked.setdefault(docname, {})[question] = self.digests.of(question)

    def define(self, kind: str, name: str, docname: str, anchor: str) -> None:
        """Remember where something is defined; the first place stays."""
        self.defined.setdefault((kind, name), (docname, anchor))

    def note_printed(self, docname: str) -> None:
        """Remember that a page lists where figures are shown."""
        self.printing.add(docname)

    def outdated(self) -> set[str]:
        """The pages that show something that is no longer so."""
        of = self.digests.of
        return {page for page, answers in self.asked.items() if any(of(q) != old for q, old in answers.items())}

    def places(self, indicator: str) -> list[str]:
        """The pages that show a figure of an indicator."""
        return self._all_places().get(indicator, [])

    def place_lines(self) -> Iterator[str]:
        """Every indicator with its pages, to see whether any changed."""
        for indicator, pages in sorted(self._all_places().items()):
            yield f"{indicator} {pages}\n"

    def _all_places(self) -> dict[str, list[str]]:
        """Indicator → pages; made anew, since no page must be missed (a report has tens of pages, not thousands)."""
        places: dict[str, list[str]] = {}
        for page, answers in sorted(self.asked.items()):
            figures = (question.removeprefix("figure ") for question in answers if question.startswith("figure "))
            for name in dict.fromkeys(figure.partition("@")[0].partition("#")[0] for figure in figures):
                places.setdefault(name, []).append(page)
        return places

    def clear_doc(self, docname: str) -> None:
        self.asked.pop(docname, None)
        self.printing.discard(docname)
        for name in [name for name, (page, _) in self.defined.items() if page == docname]:
            del self.defined[name]

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        self.asked.update({page: answers for page, answers in otherdata["asked"].items() if page in docnames})
        self.printing.update(otherdata["printing"] & docnames)
        for name, place in otherdata["defined"].items():
            if place[0] in docnames:
                self.defined.setdefault(name, place)

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        place = self.defined.get((typ, target))
        if place is None:
            return None
        reference = make_refnode(builder, fromdocname, *place, contnode, self._title(typ, target))
        reference["classes"].append("csr-ref")
        return reference

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        found = [
            (typ, self.resolve_xref(env, fromdocname, builder, typ, target, node, contnode))
            for typ in self.object_types
        ]
        return [(f"csr:{typ}", reference) for typ, reference in found if reference is not None]

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        for (kind, name), (docname, anchor) in sorted(self.defined.items()):
            yield name, self._title(kind, name), kind, docname, anchor, 1

    def _title(self, kind: str, name: str) -> str:
        known: Any = self.catalogue.indicators if kind == "indicator" else self.catalogue.findings
        thing = known.get(name)
        if thing is None:
            return name
        return cast("str", thing.name if kind == "indicator" else thing.title)

    def titles(self) -> Iterable[str]:
        """What of this domain other pages print: the names of what is defined, and where."""
        return (f"{place} {self._title(*name)}" for name, place in sorted(self.defined.items()))
