"""What keeps the translations into a language from being released: out of date, unfinished or unsound."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from csrdirectives.po.annotate import Desk, Renewal, renewals
from csrdirectives.po.knowledge import Knowledge
from csrdirectives.po.lint import lint_file
from csrdirectives.po.message import read_po
from csrdirectives.problems import Problem, Problems, Where


def unreleasable(pots: Path, folder: Path, desk: Desk, known: Knowledge) -> list[Problem]:
    """What is wrong with the ``.po`` files below *folder*, with the templates below *pots* as the measure.

    Whether a file is out of date is only told when all can be read, since each may hold what another lacks.
    """
    problems = unreadable(folder)
    if problems:
        return problems
    found = [*outdated(pots, folder, desk)]
    for path in sorted(folder.rglob("*.po")):
        found += lint_file(path, path.as_posix(), known)
    return sorted(found, key=lambda problem: problem.where)


def unreadable(folder: Path) -> list[Problem]:
    """Why files cannot be read, or not without doubt: no valid syntax, a message twice."""
    problems = Problems()
    for path in sorted(folder.rglob("*.po")):
        read_po(path, path.as_posix(), problems)
    return problems


def outdated(pots: Path, folder: Path, desk: Desk) -> Iterator[Problem]:
    """The files that ``annotate`` would change, and those of no page."""
    wanted = set()
    for renewal in renewals(pots, folder, desk):
        wanted.add(renewal.path)
        if renewal.new != renewal.old:
            yield _stale(renewal)
    if not wanted:
        yield Problem("po-templates", Where(pots.as_posix()), {})
        return
    for path in sorted(set(folder.rglob("*.po")) - wanted):
        page = path.relative_to(folder).with_suffix("").as_posix()
        yield Problem("po-unused", Where(path.as_posix()), {"page": page})


def _stale(renewal: Renewal) -> Problem:
    where = Where(renewal.path.as_posix())
    if not renewal.came and not renewal.gone:
        return Problem("po-form", where, {})
    example = (renewal.came or renewal.gone)[0]
    details = {"came": len(renewal.came), "gone": len(renewal.gone), "example": example}
    return Problem("po-outdated", where, details)
