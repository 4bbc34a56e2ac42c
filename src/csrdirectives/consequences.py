"""Which problems only follow from others: told as well, they would bury the one to mend."""

from __future__ import annotations

from collections.abc import Container, Iterable

from csrdirectives import formula
from csrdirectives.model import Indicator
from csrdirectives.problems import Problem
from csrdirectives.tomlfile import Source
from csrdirectives.values import LeftOut

_NAMES = {  # what a problem of this code misses, and the detail that names it
    "unknown-unit": ("unit", "word"),
    "unknown-indicator": ("indicator", "name"),
    "formula-unknown": ("indicator", "operand"),
    "register-undefined": ("register", "name"),
    "unknown-register": ("register", "name"),
    "unknown-scheme": ("scheme", "scheme"),
    "unknown-disclosure": ("scheme", "scheme"),
}
_FIGURES = {  # the detail that names the indicator whose figure a problem of this code misses
    "formula-operand": "operand",
    "no-value": "name",
    "no-figure": "name",
    "no-observation": "name",
    "unknown-period": "name",
}


class Lost:
    """What a catalogue lacks because something was wrong with it, which was told at its place."""

    def __init__(self) -> None:
        self.files: set[str] = set()  # "unit", "indicator", "value" …: a whole file of them is lost
        self.names: set[tuple[str, str]] = set()  # "unit", "indicator", "register" or "scheme", and its name
        self.figures: set[tuple[str, str]] = set()  # an indicator and a period, "" where that is not known

    def note_tables(self, kind: str, source: Source | None, found: Iterable[str]) -> None:
        """Remember the tables of a file of which nothing came."""
        if source is None or not source.heads:
            self.files.add(kind)
        else:
            self.names.update((kind, name) for name in {*source.heads, *source.tables}.difference(found))

    def note_rows(self, left_out: Iterable[LeftOut] | None, known: Container[str]) -> None:
        """Remember the figures of rows that were left out."""
        for row in left_out or ():
            if row.indicator in known or row.meant:
                self.figures.add((row.indicator if row.indicator in known else row.meant, row.period))
            elif not self._has("indicator", row.indicator):
                self.files.add("value")
        if left_out is None:
            self.files.add("value")

    def note_formulas(self, indicators: Iterable[Indicator], problems: Iterable[Problem]) -> None:
        """Remember the figures that formulas would have given."""
        for problem in problems:
            if problem.code.startswith("formula-"):
                self.figures.update((name, "") for name in problem.details["name"].split(" → "))
        lost = {name for _, name in self.names} | {name for name, _ in self.figures}
        users: dict[str, list[str]] = {}
        for indicator in indicators:
            try:
                for operand in formula.names(indicator.formula) if indicator.formula else ():
                    users.setdefault(operand, []).append(indicator.id)
            except formula.FormulaError:
                continue
        waiting = list(lost)
        while waiting:
            more = set(users.get(waiting.pop(), ())) - lost
            lost |= more
            waiting += more
            self.figures.update((name, "") for name in more)

    def explains(self, problem: Problem) -> bool:
        """Whether a problem is there only because of what is lost."""
        code, details = problem.code, problem.details
        if code in _NAMES:
            kind, detail = _NAMES[code]
            return self._has(kind, details[detail])
        if code == "unknown-part":
            return ("indicator", details["name"]) in self.names
        if code in _FIGURES:
            name = details[_FIGURES[code]].partition("#")[0]
            period = details["period"] if code == "formula-operand" else ""
            return self._has_figure(name, period) or (code == "unknown-period" and "report" in self.files)
        return False

    def _has(self, kind: str, name: str) -> bool:
        return kind in self.files or (kind, name) in self.names

    def _has_figure(self, indicator: str, period: str) -> bool:
        return (
            "value" in self.files
            or (indicator, "") in self.figures
            or (indicator, period) in self.figures
            or (not period and any(name == indicator for name, _ in self.figures))
        )
