"""The signs of formulas: what each name and each character becomes."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from csrdirectives.typst.formulas.scanner import Unreadable
from csrdirectives.typst.formulas.tree import Function, Node, Number, Row, Scripts, Space, Symbol, Words

UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
"""Categories of what has no shape."""


@cache
def symbols() -> dict[str, Any]:
    """The tables of ``symbols.toml``."""
    return tomllib.loads((Path(__file__).parent / "symbols.toml").read_text(encoding="utf-8"))


@cache
def brackets() -> dict[str, str]:
    r"""What may stand after ``\left`` and its like."""
    plain = {sign: sign for sign in "()[]|/<>"} | {r"\{": "{", r"\}": "}", r"\|": "‖", "<": "⟨", ">": "⟩"}
    return plain | {rf"\{name}": sign for name, sign in symbols()["brackets"].items()}


@cache
def constants() -> dict[str, Node]:
    """What stands after a backslash and takes nothing."""
    tables = symbols()
    kinds = ("letters", "signs", "operators", "relations", "brackets")
    found: dict[str, Node] = {name: Symbol(sign) for kind in kinds for name, sign in tables[kind].items()}
    found |= {sign: Symbol(sign) for sign in "%$#&_{}"} | {"|": Symbol("‖")}
    found |= {name: Space(width) for name, width in tables["spaces"].items()}
    found |= {name: Function(name) for name in tables["functions"]["plain"]}
    found |= {name.replace(" ", ""): Function(name, limits=True) for name in tables["functions"]["limits"]}
    return {f"\\{name}": node for name, node in found.items()}


def character(sign: str) -> Node:
    """A sign that stands for itself; a letter of no alphabet that formulas use is text."""
    category = unicodedata.category(sign)
    if category in UNSEEN:
        raise Unreadable(f"U+{ord(sign):04X}")
    if sign.isascii() or category == "Sm" or sign in _known():
        return Symbol({"-": "−", "*": "∗"}.get(sign, sign))
    return Words(sign)


@cache
def _known() -> frozenset[str]:
    return frozenset(node.sign for node in constants().values() if isinstance(node, Symbol))


def words(text: str) -> Words:
    """Text that is set as it stands."""
    for sign in text:
        if unicodedata.category(sign) in UNSEEN:
            raise Unreadable(f"U+{ord(sign):04X}", "in text")
    return Words(text)


def upright(node: Node) -> Node:
    """The same with its letters as text, which is set upright and close."""
    match node:
        case Symbol(sign) if sign.isalpha() or sign in "−/.":
            return Words(sign)
        case Number(sign):
            return Words(sign)
        case Space(width) if width > 0:
            return Words(" ")
        case Scripts(base, below, above, primes, stacked):
            inner = [None if part is None else upright(part) for part in (below, above)]
            return Scripts(upright(base), inner[0], inner[1], primes, stacked)
        case Row(items):
            joined: list[Node] = []
            for item in map(upright, items):
                before = joined[-1] if joined else None
                if isinstance(item, Words) and isinstance(before, Words):
                    joined[-1] = Words(before.text + item.text)
                else:
                    joined.append(item)
            return joined[0] if len(joined) == 1 else Row(tuple(joined))
    return node
