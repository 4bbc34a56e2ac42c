"""Headings are numbered as Chinese documents are: in the text, in the contents and where they are referred to."""

from __future__ import annotations

import re

import pytest

INDEX = """# 首页

:::{toctree}
:numbered:

statement
profile
duties
:::

:::{toctree}
handbook
:::
"""
DUTIES = """(duties)=

# 履责

(staff)=

## 员工

### 用工

(training)=

### 培训

#### 内训

##### 课程

(table-staff)=

:::{table} 人数
| 甲 |
|---|
| 乙 |
:::

## 社区
"""
HANDBOOK = """# 手册

## 编写

见{ref}`duties`、{ref}`staff`、{ref}`training`、{ref}`培训一节 <training>`、{ref}`table-staff`、{numref}`table-staff`。
"""
PAGES = {
    "index.md": INDEX,
    "statement.md": "# 声明\n",
    "profile.md": "# 概况\n",
    "duties.md": DUTIES,
    "handbook.md": HANDBOOK,
}


def headings(page: str) -> list[str]:
    found = re.findall(r"<h\d>(.*?)<a class=.headerlink", page)
    return [re.sub("<[^>]*>", "", heading) for heading in found]


@pytest.fixture(scope="module")
def site(build_all):
    built = build_all(PAGES, "html", html_theme="csr")
    assert built.warnings == []
    return built


def test_headings_carry_the_number_of_their_level(site):
    shown = headings(site.text("duties.html"))
    assert shown == ["三、履责", "（一）员工", "1. 用工", "2. 培训", "（1）内训", "1 课程", "（二）社区"]


def test_contents_carry_the_numbers_too(site):
    contents = re.findall(
        r'<li class="toctree-l\d"><a class="reference internal" href="(\S+)">(.*?)</a>', site.text("index.html")
    )
    assert {("statement.html", "一、声明"), ("duties.html", "三、履责"), ("duties.html#staff", "（一）员工")} <= set(
        contents
    )
    assert {("duties.html#training", "2. 培训"), ("handbook.html", "手册"), ("handbook.html#id2", "编写")} <= set(
        contents
    )


def test_references_carry_the_whole_number(site):
    sentence = re.search(r"<p>见(.*?)。</p>", site.text("handbook.html"))
    words = re.sub("<[^>]*>", "", sentence[1]).split("、", 1)[1]
    assert words == "履责、三（一）员工、三（一）2. 培训、培训一节、人数、表 3.1"
    assert "三、履责" in re.sub("<[^>]*>", "", sentence[1])


def test_page_outside_the_numbered_contents_has_no_numbers(site):
    assert headings(site.text("handbook.html")) == ["手册", "编写"]


@pytest.mark.parametrize("builder", ["text", "singlehtml", "epub", "dirhtml"])
def test_every_builder_numbers_headings(build, builder):
    built = build(PAGES, builder)
    text = re.sub("<[^>]*>", "", "\n".join(c.decode("utf-8", "replace") for c in built.files().values()))
    for number in ("三、履责", "（一）员工", "2. 培训", "（1）内训", "三（一）2. 培训"):
        assert number in text


def test_an_english_report_keeps_plain_numbers(build, data):
    data.change("report.toml", '["zh_CN", "en"]', '["en"]')
    pages = {name: text.replace("#### 内训\n\n##### 课程\n\n", "") for name, text in PAGES.items()}
    built = build(pages, "html", language="en")
    assert headings(built.text("duties.html")) == ["3. 履责", "3.1. 员工", "3.1.1. 用工", "3.1.2. 培训", "3.2. 社区"]
    assert re.search(r"<p>见(.*?)、", re.sub("</?(a|span)[^>]*>", "", built.text("handbook.html")))[1] == "履责"


def test_a_chapter_put_before_others_renumbers_them_everywhere(build, build_all):
    build(PAGES, "html")
    after = {**PAGES, "index.md": INDEX.replace("profile\n", "profile\noutlook\n"), "outlook.md": "# 展望\n"}
    built = build({name: after[name] for name in ("index.md", "outlook.md")}, "html")
    assert "四（一）2. 培训" in built.text("handbook.html")
    assert headings(built.text("duties.html"))[0] == "四、履责"
    clean = build_all(after, "html").files()
    assert {name for name, content in built.files().items() if clean.get(name) != content} == set()


def test_numbers_are_kept_when_nothing_has_changed(build):
    first = build(PAGES, "html").files()
    again = build({}, "html")
    assert again.files() == first
    assert "no targets are out of date" in again.app.status.getvalue()


def test_parallel_writers_number_alike(build, build_all):
    assert build(PAGES, "html", parallel=2).files() == build_all(PAGES, "html").files()


def test_a_chapter_taken_out_of_the_numbered_contents_loses_its_numbers_everywhere(build, build_all):
    build(PAGES, "html")
    after = {**PAGES, "index.md": INDEX.replace("duties\n", "").replace("handbook\n", "duties\nhandbook\n")}
    built = build({"index.md": after["index.md"]}, "html")
    clean = build_all(after, "html").files()
    assert {name for name, content in built.files().items() if clean.get(name) != content} == set()
