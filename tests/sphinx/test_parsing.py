"""What is kept from message to message: pages are the same without it, and nothing of one gets into another."""

from __future__ import annotations

import logging
import subprocess
import sys
from types import SimpleNamespace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.base import DocutilsRenderer
from myst_parser.parsers.mdit import create_md_parser
from sphinx.util import nodes as sphinx_nodes

from csrdirectives.sphinx.parsing import SEEN_IN_WORDS, WORDS, KeptParser, hush, make_document, words_of

CONF = """\
extensions = ["myst_parser", "csrdirectives"]
myst_enable_extensions = ["colon_fence", "deflist"]
exclude_patterns = ["data"]
suppress_warnings = ["csr.untranslated", "i18n.inconsistent_references"]
language = "en"
project = copyright = html_title = "Sample"
numfig = True
html_copy_source = False
locale_dirs = ["locales"]
gettext_compact = False
"""
AS_THEY_COME = """
from csrdirectives.sphinx import translation

translation.read_faster = lambda: None
translation.AdoptMessages.apply = lambda self, **around: None
"""
PAGE = """(top)=
# 首页{csr:value}`workforce.total`

员工{csr:value}`workforce.total`，见{ref}`top`与[首页](#top)，注[^a]与[^b]，{term}`术语`。

员工{csr:value}`workforce.total`，见{ref}`top`与[首页](#top)，注[^a]与[^b]，{term}`术语`。

| 相同 | 相同 | {csr:value}`aid.purchase.total` |
|---|---|---|
| 相同 | 相同 | 相同{csr:value}`workforce.total#male` |

:::{admonition} 相同
- 相同
- **相同** {csr:count}`awards`
:::

:::{glossary}
术语
    相同
:::

相同
: 定义

[^a]: 注{csr:value}`aid.visits@2019/2023`。
[^b]: 相同

## 相同

### 相同

相同，不译。

## 只有文字

只有文字。

只有标点。

有记号。
"""
PO = r"""
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8"

msgid "首页{csr:value}`workforce.total`"
msgstr "Home of {csr:value}`workforce.total`"

msgid "员工{csr:value}`workforce.total`，见{ref}`top`与[首页](#top)，注[^a]与[^b]，{term}`术语`。"
msgstr "{term}`Terms <术语>`[^a] and *so on*[^b]: {csr:value}`workforce.total`, see [home](#top) and {ref}`top`."

msgid "相同"
msgstr "The “same” -- *again*"

msgid "相同{csr:value}`workforce.total#male`"
msgstr "The same {csr:value}`workforce.total#male`"

msgid "**相同** {csr:count}`awards`"
msgstr "**The same** {csr:count}`awards`"

msgid "术语"
msgstr "Terms"

msgid "注{csr:value}`aid.visits@2019/2023`。"
msgstr "Note {csr:value}`aid.visits@2019/2023`."

msgid "定义"
msgstr "1. not a paragraph"

msgid "只有文字"
msgstr "Words alone"

msgid "只有文字。"
msgstr "Words alone - of the “Bureau”; what's \\"straight\\" -- here ... 9,657  (about 5 %)."

msgid "只有标点。"
msgstr "a) 1. it/they: yes! No?"

msgid "有记号。"
msgstr "A *mark* &amp; \\\\* a_b_c."
"""
EXTENSIONS = "amsmath attrs_block attrs_inline colon_fence deflist dollarmath fieldlist html_admonition html_image"
MARKED = st.sampled_from(["*", "_", "`", "&amp;", "<a>", "[a]", "#", "{", "\\", "$", "~", "|", "^", "@"])
LETTERS = st.text(alphabet="aZé中9  ,.;:?!'\"’“”()–—/%+·×…-\n=", max_size=25)


@pytest.fixture
def project(tmp_path, data):
    """A page with messages of many kinds; builds it into a folder of that name, with the lines added to conf.py."""
    (tmp_path / "index.md").write_text(PAGE, "utf-8")
    (tmp_path / "two.md").write_text(PAGE.replace("(top)=\n", "").replace("{ref}`top`", "{ref}`二<top>`"), "utf-8")
    folder = tmp_path / "locales" / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "index.po").write_text(PO, "utf-8")
    (folder / "two.po").write_text(PO, "utf-8")
    assert data.root.parent == tmp_path

    def built(name, lines=""):
        (tmp_path / "conf.py").write_text(CONF + lines, "utf-8")
        out = tmp_path / name
        command = [sys.executable, "-m", "sphinx", "-q", "-E", "-d", str(tmp_path / f"{name}-trees"), str(tmp_path)]
        told = subprocess.run([*command, str(out)], check=True, capture_output=True, text=True).stderr  # noqa: S603
        files = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
        trees = sum(path.stat().st_size for path in (tmp_path / f"{name}-trees").rglob("*.doctree"))
        return files, told, trees

    return built


def test_pages_are_the_same_byte_by_byte_without_it(project):
    ours, told, trees = project("ours")
    theirs, told_before, trees_before = project("theirs", AS_THEY_COME)
    assert "The “same”" in ours["index.html"].decode()
    assert "定义" in ours["index.html"].decode()
    assert {name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name)} <= {".buildinfo"}
    assert set(told.splitlines()) == set(told_before.splitlines())
    assert trees < 0.7 * trees_before


@given(text=LETTERS.map("a".__add__).filter(WORDS.fullmatch))
@example("(about 5 %)")
@example("“Quoted” -- https://example.org/a-b")
@example("Title\n==========")
def test_words_alone_are_what_markdown_too_takes_for_words_alone(text):
    config = MdParserConfig(enable_extensions={*EXTENSIONS.split(), "strikethrough", "substitution", "tasklist"})
    block, inline, end = create_md_parser(config, DocutilsRenderer).parse(text)
    kind = "heading" if "\n" in text else "paragraph"
    assert (block.type, end.type) == (f"{kind}_open", f"{kind}_close")
    assert {child.type for child in inline.children} == {"text"}
    assert "".join(child.content for child in inline.children) == text.partition("\n")[0]


@given(before=LETTERS, mark=MARKED, after=LETTERS)
def test_what_has_a_mark_of_markdown_is_parsed(before, mark, after):
    assert WORDS.fullmatch("a" + before + mark + after) is None


@pytest.mark.parametrize("text", ["", " words", "words ", "1. words", "- words", "+ words", "words\nwords", "2023"])
def test_what_may_be_more_than_a_paragraph_is_parsed(text):
    assert WORDS.fullmatch(text) is None


@pytest.mark.parametrize(("path", "extension"), [("a.rst", ""), *(("a.md", name) for name in sorted(SEEN_IN_WORDS))])
def test_words_are_parsed_where_words_can_be_more(path, extension):
    suffixes = {".md": "markdown", ".rst": "restructuredtext"}
    config = SimpleNamespace(source_suffix=suffixes, myst_enable_extensions={extension})
    assert words_of("words", path, config) is None
    plain = SimpleNamespace(source_suffix=suffixes, myst_enable_extensions=set())
    assert words_of("words", "a.md", plain).astext() == "words"


def test_misspelt_role_is_told_of_once(build):
    po = PO + '\nmsgid "不译{csr:count}`awards`"\nmsgstr "{csr:cuont}`awards`"\n'
    pages = {"index.md": "# 首页\n\n不译{csr:count}`awards`\n", "locales/en/LC_MESSAGES/index.po": po}
    settings = {"language": "en", "locale_dirs": ["locales"], "suppress_warnings": ["csr.untranslated"]}
    built = build(pages, "html", warned=True, **settings)
    assert sorted(told.code for told in built.warnings) == ["csr.figures-differ", "myst.role_unknown"]


def test_parser_at_work_is_not_given_away():
    keep, config, within = KeptParser(), MdParserConfig(), []

    class Asking(DocutilsRenderer):
        def render_text(self, token):
            within.append((token.content, keep(config, Asking)))

    first = keep(config, Asking)
    assert keep(config, Asking) is first
    first.options["document"] = make_document()
    first.render("text")
    ((text, other),) = within
    assert text == "text"
    assert other is not first
    assert keep(config, Asking) is first


def test_other_configuration_has_a_parser_of_its_own():
    keep = KeptParser()
    first = keep(MdParserConfig(), DocutilsRenderer)
    assert keep(MdParserConfig(enable_extensions={"deflist"}), DocutilsRenderer) is not first


def test_documents_do_not_share_their_settings():
    one, two = make_document(), make_document()
    one.settings.tab_width = 3
    for name, value in vars(one.settings).items():
        if isinstance(value, list):
            value.append(name)
    assert two.settings.tab_width == make_document().settings.tab_width == 8
    assert not any(isinstance(value, list) and name in value for name, value in vars(two.settings).items())


@pytest.mark.parametrize(("verbosity", "written"), [(0, False), (1, False), (2, True)])
def test_what_is_not_translated_is_written_down_for_who_asks_to_be_told_all(verbosity, written):
    logging.getLogger("sphinx").setLevel(logging.DEBUG)  # as Sphinx does
    hush(SimpleNamespace(verbosity=verbosity))
    assert sphinx_nodes.logger.isEnabledFor(logging.DEBUG) is written
    assert sphinx_nodes.logger.isEnabledFor(logging.WARNING)
