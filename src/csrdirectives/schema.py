"""JSON Schemas of the TOML files, by which editors complete and check; made from the structs."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from csrdirectives.model import FindingTable, IndicatorTable, RegisterTable
from csrdirectives.prose.declared import DeclaredTable
from csrdirectives.report import ReportTable
from csrdirectives.scheme import AnswerTable, Scheme
from csrdirectives.unit import UnitTable

FILES: dict[str, Any] = {
    "report": ReportTable,
    "units": dict[str, UnitTable],
    "indicators": dict[str, IndicatorTable],
    "registers": dict[str, RegisterTable],
    "findings": dict[str, FindingTable],
    "standards": Scheme,
    "disclosures": dict[str, AnswerTable],
    "declared": dict[str, DeclaredTable],
}


def schema(name: str) -> str:
    """The schema of a file, as shipped in ``csrdirectives/schema/NAME.json``.

    A number may stand where the struct holds a decimal: TOML has no decimals, and 10000 needs no quotes.
    """
    made = msgspec.json.schema(FILES[name])
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"{name}.toml"}
    return json.dumps({**head, **_with_numbers(made)}, ensure_ascii=False, indent=2) + "\n"


def _with_numbers(part: Any) -> Any:
    if isinstance(part, list):
        return [_with_numbers(each) for each in part]
    if not isinstance(part, dict):
        return part
    if part.get("type") == "string" and part.get("format") == "decimal":
        return {**part, "type": ["string", "number"]}
    return {name: _with_numbers(each) for name, each in part.items()}
