"""The theme as it is built: furo's words, the switch between languages, tables within reach, the root page."""

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from csrdirectives.sphinx.hosting import site_address, under_review

ROOT = Path(__file__).parent.parent

CONF = """
extensions = ["myst_parser"]
project = "试验"
copyright = "2024 试验公司"
html_title = "试验报告"
language = "zh_CN"
html_theme = "csr"


def check(app, error):
    import sys

    assert not {"jieba", "sphinx.search.zh"} & set(sys.modules)


def setup(app):
    from csrdirectives.sphinx.search import setup_search
    from csrdirectives.sphinx.site import setup_site

    setup_site(app)
    setup_search(app)
    app.connect("build-finished", check)
"""
INDEX = """
# 首页

```{toctree}
part/one
```

```{table} 甲与<乙>
| 名称 | 数值 |
| --- | --- |
| 甲 | 9,657 |
```

| 名称 | 数值 |
| --- | --- |
| 乙 | 2 |

```toml
name = "乙"
```
"""
ENGLISH_OF_FURO = re.compile(
    r"Toggle|On this page|Back to top|Skip to content|Made with|Light mode|Dark mode|Auto light|>Menu<|>Contents<"
)


def build(folder, *settings, strict=True, seed="0", conf=CONF):
    source = folder / "source"
    (source / "part").mkdir(parents=True, exist_ok=True)
    (source / "conf.py").write_text(conf, encoding="utf-8")
    (source / "index.md").write_text(INDEX, encoding="utf-8")
    (source / "part" / "one.md").write_text("# 第一章\n\n## 一节\n\n温室气体。\n\n## 二节\n\n碳。\n", encoding="utf-8")
    command = [sys.executable, "-m", "sphinx", "-q", "-E", "-b", "html", "-d", str(folder / f"trees{seed}")]
    command += ["-nW", "--keep-going"] * strict + [part for setting in settings for part in ("-D", setting)]
    outcome = subprocess.run(  # noqa: S603
        [*command, str(source), str(folder / "out" / "zh")],
        env={**os.environ, "PYTHONHASHSEED": seed, "LANGUAGE": "en"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stderr
    return folder / "out" / "zh", outcome.stderr


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The sample site, as if both languages were built."""
    conf = CONF + 'csr_built_languages = ["zh", "en"]\ncsr_landing = True\nhtml_baseurl = "https://example.org/r/zh"\n'
    return build(tmp_path_factory.mktemp("site"), conf=conf)[0]


@pytest.fixture(scope="module")
def page(site):
    return (site / "part" / "one.html").read_text(encoding="utf-8")


def test_page_is_in_chinese(page):
    assert '<html class="no-js" lang="zh-CN"' in page
    assert not ENGLISH_OF_FURO.search(page)


def test_landmarks_have_names(page):
    assert '<aside aria-label="导航" class="sidebar-drawer' in page
    assert '<aside aria-label="本页目录" class="toc-drawer' in page


def test_switch_leads_to_the_same_page(page):
    assert (
        '<a href="../../zh/part/one.html" lang="zh-CN" hreflang="zh-CN" data-folder="zh" aria-current="true">' in page
    )
    assert '<a href="../../en/part/one.html" lang="en" hreflang="en" data-folder="en">English</a>' in page


def test_search_engines_are_told_absolute_addresses(page):
    for tag, folder in (("zh-CN", "zh"), ("en", "en"), ("x-default", "zh")):
        assert f'<link rel="alternate" hreflang="{tag}" href="https://example.org/r/{folder}/part/one.html">' in page


def test_each_table_can_be_reached_and_has_its_own_name(site):
    index = (site / "index.html").read_text(encoding="utf-8")
    boxes = re.findall(r'<div class="[^"]*table-wrapper[^>]*tabindex="0" role="region" aria-label="([^"]*)"', index)
    assert boxes == ["甲与&lt;乙&gt;", "表 2"]


def test_no_identifier_is_given_twice(site):
    class Identifiers(HTMLParser):
        found: list

        def handle_starttag(self, _tag, attributes):
            self.found += [value for name, value in attributes if name == "id"]

    for file in site.rglob("*.html"):
        parser = Identifiers()
        parser.found = []
        parser.feed(file.read_text(encoding="utf-8"))
        assert len(parser.found) == len(set(parser.found)), file


def test_root_page_lists_what_is_built(site):
    root = (site.parent / "index.html").read_text(encoding="utf-8")
    assert 'href="zh/index.html"' in root
    assert 'href="en/index.html"' in root
    assert '<h1><span lang="zh-CN">试验报告</span>' in root


def test_colours_of_code_are_loaded_where_there_is_code(site, page):
    assert "pygments.css" not in page
    assert "furo.css" in page
    assert "pygments.css" in (site / "index.html").read_text(encoding="utf-8")
    assert "pygments.css" not in (site / "search.html").read_text(encoding="utf-8")


def test_nothing_is_loaded_from_elsewhere(site):
    loading = re.compile(
        r"""<(?:script|img|iframe)[^>]*\ssrc=["']?(?:https?:)?//|<link[^>]*stylesheet[^>]*//|url\(["']?https?:"""
    )
    for file in [*site.rglob("*.html"), *site.rglob("*.css")]:
        assert not loading.search(file.read_text(encoding="utf-8")), file


def test_language_that_is_not_built_is_not_linked(tmp_path):
    out, _ = build(tmp_path)
    text = (out / "index.html").read_text(encoding="utf-8")
    assert "csr-languages" not in text
    assert "hreflang" not in text
    assert "noindex" not in text
    assert "announcement" not in text
    assert not (out.parent / "index.html").exists()


def test_index_of_words_is_the_same_in_two_builds(site, tmp_path):
    again, _ = build(tmp_path, seed="7")
    assert (again / "searchindex.js").read_bytes() == (site / "searchindex.js").read_bytes()


def test_words_that_furo_no_longer_writes_are_a_warning(tmp_path):
    conf = CONF + 'from csrdirectives.sphinx import site\nsite.FIXED_WORDS += ("<title>Gone</title>",)\n'
    _, warnings = build(tmp_path, strict=False, conf=conf)
    assert "furo no longer writes <title>Gone</title>: look through the theme csr" in warnings


def test_unknown_language_folder_is_a_warning(tmp_path):
    _, warnings = build(tmp_path, strict=False, conf=CONF + 'csr_built_languages = ["zh", "fr"]\n')
    assert "csr_built_languages: no language in csr_languages has the folder 'fr'" in warnings


def test_english_words_are_those_of_furo(tmp_path):
    out, _ = build(tmp_path, "language=en")
    text = (out / "index.html").read_text(encoding="utf-8")
    assert "Skip to content" in text
    assert 'Made with <a href="https://www.sphinx-doc.org/">Sphinx</a> and' in text


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """The real report as the service builds it for a branch, with a review left behind in the settings."""
    folder = tmp_path_factory.mktemp("report")
    service = {
        "READTHEDOCS": "True",
        "READTHEDOCS_VERSION": "latest",
        "READTHEDOCS_VERSION_TYPE": "branch",
        "READTHEDOCS_CANONICAL_URL": "https://report.example.org/latest/",
    }
    for language, name in (("zh_CN", "zh"), ("en", "en")):
        command = [sys.executable, "-m", "sphinx", "-nqW", "-c", str(ROOT), "-d", str(folder / f"trees-{name}")]
        command += ["-D", f"language={language}", "-D", "csr_review=7", str(ROOT / "docs"), str(folder / name)]
        outcome = subprocess.run(  # noqa: S603
            command, env={**os.environ, **service}, capture_output=True, text=True, check=False
        )
        assert outcome.returncode == 0, outcome.stderr
    return {
        name: {
            page.relative_to(folder / name).as_posix(): page.read_text("utf-8")
            for page in (folder / name).rglob("*.html")
        }
        for name in ("zh", "en", "")
    }


def test_each_page_of_the_report_names_itself_in_every_language(report):
    assert set(report["zh"]) == set(report["en"])
    for name, page in report["zh"].items():
        told = re.findall(r'<link rel="alternate" hreflang="([^"]*)" href="([^"]*)">', page)
        base = "https://report.example.org/latest"
        assert told == [
            ("zh-CN", f"{base}/zh/{name}"),
            ("en", f"{base}/en/{name}"),
            ("x-default", f"{base}/zh/{name}"),
        ], name
        assert re.findall(r'<link rel="alternate" hreflang="([^"]*)" href="([^"]*)">', report["en"][name]) == told
        assert f'<link rel="canonical" href="{base}/zh/{name}">' in page
        assert f'<link rel="canonical" href="{base}/en/{name}">' in report["en"][name]


def test_each_page_of_the_report_tells_its_language(report):
    for language, tag in (("zh", "zh-CN"), ("en", "en-GB")):
        assert {re.search(r'<html [^>]*lang="([^"]*)"', page)[1] for page in report[language].values()} == {tag}


def test_a_place_has_the_same_anchor_in_both_languages(report):
    for name in set(report["zh"]) - {"genindex.html"}:  # whose headings are letters
        chinese, english = (set(re.findall(r'\sid="([^"]*)"', report[language][name])) for language in ("zh", "en"))
        assert chinese == english, name


def test_a_release_is_never_marked_as_under_review(report):
    for pages in report.values():
        assert [name for name, page in pages.items() if 'class="csr-review"' in page] == []
        assert [name for name, page in pages.items() if "noindex" in page and not name.endswith("search.html")] == []


def test_root_page_has_the_title_in_both_languages(report):
    root = report[""]["index.html"]
    assert '<span lang="zh-CN">松江电信局 2023 年度社会责任报告</span>' in root
    assert '<span lang="en">Songjiang Telecom Bureau Social Responsibility Report 2023</span>' in root


def test_a_change_under_review_is_named_and_kept_from_search_engines(tmp_path):
    settings = ("csr_review=12", "csr_built_languages=zh,en", "csr_landing=1")
    out, _ = build(tmp_path, *settings)
    for page in (*out.glob("*.html"), *out.glob("part/*.html"), out.parent / "index.html"):
        assert page.read_text("utf-8").count("noindex") == 1, page
    text = (out / "part" / "one.html").read_text("utf-8")
    ribbon = text.partition('<p class="csr-review">')[2].partition("</p>")[0]
    assert ribbon.startswith("审阅稿，尚未发布：合并请求 12")
    assert '<a href="../../en/part/one.html" lang="en" hreflang="en" data-folder="en">English</a>' in ribbon
    assert '<aside aria-label="公告" class="announcement-content">' in text


def test_name_of_a_change_is_text_not_markup(tmp_path):
    out, _ = build(tmp_path, "csr_review=<b>草稿</b>")
    assert "尚未发布：&lt;b&gt;草稿&lt;/b&gt;" in (out / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("configured", "service", "change"),
    [
        ("", {}, ""),
        ("草稿", {}, "草稿"),
        ("", {"READTHEDOCS": "True", "READTHEDOCS_VERSION_TYPE": "external", "READTHEDOCS_VERSION": "12"}, "12"),
        ("草稿", {"READTHEDOCS": "True", "READTHEDOCS_VERSION_TYPE": "external", "READTHEDOCS_VERSION": "12"}, "12"),
        ("草稿", {"READTHEDOCS": "True", "READTHEDOCS_VERSION_TYPE": "tag", "READTHEDOCS_VERSION": "2023"}, ""),
        ("草稿", {"READTHEDOCS": "True", "READTHEDOCS_VERSION_TYPE": "branch", "READTHEDOCS_VERSION": "latest"}, ""),
        ("", {"READTHEDOCS_VERSION_TYPE": "external", "READTHEDOCS_VERSION": "12"}, ""),
    ],
)
def test_service_alone_knows_whether_a_change_is_under_review(configured, service, change):
    assert under_review(configured, service) == change


@pytest.mark.parametrize(
    ("configured", "service", "address"),
    [
        ("", {}, ""),
        ("https://example.org/r", {}, "https://example.org/r/"),
        ("", {"READTHEDOCS_CANONICAL_URL": "https://r.readthedocs.io/latest/"}, "https://r.readthedocs.io/latest/"),
        (
            "https://example.org/r/",
            {"READTHEDOCS_CANONICAL_URL": "https://r.readthedocs.io/latest/"},
            "https://example.org/r/",
        ),
    ],
)
def test_address_of_the_site_is_the_setting_else_that_of_the_service(configured, service, address):
    assert site_address(configured, service) == address


def test_search_knows_the_order_of_reading(report):
    listed = json.loads(re.search(r"const csrPages = (\{.*?\});", report["zh"]["search.html"])[1])
    assert listed["chapters"][:2] == ["statement", "profile"]
    assert "appendix/glossary" in listed["others"]
    places = ("appendix/indicators", "appendix/standards", "handbook/index", "appendix/indicators/employees")
    assert [page for page in listed["others"] if page in places] == list(places)  # what stands deeper comes later
