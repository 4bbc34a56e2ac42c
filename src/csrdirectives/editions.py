"""Two editions of a site, compared from the files that readers get: each says what the other says.

What the build checks by its own lights is looked at here from outside: nothing of it is asked how it was made.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from csrdirectives.change import compared
from csrdirectives.lookup import NotFound, find, read_ask
from csrdirectives.model import Catalogue
from csrdirectives.numerals import Factor, agrees, amounts, bare, doubled
from csrdirectives.po import read_po
from csrdirectives.po.markup import FIGURE_ROLES, Role
from csrdirectives.problems import Problem, Problems, Where
from csrdirectives.webpage import Figure, Page, Place, read_page, strings

WORD = re.compile(r"[\u3400-\u9fff]+")  # of an index, which holds pieces of sentences
SCRIPT = re.compile(r"^Search\.setIndex\((?P<index>.*)\)\s*;?\s*$", re.DOTALL)
APART = frozenset({"_static", "_sources", "_downloads", "_images", "_modules"})

Excused = Mapping[str, Mapping[str, int]]
"""Page → key → how many more there are in the translation, for a reason that the translator gave."""


class Edition(NamedTuple):
    """The pages of a language by their addresses, and the folder that they stand in."""

    folder: Path
    pages: dict[str, Page]

    def where(self, name: str, line: int = 0) -> Where:
        """A place in a page."""
        return Where((self.folder / name).as_posix(), line)


def read_edition(folder: Path) -> Edition:
    """Every page below a folder."""
    found = (path for path in sorted(folder.rglob("*.html")) if not APART & set(path.relative_to(folder).parts))
    return Edition(folder, {path.relative_to(folder).as_posix(): read_page(path) for path in found})


def compare(original: Edition, translation: Edition, excused: Excused, factor: Factor) -> Iterator[Problem]:
    """Everything in which the translation is not the original, and each number that is not read as its value is."""
    for name in sorted(original.pages.keys() ^ translation.pages.keys()):
        there = original if name in original.pages else translation
        yield Problem("edition-page", there.where(name), {"page": name})
    for name in sorted(original.pages.keys() & translation.pages.keys()):
        yield from _figures(original, translation, name, excused.get(name, {}))
        if not name.startswith("genindex"):  # in the order of the language's letters
            yield from _anchors(original, translation, name)
            yield from _links(original, translation, name)
    for edition in (original, translation):
        for name, page in edition.pages.items():
            yield from (p for figure in page.figures for p in _numbers(figure, page, edition.where(name), factor))
    yield from chinese_left(translation)


def chinese_left(edition: Edition) -> Iterator[Problem]:
    """The Chinese in an edition in another language, but for what is marked as Chinese or as code."""
    for name, page in edition.pages.items():
        if not page.language.startswith("zh"):
            for place in page.chinese:
                where, text = edition.where(name, place.line), place.text
                if place.attribute:
                    yield Problem("edition-chinese-attribute", where, {"text": text, "attribute": place.attribute})
                else:
                    yield Problem("edition-chinese", where, {"text": text})
    index = edition.folder / "searchindex.js"
    if index.exists() and not any(page.language.startswith("zh") for page in edition.pages.values()):
        pages = edition.pages.values()
        known = [
            *(text for page in pages for text in page.marked),
            *("".join(place.text for place in page.chinese) for page in pages),
        ]
        yield from _indexed(index.read_text(encoding="utf-8"), "\n".join(known), edition.where(index.name))


def _indexed(script: str, known: str, where: Where) -> Iterator[Problem]:
    """The Chinese in a search index that no page has, neither marked nor told of."""
    read = SCRIPT.match(script)
    if read is None:
        yield Problem("edition-index", where, {})
        return
    for text in sorted({run for words in strings(json.loads(read["index"])) for run in WORD.findall(words)}):
        if text not in known:
            yield Problem("edition-chinese-index", where, {"text": text})


def _figures(original: Edition, translation: Edition, name: str, excused: Mapping[str, int]) -> Iterator[Problem]:
    """The figures of a page: as many of each key in both, of the same value."""
    ours, theirs = original.pages[name].figures, translation.pages[name].figures
    for key in dict.fromkeys(figure.key for figure in (*ours, *theirs)):
        mine, other = ([figure for figure in figures if figure.key == key] for figures in (ours, theirs))
        more, reasoned = len(other) - len(mine), excused.get(key)
        if reasoned and more * reasoned > 0 and more % reasoned == 0:  # the message may stand there several times
            more = 0
        values = [", ".join(sorted({_plain(figure.value) for figure in figures})) for figures in (mine, other)]
        details = {"key": key, "count": abs(more), "page": name}
        if more < 0:
            yield Problem("edition-figure-lost", original.where(name, mine[0].line), details)
        elif more > 0:
            yield Problem("edition-figure-added", translation.where(name, other[0].line), details)
        if mine and other and values[0] != values[1]:
            details = {"key": key, "was": values[0], "now": values[1]}
            yield Problem("edition-figure-value", translation.where(name, other[0].line), details)


def _plain(value: str) -> str:
    """An exact value without the zeros that it may end with."""
    return f"{Decimal(value).normalize():f}" if value else "–"


def _anchors(original: Edition, translation: Edition, name: str) -> Iterator[Problem]:
    """The anchors of a page, to which others may link."""
    ours, theirs = original.pages[name].anchors, translation.pages[name].anchors
    for anchor in ours.keys() - theirs.keys():
        yield Problem("edition-anchor-lost", original.where(name, ours[anchor]), {"anchor": anchor})
    for anchor in theirs.keys() - ours.keys():
        yield Problem("edition-anchor-added", translation.where(name, theirs[anchor]), {"anchor": anchor})


def _links(original: Edition, translation: Edition, name: str) -> Iterator[Problem]:
    """Where the links of a page lead within the site."""
    ours, theirs = (list(_targets(edition.pages[name].links, name)) for edition in (original, translation))
    for edition, mine, other, code in (
        (original, ours, theirs, "edition-link-lost"),
        (translation, theirs, ours, "edition-link-added"),
    ):
        for target in Counter(target for target, _ in mine) - Counter(target for target, _ in other):
            line = next(line for each, line in mine if each == target)
            yield Problem(code, edition.where(name, line), {"target": target})


def _targets(links: Iterable[Place], name: str) -> Iterator[tuple[str, int]]:
    for link in links:
        parts = urlsplit(link.text)
        if not parts.scheme and not parts.netloc:
            path = posixpath.normpath(posixpath.join(posixpath.dirname(name), parts.path)) if parts.path else name
            yield unquote(f"{path}#{parts.fragment}" if parts.fragment else path), link.line


def _numbers(figure: Figure, page: Page, where: Where, factor: Factor) -> Iterator[Problem]:
    """What a reader reads of a figure is its value, exactly."""
    where = where._replace(line=figure.line)
    twice = doubled(figure.before, figure.text, figure.after, chinese=page.language.startswith("zh"))
    if twice:
        yield Problem("edition-doubled", where, {"words": twice, "text": figure.text, "key": figure.key})
    details = {"text": figure.text, "value": figure.value, "key": figure.key}
    if not figure.value:
        if any(character.isdigit() for character in figure.text):
            yield Problem("edition-number-absent", where, details)
    elif " - " in figure.key:
        if page.language[:2] in {"zh", "en"} and not agrees(figure.text, Decimal(figure.value)):
            yield Problem("edition-change", where, details)
    elif not any(
        amount * (1 if scaled else factor(figure.key, page.language, bare(figure.text))) == Decimal(figure.value)
        for amount, scaled in amounts(figure.text, page.language)
    ):
        yield Problem("edition-number", where, details)


def excuses(folder: Path, catalogue: Catalogue) -> Excused:
    """The figures repeated or left out for a reason: ``# figures: …`` in the translators' files of a language."""
    found: dict[str, Counter[str]] = {}
    for path in sorted(folder.rglob("*.po")):
        page = path.relative_to(folder).with_suffix(".html").as_posix()
        for message in read_po(path, path.as_posix(), Problems()):
            if message.reason("figures") and not message.obsolete:
                more = found.setdefault(page, Counter())
                more.update(_key(role, catalogue) for role in message.translation.roles)
                more.subtract(_key(role, catalogue) for role in message.source.roles)
    return found


def _key(role: Role, catalogue: Catalogue) -> str:
    """The key that a page has for the figure of a role; an empty one if it is none."""
    if role.name not in FIGURE_ROLES:
        return ""
    try:
        subject, pairs = read_ask(role.body)
        if role.name == "csr:count":
            return "; ".join([subject, *(f"{name}: {text}" for name, text in pairs.items())])
        if role.name != "csr:change":
            return str(find(catalogue, subject).key)
        now, before = compared(catalogue, read_ask(role.body))
    except NotFound:
        return ""
    return f"{now.key} - {before.key}"
