"""What must hold of a catalogue as a whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from csrdirectives.disclosures import schemes, split
from csrdirectives.model import Catalogue
from csrdirectives.problems import Problem, nearest


def check(catalogue: Catalogue) -> Iterator[Problem]:
    """Every problem that the checks find."""
    for checks in CHECKS.values():
        yield from checks(catalogue)


def standard_known(catalogue: Catalogue) -> Iterator[Problem]:
    """Each disclosure that an indicator names is in the list of its scheme."""
    known = {name: scheme.codes for name, scheme in schemes().items()}
    for indicator in catalogue.indicators.values():
        for reference in indicator.standards:
            scheme, code, _ = split(reference)
            if scheme not in known:
                near = nearest(scheme, known)
                yield Problem("unknown-scheme", indicator.where, {"scheme": scheme, "name": indicator.id, "near": near})
            elif code not in known[scheme]:
                near = nearest(code, known[scheme])
                yield Problem(
                    "unknown-disclosure",
                    indicator.where,
                    {"code": code, "scheme": scheme, "name": indicator.id, "near": near},
                )


def value_missing(catalogue: Catalogue) -> Iterator[Problem]:
    """Each indicator has at least one observation, be it an absence with its reason."""
    for indicator in catalogue.indicators.values():
        if indicator.id not in catalogue.series:
            yield Problem("no-value", indicator.where, {"name": indicator.id})


def unit_said(catalogue: Catalogue) -> Iterator[Problem]:
    """Each unit in use has a form in each language of the report."""
    counted = [indicator.unit for indicator in catalogue.indicators.values()]
    counted += [register.unit for register in catalogue.registers.values()]
    for name in dict.fromkeys(counted):
        unit = catalogue.units[name]
        for language in catalogue.report.languages:
            code = re.split("[-_]", language)[0]
            if code not in unit.forms:
                yield Problem("unit-form", unit.where, {"name": name, "language": code})


CHECKS: dict[str, Callable[[Catalogue], Iterator[Problem]]] = {
    "standard-known": standard_known,
    "value-missing": value_missing,
    "unit-said": unit_said,
}
