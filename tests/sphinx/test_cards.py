"""The facts for the cards of figures: written beside the pages, always those of the last build, and plain data."""

from __future__ import annotations

import json
import shutil

import pytest

PAGES = {
    "index.md": "# 报告\n\n:::{toctree}\nplain\nappendix/all\n:::\n\n共{csr:value}`workforce.total`。\n",
    "plain.md": "# 正文\n\n没有数。\n",
    "appendix/all.md": "# 指标\n\n:::{csr:catalogue}\n:::\n",
}


def made(build, pages=PAGES, builder="html", **settings):
    return build(pages, builder, html_theme="csr", **settings)


def topic(built, name):
    text = built.text(f"data/cards/{name}.js")
    assert text.startswith("csrCards({")
    return json.loads(text.removeprefix("csrCards(").rstrip().removesuffix(")"))


@pytest.mark.parametrize(
    ("key", "facts"),
    [
        ("workforce.total@2023-12-31", ["291人", "2023年12月31日", "已报告", "来源：人事年报"]),
        (
            "workforce.total@2023-12-31#male",
            ["173人", "男员工 · 2023年12月31日", "已报告", "来源：人事年报", "※ 存疑：男女员工之和"],
        ),
        ("training.participations@2023", ["约1,200人次", "2023年", "约数；已报告", "来源：培训台账"]),
        ("contests.entered@2023", ["20多次", "2023年", "实际多于此数；暂定数", "来源：工会台账"]),
        ("contests.entered@2022", ["未统计", "2022年", "当年没有统计"]),
        (
            "workforce.dispatched.share@2023-12-31",
            ["9.3%", "2023年12月31日", "推算数", "算法：派遣制员工 ÷ 在岗员工总数"],
        ),
        (
            "aid.visits@2019/2023",
            ["不少于1,250次", "2019年至2023年", "实际不少于此数；已报告", "来源：工会台账", "走访次数的起点"],
        ),
    ],
)  # fmt: skip
def test_card_tells_value_period_firmness_source_and_doubt(build_all, key, facts):
    indicator, _, which = key.partition("@")
    built = made(build_all)
    assert topic(built, indicator.partition(".")[0])["facts"][indicator][3][which] == facts


def test_card_tells_name_what_is_counted_and_unit(build_all):
    found = topic(made(build_all), "workforce")
    assert found["facts"]["workforce.total"][:3] == ["在岗员工总数", "报告期末在岗的员工，含派遣制员工。", "单位：人"]
    assert found["more"] == "定义和全部数值"


def test_card_is_in_the_language_of_the_page(build_all):
    found = topic(made(build_all, language="en"), "workforce")
    assert found["more"] == "Definition and all figures"
    assert found["facts"]["workforce.total"][3]["2023-12-31"][:3] == ["291 persons", "31 December 2023", "reported"]


def test_long_definition_is_cut_after_its_first_sentence(data, build):
    data.change("indicators/workforce.toml", "含派遣制员工。", "含派遣制员工。实习生不在其内。")
    facts = topic(made(build), "workforce")["facts"]["workforce.total"]
    assert facts[1] == "报告期末在岗的员工，含派遣制员工。"


def test_no_markup_can_begin_in_the_file_and_no_line_can_end(data, build):
    data.change("indicators/workforce.toml", '"在岗员工总数"', '"在岗</script><script>alert(1)//]]>|`\\u2028\\u2029"')
    built = made(build, warned=True)
    text = built.text("data/cards/workforce.js")
    assert "<" not in text
    assert not {"\u2028", "\u2029"} & set(text)
    assert topic(built, "workforce")["facts"]["workforce.total"][0].startswith("在岗</script><script>alert(1)")


def test_part_that_is_not_given_away_is_not_in_the_file(data, build):
    data.change("values/workforce.csv", "2023-12-31,female,118", "2023-12-31,female,3")
    figures = topic(made(build, warned=True), "workforce")["facts"]["workforce.total"][3]
    assert figures["2023-12-31#female"][0] == ""
    assert figures["2023-12-31"][0] == "291人"


def test_only_pages_that_show_figures_have_the_script(build_all):
    built = made(build_all)
    for page, shown in (("index", True), ("appendix/all", True), ("plain", False), ("search", False)):
        assert ("csr-cards.js" in built.text(f"{page}.html")) is shown, page


@pytest.mark.parametrize(("builder", "theme"), [("html", "basic"), ("singlehtml", "csr"), ("text", "csr")])
def test_where_no_script_shows_cards_none_are_written(build_all, builder, theme):
    built = build_all(PAGES, builder, html_theme=theme)
    assert not (built.out / "data" / "cards").exists()
    assert not any(b"csr-cards.js" in content for name, content in built.files().items() if name.endswith("html"))


# ---- never stale


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("values/workforce.csv", "workforce.dispatched,2023-12-31,,27", "workforce.dispatched,2023-12-31,,28"),
        ("indicators/workforce.toml", 'name = "派遣制员工"', 'name = "派遣员工"'),
        ("findings.toml", 'title = "男女员工之和"', 'title = "男女之和"'),
        ("units.toml", 'other = "{}人"', 'other = "{}位"'),
    ],
)
def test_file_is_that_of_a_clean_build_after_a_change(data, build, file, old, new):
    before = made(build).text("data/cards/workforce.js")
    data.change(file, old, new)
    after = made(build, {}, warned=True).text("data/cards/workforce.js")
    assert after != before
    shutil.rmtree(data.root.parent / "_build")
    assert made(build, {}, warned=True).text("data/cards/workforce.js") == after


def test_file_of_a_topic_that_is_gone_or_was_taken_away(data, build):
    built = made(build)
    folder = built.out / "data" / "cards"
    before = (folder / "aid.js").read_bytes()
    (folder / "aid.js").unlink()
    made(build, {})
    assert (folder / "aid.js").read_bytes() == before
    (folder / "gone.js").write_text("old")
    data.change("values/workforce.csv", "27,,,人事年报", "28,,,人事年报")
    made(build, {})
    assert not (folder / "gone.js").exists()
    assert (built.out / "data" / "figures" / "aid.csv").exists()


def test_nothing_changed_writes_no_file(build, monkeypatch):
    made(build)
    monkeypatch.setattr("csrdirectives.sphinx.cards.card_files", lambda *_: pytest.fail("made again"))
    made(build, {})
