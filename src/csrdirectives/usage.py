"""Where chapters show figures: read from the sources, without a build."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from csrdirectives.lookup import NO_FIGURE, NotFound, find, read_ask, select
from csrdirectives.model import Catalogue, Key, Observation
from csrdirectives.period import Period, PeriodFault
from csrdirectives.problems import Where
from csrdirectives.table import observations_of

ROLE = re.compile(r"\{csr:(?P<name>value|number|change)\}`(?P<text>[^`]+)`")
FENCE = re.compile(r"^(?P<indent>\s*)(?P<marks>:{3,}|`{3,}|~{3,})(?P<rest>.*)$")
DIRECTIVE = re.compile(r"\{csr:(?P<name>[a-z]+)\}\s*(?P<argument>.*)")
CODE = re.compile(r"(?<!`)(?P<marks>`{2,})(?!`).*?(?<!`)(?P=marks)(?!`)")
OPTION = re.compile(r"^\s*:(?P<name>[a-z-]+):(?P<value>.*)$")
WHOLE = re.compile(r"^(?P<option>\s*:whole:)\s*(?P<key>\S+)")
LISTING = {"table", "cards", "chart", "catalogue", "findings"}
ALL = {"catalogue", "findings"}  # which show everything where nothing is named


class Use(NamedTuple):
    """A place in a chapter that shows figures, and how."""

    where: Where
    how: str
    keys: tuple[Key, ...]


def uses(docs: Path, shown: str, catalogue: Catalogue) -> Iterator[Use]:
    """Every place below *docs* that shows a figure; what nothing answers is passed over, the build tells of it."""
    for path in sorted(docs.rglob("*.md")):
        name = Path(shown, path.relative_to(docs)).as_posix()
        for ask in asked(path.read_text(encoding="utf-8", errors="replace").splitlines()):
            try:
                keys = tuple(_keys(ask, catalogue))
            except (NotFound, PeriodFault):
                continue
            if keys:
                yield Use(Where(name, ask.line), ask.how, keys)


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


class Asked(NamedTuple):
    """What a role or a directive asks for at a line; of a directive, with its options."""

    line: int
    how: str
    text: str
    options: Mapping[str, str] = {}


def asked(lines: list[str]) -> Iterator[Asked]:
    """What the roles and directives of a chapter ask for."""
    options: dict[str, str] = {}
    for number, line, directive, inside in live_lines(lines):
        if directive and inside in LISTING:
            words = directive["argument"].split()
            options = _options(lines[number:])
            if inside == "chart":  # whose argument is its kind
                options["kind"], words = " ".join(words), []
            yield from (Asked(number, inside, word, options) for word in words)
            if inside in ALL and not words and not _named(lines[number:]):
                yield Asked(number, inside, "*", options)
        elif inside in LISTING and line.strip() and not OPTION.match(line):
            yield Asked(number, inside, line.strip(), options)
        elif inside == "chart" and (whole := WHOLE.match(line)):
            yield Asked(number, inside, whole["key"], options)
        for role in ROLE.finditer(CODE.sub("", line)):
            yield Asked(number, role["name"], role["text"])


def _options(below: list[str]) -> dict[str, str]:
    """The options of a directive, from the lines below its head."""
    matches = takewhile(bool, map(OPTION.match, below))
    return {match["name"]: match["value"].strip() for match in matches if match}


def _named(below: list[str]) -> bool:
    """Whether a directive lists anything, from the lines below its head."""
    body = takewhile(lambda line: not FENCE.match(line), below)
    return any(line.strip() for line in body if not OPTION.match(line))


def _keys(ask: Asked, catalogue: Catalogue) -> Iterator[Key]:
    match ask.how:
        case "findings":
            kinds = ask.options.get("kind", "").split()
            named = [f for f in catalogue.findings.values() if ask.text in {"*", f.id}]
            yield from (key for f in named if not kinds or f.kind in kinds for key in f.keys)
        case "catalogue":
            for indicator in select(catalogue, ask.text):
                yield from (o.key for o in catalogue.series.get(indicator.id, ()))
        case "table" | "chart":
            statuses = _words(ask.options.get("status", ""))
            shown = dict.fromkeys(o.key for o in _listed(ask, catalogue) if not statuses or o.status in statuses)
            yield from shown
        case _:
            yield find(catalogue, read_ask(ask.text).subject).key


def _listed(ask: Asked, catalogue: Catalogue) -> Iterator[Observation]:
    """The figures that a line of a table or a chart shows, of each of its periods."""
    subject = read_ask(ask.text).subject
    spans: list[Period | None] = [*map(Period.parse, _words(ask.options.get("periods", "")))]
    if re.search("[@#]", subject):
        for span in spans or [None]:
            try:
                yield find(catalogue, subject, span)
            except NotFound as fault:
                if fault.code not in NO_FIGURE:
                    raise
    elif ask.options.get("kind") == "line" and not spans:
        for indicator in select(catalogue, subject):
            parts = {o.key.part for o in observations_of(catalogue, indicator)}
            yield from (o for o in catalogue.series.get(indicator.id, ()) if o.key.part in parts)
    else:
        for indicator in select(catalogue, subject):
            for span in spans or [None]:
                yield from observations_of(catalogue, indicator, span)


def _words(option: str) -> list[str]:
    return option.replace(",", " ").split()
