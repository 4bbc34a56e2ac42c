"""Figures that follow from others: exactly, with their doubts, and with a problem at the formula where they cannot."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest

from csrdirectives.model import Key

WORKFORCE, PEOPLE, AID = "indicators/workforce.toml", "values/workforce.csv", "values/community.csv"
SHARE = Key("workforce.dispatched.share", "2023-12-31")
TOTAL = Key("aid.purchase.total", "2023")
FORMULA = 'formula = "workforce.dispatched / workforce.total"'


def test_sum_has_the_digits_of_its_operands(catalogue):
    total = catalogue.observations[TOTAL]
    assert (str(total.value), total.status, total.comparator.word) == ("40.75", "derived", "")
    assert total.source == "aid.purchase.north + aid.purchase.south"


def test_sum_keeps_the_zeros_of_its_operands(data):
    data.change(AID, "aid.purchase.south,2023,,17.15", "aid.purchase.south,2023,,16.40")
    assert str(data.load()[0].observations[TOTAL].value) == "40.00"


def test_derived_figure_stands_at_the_line_of_its_formula(catalogue):
    assert str(catalogue.observations[SHARE].where) == "data/indicators/workforce.toml:15"


def test_share_is_in_its_own_unit_and_has_as_many_decimals_as_asked(catalogue):
    periods = ("2022-12-31", "2023-12-31")
    assert [str(catalogue.observations[SHARE._replace(period=p)].value) for p in periods] == ["10.0", "9.3"]


@pytest.mark.parametrize(
    ("dispatched", "total", "decimals", "share"),
    [
        ("1", "8", "1", "12.5"),
        ("1", "8", "0", "13"),  # half up
        ("3", "8", "0", "38"),
        ("1", "3", "3", "33.333"),
        ("0", "8", "1", "0.0"),
        ("8", "8", "2", "100.00"),
    ],
)
def test_rounding_is_half_up(data, dispatched, total, decimals, share):
    data.change(WORKFORCE, "decimals = 1", f"decimals = {decimals}")
    data.change(PEOPLE, "workforce.dispatched,2023-12-31,,27,", f"workforce.dispatched,2023-12-31,,{dispatched},")
    data.change(PEOPLE, "workforce.total,2023-12-31,,291,", f"workforce.total,2023-12-31,,{total},")
    found, problems = data.load()
    assert problems == []
    assert str(found.observations[SHARE].value) == share


def test_negative_results_are_rounded_half_up_too(data):
    data.change(WORKFORCE, FORMULA, 'formula = "(workforce.dispatched - workforce.total) / 200"')
    data.change(WORKFORCE, "decimals = 1", "decimals = 0")
    found, _ = data.load()
    assert str(found.observations[SHARE].value) == "-132"
    assert str(found.observations[SHARE._replace(period="2022-12-31")].value) == "-135"


def test_reported_figure_stays_as_reported(data):
    data.add(AID, "aid.purchase.total,2023,,40.8,,,工会台账,")
    found, problems = data.load()
    assert problems == []
    assert (str(found.observations[TOTAL].value), found.observations[TOTAL].status) == ("40.8", "reported")
    assert found.observations[TOTAL._replace(period="2022")].status == "derived"


def test_bounded_operand_makes_an_approximate_figure(data):
    data.change(AID, "aid.purchase.south,2023,,17.15,,", "aid.purchase.south,2023,,17.15,超,")
    found, _ = data.load()
    assert found.observations[TOTAL].comparator.word == "约"


def test_absent_operand_makes_an_absent_figure_with_its_reason(data):
    data.change(
        AID, "aid.purchase.south,2023,,17.15,,,工会台账,", "aid.purchase.south,2023,,,,not-collected,,当年没有统计"
    )
    found, problems = data.load()
    assert problems == []
    total = found.observations[TOTAL]
    assert (total.value, total.status, total.note) == (None, "not-collected", "当年没有统计")


def test_formula_of_formulas_is_computed_in_order(data):
    data.write(
        "indicators/a.toml",
        '["a.double"]\nname = "甲"\ndefinition = "甲"\nunit = "cny-10k"\nformula = "aid.purchase.total × 2"\n',
    )
    found, problems = data.load()
    assert problems == []
    assert str(found.observations[Key("a.double", "2023")].value) == "81.5"


FAULTS = {
    "missing operand": (
        PEOPLE,
        "workforce.total,2023-12-31,,291,,,人事年报,\n",
        "",
        "算“workforce.dispatched.share”缺少“workforce.total”在 2023-12-31 的数值；确实没有的，请写一行并注明状态和原因",
        "“workforce.dispatched.share” lacks its operand “workforce.total” for 2023-12-31",
    ),
    "division by zero": (
        PEOPLE,
        "workforce.total,2023-12-31,,291,",
        "workforce.total,2023-12-31,,0,",
        "算“workforce.dispatched.share”时 2023-12-31 的除数是零；请核对除数，或改算法",
        "the formula of “workforce.dispatched.share” divides by zero for 2023-12-31",
    ),
    "endless digits": (
        WORKFORCE,
        "decimals = 1\n",
        "",
        "“workforce.dispatched.share”在 2023-12-31 除不尽；请用 decimals 写明保留几位小数",
        "“workforce.dispatched.share” does not come out even for 2023-12-31; say with decimals how many digits to keep",
    ),
    "unknown operand": (
        WORKFORCE,
        FORMULA,
        'formula = "workforce.dispatched / workforce.totl"',
        "算法用到不存在的指标“workforce.totl”；是否应为“workforce.total”？",
        "names “workforce.totl”, which does not exist; did you mean “workforce.total”?",
    ),
    "an operand in words": (
        WORKFORCE,
        FORMULA,
        'formula = "派遣制员工 / workforce.total"',
        "“派遣制员工”；是否应为“workforce.dispatched”？",
        "did you mean “workforce.dispatched”?",
    ),
    "no arithmetic": (
        WORKFORCE,
        FORMULA,
        "formula = \"__import__('os').getcwd()\"",
        "从“('os').getcwd()”起看不懂；只能用指标的编号、+ - * /、括号和整数",
        "cannot be read from “('os').getcwd()” on",
    ),
    "a part": (
        WORKFORCE,
        FORMULA,
        'formula = "workforce.total#female / workforce.total"',
        "从“#female / workforce.total”起看不懂",
        "cannot be read from “#female / workforce.total” on",
    ),
    "too long": (
        WORKFORCE,
        FORMULA,
        f'formula = "{"workforce.total + " * 6000}1"',
        "有 108001 个字符，超过了 1000 个",
        "has 108001 characters, more than 1000",
    ),
    "no operand": (WORKFORCE, FORMULA, 'formula = "27 / 291"', "算法里没有指标", "names no indicator"),
    "itself": (
        WORKFORCE,
        FORMULA,
        'formula = "workforce.dispatched.share / workforce.total"',
        "绕成一圈，谁也算不出来：workforce.dispatched.share → workforce.dispatched.share；请改其中一个",
        "run in a circle: workforce.dispatched.share → workforce.dispatched.share; change one of them",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_cannot_be_computed_is_told_once_at_the_formula(data, name):
    file, old, new, zh, en = FAULTS[name]
    data.change(file, old, new)
    found, problems = data.load()
    assert [str(p.where) for p in problems] == ["data/indicators/workforce.toml:15"]
    assert zh in problems[0].text("zh")
    assert en in problems[0].text("en")
    assert SHARE not in found.observations
    assert TOTAL in found.observations


def test_circle_is_told_once_and_what_only_hangs_on_it_is_not(data):
    table = '["{}"]\nname = "甲"\ndefinition = "甲"\nunit = "person"\nformula = "{}"\n'
    formulas = {"a.one": "a.two + 1", "a.two": "a.three", "a.three": "a.one", "a.four": "a.one + workforce.total"}
    data.write("indicators/a.toml", "".join(table.format(*pair) for pair in formulas.items()))
    found, problems = data.load()
    assert [p.code for p in problems] == ["formula-cycle"]
    assert problems[0].where.path == "data/indicators/a.toml"
    told = problems[0].details["name"].split(" → ")
    assert told[0] == told[-1]
    assert all(formulas[here].split(" ")[0] == there for here, there in pairwise(told))
    assert TOTAL in found.observations


def test_two_circles_are_both_told(data):
    table = '["{}"]\nname = "甲"\ndefinition = "甲"\nunit = "person"\nformula = "{}"\n'
    formulas = {"a.one": "a.two", "a.two": "a.one", "b.one": "b.two", "b.two": "b.one"}
    data.write("indicators/a.toml", "".join(table.format(*pair) for pair in formulas.items()))
    _, problems = data.load()
    assert [p.code for p in problems] == ["formula-cycle", "formula-cycle"]


@pytest.mark.parametrize(("first", "sign"), [("9" * 40, "*"), ("0." + "0" * 38 + "1", "*")])
def test_figures_cannot_grow_beyond_what_can_be_read(data, first, sign):
    """Each of these has twice the digits of the one before: thirty of them would fill the memory."""
    table = '["{}"]\nname = "甲"\ndefinition = "甲"\nunit = "hour"\n'
    tables = [table.format("a.n0")]
    tables += [table.format(f"a.n{n}") + f'formula = "a.n{n - 1} {sign} a.n{n - 1}"\n' for n in range(1, 30)]
    data.write("indicators/a.toml", "".join(tables))
    data.write("values/a.csv", f"indicator,period,value\na.n0,2023,{first}\n")
    found, problems = data.load()
    assert len(problems) == 1
    assert problems[0].details["name"] == "a.n1"
    assert all(len(f"{o.value:f}") < 100 for o in found.observations.values() if isinstance(o.value, Decimal))
