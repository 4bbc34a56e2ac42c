"""The signs of a TeX formula, one after another."""

from __future__ import annotations

import re

TOKEN = re.compile(r"\\(?:operatorname\*|[A-Za-z]+|.)|\d+(?:\.\d+)?|.", re.DOTALL)
BLANK = re.compile(r"\s*")
MEANT_ELSEWHERE = "%#$`\\"
"""Signs that TeX takes for something other than themselves: to be written after a backslash."""


class Unreadable(ValueError):
    """A piece of a formula that is not in the subset, or where it is not."""

    def __init__(self, piece: str, where: str = "") -> None:
        super().__init__(f"{piece or 'its end'} {where}".rstrip())


class Scanner:
    r"""Reads a formula by tokens: ``\name``, a number, or one character; blanks count only in text."""

    def __init__(self, tex: str) -> None:
        self._tex = tex
        self._at = 0

    @property
    def next(self) -> str:
        """What comes next, empty at the end; it is not passed."""
        return self._match()[0]

    def take(self) -> str:
        """What comes next, and pass it."""
        token, self._at = self._match()
        return token

    def passes(self, token: str) -> bool:
        """Pass a token if it comes next."""
        found, end = self._match()
        if found == token:
            self._at = end
        return found == token

    def demand(self, token: str) -> None:
        """Pass a token that must come next."""
        if not self.passes(token):
            raise Unreadable(self.next, f"where {token} was expected")

    def text(self) -> str:
        """The text of a group in braces as it stands, its blanks with it."""
        self.demand("{")
        made = ""
        depth = 1
        while self._at < len(self._tex):
            sign = self._tex[self._at]
            self._at += 1
            if sign == "\\":
                escaped = self._tex[self._at : self._at + 1]
                if not escaped or escaped not in "%#$&_{} ":
                    raise Unreadable(f"\\{escaped}", "in text")
                made += escaped
                self._at += 1
                continue
            if sign in MEANT_ELSEWHERE:
                raise Unreadable(sign, "in text")
            depth += {"{": 1, "}": -1}.get(sign, 0)
            if not depth:
                return " ".join(f"|{made}|".replace("~", " ").split())[1:-1]
            made += "" if sign in "{}" else sign
        raise Unreadable("{", "that is not closed")

    def _match(self) -> tuple[str, int]:
        blank = BLANK.match(self._tex, self._at)
        assert blank is not None
        found = TOKEN.match(self._tex, blank.end())
        if found is None:
            return "", blank.end()
        return found[0], found.end()
