"""How far the translations are: the messages of each ``.po`` file that are translated, fuzzy or missing."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from csrdirectives.po.message import read_po
from csrdirectives.problems import Problems


class State(NamedTuple):
    """The messages of a file by how far they are; *name* is that of its page or domain, such as ``profile``."""

    name: str
    path: Path
    translated: int
    fuzzy: int
    missing: int

    @property
    def total(self) -> int:
        """All messages in use."""
        return self.translated + self.fuzzy + self.missing


def states(folder: Path, problems: Problems) -> Iterator[State]:
    """The state of every ``.po`` file below the folder of a language; what cannot be read goes to *problems*."""
    for path in sorted(folder.rglob("*.po")):
        state = state_of(path, folder, problems)
        if state.total:
            yield state


def state_of(path: Path, folder: Path, problems: Problems) -> State:
    """The state of one file."""
    live = [m for m in read_po(path, path.as_posix(), problems) if m.msgid and not m.obsolete]
    missing = sum(not m.msgstr.strip() for m in live)
    fuzzy = sum(m.fuzzy and bool(m.msgstr.strip()) for m in live)
    name = path.relative_to(folder).with_suffix("").as_posix()
    return State(name, path, len(live) - fuzzy - missing, fuzzy, missing)


def last_changes(folder: Path) -> Mapping[Path, str]:
    """The day on which each file below a folder was last committed; empty without git or outside a repository."""
    git = shutil.which("git")
    if git is None or not folder.is_dir():
        return {}
    command = [git, "-c", "core.quotePath=false", "log", "--format=%x00%cs", "--name-only", "--relative", "--", "."]
    told = subprocess.run(command, cwd=folder, capture_output=True, check=False)  # noqa: S603  # the words are ours
    found: dict[Path, str] = {}
    for commit in told.stdout.decode("utf-8", "replace").split("\0")[1:]:
        day, *names = commit.split("\n")
        for name in filter(None, names):
            found.setdefault(folder / name, day)  # the latest commit comes first
    return found
