"""Checks of what indicators are called."""

from __future__ import annotations

from collections.abc import Iterator

from csrdirectives.checks.saying import named, unit_word
from csrdirectives.messages import Message
from csrdirectives.model import Catalogue
from csrdirectives.problems import Problem


def name_twice(catalogue: Catalogue) -> Iterator[Problem]:
    """Two indicators in the same unit are not called the same: one thing has one indicator.

    Example: the staff at the end of the year, once more under another name of an indicator.
    """
    first: dict[tuple[str, str], str] = {}
    for indicator in catalogue.indicators.values():
        before = first.setdefault((indicator.name, indicator.unit), indicator.id)
        if before != indicator.id:
            details = {"name": indicator.id, "other": before, "title": indicator.name}
            yield Problem("name-twice", indicator.where, details, about=(indicator.id,))


def unit_in_name(catalogue: Catalogue) -> Iterator[Problem]:
    """An indicator whose name ends with a unit is counted in a unit that measures the same.

    Example: an indicator called 培训人次 in the unit of persons: a person who came twice is one person.
    """
    heads = {head: unit for unit in catalogue.units.values() if len(head := unit_word(unit).zh) > 1}
    endings = tuple(heads)
    for indicator in catalogue.indicators.values():
        if not indicator.name.endswith(endings):
            continue
        own = catalogue.units[indicator.unit]
        meant = max((head for head in heads if indicator.name.endswith(head)), key=len)
        if heads[meant].dimension != own.dimension and not indicator.name.endswith(unit_word(own).zh):
            word = unit_word(own)
            details = {"figure": named(indicator), "word": meant, "unit": Message(word.zh, word.en.strip())}
            yield Problem("unit-in-name", indicator.where, details, about=(indicator.id,))
