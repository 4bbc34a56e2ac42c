"""What the reference pages of the handbook print: the package's own tables, as entries."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.messages.pofile import read_po

from csrdirectives.chart import CHARTS, Limits
from csrdirectives.check import CHECKS
from csrdirectives.cli import main
from csrdirectives.comparator import COMPARATORS, SYNONYMS
from csrdirectives.export import EXPORTS
from csrdirectives.export.tables import NAMES, OBSERVATION, TEXTS
from csrdirectives.handbook.entries import Entry, Facts, Group
from csrdirectives.handbook.fields import definitions
from csrdirectives.messages import MESSAGES, ORDER, topics
from csrdirectives.published import RESTATED_COLUMNS, RESTATED_MEANINGS
from csrdirectives.scheme import package_names, package_scheme
from csrdirectives.sphinx.directives import DIRECTIVES
from csrdirectives.sphinx.roles import ROLES, ReportRole
from csrdirectives.statuses import STATUS_MEANINGS, STATUSES
from csrdirectives.table import COLUMNS as TABLE_COLUMNS
from csrdirectives.typst import SETTINGS as PRINT_SETTINGS
from csrdirectives.typst.formulas.subset import commands as formula_commands
from csrdirectives.typst.soundness import SOUNDNESS
from csrdirectives.values import COLUMNS, MEANINGS, REQUIRED
from csrdirectives.words import WORDS

if TYPE_CHECKING:
    import click
    from sphinx.environment import BuildEnvironment

    from csrdirectives.model import Status


def roles(_: BuildEnvironment) -> Iterator[Group]:
    """The roles of the domain."""
    yield Group(tuple(Entry(f"{{csr:{name}}}", _said(role), _pairs(role)) for name, role in ROLES.items()))


def directives(env: BuildEnvironment) -> Iterator[Group]:
    """The directives of the domain, and the options of all of them."""
    found: dict[str, Any] = {**DIRECTIVES, **env.domains["csr"].directives}  # what other extensions add comes after
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


def charts(_: BuildEnvironment) -> Iterator[Group]:
    """The kinds of ``csr:chart``."""
    yield Group(tuple(Entry(name, kind.meaning, _limits(kind.limits)) for name, kind in CHARTS.items()))


def exports(_: BuildEnvironment) -> Iterator[Group]:
    """The forms in which data are given away, and the columns of figures."""
    yield Group(tuple(Entry(name, form.meaning) for name, form in EXPORTS.items()), "形式", "Forms")
    columns = [Entry(column.name, column.meaning, {"type": (column.type,)}) for column in OBSERVATION]
    columns += [Entry(f"{name}_zh", meaning) for name, meaning in {**TEXTS, **NAMES}.items()]
    yield Group(tuple(columns), "数值的列", "Columns of figures")


def settings(env: BuildEnvironment) -> Iterator[Group]:
    """What may be set in ``conf.py``."""
    values = {name: option for name, option in env.config.values.items() if name.startswith("csr_")}
    yield Group(
        tuple(
            Entry(
                name, option.description, {"type": _type_names(option.valid_types), "default": (repr(option.default),)}
            )
            for name, option in sorted(values.items())
        )
    )


def _warnings(names: Iterable[str]) -> Callable[[BuildEnvironment], Iterator[Group]]:
    """Every problem of some topics that can be told."""

    def of_topics(_: BuildEnvironment) -> Iterator[Group]:
        told = dict(zip(ORDER, topics(), strict=True))
        for topic in map(told.__getitem__, names):
            found = topic.messages.items()
            yield Group(tuple(Entry(code, "", {"zh": m.zh, "en": m.en}) for code, m in found), topic.zh, topic.en)

    return of_topics


WARNINGS = {  # a page each: all together would be twice as heavy as any other page
    "warnings-data": ("files", "sheets", "numbers", "periods", "definitions", "rows"),
    "warnings-checks": ("formulas", "standards", "consistency"),
    "warnings-text": ("chapters", "prose", "charts", "editions"),
    "warnings-translations": ("translations",),
}


def value_columns(_: BuildEnvironment) -> Iterator[Group]:
    """The columns of ``values/*.csv``."""
    yield Group(
        tuple(
            Entry(name, MEANINGS[name], {"headings": headings, "needed": "yes" if name in REQUIRED else "no"})
            for name, headings in COLUMNS.items()
        )
    )


def restated_columns(_: BuildEnvironment) -> Iterator[Group]:
    """The columns of ``restated.csv``."""
    yield Group(
        tuple(
            Entry(name, RESTATED_MEANINGS[name], {"headings": headings}) for name, headings in RESTATED_COLUMNS.items()
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


def standards(_: BuildEnvironment) -> Iterator[Group]:
    """The schemes of disclosures that come with the package."""
    entries = []
    for name in package_names():
        scheme = package_scheme(name)
        facts: Facts = {
            "title": f"{scheme.name.zh} / {scheme.name.en}",
            "edition": f"{scheme.edition.zh} / {scheme.edition.en}",
        }
        entries.append(Entry(name, "", facts))
    yield Group(tuple(entries))


def checks(_: BuildEnvironment) -> Iterator[Group]:
    """What must hold of the catalogue as a whole, and how firmly."""
    found = CHECKS.items()
    yield Group(tuple(Entry(name, _said(check), {"severity": MESSAGES[name].severity}) for name, check in found))


def commands(_: BuildEnvironment) -> Iterator[Group]:
    """The command line."""
    yield Group(tuple(_commands("csrdirectives", main)))


def print_settings(_: BuildEnvironment) -> Iterator[Group]:
    """What may be set for the printed edition."""
    yield Group(
        tuple(
            Entry(name, gives, {"type": (type_.__name__,), "default": (repr(default),)})
            for name, default, type_, gives in PRINT_SETTINGS
        )
    )


def print_checks(_: BuildEnvironment) -> Iterator[Group]:
    """What must hold of a document that is printed; the names are those of the warnings."""
    yield Group(tuple(Entry(f"typst.{check.__name__.replace('_', '-')}", _said(check)) for check in SOUNDNESS))


def print_formulas(_: BuildEnvironment) -> Iterator[Group]:
    """What of TeX's formulas can be printed."""
    yield Group(tuple(Entry(found[0], sentence, {"commands": found}) for sentence, found in formula_commands()))


PARTS: dict[str, Callable[[BuildEnvironment], Iterable[Group]]] = {
    "roles": roles,
    "directives": directives,
    "table-columns": table_columns,
    "charts": charts,
    "exports": exports,
    "settings": settings,
    **{part: _warnings(names) for part, names in WARNINGS.items()},
    "value-columns": value_columns,
    "restated-columns": restated_columns,
    "statuses": statuses,
    "comparators": comparators,
    "definitions": definitions,
    "standards": standards,
    "checks": checks,
    "commands": commands,
    "print-settings": print_settings,
    "print-checks": print_checks,
    "print-formulas": print_formulas,
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


def _limits(limits: Limits) -> Facts:
    facts: Facts = {"rows": f"{limits.least}–{limits.rows}" if limits.rows > 1 else "1"}
    if limits.periods > 1:
        facts["periods"] = f"{limits.least_periods}–{limits.periods}"
    return facts


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
