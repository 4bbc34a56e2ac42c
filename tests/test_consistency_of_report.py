"""The report itself: what is known of its figures is found by a check and acknowledged, and nothing else is open."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from csrdirectives.check import Verdict, check
from csrdirectives.load import load
from csrdirectives.model import Catalogue

DATA = Path(__file__).parents[1] / "docs" / "data"


@pytest.fixture(scope="module")
def judged() -> tuple[Catalogue, Verdict]:
    catalogue, problems = load(DATA, "docs/data")
    assert problems == []
    return catalogue, check(catalogue)


def test_nothing_is_open(judged):
    assert [problem.text("zh") for problem in judged[1].open] == []


def test_each_finding_about_figures_is_found_or_says_why_it_cannot_be(judged):
    catalogue, verdict = judged
    found = {finding.id for _, finding in verdict.acknowledged}
    about_figures = {finding.id for finding in catalogue.findings.values() if finding.keys}
    unseen = {finding.id for finding in catalogue.findings.values() if finding.unseen}
    assert about_figures - found - unseen == set()
    assert found & unseen == set()


def test_what_the_checks_find_of_it(judged):
    found = Counter((problem.code, finding.id) for problem, finding in judged[1].acknowledged)
    assert found == {
        ("formula-differs", "A7"): 1,
        ("formula-dimension", "A4"): 1,
        ("doubled-approximation", "Q1"): 2,
        ("period-partial", "D3"): 3,
        ("period-beyond", "D4"): 2,
        ("period-beyond", "D6"): 1,
        ("record-outside", "D6"): 4,
    }


def test_the_share_of_volunteers_is_explained_with_its_arithmetic(judged):
    [words] = [problem.text("zh") for problem, finding in judged[1].acknowledged if finding.id == "A7"]
    assert "137 ÷ 291 = 47.08%，而填的是 45.82%；除数为 299 才相符" in words
