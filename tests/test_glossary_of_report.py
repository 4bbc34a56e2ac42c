"""The glossary of the report: a chapter leads to each of its terms that it uses, where it first does, once."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[1] / "docs"
CHAPTERS = [
    path
    for path in sorted(DOCS.rglob("*.md"))
    if path.relative_to(DOCS).parts[0] not in {"appendix", "handbook", "index.md"}
]
BLOCK = re.compile(r"^:::+\{glossary\}\n(.*?)\n:::+$", re.DOTALL | re.MULTILINE)
TERMS = {
    line
    for block in BLOCK.findall((DOCS / "appendix" / "glossary.md").read_text("utf-8"))
    for line in block.split("\n")
    if line and not line.startswith(" ")
}
DATA = re.compile(r"^(?P<fence>:::+)\{(?:csr:[a-z]+|toctree)\}.*?^(?P=fence)$", re.DOTALL | re.MULTILINE)
NO_TEXT = re.compile(r"^(?:#|\(|:[a-z-]+:).*$|《[^》]*》|\{(?!term\})[\w:]+\}`[^`]*`", re.MULTILINE)
LINK = re.compile(r"\{term\}`(?:(?P<shown>[^`<]+) <(?P<named>[^>`]+)>|(?P<plain>[^`]+))`")


def names() -> list[str]:
    """What has a fixed translation and holds a term: a name, of which no part is a mention of the term."""
    with (DOCS / "data" / "glossary.csv").open(encoding="utf-8", newline="") as file:
        known = {name.strip() for row in csv.DictReader(file) for name in row["zh"].split(" / ")}
    holding = {name for name in known - TERMS if any(term in name for term in TERMS)}
    return sorted(holding, key=len, reverse=True)


NAMES = names()


def mentions(text: str) -> Iterator[tuple[str, bool]]:
    """The terms in the order in which a chapter mentions them, and whether each leads to the glossary."""
    text = NO_TEXT.sub("\0", DATA.sub("\0", text))
    wanted = "|".join(map(re.escape, [*NAMES, *sorted(TERMS, key=len, reverse=True)]))
    for match in re.finditer(f"{LINK.pattern}|{wanted}", text):
        named = match["named"] or match["plain"]
        if named or match[0] in TERMS:
            yield named or match[0], bool(named)


def unled(text: str) -> list[str]:
    """The terms whose first mention leads nowhere, and those that lead there twice."""
    seen: dict[str, list[bool]] = {}
    for term, linked in mentions(text):
        seen.setdefault(term, []).append(linked)
    return [term for term, linked in seen.items() if not linked[0] or sum(linked) > 1]


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.relative_to(DOCS).as_posix())
def test_first_mention_of_a_term_leads_to_the_glossary_and_no_other_does(path):
    assert unled(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("区局和{term}`区局`。", ["区局"]),
        ("{term}`区局`和区局。", []),
        ("{term}`区局`和{term}`局 <区局>`。", ["区局"]),
        ("# 区局\n\n《区局》，{csr:name}`区局`，最佳区局运营组织奖。\n\n:::{csr:table}\n:caption: 区局\n:::\n", []),
        ("“{term}`云间微讲堂 <云间>`”和云间。", []),
    ],
)
def test_what_is_a_mention(text, expected):
    assert unled(text) == expected
