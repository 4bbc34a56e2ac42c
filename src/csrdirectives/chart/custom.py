"""An author's own Vega-Lite specification: read, looked through, fed with figures of the catalogue."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from csrdirectives.chart.look import LOOKS, Look, config
from csrdirectives.chart.series import Series
from csrdirectives.lookup import NotFound
from csrdirectives.problems import nearest

FIELDS = ("row", "name", "period", "value", "label", "number", "bound")
"""The columns of the data: place in the list, name, period, value in base units, text with and without unit, bound."""
MARKS = (
    "arc", "area", "bar", "boxplot", "circle", "errorband", "errorbar", "line", "point", "rect", "rule", "square",
    "text", "tick", "trail",
)  # fmt: skip
CHANNELS = (
    "angle", "color", "description", "detail", "fill", "fillOpacity", "key", "opacity", "order", "radius", "radius2",
    "shape", "size", "stroke", "strokeDash", "strokeOpacity", "strokeWidth", "text", "theta", "theta2", "x", "x2",
    "xError", "xError2", "xOffset", "y", "y2", "yError", "yError2", "yOffset",
)  # fmt: skip
VIEW = ("$schema", "config", "data", "description", "encoding", "height", "layer", "mark", "name", "params", "resolve",
        "title", "transform", "view", "width", "autosize", "padding", "background", "usermeta")  # fmt: skip
COMPOSED = {"concat", "hconcat", "vconcat", "facet", "repeat", "spec", "row", "column"}
SCHEMA = "https://vega.github.io/schema/vega-lite/"
ADDRESSES = {"url", "href"}
DEEP = 40


def read_spec(text: str, file: str) -> dict[str, Any]:
    """The specification of a file; raises :class:`NotFound` with what is wrong with it."""
    try:
        spec = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotFound("spec-unreadable", file=file, reason=str(error)) from None
    if not isinstance(spec, dict):
        raise NotFound("spec-unreadable", file=file, reason="{ … }")
    _look_through(spec, file, 0)
    marks = list(_check(spec, file, set(FIELDS)))
    if not marks:
        raise NotFound("spec-without-mark", file=file)
    return spec


def _look_through(thing: object, file: str, depth: int) -> None:
    """Nothing in it leads elsewhere, wherever it stands."""
    if depth > DEEP:
        raise NotFound("spec-unreadable", file=file, reason=f"> {DEEP}")
    if isinstance(thing, list):
        for inner in thing:
            _look_through(inner, file, depth + 1)
    elif isinstance(thing, dict):
        for name, inner in thing.items():
            if name in ADDRESSES:
                raise NotFound("spec-address", file=file, name=name, address=str(inner))
            if isinstance(inner, str) and "//" in inner and not (name == "$schema" and inner.startswith(SCHEMA)):
                raise NotFound("spec-address", file=file, name=name, address=inner)
            _look_through(inner, file, depth + 1)


def _check(view: Mapping[str, Any], file: str, fields: set[str]) -> Iterator[str]:
    """The marks of a view and of its layers, once their names are known to be those of Vega-Lite."""
    for name in view:
        if name in COMPOSED:
            raise NotFound("spec-composed", file=file, name=name)
        _known(name, VIEW, file, "property")
    if "data" in view:
        raise NotFound("spec-data", file=file)
    fields = fields | set(_made(view.get("transform", [])))
    for channel, definition in _dict(view, "encoding", file).items():
        if channel in COMPOSED:
            raise NotFound("spec-composed", file=file, name=channel)
        _known(channel, CHANNELS, file, "encoding")
        _fields(definition, fields, file)
    _fields(view.get("transform", []), fields, file)
    if "mark" in view:
        mark = view["mark"]["type"] if isinstance(view["mark"], dict) and "type" in view["mark"] else view["mark"]
        _known(str(mark), MARKS, file, "mark")
        yield str(mark)
    layers = view.get("layer", [])
    if not isinstance(layers, list) or not all(isinstance(layer, dict) for layer in layers):
        raise NotFound("spec-unreadable", file=file, reason="layer")
    for layer in layers:
        yield from _check(layer, file, fields)


def _dict(view: Mapping[str, Any], name: str, file: str) -> dict[str, Any]:
    found = view.get(name, {})
    if not isinstance(found, dict):
        raise NotFound("spec-unreadable", file=file, reason=name)
    return found


def _known(name: str, known: tuple[str, ...], file: str, what: str) -> None:
    if name not in known:
        raise NotFound("spec-unknown", file=file, what=what, name=name, near=nearest(name, known))


def _made(transforms: object) -> Iterator[str]:
    """The fields that transforms make."""
    if isinstance(transforms, list):
        for inner in transforms:
            yield from _made(inner)
    elif isinstance(transforms, dict):
        for name, inner in transforms.items():
            if name == "as":
                yield from [inner] if isinstance(inner, str) else [each for each in inner if isinstance(each, str)]
            else:
                yield from _made(inner)
        if "fold" in transforms and "as" not in transforms:
            yield from ("key", "value")


def _fields(thing: object, fields: set[str], file: str) -> None:
    """Every field that is named is one that there is."""
    if isinstance(thing, list):
        for inner in thing:
            _fields(inner, fields, file)
    elif isinstance(thing, dict):
        for name, inner in thing.items():
            if name == "field" and isinstance(inner, str) and inner not in fields:
                raise NotFound("spec-field", file=file, name=inner, near=nearest(inner, fields), known=" ".join(FIELDS))
            _fields(inner, fields, file)


def rows_of(series: Series) -> list[dict[str, Any]]:
    """The data of a specification."""
    rows = []
    for number, row in enumerate(series.rows):
        for period, point in zip(series.periods, row.points, strict=True):
            if point is not None:
                value = None if point.value is None else point.size
                texts = {"label": point.label, "number": point.bare, "bound": point.open}
                rows.append({"row": number, "name": row.name, "period": period, "value": value, **texts})
    return rows


def custom_specs(spec: Mapping[str, Any], series: Series, printed: Series | None = None) -> dict[str, dict[str, Any]]:
    """The specification of each variant: the author's, with the data, the size and the looks of the report's charts."""
    shown = {variant: printed if printed is not None and variant == "print" else series for variant in LOOKS}
    return {variant: _fed(spec, rows_of(shown[variant]), look) for variant, look in LOOKS.items()}


def _fed(spec: Mapping[str, Any], rows: list[dict[str, Any]], look: Look) -> dict[str, Any]:
    height = spec.get("height")
    own = spec.get("config")
    return {
        **spec,
        "data": {"values": rows},
        "width": look.width,
        "height": height if isinstance(height, int | float) else 260,
        "background": None,
        "padding": {"left": 0, "right": 0, "top": 4, "bottom": 2},  # Chinese rises over the line that Vega reckons with
        "autosize": {"type": "fit", "contains": "padding"},
        "config": {**(own if isinstance(own, dict) else {}), **config(look)},
    }
