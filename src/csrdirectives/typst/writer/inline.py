"""Inline content: emphasis, code, links, marks within a paragraph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from csrdirectives.collation import IDEOGRAPH
from csrdirectives.typst.formulas import Unreadable, spoken, typst_math
from csrdirectives.typst.strings import call, quoted, shown, strings
from csrdirectives.typst.writer.base import Writer
from csrdirectives.typst.writer.markup import printed_mark

if TYPE_CHECKING:
    from csrdirectives.typst.builder import TypstBuilder

SPHINX_CLASSES = re.compile(
    r"(?:std|py|js|c|cpp|rst|math)(?:-[a-z]+)*|doc|any|xref|ref|code|highlight|file|samp|pre|eqno"
)
"""Classes that Sphinx puts on the text of its links and on code, of which a style need not know."""


GAP = "#gap();"
"""What Typst sets by itself between Han and Latin, but not between Han and a formula."""
HAN = re.compile(f"[{IDEOGRAPH}]")


class Inline(Writer):
    """Visitors of inline nodes."""

    def __init__(self, document: nodes.document, builder: TypstBuilder) -> None:
        super().__init__(document, builder)
        self._explained: set[tuple[str, str]] = set()

    def _open(self, node: nodes.Element, name: str) -> None:
        self.add(f"{self.anchor(node)}#{name}[")

    def _close(self, node: nodes.Element) -> None:
        self.add("];")

    def visit_strong(self, node: nodes.Element) -> None:
        self._open(node, "strong")

    visit_literal_strong = visit_strong
    depart_strong = depart_literal_strong = _close

    def visit_emphasis(self, node: nodes.Element) -> None:
        self._open(node, "parameter" if self.verbatim else "emph")

    visit_literal_emphasis = visit_emphasis
    depart_emphasis = depart_literal_emphasis = _close

    def visit_title_reference(self, node: nodes.Element) -> None:
        self._open(node, "cited-title")

    depart_title_reference = _close

    def visit_superscript(self, node: nodes.superscript) -> None:
        self._open(node, "super")

    def visit_subscript(self, node: nodes.subscript) -> None:
        self._open(node, "sub")

    depart_superscript = depart_subscript = _close

    def visit_literal(self, node: nodes.literal) -> None:
        """Code, of which parts may be marked, as the variable ones of ``:samp:`` are."""
        self.add(self.anchor(node))
        self.begin()
        self.verbatim += 1

    def depart_literal(self, node: nodes.literal) -> None:
        self.verbatim -= 1
        self.add(self._with_classes(node, self.end()))

    def visit_inline(self, node: nodes.inline) -> None:
        self.add(self.anchor(node))
        self.begin()

    def depart_inline(self, node: nodes.inline) -> None:
        self.add(self._with_classes(node, self.end()))

    @staticmethod
    def _with_classes(node: nodes.Element, made: str) -> str:
        """What was made of a node in its language and with the classes by which a style may set it in its own way."""
        given: list[str] = node.get("classes", [])
        classes = [name for name in given if not SPHINX_CLASSES.fullmatch(name)]
        language = next((name[9:] for name in classes if name.startswith("language-")), node.get("lang"))
        classes = [name for name in classes if not name.startswith("language-")]
        if language:
            made = call("passage", quoted(language), content=made) + ";"
        return call("styled", strings(classes), content=made) + ";" if classes else made

    def visit_generated(self, node: nodes.generated) -> None:
        pass

    def depart_generated(self, node: nodes.generated) -> None:
        pass

    def visit_problematic(self, node: nodes.problematic) -> None:
        self._open(node, "problematic")

    depart_problematic = _close

    def visit_abbreviation(self, node: nodes.Element) -> None:
        pass

    def depart_abbreviation(self, node: nodes.Element) -> None:
        """The long form follows the first time; a reader of paper cannot hover."""
        explanation = node.get("explanation")
        if not any(map(str.isalpha, node.astext())):  # a sign of a signature
            return
        if explanation and (node.astext(), explanation) not in self._explained:
            self._explained.add((node.astext(), explanation))
            self.add(call("explained", content=shown(explanation)) + ";")

    visit_acronym, depart_acronym = visit_abbreviation, depart_abbreviation

    def visit_manpage(self, node: nodes.Element) -> None:
        self._open(node, "emph")

    depart_manpage = _close

    # ---- formulas

    def visit_math(self, node: nodes.math) -> None:
        self._formula(node, block=False)
        raise nodes.SkipNode

    def visit_math_block(self, node: nodes.math_block) -> None:
        self._formula(node, block=True)
        raise nodes.SkipNode

    def _formula(self, node: nodes.Element, *, block: bool) -> None:
        tex = node.astext()
        try:
            made = typst_math(tex)
        except Unreadable as fault:
            self.warn(node, "math", "cannot set %s in the formula “%s”", fault, tex)
            made = call("raw", quoted(tex)) + ";"
            self.block(self.anchor(node) + made) if block else self.add(made)
            return
        number = self._equation_number(node) if block else None
        text = call(
            "formula",
            f"$ {made} $" if block else f"${made}$",
            alt=quoted(spoken(tex, (self.config.language or "en")[:2])),
            block="true" if block else None,
            number=quoted(f"({number})") if number else None,
        )
        placed = self.mark(node) + text
        if block:
            self.block(placed + self.label_of(node))
        else:
            before, after = (GAP if HAN.fullmatch(sign) else "" for sign in _beside(node))
            self.add(f"{before}{placed};{after}")

    def _equation_number(self, node: nodes.Element) -> str | None:
        """The number of an equation as the references to it say it."""
        if node.get("number") is None:
            return None
        if not (self.config.numfig and self.config.math_numfig):
            return str(node["number"])
        numbers = self.builder.env.toc_fignumbers.get(self.docname, {}).get("displaymath", {})
        return next((".".join(map(str, numbers[id_])) for id_ in node["ids"] if id_ in numbers), None)

    # ---- what other formats need

    def visit_raw(self, node: nodes.raw) -> None:
        """Content for Typst, and the few marks that Markdown has in HTML alone; the rest is told by the checks."""
        if "typst" in node.get("format", "").split():
            inline = isinstance(node.parent, nodes.TextElement)
            self.add(f"{self.mark(node)}{node.astext()}" + ("" if inline else "\n\n"))
        else:
            self.add(printed_mark(node) or "")
        raise nodes.SkipNode


def _beside(node: nodes.Element) -> tuple[str, str]:
    """The characters before and after a node in its paragraph; empty at its edges."""
    assert node.parent is not None
    at = node.parent.index(node)
    before = node.parent[at - 1].astext()[-1:] if at else ""
    return before, "".join(each.astext() for each in node.parent[at + 1 : at + 2])[:1]
