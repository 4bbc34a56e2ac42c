"""Nodes for figures: ordinary docutils nodes, and two of our own that any builder can read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.utils import column_width
from sphinx import addnodes

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


IN_CHINESE = "language-zh-CN"
"""The class of Chinese in a page of another language: docutils makes ``lang`` of it, by which it is read out right."""

IN_ENGLISH = "language-en"
"""The class of English in a page of another language."""

DOUBTS = "csr-doubts"  # notes of a page that it shows figures in doubt


SECTION = "csr-section"  # notes of a reference that data name the section, so that we tell of it if there is none


class csr_figure(nodes.inline):  # noqa: N801  # docutils names visitors after the class
    """A shown figure: its text, with its exact ``value`` and its ``key``; every builder but HTML sees an inline.

    Until links are made, ``indicator`` names the definition that it leads to, and ``doubt`` the finding whose mark is
    to follow. So a figure is one node and not two, of which a report has thousands.
    """


class csr_places(nodes.Inline, nodes.Element):  # noqa: N801  # as above
    """Stands for links to the pages that show an ``indicator``, until every page is read."""


def visit_figure(self: HTML5Translator, node: csr_figure) -> None:
    """Write ``<data class="csr-value" value=… data-csr=…>``; an absent figure has no value to give."""
    key, value = node["key"], node["value"]
    if value and not node["ids"] and not node["classes"]:  # nearly all: written at once, in a third of the time
        self.body.append(f'<data class="csr-value" data-csr="{self.attval(key)}" value="{value}">')
        return
    attributes = {"CLASS": "csr-value", "data-csr": key} | ({"value": value} if value else {})
    self.body.append(self.starttag(node, "data" if value else "span", "", **attributes))


def depart_figure(self: HTML5Translator, node: csr_figure) -> None:
    """End what :func:`visit_figure` began."""
    self.body.append("</data>" if node["value"] else "</span>")


def link(kind: str, target: str, *content: nodes.Node) -> addnodes.pending_xref:
    """A link to where the domain defines *target*; plain content where nothing does."""
    return addnodes.pending_xref(
        "", *content, refdomain="csr", reftype=kind, reftarget=target, refexplicit=True, refwarn=False
    )


def paragraph(*content: nodes.Node | str, classes: Sequence[str] = ()) -> nodes.paragraph:
    """A paragraph whose words come from the catalogue, which is translated on its own."""
    made = nodes.paragraph(
        "", "", *(nodes.Text(c) if isinstance(c, str) else c for c in content), classes=list(classes)
    )
    made["translatable"] = False
    return made


def bullets(items: Iterable[Sequence[nodes.Node]], classes: Sequence[str]) -> nodes.bullet_list:
    """A list, each item of some blocks."""
    return nodes.bullet_list("", *(nodes.list_item("", *blocks) for blocks in items), classes=list(classes))


def table(
    head: Sequence[str],
    body: Sequence[Sequence[nodes.Node | str]],
    numeric: Sequence[bool],
    classes: Sequence[str],
    widths: Sequence[int] = (),
) -> nodes.table:
    """A table with one row of heads; without *widths* the columns are as wide as their longest text asks."""
    lengths = list(widths) or [
        min(40, max(_width(cell.astext() if isinstance(cell, nodes.Node) else cell) for cell in column))
        for column in zip(head, *body, strict=True)
    ]
    group = nodes.tgroup("", *(nodes.colspec("", colwidth=length) for length in lengths), cols=len(head))
    group += nodes.thead("", _row([paragraph(text) for text in head], numeric))
    group += nodes.tbody("", *(_row([_block(cell) for cell in cells], numeric) for cells in body))
    made = nodes.table("", group, classes=list(classes))
    if widths:
        made["classes"].append("colwidths-given")
    return made


def _row(cells: Sequence[nodes.Node], numeric: Sequence[bool]) -> nodes.row:
    entries = [
        nodes.entry("", cell, classes=["csr-number", "text-right"] if is_number else [])
        for cell, is_number in zip(cells, numeric, strict=True)
    ]
    return nodes.row("", *entries)


def _block(cell: nodes.Node | str) -> nodes.Node:
    return paragraph(cell) if isinstance(cell, str | nodes.Inline) else cell


def _width(text: str) -> int:
    """How wide a text is set, a Chinese character counting two; never nothing."""
    return max(4, column_width(text))
