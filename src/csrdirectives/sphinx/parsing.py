"""Translated pages, read without the work that MyST-Parser and Sphinx do anew for every message.

A message is a document of its own. MyST-Parser 5 makes for each the settings of docutils (behind which stands an
option parser of some hundred options) and a Markdown parser with all its extensions; Sphinx 9 parses each twice, writes
out the nodes that it does not translate for a debugging log that nobody reads, looks through the whole page for each
heading, looks for references and straight quotes where there are none, and keeps the document of each message alive in
the page's. What is the same each time is made once here, what is done with is let go, and most messages need no parser:
they are words alone. The pages are the same, byte by byte; warnings about a message come once instead of twice.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, MutableMapping
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser
from docutils.utils import new_document
from myst_parser.mdit_to_docutils import base
from myst_parser.parsers import mdit, sphinx_
from sphinx.transforms import SphinxSmartQuotes, SphinxTransform, i18n
from sphinx.util import get_filetype
from sphinx.util import nodes as sphinx_nodes
from sphinx.util.nodes import NodeMatcher

if TYPE_CHECKING:
    from docutils.frontend import Values
    from markdown_it import MarkdownIt
    from myst_parser.config.main import MdParserConfig
    from sphinx.application import Sphinx
    from sphinx.config import Config


@cache
def default_settings() -> tuple[Values, tuple[str, ...]]:
    """The settings that a document starts with, made once, and the names of those that are lists."""
    settings = get_default_settings(Parser)
    return settings, tuple(name for name, value in vars(settings).items() if isinstance(value, list))


def make_document(source_path: str = "notset") -> nodes.document:
    """A new document with settings of its own."""
    kept, lists = default_settings()
    settings = kept.copy()
    for name in lists:
        setattr(settings, name, list(getattr(kept, name)))
    return new_document(source_path, settings=settings)


class KeptParser:
    """Gives a Markdown parser, the one of last time if it is for the same configuration and not at work."""

    def __init__(self) -> None:
        self.config: MdParserConfig | None = None
        self.parser: MarkdownIt | None = None
        self.working = False

    def __call__(self, config: MdParserConfig, renderer: Callable[[MarkdownIt], Any]) -> MarkdownIt:
        if self.working:  # a message within a page that is being parsed: it must not have its parser
            return mdit.create_md_parser(config, renderer)
        if self.parser is None or self.config is not config:
            self.config, self.parser = config, mdit.create_md_parser(config, renderer)
            self._watch(self.parser)
        return self.parser

    def _watch(self, parser: MarkdownIt) -> None:
        """Know when it is at work."""
        render = parser.render

        def watched(src: str, env: MutableMapping[str, Any] | None = None) -> Any:
            self.working = True
            try:
                return render(src, env)
            finally:
                self.working = False

        parser.render = watched  # type: ignore[method-assign]


WORDS = re.compile(r"((?:[^\W\d_]|[“‘(])(?:[^\W_]|[ ,.;:?!'\"’‘“”()–—/%+·×…-])*(?<! ))(\n=+)?")
"""A message, or a heading as Sphinx gives it, without a character that Markdown could take for a mark."""
SEEN_IN_WORDS = {"linkify", "replacements", "smartquotes"}
"""Extensions of MyST-Parser that see more in words than words."""


def words_of(source: str, source_path: str, config: Config) -> nodes.Element | None:
    """What parsing gives for words alone; nothing for any other message."""
    found = WORDS.fullmatch(source)
    if found is None or get_filetype(config.source_suffix, source_path) != "markdown":
        return None
    if not SEEN_IN_WORDS.isdisjoint(config.myst_enable_extensions):
        return None
    text = nodes.Text(found[1])
    return nodes.section("", nodes.title("", "", text)) if found[2] else nodes.paragraph("", "", text)


class KeptMessages:
    """Parses a message, and gives it again when Sphinx asks for the second time, unless the first has been used."""

    parse = staticmethod(i18n._publish_msgstr)  # noqa: SLF001  # there is no other way in

    def __init__(self) -> None:
        self.parsed: dict[tuple[str, str, int], list[nodes.Element]] = {}

    def __call__(self, source: str, source_path: str, source_line: int, **around: Any) -> nodes.Element:
        if words := words_of(source, source_path, around["config"]):
            return words
        waiting = self.parsed.setdefault((source, source_path, source_line), [])
        while waiting:
            found = waiting.pop()
            if all(child.parent is found for child in found.children):
                return found
        made = self.parse(source, source_path, source_line, **around)
        waiting.append(made)
        return made


def are_words(node: nodes.Element) -> bool:
    """Whether there is nothing but words in a node."""
    return all(isinstance(child, nodes.Text) for child in node.children)


def unless_words(update: Callable[[i18n._NodeUpdater], None]) -> Callable[[i18n._NodeUpdater], None]:
    """An update of the references of a message, left out where neither page nor message has any."""

    def updated(updater: i18n._NodeUpdater) -> None:
        if not (are_words(updater.node) and are_words(updater.patch)):
            update(updater)

    return updated


UPDATES = {
    name: unless_words(getattr(i18n._NodeUpdater, name))  # noqa: SLF001  # there is no other way in
    for name in (
        "update_autofootnote_references",
        "update_refnamed_references",
        "update_refnamed_footnote_references",
        "update_citation_references",
        "update_pending_xrefs",
    )
}


class MatchTargets(NodeMatcher[Any]):
    """Finds the targets that have the name of a heading among those of the page, which are gathered once.

    A translation cannot add one: a target that takes its place from a name is a block of its own.
    """

    page: nodes.document | None = None
    targets: ClassVar[list[nodes.target]] = []

    def findall(self, node: nodes.Node) -> Iterator[Any]:
        if not (isinstance(node, nodes.document) and self.classes == (nodes.target,)):
            return super().findall(node)
        if node is not MatchTargets.page:
            MatchTargets.page, MatchTargets.targets = node, list(node.findall(nodes.target))
        return filter(self, MatchTargets.targets)


SETTABLE = re.compile(r"""["'`\\\x00]|--|[.] ?[.]""")
"""What is set otherwise in a text: straight quotes, hyphens for a dash, points for an ellipsis."""
EDUCATED = SphinxSmartQuotes.get_tokens


def tokens_to_set(self: SphinxSmartQuotes, texts: list[nodes.Text]) -> Iterator[tuple[str, str]]:
    """The texts of a paragraph, if one of them has something to set; most have the quotes of print already."""
    if any(map(SETTABLE.search, texts)):
        yield from EDUCATED(self, texts)


class WrittenOut:
    """A node, written out if somebody reads the log in which it stands."""

    write = staticmethod(sphinx_nodes.repr_domxml)

    def __init__(self, node: nodes.Node, length: int = 80) -> None:
        self.node, self.length = node, length

    def __str__(self) -> str:
        return self.write(self.node, self.length)


class AdoptMessages(SphinxTransform):
    """Lets the page have the nodes of its translated messages, whose own documents would else be stored with it."""

    default_priority = 21  # after Sphinx translated (20)

    def apply(self, **kwargs: object) -> None:
        MESSAGES.parsed.clear()
        MatchTargets.page, MatchTargets.targets = None, []
        for node in self.document.findall():
            node.document = self.document


MESSAGES = KeptMessages()


def hush(app: Sphinx) -> None:
    """Have Sphinx not write down each text that it leaves untranslated, unless asked to tell all by ``-vv``."""
    level = logging.NOTSET if app.verbosity > 1 else logging.INFO
    sphinx_nodes.logger.logger.setLevel(level)


def read_faster() -> None:
    """Let MyST-Parser and Sphinx take what is kept here."""
    base.make_document = make_document  # type: ignore[assignment]  # called with the source alone
    sphinx_.create_md_parser = KeptParser()  # type: ignore[attr-defined]  # which it imports for itself
    i18n._publish_msgstr = MESSAGES  # noqa: SLF001  # as above
    for name, update in UPDATES.items():
        setattr(i18n._NodeUpdater, name, update)  # noqa: SLF001  # as above
    SphinxSmartQuotes.get_tokens = tokens_to_set  # type: ignore[method-assign, assignment]
    i18n.NodeMatcher = MatchTargets  # type: ignore[attr-defined]  # as above
    sphinx_nodes.repr_domxml = WrittenOut  # type: ignore[assignment]  # its results go to a log alone
