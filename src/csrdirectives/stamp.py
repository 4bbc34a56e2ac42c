"""What a catalogue is read from, in one word: while that stays the same, so does the catalogue."""

from __future__ import annotations

import os
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

READ = (".toml", ".csv")  # of other files, only that they are there is told
PACKAGE = Path(__file__).parent


def stamp(root: Path, others: Iterable[Path], *words: str) -> str:
    """A digest of all that :func:`~csrdirectives.load.load` looks at below *root*, of *others* and of *words*.

    Data count by their bytes, so that a copy of a project has the stamp of the project; the package itself, whose code
    and lists of standards decide what is made of them, counts by the time of its files. There is no stamp, an empty
    text, where a file cannot be read.
    """
    made = blake2b(digest_size=16)
    try:
        pieces = [*_data(root), *_package(PACKAGE), *(path.read_bytes() for path in others)]
    except OSError:
        return ""
    for piece in (*pieces, *(word.encode() for word in words)):
        made.update(b"%d " % len(piece) + piece)
    return made.hexdigest()


def _data(root: Path) -> Iterator[bytes]:
    """The names of what lies in the folder, and what the files hold."""
    for entry in _entries(root):
        yield os.fsencode(entry.path.removeprefix(str(root)))
        if not entry.is_file():  # a pipe would wait for ever
            yield b"no file"
        else:
            yield Path(entry.path).read_bytes() if entry.name.lower().endswith(READ) else b""


@cache  # a process runs the package as it read it
def _package(folder: Path) -> tuple[bytes, ...]:
    made = []
    for entry in _entries(folder):
        if entry.name.endswith((".py", ".toml")):
            status = entry.stat()
            made.append(f"{entry.name} {status.st_size} {status.st_mtime_ns}".encode())
    return tuple(made)


def _entries(folder: Path | str, deep: int = 5) -> Iterator[os.DirEntry[str]]:
    """The files and folders below a folder, in the order of their names, without what Python makes of its modules.

    So *deep* and no deeper: links may run in a circle.
    """
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        yield entry
        if deep and entry.name != "__pycache__" and entry.is_dir():
            yield from _entries(entry.path, deep - 1)
