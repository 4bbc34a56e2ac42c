"""Sentences in both languages: which numbers are typed figures, where, what they are worth, which figure they are."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import pytest

from csrdirectives.prose.chapters import prose
from csrdirectives.prose.lint import Linter
from csrdirectives.prose.reader import written
from csrdirectives.prose.written import units_of

TABLES = Path(__file__).parent / "prose"


class Row(NamedTuple):
    sentence: str
    flagged: tuple[tuple[int, int, str], ...]  # line, column, text
    readings: tuple[tuple[str, str], ...]  # value, key


def rows(language: str) -> Iterator[Row]:
    for line in (TABLES / f"{language}.txt").read_text("utf-8").splitlines():
        if line.startswith("//"):
            continue
        marked, _, told = line.rpartition(" | ") if "⟦" in line and " | " in line else (line, "", "")
        yield row(marked.replace("\\n", "\n"), told)


def row(marked: str, told: str) -> Row:
    flagged, plain = [], ""
    for piece in marked.split("⟦"):
        text, bracket, rest = piece.partition("⟧")
        if bracket:
            before = plain.rpartition("\n")
            flagged.append((plain.count("\n") + 1, len(before[2]) + 1, text))
        plain += text + rest
    words = [reading.split() for reading in told.split(";") if reading.strip()]
    return Row(plain, tuple(flagged), tuple((word[0], word[1] if len(word) > 1 else "") for word in words))


ROWS = [pytest.param(each, id=each.sentence) for language in ("zh", "en") for each in rows(language)]


@pytest.fixture(scope="module")
def linter(catalogue):
    return Linter(catalogue)


@pytest.mark.parametrize("row", ROWS)
def test_typed_figure_is_told_and_what_is_none_is_not(row, linter):
    problems = list(linter.chapter(row.sentence, "page.md"))
    assert [(p.where.line, p.where.column, p.details["text"]) for p in problems] == list(row.flagged)


@pytest.mark.parametrize("row", [each for each in ROWS if each.values[0].readings])
def test_its_value_is_read(row, catalogue):
    columns = {column for _, column, _ in row.flagged}
    found = [
        each
        for line in prose(row.sentence)
        for each in written(line.text, units_of(catalogue))
        if each.firm and line.place(each.start)[1] in columns
    ]
    values = [(each.value, each.kind) for each in found]
    assert len(values) == len(row.readings)
    for (value, kind), (wanted, _) in zip(values, row.readings, strict=True):
        assert (kind == "about" or value is None) if wanted == "-" else value == Fraction(wanted)


@pytest.mark.parametrize("row", [each for each in ROWS if any(key for _, key in each.values[0].readings)])
def test_the_figure_of_its_value_is_offered_first(row, linter):
    problems = list(linter.chapter(row.sentence, "page.md"))
    keys = [key for _, key in row.readings]
    offered = [problem.details.get("key", "") for problem in problems]
    assert [offer for offer, key in zip(offered, keys, strict=True) if key] == [key for key in keys if key]


def test_tables_are_as_large_as_they_should_be():
    assert len(list(rows("zh"))) >= 120
    assert len(list(rows("en"))) >= 80
