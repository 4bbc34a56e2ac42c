"""``csrdirectives``: the catalogue at the command line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from csrdirectives import __version__
from csrdirectives.announce import FORMATS, notices
from csrdirectives.comparing import compare_editions
from csrdirectives.desk import Desk, fail, fail_for, say, tell
from csrdirectives.directions.cli import directions
from csrdirectives.explain import drawn, explain
from csrdirectives.export.cli import export
from csrdirectives.format import Formatter
from csrdirectives.lookup import NotFound, find, indicator_of, select
from csrdirectives.model import Catalogue, Indicator, Observation
from csrdirectives.po.cli import po
from csrdirectives.problems import user_language
from csrdirectives.prose.cli import prose
from csrdirectives.published import published_text
from csrdirectives.rename import Refused, rename
from csrdirectives.schema import FILES, schema
from csrdirectives.usage import uses


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
main.add_command(prose)
main.add_command(directions)
main.add_command(compare_editions)
main.add_command(export)


@main.command("check")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="For people, for programs (a JSON object a problem), for SARIF viewers or for GitHub's annotations.",
)
@click.option("--acknowledged", is_flag=True, help="Also what findings acknowledge.")
@click.pass_obj
def check_(desk: Desk, *, form: str, acknowledged: bool) -> None:
    """Tell every problem of the data and of their consistency; exit with 1 if there is an error.

    Questions and notes do not fail. What a finding acknowledges is not told, but stands in SARIF as suppressed.
    """
    catalogue, problems, verdict = desk.judge()
    known = verdict.acknowledged if acknowledged or form == "sarif" else ()
    found = notices(catalogue, [*problems, *verdict.open], known)
    for line in FORMATS[form](found, user_language()):
        click.echo(line)
    told = [notice.problem.severity for notice in found if notice.finding is None]
    if "question" in told:
        click.echo(say("questions", count=told.count("question")), err=True)
    fail_for([*problems, *(problem for problem in verdict.open if problem.severity == "error")])
    if form == "text" and "question" not in told:
        counts = {name: len(getattr(catalogue, name)) for name in ("indicators", "observations", "registers")}
        click.echo(say("sound", known=len(verdict.acknowledged), **counts))


@main.command("explain")
@click.argument("key")
@click.pass_obj
def explain_(desk: Desk, key: str) -> None:
    """Show as a tree where a figure comes from: inputs, formula, what it asserts, source, findings, places."""
    catalogue, _, verdict = desk.judge()
    formatter = Formatter(_language(), catalogue)
    try:
        observations = _named(catalogue, key)[1]
    except NotFound as fault:
        raise fail(fault) from None
    found = list(uses(desk.docs, desk.docs.as_posix(), catalogue))
    for observation in observations:
        places = [f"{use.where}  {use.how}" for use in found if observation.key in use.keys]
        for line in drawn(explain(catalogue, observation, verdict, places, formatter)):
            click.echo(line)


@main.command("publish")
@click.pass_obj
def publish(desk: Desk) -> None:
    """Keep the figures of this edition in DATA/published, so that the next cannot change them unnoticed."""
    catalogue, problems = desk.load()
    tell(problems)
    path = desk.data / "published" / f"{catalogue.period.text.replace('/', '_')}.csv"
    path.parent.mkdir(exist_ok=True)
    path.write_text(published_text(catalogue), encoding="utf-8", newline="")
    click.echo(say("published", path=path.as_posix(), count=len(catalogue.observations)))


@main.command()
@click.argument("key")
@click.pass_obj
def show(desk: Desk, key: str) -> None:
    """Show one figure, or every figure of an indicator: value, basis, source."""
    catalogue, _ = desk.load()
    formatter = Formatter(_language(), catalogue)
    try:
        indicator, observations = _named(catalogue, key)
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
        keys = {observation.key for observation in _named(catalogue, key)[1]}
    except NotFound as fault:
        raise fail(fault) from None
    showing = [use for use in found if keys.intersection(use.keys)]
    for use in showing:
        click.echo(f"{use.where}: {use.how}  {' '.join(str(k) for k in use.keys if k in keys)}")
    if not showing:
        click.echo(say("nowhere"))
        raise SystemExit(1)


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


def _named(catalogue: Catalogue, key: str) -> tuple[Indicator, Sequence[Observation]]:
    """The indicator of a key, and the one figure that the key names, or all of them where it names none."""
    indicator = indicator_of(catalogue, key.partition("@")[0].partition("#")[0])
    exact = "@" in key or "#" in key
    return indicator, [find(catalogue, key)] if exact else catalogue.series.get(indicator.id, ())


def _brief(observation: Observation, formatter: Formatter) -> str:
    part = f"#{observation.key.part}" if observation.key.part else ""
    return f"{observation.key.period}{part} {formatter.figure(observation)}"


def _language() -> str:
    return "zh_CN" if user_language() == "zh" else "en"
