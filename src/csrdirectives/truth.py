"""The figures of built pages, held against the data: the editions may agree with one another and both be wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from csrdirectives.comparator import EXACT
from csrdirectives.editions import Edition
from csrdirectives.model import Catalogue, Observation
from csrdirectives.numerals import BOUNDING, SCALES
from csrdirectives.problems import Problem
from csrdirectives.unit import Unit
from csrdirectives.webpage import Figure

_PER_CENT = re.compile(r"^\s*(?:%|％|个?百分点|per\s?cent|percent)|[%％]|百分|per\s?cent", re.IGNORECASE)
_BOUNDS = tuple(sorted((word.casefold() for word in BOUNDING if word), key=len, reverse=True))


def untrue(edition: Edition, catalogue: Catalogue) -> Iterator[Problem]:
    """Each figure that is not what the data say: its exact value, its bounding word, its unit."""
    observations = {str(key): observation for key, observation in catalogue.observations.items()}
    by_language: dict[str, _Units] = {}
    for name, page in edition.pages.items():
        units = by_language.setdefault(page.language[:2], _Units(catalogue, page.language[:2]))
        for figure in page.figures:
            if "@" not in figure.key or " - " in figure.key:  # a count of records, a change
                continue
            where = edition.where(name, figure.line)
            observation = observations.get(figure.key)
            exact = None if observation is None else catalogue.exact_value(observation)
            if observation is None or exact != (Decimal(figure.value) if figure.value else None):
                was = "–" if exact is None else f"{exact.normalize():f}"
                yield Problem("edition-figure-data", where, {"key": figure.key, "was": was, "now": figure.value or "–"})
                continue
            if exact is None:
                continue
            details = {"text": figure.text, "key": figure.key}
            if observation.comparator is not EXACT and not _is_bounded(figure):
                yield Problem("edition-bound", where, details | {"word": observation.comparator.word})
            other = units.other(figure, observation)
            if other is not None:
                yield Problem("edition-unit", where, details | {"unit": other})


def _is_bounded(figure: Figure) -> bool:
    """Whether a word in a figure, or right before it, says that it is not exact."""
    said = figure.text.casefold()
    before = figure.before.casefold().rstrip()
    return any(word in said or before.endswith(word) for word in _BOUNDS)


class _Units:
    """The words that a language has for each unit."""

    def __init__(self, catalogue: Catalogue, language: str) -> None:
        self.catalogue, self.language = catalogue, language
        self.own = {name: _forms(unit, language) for name, unit in catalogue.units.items()}

    def other(self, figure: Figure, observation: Observation) -> str | None:
        """The unit that a figure should have, where it has that of another thing, or has lost its per cent sign."""
        name = self.catalogue.indicators[observation.key.indicator].unit
        own, said = self.own[name], _unit_words(figure.text)
        if not own or said in own:
            return None
        if not said:
            around = bool(figure.before.strip() or figure.after.strip())  # alone in a cell, the head has its unit
            lost = "%" in own and around and not (_PER_CENT.search(figure.before) or _PER_CENT.search(figure.after))
            return "%" if lost else None
        units = self.catalogue.units
        if self.language != self.catalogue.report.languages[0][:2]:  # a translation has nouns of its own
            return None
        alien = any(said in self.own[each] for each in units if units[each].dimension != units[name].dimension)
        return min(own) if alien else None


def _forms(unit: Unit, language: str) -> frozenset[str]:
    """The words of a unit in a language."""
    form = unit.forms.get(language)
    given = () if form is None else (form.other, form.one, form.two, form.few, form.many)
    return frozenset(_unit_words(each.replace("{}", "0")) for each in given if each) - {""}


def _unit_words(text: str) -> str:
    """What is left of a figure without its number and the words that bound it: 人次 of 约600人次."""
    left = text.casefold()
    for word in _BOUNDS:
        left = left.replace(word, " ")
    left = re.sub(rf"[−-]?\d[\d,.\u202f]*|(?<=\d)(?:{'|'.join(s for s in SCALES if s.isalpha())})", " ", left)
    return " ".join(left.split())
