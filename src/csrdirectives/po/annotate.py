"""What runs after ``sphinx-intl update``: comments for translators, translations found again, one normal form.

sphinx-intl writes a ``.po`` file only when its messages changed, so comments go stale; when it does write, it brings
dates, line numbers and flags that change with every run. And it does not find the translation of a sentence that was
taken out and put back, or moved to another page. All three are put right here, so that a second run changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import polib

from csrdirectives.format import Formatter
from csrdirectives.lookup import NotFound, find, read_ask, records, register_of
from csrdirectives.model import Catalogue

ROLE = re.compile(r"\{csr:(?P<role>value|number|change|count)\}`(?P<text>[^`]+)`")
LABEL = re.compile(r"^\((?P<label>[A-Za-z0-9_.-]+)\)=\s*$")
PLURALS = {"en": "nplurals=2; plural=(n != 1);", "zh": "nplurals=1; plural=0;"}


class Desk(NamedTuple):
    """What a translator is told from: the catalogue, the chapters, the glossary (term → how it is said)."""

    catalogue: Catalogue
    docs: Path
    language: str
    terms: Mapping[str, str]


def annotate(pots: Path, folder: Path, desk: Desk) -> list[Path]:
    """Bring every ``.po`` file below *folder* to the state of the templates below *pots*; the files that changed."""
    memory = dict(_memory(folder))
    changed = []
    for pot in sorted(pots.rglob("*.pot")):
        path = folder / pot.relative_to(pots).with_suffix(".po")
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        new = _annotated(polib.pofile(str(pot), wrapwidth=0), old, memory, desk, pot.relative_to(pots).with_suffix(""))
        if new != old:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(new, encoding="utf-8", newline="\n")
            changed.append(path)
    return changed


def _memory(folder: Path) -> Iterator[tuple[str, str]]:
    """Every finished translation that the files hold, those out of use too; one in use wins."""
    found = [entry for path in sorted(folder.rglob("*.po")) for entry in polib.pofile(str(path))]
    for entry in sorted(found, key=lambda entry: not entry.obsolete):
        if entry.msgstr and "fuzzy" not in entry.flags:
            yield entry.msgid, entry.msgstr


def _annotated(template: polib.POFile, old: str, memory: Mapping[str, str], desk: Desk, page: Path) -> str:
    present = polib.pofile(old, wrapwidth=0) if old else polib.POFile(wrapwidth=0)
    live = {entry.msgid: entry for entry in present if not entry.obsolete}
    made = polib.POFile(wrapwidth=0)
    made.metadata = {
        "Language": desk.language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS.get(desk.language, PLURALS["en"]),
    }
    for message in template:
        made.append(_entry(message, live.get(message.msgid), memory, desk, page))
    for entry in sorted((e for e in present if e.msgstr), key=lambda e: e.msgid):
        if entry.msgid not in {message.msgid for message in template} and not any(e.msgid == entry.msgid for e in made):
            made.append(polib.POEntry(msgid=entry.msgid, msgstr=entry.msgstr, tcomment=entry.tcomment, obsolete=True))
    return f"{made}\n"


def _entry(
    message: polib.POEntry, live: polib.POEntry | None, memory: Mapping[str, str], desk: Desk, page: Path
) -> polib.POEntry:
    """The message with its translation, or the one that was known before; a guess stays marked as one."""
    entry = polib.POEntry(msgid=message.msgid, comment="\n".join(_comments(message, desk, page)))
    entry.occurrences = [(name, "") for name in dict.fromkeys(_source(name) for name, _ in message.occurrences)]
    if live is not None:
        entry.tcomment = live.tcomment
        entry.msgstr = live.msgstr
        entry.flags = [flag for flag in live.flags if flag == "fuzzy"]
    if (not entry.msgstr or entry.flags) and message.msgid in memory:
        entry.msgstr = memory[message.msgid]
        entry.flags = []
    return entry


def _source(name: str) -> str:
    """A source file as the repository names it, wherever the templates were made."""
    return re.sub(r"^(?:\.\./)+", "", name)


def _comments(message: polib.POEntry, desk: Desk, page: Path) -> Iterator[str]:
    """Present values in both languages, a place to look, the terms that the message holds."""
    yield from dict.fromkeys(filter(None, (_values(match, desk) for match in ROLE.finditer(message.msgid))))
    place = _place(message, desk, page)
    if place:
        yield place
    for term in _terms(message.msgid, desk.terms):
        yield f"{term} = {desk.terms[term]}"


def _values(match: re.Match[str], desk: Desk) -> str:
    texts = []
    for language in (desk.catalogue.report.languages[0], desk.language):
        formatter = Formatter(language, desk.catalogue)
        try:
            ask = read_ask(match["text"])
            if match["role"] == "count":
                register = register_of(desk.catalogue, ask.subject)
                number = len(records(register, ask.pairs))
                texts.append(formatter.count(number, desk.catalogue.units[register.unit]))
            else:
                texts.append(formatter.figure(find(desk.catalogue, ask.subject)))
        except NotFound:
            return ""
    return f"{ask.subject} = {' / '.join(texts)}"


def _place(message: polib.POEntry, desk: Desk, page: Path) -> str:
    """The page and the label of the section that shows the message."""
    for name, line in message.occurrences:
        source = desk.docs / page.with_suffix(".md")
        if not name.endswith(f"{page.as_posix()}.md") or not source.is_file() or not line:
            continue
        above = source.read_text(encoding="utf-8").splitlines()[: int(line)]
        labels = [found["label"] for found in map(LABEL.match, above) if found]
        return f"page: {page.as_posix()}.html" + (f"#{labels[-1]}" if labels else "")
    return ""


def _terms(text: str, terms: Iterable[str]) -> list[str]:
    """The terms in a text, the longest first; one that only stands inside another is left out."""
    found: list[str] = []
    for term in sorted(terms, key=len, reverse=True):
        if term in text:
            found.append(term)
            text = text.replace(term, "\0")
    return found
