"""Planted faults: the linter tells them all, and leaves in peace what is right; the build tells those of figures.

``tox -e faults`` builds the rest of the corpus too, and counts by kind.
"""

from __future__ import annotations

import pytest

import faults

CORPUS = faults.read_corpus()
LEFT_IN_PEACE = [
    "filter-kept", "finding-arithmetic", "number-for-value", "omitted-figure", "part-kept", "period-kept",
    "plural-forms", "reordered", "repeated-figure", "undisclosed", "value-for-number", "zero",
]  # fmt: skip
BUILT = ["key-misspelt", "key-other", "part-changed", "role-doubled", "role-lost", "role-name-misspelt"]


@pytest.fixture(scope="module")
def known():
    return faults.knowledge()


@pytest.fixture(scope="module")
def built(known):
    """What the build and the comparison of editions tell of the faults of figures, and of what is right about them."""
    return faults.built([each for each in CORPUS if each.kind in {*BUILT, *LEFT_IN_PEACE}], known)


def of_kinds(kinds, *, good):
    chosen = [each for each in CORPUS if each.good is good and each.kind in kinds]
    assert {each.kind for each in chosen} == set(kinds)
    return pytest.mark.parametrize("fault", chosen, ids=[each.id for each in chosen])


@pytest.mark.parametrize("fault", [each for each in CORPUS if not each.good], ids=lambda fault: fault.id)
def test_fault_is_told_without_a_build(fault, known):
    assert faults.linted(fault, known)[0], fault.what


@pytest.mark.parametrize("fault", [each for each in CORPUS if each.good], ids=lambda fault: fault.id)
def test_what_is_right_is_not_told(fault, known):
    assert faults.linted(fault, known) == ((), ())


@of_kinds(BUILT, good=False)
def test_fault_is_told_by_the_build(fault, built):
    assert built[fault.id], fault.what


@of_kinds(LEFT_IN_PEACE, good=True)
def test_what_is_right_builds_without_a_word(fault, built):
    assert built[fault.id] == []


def test_each_message_of_the_corpus_is_there_for_a_reason():
    assert len({each.id for each in CORPUS}) == len(CORPUS)
    assert [each.id for each in CORPUS if not (each.msgid and each.what and each.kind)] == []
    assert [each.id for each in CORPUS if each.good is not each.id.startswith("ok-")] == []
    assert {each.where for each in CORPUS} == {"linter", "build", "either"}
