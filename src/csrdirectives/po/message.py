"""Messages of ``.po`` files: what is translated, how, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import polib
from msgspec import Struct

from csrdirectives.po.markup import Text, read
from csrdirectives.problems import Problem, Problems, Where
from csrdirectives.textfile import read_text

_SYNTAX = re.compile(r"\(line (?P<line>\d+)\)")
_LINE = re.compile(
    r'\s*(?:#(?!~).*|(?:#~\s*(?:\|\s*)?)?(?:(?:msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)\s*)?(?:"(?:[^"\\]|\\[abfnrtv"\\0-7x])*"\s*)?)'
)  # polib takes an unclosed quotation for an empty text
_ID = re.compile(r"(?:#~\s*)?msgid\s")
_WORD = re.compile(r"(?:#~\s*)?(?P<word>msgctxt|msgid|msgstr)\b")


class Message(Struct, frozen=True, dict=True):
    """A message with its translation."""

    msgid: str
    msgstr: str
    where: Where = Where("")
    comment: str = ""  # the translator's, which begins with “# ” in the file
    fuzzy: bool = False
    obsolete: bool = False
    flags: tuple[str, ...] = ()

    @cached_property
    def source(self) -> Text:
        """The original as MyST reads it."""
        return read(self.msgid)

    @cached_property
    def translation(self) -> Text:
        """The translation as MyST reads it."""
        return read(self.msgstr)

    def problem(self, code: str, /, **details: object) -> Problem:
        """A problem of this message."""
        return Problem(code, self.where, details)

    def reason(self, about: str) -> str:
        """The reason that the translator's comment gives for a difference: ``figures: named twice in English``."""
        found = re.search(rf"^\W*{about}\s*[:：]\s*(?P<reason>\S.*)$", self.comment, re.MULTILINE | re.IGNORECASE)
        return found["reason"].strip() if found else ""


def read_po(path: Path, shown: str, problems: Problems) -> list[Message]:
    """The messages of a file in its order, obsolete ones too; what cannot be read goes to *problems*."""
    text = read_text(path, shown, problems)
    if not text or not text.strip():
        return []
    lines = text.split("\n")
    bad = next((number for number, line in enumerate(lines, 1) if not _LINE.fullmatch(line)), 0) or _without(lines)
    if bad:
        problems.add("po-syntax", Where(shown, bad))
        return []
    try:
        entries = polib.pofile(text, encoding="utf-8")
    except (OSError, ValueError, IndexError) as error:
        line = _SYNTAX.search(str(error))
        problems.add("po-syntax", Where(shown, int(line["line"]) if line else 0))
        return []
    messages = list(_messages(entries, lines, shown))
    first: dict[tuple[str, str], Message] = {}
    for message, entry in zip(messages, entries, strict=True):
        if not message.obsolete:
            earlier = first.setdefault((message.msgid, entry.msgctxt or ""), message)
            if earlier is not message:
                problems.append(message.problem("po-twice", first=earlier.where))
    return messages


def _without(lines: list[str]) -> int:
    """The line of the first message that lacks its ``msgstr``, or 0; polib takes it for an empty one."""
    asked = 0
    for number, line in enumerate(lines, 1):
        word = _WORD.match(line)
        if word and word["word"] != "msgstr" and asked:
            return asked
        if word:
            asked = number if word["word"] == "msgid" else 0
    return asked


def _messages(entries: polib.POFile, lines: list[str], shown: str) -> Iterator[Message]:
    for entry in entries:
        line = entry.linenum or 1  # polib's is that of the first comment; a translator looks for the message
        while line < len(lines) and not _ID.match(lines[line - 1]):
            line += 1
        yield Message(
            entry.msgid,
            entry.msgstr,
            Where(shown, line),
            entry.tcomment,
            entry.fuzzy,
            bool(entry.obsolete),
            tuple(entry.flags),
        )
