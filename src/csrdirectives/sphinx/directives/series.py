"""The figures of an indicator: one in a line, those of several periods in a table, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from csrdirectives.sphinx.directives.block import Block
from csrdirectives.sphinx.nodes import bullets, csr_figure, paragraph, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csrdirectives.model import Indicator, Observation


class Series(Block):
    """A directive that shows all figures of an indicator."""

    def values(self, indicator: Indicator, *, anchored: bool) -> list[nodes.Node]:
        """All figures, and what is said of them; nothing where there are none."""
        series = self.catalogue.series.get(indicator.id, ())
        if not series:
            return []
        remarks = {observation.key: self._remarks(observation) for observation in series}
        alike = len(set(remarks.values())) == 1
        if len({observation.key.period for observation in series}) > 1:
            shown = self._table(indicator, series, anchored=anchored)
            return [shown, *self._remarked(series, [remarks[o.key] for o in series], alike=alike)]
        after = [text if len(series) == 1 or not alike else "" for text in remarks.values()]
        items = [[self._line(o, text, anchored=anchored)] for o, text in zip(series, after, strict=True)]
        if alike and len(series) > 1 and (text := remarks[series[0].key]):
            items.append([paragraph(text, classes=["csr-remark"])])
        return [bullets(items, ["csr-values"])]

    def when(self, observation: Observation) -> str:
        """2023年 · 国家级."""
        parts = self.catalogue.indicators[observation.key.indicator].parts
        part = observation.key.part
        return " · ".join(filter(None, [self.formatter.period(observation.period), parts.get(part, part)]))

    def _line(self, observation: Observation, remarks: str, *, anchored: bool) -> nodes.paragraph:
        """2023年 · 国家级：2个（来源：…；备注）."""
        after = self.formatter.words["brackets"].format(remarks) if remarks else ""
        figure = self._figure(observation, anchored=anchored)
        return paragraph(self.when(observation) + self.formatter.words["colon"], figure, after)

    def _figure(self, observation: Observation, *, anchored: bool) -> csr_figure:
        """The figure, which is at home here: it leads to itself, so that it can be cited."""
        figure = self.figure(observation)
        del figure["indicator"]
        if anchored:
            figure["ids"].append(observation_anchor(observation))
        return figure

    def _table(self, indicator: Indicator, series: Sequence[Observation], *, anchored: bool) -> nodes.table:
        """Periods in rows, or in columns where each has parts."""
        words, found = self.formatter.words, {(o.key.period, o.key.part): o for o in series}
        periods = {o.key.period: self.formatter.period(o.period) for o in reversed(series)}  # the newest first
        parts = {o.key.part: indicator.parts.get(o.key.part, "") for o in series}

        def cell(period: str, part: str) -> nodes.Node | str:
            observation = found.get((period, part))
            return paragraph(self._figure(observation, anchored=anchored)) if observation else "–"

        if parts.keys() == {""}:
            head = [words["period"], words["value"]]
            body: list[list[nodes.Node | str]] = [[text, cell(period, "")] for period, text in periods.items()]
        else:
            head = [words["part"], *periods.values()]
            order = [part for part in ("", *indicator.parts) if part in parts]
            body = [[parts[part] or words["total"], *(cell(period, part) for period in periods)] for part in order]
        return table(head, body, [False] + [True] * (len(head) - 1), ["csr-series"])

    def _remarked(self, series: Sequence[Observation], remarks: list[str], *, alike: bool) -> Iterator[nodes.Node]:
        """What is said of the figures, each once, with the figures that it is said of."""
        words = self.formatter.words
        said: dict[str, list[Observation]] = {}
        for observation, text in zip(series, remarks, strict=True):
            said.setdefault(text, []).append(observation)
        said.pop("", None)
        lines = []
        for text, of in said.items():
            about = "" if alike else words["between"].join(map(self.when, reversed(of))) + words["colon"]
            lines.append([paragraph(about + text)])
        if lines:
            yield bullets(lines, ["csr-values", "csr-remarks"])

    def _remarks(self, observation: Observation) -> str:
        """How firm a figure is, where it stands in the original, what else is to be known of it."""
        words = self.formatter.words
        known = observation.value is not None
        remarks = [words[f"bound-{observation.comparator.symbol}"]] if known and observation.comparator.word else []
        remarks += [self.formatter.status(observation.status)] if known and observation.status != "reported" else []
        computed = observation.status == "derived"  # its source is the formula, which the entry has in words
        remarks += [words["source-is"].format(observation.source)] if observation.source and not computed else []
        text, note = words["semicolon"].join(remarks), observation.note
        return words["remark-note"].format(text, note) if text and note else text or note


def observation_anchor(observation: Observation) -> str:
    """Where a single figure stands: ``obs-workforce.total-2023-12-31--female``, an identifier for every browser."""
    key = observation.key
    period = key.period.replace("/", "_")
    return f"obs-{key.indicator}-{period}" + (f"--{key.part}" if key.part else "")
