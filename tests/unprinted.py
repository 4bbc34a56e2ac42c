"""Small projects that are read for the printed edition, and what the writer makes of each page: nothing is compiled."""

from __future__ import annotations

import gettext
import re
import shutil
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

from docutils import nodes
from sphinx.application import builtin_extensions
from sphinx.locale import translators
from sphinx.testing.util import SphinxTestApp
from sphinx.util.console import strip_escape_sequences

from csrdirectives.typst.assembly import assemble
from csrdirectives.typst.strings import PLACE

KITCHEN = Path(__file__).parent / "typst" / "kitchen"
SETTINGS = {
    "extensions": ["myst_parser", "sphinx.ext.todo", "csrdirectives.typst"],
    "myst_enable_extensions": [
        "attrs_block",
        "attrs_inline",
        "colon_fence",
        "deflist",
        "dollarmath",
        "fieldlist",
        "html_image",
        "strikethrough",
        "substitution",
        "tasklist",
    ],
    "myst_substitutions": {"key": "**value**"},
    "suppress_warnings": ["myst.strikethrough", "toc.not_included"],
    "todo_include_todos": True,
    "numfig": True,
    "smartquotes": False,
}

INDEX = "# Index\n\n:::{toctree}\n:glob:\n\n*\n:::\n"

for extension in builtin_extensions:
    import_module(extension)  # while no language is known: what is imported later keeps that of the time


class Project:
    """Pages read by Sphinx for this builder, and not printed: what each would be written as."""

    def __init__(self, folder: Path, pages: Mapping[str, str], **settings: object) -> None:
        shutil.copy(KITCHEN / "dot.png", folder)
        (folder / "conf.py").write_text("", "utf-8")
        given = any(Path(name).stem == "index" for name in pages)
        for name, text in (pages if given else {"index.md": INDEX, **pages}).items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8")
        gettext._translations.clear()  # noqa: SLF001  # else a process keeps the translations that it read first
        translators.clear()
        self.app = SphinxTestApp("typst", srcdir=folder, confoverrides={**SETTINGS, **settings})
        self.builder = self.app.builder
        self.builder.write_documents = lambda _pages: None
        self.app.build()

    @property
    def warnings(self) -> list[str]:
        """Each as the file, its line and the code."""
        log = strip_escape_sequences(self.app.warning.getvalue())
        found = re.findall(r"^(?:.*/)?([\w.-]+):(\d*):? (?:WARNING|ERROR): .*?(?: \[([\w.-]+)\])?$", log, re.MULTILINE)
        return [" ".join(each) for each in found]

    def typst(self, page: str = "index") -> str:
        """What follows the title of a page, without the marks of places."""
        document = assemble(self.builder, page, self.builder.pages, set())
        for image in document.findall(nodes.image):
            self.builder.printed_images[image["uri"]] = image["uri"]
        translator = self.builder.create_translator(document, self.builder)
        document.walkabout(translator)
        text = PLACE.sub("", translator.finish())
        return re.sub(r"\A#opening\[.*?\](#label\(.*?\))?\n\n", "", text).strip()
