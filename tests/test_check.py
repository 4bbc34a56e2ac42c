"""What must hold of the catalogue as a whole."""

from __future__ import annotations

import pytest

from csrdirectives.check import CHECKS


def told(data, check):
    """What a check finds, as code and words."""
    catalogue, _ = data.load()
    return [(problem.code, problem.text("en")) for problem in CHECKS[check](catalogue)]


@pytest.mark.parametrize("check", CHECKS)
def test_a_sound_catalogue_has_no_problem(data, check):
    assert told(data, check) == []


@pytest.mark.parametrize(
    ("reference", "code", "near"),
    [("gri:404-9", "unknown-disclosure", "404-"), ("grl:404-1", "unknown-scheme", "did you mean “gri”?")],
)
def test_standard_known_tells_of_a_disclosure_that_no_list_has(data, reference, code, near):
    data.change("indicators/community.toml", '"gri:404-1 partial"', f'"{reference}"')
    [(found, words)] = told(data, "standard-known")
    assert found == code
    assert near in words


def test_value_missing_tells_of_an_indicator_without_any_row(data):
    text = data.read("values/community.csv")
    kept = [line for line in text.splitlines() if not line.startswith("training.participations,")]
    data.write("values/community.csv", "\n".join(kept) + "\n")
    [(found, words)] = told(data, "value-missing")
    assert found == "no-value"
    assert "“training.participations” has no value" in words


def test_unit_said_tells_of_a_unit_in_use_that_a_language_of_the_report_cannot_write(data):
    data.change("report.toml", '"en"]', '"en", "fr"]')
    found = told(data, "unit-said")
    assert {code for code, _ in found} == {"unit-form"}
    assert len(found) == len({words for _, words in found})  # once a unit
    assert any("unit “person” has no form in the language fr" in words for _, words in found)


def test_unit_said_passes_over_a_unit_that_nothing_uses(data):
    data.add("units.toml", "", "[furlong]", 'dimension = "length"', 'kind = "measure"', 'forms.zh = { other = "{}" }')
    assert told(data, "unit-said") == []
