"""Faults planted in a small sound report, and changes that are sound: what is told of each, without a word and with.

The corpus is ``tests/faults/*.toml``: neither are the checks to be fitted to it, nor it to the checks. It is
counted by kind by ``tox -e faults``, after the translations of ``tests/po``.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from csrdirectives.check import check
from csrdirectives.editions import Edition, Excused, compare, excuses, read_edition
from csrdirectives.load import load
from csrdirectives.model import Catalogue
from csrdirectives.numerals import Factor, factors
from csrdirectives.po import Knowledge, labels_of, lint_file, memory_of, read_glossary, read_po
from csrdirectives.po import is_note as is_note_of_translation
from csrdirectives.problems import Problem, Problems
from csrdirectives.prose.texts import Texts
from csrdirectives.truth import untrue
from csrdirectives.webpage import read_page

HERE = Path(__file__).parent / "faults"
SECOND = HERE / "second"  # written when the checks had been mended by the first
SAMPLE = HERE / "sample"
MESSAGES = Path("locales") / "en" / "LC_MESSAGES"
WARNING = re.compile(
    r"^(?P<path>[^\n:]+?)(?::\d+)?: (?:WARNING|ERROR): (?P<text>.*?)(?: \[(?P<code>[\w.-]+)\])?$", re.MULTILINE
)
LABEL = re.compile(r"^(?:\([\w-]+\)=|:name: .*)\n", re.MULTILINE)
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")


class Case(NamedTuple):
    """A change to the sound report: a fault, with the checks of which one must find it, and what must be said of it.

    *good* if it is no fault at all; a *limit* if it is one that nothing can find.
    """

    id: str
    kind: str
    what: str
    good: bool
    limit: bool
    edits: tuple[Mapping[str, Any], ...]
    find: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """The files that are changed."""
        return tuple(edit["in"] for edit in self.edits)

    @property
    def is_translated(self) -> bool:
        """Whether a translation is changed."""
        return any(name.endswith(".po") for name in self.files)

    def is_in(self, *beginnings: str) -> bool:
        """Whether the first of its files is of a folder, or ends so."""
        return any(self.files[0].startswith(each) or self.files[0].endswith(each) for each in beginnings)


class Told(NamedTuple):
    """A problem, as it is told: its code, how much it matters, and its words with their place."""

    code: str
    severity: str
    words: str


class Outcome(NamedTuple):
    """All that is told of a case."""

    case: Case
    told: tuple[Told, ...]

    @property
    def caught(self) -> bool:
        """Whether one of the checks that must find the fault does, and says the words it must."""
        said = plain(" ".join(each.words for each in self.told if each.code in self.case.find))
        return bool(said) and all(plain(word) in said for word in self.case.words)

    @property
    def fails(self) -> bool:
        """Whether an error is told, and not only a question."""
        return any(each.severity == "error" for each in self.told)


def plain(text: str) -> str:
    """A text without the commas of thousands."""
    return THOUSANDS.sub("", text)


def read_corpus(folder: Path = HERE) -> list[Case]:
    """Every case of a folder, in the order of the files."""
    found = []
    for path in sorted(folder.glob("*.toml")):
        for name, cases in tomllib.loads(path.read_text("utf-8")).items():
            for case in cases:
                edit = {field: case[field] for field in case.keys() - {"id", "kind", "what", "find", "words", "also"}}
                edits = (edit, *case.get("also", ()))
                key = f"{path.stem}/{case['id']}"
                found.append(
                    Case(
                        key, case["kind"], case["what"], name == "sound", name == "limit", edits,
                        tuple(case.get("find", ())), tuple(case.get("words", ())),
                    )
                )  # fmt: skip
    return found


def plant(folder: Path, edits: Iterable[Mapping[str, Any]]) -> None:
    """Change the files of a copy of the report."""
    for edit in edits:
        path = folder / edit["in"]
        if edit.get("delete"):
            path.unlink()
            continue
        if "write" in edit:
            path.write_text(edit["write"], "utf-8")
        text = path.read_bytes().decode()
        if "old" in edit:
            assert text.count(edit["old"]) == 1, f"{edit['old']!r} stands {text.count(edit['old'])} times in {path}"
            text = text.replace(edit["old"], edit["new"])
        if "replace" in edit:
            text = text.replace(*edit["replace"])
        encoding = edit.get("encoding", "utf-8")
        raw = (text + edit.get("add", "")).encode(encoding)
        if "hex" in edit:
            old, new = edit["hex"]
            raw = raw.replace(old.encode(encoding), bytes.fromhex(new)) if old else bytes.fromhex(new)
        path.write_bytes(raw)


def examine(folder: Path, case: Case) -> Iterator[Told]:
    """What the commands tell of a changed report without a build: of its data, its chapters and its translations."""
    catalogue, problems = load(folder / "data", "data")
    known = [*problems, *check(catalogue, complete=not problems).open]
    yield from (Told(each.code, each.severity, f"{each.where}: {each.text('zh')}") for each in known)
    if any(name.endswith((".md", ".po", "declared.toml")) for name in case.files):
        yield from typed(folder, catalogue, case)
    for name in case.files:
        if name.endswith(".po"):
            for problem in lint_file(folder / name, name, knowledge(folder, catalogue)):
                yield Told(problem.code, "note" if is_note_of_translation(problem) else "error", said(problem))


def said(problem: Problem) -> str:
    """A problem as the command line tells it in Chinese."""
    return f"{problem.where}: {problem.text('zh')}"


def typed(folder: Path, catalogue: Catalogue, case: Case) -> Iterator[Told]:
    """The figures typed in the chapters and translations that a case changes."""
    texts, problems = Texts(folder, folder / "data", folder / "locales"), Problems()
    linter = texts.linter(catalogue, problems, english=True)
    for name in dict.fromkeys(case.files):
        if name.endswith((".md", ".po")):
            read = linter.chapter if name.endswith(".md") else linter.translations
            problems += read((folder / name).read_text("utf-8"), name, texts.page(folder / name))
    yield from (Told(problem.code, problem.severity, said(problem)) for problem in problems)


def knowledge(folder: Path, catalogue: Catalogue) -> Knowledge:
    """What the translations' linter knows of a report."""
    glossary = read_glossary(folder / "data" / "glossary.csv", "glossary.csv", Problems())
    memory = memory_of(
        message for path in sorted((SAMPLE / MESSAGES).glob("*.po")) for message in read_po(path, path.name, Problems())
    )
    return Knowledge(catalogue, glossary, labels=labels_of(folder), memory=memory)


@cache
def sound() -> Catalogue:
    """The catalogue of the report without faults."""
    return load(SAMPLE / "data", "data")[0]


def build(folder: Path, language: str, *without: str) -> list[Told]:
    """Build a report, but for some pages; its warnings."""
    options = ["-q", "-N", "-n", "-b", "html", "-D", f"language={language}", "-d", str(folder / "trees" / language)]
    options += ["-D", ",".join(["exclude_patterns=data", *(f"{page}.md" for page in without)])]
    command = [sys.executable, "-m", "sphinx", *options, str(folder), str(folder / "html" / language[:2])]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # our own command
    assert ended.returncode == 0, ended.stderr
    return [
        Told((found["code"] or "").removeprefix("csr."), "error", f"{found['path']}: {found['text']}")
        for found in WARNING.finditer(ended.stderr)
    ]


def page_of(case: Case) -> str:
    """The name of the page on which a case stands in the report that has one for each."""
    return case.id.replace("/", "-")


def of_pages(cases: Iterable[Case], folder: Path) -> dict[str, list[Told]]:
    """What the build tells of each chapter and translation, and the comparison of what it built."""
    chosen = {page_of(case): case for case in cases}
    shutil.copytree(SAMPLE, folder)
    chapters = [path for path in folder.glob("*.md") if path.stem != "index"]
    for page, case in chosen.items():
        with tempfile.TemporaryDirectory() as name:
            one = Path(name) / "one"
            shutil.copytree(SAMPLE, one)
            plant(one, case.edits)
            stem = Path(case.files[0]).stem
            (folder / f"{page}.md").write_text(LABEL.sub("", (one / f"{stem}.md").read_text("utf-8")), "utf-8")
            shutil.copy(one / MESSAGES / f"{stem}.po", folder / MESSAGES / f"{page}.po")
    for path in chapters:
        path.unlink()
    (folder / "index.md").write_text("# 2023年度社会责任报告\n\n:::{toctree}\n:glob:\n\n*\n:::\n", "utf-8")
    untranslated = [page for page, case in chosen.items() if not case.is_translated]
    warned = {"zh_CN": build(folder, "zh_CN"), "en": build(folder, "en", *untranslated)}
    zh, en = (read_edition(folder / "html" / language) for language in ("zh", "en"))
    factor, excused = factors(sound()), excuses(folder / MESSAGES, sound())
    told: dict[str, list[Told]] = {page: [] for page in chosen}
    for page, case in chosen.items():
        name = f"{page}.html"
        for language in ("zh_CN", "en") if case.is_translated else ("zh_CN",):
            told[page] += [each for each in warned[language] if Path(each.words.partition(":")[0]).stem == page]
        ours = Edition(folder, {name: zh.pages[name]})
        theirs = Edition(folder, {name: en.pages[name]}) if case.is_translated else ours
        told[page] += compared(ours, theirs, excused, factor)
    return told


def compared(ours: Edition, theirs: Edition, excused: Excused, factor: Factor) -> list[Told]:
    """What is told of two editions, and of each beside the data."""
    found = [*compare(ours, theirs, excused, factor), *untrue(ours, sound()), *untrue(theirs, sound())]
    return [Told(each.code, "error", said(each)) for each in found]


def of_output(cases: Iterable[Case], folder: Path) -> dict[str, list[Told]]:
    """What the comparison of the editions tells of each change to a built page."""
    shutil.copytree(SAMPLE, folder)
    for language in ("zh_CN", "en"):
        build(folder, language)
    editions = {language: read_edition(folder / "html" / language) for language in ("zh", "en")}
    excused, factor = excuses(folder / MESSAGES, sound()), factors(sound())
    assert compared(editions["zh"], editions["en"], excused, factor) == []
    told = {}
    for case in cases:
        pages = {language: dict(edition.pages) for language, edition in editions.items()}
        before = {name: (folder / name).read_bytes() for name in case.files}
        plant(folder, case.edits)
        for name in case.files:
            _, language, page = name.split("/")
            pages[language].pop(page)
            if (folder / name).exists():
                pages[language][page] = read_page(folder / name)
        ours, theirs = (editions[language]._replace(pages=pages[language]) for language in ("zh", "en"))
        told[case.id] = compared(ours, theirs, excused, factor)
        for name, raw in before.items():
            (folder / name).write_bytes(raw)
    return told


def outcomes(cases: Iterable[Case]) -> list[Outcome]:
    """What is told of each case."""
    chosen = list(cases)
    told: dict[str, list[Told]] = {}
    with tempfile.TemporaryDirectory() as name:
        for number, case in enumerate(chosen):
            if not case.is_in("html/"):
                folder = Path(name) / str(number)
                shutil.copytree(SAMPLE, folder)
                plant(folder, case.edits)
                told[case.id] = list(examine(folder, case))
        shown = of_pages([case for case in chosen if case.is_in(".md", ".po")], Path(name) / "pages")
        told |= of_output([case for case in chosen if case.is_in("html/")], Path(name) / "output")
    return [Outcome(case, tuple(told[case.id] + shown.get(page_of(case), []))) for case in chosen]


def table_of(found: Iterable[Outcome], *, good: bool) -> Iterator[str]:
    """A row for each kind, in Markdown."""
    kinds: dict[str, Counter[str]] = {}
    for outcome in found:
        if outcome.case.good is good and not outcome.case.limit:
            asked = bool(outcome.told) and not outcome.fails
            marks = {
                "all": True,
                "caught": outcome.caught,
                "told": bool(outcome.told),
                "asked": asked,
                "failed": outcome.fails,
            }
            kinds.setdefault(outcome.case.kind, Counter()).update({name: int(mark) for name, mark in marks.items()})
    columns = ("all", "failed", "asked") if good else ("all", "caught", "failed", "asked")
    yield f"| kind | {' | '.join(columns)} |"
    yield f"|---|{'--:|' * len(columns)}"
    for kind, row in [*sorted(kinds.items()), ("**all**", sum(kinds.values(), Counter()))]:
        yield f"| {kind} | {' | '.join(str(row[name]) for name in columns)} |"


def report(found: Iterable[Outcome]) -> Iterator[str]:
    """The tables, and each case that is not as it should be."""
    found = list(found)
    for title, good in (("Faults planted in a report", False), ("Sound changes", True)):
        yield "\n".join([f"\n## {title}\n", *table_of(found, good=good)])
    limits = [each for each in found if each.case.limit]
    told = sum(map(bool, (each.told for each in limits)))
    yield f"\nOf {len(limits)} faults that only a reader can find, {told} are told."
    for each in wrong(found):
        state = "FALSE" if each.case.good else "ELSEWHERE" if each.told else "MISSED"
        yield f"\n{state} {each.case.id}: {each.case.what} ({', '.join(each.case.find)}; {', '.join(each.case.words)})"
        yield from (f"  {told.severity} {told.code}  {told.words}" for told in each.told)


def wrong(found: Iterable[Outcome]) -> list[Outcome]:
    """The faults that are not told as they should be, and what is sound and fails."""
    return [each for each in found if not each.case.limit and (each.fails if each.case.good else not each.caught)]
