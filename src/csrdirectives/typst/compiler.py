"""Typst's compiler: a PDF, or what is wrong with the document and where."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typst

from csrdirectives.typst.strings import PLACE

DIAGNOSTIC = re.compile(
    r"^(?P<level>error|warning): (?P<message>.*)$(?:\n\s*┌─ (?P<file>.*?):(?P<line>\d+):(?P<column>\d+)$)?",
    re.MULTILINE,
)
IN_FILE = re.compile(r"┌─ (?P<file>.*?):(?P<line>\d+):(?P<column>\d+)$", re.MULTILINE)
HINT = re.compile(r"^\s*= hint: (.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Complaint:
    """What Typst says: its words, and the number of the node that it is about, if one is."""

    message: str
    place: int | None


class CannotPrint(Exception):
    """The document cannot be printed, for these reasons."""

    def __init__(self, complaints: list[Complaint]) -> None:
        super().__init__("; ".join(complaint.message for complaint in complaints))
        self.complaints = complaints


def families(folders: Sequence[Path]) -> list[str]:
    """The families of fonts that a document may name: those in the *folders* and those that Typst brings along."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder) for folder in folders]).families()


class Compiled:
    """The PDF of a Typst file, and Typst's warnings; nothing beside the file's folder and the *fonts* is read.

    Making it raises :class:`CannotPrint` with all of Typst's errors, and for a standard that it does not know.
    """

    def __init__(self, main: Path, fonts: Sequence[Path], standards: Sequence[str], timestamp: int | None) -> None:
        self._compiler = typst.Compiler(
            str(main),
            root=str(main.parent),
            font_paths=[str(folder) for folder in fonts],
            ignore_system_fonts=True,
        )
        try:
            pdf, warnings = self._compiler.compile_with_warnings(
                pdf_standards=list(standards),  # type: ignore[arg-type]  # whatever the settings say
                timestamp=timestamp or 0,  # never now
            )
        except ValueError as error:
            raise CannotPrint([Complaint(str(error).partition("\n")[0], None)]) from None  # no such standard
        except typst.TypstError as error:
            raise CannotPrint(_complaints(main, error.diagnostic) or [Complaint(error.message, None)]) from None
        assert isinstance(pdf, bytes)  # not a list of pictures
        self.pdf = pdf
        self.warnings = [complaint for warning in warnings for complaint in _complaints(main, warning.diagnostic)]

    def said(self, label: str) -> list[Any]:
        """The values of all ``metadata`` that bear a label, as JSON has them."""
        values: list[Any] = json.loads(self._compiler.query(f"<{label}>", field="value"))
        return values


def refused(main: Path, fonts: Sequence[Path], timestamp: int | None) -> list[Complaint]:
    """What keeps a document from being accessible, such as a character that no font has; a plain PDF hides it."""
    try:
        Compiled(main, fonts, ["ua-1"], timestamp)
    except CannotPrint as fault:
        return fault.complaints
    return []


def _complaints(main: Path, diagnostics: str) -> list[Complaint]:
    """The complaints of a report of Typst's, those about the document with their place in it."""
    text = main.read_text(encoding="utf-8")
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    marks = [(match.start(), int(match[1])) for match in PLACE.finditer(text)]
    offsets = [start for start, _ in marks]
    made: list[Complaint] = []
    found = list(DIAGNOSTIC.finditer(diagnostics))
    for match, end in zip(found, [*(m.start() for m in found), len(diagnostics)][1:], strict=True):
        told = diagnostics[match.start() : end]
        message = match["message"] + "".join(f" ({hint})" for hint in HINT.findall(told))
        file = match["file"]
        if file is not None and Path(file).name != main.name:  # in a style, which the document called
            message = f"{Path(file).name}:{match['line']}: {message}"
        place = None
        if called := next((each for each in IN_FILE.finditer(told) if Path(each["file"]).name == main.name), None):
            at = bisect_right(offsets, starts[int(called["line"]) - 1] + int(called["column"])) - 1
            place = marks[at][1] if at >= 0 else None
        made.append(Complaint(message, place))
    return made
