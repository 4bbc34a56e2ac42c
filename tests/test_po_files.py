"""``.po`` files and glossaries as they are read, and the command that checks them."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from csrdirectives.cli import main
from csrdirectives.po import Knowledge, labels_of, lint_file, read_glossary, read_po
from csrdirectives.problems import Problems

PO = r"""# The report in English.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"

#. workforce.total = 291人 / 291 persons
# figures: the second is in the heading
#: docs/profile.md
msgid "员工{csr:value}`workforce.total`，另{csr:value}`aid.visits`"
msgstr ""
"{csr:value}`workforce.total` "
"on the job"

#, fuzzy, python-brace-format
msgid "说明"
msgstr "Notice"

msgid "报告"
msgstr "Reprot\n"
"A report"

#~ msgid "旧"
#~ msgstr ""
"""


@pytest.fixture
def po(tmp_path):
    def write(text: str, name: str = "page.po"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return path

    return write


def told(path, known=None):
    return [(problem.code, problem.where.line) for problem in lint_file(path, "page.po", known or Knowledge())]


def test_messages_keep_their_order_lines_comments_and_flags(po):
    problems = Problems()
    messages = read_po(po(PO), "page.po", problems)
    assert problems == []
    assert [(m.msgid[:2], m.where.line, m.fuzzy, m.obsolete) for m in messages] == [
        ("员工", 9, False, False),
        ("说明", 15, True, False),
        ("报告", 18, False, False),
        ("旧", 22, False, True),
    ]
    assert messages[0].comment == "figures: the second is in the heading"
    assert messages[0].msgstr == "{csr:value}`workforce.total` on the job"
    assert messages[1].flags == ("fuzzy", "python-brace-format")


def test_problems_stand_at_the_line_of_the_message(po):
    assert told(po(PO)) == [("po-fuzzy", 15)]


def test_windows_line_ends_and_a_mark_at_the_beginning_change_nothing(po):
    assert told(po("\ufeff" + PO.replace("\n", "\r\n"))) == [("po-fuzzy", 15)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('msgid "甲"\nmsgstr "A\n', 2),
        ('msgid "甲"\nmsgstr A\n', 2),
        ('msgid "甲"\nmsgstr "say "hello""\n', 2),
        ('msgid "甲"\n\nmsgid "乙"\nmsgstr "B"\n', 1),
        ('msgid "甲"\n\n#. a\nmsgctxt "b"\nmsgid "乙"\nmsgstr "B"\n', 1),
        ('msgid "甲"\nmsgstr "A"\n\nmsgid "乙"\n', 4),
        ('msgid "甲"\nmsgstr "A\\角"\n', 2),
    ],
)
def test_what_is_no_po_file_is_told_at_its_line(po, text, line):
    assert told(po(text)) == [("po-syntax", line)]


def test_a_missing_file_is_told(tmp_path):
    assert told(tmp_path / "none.po") == [("file-missing", 0)]


def test_a_message_that_stands_twice_is_told(po):
    assert told(po('msgid "甲"\nmsgstr "A"\n\nmsgid "甲"\nmsgstr "B"\n\n#~ msgid "甲"\n#~ msgstr "C"\n')) == [
        ("po-twice", 4)
    ]


def test_an_empty_file_has_nothing_wrong(po):
    assert told(po("")) == []


def test_glossary_takes_alternatives_brackets_and_forbidden_forms(po):
    path = po(
        "zh,en,note,category,forbidden\n"
        "产数 / 产业数字化,Industrial Digitalisation,,business,\n"
        "人次,person-times (participations),,hr,people / persons\n"
        "无译名,,,hr,\n",
        "glossary.csv",
    )
    problems = Problems()
    glossary = read_glossary(path, "glossary.csv", problems)
    assert problems == []
    assert list(glossary.terms) == ["产数", "产业数字化", "人次"]
    (use,) = glossary.uses("20人次", "20 people, 20 participations")
    assert (use.times, use.approved, use.forbidden) == (1, 1, ("people",))


@pytest.mark.parametrize(
    ("row", "fixed"),
    [
        ("经营收入,operating revenue,", True),  # four characters: a set expression
        ("进博会,China International Import Expo (CIIE),", True),  # a name
        ("反诈,anti-fraud / fraud prevention,", False),
        ("反诈,anti-fraud / fraud prevention,anti-scam", True),  # the editors have weighed it
        ("员工,employees / staff / workforce,crew", False),  # said in many ways
    ],
)
def test_names_and_set_expressions_are_told_from_everyday_words(po, row, fixed):
    glossary = read_glossary(po(f"zh,en,forbidden\n{row}\n", "glossary.csv"), "glossary.csv", Problems())
    assert [term.fixed for term in glossary.terms.values()] == [fixed]


@pytest.mark.parametrize(
    ("source", "translation", "wrong"),
    [
        ("20人次", "20 people", "people"),
        ("20人次", "20 participations by people", ""),  # a word stands for something else as well
        ("党员之家", "the Home of Members of the Party, or party home", "party home"),
        ("支部和党委", "the branch and its committee", ""),  # forbidden for one, approved for the other
    ],
)
def test_a_forbidden_form_counts_where_it_stands_for_the_term(po, source, translation, wrong):
    path = po(
        "zh,en,forbidden\n人次,participations,people\n党员之家,Home of Members of the Party,party home\n"
        "支部,branch,committee\n党委,committee,\n",
        "glossary.csv",
    )
    uses = read_glossary(path, "glossary.csv", Problems()).uses(source, translation)
    assert next((use.wrong for use in uses if use.wrong), "") == wrong


@pytest.mark.parametrize(
    ("source", "translation", "approved"),
    [
        ("产数", "the industrial digitalization of Songjiang", 1),
        ("产数", "Industrial   Digitalisation’s aim", 1),
        ("产数", "digital industry", 0),
        ("外包人员", "staff of firms to which work is outsourced", 1),
        ("外包人员", "Staff take part. The work is outsourced.", 0),
        ("局", "the Bureau and the Bureau", 2),
        ("局", "a bureau", 0),
        ("支局", "two Sub-bureaus", 1),
        ("支局", "Songjiang Telecom Bureau", 0),
        ("班", "summer classes", 1),
        ("进博会", "CIIE", 1),
        ("工委", "the Boys’ Committee", 0),
    ],
)
def test_approved_forms_are_found_whatever_their_case_number_and_spelling(po, source, translation, approved):
    path = po(
        "zh,en\n产数,Industrial Digitalisation\n局,Songjiang Telecom Bureau\n支局,sub-bureau\n班,summer class\n"
        "进博会,China International Import Expo (CIIE)\n工委,party (of workers)\n外包人员,outsourced staff\n",
        "glossary.csv",
    )
    (use,) = read_glossary(path, "glossary.csv", Problems()).uses(source, translation)
    assert use.approved == approved


def test_labels_are_those_of_headings_and_blocks(po, tmp_path):
    po("(about)=\n# 说明\n\n:::{csr:table} a.*\n:name: table-a\n:::\n见{ref}`b`。(c)= d\n", "docs/a.md")
    assert labels_of(tmp_path / "docs") == {"about", "table-a"}


@pytest.fixture
def run(data, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANGUAGE", "en")

    def run(*arguments: str):
        return CliRunner().invoke(main, ["--docs", ".", "--data", str(data.root), "po", "lint", *arguments])

    return run


def test_lint_tells_each_problem_at_its_place_and_fails(run, po):
    po('msgid "员工{csr:value}`workforce.total`"\nmsgstr "{csr:value}`workforce.totl` on the job"\n', "locales/en/a.po")
    result = run()
    assert result.exit_code == 1
    assert (
        "locales/en/a.po:1: there is no figure “workforce.totl”; did you mean “workforce.total”? [csr.po-key-unknown]"
    ) in result.output


def test_lint_reads_the_files_it_is_given_and_folders_of_them(run, po):
    po('msgid "甲"\nmsgstr ""\n', "locales/a.po")
    po('msgid "乙"\nmsgstr "B"\n', "more/b.po")
    assert run("more/b.po").exit_code == 0
    assert run("more").output == "no problems (files: 1)\n"
    assert run("more", "locales").exit_code == 1
    assert run("none.po").exit_code == 1


def test_lint_without_files_says_so(run):
    assert "there are no .po files" in run().output


def test_notes_fail_only_when_asked(run, po, data):
    data.write("glossary.csv", "zh,en\n班,class\n")
    po('msgid "班"\nmsgstr "school"\n', "locales/a.po")
    assert run().exit_code == 0
    assert "note: " in run().output
    assert run("--strict").exit_code == 1


def test_lint_can_tell_programs(run, po):
    po('msgid "甲"\nmsgstr ""\n', "locales/a.po")
    told = json.loads(run("--json").stdout)
    assert told == {
        "code": "po-empty",
        "severity": "error",
        "path": "locales/a.po",
        "line": 1,
        "zh": "还没有译文",
        "en": "there is no translation yet",
    }


def test_lint_speaks_the_language_of_its_user(run, po, monkeypatch):
    monkeypatch.setenv("LANGUAGE", "zh_CN")
    po('msgid "甲"\nmsgstr ""\n', "locales/a.po")
    assert "还没有译文" in run().output
