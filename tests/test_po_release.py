"""What keeps translations from being released, each told in words at its place."""

from __future__ import annotations

import shutil

import pytest
from click.testing import CliRunner

from csrdirectives.cli import main

TEMPLATE = """msgid ""
msgstr ""

#: ../../docs/page.md:3
msgid "在岗{csr:value}`workforce.total`"
msgstr ""

#: ../../docs/page.md:5
msgid "说明"
msgstr ""
"""


@pytest.fixture
def check(data, tmp_path, monkeypatch):
    """Runs the check on a translated page, after the file has been changed; what it says, or nothing if all is well."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANGUAGE", "en")
    templates, page = tmp_path / "build/gettext", tmp_path / "locales/en/LC_MESSAGES/page.po"
    templates.mkdir(parents=True)
    (templates / "page.pot").write_text(TEMPLATE, "utf-8")
    arguments = ["--docs", "docs", "--data", str(data.root), "po"]
    CliRunner().invoke(main, [*arguments, "annotate"])
    text = page.read_text("utf-8")
    text = text.replace('`"\nmsgstr ""', '`"\nmsgstr "{csr:value}`workforce.total` on the job"')
    page.write_text(text.replace('明"\nmsgstr ""', '明"\nmsgstr "Notes"'), "utf-8")

    def check(old="", new="", *options):
        text = page.read_text("utf-8")
        assert old in text
        page.write_text(text.replace(old, new, 1), "utf-8")
        before = page.read_bytes()
        result = CliRunner().invoke(main, [*arguments, "check", *options])
        assert page.read_bytes() == before
        assert (result.exit_code == 0) == ("no problems" in result.output)
        return result.output

    return check


def test_finished_translations_pass(check):
    assert check() == "no problems (files: 1)\n"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"Notes"', '""', "page.po:16: there is no translation yet [csr.po-empty]"),
        ('#: docs/page.md\nmsgid "说', '#: docs/page.md\n#, fuzzy\nmsgid "说', "[csr.po-fuzzy]"),
        ('"Notes"', '"说明"', "[csr.po-same]"),
        ("workforce.total` on", "workforce.totl` on", "there is no figure “workforce.totl”; did you mean"),
        ('"Notes"', '"Notes', "page.po:17: this is not valid in a .po file"),
        ('msgid "说明"', 'msgid "说明"\nmsgid "再"', "[csr.po-syntax]"),
        ('msgid "说明"', 'msgid "说明"\nmsgstr "Notes"\n\nmsgid "说明"', "[csr.po-twice]"),
        (
            'msgid "说明"',
            'msgid "旧说明"',
            "page.po: the file is out of date: 1 messages are missing and 1 are no longer",
        ),
        ("291 persons", "290 persons", "page.po: comments or layout are out of date; run csrdirectives po annotate"),
        ('msgstr "Notes"', 'msgstr ""\n"Notes"', "[csr.po-form]"),
        ("#. workforce", "#. old = 1\n#. workforce", "[csr.po-form]"),
    ],
)
def test_what_is_wrong_is_told(check, old, new, told):
    assert told in check(old, new)


def test_a_file_that_is_missing_is_out_of_date(check, tmp_path):
    (tmp_path / "build/gettext/other.pot").write_text(TEMPLATE, "utf-8")
    assert "other.po: the file is out of date: 2 messages are missing" in check()


def test_a_file_of_no_page_is_told(check, tmp_path):
    (tmp_path / "build/gettext/page.pot").rename(tmp_path / "build/gettext/renamed.pot")
    output = check()
    assert "page.po: there is no page “page”" in output
    assert "renamed.po: the file is out of date" in output


def test_without_templates_nothing_can_be_compared(check, tmp_path):
    shutil.rmtree(tmp_path / "build")
    assert "build/gettext: there are no templates (.pot) here" in check()


def test_a_fault_in_the_glossary_is_told(check, data):
    data.write("glossary.csv", "zh,en,note\n说明,notes,= as above\n")
    assert "glossary.csv:2: column “note” holds a formula" in check()


def test_notes_count_only_when_asked(check, data):
    data.write("glossary.csv", "zh,en\n说明,explanations\n")
    check('#: docs/page.md\nmsgid "说', '#. 说明 = explanations\n#: docs/page.md\nmsgid "说')
    assert check() == "no problems (files: 1)\n"
    assert "uses none of its approved forms" in check("", "", "--strict")


def test_another_language_is_not_read_as_english(check, data, tmp_path):
    data.change("report.toml", '"en"]', '"en", "fr"]')
    data.change("units.toml", '"{}人" }', '"{}人" }\nforms.fr = { other = "{} personnes" }')
    shutil.copytree(tmp_path / "locales/en", tmp_path / "locales/fr")
    page = tmp_path / "locales/fr/LC_MESSAGES/page.po"
    text = page.read_text("utf-8").replace("Language: en", "Language: fr").replace("(n != 1)", "(n > 1)")
    text = (
        text.replace("291 persons", "291 personnes")
        .replace("on the job", "dans les 3 sites, a b")
        .replace("Notes", "Avis")
    )
    page.write_text(text, "utf-8")
    assert check() == "no problems (files: 2)\n"
    page.write_text(text.replace("workforce.total` dans", "workforce.totl` dans"), "utf-8")
    assert "fr/LC_MESSAGES/page.po:12: there is no figure" in check()
