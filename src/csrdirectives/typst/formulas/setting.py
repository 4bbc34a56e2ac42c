"""From the tree of a formula to Typst's language for formulas."""

from __future__ import annotations

from csrdirectives.typst.formulas.parser import parsed
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
from csrdirectives.typst.strings import quoted


def typst_math(tex: str) -> str:
    r"""The formula as Typst writes it; raises ``Unreadable`` with the first piece that is not in the subset.

    >>> typst_math(r"\frac{在岗}{2x} \ge 1"), typst_math("x_i^2")
    ('frac("在岗",2 x)≥1', 'attach(x,b:i,t:2)')
    """
    tree = parsed(tex)
    while isinstance(tree, Row) and len(tree.items) == 1:
        tree = tree.items[0]
    if isinstance(tree, Grid) and tree.kind == "aligned":
        return " \\ ".join("&".join(_set(cell) or '""' for cell in row) for row in tree.rows)
    return _set(tree)


def _set(node: Node) -> str:  # noqa: C901, PLR0911, PLR0912  # one line for each kind
    match node:
        case Symbol(sign):
            return f"\\{sign}" if sign.isascii() and not sign.isalnum() else sign
        case Number(digits):
            return digits
        case Words(text):
            return quoted(text)
        case Function(name, limits):
            return f"op({quoted(name)}{',limits:#true' if limits else ''})"
        case Space(width):
            return f"#h({width:g}em)"
        case Row(items):
            return _joined([_set(item) for item in items]) or '""'
        case Scripts():
            return _scripts(node)
        case Fraction(above, below, size, line):
            made = f"{'frac' if line else 'binom'}({_set(above)},{_set(below)})"
            return f"{size}({made})" if size else made
        case Root(body, None):
            return f"sqrt({_set(body)})"
        case Root(body, degree):
            return f"root({_set(degree)},{_set(body)})"  # type: ignore[arg-type]
        case Fenced(left, body, right):
            return f"lr({_bracket(left)}{_joined([_set(body)])}{_bracket(right)})"
        case Fence(sign, height):
            return f"lr({_bracket(sign)},size:#{height:g}em)" if height else f"mid({_bracket(sign)})"
        case Styled(functions, body):
            return "".join(f"{name}(" for name in functions) + _set(body) + ")" * len(functions)
        case Grid(kind, rows, brackets):
            return _grid(kind, rows, brackets)


def _joined(pieces: list[str]) -> str:
    """The pieces one after another; a space only where they would run together, for beside text a space is seen."""
    made = ""
    for piece in pieces:
        apart = made and piece and _is_letter(made[-1]) and _is_letter(piece[0])
        made += f" {piece}" if apart else piece
    return made


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or sign == "."


def _scripts(node: Scripts) -> str:
    base = _set(node.base)
    if node.stacked is not None:
        base = f"{'limits' if node.stacked else 'scripts'}({base})"
    given = "".join(
        f",{name}:{made}"
        for name, made in (
            ("tr", f"#math.primes({node.primes})" if node.primes else ""),
            ("b", _set(node.below) if node.below else ""),
            ("t", _set(node.above) if node.above else ""),
        )
        if made
    )
    return f"attach({base}{given})"


def _bracket(sign: str) -> str:
    return _set(Symbol(sign)) if sign else ""


def _grid(kind: str, rows: tuple[tuple[Node, ...], ...], brackets: str) -> str:
    match kind:
        case "cases":
            return "cases(" + ",".join("&" + "#h(1em)&&".join(map(_set, row)) for row in rows) + ")"
        case "aligned":
            return "mat(delim:#none," + ";".join("&".join(f"display({_set(c)})" for c in row) for row in rows) + ")"
    delimiter = quoted(brackets) if brackets else "#none"
    return f"mat(delim:{delimiter}," + ";".join(",".join(map(_set, row)) for row in rows) + ")"
