"""Plain text says which figure or table is meant."""

from __future__ import annotations

PAGES = {
    "index.md": """# 报告

:::{toctree}
one
:::
""",
    "one.md": """# 一章

见{numref}`bar`和{numref}`people`，又见{numref}`图表 <people>`。

:::{csr:chart} bar
:caption: 北多于南
:name: bar

aid.purchase.*
:::

:::{csr:table} workforce.total
:caption: 员工
:name: people
:::
""",
}


def test_references_and_captions_have_their_numbers(build_all):
    text = build_all(PAGES, "text").text("one.txt")
    assert "%s" not in text
    assert "见图 1和表 1" in text.replace("\n", "")
    assert "图 1 北多于南" in text
    assert "表 1 员工" in text


def test_english_has_them_in_its_words(build_all):
    text = build_all({"index.md": PAGES["one.md"]}, "text", language="en").text("index.txt")
    assert "Fig. 1 北多于南" in text
    assert "Table 1 员工" in text


def test_captions_without_numbers_stay_as_they_are(build_all):
    pages = {"index.md": ":::{csr:table} workforce.total\n:caption: 员工\n:::\n"}
    assert "表 1" not in build_all(pages, "text", numfig=False).text("index.txt")
