"""TOML as people really write it → tables, each with its line."""

from __future__ import annotations

import re
import tomllib
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from csrdirectives.messages import Message
from csrdirectives.plaintoml import plain_tables
from csrdirectives.problems import Problems, Where
from csrdirectives.textfile import HIDDEN, read_text

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 16 << 20  # bytes; the definitions of ten thousand indicators are under 4 MB
DEEPEST = 200  # dots of one name; tomllib's time grows with their square

_HEAD = re.compile(
    r'^[ \t]*\[\[?[ \t]*(?:"([^"\n]+)"|\'([^\'\n]+)\'|([\w.-]+?))[ \t]*\]\]?[ \t]*(?:#.*)?$', re.MULTILINE
)
_PLACE = re.compile(r" *\(at (?:line (\d+), column \d+|end of document)\)$")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_DATE = re.compile(r"=\s*[0-9]{4}[-/.年]")
_hidden = re.compile(f"[{HIDDEN}]")

_OTHER = Message("这里看不懂", "it cannot be read")
_TOO_DEEP = Message("层次太深", "it is nested too deeply")
_REASONS = {  # how tomllib's words begin → what to do
    "Cannot overwrite a value": Message("这一项前面已经写过", "the same field stands above"),
    "Duplicate inline table key": Message("花括号里有一项写了两次", "a field stands twice within the braces"),
    "Expected '='": Message("名称后面缺少等号", "there is no equals sign after the name"),
    "Expected ']": Message("这一节的名称缺少 ]", "the head of the section lacks its ]"),
    "Invalid date or datetime": Message(
        "日期要写成 2023-12-31，并且真有这一天", "a date is written 2023-12-31, and must exist"
    ),
    "Invalid value": Message(
        "等号后面的内容看不懂；文字要写在半角引号里",
        "what follows the equals sign cannot be read; text needs quotation marks",
    ),
    "Unterminated string": Message("引号没有成对", "a quotation mark has no partner"),
    "Illegal character '\\n'": Message("引号没有成对", "a quotation mark has no partner"),
    "Invalid statement": Message("应写成 名称 = 内容", "write name = value"),
    "Invalid initial character for a key part": Message("应写成 名称 = 内容", "write name = value"),
    "Unclosed array": Message("方括号没有成对，或缺少逗号", "a bracket has no partner, or a comma is missing"),
    "Unclosed inline table": Message("花括号没有成对，或缺少逗号", "a brace has no partner, or a comma is missing"),
    "Expected newline": Message("内容后面还有多余的文字", "something follows the value"),
    "Unescaped '\\'": Message("反斜线 \\ 要写两个", "write a backslash twice"),
    "Exceeds the limit": Message("这个数太长", "the number is too long"),
    "maximum recursion": _TOO_DEEP,
}


class Source(NamedTuple):
    """A TOML file as read: its lines, its tables, and on which line the head of each stands, sound or not."""

    shown: str
    lines: list[str]
    tables: dict[str, Any]
    heads: dict[str, int]

    def where(self, table: str = "", field: str = "") -> Where:
        """The line of a table, or of a field within it; ``forms.en`` is a field within the field forms."""
        path = field.split(".") if field else []
        for depth in range(len(path), -1, -1):
            head = ".".join([*filter(None, [table]), *path[:depth]])
            if head in self.heads or not depth:
                within = path[depth:]
                start = self.heads.get(head) or (self._line_of(table, 0) if table else 0)  # {…} has no head
                found = (self._line_of(".".join(within[:n]), start) for n in range(len(within), 0, -1))
                return Where(self.shown, next(filter(None, found), start))
        raise AssertionError

    def is_unquoted(self, head: str) -> bool:
        """Whether a section has this head, without quotation marks."""
        return head in self.heads and not re.search("[\"']", self.lines[self.heads[head] - 1])

    def _line_of(self, field: str, start: int) -> int:
        """On which line a field is given in the section that begins at *start*; 0 where it is not."""
        pattern = re.compile(rf'\s*["\']?{re.escape(field)}["\']?\s*[.=]')
        for number in range(start, len(self.lines)):
            if pattern.match(self.lines[number]):
                return number + 1
            if _HEAD.match(self.lines[number]):
                break
        return 0


def read_toml(path: Path, shown: str, problems: Problems) -> Source | None:
    """The tables of a file; a table that does not parse is told of and left out, the others are read."""
    text = read_text(path, shown, problems, LARGEST)
    if text is None:
        return None
    text = _plain(text, shown, problems)
    heads: dict[str, int] = {}
    line, last = 1, 0
    for head in _HEAD.finditer(text):  # tomllib knows no lines, and a person wants to be sent to one
        line, last = line + text.count("\n", last, head.start()), head.start()
        heads.setdefault(_name(head), line)
    lines = text.split("\n")
    try:
        tables = plain_tables(text)
        if tables is None:
            tables = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        told = len(problems)
        tables = _salvage(text, shown, lines, problems)
        if len(problems) == told:  # each section is sound, but not all together
            _tell(error, text, 0, lines, shown, problems)
    return Source(shown, lines, tables, heads)


def _plain(text: str, shown: str, problems: Problems) -> str:
    """The text without what nobody sees and nobody could have meant."""
    if not _hidden.search(text) and text.count(".") <= DEEPEST:
        return text
    lines = text.split("\n")
    for n, line in enumerate(lines):
        if found := _hidden.findall(line):
            named = " ".join(dict.fromkeys(f"U+{ord(c):04X}" for c in found))
            problems.add("toml-hidden-character", Where(shown, n + 1), characters=named)
            lines[n] = _hidden.sub("", line)
        if line.count(".") > DEEPEST and _QUOTED.sub("", line).count(".") > DEEPEST:
            problems.add("toml-syntax", Where(shown, n + 1), text=line.strip(), reason=_TOO_DEEP)
            lines[n] = ""
    return "\n".join(lines)


def _salvage(text: str, shown: str, lines: list[str], problems: Problems) -> dict[str, Any]:
    """The tables that do parse, when the file as a whole does not."""
    tables: dict[str, Any] = {}
    heads = list(_HEAD.finditer(text))
    starts = [0, *(head.start() for head in heads), len(text)]
    seen: dict[str, int] = {}
    above = 0
    for n, (start, end) in enumerate(pairwise(starts)):
        section = text[start:end]
        name = _name(heads[n - 1]) if n else ""
        first = seen.setdefault(name, above + 1)
        if first <= above:
            problems.add("table-twice", Where(shown, above + 1), name=name, first=str(Where(shown, first)))
        else:
            try:
                _join(tables, tomllib.loads(section))
            except (ValueError, RecursionError) as error:
                _tell(error, section, above, lines, shown, problems)
        above += section.count("\n")
    return tables


def _tell(error: Exception, section: str, above: int, lines: list[str], shown: str, problems: Problems) -> None:
    """Say what is wrong with a section, at its line."""
    words = str(error)
    place = _PLACE.search(words)
    within = 1
    if place is not None:  # without a line number, it is the end
        within = int(place[1]) if place[1] else section.rstrip().count("\n") + 1
    number = min(above + within, len(lines))
    reason = next((reason for start, reason in _REASONS.items() if words.startswith(start)), _OTHER)
    if _DATE.search(lines[number - 1]):
        reason = _REASONS["Invalid date or datetime"]
    problems.add("toml-syntax", Where(shown, number), text=lines[number - 1].strip(), reason=reason)


def _join(tables: dict[str, Any], more: dict[str, Any]) -> None:
    for name, value in more.items():
        if isinstance(value, dict) and isinstance(tables.get(name), dict):
            _join(tables[name], value)
        else:
            tables[name] = value


def _name(head: re.Match[str]) -> str:
    return head[1] or head[2] or head[3]
