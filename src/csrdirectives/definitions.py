"""TOML tables → structs: what the report defines, each table at its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec

from csrdirectives.problems import Problems, Where, nearest

HEADER = re.compile(r'^[ \t]*\[[ \t]*(?:"([^"\n]+)"|\'([^\'\n]+)\'|([\w.-]+?))[ \t]*\][ \t]*(?:#.*)?$', re.MULTILINE)
PLACE = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)$")
AnyStruct = TypeVar("AnyStruct", bound=msgspec.Struct)
LARGEST = 16 * 2**20  # bytes; the definitions of ten thousand indicators are under 4 MB


class Source(NamedTuple):
    """A TOML file as read: its tables, and where each begins."""

    shown: str
    text: str
    tables: dict[str, Any]
    lines: dict[str, int]

    def where(self, table: str = "", field: str = "") -> Where:
        """The line of a table, or of a field within it."""
        start = self.lines.get(table, 0)
        if field:
            end = min((line for line in self.lines.values() if line > start), default=len(self.text) + 1)
            pattern = re.compile(rf'\s*["\']?{re.escape(field)}["\']?\s*[.=]')
            for number, line in enumerate(self.text.splitlines()[start : end - 1], start + 1):
                if pattern.match(line):
                    return Where(self.shown, number)
        return Where(self.shown, start)


def read_toml(path: Path, shown: str, problems: Problems) -> Source | None:
    """The tables of a file; a table that does not parse is told of and left out, the others are read."""
    try:
        if path.stat().st_size > LARGEST:
            problems.add("file-too-large", Where(shown), size=path.stat().st_size // 2**20, limit=LARGEST // 2**20)
            return None
        text = path.read_bytes().removeprefix(b"\xef\xbb\xbf").decode()
    except FileNotFoundError:
        problems.add("file-missing", Where(shown))
        return None
    except IsADirectoryError:
        problems.add("file-is-folder", Where(shown))
        return None
    except OSError as error:
        problems.add("file-unreadable", Where(shown), reason=error.strerror or "")
        return None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        problems.add("toml-encoding", Where(shown, line))
        return None
    text = text.replace("\r\n", "\n")
    lines: dict[str, int] = {}
    count, end = 1, 0
    for found in HEADER.finditer(text):  # tomllib knows no lines, and a person wants to be sent to one
        count, end = count + text.count("\n", end, found.start()), found.start()
        lines.setdefault(found[1] or found[2] or found[3], count)
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        tables = dict(_salvage(text, shown, problems))
    return Source(shown, text, tables, lines)


def _salvage(text: str, shown: str, problems: Problems) -> Iterator[tuple[str, Any]]:
    """The tables that do parse, when the file as a whole does not."""
    starts = [0, *(found.start() for found in HEADER.finditer(text)), len(text)]
    for start, end in pairwise(starts):
        if not text[start:end].strip():
            continue
        above = text.count("\n", 0, start)
        try:
            yield from tomllib.loads(text[start:end]).items()
        except tomllib.TOMLDecodeError as error:
            place = PLACE.search(str(error))
            within = int(place[1]) if place and place[1] else text.count("\n", start, end)
            problems.add("toml-syntax", Where(shown, above + within), reason=PLACE.sub("", str(error)).strip())


def struct_of(
    kind: type[AnyStruct], source: Source, table: str, data: Any, problems: Problems, **given: Any
) -> AnyStruct | None:
    """The table as a struct; else every fault of it is told, at its field's line.

    *given* are the fields that the file's shape tells: the name of the table, its place.
    """
    if not isinstance(data, dict):
        problems.add("table-expected", source.where("", table), name=table)
        return None
    try:
        return msgspec.convert({**data, **given}, kind, strict=False)
    except msgspec.ValidationError:
        _tell_faults(kind, source, table, data, given, problems)
        return None


@cache
def fields_of(kind: type[msgspec.Struct]) -> dict[str, msgspec.inspect.Field]:
    """The fields of a struct by name."""
    described = msgspec.inspect.type_info(kind)
    assert isinstance(described, msgspec.inspect.StructType)
    return {f.encode_name: f for f in described.fields}


def _tell_faults(
    kind: type[msgspec.Struct],
    source: Source,
    table: str,
    data: dict[str, Any],
    given: dict[str, Any],
    problems: Problems,
) -> None:
    known = {name: field for name, field in fields_of(kind).items() if name not in given}
    types = {f.encode_name: f.type for f in msgspec.structs.fields(kind)}
    for name, value in data.items():
        where = source.where(table, name)
        if name not in known:
            problems.add("field-unknown", where, field=name, table=table, near=nearest(name, known))
            continue
        try:
            msgspec.convert(value, types[name], strict=False)
        except msgspec.ValidationError as error:
            problems.add(
                "field-invalid",
                where,
                field=name,
                table=table,
                value=str(value),
                expected=_expected(known[name].type, str(error)),
            )
    for name, field in known.items():
        if field.required and name not in data:
            problems.add("field-missing", source.where(table), field=name, table=table)


def _expected(kind: msgspec.inspect.Type, reason: str) -> str:
    """What a field takes, in words as short as its type allows."""
    if isinstance(kind, msgspec.inspect.LiteralType):
        return " | ".join(map(str, kind.values))
    return reason.partition(" - at `$")[0]
