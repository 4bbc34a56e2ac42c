"""The tables of what is known besides: doubts, restatements, registers."""

from __future__ import annotations

from functools import partial

from csrdirectives.export.suppression import suppressed
from csrdirectives.export.tables import Column, Material, Table, plain, said, texts, truth
from csrdirectives.model import Catalogue, Register


def findings(material: Material) -> Table:
    """Known doubts."""
    columns = [
        Column("id", "The finding's name.", required=True),
        Column("kind", "What the doubt is about.", required=True),
        Column("figures", "The figures in doubt, separated by spaces."),
        Column("marked", "Whether each mention of the figures carries the mark.", "boolean", required=True),
        Column("on", "When it was decided that the figures stay as they are.", "date"),
        *texts(material, {"title": "The doubt in a few words.", "text": "What was found."}),
    ]
    rows = [
        [
            *(id_, finding.kind, " ".join(map(str, finding.keys)), truth(finding.mark)),
            finding.on.isoformat() if finding.on else "",
            *said(material, partial(_finding, id_)),
        ]
        for id_, finding in material.source.findings.items()
    ]
    return Table("findings", "Known doubts about figures.", columns, rows, ["id"])


def restatements(material: Material) -> Table:
    """Figures that say something else than an earlier edition."""
    columns = [
        Column("key", "The figure that was changed.", required=True),
        Column("old", "The value as it was published.", "number"),
        Column("new", "The value by now.", "number"),
        Column("date", "When it was changed.", required=True),
        *texts(material, {"reason": "Why it was changed."}),
    ]
    hidden = {str(key) for key in suppressed(material.source)}
    rows = []
    for number, restated in enumerate(material.source.restated):
        values = ("", "") if restated.key in hidden else (plain(restated.old), plain(restated.new))
        rows.append([restated.key, *values, restated.date, *said(material, partial(_reason, number))])
    return Table("restatements", "Published figures that were changed.", columns, rows, ["key", "date"])


def register_records(material: Material, register: Register) -> Table:
    """The records of a register."""
    free = [column for column in register.columns if column not in register.values and column != "date"]
    closed = [column for column in register.columns if column in register.values]
    columns = [
        Column("number", "The place of the record in the list.", "integer", required=True),
        Column("date", "The day or time of it, after ISO 8601; blank where it is not known."),
        *(Column(column, register.columns[column], words=[*register.values[column]]) for column in closed),
        *texts(material, {column: register.columns[column] for column in free}),
    ]

    def row(number: int) -> list[str]:
        record = register.records[number]

        def words(catalogue: Catalogue) -> list[str]:
            cells = catalogue.registers[register.id].records[number].cells
            return [cells.get(column, "") for column in free]

        own = [record.cells.get(column, "") for column in closed]
        return [str(number + 1), record.date.text if record.date else "", *own, *said(material, words)]

    rows = [row(number) for number in range(len(register.records))]
    return Table(f"register-{register.id}", register.name, columns, rows, ["number"])


def _finding(id_: str, catalogue: Catalogue) -> list[str]:
    return [catalogue.findings[id_].title, catalogue.findings[id_].text]


def _reason(number: int, catalogue: Catalogue) -> list[str]:
    return [catalogue.restated[number].reason]
