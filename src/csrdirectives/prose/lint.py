"""Chapters and translations → the figures typed in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from csrdirectives.messages import Message
from csrdirectives.model import Catalogue
from csrdirectives.problems import Problem, Where
from csrdirectives.prose.chapters import Line, prose
from csrdirectives.prose.damaged import damaged
from csrdirectives.prose.declared import Declared
from csrdirectives.prose.known import Known, free_of_figures, names_of, small
from csrdirectives.prose.lexicon import HIDDEN
from csrdirectives.prose.offer import Offers, as_text, keys_in, topics_of
from csrdirectives.prose.potexts import entries
from csrdirectives.prose.reader import written
from csrdirectives.prose.written import Written, plain, units_of

_MORE = 3  # figures of the same value that are named beside the first


class Linter:
    """What a report knows, by which its texts are read."""

    def __init__(
        self,
        catalogue: Catalogue,
        terms: Iterable[str] = (),
        names: Iterable[str] = (),
        declared: Iterable[Declared] = (),
        *,
        hidden: bool = False,
    ) -> None:
        """*terms* were chosen as names; *names* stand in the data, like those of the catalogue, and may hold figures.

        *hidden* tells of numbers within words as well.
        """
        self.units = units_of(catalogue)
        self.offers = Offers(catalogue)
        given = free_of_figures((*names_of(catalogue), *names), self.units, self.offers.is_figure)
        self.known = Known((*terms, *given), declared)
        self.years = {
            year + after for year in (catalogue.period.start.year, catalogue.period.end.year) for after in (0, 1)
        }
        self.hidden = hidden

    def chapter(self, text: str, shown: str, page: str = "") -> Iterator[Problem]:
        """The figures typed in a chapter, and its damaged roles; *page* is its name in the report."""
        yield from self._lines(prose(text), shown, page, text.split("\n"))
        for piece in damaged(text):
            yield Problem("role-damaged", Where(shown, piece.line, piece.column), {"piece": piece.text})

    def translations(self, text: str, shown: str, page: str = "") -> Iterator[Problem]:
        """The figures typed in the translations of a ``.po`` file; a guess that is marked as fuzzy is not read."""
        messages = (entry for entry in entries(text) if entry.msgid and not entry.fuzzy)
        lines = (line for entry in messages for line in entry.lines())
        yield from self._lines(lines, shown, page, text.split("\n"))

    def unused(self, *, english: bool) -> Iterator[Problem]:
        """What is declared and was needed nowhere; *english* if translations were read as well."""
        for each in self.known.unused(english=english):
            yield Problem("declared-unused", each.where, {"text": each.text})

    def _lines(self, lines: Iterable[Line], shown: str, page: str, raw: Sequence[str]) -> Iterator[Problem]:
        topics: list[tuple[int, str]] | None = None
        for line in lines:
            found = written(line.text, self.units, hidden=self.hidden)
            if not found:
                continue
            low = small(plain(line.text))
            for each in found:
                if not (each.firm or self.hidden) or self.known.covers(low, each, page):
                    continue
                if each.kind == "year" and not self._is_figure(each, line):
                    continue
                if topics is None:
                    topics = topics_of(raw)
                yield self._problem(each, line, shown, topics)

    def _is_figure(self, year: Written, line: Line) -> bool:
        """Whether a year is more than a date: the value of a figure; one of the report's own years is by its kin."""
        assert year.value is not None
        figures = self.offers.years(year.value)
        if year.value not in self.years:
            return bool(figures)
        kin = {key.rpartition(".")[0] for key in keys_in(line.raw)}
        return any(figure.key.indicator.rpartition(".")[0] in kin for figure in figures)

    def _problem(self, found: Written, line: Line, shown: str, topics: Sequence[tuple[int, str]]) -> Problem:
        text = line.text[found.start : found.end].strip()
        lead = len(line.text[found.start : found.end]) - len(line.text[found.start : found.end].lstrip())
        where = Where(shown, *line.place(found.start + lead))
        if found.kind == HIDDEN or not found.firm:
            return Problem("figure-hidden", where, {"text": text})
        offers = self.offers.offers(found, line.number, topics)
        if not offers:
            value = "" if found.value is None else as_text(found.value)
            if not value or plain(text) == value:
                return Problem("figure-typed-unknown", where, {"text": text})
            return Problem("figure-typed-value", where, {"text": text, "value": value})
        first, *others = offers
        if not others:
            return Problem("figure-typed", where, {"text": text, "key": first.key, "role": first.role})
        more = [other.key for other in others[:_MORE]]
        rest = Message("、".join(more), ", ".join(more))
        details = {"text": text, "key": first.key, "role": first.role, "others": rest}
        return Problem("figure-typed-several", where, details)
