"""``csrdirectives export``: the data as files, without a site."""

from __future__ import annotations

from pathlib import Path

import click
import polib

from csrdirectives.desk import Desk, say, tell
from csrdirectives.export import EXPORTS, Material, exported
from csrdirectives.format import Formatter
from csrdirectives.model import Catalogue
from csrdirectives.problems import user_language
from csrdirectives.translate import translate


@click.command("export")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--format", "forms", multiple=True, type=click.Choice(list(EXPORTS)), help="Only these forms; may be repeated."
)
@click.option("--locales", type=click.Path(path_type=Path), default=Path("locales"), help="Folder of the translations.")
@click.pass_obj
def export(desk: Desk, *, folder: Path, forms: tuple[str, ...], locales: Path) -> None:
    """Write the data into FOLDER, as the site offers them: CSV for programs and for Excel, JSON, a data package.

    Texts stand there in every language of the report. Parts that could tell of a person are held back.
    """
    catalogue, problems = desk.load()
    tell(problems)
    own, *others = catalogue.report.languages
    catalogues = {own: catalogue} | {other: in_language(catalogue, locales, other) for other in others}
    wanted = next((name for name in catalogues if name.startswith(user_language())), own)
    formatter = Formatter(wanted, catalogues[wanted])
    files = exported(Material(catalogues), formatter, forms)
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    click.echo(say("exported", folder=folder.as_posix(), files=len(files)))


def in_language(catalogue: Catalogue, locales: Path, language: str) -> Catalogue:
    """The catalogue in another language, by the finished translations; what has none stays as it is."""
    path = locales / language / "LC_MESSAGES" / "indicators.po"
    found = {e.msgid: e.msgstr for e in polib.pofile(str(path)) if e.translated()} if path.is_file() else {}
    return translate(catalogue, lambda text: found.get(text, text))
