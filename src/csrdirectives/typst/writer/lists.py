"""Lists of every kind."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from csrdirectives.typst.strings import array, call, quoted
from csrdirectives.typst.writer.base import Writer

FORMS = {"arabic": "1", "loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}


class Lists(Writer):
    """Visitors of lists; an item is content, a pair of contents, or a line."""

    def _items(self, node: nodes.Element) -> list[str]:
        """The items of a list, each in brackets."""
        return [f"[{self._item(item)}]" for item in node.children if isinstance(item, nodes.Element)]

    def _item(self, item: nodes.Element) -> str:
        return f"{self.mark(item)}{self.anchor(item)}{self.inner(item).strip()}"

    @staticmethod
    def _tight(node: nodes.Element) -> str | None:
        """Whether the items are of one paragraph each, with a list below it at most; such stand close."""
        return "true" if all(map(_is_short, node.children)) else None

    def visit_bullet_list(self, node: nodes.bullet_list) -> None:
        self.add(self.anchor(node))
        self.block(call("bullets", *self._items(node), tight=self._tight(node), classes=self.classes(node)))
        raise nodes.SkipNode

    def visit_enumerated_list(self, node: nodes.enumerated_list) -> None:
        self.add(self.anchor(node))
        made = call(
            "numbered",
            *self._items(node),
            start=str(node.get("start", 1)),
            form=quoted(FORMS.get(node.get("enumtype", "arabic"), "1")),
            prefix=quoted(node.get("prefix", "")),
            suffix=quoted(node.get("suffix", ".")),
            tight=self._tight(node),
            classes=self.classes(node),
        )
        self.block(made)
        raise nodes.SkipNode

    # ---- terms and their definitions

    def visit_definition_list(self, node: nodes.definition_list) -> None:
        self.add(self.anchor(node))
        pairs = [self._definition(item) for item in node.children if isinstance(item, nodes.Element)]
        self.block(call("definitions", *pairs, classes=self.classes(node)))
        raise nodes.SkipNode

    def _definition(self, item: nodes.Element) -> str:
        """The terms of an item, classifiers with them, and what is said of them."""
        nl = "\n\n"
        terms: list[str] = []
        bodies: list[str] = []
        for child in item.children:
            if not isinstance(child, nodes.Element):
                continue
            if isinstance(child, nodes.term):
                terms.append(self.mark(child) + self.anchor(child) + self.inner(child))
            elif isinstance(child, nodes.classifier):
                terms[-1] += call("classifier", content=self.inner(child)) + ";"
            else:
                bodies.append(self.mark(child) + self.inner(child).strip())
        return f"({array(f'[{term}]' for term in terms)},[{nl.join(bodies)}])"

    def visit_field_list(self, node: nodes.field_list) -> None:
        self.add(self.anchor(node))
        pairs = []
        for field in node.children:
            assert isinstance(field, nodes.field)
            name, body = field.children
            assert isinstance(name, nodes.Element)
            assert isinstance(body, nodes.Element)
            pairs.append(f"([{self.mark(field)}{self.anchor(field)}{self.inner(name)}],[{self.inner(body).strip()}])")
        self.block(call("fields", *pairs, classes=self.classes(node)))
        raise nodes.SkipNode

    def visit_option_list(self, node: nodes.option_list) -> None:
        self.add(self.anchor(node))
        pairs = []
        for item in node.children:
            assert isinstance(item, nodes.option_list_item)
            group, description = item.children
            assert isinstance(group, nodes.Element)
            assert isinstance(description, nodes.Element)
            names = ", ".join(option.astext() for option in group.children)
            pairs.append(f"([{call('raw', quoted(names))}],[{self.inner(description).strip()}])")
        self.block(call("fields", *pairs, classes='("option-list",)'))
        raise nodes.SkipNode

    # ---- lines

    def visit_line_block(self, node: nodes.line_block) -> None:
        if isinstance(node.parent, nodes.line_block):  # written with the outer one
            raise nodes.SkipNode
        self.add(self.anchor(node))
        self.block(call("lines", *self._lines(node, 0), classes=self.classes(node)))
        raise nodes.SkipNode

    def _lines(self, node: nodes.line_block, depth: int) -> list[str]:
        """Each line with its depth."""
        made: list[str] = []
        for child in node.children:
            if isinstance(child, nodes.line_block):
                made += self._lines(child, depth + 1)
            elif isinstance(child, nodes.Element):
                made.append(f"({depth},[{self.inner(child)}])")
        return made

    # ---- Sphinx's

    def visit_hlist(self, node: addnodes.hlist) -> None:
        columns = [f"[{self.inner(column).strip()}]" for column in node.findall(addnodes.hlistcol)]
        self.block(self.anchor(node) + call("side-by-side", *columns))
        raise nodes.SkipNode

    def visit_acks(self, node: addnodes.acks) -> None:
        """Names one after another, as Sphinx's other printed formats set them."""
        names = [f"[{self.inner(item).strip()}]" for item in node.findall(nodes.list_item)]
        self.block(call("names", *names))
        raise nodes.SkipNode


def _is_short(item: nodes.Node) -> bool:
    blocks = [block for block in item.children if not isinstance(block, nodes.Invisible)]
    return len(blocks) < 2 or (len(blocks) == 2 and isinstance(blocks[1], nodes.bullet_list | nodes.enumerated_list))
