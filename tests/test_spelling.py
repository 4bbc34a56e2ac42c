"""The English edition is spelt in one way, and a slip is told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

import spelling

PO = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "甲"
msgstr "Sound"

msgid "乙"
msgstr "{}"
"""
GOOD = (
    "size prize seized resize citizen exercise wise advertise laborious honorary humorous elaborate laboratory doctor "
    "meter number under science presence silence travels controlled programmes centrepiece judgement ageing practise "
    "licence behaviour modelling fulfil fulfilled cheque manoeuvre anaemia paediatric aluminium"
)


@pytest.fixture
def project(tmp_path):
    def write(msgstr, english="en_GB", listed=""):
        for folder in ("locales/en/LC_MESSAGES", "docs/data"):
            (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        (tmp_path / "locales/en/LC_MESSAGES/page.po").write_text(PO.format(msgstr), "utf-8")
        (tmp_path / "docs/data/report.toml").write_text(f'english = "{english}"\n', "utf-8")
        (tmp_path / spelling.LIST).write_text(listed, "utf-8")
        return [(each.where.line, each.word, each.meant) for each in spelling.unknown(tmp_path)]

    return write


def test_every_word_of_the_edition_is_known():
    assert list(spelling.unknown(spelling.ROOT)) == []


def test_the_list_holds_each_word_once_and_only_what_is_needed():
    listed = spelling.listed(spelling.ROOT)
    used = {word for _, text in spelling.texts(spelling.ROOT) for word in spelling.words(text)}
    used |= {word[:1].lower() + word[1:] for word in used}
    plain = spelling.Spelling("en_GB")
    assert len(listed) == len(set(listed))
    assert [word for word in listed if word not in used or plain.known(word)] == []


def test_a_misspelling_is_told_with_its_line_and_what_is_meant(project):
    ((line, word, meant),) = project("We recieve volunteers")
    assert (line, word) == (7, "recieve")
    assert "receive" in meant


def test_a_misspelling_that_is_told_once_is_not_told_again(project):
    assert [word for _, word, _ in project("recieve, recieve")] == ["recieve"]


def test_a_listed_word_is_known_at_the_beginning_of_a_sentence_too(project):
    assert project("Tianyi. Telecom and telecom", listed="# names\nTianyi\ntelecom\n") == []


@pytest.mark.parametrize(
    ("american", "british"),
    [
        ("organization", "organisation"),
        ("Digitized", "Digitised"),
        ("analyze", "analyse"),
        ("labor", "labour"),
        ("favorable", "favourable"),
        ("neighborhoods", "neighbourhoods"),
        ("center", "centre"),
        ("centered", "centred"),
        ("kilometers", "kilometres"),
        ("catalog", "catalogue"),
        ("defense", "defence"),
        ("traveled", "travelled"),
        ("enrollment", "enrolment"),
        ("skillful", "skilful"),
        ("programs", "programmes"),
        ("gray", "grey"),
    ],
)
def test_american_spelling_is_told_where_the_report_is_british(project, american, british):
    assert project(american) == [(7, american, (british,))]
    assert project(british) == []
    assert project(american, english="en_US") == []
    assert [word for _, word, _ in project(british, english="en_US")] == [british]


@pytest.mark.parametrize("word", GOOD.split())
def test_a_good_word_is_left_in_peace(word):
    assert spelling.Spelling("en_GB").known(word)


def test_a_program_of_a_computer_is_none_of_a_theatre():
    assert spelling.Spelling("en_GB").known("program", computing=True)
    assert not spelling.Spelling("en_GB").known("program")


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("{term}`Bureau <局>`’s {csr:value}`a; one:# drill; other:# drills`", ["Bureau", "drill", "drills"]),
        ("see {ref}`Notes <notes>`, {ref}`lable` and {cite}`key`", ["see", "Notes", "and"]),
        ("the 1st of `code` and `` {cite}`key` `` at Chang’an’s", ["the", "of", "and", "at", "Chang’an"]),
        ("[site](https://exmaple.org/x) <https://b.example> a.b@c.example {name} %s", ["site"]),
    ],
)
def test_only_what_a_reader_sees_is_spelt(text, seen):
    assert spelling.words(text) == seen


def test_what_the_data_say_in_english_is_spelt_too(tmp_path):
    (tmp_path / "docs" / "data").mkdir(parents=True)
    path = Path("docs", "data", "units.toml")
    (tmp_path / path).write_text('[a]\nforms.en = { one = "{} pice", other = "{}nd" }\n', "utf-8")
    assert list(spelling.texts(tmp_path)) == [
        (spelling.Where(path.as_posix()), "{} pice"),
        (spelling.Where(path.as_posix()), "{}nd"),
    ]
