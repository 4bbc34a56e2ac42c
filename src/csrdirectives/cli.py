"""``csrdirectives``: the catalogue at the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from csrdirectives import __version__
from csrdirectives.editions import compare, excuses, read_edition
from csrdirectives.format import Formatter
from csrdirectives.load import load
from csrdirectives.lookup import NotFound, find, indicator_of, select
from csrdirectives.model import Catalogue, Observation
from csrdirectives.numerals import factors
from csrdirectives.po.cli import po
from csrdirectives.problems import Problem, Problems, Where, user_language
from csrdirectives.rename import Refused, rename
from csrdirectives.schema import FILES, schema
from csrdirectives.usage import uses

SAYS = {
    "sound": (
        "没有问题：{indicators} 个指标，{observations} 个数据，{registers} 个名册",
        "no problems: {indicators} indicators, {observations} observations, {registers} registers",
    ),
    "fault": ("共 1 个问题", "1 problem"),
    "faults": ("共 {count} 个问题", "{count} problems"),
    "same": (
        "两种语言一致：{pages} 页，{figures} 处数据",
        "both languages say the same (pages: {pages}, figures: {figures})",
    ),
    "no-pages": ("{folder} 里没有网页", "there are no pages in {folder}"),
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


def fail(fault: NotFound) -> click.ClickException:
    """What the user asked for does not exist: said with the nearest name."""
    return click.ClickException(Problem(fault.code, Where(""), fault.details).text(user_language()))


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
@click.option(
    "--docs", type=click.Path(path_type=Path), default=Path("docs"), show_default=True, help="Folder of the chapters."
)
@click.option("--data", type=click.Path(path_type=Path), help="Folder of the data.  [default: DOCS/data]")
@click.pass_context
def main(context: click.Context, docs: Path, data: Path | None) -> None:
    """Figures of a responsibility report: check them, look them up, see where they stand."""
    context.obj = Desk(docs, data)


main.add_command(po)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a problem, for programs.")
@click.pass_obj
def check(desk: Desk, *, as_json: bool) -> None:
    """Tell every problem of the data; exit with 1 if there is any."""
    catalogue, problems = desk.load()
    language = user_language()
    for problem in problems:
        if as_json:
            click.echo(json.dumps(_told(problem), ensure_ascii=False))
        else:
            click.echo(f"{problem.where}: {problem.text(language)} [csr.{problem.code}]")
    if problems:
        click.echo(say("faults" if len(problems) > 1 else "fault", count=len(problems)), err=True)
        raise SystemExit(1)
    if not as_json:
        click.echo(
            say(
                "sound",
                indicators=len(catalogue.indicators),
                observations=len(catalogue.observations),
                registers=len(catalogue.registers),
            )
        )


@main.command()
@click.argument("key")
@click.pass_obj
def show(desk: Desk, key: str) -> None:
    """Show one figure, or every figure of an indicator: value, basis, source."""
    catalogue, _ = desk.load()
    formatter = Formatter(_language(), catalogue)
    try:
        indicator = indicator_of(catalogue, key.partition("@")[0].partition("#")[0])
        exact = "@" in key or "#" in key
        observations = [find(catalogue, key)] if exact else list(catalogue.series.get(indicator.id, ()))
    except NotFound as fault:
        raise fail(fault) from None
    click.echo(f"{indicator.id}  {indicator.name}  ({indicator.where})\n  {indicator.definition}")
    if indicator.formula:
        click.echo(f"  = {indicator.formula}")
    for observation in observations:
        words = (formatter.figure(observation), formatter.status(observation.status), f"({observation.where})")
        click.echo(f"  {observation.key}  {'  '.join(words)}")
        for remark in filter(None, (observation.source, observation.note)):
            click.echo(f"    {remark}")
        for finding in catalogue.remarks.get(observation.key, ()):
            click.echo(f"    {finding.id}: {finding.title}")


@main.command("list")
@click.argument("pattern", default="*")
@click.pass_obj
def list_(desk: Desk, pattern: str) -> None:
    """List indicators, all or those of a pattern such as workforce.*, with their figures."""
    catalogue, _ = desk.load()
    formatter = Formatter(_language(), catalogue)
    try:
        chosen = list(select(catalogue, pattern))
    except NotFound as fault:
        raise fail(fault) from None
    for indicator in chosen:
        series = catalogue.series.get(indicator.id, ())
        figures = "  ".join(_brief(observation, formatter) for observation in series)
        click.echo(f"{indicator.id}  {indicator.name}  {figures}")


@main.command()
@click.argument("key", required=False)
@click.pass_obj
def where(desk: Desk, key: str | None) -> None:
    """Say every page and line that shows a figure; without KEY, account for all; exit with 1 if one is nowhere."""
    catalogue, _ = desk.load()
    found = list(uses(desk.docs, desk.docs.as_posix(), catalogue))
    if key is None:
        shown = {k for use in found for k in use.keys}
        nowhere = [k for k in catalogue.observations if k not in shown]
        for each in catalogue.observations:
            places = [str(use.where) for use in found if each in use.keys]
            click.echo(f"{each}  " + (" ".join(places) or say("nowhere")))
        click.echo(say("accounted", observations=len(catalogue.observations), nowhere=len(nowhere)), err=True)
        raise SystemExit(1 if nowhere else 0)
    try:
        indicator_of(catalogue, key.partition("@")[0].partition("#")[0])
        exact = "@" in key or "#" in key
        keys = {find(catalogue, key).key} if exact else {o.key for o in catalogue.series.get(key, ())}
    except NotFound as fault:
        raise fail(fault) from None
    showing = [use for use in found if keys.intersection(use.keys)]
    for use in showing:
        click.echo(f"{use.where}: {use.how}  {' '.join(str(k) for k in use.keys if k in keys)}")
    if not showing:
        click.echo(say("nowhere"))
        raise SystemExit(1)


@main.command("compare-editions")
@click.argument("original", type=click.Path(path_type=Path, file_okay=False))
@click.argument("translation", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--locales", type=click.Path(path_type=Path), default=Path("locales"), help="Folder of the .po files, for reasons."
)
@click.pass_obj
def compare_editions(desk: Desk, *, original: Path, translation: Path, locales: Path) -> None:
    """Compare the pages of two languages as readers get them; exit with 1 if they do not say the same.

    The same figures with the same exact values, each number as it reads, the same anchors and links, and no Chinese
    left in the translation but where it is marked as Chinese.
    """
    ours, theirs = read_edition(original), read_edition(translation)
    for edition in (ours, theirs):
        if not edition.pages:
            raise click.ClickException(say("no-pages", folder=edition.folder))
    catalogue, _ = desk.load()
    language = next(iter(theirs.pages.values())).language.replace("-", "_")
    excused = excuses(locales / language / "LC_MESSAGES", catalogue)
    found = list(compare(ours, theirs, excused, factors(catalogue)))
    for problem in found:
        click.echo(f"{problem.where}: {problem.text(user_language())} [csr.{problem.code}]")
    if found:
        click.echo(say("faults" if len(found) > 1 else "fault", count=len(found)), err=True)
        raise SystemExit(1)
    click.echo(say("same", pages=len(ours.pages), figures=sum(len(page.figures) for page in ours.pages.values())))


@main.command("rename")
@click.argument("old")
@click.argument("new")
@click.option("--register", is_flag=True, help="A register, not an indicator.")
@click.option(
    "--locales", type=click.Path(path_type=Path), default=Path("locales"), show_default=True, help="Translations."
)
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@click.pass_obj
def rename_(desk: Desk, *, old: str, new: str, register: bool, locales: Path, dry_run: bool) -> None:
    """Give the indicator OLD the name NEW in data, chapters and translations at once.

    Everything keeps its meaning: nothing has to be translated again. Examples in code are left as they are, and so are
    patterns such as workforce.*; those that cover only one of the names are told.
    """
    try:
        plan = rename(desk.docs, desk.data, locales, "register" if register else "indicator", (old, new))
    except Refused as refused:
        where = f"{refused.problem.where}: " if refused.problem.where.path else ""
        raise click.ClickException(where + refused.problem.text(user_language())) from None
    if not dry_run:
        plan.carry_out()
    for path, places, _, target in plan.changes:
        click.echo(f"{path.as_posix()}: {places}" if path == target else f"{path.as_posix()} → {target.as_posix()}")
    for place, pattern in plan.patterns:
        click.echo(f"{place}: " + say("pattern", pattern=pattern))
    places = sum(change.places for change in plan.changes)
    click.echo(say("would-rename" if dry_run else "renamed", files=len(plan.changes), places=places))


@main.command("schema")
@click.argument("folder", type=click.Path(path_type=Path))
def schema_(folder: Path) -> None:
    """Write the JSON Schemas of the data files into FOLDER, for editors that complete and check."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        (folder / f"{name}.json").write_text(schema(name), encoding="utf-8", newline="\n")


def _told(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "path": problem.where.path,
        "line": problem.where.line,
        "zh": problem.text("zh"),
        "en": problem.text("en"),
    }


def _brief(observation: Observation, formatter: Formatter) -> str:
    part = f"#{observation.key.part}" if observation.key.part else ""
    return f"{observation.key.period}{part} {formatter.figure(observation)}"


def _language() -> str:
    return "zh_CN" if user_language() == "zh" else "en"
