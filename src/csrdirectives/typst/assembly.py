"""All pages of a project as one document, in the order of their contents."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from docutils import nodes
from sphinx import addnodes

from csrdirectives.typst.spacing import settle

if TYPE_CHECKING:
    from sphinx.builders import Builder


class part(nodes.Element):  # noqa: N801  # docutils names visitors after the class
    """Where a part of the book begins: the ``caption`` of a toctree, and whether it is an ``appendix``."""


def assemble(builder: Builder, root: str, pages: Collection[str], appendices: Collection[str]) -> nodes.document:
    """The document of *root* with each toctree replaced by its pages, among *pages* only, links resolved.

    Each page stands in a ``start_of_file`` with its ``docname``; a toctree's caption, and the first of the
    *appendices*, begin a :class:`part`. A page that two toctrees list is set once, where it comes first; addresses
    of the web become a list of links.
    """
    chinese = (builder.config.language or "").startswith(("zh", "ja"))
    seen: set[str] = set()

    def page(docname: str) -> nodes.document:
        seen.add(docname)
        tree = builder.env.get_doctree(docname)
        builder.env.resolve_references(tree, docname, builder)
        settle(tree, chinese=chinese)
        for toctree in list(tree.findall(addnodes.toctree)):
            below = [name for _, name in toctree["entries"] if name in pages]
            new = [name for name in dict.fromkeys(below) if name not in seen]
            made: list[nodes.Node] = []
            if new and (toctree.get("caption") or (new[0] in appendices and docname not in appendices)):
                made.append(part("", caption=toctree.get("caption") or "", appendix=new[0] in appendices))
            made += (
                addnodes.start_of_file("", *page(name).children, docname=name)
                for name in new
                if name not in seen  # an earlier one may contain it
            )
            if links := [(title or uri, uri) for title, uri in toctree["entries"] if urlsplit(uri).scheme]:
                made.insert(0, _links(links))
            toctree.replace_self(made)
        return tree

    document = page(root)
    document["docname"] = root
    return document


def _links(addresses: list[tuple[str, str]]) -> nodes.bullet_list:
    """The addresses that a list of contents names beside pages."""
    links = [nodes.reference("", title, refuri=uri) for title, uri in addresses]
    return nodes.bullet_list("", *(nodes.list_item("", nodes.paragraph("", "", link)) for link in links))
