"""The few marks of HTML that Markdown leaves in a document and that mean something on paper."""

from __future__ import annotations

import re

from docutils import nodes

from csrdirectives.typst.strings import call

CHECKBOX = re.compile(r"<input\b[^>]*\btype=[\"']?checkbox\b[^>]*>", re.IGNORECASE)
CHECKED = re.compile(r"\bchecked\b", re.IGNORECASE)
BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
LATEX_BREAK = "\\\\"
STRUCK = ("<s>", "</s>")


def printed_mark(raw: nodes.raw) -> str | None:
    """What a raw node is in Typst: a line break, a box to tick, a deletion; ``None`` if it means nothing on paper.

    Markdown's line break comes twice, for HTML and for LaTeX; the second is empty.
    """
    text = raw.astext().strip()
    if raw.get("format") == "latex" and text == LATEX_BREAK:
        return "" if _is_break(_sibling(raw, -1)) else "#linebreak();"
    if raw.get("format") != "html":
        return None
    if BREAK.fullmatch(text):
        return "#linebreak();"
    if CHECKBOX.fullmatch(text):
        return call("checkbox", "true" if CHECKED.search(text) else "false") + ";"
    if text == STRUCK[0] and _counterpart(raw, STRUCK[1], 1):
        return "#strike["
    return "];" if text == STRUCK[1] and _counterpart(raw, STRUCK[0], -1) else None


def _is_break(node: nodes.Node | None) -> bool:
    return isinstance(node, nodes.raw) and bool(BREAK.fullmatch(node.astext().strip()))


def _sibling(node: nodes.Node, step: int) -> nodes.Node | None:
    around = node.parent
    assert around is not None
    at = around.index(node) + step
    return around.children[at] if 0 <= at < len(around.children) else None


def _counterpart(raw: nodes.raw, text: str, step: int) -> bool:
    """Whether the other end of what *raw* begins or ends stands beside it, so that both can be written."""
    around = raw.parent
    assert around is not None
    at = around.index(raw)
    beside = around.children[at + 1 :] if step > 0 else around.children[:at]
    return any(isinstance(node, nodes.raw) and node.astext().strip() == text for node in beside)
