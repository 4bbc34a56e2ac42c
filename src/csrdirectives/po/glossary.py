"""The glossary: how terms are said in English, and how they are not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from csrdirectives.problems import Problems
from csrdirectives.sheet import read_sheet

COLUMNS = {
    "zh": ("中文",),
    "en": ("英文", "English"),
    "note": ("说明", "备注"),
    "category": ("类别",),
    "forbidden": ("不用", "禁用"),
}
_SPELLINGS = (
    ("grass-roots", "grassroots"),
    ("’", "'"),
    ("‘", "'"),
    ("isation", "ization"),
    ("centre", "center"),
    ("labour", "labor"),
)
_ARTICLES = frozenset(("the", "a", "an", "s"))
_JOINING_WORDS = "of and or in for to by with on at from through under per its their"
_JOINING = frozenset(_JOINING_WORDS.split())
_CARDINALS = "one two three four five six seven eight nine ten"
_COUNTED = {word: str(number) for number, word in enumerate(_CARDINALS.split(), 1)}
_SENTENCE = re.compile(r"[.;:!?](?=\s|$)|\n")
_FIXED = 4  # characters from which a Chinese term is a name or a fixed expression, not a word of the language
_EVERYDAY = 3  # approved forms from which a short term is an everyday word
_ALIKE = 5  # letters that words of one family share: operating, operations


class Term(Struct, frozen=True):
    """A Chinese term, with its approved English forms and those that are not to be used."""

    zh: str
    en: tuple[str, ...]
    forbidden: tuple[str, ...] = ()
    note: str = ""
    category: str = ""

    @property
    def fixed(self) -> bool:
        """Whether it is a name or a set expression, not an everyday word, which English says in many ways."""
        chosen = bool(self.forbidden) and len(self.en) < _EVERYDAY  # the editors have weighed its renderings
        return chosen or len(self.zh) >= _FIXED or all(_is_name(form) for form in self.en)


class Use(Struct, frozen=True):
    """How often a message has a term, and its translation the approved and the forbidden forms."""

    term: Term
    times: int
    approved: int
    forbidden: tuple[str, ...]

    @property
    def wrong(self) -> str:
        """The forbidden form that stands for the term; a word may stand for something else: people at 20 visits."""
        short = self.approved < self.times
        return next((form for form in self.forbidden if short or not form.islower() or " " in form), "")


class Glossary:
    """Terms, looked up in messages; of two that overlap the longer counts."""

    def __init__(self, terms: tuple[Term, ...] = ()) -> None:
        self.terms = {term.zh: term for term in terms}
        self._pattern = re.compile("|".join(map(re.escape, sorted(self.terms, key=len, reverse=True))) or r"(?!)")

    def uses(self, source: str, translation: str) -> Iterator[Use]:
        """Each term that the source has, and what has become of it."""
        found = [match[0] for match in self._pattern.finditer(source)]
        if not found:
            return
        words = _plain(translation)
        named = dict.fromkeys(found)
        right = {zh: {_plain(form) for each in self.terms[zh].en for form in _forms(each)} for zh in named}
        for zh in named:
            term, forms = self.terms[zh], right[zh]
            others = frozenset[str]().union(*(right[other] for other in named if other != zh))
            banned = {_plain(form): form for form in term.forbidden}
            seen = _either((*forms, *banned, *others)).findall(words)
            approved = sum(form in forms for form in seen) or _reworded(term, translation)
            approved += _short(term, translation)
            wrong = (banned[form] for form in seen if form in banned and form not in forms | others)
            yield Use(term, found.count(zh), approved, tuple(dict.fromkeys(wrong)))


def read_glossary(path: Path, shown: str, problems: Problems) -> Glossary:
    """The glossary of a CSV file with the columns zh and en, and perhaps forbidden.

    ``en`` and ``forbidden`` may hold alternatives between ``/`` with spaces; what stands in brackets may be left out.
    """
    rows = [row.cells for row in read_sheet(path, shown, COLUMNS, ("zh", "en"), problems)]
    return Glossary(tuple(term for cells in rows for term in _terms(cells)))


def _terms(cells: dict[str, str]) -> Iterator[Term]:
    english = tuple(_alternatives(cells["en"]))
    for zh in _alternatives(cells["zh"]):
        if zh and english:
            yield Term(zh, english, tuple(_alternatives(cells["forbidden"])), cells["note"], cells["category"])


def _alternatives(cell: str) -> list[str]:
    return [piece.strip() for piece in re.split(r"\s+/\s+|\s*[；;]\s*", cell) if piece.strip()]


def _forms(english: str) -> Iterator[str]:
    """With its bracketed words, without them, and these alone if they are an abbreviation or as plural as the rest."""
    without = re.sub(r"\s*[(（][^()（）]*[)）]", "", english).strip()
    if without:
        yield without
    if without != english:
        yield re.sub(r"[()（）]", " ", english)
        last = re.search(r"[(（]([^()（）]+)[)）]$", english)
        if last and (last[1].isupper() or (last[1].endswith("s") and without.endswith("s"))):
            yield last[1]


def _short(term: Term, translation: str) -> int:
    """How often a name is shortened to its last word, as English does after the first mention: the Bureau."""
    last = {form.split()[-1] for form in term.en if len(form.split()) > 1 and form.split()[-1].istitle()}
    return sum(len(re.findall(rf"\b[Tt]he {re.escape(word)}\b", translation)) for word in last)


def _reworded(term: Term, translation: str) -> int:
    """Whether a sentence has all words of an approved form in another order or inflection: staff hired by agencies.

    The words of a name stay together.
    """
    for sentence in _SENTENCE.split(translation):
        words = _plain(sentence).split()
        for form in (form for each in term.en for form in _forms(each)):
            wanted = [word for word in _plain(form).split() if word not in _JOINING]
            name = _is_name(form)
            span = len(wanted) + 2 if name else len(words)
            if wanted and any(
                all(any(_alike(word, each, exactly=name) for each in words[start : start + span]) for word in wanted)
                for start in range(max(1, len(words) - span + 1))
            ):
                return 1
    return 0


def _is_name(english: str) -> bool:
    """Whether every word but those that join has a capital or a digit."""
    words = [word for word in re.findall(r"[^\W_]+", english) if word not in _JOINING | _ARTICLES]
    return bool(words) and all(not word[0].islower() for word in words)


def _alike(one: str, other: str, *, exactly: bool) -> bool:
    return one == other or (not exactly and len(one) >= _ALIKE <= len(other) and one[:_ALIKE] == other[:_ALIKE])


def _plain(text: str) -> str:
    """Words without case, articles, endings and punctuation."""
    for old, new in _SPELLINGS:
        text = text.replace(old, new).replace(old.capitalize(), new.capitalize())
    found = (_stem(_COUNTED.get(word, word)) for word in re.findall(r"[^\W_]+", text.lower()) if word not in _ARTICLES)
    return " ".join(found)


def _stem(word: str) -> str:
    """A word without its plural or verbal ending; crude, but the same on both sides."""
    if len(word) <= 3 or not word.isalpha():
        return word
    word = re.sub("(?:ies|y)$", "i", word)
    word = re.sub("(?<=ss|sh|ch)es$|(?<=[xz])es$|(?<!s)s$", "", word)
    return re.sub("(?:ing|ed|e)$", "", word)


def _either(forms: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the forms as whole words, the longest first."""
    ordered = sorted(filter(None, forms), key=len, reverse=True)
    return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, ordered))})(?!\S)" if ordered else r"(?!)")
