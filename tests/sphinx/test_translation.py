"""The gate in the build: a translation shows the figures of its original, and the page shows what it is given."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest

from csrdirectives.editions import compare, read_edition
from csrdirectives.load import load
from csrdirectives.numerals import factors
from csrdirectives.webpage import read_page

ENGLISH = {
    "language": "en",
    "locale_dirs": ["locales"],
    "gettext_compact": False,
    "suppress_warnings": ["toc.not_included", "csr.untranslated"],
}
FOLDER = "locales/en/LC_MESSAGES/"
HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'


class Entry(NamedTuple):
    """A message of a ``.po`` file."""

    msgid: str
    msgstr: str
    comment: str = ""


def po(*entries):
    """The text of a ``.po`` file."""
    blocks = [HEAD]
    for entry in entries:
        comment = f"# {entry.comment}\n" if entry.comment else ""
        blocks.append(f"{comment}msgid {quoted(entry.msgid)}\nmsgstr {quoted(entry.msgstr)}\n")
    return "\n".join(blocks)


def quoted(text):
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def line_of(text, msgid):
    return text[: text.index(f"msgid {quoted(msgid)}")].count("\n") + 1


def words(html):
    """What a reader reads of a page's body."""
    body = html.partition('role="main"')[2].partition('<div class="sphinxsidebar"')[0].partition(">")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", body))


@pytest.fixture
def english(build):
    """The English edition of a page, whose message the entry translates; other warnings than asked for fail."""

    def built(page, *entries, **settings):
        pages = {"index.md": page, f"{FOLDER}index.po": po(*entries)}
        return build(pages, "html", **{**ENGLISH, **settings})

    return built


STAFF, TRAINING = "{csr:value}`workforce.total`", "{csr:value}`training.participations`"
ORIGINAL = f"年末有{STAFF}，培训{TRAINING}。"
HAD, TRAINED = "workforce.total@2023-12-31", "training.participations@2023"

LOST = {
    "a figure is lost": (f"There were {STAFF}.", TRAINED, "–"),
    "both are lost": ("There were people.", f"{TRAINED}, {HAD}", "–"),
    "a figure is doubled": (f"{STAFF}, that is {STAFF}, took part in training {TRAINING}.", "–", HAD),
    "a figure is tripled": (f"{STAFF}, {STAFF}, {STAFF}, {TRAINING}.", "–", f"{HAD} ×2"),
    "a figure is replaced": (f"{STAFF}, {{csr:value}}`service.complaints`.", TRAINED, "service.complaints@2023"),
    "another period": (f"{{csr:value}}`workforce.total@2022-12-31`, {TRAINING}.", HAD, "workforce.total@2022-12-31"),
    "another part": (f"{{csr:value}}`workforce.total#female`, {TRAINING}.", HAD, f"{HAD}#female"),
    "digits are typed": (f"There were 291 people, training {TRAINING}.", HAD, "–"),
    "a role's name is misspelt in its domain": (f"{{csr:valeu}}`workforce.total`, {TRAINING}.", HAD, "–"),
    "a role's name is that of another": (f"{{ref}}`workforce.total`, {TRAINING}.", HAD, "–"),
    "the backquotes are gone": (f"{{csr:value}}workforce.total, {TRAINING}.", HAD, "–"),
    "a blank before the backquote": (f"{{csr:value}} `workforce.total`, {TRAINING}.", HAD, "–"),
    "a value becomes a change": (
        f"{{csr:change}}`workforce.total`, {TRAINING}.", HAD, f"{HAD} - workforce.total@2022-12-31",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", LOST)
def test_other_figures_are_told_at_the_message_once(build, what):
    msgstr, missing, extra = LOST[what]
    file = po(Entry("首页", "Home"), Entry(ORIGINAL, msgstr))
    built = build({"index.md": f"# 首页\n\n{ORIGINAL}\n", f"{FOLDER}index.po": file}, "html", warned=True, **ENGLISH)
    told = [warning for warning in built.warnings if warning.code == "csr.figures-differ"]
    assert [(warning.path, warning.line) for warning in told] == [("index.po", line_of(file, ORIGINAL))]
    assert f"missing: {missing}; extra: {extra}" in told[0].words
    assert built.failed


def test_misspelt_key_is_told_at_the_message_with_the_nearest_name_once(build):
    file = po(Entry(ORIGINAL, f"There were {{csr:value}}`workforce.totl`, training {TRAINING}."))
    built = build({"index.md": f"# 首页\n\n{ORIGINAL}\n", f"{FOLDER}index.po": file}, "html", warned=True, **ENGLISH)
    assert {(told.path, told.line) for told in built.warnings} == {("index.po", line_of(file, ORIGINAL))}
    unknown, differ = built.warnings
    assert "did you mean “workforce.total”?" in unknown.words
    assert f"missing: {HAD}; extra: [? workforce.totl]" in differ.words
    assert "[? workforce.totl]" in words(built.text("index.html"))


def test_key_that_the_original_misspelt_too_makes_no_difference(build):
    page = "# 首页\n\n有{csr:value}`workforce.totl`人。\n"
    file = po(Entry("有{csr:value}`workforce.totl`人。", "There are {csr:value}`workforce.totl`."))
    built = build({"index.md": page, f"{FOLDER}index.po": file}, "html", warned=True, **ENGLISH)
    places = [(told.path, told.line, told.code) for told in built.warnings]
    translated = line_of(file, "有{csr:value}`workforce.totl`人。")
    assert places == [("index.md", 3, "csr.unknown-indicator"), ("index.po", translated, "csr.unknown-indicator")]


GOOD = {
    "in another order": Entry(ORIGINAL, f"{TRAINING}, by {STAFF}."),
    "plural forms": Entry(ORIGINAL, f"{TRAINING} by {{csr:value}}`workforce.total; one: # person; other: # people`."),
    "a number in place of a value": Entry(ORIGINAL, f"{{csr:number}}`workforce.total` people, {TRAINING}."),
    "the period written out": Entry(ORIGINAL, f"{{csr:value}}`workforce.total@2023-12-31`, {TRAINING}."),
    "repeated with a reason": Entry(ORIGINAL, f"{STAFF}; {STAFF}; {TRAINING}.", "figures: English names it twice"),
    "left out with a reason": Entry(ORIGINAL, f"{TRAINING}.", "figures: told in the sentence before"),
    "a reason in Chinese": Entry(ORIGINAL, f"{TRAINING}.", "figures：上句已有"),
    "a doubted figure repeated with a reason": Entry(
        "男员工{csr:value}`workforce.total#male`。",
        "{csr:value}`workforce.total#male`, yes, {csr:value}`workforce.total#male`.",
        "figures: for emphasis",
    ),
    "not translated": Entry(ORIGINAL, ""),
    "a line break": Entry(ORIGINAL, f"{STAFF},\n{TRAINING}."),
}


@pytest.mark.parametrize("what", GOOD)
def test_legitimate_difference_passes(english, what):
    entry = GOOD[what]
    english(f"# 首页\n\n{entry.msgid}\n", entry)


@pytest.mark.parametrize("comment", ["figures:", "figures: ", "twice", "numbers: twice"])
def test_comment_without_a_reason_excuses_nothing(build, comment):
    file = po(Entry(ORIGINAL, f"{STAFF}.", comment))
    built = build({"index.md": f"# 首页\n\n{ORIGINAL}\n", f"{FOLDER}index.po": file}, "html", warned=True, **ENGLISH)
    assert [told.code for told in built.warnings] == ["csr.figures-differ"]


def test_message_that_stands_twice_is_told_of_once(build):
    page = f"# 首页\n\n- {ORIGINAL}\n- {ORIGINAL}\n"
    built = build({"index.md": page, f"{FOLDER}index.po": po(Entry(ORIGINAL, STAFF))}, "html", warned=True, **ENGLISH)
    assert [told.code for told in built.warnings] == ["csr.figures-differ"]


WHERE = {
    "heading": "# 首页\n\n## {}\n",
    "title of the page": "# {}\n",
    "list item": "# 首页\n\n- 一\n- {}\n",
    "numbered item": "# 首页\n\n1. {}\n",
    "quotation": "# 首页\n\n> {}\n",
    "table": "# 首页\n\n| 列 |\n|---|\n| {} |\n",
    "head of a table": "# 首页\n\n| {} |\n|---|\n| 一 |\n",
    "table in an admonition": "# 首页\n\n:::{{note}}\n| 列 |\n|---|\n| {} |\n:::\n",
    "table with a title": "# 首页\n\n:::{{table}} 表\n| 列 |\n|---|\n| {} |\n:::\n",
    "title of a table": "# 首页\n\n:::{{table}} {}\n| 列 |\n|---|\n| 一 |\n:::\n",
    "list-table": "# 首页\n\n:::{{list-table}} 表\n* - 一\n  - {}\n:::\n",
    "caption": "# 首页\n\n:::{{csr:table}} workforce.*\n:caption: {}\n:::\n",
    "caption of cards": "# 首页\n\n:::{{csr:cards}} workforce.total\n:caption: {}\n:::\n",
    "footnote": "# 首页\n\n正文[^a]。\n\n[^a]: {}\n",
    "term": "# 首页\n\n:::{{glossary}}\n{}\n    定义。\n:::\n",
    "definition of a term": "# 首页\n\n:::{{glossary}}\n术语\n    {}\n:::\n",
    "definition": "# 首页\n\n词\n: {}\n",
    "word defined": "# 首页\n\n{}\n: 定义。\n",
    "title of an admonition": "# 首页\n\n:::{{admonition}} {}\n正文。\n:::\n",
    "remark of a content index": "# 首页\n\n:::{{csr:standards}} gri\n2-7: {}\n:::\n",
}


@pytest.mark.parametrize("where", WHERE)
def test_figure_is_kept_wherever_a_message_stands(english, where):
    built = english(WHERE[where].format(f"总计{STAFF}"), Entry(f"总计{STAFF}", f"Staff of {STAFF}"))
    shown = words(built.text("index.html"))
    assert "Staff of 291 persons" in shown
    assert "总计" not in shown


@pytest.mark.parametrize("where", WHERE)
def test_lost_figure_is_told_wherever_a_message_stands(build, where):
    page, file = WHERE[where].format(f"总计{STAFF}"), po(Entry(f"总计{STAFF}", "Staff of 291"))
    built = build({"index.md": page, f"{FOLDER}index.po": file}, "html", warned=True, **ENGLISH)
    assert [(told.path, told.line, told.code) for told in built.warnings] == [("index.po", 4, "csr.figures-differ")]


def test_name_and_note_of_a_card_are_messages_of_their_page(english):
    page = "# 首页\n\n:::{csr:cards}\nworkforce.total; name: 员工数; note: 年末\n:::\n"
    built = english(page, Entry("员工数", "Staff"), Entry("年末", "At the end of the year"))
    assert "291 persons Staff At the end of the year" in words(built.text("index.html"))


PAGES = {
    "index.md": "# 首页\n\n:::{toctree}\nstaff\ntraining\nplain\nappendix\n:::\n",
    "staff.md": f"# 员工\n\n年末有{STAFF}。\n\n:::{{csr:table}} workforce.dispatched\n:::\n",
    "training.md": f"# 培训\n\n培训{TRAINING}。\n\n:::{{csr:cards}} contests.entered\n:::\n",
    "plain.md": "# 正文\n\n没有数。\n",
    "appendix.md": "# 附录\n\n:::{csr:catalogue}\n:::\n",
    f"{FOLDER}staff.po": po(Entry(f"年末有{STAFF}。", f"There were {STAFF}."), Entry("员工", "Staff")),
    f"{FOLDER}training.po": po(Entry(f"培训{TRAINING}。", f"Training: {TRAINING}."), Entry("培训", "Training")),
    f"{FOLDER}plain.po": po(Entry("没有数。", "No figure."), Entry("正文", "Text")),
    f"{FOLDER}indicators.po": po(
        Entry("派遣制员工", "Agency staff"), Entry("参加竞赛", "Contests"), Entry("在岗员工总数", "Staff on duty")
    ),
}
THEME = {**ENGLISH, "html_theme": "csr"}


@pytest.fixture
def edition(build):
    """The English edition, built once; to be built again with other files."""

    def again(files, **settings):
        return build(files, "html", **{**THEME, **settings})

    assert again(PAGES).read == {"index", "staff", "training", "plain", "appendix"}
    return again


def test_nothing_changed_reads_and_writes_nothing(edition):
    built = edition({})
    assert (built.read, built.written) == (set(), set())


def test_changed_message_reads_its_page_alone(edition):
    file = PAGES[f"{FOLDER}plain.po"].replace("No figure.", "No figure at all.")
    built = edition({f"{FOLDER}plain.po": file})
    assert built.read == {"plain"}
    assert "No figure at all." in built.text("plain.html")


@pytest.mark.usefixtures("edition")
def test_message_that_loses_its_figure_is_told_of_when_its_page_is_read_again(build):
    file = PAGES[f"{FOLDER}staff.po"].replace(f"There were {STAFF}.", "There were 291.")
    built = build({f"{FOLDER}staff.po": file}, "html", warned=True, **THEME)
    assert [(told.path, told.code) for told in built.warnings] == [("staff.po", "csr.figures-differ")]
    assert built.read == {"staff"}


@pytest.mark.parametrize(
    ("old", "new", "readers"),
    [
        ("Agency staff", "Dispatched staff", {"staff"}),
        ("Contests", "Competitions", {"training"}),
        ("Staff on duty", "All staff", {"staff"}),
    ],
)
def test_changed_name_of_an_indicator_reads_the_pages_that_show_it(edition, old, new, readers):
    file = PAGES[f"{FOLDER}indicators.po"].replace(old, new)
    built = edition({f"{FOLDER}indicators.po": file})
    assert built.read == readers | {"appendix"}  # where every indicator is defined
    assert not any(old in built.text(f"{page}.html") for page in ("staff", "training", "plain", "appendix"))
    assert new in built.text("appendix.html")


def test_two_processes_make_the_same_english_bytes(edition, build_all):
    one, two = edition({}), build_all(PAGES, "html", parallel=2, **THEME)
    assert two.warnings == []
    assert {name for name, content in two.files().items() if one.files().get(name) != content} == set()


def test_text_without_a_translation_is_told_of_once(build):
    pages = {"index.md": "# 首页\n\n:::{csr:table} workforce.*\n:::\n\n:::{csr:catalogue}\n:::\n", "two.md": "# 二\n"}
    pages[f"{FOLDER}indicators.po"] = po(Entry("在岗员工总数", "Staff on duty"))
    settings = {**ENGLISH, "suppress_warnings": ["toc.not_included"]}
    built = build(pages, "html", warned=True, **settings)
    told = [warning for warning in built.warnings if "人事年报" in warning.words]  # the source of nine figures
    assert [(warning.code, warning.words) for warning in told] == [
        ("csr.untranslated", "“人事年报” is not translated (indicators.po)")
    ]
    assert {warning.code for warning in built.warnings} == {"csr.untranslated"}
    assert not any("“在岗员工总数”" in warning.words for warning in built.warnings)
    assert len(built.warnings) == len(set(built.warnings))
    assert build({}, "html", warned=True, **settings).warnings == built.warnings  # and in each build


def test_figure_that_the_translation_leaves_out_is_not_listed_as_shown_there(edition):
    assert "Training" in places(edition({}), "training.participations")
    comment = "figures: told elsewhere"
    file = po(Entry(f"培训{TRAINING}。", "There was training.", comment), Entry("培训", "Training"))
    assert "Training" not in places(edition({f"{FOLDER}training.po": file}), "training.participations")


def places(built, indicator):
    """What the definition of an indicator says of the pages that show it."""
    entry = built.text("appendix.html").partition(f'id="ind-{indicator}"')[2].partition("<dt id=")[0]
    return entry.partition("Shown in")[2]


def test_built_editions_say_the_same_and_their_numbers_read_as_their_values(build_all):
    """What the comparison of editions finds on pages of every kind: no difference of figures, anchors or links."""
    pages = {
        **{name: text for name, text in PAGES.items() if name.endswith(".po")},
        "index.md": PAGES["index.md"].replace("plain\n", "plain\nall\n"),
        **{name: PAGES[name] for name in ("staff.md", "training.md", "plain.md", "appendix.md")},
        "all.md": ALL,
    }
    settings = {"html_theme": "csr", "suppress_warnings": ENGLISH["suppress_warnings"]}
    built = [build_all(pages, "html", **settings), build_all(pages, "html", **{**THEME, **settings})]
    assert [edition.warnings for edition in built] == [[], []]
    original, translation = (read_edition(edition.out) for edition in built)
    told = list(compare(original, translation, {}, factors(load(built[0].folder / "data", "data")[0])))
    assert [problem for problem in told if not problem.code.startswith("edition-chinese")] == []
    shown = {figure.key for page in original.pages.values() for figure in page.figures}
    assert len(shown) > 20


ALL = """(all)=
# 各种数据

{csr:value}`report.issue`，{csr:value}`report.first_year`，{csr:value}`training.participations`，\
{csr:value}`aid.visits@2019/2023`，{csr:value}`contests.entered`，{csr:value}`workforce.outsourced`，\
{csr:value}`aid.purchase.total`，{csr:number}`aid.purchase.total`，{csr:value}`workforce.dispatched.share`，\
{csr:value}`service.complaints`，{csr:value}`training.hours_avg`，{csr:value}`workforce.total#male`，\
{csr:change}`workforce.total`，{csr:change}`aid.purchase.north`，{csr:count}`awards`，\
{csr:count}`awards; level: national`，见{ref}`all`。

:::{csr:table}
:columns: name value number unit status
:name: table-all

aid.purchase.*
workforce.*
:::

:::{csr:table} aid.purchase.*
:periods: 2022 2023
:::

:::{csr:cards}
aid.purchase.total
training.participations
contests.entered
:::
"""


@pytest.mark.parametrize("part", ["warnings-data", "comparators", "standards", "definitions", "roles", "table-columns"])
def test_chinese_in_the_english_reference_is_marked_as_chinese(english, part):
    page = f"# 首页\n\n:::{{csr:reference}} {part}\n:::\n"
    built = english(
        page, Entry("首页", "Home"), copyright="Sample", extensions=["myst_parser", "csrdirectives.handbook"]
    )
    page = read_page(built.out / "index.html")
    assert page.chinese == []
    assert page.marked
