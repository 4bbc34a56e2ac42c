"""What is wrong with the data, said once, at its place, in the reader's language."""

from __future__ import annotations

import difflib
import locale
import os
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from csrdirectives.messages import MESSAGES, Message, Severity

TYPED, LISTED = 80, 400  # characters of a message's detail: what somebody typed, and what there is to choose from


class Where(NamedTuple):
    """A place in a file; line 0 is the file as a whole, column 0 the line as a whole."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join((self.path, *(str(number) for number in self[1:] if number)))


class Problem(NamedTuple):
    """One thing wrong with the data.

    The code is the name under which the handbook explains it, and the subtype under which Sphinx can
    suppress it; the details fill the words of :data:`~csrdirectives.messages.MESSAGES`. A detail that is itself a
    message is said in the reader's language too.
    """

    code: str
    where: Where
    details: dict[str, Any]
    about: tuple[str, ...] = ()  # the figures, indicators or registers that it concerns

    @property
    def severity(self) -> Severity:
        """Whether it must be mended, asks for an answer, or is only worth knowing."""
        return MESSAGES[self.code].severity

    def text(self, language: str) -> str:
        """The problem in words, Chinese for ``zh…``, else English."""
        chinese = language.lower().startswith("zh")

        def said(detail: object) -> object:
            return (detail.zh if chinese else detail.en) if isinstance(detail, Message) else detail

        details = {k: shown(said(v), LISTED if isinstance(v, Message) else TYPED) for k, v in self.details.items()}
        words = str(said(MESSAGES[self.code])).format_map(details)
        near = self.details.get("near")
        if near:
            words += f"；是否应为“{near}”？" if chinese else f"; did you mean “{near}”?"
        return words

    def record(self) -> dict[str, Any]:
        """The problem as programs read it, in words of both languages."""
        place: dict[str, Any] = {"path": self.where.path, "line": self.where.line}
        if self.where.column:
            place["column"] = self.where.column
        return {"code": self.code, "severity": self.severity, **place, "zh": self.text("zh"), "en": self.text("en")}


class Problems(list[Problem]):
    """Problems gathered while reading on."""

    def add(self, code: str, where: Where, /, **details: Any) -> None:
        """Note a problem; its code must be one of :data:`~csrdirectives.messages.MESSAGES`."""
        assert code in MESSAGES, code
        self.append(Problem(code, where, details))


def user_language(environment: Mapping[str, str] = os.environ) -> str:
    """The language in which to speak to whoever runs this: ``zh`` or ``en``, by the locale, as gettext reads it."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "zh" if environment[name].lower().startswith("zh") else "en"
    name = locale.getlocale()[0] or ""  # Windows sets none of these
    return "zh" if name.lower().startswith(("zh", "chinese")) else "en"


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that looks most like *word*, or an empty string if none is near."""
    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)), "")


def shown(value: object, longest: int = TYPED) -> object:
    """A value as it may stand in a message: characters that cannot be seen are named, long text is cut."""
    if not isinstance(value, str):
        return value
    text = "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in value)
    return text if len(text) <= longest else text[: longest - 3] + "…"
