"""What a formula measures, by its operands: persons are not person-times, and years are places, not amounts."""

from __future__ import annotations

import pytest

from csrdirectives.dimension import UnlikeError, computed, dimension_of, fits
from csrdirectives.problems import Where
from csrdirectives.unit import Form, Unit

KINDS = {
    "person": ("person", "count"),
    "times": ("person-time", "count"),
    "visits": ("person-time", "count"),
    "classes": ("class-hour", "measure"),
    "hour": ("hour", "measure"),
    "pace": ("class-hour / person-time", "measure"),
    "yuan": ("cny", "money"),
    "rate": ("ratio", "rate"),
    "year": ("year", "year"),
    "issue": ("issue", "ordinal"),
}
UNITS = {
    name: Unit(dimension=dimension, kind=kind, forms={"zh": Form(other="{}")}, id=name, where=Where(""))
    for name, (dimension, kind) in KINDS.items()
}


@pytest.mark.parametrize(
    ("formula", "unit"),
    [
        ("person + person", "person"),
        ("times + visits", "times"),  # participations and visits are both person-times
        ("person / person", "rate"),
        ("(yuan - yuan) / yuan", "rate"),
        ("1 - person / person", "rate"),
        ("classes / times", "pace"),
        ("pace * times", "classes"),
        ("yuan / person * person", "yuan"),
        ("person * 2 + 1", "person"),
        ("year - year + 1", "issue"),
        ("year - year", "person"),  # a number may count anything
        ("year - 1", "year"),
        ("-hour + hour", "hour"),
    ],
)
def test_formula_gives_what_the_unit_measures(formula, unit):
    assert fits(computed(formula, UNITS), UNITS[unit])


@pytest.mark.parametrize(
    ("formula", "unit"),
    [
        ("classes / times", "hour"),
        ("classes / times", "classes"),
        ("times / person", "rate"),
        ("yuan / person", "yuan"),
        ("person * person", "person"),
        ("person", "times"),
        ("person / person", "person"),
        ("year - year", "yuan"),
        ("year - 1", "issue"),
    ],
)
def test_formula_that_gives_something_else_does_not_fit(formula, unit):
    assert not fits(computed(formula, UNITS), UNITS[unit])


@pytest.mark.parametrize(
    "formula", ["person + times", "classes - hour", "year + year", "year * person", "rate + person", "year - issue"]
)
def test_what_is_unlike_is_not_computed_together(formula):
    with pytest.raises(UnlikeError):
        computed(formula, UNITS)


def test_dimension_of_a_quotient_is_read_from_its_name():
    assert dimension_of(UNITS["pace"]).powers == (("class-hour", 1), ("person-time", -1))
