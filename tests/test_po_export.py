"""What translators' own tools make of the files: nothing is lost on the way there and back."""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from babel.messages.pofile import read_po as read_with_babel
from click.testing import CliRunner
from translate.storage.tbx import tbxfile
from translate.storage.tmx import tmxfile

from csrdirectives.cli import main
from csrdirectives.po.export import glossary_csv, glossary_tbx, memory_tmx
from csrdirectives.po.glossary import Glossary, Term
from csrdirectives.po.message import Message

ROOT = Path(__file__).parents[1]
FILES = sorted(ROOT.glob("locales/*/LC_MESSAGES/**/*.po"))
GLOSSARY = Glossary(
    (Term("人次", ("person-times", "participations"), ("people <all>",), "a & b", "hr"), Term("班", ("class",)))
)
MESSAGES = (
    Message("甲<乙>&", "A <b> &"),
    Message("甲<乙>&", "A <b> &"),  # on another page
    Message("甲<乙>&", "Another"),
    Message("丙", "C", fuzzy=True),
    Message("丁", "D", obsolete=True),
    Message("戊", ""),
    Message(" 己\n", " F\n"),
)
FILTERS = (  # those that do not take Chinese punctuation, sentences and capitals for English ones
    *("acronyms", "blank", "compendiumconflicts", "credits", "doublespacing", "emails", "endwhitespace", "escapes"),
    *("functions", "isfuzzy", "kdecomments", "newlines", "nplurals", "printf", "startwhitespace", "tabs"),
    *("untranslated", "urls", "variables"),
)


def pairs(path):
    return {entry.msgid: (entry.msgstr, entry.tcomment) for entry in polib.pofile(str(path)) if not entry.obsolete}


def tool(name, *arguments):
    """Run a command of the Translate Toolkit."""
    program = f"from translate.{name} import main; main()"
    command = [sys.executable, "-c", program, "--progress=none", *map(str, arguments)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603


def test_glossary_is_read_as_tbx():
    store = tbxfile.parsestring(glossary_tbx(GLOSSARY, "报告").encode())
    assert [(unit.source, unit.target) for unit in store.units] == [("人次", "person-times"), ("班", "class")]


def test_glossary_tells_preferred_from_forbidden_forms():
    text = glossary_tbx(GLOSSARY, "报告")
    terms = [piece.partition("</tig>")[0] for piece in text.split("<tig>")[1:]]
    assert [("deprecatedTerm" in term, term.split(">")[1].removesuffix("</term")) for term in terms] == [
        (False, "人次"),
        (False, "person-times"),
        (False, "participations"),
        (True, "people &lt;all&gt;"),
        (False, "班"),
        (False, "class"),
    ]
    assert '<descrip type="subjectField">hr</descrip>\n        <note>a &amp; b</note>' in text


def test_glossary_tells_the_first_approved_form_from_the_others():
    text = glossary_tbx(GLOSSARY, "报告")
    statuses = ("preferredTerm", "admittedTerm", "deprecatedTerm")
    assert [text.count(f">{status}-admn-sts<") for status in statuses] == [4, 1, 1]


def test_glossary_is_a_sheet_with_a_row_for_each_form():
    rows = list(csv.DictReader(glossary_csv(GLOSSARY).splitlines()))
    assert [(row["source"], row["target"], row["forbidden"], row["note"]) for row in rows] == [
        ("人次", "person-times", "people <all>", "a & b"),
        ("人次", "participations", "people <all>", "a & b"),
        ("班", "class", "", ""),
    ]


def test_memory_holds_each_finished_translation_once_and_to_the_letter():
    store = tmxfile.parsestring(memory_tmx(MESSAGES, "zh_CN", "en").encode())
    found = [(unit.source, unit.target) for unit in store.units]
    assert found == [("甲<乙>&", "A <b> &"), ("甲<乙>&", "Another"), (" 己\n", " F\n")]
    assert (store.getsourcelanguage(), store.units[0].get_target_dom().values()) == ("zh-CN", ["en"])


@pytest.fixture
def exported(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    result = CliRunner().invoke(main, ["po", "export", str(tmp_path / "made")])
    assert result.exit_code == 0, result.output
    return tmp_path / "made"


def test_the_command_writes_glossary_and_memories(exported):
    assert {path.name for path in exported.iterdir()} == {"glossary.tbx", "glossary.csv", "memory-en.tmx"}
    assert len(tbxfile.parsefile(str(exported / "glossary.tbx")).units) > 200


def test_the_memory_is_that_of_po2tmx(exported, tmp_path):
    tool("convert.po2tmx", "-l", "en", "--source-language=zh-CN", "-i", ROOT / "locales", "-o", tmp_path / "theirs.tmx")
    ours, theirs = (
        {(unit.source, unit.target) for unit in tmxfile.parsefile(str(path)).units}
        for path in (exported / "memory-en.tmx", tmp_path / "theirs.tmx")
    )
    assert len(ours) > 1000
    assert ours == theirs


def test_xliff_and_back_loses_nothing(tmp_path):
    tool("convert.po2xliff", "-i", ROOT / "locales", "-o", tmp_path / "xliff")
    tool("convert.xliff2po", "-i", tmp_path / "xliff", "-o", tmp_path / "back")
    lost = {  # messages out of use come back as if in use, until annotate puts them right
        path.name
        for path in FILES
        if not pairs(path).items() <= pairs(tmp_path / "back" / path.relative_to(ROOT / "locales")).items()
    }
    assert lost == set()


def test_filters_that_know_no_language_find_nothing(tmp_path):
    tests = (f"--test={name}" for name in FILTERS)
    tool("filters.pofilter", *tests, "-i", ROOT / "locales", "-o", tmp_path / "found")
    assert list((tmp_path / "found").rglob("*.po")) == []


def test_filters_would_find_something(tmp_path):
    (tmp_path / "page.po").write_text('msgid "甲 https://a.example"\nmsgstr " A  https://b.example %d"\n', "utf-8")
    tool("filters.pofilter", *(f"--test={name}" for name in FILTERS), "-i", tmp_path, "-o", tmp_path / "found")
    found = (tmp_path / "found/page.po").read_text("utf-8")
    assert [name for name in FILTERS if f"(pofilter) {name}:" in found] == [
        "doublespacing",
        "printf",
        "startwhitespace",
        "urls",
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_file_is_sound_for_gettext(path):
    with path.open("rb") as file:
        catalog = read_with_babel(file, abort_invalid=True)
    assert [message.id for message, _ in catalog.check()] == []
    msgfmt = shutil.which("msgfmt")
    if msgfmt:  # else Babel's checks, which find the same faults of syntax, have to do
        done = subprocess.run([msgfmt, "-c", "-o", "-", str(path)], check=False, capture_output=True)  # noqa: S603
        assert done.returncode == 0
