"""Lists of references in the edition's language, for a project that uses sphinxcontrib-bibtex."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

from docutils import nodes
from pybtex.backends import plaintext
from pybtex.plugin import register_plugin as register_pybtex_plugin
from pybtex_docutils import Backend
from sphinx.addnodes import pending_xref
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.plugin import register_plugin as register_bibtex_plugin
from sphinxcontrib.bibtex.roles import CitationRef
from sphinxcontrib.bibtex.style.referencing import BracketStyle
from sphinxcontrib.bibtex.style.referencing.super_ import SuperReferenceStyle
from sphinxcontrib.bibtex.transforms import BibliographyTransform

from csrdirectives.gbt7714 import IN_CHINESE, STYLES
from csrdirectives.problems import Where
from csrdirectives.references import texts, translate_entries
from csrdirectives.sphinx import nodes as own_nodes
from csrdirectives.sphinx.translation import REFERENCES, Translations, collect
from csrdirectives.translate import Message

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinxcontrib.bibtex.domain import BibtexDomain

__all__ = ["setup_bibliography"]


def bracketed() -> BracketStyle:
    """Numbers in square brackets, as the standard separates them."""
    return BracketStyle(sep=",")


@dataclass
class RaisedReferenceStyle(SuperReferenceStyle):
    """Citations as GB/T 7714—2015 prints them: raised numbers in square brackets."""

    bracket_parenthetical: BracketStyle = field(default_factory=bracketed)
    bracket_textual: BracketStyle = field(default_factory=bracketed)


class SpokenBackend(Backend):
    """Makes nodes of an entry, a Chinese title in the English edition marked as Chinese."""

    def format_tag(self, tag_name: str, text: list[nodes.Node]) -> list[nodes.Node]:
        """An inline for the tag."""
        if tag_name == IN_CHINESE:
            return [nodes.inline("", "", *text, classes=[own_nodes.IN_CHINESE])]
        return super().format_tag(tag_name, text)


def setup_bibliography(app: Sphinx) -> None:
    """Offer the styles ``gbt7714-zh`` and ``gbt7714-en`` for lists, and ``gbt7714`` for citations.

    The styles of the list and of the hints at citations follow the language unless ``bibtex_default_style`` is set;
    the style of citations is left to ``bibtex_reference_style``.
    """
    for name, style in STYLES.items():
        register_pybtex_plugin("pybtex.style.formatting", name, style)
    # else all installed packages are searched for it at every citation
    register_pybtex_plugin("pybtex.backends", "plaintext", plaintext.Backend, force=True)
    register_bibtex_plugin("sphinxcontrib.bibtex.style.referencing", "gbt7714", RaisedReferenceStyle)
    BibliographyTransform.backend = SpokenBackend()  # sphinxcontrib-bibtex asks for no other
    app.connect("config-inited", choose_style)
    app.connect("env-get-outdated", translate_references)
    app.connect("doctree-read", note_printed_citations)


def choose_style(app: Sphinx, config: Config) -> None:
    """Take the language's styles for lists of references and for hints at citations, unless the author set them."""
    given = {*config._raw_config, *config.overrides}  # noqa: SLF001  # Sphinx cannot tell a default from a choice
    if "bibtex_default_style" not in config or "bibtex_default_style" in given:
        return
    chinese = config.language.lower().startswith("zh")
    config["bibtex_default_style"] = "gbt7714-zh" if chinese else "gbt7714-en"
    if not chinese and "bibtex_tooltips_style" not in given:
        config["bibtex_tooltips_style"] = "gbt7714-en-alone"  # an attribute cannot say that it is Chinese


def translate_references(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> set[str]:
    """Offer the references to translators, and take their wording in the edition's language."""
    if "cite" not in env.domains:
        return set()
    entries = cast("BibtexDomain", env.domains["cite"]).bibdata.data.entries
    collect(app, REFERENCES, (Message(text, Where(bibfile(app))) for text in texts(entries)))
    gettext = Translations(app, REFERENCES)
    if gettext.needed:
        translate_entries(entries, gettext)
    return set()


def bibfile(app: Sphinx) -> str:
    """The file to which translators of references are sent."""
    return str(Path(app.confdir, app.config.bibtex_bibfiles[0]))


def note_printed_citations(app: Sphinx, doctree: nodes.document) -> None:
    """Let the list know the citations a page prints, in their order, and no others.

    A citation is noted when its role runs, which in a translated page is up to three times, also where the
    translation has moved or dropped it.
    """
    if "sphinxcontrib.bibtex" not in app.extensions:
        return
    domain = cast("BibtexDomain", app.env.get_domain("cite"))
    docname = app.env.docname
    printed = [
        CitationRef(node["ids"][0], docname, node.line or 0, list(parse_citation_targets(node["reftarget"])))
        for node in doctree.findall(pending_xref)
        if node.get("refdomain") == "cite" and node["ids"]
    ]
    domain.citation_refs[:] = [ref for ref in domain.citation_refs if ref.docname != docname] + printed
