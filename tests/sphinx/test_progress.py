"""The state of translations on a page: every file counted, and counted again when one changes, comes or goes."""

import os

import pytest
from docutils import nodes

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
DONE = 'msgid "甲"\nmsgstr "A"\n\n'
EMPTY = 'msgid "丙"\nmsgstr ""\n\n'
PAGES = {
    "index.md": "# 报告\n\n```{toctree}\nstate\n```\n",
    "state.md": "# 译文\n\n:::{csr:reference} translations\n:::\n",
}
SETTINGS = {
    "extensions": ["myst_parser", "csrdirectives.handbook"],
    "locale_dirs": ["locales"],
    "gettext_compact": False,
}


@pytest.fixture
def state(build, tmp_path):
    """The rows of the table, once the files are written and the project is built."""
    folder = tmp_path / "locales" / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    clock = iter(range(2_000_000_000, 2_100_000_000, 100))  # later than whatever was read before

    def rows(files):
        for name, text in files.items():
            (folder / name).write_text(HEAD + text, encoding="utf-8")
            os.utime(folder / name, (now := next(clock), now))
        made = build(PAGES, **SETTINGS)
        tree = made.app.env.get_doctree("state")
        return [[cell.astext() for cell in row.findall(nodes.entry)] for row in tree.findall(nodes.row)][1:]

    return rows


def test_each_file_is_counted_and_all_are_added_up(state):
    assert state({"index.po": DONE, "site.po": DONE + EMPTY}) == [
        ["en", "index", "1", "1", "0", "0"],
        ["en", "site", "2", "1", "0", "1"],
        ["en", "合计", "3", "2", "0", "1"],
    ]


def test_a_file_that_changed_or_came_is_counted_in_the_next_build(state):
    assert state({"site.po": EMPTY})[-1] == ["en", "合计", "1", "0", "0", "1"]
    assert state({"site.po": EMPTY.replace('msgstr ""', 'msgstr "C"')})[-1] == ["en", "合计", "1", "1", "0", "0"]
    assert state({"more.po": DONE})[-1] == ["en", "合计", "2", "2", "0", "0"]


def test_another_wording_leaves_the_page_unread(build, state, tmp_path):
    state({"site.po": DONE})
    path = tmp_path / "locales" / "en" / "LC_MESSAGES" / "site.po"
    path.write_text(HEAD + DONE.replace('"A"', '"Alpha"'), encoding="utf-8")
    os.utime(path, (2_100_000_000, 2_100_000_000))
    assert "state" not in build({}, **SETTINGS).read


def test_a_report_without_translations_says_so(build):
    made = build(PAGES, **SETTINGS)
    assert "还没有译文的文件。" in made.app.env.get_doctree("state").astext()
