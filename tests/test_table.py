"""Figures and records in rows and columns."""

from __future__ import annotations

import pytest

from csrdirectives.format import Formatter
from csrdirectives.lookup import find, select
from csrdirectives.period import Period
from csrdirectives.table import COLUMNS, by_date, columns_for, observations_of, ordered, register_rows
from csrdirectives.words import WORDS

CELLS = {
    "name": ("在岗员工总数 · 女员工", "消费帮扶金额合计", "外包人员"),
    "part": ("女员工", "", ""),
    "period": ("2023年12月31日", "2023年", "2023年"),
    "value": ("118人", "40.75万元", "未披露"),
    "number": ("118", "40.75", "未披露"),
    "unit": ("人", "万元", "人"),
    "status": ("已报告", "推算数", "未披露"),
    "source": ("人事年报", "aid.purchase.north + aid.purchase.south", ""),
    "note": ("", "", "原报告未列外包人数"),
    "definition": (
        "报告期末在岗的员工，含派遣制员工。",
        "报告期内购买各地农产品的金额之和。",
        "在本单位工作而不由本单位雇用的人员。",
    ),
    "department": ("人力资源部", "工会", "人力资源部"),
}
KEYS = ("workforce.total#female", "aid.purchase.total", "workforce.outsourced")


@pytest.mark.parametrize("column", CELLS)
def test_column_shows_its_side_of_a_figure(catalogue, column):
    formatter = Formatter("zh_CN", catalogue)
    cells = [COLUMNS[column].cell(find(catalogue, key), catalogue, formatter) for key in KEYS]
    assert tuple(cell.text for cell in cells) == CELLS[column]
    shows_figure = column in {"value", "number"}
    assert all((cell.figure is not None) == shows_figure == COLUMNS[column].numeric for cell in cells)
    assert all((cell.indicator is not None) == (column == "name") for cell in cells)


def test_column_of_standards_names_scheme_and_code(catalogue):
    cell = COLUMNS["standards"].cell(find(catalogue, "workforce.total"), catalogue, Formatter("en", catalogue))
    assert [word for word in ("1.2", "2-7") if word not in cell.text] == []


def test_every_column_is_tried_and_headed_in_both_languages():
    assert set(COLUMNS) == {*CELLS, "standards"}
    assert all(all(WORDS[column]) for column in COLUMNS)


@pytest.mark.parametrize(
    ("names", "keys", "shown"),
    [
        (["name"], ["workforce.total#female", "workforce.total#male"], ["女员工", "男员工"]),
        (["name"], ["workforce.total", "workforce.total#male"], ["在岗员工总数", "在岗员工总数 · 男员工"]),
        (["name", "part"], ["workforce.total#female", "workforce.dispatched"], ["在岗员工总数", "派遣制员工"]),
    ],
)
def test_no_words_are_said_twice_in_a_row(catalogue, names, keys, shown):
    observations = [find(catalogue, key) for key in keys]
    column = columns_for(names, observations)["name"]
    assert [column.cell(o, catalogue, Formatter("zh_CN", catalogue)).text for o in observations] == shown


@pytest.mark.parametrize(
    ("pattern", "within", "keys"),
    [
        ("workforce.total", None, ["workforce.total@2023-12-31"]),
        ("workforce.total", "2022", ["workforce.total@2022-12-31"]),
        ("workforce.total", "2021", []),
        ("aid.purchase.*", "2022", [f"aid.purchase.{place}@2022" for place in ("north", "south", "total")]),
    ],
)
def test_indicator_shows_its_figure_of_the_period(catalogue, pattern, within, keys):
    period = Period.parse(within) if within else None
    found = [o for i in select(catalogue, pattern) for o in observations_of(catalogue, i, period)]
    assert [str(o.key) for o in found] == keys


def test_indicator_without_totals_shows_its_parts(data):
    data.write("values/workforce.csv", "".join(
        line for line in data.read("values/workforce.csv").splitlines(keepends=True)
        if not line.startswith("workforce.total,") or "male" in line
    ))  # fmt: skip
    found, _ = data.load()
    shown = observations_of(found, found.indicators["workforce.total"])
    assert [o.key.part for o in shown] == ["female", "male"]


@pytest.mark.parametrize(
    ("by", "ids"),
    [
        (
            "value",
            ["service.complaints", "contests.entered", "workforce.total", "aid.purchase.total", "workforce.outsourced"],
        ),
        (
            "-value",
            ["aid.purchase.total", "workforce.total", "contests.entered", "service.complaints", "workforce.outsourced"],
        ),
        (
            "name",
            ["contests.entered", "workforce.total", "workforce.outsourced", "service.complaints", "aid.purchase.total"],
        ),
    ],
)
def test_rows_are_sorted_by_what_is_measured_absences_last(catalogue, by, ids):
    keys = ["aid.purchase.total", "workforce.outsourced", "service.complaints", "workforce.total", "contests.entered"]
    found = ordered([find(catalogue, key) for key in keys], by, catalogue)
    assert [o.key.indicator for o in found] == ids


def test_records_are_written_with_the_words_of_their_lists(catalogue):
    register = catalogue.registers["awards"]
    rows = register_rows(register, register.records, ["date", "level", "title"], Formatter("zh_CN", catalogue))
    assert rows[0] == ["2023年5月1日", "市级", "劳动模范"]
    assert rows[-1] == ["未注明日期", "市级", "文明单位"]


@pytest.mark.parametrize(
    ("latest_first", "dates"),
    [
        (False, ["2022-11-08", "2023-03", "2023-05-01", "2023", None]),
        (True, ["2023", "2023-05-01", "2023-03", "2022-11-08", None]),
    ],
)
def test_records_stand_by_date_the_undated_last(catalogue, latest_first, dates):
    found = by_date(catalogue.registers["awards"].records, latest_first=latest_first)
    assert [record.date and record.date.text for record in found] == dates


def test_records_of_one_day_stay_as_listed(data):
    data.write("registers/visits.csv", "date,title,place\n2023-01-01,乙,一\n2023-01-01,甲,二\n")
    found, _ = data.load()
    for latest_first in (False, True):
        listed = by_date(found.registers["visits"].records, latest_first=latest_first)
        assert [record.cells["title"] for record in listed] == ["乙", "甲"]
