"""``csrdirectives prose``: typed figures at the command line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from csrdirectives.announce import FORMATS, notices
from csrdirectives.desk import Desk, fail_for
from csrdirectives.problems import Problem, Problems, user_language
from csrdirectives.prose.lint import Linter
from csrdirectives.prose.texts import Texts
from csrdirectives.textfile import read_text

SAYS = {
    "sound": ("没有手写的数字：{files} 个文件", "no typed figures (files: {files})"),
    "no-files": ("{path} 里没有章节或译文", "there are no chapters or translations in {path}"),
}


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--all", "everything", is_flag=True, help="List numbers that hide in words, too: all, none, one.")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="For people, for programs (a JSON object a problem), for SARIF viewers or for GitHub's annotations.",
)
@click.option(
    "--locales", type=click.Path(path_type=Path), default=Path("locales"), show_default=True, help="Translations."
)
@click.option(
    "--apart",
    multiple=True,
    default=("handbook",),
    show_default=True,
    help="Folder of the chapters that is no part of the report.",
)
@click.pass_obj
def prose(
    desk: Desk, *, paths: tuple[Path, ...], everything: bool, form: str, locales: Path, apart: tuple[str, ...]
) -> None:
    """Tell every figure typed in PATHS, or in all chapters and their translations; exit with 1 if there is any.

    Each is told at its line and column, with the figure of the same value. Names with numbers in them are known from
    the glossary, the registers and the references, or are declared with a reason in declared.toml; without PATHS, what
    is declared in vain is told too.
    """
    texts = Texts(desk.docs, desk.data, locales, apart)
    files = [file for path in paths for file in _files(path)] if paths else texts.chapters() + texts.translations()
    translated = any(path.suffix == ".po" for path in files)
    problems = Problems()
    catalogue, _ = desk.load()
    linter = texts.linter(catalogue, problems, english=translated, hidden=everything)
    for file in files:
        problems += _lint(linter, texts, file)
    if not paths:
        problems += linter.unused(english=translated)
    for line in FORMATS[form](notices(catalogue, problems), user_language()):
        click.echo(line)
    fail_for([problem for problem in problems if problem.severity == "error"])
    if form == "text":
        click.echo(_say("sound", files=len(files)))


def _files(path: Path) -> list[Path]:
    """The chapters and translations that a path names."""
    found = sorted((*path.rglob("*.md"), *path.rglob("*.po"))) if path.is_dir() else [path]
    if not found:
        raise click.ClickException(_say("no-files", path=path.as_posix()))
    return found


def _lint(linter: Linter, texts: Texts, file: Path) -> Iterator[Problem]:
    problems = Problems()
    text = read_text(file, file.as_posix(), problems) or ""
    yield from problems
    read = linter.translations if file.suffix == ".po" else linter.chapter
    yield from read(text, file.as_posix(), texts.page(file))


def _say(name: str, **details: object) -> str:
    return SAYS[name][0 if user_language() == "zh" else 1].format(**details)
