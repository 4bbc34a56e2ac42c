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
from babel.messages.plurals import get_plural

from csrdirectives.change import compared
from csrdirectives.format import Formatter
from csrdirectives.lookup import NotFound, find, read_ask, records, register_of
from csrdirectives.model import Catalogue
from csrdirectives.problems import Problems
from csrdirectives.textfile import read_text
from csrdirectives.usage import CODE
from csrdirectives.vocabulary import PLACE, vocabulary
from csrdirectives.words import speaks

ROLE = re.compile(r"\{csr:(?P<role>value|number|change|count)\}`(?P<text>[^`]+)`")
UPWARDS = re.compile(r"^(?:\.\./)+")
LABEL = re.compile(r"^\((?P<label>[A-Za-z0-9_.-]+)\)=\s*$")


class Desk(NamedTuple):
    """What a translator is told from: the catalogue, the chapters, the glossary (term → how it is said)."""

    catalogue: Catalogue
    docs: Path
    language: str
    terms: Mapping[str, str]


class Renewal(NamedTuple):
    """A ``.po`` file as it is and as it should be, and the messages that came and went."""

    path: Path
    old: bytes
    new: bytes
    came: tuple[str, ...]
    gone: tuple[str, ...]


def annotate(pots: Path, folder: Path, desk: Desk) -> list[Path]:
    """Bring every ``.po`` file below *folder* to the state of the templates below *pots*; the files that changed."""
    changed = [renewal for renewal in renewals(pots, folder, desk) if renewal.new != renewal.old]
    for renewal in changed:
        renewal.path.parent.mkdir(parents=True, exist_ok=True)
        renewal.path.write_bytes(renewal.new)
    return [renewal.path for renewal in changed]


def renewals(pots: Path, folder: Path, desk: Desk) -> Iterator[Renewal]:
    """The ``.po`` file of every template; what cannot be read as one is to be told of before."""
    present = {path: _read(path) for path in sorted(folder.rglob("*.po"))}
    renewing = _Renewing(desk, dict(_memory(present.values())))
    for pot in sorted(pots.rglob("*.pot")):
        page = pot.relative_to(pots).with_suffix("")
        path = folder / page.with_suffix(".po")
        template = [message for message in _read(pot) if not (_is_ours(message) and speaks(desk.language))]
        before = present.get(path) or polib.POFile()
        live = {entry.msgid: entry for entry in before if not entry.obsolete}
        wanted = dict.fromkeys(message.msgid for message in template)
        yield Renewal(
            path,
            path.read_bytes() if path in present else b"",
            renewing.file(template, before, live, page).encode(),
            tuple(msgid for msgid in wanted if msgid not in live),
            tuple(msgid for msgid in live if msgid not in wanted),
        )


def _read(path: Path) -> polib.POFile:
    """The messages of a file, whatever its encoding and line ends."""
    text = read_text(path, path.as_posix(), Problems())
    return polib.pofile(text, wrapwidth=0) if text else polib.POFile()


def _memory(files: Iterable[polib.POFile]) -> Iterator[tuple[str, str]]:
    """Every finished translation that the files hold, those out of use too; one in use wins."""
    found = [entry for file in files for entry in file]
    for entry in sorted(found, key=lambda entry: not entry.obsolete):
        if entry.msgstr and "fuzzy" not in entry.flags:
            yield entry.msgid, entry.msgstr


class _Renewing:
    """Makes files anew for one language."""

    def __init__(self, desk: Desk, memory: Mapping[str, str]) -> None:
        self.desk = desk
        self.memory = memory
        languages = (desk.catalogue.report.languages[0], desk.language)
        self.formatters = [Formatter(language, desk.catalogue) for language in languages]

    def file(
        self, template: list[polib.POEntry], before: polib.POFile, live: Mapping[str, polib.POEntry], page: Path
    ) -> str:
        """The text of a file: the template's messages in their order, then those out of use."""
        made = polib.POFile(wrapwidth=0)
        made.metadata = {
            "Language": self.desk.language,
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
            "Plural-Forms": get_plural(self.desk.language).plural_forms,
        }
        for message in template:
            made.append(self._entry(message, live.get(message.msgid), page))
        listed = {entry.msgid for entry in made}
        for entry in sorted((entry for entry in before if entry.msgstr), key=lambda entry: entry.msgid):
            if entry.msgid not in listed:
                listed.add(entry.msgid)
                kept = {"msgid": entry.msgid, "msgstr": entry.msgstr, "tcomment": entry.tcomment, "obsolete": True}
                made.append(polib.POEntry(**kept))
        return f"{made}\n"

    def _entry(self, message: polib.POEntry, live: polib.POEntry | None, page: Path) -> polib.POEntry:
        """The message with its translation, or the one that was known before; a guess stays marked as one."""
        entry = polib.POEntry(msgid=message.msgid, comment="\n".join(self._comments(message, page)))
        entry.occurrences = [
            (name, "") for name in dict.fromkeys(self._source(name) for name, _ in message.occurrences)
        ]
        if live is not None:
            entry.tcomment = live.tcomment
            entry.msgstr = live.msgstr
            entry.flags = [flag for flag in live.flags if flag == "fuzzy"]
        if (not entry.msgstr or entry.flags) and message.msgid in self.memory:
            entry.msgstr = self.memory[message.msgid]
            entry.flags = []
        return entry

    def _source(self, name: str) -> str:
        """A source file as the repository names it; a template names it from where that was made."""
        name = UPWARDS.sub("", name)
        parts = self.desk.docs.resolve().parent.parts[1:]
        roots = ("/".join(parts[start:]) + "/" for start in range(len(parts)))
        return next((name.removeprefix(root) for root in roots if name.startswith(root)), name)

    def _comments(self, message: polib.POEntry, page: Path) -> Iterator[str]:
        """Present values in both languages, a place to look, the terms that the message holds."""
        if _is_ours(message):
            yield vocabulary().get(message.msgid, "").strip()
        yield from dict.fromkeys(filter(None, map(self._values, ROLE.finditer(CODE.sub("", message.msgid)))))
        place = _place(message, self.desk.docs, page)
        if place:
            yield place
        for term in _terms(message.msgid, self.desk.terms):
            yield f"{term} = {self.desk.terms[term]}"

    def _values(self, match: re.Match[str]) -> str:
        catalogue = self.desk.catalogue
        try:
            ask = read_ask(match["text"])
            if match["role"] == "count":
                register = register_of(catalogue, ask.subject)
                number, unit = len(records(register, ask.pairs)), catalogue.units[register.unit]
                texts = [formatter.count(number, unit) for formatter in self.formatters]
            elif match["role"] == "change":
                now, before = compared(catalogue, ask)
                texts = [formatter.change(now, before, difference="as" in ask.pairs) for formatter in self.formatters]
            else:
                observation = find(catalogue, ask.subject)
                texts = [formatter.figure(observation) for formatter in self.formatters]
        except NotFound:
            return ""
        return f"{ask.subject} = {' / '.join(texts)}"


def _is_ours(message: polib.POEntry) -> bool:
    """Whether it is a text of this package, and none of the report."""
    return [UPWARDS.sub("", name) for name, _ in message.occurrences] == [PLACE]


def _place(message: polib.POEntry, docs: Path, page: Path) -> str:
    """The page and the label of the section that shows the message."""
    for name, line in message.occurrences:
        source = docs / page.with_suffix(".md")
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
