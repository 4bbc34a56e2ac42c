"""``declared.toml``: the names of a report that have a number in them, each group with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct

from csrdirectives.definitions import struct_of
from csrdirectives.problems import Problems, Where
from csrdirectives.prose.lexicon import NUMERAL
from csrdirectives.spelt import CARDINALS, ORDINALS
from csrdirectives.tomlfile import Source, read_toml

FILE = "declared.toml"
ANY = "{n}"
_WORDS = "|".join((*CARDINALS, *ORDINALS))
_NUMBER = rf"(?:\d{{1,12}}(?:[.,]\d{{1,6}}){{0,3}}(?:st|nd|rd|th)?|[{NUMERAL}]{{1,12}}|(?:{_WORDS})(?![a-z]))"

Text = Annotated[str, Meta(min_length=1)]


class DeclaredTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Names and set expressions with numbers in them, which may be typed."""

    reason: Annotated[Text, Meta(description="Why these numbers are no figures.")]
    texts: Annotated[
        tuple[Text, ...],
        Meta(description="The names as chapters write them; ``{n}`` stands for any number: 第{n}届进博会."),
    ] = ()
    english: Annotated[tuple[Text, ...], Meta(description="The names as translations write them.")] = ()
    pages: Annotated[
        tuple[Text, ...], Meta(description="The pages on which they may stand, such as profile; by default all.")
    ] = ()


class Declared(Struct, frozen=True):
    """A text that may be typed, and where it is declared."""

    text: str
    reason: str
    where: Where
    pages: tuple[str, ...] = ()
    english: bool = False

    @property
    def pattern(self) -> re.Pattern[str] | None:
        """What the text stands for, if it has a place for any number."""
        if ANY not in self.text:
            return None
        return re.compile(_NUMBER.join(re.escape(piece) for piece in self.text.lower().split(ANY)))


def read_declared(path: Path, shown: str, problems: Problems) -> list[Declared]:
    """What a report declares; a faulty group is told of and left out."""
    source = read_toml(path, shown, problems) if path.exists() else None
    if source is None:
        return []
    found: list[Declared] = []
    for name, table in source.tables.items():
        made = struct_of(DeclaredTable, source, name, table, problems)
        if made is None:
            continue
        if not made.texts and not made.english:
            problems.add("declared-empty", source.where(name), name=name)
        for english, texts in ((False, made.texts), (True, made.english)):
            found += (Declared(text, made.reason, _where(source, name, text), made.pages, english) for text in texts)
    return list(_once(found, problems))


def _once(found: list[Declared], problems: Problems) -> Iterator[Declared]:
    first: dict[tuple[str, tuple[str, ...]], Declared] = {}
    for each in found:
        earlier = first.setdefault((each.text, each.pages), each)
        if earlier is each:
            yield each
        else:
            problems.add("declared-twice", each.where, text=each.text, first=str(earlier.where))


def _where(source: Source, table: str, text: str) -> Where:
    """The line on which a text of a table stands."""
    start = source.heads.get(table, 0)
    for number in range(start, len(source.lines)):
        if f'"{text}"' in source.lines[number] or f"'{text}'" in source.lines[number]:
            return Where(source.shown, number + 1)
    return source.where(table)
