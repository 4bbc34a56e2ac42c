"""What must hold of a catalogue as a whole: each check passes what is sound, and tells what is not in its words."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from csrdirectives.check import CHECKS, check
from csrdirectives.load import load
from csrdirectives.model import Key

WORKFORCE, PEOPLE = "indicators/workforce.toml", "values/workforce.csv"
COMMUNITY, COUNTS = "indicators/community.toml", "values/community.csv"
SHARE = "workforce.dispatched.share,2023-12-31,,{},,,人事年报,"
DISPATCHED = 'definition = "报告期末在岗的派遣制员工。"\nunit = "person"\n'
PARTICIPATIONS = 'definition = "报告期内参加培训的人次。"\nunit = "person-time"\n'
CONTESTS = 'definition = "报告期内参加上级竞赛的次数。"\nunit = "time"\n'
NEW = '["{}"]\nname = "{}"\ndefinition = "试验。"\nunit = "{}"\n'


def told(data, name):
    """What a check finds, as code and words."""
    catalogue, _ = data.load()
    return [(problem.code, problem.text("en")) for problem in CHECKS[name](catalogue)]


@pytest.mark.parametrize("name", [name for name in CHECKS if name != "period-beyond"])
def test_a_sound_catalogue_has_no_problem(data, name):
    assert told(data, name) == []


def test_a_sound_catalogue_has_nothing_open(catalogue):
    verdict = check(catalogue)
    assert verdict.open == []
    assert [(problem.code, finding.id) for problem, finding in verdict.acknowledged] == [("period-beyond", "A2")]


def row(text, name=PEOPLE):
    return lambda data: data.add(name, text)


def field(before, line, name=WORKFORCE):
    return lambda data: data.change(name, before, before + line + "\n")


def cell(old, new, name=PEOPLE):
    return lambda data: data.change(name, old, new)


def said(name, text):
    """What a report says of the disclosures of a standard, one of them its own."""
    titles = ("name", "short", "edition", "note")
    scheme = "".join(f'{title} = {{ zh = "甲", en = "A" }}\n' for title in titles)
    scheme += '[codes]\n"1" = { zh = "甲", en = "A" }\n"2" = { zh = "乙", en = "B" }\n'
    return lambda data: (data.write("standards/own.toml", scheme), data.write(name, text))


def published(value):
    text = f"indicator,period,value\nworkforce.total,2022-12-31,{value}\n"
    return lambda data: data.write("published/2022.csv", text)


def restated(new):
    text = f"indicator,period,old,new,reason,date\nworkforce.total,2022-12-31,286,{new},漏计新员工,2024-01-05\n"
    return lambda data: data.write("restated.csv", text)


def also(*changes):
    return lambda data: [change(data) for change in changes]


CASES = {  # check: (what makes it sound all the same, what spoils it, words of the message)
    "unknown-scheme": (
        cell('"gri:404-1 partial"', '"manual:1.2"', COMMUNITY),
        cell('"gri:404-1 partial"', '"grl:404-1"', COMMUNITY),
        "names an unknown scheme “grl”; did you mean “gri”?",
    ),
    "unknown-disclosure": (
        cell('"gri:404-1 partial"', '"gri:404-2"', COMMUNITY),
        cell('"gri:404-1 partial"', '"gri:404-9"', COMMUNITY),
        "“404-9”, which is not in scheme “gri”",
    ),
    "no-value": (
        cell(
            "workforce.outsourced,2023,,,,undisclosed", "workforce.outsourced,2023-12-31,,,,undisclosed"
        ),  # an absence is an observation
        cell("workforce.outsourced,2023,,,,undisclosed,,原报告未列外包人数\n", ""),
        "“workforce.outsourced” has no value",
    ),
    "unit-form": (
        row('[furlong]\ndimension = "length"\nkind = "measure"\nforms.zh.other = "{}"', "units.toml"),
        cell('"en"]', '"en", "fr"]', "report.toml"),
        "unit “person” has no form in the language fr",
    ),
    "name-twice": (
        also(row(NEW.format("staff.total", "在岗员工总数", "award"), WORKFORCE), row("staff.total,2023,,1,,,,")),
        row(NEW.format("staff.total", "在岗员工总数", "person"), WORKFORCE),
        "“staff.total” and “workforce.total” are both called “在岗员工总数”",
    ),
    "unit-in-name": (
        also(row(NEW.format("staff.times", "参加人次", "person-time"), WORKFORCE), row("staff.times,2023,,1,,,,")),
        row(NEW.format("staff.times", "参加人次", "person"), WORKFORCE),
        "ends with “人次”, but its unit is “persons”",
    ),
    "formula-dimension": (
        field('unit = "copy"\n', 'formula = "report.first_year - report.first_year + 9"', COMMUNITY),
        cell('"workforce.dispatched / workforce.total"', '"training.participations / workforce.total"', WORKFORCE),
        "gives “participations/persons”, but its unit is “%”",
    ),
    "formula-differs": (
        row(SHARE.format("9.3")),
        row(SHARE.format("9.4")),
        "27 ÷ 291 = 9.3 %, but 9.4 % is reported; a divisor of 286, 287, 288 would fit",
    ),
    "formula-rounded": (
        also(
            cell("2023,,23.60", "2023,,23.6", COUNTS),
            cell("2023,,17.15", "2023,,17.2", COUNTS),
            row("aid.purchase.total,2023,,40.8,,,,", COUNTS),
        ),
        also(
            cell("2023,,23.60", "2023,,23.6", COUNTS),
            cell("2023,,17.15", "2023,,17.2", COUNTS),
            row("aid.purchase.total,2023,,40.9,,,,", COUNTS),
        ),
        "23.6 + 17.2 = 40.8 CNY, while 40.9 CNY is reported, which is within rounding",
    ),
    "excess-digits": (
        cell("2023-12-31,,27,,", "2023-12-31,,27,,"),
        cell("2023-12-31,,27,,", "2023-12-31,,20,多,"),
        "has more digits than they bear",
    ),
    "excess-decimals": (
        row(SHARE.format("9.3")),
        row(SHARE.format("9.28")),
        "is reported as 9.28, with more than the 1 decimals of its indicator",
    ),
    "bounded-addend": (
        also(cell("2023,,17.15,,", "2023,,17.15,约,", COUNTS), row("aid.purchase.total,2023,,40.75,约,,,", COUNTS)),
        also(cell("2023,,17.15,,", "2023,,17.15,约,", COUNTS), row("aid.purchase.total,2023,,40.75,,,,", COUNTS)),
        "is exact, but among its addends is ≈17.15",
    ),
    "not-whole": (
        row(NEW.format("staff.half", "半数", "person") + 'formula = "workforce.dispatched * 2 / 2"', WORKFORCE),
        row(NEW.format("staff.half", "半数", "person") + 'formula = "workforce.dispatched / 2"', WORKFORCE),
        "27 ÷ 2 = 13.5 persons, but what is counted is whole",
    ),
    "parts-differ": (
        cell("2023-12-31,female,118,,,人事年报,", "2023-12-31,female,,,confidential,,人数少"),  # no part of a part
        cell("2023-12-31,female,118", "2023-12-31,female,119"),
        "119 + 173 = 292 persons do not agree with the total of 291 persons",
    ),
    "equals-differs": (
        field(DISPATCHED, 'equals = ["workforce.total * 0 + workforce.dispatched"]'),
        field(DISPATCHED, 'equals = ["workforce.total / 10"]'),
        "should equal 291 ÷ 10 = 29 persons, but 27 persons is reported",
    ),
    "at-most-exceeded": (
        field(DISPATCHED, 'at_most = ["workforce.total"]'),
        also(field(DISPATCHED, 'at_most = ["workforce.total"]'), cell("2023-12-31,,27,", "2023-12-31,,292,")),
        "should be at most “workforce.total” = 291 persons, but 292 persons is reported",
    ),
    "at-least-missed": (
        also(
            field(DISPATCHED, 'at_least = ["workforce.total"]'),
            cell("2022-12-31,,30,,", "2022-12-31,,300,,"),
            cell("2023-12-31,,27,,", "2023-12-31,,200,超,"),
        ),
        field(DISPATCHED, 'at_least = ["workforce.total"]'),
        "should be at least “workforce.total” = 300 persons, but 30 persons is reported",
    ),
    "relation-unread": (
        field(DISPATCHED, 'at_most = ["workforce.total"]'),
        field(DISPATCHED, 'at_most = ["workforce.totl"]'),
        "brackets and whole numbers; did you mean “workforce.total”?",
    ),
    "relation-operand": (
        field('unit = "copy"\n', 'at_most = ["report.first_year"]', COMMUNITY),
        field(DISPATCHED, 'at_most = ["aid.visits"]'),
        "“workforce.dispatched@2022-12-31” is to be compared with “aid.visits”, which has no figure of the same period",
    ),
    "out-of-range": (
        also(field("decimals = 1\n", "range = [0, 100]"), row(SHARE.format("100.0"))),
        also(field("decimals = 1\n", "range = [0, 100]"), row(SHARE.format("100.1"))),
        "is reported as 100.1 %, outside 0–100",
    ),
    "counts-differ": (
        also(
            field(CONTESTS, 'counts = "awards; kind: collective"', COMMUNITY),
            cell("contests.entered,2023,,20,多", "contests.entered,2023,,2,", COUNTS),
        ),
        also(
            field(CONTESTS, 'counts = "awards; kind: collective"', COMMUNITY),
            cell("contests.entered,2023,,20,多", "contests.entered,2023,,5,", COUNTS),
        ),
        "is reported as 5 times, but the register “awards; kind: collective” has 2–3 records of that period",
    ),
    "period-kind": (
        field(PARTICIPATIONS, 'period = "duration"', COMMUNITY),
        row("training.participations,2023-12-31,,1200,,,,", COUNTS),
        "“training.participations@2023-12-31” is of a day, but should be of a stretch of time",
    ),
    "period-gap": (
        also(row("report.issue,2022,,8,,,,", COUNTS), row("report.issue,2021,,7,,,,", COUNTS)),
        row("report.issue,2021,,7,,,,", COUNTS),
        "before “report.issue@2023”, 2022 is missing",
    ),
    "year-missing": (
        cell("complaints,2023,,0,,,客服系统,", "complaints,2023,,,,not-collected,客服系统,系统停用", COUNTS),
        cell("service.complaints,2023,,0,,,客服系统,\n", "", COUNTS),
        "after “service.complaints@2022”, 2023 is missing",
    ),
    "period-overlap": (
        also(row("aid.visits,2020,,9,,,,", COUNTS), row("aid.visits,2021,,9,,,,", COUNTS)),  # within 2019/2023
        also(row("report.issue,2022-01/2022-06,,8,,,,", COUNTS), row("report.issue,2022-04/2022-12,,8,,,,", COUNTS)),
        "the period of “report.issue@2022-04/2022-12” overlaps 2022-01/2022-06 in part",
    ),
    "period-partial": (
        also(
            cell("report.issue,2023,,9", "report.issue,2023-01/2023-05,,9", COUNTS),
            row("report.issue,2023-06/2023-12,,9,,,,", COUNTS),
        ),
        also(
            cell("report.issue,2023,,9", "report.issue,2023-01/2023-05,,9", COUNTS),
            row("report.issue,2023-07/2023-12,,9,,,,", COUNTS),
        ),
        "covers only a part of the reporting period 2023; 2023-06 is missing",
    ),
    "period-beyond": (
        row("report.issue,2022,,8,,,,", COUNTS),
        row("report.issue,2024,,10,,,,", COUNTS),
        "the period of “report.issue@2024” reaches beyond the reporting period 2023",
    ),
    "tenfold-change": (
        cell("hours_avg,2023,,3.20,,,培训台账,", "hours_avg,2023,,32.0,,,培训台账,新开脱产班", COUNTS),
        cell("training.hours_avg,2023,,3.20", "training.hours_avg,2023,,32.0", COUNTS),
        "is 32.0 hours, after 3.20 hours a year before: 10 times as much",
    ),
    "same-as-before": (
        cell("aid.purchase.south,2023,,17.15,,,工会台账,", "aid.purchase.south,2023,,20.00,,,工会台账,", COUNTS),  # 20
        also(
            cell("aid.purchase.north,2022,,10.00", "aid.purchase.north,2022,,17.15", COUNTS),
            cell("aid.purchase.north,2023,,23.60", "aid.purchase.north,2023,,17.15", COUNTS),
        ),
        "is 17.15 CNY, as in 2022; was only the year changed?",
    ),
    "parts-swapped": (
        also(
            cell("2023-12-31,female,118,,,人事年报,", "2023-12-31,female,173,,,人事年报,营业厅并入"),
            cell("2023-12-31,male,173", "2023-12-31,male,118"),
        ),
        also(
            cell("2023-12-31,female,118", "2023-12-31,female,173"), cell("2023-12-31,male,173", "2023-12-31,male,118")
        ),
        "are 173, 118 persons, after 120, 180 persons a year before",
    ),
    "record-twice": (
        row("2023-02-10,新春慰问,幼儿园", "registers/visits.csv"),
        row("2023-02-10,新春慰问,敬老院", "registers/visits.csv"),
        "“新春慰问 敬老院”, is the same as that at data/registers/visits.csv:2",
    ),
    "record-outside": (
        cell('name = "获奖与表彰"\n', 'name = "获奖与表彰"\nsince = 2022-01-01\n', "registers.toml"),
        cell('name = "获奖与表彰"\n', 'name = "获奖与表彰"\nsince = 2023-01-01\n', "registers.toml"),
        "this record of the register “awards” is dated 2022-11-08, outside 2023-01-01/2023-12-31",
    ),
    "doubled-approximation": (
        cell("1200,约,,培训台账,", "1200,约,,培训台账,原报告作“约1200人次”，多为新员工", COUNTS),
        cell("1200,约,,培训台账,", "1200,约,,培训台账,原报告作“约1200多”", COUNTS),
        "quotes “约1200多”, bounded twice",
    ),
    "self-approved": (
        also(cell("source,note\n", "source,note,owner,approver\n"), cell("不含实习生", "不含实习生,王一,李二")),
        also(cell("source,note\n", "source,note,owner,approver\n"), cell("不含实习生", "不含实习生,王一,王一")),
        "was filled in and approved by “王一”",
    ),
    "not-restated": (
        also(
            published("286"),
            restated("300"),
        ),
        published("286"),
        "was published as 286 (data/published/2022.csv:2) and is 300 by now",
    ),
    "restatement-stale": (
        restated("300"),
        restated("290"),
        "“workforce.total@2022-12-31” became 290, but it is 300 by now",
    ),
    "standards-gap": (
        said("disclosures/own.toml", '"1" = { omitted = "unavailable" }\n"2" = { text = "见正文。" }\n'),
        said("disclosures/own.toml", '"1" = { omitted = "unavailable" }\n'),
        "scheme “own” has 1 disclosures neither answered nor explained: 2",
    ),
    "omission-idle": (
        said("disclosures/gri.toml", '"404-1" = { omitted = "unavailable", text = "没有按员工人数平均。" }\n'),
        said("disclosures/gri.toml", '"2-7" = { omitted = "unavailable" }\n'),
        "“2-7” is said to be omitted, though the indicator “workforce.total” answers it exactly",
    ),
    "finding-open": (
        row('[B1]\nkind = "claim"\ntitle = "t"\ntext = "没有数据的疑问。"', "findings.toml"),
        cell('unseen = "统计日期不在数据里。"\n', "", "findings.toml"),
        "“A1” (男女员工之和) does not say which check finds it",
    ),
    "unknown-check": (
        cell('checks = ["period-beyond"]', 'checks = ["period-beyond", "period-gap"]', "findings.toml"),
        cell('checks = ["period-beyond"]', 'checks = ["period-beyon"]', "findings.toml"),
        "names the check “period-beyon”, which does not exist; did you mean “period-beyond”?",
    ),
    "finding-idle": (
        cell("aid.visits,2019/2023,,1250", "aid.visits,2019/2023,,1260", COUNTS),
        cell('checks = ["period-beyond"]', 'checks = ["period-beyond", "period-gap"]', "findings.toml"),
        "what the finding “A2” (走访次数的起点) acknowledges of “period-gap” is no longer there",
    ),
}


def test_each_check_has_its_case():
    assert set(CASES) == set(CHECKS)


@pytest.mark.parametrize("name", CASES)
def test_what_is_sound_all_the_same_passes(data, name):
    CASES[name][0](data)
    assert [problem.code for problem in data.load()[1]] == []
    assert [words for _, words in told(data, name) if "aid.visits" not in words] == []


@pytest.mark.parametrize("name", CASES)
def test_what_is_unsound_is_told_in_words(data, name):
    _, spoil, words = CASES[name]
    spoil(data)
    found = told(data, name)
    assert {code for code, _ in found} == {name}
    assert any(words in text for _, text in found), found


@pytest.mark.parametrize(("allowed", "told_of"), [("[0, inf]", 0), ("[-inf, 9.5]", 1), ("[9.5, 9.9]", 2)])
def test_range_may_be_open_on_either_side(data, allowed, told_of):
    data.change(WORKFORCE, "decimals = 1\n", f"decimals = 1\nrange = {allowed}\n")
    assert len(told(data, "out-of-range")) == told_of  # of 10.0 and 9.3


def test_overlapping_parts_are_compared_one_by_one(data):
    data.change(WORKFORCE, "parts = {", 'breakdown = "overlapping"\nparts = {')
    data.change(PEOPLE, "2023-12-31,female,118", "2023-12-31,female,292")
    data.change(PEOPLE, "2023-12-31,male,173", "2023-12-31,male,291")
    [(_, words)] = told(data, "parts-differ")
    assert "292 = 292 persons do not agree with the total of 291 persons" in words


def test_nearest_figure_that_would_fit_is_offered_where_operands_are_bounded(data):
    data.change(COUNTS, "2023,,17.15,,", "2023,,17,约,")
    data.add(COUNTS, "aid.purchase.total,2023,,42.00,,,,")
    [(_, words)] = told(data, "formula-differs")
    assert "23.60 + ≈17 = 40.095–41.105 CNY, but 42.00 CNY is reported; 41.11 CNY would fit" in words


# ---- for all figures

SAMPLE, _ = load(Path(__file__).parent / "sample" / "data", "data")
PARTS = (Key("aid.purchase.north", "2023"), Key("aid.purchase.south", "2023"))
TOTAL = Key("aid.purchase.total", "2023")


def with_figures(formula, **figures):
    """The sample with other figures of 2023, and another formula of the total."""
    total = msgspec.structs.replace(SAMPLE.indicators[TOTAL.indicator], formula=formula)
    observations = dict(SAMPLE.observations)
    for key, name in zip((*PARTS, TOTAL), ("north", "south", "total"), strict=True):
        before = observations[key]
        where = before.where._replace(line=1)  # as reported, not as derived
        observations[key] = msgspec.structs.replace(before, value=figures[name], status="reported", where=where)
    indicators = {**SAMPLE.indicators, TOTAL.indicator: total}
    return msgspec.structs.replace(SAMPLE, indicators=indicators, observations=observations)


def written(value, decimals):
    """A fraction rounded half up: of all figures here, each has few digits."""
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


AMOUNTS = st.fractions(min_value=1, max_value=900, max_denominator=400)
DECIMALS = st.integers(0, 3)


@given(north=AMOUNTS, south=AMOUNTS, decimals=st.tuples(DECIMALS, DECIMALS, DECIMALS))
def test_no_sum_of_rounded_figures_is_ever_told(north, south, decimals):
    figures = {"north": written(north, decimals[0]), "south": written(south, decimals[1])}
    found = with_figures(
        "aid.purchase.north + aid.purchase.south", **figures, total=written(north + south, decimals[2])
    )
    assert list(CHECKS["formula-differs"](found)) == []


@given(north=AMOUNTS, south=AMOUNTS, decimals=DECIMALS, off=st.integers(-4, 4))
def test_a_sum_is_told_exactly_if_no_figures_that_round_to_it_add_up(north, south, decimals, off):
    one, other = written(north, decimals), written(south, decimals)
    unit = Decimal(1).scaleb(-decimals)
    catalogue = with_figures(
        "aid.purchase.north + aid.purchase.south", north=one, south=other, total=one + other + off * unit
    )
    apart = abs(off) * Fraction(unit) > 3 * Fraction(unit) / 2  # half a unit of each of three figures
    assert bool(list(CHECKS["formula-differs"](catalogue))) is apart
    assert bool(list(CHECKS["formula-rounded"](catalogue))) is (off != 0 and not apart)
