"""The figures for people with Excel: in the words of a language, one row a figure, the text that readers see beside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from csrdirectives.export.csvtext import excel_text
from csrdirectives.export.suppression import suppressed
from csrdirectives.format import Formatter
from csrdirectives.model import Catalogue, Observation

COLUMNS = (
    "name",
    "part",
    "period",
    "value",
    "unit",
    "shown",
    "status",
    "source",
    "note",
    "findings",
    "department",
    "key",
)


def workbook(catalogue: Catalogue, formatter: Formatter) -> str:
    """All figures of a catalogue in its language."""
    return figures_text(catalogue.observations.values(), catalogue, formatter)


def figures_text(observations: Iterable[Observation], catalogue: Catalogue, formatter: Formatter) -> str:
    """Some figures of a catalogue, such as those of a chart."""
    return excel_text([formatter.words[column] for column in COLUMNS], _rows(observations, catalogue, formatter))


def _rows(observations: Iterable[Observation], catalogue: Catalogue, formatter: Formatter) -> Iterator[list[str]]:
    hidden = suppressed(catalogue)
    for observation in observations:
        held_back = observation.key in hidden
        known = observation.value is not None and not held_back
        indicator = catalogue.indicators[observation.key.indicator]
        yield [
            indicator.name,
            indicator.parts.get(observation.key.part, ""),
            formatter.period(observation.period),
            _number(observation, formatter) if known else "",
            formatter.head(catalogue.unit_of(observation)),
            formatter.words["held-back"] if held_back else formatter.figure(observation),
            formatter.status(observation.status),
            observation.source,
            observation.note if not held_back else "",
            formatter.words["semicolon"].join(f.title for f in catalogue.remarks.get(observation.key, ())),
            indicator.department,
            str(observation.key),
        ]


def _number(observation: Observation, formatter: Formatter) -> str:
    return f"{formatter.scaled(observation):f}"
