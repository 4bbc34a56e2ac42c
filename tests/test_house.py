"""The house is built as it says: imports run one way, words come in both languages, modules stay short."""

from __future__ import annotations

import ast
import re
import string
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import csrdirectives
from csrdirectives.check import CHECKS
from csrdirectives.messages import MESSAGES
from csrdirectives.words import WORDS

PACKAGE = Path(csrdirectives.__file__).parent
SOURCES = {path.relative_to(PACKAGE).as_posix(): path.read_text("utf-8") for path in sorted(PACKAGE.rglob("*.py"))}
TREES = {name: ast.parse(source) for name, source in SOURCES.items()}
CORE = [name for name in SOURCES if not name.startswith("sphinx/") and name != "__init__.py"]
FOUNDATIONS = {"messages", "words", "problems", "comparator", "period", "number", "formula", "model"}
TABLES = {"messages.py"}  # words to be read, not code: as long as they are many
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
    above = {m for m in imported(name) if m.split(".")[0] in {"sphinx", "typst", "theme"}}
    assert above == set()
    assert not re.search(r"^\s*(from|import) (sphinx|docutils)\b", SOURCES[name], re.MULTILINE)


def test_imports_run_one_way():
    order = list(TopologicalSorter({module(name): imported(name) for name in CORE}).static_order())
    assert order.index("problems") < order.index("model") < order.index("load") < order.index("cli")


@pytest.mark.parametrize("name", sorted(FOUNDATIONS))
def test_foundations_rest_on_each_other_alone(name):
    assert imported(f"{name}.py") <= FOUNDATIONS


def test_command_line_and_sphinx_do_not_know_each_other():
    knowing = {name for name in SOURCES if name.startswith("sphinx/") and "cli" in imported(name)}
    assert knowing <= {"sphinx/reference.py"}  # which prints the commands


@pytest.mark.parametrize("name", SOURCES)
def test_module_is_short_enough_to_be_read_at_once(name):
    assert name in TABLES or SOURCES[name].count("\n") <= 300


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
    nodes = (node for name, tree in TREES.items() if name not in TABLES for node in ast.walk(tree))
    said = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert set(MESSAGES) - said == set()


@pytest.mark.parametrize("name", CHECKS)
def test_check_says_what_must_hold(name):
    assert (CHECKS[name].__doc__ or "").endswith(".")
    assert CODE.fullmatch(name) or name.isalpha()
