"""The sentences of chapters and translations that show a figure, with the words in them that say which way it went."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from csrdirectives.change import FORMS, compared
from csrdirectives.format import Formatter
from csrdirectives.lookup import NotFound, find, read_ask
from csrdirectives.model import Catalogue, Key
from csrdirectives.po import read_po
from csrdirectives.problems import Problems, Where
from csrdirectives.usage import CODE, ROLE, live_lines

WAYS = re.compile(
    r"增长|增加|增至|上升|升至|提高|提升|攀升|上涨|扩大|下降|降至|降低|减少|减至|下滑|回落|缩减|压降|持平|不变|稳定|连续|首次|再次"
    r"|超额|超过|突破|达到|不足|未达|没有|为零|零|创新高"
    r"|\b(?:up|rose|rise[sn]?|rising|increas\w*|gr[eo]w\w*|higher|more|improv\w*|better|climb\w*|gain\w*|expand\w*"
    r"|down|f[ea]ll\w*|decreas\w*|declin\w*|drop\w*|reduc\w*|lower\w*|fewer|less|cut|worse\w*|shr[aiu]nk\w*"
    r"|unchanged|stable|steady|steadily|again|first|record|exceed\w*|above|below|reach\w*|miss\w*|no|none|zero)\b",
    re.IGNORECASE,
)
"""Words that a figure may put in the wrong when it turns."""

TITLED = re.compile(r"\{(?!csr:)[\w:+-]+\}`(?P<title>[^`<]*?)(?:\s*<[^`>]*>)?`")  # a role that prints its words
_CHINESE_END = re.compile(r"[。！？；|]+")
_ENGLISH_END = re.compile(r"[.!?;](?=\s)|\|")


class Sentence(NamedTuple):
    """A sentence, where it stands, in which language, the figures in it, and its words that may be wrong by now."""

    where: Where
    language: str
    keys: tuple[Key, ...]
    text: str
    words: tuple[str, ...]


def of_chapters(docs: Path, shown: str, catalogue: Catalogue, turned: Container[Key]) -> Iterator[Sentence]:
    """The sentences of the chapters that show one of the figures."""
    language = catalogue.report.languages[0]
    writer = _Writer(catalogue, language)
    for path in sorted(docs.rglob("*.md")):
        name = Path(shown, path.relative_to(docs)).as_posix()
        for line in live_lines(path.read_text(encoding="utf-8", errors="replace").splitlines()):
            if "{csr:" in line.text:
                plain = CODE.sub(lambda code: " " * len(code[0]), line.text)
                yield from writer.sentences(plain, Where(name, line.number), turned)


def of_translations(
    folder: Path, shown: str, language: str, catalogue: Catalogue, turned: Container[Key]
) -> Iterator[Sentence]:
    """The sentences of a language's translations that show one of the figures, each at its message."""
    writer = _Writer(catalogue, language)
    for path in sorted(folder.rglob("*.po")):
        name = Path(shown, path.relative_to(folder)).as_posix()
        for message in read_po(path, name, Problems()):
            if "{csr:" in message.msgstr and not message.obsolete:
                yield from writer.sentences(message.msgstr, message.where, turned)


class _Writer:
    """Cuts texts of one language into sentences, with the figures as readers see them."""

    def __init__(self, catalogue: Catalogue, language: str) -> None:
        self.catalogue = catalogue
        self.language = language
        self.formatter = Formatter(language, catalogue)
        self.end = _CHINESE_END if language.startswith("zh") else _ENGLISH_END

    def sentences(self, text: str, where: Where, turned: Container[Key]) -> Iterator[Sentence]:
        """The sentences that show a figure that turned, each with the next one where that only speaks of a way."""
        pieces = list(self._pieces(text))
        for piece, after in pairwise((*pieces, "")):
            keys = [self._key(role["text"]) for role in ROLE.finditer(piece)]
            found = tuple(dict.fromkeys(key for key in keys if key is not None and key in turned))
            if found:
                whole = piece + after if "{csr:" not in after and WAYS.search(after) else piece
                words = tuple(dict.fromkeys(match[0] for match in WAYS.finditer(ROLE.sub("", whole))))
                read = TITLED.sub(r"\g<title>", ROLE.sub(self._read, whole)).strip(" \t|-*#")
                yield Sentence(where, self.language, found, read, words)

    def _pieces(self, text: str) -> Iterator[str]:
        """The sentences of a text, each with its end; what looks like one within a role is none."""
        hidden = ROLE.sub(lambda role: "\ufffc" * len(role[0]), text)
        start = 0
        for end in self.end.finditer(hidden):
            yield text[start : end.end()]
            start = end.end()
        yield text[start:]

    def _key(self, text: str) -> Key | None:
        try:
            return find(self.catalogue, read_ask(text).subject).key
        except NotFound:
            return None

    def _read(self, role: re.Match[str]) -> str:
        """What a reader reads in the place of a role, as far as it is a figure."""
        try:
            ask = read_ask(role["text"])
            if role["name"] == "change":
                forms = {name: form for name, form in ask.pairs.items() if name in FORMS}
                return self.formatter.change(*compared(self.catalogue, ask), forms, difference="as" in ask.pairs)
            observation = find(self.catalogue, ask.subject)
            if "other" in ask.pairs:
                return self.formatter.plural(observation, ask.pairs)
            return (self.formatter.bare if role["name"] == "number" else self.formatter.figure)(observation)
        except NotFound:
            return role[0]
