"""The pages of the plain text edition: their words without the line breaks that setting them in columns made."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path

_WIDE = "\u2e80"  # where the scripts of East Asia begin, which are set without blanks
_BETWEEN = re.compile(r"(?<=\S)\s+(?=\S)")
_RULE = re.compile(r"\s*\+[-=+]+\+\s*$")
_ROW = re.compile(r"\s*\|.*\|\s*$")
_HYPHEN = re.compile(r"(?<=\w-)\n\s*(?=\w)")  # at which a line was broken
_MARK = re.compile(r"\s*(?:\d+\.|[*-])\s+")  # of an item in a list


def read_texts(folder: Path) -> dict[str, str]:
    """The text of every page below a folder, by the address that the page has on the site."""
    return {
        path.relative_to(folder).with_suffix(".html").as_posix(): joined(path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.txt"))
        if not any(part.startswith("_") for part in path.relative_to(folder).parts)
    }


def joined(text: str) -> str:
    r"""The blocks of a text, each on one line: a paragraph, a cell of a table.

    >>> joined("培训1,200人\n次。\n\nAbout CNY\n500.")
    '培训1,200人次。\nAbout CNY 500.'
    """
    return "\n".join(filter(None, map(one_line, _blocks(text.splitlines()))))


def one_line(text: str) -> str:
    """A text without line breaks and with single blanks, none beside Chinese."""
    text = _HYPHEN.sub("", text.strip())
    return _BETWEEN.sub(lambda blank: _blank(text[blank.start() - 1], text[blank.end()]), text)


def count(strings: Iterable[str], text: str) -> Mapping[str, int]:
    """How often each string stands in a text as a whole: 20 is not in 120, nor in 20人 if that is one of them."""
    found: Counter[str] = Counter()
    for string in sorted(set(strings), key=len, reverse=True):
        text, found[string] = whole(string).subn("\ufffc", text)
    return found


def whole(string: str) -> re.Pattern[str]:
    """A string, unless it is a piece of a longer number or word."""
    before = r"(?<![\d.,])" if string[0].isdigit() else r"(?<![A-Za-z])" if string[0].isascii() else ""
    after = r"(?![\d]|[.,]\d)" if string[-1].isdigit() else r"(?![A-Za-z])" if string[-1].isascii() else ""
    return re.compile(before + re.escape(string) + after)


def _blocks(lines: Iterable[str]) -> Iterator[str]:
    block: list[str] = []
    for row, group in groupby(lines, lambda line: bool(_ROW.match(line) and not _RULE.match(line))):
        if row:
            columns = zip(*(_cells(line) for line in group), strict=False)
            yield from ("\n".join(filter(None, column)) for column in columns)
            continue
        for line in (*group, ""):
            item = _MARK.match(line)
            if item or not line.strip():
                yield "\n".join(block)
                block = []
            block.append(line[item.end() :] if item else line)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _blank(before: str, after: str) -> str:
    return "" if before >= _WIDE or after >= _WIDE else " "
