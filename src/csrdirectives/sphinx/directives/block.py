"""What the directives have in common: options by the names users know, told of when misspelt; captions; names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from myst_parser.mocking import MockState
from sphinx.util.docutils import SphinxDirective

from csrdirectives.lookup import Ask, NotFound, read_ask
from csrdirectives.problems import nearest
from csrdirectives.sphinx.reporting import Reporting


class Options(dict[str, Callable[[str], str]]):
    """Takes every option, so that an unknown one is told of in our words, with the nearest name."""

    def __missing__(self, name: str) -> Callable[[str], str]:
        return directives.unchanged


class Block(Reporting, SphinxDirective):
    """A directive of the domain.

    Subclasses name their options, with a sentence each, and give nodes in :meth:`content_nodes`.
    """

    options_taken: ClassVar[Mapping[str, str]] = {}
    common: ClassVar[Mapping[str, str]] = {
        "caption": "A title; roles are allowed in it.",
        "name": "A label by which ``{ref}`` finds it; letters of ASCII.",
        "class": "CSS classes.",
    }
    option_spec: ClassVar = Options(caption=directives.unchanged)  # an empty one would tell MyST to look for none
    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        known = {**self.options_taken, **self.common}
        for option in self.options:
            if option not in known:
                self.warn(NotFound("unknown-option", option=option, directive=self.name, near=nearest(option, known)))
        try:
            made = self.content_nodes()
        except NotFound as fault:
            self.warn(fault)
            return [nodes.paragraph("", "", self.missing(self.arguments[0] if self.arguments else self.name))]
        for node in made:
            self.set_source_info(node)
        return made

    def content_nodes(self) -> list[nodes.Node]:
        """The nodes that the directive gives."""
        raise NotImplementedError

    def lines(self) -> Iterator[tuple[int, str]]:
        """What is listed: the words of the argument, then the lines of the body, each with its line in the page."""
        for word in self.arguments[0].split() if self.arguments else ():
            yield self.lineno, word
        for number, text in enumerate(self.content):
            if text.strip():
                yield self.line_of(number), text.strip()

    def line_of(self, number: int) -> int:
        """The line in the page of a line of the body; MyST counts from the directive, docutils from the page."""
        start = self.lineno + self.content_offset if isinstance(self.state, MockState) else self.content_offset
        return start + number + 1

    def inline(self, text: str, line: int) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The nodes of words that may hold roles, which are told of at that line; MyST would tell the next one."""
        return self.parse_inline(text, lineno=line - isinstance(self.state, MockState))

    def asked_lines(self) -> Iterator[tuple[int, Ask | None, str]]:
        """What is listed, read as ``subject; name: text``; ``None`` where it cannot be, which is told of."""
        for line, text in self.lines():
            try:
                yield line, read_ask(text), text
            except NotFound as fault:
                self.warn(fault, line)
                yield line, None, text

    def words(self, option: str, known: Iterable[str], default: Sequence[str]) -> list[str]:
        """The words of an option, those that are known; the others are told of."""
        if not self.options.get(option):
            return list(default)
        known = list(known)
        found = []
        for word in self.options[option].replace(",", " ").split():
            if word in known:
                found.append(word)
            else:
                self.warn(NotFound("unknown-choice", word=word, option=option, near=nearest(word, known)))
        return found or list(default)

    def word(self, option: str, known: Sequence[str], default: str) -> str:
        """The one word of an option."""
        return self.words(option, known, [default])[0]

    def titled(self, table: nodes.table) -> nodes.table:
        """The table with its caption, label and classes."""
        self.labelled(table)
        caption = self.options.get("caption")
        if caption:
            inline, messages = self.inline(caption, self.lineno)
            title = nodes.title(caption, "", *inline)
            self.set_source_info(title)
            table.insert(0, [title, *messages])
        return table

    def headed(self, block: nodes.Element) -> list[nodes.Node]:
        """A block that is no table, with its caption as a line before it."""
        self.labelled(block)
        caption = self.options.get("caption")
        if not caption:
            return [block]
        inline, messages = self.inline(caption, self.lineno)
        line = nodes.paragraph(caption, "", *inline, classes=["csr-caption"])
        self.set_source_info(line)
        return [line, *messages, block]

    def labelled(self, node: nodes.Element) -> None:
        """Give the node its classes and the label that references use."""
        node["classes"] += self.options.get("class", "").split()
        self.add_name(node)
