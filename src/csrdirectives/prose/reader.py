"""A line of prose → the numbers typed in it."""

from __future__ import annotations

from csrdirectives.prose import chinese, english
from csrdirectives.prose.lexicon import HIDDEN, NUMERAL, lexicon
from csrdirectives.prose.written import PASSED, Units, Written, plain

_NUMBER = frozenset(NUMERAL + "0123456789半番")


def written(text: str, units: Units, *, hidden: bool = False) -> list[Written]:
    """The numbers of a line in its order; those that hide in words too, if asked for."""
    text = plain(text)
    wordy = not english.WORDS.isdisjoint(english.words(text))
    numbered = not _NUMBER.isdisjoint(text)
    found: list[Written] = []
    if numbered or wordy:
        passed = _passed(text)
        found += _found(passed, units, numbered=numbered, wordy=wordy)
    if hidden:
        taken = {at for each in found for at in range(each.start, each.end)}
        for match in lexicon()[HIDDEN].pattern.finditer(text):
            if taken.isdisjoint(range(*match.span())):
                found.append(Written(*match.span(), match.span(), None, HIDDEN, firm=False))
    return sorted(found)


def _found(text: str, units: Units, *, numbered: bool, wordy: bool) -> list[Written]:
    found = list(english.shares(text)) if "/" in text else []
    taken = {at for each in found for at in range(*each.core)}
    if numbered:
        digits = [english.extended(text, each, units) for each in chinese.figures(text, units)]
        found += [each for each in digits if each.core[0] not in taken]
        taken |= {at for each in digits for at in range(each.start, each.end)}
    if wordy:
        found += [each for each in english.figures(text, units) if each.core[0] not in taken]
    return found


def _passed(text: str) -> str:
    """The text with what counts nothing covered."""
    for name, group in lexicon().items():
        if name != HIDDEN:
            text = group.pattern.sub(lambda match: PASSED * len(match[0]), text)
    return text
