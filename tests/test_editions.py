"""Two languages of a site, compared from the files that readers get: each planted difference is told, nothing else."""

from __future__ import annotations

import json
import re
from decimal import Decimal

import pytest
from click.testing import CliRunner

from csrdirectives.cli import main
from csrdirectives.editions import compare, excuses, read_edition
from csrdirectives.numerals import factors
from csrdirectives.problems import Where
from csrdirectives.text_edition import compare_texts
from csrdirectives.textpage import joined, read_texts
from csrdirectives.webpage import ALLOWED, read_page

PAGE = """<!DOCTYPE html>
<html lang="{lang}"><head><title>{title}</title><meta name="description" content="{title}"></head>
<body><nav><a href="../{other}/index.html" lang="{tag}">{switch}</a>{around}</nav>
<article role="main"><section id="staff"><h1>{title}<a class="headerlink" href="#staff">¶</a></h1>
{body}
</section></article></body></html>
"""
STAFF = "workforce.total@2023-12-31"
LINK = '<a class="reference internal" href="about.html#basis">{}</a>'


def figure(key, value, text):
    given = f' value="{value}"' if value else ""
    return f'<a class="csr-ref" href="#ind"><data class="csr-value" data-csr="{key}"{given}>{text}</data></a>'


CHINESE = f"<p>共有{figure(STAFF, '291', '291人')}，见{LINK.format('编制说明')}。</p>"
ENGLISH = f"<p>There were {figure(STAFF, '291', '291 persons')}, see {LINK.format('About')}.</p>"


@pytest.fixture
def editions(tmp_path, catalogue):
    """The problems of two editions of one page with these bodies, by code, place and line."""

    def compared(original, translation, around="", index=None, excused=None, **pages):
        zh = PAGE.format(lang="zh-CN", title="员工", other="en", tag="en", switch="English", around="", body=original)
        en = PAGE.format(
            lang="en", title="Staff", other="zh", tag="zh-CN", switch="中文", around=around, body=translation
        )
        files = {"zh/index.html": zh, "en/index.html": en, "zh/_static/no.html": "不是一页", **pages}
        if index is not None:
            files["en/searchindex.js"] = index
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        both = [read_edition(tmp_path / language) for language in ("zh", "en")]
        return list(compare(*both, excused or {}, factors(catalogue)))

    return compared


def test_sound_editions_have_no_problem(editions):
    assert editions(CHINESE, ENGLISH) == []


DIFFERENCES = {
    "a figure is lost": (CHINESE, f"<p>There were 291 persons, see {LINK.format('About')}.</p>", "edition-figure-lost"),
    "a figure is doubled": (CHINESE, ENGLISH + figure(STAFF, "291", "291 persons"), "edition-figure-added"),
    "another figure": (
        CHINESE, ENGLISH.replace(STAFF, "workforce.total@2022-12-31"), "edition-figure-lost edition-figure-added",
    ),
    "another value": (
        CHINESE, ENGLISH.replace('"291"', '"292"').replace("291 p", "292 p"), "edition-figure-value",
    ),
    "digits that are not the value": (CHINESE, ENGLISH.replace("291 persons", "219 persons"), "edition-number"),
    "a digit lost": (CHINESE, ENGLISH.replace("291 persons", "29 persons"), "edition-number"),
    "no digits": (CHINESE, ENGLISH.replace("291 persons", "persons"), "edition-number"),
    "an anchor is lost": (f'<p id="sum">{CHINESE}</p>', ENGLISH, "edition-anchor-lost"),
    "an anchor is added": (CHINESE, f'<p id="sum">{ENGLISH}</p>', "edition-anchor-added"),
    "another link": (
        CHINESE, ENGLISH.replace("about.html", "outlook.html"), "edition-link-lost edition-link-added",
    ),
    "another place on the page": (
        CHINESE, ENGLISH.replace("#basis", "#scope"), "edition-link-lost edition-link-added",
    ),
    "a link is lost": (CHINESE, ENGLISH.replace(LINK.format("About"), "About"), "edition-link-lost"),
    "Chinese in the text": (CHINESE, f"{ENGLISH}<p>Staff of 松江</p>", "edition-chinese"),
    "Chinese punctuation": (CHINESE, f"{ENGLISH}<p>One，two</p>", "edition-chinese"),
    "Chinese after an empty element": (CHINESE, f"{ENGLISH}<p>One<br>二</p>", "edition-chinese"),
    "Chinese after code": (CHINESE, f"{ENGLISH}<p><code>约</code>约</p>", "edition-chinese"),
    "Chinese in a hint": (CHINESE, f'{ENGLISH}<p><abbr title="员工">S</abbr></p>', "edition-chinese-attribute"),
    "Chinese in an image's text": (CHINESE, f'{ENGLISH}<img src="a.png" alt="图">', "edition-chinese-attribute"),
    "Chinese in a label": (CHINESE, f'{ENGLISH}<div aria-label="表 1"></div>', "edition-chinese-attribute"),
    "English within marked Chinese": (
        CHINESE, f'{ENGLISH}<p lang="zh-CN">题<span lang="en">名</span></p>', "edition-chinese",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", DIFFERENCES)
def test_difference_is_told(editions, what):
    original, translation, codes = DIFFERENCES[what]
    assert [problem.code for problem in editions(original, translation)] == codes.split()


ALIKE = {
    "another order": (
        f"<p>{figure('a.b@2023', '1', '1次')}{CHINESE}</p>", f"<p>{ENGLISH}{figure('a.b@2023', '1', '1 time')}</p>",
    ),
    "a link elsewhere": (
        f"{CHINESE}<a href='https://example.org/zh'>甲</a>", f"{ENGLISH}<a href='https://example.org/en'>A</a>",
    ),
    "a link written another way": (CHINESE, ENGLISH.replace("about.html", "./part/../about.html")),
    "an original title": (CHINESE, f'{ENGLISH}<p><span lang="zh-CN">控烟条例</span> [Smoking Control]</p>'),
    "code": (CHINESE, f"{ENGLISH}<pre>指标,数值</pre><p><code>约</code></p>"),
    "a script": (CHINESE, f"{ENGLISH}<script>const words = '搜索'</script>"),
    "Chinese in the source language alone": (f"{CHINESE}<p title='提示'>没有数。</p>", ENGLISH),
    "an absent figure": (
        CHINESE + figure("x.y@2023", "", "未披露"), ENGLISH + figure("x.y@2023", "", "not disclosed"),
    ),
    "a figure in pieces": (
        CHINESE + figure("x.y@2023", "20", '<span class="u">超</span>20<span>次</span>'),
        ENGLISH + figure("x.y@2023", "20", '<span class="u">more than </span>20'),
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", ALIKE)
def test_what_may_differ_is_not_told(editions, what):
    assert editions(*ALIKE[what]) == []


def test_each_kind_of_difference_has_its_place(editions, tmp_path):
    (problem,) = editions(CHINESE, f"{ENGLISH}\n<p>\n松江</p>")
    assert problem.where == Where((tmp_path / "en" / "index.html").as_posix(), 7)
    (problem,) = editions(f"<p>一</p>\n{CHINESE}", LINK.format("About"))
    assert problem.where == Where((tmp_path / "zh" / "index.html").as_posix(), 6)


def test_chinese_in_the_navigation_is_told(editions):
    assert [problem.code for problem in editions(CHINESE, ENGLISH, around="<p>导航</p>")] == ["edition-chinese"]


def test_figures_and_links_of_the_navigation_do_not_count(editions):
    around = f"<p id='nav'>{ENGLISH}<a href='more.html'>More</a></p>"
    assert editions(CHINESE, ENGLISH, around=around) == []


def test_page_without_its_counterpart_is_told(editions):
    (problem,) = editions(CHINESE, ENGLISH, **{"zh/more.html": "<html lang='zh-CN'></html>"})
    assert (problem.code, problem.details) == ("edition-page", {"page": "more.html"})


def test_index_of_letters_may_differ(editions):
    pages = {
        f"{name}/genindex.html": f"<html lang='{name}'><main role='main'><a href='#{letter}' id='{letter}'>x</a></main>"
        for name, letter in (("zh", "安"), ("en", "A"))
    }
    assert editions(CHINESE, ENGLISH, **pages) == []


def index_of(**parts):
    return f"Search.setIndex({json.dumps(parts)})"


def test_chinese_in_the_search_index_is_told_unless_it_is_marked_on_a_page(editions):
    marked = f"{ENGLISH}<p><span lang='zh-CN'>控烟条例</span></p>"
    assert editions(CHINESE, marked, index=index_of(terms={"控烟": 1, "staff": 0})) == []
    told = editions(CHINESE, marked, index=index_of(terms={"控烟": 1}, titles=["Staff", "员工"]))
    assert [(problem.code, problem.details["text"]) for problem in told] == [("edition-chinese-index", "员工")]


def test_chinese_that_a_page_was_told_of_is_not_told_of_the_index_too(editions):
    left = f"{ENGLISH}<p>统计<b>口径</b></p>"
    told = editions(CHINESE, left, index=index_of(terms={"统计": 1, "计口": 1, "口径": 1}))
    assert {problem.code for problem in told} == {"edition-chinese"}


def test_search_index_that_cannot_be_read_is_told(editions):
    assert [problem.code for problem in editions(CHINESE, ENGLISH, index="export default {}")] == ["edition-index"]


NUMBERS = [
    # language, key, value, text, whether it reads so
    ("zh-CN", "aid@2023", "407500", "40.75万元", True),
    ("zh-CN", "aid@2023", "407500", "40.75元", False),
    ("zh-CN", "aid@2023", "40.75", "40.75万元", False),
    ("zh-CN", "aid@2023", "7000000", "约700万元", True),
    ("zh-CN", "aid@2023", "120000000", "1.2亿元", True),
    ("zh-CN", "visits@2023", "20", "20多次", True),
    ("zh-CN", "visits@2023", "1200000", "120余万人次", True),
    ("zh-CN", "visits@2023", "1250", "不少于1,250次", True),
    ("zh-CN", "visits@2023", "1250", "1,250人次以上", True),
    ("zh-CN", "share@2023", "0.093", "9.3%", True),
    ("zh-CN", "share@2023", "0.093", "9.30%", True),
    ("zh-CN", "share@2023", "0.0928", "9.3%", False),
    ("zh-CN", "issue@2023", "9", "第9份", True),
    ("zh-CN", "first@2023", "2016", "2016年", True),
    ("zh-CN", "profit@2023", "-120", "−120", True),
    ("zh-CN", "profit@2023", "-120", "120", False),
    ("zh-CN", "none@2023", "0", "0次", True),
    ("zh-CN", "energy@2023", "500", "500千瓦时", True),
    ("en", "aid@2023", "407500", "CNY 407,500", True),
    ("en", "aid@2023", "7000000", "about CNY 7,000,000", True),
    ("en", "aid@2023", "7000000", "CNY 7 million", True),
    ("en", "aid@2023", "7000000", "CNY 7,000", False),
    ("en", "hours@2023", "3.20", "3.2 hours", True),
    ("en", "issue@2023", "9", "9th", True),
    ("en", "issue@2023", "9", "the 9th issue", True),
    ("en", "phase@2023", "2", "Phase 2", True),
    ("en", "first@2023", "2016", "2016", True),
    ("en", "drills@2023", "1", "a drill was held", True),
    ("en", "drills@2023", "1", "one drill", True),
    ("en", "drills@2023", "3", "three drills", False),
    ("en", "cells@2023", "12", "12 5G base stations", True),
    ("en", "aid@2023", "1234.5", "1,234.5", True),
    ("de", "aid@2023", "1234.5", "1.234,5", True),
    ("xx", "aid@2023", "1234.5", "1,234.5", True),
    ("en", "staff@2023 - staff@2022", "12", "up 7.2%", True),
    ("en", "staff@2023 - staff@2022", "-12", "up 7.2%", False),
    ("en", "staff@2023 - staff@2022", "-12", "down about 7.2%", True),
    ("en", "staff@2023 - staff@2022", "0", "unchanged", True),
    ("en", "staff@2023 - staff@2022", "0", "up 1%", False),
    ("zh-CN", "share@2023 - share@2022", "-0.015", "下降1.5个百分点", True),
    ("zh-CN", "staff@2023 - staff@2022", "12", "下降7.2%", False),
    ("zh-CN", "staff@2023 - staff@2022", "0", "持平", True),
    ("zh-CN", "out@2023", "", "未披露", True),
    ("zh-CN", "out@2023", "", "0人", False),
]


@pytest.mark.parametrize(("language", "key", "value", "text", "sound"), NUMBERS)
def test_number_reads_as_its_value(tmp_path, language, key, value, text, sound):
    body = figure(key, value, text)
    for name in ("zh", "en"):
        page = f"<html lang='{language}'><article role='main'>{body}</article></html>"
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(page, "utf-8")
    both = [read_edition(tmp_path / name) for name in ("zh", "en")]
    told = compare(*both, {}, lambda _key, _language, _bare: Decimal(1))
    told = [problem for problem in told if not problem.code.startswith("edition-chinese")]
    assert (told == []) is sound


@pytest.mark.parametrize(
    ("chinese", "english", "sound"),
    [
        ("40.75", "407,500", True),
        ("约40.75", "about 407,500", True),
        ("40.75多", "more than 407,500", True),
        ("40.75以上", "at least 407,500", True),
        ("40.75万元", "CNY 407,500", True),
        ("40.75元", "CNY 407,500", False),
        ("40.75", "40.75", False),
        ("40.75", "CNY 40.75", False),
        ("407,500", "407,500", False),
    ],
)
def test_number_without_its_unit_is_read_in_that_of_its_language(editions, chinese, english, sound):
    told = editions(*(figure("aid.purchase.total@2023", "407500", text) for text in (chinese, english)))
    assert [problem.code for problem in told] == ([] if sound else ["edition-number"])


DOUBLED = [
    ("more than more than ", "more than 600 people", "", "more than"),
    ("some ", "more than 600 people", " more", ""),
    ("about ", "about CNY 7,000,000", "", "about"),
    ("CNY ", "CNY 7,000,000", "", "CNY"),
    ("Phase ", "Phase 1", "", "Phase"),
    ("phase ", "Phase 1", "", "Phase"),
    ("", "9.3%", "%", "%"),
    ("", "9.3%", " of staff", ""),
    ("", "10th floor", " floor", "floor"),
    ("", "5 smart factories", " smart factories", "smart factories"),
    ("", "291 persons", "† persons", "persons"),
    ("", "291 persons", " personally", ""),
    ("roundabout ", "about 3 times", "", ""),
    ("", "291 persons", ", persons on leave excluded", ""),
]


@pytest.mark.parametrize(("before", "text", "after", "words"), DOUBLED)
def test_unit_or_bounding_word_beside_a_figure_that_has_its_own_is_told(editions, before, text, after, words):
    value = re.sub(r"[^\d.]", "", text)
    value = str(Decimal(value) / 100) if "%" in text else value
    told = editions(figure("x@2023", value, value), f"<p>{before}{figure('x@2023', value, text)}{after}</p>")
    found = [problem.details["words"] for problem in told if problem.code == "edition-doubled"]
    assert found == ([words] if words else [])


@pytest.mark.parametrize(
    ("before", "text", "after", "told"),
    [
        ("约", "约20次", "", 1),
        ("帮助", "3家", "家庭", 0),
        ("", "9.3%", "%", 1),
        ("第", "第9份", "", 1),
        ("近", "约20次", "", 0),
    ],
)
def test_bounding_word_before_a_chinese_figure_that_has_its_own_is_told(editions, before, text, after, told):
    value = {"约20次": "20", "3家": "3", "9.3%": "0.093", "第9份": "9"}[text]
    found = editions(f"<p>{before}{figure('x@2023', value, text)}{after}</p>", figure("x@2023", value, value))
    assert [problem.code for problem in found if problem.code == "edition-doubled"] == ["edition-doubled"] * told


def test_what_stands_in_another_paragraph_or_cell_is_not_beside_a_figure(editions):
    cells = f"<td>about</td><td>{figure('x@2023', '20', 'about 20')}</td><td>20</td>"
    assert editions(figure("x@2023", "20", "约20"), f"<table><tr>{cells}</tr></table>") == []


def test_count_of_records_is_as_many_as_it_says(editions):
    key = "awards; level: national"
    assert editions(figure(key, "4", "4项"), figure(key, "4", "4 awards")) == []
    assert len(editions(figure(key, "4", "4项"), figure(key, "4", "5 awards"))) == 1


def test_figure_repeated_for_a_reason_passes_and_no_other(editions, tmp_path, catalogue):
    folder = tmp_path / "locales"
    folder.mkdir()
    role = "{csr:value}`workforce.total`"
    head = 'msgid ""\nmsgstr "Language: en\\n"\n\n'
    (folder / "index.po").write_text(
        f'{head}# figures: English names it twice\nmsgid "共有{role}"\nmsgstr "{role}, that is {role}"\n'
        f'\nmsgid "有{role}"\nmsgstr "{role}, {role}, {role}"\n'
        '\n# figures: told above\nmsgid "获{csr:count}`awards; level: national`，{csr:change}`workforce.total`"\n'
        'msgstr "Awards"\n',
        "utf-8",
    )
    excused = excuses(folder, catalogue)
    assert excused["index.html"][STAFF] == 1
    assert excused["index.html"]["awards; level: national"] == -1
    assert excused["index.html"]["workforce.total@2023-12-31 - workforce.total@2022-12-31"] == -1
    again = figure(STAFF, "291", "291 persons")
    assert editions(CHINESE, ENGLISH + again, excused=excused) == []
    assert next(problem.code for problem in editions(CHINESE, "", excused=excused)) == "edition-figure-lost"


def test_allowed_places_are_elements_with_reasons(tmp_path):
    for tag, reason in ALLOWED.items():
        assert reason
        page = tmp_path / f"{tag}.html"
        page.write_text(f"<html lang='en'><{tag}>中文</{tag}><p>文</p></html>", "utf-8")
        assert [place.text for place in read_page(page).chinese] == ["文"]


@pytest.fixture
def command(tmp_path, data, monkeypatch):
    """The command, in the folder of both editions."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANGUAGE", "en")
    return lambda: CliRunner().invoke(main, ["--data", str(data.root), "compare-editions", "zh", "en"])


def test_command_says_that_both_are_the_same(command, editions):
    editions(CHINESE, ENGLISH)
    result = command()
    assert (result.exit_code, result.output) == (0, "both languages say the same (pages: 1, figures: 1)\n")


def test_command_tells_each_difference_at_its_place_and_fails(command, editions):
    editions(CHINESE, f"{ENGLISH}<p>松江</p>")
    result = command()
    assert result.exit_code == 1
    assert "en/index.html:5: Chinese is left: “松江” [csr.edition-chinese]\n" in result.output
    assert "1 problem\n" in result.output


def test_command_speaks_chinese(command, editions, monkeypatch):
    editions(CHINESE, f"{ENGLISH}<p>松江</p>")
    monkeypatch.setenv("LANGUAGE", "zh_CN")
    assert "译文版里留有中文：“松江”" in command().output


def test_command_asks_for_pages(command, tmp_path):
    (tmp_path / "zh").mkdir()
    (tmp_path / "en").mkdir()
    result = command()
    assert result.exit_code == 1
    assert "no pages in zh" in result.output


TEXTS = {
    "the same": ("共有291人，又291人。20次，占9.3%。", ""),
    "set in columns": ("共有291\n人，又291人。\n\n* 20次，占\n  9.3%。", ""),
    "in another order": ("占9.3%，20次。又291人，共有291人。", ""),
    "in a table": (
        "+----+------+\n| 共 | 291  |\n| 有 | 人   |\n+====+======+\n| 又 | 291人 |\n+----+------+\n\n20次，占9.3%", "",
    ),
    "one is lost": ("共有291人。20次，占9.3%。", "text-figure-lost"),
    "a digit is changed": ("共有291人，又219人。20次，占9.3%。", "text-figure-lost"),
    "a digit is lost": ("共有291人，又29人。20次，占9.3%。", "text-figure-lost"),
    "a digit is added": ("共有291人，又1291人。20次，占9.3%。", "text-figure-lost"),
    "a decimal is added": ("共有291人，又291人。20次，占9.3%。".replace("9.3", "19.3"), "text-figure-lost"),
    "the unit is lost": ("共有291人，又291人。20次，占9.3。", "text-figure-lost"),
    "one is doubled": ("共有291人，又291人，再291人。20次，占9.3%。", "text-figure-added"),
    "one stands for another": ("共有291人，又20次。20次，占9.3%。", "text-figure-lost text-figure-added"),
}  # fmt: skip


@pytest.fixture
def text_of(editions, tmp_path):
    """What is told of a text edition of a page that shows four figures."""
    key = "workforce.total@2023-12-31"
    body = (
        f"<p>共有{figure(key, '291', '291人')}，又{figure(key, '291', '291人')}。</p><svg><text>291人</text></svg>"
        '<dl><dd class="csr-site-only field-odd"><p>引用：291人，20次</p></dd></dl>'
        f"<p>{figure('visits@2023', '20', '20<span>次</span>')}，占{figure('share@2023', '0.093', '9.3%')}。</p>"
    )
    editions(body, ENGLISH)

    def told(text, name="index"):
        path = tmp_path / "text" / f"{name}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
        return list(compare_texts(read_edition(tmp_path / "zh"), tmp_path / "text", read_texts(tmp_path / "text")))

    return told


@pytest.mark.parametrize("what", TEXTS)
def test_text_edition_shows_the_figures_of_the_page(text_of, what):
    text, codes = TEXTS[what]
    assert [problem.code for problem in text_of(f"员工\n****\n\n{text}\n")] == codes.split()


def test_difference_of_the_text_names_page_key_and_both_texts(text_of, tmp_path):
    (lost,) = text_of("共有291人，又219人。20次，占9.3%。")
    assert lost.where.path == (tmp_path / "zh" / "index.html").as_posix()
    assert lost.text("en") == (
        "the text of index.html lacks “291人” (workforce.total@2023-12-31; times: 1); it has “219人。2” there"
    )
    (added,) = text_of("共有291人，又291人，再291人。20次，占9.3%。")
    assert added.where.path == (tmp_path / "text" / "index.txt").as_posix()
    assert "例如“291人，又291人，再291人。20次，占9.3%。”" in added.text("zh")


def test_page_that_only_one_of_site_and_text_has_is_told(text_of, tmp_path):
    found = text_of("没有。", name="more")
    assert [(problem.code, problem.where.path) for problem in found] == [
        ("text-page", (tmp_path / "zh" / "index.html").as_posix()),
        ("text-page", (tmp_path / "text" / "more.txt").as_posix()),
    ]


JOINED = [
    ("共有员工1,200\n人次。", "共有员工1,200人次。"),
    ("about CNY\n7,000,000 in\nall", "about CNY 7,000,000 in all"),
    ("1,200 person-\ntimes", "1,200 person-times"),
    ("* 一，\n  二\n* 三", "一，二\n三"),
    ("1. 一\n2. 二", "一\n二"),
    ("| 甲 | 乙 |\n| 丙 | 丁 |", "甲丙\n乙丁"),
]


@pytest.mark.parametrize(("text", "expected"), JOINED)
def test_lines_of_a_text_are_joined_as_they_were_before_they_were_set(text, expected):
    assert joined(text) == expected


@pytest.mark.usefixtures("command")
def test_command_takes_a_text_edition(text_of):
    text_of("共有291人，又291人。20次，占9.3%。")
    words = ["compare-editions", "zh", "text"]
    result = CliRunner().invoke(main, words)
    assert (result.exit_code, result.output) == (0, "the text says what the site says (pages: 1, figures: 4)\n")
    text_of("共有291人。")
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 1
    assert result.output.count("[csr.text-figure-lost]") == 3
