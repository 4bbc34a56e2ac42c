"""Planted faults: how many are told, by kind; of translations the linter, the build and the comparison, each alone.

Run by ``tox -e faults``, with the faults of a report after them (``planted.py``). The corpus is
``tests/po/faults.json``: neither is the gate to be fitted to it, nor it to the gate.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import click
import planted
import polib

from csrdirectives.editions import compare, excuses, read_edition
from csrdirectives.load import load
from csrdirectives.numerals import factors
from csrdirectives.po import Glossary, Knowledge, Message, is_note, labels_of, lint, memory_of, read_glossary, read_po
from csrdirectives.problems import Problems, Where

ROOT = Path(__file__).parents[1]
CORPUS = Path(__file__).parent / "po" / "faults.json"
CONF = """
extensions = ["myst_parser", "sphinxcontrib.bibtex", "csrdirectives"]
myst_enable_extensions = ["colon_fence", "deflist", "attrs_inline"]
exclude_patterns = ["data"]
project = html_title = copyright = "Faults"
language = "zh_CN"
bibtex_bibfiles = ["data/references.bib"]
locale_dirs = ["locales"]
gettext_compact = False
html_theme = "basic"
html_copy_source = False
"""
WARNING = re.compile(r"^(?P<path>[^\n:]+?):.*?WARNING: .*?\[(?P<code>[\w.-]+)\]$", re.MULTILINE)
FOOTNOTE = re.compile(r"\[\^([^\]]+)\]")


class Fault(NamedTuple):
    """A message of the corpus, which is wrong, or differs and is right all the same."""

    id: str
    kind: str
    what: str
    msgid: str
    msgstr: str
    comment: str
    good: bool
    where: str
    words: tuple[str, ...]


class Outcome(NamedTuple):
    """What is told of a message: by the linter, as an error or a note; by the build and the comparison, if asked."""

    fault: Fault
    errors: tuple[str, ...]
    notes: tuple[str, ...]
    built: tuple[str, ...] | None

    @property
    def told(self) -> bool:
        """Whether anything fails because of it."""
        return bool(self.errors or self.built)


def read_corpus() -> list[Fault]:
    """The corpus in its order."""
    found: list[dict[str, Any]] = json.loads(CORPUS.read_text("utf-8"))["messages"]
    return [Fault(**{**each, "words": tuple(each["words"])}) for each in found]


def knowledge() -> Knowledge:
    """The report's data and words, as the linter has them at the command line."""
    docs = ROOT / "docs"
    path = docs / "data" / "glossary.csv"
    glossary = read_glossary(path, path.name, Problems()) if path.exists() else Glossary()
    files = sorted((ROOT / "locales" / "en").rglob("*.po"))
    memory = memory_of(message for path in files for message in read_po(path, path.name, Problems()))
    return Knowledge(load(docs / "data")[0], glossary, labels=labels_of(docs), memory=memory)


def linted(fault: Fault, known: Knowledge) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the linter tells of a message: errors, and notes."""
    message = Message(fault.msgid, fault.msgstr, Where(f"{fault.id}.po", 1), fault.comment)
    told: dict[bool, list[str]] = {False: [], True: []}
    for problem in lint(message, known):
        told[is_note(problem)].append(f"{problem.text('en')} [{problem.code}]")
    return tuple(told[False]), tuple(told[True])


def built(faults: Iterable[Fault], known: Knowledge) -> dict[str, list[str]]:
    """What is told of each message when it is a page of a report that is built in both languages and compared."""
    chosen = {fault.id: fault for fault in faults}
    told: dict[str, list[str]] = {id_: [] for id_ in chosen}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_project(folder, chosen.values())
        before, after = (warnings(folder, language) for language in ("zh_CN", "en"))
        for id_, code in after - before:
            if id_ in told:
                told[id_].append(code)
        assert known.catalogue
        editions = [read_edition(folder / "out" / language) for language in ("zh_CN", "en")]
        excused = excuses(folder / "locales" / "en" / "LC_MESSAGES", known.catalogue)
        for problem in compare(editions[0], editions[1], excused, factors(known.catalogue)):
            path = Path(problem.where.path)
            of_original = path.parent.name == "zh_CN" and not problem.code.endswith("-lost")  # whatever its translation
            if path.stem in told and not of_original:
                told[path.stem].append(problem.code)
    return told


def write_project(folder: Path, faults: Iterable[Fault]) -> None:
    """A report with a page for each message, and its translation."""
    shutil.copytree(ROOT / "docs" / "data", folder / "data")
    messages = folder / "locales" / "en" / "LC_MESSAGES"
    messages.mkdir(parents=True)
    for name in ("indicators.po", "references.po"):
        shutil.copy(ROOT / "locales" / "en" / "LC_MESSAGES" / name, messages)
    (folder / "conf.py").write_text(CONF, "utf-8")
    (folder / "index.md").write_text("# Faults\n\n:::{toctree}\n:glob:\n\n*\n:::\n", "utf-8")
    for fault in faults:
        notes = "".join(f"\n[^{label}]: Note.\n" for label in dict.fromkeys(FOOTNOTE.findall(fault.msgid)))
        (folder / f"{fault.id}.md").write_text(f"# {fault.id}\n\n{fault.msgid}\n{notes}", "utf-8")
        file = polib.POFile()
        file.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
        file.append(polib.POEntry(msgid=fault.msgid, msgstr=fault.msgstr, tcomment=fault.comment))
        file.save(str(messages / f"{fault.id}.po"))


def warnings(folder: Path, language: str) -> Counter[tuple[str, str]]:
    """The warnings of a build: page and code."""
    options = ["-q", "-N", "-b", "html", "-D", f"language={language}", "-d", str(folder / "trees" / language)]
    command = [sys.executable, "-m", "sphinx", *options, str(folder), str(folder / "out" / language)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # our own command
    assert ended.returncode == 0, ended.stderr
    return Counter((Path(found["path"]).stem, found["code"]) for found in WARNING.finditer(ended.stderr))


def outcomes(faults: Iterable[Fault]) -> Iterator[Outcome]:
    """What is told of each; the faults that the linter misses are built, and so is all that is right."""
    known = knowledge()
    told = [(fault, *linted(fault, known)) for fault in faults]
    asked = built((fault for fault, errors, _ in told if fault.good or fault.where == "build" or not errors), known)
    for fault, errors, notes in told:
        found = asked.get(fault.id)
        yield Outcome(fault, errors, notes, None if found is None else tuple(found))


def table_of(found: Iterable[Outcome], *, good: bool) -> Iterator[str]:
    """A row for each kind, in Markdown."""
    kinds: dict[str, list[Outcome]] = {}
    for outcome in found:
        if outcome.fault.good is good:
            kinds.setdefault(outcome.fault.kind, []).append(outcome)
    yield "| kind | messages | linter | build | told in all | notes alone |"
    yield "|---|--:|--:|--:|--:|--:|"
    total: Counter[str] = Counter()
    for kind, members in [*sorted(kinds.items()), ("**all**", [])]:
        row = total if not members else Counter(
            messages=len(members),
            linter=sum(bool(each.errors) for each in members),
            build=sum(bool(each.built) and not each.errors for each in members),
            told=sum(each.told for each in members),
            notes=sum(bool(each.notes) and not each.told for each in members),
        )  # fmt: skip
        total = total if not members else total + row
        cells = (str(row[name]) for name in ("messages", "linter", "build", "told", "notes"))
        yield f"| {kind} | {' | '.join(cells)} |"


def main() -> None:
    """Print what is told of the faults, of what is right, and each that is not as it should be; fail if any is."""
    found = list(outcomes(read_corpus()))
    for title, good in (("Faults", False), ("Right all the same", True)):
        click.echo("\n".join([f"\n## {title}\n", *table_of(found, good=good)]))
    wrong = [each for each in found if each.told is each.fault.good]
    for each in wrong:
        said = "; ".join([*each.errors, *(each.built or ()), *(f"note: {note}" for note in each.notes)])
        click.echo(f"\n{'TOLD' if each.fault.good else 'MISSED'} {each.fault.id}: {each.fault.what}\n  {said or '–'}")
    caught = [each for each in found if not each.fault.good and each.errors]
    unnamed = [each for each in caught if any(word not in " ".join(each.errors) for word in each.fault.words)]
    click.echo(f"\n{len(unnamed)} of {len(caught)} are told without the words that the corpus asks for:")
    click.echo(" ".join(each.fault.id for each in unnamed) or "–")
    first, second = planted.read_corpus(), planted.read_corpus(planted.SECOND)
    cases = planted.outcomes([*first, *second])
    click.echo("\n".join(planted.report(cases[: len(first)])))
    click.echo("\nWritten when the checks had been mended:")
    click.echo("\n".join(planted.report(cases[len(first) :])))
    raise SystemExit(bool(wrong or planted.wrong(cases)))


if __name__ == "__main__":
    main()
