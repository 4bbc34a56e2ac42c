"""``csr:downloads``: the files in which the data are given away."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes

from csrdirectives.sphinx.directives.block import Block
from csrdirectives.sphinx.exporting import file_link
from csrdirectives.sphinx.nodes import paragraph, table

FILES = {
    "excel.csv": ("excel", "file-excel"),
    "observations.csv": ("csv", "file-observations"),
    "indicators.csv": ("csv", "file-indicators"),
    "parts.csv": ("csv", "file-parts"),
    "units.csv": ("csv", "file-units"),
    "findings.csv": ("csv", "file-findings"),
    "restatements.csv": ("csv", "file-restatements"),
    "catalogue.json": ("json", "file-json"),
    "datapackage.json": ("datapackage", "file-datapackage"),
}
"""The files, each with its form and the word that says what it holds; those of registers come after the figures."""
BEFORE_REGISTERS = "restatements.csv"


class DownloadsDirective(Block):
    """The files in which the site gives the data away, and what each holds; where there is no site, their names."""

    options_taken: ClassVar = {}
    optional_arguments = 0
    has_content = False

    def content_nodes(self) -> list[nodes.Node]:
        words = self.formatter.words
        rows: list[list[nodes.Node | str]] = []
        self.asks("registers")
        self.domain.listing.add(self.env.docname)
        for path, (form, word) in FILES.items():
            if form in self.config.csr_exports:
                rows.append([paragraph(file_link(path, path)), words[word]])
            if path == BEFORE_REGISTERS and "csv" in self.config.csr_exports:
                for register in self.catalogue.registers.values():
                    name = f"registers/{register.id}.csv"
                    rows.append([paragraph(file_link(name, name)), words["file-register"].format(register.name)])
        head = [words["file"], words["holds"]]
        return [self.titled(table(head, rows, [False, False], ["csr-downloads"], widths=(35, 65)))]
