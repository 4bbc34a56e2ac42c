"""What standards ask for: schemes of codes with our own short titles, in ``standards/*.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

import msgspec

from csrdirectives.model import Catalogue, Indicator

Fit = Literal["exact", "partial", "related"]


class Disclosure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One code of a scheme, and what we call it."""

    code: str
    zh: str
    en: str


class Scheme(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A standard as far as it is mapped: codes only, the titles are ours."""

    name: dict[str, str]
    short: dict[str, str]
    edition: dict[str, str]
    note: dict[str, str]
    disclosure: tuple[Disclosure, ...]

    @property
    def codes(self) -> dict[str, Disclosure]:
        """The disclosures by their codes, in the scheme's order."""
        return {d.code: d for d in self.disclosure}


class Reference(NamedTuple):
    """What an indicator answers, and how well."""

    scheme: str
    code: str
    fit: Fit


def split(text: str) -> Reference:
    """Read ``scheme:code fit``.

    >>> split("gri:404-1 partial")
    Reference(scheme='gri', code='404-1', fit='partial')
    """
    code, _, fit = text.partition(" ")
    scheme, _, code = code.partition(":")
    return Reference(scheme, code, fit or "exact")  # type: ignore[arg-type]  # the struct's pattern allows no other word


def reference_text(reference: Reference, language: str) -> str:
    """A reference as a reader sees it: the scheme's short name and the code."""
    scheme = schemes().get(reference.scheme)
    short = scheme.short.get(language) or scheme.short["en"] if scheme else reference.scheme
    return f"{short} {reference.code}"


def answers(catalogue: Catalogue, scheme: str) -> dict[str, list[tuple[Indicator, Fit]]]:
    """The indicators that answer each code of a scheme, and how well, in the order of the files."""
    found: dict[str, list[tuple[Indicator, Fit]]] = {}
    for indicator in catalogue.indicators.values():
        for reference in map(split, indicator.standards):
            if reference.scheme == scheme:
                found.setdefault(reference.code, []).append((indicator, reference.fit))
    return found


@cache
def schemes() -> dict[str, Scheme]:
    """The schemes that the package knows, by their short names."""
    folder = files("csrdirectives") / "standards"
    return {
        path.name.removesuffix(".toml"): msgspec.convert(tomllib.loads(path.read_text("utf-8")), Scheme)
        for path in sorted(folder.iterdir(), key=lambda path: path.name)
        if path.name.endswith(".toml")
    }
