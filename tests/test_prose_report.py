"""The report of this repository: no figure is typed, and each that is shown would be told if it were."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from csrdirectives.format import Formatter
from csrdirectives.load import load
from csrdirectives.lookup import find, read_ask
from csrdirectives.problems import Problem, Problems
from csrdirectives.prose.lint import Linter
from csrdirectives.prose.texts import Texts
from spoken import WIDE, chinese

ROOT = Path(__file__).parents[1]
ROLE = re.compile(r"\{csr:(?P<role>value|number)\}`(?P<ask>[^`]+)`")
CATALOGUE, _ = load(ROOT / "docs" / "data", "docs/data")
TEXTS = Texts(ROOT / "docs", ROOT / "docs" / "data", ROOT / "locales", ("handbook",))


@cache
def linter() -> Linter:
    problems = Problems()
    made = TEXTS.linter(CATALOGUE, problems, english=True)
    assert problems == []
    return made


def problems_of(path: Path, text: str) -> list:
    read = linter().translations if path.suffix == ".po" else linter().chapter
    return list(read(text, path.name, TEXTS.page(path)))


def files() -> list[Path]:
    return [*TEXTS.chapters(), *TEXTS.translations()]


def shown_figures() -> Iterator[pytest.param]:
    """Each place of the report that shows a figure, with the text as that figure is printed there."""
    for path in files():
        text = path.read_text("utf-8")
        formatter = Formatter("en" if path.suffix == ".po" else "zh_CN", CATALOGUE)
        for number, line in enumerate(text.split("\n")):
            if path.suffix == ".po" and not line.startswith('msgstr "'):
                continue
            for match in ROLE.finditer(line):
                ask = read_ask(match["ask"])
                observation = find(CATALOGUE, ask.subject)
                if observation.value is None:
                    continue
                if "other" in ask.pairs:
                    printed = formatter.plural(observation, ask.pairs)
                else:
                    printed = (formatter.bare if match["role"] == "number" else formatter.figure)(observation)
                yield path, number, match.span(), printed, ask.subject


SHOWN = list(shown_figures())


def test_nothing_is_typed_and_nothing_declared_in_vain():
    assert [str(p.where) for path in files() for p in problems_of(path, path.read_text("utf-8"))] == []
    assert [p.details for p in linter().unused(english=True)] == []


def told_of(path: Path, number: int, span: tuple[int, int], typed: str) -> Problem | None:
    """What is told of a text in the place of a role; a bound before it belongs to it."""
    lines = path.read_text("utf-8").split("\n")
    lines[number] = lines[number][: span[0]] + typed + lines[number][span[1] :]
    places = range(span[0] - 15, span[0] + len(typed) + 1)
    problems = (p for p in problems_of(path, "\n".join(lines)) if p.where.line == number + 1)
    return next((p for p in problems if p.where.column in places), None)


@cache
def told_of_typed() -> list[tuple[str, Problem | None]]:
    """Each shown figure typed in the place of its role: its key, and what is told."""
    return [(key, told_of(path, number, span, printed)) for path, number, span, printed, key in SHOWN]


def test_each_shown_figure_would_be_told_at_its_place_if_it_were_typed():
    assert len(SHOWN) > 100
    assert [key for key, problem in told_of_typed() if problem is None] == []


@pytest.mark.parametrize("way", [chinese, lambda number: str(number).translate(WIDE)], ids=["numerals", "full width"])
def test_each_whole_figure_of_a_chapter_would_be_told_in_other_digits_too(way):
    missed = []
    for path, number, span, printed, key in SHOWN:
        digits = re.search(r"\d[\d,]*(?![\d.,])", printed) if path.suffix == ".md" and "." not in printed else None
        if digits:
            typed = printed.replace(digits[0], way(int(digits[0].replace(",", ""))))
            if told_of(path, number, span, typed) is None:
                missed.append((path.name, number + 1, typed, key))
    assert missed == []


def test_each_is_offered_a_figure_of_its_value_and_most_their_own():
    offered = [
        (key, problem.details["key"]) for key, problem in told_of_typed() if problem and "key" in problem.details
    ]
    assert len(offered) > 0.95 * len(SHOWN)
    assert {key: offer for key, offer in offered if value_of(key) != value_of(offer)} == {}
    assert sum(key == offer for key, offer in offered) > 0.75 * len(offered)


def value_of(key: str) -> Decimal | None:
    """The value of a figure in its own unit: 100% and 100 are alike."""
    return find(CATALOGUE, key).value
