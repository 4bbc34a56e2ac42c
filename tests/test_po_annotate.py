"""Translators' files after an update: comments that are true, translations found again, one layout."""

from __future__ import annotations

import polib
import pytest
from click.testing import CliRunner
from sphinx_intl.basic import update

from csrdirectives.cli import main
from csrdirectives.po.annotate import Desk, annotate

TOTAL = "在岗{csr:value}`workforce.total`，其中女员工{csr:value}`workforce.total#female`。"
ENGLISH = "{csr:value}`workforce.total` on the job, {csr:value}`workforce.total#female` of them women."
NOTE = "说明"
PAGE = "../../docs/page.md:{}"


def pot(*messages, source=PAGE):
    """A template of these messages, one in every third line of its page."""
    return "\n".join(
        ['msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n']
        + [f'#: {source.format(3 * n + 3)}\nmsgid "{message}"\nmsgstr ""\n' for n, message in enumerate(messages)]
    )


class Translations:
    """Templates, and the files that translators have of them."""

    def __init__(self, root, data):
        self.root, self.data = root, data
        self.templates, self.files = root / "build", root / "locales/en/LC_MESSAGES"
        self.terms = {"员工": "employees", "女员工": "women"}

    def templates_are(self, **pages):
        for page, messages in pages.items():
            self.templates.mkdir(exist_ok=True)
            (self.templates / f"{page}.pot").write_text(pot(*messages), "utf-8")

    def annotate(self, language="en"):
        catalogue, _ = self.data.load()
        folder = self.root / "locales" / language / "LC_MESSAGES"
        return annotate(self.templates, folder, Desk(catalogue, self.root / "docs", language, self.terms))

    def path(self, page="page"):
        return self.files / f"{page}.po"

    def text(self, page="page"):
        return self.path(page).read_bytes().decode()

    def entries(self, page="page"):
        return {entry.msgid: entry for entry in polib.pofile(self.text(page))}

    def translate(self, msgid, msgstr, page="page", **fields):
        file = polib.pofile(self.text(page), wrapwidth=0)
        entry = file.find(msgid)
        entry.msgstr = msgstr
        for name, value in fields.items():
            setattr(entry, name, value)
        self.path(page).write_text(f"{file}\n", "utf-8")


@pytest.fixture
def files(tmp_path, data):
    return Translations(tmp_path, data)


@pytest.fixture
def translated(files):
    """A page of two sentences, both translated and in normal form."""
    files.templates_are(page=[TOTAL, NOTE])
    files.annotate()
    files.translate(TOTAL, ENGLISH, tcomment="figures: as in the original")
    files.translate(NOTE, "Notes")
    files.annotate()
    return files


def test_a_second_run_changes_nothing(translated):
    before = translated.text()
    assert translated.annotate() == []
    assert translated.text() == before


def test_comments_give_present_figures_in_both_languages_and_the_terms(translated):
    assert translated.entries()[TOTAL].comment.splitlines() == [
        "workforce.total = 291人 / 291 persons",
        "workforce.total#female = 118人 / 118 persons",
        "女员工 = women",
    ]


def test_comments_say_what_a_change_reads_as_in_both_languages(files):
    files.templates_are(
        page=[
            "比上年{csr:change}`workforce.total; up: 增加#; down: 减少#`",
            "比上年{csr:change}`workforce.total; as: difference`",
            "比上年{csr:change}`contests.entered; none: 不可比`",
        ]
    )
    files.annotate()
    comments = [entry.comment.splitlines()[0] for entry in files.entries().values() if entry.comment]
    assert comments == [
        "workforce.total = 下降3.0% / down 3.0%",
        "workforce.total = 减少9人 / down by 9 persons",
    ]


def test_comments_lead_to_the_section(translated):
    (translated.root / "docs").mkdir()
    page = "(above)=\n# 甲\n正文\n(below)=\n## 乙\n说明\n"
    (translated.root / "docs/page.md").write_text(page, "utf-8")
    translated.annotate()
    comments = [entry.comment.splitlines() for entry in translated.entries().values()]
    assert "page: page.html#above" in comments[0]
    assert comments[1] == ["page: page.html#below"]


def test_an_example_in_code_has_no_figure(files):
    files.templates_are(page=["写 `` {csr:value}`workforce.total` ``"])
    files.annotate()
    assert [entry.comment for entry in files.entries().values()] == [""]


def test_a_changed_figure_changes_only_comments(translated, data):
    before = translated.text().splitlines()
    data.change("values/workforce.csv", "2023-12-31,female,118", "2023-12-31,female,117")
    assert translated.annotate() == [translated.path()]
    changed = set(before) ^ set(translated.text().splitlines())
    assert changed == {
        "#. workforce.total#female = 118人 / 118 persons",
        "#. workforce.total#female = 117人 / 117 persons",
    }


def wrapped(text):
    return str(polib.pofile(text, wrapwidth=40))


def with_headers(text):
    return text.replace(
        '"Language: en', '"X-Generator: Poedit 3.4\\n"\n"PO-Revision-Date: 2024-01-01\\n"\n"Language: en'
    )


def with_flags_and_lines(text):
    return text.replace("#: docs/page.md", "#: docs/page.md:12 docs/page.md:30\n#, python-brace-format")


@pytest.mark.parametrize(
    "edited",
    [
        wrapped,
        with_headers,
        with_flags_and_lines,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
    ],
    ids=["wrapped", "headers", "flags", "windows", "mark"],
)
def test_a_file_that_an_editor_wrote_in_its_own_way_comes_back_to_normal_form(translated, edited):
    before = translated.text()
    assert edited(before) != before
    translated.path().write_bytes(edited(before).encode())
    assert translated.annotate() == [translated.path()]
    assert translated.text() == before


def test_a_sentence_taken_out_is_kept_and_put_back_finds_its_translation(translated):
    before = translated.text()
    translated.templates_are(page=[NOTE])
    translated.annotate()
    assert [entry.msgid for entry in polib.pofile(translated.text()) if entry.obsolete] == [TOTAL]
    assert translated.annotate() == []
    translated.templates_are(page=[TOTAL, NOTE])
    translated.annotate()
    assert translated.entries()[TOTAL].msgstr == ENGLISH
    assert not translated.entries()[TOTAL].obsolete
    assert translated.text().replace("# figures: as in the original\n", "") == before.replace(
        "# figures: as in the original\n", ""
    )


def test_a_sentence_moved_to_another_page_takes_its_translation_along(translated):
    translated.templates_are(page=[NOTE], other=[TOTAL])
    translated.annotate()
    assert translated.entries("other")[TOTAL].msgstr == ENGLISH
    assert translated.entries("other")[TOTAL].flags == []


def test_a_translation_in_use_is_better_than_one_out_of_use(translated):
    text = translated.text().replace('msgstr "Notes"', 'msgstr "Remarks"')
    translated.path("retired").write_text(text, "utf-8")
    translated.templates_are(retired=[TOTAL])
    translated.annotate()
    assert translated.entries("retired")[NOTE].obsolete
    translated.templates_are(third=[NOTE])
    translated.annotate()
    assert translated.entries("third")[NOTE].msgstr == "Notes"


def test_a_guess_gives_way_to_a_translation_that_is_known(translated):
    translated.translate(TOTAL, "Notes on the job", flags=["fuzzy"])
    translated.path("kept").write_text(f'msgid "{TOTAL}"\nmsgstr "{ENGLISH}"\n', "utf-8")
    translated.annotate()
    assert (translated.entries()[TOTAL].msgstr, translated.entries()[TOTAL].flags) == (ENGLISH, [])


def test_a_guess_stays_marked_as_one_where_nothing_is_known(translated):
    translated.translate(NOTE, "Notices", flags=["fuzzy"])
    translated.annotate()
    assert (translated.entries()[NOTE].msgstr, translated.entries()[NOTE].flags) == ("Notices", ["fuzzy"])


def test_what_a_translator_wrote_beside_a_message_stays(translated):
    assert translated.entries()[TOTAL].tcomment == "figures: as in the original"


def test_own_words_are_asked_for_only_where_the_package_does_not_speak(files):
    files.templates.mkdir()
    (files.templates / "site.pot").write_text(pot("not collected", source="../csrdirectives:0"), "utf-8")
    files.annotate("en")
    files.annotate("fr")
    french = polib.pofile((files.root / "locales/fr/LC_MESSAGES/site.po").read_text("utf-8"))
    assert [(entry.msgid, entry.comment) for entry in french] == [("not collected", "未统计")]
    assert french.metadata["Plural-Forms"].startswith("nplurals=2; plural=(n > 1)")
    assert len(files.entries("site")) == 0


def test_after_sphinx_intl_nothing_is_lost_and_a_second_round_gives_the_same_bytes(translated):
    def both():
        update(str(translated.root / "locales"), str(translated.templates), ["en"], line_width=0)
        translated.annotate()
        return translated.text()

    assert both() == both()
    translated.translate(TOTAL, ENGLISH, tcomment="")
    before = both()
    translated.templates_are(page=[NOTE, "在岗员工的说明"])
    assert TOTAL not in [entry.msgid for entry in polib.pofile(both()) if not entry.obsolete]
    translated.templates_are(page=[TOTAL, NOTE])
    assert both().partition("#~")[0].rstrip() == before.rstrip()
    translated.templates_are(page=[NOTE], other=[TOTAL])
    both()
    assert (translated.entries("other")[TOTAL].msgstr, translated.entries("other")[TOTAL].flags) == (ENGLISH, [])
    assert both() == both()


@pytest.fixture
def run(files, monkeypatch):
    monkeypatch.chdir(files.root)
    monkeypatch.setenv("LANGUAGE", "en")

    def run(*arguments):
        given = ["--docs", "docs", "--data", str(files.data.root), "po", "annotate", "--templates", "build"]
        return CliRunner().invoke(main, [*given, *arguments])

    return run


def test_the_command_writes_each_language_of_the_report_but_the_first(run, files, data):
    files.templates_are(page=[NOTE])
    data.change("report.toml", '"en"]', '"en", "fr"]')
    data.write("glossary.csv", "zh,en\n说明,notes / remarks\n")
    result = run()
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "locales/en/LC_MESSAGES/page.po",
        "en: 1 files brought up to date",
        "locales/fr/LC_MESSAGES/page.po",
        "fr: 1 files brought up to date",
    ]
    assert files.entries()[NOTE].comment == "说明 = notes / remarks"
    assert run("--language", "fr").output == "fr: 0 files brought up to date\n"


def test_the_command_asks_for_templates_first(run):
    result = run()
    assert result.exit_code == 1
    assert "build: there are no templates (.pot) here" in result.output


def test_the_command_writes_nothing_while_a_file_cannot_be_read(run, translated):
    translated.path("broken").write_text('msgid "甲\n', "utf-8")
    translated.templates_are(page=[NOTE])
    before = translated.text()
    result = run()
    assert result.exit_code == 1
    assert "broken.po:1: this is not valid in a .po file" in result.output
    assert translated.text() == before


def test_a_report_in_one_language_has_nothing_to_annotate(run, files, data):
    files.templates_are(page=[NOTE])
    data.change("report.toml", '["zh_CN", "en"]', '["zh_CN"]')
    assert "the language of the sources alone" in run().output
