"""What an author asks for is found, or refused with the nearest name."""

from __future__ import annotations

import pytest

from csrdirectives.lookup import Ask, NotFound, find, previous, read_ask, records, register_of, select
from csrdirectives.model import Key
from csrdirectives.period import Period
from csrdirectives.problems import Problem, Where


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("aid.purchase.total", "aid.purchase.total@2023"),
        ("aid.purchase.total@2022", "aid.purchase.total@2022"),
        ("aid.purchase.total@2022年", "aid.purchase.total@2022"),
        ("aid.purchase.total@2022-01/2022-12", "aid.purchase.total@2022"),
        ("workforce.total", "workforce.total@2023-12-31"),  # an instant at the end of the year
        ("workforce.total#female", "workforce.total@2023-12-31#female"),
        ("workforce.total@2022-12-31#male", "workforce.total@2022-12-31#male"),
        ("aid.visits", "aid.visits@2019/2023"),  # ends with the year
        ("workforce.outsourced", "workforce.outsourced@2023"),  # there is none, and that is an answer
    ],
)
def test_key_names_one_observation(catalogue, text, key):
    assert str(find(catalogue, text).key) == key


def test_another_period_may_be_the_one_looked_at(catalogue):
    assert str(find(catalogue, "workforce.total", Period.parse("2022")).key) == "workforce.total@2022-12-31"


@pytest.mark.parametrize(
    ("rows", "period"),
    [
        (["2023-01/2023-05", "2023"], "2023"),
        (["2023-12-31", "2023-06-30"], "2023-12-31"),
        (["2023-01/2023-05"], "2023-01/2023-05"),
        (["2023-06-30", "2022-12-31"], "2023-06-30"),
        (["2023-05", "2023-12-31"], "2023-12-31"),
        (["2023-01/2023-05", "2023-06/2023-12"], None),
        (["2023-06-30", "2023-09-30"], None),
    ],
)
def test_of_several_figures_of_a_year_the_whole_or_the_last_is_meant(data, rows, period):
    data.write("indicators/a.toml", '["a.b"]\nname = "甲"\ndefinition = "甲"\nunit = "hour"\n')
    data.write("values/a.csv", "indicator,period,value\n" + "".join(f"a.b,{each},1\n" for each in rows))
    found, problems = data.load()
    assert problems == []
    if period:
        assert find(found, "a.b").key.period == period
    else:
        with pytest.raises(NotFound, match="ambiguous-period") as refused:
            find(found, "a.b")
        assert refused.value.details["periods"] == ", ".join(rows)


REFUSED = [
    ("workforce.totl", "没有名为“workforce.totl”的指标；是否应为“workforce.total”？"),
    ("在岗员工总数", "没有名为“在岗员工总数”的指标；是否应为“workforce.total”？"),
    ("workforce.total#femal", "指标“workforce.total”没有分项“femal”；是否应为“female”？"),
    ("workforce.total@2021-12-31", "“workforce.total”没有 2021-12-31 的数值；有：2022-12-31, 2023-12-31"),
    ("workforce.total@2023", "“workforce.total”没有 2023 的数值；有：2022-12-31, 2023-12-31"),
    ("workforce.total@soon", "“workforce.total@soon”里的期间“soon”看不懂；应为 2023、2023-12-31 或 2023-01/2023-05"),
    ("workforce total", "“workforce total”不是数据的写法；应为 指标[@期间][#分项]"),
    ("workforce.total#female@2023", "“workforce.total#female@2023”不是数据的写法；应为 指标[@期间][#分项]"),
    ("", "“”不是数据的写法；应为 指标[@期间][#分项]"),
]


@pytest.mark.parametrize(("text", "words"), REFUSED, ids=[text for text, _ in REFUSED])
def test_what_is_not_there_is_refused_in_words(catalogue, text, words):
    with pytest.raises(NotFound) as refused:
        find(catalogue, text)
    assert Problem(refused.value.code, Where(""), refused.value.details).text("zh") == words


def test_breakdown_without_a_total_asks_for_the_part(data):
    rows = [line for line in data.read("values/workforce.csv").splitlines() if "人事年报," not in line or "#" in line]
    data.write(
        "values/workforce.csv",
        "\n".join([*rows, "workforce.total,2023-12-31,female,1,,,,", "workforce.dispatched,2023,,1,,,,"]),
    )
    found, _ = data.load()
    with pytest.raises(NotFound, match="no-observation") as refused:
        find(found, "workforce.total")
    assert refused.value.details["parts"] == "female"
    with pytest.raises(NotFound, match="no-figure"):
        find(found, "workforce.total#male")


@pytest.mark.parametrize(
    ("pattern", "ids"),
    [
        ("report.issue", ["report.issue"]),
        ("aid.*", ["aid.purchase.north", "aid.purchase.south", "aid.purchase.total", "aid.visits"]),
        ("*.total", ["aid.purchase.total", "workforce.total"]),
        ("*.north", ["aid.purchase.north"]),
    ],
)
def test_pattern_selects_in_the_order_of_the_files(catalogue, pattern, ids):
    assert [indicator.id for indicator in select(catalogue, pattern)] == ids


def test_star_selects_every_indicator(catalogue):
    assert list(select(catalogue, "*")) == list(catalogue.indicators.values())


@pytest.mark.parametrize(
    ("pattern", "code", "near"),
    [("workfroce.*", "pattern-empty", "workforce"), ("aid.visit", "unknown-indicator", "aid.visits")],
)
def test_pattern_of_nothing_is_refused_with_the_nearest(catalogue, pattern, code, near):
    with pytest.raises(NotFound, match=code) as refused:
        list(select(catalogue, pattern))
    assert refused.value.details["near"] == near


@pytest.mark.parametrize(
    ("text", "ask"),
    [
        ("workforce.total", Ask("workforce.total", {})),
        (" awards ;level:national ; kind: ", Ask("awards", {"level": "national", "kind": ""})),
        ("a; one: # drill: the first; other: # drills", Ask("a", {"one": "# drill: the first", "other": "# drills"})),
    ],
)
def test_ask_is_a_subject_and_pairs(text, ask):
    assert read_ask(text) == ask


@pytest.mark.parametrize("text", ["a; b", "a;", "a; : c"])
def test_pair_without_a_name_is_refused(text):
    with pytest.raises(NotFound, match="ask-pair"):
        read_ask(text)


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        ({}, ["劳动模范", "青年文明号", "安全生产先进集体", "优质服务窗口", "文明单位"]),
        ({"level": "district"}, ["青年文明号", "优质服务窗口"]),
        ({"level": "district", "date": "2023"}, ["青年文明号"]),
        ({"date": "2023-03/2023-05"}, ["劳动模范", "青年文明号"]),
        ({"date": "2022"}, ["优质服务窗口"]),
        ({"date": "undated"}, ["文明单位"]),
        ({"kind": "individual", "date": "2022"}, []),
    ],
)
def test_filters_choose_records(catalogue, filters, titles):
    assert [r.cells["title"] for r in records(register_of(catalogue, "awards"), filters)] == titles


@pytest.mark.parametrize(
    ("filters", "code", "near"),
    [
        ({"levl": "national"}, "unknown-column", "level"),
        ({"level": "nationl"}, "unknown-word", "national"),
        ({"date": "last year"}, "key-period", None),
        ({"recipient": "王一"}, "column-not-closed", None),
    ],
)
def test_filter_that_can_choose_nothing_is_refused(catalogue, filters, code, near):
    with pytest.raises(NotFound, match=code) as refused:
        records(register_of(catalogue, "awards"), filters)
    assert refused.value.details.get("near") == near


def test_unknown_register_is_refused_with_the_nearest(catalogue):
    with pytest.raises(NotFound, match="unknown-register") as refused:
        register_of(catalogue, "award")
    assert refused.value.details["near"] == "awards"


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("aid.purchase.total@2023", "aid.purchase.total@2022"),
        ("workforce.total@2023-12-31#female", "workforce.total@2022-12-31#female"),
        ("aid.purchase.total@2022", None),
    ],
)
def test_figure_of_the_year_before_is_the_same_indicator_and_part(catalogue, text, before):
    found = previous(catalogue, find(catalogue, text))
    assert (found and str(found.key)) == before


def test_findings_are_bound_to_their_figures(catalogue):
    female, visits = Key("workforce.total", "2023-12-31", "female"), Key("aid.visits", "2019/2023")
    assert [f.id for f in catalogue.doubts(female)] == ["A1"]
    assert [f.id for f in catalogue.remarks[visits]] == ["A2"]
    assert catalogue.doubts(visits) == ()  # a remark carries no mark
