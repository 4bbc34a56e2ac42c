"""All that the package itself says to readers, for the translators of a language that it does not speak."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

import polib

from csrdirectives.scheme import package_names, package_scheme
from csrdirectives.words import WORDS

PLACE = "csrdirectives"  # where translators' files say that these texts stand


@cache
def vocabulary() -> Mapping[str, str]:
    """Each text in English, which stands for it in translators' files, and in Chinese."""
    return {en: zh for en, zh in _texts() if en}


def _texts() -> Iterator[tuple[str, str]]:
    yield from ((en, zh) for zh, en in WORDS.values())
    for scheme in map(package_scheme, package_names()):
        said = [scheme.name, scheme.short, scheme.edition, scheme.note, scheme.licence]
        said += [disclosure.heading for disclosure in scheme.codes.values()]
        yield from ((both.en, both.zh) for both in said if both is not None)
        yield from ((disclosure.en, disclosure.zh) for disclosure in scheme.codes.values())
    theme = files("csrdirectives") / "locale" / "zh_CN" / "LC_MESSAGES" / "sphinx.po"
    yield from ((entry.msgid, entry.msgstr) for entry in polib.pofile(theme.read_text("utf-8")))
