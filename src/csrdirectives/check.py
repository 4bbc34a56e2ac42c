"""What must hold of a catalogue as a whole, and which of its problems a finding acknowledges."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from csrdirectives.checks import (
    dimensions,
    findings,
    formulas,
    limits,
    names,
    periods,
    records,
    relations,
    slips,
    standards,
)
from csrdirectives.checks.definitions import AT_LOADING
from csrdirectives.model import Catalogue, Finding
from csrdirectives.problems import Problem, Problems, nearest

Check = Callable[[Catalogue], Iterator[Problem]]


def unknown_check(catalogue: Catalogue) -> Iterator[Problem]:
    """Each name in the ``checks`` of a finding is the code of a check.

    Example: ``checks = ["formula-difers"]``.
    """
    for finding in catalogue.findings.values():
        for name in finding.checks:
            if name not in CHECKS:
                details = {"check": name, "name": finding.id, "near": nearest(name, CHECKS)}
                yield Problem("unknown-check", finding.where, details, about=(finding.id,))


def finding_idle(catalogue: Catalogue) -> Iterator[Problem]:
    """Each check that a finding names finds something of it: else the doubt is settled, and the finding is to go.

    Example: the share was corrected, but the finding that doubted it still stands in the report.
    """
    yield from settle(catalogue).idle


CHECKS: dict[str, Check] = {
    **AT_LOADING,
    "name-twice": names.name_twice,
    "unit-in-name": names.unit_in_name,
    "formula-dimension": dimensions.formula_dimension,
    "formula-differs": formulas.formula_differs,
    "formula-rounded": formulas.formula_rounded,
    "excess-digits": formulas.excess_digits,
    "excess-decimals": formulas.excess_decimals,
    "bounded-addend": formulas.bounded_addend,
    "not-whole": formulas.not_whole,
    "parts-differ": limits.parts_differ,
    "equals-differs": relations.equals_differs,
    "at-most-exceeded": relations.at_most_exceeded,
    "at-least-missed": relations.at_least_missed,
    "relation-unread": relations.relation_unread,
    "relation-operand": relations.relation_operand,
    "out-of-range": limits.out_of_range,
    "counts-differ": limits.counts_differ,
    "period-kind": periods.period_kind,
    "period-gap": periods.period_gap,
    "year-missing": slips.year_missing,
    "period-overlap": periods.period_overlap,
    "period-partial": periods.period_partial,
    "period-beyond": periods.period_beyond,
    "tenfold-change": periods.tenfold_change,
    "same-as-before": slips.same_as_before,
    "parts-swapped": slips.parts_swapped,
    "not-restated": records.not_restated,
    "restatement-stale": records.restatement_stale,
    "record-outside": records.record_outside,
    "record-twice": slips.record_twice,
    "doubled-approximation": records.doubled_approximation,
    "self-approved": records.self_approved,
    "standards-gap": standards.standards_gap,
    "omission-idle": standards.omission_idle,
    "finding-open": findings.finding_open,
    "unknown-check": unknown_check,
    "finding-idle": finding_idle,
}
"""Each check by its name, which is the code of what it finds."""

NEED_ALL = frozenset(  # what they miss may be in what was refused, which is told of
    {
        "period-gap",
        "year-missing",
        "period-partial",
        "period-beyond",
        "relation-operand",
        "relation-unread",
        "counts-differ",
        "record-outside",
        "not-restated",
        "restatement-stale",
        "standards-gap",
    }
)


class Verdict(NamedTuple):
    """What the checks found: what is open, what findings acknowledge, and what they acknowledge in vain."""

    open: Problems
    acknowledged: tuple[tuple[Problem, Finding], ...]
    idle: Problems


def check(catalogue: Catalogue, *, complete: bool = True) -> Verdict:
    """The verdict of all checks but those made at loading; what is open is in the order of the files.

    A catalogue that is not *complete*, since a row of its files was refused, is not told of what it lacks for that.
    """
    verdict = settle(catalogue)
    found = [problem for problem in verdict.open if complete or problem.code not in NEED_ALL]
    found += verdict.idle if complete else ()
    found = Problems(sorted(found, key=lambda problem: problem.where))
    return verdict._replace(open=found)


def settle(catalogue: Catalogue) -> Verdict:
    """What the checks found, set against the findings."""
    later = [name for name in CHECKS if name not in AT_LOADING and name != "finding-idle"]
    found = [problem for name in later for problem in CHECKS[name](catalogue)]
    left, acknowledged, idle = Problems(), [], Problems()
    used: set[tuple[str, str]] = set()
    doubting = [(finding, _about(finding)) for finding in catalogue.findings.values() if finding.checks]
    for problem in found:
        knowing = [f for f, about in doubting if problem.code in f.checks and not about.isdisjoint(problem.about)]
        used.update((finding.id, problem.code) for finding in knowing)
        if knowing:
            acknowledged.append((problem, knowing[0]))
        else:
            left.append(problem)
    for finding, _ in doubting:
        for name in _idle(finding, used):
            details = {"name": finding.id, "title": finding.title, "check": name}
            idle.append(Problem("finding-idle", finding.where, details, about=(finding.id,)))
    return Verdict(left, tuple(acknowledged), idle)


def _about(finding: Finding) -> set[str]:
    """What a finding concerns: figures, their indicators, registers; indicators too whose rows were refused."""
    named = (re.split("[@#]", figure, maxsplit=1)[0].strip() for figure in finding.figures)
    return {*map(str, finding.keys), *named, *finding.registers}


def _idle(finding: Finding, used: Iterable[tuple[str, str]]) -> list[str]:
    return [name for name in finding.checks if name in CHECKS and (finding.id, name) not in used]
