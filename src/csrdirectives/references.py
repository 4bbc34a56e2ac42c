"""References in another language: what has no official wording of its own goes through the translators' files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from pybtex.database import Entry

TRANSLATED = "csr-translated"  # in an entry: which of its fields were put in here, and not by the author
BRACES = re.compile(r"[{}]")


def texts(entries: Mapping[str, Entry]) -> Iterator[str]:
    """The titles, notes and authors of the entries that have no wording in English of their own."""
    for entry in entries.values():
        yield from _needed(entry).values()


def translate_entries(entries: Mapping[str, Entry], gettext: Callable[[str], str]) -> None:
    """Give the entries what they lack: unofficial titles, notes and names, as the translators' files have them."""
    for entry in entries.values():
        for field in entry.fields.get(TRANSLATED, "").split():
            entry.fields.pop(field, None)
        needed = _needed(entry)
        for field, text in needed.items():
            entry.fields[field] = gettext(text) if field != "author_en" else f"{{{gettext(text)}}}"
        entry.fields[TRANSLATED] = " ".join(needed)


def _needed(entry: Entry) -> dict[str, str]:
    """The fields to fill, with the texts to translate for them."""
    given = set(entry.fields) - set(entry.fields.get(TRANSLATED, "").split())
    needed = {}
    if "title" in given and not given & {"title_en", "title_en_unofficial"}:
        needed["title_en_unofficial"] = entry.fields["title"]
    if "note" in given and "note_en" not in given:
        needed["note_en"] = entry.fields["note"]
    authors = [BRACES.sub("", str(person)) for person in entry.persons.get("author", [])]
    if len(authors) == 1 and "author_en" not in given:
        needed["author_en"] = authors[0]
    return {field: text for field, text in needed.items() if not text.isascii()}
