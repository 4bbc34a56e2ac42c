"""``csr:standards``: the content index of a scheme: which disclosure is answered, how well, by what, where."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx import addnodes

from csrdirectives.disclosures import coverage, replies, scheme_names, scheme_of
from csrdirectives.lookup import NotFound
from csrdirectives.problems import nearest
from csrdirectives.sphinx.directives.block import Block
from csrdirectives.sphinx.nodes import SECTION, link, paragraph, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from csrdirectives.disclosures import Reply
    from csrdirectives.model import Indicator
    from csrdirectives.scheme import Answer, Both, Fit, Scheme

STYLES = ("index", "coverage")
COUNTS = ("codes", "exact", "partial", "related", "unanswered", "explained")


class StandardsDirective(Block):
    """The content index of a scheme, or how far several are covered.

    A line ``code: text`` in the body adds a remark to a row. What the text of the report answers, and why it does not,
    is said in ``disclosures/``, and counted.
    """

    options_taken: ClassVar = {
        "style": "``index`` (by default), or ``coverage``: a row for each scheme, with counts alone.",
    }
    required_arguments = 1
    optional_arguments = 0

    def content_nodes(self) -> list[nodes.Node]:
        names = self.arguments[0].split()
        found = {name: self._scheme(name) for name in names}
        if self.word("style", STYLES, "index") == "coverage":
            return [self.titled(self._coverage(found))]
        return [node for name, scheme in found.items() for node in self._index(name, scheme)]

    def _scheme(self, name: str) -> Scheme:
        scheme = scheme_of(self.catalogue, name)
        self.asks(f"standards {name}")
        if scheme is None:
            near = nearest(name, scheme_names(self.catalogue))
            raise NotFound("unknown-scheme", scheme=name, name=self.name, near=near)
        return scheme

    def _own(self, both: Both) -> str:
        return self.formatter.own(both.zh, both.en)

    @property
    def _blank(self) -> str:
        """What stands between two sentences."""
        return "" if self.formatter.chinese else " "

    # ---- how far schemes are covered

    def _coverage(self, found: Mapping[str, Scheme]) -> nodes.table:
        """A row for each scheme, linked to its index where there is one."""
        words = self.formatter.words
        rows: list[list[nodes.Node | str]] = []
        for name, scheme in found.items():
            counts = coverage(replies(self.catalogue, name))
            title = nodes.Text(self._own(scheme.name) + words["brackets"].format(self._own(scheme.edition)))
            rows.append([link("standard", name, title), *(str(getattr(counts, count)) for count in COUNTS)])
        head = [words[f"coverage-{column}"] for column in ("scheme", *COUNTS)]
        numeric = [False] + [True] * len(COUNTS)
        return table(head, rows, numeric, ["csr-coverage"], widths=(31, 13, 9, 10, 10, 14, 13))

    # ---- the index of one

    def _index(self, name: str, scheme: Scheme) -> list[nodes.Node]:
        words = self.formatter.words
        answered = replies(self.catalogue, name)
        remarks, faults = self._remarks(name, scheme)
        head = [words[column] for column in ("disclosure", "fit", "answers")]
        rows = [self._row(name, reply, remarks.get(reply.code)) for reply in answered]
        index = table(head, rows, [False] * 3, ["csr-standards"], widths=(26, 16, 58))
        made = list(index.findall(nodes.row))[1:]
        for row, reply in zip(made, answered, strict=True):
            if reply.disclosure.heading:
                title = paragraph(nodes.strong("", self._own(reply.disclosure.heading)))
                empty = [nodes.entry("", paragraph()) for _ in head[1:]]  # not every builder can span columns
                heading = nodes.row("", nodes.entry("", title), *empty, classes=["group-row"])
                row.parent.insert(row.parent.index(row), heading)
        return [*self._about(name, scheme, answered), self.titled(index), *faults]

    def _about(self, name: str, scheme: Scheme, answered: list[Reply]) -> Iterator[nodes.Node]:
        """Which edition, what the mapping does not claim, and how much of it is answered."""
        words, counts = self.formatter.words, coverage(answered)
        source: list[nodes.Node | str] = []
        if scheme.source:
            address = nodes.reference("", words["standard-source"], refuri=scheme.source)
            source = [address, words["stop"]]
        licence = self._own(scheme.licence) if scheme.licence else ""
        edition = words["edition"].format(self._own(scheme.edition))
        text = self._blank.join(filter(None, (self._own(scheme.note), licence)))
        yield paragraph(self._anchor(name, "", self._own(scheme.name)), edition, *source, text, classes=["csr-about"])
        kind = "coverage" if counts.unanswered else "coverage-full"
        said = (counts.codes, counts.answered, *counts[1:4], counts.unanswered, counts.explained)
        yield paragraph(words[kind].format(*said[: 7 if counts.unanswered else 5]), classes=["csr-about"])

    def _anchor(self, scheme: str, code: str, title: str) -> nodes.Node:
        """The permanent address of a scheme's index, or of a row of it."""
        anchor = "-".join(filter(None, ("std", scheme, code)))
        target = ":".join(filter(None, (scheme, code)))
        first = self.domain.define("standard", target, self.env.docname, anchor, title)
        return nodes.target("", "", ids=[anchor]) if first else nodes.Text("")

    def _remarks(self, name: str, scheme: Scheme) -> tuple[dict[str, nodes.paragraph], list[nodes.Node]]:
        """The remarks of the body by their codes, and what stands in the place of those that have no row."""
        found: dict[str, nodes.paragraph] = {}
        faults: list[nodes.Node] = []
        for number, text in enumerate(self.content):
            line = self.line_of(number)
            code, colon, remark = text.partition(":")
            if not text.strip():
                continue
            if not colon or code.strip() not in scheme.codes:
                near = nearest(code.strip(), scheme.codes)
                details = {"code": code.strip(), "scheme": name, "name": self.name, "near": near}
                self.warn(NotFound("unknown-disclosure", **details), line)
                faults.append(paragraph(self.missing(text.strip())))
                continue
            inline, _ = self.inline(remark.strip(), line)
            made = nodes.paragraph(remark.strip(), "", *inline)
            self.set_source_info(made)
            found[code.strip()] = made
        return found, faults

    def _row(self, scheme: str, reply: Reply, remark: nodes.paragraph | None) -> list[nodes.Node | str]:
        words = self.formatter.words
        title = self.formatter.own(reply.disclosure.zh, reply.disclosure.en)
        first = paragraph(self._anchor(scheme, reply.code, title), f"{reply.code} {title}")
        blocks = [*([remark] if remark is not None else []), *self._answers(reply)]
        fit = paragraph(words[f"fit-{reply.fit or 'none'}"])
        if reply.fit is None:
            fit = paragraph(nodes.inline("", words["fit-none"], classes=["csr-absent"]))
        return [first, fit, nodes.container("", *blocks)]

    def _answers(self, reply: Reply) -> Iterator[nodes.Node]:
        """What answers a disclosure, and what does not and why."""
        words, said = self.formatter.words, reply.said
        if reply.indicators:
            yield paragraph(*self._listed(self._name(i, self._lesser(fit, reply)) for i, fit in reply.indicators))
            places = self.places([indicator.id for indicator, _ in reply.indicators])
            yield paragraph(words["figures-in"], words["colon"], places, classes=["csr-places"])
        if said and said.answers:
            yield self._said(said, self._lesser(said.fit, reply))
        if said and said.omitted:
            reason = words[f"omitted-{said.omitted}"]
            start = words["omitted-rest"].format(reason) if reply.fit else reason
            text = said.text if not said.answers else ""
            yield paragraph(start + (words["colon"] + text if text else words["stop"]), classes=["csr-omitted"])
        if reply.absent:
            names = [self._name(i, words["brackets"].format(self.formatter.status(why))) for i, why in reply.absent]
            given = reply.reason if reply.fit is None and not (said and said.omitted) else None
            start = words[f"omitted-{given}"] if given else words["without-value"]
            yield paragraph(start, words["colon"], *self._listed(names), classes=["csr-omitted"])
        if reply.fit is None and reply.reason is None:
            yield paragraph(nodes.inline("", words["unanswered"], classes=["csr-absent"]))

    def _name(self, indicator: Indicator, after: str) -> list[nodes.Node | str]:
        return [link("indicator", indicator.id, nodes.Text(indicator.name)), after]

    def _lesser(self, fit: Fit, reply: Reply) -> str:
        """The word for how well something answers that is not the best answer of its row."""
        return "" if fit == reply.fit else self.formatter.words[fit]

    def _said(self, said: Answer, after: str) -> nodes.paragraph:
        """What the text answers, and where; a section that there is not is told of where it is named."""
        words = self.formatter.words
        places: list[list[nodes.Node | str]] = []
        for label in said.sections:
            place = addnodes.pending_xref(
                "",
                nodes.inline("", label, classes=["xref", "std", "std-ref"]),
                refdoc=self.env.docname,
                refdomain="std",
                reftype="ref",
                reftarget=label,
                refexplicit=False,
                refwarn=True,
            )
            place[SECTION] = True
            place.source, place.line = said.where.path, said.where.line
            places.append([place])
        shown: list[nodes.Node | str] = [said.text] if said.text else []
        if places:
            see = self._blank + words["sections"] if said.text else words["text-in"]
            shown += [see + words["colon"], *self._listed(places)]
        return paragraph(*shown, after)

    def _listed(self, pieces: Iterable[Sequence[nodes.Node | str]]) -> Iterator[nodes.Node | str]:
        for number, piece in enumerate(pieces):
            if number:
                yield self.formatter.words["semicolon"]
            yield from piece
