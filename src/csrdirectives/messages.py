"""The words for everything that can be wrong, in Chinese and English, from ``messages/*.toml``, one file a topic.

``{names}`` in them are filled in from the case. The files are read when the first message is worded: most runs find
nothing wrong.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal, NamedTuple

Severity = Literal["error", "question", "note"]

ORDER = (
    "files",
    "sheets",
    "numbers",
    "periods",
    "definitions",
    "rows",
    "formulas",
    "standards",
    "consistency",
    "chapters",
    "prose",
    "charts",
    "translations",
    "editions",
)


class Message(NamedTuple):
    """The words of one kind of problem."""

    zh: str
    en: str
    severity: Severity = "error"


class Topic(NamedTuple):
    """What a group of messages is about, and the messages by their codes."""

    zh: str
    en: str
    messages: Mapping[str, Message]


class Messages(Mapping[str, Message]):
    """The messages of all topics by their codes."""

    @cached_property
    def _all(self) -> dict[str, Message]:
        return {code: message for topic in topics() for code, message in topic.messages.items()}

    def __getitem__(self, code: str) -> Message:
        return self._all[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)


@cache
def topics() -> tuple[Topic, ...]:
    """The topics, in the order in which the handbook prints them."""
    return tuple(_read(name) for name in ORDER)


def _read(name: str) -> Topic:
    tables = tomllib.loads((files("csrdirectives") / "messages" / f"{name}.toml").read_text("utf-8"))
    title = tables.pop("title")
    return Topic(title["zh"], title["en"], {code: Message(**words) for code, words in tables.items()})


MESSAGES = Messages()
