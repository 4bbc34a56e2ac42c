"""``csrdirectives compare-editions``: what readers get of each edition, compared at the command line."""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path

import click

from csrdirectives.desk import Desk, say, tell
from csrdirectives.editions import Edition, compare, excuses, read_edition
from csrdirectives.numerals import factors
from csrdirectives.text_edition import compare_texts
from csrdirectives.textpage import read_texts
from csrdirectives.truth import untrue


@click.command("compare-editions")
@click.argument("original", type=click.Path(path_type=Path, file_okay=False))
@click.argument("translation", type=click.Path(path_type=Path, exists=True))
@click.option(
    "--locales", type=click.Path(path_type=Path), default=Path("locales"), help="Folder of the .po files, for reasons."
)
@click.option("--leave-out", multiple=True, metavar="PATTERN", help="Pages that are not printed, such as 'handbook/*'.")
@click.pass_obj
def compare_editions(desk: Desk, original: Path, translation: Path, locales: Path, leave_out: tuple[str, ...]) -> None:
    """Compare the pages of two languages as readers get them; exit with 1 if they do not say the same.

    The same figures with the same exact values, which are those of the data, each number as it reads, the same
    anchors and links, and no Chinese left in the translation but where it is marked as Chinese. TRANSLATION may
    also be what sphinx-build -b text made of the same language, or its PDF: then each figure is to be shown there as
    often as on the site.
    """
    ours = read_edition(original)
    if translation.is_file():
        _compare_print(ours, translation, leave_out)
        return
    theirs = read_edition(translation)
    texts = {} if theirs.pages else read_texts(translation)
    for edition in (ours, theirs):
        if not edition.pages and not (edition is theirs and texts):
            raise click.ClickException(say("no-pages", folder=edition.folder))
    figures = sum(len(page.figures) for page in ours.pages.values())
    if texts:
        tell(list(compare_texts(ours, translation, texts)))
        click.echo(say("same-text", pages=len(texts), figures=figures))
        return
    catalogue, _ = desk.load()
    language = next(iter(theirs.pages.values())).language.replace("-", "_")
    excused = excuses(locales / language / "LC_MESSAGES", catalogue)
    told = compare(ours, theirs, excused, factors(catalogue))
    tell([*told, *untrue(ours, catalogue), *untrue(theirs, catalogue)])
    click.echo(say("same", pages=len(ours.pages), figures=figures))


def _compare_print(site: Edition, pdf: Path, leave_out: tuple[str, ...]) -> None:
    """Tell in what the print differs from the site."""
    try:
        from csrdirectives.print_edition import compare_print  # noqa: PLC0415  # with what only this needs
    except ImportError:
        raise click.ClickException(say("no-pdf-reader")) from None
    if not site.pages:
        raise click.ClickException(say("no-pages", folder=site.folder))
    apart = {name for name in site.pages if any(fnmatch(name, f"{pattern}.html") for pattern in leave_out)}
    tell(list(compare_print(site, pdf, apart)))
    leads = sum(len(page.leads) for name, page in site.pages.items() if name not in apart)
    click.echo(say("same-print", pages=len(site.pages) - len(apart), figures=leads))
