"""The files of ``docs/data/`` → the catalogue, and what is wrong with them."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from csrdirectives.check import check
from csrdirectives.definitions import Source, read_toml, struct_of
from csrdirectives.derive import derive
from csrdirectives.lookup import NotFound, find
from csrdirectives.model import (
    Catalogue,
    Entity,
    Finding,
    Indicator,
    Key,
    Observation,
    Register,
    ReportTable,
    Span,
    Unit,
)
from csrdirectives.period import Period
from csrdirectives.problems import Problems, Where, nearest
from csrdirectives.registers import read_register
from csrdirectives.values import read_values

NOTHING = Source("", "", {}, {})
NOBODY = ReportTable(
    title="?",
    entity=Entity(name="?"),
    period=Span(start=Period.parse("1970").start, end=Period.parse("1970").end),
    languages=("zh_CN",),
)


def load(root: Path, shown: str | None = None) -> tuple[Catalogue, Problems]:
    """The catalogue below *root*, and every problem of its files.

    A bad record is left out and told of; it does not stop the others. *shown* is what places call the folder: by
    default its path from the current folder.
    """
    folder = _Folder(root, os.path.relpath(root) if shown is None else shown)
    catalogue = derive(folder.catalogue(), folder.problems)
    catalogue = msgspec.structs.replace(catalogue, findings=folder.findings(catalogue))
    folder.problems.extend(check(catalogue))
    folder.problems.sort(key=lambda problem: problem.where)
    return catalogue, folder.problems


class _Folder:
    """Reads one folder of data, file by file, gathering problems."""

    def __init__(self, root: Path, shown: str) -> None:
        self.root = root
        self.shown = shown
        self.problems = Problems()

    def catalogue(self) -> Catalogue:
        report = self._report()
        units = self._units()
        indicators = self._indicators(units)
        period = Period.of(report.period.start, report.period.end)
        return Catalogue(
            report=report,
            period=period,
            units=units,
            indicators=indicators,
            observations=self._observations(indicators, units),
            registers=self._registers(units),
        )

    def name(self, path: Path) -> str:
        """A file's name in messages: the same on every machine."""
        return Path(self.shown, path.relative_to(self.root)).as_posix()

    def files(self, pattern: str) -> list[Path]:
        return sorted(self.root.glob(pattern))

    def _source(self, name: str, *, needed: bool = True) -> Source | None:
        path = self.root / name
        if not needed and not path.exists():
            return None
        return read_toml(path, self.name(path), self.problems)

    def _report(self) -> ReportTable:
        source = self._source("report.toml")
        if source is None:
            return NOBODY
        report = struct_of(ReportTable, source, "", source.tables, self.problems)
        if report is None:
            return NOBODY
        if report.period.start > report.period.end:
            self.problems.add(
                "report-period", source.where("period"), start=str(report.period.start), end=str(report.period.end)
            )
            return NOBODY
        return report

    def _units(self) -> dict[str, Unit]:
        source = self._source("units.toml") or NOTHING
        found = {}
        for id_, table in source.tables.items():
            unit = struct_of(Unit, source, id_, table, self.problems, id=id_, where=source.where(id_))
            if unit is not None and unit.factor <= 0:
                self.problems.add("unit-factor", source.where(id_, "factor"), name=id_)
            elif unit is not None:
                found[id_] = unit
        return found

    def _indicators(self, units: dict[str, Unit]) -> dict[str, Indicator]:
        found: dict[str, Indicator] = {}
        for path in self.files("indicators/*.toml"):
            source = read_toml(path, self.name(path), self.problems) or NOTHING
            for id_, table in source.tables.items():
                indicator = struct_of(Indicator, source, id_, table, self.problems, id=id_, where=source.where(id_))
                if indicator is None:
                    continue
                if id_ in found:
                    self.problems.add("indicator-twice", indicator.where, name=id_, first=str(found[id_].where))
                elif indicator.unit not in units:
                    near = nearest(indicator.unit, units)
                    self.problems.add(
                        "unknown-unit", source.where(id_, "unit"), word=indicator.unit, name=id_, near=near
                    )
                else:
                    found[id_] = indicator
        return found

    def _observations(self, indicators: dict[str, Indicator], units: dict[str, Unit]) -> dict[Key, Observation]:
        found: dict[Key, Observation] = {}
        for path in self.files("values/*.csv"):
            for observation in read_values(path, self.name(path), indicators, units, self.problems):
                first = found.setdefault(observation.key, observation)
                if first is not observation:
                    self.problems.add(
                        "observation-twice", observation.where, key=str(observation.key), first=str(first.where)
                    )
        return found

    def _registers(self, units: dict[str, Unit]) -> dict[str, Register]:
        source = self._source("registers.toml", needed=False) or NOTHING
        found = {}
        for id_, table in source.tables.items():
            register = struct_of(Register, source, id_, table, self.problems, id=id_, where=source.where(id_))
            if register is None:
                continue
            if register.unit not in units:
                near = nearest(register.unit, units)
                self.problems.add("unknown-unit", source.where(id_, "unit"), word=register.unit, name=id_, near=near)
                continue
            path = self.root / "registers" / f"{id_}.csv"
            found[id_] = read_register(path, self.name(path), register, self.problems)
        for path in self.files("registers/*.csv"):
            if path.stem not in source.tables:
                near = nearest(path.stem, source.tables)
                self.problems.add("register-undefined", Where(self.name(path)), name=path.stem, near=near)
        return found

    def findings(self, catalogue: Catalogue) -> dict[str, Finding]:
        """The findings, each bound to its figures; one that names an unknown figure is told of."""
        source = self._source("findings.toml", needed=False) or NOTHING
        found = {}
        for id_, table in source.tables.items():
            finding = struct_of(Finding, source, id_, table, self.problems, id=id_, where=source.where(id_))
            if finding is None:
                continue
            keys = []
            for figure in finding.figures:
                try:
                    keys.append(find(catalogue, figure).key)
                except NotFound as fault:
                    self.problems.add(fault.code, source.where(id_, "figures"), **fault.details)
            found[id_] = msgspec.structs.replace(finding, keys=tuple(keys))
        return found
