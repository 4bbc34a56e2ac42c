"""The time that comparing what readers get of the real report takes: sites, texts and PDFs of both languages.

Run by ``tox -e bench``, never as a test.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
LANGUAGES = {"zh": "zh_CN", "en": "en"}
TARGET = 3.0


def build(folder: Path) -> None:
    """Build the report in both languages, as a site, a text and a PDF."""
    for language, code in LANGUAGES.items():
        for builder in ("html", "text", "typst"):
            command = [sys.executable, "-m", "sphinx", "-q", "-c", ROOT, "-b", builder, "-D", f"language={code}"]
            command += ["-D", "csr_pdf=", "-d", folder / "trees" / language, ROOT / "docs", folder / builder / language]
            subprocess.run(command, check=True, capture_output=True)  # noqa: S603


def seconds(*arguments: str | Path) -> float:
    """The processor time of a comparison, which must find nothing."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    apart = [word for pattern in ("handbook/*", "appendix/standards/online/*") for word in ("--leave-out", pattern)]
    command = ["csrdirectives", "compare-editions", *apart, *map(str, arguments)]
    subprocess.run(command, check=True, cwd=ROOT, stdout=sys.stderr)  # noqa: S603
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print a table in Markdown."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build(folder)
        site, text = folder / "html", folder / "text"
        pdf = {language: next((folder / "typst" / language).glob("*.pdf")) for language in LANGUAGES}
        rows = {
            "Chinese site, English site and Chinese PDF": seconds(site / "zh", site / "en", pdf["zh"]),
            "English site and English PDF": seconds(site / "en", pdf["en"]),
        }
        four = sum(rows.values())
        rows |= {f"site and text, {language}": seconds(site / language, text / language) for language in LANGUAGES}
    sys.stdout.write("| compared | seconds | target |\n|---|--:|--:|\n")
    for what, taken in rows.items():
        sys.stdout.write(f"| {what} | {taken:.2f} | |\n")
    sys.stdout.write(f"| the four editions | {four:.2f} | {TARGET:.2f} |\n")


if __name__ == "__main__":
    main()
