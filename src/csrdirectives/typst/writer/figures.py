"""Figures, pictures and code, with their numbers and captions."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from docutils import nodes

from csrdirectives.typst.strings import array, call, quoted, strings
from csrdirectives.typst.writer.base import Writer

if TYPE_CHECKING:
    from sphinx import addnodes

LANGUAGES = {"console": "sh", "shell-session": "sh", "pycon": "python", "doctest": "python", "python3": "python"}
"""What Typst calls the languages that Pygments knows by other names."""
PLAIN = {"", "none", "default", "text"}


class Figures(Writer):
    """Visitors of figures and pictures."""

    def visit_figure(self, node: nodes.figure) -> None:
        caption = next((child for child in node.children if isinstance(child, nodes.caption)), None)
        legend = next((child for child in node.children if isinstance(child, nodes.legend)), None)
        self.begin()
        for child in node.children:
            if child not in (caption, legend):
                child.walkabout(self)
        body = self.end().strip()
        made = call(
            "figure-of",
            kind=quoted("figure"),
            number=self.figure_number(node, "figure"),
            caption=f"[{self.inner(caption)}]" if caption is not None else None,
            legend=f"[{self.inner(legend).strip()}]" if legend is not None else None,
            width=self.length(node, "width"),
            align=self.side(node),
            classes=self.classes(node),
            content=body,
        )
        self.block(self.mark(node) + made + self.label_of(node))
        raise nodes.SkipNode

    def visit_image(self, node: nodes.image) -> None:
        file = self.builder.printed_images.get(node["uri"])
        inline = _is_inline(node)
        if file is not None:
            made = call(
                "picture",
                quoted(file),
                alt=quoted(node.get("alt", "").strip() or PurePosixPath(node["uri"]).name),  # as docutils does
                width=self.length(node, "width"),
                height=self.length(node, "height"),
                scale=f"{node['scale']}%" if node.get("scale", 100) != 100 else None,
                align=self.side(node),
                inline="true" if inline else None,
            )
            self.add(f"{self.anchor(node)}{self.mark(node)}{made}" + (";" if inline else "\n\n"))
        raise nodes.SkipNode

    # ---- code

    def visit_literal_block(self, node: nodes.Element) -> None:
        if any(isinstance(child, nodes.Element) for child in node.children):  # a parsed literal: its markup counts
            self.verbatim += 1
            made = call("parsed-code", content=self.inner(node))
            self.verbatim -= 1
            self.block(self.mark(node) + self.anchor(node) + made)
            raise nodes.SkipNode
        options: dict[str, Any] = node.get("highlight_args", {})
        first = options.get("linenostart", 1)
        language = node.get("language", "")
        made = call(
            "code",
            quoted(node.astext().rstrip("\n")),
            lang=quoted(LANGUAGES.get(language, language)) if language not in PLAIN else None,
            numbers=str(first) if node.get("linenos") else None,
            emphasized=array(map(str, options["hl_lines"])) if options.get("hl_lines") else None,
        )
        self.block(self.mark(node) + self.anchor(node) + made)
        raise nodes.SkipNode

    visit_doctest_block = visit_literal_block

    def visit_container(self, node: nodes.container) -> None:
        if not node.get("literal_block"):
            self.add(self.anchor(node))
            self.begin()
            return
        caption, code = node.children
        classes = [name for name in node["classes"] if name != "literal-block-wrapper"]
        assert isinstance(caption, nodes.Element)
        assert isinstance(code, nodes.Element)
        self.begin()
        code.walkabout(self)
        made = call(
            "figure-of",
            kind=quoted("code"),
            number=self.figure_number(node, "code-block"),
            caption=f"[{self.inner(caption)}]",
            classes=strings(classes) if classes else None,
            content=self.end().strip(),
        )
        self.block(self.mark(node) + made + self.label_of(node))
        raise nodes.SkipNode

    def depart_container(self, node: nodes.container) -> None:
        made = self.end().strip()
        classes = self.classes(node)
        self.block(call("box-of", classes, content=made) if classes else made)

    def visit_index(self, node: addnodes.index) -> None:
        """What the entries lead to bears their anchors."""
        raise nodes.SkipNode


def _is_inline(image: nodes.image) -> bool:
    """Whether a picture stands in a line of text, be it in a link or not."""
    around = image.parent
    if isinstance(around, nodes.reference):
        around = around.parent
    return isinstance(around, nodes.TextElement)
