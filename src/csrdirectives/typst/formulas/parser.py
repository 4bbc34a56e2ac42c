"""From TeX to the tree of a formula, by recursive descent."""

from __future__ import annotations

import re

from csrdirectives.typst.formulas.scanner import MEANT_ELSEWHERE, Scanner, Unreadable
from csrdirectives.typst.formulas.signs import brackets, character, constants, symbols, upright, words
from csrdirectives.typst.formulas.tree import (
    Fence,
    Fenced,
    Fraction,
    Function,
    Grid,
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

DEEPEST = 40  # more groups within groups than any reader follows
ALIGNED = {"aligned", "align", "align*", "alignat", "split", "gather", "gather*", "gathered", "eqnarray", "eqnarray*"}
WHOLE = {"equation", "equation*", "displaymath", "math"}
BIG = {"big": 1.2, "Big": 1.6, "bigg": 2.1, "Bigg": 2.6}
ROW_END = r"\\"
ENDS = {"", "}", "&", ROW_END, r"\end", r"\right"}
PARAGRAPHS = re.compile(r"\n[ \t]*\n")


def parsed(tex: str) -> Node:
    """The tree of a formula; raises :class:`Unreadable` with the first piece that is not in the subset."""
    rows: list[tuple[Node, ...]] = []
    for paragraph in PARAGRAPHS.split(tex):
        if paragraph.strip():
            parser = _Parser(paragraph)
            rows += parser.rows()
            if parser.scanner.next:
                raise Unreadable(parser.scanner.next, "that nothing opened")
    if not rows:
        raise Unreadable("nothing")
    return rows[0][0] if len(rows) == 1 and len(rows[0]) == 1 else Grid("aligned", tuple(rows))


class _Parser:
    def __init__(self, tex: str) -> None:
        self.scanner = Scanner(tex)
        self.depth = 0

    # ---- rows

    def rows(self) -> list[tuple[Node, ...]]:
        """Cells between ``&``, rows between double backslashes, up to an end that is not passed."""
        rows: list[tuple[Node, ...]] = []
        cells = [self.row()]
        while self.scanner.next in {"&", ROW_END}:
            if self.scanner.take() == "&":
                cells.append(self.row())
            else:
                rows.append(tuple(cells))
                cells = [self.row()]
        if cells != [Row(())] or not rows:
            rows.append(tuple(cells))
        return rows

    def row(self) -> Row:
        """One thing after another, up to an end that is not passed."""
        items: list[Node] = []
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unreadable("groups", f"within groups, more than {DEEPEST}")
        while self.scanner.next not in ENDS:
            if self.scanner.next in {r"\displaystyle", r"\textstyle"}:
                size = "display" if self.scanner.take() == r"\displaystyle" else "inline"
                items.append(Styled((size,), self.row()))
                break
            if self.scanner.next in {r"\nonumber", r"\notag"}:
                self.scanner.take()
                continue
            item = self.scripts()
            before = items[-1] if items else None
            if isinstance(item, Words) and isinstance(before, Words):
                items[-1] = Words(before.text + item.text)
            else:
                items.append(item)
        self.depth -= 1
        return Row(tuple(items))

    def argument(self) -> Node:
        """What a function is applied to: a group in braces or one thing."""
        if self.scanner.passes("{"):
            row = self.row()
            self.scanner.demand("}")
            return row.items[0] if len(row.items) == 1 else row
        if self.scanner.next in ENDS | {"^", "_", "'"}:
            raise Unreadable(self.scanner.next, "where an argument was expected")
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unreadable("groups", f"within groups, more than {DEEPEST}")
        atom = self.atom(one_digit=True)
        self.depth -= 1
        return atom

    # ---- things

    def scripts(self) -> Node:
        """A thing with its scripts."""
        base = Words("") if self.scanner.next in {"^", "_", "'"} else self.atom()
        stacked = None
        while self.scanner.next in {r"\limits", r"\nolimits"}:
            stacked = self.scanner.take() == r"\limits"
        given: dict[str, Node] = {}
        primes = 0
        while self.scanner.next in {"^", "_", "'"}:
            mark = self.scanner.take()
            if mark == "'":
                primes += 1
            elif mark in given:
                raise Unreadable(mark, "for the second time")
            else:
                given[mark] = self.argument()
        if not given and not primes:
            return base
        return Scripts(base, given.get("_"), given.get("^"), primes, stacked)

    def atom(self, *, one_digit: bool = False) -> Node:
        sign = self.scanner.take()
        if sign == "{":
            row = self.row()
            self.scanner.demand("}")
            alone = row.items[0] if len(row.items) == 1 else None
            return Words(alone.sign) if isinstance(alone, Symbol) and alone.sign in ",:;" else row
        if sign.startswith("\\"):
            return self.command(sign)
        if sign[0].isascii() and sign[0].isdigit():
            if one_digit and len(sign) > 1:
                raise Unreadable(sign, "without braces")
            return Number(sign)
        if sign in MEANT_ELSEWHERE:
            raise Unreadable(sign, "without a backslash before it")
        return Space(0.25) if sign in "~\xa0" else character(sign)

    def command(self, name: str) -> Node:
        """What a backslash begins."""
        if (constant := constants().get(name)) is not None:
            return constant
        bare = name[1:]
        if bare in symbols()["styles"]:
            return Styled(tuple(symbols()["styles"][bare]), self.argument())
        if (height := BIG.get(bare.rstrip("lrm"))) is not None:
            return Fence(self.bracket(), height)
        if bare.rstrip("*") not in CONSTRUCTS:
            raise Unreadable(name)
        made: Node = getattr(self, f"_{bare.rstrip('*')}")(bare)
        return made

    def bracket(self) -> str:
        """A bracket, or nothing for a point."""
        sign = self.scanner.take()
        if sign != "." and sign not in brackets():
            raise Unreadable(sign, "where a bracket was expected")
        return brackets().get(sign, "")

    # ---- constructs, by their names in TeX

    def _frac(self, name: str) -> Node:
        size = {"d": "display", "t": "inline"}.get(name[0], "")
        return Fraction(self.argument(), self.argument(), size, line="frac" in name)

    _dfrac = _tfrac = _binom = _frac

    def _sqrt(self, _: str) -> Node:
        degree = None
        if self.scanner.passes("["):
            items: list[Node] = []
            while self.scanner.next not in ENDS | {"]"}:
                items.append(self.scripts())
            self.scanner.demand("]")
            degree = Row(tuple(items))
        return Root(self.argument(), degree)

    def _left(self, _: str) -> Node:
        left = self.bracket()
        body = self.row()
        self.scanner.demand(r"\right")
        return Fenced(left, body, self.bracket())

    def _middle(self, _: str) -> Node:
        return Fence(self.bracket(), 0)

    def _text(self, _: str) -> Node:
        return words(self.scanner.text())

    _textrm = _mbox = _textnormal = _text

    def _textbf(self, _: str) -> Node:
        return Styled(("bold",), self._text(_))

    def _textit(self, _: str) -> Node:
        return Styled(("italic",), self._text(_))

    def _mathrm(self, _: str) -> Node:
        return upright(self.argument())

    def _operatorname(self, name: str) -> Node:
        written = upright(self.argument())
        if not isinstance(written, Words):
            raise Unreadable(rf"\{name}", "of more than letters")
        return Function(written.text, limits=name.endswith("*"))

    def _overset(self, name: str) -> Node:
        mark = self.argument()
        base = self.argument()
        return (
            Scripts(base, below=mark, stacked=True) if name == "underset" else Scripts(base, above=mark, stacked=True)
        )

    _underset = _stackrel = _overset

    def _bmod(self, _: str) -> Node:
        return Row((Space(0.2222), Function("mod"), Space(0.2222)))

    def _pmod(self, _: str) -> Node:
        return Row((Space(1), Symbol("("), Function("mod"), Space(0.3333), self.argument(), Symbol(")")))

    def _begin(self, _: str) -> Node:
        environment = self.scanner.text()
        rows = tuple(self.rows())
        self.scanner.demand(r"\end")
        if (end := self.scanner.text()) != environment:
            raise Unreadable(rf"\end{{{end}}}", rf"where \end{{{environment}}} was expected")
        if environment in WHOLE and len(rows) == 1 and len(rows[0]) == 1:
            return rows[0][0]
        if environment in ALIGNED | WHOLE:
            return Grid("aligned", rows)
        if environment == "cases":
            return Grid("cases", rows)
        if environment in symbols()["matrices"]:
            return Grid("matrix", rows, symbols()["matrices"][environment])
        raise Unreadable(rf"\begin{{{environment}}}")


CONSTRUCTS = (
    *("frac", "dfrac", "tfrac", "binom", "sqrt", "left", "middle", "begin"),
    *("text", "textrm", "mbox", "textnormal", "textbf", "textit", "mathrm", "operatorname"),
    *("overset", "underset", "stackrel", "bmod", "pmod"),
)
"""What takes arguments in ways of its own."""
