"""``csr:chart``: figures drawn."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from csrdirectives.chart import CHARTS, OWN, specs
from csrdirectives.chart.counted import BY, KINDS, Counts, counts
from csrdirectives.chart.custom import custom_specs, read_spec
from csrdirectives.chart.faults import faults
from csrdirectives.chart.series import describe, series_of
from csrdirectives.format import Formatter
from csrdirectives.lookup import NO_FIGURE, NotFound, read_ask
from csrdirectives.problems import nearest
from csrdirectives.sphinx.directives.charted import Charted, Shown
from csrdirectives.table import ordered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csrdirectives.lookup import Ask
    from csrdirectives.model import Observation
    from csrdirectives.period import Period

SORTS = ("value", "-value", "name")
MEANT = {"donut": "share", "pie": "share", "column": "stacked", "columns": "stacked"}
"""What others call a kind of chart, or take in its place."""


class Told(Exception):
    """There is no chart, and the author knows why."""


class ChartDirective(Charted):
    """Figures drawn, one key or pattern a line; the kind of chart is the argument.

    The caption is a message: what a reader is to see. Unit, period, source and a table of the figures stand beside it.
    The records of a register are counted by a column with a closed list: ``awards; by: level``, then filters.
    """

    options_taken: ClassVar = {
        "whole": "The figure that the parts make up, or that all bars of ``progress`` are measured against.",
        "periods": "Periods to compare, such as ``2021 2022 2023``; by default for ``line`` all there are.",
        "sort": "``value``, ``-value`` or ``name``; by default as listed.",
        "spec": "In place of a kind: a file with a Vega-Lite specification, from this page; its data come from here.",
        "alt": "Words for who does not see the chart; by default made from the figures.",
    }

    def content_nodes(self) -> list[nodes.Node]:
        kind, spec = self._kind()
        if not self.options.get("caption"):
            raise NotFound("chart-caption")
        limits = OWN if spec is not None else CHARTS[kind].limits
        rows, shown = self._asked(kind)
        wrong = list(faults(kind, limits, shown.found, shown.whole, shown.catalogue, shown.formatter))
        for number, fault in wrong:
            self.warn(fault, rows[min(number, len(rows) - 1)])
        if wrong:
            raise Told
        names = [self.formatter.period(period) for period in shown.periods] or [""]
        series = series_of(shown.found, names, shown.whole, shown.catalogue, shown.formatter)
        printed = series if self.formatter.chinese else series.in_ascii_quotes()
        drawn = specs(kind, series, printed) if spec is None else custom_specs(spec, series, printed)
        return self.charted(shown, drawn, describe(kind, series, shown.formatter))

    def run(self) -> list[nodes.Node]:
        try:
            return super().run()
        except Told:
            return [nodes.paragraph("", "", self.missing(f"{self.name} {' '.join(self.arguments)}".strip()))]

    # ---- what is asked for

    def lines(self) -> Iterator[tuple[int, str]]:
        """The lines of the body; the argument is the kind."""
        return ((self.line_of(number), text.strip()) for number, text in enumerate(self.content) if text.strip())

    def _kind(self) -> tuple[str, dict[str, object] | None]:
        name = self.arguments[0].strip() if self.arguments else ""
        if file := self.options.get("spec"):
            relative, path = self.env.relfn2path(file)
            self.env.note_dependency(relative)
            if not Path(path).is_file():
                raise NotFound("spec-missing", file=file)
            return "own", read_spec(Path(path).read_text("utf-8", errors="replace"), file)
        if name == "timeline":
            raise NotFound("chart-timeline")
        if name not in CHARTS:
            near = MEANT.get(name) or nearest(name, CHARTS)
            raise NotFound("chart-kind", name=name, known=" ".join(CHARTS), near=near)
        return name, None

    def _asked(self, kind: str) -> tuple[list[int], Shown]:
        """What is to be shown, and the line of each of its rows."""
        if (counted := self._counted(kind)) is not None:
            line, answer = counted
            by = self.word("sort", SORTS, "")
            found = ordered(answer.observations, by, answer.catalogue) if by else answer.observations
            formatter = Formatter(self.config.language, answer.catalogue, self.formatter.gettext)
            return [line] * len(found), Shown(kind, [[o] for o in found], [], [], answer.catalogue, formatter, answer)
        rows, periods = self._rows(kind)
        found_rows, whole = [row for _, row in rows], self._whole(periods)
        return [line for line, _ in rows], Shown(kind, found_rows, whole, periods, self.catalogue, self.formatter)

    def _counted(self, kind: str) -> tuple[int, Counts] | None:
        """The counts of the register that is named, with the line; nothing where figures are."""
        for line, text in self.lines():
            ask = self._register_in(text)
            if ask is not None:
                try:
                    return line, self._counts(ask, kind)
                except NotFound as fault:
                    self.warn(fault, line)
                    raise Told from None
        return None

    def _register_in(self, text: str) -> Ask | None:
        """What a line asks of a register, if it does."""
        try:
            ask = read_ask(text)
        except NotFound:  # told where figures are looked for
            return None
        named = ask.subject in self.catalogue.registers and ask.subject not in self.catalogue.indicators
        return ask if named or BY in ask.pairs else None

    def _counts(self, ask: Ask, kind: str) -> Counts:
        if len(list(self.lines())) > 1 or {"whole", "periods"} & set(self.options):
            raise NotFound("chart-register-alone")
        if kind not in (*KINDS, "own"):
            raise NotFound("chart-register-kind", kind=kind, known=" ".join(KINDS))
        self.asks(f"register {ask.subject}")
        answer = counts(self.catalogue, ask)
        if not answer.observations:
            raise NotFound("register-empty", text=ask.subject)
        return answer

    def _rows(self, kind: str) -> tuple[list[tuple[int, list[Observation | None]]], list[Period]]:
        """What is listed, with the lines: for each row a figure of each period, or none; and the periods if several."""
        periods = self.asked_periods()
        firsts: list[tuple[int, Observation]] = []
        failed = False
        for line, ask, _ in self.asked_lines():
            failed |= ask is None
            if ask is None:
                continue
            try:
                firsts += [(line, observation) for observation in self.listed(ask, periods or [None])]
            except NotFound as fault:
                self.warn(fault, line)
                failed = True
        if failed:
            raise Told
        if text := self.options.get("whole"):  # which a pattern may hold too
            whole = self.observation(text, periods[-1] if periods else None).key
            firsts = [(line, o) for line, o in firsts if (o.key.indicator, o.key.part) != (whole.indicator, whole.part)]
        if not firsts:
            raise NotFound("chart-empty")
        if by := self.word("sort", SORTS, ""):
            lines = {observation.key: line for line, observation in firsts}
            in_order = ordered([observation for _, observation in firsts], by, self.catalogue)
            firsts = [(lines[observation.key], observation) for observation in in_order]
        if kind == "line" and not periods:
            periods = self._periods_of([observation for _, observation in firsts])
        if not periods:
            return [(line, [observation]) for line, observation in firsts], []
        return [(line, [self._at(observation, period) for period in periods]) for line, observation in firsts], periods

    def _whole(self, periods: Sequence[Period]) -> list[Observation | None]:
        """What ``:whole:`` names, for each period."""
        text = self.options.get("whole")
        if not text:
            return []
        first = self.observation(text, periods[-1] if periods else None)
        return [self._at(first, period) for period in periods] or [first]

    def _at(self, observation: Observation, period: Period) -> Observation | None:
        """The same figure for another period, if there is one."""
        key = observation.key
        try:
            return self.observation(key.indicator + (f"#{key.part}" if key.part else ""), period)
        except NotFound as fault:
            if fault.code not in NO_FIGURE:
                raise
            return None

    def _periods_of(self, observations: Sequence[Observation]) -> list[Period]:
        """All periods, of the kind of the first, for which one of the figures is known."""
        found: set[Period] = set()
        for observation in observations:
            self.asks(f"members {observation.key.indicator}")
            for other in self.catalogue.series[observation.key.indicator]:
                if other.key.part == observation.key.part and other.period.kind == observations[0].period.kind:
                    found.add(other.period)
        return sorted(found)
