"""Which figures turned: up became down, some became none, more than became nearly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from csrdirectives.change import change
from csrdirectives.lookup import NotFound, previous
from csrdirectives.messages import Message
from csrdirectives.model import Catalogue, Key, Observation

STANCES: Mapping[str, Message] = {
    "up": Message("比上年上升", "up on the year before"),
    "down": Message("比上年下降", "down on the year before"),
    "flat": Message("与上年持平", "as the year before"),
    "incomparable": Message("与上年不可比", "not comparable with the year before"),
    "positive": Message("大于零", "above zero"),
    "zero": Message("为零", "zero"),
    "negative": Message("小于零", "below zero"),
    "absent": Message("没有数值", "absent"),
    "exact": Message("没有限定词", "without a bounding word"),
    "about": Message("约数", "about"),
    "over": Message("超过所写的数", "more than its number"),
    "under": Message("不到所写的数", "less than its number"),
}
"""Where a figure can stand, by the codes of the JSON output."""

_BOUNDS = {"=": "exact", "~": "about", ">": "over", ">=": "over", "<": "under", "<=": "under"}


class Turn(NamedTuple):
    """A figure, what it turned from and to, and the figure that it is compared with."""

    now: Observation
    then: Observation
    stances: tuple[tuple[str, str], ...]  # was, is


def turns(catalogue: Catalogue, earlier: Catalogue) -> Iterator[Turn]:
    """The figures that turned since an earlier state of the data.

    A figure that was there already is compared with itself; one of the reporting period that is new, with that of the
    year before, which an earlier edition put in its place.
    """
    for now in catalogue.observations.values():
        then = earlier.observations.get(now.key)
        if then is None and now.period.end >= catalogue.period.start:
            then = previous(earlier, now)
        if then is None:
            continue
        ours, theirs = stances(catalogue, now), stances(earlier, then)
        turned = tuple((theirs[kind], ours[kind]) for kind in ours if kind in theirs and ours[kind] != theirs[kind])
        if turned:
            yield Turn(now, then, turned)


def stances(catalogue: Catalogue, observation: Observation) -> dict[str, str]:
    """Where a figure stands: which way it went on the year before, on which side of zero, how it is bounded."""
    if observation.value is None:
        return {"side": "absent"}
    value = observation.value
    found = {
        "side": "zero" if not value else "positive" if value > 0 else "negative",
        "bound": _BOUNDS[observation.comparator.symbol],
    }
    before = previous(catalogue, observation)
    if before is not None:
        found["way"] = _way(catalogue, observation, before)
    return found


def _way(catalogue: Catalogue, now: Observation, before: Observation) -> str:
    try:
        way = change(catalogue, now, before, difference=True).way  # from zero and across it, too
    except NotFound:
        return "incomparable"
    return "flat" if way == "nearly" else way


def turned_keys(found: list[Turn]) -> dict[Key, Turn]:
    """The turns by the figures that they concern."""
    return {turn.now.key: turn for turn in found}
