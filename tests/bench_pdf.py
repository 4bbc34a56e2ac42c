"""What printing takes, as ``tox -e bench`` tells it: the report's PDF from pages that are read, and ten times its text.

Every build is a process of its own, from the start of Python to the PDF; the same without a builder that writes, so
that what reading and starting take can be told apart. Beside it, where they are installed, WeasyPrint from Sphinx's own
single page, and XeLaTeX from Sphinx's LaTeX, which prints the handbook too. Processor time, the least of all rounds.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
CHAPTERS = ("statement", "profile", "outlook", "recognition", "responsibility")
LABEL = re.compile(r"^\(([\w-]+)\)=", re.MULTILINE)
TIMES = 10


class Cost(NamedTuple):
    """What a process took: processor time in seconds, the peak of memory in MiB."""

    seconds: float
    mebibytes: float


def run(*arguments: object) -> Cost:
    """Run Python."""
    command = [sys.executable, *map(str, arguments)]
    with tempfile.TemporaryFile("w+", errors="replace") as printed:
        environ = {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}
        process = subprocess.Popen(command, stdout=printed, stderr=subprocess.STDOUT, env=environ)  # noqa: S603
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        printed.seek(0)
        if process.returncode:
            raise SystemExit("\n".join(printed.read().splitlines()[-20:]))
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def sphinx(folder: Path, builder: str, language: str = "zh_CN", *settings: str) -> Cost:
    """Build a language, its pages being read already."""
    given = [part for setting in (f"language={language}", *settings) for part in ("-D", setting)]
    trees, out = folder / "trees" / language, folder / builder / language
    return run("-m", "sphinx", "-q", "-b", builder, *given, "-d", trees, "-c", folder, folder / "docs", out)


def copy_of_report(folder: Path) -> Path:
    """The report, to be built without touching it."""
    for name in ("docs", "locales"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "conf.py", folder)
    return folder


def much_text(folder: Path) -> Path:
    """The report with its chapters ten times, each with labels of its own; definitions once."""
    docs = copy_of_report(folder) / "docs"
    pages = [path for name in CHAPTERS for path in (docs / name).with_suffix(".md").parent.glob(f"{name}*")]
    files = sorted({file for page in pages for file in ([page] if page.is_file() else page.glob("*.md"))})
    labels = {label for file in files for label in LABEL.findall(file.read_text("utf-8"))}
    known = re.compile(rf"(?<=[(`<])({'|'.join(map(re.escape, sorted(labels, key=len, reverse=True)))})(?=\)=|[`>])")
    tops = []
    for number in range(1, TIMES):
        for file in files:
            copy = docs / f"copy{number}" / file.relative_to(docs)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(known.sub(rf"\1-{number}", file.read_text("utf-8")), encoding="utf-8")
        tops += [
            f"copy{number}/{name}" if name != "responsibility" else f"copy{number}/{name}/index" for name in CHAPTERS
        ]
    index = docs / "index.md"
    index.write_text(index.read_text("utf-8") + "\n:::{toctree}\n" + "\n".join(tops) + "\n:::\n", encoding="utf-8")
    return folder


def least(costs: list[Cost]) -> Cost:
    """The least time and the least peak."""
    return Cost(min(cost.seconds for cost in costs), min(cost.mebibytes for cost in costs))


def row(what: str, cost: Cost | None, above: float | None, target: str) -> None:
    """Print a line of the table."""
    seconds, memory = (f"{cost.seconds:.2f} s", f"{cost.mebibytes:.0f} MiB") if cost else ("", "")
    beyond = f"{above:.2f} s" if above is not None else ""
    sys.stdout.write(f"| {what} | {seconds} | {beyond} | {memory} | {target} |\n")
    sys.stdout.flush()


def measured(folder: Path, rounds: int, builder: str, *languages: str) -> tuple[Cost, float]:
    """What a builder takes for these languages together, and how much of it is beyond starting and loading."""
    all_, nothing = [], []
    for _ in range(rounds):
        for costs, name in ((nothing, "dummy"), (all_, builder)):
            each = [sphinx(folder, name, language) for language in languages]
            costs.append(Cost(sum(cost.seconds for cost in each), max(cost.mebibytes for cost in each)))
    return least(all_), least(all_).seconds - least(nothing).seconds


def main() -> None:
    """Print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_known_args()[0].rounds
    sys.stdout.write("\n| printing | processor time | beyond a build that writes nothing | peak memory | target |\n")
    sys.stdout.write("|---|--:|--:|--:|--:|\n")
    with tempfile.TemporaryDirectory() as name:
        report = copy_of_report(Path(name, "report"))
        for language in ("zh_CN", "en"):
            sphinx(report, "dummy", language)
        row("Chinese, pages read", *measured(report, rounds, "typst", "zh_CN"), "1 s, 400 MiB")
        row("both languages, pages read", *measured(report, rounds, "typst", "zh_CN", "en"), "3 s, 400 MiB")
        if find_spec("weasyprint"):
            weasyprint(report, rounds)
        else:
            row("Chinese, by WeasyPrint (not installed)", None, None, "")
        if shutil.which("latexmk") and shutil.which("xindy"):
            latex(report)
        else:
            row("Chinese, by XeLaTeX (not installed)", None, None, "")
        long = much_text(Path(name, "long"))
        sphinx(long, "dummy")
        row(
            f"Chinese, {TIMES} times the chapters, pages read",
            *measured(long, rounds, "typst", "zh_CN"),
            "5 s",
        )


def weasyprint(report: Path, rounds: int) -> None:
    """The same pages as one, printed by WeasyPrint, tagged as ours are."""
    theme = "html_theme=basic"
    sphinx(report, "singlehtml", "zh_CN", theme)
    page, pdf = report / "singlehtml" / "zh_CN" / "index.html", report / "weasyprint.pdf"
    page_costs = [sphinx(report, "singlehtml", "zh_CN", theme) for _ in range(rounds)]
    print_costs = [run("-m", "weasyprint", "-q", "--pdf-variant", "pdf/ua-1", page, pdf) for _ in range(rounds)]
    both = Cost(
        least(page_costs).seconds + least(print_costs).seconds,
        max(least(page_costs).mebibytes, least(print_costs).mebibytes),
    )
    row("Chinese, by Sphinx's single page and WeasyPrint", both, None, "")


def latex(report: Path) -> None:
    """The report with its handbook, written as LaTeX by Sphinx and set by XeLaTeX; without tags."""
    given = ["-q", "-D", "language=zh_CN", "-d", report / "trees" / "zh_CN", "-c", report]
    cost = run("-m", "sphinx", "-M", "latexpdf", report / "docs", report / "latexpdf", *given)
    row("Chinese with its handbook, by Sphinx's LaTeX and XeLaTeX", cost, None, "")


if __name__ == "__main__":
    main()
