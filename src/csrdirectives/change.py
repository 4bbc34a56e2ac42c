"""What became of a figure: which way it went, by how much as far as that can be said, and whether that is good."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from csrdirectives import formula
from csrdirectives.comparator import EXACT
from csrdirectives.interval import MOST_DECIMALS, Interval, asserted_by, best_decimals, decimals_of, rounded
from csrdirectives.lookup import Ask, NotFound, find, previous
from csrdirectives.model import EXACTLY, Catalogue, Key, Observation

Way = Literal["up", "down", "flat", "nearly"]
Measure = Literal["percent", "points", "difference"]
NEAR = 2  # of the last digit: how far from “about 13” the truth may be
TELLING = 10  # “about” a number leaves out less than this part of it
SAME_LENGTH = 3  # days by which two stretches of time may differ: a leap day, a month of 28 or of 31

FORMS = ("up", "down", "flat", "nearly", "better", "worse")
"""For what an author may have words of his own."""


class Change(NamedTuple):
    """A change; without an amount where the figures are too loose for any, *about* where it is not sure."""

    way: Way
    measure: Measure
    amount: Decimal | None = None  # never negative; in per cent, percentage points or the unit of the indicator
    about: bool = False
    judged: Literal["better", "worse", ""] = ""


def change(catalogue: Catalogue, now: Observation, before: Observation, *, difference: bool = False) -> Change:
    """What became of a figure since another, for rates in percentage points, else in per cent or as a *difference*.

    Exact where both figures are; else no more digits than they bear. What cannot be compared raises
    :class:`~csrdirectives.lookup.NotFound` with one of the codes ``change-…``.
    """
    _refuse(catalogue, now, before)
    rate = catalogue.unit_of(now).kind == "rate"
    measure: Measure = "points" if rate else "difference" if difference else "percent"
    ours, theirs = says(catalogue, now), says(catalogue, before)
    way = _way(catalogue, now, before, ours, theirs)
    if way in {"flat", "nearly"}:
        return Change(way, measure)
    if measure == "percent":
        _refuse_percent(now, before)
    amount, about = _amount(catalogue, now, before, measure)
    if amount == 0:
        return Change("nearly", measure)
    good = catalogue.indicators[now.key.indicator].good
    judged: Literal["better", "worse", ""] = "" if good == "neither" else "better" if good == way else "worse"
    return Change(way, measure, amount, about, judged)


def compared(catalogue: Catalogue, ask: Ask) -> tuple[Observation, Observation]:
    """The two figures of which ``csr:change`` tells: the one that is named, and that before it or of ``; from:``."""
    now = find(catalogue, ask.subject)
    if "from" in ask.pairs:
        return now, find(catalogue, str(now.key._replace(period=ask.pairs["from"])))
    before = previous(catalogue, now)
    if before is None:
        raise NotFound("nothing-before", key=str(now.key), period=now.period.year_before().text)
    return now, before


def says(catalogue: Catalogue, observation: Observation) -> Interval:
    """What a figure asserts, in the base unit of its dimension; of a derived one, what the figures behind it assert."""
    below = {operand.key.indicator: operand for operand in operands(catalogue, observation)}
    indicator = catalogue.indicators[observation.key.indicator]
    if below:
        try:
            return formula.evaluate(indicator.formula, lambda name: says(catalogue, below[name]), Interval.point)
        except ZeroDivisionError:
            pass
    if not observation.value and observation.comparator is EXACT:
        return Interval.point(Fraction(0))  # none is not rounded
    return asserted_by(observation, indicator, catalogue.units[indicator.unit])


def operands(catalogue: Catalogue, observation: Observation) -> Iterator[Observation]:
    """The figures from which a derived one was computed; none of one that was reported."""
    if observation.status != "derived" or observation.value is None:
        return
    for name in formula.names(catalogue.indicators[observation.key.indicator].formula):
        found = catalogue.observations.get(Key(name, observation.key.period))
        if found is not None and found.value is not None:
            yield found


def behind(catalogue: Catalogue, observation: Observation) -> Iterator[Observation]:
    """The figures on which a derived one rests, those on which these rest after them."""
    for operand in operands(catalogue, observation):
        yield operand
        yield from behind(catalogue, operand)


def _refuse(catalogue: Catalogue, now: Observation, before: Observation) -> None:
    """Tell why two figures cannot be compared at all."""
    indicator, unit = catalogue.indicators[now.key.indicator], catalogue.unit_of(now)
    for observation in (now, before):
        if observation.value is None:
            raise NotFound("change-absent", key=str(observation.key))
    if unit.kind in {"ordinal", "year"}:
        raise NotFound("change-kind", key=str(now.key))
    earlier, later = sorted((now, before), key=lambda o: o.period)
    if indicator.since and earlier.period.start < indicator.since <= later.period.end:
        raise NotFound("change-definition", name=indicator.id, since=indicator.since.isoformat(), key=str(earlier.key))
    if unit.kind != "rate" and abs(_days(now) - _days(before)) > SAME_LENGTH:
        raise NotFound("change-period", key=str(now.key), before=before.key.period)
    for observation in (now, before):
        doubt = next((f for f in catalogue.doubts(observation.key) if f.kind == "scope"), None)
        if doubt:
            raise NotFound("change-doubted", key=str(observation.key), finding=doubt.id, title=doubt.title)


def _refuse_percent(now: Observation, before: Observation) -> None:
    assert now.value is not None
    assert before.value is not None
    if not before.value:
        raise NotFound("change-from-zero", key=str(before.key))
    if now.value and (now.value < 0) != (before.value < 0):
        raise NotFound("change-sign", key=str(now.key), before=str(before.key))


def _days(observation: Observation) -> int:
    return (observation.period.end - observation.period.start).days


def _way(catalogue: Catalogue, now: Observation, before: Observation, ours: Interval, theirs: Interval) -> Way:
    same = catalogue.exact_value(now) == catalogue.exact_value(before)
    bounded = [o for o in (now, before) if o.comparator is not EXACT]
    touching = theirs.hi <= ours.lo or ours.hi <= theirs.lo  # 8 and 9 hours, as rounded, may both be 8.5: still a rise
    if ours.meets(theirs) and (same or bounded or not touching):
        loose = next((o for o in bounded if o.comparator.symbol != "~"), None)
        if loose:
            raise NotFound("change-bounded", key=str(loose.key))
        return "flat" if same and not bounded else "nearly"
    if same and not bounded:  # as printed; what lies behind it differs
        return "nearly"
    return "up" if theirs.hi <= ours.lo else "down"


def _amount(
    catalogue: Catalogue, now: Observation, before: Observation, measure: Measure
) -> tuple[Decimal | None, bool]:
    """How much, with as many digits as the figures bear, and whether the last of them is only about right."""
    assert now.value is not None
    assert before.value is not None
    ours, theirs = says(catalogue, now), says(catalogue, before)
    factor = Fraction(catalogue.unit_of(now).factor)
    stated = (Fraction(now.value) - Fraction(before.value)) * factor
    computed = ours - theirs
    shown = decimals_of(EXACTLY.subtract(now.value, before.value))
    if measure == "percent":
        negative = before.value < 0
        computed = ours / (-theirs if negative else theirs) - Interval.point(Fraction(-1 if negative else 1))
        stated, scale, least, most = stated / abs(Fraction(before.value) * factor), Fraction(100), 0, 1
    elif measure == "points":
        scale = Fraction(100)
        least = most = max(0, shown - _power(factor * 100))
    else:
        scale, least, most = 1 / factor, shown, shown
    computed = computed.scaled(scale)
    if computed.hi <= 0:
        computed = -computed
    plain = _plain(computed, least, most)
    if plain is not None:
        return plain, False
    stated = abs(stated * scale)
    if measure == "percent" and (computed.hi - computed.lo) * 2 > stated:
        return None, False  # from 8 to 9 hours, as rounded, may be anything from nothing to a quarter
    return _near(computed, stated, most), True


def _plain(computed: Interval, least: int, most: int) -> Decimal | None:
    """The number to which both ends round, with as many decimals as can be."""
    lo, hi = computed.lo, computed.hi
    best = best_decimals(computed, most)
    if best is None or best < least or not (isinstance(lo, Fraction) and isinstance(hi, Fraction)):
        return None
    return _decimal(rounded(lo, best), best)


def _near(computed: Interval, stated: Fraction, most: int) -> Decimal | None:
    """A number that both ends are near to, be it with fewer digits, as long as it still tells."""
    lo, hi = computed.lo, computed.hi
    for decimals in range(most, -MOST_DECIMALS, -1):
        number, last = rounded(stated, decimals), Fraction(10) ** -decimals
        if abs(number - stated) * TELLING > stated:
            return None
        if number - NEAR * last <= lo and hi <= number + NEAR * last:
            return _decimal(number, decimals)
    return None


def _decimal(number: Fraction, decimals: int) -> Decimal:
    """A fraction of so many decimals, written with all of them."""
    shift = max(0, decimals)
    return Decimal(int(number * 10**shift)).scaleb(-shift, EXACTLY)


def _power(factor: Fraction) -> int:
    """How many decimals fewer a figure has in percentage points than in its unit; none for per cent, −1 for ‰."""
    power = 0
    while factor >= 10:
        factor, power = factor / 10, power + 1
    while factor < 1:
        factor, power = factor * 10, power - 1
    return power
