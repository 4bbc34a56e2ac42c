"""The folder ``data`` of a site: what is written there beside the pages, each kind of files by a module of its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from csrdirectives.sphinx.written import record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sphinx.application import Sphinx
    from sphinx.builders import Builder

FOLDER = "data"


def offers_files(builder: Builder) -> bool:
    """Whether a builder makes a site, which has a place for files."""
    return builder.name in {"html", "dirhtml"}


def keep(app: Sphinx, kind: str, stamp: str, patterns: Iterable[str], make: Callable[[], Mapping[str, bytes]]) -> None:
    """Have the files of a kind there as they should be, and none besides that the *patterns* name.

    They are not even made if they stand there with the *stamp* of what they follow from; an empty one is unlike all.
    """
    folder, account = Path(app.outdir, FOLDER), record(app, f"csr-{kind}")
    if stamp and stamp == _stamp_of(account, folder):
        return
    files = make()
    replace(folder, files, patterns)
    account.write_text(json.dumps({"stamp": stamp, "files": sorted(files)}), encoding="utf-8")


def replace(folder: Path, files: Mapping[str, bytes], patterns: Iterable[str]) -> None:
    """Write the files that are not as they should be, and take away what else the *patterns* name."""
    for path, content in files.items():
        target = folder / path
        if not target.is_file() or target.read_bytes() != content:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    for pattern in patterns:
        for old in folder.glob(pattern):
            if old.relative_to(folder).as_posix() not in files:
                old.unlink()


def _stamp_of(account: Path, folder: Path) -> str:
    """That of the files that stand there; empty where one is missing."""
    try:
        told = json.loads(account.read_bytes())
        return str(told["stamp"]) if all((folder / path).is_file() for path in told["files"]) else ""
    except (OSError, ValueError, TypeError, KeyError):
        return ""
