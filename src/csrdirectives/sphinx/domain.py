"""The ``csr`` domain: its roles and directives, and what it remembers between builds."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, cast

from sphinx.domains import Domain, ObjType
from sphinx.errors import NoUri
from sphinx.locale import _
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
    initial_data: ClassVar = {"asked": {}, "left_out": {}, "defined": {}, "printing": set()}
    data_version = 3

    catalogue: Catalogue
    formatter: Formatter
    digests: Digests

    @property
    def asked(self) -> dict[str, dict[str, str]]:
        """Each page's questions, and the digests of the answers that it shows."""
        return cast("dict[str, dict[str, str]]", self.data["asked"])

    @property
    def left_out(self) -> dict[str, set[str]]:
        """The indicators whose figures a page does not show in the end, since its translation leaves them out."""
        return cast("dict[str, set[str]]", self.data["left_out"])

    @property
    def defined(self) -> dict[str, dict[tuple[str, str], str]]:
        """What each page defines: kind and name → anchor."""
        return cast("dict[str, dict[tuple[str, str], str]]", self.data["defined"])

    @property
    def printing(self) -> set[str]:
        """The pages that list where figures are shown."""
        return cast("set[str]", self.data["printing"])

    @cached_property
    def definitions(self) -> dict[tuple[str, str], tuple[str, str]]:
        """Kind and name of what is defined → the page and anchor; the first page has it where several do."""
        found: dict[tuple[str, str], tuple[str, str]] = {}
        for page, names in sorted(self.defined.items()):
            for name, anchor in names.items():
                found.setdefault(name, (page, anchor))
        return found

    @cached_property
    def places(self) -> dict[str, list[str]]:
        """The pages that show a figure of an indicator."""
        found: dict[str, list[str]] = {}
        for page, answers in sorted(self.asked.items()):
            figures = (question.removeprefix("figure ") for question in answers if question.startswith("figure "))
            for name in dict.fromkeys(figure.partition("@")[0].partition("#")[0] for figure in figures):
                if name not in self.left_out.get(page, ()):
                    found.setdefault(name, []).append(page)
        return found

    def _read_more(self) -> None:
        """Forget what was gathered from all pages, since a page has been read or cleared."""
        for name in ("definitions", "places"):
            self.__dict__.pop(name, None)

    def note(self, docname: str, question: str) -> None:
        """Remember that a page shows the answer to a question."""
        self._read_more()
        self.asked.setdefault(docname, {})[question] = self.digests.of(question)

    def note_left_out(self, docname: str, indicators: set[str]) -> None:
        """Remember what a page asked for and does not show, now that it is translated."""
        self._read_more()
        self.left_out[docname] = indicators

    def define(self, kind: str, name: str, docname: str, anchor: str) -> bool:
        """Remember where something is defined; whether it is the first place on the page, which has the anchor."""
        self._read_more()
        defined = self.defined.setdefault(docname, {})
        first = (kind, name) not in defined
        defined.setdefault((kind, name), anchor)
        return first

    def note_printed(self, docname: str) -> None:
        """Remember that a page lists where figures are shown."""
        self.printing.add(docname)

    def outdated(self) -> set[str]:
        """The pages that show something that is no longer so."""
        of = self.digests.of
        return {page for page, answers in self.asked.items() if any(of(q) != old for q, old in answers.items())}

    def get_type_name(self, type: ObjType, primary: bool = False) -> str:  # noqa: A002, FBT001, FBT002
        """What a definition is called in the results of a search."""
        return _(type.lname)

    def clear_doc(self, docname: str) -> None:
        self._read_more()
        self.asked.pop(docname, None)
        self.left_out.pop(docname, None)
        self.defined.pop(docname, None)
        self.printing.discard(docname)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        self._read_more()
        self.printing.update(otherdata["printing"] & docnames)
        for name in ("asked", "left_out", "defined"):
            self.data[name].update({page: found for page, found in otherdata[name].items() if page in docnames})

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
        return self.link(builder, fromdocname, typ, target, [contnode])

    def link(
        self, builder: Builder, page: str, kind: str, name: str, content: list[nodes.Node]
    ) -> nodes.reference | None:
        """The content as a link to a definition; nothing where there is none."""
        place = self.definitions.get((kind, name))
        if place is None:
            return None
        try:
            made = make_refnode(builder, page, *place, content, self._title(kind, name))
        except NoUri:  # a document for print may leave pages out
            return None
        made["classes"].append("csr-ref")
        return made

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
        for (kind, name), (docname, anchor) in sorted(self.definitions.items()):
            yield name, self._title(kind, name), kind, docname, anchor, 1

    def _title(self, kind: str, name: str) -> str:
        known: Any = self.catalogue.indicators if kind == "indicator" else self.catalogue.findings
        thing = known.get(name)
        if thing is None:
            return name
        return cast("str", thing.name if kind == "indicator" else thing.title)

    def titles(self) -> Iterable[str]:
        """What of this domain other pages print: the names of what is defined, and where."""
        return (f"{place} {self._title(*name)}" for name, place in sorted(self.definitions.items()))
