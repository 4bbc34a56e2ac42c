"""Figures → text, as a language writes them: the one place that knows how."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec.structs import replace

from csrdirectives.change import Change, change
from csrdirectives.comparator import COMPARATORS, EXACT, Comparator
from csrdirectives.lookup import NotFound
from csrdirectives.model import EXACTLY, Catalogue, Observation, Status
from csrdirectives.period import Period
from csrdirectives.unit import Form, Unit
from csrdirectives.words import said, speaks, words_of

if TYPE_CHECKING:
    from babel import Locale


class Formatter:
    """Writes figures of a catalogue in one language."""

    def __init__(self, language: str, catalogue: Catalogue, gettext: Callable[[str], str] = str) -> None:
        """*gettext* has the package's own words in a language that the package does not speak."""
        self.named = catalogue.report.english if language == "en" else language
        self.language = language.partition("_")[0]
        self.chinese = self.language == "zh"
        self.gettext = gettext
        self.words = words_of(language, gettext)
        self.catalogue = catalogue
        self._signs = str.maketrans({**({} if self.chinese else self._separators()), "-": "−"})
        self._written: dict[tuple[int, bool], tuple[str, Observation]] = {}

    @cached_property
    def locale(self) -> Locale:
        """What Babel knows of the language; Chinese does without, since that takes long to load."""
        from babel import Locale  # noqa: PLC0415

        return Locale.parse(self.named)

    def _separators(self) -> dict[str, str]:
        from babel.numbers import get_decimal_symbol, get_group_symbol  # noqa: PLC0415  # not in Chinese

        return {",": get_group_symbol(self.locale), ".": get_decimal_symbol(self.locale)}

    def form(self, unit: Unit) -> Form:
        """How this language writes a unit; as the sources' language does where it has no form of its own."""
        return unit.forms.get(self.language) or next(iter(unit.forms.values()))

    def number(self, value: Decimal, *, grouped: bool = True) -> str:
        """The digits as they are written, a comma after every third where grouped; a minus, not a hyphen."""
        text = f"{value:,f}" if grouped else f"{value:f}"
        return text.translate(self._signs)

    def own(self, zh: str, en: str) -> str:
        """A text of the package that has it in Chinese and English."""
        if self.chinese:
            return zh
        return en if speaks(self.language) else said(en, self.gettext)

    def figure(self, observation: Observation) -> str:
        """A figure with its bounding word and unit, or the word for its absence."""
        return self._text(observation, with_unit=True)

    def pieces(self, observation: Observation) -> tuple[str, str, str]:
        """A figure that is not absent in three: what stands before its digits, the digits, what stands after."""
        before, digits, after = self.figure(observation).partition(self._digits(observation))
        if after and not after.strip()[:1].isalpha():  # a per cent sign is part of its number
            return before, digits + after, ""
        return before, digits, after

    def bare(self, observation: Observation) -> str:
        """A figure with its bounding word, without its unit."""
        return self._text(observation, with_unit=False)

    def count(self, number: int, unit: Unit) -> str:
        """A whole number of a unit."""
        return self._pattern(unit, Decimal(number)).replace("{}", self.number(Decimal(number)))

    def plural(self, observation: Observation, forms: Mapping[str, str]) -> str:
        """The author's form for the figure's plural category; ``#`` stands for the figure without its unit."""
        if observation.value is None:
            return self.figure(observation)
        category = self._category(self.catalogue.unit_of(observation), self.scaled(observation))
        return forms.get(category, forms["other"]).replace("#", self.bare(observation))

    def status(self, status: Status) -> str:
        """The word for a status."""
        return self.words[status]

    def head(self, unit: Unit) -> str:
        """The unit as a table's head names it."""
        return self.form(unit).head

    def period(self, period: Period | None) -> str:
        """A period in words; ``None`` is undated."""
        if period is None:
            return self.words["undated"]
        if period.kind in {"year", "month", "instant"}:
            return self._date(period.start, period.kind)
        precision = _precision(period.text)
        start, end = self._date(period.start, precision), self._date(period.end, precision)
        if period.start.year == period.end.year:  # which is said once
            if self.chinese and precision != "year":
                end = end.partition("年")[2]
            elif self.language == "en" and precision == "month":
                start = start.rpartition(" ")[0]
        return self.words["to"].format(start, end)

    def change(
        self,
        now: Observation,
        before: Observation,
        forms: Mapping[str, str] = MappingProxyType({}),
        *,
        difference: bool = False,
    ) -> str:
        """What became of a figure since another: 增长7.2%, 下降1.5个百分点, as a *difference* 增加9人, or 持平.

        Of *forms*, the author's own words, the one for the way it went or for its being better or worse is taken, ``#``
        being how much. Raises :class:`~csrdirectives.lookup.NotFound` where nothing of the kind can be said.
        """
        found = change(self.catalogue, now, before, difference=difference)
        amount = self._amount(found, now)
        form = forms.get(found.way) or forms.get(found.judged)
        if form is None and forms:
            raise NotFound("change-form", form=found.way, key=str(now.key))
        if form is None and found.way in {"flat", "nearly"}:
            return self.words[found.way]
        if form is None:  # the way alone, where the figures are too loose for a number
            measure = "percent" if found.measure == "difference" and not amount else found.measure
            return self.words[f"{found.way}-{measure}"].format(amount).strip()
        if "#" in form and not amount:
            raise NotFound("change-loose", key=str(now.key))
        return form.replace("#", amount)

    def incomparable(self, code: str) -> str:
        """The words for why a figure cannot be compared, by the code of what :meth:`change` raised."""
        return self.words["incomparable"].format(self.words[code])

    def _amount(self, found: Change, observation: Observation) -> str:
        """How much, in words; nothing where that is not known."""
        if found.amount is None:
            return ""
        if found.measure == "difference":
            comparator = COMPARATORS["约"] if found.about else EXACT
            return self.figure(replace(observation, value=found.amount, comparator=comparator))
        number = (self.words["about"] if found.about else "") + self.number(found.amount)
        if found.measure == "percent":
            return f"{number}%"
        one = not self.chinese and self.locale.plural_form(found.amount) == "one"
        return self.words["point" if one else "points"].format(number)

    def _text(self, observation: Observation, *, with_unit: bool) -> str:
        remembered = (id(observation), with_unit)  # to hash it would take longer than to write it
        written = self._written.get(remembered)
        if written is None:  # the observation is kept, so that no other gets its id
            written = self._written[remembered] = (self._write(observation, with_unit=with_unit), observation)
        return written[0]

    def _write(self, observation: Observation, *, with_unit: bool) -> str:
        if observation.value is None:
            return self.words[observation.status]
        unit = self.catalogue.unit_of(observation)
        pattern = self._pattern(unit, self.scaled(observation)) if with_unit else "{}"
        return self._bounded(observation.comparator, pattern, self._digits(observation))

    def _digits(self, observation: Observation) -> str:
        grouped = self.catalogue.unit_of(observation).kind not in {"year", "ordinal"}
        return self.number(self.scaled(observation), grouped=grouped)

    def _bounded(self, comparator: Comparator, pattern: str, number: str) -> str:
        if not comparator.word:
            return pattern.replace("{}", number)
        if not self.chinese:
            return self.words[comparator.symbol].format(pattern.replace("{}", number))
        match comparator.position:
            case "before":
                return comparator.word + pattern.replace("{}", number)
            case "after-digits":
                return pattern.replace("{}", number + comparator.word)
        return pattern.replace("{}", number) + comparator.word

    def scaled(self, observation: Observation) -> Decimal:
        """The value in the scale of this language, exactly."""
        assert observation.value is not None
        unit = self.catalogue.unit_of(observation)
        factor = self.form(unit).factor
        if factor is None or factor == unit.factor:
            return observation.value
        scaled = EXACTLY.divide(EXACTLY.multiply(observation.value, unit.factor), factor)
        whole = scaled.to_integral_value()
        return whole if scaled == whole else scaled.normalize(EXACTLY)

    def _pattern(self, unit: Unit, value: Decimal) -> str:
        form = self.form(unit)
        return form.other if self.chinese else form.pattern(self._category(unit, value))

    def _category(self, unit: Unit, value: Decimal) -> str:
        """The plural category of a number, for an ordinal the one of 1st, 2nd, 3rd."""
        return (self.locale.ordinal_form if unit.kind == "ordinal" else self.locale.plural_form)(value)

    def _date(self, day: dt.date, precision: str) -> str:
        if self.chinese:
            ends = {"year": "", "month": f"{day.month}月", "instant": f"{day.month}月{day.day}日"}
            return f"{day.year}年{ends[precision]}"
        from babel.dates import format_date, format_skeleton  # noqa: PLC0415  # not in Chinese

        if not speaks(self.language):
            skeletons = {"year": "y", "month": "yMMMM", "instant": "yMMMMd"}
            return format_skeleton(skeletons[precision], day, locale=self.locale)
        patterns = {
            "year": "y",
            "month": "MMMM y",
            "instant": "d MMMM y" if self.locale.territory != "US" else "MMMM d, y",
        }
        return format_date(day, patterns[precision], locale=self.locale)


def _precision(text: str) -> str:
    """How exactly an interval's end is given: by year, month or day."""
    return ("year", "month", "instant")[text.rpartition("/")[2].count("-")]
