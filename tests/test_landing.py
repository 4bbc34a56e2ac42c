"""The page above the languages."""

import pytest

from csrdirectives.landing import Language, landing_page

CHINESE = Language("zh-CN", "中文", "zh")
ENGLISH = Language("en", "English", "en")
TITLES = {"zh": "责任报告", "en": "Responsibility Report"}


def test_one_language_is_led_to_at_once():
    page = landing_page([CHINESE], TITLES)
    assert '<meta http-equiv="refresh" content="0; url=zh/index.html">' in page
    assert '<a href="zh/index.html" lang="zh-CN" hreflang="zh-CN" data-folder="zh">责任报告</a>' in page
    assert "<script" not in page


def test_several_languages_are_listed_and_not_forced():
    page = landing_page([CHINESE, ENGLISH], TITLES)
    assert "http-equiv" not in page
    assert page.index('href="zh/index.html"') < page.index('href="en/index.html"')
    assert '<span lang="zh-CN">请选择语言</span> · <span lang="en">Choose a language</span>' in page
    assert 'const folders = {"en": "en", "zh": "zh"};' in page


def test_first_language_is_that_of_the_page():
    assert landing_page([ENGLISH, CHINESE], TITLES).startswith('<!doctype html>\n<html lang="en">')


def test_title_is_text_not_markup():
    page = landing_page([CHINESE], {"zh": "甲 & 乙 <script>"})
    assert "<title>甲 &amp; 乙 &lt;script&gt;</title>" in page
    assert page.count("甲 &amp; 乙 &lt;script&gt;") == page.count("甲") == 3


def test_title_is_given_in_each_language():
    page = landing_page([CHINESE, ENGLISH], TITLES)
    assert '<h1><span lang="zh-CN">责任报告</span><br>\n<span lang="en">Responsibility Report</span></h1>' in page


def test_search_engines_are_kept_from_a_site_under_review():
    kept_out = '<meta name="robots" content="noindex">'
    assert kept_out in landing_page([CHINESE, ENGLISH], TITLES, indexed=False)
    assert kept_out not in landing_page([CHINESE, ENGLISH], TITLES)


def test_nothing_comes_from_elsewhere():
    assert "://" not in landing_page([CHINESE, ENGLISH], TITLES)


def test_no_language_is_refused():
    with pytest.raises(ValueError, match="at least one language"):
        landing_page([], {})
