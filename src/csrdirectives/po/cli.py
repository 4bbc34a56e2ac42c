"""``csrdirectives po``: translations at the command line."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import click

from csrdirectives.model import Catalogue
from csrdirectives.po import annotate as annotating
from csrdirectives.po.export import glossary_csv, glossary_tbx, memory_tmx
from csrdirectives.po.glossary import Glossary, read_glossary
from csrdirectives.po.knowledge import Knowledge, labels_of, memory_of
from csrdirectives.po.lint import is_note, lint_file
from csrdirectives.po.message import read_po
from csrdirectives.po.release import unreadable, unreleasable
from csrdirectives.po.status import State, last_changes, states
from csrdirectives.problems import Problem, Problems, Where, user_language

SAYS = {
    "sound": ("没有问题：{files} 个文件", "no problems (files: {files})"),
    "found": ("{errors} 个问题，{notes} 条提示", "problems: {errors}, notes: {notes}"),
    "note": ("提示：", "note: "),
    "no-files": ("没有 .po 文件", "there are no .po files"),
    "no-languages": (
        "report.toml 的 languages 里只有源语言",
        "report.toml lists the language of the sources alone",
    ),
    "state": (
        "{all:5}  已译 {translated:4}  待核 {fuzzy:3}  缺译 {missing:4}  {day:10}  {path}",
        "{all:5}  translated {translated:4}  fuzzy {fuzzy:3}  missing {missing:4}  {day:10}  {path}",
    ),
    "whole": (
        "{language}：{files} 个文件，{all} 条，已译 {translated}，待核 {fuzzy}，缺译 {missing}",
        "{language}: {files} files, {all} messages: {translated} translated, {fuzzy} fuzzy, {missing} missing",
    ),
    "renewed": ("{language}：更新了 {files} 个文件", "{language}: {files} files brought up to date"),
}


class Desk(Protocol):
    """The data and chapters that the command works on."""

    docs: Path
    data: Path

    def load(self) -> tuple[Catalogue, Problems]:
        """The catalogue and its problems."""


@click.group()
def po() -> None:
    """Translations of the report: the .po files."""


def _option(name: str, default: str, words: str) -> Callable[[click.decorators.FC], click.decorators.FC]:
    return click.option(name, type=click.Path(path_type=Path), default=Path(default), show_default=True, help=words)


_templates = _option("--templates", "build/gettext", "Folder of the templates that sphinx-build -b gettext made.")
_locales = _option("--locales", "locales", "Folder of the translations.")
_languages = click.option(
    "--language", multiple=True, help="Only this language; by default all of report.toml but the first."
)


@po.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a problem, for programs.")
@click.option("--strict", is_flag=True, help="Fail on notes too.")
@click.pass_obj
def lint(desk: Desk, *, files: tuple[Path, ...], as_json: bool, strict: bool) -> None:
    """Check the translations in FILES, or in all below locales; exit with 1 if one is wrong.

    Figures and numbers must be those of the original, markup and links whole, terms those of the glossary.
    """
    folder = Path("locales")
    given = files or ((folder,) if folder.is_dir() else ())
    chosen = [path for each in given for path in _po_files(each)]
    if not chosen:
        raise click.ClickException(_say("no-files"))
    catalogue, _ = desk.load()
    problems = Problems()
    glossary = _glossary(desk, problems)
    known = {each: _knowledge(desk, catalogue, glossary, folder / each) for each in map(_language_of, chosen)}
    problems += [problem for path in chosen for problem in lint_file(path, path.as_posix(), known[_language_of(path)])]
    _tell(problems, len(chosen), as_json=as_json, strict=strict)


@po.command()
@_templates
@_locales
@_languages
@click.pass_obj
def annotate(desk: Desk, *, templates: Path, locales: Path, language: tuple[str, ...]) -> None:
    """Bring the .po files to the state of the templates, with comments for translators and in one layout.

    Comments give the present figures in both languages, a place to look, and the terms of the glossary. A sentence
    that was put back or moved to another page finds its translation again. A second run changes nothing.
    """
    catalogue, _ = desk.load()
    problems = Problems()
    terms = {zh: " / ".join(term.en) for zh, term in _glossary(desk, problems).terms.items()}
    if not any(templates.rglob("*.pot")):
        problems.add("po-templates", Where(templates.as_posix()))
    chosen = {each: locales / each / "LC_MESSAGES" for each in _chosen(catalogue, language)}
    problems += [problem for folder in chosen.values() for problem in unreadable(folder)]
    if problems:
        _tell(problems, 0)
    for each, folder in chosen.items():
        changed = annotating.annotate(templates, folder, annotating.Desk(catalogue, desk.docs, each, terms))
        for path in changed:
            click.echo(path.as_posix())
        click.echo(_say("renewed", language=each, files=len(changed)))


@po.command()
@_templates
@_locales
@_languages
@click.option("--json", "as_json", is_flag=True, help="One JSON object a problem, for programs.")
@click.option("--strict", is_flag=True, help="Fail on notes too.")
@click.pass_obj
def check(
    desk: Desk, *, templates: Path, locales: Path, language: tuple[str, ...], as_json: bool, strict: bool
) -> None:
    """Tell what keeps the translations from being released; exit with 1 if anything does.

    A file is out of date, cannot be read, or belongs to no page; a message has no translation, a fuzzy or an unsound
    one. Nothing is written. Notes are left to lint, unless --strict counts them.
    """
    catalogue, _ = desk.load()
    problems = Problems()
    glossary = _glossary(desk, problems)
    terms = {zh: " / ".join(term.en) for zh, term in glossary.terms.items()}
    files = 0
    for each in _chosen(catalogue, language):
        folder = locales / each / "LC_MESSAGES"
        known = _knowledge(desk, catalogue, glossary, locales / each)
        problems += unreleasable(templates, folder, annotating.Desk(catalogue, desk.docs, each, terms), known)
        files += len(_po_files(folder))
    problems = Problems(problem for problem in problems if strict or not is_note(problem))
    _tell(problems, files, as_json=as_json, strict=strict)


@po.command()
@click.argument("folder", type=click.Path(path_type=Path))
@_locales
@_languages
@click.pass_obj
def export(desk: Desk, *, folder: Path, locales: Path, language: tuple[str, ...]) -> None:
    """Write the glossary (TBX-Basic, CSV) and the finished translations (TMX) into FOLDER, for translators' tools."""
    catalogue, _ = desk.load()
    problems = Problems()
    glossary = _glossary(desk, problems)
    made = {
        "glossary.tbx": glossary_tbx(glossary, catalogue.report.title),
        "glossary.csv": glossary_csv(glossary),
    }
    source = catalogue.report.languages[0]
    for each in _chosen(catalogue, language):
        files = _po_files(locales / each / "LC_MESSAGES")
        messages = [message for path in files for message in read_po(path, path.as_posix(), problems)]
        made[f"memory-{each}.tmx"] = memory_tmx(messages, source, each)
    if problems:
        _tell(problems, 0)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
        click.echo((folder / name).as_posix())


@po.command()
@_locales
@_languages
@click.pass_obj
def status(desk: Desk, *, locales: Path, language: tuple[str, ...]) -> None:
    """Count the messages of each .po file: all, translated, fuzzy, missing; and tell the day of its last commit."""
    catalogue, _ = desk.load()
    problems = Problems()
    for each in _chosen(catalogue, language):
        folder = locales / each / "LC_MESSAGES"
        found, days = list(states(folder, problems)), last_changes(folder)
        for state in found:
            click.echo(_say("state", **_counts(state), day=days.get(state.path, "–"), path=state.path.as_posix()))
        counts = [sum(numbers) for numbers in zip(*(state[2:] for state in found), strict=True)] or [0, 0, 0]
        click.echo(_say("whole", **_counts(State("", folder, *counts)), language=each, files=len(found)))
    if problems:
        _tell(problems, 0)


def _counts(state: State) -> dict[str, int]:
    return {"all": state.total, "translated": state.translated, "fuzzy": state.fuzzy, "missing": state.missing}


def _po_files(given: Path) -> list[Path]:
    return sorted(given.rglob("*.po")) if given.is_dir() else [given]


def _language_of(path: Path) -> str:
    """The language of a file by its place: locales/fr/LC_MESSAGES/about.po; English elsewhere."""
    above = path.parts
    return above[above.index("LC_MESSAGES") - 1] if "LC_MESSAGES" in above[1:] else "en"


def _chosen(catalogue: Catalogue, languages: Sequence[str]) -> Sequence[str]:
    """The languages asked for, by default those of the report into which it is translated."""
    chosen = languages or catalogue.report.languages[1:]
    if not chosen:
        raise click.ClickException(_say("no-languages"))
    return chosen


def _glossary(desk: Desk, problems: Problems) -> Glossary:
    path = desk.data / "glossary.csv"
    return read_glossary(path, path.as_posix(), problems) if path.exists() else Glossary()


def _knowledge(desk: Desk, catalogue: Catalogue, glossary: Glossary, folder: Path) -> Knowledge:
    """What the report and the translations in the folder of a language know.

    Problems of the data are told by ``check``, those of the files by what checks them.
    """
    messages = (each for path in sorted(folder.rglob("*.po")) for each in read_po(path, path.as_posix(), Problems()))
    return Knowledge(catalogue, glossary, labels=labels_of(desk.docs), memory=memory_of(messages), language=folder.name)


def _tell(problems: Sequence[Problem], files: int, *, as_json: bool = False, strict: bool = False) -> None:
    """Say what was found; exit with 1 if something is wrong."""
    for problem in problems:
        click.echo(json.dumps(_told(problem), ensure_ascii=False) if as_json else _line(problem))
    notes = sum(map(is_note, problems))
    if problems:
        click.echo(_say("found", errors=len(problems) - notes, notes=notes), err=True)
    elif not as_json:
        click.echo(_say("sound", files=files))
    if len(problems) > notes or (notes and strict):
        raise SystemExit(1)


def _line(problem: Problem) -> str:
    mark = _say("note") if is_note(problem) else ""
    return f"{problem.where}: {mark}{problem.text(user_language())} [csr.{problem.code}]"


def _told(problem: Problem) -> dict[str, object]:
    severity = "note" if is_note(problem) else "error"
    return {"code": problem.code, "severity": severity, **problem.record()}


def _say(name: str, **details: object) -> str:
    return SAYS[name][0 if user_language() == "zh" else 1].format(**details)
