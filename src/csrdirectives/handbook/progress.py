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

COUNTED = "csr_counted"  # in a page's metadata: the files that it counted, and their numbers
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
    """A table of every file in every language; the page is read again when a number in it changes."""
    from csrdirectives.po.status import State, states  # noqa: PLC0415  # all that checks translations, for this table

    body: list[Sequence[nodes.Node | str]] = []
    env.metadata[env.docname][COUNTED] = _signature(env), _numbers(env)
    for language, folder in _folders(env):
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
    """The pages whose numbers are no longer so; files are only counted again if one of them changed."""
    counted = {page: told[COUNTED] for page, told in env.metadata.items() if COUNTED in told}
    if not counted:
        return set()
    now = _signature(env)
    if all(signature == now for signature, _ in counted.values()):
        return set()
    numbers = _numbers(env)
    for page, (_, before) in counted.items():
        if before == numbers:
            env.metadata[page][COUNTED] = now, numbers
    return {page for page, (_, before) in counted.items() if before != numbers}


def _signature(env: BuildEnvironment) -> list[tuple[str, int, int]]:
    """The files by name, size and time: the same while nobody touches one."""
    files = sorted(path for _, folder in _folders(env) for path in folder.rglob("*.po"))
    return [(path.as_posix(), (stat := path.stat()).st_size, stat.st_mtime_ns) for path in files]


def _numbers(env: BuildEnvironment) -> list[tuple[str, ...]]:
    """What the table prints of each file."""
    from csrdirectives.po.status import states  # noqa: PLC0415  # as above

    return [
        (language, state.name, *_counts(state))
        for language, folder in _folders(env)
        for state in states(folder, Problems())
    ]


def _folders(env: BuildEnvironment) -> Iterator[tuple[str, Path]]:
    """The languages into which the report is translated, and where the files of each lie."""
    for language in domain_of(env).languages[1:]:
        for folder in env.config.locale_dirs:
            yield language, Path(env.srcdir, folder, language, "LC_MESSAGES")


def _counts(state: State) -> list[str]:
    return [str(number) for number in (state.total, state.translated, state.fuzzy, state.missing)]
