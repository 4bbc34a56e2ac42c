"""Faults planted in a report are told in words that help, and what is sound passes without an error."""

from __future__ import annotations

from collections import Counter

import planted
import pytest

FIRST = planted.read_corpus()
CORPUS = [*FIRST, *planted.read_corpus(planted.SECOND)]


@pytest.fixture(scope="module")
def told():
    return {outcome.case.id: outcome for outcome in planted.outcomes(CORPUS)}


def test_each_fault_is_told_by_the_check_that_must_find_it_and_in_its_words(told):
    missed = [id_ for id_, each in told.items() if not (each.case.good or each.case.limit or each.caught)]
    assert missed == []


def test_no_sound_change_fails(told):
    assert {id_: each.told for id_, each in told.items() if each.case.good and each.fails} == {}


def test_what_is_said_to_be_beyond_all_checks_is_not_told(told):
    assert {id_: each.told for id_, each in told.items() if each.case.limit and each.told} == {}


def test_corpus_is_as_large_as_it_is_said_to_be():
    counts = Counter("sound" if case.good else "limit" if case.limit else "fault" for case in FIRST)
    assert counts["fault"] >= 80
    assert counts["sound"] >= 60
    assert len({case.id for case in CORPUS}) == len(CORPUS)
    assert [case.id for case in CORPUS if not case.good and not case.limit and not (case.find and case.words)] == []
