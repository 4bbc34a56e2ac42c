"""Figures in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils.nodes import Text
from sphinx.util.docutils import SphinxRole

from csrdirectives.lookup import Ask, NotFound, indicator_of, previous, read_ask, records, register_of
from csrdirectives.problems import nearest
from csrdirectives.sphinx.nodes import csr_figure, link
from csrdirectives.sphinx.reporting import Reporting, plain, problem_of

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message

PLURALS = ("zero", "one", "two", "few", "many", "other")


class ReportRole(Reporting, SphinxRole):
    """A role whose text is what it asks for, then ``; name: text`` pairs."""

    pairs: ClassVar[tuple[str, ...] | None] = ()  # the names it takes; None: those of the register

    def run(self) -> tuple[list[Node], list[system_message]]:
        try:
            ask = read_ask(self.text)
            self._check_pairs(ask)
            return self.answer(ask), []
        except NotFound as fault:
            mark = self.missing(self.text)
            if self._translating:  # Sphinx reads each translation twice, and knows the line of the original alone
                mark["problem"] = problem_of(fault)  # CompareFigures tells
            else:
                self.warn(fault)
            return [mark], []

    def answer(self, ask: Ask) -> list[Node]:
        """The nodes that answer."""
        raise NotImplementedError

    @property
    def _translating(self) -> bool:
        """Whether the role stands in the translation of a message."""
        source, _ = self.get_source_info()
        return self.config.language != self.catalogue.report.languages[0] and source.endswith(":<translated>")

    def _check_pairs(self, ask: Ask) -> None:
        if self.pairs is None:
            return
        for name in ask.pairs:
            if name not in self.pairs:
                raise NotFound("unknown-pair", pair=name, role=self.name, near=nearest(name, self.pairs))


class ValueRole(ReportRole):
    """A figure with its unit: ``{csr:value}`workforce.total` `` → 291人.

    ``; one: # drill; other: # drills`` chooses words by the language's plural, ``#`` being the number.
    """

    pairs = PLURALS

    def answer(self, ask: Ask) -> list[Node]:
        observation = self.observation(ask.subject)
        if not ask.pairs:
            return [self.figure(observation)]
        if "other" not in ask.pairs:
            raise NotFound("plural-other", text=self.text)
        return [self.figure(observation, self.formatter.plural(observation, ask.pairs))]


class NumberRole(ReportRole):
    """A figure without its unit: ``{csr:number}`workforce.total` `` → 291."""

    def answer(self, ask: Ask) -> list[Node]:
        observation = self.observation(ask.subject)
        return [self.figure(observation, self.formatter.bare(observation))]


class NameRole(ReportRole):
    """The name of an indicator: ``{csr:name}`workforce.total` `` → 在岗员工总数."""

    def answer(self, ask: Ask) -> list[Node]:
        self.asks(f"names {ask.subject}")
        indicator = indicator_of(self.catalogue, ask.subject)
        return [link("indicator", indicator.id, Text(indicator.name))]


class ChangeRole(ReportRole):
    """What became of a figure since a year before: 增长7.2%, 下降1.5个百分点, 持平.

    ``; from: 2019`` compares with another period.
    """

    pairs = ("from",)

    def answer(self, ask: Ask) -> list[Node]:
        now = self.observation(ask.subject)
        if "from" in ask.pairs:
            key = now.key
            before = self.observation(f"{key.indicator}@{ask.pairs['from']}" + (f"#{key.part}" if key.part else ""))
        else:
            year = now.period.year_before().text
            self.asks(f"figure {now.key._replace(period=year)}")
            found = previous(self.catalogue, now)
            if found is None:
                raise NotFound("nothing-before", key=str(now.key), period=year)
            before = found
        for observation in (now, before):
            if observation.value is None:
                raise NotFound("change-absent", key=str(observation.key))
        if not before.value and self.catalogue.unit_of(now).kind != "rate" and now.value:
            raise NotFound("change-from-zero", key=str(before.key))
        exact_now, exact_before = self.catalogue.exact_value(now), self.catalogue.exact_value(before)
        assert exact_now is not None
        assert exact_before is not None
        text = self.formatter.change(now, before)
        both, difference = f"{now.key} - {before.key}", plain(exact_now - exact_before)
        return [csr_figure("", text, key=both, value=difference, indicator=now.key.indicator)]


class CountRole(ReportRole):
    """How many records of a register: ``{csr:count}`awards; level: national` `` → 4项."""

    pairs = None

    def answer(self, ask: Ask) -> list[Node]:
        self.asks(f"register {ask.subject}")
        register = register_of(self.catalogue, ask.subject)
        number = len(records(register, ask.pairs))
        if ask.pairs and not number:
            raise NotFound(
                "register-empty", text=self.text
            )  # as likely a slip as a zero; a zero is for the author to word
        text = self.formatter.count(number, self.catalogue.units[register.unit])
        key = "; ".join([register.id, *(f"{name}: {value}" for name, value in ask.pairs.items())])
        return [csr_figure("", text, key=key, value=str(number))]


ROLES = {"value": ValueRole, "number": NumberRole, "name": NameRole, "change": ChangeRole, "count": CountRole}
