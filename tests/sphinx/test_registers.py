"""A register on a page: an address for each record, and a choice for readers that works without script."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from docutils import nodes

from csrdirectives.translate import translate

NASTY = "<script>alert(1)</script>]]>|`甲`"
HEAD = "date,title,recipient,kind,level,note\n"


def register(style: str, asked: str = "awards", **options: str) -> str:
    body = "".join(f":{name}: {value}\n" for name, value in {"style": style, **options}.items())
    return f"# 页\n\n:::{{csr:register}} {asked}\n{body}:::\n"


def offered(page: str) -> list[str]:
    """What a reader may choose, in the words of the labels."""
    return re.findall(r'<label for="[^"]*">([^<]*)</label>', page)


def left(page: str, number: int) -> list[str]:
    """The records that a choice leaves, by their addresses."""
    items = re.findall(r'<(?:tr|li) class="([^"]*csr-record[^"]*)" id="([^"]*)"', page)
    return [id_ for classes, id_ in items if f"csr-is-{number}" in classes.split()]


@pytest.mark.parametrize("style", ["table", "timeline", "list"])
def test_readers_choose_by_the_words_of_a_column(build, style):
    page = build({"index.md": register(style, filter="level", name="awards-all", caption="获奖")}, "html").text(
        "index.html"
    )
    assert offered(page) == ["全部（5）", "国家级（1）", "市级（2）", "区级（2）"]
    assert "<legend>筛选：级别</legend>" in page
    assert [len(left(page, number)) for number in (1, 2, 3, 4)] == [1, 2, 2, 0]
    assert len(re.findall(r' checked="checked"', page)) == 1
    assert page.index("<fieldset") < page.index("获奖</") < page.index("csr-record")


def test_choice_is_hidden_until_the_style_sheet_shows_it(build):
    page = build({"index.md": register("table", filter="level")}, "html").text("index.html")
    assert '<fieldset class="csr-filter" hidden="hidden">' in page
    assert "<script" not in page[page.index("<fieldset") : page.index("</table>")]


def test_record_without_the_word_is_counted_as_not_stated(build):
    rows = "2023,甲奖,甲,collective,district,\n2023,乙奖,乙,individual,,\n"
    page = build(
        {"index.md": register("list", filter="level"), "data/registers/awards.csv": HEAD + rows}, "html", warned=True
    )
    assert offered(page.text("index.html")) == ["全部（2）", "区级（1）", "未注明（1）"]


def test_there_is_no_choice_where_all_records_are_alike(build):
    page = build({"index.md": register("table", "awards; level: district", filter="level")}, "html").text("index.html")
    assert offered(page) == []
    assert "csr-record" in page


@pytest.mark.parametrize(
    ("builder", "file"),
    [("text", "index.txt"), ("latex", "sample.tex"), ("epub", "index.xhtml"), ("gettext", "index.pot")],
)
def test_other_builders_list_all_records_and_offer_nothing(build, builder, file):
    text = build({"index.md": register("table", filter="level")}, builder).text(file)
    assert "筛选" not in text
    assert "¶" not in text
    assert ("文明单位" in text) == (builder != "gettext")


FAULTS = {
    "a column that is none": ("levle", "unknown-column", "did you mean “level”?"),
    "a column of free text": ("title", "column-not-closed", "use: kind level"),
    "the date": ("date", "column-not-closed", "use: kind level"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_choice_that_cannot_be_is_told_at_the_line(build, fault):
    column, code, words = FAULTS[fault]
    built = build({"index.md": register("table", filter=column)}, warned=True)
    (told,) = built.warnings
    assert (told.code, told.line) == (f"csr.{code}", 3)
    assert words in told.words


def test_more_words_than_a_choice_has_room_for_are_told(build, tmp_path):
    words = ", ".join(f'w{n} = "词{n}"' for n in range(13))
    table = (
        '\n[many]\nname = "名册"\nunit = "award"\ncolumns = { date = "时间", kind = "类别" }\n'
        f"values.kind = {{ {words} }}\n"
    )
    build({"index.md": "# 页\n"})
    path = tmp_path / "data" / "registers.toml"
    path.write_text(path.read_text("utf-8") + table, encoding="utf-8")
    rows = "date,kind\n" + "".join(f"2023,w{n}\n" for n in range(13))
    built = build({"index.md": register("list", "many", filter="kind"), "data/registers/many.csv": rows}, warned=True)
    (told,) = built.warnings
    assert (told.code, told.line) == ("csr.register-choices", 3)
    assert "13 words" in told.words


def test_markup_in_records_and_words_stays_text(build, tmp_path):
    build({"index.md": "# 页\n"})
    path = tmp_path / "data" / "registers.toml"
    path.write_text(path.read_text("utf-8").replace('"国家级"', f"'{NASTY}'"), encoding="utf-8")
    rows = f"2023,{NASTY},{NASTY},collective,national,\n2023,乙奖,乙,individual,district,\n"
    pages = {"index.md": register("table", filter="level"), "data/registers/awards.csv": HEAD + rows}
    html = build(pages, "html").text("index.html")
    assert "<script>alert" not in html
    assert (
        html.count("&lt;script&gt;alert(1)&lt;/script&gt;]]&gt;|`甲`") >= 5
    )  # twice as a word, twice as text, a title
    epub = build({}, "epub").text("index.xhtml")
    ET.fromstring(epub)  # noqa: S314  # what we wrote
    assert NASTY in build({}, "text").text("index.txt")


# ---- addresses


def addresses(data) -> list[str]:
    catalogue, _ = data.load()
    return [record.mark for record in catalogue.registers["awards"].records]


def test_address_of_a_record_stays_when_others_come_and_go(data):
    before = addresses(data)
    data.change(
        "registers/awards.csv",
        "2023-05-01,劳动模范",
        "2023-05-01,服务之星,甲,individual,district,\n2023-05-01,劳动模范",
    )
    after = addresses(data)
    assert [mark for mark in after if mark in before] == before
    assert len(set(after)) == len(after) == len(before) + 1


def test_equal_titles_of_one_day_have_addresses_of_their_own(data):
    data.change(
        "registers/awards.csv",
        "2023-05-01,劳动模范",
        "2023-05-01,劳动模范,王二,individual,district,\n2023-05-01,劳动模范",
    )
    first, second, *_ = addresses(data)
    assert second == f"{first}-2"


def test_address_is_the_same_in_every_language(data):
    catalogue, _ = data.load()
    english = translate(catalogue, lambda text: f"{text} in English")
    for one, other in zip(catalogue.registers["awards"].records, english.registers["awards"].records, strict=True):
        assert one.mark == other.mark
        assert one.cells != other.cells


def test_each_record_ends_with_a_link_to_itself(build):
    pages = {"index.md": register("timeline", name="line") + "\n" + register("list").partition("\n\n")[2]}
    page = build(pages, "html", html_theme="csr").text("index.html")
    links = re.findall(
        r'<a class="headerlink" href="#((?:line|awards)-[^"]*)" title="([^"]*)" aria-label="([^"]*)">', page
    )
    assert len(links) == 10
    assert len({target for target, _, _ in links}) == 10
    assert all(f'id="{target}"' in page for target, _, _ in links)
    assert links[0][1] == links[0][2] == "链接到此条：劳动模范"


def test_record_that_a_page_lists_twice_has_one_address(build):
    page = register("list") + "\n" + register("timeline").partition("\n\n")[2]
    built = build({"index.md": page}, "html")
    ids = re.findall(r'\bid="([^"]+)"', built.text("index.html"))
    assert len(ids) == len(set(ids))
    assert built.app.env.get_doctree("index").next_node(nodes.system_message) is None


def test_undated_record_says_so_and_others_say_their_dates_in_words(build):
    page = build({"index.md": register("timeline", sort="-date")}, "html").text("index.html")
    assert re.findall(r'<p class="csr-date">([^<]*)</p>', page) == [
        "2023年",
        "2023年5月1日",
        "2023年3月",
        "2022年11月8日",
        "未注明日期",
    ]
