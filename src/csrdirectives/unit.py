"""Units of measurement, and how each language writes them."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta, Struct

from csrdirectives.problems import Where

Text = Annotated[str, Meta(min_length=1)]


class Form(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """How a language writes a unit by CLDR's plural categories; ``{}`` is the number."""

    other: Annotated[
        str, Meta(pattern=r"\{\}", examples=["{}人"], description="The unit with its number: {}人, CNY {}.")
    ]
    zero: Annotated[str | None, Meta(description="The form for none, in a language that has one.")] = None
    one: Annotated[str | None, Meta(description="The form for one: {} person.")] = None
    two: Annotated[str | None, Meta(description="The form for two, in a language that has one.")] = None
    few: Annotated[str | None, Meta(description="The form for a few, in a language that has one.")] = None
    many: Annotated[str | None, Meta(description="The form for many, in a language that has one.")] = None
    label: Annotated[str, Meta(description="What stands in a table head, if not the form without its {}.")] = ""
    factor: Annotated[
        Decimal | None, Meta(description="The scale in which this language shows the unit, in units of the dimension.")
    ] = None

    def pattern(self, category: str) -> str:
        """The form for a plural category, the general one where the language has none of its own."""
        found: str | None = getattr(self, category, None)
        return found or self.other

    @property
    def head(self) -> str:
        """The unit as it stands alone, in the head of a table."""
        return self.label or self.other.replace("{}", "").strip()


class UnitTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A unit of measurement, such as persons, person-times or yuan."""

    dimension: Annotated[Text, Meta(description="What it measures; only units of one dimension can be added.")]
    kind: Annotated[
        Literal["count", "measure", "money", "rate", "ordinal", "year"],
        Meta(description="count: whole numbers; rate: a share; ordinal and year: numbers that are never added."),
    ]
    forms: Annotated[
        dict[str, Form], Meta(min_length=1, description="How each language writes it, by codes such as zh and en.")
    ]
    factor: Annotated[Decimal, Meta(description="One of it, in the dimension's base unit (万元: 10000).")] = Decimal(1)
    definition: Annotated[str, Meta(description="What one of it is, where its name does not say so.")] = ""
    period: Annotated[
        Literal["instant", "duration"] | None,
        Meta(description="Whether figures in it are of a day or of a stretch of time, as person-times are."),
    ] = None
    people: Annotated[
        bool, Meta(description="Whether one of it is one person: small parts are then not exported as data.")
    ] = False


class Unit(UnitTable, frozen=True, kw_only=True):
    """A unit by its name."""

    id: str
    where: Where
