"""The parts of the document: pages, sections, paragraphs, boxes."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import _, admonitionlabels

from csrdirectives.typst.addresses import numbers_of
from csrdirectives.typst.assembly import part
from csrdirectives.typst.strings import call, quoted, shown, strings
from csrdirectives.typst.writer.base import Writer


class Structure(Writer):
    """Visitors of what makes the skeleton of the document."""

    level = 0

    def _through(self, node: nodes.Element) -> None:
        pass

    visit_document = depart_document = _through
    visit_glossary = depart_glossary = visit_decoration = depart_decoration = _through
    visit_autosummary_table = depart_autosummary_table = visit_autosummary_toc = depart_autosummary_toc = _through

    def _skip(self, node: nodes.Element) -> None:
        raise nodes.SkipNode

    visit_comment = visit_meta = visit_substitution_definition = visit_system_message = visit_toctree = _skip
    visit_pending = visit_docinfo = visit_header = visit_footer = _skip

    def visit_start_of_file(self, node: addnodes.start_of_file) -> None:
        self.docnames.append(node["docname"])

    def depart_start_of_file(self, node: addnodes.start_of_file) -> None:
        self.docnames.pop()

    def visit_part(self, node: part) -> None:
        self.block(call("part", quoted(node["caption"]), appendix="true" if node["appendix"] else None))
        if node["appendix"]:  # for all that follows
            self.block(f"#show: appendix.with({quoted(node['caption'])})")
        raise nodes.SkipNode

    # ---- sections

    def visit_section(self, node: nodes.section) -> None:
        self.level += 1

    def depart_section(self, node: nodes.section) -> None:
        self.level -= 1

    def visit_title(self, node: nodes.title) -> None:
        section = node.parent
        if not isinstance(section, nodes.section):  # a topic, a sidebar: its own visitor writes its title
            self.block(call("rubric", content=self.inner(node)))
            raise nodes.SkipNode
        self.in_heading = True
        title = self.inner(node)
        self.in_heading = False
        if self.level == 1 and self.docname == self.document["docname"]:  # the title of the whole, on the cover
            self.block(call("opening", content=title) + self.label_of(section))
            raise nodes.SkipNode
        number = numbers_of(self.builder, self.docname, section).strip()
        made = call(
            "heading",
            level=str(self.depth),
            content=(call("section-number", quoted(number)) + ";" if number else "") + title,
        )
        self.block(self.mark(node) + made + self.label_of(section))
        raise nodes.SkipNode

    @property
    def depth(self) -> int:
        """The level of a heading in the book: chapters are 1, the title of the root has none."""
        return max(1, self.level - 1)

    def visit_subtitle(self, node: nodes.subtitle) -> None:
        self.block(call("rubric", content=self.inner(node)))
        raise nodes.SkipNode

    def visit_rubric(self, node: nodes.rubric) -> None:
        """A heading within the text; not one above footnotes, which are at the foot of the page."""
        if node.astext() in {"Footnotes", _("Footnotes")}:
            raise nodes.SkipNode
        self.block(self.anchor(node) + call("rubric", content=self.inner(node), classes=self.classes(node)))
        raise nodes.SkipNode

    def visit_transition(self, node: nodes.transition) -> None:
        """A rule; not MyST's above its footnotes."""
        if "footnotes" not in node["classes"]:
            self.block(call("transition"))
        raise nodes.SkipNode

    # ---- paragraphs

    def visit_paragraph(self, node: nodes.paragraph) -> None:
        self.add(self.mark(node) + self.anchor(node))
        self.begin()

    def depart_paragraph(self, node: nodes.paragraph) -> None:
        made = self.end()
        classes = self.classes(node)
        self.block(call("styled", classes, content=made) if classes else made)

    visit_compact_paragraph, depart_compact_paragraph = visit_paragraph, depart_paragraph

    def visit_compound(self, node: nodes.compound) -> None:
        self.add(self.anchor(node))

    depart_compound = _through

    def visit_centered(self, node: addnodes.centered) -> None:
        self.block(call("rubric", content=self.inner(node), classes='("centered",)'))
        raise nodes.SkipNode

    def visit_block_quote(self, node: nodes.block_quote) -> None:
        by = next((child for child in node.children if isinstance(child, nodes.attribution)), None)
        self.begin()
        for child in node.children:
            if child is not by:
                child.walkabout(self)
        body = self.end().strip()
        attribution = f"[{self.inner(by)}]" if by is not None else None
        made = call("quotation", attribution=attribution, classes=self.classes(node), content=body)
        self.block(self.mark(node) + self.anchor(node) + made)
        raise nodes.SkipNode

    # ---- boxes

    def _admonition(self, node: nodes.Element, kind: str, title: str, body: list[nodes.Node]) -> None:
        self.begin()
        for child in body:
            child.walkabout(self)
        content = self.end().strip()
        made = call("admonition", quoted(kind), f"[{title}]", classes=self.classes(node), content=content)
        self.block(self.mark(node) + made + self.label_of(node))
        raise nodes.SkipNode

    def visit_admonition(self, node: nodes.Element) -> None:
        """One with a title of its own; its kind is that of the class that an author gave, ``:class: warning``."""
        title = next((child for child in node.children if isinstance(child, nodes.title)), None)
        body = [child for child in node.children if child is not title]
        kind = next((name for name in node["classes"] if name in admonitionlabels), "admonition")
        self._admonition(node, kind, self.inner(title) if title is not None else "", body)

    visit_Admonition = visit_admonition  # noqa: N815  # a kind of an extension's, such as a todo

    def _labelled(self, node: nodes.Element) -> None:
        kind = str(node.tagname)
        self._admonition(node, kind, shown(str(admonitionlabels[kind])), node.children)

    visit_note = visit_warning = visit_tip = visit_important = visit_caution = _labelled
    visit_attention = visit_danger = visit_error = visit_hint = visit_seealso = _labelled

    def visit_topic(self, node: nodes.Element) -> None:
        """A box with a title; a page's own list of contents is not printed, the book has one."""
        if "contents" not in node["classes"]:
            body = self.inner(node).strip()
            classes = strings([str(node.tagname), *node["classes"]])
            self.block(self.mark(node) + self.anchor(node) + call("box-of", classes, content=body))
        raise nodes.SkipNode

    visit_sidebar = visit_topic
