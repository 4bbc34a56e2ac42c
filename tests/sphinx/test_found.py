"""How pages are found and shown elsewhere, and what lost readers are given."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from csrdirectives.landing import Language
from csrdirectives.notfound import not_found_page
from csrdirectives.sitemap import robots, sitemap

LANGUAGES = [Language("zh-CN", "中文", "zh"), Language("en", "English", "en")]
SITE = "https://csr.example.org/"
PAGES = {
    "index.md": "# 甲 & 乙\n\n:::{toctree}\none\n:::\n\n共{csr:value}`workforce.total#female`。第二句。\n\n二段。\n",
    "one.md": "# 一章\n\n" + "很长的一段话，没有句号" * 30 + "\n",
}
SETTINGS = {"html_theme": "csr", "csr_landing": True, "csr_site_url": SITE, "csr_built_languages": ["zh", "en"]}


def metas(page):
    return dict(re.findall(r'<meta (?:name|property)="([\w:]+)" content="([^"]*)">', page))


@pytest.fixture(scope="module")
def site(build_all):
    return build_all(PAGES, "html", **SETTINGS)


def test_page_tells_its_title_and_first_paragraph_without_marks(site):
    told = metas(site.text("index.html"))
    assert told["description"] == told["og:description"] == "共118人。第二句。"
    assert told["og:title"] == "甲 &amp; 乙"
    assert told["og:url"] == f"{SITE}zh/index.html"


def test_long_paragraph_is_cut(site):
    words = metas(site.text("one.html"))["description"]
    assert len(words) <= 150
    assert words.endswith("…")


def test_site_without_an_address_makes_none_up(build_all):
    built = build_all(PAGES, "html", html_theme="csr")
    assert "og:url" not in metas(built.text("index.html"))


# ---- above the languages


def test_map_lists_each_page_in_each_language_with_the_others():
    tree = ET.fromstring(sitemap(SITE, LANGUAGES, ["a&b.html", "index.html"]))  # noqa: S314  # ours
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    places = [place.text for place in tree.findall("s:url/s:loc", names)]
    assert places == [f"{SITE}{folder}/{page}" for page in ("a&b.html", "index.html") for folder in ("zh", "en")]
    first = [(link.get("hreflang"), link.get("href")) for link in tree.find("s:url", names).findall("x:link", names)]
    zh, en = places[:2]
    assert first == [("zh-CN", zh), ("en", en), ("x-default", zh)]


@pytest.mark.parametrize(
    ("site", "listed", "expected"),
    [
        (SITE, True, f"User-agent: *\nAllow: /\nSitemap: {SITE}sitemap.xml\n"),
        ("", True, "User-agent: *\nAllow: /\n"),
        (SITE, False, "User-agent: *\nDisallow: /\n"),
    ],
)
def test_search_engines_are_let_in_unless_it_is_a_review(site, listed, expected):
    assert robots(site, listed=listed) == expected


def test_map_goes_when_a_change_is_under_review(build):
    root = build(PAGES, "html", **SETTINGS).out.parent
    assert "zh/one.html" in (root / "sitemap.xml").read_text("utf-8")
    build({}, "html", **SETTINGS, csr_review="7")
    assert not (root / "sitemap.xml").exists()
    assert "Disallow: /" in (root / "robots.txt").read_text("utf-8")


def test_lost_reader_is_led_to_each_language_from_any_depth():
    page = not_found_page(LANGUAGES, {"zh": "<报告>", "en": "Report"}, SITE)
    assert re.findall(r'href="(http[^"]*)"', page) == [
        f"{SITE}{folder}/{name}.html" for folder in ("zh", "en") for name in ("index", "search")
    ]
    assert '<section lang="zh-CN">\n<h1>没有这一页</h1>' in page
    assert "&lt;报告&gt;" in page
