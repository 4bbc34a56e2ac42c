"""Schemes: the codes of a standard with our own short titles, and what a report says of codes no indicator answers."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from csrdirectives.problems import Where

Text = Annotated[str, Meta(min_length=1)]
Fit = Literal["exact", "partial", "related"]
Omission = Literal["not-applicable", "confidentiality", "legal-prohibition", "unavailable"]
FITS: tuple[Fit, ...] = ("exact", "partial", "related")  # the best first


class Both(Struct, frozen=True, forbid_unknown_fields=True):
    """A text in Chinese and in English."""

    zh: Annotated[Text, Meta(description="In Chinese.")]
    en: Annotated[Text, Meta(description="In English.")]


class Disclosure(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One code of a scheme, and what it is called."""

    zh: Annotated[Text, Meta(description="A short title in Chinese, in your own words.")]
    en: Annotated[Text, Meta(description="A short title in English, in your own words.")]
    heading: Annotated[Both | None, Meta(description="A heading that stands above it in the index.")] = None


class Scheme(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A standard as far as it is mapped: codes only, the titles are our own."""

    name: Annotated[Both, Meta(description="The name of the standard.")]
    short: Annotated[Both, Meta(description="What stands before its codes.")]
    edition: Annotated[Both, Meta(description="Which edition the codes are of.")]
    source: Annotated[str, Meta(description="The address where the standard itself can be had.")] = ""
    licence: Annotated[Both | None, Meta(description="What may be done with its text, and what was done.")] = None
    note: Annotated[Both, Meta(description="What the mapping covers, leaves out and does not claim.")]
    codes: Annotated[
        dict[str, Disclosure],
        Meta(min_length=1, description="The codes, in quotation marks, in the order of the index."),
    ]


class AnswerTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the text of the report answers of a disclosure, or why nothing does."""

    sections: Annotated[tuple[Text, ...], Meta(description="The labels of the sections that answer it.")] = ()
    fit: Annotated[Fit, Meta(description="How well the text answers it.")] = "exact"
    omitted: Annotated[Omission | None, Meta(description="Why the report does not answer it, in GRI’s four kinds.")] = (
        None
    )
    text: Annotated[str, Meta(description="The answer in a few words, what it lacks, or the reason at length.")] = ""


class Answer(AnswerTable, frozen=True, kw_only=True):
    """What is said of a disclosure, at its place."""

    code: str
    where: Where

    @property
    def answers(self) -> bool:
        """Whether the text answers the disclosure at all."""
        return bool(self.sections) or (self.omitted is None and bool(self.text))


@cache
def package_names() -> tuple[str, ...]:
    """The schemes that come with the package."""
    folder = files("csrdirectives") / "standards"
    return tuple(sorted(path.name.removesuffix(".toml") for path in folder.iterdir() if path.name.endswith(".toml")))


@cache
def package_scheme(name: str) -> Scheme:
    """A scheme of the package."""
    text = (files("csrdirectives") / "standards" / f"{name}.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), Scheme)
