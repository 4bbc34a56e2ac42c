"""The ``csr`` domain: its roles and directives, and what it remembers between builds."""

from __future__ import annotations

import sys
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, cast

from sphinx.domains import Domain, ObjType
from sphinx.errors import NoUri
from sphinx.locale import _
from sphinx.util.nodes import make_refnode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from docutils.parsers.rst import Directive
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import RoleFunction

    from csrdirectives.digest import Digests
    from csrdirectives.format import Formatter
    from csrdirectives.model import Catalogue
    from csrdirectives.report import ReportTable
    from csrdirectives.sphinx.answers import Answers


class ReportDomain(Domain):
    """Figures of a report.

    Kept between builds: what each page asked and how the answer looked, and where indicators and findings are
    defined; and a stamp of the data that they were answered from. The catalogue itself is never pickled: a build reads
    it when a page asks for it. The roles and directives, too, are imported when a page has one.
    """

    name = "csr"
    label = "Responsibility report"
    object_types: ClassVar = {kind: ObjType(kind, kind) for kind in ("indicator", "finding", "standard")}
    initial_data: ClassVar = {
        "asked": {},
        "left_out": {},
        "defined": {},
        "printing": set(),
        "listing": set(),
        "charts": {},
        "chart_files": {},
        "stamp": "",
        "languages": (),
        "english": "",
    }
    data_version = 7

    _answers: Answers | None = None
    _read: Callable[[], Answers]

    # ---- what pages are answered from

    def await_answers(self, read: Callable[[], Answers]) -> None:
        """Have the data read in this way by the first that asks for them."""
        self._answers, self._read = None, read

    def read_data(self) -> Answers:
        """What pages are answered from in this build."""
        if self._answers is None:
            self._answers = self._read()
        return self._answers

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue in the language of this build."""
        return self.read_data().catalogue

    @property
    def formatter(self) -> Formatter:
        """How this build writes figures."""
        return self.read_data().formatter

    @property
    def digests(self) -> Digests:
        """By which the answers of this build are told from those of another."""
        return self.read_data().digests

    def note_data(self, report: ReportTable, stamp: str) -> None:
        """Remember the data by their stamp, and what is asked about the report where no page is read."""
        self.data.update(stamp=stamp, languages=report.languages, english=report.english)

    @property
    def stamp(self) -> str:
        """The stamp of the data from which all pages are answered; empty if they must be read in each build."""
        return cast("str", self.data["stamp"])

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the report, that of the sources first."""
        return cast("tuple[str, ...]", self.data["languages"])

    @property
    def english(self) -> str:
        """Which English the report is translated into."""
        return cast("str", self.data["english"])

    def role(self, name: str) -> RoleFunction | None:
        if name not in self.roles:
            from csrdirectives.sphinx.roles import ROLES  # noqa: PLC0415  # the core with it

            if name in ROLES:
                self.roles[name] = ROLES[name]()
        return super().role(name)

    def directive(self, name: str) -> type[Directive] | None:
        if name not in self.directives:
            from csrdirectives.sphinx.directives import DIRECTIVES  # noqa: PLC0415  # as above

            if name in DIRECTIVES:
                self.directives[name] = DIRECTIVES[name]  # which loads it
        return super().directive(name)

    # ---- what pages asked and define

    @property
    def asked(self) -> dict[str, dict[str, str]]:
        """Each page's questions, and the digests of the answers that it shows."""
        return cast("dict[str, dict[str, str]]", self.data["asked"])

    @property
    def left_out(self) -> dict[str, set[str]]:
        """The indicators whose figures a page does not show in the end, since its translation leaves them out."""
        return cast("dict[str, set[str]]", self.data["left_out"])

    @property
    def defined(self) -> dict[str, dict[tuple[str, str], tuple[str, str]]]:
        """What each page defines: kind and name → anchor and title."""
        return cast("dict[str, dict[tuple[str, str], tuple[str, str]]]", self.data["defined"])

    @property
    def printing(self) -> set[str]:
        """The pages that list where figures are shown."""
        return cast("set[str]", self.data["printing"])

    @property
    def listing(self) -> set[str]:
        """The pages that list the files of the data."""
        return cast("set[str]", self.data["listing"])

    @property
    def charts(self) -> dict[str, dict[str, tuple[str, int]]]:
        """Each page's charts: by their keys, what is drawn, and the line."""
        return cast("dict[str, dict[str, tuple[str, int]]]", self.data["charts"])

    @cached_property
    def definitions(self) -> dict[tuple[str, str], tuple[str, str, str]]:
        """Kind and name of what is defined → the page, anchor and title; the first page has it where several do."""
        found: dict[tuple[str, str], tuple[str, str, str]] = {}
        for page, names in sorted(self.defined.items()):
            for name, (anchor, title) in names.items():
                found.setdefault(name, (page, anchor, title))
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
        answers = self.asked.setdefault(docname, {})
        if question not in answers:  # a page that is read asks anew
            self._read_more()
            answers[sys.intern(question)] = self.digests.of(question)  # pages that ask the same share it

    def note_left_out(self, docname: str, indicators: set[str]) -> None:
        """Remember what a page asked for and does not show, now that it is translated."""
        self._read_more()
        self.left_out[docname] = indicators

    def define(self, kind: str, name: str, docname: str, anchor: str, title: str) -> bool:
        """Remember where something is defined; whether it is the first place on the page, which has the anchor."""
        self._read_more()
        defined = self.defined.setdefault(docname, {})
        first = (kind, name) not in defined
        defined.setdefault((kind, name), (anchor, title))
        return first

    def note_chart(self, docname: str, key: str, specs: str, line: int) -> None:
        """Remember that a page shows a chart, what is drawn for it, and where."""
        self.charts.setdefault(docname, {}).setdefault(key, (specs, line))

    @property
    def chart_files(self) -> dict[str, dict[str, str]]:
        """The figures of each page's charts as files, by the names of the charts."""
        return cast("dict[str, dict[str, str]]", self.data["chart_files"])

    def note_chart_file(self, docname: str, name: str, text: str) -> None:
        """Remember the figures of a chart."""
        self.chart_files.setdefault(docname, {})[name] = text

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
        self.charts.pop(docname, None)
        self.chart_files.pop(docname, None)
        self.printing.discard(docname)
        self.listing.discard(docname)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        self._read_more()
        for name in ("printing", "listing"):
            self.data[name].update(otherdata[name] & docnames)
        for name in ("asked", "left_out", "defined", "charts", "chart_files"):
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
            target, anchor, title = place
            made = make_refnode(builder, page, target, anchor, content, title)
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
        for (kind, name), (docname, anchor, title) in sorted(self.definitions.items()):
            called = f"{kind} {name}" if anchor == f"{kind}-{name}" else name  # or the search makes it of the title
            yield called, title, kind, docname, anchor, -1 if kind == "standard" else 1  # codes are no words to search

    def titles(self) -> Iterable[str]:
        """What of this domain other pages print: the names of what is defined, and where."""
        return (f"{page, anchor} {title}" for _, (page, anchor, title) in sorted(self.definitions.items()))
