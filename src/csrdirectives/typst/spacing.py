"""Line ends and spaces of a paragraph as its script sets them, over the whole paragraph and not node by node."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate

from docutils import nodes

from csrdirectives.collation import IDEOGRAPH

MARK = "，。、；：！？（）《》〈〉「」『』【】"
WIDE = f"{IDEOGRAPH}\u2014\u2018-\u201d\u2026\u3001-\u303f\u3040-\u30ff\uff00-\uff60\uffe0-\uffe6"
"""What is set without spaces: ideographs, kana, and the punctuation that Chinese sets full width."""

GONE = "\x00"
CODE, OBJECT = "\ufffb", "\ufffc"  # stand for code or a formula, which is set as text is, and for an image
LINE_END = re.compile(r"[ \t]*\n[ \t]*")
BETWEEN_WIDE = re.compile(rf"(?<=[{WIDE}])\n{GONE}*(?=[{WIDE}])")
BETWEEN_HAN = re.compile(rf"(?<=[{IDEOGRAPH}]) [ {GONE}]*(?=[{IDEOGRAPH}])")
BESIDE_HAN = re.compile(
    rf"(?<=[{IDEOGRAPH}]) [ {GONE}]*(?=[A-Za-z0-9({CODE}])|(?<=[A-Za-z0-9%°℃){CODE}]) [ {GONE}]*(?=[{IDEOGRAPH}])"
    rf"|(?<=[{MARK}]) [ {GONE}]*(?=[^ {GONE}])|(?<=[^ {GONE}]) [ {GONE}]*(?=[{MARK}])"
)

VERBATIM = (nodes.literal, nodes.math, nodes.raw, nodes.image)
"""Inline content whose own characters are not touched."""


def settle(document: nodes.document, *, chinese: bool) -> None:
    """Join the lines of each paragraph and, in Chinese, drop the spaces between Han and Latin.

    The typesetter makes that space itself; a typed one would be stretched in justified lines. The rules look across
    roles and links: ``如 {ref}`x` 所示``, whose spaces are there for the syntax alone, even between Han and Han.
    """
    for code in document.findall(nodes.literal):
        for line in [line for line in code.findall(nodes.Text) if "\n" in line]:
            _replace(line, LINE_END.sub(" ", line.astext()))
    for block in list(document.findall(_has_text)):
        assert isinstance(block, nodes.Element)
        texts = list(_texts(block))
        pieces = [_shown(text) for text in texts]
        joined = "".join(pieces)
        if "\n" not in joined and not (chinese and " " in joined):
            continue
        ends = list(accumulate(map(len, pieces)))
        settled = _settled(joined, chinese=chinese, borders=ends)
        for text, end, piece in zip(texts, ends, pieces, strict=True):
            made = settled[end - len(piece) : end].replace(GONE, "")
            if isinstance(text, nodes.Text) and made != str(text):
                _replace(text, made)


def spaced(text: str, *, chinese: bool) -> str:
    r"""The text of one paragraph, its lines joined.

    >>> spaced("共有 23 家，\n其中", chinese=True), spaced("two\nlines", chinese=False)
    ('共有23家，其中', 'two lines')
    """
    return _settled(text, chinese=chinese).replace(GONE, "")


def _settled(text: str, *, chinese: bool, borders: Iterable[int] = ()) -> str:
    """The text with as many characters as before, those that vanish marked; *borders* are those of its nodes."""
    text = LINE_END.sub(lambda match: "\n" + GONE * (len(match[0]) - 1), text.replace(GONE, " "))
    text = BETWEEN_WIDE.sub(_gone, text).replace("\n", " ")
    if not chinese:
        return text
    at = set(borders)

    def gone_at_border(match: re.Match[str]) -> str:
        return _gone(match) if at.intersection(range(match.start(), match.end() + 1)) else match[0]

    return BETWEEN_HAN.sub(gone_at_border, BESIDE_HAN.sub(_gone, text))


def _replace(text: nodes.Text, made: str) -> None:
    assert text.parent is not None
    text.parent.replace(text, nodes.Text(made))


def _shown(node: nodes.Node) -> str:
    """The characters of a text, or one that stands for what is none."""
    if isinstance(node, nodes.Text):
        return node.astext()  # without the marks of escapes that docutils keeps
    return CODE if isinstance(node, nodes.literal | nodes.math) else OBJECT


def _gone(match: re.Match[str]) -> str:
    return GONE * len(match[0])


def _has_text(node: nodes.Node) -> bool:
    return (
        isinstance(node, nodes.TextElement)
        and not isinstance(node, nodes.Inline | nodes.FixedTextElement)
        and any(isinstance(child, nodes.Text | nodes.Inline) for child in node.children)
    )


def _texts(node: nodes.Element) -> Iterator[nodes.Text | nodes.Element]:
    """The texts of a paragraph in their order, and what stands between them as objects."""
    for child in node.children:
        if isinstance(child, (nodes.Text, *VERBATIM)):
            yield child
        elif isinstance(child, nodes.Element):
            yield from _texts(child)
