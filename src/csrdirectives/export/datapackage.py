"""``datapackage.json``: what the tables hold, after Data Package 2.0, so that programs can read and check them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from csrdirectives.export.tables import Column, Material, Table

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def datapackage(material: Material, tables: Iterable[Table], paths: Mapping[str, str]) -> str:
    """The description of the tables; *paths* tell where each is."""
    report = material.source.report
    titles = {code: material.catalogues[language].report.title for language, code in material.languages.items()}
    described = {
        "$schema": PROFILE,
        "name": f"report-{report.period.end.year}",
        "title": " · ".join(dict.fromkeys(titles.values())),
        "description": "\n".join(
            dict.fromkeys(c.report.rights or c.report.entity.name for c in material.catalogues.values())
        ),
        "version": report.edition or "1",
        "contributors": [{"title": report.entity.name, "roles": ["publisher"]}],
        "temporal": {"start": report.period.start.isoformat(), "end": report.period.end.isoformat()},
        "languages": [language.replace("_", "-") for language in material.catalogues],
        "resources": [_resource(table, paths[table.name]) for table in tables],
    }
    return json.dumps(described, ensure_ascii=False, indent=1) + "\n"


def _resource(table: Table, path: str) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.keys),
        "missingValues": [""],
    }
    if table.refers:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": other, "fields": [there]}}
            for column, (other, there) in table.refers.items()
        ]
    return {
        "name": table.name,
        "description": table.meaning,
        "type": "table",
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    limits: dict[str, Any] = {"required": True} if column.required else {}
    if column.words:
        limits["enum"] = list(column.words)
    field: dict[str, Any] = {"name": column.name, "type": column.type, "description": column.meaning}
    return field | ({"constraints": limits} if limits else {})
