"""Data to take away: every figure with all that is known of it, and nothing that tells of a person."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from fractions import Fraction

import msgspec
import pytest
from click.testing import CliRunner
from frictionless import Package

from csrdirectives.cli import main
from csrdirectives.export import EXPORTS, Material, exported
from csrdirectives.export.csvtext import csv_text, excel_text
from csrdirectives.export.suppression import suppressed
from csrdirectives.format import Formatter
from csrdirectives.interval import asserted_by
from csrdirectives.model import Key
from csrdirectives.sphinx.exporting import FORMS
from csrdirectives.translate import translate

MALE, FEMALE, TOTAL = (Key("workforce.total", "2023-12-31", part) for part in ("male", "female", ""))
HOSTILE = '<script>"]]>|`=1+1'


def files(catalogue, language="zh_CN", forms=()):
    english = translate(catalogue, lambda text: f"EN {text}")
    material = Material({"zh_CN": catalogue, "en": english}, lambda id_: f"appendix.html#ind-{id_}")
    return exported(material, Formatter(language, material.catalogues[language]), forms)


def rows(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def figure(catalogue, key, **fields):
    """The catalogue with a figure changed."""
    changed = msgspec.structs.replace(catalogue.observations[key], **fields)
    return msgspec.structs.replace(catalogue, observations={**catalogue.observations, key: changed})


def described(catalogue, id_, **fields):
    """The catalogue with an indicator changed."""
    changed = msgspec.structs.replace(catalogue.indicators[id_], **fields)
    return msgspec.structs.replace(catalogue, indicators={**catalogue.indicators, id_: changed})


# ---- what each file holds


def test_every_figure_of_the_catalogue_is_a_row_with_its_digits_unit_and_bounds(catalogue):
    found = rows(files(catalogue)["observations.csv"])
    assert [row["key"] for row in found] == [str(key) for key in catalogue.observations]
    for row, observation in zip(found, catalogue.observations.values(), strict=True):
        indicator, unit = catalogue.indicators[observation.key.indicator], catalogue.unit_of(observation)
        assert (row["unit"], row["status"], row["word"]) == (unit.id, observation.status, observation.comparator.word)
        if observation.value is None:
            assert {row[name] for name in ("value", "base_value", "lower", "upper")} == {""}
            continue
        assert row["value"] == str(observation.value)
        assert Decimal(row["base_value"]) == catalogue.exact_value(observation)
        said = asserted_by(observation, indicator, unit)
        assert (Fraction(row["lower"]) if row["lower"] else -float("inf")) == said.lo
        assert (Fraction(row["upper"]) if row["upper"] else float("inf")) == said.hi


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("aid.visits@2019/2023", {"start": "2019-01-01", "end": "2023-12-31", "lower": "1250", "upper": ""}),
        ("contests.entered@2023", {"comparator": ">", "word": "多", "lower": "21", "upper": "29"}),
        ("contests.entered@2022", {"status": "not-collected", "note_zh": "当年没有统计"}),
        ("workforce.total@2023-12-31#male", {"findings": "A1", "part": "male", "source_en": "EN 人事年报"}),
        ("workforce.total@2023-12-31", {"address": "appendix.html#ind-workforce.total", "held_back": "false"}),
    ],
)
def test_row_says(catalogue, key, expected):
    row = next(row for row in rows(files(catalogue)["observations.csv"]) if row["key"] == key)
    assert {name: row[name] for name in expected} == expected


def test_topic_has_its_figures_alone_with_their_names_in_every_language(catalogue):
    found = rows(files(catalogue)["figures/workforce.csv"])
    assert {row["indicator"].partition(".")[0] for row in found} == {"workforce"}
    row = next(row for row in found if row["key"] == str(MALE))
    assert (row["name_zh"], row["name_en"], row["part_name_zh"]) == ("在岗员工总数", "EN 在岗员工总数", "男员工")


def test_file_for_excel_is_in_the_words_of_the_language_and_says_what_readers_see(catalogue):
    content = files(catalogue)["excel.csv"]
    assert content.startswith(b"\xef\xbb\xbf")
    row = next(row for row in rows(content) if row["编号"] == "contests.entered@2023")
    assert (row["数值"], row["文字"], row["期间"]) == ("20", "20多次", "2023年")
    english = next(row for row in rows(files(catalogue, "en")["excel.csv"]) if row["Key"] == "contests.entered@2023")
    assert english["As shown"].startswith("more than 20")


def test_json_has_what_the_tables_have(catalogue):
    found = files(catalogue)
    told = json.loads(found["catalogue.json"])
    assert told["report"]["title"]["zh"] == catalogue.report.title
    assert [each["key"] for each in told["observations"]] == [str(key) for key in catalogue.observations]
    assert all(each["held_back"] is False and isinstance(each.get("value", ""), str) for each in told["observations"])
    assert len(told["register-awards"]) == len(catalogue.registers["awards"].records)


def test_package_is_valid_for_frictionless(catalogue, tmp_path):
    write(tmp_path, files(catalogue))
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.flatten(["type", "message"]) == []
    assert report.stats["tasks"] == 6 + len(catalogue.registers)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("observations.csv", "workforce.dispatched,", "workforce.dispatchd,"),
        ("observations.csv", ",173,", ",about,"),
        ("observations.csv", ",reported,", ",repported,"),
        ("indicators.csv", ",person,", ",persn,"),
    ],
)
def test_frictionless_finds_a_spoilt_table_by_the_description(catalogue, tmp_path, file, old, new):
    found = files(catalogue)
    assert old.encode() in found[file]
    write(tmp_path, found | {file: found[file].replace(old.encode(), new.encode(), 1)})
    assert not Package(str(tmp_path / "datapackage.json")).validate().valid


def test_forms_are_those_that_the_site_knows():
    assert tuple(EXPORTS) == FORMS


@pytest.mark.parametrize("form", EXPORTS)
def test_one_form_gives_its_files_alone(catalogue, form):
    alone, all_ = files(catalogue, forms=(form,)), files(catalogue)
    assert alone
    assert alone.items() <= all_.items()
    assert len(alone) < len(all_)


def test_same_data_give_the_same_bytes(catalogue):
    assert files(catalogue) == files(catalogue)


# ---- hostile texts


def test_markup_in_names_is_kept_as_it_is_for_programs(catalogue):
    spoilt = described(catalogue, "workforce.total", name=HOSTILE)
    found = files(spoilt)
    table, objects = rows(found["indicators.csv"]), json.loads(found["catalogue.json"])["indicators"]
    for told in (table, objects):
        assert next(each["name_zh"] for each in told if each["id"] == "workforce.total") == HOSTILE


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-2+3", "@sum", "\t=1", "=HYPERLINK(1)"])
def test_no_text_is_a_formula_in_excel(text):
    (row,) = csv.DictReader(io.StringIO(excel_text(["a"], [[text]]).removeprefix("\ufeff"), newline=""))
    assert row["a"] == f"'{text}"


@pytest.mark.parametrize("number", ["-1", "-2.50", "12", ""])
def test_number_stays_a_number_in_excel(number):
    (_, row) = csv.reader(io.StringIO(excel_text(["a", "b"], [[number, "x"]]), newline=""))
    assert row == [number, "x"]


def test_cells_with_commas_quotes_and_line_ends_come_back_as_they_were():
    cells = ["a,b", 'say "no"', "two\nlines", "|`]]>"]
    assert list(csv.reader(io.StringIO(csv_text(["1", "2", "3", "4"], [cells]), newline="")))[1] == cells


# ---- what is held back


@pytest.mark.parametrize(
    ("male", "female", "held"),
    [
        ("173", "118", set()),
        ("4", "118", {MALE, FEMALE}),  # the other one, too, else it is the total less the other
        ("5", "118", set()),
        ("0", "118", set()),  # none is no person
        ("4", "3", {MALE, FEMALE}),
        ("1", "0", {MALE}),
    ],
)
def test_small_parts_are_held_back(catalogue, male, female, held):
    found = figure(figure(catalogue, MALE, value=Decimal(male)), FEMALE, value=Decimal(female))
    assert suppressed(found) == held


def test_of_many_parts_the_next_smallest_is_held_back_too(catalogue):
    indicator = catalogue.indicators["workforce.total"]
    other = msgspec.structs.replace(catalogue.observations[MALE], key=MALE._replace(part="other"), value=Decimal(90))
    found = figure(catalogue, MALE, value=Decimal(2))
    found = described(found, "workforce.total", parts={**indicator.parts, "other": "其他"})
    found = msgspec.structs.replace(found, observations={**found.observations, other.key: other})
    assert suppressed(found) == {MALE, other.key}


@pytest.mark.parametrize(
    "excused",
    [
        lambda c: described(c, "workforce.total", public="本人同意公开"),
        lambda c: msgspec.structs.replace(c, report=msgspec.structs.replace(c.report, suppress_below=0)),
        lambda c: msgspec.structs.replace(
            c, units={**c.units, "person": msgspec.structs.replace(c.units["person"], people=False)}
        ),
    ],
    ids=["declared public", "no such rule", "no people"],
)
def test_small_part_is_given_where(catalogue, excused):
    assert suppressed(figure(catalogue, MALE, value=Decimal(2)))
    assert suppressed(excused(figure(catalogue, MALE, value=Decimal(2)))) == frozenset()


def test_what_is_held_back_stands_in_no_file(catalogue):
    spoilt = figure(figure(catalogue, MALE, value=Decimal(2), note="共2.71828人"), FEMALE, value=Decimal("3.14159"))
    found = files(spoilt)
    assert [path for path, content in found.items() if b"3.14159" in content or b"2.71828" in content] == []
    row = next(row for row in rows(found["observations.csv"]) if row["key"] == str(MALE))
    told = {name: row[name] for name in ("value", "base_value", "lower", "upper", "held_back", "comparator")}
    assert told == {"value": "", "base_value": "", "lower": "", "upper": "", "held_back": "true", "comparator": "="}
    shown = next(row for row in rows(found["excel.csv"]) if row["编号"] == str(MALE))
    assert (shown["数值"], shown["文字"]) == ("", "不提供（人数少，可能指向个人）")


# ---- the command


def test_command_writes_the_files_in_every_language_of_the_report(data, tmp_path):
    asked = ["--data", str(data.root), "export", str(tmp_path / "out"), "--locales", str(tmp_path)]
    result = CliRunner().invoke(main, asked, env={"LANG": "en"})
    assert result.exit_code == 0, result.output
    assert (tmp_path / "out" / "registers" / "awards.csv").is_file()
    assert "name_en" in rows((tmp_path / "out" / "indicators.csv").read_bytes())[0]


def test_command_refuses_data_with_problems(data, tmp_path):
    data.change("values/workforce.csv", "workforce.total,2023-12-31,male,173", "workforce.total,2023-12-31,male,nan")
    result = CliRunner().invoke(main, ["--data", str(data.root), "export", str(tmp_path / "out")])
    assert result.exit_code == 1
    assert not (tmp_path / "out").exists()


def write(folder, found):
    for path, content in found.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
