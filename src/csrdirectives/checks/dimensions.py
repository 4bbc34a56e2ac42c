"""The check of units: what formulas compute with is alike, and comes out in the unit of the indicator."""

from __future__ import annotations

from collections.abc import Iterator

from csrdirectives.checks.relations import declared, fault_of
from csrdirectives.checks.saying import named, unit_word
from csrdirectives.dimension import Dimension, UnlikeError, computed, fits
from csrdirectives.messages import Message
from csrdirectives.model import Catalogue
from csrdirectives.problems import Problem


def formula_dimension(catalogue: Catalogue) -> Iterator[Problem]:
    """A formula adds only what is alike, and gives what the indicator's unit measures.

    Example: class-hours by person-times are class-hours a person-time, not hours; persons and person-times cannot be
    added.
    """
    units = {id_: catalogue.units[indicator.unit] for id_, indicator in catalogue.indicators.items()}
    texts = [(i, "formula", i.formula) for i in catalogue.indicators.values() if i.formula]
    for indicator, field, text in [*texts, *declared(catalogue)]:
        if fault_of(catalogue, text) is not None:
            continue
        unit = catalogue.units[indicator.unit]
        try:
            found = computed(text, units)
        except UnlikeError as unlike:
            left, right = (_measures(catalogue, side) for side in (unlike.left, unlike.right))
            fault = Message(
                f"把“{left.zh}”和“{right.zh}”放在一起算", f"computes with “{left.en}” and “{right.en}” together"
            )
        else:
            if fits(found, unit):
                continue
            gives, meant = _measures(catalogue, found), unit_word(unit)
            fault = Message(
                f"得出“{gives.zh}”，而它的单位是“{meant.zh}”",
                f"gives “{gives.en}”, but its unit is “{meant.en.strip()}”",
            )
        details = {"figure": named(indicator), "field": field, "fault": fault}
        yield Problem("formula-dimension", indicator.where, details, about=(indicator.id,))


def _measures(catalogue: Catalogue, dimension: Dimension) -> Message:
    """What a dimension is called: by the first unit that measures it."""
    if not dimension.powers:
        return Message("没有单位的数", "a plain number")
    heads: dict[str, Message] = {}
    for unit in catalogue.units.values():
        heads.setdefault(unit.dimension, unit_word(unit))
    found = []
    for column in (0, 1):
        above = [heads.get(name, (name, name))[column].strip() for name, power in dimension.powers if power > 0]
        below = [heads.get(name, (name, name))[column].strip() for name, power in dimension.powers if power < 0]
        found.append("/".join([" ".join(above) or "1", *below]))
    return Message(found[0], found[1])
