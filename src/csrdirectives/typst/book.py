"""What is printed around the pages: title, words, date, contents, index."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from babel import Locale
from sphinx.errors import ConfigError
from sphinx.locale import _, __
from sphinx.util.osutil import make_filename_from_project

from csrdirectives.typst.strings import dictionary, quoted
from csrdirectives.typst.words import words

if TYPE_CHECKING:
    from csrdirectives.typst.builder import TypstBuilder


@dataclass(frozen=True)
class Book:
    """The name of the file, the style, what the style is told, and the time that the file bears.

    ``settings`` are Typst definitions: ``about`` (title, author and the words of the cover), ``language``, ``region``,
    ``words`` and ``date``.
    """

    name: str
    style: str
    settings: str
    timestamp: int | None  # in seconds; none of a document without a date


def book_of(builder: TypstBuilder) -> Book:
    """The book that the settings of a project describe."""
    config, env = builder.config, builder.env
    language = config.language or "en"
    locale = Locale.parse(language.replace("-", "_"))
    day, timestamp = _date(config.typst_date)
    title = env.titles[config.root_doc].astext()
    about = {"title": title, "author": _translated(config.author), **{k: _(v) for k, v in config.typst_cover.items()}}
    style = Path(config.typst_styles[-1]).name if config.typst_styles else "book.typ"
    name = config.typst_name or make_filename_from_project(config.project)
    settings = "".join(
        f"#let {key} = {value}\n"
        for key, value in (
            ("about", dictionary(about)),
            ("language", quoted(locale.language)),
            ("region", quoted((locale.territory or "").lower())),
            ("words", dictionary(words(locale.language, config.typst_words))),
            ("date", day),
        )
    )
    return Book(name.format(language=locale.language), style, settings, timestamp)


def _translated(author: str) -> str:
    return "" if author in {"", "unknown", "Author name not set"} else _(author)


def _date(given: str) -> tuple[str, int | None]:
    """The date of the document for Typst, and in seconds: the environment's, else the setting's, never today's."""
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        if not epoch.isdecimal():
            raise ConfigError(__("SOURCE_DATE_EPOCH is not a number of seconds: %s") % epoch)
        moment = datetime.fromtimestamp(int(epoch), UTC)
    elif given:
        try:
            day = date.fromisoformat(given)
        except ValueError as error:
            raise ConfigError(__("typst_date is not a date such as 2024-03-31: %s") % given) from error
        moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    else:
        return "none", None
    return f"datetime(year:{moment.year},month:{moment.month},day:{moment.day})", int(moment.timestamp())
