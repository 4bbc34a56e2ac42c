"""A typed number → the figures of the same value, the likeliest first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from csrdirectives.lookup import NotFound, find
from csrdirectives.model import Catalogue, Key, Observation
from csrdirectives.prose.written import Written

_ROLE = re.compile(r"\{csr:(?:value|number|change)\}`\s*(?P<key>[A-Za-z][\w.]*)")
_LISTED = re.compile(r"^\s*(?P<key>[a-z]\w*(?:\.\w+)+)(?:[@#;\s]|$)")
_SCALE_OR_ENDING = re.compile(r"^(?:st|nd|rd|th)\s*|^[万亿]+(?=元)")
_FAR = 10**9
_TELLING = 10  # below it many figures have a value, and only the unit or the page tells whether one is meant


class Offer(NamedTuple):
    """A figure that a typed number may be: its key as an author writes it, the role for it, its unit's kind."""

    key: str
    role: str


class Candidate(NamedTuple):
    """A figure with the words of its unit."""

    observation: Observation
    words: frozenset[str]
    kind: str


class Offers:
    """The figures of a catalogue by their values, in their own scale and exactly."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._exact: dict[Fraction, list[Candidate]] = defaultdict(list)
        self._own: dict[Fraction, list[Candidate]] = defaultdict(list)
        self._keys: dict[Key, str] = {}
        self._all_words: set[str] = set()
        for observation in catalogue.observations.values():
            exact = catalogue.exact_value(observation)
            if exact is None or observation.value is None:
                continue
            candidate = self._candidate(observation)
            self._exact[Fraction(exact)].append(candidate)
            self._own[Fraction(observation.value)].append(candidate)
            self._all_words |= candidate.words

    def _candidate(self, observation: Observation) -> Candidate:
        unit = self.catalogue.unit_of(observation)
        forms = (pattern for form in unit.forms.values() for pattern in (form.other, form.one, form.two, form.few))
        words = {_SCALE_OR_ENDING.sub("", (each or "").partition("{}")[2].strip()) for each in forms}
        return Candidate(observation, frozenset(words - {""}), unit.kind)

    def years(self, year: Fraction) -> list[Observation]:
        """The figures that are this year."""
        return [each.observation for each in self._own.get(year, ()) if each.kind == "year"]

    def is_figure(self, found: Written) -> bool:
        """Whether a number with its unit is a figure: 11楼."""
        candidates = self._exact.get(found.value, ()) if found.value is not None and found.unit else ()
        return any(found.unit in each.words for each in candidates)

    def offers(self, found: Written, line: int, topics: Sequence[tuple[int, str]]) -> list[Offer]:
        """The figures of the same value, of the same unit and the nearest topic first; *topics* are a page's."""
        if found.value is None:
            return []
        ranked = sorted(self._ranked(found, line, topics))
        if not ranked:  # in another unit, rather than none
            ranked = sorted(self._ranked(found._replace(unit=""), line, topics))
        seen: dict[str, Offer] = {}
        for _, candidate in ranked:
            key = self._key(candidate.observation)
            role = "value" if not found.unit or found.unit in candidate.words or candidate.kind == "rate" else "number"
            seen.setdefault(key, Offer(key, f"{{csr:{role}}}`{key}`"))
        return list(seen.values())

    def _ranked(
        self, found: Written, line: int, topics: Sequence[tuple[int, str]]
    ) -> Iterator[tuple[tuple[int, ...], Candidate]]:
        """The figures of the value of a number, each with its place; never one in another unit of the report."""
        assert found.value is not None
        share = found.kind == "share"  # 1 is no 100%
        exact = [each for each in self._exact.get(found.value, ()) if share == (each.kind == "rate")]
        own = [each for each in self._own.get(found.value, ()) if each not in exact] if not found.unit else []
        for place, candidate in enumerate((*exact, *own)):
            same = found.unit in candidate.words or found.kind == candidate.kind == "ordinal"
            if (found.unit in self._all_words and not same) or not _alike(found, candidate):
                continue
            topic = candidate.observation.key.indicator.partition(".")[0]
            distance = min((abs(at - line) for at, each in topics if each == topic), default=_FAR)
            if not same and distance == _FAR and found.value < _TELLING:
                continue
            unlike = 0 if same else 2 if (found.kind == "ordinal") != (candidate.kind == "ordinal") else 1
            elsewhen = candidate.observation.period.end != self.catalogue.period.end
            yield (unlike, int(place >= len(exact)), distance, elsewhen, place), candidate

    def _key(self, observation: Observation) -> str:
        """The shortest way to name a figure."""
        key = observation.key
        if key not in self._keys:
            self._keys[key] = self._shortest(observation)
        return self._keys[key]

    def _shortest(self, observation: Observation) -> str:
        key = observation.key
        part = f"#{key.part}" if key.part else ""
        try:
            if find(self.catalogue, key.indicator + part) is observation:
                return key.indicator + part
        except NotFound:
            pass
        return f"{key.indicator}@{key.period}{part}"


def topics_of(lines: Sequence[str]) -> list[tuple[int, str]]:
    """Where a page speaks of which topic: line, and the first word of a key."""
    found = []
    for number, line in enumerate(lines, 1):
        listed = _LISTED.match(line)
        keys = [match["key"] for match in _ROLE.finditer(line)] + ([listed["key"]] if listed else [])
        found += [(number, key.partition(".")[0]) for key in keys]
    return found


def keys_in(line: str) -> list[str]:
    """The indicators that a line shows."""
    return [match["key"] for match in _ROLE.finditer(line)]


def _alike(found: Written, candidate: Candidate) -> bool:
    """Whether a number is written as figures of this kind are: 第3 is no count."""
    if found.kind == "times":  # doubled is no figure of 2
        return found.unit in candidate.words
    if found.kind in {"ordinal", "year"}:
        return candidate.kind == found.kind
    return candidate.kind != "year"


def as_text(value: Fraction) -> str:
    """A value in digits, as far as they end."""
    decimal = Decimal(value.numerator) / Decimal(value.denominator)
    return f"{decimal.normalize():f}" if Fraction(decimal) == value else f"{value.numerator}/{value.denominator}"
