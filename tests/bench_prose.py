"""The time that reading chapters and translations for typed figures takes, by megabyte of their files.

Run by ``tox -e bench``, never as a test. The chapters of the report are read over and over; the sentences of the tests,
one figure or more in each second line, are far worse than a chapter can be, and have no target.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from csrdirectives.load import load
from csrdirectives.problems import Problems
from csrdirectives.prose.texts import Texts

ROOT = Path(__file__).parents[1]
TARGET = 1.0
SIZE = 10**6


def seconds(texts: list[str], read: Callable[[str], object], rounds: int = 3) -> float:
    """The least processor time for a megabyte."""
    least = float("inf")
    for _ in range(rounds):
        size, start = 0, time.process_time()
        while size < SIZE:
            for text in texts:
                read(text)
                size += len(text.encode())
        least = min(least, (time.process_time() - start) * SIZE / size)
    return least


def main() -> None:
    """Print a table in Markdown."""
    texts = Texts(ROOT / "docs", ROOT / "docs" / "data", ROOT / "locales", ("handbook",))
    catalogue, _ = load(texts.data, "data")
    start = time.process_time()
    linter = texts.linter(catalogue, Problems(), english=True)
    known = time.process_time() - start
    chapters = [path.read_text("utf-8") for path in texts.chapters()]
    translations = [path.read_text("utf-8") for path in texts.translations()]
    dense = [(ROOT / "tests" / "prose" / f"{language}.txt").read_text("utf-8") for language in ("zh", "en")]
    rows = {
        "chapters of the report": seconds(chapters, lambda text: list(linter.chapter(text, ""))),
        "translations of the report": seconds(translations, lambda text: list(linter.translations(text, ""))),
        "a figure in every other line": seconds(dense, lambda text: list(linter.chapter(text, ""))),
    }
    sys.stdout.write("| 1 MB of | seconds | target |\n|---|--:|--:|\n")
    for name, taken in rows.items():
        target = "" if name.startswith("a figure") else f"{TARGET:.2f}"
        sys.stdout.write(f"| {name} | {taken:.2f} | {target} |\n")
    sys.stdout.write(f"\nwhat the report knows is read in {known:.2f} s\n")


if __name__ == "__main__":
    main()
