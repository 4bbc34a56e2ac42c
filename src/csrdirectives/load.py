"""The files of ``docs/data/`` → the catalogue, and what is wrong with them."""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import msgspec

from csrdirectives.checks.definitions import AT_LOADING
from csrdirectives.consequences import Lost
from csrdirectives.definitions import struct_of
from csrdirectives.derive import derive
from csrdirectives.disclosures import read_standards
from csrdirectives.lookup import NotFound, find, register_of
from csrdirectives.messages import Message
from csrdirectives.model import Catalogue, Finding, Indicator, Key, Observation, Register
from csrdirectives.period import Period
from csrdirectives.problems import Problems, Where, nearest
from csrdirectives.published import read_published, read_restated
from csrdirectives.registers import read_register
from csrdirectives.report import Entity, Published, ReportTable, Restated, Span
from csrdirectives.tomlfile import Source, read_toml
from csrdirectives.unit import Unit
from csrdirectives.values import read_values

FACTOR_DIGITS = 18  # on either side of the point
SPOKEN = frozenset({"zh_CN", "en"})  # of the others, Babel is asked
NAMES = (
    re.compile(r"[A-Za-z][\w-]*(\.[\w-]+)*", re.ASCII),
    Message("英文字母、数字、_、- 和 .", "letters, digits, _, - and ."),
)
INDICATOR_NAMES = (  # in a formula a hyphen is a minus
    re.compile(r"[A-Za-z]\w*(\.\w+)*", re.ASCII),
    Message("英文字母、数字、_ 和 .", "letters, digits, _ and ."),
)
SHEETS = frozenset({".csv", ".tsv", ".txt", ".xls", ".xlsx", ".ods", ".et", ".toml"})  # what may hold data by mistake
Named = TypeVar("Named", Unit, Indicator, Register, Finding)
NOBODY = ReportTable(
    title="?",
    entity=Entity(name="?"),
    period=Span(start=Period.parse("1970").start, end=Period.parse("1970").end),
    languages=("zh_CN",),
)


def load(root: Path, shown: str | None = None) -> tuple[Catalogue, Problems]:
    """The catalogue below *root*, and every problem of its files.

    A bad record is left out and told of; it does not stop the others, and what follows from it alone is not told
    again. *shown* is what places call the folder: by default its path from the current folder.
    """
    with _no_garbage():
        folder = _Folder(root, os.path.relpath(root) if shown is None else shown)
        catalogue = derive(folder.catalogue(), folder.problems)
        catalogue = msgspec.structs.replace(catalogue, findings=folder.findings(catalogue))
        folder.problems.extend(problem for check in AT_LOADING.values() for problem in check(catalogue))
        folder.lost.note_formulas(catalogue.indicators.values(), folder.problems)
        told = (problem for problem in folder.problems if not folder.lost.explains(problem))
        return catalogue, Problems(sorted(told, key=lambda problem: problem.where))


@contextmanager
def _no_garbage() -> Iterator[None]:
    """Python's search for garbage at rest: it would go through thousands of records, all of which are kept."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


class _Folder:
    """Reads one folder of data, file by file, gathering problems."""

    def __init__(self, root: Path, shown: str) -> None:
        self.root = root
        self.shown = shown
        self.problems = Problems()
        self.lost = Lost()

    def catalogue(self) -> Catalogue:
        report = self._report()
        units = self._units()
        indicators = self._indicators(units)
        period = Period.of(report.period.start, report.period.end)
        schemes, disclosures = read_standards(self.root, self.name, self.problems, self.lost)
        return Catalogue(
            report=report,
            period=period,
            units=units,
            indicators=indicators,
            observations=self._observations(indicators, units),
            registers=self._registers(units),
            published=self._published(),
            restated=self._restated(),
            schemes=schemes,
            disclosures=disclosures,
        )

    def name(self, path: Path) -> str:
        """A file's name in messages: the same on every machine."""
        name = Path(self.shown, path.relative_to(self.root)).as_posix()
        return os.fsencode(name).decode(errors="backslashreplace")

    def files(self, pattern: str) -> list[Path]:
        """The files of a folder; that there is none is told."""
        folder, _, ending = pattern.partition("/*")
        found = sorted(self.root.glob(pattern))
        if not found:
            self.problems.add("file-missing", Where(self.name(self.root / pattern)))
        for path in sorted((self.root / folder).glob("*")):
            if path.suffix.lower() in SHEETS and path not in found:
                self.problems.add("file-ending", Where(self.name(path)), ending=ending)
        return found

    def _source(self, name: str, *, needed: bool = True) -> Source | None:
        path = self.root / name
        if not needed and not path.exists():
            return None
        return read_toml(path, self.name(path), self.problems)

    def _report(self) -> ReportTable:
        told = len(self.problems)
        source = self._source("report.toml")
        broken = any(problem.code == "toml-syntax" for problem in self.problems[told:])
        found = Problems()
        report = struct_of(ReportTable, source, "", source.tables, found) if source else None
        lost = ("field-missing", Where(self.name(self.root / "report.toml")))  # it stands in what did not parse
        self.problems += [problem for problem in found if not broken or problem[:2] != lost]
        if source and report and report.period.start > report.period.end:
            start, end = str(report.period.start), str(report.period.end)
            self.problems.add("report-period", source.where("period", "end"), start=start, end=end)
            report = None
        unknown = [language for language in report.languages if not _is_language(language)] if report else []
        for language in unknown:
            where = Where(self.name(self.root / "report.toml")) if source is None else source.where("", "languages")
            self.problems.add("language-unknown", where, language=language)
        if report is None or unknown:
            self.lost.files.add("report")
            return NOBODY
        return report

    def _structs(self, kind: type[Named], source: Source | None) -> Iterator[Named]:
        """The sound ones among the tables of a file."""
        if source is None:
            return
        name, allowed = NAMES if kind is not Indicator else INDICATOR_NAMES
        for id_, table in source.tables.items():
            if not name.fullmatch(id_) and isinstance(table, dict):
                self.problems.add("name-invalid", source.where(id_), name=id_, allowed=allowed)
                continue
            made = struct_of(kind, source, id_, table, self.problems, id=id_, where=source.where(id_))
            if made is not None:
                yield made

    def _tables(self, path: Path) -> Source | None:
        """The tables of a file that must have some."""
        source = read_toml(path, self.name(path), self.problems)
        if source and not source.heads and not source.tables:
            self.problems.add("toml-empty", Where(source.shown))
        return source

    def _units(self) -> dict[str, Unit]:
        source = self._tables(self.root / "units.toml")
        found = {unit.id: unit for unit in self._structs(Unit, source) if source and self._factors_fit(unit, source)}
        self.lost.note_tables("unit", source, found)
        return found

    def _factors_fit(self, unit: Unit, source: Source) -> bool:
        factors = {"factor": unit.factor} | {f"forms.{code}.factor": f.factor for code, f in unit.forms.items()}
        before = len(self.problems)
        for field, factor in factors.items():
            if factor is not None and not _fits(factor):
                at = source.where(unit.id, field)
                self.problems.add("unit-factor", at, name=unit.id, value=str(factor), limit=FACTOR_DIGITS)
        return len(self.problems) == before

    def _unit_known(self, thing: Indicator | Register, units: dict[str, Unit], source: Source) -> bool:
        if thing.unit in units:
            return True
        near = nearest(thing.unit, units)
        self.problems.add("unknown-unit", source.where(thing.id, "unit"), word=thing.unit, name=thing.id, near=near)
        return False

    def _indicators(self, units: dict[str, Unit]) -> dict[str, Indicator]:
        found: dict[str, Indicator] = {}
        paths = self.files("indicators/*.toml")
        if not paths:
            self.lost.files.add("indicator")
        for path in paths:
            source = self._tables(path)
            for indicator in self._structs(Indicator, source):
                if indicator.id in found:
                    first = str(found[indicator.id].where)
                    self.problems.add("indicator-twice", indicator.where, name=indicator.id, first=first)
                    self.lost.names.add(("indicator", indicator.id))
                elif source and self._unit_known(indicator, units, source):
                    found[indicator.id] = indicator
            self.lost.note_tables("indicator", source, found)
        return found

    def _observations(self, indicators: dict[str, Indicator], units: dict[str, Unit]) -> dict[Key, Observation]:
        found: dict[Key, Observation] = {}
        paths = self.files("values/*.csv")
        if not paths:
            self.lost.files.add("value")
        for path in paths:
            observations, left_out = read_values(path, self.name(path), indicators, units, self.problems)
            self.lost.note_rows(left_out, indicators)
            for observation in observations:
                first = found.setdefault(observation.key, observation)
                if first is not observation:
                    self.problems.add(
                        "observation-twice", observation.where, key=str(observation.key), first=str(first.where)
                    )
        return found

    def _registers(self, units: dict[str, Unit]) -> dict[str, Register]:
        source = self._source("registers.toml", needed=False)
        found = {}
        for register in self._structs(Register, source):
            if source and self._unit_known(register, units, source) and self._columns_fit(register, source):
                path = self.root / "registers" / f"{register.id}.csv"
                found[register.id] = read_register(path, self.name(path), register, self.problems)
        if source:
            self.lost.note_tables("register", source, found)
        for path in sorted(self.root.glob("registers/*.csv")):
            if path.stem not in found:
                near = nearest(path.stem, found)
                self.problems.add("register-undefined", Where(self.name(path)), name=path.stem, near=near)
        return found

    def _published(self) -> dict[str, tuple[Published, ...]]:
        """What each edition published, by the names of the files."""
        paths = sorted(self.root.glob("published/*.csv"))
        return {path.stem: read_published(path, self.name(path), self.problems) for path in paths}

    def _restated(self) -> tuple[Restated, ...]:
        path = self.root / "restated.csv"
        return read_restated(path, self.name(path), self.problems) if path.exists() else ()

    def _columns_fit(self, register: Register, source: Source) -> bool:
        before = len(self.problems)
        if "date" not in register.columns:
            self.problems.add("register-date", source.where(register.id, "columns"), name=register.id)
        for column in register.values:
            if column not in register.columns:
                at = source.where(register.id, f"values.{column}")
                near = nearest(column, register.columns)
                self.problems.add("unknown-column", at, column=column, name=register.id, near=near)
        return len(self.problems) == before

    def findings(self, catalogue: Catalogue) -> dict[str, Finding]:
        """The findings, each bound to its figures; one that names an unknown figure is told of."""
        source = self._source("findings.toml", needed=False)
        found = {}
        for finding in self._structs(Finding, source):
            keys = []
            for figure in finding.figures:
                try:
                    keys.append(find(catalogue, figure).key)
                except NotFound as fault:
                    at = source.where(finding.id, "figures") if source else finding.where
                    self.problems.add(fault.code, at, **fault.details)
            for register in finding.registers:
                try:
                    register_of(catalogue, register)
                except NotFound as fault:
                    at = source.where(finding.id, "registers") if source else finding.where
                    self.problems.add(fault.code, at, **fault.details)
            found[finding.id] = msgspec.structs.replace(finding, keys=tuple(keys))
        return found


def _fits(factor: Decimal) -> bool:
    """Whether a factor makes figures that can be computed and printed."""
    exponent = factor.as_tuple().exponent
    return isinstance(exponent, int) and factor > 0 and exponent >= -FACTOR_DIGITS and factor < 10**FACTOR_DIGITS


def _is_language(code: str) -> bool:
    if code in SPOKEN:
        return True
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  # which takes as long as a hundred indicators

    try:
        Locale.parse(code, sep="-" if "-" in code else "_")
    except (UnknownLocaleError, ValueError):
        return False
    return True
