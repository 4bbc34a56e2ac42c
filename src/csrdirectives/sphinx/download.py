"""The printed edition, offered on the site: a link with the size of the file, where the file is there."""

from __future__ import annotations

import shutil
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.locale import _

from csrdirectives.sphinx.languages import current_language

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config

FOLDER = "downloads"
MEGABYTE = 1_000_000
NO_BREAK = "\N{NO-BREAK SPACE}"


def printed_file(confdir: Path, config: Config) -> Path | None:
    """The file that ``csr_pdf`` names in the language of this build; ``None`` if it is not there."""
    language = current_language(config)
    if not config.csr_pdf or language is None:
        return None
    path = confdir / config.csr_pdf.format(language=language.folder)
    return path if path.is_file() else None


def shown_size(size: int, language: str) -> str:
    r"""The size of a file as a reader is told it.

    >>> shown_size(2_101_168, "zh_CN"), shown_size(80_200, "en")
    ('2.1\xa0MB', '80\xa0kB')
    """
    from babel.numbers import format_decimal  # noqa: PLC0415  # where there is a file

    number, unit, pattern = (size / MEGABYTE, "MB", "0.0") if size >= MEGABYTE else (size / 1000, "kB", "0")
    return f"{format_decimal(number, pattern, locale=language)}{NO_BREAK}{unit}"


def note_size(app: Sphinx, config: Config) -> None:
    """Let the pages know of the file; a setting, so that all are written again when it comes, goes or grows."""
    if path := printed_file(Path(app.confdir), config):
        told = {"csr_pdf_name": path.name, "csr_pdf_size": shown_size(path.stat().st_size, config.language)}
        config.html_context = {**config.html_context, **told}


def offer(app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None) -> None:
    """Write the link, for the footer of every page and below the title of the first."""
    name, size = context.get("csr_pdf_name"), context.get("csr_pdf_size")
    if not name or not size:
        return
    address = escape(f"{context['content_root']}{FOLDER}/{name}")
    words = escape(_("Download this report (PDF, %s)") % size)
    link = context["csr_pdf"] = f'<a class="csr-pdf" href="{address}" type="application/pdf">{words}</a>'
    if page == app.config.root_doc and "body" in context:
        context["body"] = context["body"].replace("</h1>", f"</h1>\n<p>{link}</p>", 1)


def hand_out(app: Sphinx, error: Exception | None) -> None:
    """Put the file where the pages say that it is, or take away that of an earlier build."""
    if error is not None or app.builder.format != "html":
        return
    folder = Path(app.outdir) / FOLDER
    name = app.config.html_context.get("csr_pdf_name")
    for old in folder.glob("*.pdf"):
        old.unlink()
    if name and (path := printed_file(Path(app.confdir), app.config)):
        folder.mkdir(exist_ok=True)
        shutil.copyfile(path, folder / name)


def setup_download(app: Sphinx) -> None:
    """Add the setting, and the link on the pages."""
    app.add_config_value(
        "csr_pdf",
        "",
        "html",
        str,
        "The printed edition, beside conf.py; ``{language}`` stands for the folder of the language. Pages link to it if"
        " it is there when they are written.",
    )
    app.connect("config-inited", note_size, priority=900)  # after the title is translated
    app.connect("html-page-context", offer, priority=950)  # after the body is mended
    app.connect("build-finished", hand_out)
