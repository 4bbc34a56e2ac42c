"""The permanent place of an indicator: all that is known of it, and where it is shown; on a site, how to cite it."""

from __future__ import annotations

import re
from html import unescape

import pytest

from csrdirectives import webpage
from csrdirectives.sphinx import entries

PAGES = {
    "index.md": "# 报告\n\n:::{toctree}\none\ntwo\nappendix/all\nappendix/index\n:::\n",
    "one.md": """# 员工

共{csr:value}`workforce.total`。

(one-first)=
## 规模

女{csr:value}`workforce.total#female`。

### 构成

男{csr:value}`workforce.total#male`。

## 用工

派遣{csr:value}`workforce.dispatched`。
""",
    "two.md": """# 培训

(two-first)=
## 课程

人均{csr:value}`training.hours_avg`，{csr:value}`workforce.dispatched`。
""",
    "appendix/all.md": "# 指标\n\n:::{csr:catalogue}\n:::\n",
    "appendix/index.md": "# 索引\n\n:::{csr:catalogue} workforce.*\n:style: index\n:::\n",
}
RESTATED = (
    "indicator,period,part,old,new,reason,date,by\n"
    "workforce.total,2022-12-31,,286,300,漏计技术人员。,2024-01-05,人力资源部\n"
    "contests.entered,2022,,18,,口径不明,2024-02-01,\n"
)
PUBLISHED = "indicator,period,part,value,comparator\nworkforce.dispatched,2022-12-31,,31,约\n"


def entry(html, indicator):
    """The entry of an indicator in a page, its words by the names of its fields."""
    _, _, after = html.partition(f'<dt id="ind-{indicator}">')
    text = re.split(r'<dt id="ind-', after, maxsplit=1)[0]
    fields = re.findall(
        r"<dt[^>]*>([^<]+)<span class=\"colon\">.*?</dt>\n<dd[^>]*>(.*?)</dd>\n(?=<dt|</dl>)", text, re.DOTALL
    )
    return {name: unescape(re.sub(r"<[^>]+>|\n", "", body)) for name, body in fields}, text


def restated(data, build, builder="html", **settings):
    data.write("restated.csv", RESTATED)
    return build(PAGES, builder, **settings)


@pytest.fixture
def site(data, build):
    return restated(data, build)


def test_places_name_page_and_section_in_reading_order(site):
    html = site.text("appendix/all.html")
    total, text = entry(html, "workforce.total")
    assert total["见于"] == "员工 › 规模、构成"
    assert 'href="../one.html#one-first"' in text
    dispatched, text = entry(html, "workforce.dispatched")
    assert dispatched["见于"] == "员工 › 用工；培训 › 课程"
    assert 'href="../two.html#two-first"' in text
    assert entry(html, "report.issue")[0]["见于"] == "正文没有列出"


def test_entries_and_indexes_are_no_places(build):
    text = build({**PAGES, "one.md": "# 员工\n"}, "html").text("appendix/all.html")
    assert entry(text, "workforce.total")[0]["见于"] == "正文没有列出"


@pytest.mark.parametrize(
    ("page", "old", "new", "shown"),
    [
        ("one.md", "## 用工", "## 派遣", "员工 › 派遣；培训 › 课程"),  # its title changes
        ("two.md", "# 培训", "# 学习", "员工 › 用工；学习 › 课程"),
        ("two.md", "，{csr:value}`workforce.dispatched`", "", "员工 › 用工"),  # the figure goes
        ("one.md", "## 用工\n", "", "员工 › 构成；培训 › 课程"),  # the figure comes into another section
        ("index.md", "one\ntwo\n", "two\none\n", "培训 › 课程；员工 › 用工"),  # the chapters change places
    ],
)
def test_places_follow_what_other_pages_become(build, page, old, new, shown):
    build(PAGES, "html")
    assert old in PAGES[page]
    built = build({page: PAGES[page].replace(old, new)}, "html")
    assert entry(built.text("appendix/all.html"), "workforce.dispatched")[0]["见于"] == shown


def test_restatement_is_told_with_both_values_reason_date_and_who(site):
    html = site.text("appendix/all.html")
    assert (
        entry(html, "workforce.total")[0]["改动"]
        == "2022年12月31日：原为286人，现为300人。漏计技术人员（2024-01-05，人力资源部）"
    )
    assert entry(html, "contests.entered")[0]["改动"] == "2022年：原为18次，现为没有数值。口径不明（2024-02-01）"


def test_what_an_edition_published_otherwise_is_told(data, build):
    data.write("published/2022.csv", PUBLISHED)
    built = build(PAGES, "html", warned=True)  # since no restatement says why
    assert entry(built.text("appendix/all.html"), "workforce.dispatched")[0]["以前发布"] == (
        "2022年12月31日：约31人（第2022版）"
    )


def test_restatement_that_comes_is_shown(data, build):
    before = build(PAGES, "html").text("appendix/all.html")
    data.write("restated.csv", RESTATED)
    assert "漏计技术人员" not in before
    assert "漏计技术人员" in build({}, "html").text("appendix/all.html")


def test_reason_of_a_restatement_is_translated(data, build, tmp_path):
    data.write("restated.csv", RESTATED)
    folder = tmp_path / "locales" / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "indicators.po").write_text('msgid "漏计技术人员。"\nmsgstr "Technicians were left out."\n', "utf-8")
    built = build(PAGES, "html", warned=True, language="en", locale_dirs=[str(tmp_path / "locales")])
    told = entry(built.text("appendix/all.html"), "workforce.total")[0]["Restated"]
    assert "was 286 persons, is now 300 persons. Technicians were left out (2024-01-05" in told


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("since = 2022-01-01", "自2022年1月1日起用这一口径"),
        ('breakdown = "overlapping"', "各分项有重合，不能相加"),
        ('rounding = "down"', "尾数舍去"),
    ],
)
def test_boundary_tells_what_else_the_figures_cover(data, build, field, told):
    data.change("indicators/workforce.toml", "parts = {", f"{field}\nparts = {{")
    assert told in entry(build(PAGES, "html", warned=True).text("appendix/all.html"), "workforce.total")[0]["口径"]


def test_register_whose_records_are_counted_is_named(data, build):
    data.change("indicators/community.toml", 'name = "参加竞赛"', 'name = "参加竞赛"\ncounts = "awards"')
    fields, _ = entry(build(PAGES, "html", warned=True).text("appendix/all.html"), "contests.entered")
    assert fields["口径"].startswith("与名册“")


@pytest.mark.parametrize(("indicator", "said"), [("workforce.total", "时点数"), ("training.hours_avg", "时期数")])
def test_day_or_stretch_of_time_is_told(site, indicator, said):
    assert entry(site.text("appendix/all.html"), indicator)[0]["时间"].startswith(said)


def test_year_is_no_point_or_stretch_of_time(site):
    assert "时间" not in entry(site.text("appendix/all.html"), "report.first_year")[0]


def test_figures_of_several_periods_stand_in_a_table_the_newest_first(site):
    html = site.text("appendix/all.html")
    _, text = entry(html, "workforce.total")
    assert re.findall(r"<t[dh][^>]*><p>(?:<a[^>]*><data[^>]*>)?([^<]*)", text)[:6] == [
        "分项", "2023年12月31日", "2022年12月31日", "合计", "291人", "300人",
    ]  # fmt: skip
    _, text = entry(html, "training.participations")
    assert re.findall(r"<p>(?:<a[^>]*><data[^>]*>)?(2\d+年|约?[\d,]+人次)<", text) == [
        "2023年",
        "约1,200人次",
        "2022年",
        "1,000人次",
    ]


def test_remark_stands_once_with_the_figures_that_it_is_of(site):
    values = entry(site.text("appendix/all.html"), "workforce.dispatched")[0]["数值"]
    assert values.endswith("2022年12月31日：来源：人事年报2023年12月31日：来源：人事年报；不含实习生")
    assert entry(site.text("appendix/all.html"), "workforce.total")[0]["数值"].count("人事年报") == 1


@pytest.mark.parametrize(
    ("key", "anchor"),
    [
        ("workforce.total@2023-12-31#female", "obs-workforce.total-2023-12-31--female"),
        ("aid.visits@2019/2023", "obs-aid.visits-2019_2023"),
    ],
)
def test_each_figure_has_an_address_and_leads_to_it(site, key, anchor):
    html = unescape(site.text("appendix/all.html"))
    assert f'href="#{anchor}"><data class="csr-value" data-csr="{key}" id="{anchor}"' in html


def test_indicator_has_a_link_to_itself(site):
    _, text = entry(site.text("appendix/all.html"), "workforce.total")
    assert '<a class="headerlink" href="#ind-workforce.total" title="指标的链接"' in text


@pytest.mark.parametrize(
    ("settings", "address"),
    [
        ({}, "appendix/all.html#ind-workforce.total"),
        (
            {"html_baseurl": "https://csr.example.org/zh"},
            "https://csr.example.org/zh/appendix/all.html#ind-workforce.total",
        ),
    ],
)
def test_citation_names_publisher_title_edition_indicator_period_and_address(data, build, settings, address):
    data.change("report.toml", 'edition = "1"', 'edition = "2"')
    fields, text = entry(build(PAGES, "html", **settings).text("appendix/all.html"), "workforce.total")
    assert fields["引用"].endswith(f"（第2版），指标“在岗员工总数”，2023年12月31日，{address}")
    assert 'class="csr-address reference internal" href="#ind-workforce.total"' in text


def test_index_lists_names_and_figures_and_keeps_old_addresses(site):
    html = site.text("appendix/index.html")
    line = re.search(r'<li id="ind-workforce.total">.*?</li>', html, re.DOTALL)[0]
    assert 'href="all.html#ind-workforce.total"' in line
    assert "291人" in line
    assert re.search(r"未披露.*", html)


def test_index_beside_its_entries_has_no_anchor_twice(build):
    both = PAGES["appendix/all.md"] + PAGES["appendix/index.md"].removeprefix("# 索引\n")
    html = build({"index.md": both}, "html").text("index.html")
    assert html.count('id="ind-workforce.total"') == 1


@pytest.mark.parametrize("builder", ["text", "latex", "epub", "typst"])
def test_other_documents_have_neither_citations_nor_files(data, build, builder):
    extensions = ["myst_parser", "csrdirectives", "csrdirectives.typst"]
    built = restated(data, build, builder, extensions=extensions)
    files = [content for name, content in built.files().items() if name.endswith((".txt", ".tex", ".xhtml"))]
    if builder == "typst":
        files = [(built.folder / "_build" / "doctrees" / "typst" / "main.typ").read_bytes()]
    text = b"".join(files).decode()
    assert "漏计技术人员" in text
    for absent in ("引用", "figures/workforce.csv", "csr-address"):
        assert absent not in text


def test_comparison_of_editions_knows_what_stands_on_the_site_alone():
    assert webpage.SITE_ONLY == entries.SITE_ONLY
