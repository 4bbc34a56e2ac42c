"""What of TeX's formulas can be printed, as a handbook lists it."""

from __future__ import annotations

from collections.abc import Iterator

from csrdirectives.typst.formulas.parser import ALIGNED, BIG, CONSTRUCTS, WHOLE
from csrdirectives.typst.formulas.signs import symbols

SENTENCES = {
    "letters": "Letters of other alphabets.",
    "signs": "Signs.",
    "operators": "Operators; sums, products and integrals take limits by ``_`` and ``^``, and ``\\limits``.",
    "relations": "Relations and arrows.",
    "functions": "Functions; some have what is below them set under their name.",
    "brackets": "Brackets; after ``\\left``, ``\\middle`` and ``\\right`` as high as what stands between them.",
    "sizes": "Brackets of a given height, also with ``l``, ``m`` or ``r`` at the end.",
    "spaces": "Spaces.",
    "styles": "Alphabets and accents, lines and braces over or under something.",
    "constructs": "Fractions, roots and text; text takes no formula within.",
    "environments": "Environments; ``&`` parts columns and ``\\\\`` rows.",
}
"""Each kind of commands, in the order of a handbook."""


def commands() -> Iterator[tuple[str, tuple[str, ...]]]:
    """The sentence of each kind, with all that can be typed."""
    tables = symbols()
    functions = [name.replace(" ", "") for names in tables["functions"].values() for name in names]
    environments = [*tables["matrices"], "cases", *sorted({name.rstrip("*") for name in ALIGNED | WHOLE})]
    names = {"functions": functions, "sizes": list(BIG), "constructs": [name for name in CONSTRUCTS if name != "begin"]}
    for kind, sentence in SENTENCES.items():
        if kind == "environments":
            yield sentence, tuple(rf"\begin{{{name}}}" for name in environments)
        else:
            yield sentence, tuple(rf"\{name}" for name in names.get(kind, tables.get(kind, ())))
