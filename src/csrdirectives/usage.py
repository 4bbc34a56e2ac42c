"""Where chapters show figures: read from the sources, without a build."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from csrdirectives.lookup import NotFound, find, read_ask, select
from csrdirectives.model import Catalogue, Key
from csrdirectives.problems import Where
from csrdirectives.table import observations_of

ROLE = re.compile(r"\{csr:(?P<name>value|number|change)\}`(?P<text>[^`]+)`")
FENCE = re.compile(r"^(?P<indent>\s*)(?P<marks>:{3,}|`{3,}|~{3,})(?P<rest>.*)$")
DIRECTIVE = re.compile(r"\{csr:(?P<name>[a-z]+)\}\s*(?P<argument>.*)")
CODE = re.compile(r"(?<!`)(?P<marks>`{2,})(?!`).*?(?<!`)(?P=marks)(?!`)")
OPTION = re.compile(r"^\s*:[a-z-]+:")
WHOLE = re.compile(r"^(?P<option>\s*:whole:)\s*(?P<key>\S+)")
LISTING = {"table", "cards", "chart", "catalogue", "findings"}


class Use(NamedTuple):
    """A place in a chapter that shows figures, and how."""

    where: Where
    how: str
    keys: tuple[Key, ...]


def uses(docs: Path, shown: str, catalogue: Catalogue) -> Iterator[Use]:
    """Every place below *docs* that shows a figure; what nothing answers is passed over, the build tells of it."""
    for path in sorted(docs.rglob("*.md")):
        name = Path(shown, path.relative_to(docs)).as_posix()
        for line, how, text in asked(path.read_text(encoding="utf-8", errors="replace").splitlines()):
            try:
                keys = tuple(_keys(how, text, catalogue))
            except NotFound:
                continue
            if keys:
                yield Use(Where(name, line), how, keys)


class Line(NamedTuple):
    """A line of a chapter that is no code: the directive of ours that it opens, or the block that it stands in."""

    number: int
    text: str
    opens: re.Match[str] | None
    inside: str


def live_lines(lines: list[str]) -> Iterator[Line]:
    """The lines that a build reads, without code and comments."""
    open_fences: list[tuple[str, str]] = []  # marks and directive, innermost last
    for number, line in enumerate(lines, 1):
        fence = FENCE.match(line)
        if fence and not ("`" in fence["marks"] and "`" in fence["rest"]):
            marks, rest = fence["marks"], fence["rest"].strip()
            if open_fences and not rest and marks.startswith(open_fences[-1][0]):
                open_fences.pop()
                continue
            if open_fences and open_fences[-1][1] == "code":
                continue
            directive = DIRECTIVE.match(rest)
            kind = directive["name"] if directive else ("other" if rest.startswith("{") else "code")
            open_fences.append((marks, kind))
            if kind != "code":
                yield Line(number, line, directive, kind)
            continue
        inside = open_fences[-1][1] if open_fences else ""
        if inside != "code" and not line.startswith("%"):  # a comment
            yield Line(number, line, None, inside)


def asked(lines: list[str]) -> Iterator[tuple[int, str, str]]:
    """Line, role or directive, and what it asks for."""
    for number, line, directive, inside in live_lines(lines):
        if directive and inside in LISTING:
            words = directive["argument"].split() if inside != "chart" else []  # whose argument is its kind
            yield from ((number, inside, word) for word in words)
            if inside == "catalogue" and not words:
                yield number, inside, "*"
            elif inside == "findings" and not words:
                kinds, named = _findings(lines[number:])
                yield from () if named else [(number, inside, f"* {kinds}".strip())]
        elif inside in LISTING and line.strip() and not OPTION.match(line):
            yield number, inside, line.strip()
        elif inside == "chart" and (whole := WHOLE.match(line)):
            yield number, inside, whole["key"]
        for role in ROLE.finditer(CODE.sub("", line)):
            yield number, role["name"], role["text"]


def _findings(below: list[str]) -> tuple[str, bool]:
    """The kinds of findings that a directive asks for, and whether it names some, from the lines below its head."""
    options = list(takewhile(OPTION.match, below))
    kinds = next((line.split(":", 2)[2].strip() for line in options if line.strip().startswith(":kind:")), "")
    body = takewhile(lambda line: not FENCE.match(line), below[len(options) :])
    return kinds, any(line.strip() for line in body)


def _keys(how: str, text: str, catalogue: Catalogue) -> Iterator[Key]:
    match how:
        case "findings":
            every, *kinds = text.split()
            named = [f for f in catalogue.findings.values() if every in {"*", f.id} and (not kinds or f.kind in kinds)]
            yield from (key for finding in named for key in finding.keys)
        case "catalogue":
            for indicator in select(catalogue, text):
                yield from (o.key for o in catalogue.series.get(indicator.id, ()))
        case "table" | "chart" if not re.search("[@#]", text):
            for indicator in select(catalogue, read_ask(text).subject):
                yield from (o.key for o in observations_of(catalogue, indicator))
        case _:
            yield find(catalogue, read_ask(text).subject).key
