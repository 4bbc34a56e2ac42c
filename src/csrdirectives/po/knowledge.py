"""What the checks of translations know beyond the messages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

from msgspec import Struct, field

from csrdirectives.format import Formatter
from csrdirectives.model import Catalogue
from csrdirectives.po.glossary import Glossary
from csrdirectives.po.message import Message

_LABEL = re.compile(r"^\s*(?:\((?P<label>[^()\s]+)\)=|:name:\s*(?P<name>\S+))\s*$", re.MULTILINE)
_WORD = re.compile(r"[^\W\d_]+")
_DENIED = re.compile(r"\b(?:do|does|did) not ([a-z]+)")
_FIGURE = re.compile(r"\{csr:\w+\}`[^`]*`")


class Knowledge(Struct, frozen=True, dict=True):
    """The report's data and words; each may be left out, and what depends on it is then not checked."""

    catalogue: Catalogue | None = None
    glossary: Glossary = field(default_factory=Glossary)
    allowed: Mapping[str, str] = {}  # Chinese that may stand in a translation → why
    labels: frozenset[str] = frozenset()  # to offer the nearest
    memory: tuple[tuple[str, str], ...] = ()  # the report's finished translations, each behind its original
    language: str = "en"  # of the translations; how they are worded is checked in English alone

    @cached_property
    def formatter(self) -> Formatter | None:
        """Writes the catalogue's figures as the translations do."""
        return Formatter(self.language, self.catalogue) if self.catalogue else None

    @cached_property
    def said(self) -> Mapping[str, tuple[str, ...]]:
        """What the report's translations say, each with the texts that say it in the original."""
        found: dict[str, tuple[str, ...]] = {}
        for msgid, msgstr in self.memory:
            if said := likeness(msgstr):
                found[said] = (*found.get(said, ()), msgid)
        return found

    @cached_property
    def plurals(self) -> frozenset[str]:
        """The nouns of which the report's English has the plural, in the singular."""
        units = self.catalogue.units.values() if self.catalogue else ()
        forms = (unit.forms["en"].other for unit in units if "en" in unit.forms)
        words = _WORD.findall(" ".join((*forms, *(msgstr for _, msgstr in self.memory))).lower())
        return frozenset(re.sub("ies$", "ys", word).removesuffix("s") for word in words if word.endswith("s"))

    @cached_property
    def denied(self) -> frozenset[str]:
        """The verbs that the report's English denies, as in “does not follow”; a few, if it has no translations yet."""
        found = (verb for _, msgstr in self.memory for verb in _DENIED.findall(msgstr))
        return frozenset(
            (*found, "add", "agree", "apply", "cover", "follow", "give", "include", "mean", "say", "state")
        )


def likeness(msgstr: str) -> str:
    """What a translation says, whatever its case, punctuation, plurals and figures; empty if it is a word or less."""
    found = _WORD.findall(_FIGURE.sub(" ", msgstr).lower())
    return " ".join(re.sub("(?<=..[^s])s$", "", word) for word in found) if len(found) > 1 else ""


def memory_of(messages: Iterable[Message]) -> tuple[tuple[str, str], ...]:
    """The finished translations, each with its original."""
    finished = (m for m in messages if m.msgid and m.msgstr and not m.fuzzy and not m.obsolete)
    return tuple((message.msgid, message.msgstr) for message in finished)


def labels_of(docs: Path) -> frozenset[str]:
    """The labels of the chapters: ``(label)=`` before headings, ``:name:`` of blocks."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(docs.rglob("*.md")))
    return frozenset(match["label"] or match["name"] for text in texts for match in _LABEL.finditer(text))
