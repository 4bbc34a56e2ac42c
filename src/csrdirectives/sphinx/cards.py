"""Small cards that show what a figure is: the facts of each topic in a file, which a page asks for at the first need.

The files are scripts that hand over plain data, since a page that is read from disk may not fetch anything else. They
hold texts alone, which the script of the theme, ``csr-cards.js``, puts in as texts.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from csrdirectives import formula
from csrdirectives.sphinx.datafolder import keep, offers_files
from csrdirectives.sphinx.freshness import domain_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from csrdirectives.format import Formatter
    from csrdirectives.model import Catalogue, Indicator, Key, Observation

CARDS = "cards"
THEME = Path(__file__).parent.parent / "theme"
SENTENCE = re.compile(r".*?(?:[。！？]|[.!?](?=\s|$))", re.DOTALL)  # the first of a definition says what is counted
SHOWN = 'class="csr-value'


def shows_cards(builder: Builder) -> bool:
    """Whether the pages have the script that shows cards, and a place for its files."""
    theme = getattr(builder, "theme", None)
    return offers_files(builder) and theme is not None and THEME in map(Path, theme.get_theme_dirs())


def write_cards(app: Sphinx, error: Exception | None) -> None:
    """Have the facts of each topic there as they are."""
    if error is None and shows_cards(app.builder):
        keep(app, "cards", domain_of(app.env).stamp, [f"{CARDS}/*.js"], lambda: _files(app))


def _files(app: Sphinx) -> dict[str, bytes]:
    domain = domain_of(app.env)
    return {f"{CARDS}/{name}.js": text.encode() for name, text in card_files(domain.catalogue, domain.formatter)}


def card_files(catalogue: Catalogue, formatter: Formatter) -> Iterator[tuple[str, str]]:
    """Each topic and its script."""
    from csrdirectives.export.suppression import suppressed  # noqa: PLC0415  # not needed where nothing changed

    hidden = suppressed(catalogue)
    for topic, indicators in catalogue.topics.items():
        facts = {indicator.id: _facts(indicator, catalogue, formatter, hidden) for indicator in indicators}
        yield topic, f"csrCards({_script({'topic': topic, 'more': formatter.words['more'], 'facts': facts})})\n"


def _script(value: object) -> str:
    """A value as a script writes it, in which no markup can begin and no line can end."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _facts(indicator: Indicator, catalogue: Catalogue, formatter: Formatter, hidden: frozenset[Key]) -> list[Any]:
    """Name, definition, unit; and by period and part what is shown, when, and what is said of it."""
    words, head = formatter.words, formatter.head(catalogue.units[indicator.unit])
    short = SENTENCE.match(indicator.definition)
    unit = words["unit"] + words["colon"] + head if head else ""
    figures = {}
    for observation in catalogue.series.get(indicator.id, ()):
        key = observation.key
        part = indicator.parts.get(key.part, key.part)
        when = " · ".join(filter(None, (part, formatter.period(observation.period))))
        text = "" if key in hidden else formatter.figure(observation)
        said = list(_said(observation, catalogue, formatter, with_note=key not in hidden))
        figures[str(key).removeprefix(f"{indicator.id}@")] = [text, when, *said]
    return [indicator.name, short[0] if short else indicator.definition, unit, figures]


def _said(observation: Observation, catalogue: Catalogue, formatter: Formatter, *, with_note: bool) -> Iterator[str]:
    """How firm it is, whence, what else, and what is doubted."""
    words, known = formatter.words, observation.value is not None
    firm = [words[f"bound-{observation.comparator.symbol}"]] if known and observation.comparator.word else []
    firm += [formatter.status(observation.status)] if known else []
    if firm:
        yield words["semicolon"].join(firm)
    if observation.source and observation.status != "derived":
        yield words["source-is"].format(observation.source)
    elif observation.status == "derived":
        yield words["formula"] + words["colon"] + _formula(observation.source, catalogue)
    if observation.note and with_note:
        yield observation.note
    for finding in catalogue.remarks.get(observation.key, ()):
        yield f"{words['doubt']} {words['in-doubt'].format(finding.title)}" if finding.mark else finding.title


def _formula(text: str, catalogue: Catalogue) -> str:
    """A formula in the names that readers know."""
    indicators = catalogue.indicators
    return formula.spelled(text, lambda name: indicators[name].name if name in indicators else name)


def offer_cards(
    app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Let a page that shows figures have the script."""
    context["csr_cards"] = SHOWN in context.get("body", "") and shows_cards(app.builder)


def setup_cards(app: Sphinx) -> None:
    """Write the facts when the pages are written, and give the script to those that show figures."""
    app.connect("html-page-context", offer_cards)
    app.connect("build-finished", write_cards)
