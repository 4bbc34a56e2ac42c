"""References as GB/T 7714—2015 prints them, numbered in the order of citation, in a Chinese and an English edition.

One BibTeX file serves both editions. The English one takes ``author_en`` before ``author``, ``note_en`` before
``note``, and so on for every field; what has no English counterpart stays as it is. A title is English by
``title_en`` if its publisher gave it one, else by ``title_en_unofficial``.

Names follow BibTeX: ``and`` between two, and a body whose name has spaces stands in braces of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pybtex.bibtex.utils import split_name_list
from pybtex.database import BibliographyData, Entry, Person
from pybtex.richtext import HRef, Tag, Text
from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle
from pybtex.style.template import FieldIsMissing

__all__ = ["IN_CHINESE", "MARKS", "STYLES", "Gbt7714", "Gbt7714English"]

IN_CHINESE = "zh"  # the tag of a Chinese title in the English edition

MARKS = {
    "article": "J",
    "book": "M",
    "law": "Z",
    "misc": "Z",
    "online": "EB/OL",
    "report": "R",
    "standard": "S",
    "techreport": "R",
}
"""The mark of each type of entry; any other type has that of ``misc``."""

NAMES_SHOWN = 3
CHINESE = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")


class Gbt7714(BaseStyle):  # type: ignore[misc]
    """The Chinese edition of a list of references."""

    default_label_style = "number"
    default_sorting_style = "none"  # as cited

    def format_entry(self, label: str, entry: Entry, bib_data: BibliographyData | None = None) -> FormattedEntry:
        """The printed line of an entry; an entry without a title is an error, any other field may be missing."""
        mark = self.mark(entry)
        sentences = [
            closed(self.authors(entry)),
            closed(Text(self.title_and_number(entry), f"[{mark}]")),
            closed(self.edition(self.field(entry, "edition"))),
            closed(self.publication(entry, online="OL" in mark)),
            closed(self.address(entry)),
            closed(self.field(entry, "note"), chinese=True),
        ]
        return FormattedEntry(entry.key, joined(" ", sentences), label)

    def field(self, entry: Entry, name: str) -> Text:
        """A field as this edition shows it, empty if missing."""
        return text(self.raw(entry, name))

    def raw(self, entry: Entry, name: str) -> str:
        """A field as this edition's readers need it, as written in the file."""
        return str(entry.fields.get(name, "")).strip()

    def people(self, entry: Entry) -> list[Person]:
        """The authors, named as this edition names them."""
        return list(entry.persons.get("author", []))

    def others(self, names: Iterable[str]) -> str:
        """The word for the authors who are not named: in Chinese where the names are."""
        return "等" if any(CHINESE.search(name) for name in names) else "et al"

    def title(self, entry: Entry) -> Text:
        """The title as this edition shows it."""
        return self.field(entry, "title")

    def edition(self, edition: Text) -> Text:
        """The edition, in words; a first edition is not told."""
        number = str(edition)
        if not number.isdecimal():
            return edition
        return Text() if number == "1" else Text(f"{number}版")

    def authors(self, entry: Entry) -> Text:
        """At most three authors, then the word for the others."""
        people = self.people(entry)
        names = [name for name in map(printed_name, people) if name and name != "others"]
        shown = names[:NAMES_SHOWN]
        if shown and len(shown) < len(people):
            shown.append(self.others(shown))
        return Text(", ".join(shown))

    def title_and_number(self, entry: Entry) -> Text:
        """The title, and after it the number of a standard, a report or a decree."""
        title = self.title(entry)
        if not title:
            raise FieldIsMissing("title", entry)
        return title if is_article(entry) else joined(": ", [title, self.field(entry, "number")])

    def mark(self, entry: Entry) -> str:
        """The mark of the type of document, and of its carrier if it is read online."""
        own = self.raw(entry, "mark")
        if own:
            return own
        mark = MARKS.get(entry.type.lower(), MARKS["misc"])
        return f"{mark}/OL" if entry.fields.get("url") and "/" not in mark else mark

    def publication(self, entry: Entry, *, online: bool) -> Text:
        """Where and when: place and publisher or journal, year, issue, pages, dates of change and of access."""
        if is_article(entry):
            source = self.field(entry, "journal")
        else:
            source = joined(": ", [self.field(entry, "address"), self.field(entry, "publisher")])
        year, date = self.raw(entry, "year"), self.raw(entry, "date")
        changed = ""
        if online and len(date) > len("2015"):
            changed = f"({date})"
            year = (year or date[:4]) if source else ""
        else:
            year = date or year
        issue = ""
        if is_article(entry):
            volume, number = self.raw(entry, "volume"), self.raw(entry, "number")
            issue = volume + (f"({number})" if number else "")
            if year and issue.startswith("("):
                year, issue = year + issue, ""
        pages = re.sub(r"\s*[-–—]+\s*", "-", self.raw(entry, "pages"))
        accessed = self.raw(entry, "urldate")
        when = joined(", ", [source, text(year), text(issue)])
        return Text(joined(": ", [when, text(pages)]), changed, f"[{accessed}]" if accessed else "")

    def address(self, entry: Entry) -> Text:
        """The address of what can be read online."""
        url = self.raw(entry, "url")
        return Text(HRef(url, url)) if url else Text()


class Gbt7714English(Gbt7714):
    """The English edition of a list of references."""

    def raw(self, entry: Entry, name: str) -> str:
        """A field in English where the file has it, as written in the file."""
        return super().raw(entry, f"{name}_en") or super().raw(entry, name)

    def people(self, entry: Entry) -> list[Person]:
        """The authors by their English names, if the file has them."""
        names = super().raw(entry, "author_en")
        return [Person(name) for name in split_name_list(names)] if names else super().people(entry)

    def others(self, names: Iterable[str]) -> str:
        """The word for the authors who are not named."""
        return "et al"

    def title(self, entry: Entry) -> Text:
        """The official English title; else the Chinese one, with a translation in square brackets beside it."""
        unofficial = self.field(entry, "title_en_unofficial")
        if not unofficial or super().raw(entry, "title_en"):
            return self.field(entry, "title")
        return joined(" ", [Text(Tag(IN_CHINESE, self.field(entry, "title"))), Text("[", unofficial, "]")])

    def edition(self, edition: Text) -> Text:
        """The edition, in words; a first edition is not told."""
        number = str(edition)
        if not number.isdecimal():
            return edition
        teen = len(number) > 1 and number[-2] == "1"
        ending = "th" if teen else {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")
        return Text() if number == "1" else Text(f"{number}{ending} ed.")


class Gbt7714EnglishAlone(Gbt7714English):
    """The English edition without the Chinese titles, for where nothing can tell that they are Chinese."""

    def title(self, entry: Entry) -> Text:
        """The English title, in square brackets where it is a translation."""
        unofficial = self.field(entry, "title_en_unofficial")
        if not unofficial or entry.fields.get("title_en"):
            return self.field(entry, "title")
        return Text("[", unofficial, "]")


STYLES: dict[str, type[Gbt7714]] = {
    "gbt7714-zh": Gbt7714,
    "gbt7714-en": Gbt7714English,
    "gbt7714-en-alone": Gbt7714EnglishAlone,
}
"""The styles by the names under which a bibliography asks for them."""


def is_article(entry: Entry) -> bool:
    """Whether an entry stands in a journal, so that its number is that of the issue."""
    return bool(entry.type.lower() == "article")


def text(latex: str) -> Text:
    """A field's value as rich text. A percent sign is one: the authors of reports do not think of LaTeX comments."""
    return Text.from_latex(re.sub(r"(?<!\\)%", r"\\%", latex))


def joined(separator: str, parts: Iterable[Text]) -> Text:
    """The parts that are not empty, with the separator between them."""
    return Text(separator).join([part for part in parts if part])


def closed(sentence: Text, *, chinese: bool = False) -> Text:
    """A sentence with a full stop if it has none; a Chinese one with a Chinese full stop if that is asked for."""
    said = str(sentence).rstrip("）)”’」』")
    if not said or said[-1] in ".。!！?？…":
        return sentence
    return Text(sentence, "。" if chinese and CHINESE.search(said) else ".")


def printed_name(person: Person) -> str:
    """A name as the standard prints it: 张三, HAIRER E; a body's name stays as it is."""
    given = [str(text(part)) for part in person.first_names + person.middle_names]
    family = [str(text(part)) for part in person.prelast_names + person.last_names]
    if not given:
        return " ".join(family)
    if CHINESE.search("".join(family)):
        return "".join(family + given)
    initials = ["-".join(part[:1] for part in name.split("-")) for name in given]
    return " ".join([*(part.upper() for part in family), *initials, *person.lineage_names])
