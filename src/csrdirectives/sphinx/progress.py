"""How far the translations are, printed from the ``.po`` files as they are when the page is read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from csrdirectives.problems import Problems
from csrdirectives.sphinx.freshness import domain_of
from csrdirectives.sphinx.nodes import paragraph, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from csrdirectives.po.status import State

HEADS = (
    ("语言", "Language"),
    ("文件", "File"),
    ("条数", "Messages"),
    ("已译", "Translated"),
    ("待核", "Fuzzy"),
    ("缺译", "Missing"),
)
ALL = ("合计", "All files")
NONE = ("还没有译文的文件。", "There are no files of translations yet.")


def progress(env: BuildEnvironment, column: int) -> list[nodes.Node]:
    """A table of every file in every language; the page is read again when one of the files changes."""
    from csrdirectives.po.status import State, states  # noqa: PLC0415  # all that checks translations, for this table

    body: list[Sequence[nodes.Node | str]] = []
    for language, folder in _folders(env):
        for path in folder.rglob("*.po"):
            env.note_dependency(path)
        found = list(states(folder, Problems()))
        names = [nodes.inline("", "", nodes.literal("", state.name)) for state in found]
        body.extend([language, name, *_counts(state)] for name, state in zip(names, found, strict=True))
        if found:
            whole = State("", folder, *(sum(counts) for counts in zip(*(s[2:] for s in found), strict=True)))
            body.append([language, ALL[column], *_counts(whole)])
    if not body:
        return [paragraph(NONE[column])]
    heads = [words[column] for words in HEADS]
    return [table(heads, body, [False, False, True, True, True, True], ["csr-progress"])]


def recount(app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]) -> set[str]:
    """The pages that counted other files than there are now."""
    counted = {
        page: {Path(path) for path in files if str(path).endswith(".po")} for page, files in env.dependencies.items()
    }
    if not any(counted.values()):
        return set()
    now = {path for _, folder in _folders(env) for path in folder.rglob("*.po")}
    return {page for page, files in counted.items() if files and files != now}


def _folders(env: BuildEnvironment) -> Iterator[tuple[str, Path]]:
    """The languages into which the report is translated, and where the files of each lie."""
    for language in domain_of(env).catalogue.report.languages[1:]:
        for folder in env.config.locale_dirs:
            yield language, Path(env.srcdir, folder, language, "LC_MESSAGES")


def _counts(state: State) -> list[str]:
    return [str(number) for number in (state.total, state.translated, state.fuzzy, state.missing)]


def setup_progress(app: Sphinx) -> None:
    """Count again when files come or go."""
    app.connect("env-get-outdated", recount, priority=600)  # once the catalogue is read
