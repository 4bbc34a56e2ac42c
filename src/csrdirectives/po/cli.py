"""``csrdirectives po``: translations at the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Protocol

import click

from csrdirectives.model import Catalogue
from csrdirectives.po.glossary import Glossary, read_glossary
from csrdirectives.po.knowledge import Knowledge, labels_of
from csrdirectives.po.lint import is_note, lint_file
from csrdirectives.problems import Problem, Problems, user_language

SAYS = {
    "sound": ("没有问题：{files} 个文件", "no problems: {files} files"),
    "found": ("{errors} 个问题，{notes} 条提示", "problems: {errors}, notes: {notes}"),
    "note": ("提示：", "note: "),
    "no-files": ("没有 .po 文件", "there are no .po files"),
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
    known = _knowledge(desk)
    problems = [problem for path in chosen for problem in lint_file(path, path.as_posix(), known)]
    for problem in problems:
        click.echo(json.dumps(_told(problem), ensure_ascii=False) if as_json else _line(problem))
    notes = sum(map(is_note, problems))
    if problems:
        click.echo(_say("found", errors=len(problems) - notes, notes=notes), err=True)
    elif not as_json:
        click.echo(_say("sound", files=len(chosen)))
    if len(problems) > notes or (notes and strict):
        raise SystemExit(1)


def _po_files(given: Path) -> list[Path]:
    return sorted(given.rglob("*.po")) if given.is_dir() else [given]


def _knowledge(desk: Desk) -> Knowledge:
    """What the report knows; problems of its data are told by ``check``, not here."""
    catalogue, _ = desk.load()
    path = desk.data / "glossary.csv"
    glossary = read_glossary(path, path.as_posix(), Problems()) if path.exists() else Glossary()
    return Knowledge(catalogue, glossary, labels=labels_of(desk.docs))


def _line(problem: Problem) -> str:
    mark = _say("note") if is_note(problem) else ""
    return f"{problem.where}: {mark}{problem.text(user_language())} [csr.{problem.code}]"


def _told(problem: Problem) -> dict[str, object]:
    return {
        "code": problem.code,
        "severity": "note" if is_note(problem) else "error",
        "path": problem.where.path,
        "line": problem.where.line,
        "zh": problem.text("zh"),
        "en": problem.text("en"),
    }


def _say(name: str, **details: object) -> str:
    return SAYS[name][0 if user_language() == "zh" else 1].format(**details)
