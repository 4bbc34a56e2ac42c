"""Whose report it is, of which period, and what its earlier editions said."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta, Struct

from csrdirectives.problems import Where

Text = Annotated[str, Meta(min_length=1)]


class Entity(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who reports."""

    name: Annotated[Text, Meta(description="The full name.")]
    short_name: Annotated[str, Meta(description="The name used in the text.")] = ""


class Span(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The reporting period, both days included."""

    start: Annotated[dt.date, Meta(description="The first day.")]
    end: Annotated[dt.date, Meta(description="The last day.")]


class ReportTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whose report it is, of which period, in which languages; the first language is that of the sources."""

    title: Annotated[Text, Meta(description="The title of the report.")]
    entity: Entity
    period: Span
    languages: Annotated[tuple[Text, ...], Meta(min_length=1, description="Languages of the editions: zh_CN, en.")]
    edition: Annotated[str, Meta(description="Which edition of the report this is.")] = ""
    rights: Annotated[str, Meta(description="Who has the rights in the text and the data, and what others may do.")] = (
        ""
    )
    suppress_below: Annotated[
        int,
        Meta(
            ge=0,
            description="Parts of fewer people are not exported as data, since they could tell of one; 0: all are.",
        ),
    ] = 5
    english: Annotated[Literal["en_GB", "en_US"], Meta(description="Which English the translation uses.")] = "en_GB"


class Published(Struct, frozen=True, kw_only=True):
    """A figure as an edition published it; without a value where that was absent."""

    key: str
    value: Decimal | None
    comparator: str
    where: Where


class Restated(Struct, frozen=True, kw_only=True):
    """Why a published figure says something else by now."""

    key: str
    old: Decimal | None
    new: Decimal | None
    reason: str
    date: str
    by: str
    where: Where
