"""What an answer of the catalogue looked like: two equal digests print the same."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from operator import attrgetter

import msgspec

from csrdirectives.disclosures import reference_text, replies, scheme_of, split
from csrdirectives.lineage import Lineage
from csrdirectives.lookup import NotFound, find, select
from csrdirectives.model import Catalogue, Indicator, Key
from csrdirectives.period import Period

_written = msgspec.msgpack.Encoder().encode  # as exact as repr, in half of the time


class Digests:
    """Digests of what pages ask of a catalogue, each made once.

    A question is a kind and a text: ``figure`` and a key; ``within``, a period and a key; ``indicators``, ``entries``
    (with what they serve and what became of them), ``members`` (which there are) or ``names`` and a name or pattern;
    ``register`` or ``standards`` and a name; ``registers``, ``findings``, ``restated``,
    ``measured`` (of what figures are given away) or ``report`` alone.
    Nothing answering has its digest too, so that a key that comes or goes is noticed.
    """

    def __init__(self, catalogue: Catalogue, words: str = "") -> None:
        """*words* stands for whatever else the answers are written in; with other words all digests are others."""
        self.catalogue = catalogue
        self.words = words
        self.lineage = Lineage(catalogue)
        self._made: dict[str, str] = {}
        self._answers_to: dict[str, Callable[[str], object]] = {
            "figure": lambda text: self._figure(find(self.catalogue, text).key),
            "within": self._within,
            "indicators": self._each(self._indicator),
            "entries": self._each(self._entry),
            "members": self._each(self._members),
            "names": self._each(lambda indicator: (indicator.id, indicator.name)),
            "standards": self._standards,
            "register": self._register,
            "registers": lambda _: [(r.id, r.name) for r in self.catalogue.registers.values()],
            "findings": self._findings,
            "restated": self._restated,
            "measured": self._measured,
            "report": lambda _: _shown(self.catalogue.report),
        }

    def of(self, question: str) -> str:
        """The digest of the answer to ``kind text``."""
        made = self._made.get(question)
        if made is None:
            kind, _, text = question.partition(" ")
            made = self._made[question] = _hash((self.words, self._answer(kind, text)))
        return made

    def _answer(self, kind: str, text: str) -> object:
        try:
            return self._answers_to[kind](text)
        except NotFound as fault:
            return fault.code, sorted(fault.details.items())

    def _each(self, one: Callable[[Indicator], object]) -> Callable[[str], object]:
        """What answers with something of each indicator that a name or pattern names."""
        return lambda text: [one(indicator) for indicator in select(self.catalogue, text)]

    def _within(self, text: str) -> object:
        period, _, key = text.partition(" ")
        return find(self.catalogue, key, Period.parse(period)).key

    def _figure(self, key: Key) -> object:
        seen = self.catalogue.observations[key]
        indicator = self.catalogue.indicators[key.indicator]
        doubts = [(f.id, f.kind, f.title, f.mark) for f in self.catalogue.remarks.get(key, ())]
        answer = (*key, seen.value, seen.comparator.word, seen.status, seen.source, seen.note)
        return answer, _shown(indicator), _shown(self.catalogue.units[indicator.unit]), doubts

    def _indicator(self, indicator: Indicator) -> object:
        figures = [self._figure(o.key) for o in self.catalogue.series.get(indicator.id, ())]
        return _shown(indicator), figures, self.catalogue.report.suppress_below

    def _entry(self, indicator: Indicator) -> object:
        """All that the entry of an indicator tells, and whose report it is in."""
        lineage, report, indicators = self.lineage, self.catalogue.report, self.catalogue.indicators
        linked = (*lineage.inputs(indicator), *lineage.users.get(indicator.id, ()))
        names = [(id_, indicators[id_].name) for id_ in linked if id_ in indicators]
        restated = [_shown(restatement.why) for restatement in lineage.restatements.get(indicator.id, ())]
        earlier = [(e.edition, _shown(e.figure)) for e in lineage.earlier.get(indicator.id, ())]
        register = lineage.counted(indicator)
        both = ((split(text), language) for text in indicator.standards for language in ("zh", "en"))
        codes = [reference_text(self.catalogue, reference, language) for reference, language in both]
        whose = (report.title, report.entity.name, report.edition, self.catalogue.period.text)
        return self._indicator(indicator), names, restated, earlier, register and register.name, codes, whose

    def _members(self, indicator: Indicator) -> object:
        keys = [o.key for o in self.catalogue.series.get(indicator.id, ())]
        return indicator.id, keys, self.catalogue.period.text  # which chooses among them

    def _standards(self, name: str) -> object:
        scheme = scheme_of(self.catalogue, name)
        answered = [
            (
                reply.code,
                [(indicator.id, indicator.name, fit) for indicator, fit in reply.indicators],
                [(indicator.id, indicator.name, status) for indicator, status in reply.absent],
                reply.said and _shown(reply.said),
            )
            for reply in replies(self.catalogue, name)
        ]
        return scheme, answered

    def _register(self, name: str) -> object:
        register = self.catalogue.registers.get(name)
        if register is None:
            return sorted(self.catalogue.registers)
        records = [(record.date and record.date.text, record.cells, record.mark) for record in register.records]
        doubts = [(f.id, f.title, f.mark) for f in self.catalogue.findings.values() if name in f.registers]
        unit = _shown(self.catalogue.units[register.unit])
        return register.name, register.columns, register.values, unit, records, doubts

    def _findings(self, _: str) -> object:
        return [
            (f.id, f.kind, f.title, f.text, f.by, str(f.on), [self._figure(key) for key in f.keys])
            for f in self.catalogue.findings.values()
        ]

    def _restated(self, _: str) -> object:
        return [
            (_shown(each.why), _shown(each.before), _shown(each.after), self._entry(self.catalogue.indicators[id_]))
            for id_, several in self.lineage.restatements.items()
            for each in several
        ]

    def _measured(self, _: str) -> object:
        from csrdirectives.export.suppression import given  # noqa: PLC0415  # most of the export, for one page

        units = self.catalogue.units
        return [(each.id, each.name, _shown(units[each.unit])) for each in given(self.catalogue)]


def _shown(thing: msgspec.Struct) -> object:
    """The fields of a struct, its place in the files left out."""
    return _fields_of(type(thing))(thing)


@cache
def _fields_of(kind: type[msgspec.Struct]) -> attrgetter[object]:
    return attrgetter(*(name for name in kind.__struct_fields__ if name != "where"))


def _hash(answer: object) -> str:
    return blake2b(_written(answer), digest_size=8).hexdigest()
