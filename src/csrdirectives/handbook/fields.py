"""The fields of the TOML files, from the structs that read them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from csrdirectives.handbook.entries import Entry, Facts, Group
from csrdirectives.schema import FILES

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

SPELLING = {name: f"{name}/*.toml" for name in ("indicators", "standards", "disclosures")}  # the others are one each


def definitions(_: BuildEnvironment) -> Iterator[Group]:
    """The fields of the TOML files."""
    for name, kind in FILES.items():
        (whole,), structs = msgspec.json.schema_components([kind], ref_template="{name}")
        top = structs[whole.get("$ref") or whole["additionalProperties"]["$ref"]]
        file = SPELLING.get(name, f"{name}.toml")
        yield Group(_fields(top, structs), file, file)


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
