"""References: an entry in, its printed line out, in both editions; and the same through Sphinx."""

from __future__ import annotations

from pathlib import Path

import pytest
from docutils import nodes
from pybtex.database import parse_string
from pybtex.style.template import FieldIsMissing
from sphinx.application import Sphinx
from sphinx.testing.util import SphinxTestApp

from csrdirectives.gbt7714 import MARKS, STYLES, Gbt7714, Gbt7714English

UNKNOWN = "@misc{k, title={某指南}, title_en_unofficial={A Guide}, %s}"


def printed(style: type[Gbt7714], bibtex: str) -> list[str]:
    bibliography = style().format_bibliography(parse_string(bibtex, "bibtex"))
    return [f"[{entry.label}] {entry.text.render_as('plaintext')}" for entry in bibliography]


def zh(bibtex: str) -> str:
    return printed(Gbt7714, bibtex)[0].removeprefix("[1] ")


def en(bibtex: str) -> str:
    return printed(Gbt7714English, bibtex)[0].removeprefix("[1] ")


STANDARD = """@standard{k,
  author = {{全国标准委员会}}, author_en = {{Committee of Standards}},
  title = {社会责任报告编写指南}, title_en = {Guidance on Social Responsibility Reporting},
  number = {GB/T 36001—2015}, address = {北京}, address_en = {Beijing},
  publisher = {中国标准出版社}, publisher_en = {Standards Press of China}, year = 2015, pages = {2--3},
}"""


def test_standard() -> None:
    assert zh(STANDARD) == (
        "全国标准委员会. 社会责任报告编写指南: GB/T 36001—2015[S]. 北京: 中国标准出版社, 2015: 2-3."
    )
    assert en(STANDARD) == (
        "Committee of Standards. Guidance on Social Responsibility Reporting: GB/T 36001—2015[S]. "
        "Beijing: Standards Press of China, 2015: 2-3."
    )


def test_book_without_author_or_official_english_title() -> None:
    bibtex = """@book{k, title = {报告手册}, title_en_unofficial = {A Manual of Reports}, edition = {2},
      note = {书名按原报告列示，未核实}, note_en = {Title as the original report has it; not verified}}"""
    assert zh(bibtex) == "报告手册[M]. 2版. 书名按原报告列示，未核实。"
    assert en(bibtex) == (
        "报告手册 [A Manual of Reports][M]. 2nd ed. Title as the original report has it; not verified."
    )


def test_article() -> None:
    bibtex = """@article{k, author = {张三 and 李四}, author_en = {Zhang, San and Li, Si}, title = {论报告},
      title_en = {On Reports}, journal = {期刊}, journal_en = {Journal}, year = 2020, volume = 36, number = 8,
      pages = {12-15}}"""
    assert zh(bibtex) == "张三, 李四. 论报告[J]. 期刊, 2020, 36(8): 12-15."
    assert en(bibtex) == "ZHANG S, LI S. On Reports[J]. Journal, 2020, 36(8): 12-15."


def test_article_of_a_journal_without_volumes() -> None:
    assert zh("@article{k, title={题}, journal={刊}, year=1998, number=3, pages={1-2}}") == "题[J]. 刊, 1998(3): 1-2."


def test_law() -> None:
    bibtex = """@law{k, author = {{全国人民代表大会}}, author_en = {{National People's Congress}},
      title = {某法}, title_en = {Some Law}, number = {主席令第一号}, number_en = {Presidential Order No. 1},
      date = {2020-05-28}}"""
    assert zh(bibtex) == "全国人民代表大会. 某法: 主席令第一号[Z]. 2020-05-28."
    assert en(bibtex) == "National People's Congress. Some Law: Presidential Order No. 1[Z]. 2020-05-28."


def test_online() -> None:
    bibtex = """@online{k, author = {某局}, title = {某页}, date = {2001-12-19}, urldate = {2002-04-15},
      url = {https://example.org/a_b?c=1%20~d}}"""
    assert zh(bibtex) == "某局. 某页[EB/OL]. (2001-12-19)[2002-04-15]. https://example.org/a_b?c=1%20~d."
    link = next(iter(Gbt7714().format_bibliography(parse_string(bibtex, "bibtex")))).text.render_as("html")
    assert '<a href="https://example.org/a_b?c=1%20~d">' in link


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ("publisher={社}, date={2011-05-03}", "题[M/OL]. 社, 2011(2011-05-03). https://example.org."),
        ("publisher={社}, year=2011, date={2012-05-03}", "题[M/OL]. 社, 2011(2012-05-03). https://example.org."),
        ("year=2011, urldate={2024-01-02}", "题[M/OL]. 2011[2024-01-02]. https://example.org."),
        ("date=2011", "题[M/OL]. 2011. https://example.org."),
        ("urldate={2024-01-02}", "题[M/OL]. [2024-01-02]. https://example.org."),
        ("mark={R}, date={2011-05-03}", "题[R]. 2011-05-03. https://example.org."),
    ],
)
def test_dates_and_marks_of_what_is_read_online(fields: str, line: str) -> None:
    assert zh(f"@book{{k, title={{题}}, url={{https://example.org}}, {fields}}}") == line


@pytest.mark.parametrize(
    ("type_", "mark"),
    [*MARKS.items(), ("Standard", "S"), ("agreement", "Z")],
)
def test_marks(type_: str, mark: str) -> None:
    assert zh(f"@{type_}{{k, title={{题}}}}") == f"题[{mark}]."
    assert zh(f"@{type_}{{k, title={{题}}, mark={{G}}}}") == "题[G]."


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ("address={上海}", "题[M]. 上海."),
        ("publisher={社}", "题[M]. 社."),
        ("year=2020", "题[M]. 2020."),
        ("pages={7}", "题[M]. 7."),
        ("address={上海}, pages={7}", "题[M]. 上海: 7."),
        ("edition={1}", "题[M]."),
        ("edition={修订版}", "题[M]. 修订版."),
        ("note={存疑。}", "题[M]. 存疑。"),
        ("note={存疑（见第二章。）}", "题[M]. 存疑（见第二章。）"),
        ("note={ISO only}", "题[M]. ISO only."),
        ("note={占工资总额的1.5%，未核实}", "题[M]. 占工资总额的1.5%，未核实。"),
        ("author={}, publisher={}, year={}, note={}", "题[M]."),
    ],
)
def test_missing_fields_leave_no_mark(fields: str, line: str) -> None:
    assert zh(f"@book{{k, title={{题}}, {fields}}}") == line


@pytest.mark.parametrize(
    ("author", "chinese", "english"),
    [
        ("甲 and 乙 and 丙", "甲, 乙, 丙. ", "甲, 乙, 丙. "),
        ("甲 and 乙 and 丙 and 丁", "甲, 乙, 丙, 等. ", "甲, 乙, 丙, et al. "),
        ("甲 and others", "甲, 等. ", "甲, et al. "),
        ("张, 三", "张三. ", "张三. "),
        ("Hairer, Ernst and N{\\o}rsett, Syvert P.", "HAIRER E, NØRSETT S P. ", "HAIRER E, NØRSETT S P. "),
        ("Jean-Pierre van der Berg", "VAN DER BERG J-P. ", "VAN DER BERG J-P. "),
        ("A A and B B and C C and D D", "A A, B B, C C, et al. ", "A A, B B, C C, et al. "),
        ("{Bodies and Boards Inc.}", "Bodies and Boards Inc. ", "Bodies and Boards Inc. "),
        ("GRI", "GRI. ", "GRI. "),
    ],
)
def test_authors(author: str, chinese: str, english: str) -> None:
    bibtex = f"@book{{k, author={{{author}}}, title={{题}}}}"
    assert (zh(bibtex), en(bibtex)) == (f"{chinese}题[M].", f"{english}题[M].")


@pytest.mark.parametrize(
    ("edition", "shown"),
    [
        ("1", "T[M]."),
        ("3", "T[M]. 3rd ed."),
        ("11", "T[M]. 11th ed."),
        ("22", "T[M]. 22nd ed."),
        ("rev. ed.", "T[M]. rev. ed."),
    ],
)
def test_english_editions(edition: str, shown: str) -> None:
    assert en(f"@book{{k, title={{T}}, edition={{{edition}}}}}") == shown


def test_an_official_title_goes_before_a_translation() -> None:
    assert en(UNKNOWN % "title_en={The Guide}") == "The Guide[Z]."
    assert en(UNKNOWN % "title_en={}") == "某指南 [A Guide][Z]."
    assert en(UNKNOWN % "number={一号}") == "某指南 [A Guide]: 一号[Z]."
    assert zh(UNKNOWN % "title_en={The Guide}") == "某指南[Z]."


def test_an_entry_without_title_is_an_error() -> None:
    for style in STYLES.values():
        with pytest.raises(FieldIsMissing, match="missing title in k"):
            printed(style, "@book{k, year=2020}")


def test_order_is_that_of_the_citations() -> None:
    bibtex = "@misc{z, title={后}}@misc{a, title={先}}"
    assert printed(Gbt7714, bibtex) == ["[1] 后[Z].", "[2] 先[Z]."]


CONF = """
from pathlib import Path
from csrdirectives.sphinx.bibliography import setup_bibliography as setup
extensions = ["myst_parser", "sphinxcontrib.bibtex"]
bibtex_bibfiles = ["references.bib"]
language = "zh_CN"
locale_dirs = [str(Path(__file__).parent / "locales")]
"""
PAGE = """# 依据

依据{cite}`second,first`编制。

另见{cite}`dropped`与{cite}`first`。

```{bibliography}
```
"""
REFERENCES = """
@standard{first, title={社会责任指南}, title_en={Guidance on Social Responsibility}, number={GB/T 36000—2015}}
@book{second, title={手册}, title_en_unofficial={A Manual}, note={未核实}, note_en={not verified}}
@misc{dropped, title={不译}}
"""
TRANSLATION = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8"

msgid "依据{cite}`second,first`编制。"
msgstr "It follows {cite}`second,first`."

msgid "另见{cite}`dropped`与{cite}`first`。"
msgstr "See also {cite}`first`. # noqa"
"""
FILES = {
    "conf.py": CONF,
    "index.md": PAGE,
    "references.bib": REFERENCES,
    "locales/en/LC_MESSAGES/index.po": TRANSLATION,
}


class Edition:
    """A built page: the lines of its list, where they lead back to, its citations, and the warnings."""

    def __init__(self, folder: Path, **settings: str) -> None:
        app = project(folder, **settings)
        app.connect("doctree-resolved", self.look)
        try:
            app.build()
            self.warnings = app.warning.getvalue()
        finally:
            app.cleanup()

    def look(self, _app: Sphinx, page: nodes.document, _docname: str) -> None:
        entries = list(page.findall(nodes.citation))
        self.entries = [" ".join(child.astext() for child in entry.children) for entry in entries]
        self.back: list[list[str]] = [entry.get("backrefs", []) for entry in entries]
        citations = [node for node in page.findall(nodes.inline) if "bibtex-citation" in node["classes"]]
        self.citations = [citation.astext() for citation in citations]
        self.ids = [citation["ids"][0] for citation in citations]
        self.raised = [isinstance(citation[0], nodes.superscript) for citation in citations]


def project(folder: Path, **settings: str) -> SphinxTestApp:
    for name, content in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    return SphinxTestApp("html", srcdir=folder, confoverrides=settings)


def test_the_chinese_edition(tmp_path: Path) -> None:
    page = Edition(tmp_path)
    assert page.warnings == ""
    assert page.entries == ["1 手册[M]. 未核实。", "2 社会责任指南: GB/T 36000—2015[S].", "3 不译[Z]."]
    assert page.citations == ["[1, 2]", "[3]", "[2]"]


def test_the_english_edition_lists_what_it_cites(tmp_path: Path) -> None:
    page = Edition(tmp_path, language="en")
    assert page.warnings == ""
    assert page.entries == [
        "1 手册 [A Manual][M]. not verified.",
        "2 Guidance on Social Responsibility: GB/T 36000—2015[S].",
    ]


def test_chinese_title_in_the_english_edition_is_marked_as_chinese(tmp_path: Path) -> None:
    Edition(tmp_path, language="en", html_theme="basic")
    page = (tmp_path / "_build" / "html" / "index.html").read_text("utf-8")
    assert '<span lang="zh-CN">手册</span> [A Manual][M]. not verified.' in page
    assert 'title="[A Manual][M]. not verified."' in page
    assert 'title="Guidance on Social Responsibility: GB/T 36000—2015[S]."' in page


def test_chinese_edition_has_nothing_to_mark(tmp_path: Path) -> None:
    Edition(tmp_path, html_theme="basic")
    page = (tmp_path / "_build" / "html" / "index.html").read_text("utf-8")
    assert 'lang="zh-CN">手册' not in page
    assert 'title="手册[M]. 未核实。"' in page


def test_back_references_lead_to_the_citations_of_the_page(tmp_path: Path) -> None:
    page = Edition(tmp_path, language="en")
    first, second = page.ids
    assert page.back == [[first], [first, second]]


def test_citations_may_be_raised(tmp_path: Path) -> None:
    page = Edition(tmp_path, bibtex_reference_style="gbt7714")
    assert page.warnings == ""
    assert page.citations == ["[1,2]", "[3]", "[2]"]
    assert all(page.raised)


@pytest.mark.parametrize(
    ("settings", "style"),
    [
        ({}, "gbt7714-zh"),
        ({"language": "zh_Hans"}, "gbt7714-zh"),
        ({"language": "en"}, "gbt7714-en"),
        ({"bibtex_default_style": "unsrt"}, "unsrt"),
        ({"bibtex_default_style": "alpha"}, "alpha"),
        ({"bibtex_default_style": "alpha", "language": "en"}, "alpha"),
    ],
)
def test_the_style_follows_the_language_unless_set(tmp_path: Path, settings: dict[str, str], style: str) -> None:
    app = project(tmp_path, **settings)
    assert app.config.bibtex_default_style == style
    app.cleanup()


@pytest.mark.parametrize(
    ("settings", "style"),
    [
        ({}, ""),
        ({"language": "en"}, "gbt7714-en-alone"),
        ({"language": "en", "bibtex_tooltips_style": "plain"}, "plain"),
        ({"language": "en", "bibtex_default_style": "alpha"}, ""),
    ],
)
def test_the_style_of_hints_follows_that_of_the_list(tmp_path: Path, settings: dict[str, str], style: str) -> None:
    app = project(tmp_path, **settings)
    assert app.config.bibtex_tooltips_style == style
    app.cleanup()


def test_a_style_set_in_conf_py_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FILES, "conf.py", CONF + 'bibtex_default_style = "alpha"')
    app = project(tmp_path)
    assert app.config.bibtex_default_style == "alpha"
    app.cleanup()


def test_a_project_without_a_bibliography_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text(
        "from csrdirectives.sphinx.bibliography import setup_bibliography as setup\n", encoding="utf-8"
    )
    (tmp_path / "index.rst").write_text("Title\n=====\n", encoding="utf-8")
    app = SphinxTestApp("html", srcdir=tmp_path)
    try:
        app.build()
        assert app.warning.getvalue() == ""
    finally:
        app.cleanup()
