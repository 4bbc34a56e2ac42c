"""Data to take away: the catalogue → files for programs and for Excel."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import NamedTuple

from csrdirectives.export.csvtext import csv_text
from csrdirectives.export.datapackage import datapackage
from csrdirectives.export.definitions import indicators, parts, units
from csrdirectives.export.records import findings, register_records, restatements
from csrdirectives.export.tables import Material, Table, observations, of_topic
from csrdirectives.export.workbook import workbook
from csrdirectives.format import Formatter

__all__ = ["EXPORTS", "Export", "Material", "exported"]

Files = Iterator[tuple[str, str]]  # paths below the folder of the data, and texts


class Contents:
    """What is given away, as tables that are made once for all forms; and how the words of a language are written."""

    def __init__(self, material: Material, formatter: Formatter) -> None:
        self.material = material
        self.formatter = formatter

    @cached_property
    def figures(self) -> Table:
        """The figures, which are by far the most."""
        return observations(self.material)

    @cached_property
    def tables(self) -> list[Table]:
        """All tables, those to which others refer before them."""
        material = self.material
        first = [units(material), indicators(material), parts(material), self.figures]
        registers = [register_records(material, register) for register in material.source.registers.values()]
        return [*first, findings(material), restatements(material), *registers]


class Export(NamedTuple):
    """A form in which the data are given away: what it is for, and its files."""

    meaning: str
    files: Callable[[Contents], Files]


def path_of(table: Table) -> str:
    """Where a table is: registers in a folder of their own."""
    kind, _, name = table.name.partition("-")
    return f"registers/{name}.csv" if kind == "register" else f"{table.name}.csv"


def _csv(contents: Contents) -> Files:
    for table in contents.tables:
        yield path_of(table), _text(table)


def _topics(contents: Contents) -> Files:
    for topic in contents.material.source.topics:
        yield f"figures/{topic}.csv", _text(of_topic(contents.material, contents.figures, topic))


def _excel(contents: Contents) -> Files:
    yield "excel.csv", workbook(contents.formatter.catalogue, contents.formatter)


def _json(contents: Contents) -> Files:
    found = {table.name: _objects(table) for table in contents.tables}
    material = contents.material
    report = material.source.report
    head = {
        "title": {code: material.catalogues[name].report.title for name, code in material.languages.items()},
        "publisher": {code: material.catalogues[name].report.entity.name for name, code in material.languages.items()},
        "rights": {code: material.catalogues[name].report.rights for name, code in material.languages.items()},
        "start": report.period.start.isoformat(),
        "end": report.period.end.isoformat(),
        "edition": report.edition,
        "languages": [name.replace("_", "-") for name in material.catalogues],
    }
    yield "catalogue.json", json.dumps({"report": head, **found}, ensure_ascii=False, indent=1) + "\n"


def _datapackage(contents: Contents) -> Files:
    paths = {table.name: path_of(table) for table in contents.tables}
    yield "datapackage.json", datapackage(contents.material, contents.tables, paths)


EXPORTS: dict[str, Export] = {
    "csv": Export("All tables as CSV for programs: UTF-8, every cell as it is.", _csv),
    "topics": Export("The figures of each topic as CSV, to which an indicator's entry leads.", _topics),
    "excel": Export("All figures for Excel, in the words of the language, with the text that readers see.", _excel),
    "json": Export("Everything as one JSON object; numbers are texts, so that no digit is lost.", _json),
    "datapackage": Export("What the tables hold, after Data Package 2.0.", _datapackage),
}
"""The forms in which data are given away."""


def exported(material: Material, formatter: Formatter, forms: tuple[str, ...] = ()) -> dict[str, bytes]:
    """The files of these forms, or of all, by their paths."""
    chosen, contents = [EXPORTS[name] for name in forms or EXPORTS], Contents(material, formatter)
    return {path: text.encode() for form in chosen for path, text in form.files(contents)}


def _text(table: Table) -> str:
    return csv_text([column.name for column in table.columns], table.rows)


def _objects(table: Table) -> list[dict[str, object]]:
    """The rows as objects; what is blank is left out."""
    names = [column.name for column in table.columns]
    kinds = {column.name: column.type for column in table.columns}
    return [
        {name: _value(cell, kinds[name]) for name, cell in zip(names, row, strict=True) if cell} for row in table.rows
    ]


def _value(cell: str, kind: str) -> object:
    if kind == "boolean":
        return cell == "true"
    return int(cell) if kind == "integer" else cell
