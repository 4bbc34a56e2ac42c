"""What a report answers of a standard: by indicators, by its text, or not, and why not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from csrdirectives.consequences import Lost
from csrdirectives.definitions import struct_of
from csrdirectives.model import ABSENT, Catalogue, Indicator, Status
from csrdirectives.problems import Problems, nearest
from csrdirectives.scheme import (
    FITS,
    Answer,
    Disclosure,
    Fit,
    Omission,
    Scheme,
    package_names,
    package_scheme,
)
from csrdirectives.tomlfile import Source, read_toml

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
REASONS: Mapping[Status, Omission] = {  # why a disclosure is omitted whose only indicators have no value
    "undisclosed": "unavailable",
    "not-collected": "unavailable",
    "not-applicable": "not-applicable",
    "confidential": "confidentiality",
}


class Reference(NamedTuple):
    """What an indicator answers, and how well."""

    scheme: str
    code: str
    fit: Fit


class Reply(NamedTuple):
    """What a report answers of one disclosure."""

    code: str
    disclosure: Disclosure
    indicators: tuple[tuple[Indicator, Fit], ...]  # those with a value
    absent: tuple[tuple[Indicator, Status], ...]  # those without any, and why
    said: Answer | None

    @property
    def fit(self) -> Fit | None:
        """The best of its answers; nothing where it is not answered."""
        fits = {fit for _, fit in self.indicators}
        if self.said and self.said.answers:
            fits.add(self.said.fit)
        return next((fit for fit in FITS if fit in fits), None)

    @property
    def reason(self) -> Omission | None:
        """Why it is not answered, or not in full: as the report says, else as its indicators do."""
        if self.said and self.said.omitted:
            return self.said.omitted
        if self.fit is None and self.absent:
            return REASONS[self.absent[0][1]]
        return None


class Coverage(NamedTuple):
    """How many disclosures of a scheme are answered, how well, and how many gaps are explained."""

    codes: int
    exact: int
    partial: int
    related: int
    explained: int

    @property
    def answered(self) -> int:
        """Those with any answer."""
        return self.exact + self.partial + self.related

    @property
    def unanswered(self) -> int:
        """Those without."""
        return self.codes - self.answered


def split(text: str) -> Reference:
    """Read ``scheme:code fit``.

    >>> split("gri:404-1 partial")
    Reference(scheme='gri', code='404-1', fit='partial')
    """
    code, _, fit = text.partition(" ")
    scheme, _, code = code.partition(":")
    return Reference(scheme, code, fit or "exact")  # type: ignore[arg-type]  # the struct's pattern allows no other word


def scheme_names(catalogue: Catalogue) -> list[str]:
    """The schemes that a report can map to: its own and those of the package."""
    return sorted({*package_names(), *catalogue.schemes})


def scheme_of(catalogue: Catalogue, name: str) -> Scheme | None:
    """A scheme by its name, the report's own before the package's."""
    own = catalogue.schemes.get(name)
    return own or (package_scheme(name) if name in package_names() else None)


def reference_text(catalogue: Catalogue, reference: Reference, language: str) -> str:
    """A reference as a reader sees it: the scheme's short name and the code."""
    scheme = scheme_of(catalogue, reference.scheme)
    if scheme is None:
        return f"{reference.scheme} {reference.code}"
    return f"{scheme.short.zh if language.startswith('zh') else scheme.short.en} {reference.code}"


def replies(catalogue: Catalogue, name: str) -> list[Reply]:
    """What a report answers of each disclosure of a scheme that there is, in the scheme's order."""
    scheme = scheme_of(catalogue, name)
    if scheme is None:
        return []
    found: dict[str, list[tuple[Indicator, Fit]]] = {}
    absent: dict[str, list[tuple[Indicator, Status]]] = {}
    for indicator in catalogue.indicators.values():
        for reference in map(split, indicator.standards):
            if reference.scheme == name:
                status = _absence(catalogue, indicator)
                if status is None:
                    found.setdefault(reference.code, []).append((indicator, reference.fit))
                else:
                    absent.setdefault(reference.code, []).append((indicator, status))
    said = catalogue.disclosures.get(name, {})
    return [
        Reply(code, disclosure, tuple(found.get(code, ())), tuple(absent.get(code, ())), said.get(code))
        for code, disclosure in scheme.codes.items()
    ]


def coverage(answered: list[Reply]) -> Coverage:
    """The replies, counted."""
    fits = [reply.fit for reply in answered]
    explained = sum(reply.fit is None and reply.reason is not None for reply in answered)
    return Coverage(len(answered), fits.count("exact"), fits.count("partial"), fits.count("related"), explained)


def _absence(catalogue: Catalogue, indicator: Indicator) -> Status | None:
    """Why an indicator has no value at all; nothing where it has one."""
    series = catalogue.series.get(indicator.id, ())
    if any(observation.status not in ABSENT for observation in series):
        return None
    return series[-1].status if series else "undisclosed"


def read_standards(
    root: Path, name: Callable[[Path], str], problems: Problems, lost: Lost
) -> tuple[dict[str, Scheme], dict[str, dict[str, Answer]]]:
    """The report's own schemes, and what it says of disclosures by scheme and code, from two folders below *root*.

    *name* is how a file is called in messages.
    """
    schemes, said = {}, {}
    for source in _sources(root / "standards", name, problems):
        scheme = _read_scheme(source, problems)
        if scheme is None:
            lost.names.add(("scheme", Path(source.shown).stem))
        else:
            schemes[Path(source.shown).stem] = scheme
    for source in _sources(root / "disclosures", name, problems):
        said[Path(source.shown).stem] = _read_answers(source, schemes, problems)
    return schemes, said


def _sources(folder: Path, name: Callable[[Path], str], problems: Problems) -> Iterator[Source]:
    for path in sorted(folder.glob("*.toml")):
        source = read_toml(path, name(path), problems)
        if source and source.tables:
            yield source
        elif source and not source.heads:
            problems.add("toml-empty", source.where())


def _read_scheme(source: Source, problems: Problems) -> Scheme | None:
    """A scheme of the report's own, from its file."""
    name = Path(source.shown).stem
    if not NAME.fullmatch(name):
        problems.add("scheme-name", source.where(), name=name)
        return None
    return struct_of(Scheme, source, "", source.tables, problems)


def _read_answers(source: Source, schemes: Mapping[str, Scheme], problems: Problems) -> dict[str, Answer]:
    """What the report says of the disclosures of a scheme, by their codes, from the file of that name."""
    name = Path(source.shown).stem
    scheme = schemes.get(name) or (package_scheme(name) if name in package_names() else None)
    if scheme is None:
        near = nearest(name, {*package_names(), *schemes})
        problems.add("unknown-scheme", source.where(), scheme=name, name=source.shown, near=near)
        return {}
    found = {}
    for code, table in source.tables.items():
        where = source.where(code)
        answer = struct_of(Answer, source, code, table, problems, code=code, where=where)
        if answer is None:
            continue
        if code not in scheme.codes:
            near = nearest(code, scheme.codes)
            problems.add("unknown-disclosure", where, code=code, scheme=name, name=source.shown, near=near)
        elif not answer.answers and answer.omitted is None:
            problems.add("answer-empty", where, code=code)
        else:
            found[code] = answer
    return found
