"""What the checks of translations know beyond the messages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from msgspec import Struct, field

from csrdirectives.format import Formatter
from csrdirectives.model import Catalogue
from csrdirectives.po.glossary import Glossary

_LABEL = re.compile(r"^\s*(?:\((?P<label>[^()\s]+)\)=|:name:\s*(?P<name>\S+))\s*$", re.MULTILINE)


class Knowledge(Struct, frozen=True, dict=True):
    """The report's data and words; each may be left out, and what depends on it is then not checked."""

    catalogue: Catalogue | None = None
    glossary: Glossary = field(default_factory=Glossary)
    allowed: Mapping[str, str] = {}  # Chinese that may stand in a translation → why
    labels: frozenset[str] = frozenset()  # to offer the nearest
    language: str = "en"  # of the translations; how they are worded is checked in English alone

    @cached_property
    def formatter(self) -> Formatter | None:
        """Writes the catalogue's figures as the translations do."""
        return Formatter(self.language, self.catalogue) if self.catalogue else None


def labels_of(docs: Path) -> frozenset[str]:
    """The labels of the chapters: ``(label)=`` before headings, ``:name:`` of blocks."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(docs.rglob("*.md")))
    return frozenset(match["label"] or match["name"] for text in texts for match in _LABEL.finditer(text))
