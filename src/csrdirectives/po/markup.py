"""A message as MyST reads it: its blocks, roles, links, and the words that a reader sees."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

HOLE = "\ufffc"  # in the words, stands for a figure or for what another page supplies
FIGURE_ROLES = ("csr:value", "csr:number", "csr:name", "csr:change", "csr:count")
TARGET_ROLES = ("ref", "term", "numref", "doc", "cite", "any", "eq", "download", "option", "keyword", "envvar", "token")
TEXT_ROLES = (
    *("abbr", "sub", "sup", "subscript", "superscript", "strong", "emphasis", "literal", "code", "math", "kbd"),
    *("samp", "file", "command", "menuselection", "guilabel", "dfn", "program", "regexp", "mailheader", "pep", "rfc"),
)
KNOWN_ROLES = frozenset((*FIGURE_ROLES, *TARGET_ROLES, *TEXT_ROLES))

_TITLED = re.compile(r"(?P<title>.+?)\s*<(?P<target>[^<]*)>", re.DOTALL)
_NAME = re.compile(r"\{(?P<name>[A-Za-z0-9_+:-]+)\}(?P<ticks>`+)")
_SUBSTITUTION = re.compile(r"\{\{(?P<name>[^{}]+)\}\}")
_URL = re.compile(r"(?:https?|ftp)://[^\s<>()（）“”，。；、]+[^\s<>()（）“”，。；、.,;:!?]")
_FOOTNOTE = re.compile(r"\[\^(?P<label>[^\]\s]+)\]")
_REFERENCE = re.compile(r"(?<=\])\[(?P<label>[^\[\]^]+)\]")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*")
_PLURAL = re.compile(r";\s*other\s*:(?P<form>[^;]*)")
# Blocks that MyST adds to those of CommonMark, by how they begin; the last is a definition list's second line.
_ADDED_BLOCKS = re.compile(r"^ {0,3}(?::{3,}|%|\+\+\+|\([^()\s]+\)=\s*$|\[\^[^\]\s]+\]:|:\s)", re.MULTILINE)


_STRAY = re.compile(r"\{[^{}\n]{0,60}\}|[{}｛｝`｀]")


class Role(NamedTuple):
    """A role, and where its words stand among those of the message."""

    name: str
    body: str
    start: int
    end: int

    @property
    def title(self) -> str:
        """The words of ``title <target>``, or an empty text."""
        match = _TITLED.fullmatch(self.body)
        return match["title"] if match else ""

    @property
    def target(self) -> str:
        """What a reference leads to."""
        match = _TITLED.fullmatch(self.body)
        return (match["target"] if match else self.body).strip()

    @property
    def kind(self) -> str:
        """The role by its plain name: ``std:ref`` is ``ref``, ``cite:p`` is ``cite``."""
        name = self.name.removeprefix("std:")
        return "cite" if name.startswith("cite:") else name


class Text(NamedTuple):
    """What a message holds."""

    raw: str
    words: str  # as a reader sees them, HOLE for each figure
    loose: str  # outside roles, code and links' targets: where damaged markup is left
    roles: tuple[Role, ...]
    blocks: tuple[str, ...]
    links: Counter[str]
    addresses: Counter[str]  # written out, and no links
    footnotes: Counter[str]
    substitutions: Counter[str]
    tags: Counter[str]
    codes: tuple[str, ...]
    strong: int


def strays(text: Text, source: Text) -> list[str]:
    """Braces and backticks that belong to no role, more than the original has."""
    return list((Counter(_STRAY.findall(text.loose)) - Counter(_STRAY.findall(source.loose))).elements())


def _role_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's signature
    match = _NAME.match(state.src, state.pos)
    end = state.src.find(match["ticks"], match.end() + 1) if match else -1
    if match is None or end < 0:
        return False
    if not silent:
        token = state.push("role", "", 0)
        token.info, token.content = match["name"], state.src[match.end() : end]
    state.pos = end + len(match["ticks"])
    return True


def _substitution_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # as above
    match = _SUBSTITUTION.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        state.push("substitution", "", 0).content = match["name"].strip()
    state.pos = match.end()
    return True


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table")
    parser.inline.ruler.before("backticks", "role", _role_rule)
    parser.inline.ruler.before("backticks", "substitution", _substitution_rule)
    return parser.disable("text_join")  # escaped characters stay apart from the others


_PARSER = _parser()


def read(raw: str) -> Text:
    """Read a message."""
    reading = _Reading()
    for token in _PARSER.parseInline(raw)[0].children or ():
        reading.take(token)
    return Text(
        raw,
        reading.words,
        reading.loose,
        tuple(reading.roles),
        tuple(_blocks(raw)),
        reading.links,
        reading.addresses,
        reading.footnotes,
        reading.substitutions,
        reading.tags,
        tuple(reading.codes),
        reading.strong,
    )


class _Reading:
    """Gathers what the tokens of a message hold."""

    def __init__(self) -> None:
        self.words = self.loose = ""
        self.roles: list[Role] = []
        self.codes: list[str] = []
        self.links: Counter[str] = Counter()
        self.addresses: Counter[str] = Counter()
        self.footnotes: Counter[str] = Counter()
        self.substitutions: Counter[str] = Counter()
        self.tags: Counter[str] = Counter()
        self.strong = 0

    def take(self, token: Token) -> None:
        """Add what a token holds."""
        taking = getattr(self, f"_{token.type}", None)
        if taking is not None:
            taking(token)
        elif token.type in {"softbreak", "hardbreak"}:
            self._add(" ", "\n")
        else:
            self._add("", HOLE)

    def _add(self, words: str, loose: str) -> None:
        self.words += words
        self.loose += loose

    def _role(self, token: Token) -> None:
        shown = _shown(token.info, token.content)
        self.roles.append(Role(token.info, token.content, len(self.words), len(self.words) + len(shown)))
        self._add(shown, HOLE)

    def _code_inline(self, token: Token) -> None:
        self.codes.append(token.content)
        self._add(f"{HOLE}{token.content}{HOLE}", HOLE)

    def _link_open(self, token: Token) -> None:
        self.links[str(token.attrs.get("href", ""))] += 1
        self._add("", HOLE)

    def _image(self, token: Token) -> None:
        self.links[str(token.attrs.get("src", ""))] += 1
        self._add(token.content, HOLE)

    def _html_inline(self, token: Token) -> None:
        self.tags.update(tag.lower() for tag in _TAG.findall(token.content))
        self._add("", HOLE)

    def _substitution(self, token: Token) -> None:
        self.substitutions[token.content] += 1
        self._add(HOLE, HOLE)

    def _strong_open(self, _: Token) -> None:
        self.strong += 1
        self._add("", HOLE)

    def _text_special(self, token: Token) -> None:
        printed = len(token.content) > 1 and token.content.startswith("\\")  # \n, which escapes nothing
        self._add(token.content, token.content if printed else HOLE)

    def _text(self, token: Token) -> None:
        text = token.content
        self.addresses.update(_URL.findall(text))
        self.footnotes.update(_FOOTNOTE.findall(text))
        self.links.update(_REFERENCE.findall(text))
        text = _REFERENCE.sub(HOLE, _FOOTNOTE.sub(HOLE, _URL.sub(HOLE, text)))
        self._add(text.replace(HOLE, ""), text)


def _shown(name: str, body: str) -> str:
    """What a role prints, as far as the message tells."""
    role = Role(name, body, 0, 0)
    if name in FIGURE_ROLES:
        plural = _PLURAL.search(body)
        return plural["form"].strip().replace("#", HOLE) if plural else HOLE
    if role.kind in TARGET_ROLES:
        return role.title or (body if role.kind == "term" else "" if role.kind == "cite" else HOLE)
    return HOLE if name == "math" else body


def _blocks(raw: str) -> Iterator[str]:
    """The kinds of block that the text becomes."""
    if _ADDED_BLOCKS.search(raw):
        yield "other"
    for token in _PARSER.parse(raw):
        if token.level == 0 and token.nesting >= 0:
            yield token.type.removesuffix("_open")
