"""Links from figures and names to their definitions, settled when every page is read; and marks of doubt.

And what is told of a section that an index to standards names, if there is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from csrdirectives.sphinx.freshness import domain_of
from csrdirectives.sphinx.nodes import DOUBTS, SECTION, csr_figure, link

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)


class MarkDoubts(SphinxTransform):
    """Sets a mark after each figure in doubt, which leads to the finding.

    Not before the page is translated: Sphinx would take the mark for a reference that translators have to keep, and
    tell of it in its own words beside ours.
    """

    default_priority = 24  # after Sphinx translated (20) and the figures were compared (22)

    def apply(self, **kwargs: object) -> None:
        if DOUBTS not in self.env.current_document:
            return
        word = domain_of(self.env).formatter.words["doubt"]
        for figure in [figure for figure in self.document.findall(csr_figure) if "doubt" in figure]:
            mark = link("finding", figure.attributes.pop("doubt"), nodes.Text(word))
            place = figure.parent.index(figure) + 1
            figure.parent.insert(place, nodes.superscript("", "", mark, classes=["csr-doubt"]))


class LeadToDefinitions(SphinxPostTransform):
    """Makes a link of each figure, and of each name that awaits one, if there is a page that defines it.

    Within the words of another link they stay words, since a link cannot hold another. Sphinx could resolve them as
    it does other references, but takes three times as long, and a report has thousands.
    """

    default_priority = 4  # before Sphinx resolves references

    def run(self, **kwargs: object) -> None:
        domain, page = domain_of(self.env), self.env.current_document.docname
        builder = self.env._app.builder  # noqa: SLF001  # as Sphinx's own transforms do; its public name is to go
        for node in _leading(self.document):
            content: list[nodes.Node]
            if isinstance(node, csr_figure):
                kind, name, content = "indicator", node.attributes.pop("indicator"), [node]
            else:
                kind, name, content = node["reftype"], node["reftarget"], list(node.children)
            parent = node.parent
            assert parent is not None
            place = parent.index(node)
            made = None if _within_link(node) else domain.link(builder, page, kind, name, content)
            parent[place : place + 1] = content if made is None else [made]


def _leading(document: nodes.document) -> list[nodes.Element]:
    """What leads to a definition, in the order of the page; docutils would take three times as long to find it."""
    found: list[nodes.Element] = []
    ahead: list[nodes.Node] = [document]
    while ahead:
        node = ahead.pop()
        if isinstance(node, csr_figure):
            if "indicator" in node:
                found.append(node)
        elif isinstance(node, addnodes.pending_xref) and node.get("refdomain") == "csr":
            found.append(node)
        ahead += reversed(node.children)
    return found


def _within_link(node: nodes.Node) -> bool:
    above = node.parent
    while above is not None and not isinstance(above, nodes.reference | addnodes.pending_xref):
        above = above.parent
    return above is not None


def tell_unknown_section(
    _app: Sphinx, env: BuildEnvironment, node: addnodes.pending_xref, content: nodes.Element
) -> nodes.Node | None:
    """Tell of a section that data name and that there is not, in our words, with the nearest label.

    A label that has no title is left to Sphinx, which says so.
    """
    standard, label = env.domains.standard_domain, node["reftarget"]
    if SECTION not in node or label in standard.anonlabels:
        return None
    from csrdirectives.lookup import NotFound  # noqa: PLC0415  # the core with it, which a sound report needs no more
    from csrdirectives.problems import nearest, user_language  # noqa: PLC0415
    from csrdirectives.sphinx.reporting import missing_mark, problem_of  # noqa: PLC0415

    fault = NotFound("unknown-section", label=label, near=nearest(label, standard.labels))
    logger.warning(problem_of(fault).text(user_language()), location=node, type="csr", subtype=fault.code)
    return missing_mark(content.astext())
