"""Figures in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils.nodes import Text
from sphinx.util.docutils import SphinxRole

from csrdirectives.change import FORMS, behind
from csrdirectives.lookup import Ask, NotFound, indicator_of, previous, read_ask, records, register_of
from csrdirectives.model import EXACTLY
from csrdirectives.problems import nearest
from csrdirectives.sphinx.nodes import csr_figure, link
from csrdirectives.sphinx.reporting import Reporting, plain, problem_of

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message

    from csrdirectives.model import Observation

OPPOSITES = {"up": "down", "better": "worse"}
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

    ``; from: 2019`` compares with another period, ``; as: difference`` gives 增加9人 in the place of a percentage.
    ``; up: rose by #; down: fell by #; flat: did not change`` are words of your own, ``#`` being how much; ``better:``
    and ``worse:`` go by what the indicator calls good. ``; none: …`` is said where nothing can be compared, as after a
    change of the definition, ``#`` being the reason; without it that is told as a fault.
    """

    pairs = ("from", "as", *FORMS, "none")

    def answer(self, ask: Ask) -> list[Node]:
        now = self.observation(ask.subject)
        if "from" in ask.pairs:
            earlier = now.key._replace(period=ask.pairs["from"])
            before: Observation | None = self.observation(str(earlier))
        else:
            earlier = now.key._replace(period=now.period.year_before().text)
            self.asks(f"figure {earlier}")
            before = previous(self.catalogue, now)
        self._check_forms(ask, now)
        try:
            text, value = self._change(now, before, ask), self._difference(now, before)
        except NotFound as fault:
            if "none" not in ask.pairs or fault.code not in self.formatter.words:
                raise
            text, value = ask.pairs["none"].replace("#", self.formatter.incomparable(fault.code)), ""
        both = f"{now.key} - {before.key if before else earlier}"
        shown = csr_figure("", text, key=both, value=value, indicator=now.key.indicator)
        doubt = next((f for o in filter(None, (now, before)) for f in self.catalogue.doubts(o.key)), None)
        if doubt:
            self.doubted(shown, doubt)
        return [shown]

    def _check_forms(self, ask: Ask, now: Observation) -> None:
        """Tell of words of which the opposite is missing, before the data turn."""
        if ask.pairs.get("as", "difference") != "difference":
            raise NotFound("change-as", word=ask.pairs["as"], near="difference")
        for given, lacking in (*OPPOSITES.items(), *((other, one) for one, other in OPPOSITES.items())):
            if given in ask.pairs and lacking not in ask.pairs:
                raise NotFound("change-forms", text=self.text, given=given, lacking=lacking)
        indicator = self.catalogue.indicators[now.key.indicator]
        if "better" in ask.pairs and indicator.good == "neither":
            raise NotFound("change-judged", name=indicator.id)

    def _change(self, now: Observation, before: Observation | None, ask: Ask) -> str:
        if before is None:
            raise NotFound("nothing-before", key=str(now.key), period=now.period.year_before().text)
        for observation in (now, before):
            for operand in behind(self.catalogue, observation):
                self.asks(f"figure {operand.key}")
        forms = {name: form for name, form in ask.pairs.items() if name in FORMS}
        return self.formatter.change(now, before, forms, difference="as" in ask.pairs)

    def _difference(self, now: Observation, before: Observation | None) -> str:
        exact_now, exact_before = (self.catalogue.exact_value(o) if o else None for o in (now, before))
        assert exact_now is not None
        assert exact_before is not None
        return plain(EXACTLY.subtract(exact_now, exact_before))


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
