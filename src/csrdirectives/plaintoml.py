"""TOML as it is mostly written, a field on a line, read in a fifth of the time that Python's reader takes."""

from __future__ import annotations

import re
from typing import Any

_HEAD = re.compile(r'\[(?:"([^"]+)"|([A-Za-z0-9_-]+))\]')
_KEY = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*")
_TEXTS = re.compile(r'\["[^"]*"(?:, "[^"]*")*\]')
_NUMBER = re.compile(r"0|[1-9][0-9]{0,17}")
_PLACES: dict[str, tuple[str, ...]] = {}  # the few names of fields, split at their dots


def plain_tables(text: str) -> dict[str, Any] | None:
    """The tables of a text as :func:`tomllib.loads` gives them; ``None`` where it is not written plainly, or wrong.

    Plain are comments and heads on lines of their own, and fields ``name = value`` with a text in quotation marks, a
    list of such texts, a whole number, ``true`` or ``false``. The text must be free of control characters.
    """
    if "\\" in text:
        return None
    tables: dict[str, Any] = {}
    section = tables
    for line in text.split("\n"):
        if not line or line[0] == "#":
            continue
        if line[0] == "[":
            head = _HEAD.fullmatch(line)
            name = head and (head[1] or head[2])
            if not name or name in tables:
                return None
            section = tables[name] = {}
            continue
        key, _, written = line.partition(" = ")
        value = _value(written)
        if value is None or not _put(section, key, value):
            return None
    return tables


def _value(written: str) -> str | list[str] | int | bool | None:
    if written[:1] == '"':
        return written[1:-1] if written.find('"', 1) == len(written) - 1 else None
    if _TEXTS.fullmatch(written):
        return written[2:-2].split('", "')
    if _NUMBER.fullmatch(written):
        return int(written)
    return {"true": True, "false": False}.get(written)


def _put(section: dict[str, Any], key: str, value: object) -> bool:
    """Put a value into its place; whether the place was free."""
    place = _PLACES.get(key)
    if place is None:
        if not _KEY.fullmatch(key):
            return False
        place = _PLACES[key] = tuple(key.split("."))
    for name in place[:-1]:
        section = section.setdefault(name, {})
        if not isinstance(section, dict):
            return False
    if place[-1] in section:
        return False
    section[place[-1]] = value
    return True
