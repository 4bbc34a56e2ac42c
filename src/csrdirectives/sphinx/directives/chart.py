"""``csr:chart``: figures drawn."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes

from csrdirectives.chart import CHARTS, OWN, specs
from csrdirectives.chart.custom import custom_specs, read_spec
from csrdirectives.chart.drawing import key_of
from csrdirectives.chart.faults import faults
from csrdirectives.chart.series import describe, series_of
from csrdirectives.lookup import NO_FIGURE, NotFound
from csrdirectives.problems import nearest
from csrdirectives.sphinx.charts import HTML_ONLY, SCHEME
from csrdirectives.sphinx.directives.listing import Listing
from csrdirectives.sphinx.nodes import link, paragraph, table
from csrdirectives.table import columns_for, ordered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csrdirectives.chart.series import Found
    from csrdirectives.model import Observation
    from csrdirectives.period import Period

SORTS = ("value", "-value", "name")
MEANT = {"donut": "share", "pie": "share", "column": "stacked", "columns": "stacked"}
"""What others call a kind of chart, or take in its place."""


class Told(Exception):
    """There is no chart, and the author knows why."""


class ChartDirective(Listing):
    """Figures drawn, one key or pattern a line; the kind of chart is the argument.

    The caption is a message: what a reader is to see. Unit, period and a table of the figures are put beside it.
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
        rows, periods = self._rows(kind)
        whole = self._whole(periods)
        found = [row for _, row in rows]
        wrong = list(faults(kind, limits, found, whole, self.catalogue, self.formatter))
        for number, fault in wrong:
            self.warn(fault, rows[min(number, len(rows) - 1)][0])
        if wrong:
            raise Told
        names = [self.formatter.period(period) for period in periods] or [""]
        series = series_of(found, names, whole, self.catalogue, self.formatter)
        printed = series if self.formatter.chinese else series.in_ascii_quotes()
        drawn = specs(kind, series, printed) if spec is None else custom_specs(spec, series, printed)
        image = self._image(drawn, describe(kind, series, self.formatter))
        return [self._figure(kind, image, found, whole, periods), self._table(found, periods)]

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

    # ---- what comes of it

    def _image(self, specs: Mapping[str, Any], words: str) -> nodes.image:
        """What stands for the drawings, which are noted for this page."""
        key = key_of(specs)
        self.domain.note_chart(
            self.env.docname, key, json.dumps(specs, ensure_ascii=False, sort_keys=True), self.lineno
        )
        image = nodes.image("", uri=SCHEME + key, csr_words=words)
        if alt := self.options.get("alt"):  # which Sphinx translates, as ours must not be, being made from the figures
            image["alt"] = alt
        self.set_source_info(image)
        return image

    def _figure(
        self, kind: str, image: nodes.image, found: Sequence[Found], whole: Found, periods: Sequence[Period]
    ) -> nodes.figure:
        figure = nodes.figure("", image, classes=["csr-chart", "caption-above"])
        self.labelled(figure)
        inline, messages = self.inline(self.options["caption"], self.lineno)
        caption = nodes.caption(self.options["caption"], "", *inline)
        self.set_source_info(caption)
        figure += [caption, *messages, nodes.legend("", *self._basis(kind, found, whole, periods))]
        return figure

    def _basis(
        self, kind: str, found: Sequence[Found], whole: Found, periods: Sequence[Period]
    ) -> Iterator[nodes.paragraph]:
        """Unit, period and whole; and a line for figures in doubt."""
        words, formatter = self.formatter.words, self.formatter
        seen = [observation for row in found for observation in row if observation is not None]
        told: list[nodes.Node | str] = []
        if kind == "line" and len(found) == 1:
            told.append(columns_for(["name"], seen)["name"].cell(seen[0], self.catalogue, formatter).text)
        if kind == "waffle":
            told.append(words["chart-square"])
        else:
            told.append(words["chart-unit"].format(formatter.head(self.catalogue.unit_of(seen[0]))))
        if len({observation.key.period for observation in seen}) == 1:
            told.append(formatter.period(seen[0].period))
        wholes = [observation for observation in whole if observation is not None]
        if len(wholes) == 1:
            before, after = words["chart-track" if kind == "progress" else "chart-whole"].split("{}")
            told.append(nodes.inline("", "", nodes.Text(before), self.figure(wholes[0]), nodes.Text(after)))
        yield paragraph(*_joined(told, words["semicolon"]), classes=["csr-chart-basis"])
        doubts = {doubt.id: doubt.title for o in (*seen, *wholes) for doubt in self.catalogue.doubts(o.key)}
        if doubts:
            before, after = words["chart-doubted"].split("{}")
            titles = [link("finding", id_, nodes.Text(title)) for id_, title in doubts.items()]
            mark = f"{words['doubt']} {before}"
            yield paragraph(mark, *_joined(titles, words["semicolon"]), after, classes=["csr-chart-doubts"])

    def _table(self, found: Sequence[Found], periods: Sequence[Period]) -> nodes.Element:
        """The figures of the chart, folded away on the site; a link to them as a file may follow."""
        words, formatter = self.formatter.words, self.formatter
        seen = [observation for row in found for observation in row if observation is not None]
        named = columns_for(["name"], seen)["name"]
        body: list[list[nodes.Node | str]] = []
        for row in found:
            first = next(observation for observation in row if observation is not None)
            cell = named.cell(first, self.catalogue, formatter)
            name = paragraph(link("indicator", first.key.indicator, nodes.Text(cell.text)))
            body.append([name, *(paragraph(self.figure(o)) if o is not None else "–" for o in row)])
        heads = [formatter.period(period) for period in periods] or [words["value"]]
        made = table([words["name"], *heads], body, [False] + [True] * len(heads), ["csr-table"])
        return nodes.container("", made, classes=["csr-chart-data", HTML_ONLY], csr_title=words["chart-data"])


def _joined(pieces: Sequence[nodes.Node | str], between: str) -> list[nodes.Node | str]:
    """The pieces with the same sign between them."""
    return [part for piece in pieces for part in (between, piece)][1:]
