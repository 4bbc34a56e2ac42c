"""The words that the style prints."""

from __future__ import annotations

import tomllib
from pathlib import Path

WORDS = Path(__file__).parent / "words.toml"


def words(language: str, own: dict[str, str]) -> dict[str, str]:
    """The words in a language, those of the project first; in English where a language has none."""
    known = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    return {**known["en"], **known.get(language, {}), **own}
