"""How checks name figures and write numbers: as the data have them, so that their owner finds them again."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from csrdirectives import formula
from csrdirectives.interval import ANY, EXACT_KINDS, Interval, decimals_of, rounded
from csrdirectives.messages import Message
from csrdirectives.model import Catalogue, Indicator, Observation
from csrdirectives.unit import Unit

SYMBOLS = {"=": "", "~": "≈", ">": ">", ">=": "≥", "<": "<", "<=": "≤"}
_WITHIN = str.maketrans("“”", "‘’")  # quotation marks within others
Inputs = Mapping[str, Observation]


def named(indicator: Indicator, what: object = "") -> Message:
    """An indicator or one of its figures: for Chinese with the name that readers know."""
    id_ = str(what or indicator.id)
    name = indicator.name.translate(_WITHIN)
    return Message(f"“{name}”（{id_}）", f"“{id_}”")


def unit_word(unit: Unit) -> Message:
    """The unit behind a number."""
    form = next(iter(unit.forms.values()))
    return Message(unit.forms.get("zh", form).head, " " + unit.forms.get("en", form).head)


def digits(observation: Observation, unit: Unit) -> str:
    """The figure as the data have it, its bounding word as a sign."""
    assert observation.value is not None
    number = f"{observation.value:f}" if unit.kind in EXACT_KINDS - {"count"} else f"{observation.value:,f}"
    return SYMBOLS[observation.comparator.symbol] + number


def arithmetic(catalogue: Catalogue, text: str, inputs: Inputs) -> Message:
    """The formula with the figures in it, with their units where these are of different sizes; a mere name as it is."""
    if text.strip() in inputs:
        return Message(f"“{catalogue.indicators[text.strip()].name.translate(_WITHIN)}”", f"“{text.strip()}”")
    units = {name: catalogue.unit_of(observation) for name, observation in inputs.items()}
    alike = len({unit.factor for unit in units.values()}) == 1

    def written(column: int) -> str:
        words = {n: digits(o, units[n]) + ("" if alike else unit_word(units[n])[column]) for n, o in inputs.items()}
        return formula.spelled(text, words.__getitem__)

    return Message(written(0), written(1))


def span(computed: Interval, unit: Unit, like: Decimal) -> str:
    """What a formula came to, in a unit, with as many decimals as *like*; more of them where the ends need it."""
    if computed == ANY:
        return "?"
    in_unit = computed.scaled(1 / Fraction(unit.factor))
    lo, hi = in_unit.lo, in_unit.hi
    decimals = decimals_of(like)
    if isinstance(lo, Fraction) and isinstance(hi, Fraction):
        if lo == hi or rounded(lo, decimals) == rounded(hi, decimals):
            return number(rounded(lo, decimals), decimals)
        return f"{number(rounded(lo, decimals + 1))}–{number(rounded(hi, decimals + 1))}"
    if isinstance(lo, Fraction):
        return ("≥" if in_unit.lo_closed else ">") + number(lo)
    assert isinstance(hi, Fraction)
    return ("≤" if in_unit.hi_closed else "<") + number(hi)


def number(value: Fraction, decimals: int | None = None) -> str:
    """A fraction as digits, with so many decimals; else with as many as it needs, at most six."""
    places = 6 if decimals is None else decimals
    text = f"{Decimal(int(rounded(value, places) * 10**places)).scaleb(-places):,f}"
    return text.rstrip("0").rstrip(".") if decimals is None and "." in text else text
