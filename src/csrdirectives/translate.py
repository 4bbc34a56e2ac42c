"""A catalogue in another language, and the messages to translate for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple, TypeVar

import msgspec

from csrdirectives.model import Catalogue, Finding, Indicator, Observation, Record, Register
from csrdirectives.problems import Where
from csrdirectives.report import Entity, ReportTable, Restated
from csrdirectives.scheme import Answer
from csrdirectives.unit import Unit

Gettext = Callable[[str], str]
AnyStruct = TypeVar("AnyStruct", bound=msgspec.Struct)

PLAIN: dict[type[msgspec.Struct], tuple[str, ...]] = {
    Unit: ("definition",),
    Indicator: ("name", "definition", "department", "note"),
    Observation: ("source", "note"),
    Finding: ("title", "text", "by"),
    Register: ("name", "definition"),
    Restated: ("reason", "by"),
    Answer: ("text",),
}
"""The fields whose text a reader sees, of each struct."""


NOWHERE = Where("")


class Message(NamedTuple):
    """A text to translate, and where it stands."""

    text: str
    where: Where


def messages(catalogue: Catalogue, report: Where = NOWHERE) -> Iterator[Message]:
    """Every text of the catalogue that a reader sees, as often as it stands there; *report* is where its own stand."""
    found: list[Message] = []
    where = report

    def note(text: str) -> str:
        found.append(Message(text, where))
        return text

    _report(catalogue.report, note)
    things: list[Unit | Indicator | Observation | Register | Finding | Restated | Answer] = [*catalogue.units.values()]
    things += [*catalogue.indicators.values(), *catalogue.observations.values()]
    said = [answer for answers in catalogue.disclosures.values() for answer in answers.values()]
    for thing in [*things, *catalogue.registers.values(), *catalogue.findings.values(), *catalogue.restated, *said]:
        where = thing.where
        _translated(thing, note)
        if isinstance(thing, Register):
            for record in thing.records:
                where = record.where
                _record(thing, record, note)
    yield from found


def translate(catalogue: Catalogue, gettext: Gettext) -> Catalogue:
    """The same catalogue with its texts in another language; figures, keys and units stay as they are."""
    return msgspec.structs.replace(
        catalogue,
        report=_report(catalogue.report, gettext),
        units=_all(catalogue.units, gettext),
        indicators=_all(catalogue.indicators, gettext),
        observations=_all(catalogue.observations, gettext),
        registers={
            id_: msgspec.structs.replace(
                _translated(register, gettext),
                records=tuple(_record(register, record, gettext) for record in register.records),
            )
            for id_, register in catalogue.registers.items()
        },
        findings=_all(catalogue.findings, gettext),
        restated=tuple(_translated(row, gettext) for row in catalogue.restated),
        disclosures={name: _all(said, gettext) for name, said in catalogue.disclosures.items()},
    )


Name = TypeVar("Name")


def _all(things: Mapping[Name, AnyStruct], gettext: Gettext) -> dict[Name, AnyStruct]:
    return {name: _translated(thing, gettext) for name, thing in things.items()}


def _translated(thing: AnyStruct, gettext: Gettext) -> AnyStruct:
    changed: dict[str, object] = {}
    for field in PLAIN[type(thing)]:
        text = getattr(thing, field)
        if text and (
            field != "source" or getattr(thing, "status", "") != "derived"
        ):  # a derived figure's is its formula
            changed[field] = gettext(text)
    if isinstance(thing, Indicator) and thing.parts:
        changed["parts"] = {part: gettext(name) for part, name in thing.parts.items()}
    if isinstance(thing, Register):
        changed["columns"] = {column: gettext(heading) for column, heading in thing.columns.items()}
        changed["values"] = {
            column: {word: gettext(name) for word, name in words.items()} for column, words in thing.values.items()
        }
    return msgspec.structs.replace(thing, **changed) if changed else thing


def _record(register: Register, record: Record, gettext: Gettext) -> Record:
    """The record with its free text translated; words of closed lists are names, not text."""
    cells = {
        column: gettext(text) if text and column not in register.values else text
        for column, text in record.cells.items()
    }
    return msgspec.structs.replace(record, cells=cells)


def _report(report: ReportTable, gettext: Gettext) -> ReportTable:
    entity = Entity(
        name=gettext(report.entity.name),
        short_name=gettext(report.entity.short_name) if report.entity.short_name else "",
    )
    rights = gettext(report.rights) if report.rights else ""
    return msgspec.structs.replace(report, title=gettext(report.title), entity=entity, rights=rights)
