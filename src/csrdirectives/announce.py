"""Problems → lines for people, for programs, for SARIF viewers and for GitHub."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from inspect import getdoc
from typing import NamedTuple
from urllib.parse import quote

from csrdirectives import __version__
from csrdirectives.check import CHECKS
from csrdirectives.messages import MESSAGES
from csrdirectives.model import Catalogue, Finding
from csrdirectives.problems import Problem

SEVERITIES = {"error": ("", ""), "question": ("疑问：", "question: "), "note": ("留意：", "note: ")}
LEVELS = {"error": "error", "question": "warning", "note": "note"}  # as SARIF calls them
COMMANDS = {"error": "error", "question": "warning", "note": "notice"}  # as GitHub does


class Notice(NamedTuple):
    """A problem, the department that answers for it, and the finding that acknowledges it."""

    problem: Problem
    department: str = ""
    finding: Finding | None = None


def notices(
    catalogue: Catalogue, problems: Sequence[Problem], acknowledged: Sequence[tuple[Problem, Finding]] = ()
) -> list[Notice]:
    """The problems with what the catalogue knows of them."""
    found = [Notice(problem, department_of(catalogue, problem)) for problem in problems]
    found += [Notice(problem, department_of(catalogue, problem), finding) for problem, finding in acknowledged]
    return sorted(found, key=lambda notice: notice.problem.where)


def department_of(catalogue: Catalogue, problem: Problem) -> str:
    """Who answers for the first figure that a problem concerns."""
    ids = (about.partition("@")[0] for about in problem.about)
    found = (catalogue.indicators[id_].department for id_ in ids if id_ in catalogue.indicators)
    return next(filter(None, found), "")


def as_text(found: Sequence[Notice], language: str) -> Iterator[str]:
    """A line a problem: place, severity if it is no error, words, department, code."""
    column = 0 if language.startswith("zh") else 1
    for problem, department, finding in found:
        who = (f"（{department}）", f" ({department})")[column] if department else ""
        known = f" [{finding.id}]" if finding else ""
        words = SEVERITIES[problem.severity][column] + problem.text(language)
        yield f"{problem.where}: {words}{who} [csr.{problem.code}]{known}"


def as_json(found: Sequence[Notice], _: str) -> Iterator[str]:
    """A JSON object a problem, on a line."""
    for problem, department, finding in found:
        more = {"about": list(problem.about), "department": department, "finding": finding.id if finding else None}
        yield json.dumps({**problem.record(), **more}, ensure_ascii=False)


def as_github(found: Sequence[Notice], language: str) -> Iterator[str]:
    """A workflow command a problem, which GitHub shows as an annotation at its line."""
    for problem, department, finding in found:
        if finding is None:
            column = {"col": problem.where.column} if problem.where.column else {}
            line = {"line": problem.where.line or 1, **column}
            place = {"file": problem.where.path, **line, "title": f"csr.{problem.code}"}
            properties = ",".join(f"{name}={_property(str(value))}" for name, value in place.items())
            words = problem.text(language) + (f" ({department})" if department else "")
            yield f"::{COMMANDS[problem.severity]} {properties}::{_data(words)}"


def as_sarif(found: Sequence[Notice], language: str) -> Iterator[str]:
    """One log in SARIF 2.1.0; what a finding acknowledges is there as suppressed, with the finding as reason."""
    codes = list(dict.fromkeys(notice.problem.code for notice in found))
    driver = {"name": "csrdirectives", "version": __version__, "rules": [_rule(code) for code in codes]}
    results = [_result(notice, codes.index(notice.problem.code), language) for notice in found]
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }
    yield json.dumps(log, ensure_ascii=False, indent=2)


def _rule(code: str) -> dict[str, object]:
    """A rule: of a check, what must hold; of others, what they say."""
    check = CHECKS.get(code)
    words = (getdoc(check) or "").partition("\n\n")[0] if check else MESSAGES[code].en
    return {
        "id": f"csr.{code}",
        "shortDescription": {"text": " ".join(words.split())},
        "defaultConfiguration": {"level": LEVELS[MESSAGES[code].severity]},
    }


def _result(notice: Notice, rule: int, language: str) -> dict[str, object]:
    problem, department, finding = notice
    place: dict[str, object] = {"artifactLocation": {"uri": quote(problem.where.path)}}
    if problem.where.line:
        column = {"startColumn": problem.where.column} if problem.where.column else {}
        place["region"] = {"startLine": problem.where.line, **column}
    made: dict[str, object] = {
        "ruleId": f"csr.{problem.code}",
        "ruleIndex": rule,
        "level": LEVELS[problem.severity],
        "message": {"text": problem.text(language)},
        "locations": [{"physicalLocation": place}],
        "properties": {
            "zh": problem.text("zh"),
            "en": problem.text("en"),
            "about": list(problem.about),
            "department": department,
        },
    }
    if finding:
        reason = f"{finding.id}: {finding.title}"
        made["suppressions"] = [{"kind": "external", "status": "accepted", "justification": reason}]
    return made


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Callable[[Sequence[Notice], str], Iterator[str]]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "github": as_github,
}
