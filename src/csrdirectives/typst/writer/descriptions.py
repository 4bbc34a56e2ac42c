"""What Sphinx's domains describe: signatures, their parts, grammars, versions."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from csrdirectives.typst.strings import array, call, quoted, shown
from csrdirectives.typst.writer.base import Writer


class Descriptions(Writer):
    """Visitors of descriptions."""

    def visit_desc(self, node: addnodes.desc) -> None:
        signatures = [
            f"[{self.mark(child)}{self.anchor(child)}{self.inner(child)}]"
            for child in node.children
            if isinstance(child, addnodes.desc_signature)
        ]
        content = next((child for child in node.children if isinstance(child, addnodes.desc_content)), None)
        body = self.inner(content).strip() if content is not None else ""
        self.block(self.anchor(node) + call("description", array(signatures), content=body))
        raise nodes.SkipNode

    def _through(self, node: nodes.Element) -> None:
        pass

    visit_desc_addname = visit_desc_type = visit_desc_inline = _through
    depart_desc_addname = depart_desc_type = depart_desc_inline = _through
    visit_desc_annotation = depart_desc_annotation = _through
    visit_desc_signature = depart_desc_signature = visit_desc_content = depart_desc_content = _through
    visit_desc_sig_element = depart_desc_sig_element = _through

    def visit_desc_name(self, node: addnodes.desc_name) -> None:
        self.add("#strong[")

    def depart_desc_name(self, node: addnodes.desc_name) -> None:
        self.add("];")

    def visit_desc_signature_line(self, node: addnodes.desc_signature_line) -> None:
        pass

    def depart_desc_signature_line(self, node: addnodes.desc_signature_line) -> None:
        if node.parent.index(node) + 1 < len(node.parent.children):
            self.add("#linebreak();")

    def visit_desc_returns(self, node: addnodes.desc_returns) -> None:
        self.add(shown(" → "))

    depart_desc_returns = _through

    def _listed(self, node: nodes.Element, opening: str, closing: str) -> None:
        """Parameters between brackets; what parts an optional one from those before stands within its brackets."""
        comma = shown(node.get("child_text_separator", ", "))
        inside = isinstance(node, addnodes.desc_optional) and node.parent.index(node) > 0
        self.add(shown(opening) + (comma if inside else ""))
        for i, child in enumerate(node.children):
            if i and not isinstance(child, addnodes.desc_optional):
                self.add(comma)
            child.walkabout(self)
        self.add(shown(closing))
        raise nodes.SkipNode

    def visit_desc_parameterlist(self, node: addnodes.desc_parameterlist) -> None:
        self._listed(node, "(", ")")

    def visit_desc_type_parameter_list(self, node: addnodes.desc_type_parameter_list) -> None:
        self._listed(node, "[", "]")

    def visit_desc_optional(self, node: addnodes.desc_optional) -> None:
        self._listed(node, "[", "]")

    def visit_desc_parameter(self, node: addnodes.desc_parameter) -> None:
        self.add("#parameter[" if not node.get("noemph") else "#text[")

    def depart_desc_parameter(self, node: addnodes.desc_parameter) -> None:
        self.add("];")

    visit_desc_type_parameter, depart_desc_type_parameter = visit_desc_parameter, depart_desc_parameter

    # ---- grammars

    def visit_productionlist(self, node: addnodes.productionlist) -> None:
        """The rules of a grammar, set as code since their signs stand below each other."""
        self.verbatim += 1
        rules = self.inner(node).removesuffix("#linebreak();")
        self.verbatim -= 1
        self.block(self.mark(node) + self.anchor(node) + call("parsed-code", content=rules))
        raise nodes.SkipNode

    def visit_production(self, node: addnodes.production) -> None:
        self.add(self.mark(node) + self.anchor(node))

    depart_production = _through

    # ---- versions

    def visit_versionmodified(self, node: addnodes.versionmodified) -> None:
        self.begin()

    def depart_versionmodified(self, node: addnodes.versionmodified) -> None:
        self.block(call("box-of", f'("versionmodified",{quoted(node["type"])})', content=self.end().strip()))
