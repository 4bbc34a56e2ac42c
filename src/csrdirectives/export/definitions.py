"""The tables to which figures refer: units, indicators, the members of breakdowns."""

from __future__ import annotations

from functools import partial

from csrdirectives.export.tables import Column, Material, Table, plain, said, texts
from csrdirectives.model import Catalogue, Indicator
from csrdirectives.unit import Unit


def units(material: Material) -> Table:
    """The units of the figures."""
    columns = [
        Column("id", "The unit's name for programs.", required=True),
        Column("dimension", "What it measures; only units of one dimension can be added.", required=True),
        Column("kind", "Whether it counts, measures, is money, a rate, an ordinal or a year.", required=True),
        Column("factor", "One of it in the dimension's base unit.", "number", required=True),
        *texts(material, {"form": "The unit with {} for its number.", "definition": "What one of it is."}),
    ]

    def row(unit: Unit) -> list[str]:
        forms = [unit.forms.get(code) or next(iter(unit.forms.values())) for code in material.languages.values()]
        own = [unit.id, unit.dimension, unit.kind, plain(unit.factor), *(form.other for form in forms)]
        return [*own, *said(material, lambda catalogue: [catalogue.units[unit.id].definition])]

    rows = [row(unit) for unit in material.source.units.values()]
    return Table("units", "The units of the figures.", columns, rows, ["id"])


def indicators(material: Material) -> Table:
    """What is measured, and how."""
    names = {
        "name": "What readers call it.",
        "definition": "What is counted, its boundary and its basis.",
        "note": "What else a reader should know of it.",
        "department": "Who answers for it.",
    }
    columns = [
        Column("id", "The indicator's name for programs.", required=True),
        Column("topic", "What it belongs to: the first word of its name.", required=True),
        Column("unit", "The unit's name for programs.", required=True),
        Column("formula", "How it follows from other indicators."),
        Column("good", "Which way is better.", words=("up", "down", "neither"), required=True),
        Column("since", "The first day of its definition.", "date"),
        Column("standards", "Disclosures that it answers, separated by semicolons."),
        Column("address", "Where the site defines it."),
        *texts(material, names),
    ]

    def row(indicator: Indicator) -> list[str]:
        def words(catalogue: Catalogue) -> list[str]:
            there = catalogue.indicators[indicator.id]
            return [getattr(there, name) for name in names]

        since = indicator.since.isoformat() if indicator.since else ""
        own = [indicator.id, indicator.topic, indicator.unit, indicator.formula, indicator.good, since]
        return [*own, "; ".join(indicator.standards), material.address(indicator.id), *said(material, words)]

    rows = [row(indicator) for indicator in material.source.indicators.values()]
    refers = {"unit": ("units", "id")}
    return Table("indicators", "What is measured, and how.", columns, rows, ["id"], refers)


def parts(material: Material) -> Table:
    """The members of breakdowns."""
    columns = [
        Column("indicator", "The indicator's name for programs.", required=True),
        Column("part", "The part's name for programs.", required=True),
        *texts(material, {"name": "What readers call it."}),
    ]
    rows = [
        [indicator.id, part, *said(material, partial(_part, indicator.id, part))]
        for indicator in material.source.indicators.values()
        for part in indicator.parts
    ]
    refers = {"indicator": ("indicators", "id")}
    return Table("parts", "The members of breakdowns.", columns, rows, ["indicator", "part"], refers)


def _part(indicator: str, part: str, catalogue: Catalogue) -> list[str]:
    return [catalogue.indicators[indicator].parts[part]]
