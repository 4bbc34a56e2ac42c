"""What comes of a chart in a page: a figure with its words, the table of its figures, and these as a file."""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes

from csrdirectives.chart.drawing import key_of
from csrdirectives.export.csvtext import excel_text
from csrdirectives.export.workbook import figures_text
from csrdirectives.sphinx.chartfiles import SOURCE
from csrdirectives.sphinx.charts import HTML_ONLY, SCHEME
from csrdirectives.sphinx.directives.listing import Listing
from csrdirectives.sphinx.nodes import csr_figure, link, paragraph, table
from csrdirectives.sphinx.reporting import plain
from csrdirectives.table import columns_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csrdirectives.chart.counted import Counts
    from csrdirectives.chart.series import Found
    from csrdirectives.format import Formatter
    from csrdirectives.model import Catalogue, Observation
    from csrdirectives.period import Period


class Shown(NamedTuple):
    """What a chart shows: for each row a figure by period, or none; of what whole; and whether these are counts."""

    kind: str
    found: Sequence[Found]
    whole: Found
    periods: Sequence[Period]
    catalogue: Catalogue
    formatter: Formatter
    counts: Counts | None = None

    @property
    def seen(self) -> list[Observation]:
        """Every figure of the rows."""
        return [observation for row in self.found for observation in row if observation is not None]

    @property
    def wholes(self) -> list[Observation]:
        """What the parts make up, where it is known."""
        return [observation for observation in self.whole if observation is not None]


class Charted(Listing):
    """A directive that shows a chart."""

    def charted(self, shown: Shown, specs: Mapping[str, Any], words: str) -> list[nodes.Node]:
        """The figure and the table of its figures."""
        figure = nodes.figure("", self._image(specs, words), classes=["csr-chart", "caption-above"])
        self.labelled(figure)
        name = self._named(figure, shown)
        self.domain.note_chart_file(self.env.docname, name, self._file(shown))
        inline, messages = self.inline(self.options["caption"], self.lineno)
        caption = nodes.caption(self.options["caption"], "", *inline)
        self.set_source_info(caption)
        figure += [caption, *messages, nodes.legend("", *self._basis(shown))]
        return [figure, self._table(shown)]

    def _named(self, figure: nodes.figure, shown: Shown) -> str:
        """The name of the chart in addresses: its label, else one that follows from what is asked, not from figures."""
        if any(map(nodes.make_id, figure["names"])):
            return str(figure["ids"][0])
        asked = [self.env.docname, shown.kind, *map(str, shown.periods), *self.content]
        name = first = "chart-" + blake2b("\n".join(asked).encode(), digest_size=4).hexdigest()
        document, number = self.state.document, 1
        while name in document.ids:
            number += 1
            name = f"{first}-{number}"
        figure["ids"].insert(0, name)
        document.set_id(figure)
        return name

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

    def _basis(self, shown: Shown) -> Iterator[nodes.paragraph]:
        """Unit, period and whole; a line for figures in doubt; where the figures are from, and how firm they are."""
        formatter, words = shown.formatter, shown.formatter.words
        told: list[nodes.Node | str] = []
        if shown.kind == "line" and len(shown.found) == 1:
            told.append(columns_for(["name"], shown.seen)["name"].cell(shown.seen[0], shown.catalogue, formatter).text)
        if shown.kind == "waffle":
            told.append(words["chart-square"])
        else:
            told.append(words["chart-unit"].format(formatter.head(shown.catalogue.unit_of(shown.seen[0]))))
        if shown.counts is None and len({observation.key.period for observation in shown.seen}) == 1:
            told.append(formatter.period(shown.seen[0].period))
        if len(shown.wholes) == 1:
            before, after = words["chart-track" if shown.kind == "progress" else "chart-whole"].split("{}")
            told.append(nodes.inline("", "", nodes.Text(before), self.figure(shown.wholes[0]), nodes.Text(after)))
        yield paragraph(*joined(told, words["semicolon"]), classes=["csr-chart-basis"])
        doubts = {doubt.id: doubt for o in (*shown.seen, *shown.wholes) for doubt in shown.catalogue.doubts(o.key)}
        doubts |= {doubt.id: doubt for doubt in (shown.counts.doubts if shown.counts else ())}
        if doubts:
            before, after = words["chart-doubted"].split("{}")
            titles = [link("finding", id_, nodes.Text(doubt.title)) for id_, doubt in doubts.items()]
            mark = f"{words['doubt']} {before}"
            yield paragraph(mark, *joined(titles, words["semicolon"]), after, classes=["csr-chart-doubts"])
        yield paragraph(self._source(shown), classes=[SOURCE])

    def _source(self, shown: Shown) -> str:
        """Where the figures stand in the original, each place once; and their statuses."""
        words = shown.formatter.words
        if shown.counts is not None:
            return words["chart-source"].format(shown.counts.name(words["brackets"]))
        seen = [*shown.seen, *shown.wholes]
        between = words["semicolon"]
        places = dict.fromkeys(place for o in seen for place in o.source.split(between) if place)
        statuses = between.join(dict.fromkeys(shown.formatter.status(o.status) for o in seen))
        if not places:
            return statuses
        return words["chart-source"].format(between.join(places)) + words["brackets"].format(statuses)

    def _table(self, shown: Shown) -> nodes.Element:
        """The figures of the chart with their keys, folded away on the site."""
        words, formatter = shown.formatter.words, shown.formatter
        named = columns_for(["name"], shown.seen)["name"]
        body: list[list[nodes.Node | str]] = []
        for row in shown.found:
            first = next(observation for observation in row if observation is not None)
            cell = named.cell(first, shown.catalogue, formatter)
            name = paragraph(link("indicator", first.key.indicator, nodes.Text(cell.text)))
            body.append([name, *(paragraph(self._figure(o, shown)) if o is not None else "–" for o in row)])
        heads = [formatter.period(period) for period in shown.periods] or [words["value"]]
        made = table([words["name"], *heads], body, [False] + [True] * len(heads), ["csr-table"])
        keys = [nodes.literal("", self._key(observation, shown)) for observation in shown.seen]
        before, after = words["chart-keys"].split("{}")
        listed = paragraph(before, *joined(keys, words["semicolon"]), after, classes=["csr-chart-keys"])
        return nodes.container("", made, listed, classes=["csr-chart-data", HTML_ONLY], csr_title=words["chart-data"])

    def _figure(self, observation: Observation, shown: Shown) -> csr_figure:
        if shown.counts is None:
            return self.figure(observation)
        text, key = shown.formatter.figure(observation), shown.counts.said(observation)
        return csr_figure("", text, key=key, value=plain(observation.value) if observation.value is not None else "")

    def _key(self, observation: Observation, shown: Shown) -> str:
        return str(observation.key) if shown.counts is None else shown.counts.said(observation)

    def _file(self, shown: Shown) -> str:
        """The figures of the chart for Excel."""
        formatter, words = shown.formatter, shown.formatter.words
        if shown.counts is None:
            for id_ in {observation.key.indicator for observation in shown.seen}:
                self.asks(f"indicators {id_}")  # parts may be held back for the sake of others
            return figures_text([*shown.seen, *shown.wholes], shown.catalogue, formatter)
        name, unit = shown.counts.name(words["brackets"]), formatter.head(shown.catalogue.unit_of(shown.seen[0]))
        parts = shown.catalogue.indicators[shown.seen[0].key.indicator].parts
        rows = [
            [name, parts[o.key.part], f"{o.value:f}", unit, formatter.figure(o), shown.counts.said(o)]
            for o in shown.seen
        ]
        return excel_text([words[name] for name in ("name", "part", "value", "unit", "shown", "key")], rows)


def joined(pieces: Sequence[nodes.Node | str], between: str) -> list[nodes.Node | str]:
    """The pieces with the same sign between them."""
    return [part for piece in pieces for part in (between, piece)][1:]
