"""The index of a site: by pinyin in Chinese; the dictionary is loaded for words alone that are new."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

PAGES = {
    "index.md": "# 首页\n\n:::{glossary}\n员工\n  人。\n\n重庆\n  城市。\n\nAPI\n  接口。\n\n《报告》\n  文件。\n:::\n",
    "plain.md": "# 正文\n\n{index}`2023 年`，{index}`会计 <pair: 会计; 银行>`，{index}`职工 <see: 职工; 员工>`。\n",
}


def entries(built):
    """The letters of the index, and the words under each in their order."""
    page = built.text("genindex.html")
    groups = re.findall(r'<h2 id="[^"]*">(.*?)</h2>(.*?)</table>', page, re.DOTALL)
    item = re.compile(r"<li>\s*(?:<a[^>]*>)?\s*(?:<strong>)?([^<]*?)\s*<(?:/?a|em|/strong|ul|/li)", re.DOTALL)
    return {letter: item.findall(words) for letter, words in groups}


def test_chinese_is_sorted_by_pinyin_under_letters(build):
    assert list(entries(build(PAGES, "html")).items()) == [
        ("符号", ["2023 年"]),
        ("A", ["API"]),
        ("B", ["《报告》"]),
        ("C", ["重庆"]),
        ("K", ["会计", "银行"]),
        ("Y", ["银行", "会计", "员工"]),
        ("Z", ["职工", "见 员工"]),
    ]


def test_index_of_another_language_is_left_as_it_is(build, monkeypatch):
    monkeypatch.setitem(sys.modules, "pypinyin", None)  # which cannot be imported any more
    built = build(PAGES, "html", language="ja", suppress_warnings=["csr", "toc.not_included"])
    assert not Path(built.app.doctreedir, "csr-pinyin.json").exists()
    assert "员" in entries(built)


def test_dictionary_is_loaded_for_new_words_alone(build, monkeypatch):
    first = build(PAGES, "html")
    kept = Path(first.app.doctreedir, "csr-pinyin.json")
    assert json.loads(kept.read_text("utf-8"))["readings"]["重庆"] == [["chong", "2"], ["qing", "4"]]
    monkeypatch.setitem(sys.modules, "pypinyin", None)  # which cannot be imported any more
    again = build({"plain.md": PAGES["plain.md"] + "\n又一句。\n"}, "html")
    assert again.read == {"plain"}
    assert entries(again) == entries(first)


def test_index_without_chinese_needs_no_dictionary(build, monkeypatch):
    monkeypatch.setitem(sys.modules, "pypinyin", None)
    assert entries(build({"index.md": "# 首页\n\n{index}`b`、{index}`A`\n"}, "html")) == {"A": ["A"], "B": ["b"]}


def test_reading_kept_by_another_release_is_not_used(build):
    kept = Path(build(PAGES, "html").app.doctreedir, "csr-pinyin.json")
    wrong = {"release": "0", "readings": {"重庆": [["zhong", "4"], ["qing", "4"]]}}
    kept.write_text(json.dumps(wrong), "utf-8")
    assert entries(build({"plain.md": "# 正文\n"}, "html"))["C"] == ["重庆"]
