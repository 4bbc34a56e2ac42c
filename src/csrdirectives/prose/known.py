"""The names that a report knows: numbers within them are no figures."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from csrdirectives.model import Catalogue
from csrdirectives.prose.declared import Declared
from csrdirectives.prose.english import WORDS
from csrdirectives.prose.lexicon import NUMERAL
from csrdirectives.prose.reader import written
from csrdirectives.prose.written import Units, Written, plain

_SMALL_LETTERS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ’", "abcdefghijklmnopqrstuvwxyz'")  # one character for one
_TOKEN = re.compile(rf"\d+|[{NUMERAL}]+|(?<![a-z])(?:{'|'.join(sorted(WORDS, key=len, reverse=True))})(?![a-z])")
_ASCII = re.compile("[a-z0-9]")
QUOTES = "“”\"'《》『』「」 "
_FIELD = re.compile(r"^\s*(?:title|booktitle|series)(?:_en\w*)?\s*=\s*[{\"](?P<text>.*?)[}\"],?\s*$", re.MULTILINE)
_WINDOW = 64  # characters on either side in which a declared text with a place for any number must stand


def small(text: str) -> str:
    """The text in small letters, as names are compared; every character keeps its place."""
    return text.translate(_SMALL_LETTERS)


class Known:
    """Names looked up at a number; those declared by hand are noted as used."""

    def __init__(self, names: Iterable[str], declared: Iterable[Declared]) -> None:
        self.declared = list(declared)
        self.used: set[int] = set()
        self._names: dict[str, list[tuple[str, int, int]]] = defaultdict(list)  # by the first character of a number
        self._patterns: list[tuple[re.Pattern[str], int]] = []
        for name in dict.fromkeys(names):
            self._add(name, -1)
        for place, each in enumerate(self.declared):
            pattern = each.pattern
            if pattern is None:
                self._add(each.text, place)
            else:
                self._patterns.append((pattern, place))

    def _add(self, name: str, declared: int) -> None:
        """Note a name at each of its numbers; a number alone is no name, unless declared."""
        low = small(plain(name)).strip()
        if declared < 0 and _TOKEN.fullmatch(low):
            return
        for token in _TOKEN.finditer(low):
            self._names[token[0][0]].append((low, token.start(), declared))

    def covers(self, low: str, found: Written, page: str) -> bool:
        """Whether the digits or words of a number stand within a name; *low* is the line in small letters."""
        start, end = found.core
        for name, offset, declared in self._names.get(low[start], ()):
            begin = start - offset
            if begin >= 0 and begin + len(name) >= end and low.startswith(name, begin) and _whole(low, begin, name):
                if declared < 0:
                    return True
                if self._stands(declared, page):
                    return True
        first = max(0, start - _WINDOW)
        window = low[first : end + _WINDOW] if self._patterns else ""
        for pattern, declared in self._patterns:
            for match in pattern.finditer(window):
                if first + match.start() <= start and end <= first + match.end() and self._stands(declared, page):
                    return True
        return False

    def _stands(self, declared: int, page: str) -> bool:
        pages = self.declared[declared].pages
        if pages and page not in pages:
            return False
        self.used.add(declared)
        return True

    def unused(self, *, english: bool) -> Iterator[Declared]:
        """What is declared and was not needed; of what translations have only if they were read."""
        for place, each in enumerate(self.declared):
            if place not in self.used and (english or not each.english):
                yield each


def names_of(catalogue: Catalogue) -> Iterator[str]:
    """The names in a catalogue: of the report, its indicators, parts and registers, and in their records."""
    yield catalogue.report.title
    yield catalogue.report.entity.name
    for indicator in catalogue.indicators.values():
        yield indicator.name
        yield from indicator.parts.values()
    for register in catalogue.registers.values():
        yield from (register.name, *register.columns.values())
        yield from (word for words in register.values.values() for word in words.values())
        for record in register.records:
            yield from (cell for column, cell in record.cells.items() if column != "note")


def free_of_figures(names: Iterable[str], units: Units, is_figure: Callable[[Written], bool]) -> Iterator[str]:
    """The names that data give, without those in which a figure stands: a place on the 11th floor."""
    for name in dict.fromkeys(names):
        found = [each for each in written(name, units) if each.firm] if _TOKEN.search(small(name)) else []
        alone = sum(each.end - each.start for each in found) == len(name.strip())
        if not alone and not any(map(is_figure, found)):
            yield name


def titles_of(bibliography: str) -> Iterator[str]:
    """The titles in a BibTeX file."""
    for match in _FIELD.finditer(bibliography):
        yield re.sub("[{}]", "", match["text"]).strip(QUOTES)


def _whole(low: str, begin: int, name: str) -> bool:
    """Whether the name stands there as a whole word."""
    end = begin + len(name)
    before, after = low[begin - 1 : begin] if begin else "", low[end : end + 1]
    return not (_ASCII.match(name[0]) and _ASCII.match(before)) and not (_ASCII.match(name[-1]) and _ASCII.match(after))
