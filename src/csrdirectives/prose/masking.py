"""A line as a reader sees it: what is no prose is covered, and every character keeps its column."""

from __future__ import annotations

import re
from bisect import bisect_right

HOLE = "\ufffc"  # stands for each character of what is no prose

_LONG = 500  # characters within one pair of brackets; a bound, so that hostile text costs no more than its length
_ROLE = re.compile(r"\{(?P<name>[A-Za-z][A-Za-z0-9_+:-]{0,60})\}$")
_TICKS = re.compile("`+")
_FORM = re.compile(r"(?P<name>\s*(?:zero|one|two|few|many|other)\s*:)(?P<words>[^;]*)|[^;]+")
_OTHER = re.compile(
    rf"\\[!-/:-@\[-`{{-~]"  # an escape
    rf"|\]\([^()\n]{{0,{_LONG}}}(?:\([^()\n]{{0,{_LONG}}}\)[^()\n]{{0,{_LONG}}})?\)"  # a link's target
    rf"|\]\[[^\[\]\n]{{0,{_LONG}}}\]"
    rf"|\[\^[^\]\s]{{1,{_LONG}}}\]:?"  # a footnote
    rf"|<(?:[A-Za-z][A-Za-z0-9+.-]{{1,30}}:|/?[A-Za-z])[^<>\n]{{0,{_LONG}}}>"  # an address, a tag
    r"|(?:https?|ftp)://[^\s<>()（）“”，。；、]+"
    rf"|\$(?![\s\d])[^$\n]{{1,{_LONG}}}(?<!\s)\$(?!\d)"  # a formula
    rf"|\{{\{{[^{{}}\n]{{0,{_LONG}}}\}}\}}"  # a substitution
    rf"|\{{[#.][^{{}}\n]{{0,{_LONG}}}\}}"  # attributes
    rf"|&(?:#\d{{1,7}}|#x[0-9a-fA-F]{{1,6}}|[A-Za-z]{{1,30}});"
)
_OPENS = frozenset("\\]<:$&{[")
_TITLED = frozenset(("ref", "numref", "doc", "term", "any", "download"))


def mask(line: str) -> str:
    """The line with its roles, code, addresses, formulas and marks covered; the words of a reference stay.

    >>> mask("共{csr:value}`a.b`，见{ref}`第三章 <c>`").replace(HOLE, "·")
    '共················，见······第三章 ····'
    """
    if "`" in line:
        line = _without_ticks(line)
    if not _OPENS.isdisjoint(line):
        line = _OTHER.sub(lambda match: HOLE * len(match[0]), line)
    return line


def _without_ticks(line: str) -> str:
    """Roles and code covered; each run of backticks ends at the next of its length, found in one pass."""
    runs = [(match.start(), match.end()) for match in _TICKS.finditer(line)]
    places: dict[int, list[int]] = {}
    for start, end in runs:
        places.setdefault(end - start, []).append(start)
    pieces, last = [], 0
    for start, end in runs:
        if start < last or (start and line[start - 1] == "\\"):
            continue
        same = places[end - start]
        following = bisect_right(same, start)
        if following == len(same):
            continue
        close = same[following]
        role = _ROLE.search(line, max(last, start - 64), start)
        begin = role.start() if role else start
        body = line[end:close]
        pieces += [line[last:begin], HOLE * (end - begin), _words(role["name"] if role else "", body)]
        last = close + end - start
        pieces.append(HOLE * (end - start))
    return "".join((*pieces, line[last:]))


def _words(role: str, body: str) -> str:
    """What a reader sees of a role's text: the title of a reference, the forms of a plural."""
    if role.startswith("csr:"):
        subject, semicolon, rest = body.partition(";")
        return HOLE * len(subject + semicolon) + _FORM.sub(_form, rest)
    name = role.rpartition(":")[2]
    if name in {"strong", "emphasis", "dfn", "abbr"}:
        return body
    title = body.rfind("<") if name in _TITLED and body.rstrip().endswith(">") else 0
    return body[:title] + HOLE * (len(body) - title)


def _form(match: re.Match[str]) -> str:
    """A plural form, in which # stands for the figure; another pair is no prose."""
    if match["name"] is None:
        return HOLE * len(match[0])
    return HOLE * len(match["name"]) + match["words"].replace("#", HOLE)
