"""Checks of translations: numbers, terms and words that a reader sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from csrdirectives.lookup import NotFound, find, read_ask
from csrdirectives.po import chinese, english
from csrdirectives.po.figures import figures, sound
from csrdirectives.po.glossary import Term
from csrdirectives.po.knowledge import Knowledge
from csrdirectives.po.markup import HOLE, Role
from csrdirectives.po.message import Message
from csrdirectives.po.quantities import Quantity, difference
from csrdirectives.problems import Problem

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
CHINESE = re.compile(f"[{HAN}]+")
_CHINESE_MARKS = re.compile("[\u3001-\u3020\u3030\uff01-\uff5e\uffe5\u2e80-\u2fdf]|—{2,}|…{2,}")
_DOUBLED = re.compile(r"(?<![\w'’-])([^\W\d_]+(?:\s+[^\W\d_]+)?)\s+(\1)(?![\w'’-])", re.IGNORECASE)
_BOUNDS = "about|around|approximately|roughly|some|nearly|almost|over|more than|at least|at most|up to|no fewer than"
_BOUND_TWICE = re.compile(rf"\b(?:{_BOUNDS})\s+(?:about|more than|at least|nearly|at most)\s+(?=\S*\d)", re.IGNORECASE)
UNIT_TWICE = re.compile(
    r"%\s*(?:[%％]|per\s?cent\b|percentage\s+points?\b)|(?:\b(?:RMB|CNY|renminbi|yuan)|[¥￥])\s*CNY\b"
    r"|\bCNY\s[\d,.]*\d\s*(?:yuan|RMB|CNY|renminbi)\b",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"[A-Za-z]*\d+(?:[.,]\d+)*[A-Za-z]*")
_CODE = re.compile(f"{HOLE}[^{HOLE}]+{HOLE}")
_FAIR_TWICE = frozenset(("that", "had", "is", "so", "very"))


def speaks(text: str) -> bool:
    """Whether a text has more than punctuation."""
    return any(c.isalnum() for c in text)


def numbers(message: Message, known: Knowledge) -> Iterator[Problem]:
    """The numbers written in the text are the same in both languages, however they are spelt."""
    if message.reason("numbers"):
        return
    words = message.source.words, message.translation.words
    lost, added = difference(chinese.quantities(words[0]), english.quantities(words[1]))
    typed = dict(_typed(message, added, known))
    for each in added:
        if each in typed:
            yield message.problem("po-figure-typed", number=each.shown, key=typed[each])
    rest = [each for each in added if each not in typed]
    for was, now in zip_longest(lost, rest):
        if was and now:
            yield message.problem("po-number-changed", was=was.shown, now=now.shown)
        elif was:
            yield message.problem("po-number-lost", number=was.shown)
        elif now:
            yield message.problem("po-number-added", number=now.shown)


def chinese_left(message: Message, known: Knowledge) -> Iterator[Problem]:
    """Nothing Chinese is left in what a reader of English sees, but what is allowed for a reason."""
    plurals = (role.body for role in message.translation.roles if role.name == "csr:value")
    words = "\n".join((message.translation.words, *plurals)).replace(HOLE, " ")
    for text in sorted(known.allowed, key=len, reverse=True):
        words = words.replace(text, " ")
    if message.reason("chinese"):
        return
    if found := CHINESE.findall(words):
        yield message.problem("po-chinese-left", text=" ".join(found))
    if marks := dict.fromkeys(_CHINESE_MARKS.findall(words)):
        yield message.problem("po-chinese-marks", marks=" ".join(marks))


def terms(message: Message, known: Knowledge) -> Iterator[Problem]:
    """A term of the glossary is said in an approved way, and never in a forbidden one."""
    if message.reason("terms"):
        return
    reporter = known.catalogue.report.entity.short_name if known.catalogue else ""  # English often says it, or nothing
    for use in known.glossary.uses(_CODE.sub(" ", message.source.words), spoken(message, known)):
        approved = " / ".join(use.term.en)
        if use.wrong:
            yield message.problem("po-term-forbidden", term=use.term.zh, found=use.wrong, approved=approved)
        elif not use.approved and use.term.zh != reporter:
            number = _number_lost(use.term, message.translation.words)
            if number:
                yield message.problem("po-term-number", term=use.term.zh, number=number, approved=approved)
            else:
                code = "po-term-fixed" if use.term.fixed else "po-term"
                yield message.problem(code, term=use.term.zh, approved=approved)


def doubled_words(message: Message, known: Knowledge) -> Iterator[Problem]:
    """No word stands twice in a row, nor beside a figure that prints it: “about” where it says about itself."""
    words = spoken(message, known)
    for match in _DOUBLED.finditer(words):
        first, second = match.groups()
        name = first[0].isupper() and second[0].isupper()  # Li Li
        if not name and second in {first, first.lower()} and second not in _FAIR_TWICE:
            yield message.problem("po-word-twice", words=match[0])
    for match in (*_BOUND_TWICE.finditer(message.translation.words), *UNIT_TWICE.finditer(message.translation.words)):
        yield message.problem("po-word-twice", words=match[0].strip())


def _number_lost(term: Term, words: str) -> str:
    """The number of a name that a text lacks: digits as they are written (10000 is no 10,000), words by their value."""
    written = frozenset(_DIGITS.findall(words))
    said = frozenset[object]().union(*(each.values for each in english.quantities(words)))
    named = _DIGITS.findall(term.zh)
    lost = ""
    for form in term.en:
        digits = (piece for piece in _DIGITS.findall(form) if piece in named and piece not in written)
        counts = (each.shown for each in english.quantities(form) if each.firm and not each.values & said)
        lost = next(digits, "") or next(counts, "")
        if not lost:
            return ""
    return lost


def _typed(message: Message, added: tuple[Quantity, ...], known: Knowledge) -> Iterator[tuple[Quantity, str]]:
    """The added numbers that are figures of the original, typed by hand."""
    if known.catalogue is None or known.formatter is None:
        return
    for figure in dict.fromkeys(figures(message.source)):
        try:
            text = known.formatter.figure(find(known.catalogue, figure.subject))
        except NotFound:
            continue
        values = frozenset[object]().union(*(each.values for each in english.quantities(text) if each.firm))
        for each in added:
            if each.values & values:
                yield each, figure.subject


def spoken(message: Message, known: Knowledge) -> str:
    """The words of the translation with its figures filled in, as far as they are known."""
    words = message.translation.words
    for role in reversed(message.translation.roles):
        if shown := printed(role, known):
            words = words[: role.start] + shown + words[role.end :]
    return words


def printed(role: Role, known: Knowledge) -> str:
    """What a figure role prints, as far as it is known."""
    if known.catalogue is None or known.formatter is None or role.name not in {"csr:value", "csr:number"}:
        return ""
    if not sound(role):
        return ""
    try:
        ask = read_ask(role.body)
        observation = find(known.catalogue, ask.subject)
    except NotFound:
        return ""
    if role.name == "csr:number":
        return known.formatter.bare(observation)
    if "other" in ask.pairs:
        return known.formatter.plural(observation, ask.pairs)
    return known.formatter.figure(observation)
