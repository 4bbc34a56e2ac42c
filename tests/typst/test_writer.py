"""What an author writes, and the Typst that comes of it: ``snippets-*.txt`` hold title, input and Typst of each."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest
from docutils import nodes
from markdown_it.utils import read_fixture_file
from sphinx import addnodes

from csrdirectives.typst.writer import TypstTranslator
from unprinted import Project

TITLES = {"rst": "Page\n====\n\n", "md": "# Page\n\n"}
FILES = {kind: read_fixture_file(Path(__file__).with_name(f"snippets-{kind}.txt")) for kind in TITLES}
CASES = [(f"{kind}-{number:02}", case) for kind, cases in FILES.items() for number, case in enumerate(cases)]
ELSE = {"hidden.rst": "Hidden\n======\n", "child.rst": "Child\n=====\n\nBelow\n-----\n"}
WITHIN = {  # written by what is around them
    *(
        "attribution",
        "caption",
        "legend",
        "classifier",
        "definition",
        "definition_list_item",
        "term",
        "list_item",
        "line",
    ),
    *("field", "field_body", "field_name", "option", "option_argument", "option_group", "option_list_item"),
    *("option_string", "description", "colspec", "entry", "row", "tbody", "tgroup", "thead", "hlistcol"),
}
GONE = {  # Sphinx takes them away before anything is written
    *("address", "author", "authors", "contact", "copyright", "date", "organization", "revision", "status", "version"),
    *("highlightlang", "only", "pending_xref_condition", "substitution_reference"),
}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Every snippet as a page of one project."""
    pages = {f"{name}.{name.partition('-')[0]}": TITLES[name.partition("-")[0]] + case[2] for name, case in CASES}
    made = Project(tmp_path_factory.mktemp("snippets"), pages | ELSE, typst_exclude=["hidden"])
    yield made
    made.app.cleanup()


@pytest.mark.parametrize(("name", "case"), CASES, ids=[case[1] for _, case in CASES])
def test_snippet_becomes_this_typst(written, name, case):
    assert written.typst(name).replace(f"{name}:", "page:") == case[3].rstrip("\n")


def test_snippets_are_not_warned_about(written):
    assert written.warnings in ([], ["rst-12.rst 4 typst.reference"])  # that link is told once its page is written


def test_every_node_has_a_form_in_print():
    known = {getattr(nodes, name) for name in nodes.node_class_names}
    known |= {node for _, node in inspect.getmembers(addnodes, inspect.isclass) if node.__module__ == addnodes.__name__}
    without = {
        node.__name__
        for node in known
        if issubclass(node, nodes.Element)
        and not node.__name__.startswith("_")
        and not any(hasattr(TypstTranslator, f"visit_{base.__name__}") for base in node.__mro__)
    }
    assert without == WITHIN | GONE


class strange(nodes.General, nodes.Element):  # noqa: N801  # nodes are named so
    """A node of an extension that knows nothing of print."""


def test_unknown_node_is_told_at_its_line_and_its_text_printed(project):
    made = project({"index.rst": "Index\n=====\n\nBefore.\n\nText *here*.\n"})
    paragraph = made.app.env.get_doctree("index")[0][2]
    node = strange("", *paragraph.children)
    node.source, node.line = paragraph.source, paragraph.line
    made.app.connect("doctree-resolved", lambda _app, tree, _page: tree[0].replace(tree[0][2], node))
    assert made.typst() == '#"Before.";\n\n#"Text ";#emph[#"here";];#".";'
    assert made.warnings == ["index.rst 6 typst.unknown-node"]


def test_broken_role_is_marked_where_it_stands(project):
    made = project({"a.rst": "A\n=\n\nText :nosuch:`role`.\n"})
    assert made.typst("a") == '#"Text ";#anchor("a:id2");#problematic[#":nosuch:`role`";];#".";'
    assert made.warnings == ["a.rst 4 docutils"]


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        (".. image:: dot.png\n   :alt: d\n   :width: 10vw", 4, "length"),
        ("Text.\n\n`x <there.html>`_", 6, "reference"),
        ("Text :ref:`x <p>`.\n\n.. _p:\n\n.. rubric:: Footnotes", 4, "reference"),
    ],
)
def test_what_is_lost_is_told_at_its_line(project, text, line, code):
    made = project({"a.rst": f"A\n=\n\n{text}\n"})
    made.typst("a")
    assert made.warnings == [f"a.rst {line} typst.{code}"]


def test_formula_that_cannot_be_set_is_told_printed_as_written_and_can_be_referred_to(project):
    made = project({"a.md": "# A\n\n{eq}`e`\n\n$$\n\\nosuch\n$$ (e)\n"})
    assert made.typst("a") == ('#xref("a:equation-e")[#"(1)";];\n\n#anchor("a:equation-e");#raw("\\\\nosuch");')
    assert made.warnings == ["a.md 5 typst.math"]


@pytest.mark.parametrize(("language", "label"), [("zh_CN", "警告"), ("en", "Warning"), ("de", "Warnung")])
def test_admonition_has_the_label_of_its_kind_in_the_language_of_the_document(project, language, label):
    made = project({"a.md": "# A\n\n:::{warning}\nx\n:::\n"}, language=language)
    assert made.typst("a") == f'#admonition("warning",[#"{label}";])[#"x";]'


def test_abbreviation_is_explained_once_in_a_book(project):
    page = "{title}\n=\n\n:abbr:`ESG (environment)` :abbr:`ESG (Essence)`\n"
    made = project({name + ".rst": page.format(title=name) for name in "ab"})
    assert made.typst().count("environment") == 1
    assert made.typst().count("Essence") == 1


def test_page_that_is_left_out_is_named_by_its_title_without_a_link(project):
    made = project({"a.rst": "A\n=\n\n:doc:`b` :ref:`c`\n", "b.rst": ".. _c:\n\nTitle\n=====\n"}, typst_exclude=["b"])
    assert made.typst("a") == '#"Title";#" ";#"Title";'
    assert made.warnings == []


def test_summary_of_autosummary_is_printed_though_it_calls_itself_a_comment(project):
    extensions = ["sphinx.ext.autosummary", "csrdirectives.typst"]
    page = "Index\n=====\n\n.. autosummary::\n\n   json.dumps\n"
    made = project({"index.rst": page}, extensions=extensions).typst()
    assert made.startswith('#figure-of(kind:"table"')
    assert '#raw("json.dumps")' in made
