"""An indicator or a register under another name, in every file at once, so that no translation becomes doubtful."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from csrdirectives.load import INDICATOR_NAMES, NAMES, load
from csrdirectives.lookup import nearest_indicator
from csrdirectives.mentions import Kind, Mentions
from csrdirectives.model import Catalogue
from csrdirectives.problems import Problem, Where, nearest
from csrdirectives.usage import asked


class Refused(Exception):
    """The name cannot be changed, for a reason in words."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class Change(NamedTuple):
    """A file to be changed: at how many places, its new content, and where it is to stand."""

    path: Path
    places: int
    content: bytes
    target: Path


class Plan(NamedTuple):
    """What a renaming changes, and the patterns of chapters that cover only one of the names."""

    changes: tuple[Change, ...]
    patterns: tuple[tuple[Where, str], ...]

    def carry_out(self) -> None:
        """Change the files."""
        for path, _, content, target in self.changes:
            path.write_bytes(content)
            if target != path:
                path.rename(target)


def rename(docs: Path, data: Path, locales: Path, kind: Kind, names: tuple[str, str]) -> Plan:
    """What is to change for *names*, the old and the new one; raises :class:`Refused`, and writes nothing."""
    catalogue, problems = load(data, data.as_posix())
    _check(catalogue, kind, *names)
    name = Mentions(kind, *names)
    changes = [*_changes(data, name), *_texts(docs, "*.md", name.in_page), *_texts(locales, "*.po", name.in_po)]
    _check_outcome(catalogue, [str(problem.code) for problem in problems], data, changes, name)
    patterns = tuple(_patterns(docs, *names)) if kind == "indicator" else ()
    return Plan(tuple(sorted(changes)), patterns)


def _check(catalogue: Catalogue, kind: Kind, old: str, new: str) -> None:
    known, (pattern, allowed) = (
        (catalogue.indicators, INDICATOR_NAMES) if kind == "indicator" else (catalogue.registers, NAMES)
    )
    if old not in known:
        if kind == "register":
            raise Refused(Problem("unknown-register", Where(""), {"name": old, "near": nearest(old, known)}))
        near = nearest_indicator(old, catalogue.indicators)
        raise Refused(Problem("unknown-indicator", Where(""), {"name": old, "near": near}))
    if not pattern.fullmatch(new):
        raise Refused(Problem("name-invalid", Where(""), {"name": new, "allowed": allowed}))
    if new in known:
        raise Refused(Problem("name-taken", known[new].where, {"name": new}))


def _changes(data: Path, name: Mentions) -> Iterator[Change]:
    """The files of the data that name it."""
    yield from _texts(data / "indicators", "*.toml", name.in_definitions)
    yield from _texts(data, "findings.toml", name.in_findings)
    if name.kind == "indicator":
        yield from _texts(data / "values", "*.csv", name.in_values)
        yield from _texts(data / "published", "*.csv", name.in_values)
        yield from _texts(data, "restated.csv", name.in_values)
        return
    yield from _texts(data, "registers.toml", name.in_heads)
    records = data / "registers" / f"{name.old}.csv"
    if records.is_file():
        yield Change(records, 1, records.read_bytes(), records.with_name(f"{name.new}.csv"))


def _texts(folder: Path, pattern: str, change: Callable[[str], tuple[str, int]]) -> Iterator[Change]:
    """The files below a folder that change; bytes that are no text in UTF-8 stay as they are."""
    for path in sorted(folder.rglob(pattern)):
        content = path.read_bytes()
        wide = next((e for e in ("utf-16-le", "utf-16-be") if content.startswith("\ufeff".encode(e))), "")
        encoding, errors = (wide, "surrogatepass") if wide else ("utf-8", "surrogateescape")
        text, places = change(content.decode(encoding, errors))
        if places:
            yield Change(path, places, text.encode(encoding, errors), path)


def _check_outcome(catalogue: Catalogue, codes: list[str], data: Path, changes: list[Change], name: Mentions) -> None:
    """See to it that the changed data say the same under the new name, before anything is written."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "data")
        shutil.copytree(data, copy)
        for path, _, content, target in changes:
            if path.is_relative_to(data):
                (copy / path.relative_to(data)).unlink()
                (copy / target.relative_to(data)).write_bytes(content)
        after, problems = load(copy, data.as_posix())

    def now(id_: str) -> str:
        return name.new if id_ == name.old else id_

    expected: list[object]
    found: list[object]
    if name.kind == "register":
        expected = [(now(id_), len(register.records)) for id_, register in catalogue.registers.items()]
        found = [(id_, len(register.records)) for id_, register in after.registers.items()]
    else:
        values = {key._replace(indicator=now(key.indicator)): o.value for key, o in catalogue.observations.items()}
        doubts = [[now(key.indicator) for key in finding.keys] for finding in catalogue.findings.values()]
        expected = [values, *doubts]
        found = [{key: o.value for key, o in after.observations.items()}]
        found += [[key.indicator for key in finding.keys] for finding in after.findings.values()]
    if found != expected or [problem.code for problem in problems] != codes:
        raise Refused(Problem("rename-unclear", Where(""), {"name": name.old}))


def _patterns(docs: Path, old: str, new: str) -> Iterator[tuple[Where, str]]:
    for path in sorted(docs.rglob("*.md")):
        for ask in asked(path.read_text(encoding="utf-8", errors="replace").splitlines()):
            pattern = re.split("[@#;]", ask.text)[0].strip()
            if "*" in pattern and fnmatchcase(old, pattern) != fnmatchcase(new, pattern):
                yield Where(path.as_posix(), ask.line), pattern
