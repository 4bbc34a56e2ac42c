"""What the commands share: the data they work on, and how they speak."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from csrdirectives.check import Verdict, check
from csrdirectives.load import load
from csrdirectives.lookup import NotFound
from csrdirectives.model import Catalogue
from csrdirectives.problems import Problem, Problems, Where, user_language

SAYS = {
    "sound": (
        "没有问题：{indicators} 个指标，{observations} 个数据，{registers} 个名册；{known} 处疑问已有数据说明",
        "no problems; indicators: {indicators}, observations: {observations}, registers: {registers}, excused: {known}",
    ),
    "questions": ("另有 {count} 处疑问", "questions: {count}"),
    "published": ("已写入 {path}：{count} 个数据", "{path}: {count} figures"),
    "fault": ("共 1 个问题", "1 problem"),
    "faults": ("共 {count} 个问题", "{count} problems"),
    "same": (
        "两种语言一致：{pages} 页，{figures} 处数据",
        "both languages say the same (pages: {pages}, figures: {figures})",
    ),
    "same-text": (
        "文本与网页一致：{pages} 页，{figures} 处数据",
        "the text says what the site says (pages: {pages}, figures: {figures})",
    ),
    "same-print": (
        "PDF 与网页一致：{pages} 页，{figures} 处数据和名称",
        "the PDF says what the site says (pages: {pages}, figures and names: {figures})",
    ),
    "no-pdf-reader": (
        "读 PDF 要先安装：pip install pikepdf pypdfium2",
        "a PDF is read with other packages: pip install pikepdf pypdfium2",
    ),
    "no-pages": ("{folder} 里没有网页", "there are no pages in {folder}"),
    "exported": ("已写入 {folder}：{files} 个文件", "{folder}: {files} files"),
    "renamed": ("已改名：{files} 个文件，{places} 处", "renamed: {files} files, {places} places"),
    "would-rename": ("将改名：{files} 个文件，{places} 处", "would rename: {files} files, {places} places"),
    "pattern": ("“{pattern}”只包括新旧名称中的一个", "“{pattern}” covers only one of the two names"),
    "nowhere": ("报告中没有出现", "nowhere in the report"),
    "accounted": (
        "{observations} 个数据，其中 {nowhere} 个没有出现在报告中",
        "{observations} observations, {nowhere} of them nowhere in the report",
    ),
}


def say(name: str, **details: object) -> str:
    """A sentence in the user's language."""
    return SAYS[name][0 if user_language() == "zh" else 1].format(**details)


class Desk:
    """The data and chapters that a command works on."""

    def __init__(self, docs: Path, data: Path | None) -> None:
        self.docs = docs
        self.data = data or docs / "data"

    def load(self) -> tuple[Catalogue, Problems]:
        """The catalogue and its problems."""
        return load(self.data, self.data.as_posix())

    def judge(self) -> tuple[Catalogue, Problems, Verdict]:
        """The catalogue, the problems of its files, and the verdict of the checks."""
        catalogue, problems = self.load()
        return catalogue, problems, check(catalogue, complete=not problems)


def fail(fault: NotFound) -> click.ClickException:
    """What the user asked for does not exist: said with the nearest name."""
    return click.ClickException(Problem(fault.code, Where(""), fault.details).text(user_language()))


def tell(problems: Sequence[Problem]) -> None:
    """Say what was found; exit with 1 if that is anything."""
    language = user_language()
    for problem in problems:
        click.echo(f"{problem.where}: {problem.text(language)} [csr.{problem.code}]")
    fail_for(problems)


def fail_for(problems: Sequence[Problem]) -> None:
    """Say how many problems there are, and exit with 1 if there is one."""
    if problems:
        click.echo(say("faults" if len(problems) > 1 else "fault", count=len(problems)), err=True)
        raise SystemExit(1)
