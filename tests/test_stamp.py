"""A stamp is another as soon as anything is that a catalogue is read from."""

from __future__ import annotations

import os
import shutil

import pytest

from csrdirectives.stamp import _package, stamp

CHANGES = {
    "a digit": lambda root: edit(root / "values/workforce.csv", "291", "292"),
    "a digit, the time of the file kept": lambda root: edit(root / "values/workforce.csv", "291", "292", keep=True),
    "a comment": lambda root: edit(root / "units.toml", "", "# 注\n"),
    "a file that comes": lambda root: (root / "indicators/new.toml").write_text("", "utf-8"),
    "a file that goes": lambda root: (root / "findings.toml").unlink(),
    "a file that moves": lambda root: (root / "values/workforce.csv").rename(root / "values/people.csv"),
    "a workbook, which is told of": lambda root: (root / "values/new.xlsx").write_bytes(b""),
    "a folder in the place of a file": lambda root: (root / "empty.toml").unlink() or (root / "empty.toml").mkdir(),
    "a folder with the name of a workbook": lambda root: (root / "values/new.xlsx").mkdir(),
    "a file further down": lambda root: (root / "a/b").mkdir(parents=True) or (root / "a/b/c.toml").touch(),
    "a register": lambda root: edit(root / "registers/awards.csv", "劳动模范", "先进工作者"),
}


def edit(path, old, new, *, keep=False):
    before = path.stat()
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    if keep:
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.fixture
def root(data):
    (data.root / "empty.toml").write_bytes(b"")
    return data.root


@pytest.mark.parametrize("what", CHANGES)
def test_change_gives_another_stamp(root, what):
    before = stamp(root, [])
    CHANGES[what](root)
    assert stamp(root, []) not in {before, ""}


def test_data_touched_or_copied_have_the_same_stamp(root, tmp_path):
    before = stamp(root, [])
    for path in root.rglob("*.*"):
        path.touch()
    shutil.copytree(root, tmp_path / "copy")
    assert stamp(root, []) == stamp(tmp_path / "copy", []) == before


def test_other_files_and_words_count(root, tmp_path):
    (tmp_path / "indicators.po").write_text("甲", "utf-8")
    seen = {stamp(root, []), stamp(root, [], "en"), stamp(root, [tmp_path / "indicators.po"])}
    (tmp_path / "indicators.po").write_text("乙", "utf-8")
    assert len({*seen, stamp(root, [tmp_path / "indicators.po"])}) == 4


def test_files_of_the_package_count(root, monkeypatch, tmp_path):
    (tmp_path / "standards").mkdir()
    (tmp_path / "derive.py").write_text("", "utf-8")
    monkeypatch.setattr("csrdirectives.stamp.PACKAGE", tmp_path)
    before = stamp(root, [])
    (tmp_path / "derive.py").write_text("1", "utf-8")
    _package.cache_clear()  # as in another process
    assert stamp(root, []) != before


def test_what_cannot_be_read_has_no_stamp(root, tmp_path):
    assert stamp(root / "nowhere", []) == ""
    assert stamp(root, [tmp_path / "nowhere.po"]) == ""


def test_pipe_is_not_waited_for(root):
    os.mkfifo(root / "values/pipe.csv")
    assert stamp(root, [])
