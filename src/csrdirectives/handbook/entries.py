"""What a part of the reference consists of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

Facts = dict[str, str | tuple[str, ...]]  # words to print, or words to type


class Entry(NamedTuple):
    """One thing that can be typed: its name, what it is in paragraphs, facts by their names, and what it takes."""

    name: str
    text: str = ""
    facts: Mapping[str, str | tuple[str, ...]] = {}
    parts: tuple[Entry, ...] = ()


class Group(NamedTuple):
    """Entries under a heading in both languages; without one where they are all of a kind."""

    entries: tuple[Entry, ...]
    zh: str = ""
    en: str = ""
