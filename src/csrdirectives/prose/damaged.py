"""Roles that are none because a sign in them is wrong: Sphinx prints what is left of them, and says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_NAME = r"(?:csr:\w+|ref|numref|term|doc|cite(?::\w+)?)"
_FENCE = re.compile(r"^\s*(?P<marks>`{3,}|~{3,}|:{3,})\s*(?P<directive>\{[\w:-]+\})?")
_CODE = re.compile(r"(?<![`A-Za-z}])(`+)(?!`).+?(?<!`)\1(?!`)")
_SOUND = re.compile(rf"\{{{_NAME}\}}(`+)[^`]+\1")
_PIECE = re.compile(rf"(?:[{{｛]\s*{_NAME}\s*[}}｝]?|(?<![\w:{{｛])csr:\w+\s*[}}｝]?(?=[`｀]))\s?\S{{0,24}}")


class Damaged(NamedTuple):
    """A piece of a role, with the line and the column where it stands."""

    text: str
    line: int
    column: int


def damaged(text: str) -> Iterator[Damaged]:
    """The roles of a chapter that lack a brace or a backtick, or have a blank or a full-width sign in their place."""
    code = ""
    for number, line in enumerate(text.split("\n"), 1):
        fence = _FENCE.match(line)
        if code:
            if fence and fence["marks"].startswith(code):
                code = ""
            continue
        if fence:
            if not fence["directive"] and not fence["marks"].startswith(":"):
                code = fence["marks"]
            continue
        left = _SOUND.sub(lambda match: " " * len(match[0]), line)
        left = _CODE.sub(lambda match: " " * len(match[0]), left)
        for match in _PIECE.finditer(left):
            yield Damaged(line[match.start() : match.end()].strip(), number, match.start() + 1)
