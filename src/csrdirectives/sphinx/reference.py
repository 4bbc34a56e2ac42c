"""What the reference pages of the handbook print: the package's own tables, as entries."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from babel.messages.pofile import read_po

from csrdirectives.check import CHECKS
from csrdirectives.comparator import COMPARATORS, SYNONYMS
from csrdirectives.disclosures import schemes
from csrdirectives.messages import TOPICS
from csrdirectives.schema import FILES
from csrdirectives.sphinx.roles import ROLES, ReportRole
from csrdirectives.table import COLUMNS as TABLE_COLUMNS
from csrdirectives.values import COLUMNS, MEANINGS, REQUIRED, STATUS_MEANINGS, STATUSES
from csrdirectives.words import WORDS

if TYPE_CHECKING:
    import click
    from sphinx.environment import BuildEnvironment

    from csrdirectives.model import Status

SPELLING = {"indicators": "indicators/*.toml"}  # the other files are one each


Facts = dict[str, str | tuple[str, ...]]  # words to print, or words to type


class Entry(NamedTuple):
    """One thing that can be typed: its name, what it is in paragraphs, facts by their names, and what it takes."""

    name: str
    text: str = ""
    facts: Mapping[str, str | tuple[str, ...]] = {}
    parts: tuple[Entry, ...] = ()


class Group(NamedTuple):
    """Entries under a heading in both languages; without one where they are all of a kind."""

    entries: tuple[Entry, ...]
    zh: str = ""
    en: str = ""


def roles(_: BuildEnvironment) -> Iterator[Group]:
    """The roles of the domain."""
    yield Group(tuple(Entry(f"{{csr:{name}}}", _said(role), _pairs(role)) for name, role in ROLES.items()))


def directives(env: BuildEnvironment) -> Iterator[Group]:
    """The directives of the domain, and the options of all of them."""
    found: dict[str, Any] = env.domains["csr"].directives
    entries = [
        Entry(f"{{csr:{name}}}", _said(directive), {}, _sentences(directive.options_taken, ":{}:"))
        for name, directive in found.items()
    ]
    yield Group(tuple(entries))
    common = next(iter(found.values())).common
    yield Group(_sentences(common, ":{}:"), "各指令通用的选项", "Options that every directive takes")


def table_columns(_: BuildEnvironment) -> Iterator[Group]:
    """The columns of ``csr:table``."""
    yield Group(
        tuple(
            Entry(name, column.meaning, {"heading": " / ".join(dict.fromkeys(WORDS[name]))})
            for name, column in TABLE_COLUMNS.items()
        )
    )


def settings(env: BuildEnvironment) -> Iterator[Group]:
    """What may be set in ``conf.py``."""
    values = {name: option for name, option in env.config.values.items() if name.startswith("csr_")}
    yield Group(
        tuple(
            Entry(name, option.description, {"type": _type_names(option.valid_types), "default": repr(option.default)})
            for name, option in sorted(values.items())
        )
    )


def warnings(_: BuildEnvironment) -> Iterator[Group]:
    """Every problem that can be told, by what it is about."""
    for topic in TOPICS:
        entries = (Entry(code, "", {"zh": message.zh, "en": message.en}) for code, message in topic.messages.items())
        yield Group(tuple(entries), topic.zh, topic.en)


def value_columns(_: BuildEnvironment) -> Iterator[Group]:
    """The columns of ``values/*.csv``."""
    yield Group(
        tuple(
            Entry(name, MEANINGS[name], {"headings": headings, "needed": "yes" if name in REQUIRED else "no"})
            for name, headings in COLUMNS.items()
        )
    )


def statuses(_: BuildEnvironment) -> Iterator[Group]:
    """What may stand in the column status."""
    words: dict[Status, list[str]] = {status: [] for status in STATUS_MEANINGS}
    for word, status in STATUSES.items():
        if word and word != status:
            words[status].append(word)
    yield Group(
        tuple(
            Entry(status, STATUS_MEANINGS[status], {"words": tuple(found)} if found else {})
            for status, found in words.items()
        )
    )


def comparators(_: BuildEnvironment) -> Iterator[Group]:
    """What may stand in the column comparator."""
    patterns = {"before": "{}20次", "after-digits": "20{}次", "after": "20次{}"}
    entries = []
    for word, comparator in COMPARATORS.items():
        if word:
            same = tuple(other for other, meant in SYNONYMS.items() if meant == word)
            facts: Facts = {"sign": (comparator.symbol,), "printed": patterns[comparator.position].format(word)}
            if same:
                facts["words"] = same
            entries.append(Entry(word, "", facts))
    yield Group(tuple(entries))


def definitions(_: BuildEnvironment) -> Iterator[Group]:
    """The fields of the TOML files."""
    for name, kind in FILES.items():
        (whole,), structs = msgspec.json.schema_components([kind], ref_template="{name}")
        top = structs[whole.get("$ref") or whole["additionalProperties"]["$ref"]]
        file = SPELLING.get(name, f"{name}.toml")
        yield Group(_fields(top, structs), file, file)


def standards(_: BuildEnvironment) -> Iterator[Group]:
    """The schemes of disclosures that come with the package."""
    yield Group(
        tuple(
            Entry(
                name,
                "",
                {
                    "title": f"{scheme.name['zh']} / {scheme.name['en']}",
                    "edition": f"{scheme.edition['zh']} / {scheme.edition['en']}",
                },
            )
            for name, scheme in schemes().items()
        )
    )


def checks(_: BuildEnvironment) -> Iterator[Group]:
    """What must hold of the catalogue as a whole."""
    yield Group(tuple(Entry(name, inspect.getdoc(check) or "") for name, check in CHECKS.items()))


def commands(_: BuildEnvironment) -> Iterator[Group]:
    """The command line."""
    from csrdirectives.cli import main  # noqa: PLC0415  # only the handbook needs it, and every build would load it

    yield Group(tuple(_commands("csrdirectives", main)))


PARTS: dict[str, Callable[[BuildEnvironment], Iterable[Group]]] = {
    "roles": roles,
    "directives": directives,
    "table-columns": table_columns,
    "settings": settings,
    "warnings": warnings,
    "value-columns": value_columns,
    "statuses": statuses,
    "comparators": comparators,
    "definitions": definitions,
    "standards": standards,
    "checks": checks,
    "commands": commands,
}


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a docstring, each on one line."""
    return [" ".join(block.split()) for block in inspect.cleandoc(text).split("\n\n") if block.strip()]


@cache
def chinese() -> Mapping[str, str]:
    """Paragraphs of docstrings and sentences → Chinese, where there is any."""
    path = Path(__file__).parent.parent / "locale" / "zh_CN" / "LC_MESSAGES" / "reference.po"
    with path.open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id and message.string}


def _said(thing: object) -> str:
    return inspect.getdoc(thing) or ""


def _pairs(role: type[ReportRole]) -> Mapping[str, tuple[str, ...]]:
    return {"pairs": role.pairs} if role.pairs else {}


def _sentences(options: Mapping[str, str], pattern: str) -> tuple[Entry, ...]:
    return tuple(Entry(pattern.format(name), sentence) for name, sentence in options.items())


def _type_names(types: Any) -> tuple[str, ...]:
    listed = [types] if isinstance(types, type) else sorted(types, key=lambda kind: kind.__name__)
    return tuple(kind.__name__ for kind in listed)


def _parameters(command: click.Command) -> tuple[Entry, ...]:
    options = [p for p in command.params if p.param_type_name == "option"]
    return tuple(Entry(", ".join(option.opts), option.help or "") for option in options)


def _commands(name: str, command: click.Command) -> Iterator[Entry]:
    """A command, and those within it."""
    words = [p.human_readable_name.upper() for p in command.params if p.param_type_name == "argument"]
    yield Entry(" ".join([name, *words]), command.help or "", {}, _parameters(command))
    for below, each in getattr(command, "commands", {}).items():
        yield from _commands(f"{name} {below}", each)


def _fields(struct: dict[str, Any], structs: dict[str, dict[str, Any]]) -> tuple[Entry, ...]:
    """The fields of a struct; one that is a struct itself with its own fields, under its own sentence."""
    found = []
    for name, field in struct["properties"].items():
        inner = structs.get(field.get("$ref") or field.get("additionalProperties", {}).get("$ref", ""), {})
        facts: Facts = {"type": _kind(field)}
        if name in struct.get("required", ()):
            facts["needed"] = "yes"
        elif field.get("default"):
            facts["default"] = (str(field["default"]),)
        parts = _fields(inner, structs) if inner else ()
        found.append(Entry(name, field.get("description") or inner.get("description", ""), facts, parts))
    return tuple(found)


def _kind(field: dict[str, Any]) -> tuple[str, ...]:
    """What a field takes: its words, or the name of its type."""
    if "anyOf" in field:
        return tuple(kind for each in field["anyOf"] if each.get("type") != "null" for kind in _kind(each))
    if "enum" in field:
        return tuple(field["enum"])
    if "$ref" in field:
        return ("table",)
    names = {"object": "table", "array": "list"}
    kind = field.get("format") or field["type"]
    return (names.get(kind, kind),)
