"""TOML tables → structs: what the report defines."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cache
from typing import Annotated, Any, TypeVar, get_args, get_origin

import msgspec
from msgspec import inspect

from csrdirectives.messages import Message
from csrdirectives.problems import Problems, nearest
from csrdirectives.tomlfile import Source

AnyStruct = TypeVar("AnyStruct", bound=msgspec.Struct)
Tell = Callable[..., None]  # a code, a field and the details of a problem


def struct_of(
    kind: type[AnyStruct], source: Source, table: str, data: Any, problems: Problems, **given: Any
) -> AnyStruct | None:
    """The table as a struct; else every fault of it is told, at its field's line.

    *given* are the fields that the file's shape tells: the name of the table, its place.
    """
    if not isinstance(data, dict):
        at = source.where(table) if table in source.heads else source.where("", table)
        problems.add("table-expected", at, name=table)
        return None
    unquoted = [name for name in _heads_below(table, data, kind, given) if source.is_unquoted(name)]
    for name in unquoted:
        problems.add("table-unquoted", source.where(name), name=name)
    if unquoted:
        return None
    try:
        return msgspec.convert({**data, **given}, kind, strict=False)
    except msgspec.ValidationError:

        def tell(code: str, field: str, **details: Any) -> None:
            if code == "field-missing":
                if f"{table}.{field}".strip(".") in source.heads:  # it is there, and was told of
                    return
                where = source.where(table, field.rpartition(".")[0])
            else:
                where = source.where(table, field)
            problems.add(code, where, field=field, table=table or source.shown.rpartition("/")[2], **details)

        _tell_fields(_fields(kind, given), data, "", tell)
        return None


def _heads_below(table: str, data: dict[str, Any], kind: type[msgspec.Struct], given: Collection[str]) -> list[str]:
    """What the heads would be if [a.b.c], which is c in b in a, was meant to be ["a.b.c"]."""
    found = []
    for name, value in data.items():
        if isinstance(value, dict) and name not in _fields(kind, given):
            here = f"{table}.{name}"
            found += [here, *_heads_below(here, value, kind, given)]
    return found


@cache
def _types(kind: type[msgspec.Struct]) -> dict[str, msgspec.structs.FieldInfo]:
    return {field.encode_name: field for field in msgspec.structs.fields(kind)}


def _fields(kind: type[msgspec.Struct], skip: Collection[str] = ()) -> dict[str, msgspec.structs.FieldInfo]:
    return {name: field for name, field in _types(kind).items() if name not in skip}


def _tell_faults(kind: Any, value: Any, field: str, tell: Tell) -> None:
    """Tell what is wrong with a value, down to the field of a field."""
    plain = get_args(kind)[0] if get_origin(kind) is Annotated else kind
    if isinstance(plain, type) and issubclass(plain, msgspec.Struct) and isinstance(value, dict):
        _tell_fields(_fields(plain), value, f"{field}.", tell)
    elif get_origin(plain) is dict and isinstance(value, dict):
        for name, each in value.items():
            _tell_faults(get_args(plain)[1], each, f"{field}.{name}", tell)
    elif get_origin(plain) is tuple and isinstance(value, list) and value:
        for each in value:
            _tell_faults(get_args(plain)[0], each, field, tell)
    else:
        try:
            msgspec.convert(value, kind, strict=False)
        except msgspec.ValidationError:
            expected, near = _expected(inspect.type_info(kind), value)
            tell("field-invalid", field, value=_brief(value), expected=expected, near=near)


def _tell_fields(known: dict[str, msgspec.structs.FieldInfo], data: dict[str, Any], before: str, tell: Tell) -> None:
    """Tell what is wrong with the fields of a table; *before* stands before their names."""
    for name, value in data.items():
        if name in known:
            _tell_faults(known[name].type, value, before + name, tell)
        else:
            tell("field-unknown", before + name, near=nearest(name, known))
    for name, info in known.items():
        if info.required and name not in data:
            tell("field-missing", before + name)


_EXPECTED: dict[type[inspect.Type], Message] = {
    inspect.BoolType: Message("true | false", "true | false"),
    inspect.DateType: Message("日期，如 2023-12-31", "a date such as 2023-12-31"),
    inspect.DecimalType: Message("数", "a number"),
    inspect.StrType: Message("引号里的文字，不能为空", "text in quotation marks, not empty"),
    inspect.VarTupleType: Message("方括号里的列表，不能为空", "a list in brackets, not empty"),
}
_EXPECTED_ELSE = Message("花括号里的 名称 = 内容", "name = value within braces")


def _expected(kind: inspect.Type, value: Any) -> tuple[Message, str]:
    """What a field takes, in words, and the word that may have been meant."""
    match kind:
        case inspect.Metadata(type=inspect.StrType(), extra_json_schema={"examples": [example, *_]}):
            return Message(f"写法如 {example}", f"such as {example}"), ""
        case inspect.Metadata(type=inner):
            return _expected(inner, value)
        case inspect.UnionType(types=types):
            return _expected(next(t for t in types if not isinstance(t, inspect.NoneType)), value)
        case inspect.LiteralType(values=words):
            listed = " | ".join(map(str, words))
            return Message(listed, listed), nearest(value, map(str, words)) if isinstance(value, str) else ""
        case inspect.IntType(ge=least, le=most):
            return Message(f"{least} 到 {most} 的整数", f"a whole number from {least} to {most}"), ""
    return _EXPECTED.get(type(kind), _EXPECTED_ELSE), ""


def _brief(value: Any) -> str:
    """A value as TOML writes it, what is long cut short."""
    if isinstance(value, dict):
        return "{…}" if value else "{}"
    if isinstance(value, list):
        return "[…]" if value else "[]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and value.bit_length() > 200:  # Python refuses to print what is far too long
        return "…"
    return str(value)
