"""``csrdirectives compare-editions``: what readers get of each edition, compared at the command line."""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path

import click

from csrdirectives.desk import Desk, say, tell
from csrdirectives.editions import Edition, compare, excuses, read_edition
from csrdirectives.numerals import factors
from csrdirectives.problems import Problem
from csrdirectives.text_edition import compare_texts
from csrdirectives.textpage import read_texts
from csrdirectives.truth import untrue


@click.command("compare-editions")
@click.argument("original", type=click.Path(path_type=Path, file_okay=False))
@click.argument("others", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option(
    "--locales", type=click.Path(path_type=Path), default=Path("locales"), help="Folder of the .po files, for reasons."
)
@click.option("--leave-out", multiple=True, metavar="PATTERN", help="Pages that are not printed, such as 'handbook/*'.")
@click.pass_obj
def compare_editions(
    desk: Desk, original: Path, others: tuple[Path, ...], locales: Path, leave_out: tuple[str, ...]
) -> None:
    """Compare what readers get of two editions; exit with 1 if they do not say the same.

    ORIGINAL is a site. Of OTHERS, a site in another language has the same figures with the same exact values, which are
    those of the data, each number as it reads, the same anchors and links, and no Chinese left but where it is marked
    as Chinese. What sphinx-build -b text made of the same language, or its PDF, shows each figure as often as the site.
    """
    site = read_edition(original)
    if not site.pages:
        raise click.ClickException(say("no-pages", folder=site.folder))
    problems, alike = [], []
    for other in others:
        if other.is_file():
            found, words = _print(site, other, leave_out)
        elif (theirs := read_edition(other)).pages:
            found, words = _translation(site, theirs, desk, locales)
        else:
            found, words = _texts(site, other)
        problems += found
        alike += [] if found else [words]
    for words in alike:
        click.echo(words)
    tell(problems)


def _translation(site: Edition, other: Edition, desk: Desk, locales: Path) -> tuple[list[Problem], str]:
    catalogue, _ = desk.load()
    language = next(iter(other.pages.values())).language.replace("-", "_")
    excused = excuses(locales / language / "LC_MESSAGES", catalogue)
    found = [*compare(site, other, excused, factors(catalogue)), *untrue(site, catalogue), *untrue(other, catalogue)]
    return found, say("same", pages=len(site.pages), figures=_figures(site))


def _texts(site: Edition, folder: Path) -> tuple[list[Problem], str]:
    texts = read_texts(folder)
    if not texts:
        raise click.ClickException(say("no-pages", folder=folder))
    return list(compare_texts(site, folder, texts)), say("same-text", pages=len(texts), figures=_figures(site))


def _print(site: Edition, pdf: Path, leave_out: tuple[str, ...]) -> tuple[list[Problem], str]:
    try:
        from csrdirectives.print_edition import compare_print  # noqa: PLC0415  # with what only this needs
    except ImportError:
        raise click.ClickException(say("no-pdf-reader")) from None
    apart = {name for name in site.pages if any(fnmatch(name, f"{pattern}.html") for pattern in leave_out)}
    leads = sum(len(page.leads) for name, page in site.pages.items() if name not in apart)
    words = say("same-print", pages=len(site.pages) - len(apart), figures=leads)
    return list(compare_print(site, pdf, apart)), words


def _figures(site: Edition) -> int:
    return sum(len(page.figures) for page in site.pages.values())
