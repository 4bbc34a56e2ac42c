"""Figures in rows and columns: text and what it shows, no docutils."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from csrdirectives.disclosures import reference_text, split
from csrdirectives.format import Formatter
from csrdirectives.lookup import NO_FIGURE, NotFound, find
from csrdirectives.model import Catalogue, Indicator, Observation, Record, Register
from csrdirectives.period import Period


class Cell(NamedTuple):
    """The text of a cell; a figure or an indicator where it shows one."""

    text: str
    figure: Observation | None = None
    indicator: Indicator | None = None


class Column(NamedTuple):
    """A column that an author may ask for, headed by its word: what it holds, in a sentence and in a cell."""

    meaning: str
    cell: Callable[[Observation, Catalogue, Formatter], Cell]
    numeric: bool = False


def _name(observation: Observation, catalogue: Catalogue, _: Formatter) -> Cell:
    indicator = catalogue.indicators[observation.key.indicator]
    part = indicator.parts.get(observation.key.part)
    return Cell(indicator.name + (f" · {part}" if part else ""), indicator=indicator)


def _indicator_alone(observation: Observation, catalogue: Catalogue, _: Formatter) -> Cell:
    indicator = catalogue.indicators[observation.key.indicator]
    return Cell(indicator.name, indicator=indicator)


def _part_alone(observation: Observation, catalogue: Catalogue, formatter: Formatter) -> Cell:
    cell = _part(observation, catalogue, formatter)
    return cell._replace(indicator=catalogue.indicators[observation.key.indicator])


def _part(observation: Observation, catalogue: Catalogue, _: Formatter) -> Cell:
    return Cell(catalogue.indicators[observation.key.indicator].parts.get(observation.key.part, ""))


def _standards(observation: Observation, catalogue: Catalogue, formatter: Formatter) -> Cell:
    references = map(split, catalogue.indicators[observation.key.indicator].standards)
    return Cell(formatter.words["semicolon"].join(reference_text(catalogue, r, formatter.language) for r in references))


COLUMNS: dict[str, Column] = {
    "name": Column("The indicator's name, linked to its definition; in a row for a part, the part's.", _name),
    "part": Column("The member of the breakdown; blank for a total.", _part),
    "period": Column("The time that the figure is about, in words.", lambda o, _, f: Cell(f.period(o.period))),
    "value": Column(
        "The figure with its bounding word and unit.", lambda o, _, f: Cell(f.figure(o), figure=o), numeric=True
    ),
    "number": Column("The figure without its unit.", lambda o, _, f: Cell(f.bare(o), figure=o), numeric=True),
    "unit": Column("The unit alone.", lambda o, c, f: Cell(f.head(c.unit_of(o)))),
    "status": Column("How firm the figure is, or why there is none.", lambda o, _, f: Cell(f.status(o.status))),
    "source": Column("Where in the original it stands.", lambda o, _c, _f: Cell(o.source)),
    "note": Column("The note of its row in ``values/*.csv``.", lambda o, _c, _f: Cell(o.note)),
    "definition": Column("What is counted.", lambda o, c, _: Cell(c.indicators[o.key.indicator].definition)),
    "department": Column("Who answers for it.", lambda o, c, _: Cell(c.indicators[o.key.indicator].department)),
    "standards": Column("The disclosures that the indicator answers.", _standards),
}


def columns_for(names: Sequence[str], observations: Sequence[Observation]) -> dict[str, Column]:
    """The columns of that name, as suits the rows: no words said twice.

    The name of a part stands alone where it has a column of its own, or where all rows are parts of one indicator.
    """
    columns = {name: COLUMNS[name] for name in names}
    if "name" in columns:
        if "part" in columns:
            columns["name"] = columns["name"]._replace(cell=_indicator_alone)
        elif len({o.key.indicator for o in observations}) == 1 and all(o.key.part for o in observations):
            columns["name"] = columns["name"]._replace(cell=_part_alone)
    return columns


def observations_of(catalogue: Catalogue, indicator: Indicator, within: Period | None = None) -> list[Observation]:
    """What a table shows of an indicator: its figure of the period, else of each part of its breakdown."""
    texts = (
        [indicator.id]
        if any(catalogue.totals(indicator.id))
        else [f"{indicator.id}#{part}" for part in indicator.parts]
    )
    found = []
    for text in texts:
        try:
            found.append(find(catalogue, text, within))
        except NotFound as fault:
            if fault.code not in NO_FIGURE:
                raise
    return found


def ordered(observations: Iterable[Observation], by: str, catalogue: Catalogue) -> list[Observation]:
    """The observations sorted by ``value``, ``-value`` or ``name``; absent values last."""
    if by == "name":
        return sorted(observations, key=lambda o: catalogue.indicators[o.key.indicator].name)
    sign = -1 if by.startswith("-") else 1

    def size(observation: Observation) -> tuple[bool, Decimal]:
        value = catalogue.exact_value(observation)
        return value is None, sign * (value or Decimal())

    return sorted(observations, key=size)


def register_rows(
    register: Register, records: Sequence[Record], columns: Sequence[str], formatter: Formatter
) -> list[list[str]]:
    """The cells of records, words of closed lists in full."""
    words: Mapping[str, Mapping[str, str]] = register.values

    def cell(record: Record, column: str) -> str:
        if column == "date":
            return formatter.period(record.date)
        text = record.cells[column]
        return words.get(column, {}).get(text, text)

    return [[cell(record, column) for column in columns] for record in records]


def by_date(records: Iterable[Record], *, latest_first: bool = False) -> list[Record]:
    """The records in the order of their dates, the undated last, equal ones as listed."""
    listed = list(records)
    dated = sorted((r for r in listed if r.date is not None), key=_date, reverse=latest_first)
    return [*dated, *(r for r in listed if r.date is None)]


def _date(record: Record) -> tuple[object, object]:
    assert record.date is not None
    return record.date.end, record.date.start
