"""How far the translations are: counted by file, with the day of the last commit."""

import subprocess

import pytest
from click.testing import CliRunner

from csrdirectives.cli import main
from csrdirectives.po.status import last_changes, states
from csrdirectives.problems import Problems

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
DONE = 'msgid "甲"\nmsgstr "A"\n\n'
GUESSED = '#, fuzzy\nmsgid "乙"\nmsgstr "B"\n\n'
EMPTY = 'msgid "丙"\nmsgstr ""\n\n'
GUESSED_AT_NOTHING = '#, fuzzy\nmsgid "丁"\nmsgstr ""\n\n'
OBSOLETE = '#~ msgid "戊"\n#~ msgstr "E"\n'


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "locales" / "en" / "LC_MESSAGES"
    (made / "chapter").mkdir(parents=True)
    return made


@pytest.mark.parametrize(
    ("messages", "counts"),
    [
        (DONE, (1, 0, 0)),
        (DONE + GUESSED + EMPTY, (1, 1, 1)),
        (DONE + GUESSED_AT_NOTHING, (1, 0, 1)),
        (DONE + OBSOLETE, (1, 0, 0)),
    ],
    ids=["translated", "each", "fuzzy and empty is missing", "out of use"],
)
def test_messages_are_counted_by_their_state(folder, messages, counts):
    (folder / "chapter" / "a.po").write_text(HEAD + messages, encoding="utf-8")
    (state,) = states(folder, Problems())
    assert (state.name, state[2:], state.total) == ("chapter/a", counts, sum(counts))


def test_a_file_without_messages_is_left_out(folder):
    (folder / "a.po").write_text(HEAD, encoding="utf-8")
    assert list(states(folder, Problems())) == []


def git(folder, *arguments):
    who = ["-c", "user.name=T", "-c", "user.email=t@example.org"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)  # noqa: S603, S607


def test_day_of_the_last_commit_is_told_where_there_is_one(folder):
    for name in ("甲.po", "new.po"):
        (folder / name).write_text(HEAD + DONE, encoding="utf-8")
    git(folder, "init")
    git(folder, "add", "甲.po")
    git(folder, "commit", "-m", "1", "--date", "2023-01-02T12:00:00")
    day = subprocess.run(
        ["git", "log", "-1", "--format=%cs"],  # noqa: S607
        cwd=folder,
        check=True,
        capture_output=True,
    )
    assert last_changes(folder) == {folder / "甲.po": day.stdout.decode().strip()}


def test_no_day_is_told_without_git(folder, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert last_changes(folder) == {}


def test_status_lists_the_files_and_adds_them_up(folder, data, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (folder / "a.po").write_text(HEAD + DONE + EMPTY, encoding="utf-8")
    (folder / "b.po").write_text(HEAD + GUESSED, encoding="utf-8")
    told = CliRunner().invoke(main, ["--data", str(data.root), "po", "status", "--language", "en"])
    assert told.exit_code == 0
    assert told.output.splitlines() == [
        "    2  translated    1  fuzzy   0  missing    1  –           locales/en/LC_MESSAGES/a.po",
        "    1  translated    0  fuzzy   1  missing    0  –           locales/en/LC_MESSAGES/b.po",
        "en: 2 files, 3 messages: 1 translated, 1 fuzzy, 1 missing",
    ]


def test_status_fails_where_a_file_cannot_be_read(folder, data, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (folder / "a.po").write_text(HEAD + 'msgid "甲\n', encoding="utf-8")
    told = CliRunner().invoke(main, ["--data", str(data.root), "po", "status", "--language", "en"])
    assert told.exit_code == 1
    assert "csr.po-syntax" in told.output
