"""What a reader and a machine get of a figure: its words, its exact value, its definition, its doubts."""

from __future__ import annotations

import html
import re
from xml.etree import ElementTree as ET

import pytest

DEFINITIONS = "# 定义\n\n:::{csr:catalogue}\n:::\n\n:::{csr:findings}\n:::\n"


@pytest.fixture
def body(build):
    """The first paragraph of a page with the given text, in HTML."""

    def written(text, **settings):
        built = build({"index.md": f"# 首页\n\n{text}\n", "definitions.md": DEFINITIONS}, "html", **settings)
        return re.search(r"</h1>\s*<p>(.*?)</p>", built.text("index.html"), re.DOTALL)[1]

    return written


def test_figure_is_data_and_leads_to_its_definition(body):
    assert body("{csr:value}`aid.purchase.total`") == (
        '<a class="csr-ref reference internal" href="definitions.html#ind-aid.purchase.total" title="消费帮扶金额合计">'
        '<data class="csr-value" data-csr="aid.purchase.total&#64;2023" value="407500">40.75万元</data></a>'
    )


def test_doubted_figure_has_a_mark_that_leads_to_the_finding(body):
    assert body("{csr:value}`workforce.total#male`").endswith(
        '<sup class="csr-doubt"><a class="csr-ref reference internal" href="definitions.html#finding-A1"'
        ' title="男女员工之和">※</a></sup>'
    )


def test_remark_without_a_mark_is_shown_at_the_definition_alone(body):
    assert "csr-doubt" not in body("{csr:value}`aid.visits@2019/2023`")


def test_absent_figure_is_words_without_a_value(body):
    assert '<span class="csr-absent csr-value" data-csr="workforce.outsourced&#64;2023">未披露</span>' in body(
        "{csr:value}`workforce.outsourced`"
    )


def test_figure_stands_alone_where_nothing_defines_it(build):
    built = build({"index.md": "# 首页\n\n{csr:value}`workforce.total#male`\n"}, "html")
    assert re.search(r"<p>(<data.*?)</p>", built.text("index.html"))[1] == (
        '<data class="csr-value" data-csr="workforce.total&#64;2023-12-31#male" value="173">173人</data>'
        '<sup class="csr-doubt">※</sup>'
    )


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("约", "约1,200人次"),
        ("近", "近1,200人次"),
        ("超", "超1,200人次"),
        ("不足", "不足1,200人次"),
        ("不少于", "不少于1,200人次"),
        ("不超过", "不超过1,200人次"),
        ("余", "1,200余人次"),
        ("多", "1,200多人次"),
        ("以上", "1,200人次以上"),
        ("以下", "1,200人次以下"),
        ("", "1,200人次"),
    ],
)
def test_bounding_word_stands_where_chinese_puts_it(body, data, word, text):
    data.change("values/community.csv", "2023,,1200,约,", f"2023,,1200,{word},")
    shown = re.sub("<[^>]*>", "", body("{csr:value}`training.participations`、{csr:number}`training.participations`"))
    assert shown == f"{text}、{text.replace('人次', '')}"


def test_english_report_has_its_words(body, data):
    data.change("report.toml", '["zh_CN", "en"]', '["en"]')
    text = "{csr:value}`training.participations`; {csr:value}`aid.purchase.north`; {csr:value}`workforce.outsourced`; "
    shown = re.sub("<[^>]*>", "", body(text + "{csr:value}`workforce.total#male`; {csr:count}`awards`", language="en"))
    assert shown == "about 1,200 participations; CNY 236,000; not disclosed; 173 persons†; 5 awards"


def test_only_the_first_catalogue_of_a_page_has_the_anchors(build):
    page = "# 定义\n\n:::{csr:catalogue} workforce.*\n:::\n\n:::{csr:catalogue} workforce.total\n:::\n"
    built = build({"index.md": page}, "html")
    assert built.text("index.html").count('id="ind-workforce.total"') == 1


def test_first_page_that_defines_an_indicator_is_the_one_linked_to(build):
    pages = {"index.md": "# 首页\n\n{csr:value}`workforce.total`\n"}
    pages |= {f"{name}.md": "# 定义\n\n:::{csr:catalogue} workforce.*\n:::\n" for name in ("b", "a", "c")}
    assert 'href="a.html#ind-workforce.total"' in build(pages, "html").text("index.html")
    (build(pages, "html").folder / "a.md").unlink()
    assert 'href="b.html#ind-workforce.total"' in build({}, "html").text("index.html")


def test_content_index_names_indicators_remarks_and_pages(build):
    pages = {
        "index.md": "# 首页\n\n:::{csr:standards} gri\n2-3: 见{csr:value}`report.first_year`。\n:::\n",
        "staff.md": "# 员工\n\n{csr:value}`workforce.total`\n",
        "definitions.md": DEFINITIONS,
    }
    built = build(pages, "text")
    rows = re.findall(r"^\|.*", built.text("index.txt"), re.MULTILINE)
    assert any(re.match(r"\| 2-7 .*\| 一致 .*\| 在岗员工总数 ", row) for row in rows)
    assert any(re.match(r"\| 2-3 .*\| 未答复 .*\| 见2016年。", row) for row in rows)
    assert any(re.match(r"\| 2-1 .*\| 未答复 .*\| 没有说明原因", row) for row in rows)


HOSTILE = "<script>alert(1)</script> ]]> & | `丙` *丁* {ref}`戊` $x$ \\己 \"庚\" 'x' %辛 _壬_"


@pytest.fixture
def hostile(data):
    """Data whose every text is full of marks that some format takes for its own."""
    quoted = HOSTILE.replace('"', '""')
    literal = HOSTILE.replace("\\", "\\\\").replace('"', '\\"')
    data.change("indicators/workforce.toml", 'name = "派遣制员工"', f'note = "{literal}"\nname = "名{literal}"')
    data.change("values/workforce.csv", "人事年报,不含实习生", f'"源{quoted}","注{quoted}"')
    data.change("registers/visits.csv", "新春慰问", f'"事{quoted}"')
    data.change("findings.toml", "男女员工之和与", f"文{literal}")
    data.change("findings.toml", "走访次数的起点", f"题{literal}")


HOSTILE_PAGE = """# 首页

{csr:name}`workforce.dispatched`

:::{csr:table} workforce.dispatched
:columns: name value source note
:::

:::{csr:cards} workforce.dispatched aid.visits@2019/2023
:::

:::{csr:register} visits
:::

:::{csr:register} visits
:style: timeline
:::

:::{csr:register} visits
:style: list
:::

:::{csr:catalogue}
:::

:::{csr:findings}
:::
"""


@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize("builder", ["html", "epub"])
def test_marks_in_data_are_text_in_html(build, builder):
    text = build({"index.md": HOSTILE_PAGE}, builder).text("index.html" if builder == "html" else "index.xhtml")
    assert "<script>alert" not in text
    words = html.unescape(re.sub("<[^>]*>", "", text))
    for start in "名源注事文题":
        assert f"{start}{HOSTILE}" in words
    assert re.search(r'title="名&lt;script&gt;[^<>"]*&quot;庚&quot;[^<>"]*"', text)


@pytest.mark.usefixtures("hostile")
def test_marks_in_data_are_text_in_plain_text(build):
    text = re.sub(r"\s+|\||[+-]{3,}", "", build({"index.md": HOSTILE_PAGE}, "text").text("index.txt"))
    for start in "名文题":
        assert f"{start}{re.sub(r'[ |]', '', HOSTILE)}" in text


@pytest.mark.usefixtures("hostile")
def test_marks_in_data_are_text_in_latex(build):
    text = build({"index.md": HOSTILE_PAGE}, "latex").text("sample.tex")
    body = text.partition(r"\begin{document}")[2]
    written = r"<script>alert(1)</script> {]}{]}> \& | `丙` *丁* \{ref\}`戊` \$x\$ \textbackslash{}己"
    written += r""" "庚" 'x' \%辛 \_壬\_"""
    for start in "名源注事文题":
        assert start + written in body


@pytest.mark.usefixtures("hostile")
def test_marks_in_data_are_text_in_xml(build):
    text = build({"index.md": HOSTILE_PAGE}, "xml").text("index.xml")
    assert f"名{HOSTILE}" in "".join(ET.fromstring(text).itertext())  # noqa: S314  # our own file


def test_page_outside_the_printed_document_is_no_place_of_it(build):
    pages = {"index.md": "# 首页\n\n:::{toctree}\ndefinitions\n:::\n", "definitions.md": DEFINITIONS}
    built = build({**pages, "handbook.md": "# 编者须知\n\n{csr:value}`workforce.total`\n"}, "latex")
    assert "编者须知" not in built.text("sample.tex")
