"""Translations checked message by message, without a build: what Sphinx and msgfmt let pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from csrdirectives.po import agreement, bounds, contraries, figures, measures, sense, structure, units, wording
from csrdirectives.po.knowledge import Knowledge
from csrdirectives.po.message import Message, read_po
from csrdirectives.problems import Problem, Problems

# Codes that tell of something to look at; the others tell of something wrong.
NOTES = frozenset({"po-term"})


class Check(NamedTuple):
    """A check: what it looks for, and the codes of the problems that it tells."""

    find: Callable[[Message, Knowledge], Iterator[Problem]]
    codes: tuple[str, ...]
    english: bool = False  # whether it reads the words of the translation


CHECKS: dict[str, Check] = {
    "blocks": Check(
        structure.blocks,
        (
            "po-block-numbered",
            "po-block-list",
            "po-block-heading",
            "po-block-quote",
            "po-block-code",
            "po-block-table",
            "po-block-html",
            "po-block-rule",
            "po-block-other",
            "po-paragraphs",
        ),
    ),
    "edges": Check(structure.edges, ("po-newline-start", "po-newline-end")),
    "role-names": Check(figures.role_names, ("po-role-unknown",)),
    "roles-whole": Check(structure.roles_whole, ("po-role-damaged",)),
    "figures-kept": Check(
        figures.figures_kept,
        (
            "po-role-damaged",
            "po-key-unknown",
            "po-part-unknown",
            "po-period-unknown",
            "po-register-unknown",
            "po-filter-changed",
            "po-role-changed",
            "po-figure-replaced",
            "po-figure-lost",
            "po-figure-doubled",
            "po-figure-added",
        ),
    ),
    "plurals": Check(
        figures.plurals,
        (
            "po-plural-malformed",
            "po-plural-name",
            "po-plural-digits",
            "po-plural-other",
            "po-plural-number",
            "po-pairs-unused",
        ),
        english=True,
    ),
    "numbers": Check(
        wording.numbers,
        ("po-figure-typed", "po-number-changed", "po-number-lost", "po-number-added"),
        english=True,
    ),
    "targets": Check(structure.targets, ("po-target-changed", "po-target-added", "po-target-lost")),
    "figure-numbers": Check(structure.figure_numbers, ("po-numref",)),
    "links": Check(structure.links, ("po-link-changed", "po-link-lost", "po-link-added", "po-brackets")),
    "other-marks": Check(
        structure.other_marks,
        ("po-footnote", "po-substitution", "po-html", "po-code-changed", "po-code-lost", "po-format-lost"),
    ),
    "emphasis": Check(structure.emphasis, ("po-emphasis", "po-emphasis-lost")),
    "spaces": Check(structure.spaces, ("po-role-glued",)),
    "places": Check(structure.places_kept, ("po-place",)),
    "characters": Check(structure.characters, ("po-noqa", "po-hidden", "po-backslash")),
    "chinese-left": Check(wording.chinese_left, ("po-chinese-left", "po-chinese-marks")),
    "terms": Check(wording.terms, ("po-term", "po-term-fixed", "po-term-forbidden", "po-term-number"), english=True),
    "doubled-words": Check(wording.doubled_words, ("po-word-twice",), english=True),
    "units-kept": Check(units.units_kept, ("po-unit-lost", "po-unit-changed"), english=True),
    "units-once": Check(units.units_once, ("po-unit-twice",), english=True),
    "scales": Check(units.scales, ("po-scale",), english=True),
    "articles": Check(units.articles, ("po-article",), english=True),
    "nouns-once": Check(agreement.nouns_once, ("po-unit-twice",), english=True),
    "agreement": Check(agreement.agreement, ("po-agreement",), english=True),
    "forms-agree": Check(agreement.forms_agree, ("po-plural-one", "po-plural-swapped"), english=True),
    "bounds-once": Check(bounds.bounds_once, ("po-bound-twice",), english=True),
    "bounds-kept": Check(bounds.bounds_kept, ("po-bound-lost", "po-bound-changed", "po-bound-added"), english=True),
    "measures": Check(measures.measures, ("po-measure-changed",), english=True),
    "currency": Check(measures.currency, ("po-measure-changed",), english=True),
    "points": Check(measures.points, ("po-points-lost", "po-points-added"), english=True),
    "denials": Check(sense.denials, ("po-denial-lost", "po-denial-added"), english=True),
    "contraries": Check(contraries.contraries, ("po-contrary",), english=True),
    "whole": Check(sense.whole, ("po-short", "po-long"), english=True),
    "own-translation": Check(sense.own_translation, ("po-other-text",)),
}


def unfinished(message: Message) -> Iterator[Problem]:
    """Why there is no translation to check: it is empty, a guess, a mark alone, or the Chinese again."""
    if not message.msgstr.strip():
        yield message.problem("po-empty")
    elif message.fuzzy:
        yield message.problem("po-fuzzy")
    elif wording.speaks(message.source.words) and not wording.speaks(message.msgstr):
        yield message.problem("po-marks-alone", marks=message.msgstr.strip())
    elif message.msgstr.strip() == message.msgid.strip() and wording.CHINESE.search(message.source.words):
        yield message.problem("po-same")


def lint(message: Message, known: Knowledge) -> Iterator[Problem]:
    """What is wrong with the translation of a message."""
    if message.obsolete or not message.msgid:
        return
    missing = list(unfinished(message))
    yield from missing
    if missing or message.msgstr == message.msgid:
        return
    told = set()
    english = known.language.startswith("en")
    for check in (check for check in CHECKS.values() if english or not check.english):
        for problem in check.find(message, known):
            spelt = (problem.code, str(problem.details))
            if spelt not in told:
                told.add(spelt)
                yield problem


def lint_file(path: Path, shown: str, known: Knowledge) -> list[Problem]:
    """What is wrong with a file and with its messages, in the order of the lines."""
    problems = Problems()
    messages = read_po(path, shown, problems)
    problems += [problem for message in messages for problem in lint(message, known)]
    return sorted(problems, key=lambda problem: problem.where.line)


def is_note(problem: Problem) -> bool:
    """Whether a problem is only to be looked at."""
    return problem.code in NOTES
