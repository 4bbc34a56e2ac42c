"""Checks of who, of what was said before, and of dated lists."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from csrdirectives.checks.saying import named
from csrdirectives.comparator import COMPARATORS
from csrdirectives.model import Catalogue, Observation
from csrdirectives.problems import Problem
from csrdirectives.report import Published, Restated

_DOUBLED = re.compile(
    r"(?:大约|约|将近|接近|近|超过|超|不足)[\s0-9０-９.,，〇零一二三四五六七八九十百千万两]*[0-9０-９〇零一二三四五六七八九十百千万两]\s*(?:多|余|以上|左右|上下)"
)


def doubled_approximation(catalogue: Catalogue) -> Iterator[Problem]:
    """One word bounds a figure; two, of which one may deny the other, are not quoted in its note.

    Example: 约1200多 is about 1,200, and more than 1,200.
    """
    for observation in catalogue.observations.values():
        words = _doubled(observation.note)
        if words:
            indicator = catalogue.indicators[observation.key.indicator]
            details = {"figure": named(indicator, observation.key), "words": words}
            yield Problem("doubled-approximation", observation.where, details, about=(str(observation.key),))


def self_approved(catalogue: Catalogue) -> Iterator[Problem]:
    """A figure is approved by another person than the one who filled it in, where the columns name them.

    Example: 王一 in the column ``owner`` and in the column ``approver``.
    """
    for observation in catalogue.observations.values():
        if observation.approver and _person(observation.approver) == _person(observation.owner):
            indicator = catalogue.indicators[observation.key.indicator]
            details = {"figure": named(indicator, observation.key), "person": observation.owner}
            yield Problem("self-approved", observation.where, details, about=(str(observation.key),))


def not_restated(catalogue: Catalogue) -> Iterator[Problem]:
    """A figure that an edition published is still the same, or ``restated.csv`` says what became of it and why.

    Example: 286 staff at the end of 2022 in last year's edition, 291 in this one, and no row.
    """
    rows, present = _restated(catalogue), _present(catalogue)
    for figure in _last_published(catalogue).values():
        observation = present.get(figure.key)
        now, comparator = _value(observation)
        if _leads(rows.get(figure.key, []), figure.value, now) or (now, comparator) == (
            figure.value,
            figure.comparator,
        ):
            continue
        details = {
            "figure": figure.key,
            "old": _said(figure.value, figure.comparator),
            "new": _said(now, comparator),
            "published": str(figure.where),
        }
        where = figure.where if observation is None else observation.where
        yield Problem("not-restated", where, details, about=(figure.key,))


def restatement_stale(catalogue: Catalogue) -> Iterator[Problem]:
    """The last restatement of a figure ends with what the figure is by now.

    Example: restated from 286 to 290, while the data have 291.
    """
    present = _present(catalogue)
    for key, row in _last_restated(catalogue).items():
        now, comparator = _value(present.get(key))
        if now != row.new:
            details = {"figure": key, "new": _said(row.new, ""), "now": _said(now, comparator)}
            yield Problem("restatement-stale", row.where, details, about=(key,))


def record_outside(catalogue: Catalogue) -> Iterator[Problem]:
    """The records of a register lie between its ``since`` and the end of the reporting period.

    Example: an award of 2022/2023 in a register of 2023; a visit of 2024 in a report of 2023.
    """
    for register in catalogue.registers.values():
        for record in register.records:
            date = record.date
            if date is None:
                continue
            early = register.since is not None and date.start < register.since
            if early or date.end > catalogue.period.end:
                until = catalogue.period.end
                span = f"{register.since}/{until}" if register.since else f"…/{until}"
                details = {"name": register.id, "date": date.text, "span": span}
                yield Problem("record-outside", record.where, details, about=(register.id,))


def _person(name: str) -> str:
    """A name as it is compared: 王 一 is 王一."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


@lru_cache(maxsize=4096)
def _doubled(note: str) -> str:
    found = _DOUBLED.search(note)
    return found[0] if found else ""


def _last_published(catalogue: Catalogue) -> dict[str, Published]:
    """Each figure as the latest edition published it."""
    return {figure.key: figure for edition in catalogue.published.values() for figure in edition}


def _restated(catalogue: Catalogue) -> dict[str, list[Restated]]:
    """The restatements of each figure, in their order."""
    found: dict[str, list[Restated]] = {}
    for row in catalogue.restated:
        found.setdefault(row.key, []).append(row)
    return found


def _leads(rows: Sequence[Restated], old: Decimal | None, new: Decimal | None) -> bool:
    """Whether the last restatements lead, one on from the other, from one value to another."""
    if not rows or rows[-1].new != new:
        return False
    for earlier, row in zip([None, *rows[:-1]][::-1], rows[::-1], strict=True):
        if row.old == old:
            return True
        if earlier is None or earlier.new != row.old:
            return False
    return False


def _last_restated(catalogue: Catalogue) -> dict[str, Restated]:
    return {row.key: row for row in catalogue.restated}


def _present(catalogue: Catalogue) -> dict[str, Observation]:
    """The figures by now, by the names under which editions publish them."""
    if not catalogue.published and not catalogue.restated:
        return {}
    return {str(key): observation for key, observation in catalogue.observations.items()}


def _value(observation: Observation | None) -> tuple[Decimal | None, str]:
    """The value and its bounding word; no value where it is absent or gone."""
    return (None, "") if observation is None else (observation.value, observation.comparator.word)


def _said(value: Decimal | None, comparator: str) -> str:
    if value is None:
        return "—"
    behind = comparator in COMPARATORS and COMPARATORS[comparator].position.startswith("after")
    return f"{value:,f}{comparator}" if behind else f"{comparator}{value:,f}"
