"""Where a name stands in each kind of file, to be changed there and nowhere else.

Line ends, quotation marks and order stay, so that changing back gives the same text. Examples in code, which are the
handbook's, stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import polib

from csrdirectives.sheet import SEPARATORS
from csrdirectives.usage import CODE, LISTING, OPTION, WHOLE, live_lines
from csrdirectives.values import COLUMNS

Kind = Literal["indicator", "register"]
FORMULA = re.compile(r"""\bformula\s*=\s*(?:\"{3}[\s\S]*?\"{3}|'{3}[\s\S]*?'{3}|"[^"\n]*"|'[^'\n]*')""")
RELATIONS = re.compile(r"\b(?:equals|at_most|at_least)\s*=\s*\[[^\]]*\]")
COUNTS = re.compile(r"""\bcounts\s*=\s*(?:"[^"\n]*"|'[^'\n]*')""")
FIGURES = re.compile(r"\bfigures\s*=\s*\[[^\]]*\]")
COUNTED = re.compile(r";\s*by\s*:")  # of a chart: a register, whose records it counts
REGISTERS = re.compile(r"\bregisters\s*=\s*\[[^\]]*\]")


class Mentions:
    """A name to be changed, in each kind of file: the text with the new one, and at how many places it was."""

    def __init__(self, kind: Kind, old: str, new: str) -> None:
        self.kind, self.old, self.new = kind, old, new
        word, roles = re.escape(old), "value|number|change|name" if kind == "indicator" else "count"
        self.role = re.compile(rf"(?<=`)(?P<space>\s*){word}(?=[@#;\s`])")
        self.roles = re.compile(rf"\{{csr:(?:{roles})\}}`[^`]*`")
        self.head = re.compile(
            rf"^(?P<before>\ufeff?[ \t]*\[[ \t]*)(?P<quote>[\"']?){word}(?P=quote)(?=[ \t]*[\].])", re.MULTILINE
        )
        self.subject = re.compile(rf"^(?P<space>\s*){word}(?=[@#;\s]|$)")
        self.argument = re.compile(rf"(?<!\S)(?P<space>){word}(?=[@#;\s]|$)")
        self.operand = re.compile(rf"(?<![\w.]){word}(?![\w.])")
        self.figure = re.compile(rf"(?<=[\"']){word}(?=[\"'@#])")
        self.counted = re.compile(rf"(?<=[\"'])(?P<space>\s*){word}(?=[;\s\"'])")
        self.comment = re.compile(rf"^#\. {word}(?=[@# ])")
        self.place = re.compile(rf"(?<=/registers/){word}(?=\.csv\b)")

    def in_heads(self, text: str) -> tuple[str, int]:
        """Definitions: ``["name"]``, ``[name.values]``."""

        def head(match: re.Match[str]) -> str:
            quote = match["quote"] or ('"' if "." in self.new else "")
            return f"{match['before']}{quote}{self.new}{quote}"

        return self.head.subn(head, text)

    def in_definitions(self, text: str) -> tuple[str, int]:
        """Definitions of indicators: their heads and formulas, or the registers that they count."""
        if self.kind == "register":
            return _within(COUNTS, text, self.counted, self.new)
        text, heads = self.in_heads(text)
        text, formulas = _within(FORMULA, text, self.operand, self.new)
        text, relations = _within(RELATIONS, text, self.operand, self.new)
        return text, heads + formulas + relations

    def in_findings(self, text: str) -> tuple[str, int]:
        """The figures or registers that findings are about."""
        return _within(FIGURES if self.kind == "indicator" else REGISTERS, text, self.figure, self.new)

    def in_values(self, text: str) -> tuple[str, int]:
        """The column of a sheet that names indicators."""
        spans = list(_cells(text, {"indicator", *COLUMNS["indicator"]}))
        found = [(start, end) for start, end in spans if text[start:end].strip('" \t') == self.old]
        for start, end in reversed(found):
            text = text[:start] + text[start:end].replace(self.old, self.new) + text[end:]
        return text, len(found)

    def in_prose(self, text: str) -> tuple[str, int]:
        """Roles, those in code left alone."""
        places = 0
        pieces, last = [], 0
        for code in [*CODE.finditer(text), None]:
            piece, count = _within(self.roles, text[last : code.start() if code else None], self.role, self.new)
            pieces += [piece, code[0] if code else ""]
            places, last = places + count, code.end() if code else 0
        return "".join(pieces), places

    def in_page(self, text: str) -> tuple[str, int]:
        """Roles and directives of a chapter."""
        lines = text.splitlines(keepends=True)
        places = 0
        for number, line, opens, inside in live_lines(text.splitlines()):
            ending = lines[number - 1][len(line) :]
            changed, count = self.in_prose(line)
            counted = inside == "chart" and COUNTED.search(line) is not None
            listing = inside in LISTING - {"findings"} and counted == (self.kind == "register")
            arguments = inside != "chart" and (listing or (self.kind == "register" and inside == "register"))
            if opens and arguments:
                head, brace, argument = changed.partition("}")
                argument, more = (self.argument if listing else self.subject).subn(rf"\g<space>{self.new}", argument)
                changed, count = head + brace + argument, count + more
            elif listing and not opens:
                changed, more = self._in_line(changed)
                count += more
            lines[number - 1] = changed + ending
            places += count
        return "".join(lines), places

    def _in_line(self, line: str) -> tuple[str, int]:
        """A line of a directive that lists figures; of its options ``:whole:`` alone."""
        whole = WHOLE.match(line)
        if OPTION.match(line) and not whole:
            return line, 0
        start = whole.end("option") if whole else 0
        changed, count = self.subject.subn(rf"\g<space>{self.new}", line[start:])
        return line[:start] + changed, count

    def in_po(self, text: str) -> tuple[str, int]:
        """Messages, translations and comments; a file that an editor has wrapped within a name is unwrapped."""
        lines = text.splitlines(keepends=True)
        places = 0
        for number, line in enumerate(lines):
            if line.startswith("#."):
                lines[number], count = self.comment.subn(f"#. {self.new}", line)
            elif line.startswith("#:"):
                changed, count = self.place.subn(self.new, line) if self.kind == "register" else (line, 0)
                if count:  # Sphinx sorts them
                    lines[number] = " ".join(["#:", *sorted(changed[2:].split())]) + line[len(line.rstrip()) :]
            elif line.startswith("#") and not line.startswith("#~"):
                continue  # a translator's
            else:
                lines[number], count = self.in_prose(line)
            places += count
        changed = "".join(lines)
        if self.old not in text:
            return changed, places
        messages = polib.pofile(changed, wrapwidth=0)
        left = 0
        for message in messages:
            for field in ("msgid", "msgstr"):
                piece, count = self.in_prose(getattr(message, field))
                setattr(message, field, piece)
                left += count
        return (f"{messages}\n" if left else changed), places + left


def _within(around: re.Pattern[str], text: str, word: re.Pattern[str], new: str) -> tuple[str, int]:
    """The text with *new* for each *word* inside of what is *around*, and how many there were."""
    places = 0

    def replaced(match: re.Match[str]) -> str:
        nonlocal places
        changed, count = word.subn(lambda found: found.groupdict().get("space", "") + new, match[0])
        places += count
        return changed

    return around.sub(replaced, text), places


def _cells(text: str, headings: set[str]) -> Iterator[tuple[int, int]]:
    """Where the cells of a column stand, by any of its headings."""
    for separator in SEPARATORS:
        cell = re.compile(rf'(?P<cell>"(?:[^"]|"")*"|[^{separator}"\r\n]*)(?P<end>{separator}|\r\n?|\n|\Z)')
        column, at, found = -1, 0, []
        for match in cell.finditer(text):
            if column < 0 and match["cell"].strip('" \t\ufeff') in headings:
                column = at
            elif at == column:
                found.append(match.span("cell"))
            at = at + 1 if match["end"] == separator else 0
        if found:
            yield from found
            return
