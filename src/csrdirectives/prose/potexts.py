"""``.po`` files → the lines of their translations, each character at its line and column of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from csrdirectives.prose.chapters import Line, prose

_WORD = re.compile(r'(?P<word>msgctxt|msgid_plural|msgid|msgstr)(?:\[\d+\])?\s+"|"')
_PIECE = re.compile(r"\\(?P<escaped>[\s\S])|[^\\]")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}


class Entry:
    """A message as it stands in a file: both texts, and the place of each character of the translation."""

    def __init__(self) -> None:
        self.texts: dict[str, list[str]] = {"msgid": [], "msgstr": []}
        self.places: list[tuple[int, int]] = []
        self.fuzzy = False

    @property
    def msgid(self) -> str:
        """The original."""
        return "".join(self.texts["msgid"])

    @property
    def msgstr(self) -> str:
        """The translation."""
        return "".join(self.texts["msgstr"])

    def lines(self) -> Iterator[Line]:
        """The lines of prose in the translation."""
        text = self.msgstr
        starts = [0, *(match.end() for match in re.finditer("\n", text))]
        for line in prose(text):
            start = starts[line.number - 1]
            places = tuple(self.places[start : start + len(line.text)])
            yield line._replace(number=places[0][0], places=places)


def entries(text: str) -> Iterator[Entry]:
    """The messages of a file, without those that are obsolete; what cannot be read is left to ``po lint``."""
    entry, field, fuzzy = Entry(), "", False
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("#"):
            fuzzy |= line.startswith("#,") and "fuzzy" in line
            continue
        match = _WORD.match(line)
        if match is None:
            continue
        if match["word"]:
            if match["word"] in {"msgctxt", "msgid"} and field == "msgstr":
                yield entry
                entry = Entry()
            field = match["word"]
            if field == "msgid":
                entry.fuzzy, fuzzy = fuzzy, False
        if field in entry.texts:
            _add(entry, field, line, match.end(), number)
    if field == "msgstr":
        yield entry


def _add(entry: Entry, field: str, line: str, start: int, number: int) -> None:
    end = line.rfind('"')
    text = line[start : max(start, end)]
    if "\\" not in text:
        entry.texts[field].append(text)
        if field == "msgstr":
            entry.places += [(number, column) for column in range(start + 1, start + 1 + len(text))]
        return
    for piece in _PIECE.finditer(text):
        entry.texts[field].append(_ESCAPES.get(piece["escaped"], piece["escaped"]) if piece["escaped"] else piece[0])
        if field == "msgstr":
            entry.places.append((number, start + piece.start() + 1))
