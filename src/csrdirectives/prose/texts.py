"""The chapters and translations of a report on disk, and the names that its files know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from csrdirectives.model import Catalogue
from csrdirectives.po.glossary import read_glossary
from csrdirectives.problems import Problems
from csrdirectives.prose.declared import FILE, read_declared
from csrdirectives.prose.known import QUOTES, names_of, titles_of
from csrdirectives.prose.lint import Linter
from csrdirectives.prose.potexts import Entry, entries
from csrdirectives.textfile import read_text

_BRACKETS = re.compile(r"\s*[(（][^()（）]*[)）]")


class Texts:
    """The chapters and translations of a report, and the files that tell its names."""

    def __init__(self, docs: Path, data: Path, locales: Path, apart: Sequence[str] = ()) -> None:
        """*apart* are the folders below *docs* that are no part of the report."""
        self.docs, self.data, self.locales = docs, data, locales
        self.apart = apart

    def chapters(self) -> list[Path]:
        """The chapters of the report."""
        return [path for path in sorted(self.docs.rglob("*.md")) if not self._is_apart(self.page(path))]

    def translations(self) -> list[Path]:
        """The ``.po`` files of the chapters; those of the catalogue's own texts are data, not prose."""
        pages = {self.page(path) for path in self.chapters()}
        return [path for path in sorted(self.locales.rglob("*.po")) if self.page(path) in pages]

    def page(self, path: Path) -> str:
        """The page of a chapter or of its translation: responsibility/employees."""
        parts = path.with_suffix("").parts
        if path.suffix == ".po" and "LC_MESSAGES" in parts:
            return "/".join(parts[parts.index("LC_MESSAGES") + 1 :])
        try:
            return path.with_suffix("").relative_to(self.docs).as_posix()
        except ValueError:
            return path.with_suffix("").as_posix()

    def linter(self, catalogue: Catalogue, problems: Problems, *, english: bool, hidden: bool = False) -> Linter:
        """The linter that knows the names of the report; *english*, their translations too."""
        terms = list(self._terms(problems))
        for path in sorted(self.data.glob("*.bib")):
            terms += titles_of(read_text(path, path.as_posix(), problems) or "")
        names: list[str] = []
        if english:
            known = {name.strip(QUOTES) for name in (*terms, *names_of(catalogue))}
            names = [each.msgstr for each in self._catalogue_texts(problems) if each.msgid.strip(QUOTES) in known]
        path = self.data / FILE
        return Linter(catalogue, terms, names, read_declared(path, path.as_posix(), problems), hidden=hidden)

    def _terms(self, problems: Problems) -> Iterator[str]:
        """The terms of the glossary in both languages."""
        path = self.data / "glossary.csv"
        if path.exists():
            for term in read_glossary(path, path.as_posix(), problems).terms.values():
                yield term.zh
                for form in term.en:
                    yield form.strip(QUOTES)
                    yield _BRACKETS.sub("", form).strip(QUOTES)

    def _is_apart(self, page: str) -> bool:
        return any(page.startswith(f"{folder}/") for folder in self.apart)

    def _catalogue_texts(self, problems: Problems) -> Iterator[Entry]:
        """The translations of what is no chapter: names of the catalogue, titles of references."""
        pages = {self.page(path) for path in self.docs.rglob("*.md")}
        for path in sorted(self.locales.rglob("*.po")):
            if self.page(path) not in pages:
                yield from entries(read_text(path, path.as_posix(), problems) or "")
