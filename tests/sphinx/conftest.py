"""What the tests of the Sphinx side share: pages beside the sample's data, built without warnings unless asked for."""

from __future__ import annotations

import gettext
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from docutils import nodes
from sphinx.testing.util import SphinxTestApp
from sphinx.util.console import strip_escape_sequences

SAMPLE = Path(__file__).parents[1] / "sample" / "data"
CONF = """\
extensions = ["myst_parser", "csrdirectives"]
myst_enable_extensions = ["colon_fence", "deflist"]
exclude_patterns = ["data", "_build"]
suppress_warnings = ["toc.not_included", "epub.unknown_project_files"]
language = "zh_CN"
project = "sample"
copyright = "样本单位"
version = "1"
numfig = True
html_theme = "basic"
html_copy_source = False
epub_show_urls = "no"
"""
WARNING = re.compile(
    r"^(?:(?P<path>[^\n]+?)(?::(?P<line>\d+))?: )?WARNING: (?P<words>.*?)(?: \[(?P<code>[\w.-]+)\])?$", re.MULTILINE
)


class Told(NamedTuple):
    """A warning: the name of the file and the line that it tells, its words, its code."""

    path: str
    line: int
    words: str
    code: str


class Built:
    """A project as it was built: the pages that were read and written, the warnings, the output."""

    def __init__(self, app: SphinxTestApp) -> None:
        self.app = app
        self.read: set[str] = set()
        self.written: set[str] = set()
        app.connect("env-before-read-docs", lambda _app, _env, pages: self.read.update(pages))
        app.connect("doctree-resolved", lambda _app, _tree, page: self.written.add(page))
        app.build()
        self.folder = Path(app.srcdir)
        self.out = Path(app.outdir)
        self.failed = app.statuscode != 0
        log = strip_escape_sequences(app.warning.getvalue())
        self.warnings = [
            Told(Path(w["path"] or "").name, int(w["line"] or 0), w["words"], w["code"] or "")
            for w in WARNING.finditer(log)
        ]
        assert len(self.warnings) == log.count("WARNING:") + log.count("ERROR:"), log

    def text(self, name: str) -> str:
        """A file of the output."""
        return (self.out / name).read_text("utf-8")

    def files(self) -> dict[str, bytes]:
        """Every file of the output that a reader gets."""
        found = (path for path in sorted(self.out.rglob("*")) if path.is_file())
        return {path.relative_to(self.out).as_posix(): path.read_bytes() for path in found}

    def resolved(self, page: str) -> nodes.document:
        """The page as builders are given it."""
        return self.app.env.get_and_resolve_doctree(page, self.app.builder, tags=self.app.tags)

    def outline(self, page: str) -> str:
        """The nodes below the heading of a page, one that has one child on the line of its child."""
        section = self.resolved(page)[0]
        return "".join(line + "\n" for child in section.children[1:] for line in outlined(child))


def outlined(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Text):
        yield node.astext()
        return
    assert isinstance(node, nodes.Element)
    bare = node.copy()
    for name in ("translatable", "internal", "colwidth"):
        bare.attributes.pop(name, None)
    tag = bare.starttag()
    below = [line for child in node.children for line in outlined(child)]
    if len(node.children) == 1:
        yield tag + below[0]
        yield from below[1:]
    else:
        yield tag
        yield from ("  " + line for line in below)


Build = Callable[..., Built]


def build_in(
    folder: Path, pages: Mapping[str, str | bytes], builder: str, parallel: int = 0, **settings: object
) -> Built:
    """Write the pages and build; settings are those of ``conf.py``."""
    conf = folder / "conf.py"
    if not conf.exists():
        conf.write_text(CONF, "utf-8")
    if not (folder / "data").exists():
        shutil.copytree(SAMPLE, folder / "data")
    for name, text in pages.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    gettext._translations.clear()  # noqa: SLF001  # else a process keeps the translations that it read first
    app = SphinxTestApp(builder, srcdir=folder, confoverrides=settings, parallel=parallel, warningiserror=True)
    try:
        return Built(app)
    finally:
        app.cleanup()


@pytest.fixture(scope="session", autouse=True)
def english_warnings() -> Iterator[None]:
    """Warnings in one language, whatever the locale of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LANGUAGE", "en")
        yield


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Build pages beside the sample's data, in ``tmp_path``; without warnings, unless ``warned=True``."""

    def built(pages: Mapping[str, str], builder: str = "dummy", *, warned: bool = False, **settings: object) -> Built:
        outcome = build_in(tmp_path, pages, builder, **settings)  # type: ignore[arg-type]
        if not warned:
            assert outcome.warnings == []
            assert not outcome.failed
        return outcome

    return built


@pytest.fixture(scope="session")
def build_all(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Build pages in a folder of their own: for a table of examples that is built once."""

    def built(pages: Mapping[str, str], builder: str = "dummy", **settings: object) -> Built:
        return build_in(tmp_path_factory.mktemp("project"), pages, builder, **settings)  # type: ignore[arg-type]

    return built
