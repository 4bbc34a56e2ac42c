"""What the first page and the page of corrections say: changes in words, doubts counted, restatements listed."""

from __future__ import annotations

import re

import pytest

CARDS = ":::{{csr:cards}}\n:change:\n\n{}\n:::\n"
RESTATED = (
    "indicator,period,part,old,new,reason,date,by\n"
    "workforce.total,2022-12-31,,299,300,补计一人,2024-05-01,综合部\n"
    "workforce.total,2023-12-31,female,117,118,更正 <b>,2024-06-01,综合部\n"
)


def texts(built, name="index.html"):
    body = re.search(r"<body>(.*)</body>", built.text(name), re.DOTALL)[1]
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"<[^>]+>", "", body))


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("workforce.total", "比上年下降3.0%"),
        ("training.hours_avg", "与上年持平"),
        ("aid.purchase.south", "比上年下降14%"),
        ("service.complaints", "比上年下降100.0%"),
        ("contests.entered", "不可比（缺少数值）"),
    ],
)
def test_card_says_what_became_of_its_figure(build_all, key, expected):
    assert expected in texts(build_all({"index.md": "# 报告\n\n" + CARDS.format(key)}, "html"))


def test_good_and_bad_are_told_apart_from_up_and_down(build_all):
    page = build_all({"index.md": "# 报告\n\n" + CARDS.format("service.complaints\nworkforce.total")}, "html").text(
        "index.html"
    )
    assert '<p class="csr-card-change csr-better">比上年下降100.0%</p>' in page
    assert '<p class="csr-card-change">比上年下降3.0%</p>' in page


def test_card_without_a_year_before_says_so_among_others_that_have_one(build_all):
    page = texts(build_all({"index.md": "# 报告\n\n" + CARDS.format("report.issue\nworkforce.total")}, "html"))
    assert "上年数值未列出" in page
    assert "以上数值没有列出上年数" not in page


def test_where_no_card_has_a_year_before_it_is_said_once(build_all):
    page = texts(build_all({"index.md": "# 报告\n\n" + CARDS.format("report.issue\nreport.first_year")}, "html"))
    assert page.count("上年") == 1
    assert "以上数值没有列出上年数，不作比较。" in page


def test_figure_of_the_year_before_that_comes_is_compared(build, tmp_path):
    build({"index.md": "# 报告\n\n" + CARDS.format("report.issue\nworkforce.total")}, "html")
    path = tmp_path / "data" / "values" / "workforce.csv"
    path.write_text(
        path.read_text("utf-8").replace("workforce.total,2022-12-31,,300", "workforce.total,2022-12-31,,291"), "utf-8"
    )
    assert "与上年持平" in texts(build({}, "html", warned=True))


def test_doubts_are_counted_in_a_sentence(build_all):
    page = texts(build_all({"index.md": "# 报告\n\n:::{csr:findings}\n:style: sum\n:::\n"}, "html"))
    assert re.search(r"本报告列出2条数据说明，其中[12]条所说的数值在报告中标有※。", page)


def test_doubts_of_a_kind_are_counted_alone(build_all):
    page = texts(build_all({"index.md": "# 报告\n\n:::{csr:findings}\n:style: sum\n:kind: scope\n:::\n"}, "html"))
    assert "本报告列出1条数据说明" in page


def test_corrections_are_listed_with_old_and_new_and_the_latest_first(build, tmp_path):
    pages = {"index.md": "# 报告\n\n:::{csr:corrections}\n:caption: 改动\n:::\n"}
    assert "本报告的数值发布以来没有改动过。" in texts(build(pages, "html"))
    (tmp_path / "data" / "restated.csv").write_text(RESTATED, "utf-8")
    built = build({}, "html", warned=True)
    page = texts(built)
    assert page.index("2024-06-01") < page.index("2024-05-01")
    assert [word for word in ("299人", "300人", "补计一人", "更正 &lt;b&gt;") if word not in page] == []
    assert "本报告的数值发布以来没有改动过。" not in page
