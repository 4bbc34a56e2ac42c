"""Where a figure comes from: its inputs, its formula, what it asserts, what was doubted and where it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from csrdirectives import formula
from csrdirectives.check import Verdict
from csrdirectives.checks.cases import asserted_of, interval_of
from csrdirectives.checks.relations import aligned, fault_of
from csrdirectives.checks.saying import arithmetic, number, span, unit_word
from csrdirectives.format import Formatter
from csrdirectives.interval import Interval
from csrdirectives.model import Catalogue, Key, Observation

DEEPEST = 20  # formulas within formulas; those that run in a circle are told elsewhere
LABELS = {
    "value": ("数值", "value"),
    "asserts": ("表示", "asserts"),
    "formula": ("算法", "formula"),
    "computed": ("算得", "computed"),
    "agrees": ("相符", "agrees"),
    "differs": ("不相符", "differs"),
    "equals": ("应等于", "equals"),
    "at_most": ("应不超过", "at most"),
    "at_least": ("应不少于", "at least"),
    "counts": ("名册", "counts"),
    "department": ("责任部门", "department"),
    "source": ("来源", "source"),
    "note": ("备注", "note"),
    "people": ("填报、审核", "owner, approver"),
    "finding": ("数据说明", "finding"),
    "problem": ("未决", "open"),
    "shown": ("见于", "shown at"),
    "nowhere": ("报告中没有出现", "nowhere in the report"),
}


class Branch(NamedTuple):
    """A line of the tree, and what hangs on it."""

    text: str
    below: tuple[Branch, ...] = ()


def explain(
    catalogue: Catalogue, observation: Observation, verdict: Verdict, places: Sequence[str], formatter: Formatter
) -> Branch:
    """All that is known of a figure, as a tree."""
    explainer = _Explainer(catalogue, formatter)
    below = [
        *explainer.figure(observation),
        *explainer.facts(observation),
        *explainer.doubts(observation, verdict),
        explainer.line("shown", *([] if places else [explainer.word("nowhere")]), below=map(Branch, places)),
    ]
    indicator = catalogue.indicators[observation.key.indicator]
    return Branch(f"{observation.key}  {indicator.name}", tuple(below))


def drawn(tree: Branch) -> Iterator[str]:
    r"""The lines of a tree.

    >>> print(*drawn(Branch("a", (Branch("b", (Branch("c"),)), Branch("d")))), sep="\n")
    a
    ├─ b
    │  └─ c
    └─ d
    """
    yield tree.text
    for branch in tree.below:
        first, rest = ("└─ ", "   ") if branch is tree.below[-1] else ("├─ ", "│  ")
        lines = drawn(branch)
        yield first + next(lines)
        yield from (rest + line for line in lines)


class _Explainer:
    def __init__(self, catalogue: Catalogue, formatter: Formatter) -> None:
        self.catalogue = catalogue
        self.formatter = formatter
        self.column = 0 if formatter.chinese else 1

    def word(self, name: str) -> str:
        return LABELS[name][self.column]

    def line(self, name: str, *said: str, below: Iterable[Branch] = ()) -> Branch:
        return Branch("  ".join((self.word(name), *said)), tuple(below))

    def figure(self, observation: Observation) -> Iterator[Branch]:
        """The value, what it asserts, and how it follows from others."""
        catalogue, key = self.catalogue, observation.key
        indicator = catalogue.indicators[key.indicator]
        shown = self.formatter.figure(observation), self.formatter.status(observation.status)
        yield self.line("value", *shown, str(observation.where))
        if observation.value is not None:
            yield self.line("asserts", self._interval(asserted_of(catalogue, observation), observation))
        if indicator.formula and not key.part:
            inputs = {name: catalogue.observations.get(Key(name, key.period)) for name in _names(indicator.formula)}
            operands = [self._operand(name, found, DEEPEST) for name, found in inputs.items()]
            yield self.line("formula", indicator.formula, below=operands)
            yield from self._comparison("computed", indicator.formula, observation, inputs)
        for field in ("equals", "at_most", "at_least"):
            for text in getattr(indicator, field) if not key.part else ():
                if fault_of(catalogue, text) is None:
                    inputs = {name: aligned(catalogue, name, observation) for name in formula.names(text)}
                    yield from self._comparison(field, text, observation, inputs)
        if indicator.counts:
            yield self.line("counts", indicator.counts)

    def facts(self, observation: Observation) -> Iterator[Branch]:
        """Who answers for it, and where it stands in the original."""
        indicator = self.catalogue.indicators[observation.key.indicator]
        people = "，".join(filter(None, (observation.owner, observation.approver)))
        source = "" if observation.status == "derived" else observation.source
        said = {"department": indicator.department, "source": source, "note": observation.note, "people": people}
        yield from (self.line(name, text) for name, text in said.items() if text)

    def doubts(self, observation: Observation, verdict: Verdict) -> Iterator[Branch]:
        """The findings about it, with what they acknowledge, and what is open."""
        key = str(observation.key)
        language = "zh" if self.formatter.chinese else "en"
        mine = {key, observation.key.indicator}
        for finding in self.catalogue.remarks.get(observation.key, ()):
            known = [p for p, by in verdict.acknowledged if by.id == finding.id and not mine.isdisjoint(p.about)]
            below = [Branch(f"{problem.text(language)} [csr.{problem.code}]") for problem in known]
            yield self.line("finding", finding.id, finding.title, below=below)
        for problem in verdict.open:
            if not mine.isdisjoint(problem.about):
                yield self.line("problem", f"{problem.text(language)} [csr.{problem.code}]")

    def _operand(self, name: str, found: Observation | None, depth: int) -> Branch:
        if found is None:
            return Branch(f"{name}  ?")
        indicator, period = self.catalogue.indicators[name], found.key.period
        deeper = _names(indicator.formula) if indicator.formula and depth else ()
        below = [self._operand(n, self.catalogue.observations.get(Key(n, period)), depth - 1) for n in deeper]
        return Branch(f"{found.key}  {indicator.name}  {self.formatter.figure(found)}", tuple(below))

    def _comparison(
        self, label: str, text: str, observation: Observation, inputs: dict[str, Observation | None]
    ) -> Iterator[Branch]:
        """The arithmetic of a formula, and whether the figure agrees with it."""
        given = {name: o for name, o in inputs.items() if o is not None and o.value is not None}
        computed = interval_of(self.catalogue, text, given) if given and len(given) == len(inputs) else None
        if computed is None or observation.value is None:
            return
        unit, reported = self.catalogue.unit_of(observation), asserted_of(self.catalogue, observation)
        result = span(computed, unit, observation.value) + unit_word(unit)[self.column]
        allowed = {
            "at_most": Interval(reported.lo, float("inf"), reported.lo_closed, hi_closed=False),
            "at_least": Interval(float("-inf"), reported.hi, lo_closed=False, hi_closed=reported.hi_closed),
        }
        agrees = computed.meets(allowed.get(label, reported))
        written = arithmetic(self.catalogue, text, given)[self.column]
        yield self.line(label, f"{written} = {result}", self.word("agrees" if agrees else "differs"))

    def _interval(self, interval: Interval, observation: Observation) -> str:
        unit = self.catalogue.unit_of(observation)
        inner = interval.scaled(1 / Fraction(unit.factor))
        word = unit_word(unit)[self.column]
        lo, hi = (number(end) if isinstance(end, Fraction) else "∞" for end in (inner.lo, inner.hi))
        if inner.lo == inner.hi:
            return f"= {lo}{word}"
        left, right = "[" if inner.lo_closed else "(", "]" if inner.hi_closed else ")"
        return f"{left}{'−' if lo == '∞' else ''}{lo}, {hi}{right}{word}"


def _names(text: str) -> tuple[str, ...]:
    try:
        return formula.names(text)
    except formula.FormulaError:
        return ()
