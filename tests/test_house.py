"""The house is built as it says: imports run one way, words come in both languages, modules stay short."""

from __future__ import annotations

import ast
import re
import string
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from importlib import metadata
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

import csrdirectives
from csrdirectives.check import CHECKS
from csrdirectives.messages import MESSAGES, ORDER, topics
from csrdirectives.words import WORDS

PACKAGE = Path(csrdirectives.__file__).parent
SOURCES = {path.relative_to(PACKAGE).as_posix(): path.read_text("utf-8") for path in sorted(PACKAGE.rglob("*.py"))}
TREES = {name: ast.parse(source) for name, source in SOURCES.items()}
ABOVE = {"sphinx", "typst", "theme", "handbook"}  # what knows Sphinx, or is for it
CORE = [name for name in SOURCES if name.split("/")[0] not in {*ABOVE, "__init__.py"}]
FOUNDATIONS = {
    "messages",
    "words",
    "problems",
    "comparator",
    "period",
    "number",
    "formula",
    "report",
    "unit",
    "model",
    "scheme",
}
RAISERS = {"add", "tell", "NotFound", "NumberFault", "PeriodFault", "Problem"}
CODE = re.compile(r"[a-z]+(-[a-z]+)+")


def module(name: str) -> str:
    return name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def imported(name: str) -> set[str]:
    """The modules of this package that a file imports, wherever in it."""
    modules = {module(other) for other in SOURCES}
    found = set()
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("csrdirectives"):
            base = (node.module or "").removeprefix("csrdirectives").removeprefix(".")
            below = {f"{base}.{alias.name}".removeprefix(".") for alias in node.names}
            found |= (below & modules) or {base}
        elif isinstance(node, ast.Import):
            found |= {a.name.removeprefix("csrdirectives.") for a in node.names if a.name.startswith("csrdirectives.")}
    return found - {"", "__init__"}


def raised() -> Iterator[tuple[str, str, set[str] | None]]:
    """Each place that raises a problem by name, the code, and the details that it gives if they are plain."""
    for name, tree in TREES.items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            code = node.args[0].value
            if called not in RAISERS or not isinstance(code, str) or not CODE.fullmatch(code):
                continue
            details = {keyword.arg for keyword in node.keywords}
            if called in {"Problem", "NumberFault", "PeriodFault"}:  # a mapping comes last
                given = node.args[-1]
                names = given.keys if isinstance(given, ast.Dict) else [None]
                details |= {getattr(name, "value", None) for name in names}
            if name == "definitions.py":  # its tell gives these two itself
                details |= {"field", "table"}
            yield f"{name}:{node.lineno}", code, None if None in details else details  # type: ignore[arg-type]


def paragraphs(text: str) -> list[str]:
    return [" ".join(block.split()) for block in text.split("\n\n")]


def fields(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}


def test_core_costs_neither_sphinx_nor_docutils():
    modules = [f"csrdirectives.{module(name)}" for name in CORE]
    program = f"import sys, {', '.join(modules)}; print(*sys.modules)"
    command = [sys.executable, "-c", program]
    loaded = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()  # noqa: S603 - ours
    assert set(modules) <= set(loaded)
    assert {m for m in loaded if m.split(".")[0] in {"sphinx", "docutils", "myst_parser", "furo"}} == set()


@pytest.mark.parametrize("name", CORE)
def test_core_knows_nothing_of_sphinx(name):
    assert {m for m in imported(name) if m.split(".")[0] in ABOVE} == set()
    assert not re.search(r"^\s*(from|import) (sphinx|docutils)\b", SOURCES[name], re.MULTILINE)


def test_imports_run_one_way():
    order = list(TopologicalSorter({module(name): imported(name) for name in CORE}).static_order())
    assert order.index("problems") < order.index("model") < order.index("load") < order.index("cli")


@pytest.mark.parametrize("name", sorted(FOUNDATIONS))
def test_foundations_rest_on_each_other_alone(name):
    assert imported(f"{name}.py") <= FOUNDATIONS


def test_command_line_and_sphinx_do_not_know_each_other():
    knowing = {name for name in SOURCES if name.startswith("sphinx/") and "cli" in imported(name)}
    assert knowing == set()


def test_nothing_below_the_handbook_knows_it():
    below = [name for name in SOURCES if not name.startswith("handbook/")]
    assert {name for name in below for other in imported(name) if other.split(".")[0] == "handbook"} == set()


@pytest.mark.parametrize("name", SOURCES)
def test_module_is_short_enough_to_be_read_at_once(name):
    assert SOURCES[name].count("\n") <= 300


def test_messages_are_not_read_before_one_is_worded():
    program = "import csrdirectives.cli; from csrdirectives.messages import *; print(topics.cache_info().currsize)"
    command = [sys.executable, "-c", f"{program}; MESSAGES['file-missing']; print(topics.cache_info().currsize)"]
    read = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()  # noqa: S603 - ours
    assert read == ["0", "1"]


def test_every_file_of_messages_is_read_and_no_code_stands_in_two():
    assert sum(len(topic.messages) for topic in topics()) == len(MESSAGES)
    assert {path.stem for path in (PACKAGE / "messages").iterdir()} == set(ORDER)


def test_messages_fill_in_the_same_details_in_both_languages():
    assert [code for code, message in MESSAGES.items() if fields(message.zh) != fields(message.en)] == []
    assert [name for name, (zh, en) in WORDS.items() if zh.count("{}") != en.count("{}")] == []


def test_messages_are_chinese_and_english_and_leave_room_for_the_nearest_name():
    chinese = re.compile("[\u4e00-\u9fff]")
    assert [code for code, m in MESSAGES.items() if not chinese.search(m.zh) or chinese.search(m.en)] == []
    assert [code for code, m in MESSAGES.items() if any(re.search(r"(?<!\\)[。.]$", words) for words in m)] == []


def test_every_problem_that_is_raised_has_its_words_and_their_details():
    known = list(raised())
    assert [(place, code) for place, code, _ in known if code not in MESSAGES] == []
    lacking = {
        place: missing
        for place, code, details in known
        if details is not None and (missing := fields(MESSAGES[code].zh) - details)
    }
    assert lacking == {}


def test_every_message_is_used():
    nodes = (node for tree in TREES.values() for node in ast.walk(tree))
    said = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert set(MESSAGES) - said == set()


@pytest.mark.parametrize("name", CHECKS)
def test_check_says_what_must_hold(name):
    sentence, example = paragraphs(CHECKS[name].__doc__ or "")
    assert sentence.endswith(".")
    assert example.startswith("Example: ")
    assert CODE.fullmatch(name)
    assert name in MESSAGES


def test_no_pinned_release_asks_for_a_later_python_than_the_project():
    oldest = "3.11.2"  # of the systems that people have, Debian 12
    lines = (Path(__file__).parent.parent / "constraints.txt").read_text("utf-8").splitlines()
    pins = dict(line.split("==") for line in lines if "==" in line and not line.startswith("#"))
    asked = {
        found.name: found.metadata.get("Requires-Python") or ""
        for found in metadata.distributions()
        if pins.get(found.name) == found.version
    }
    assert len(asked) > 20
    assert [name for name, versions in asked.items() if oldest not in SpecifierSet(versions)] == []
