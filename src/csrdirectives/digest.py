"""What an answer of the catalogue looked like: two equal digests print the same."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

from csrdirectives.lookup import NotFound, find, select
from csrdirectives.model import Catalogue, Indicator, Key


class Digests:
    """Digests of what pages ask of a catalogue, each made once.

    A question is a kind and a text: ``figure`` and a key, ``indicators`` and a name or pattern, ``register`` and a
    name, ``findings``. Nothing answering has its digest too, so that a key that comes or goes is noticed.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._made: dict[str, str] = {}

    def of(self, question: str) -> str:
        """The digest of the answer to ``kind text``."""
        made = self._made.get(question)
        if made is None:
            kind, _, text = question.partition(" ")
            made = self._made[question] = _hash(self._answer(kind, text))
        return made

    def _answer(self, kind: str, text: str) -> object:
        try:
            match kind:
                case "figure":
                    return self._figure(find(self.catalogue, text).key)
                case "indicators":
                    return [self._indicator(indicator) for indicator in select(self.catalogue, text)]
                case "register":
                    return self._register(text)
                case "findings":
                    return self._findings()
        except NotFound as fault:
            return fault.code, sorted(fault.details.items())
        raise ValueError(kind)

    def _figure(self, key: Key) -> object:
        seen = self.catalogue.observations[key]
        indicator = self.catalogue.indicators[key.indicator]
        doubts = [(finding.id, finding.title, finding.mark) for finding in self.catalogue.remarks.get(key, ())]
        answer = (key, seen.value, seen.comparator, seen.status, seen.source, seen.note)
        return answer, _shown(indicator), _shown(self.catalogue.units[indicator.unit]), doubts

    def _indicator(self, indicator: Indicator) -> object:
        return _shown(indicator), [self._figure(o.key) for o in self.catalogue.series.get(indicator.id, ())]

    def _register(self, name: str) -> object:
        register = self.catalogue.registers.get(name)
        if register is None:
            return sorted(self.catalogue.registers)
        records = [(record.date and record.date.text, record.cells) for record in register.records]
        return register.name, register.columns, register.values, _shown(self.catalogue.units[register.unit]), records

    def _findings(self) -> object:
        return [
            (f.id, f.kind, f.title, f.text, [self._figure(key) for key in f.keys])
            for f in self.catalogue.findings.values()
        ]


def _shown(thing: object) -> Iterable[object]:
    """The fields of a struct, its place in the files left out."""
    names: tuple[str, ...] = thing.__struct_fields__  # type: ignore[attr-defined]  # a msgspec struct
    return [(name, getattr(thing, name)) for name in names if name != "where"]


def _hash(answer: object) -> str:
    return blake2b(repr(answer).encode(), digest_size=8).hexdigest()
