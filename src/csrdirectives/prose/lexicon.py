"""Numbers of the language that count nothing, from ``lexicon.toml``, each group with its reason."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from csrdirectives.spelt import DIGITS, LARGE, SMALL

DIGIT = "".join(DIGITS)
NUMERAL = "".join((*DIGITS, *SMALL, *LARGE))
MONTHS = (
    "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
HIDDEN = "hidden"


class Group(NamedTuple):
    """Expressions that are passed over for one reason."""

    zh: str
    en: str
    pattern: re.Pattern[str]


@cache
def lexicon() -> dict[str, Group]:
    """The groups by their names."""
    tables = tomllib.loads((files("csrdirectives.prose") / "lexicon.toml").read_text("utf-8"))
    return {name: Group(table["zh"], table["en"], _either(table["patterns"])) for name, table in tables.items()}


def _either(patterns: list[str]) -> re.Pattern[str]:
    """Any of the patterns; a group that one refers back to keeps its number, for only one pattern has any."""
    joined = "|".join(patterns)
    return re.compile(joined.replace("{H}", NUMERAL).replace("{D}", DIGIT).replace("{M}", MONTHS), re.MULTILINE)
