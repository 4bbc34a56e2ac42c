"""Full-text search: pairs of Chinese characters, stems of English words, and figures as they are written.

Chinese has no blanks between words, and two programs seldom cut a sentence in the same places. So nothing is cut into
words here: 在岗员工 is indexed as 在岗, 岗员 and 员工 (and each character for itself), and a question is split in the
same way. No dictionary is needed, the index is the same on every machine, and the search works from disk. English pages
are split alike, since they too hold figures, codes and names in Chinese; their words stand in the index by Sphinx's own
stems.

Three things have to agree, and tests hold them together: :func:`question` here, ``splitQuery`` in ``search.js``
beside this file, and what :meth:`ReportSearch.split` puts into the index, which holds every answer of the first two.
How pages are ranked stands in ``search.js`` alone.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.search import SearchLanguage
from sphinx.search.en import SearchEnglish

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

__all__ = ["ChineseSearch", "EnglishSearch", "fold", "question", "setup_search"]

HAN = "々〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
LETTER = "a-z\u00df-\u00f6\u00f8-\u024f\u0370-\u03ff"
GROUPED = r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?"  # 9,657
PLAIN = r"[0-9]+(?:[.-][0-9]+)*"  # 40.75, 404-1, 2023-12-31
WORD = f"[{LETTER}]+(?:'[{LETTER}]+)*"  # Bureau's
TOKEN = re.compile(f"[{HAN}]+|(?:{WORD}|{GROUPED}|{PLAIN})+[%‰]?")
PART = re.compile(f"[{LETTER}]+|[0-9][0-9.,]*")
DASH = re.compile("[‐-―−]")
APOSTROPHE = re.compile("[‘’]")
ENGLISH_WORD = re.compile("[a-z']+")
ASKING = re.compile("请问|有没有|是多少|有多少|多少钱|多少|是什么|什么|为何|怎么样|怎么|怎样|如何|哪些|哪个|哪里|吗|呢")
LIST_COMMA = re.compile("([0-9])，")


def fold(text: str) -> str:
    """The text without differences that a reader does not see: full-width and half-width, capital and small, signs.

    A full-width comma after an ordinary digit separates two numbers (2019，2020) and must not become the comma
    inside one number.
    """
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKC", LIST_COMMA.sub(r"\1 ", text))
    return APOSTROPHE.sub("'", DASH.sub("-", folded)).lower()


def question(text: str) -> list[str]:
    """The terms of a reader's question: 40.75万元 → 40.75, 万元.

    Words that only ask (多少, 什么) are no terms, unless there is nothing else.
    """
    folded = fold(text)
    tokens = TOKEN.findall(ASKING.sub(" ", folded)) or TOKEN.findall(folded)
    return [term for token in tokens for term in _terms(token)]


class ReportSearch(SearchLanguage):
    """What the search of both languages has in common."""

    js_splitter_code = Path(__file__).with_name("search.js").read_text(encoding="utf-8")
    js_stemmer_code = ""  # it stands in search.js

    def split(self, text: str) -> list[str]:
        """Every term under which a piece of text can be found."""
        folded = fold(text)
        found: list[str] = []
        before, end = "", 0  # the last word of letters, and where the last token ended
        for match in TOKEN.finditer(folded):
            token = match[0]
            found += _terms(token) + list(token) if _is_han(token) else _ways(token)
            if before and token[0].isdecimal() and folded[end : match.start()] in (" ", "-"):
                found += {before + token: 0, before + token.partition("-")[0]: 0}  # T 36000-2015 also as T36000
            before, end = (token if token.isalpha() and len(token) < 6 and not _is_han(token) else ""), match.end()
        return found

    def stem(self, word: str) -> str:
        """The key under which a term stands in the index.

        9,657 and 9657 have one key. Keys are at least three characters long, because Sphinx's search lets shorter ones
        count for nothing when longer ones are on the page.
        """
        key = self.root(word.replace(",", ""))
        return (f"#{key}" if key.isdecimal() else key).ljust(3, "_")

    def root(self, word: str) -> str:
        """What the forms of a word have in common."""
        return word

    def word_filter(self, word: str) -> bool:
        """Every term counts but the words to leave out."""
        return bool(word) and word not in self.stopwords


class ChineseSearch(ReportSearch):
    """The search language of Chinese pages; it takes the place of the one that comes with Sphinx."""

    lang = "zh"
    language_name = "Chinese"


class EnglishSearch(ReportSearch):
    """The search language of English pages: that of Sphinx, but with figures, and in the spelling of either shore."""

    lang = "en"
    language_name = "English"
    js_stemmer_rawcode = SearchEnglish.js_stemmer_rawcode
    stopwords = SearchEnglish.stopwords | {"many", "much", "s"}  # as in: how many

    def __init__(self, options: dict[str, str]) -> None:
        super().__init__(options)
        self.english = SearchEnglish(options)
        self.stem_of = cache(self.english.stem)  # words come again and again

    def root(self, word: str) -> str:
        """The stem that Sphinx finds for a word; organization and organisation, labor and labour have one."""
        if not ENGLISH_WORD.fullmatch(word):
            return word
        stem = self.stem_of(word).replace("iz", "is").replace("our", "or")
        return word if stem in self.stopwords else stem  # others is no stop word


def _is_han(token: str) -> bool:
    return token >= HAN[0]  # the first of them, and after all letters and digits


def _pairs(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)]


def _term(token: str) -> str:
    """A term that is not of digits alone, which Sphinx's search would drop from a question."""
    return f"#{token}" if token.isdecimal() else token


def _terms(token: str) -> list[str]:
    if _is_han(token):
        return _pairs(token) if len(token) > 1 else [token]
    return [_term(token)]


@lru_cache(maxsize=10_000)
def _ways(token: str) -> tuple[str, ...]:
    """The terms under which a word or a number can be found, which come again and again."""
    return _term(token), *_more(token)


def _more(token: str) -> Iterator[str]:
    """Other terms under which a word or a number can be found: 45.82% as 45.82, G60 as 60."""
    bare = token.rstrip("%‰")
    if bare != token:
        yield _term(bare)
    parts = PART.findall(bare)
    if len(parts) > 1:
        yield from (_term(part.rstrip(".,")) for part in parts if len(part) > 1)


def forget_old_terms(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
    """Take terms that stand on no page any more, such as an old figure, out of the index, where Sphinx leaves them."""
    indexer = getattr(app.builder, "indexer", None)
    if indexer is not None:
        indexer.prune(app.env.all_docs)
        for terms in (indexer._mapping, indexer._title_mapping):  # noqa: SLF001  # there is no other way in
            for term in [term for term, pages in terms.items() if not pages]:
                del terms[term]
    return []


def setup_search(app: Sphinx) -> None:
    """Let pages in Chinese and in English be searched in this way."""
    app.add_search_language(ChineseSearch)
    app.add_search_language(EnglishSearch)
    app.connect("html-collect-pages", forget_old_terms)  # when all pages are indexed, before the index is written
