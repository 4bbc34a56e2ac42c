"""Lengths as docutils writes them, in Typst's units."""

from __future__ import annotations

import re

LENGTH = re.compile(r"(\d+(?:\.\d*)?|\.\d+)\s*([A-Za-z%]*)")
UNITS = {
    "": (0.75, "pt"),
    "px": (0.75, "pt"),  # a 96th of an inch
    "pt": (1, "pt"),
    "pc": (12, "pt"),
    "q": (0.25, "mm"),
    "mm": (1, "mm"),
    "cm": (1, "cm"),
    "in": (1, "in"),
    "em": (1, "em"),
    "rem": (1, "em"),
    "ex": (0.5, "em"),
    "ch": (0.5, "em"),
    "%": (1, "%"),
}


def typst_length(given: str) -> str | None:
    """A length for Typst; ``None`` of what is no length or is measured by a window.

    >>> typst_length("120px"), typst_length("50 %"), typst_length("10vw")
    ('90pt', '50%', None)
    """
    match = LENGTH.fullmatch(given.strip())
    if match is None or match[2].lower() not in UNITS:
        return None
    factor, unit = UNITS[match[2].lower()]
    return f"{float(match[1]) * factor:g}{unit}"
