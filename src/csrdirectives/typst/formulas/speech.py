"""A formula in words, for those who hear the document."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from csrdirectives.typst.formulas.parser import parsed
from csrdirectives.typst.formulas.scanner import Unreadable
from csrdirectives.typst.formulas.tree import (
    Fenced,
    Fraction,
    Function,
    Node,
    Number,
    Root,
    Row,
    Scripts,
    Space,
    Styled,
    Symbol,
    Words,
)

BIG = "∑∏∫"
SILENT = {"display", "inline", "bold", "upright", "italic"}


POWERS: dict[tuple[Node, ...], str] = {
    (Number("2"), Words("2")): "square",
    (Number("3"), Words("3")): "cube",
    (Symbol("∘"),): "degrees",
}


class _Unspeakable(Exception):
    """What is better read as it is written."""


@cache
def _languages() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "speech.toml").read_text(encoding="utf-8"))


def spoken(tex: str, language: str) -> str:
    r"""The formula in words of a language; as it is written where words would not do or the language has none.

    >>> spoken(r"\frac{1}{n} \le x^2", "en"), spoken(r"\frac{1}{n} \le x^2", "zh"), spoken("x^2", "fr")
    ('1 over n is at most x squared', 'n分之1小于等于x的平方', 'x^2')
    """
    words = _languages().get(language)
    source = " ".join(tex.split())
    if words is None:
        return source
    try:
        said = _Voice(words).say(parsed(tex))
    except (Unreadable, _Unspeakable):
        return source
    return " ".join(said.split()).strip(" ，,") or source


class _Voice:
    def __init__(self, words: dict[str, Any]) -> None:
        self.words = words

    def say(self, node: Node) -> str:
        match node:
            case Row(items):
                return str(self.words["between"]).join(filter(None, map(self.say, items)))
            case Fraction(above, below, _, line=True):
                return self._form("fraction", "long_fraction", above=above, below=below)
            case Root(body, degree):
                return self._root(body, degree)
            case Scripts():
                return self._scripts(node)
            case Fenced(left, body, right) if left and right:
                return self.say(Row((Symbol(left), body, Symbol(right))))
        return self._sign(node)

    def _sign(self, node: Node) -> str:
        match node:
            case Symbol(sign):
                return str(self.words["signs"].get(sign, sign))
            case Number(said) | Words(said) | Function(said):
                return said
            case Space():
                return ""
            case Styled(functions, body) if SILENT.issuperset(functions):
                return self.say(body)
        raise _Unspeakable

    def _root(self, body: Node, degree: Node | None) -> str:
        if degree is None:
            return self._form("root", "long_root", body=body)
        return self._form("degree_root", "", body=body, degree=degree)

    def _form(self, short: str, long: str, **parts: Node) -> str:
        name = short if all(_is_short(part) for part in parts.values()) else long
        if not name:
            raise _Unspeakable
        return str(self.words[name]).format(**{key: self.say(part) for key, part in parts.items()})

    def _scripts(self, node: Scripts) -> str:
        """What is said of scripts, by what they commonly mean."""
        base, below, above = node.base, node.below, node.above
        if isinstance(base, Function) or (isinstance(base, Symbol) and base.sign in BIG):
            if below is not None and above is not None:
                return self._form("range", "range", base=base, below=below, above=above)
            if above is None and below is not None and (isinstance(base, Symbol) or base.limits):
                return self._form("over", "over", base=base, below=below)
        said = self.say(base)
        if below is not None:
            said = str(self.words["index"]).format(base=said, below=self.say(below))
        for _ in range(node.primes):
            said = str(self.words["prime"]).format(base=said)
        if above is None:
            return said
        name = next((name for what, name in POWERS.items() if above in what), "power")
        return str(self.words[name]).format(base=said, above=self.say(above))


def _is_short(node: Node) -> bool:
    """Whether nobody can mistake where it ends: one thing, or two beside each other."""
    if isinstance(node, Row):
        return len(node.items) <= 2 and all(_is_short(item) for item in node.items)
    if isinstance(node, Scripts):
        return _is_short(node.base)
    return isinstance(node, Number | Words) or (isinstance(node, Symbol) and node.sign not in BIG)
