"""The handbook keeps up with the code: whatever can be typed is explained, printed in the reference, and tested."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from docutils import nodes
from sphinx.environment import BuildEnvironment
from sphinx.testing.util import SphinxTestApp

import csrdirectives
from csrdirectives.check import CHECKS
from csrdirectives.cli import main
from csrdirectives.handbook.entries import Entry
from csrdirectives.handbook.reference import PARTS, WARNINGS, chinese, paragraphs
from csrdirectives.messages import MESSAGES, ORDER
from csrdirectives.sphinx.directives import DIRECTIVES
from csrdirectives.sphinx.roles import ROLES

TESTS = Path(__file__).parent
HANDBOOK = TESTS.parent / "docs" / "handbook"
PACKAGE = Path(csrdirectives.__file__).parent
CHINESE = PACKAGE / "locale" / "zh_CN" / "LC_MESSAGES" / "reference.po"
CONF = """\
extensions = ["myst_parser", "csrdirectives.handbook"]
myst_enable_extensions = ["colon_fence", "deflist"]
exclude_patterns = ["data"]
language = "{language}"
suppress_warnings = ["ref.ref", "csr.untranslated"]
"""
DESCRIBED_BY_MODULE = {"po", "prose", "checks", "chart", "sphinx", "typst", "handbook"}
SAID_ELSEWHERE = {*WARNINGS, "comparators", "standards"}  # their facts are sentences: words, examples, titles


class Reference:
    """The handbook's reference pages as built: what is printed in the place of each entry."""

    def __init__(self, folder: Path, language: str) -> None:
        shutil.copytree(TESTS / "sample" / "data", folder / "data")
        shutil.copytree(HANDBOOK / "reference", folder / "reference")
        (folder / "conf.py").write_text(CONF.format(language=language), encoding="utf-8")
        pages = "\n".join(f"reference/{page.stem}" for page in sorted((HANDBOOK / "reference").glob("*.md")))
        (folder / "index.md").write_text(f"# Index\n\n```{{toctree}}\n{pages}\n```\n", encoding="utf-8")
        app = SphinxTestApp("html", srcdir=folder)
        try:
            app.build()
            self.warnings = app.warning.getvalue()
            self.entries = {part: list(entries_of(part, app.env)) for part in PARTS}
            self.printed: dict[str, str] = {}
            self.anchors: dict[str, set[tuple[str, str]]] = {}
            for docname in app.env.found_docs:
                for item in app.env.get_doctree(docname).findall(nodes.definition_list_item):
                    term = item.next_node(nodes.term)
                    assert term is not None
                    self.printed[term.astext()] = self.printed.get(term.astext(), "") + item.astext()
                    self.anchors.setdefault(docname, set()).update((term.astext(), id_) for id_ in term["ids"])
            index = app.env.get_and_resolve_doctree("reference/warnings", app.builder, tags=app.tags)
            self.codes = [
                (leading.astext(), leading.parent["ids"][0], leading["refuri"])
                for leading in index.findall(nodes.reference)
                if isinstance(leading.parent, nodes.literal)
            ]
        finally:
            app.cleanup()

    def sentences(self) -> set[str]:
        """Every paragraph that comes from the code."""
        return {text for found in self.entries.values() for entry in found for text in paragraphs(entry.text)}


def entries_of(part: str, env: BuildEnvironment) -> Iterator[Entry]:
    for group in PARTS[part](env):
        yield from within(group.entries)


def within(entries: tuple[Entry, ...]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from within(entry.parts)


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Reference:
    return Reference(tmp_path_factory.mktemp("reference"), "zh_CN")


@pytest.mark.parametrize("part", PARTS)
def test_each_entry_has_a_sentence(reference: Reference, part: str) -> None:
    assert reference.entries[part], f"the reference has nothing under {part}"
    lacking = [
        entry.name
        for entry in reference.entries[part]
        if not (entry.text if part not in SAID_ELSEWHERE else entry.facts)
    ]
    assert lacking == []


@pytest.mark.parametrize("part", PARTS)
def test_each_entry_is_printed_with_its_sentence(reference: Reference, part: str) -> None:
    for entry in reference.entries[part]:
        assert entry.name in reference.printed
        for text in paragraphs(entry.text):
            plain = chinese().get(text, text).replace("``", "").split("`")[0]
            assert plain in reference.printed[entry.name]


def test_each_warning_is_printed_in_both_languages(reference: Reference) -> None:
    for code, message in MESSAGES.items():
        assert message.zh in reference.printed[code]
        assert message.en in reference.printed[code]


def test_each_topic_of_warnings_is_on_one_page() -> None:
    assert sorted(topic for topics in WARNINGS.values() for topic in topics) == sorted(ORDER)


def test_each_code_leads_to_its_warning_from_the_address_that_it_had(reference: Reference) -> None:
    assert [code for code, _, _ in reference.codes] == list(MESSAGES)
    for code, anchor, address in reference.codes:
        assert anchor.startswith("reference-warnings-")
        assert anchor.endswith(f"-{code}")
        page, _, target = address.partition("#")
        assert (code, target) in reference.anchors[f"reference/{page.rpartition('/')[2].removesuffix('.html')}"]


def test_the_reference_builds_without_a_warning(reference: Reference) -> None:
    assert reference.warnings == ""


def test_each_sentence_has_its_chinese_and_none_is_left_over(reference: Reference) -> None:
    with CHINESE.open("rb") as file:
        translated = {str(message.id) for message in read_po(file) if message.id}
    assert translated == reference.sentences()


def test_the_english_reference_is_in_the_words_of_the_code(tmp_path: Path) -> None:
    english = Reference(tmp_path / "en", "en")
    assert english.warnings == ""
    assert "The definitions of all indicators" in english.printed["{csr:catalogue}"]
    assert "Required" in english.printed["period"]


def test_an_unknown_part_of_the_reference_is_told(tmp_path: Path) -> None:
    shutil.copytree(TESTS / "sample" / "data", tmp_path / "data")
    (tmp_path / "conf.py").write_text(CONF.format(language="zh_CN"), encoding="utf-8")
    (tmp_path / "index.md").write_text("# 页\n\n```{csr:reference} rolls\n```\n", encoding="utf-8")
    app = SphinxTestApp("dummy", srcdir=tmp_path)
    try:
        app.build()
        assert "“roles”" in app.warning.getvalue()
        assert "[csr.unknown-reference]" in app.warning.getvalue()
    finally:
        app.cleanup()


TESTED = {
    **{f"csr:{name}": f"csr:{name}}}" for name in (*ROLES, *DIRECTIVES, "reference")},
    **{f"check {name}": f'"{name}"' for name in CHECKS},
    **{f"command {name}": f'"{name}"' for name in main.commands},
}


@pytest.mark.parametrize("spelling", TESTED.values(), ids=TESTED)
def test_each_role_directive_check_and_command_is_named_in_a_test(spelling: str) -> None:
    sources = (path.read_text("utf-8") for path in TESTS.rglob("test_*.py"))
    assert any(spelling in source for source in sources)


def described_modules() -> dict[str, str]:
    """The tables of modules by the folder that their section describes; ``core`` is the package itself."""
    described = (HANDBOOK / "architecture.md").read_text("utf-8").partition("(handbook-architecture-modules)=")[2]
    sections = re.split(r"^\(handbook-architecture-(\w+)\)=$", described, flags=re.MULTILINE)[1:]
    tables = ("\n".join(re.findall(r"^\|.*$", section, re.MULTILINE)) for section in sections[1::2])
    return {label: table for label, table in zip(sections[::2], tables, strict=True) if table}


def described_at(module: Path) -> tuple[str, str]:
    """The section that has to name a module, and the name: its own, or that of a folder described as a whole."""
    folders = module.relative_to(PACKAGE).parts[:-1]
    section = "core"
    for folder in folders:
        if folder not in DESCRIBED_BY_MODULE:
            return section, f"{folder}/"
        section = folder
    return section, module.name


def test_each_module_is_in_the_description_of_the_house() -> None:
    described = described_modules()
    places = {described_at(path) for path in PACKAGE.rglob("*.py") if path.stem != "__init__"}
    assert [place for place in sorted(places) if f"`{place[1]}`" not in described[place[0]]] == []


def test_the_description_of_the_house_names_no_module_that_is_gone() -> None:
    for section, table in described_modules().items():
        folder = PACKAGE if section == "core" else PACKAGE / section
        for name in re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE):
            assert (folder / name).exists(), f"{section}: {name}"


def test_each_page_of_the_handbook_is_in_its_contents() -> None:
    index = (HANDBOOK / "index.md").read_text("utf-8")
    listed = set(index.partition(":::{toctree}")[2].split())
    pages = {page.relative_to(HANDBOOK).with_suffix("").as_posix() for page in HANDBOOK.rglob("*.md")}
    assert pages - listed == {"index"}


@pytest.mark.parametrize("page", sorted(HANDBOOK.rglob("*.md")), ids=lambda page: page.stem)
def test_each_heading_has_a_label_of_the_handbook(page: Path) -> None:
    lines = page.read_text("utf-8").splitlines()
    fenced = False
    for number, line in enumerate(lines):
        fenced ^= line.lstrip().startswith("```")
        if line.startswith("#") and not fenced:
            assert lines[number - 1].startswith("(handbook"), f"{page.name}:{number + 1}"
