"""Checks of definitions, made whenever data are read: lists of standards, units, what has no value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from csrdirectives.disclosures import scheme_names, scheme_of, split
from csrdirectives.model import Catalogue
from csrdirectives.problems import Problem, nearest


def unknown_scheme(catalogue: Catalogue) -> Iterator[Problem]:
    """Each standard that an indicator names is a scheme of the package or of the report's own.

    Example: ``grl:404-1`` is told, with the offer of ``gri``.
    """
    known = scheme_names(catalogue)
    for indicator in catalogue.indicators.values():
        for reference in indicator.standards:
            scheme = split(reference)[0]
            if scheme not in known:
                near = nearest(scheme, known)
                yield Problem("unknown-scheme", indicator.where, {"scheme": scheme, "name": indicator.id, "near": near})


def unknown_disclosure(catalogue: Catalogue) -> Iterator[Problem]:
    """Each disclosure that an indicator names is in the list of its scheme.

    Example: ``gri:404-9`` is told, with the nearest code that there is.
    """
    for indicator in catalogue.indicators.values():
        for reference in indicator.standards:
            name, code, _ = split(reference)
            scheme = scheme_of(catalogue, name)
            if scheme is not None and code not in scheme.codes:
                details = {"code": code, "scheme": name, "name": indicator.id, "near": nearest(code, scheme.codes)}
                yield Problem("unknown-disclosure", indicator.where, details)


def no_value(catalogue: Catalogue) -> Iterator[Problem]:
    """Each indicator has at least one observation, be it an absence with its reason.

    Example: an indicator that has a table in ``indicators/`` but no row in ``values/``.
    """
    for indicator in catalogue.indicators.values():
        if indicator.id not in catalogue.series:
            yield Problem("no-value", indicator.where, {"name": indicator.id})


def unit_form(catalogue: Catalogue) -> Iterator[Problem]:
    """Each unit in use has a form in each language of the report.

    Example: a report in French whose unit of persons has only ``forms.zh`` and ``forms.en``.
    """
    counted = [indicator.unit for indicator in catalogue.indicators.values()]
    counted += [register.unit for register in catalogue.registers.values()]
    for name in dict.fromkeys(counted):
        unit = catalogue.units[name]
        for language in catalogue.report.languages:
            code = re.split("[-_]", language)[0]
            if code not in unit.forms:
                yield Problem("unit-form", unit.where, {"name": name, "language": code})


AT_LOADING: dict[str, Callable[[Catalogue], Iterator[Problem]]] = {
    "unknown-scheme": unknown_scheme,
    "unknown-disclosure": unknown_disclosure,
    "no-value": no_value,
    "unit-form": unit_form,
}
"""The checks that run wherever data are read: they cost next to nothing, and what they find others would stumble on."""
