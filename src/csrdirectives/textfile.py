"""The text of a file, however it was saved."""

from __future__ import annotations

import codecs
import re
import stat
from typing import TYPE_CHECKING

from csrdirectives.problems import Problems, Where

if TYPE_CHECKING:
    from pathlib import Path

FILE_LIMIT = 64 << 20  # bytes
LINE_LIMIT = 1 << 20  # bytes

# Characters nobody sees or that turn the text around, for a character class. The variation selectors from U+E0100 on
# are none of them: they choose the shape of a rare character in a name.
HIDDEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e007f"
)

_CHUNK = 1 << 18  # bytes; even, so that no UTF-16 unit is split, and shorter than the longest line
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx, .xls
_SPARSE = 16  # bytes to one NUL, which a slip may leave in a text; in what is no text there are more
_CONTEXT = 12  # characters shown before a byte that cannot be decoded


def read_text(path: Path, shown: str, problems: Problems, limit: int = FILE_LIMIT) -> str | None:
    """The text of a file in UTF-8, UTF-16 with its mark or GB18030, every line ended by a line feed.

    What cannot be decoded is told and replaced by U+FFFD; there is no text where the file cannot be a text at all.
    """
    data = _content(path, shown, problems, limit)
    if data is None:
        return None
    try:
        text = _decode(data)
    except UnicodeDecodeError as error:
        before = _lines(error.object[: error.start].decode(error.encoding, "replace"))
        tail = before.rpartition("\n")[2]
        problems.add(
            "file-encoding",
            Where(shown, before.count("\n") + 1),
            byte=f"0x{error.object[error.start]:02X}",
            position=len(tail.encode(error.encoding, "replace")) + 1,
            before=tail[-_CONTEXT:],
        )
        text = error.object.decode(error.encoding, "replace")
    return _lines(text).removesuffix("\x1a")  # the end of a file, as DOS marked it


def _content(path: Path, shown: str, problems: Problems, limit: int) -> bytes | None:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            problems.add("file-folder", Where(shown))
        elif not stat.S_ISREG(status.st_mode):  # a pipe would wait for ever
            problems.add("file-unreadable", Where(shown))
        elif status.st_size > limit:
            size = f"{status.st_size / (1 << 20):.1f}"
            problems.add("file-too-large", Where(shown), size=size, limit=limit >> 20)
        else:
            return _checked(path, shown, problems)
    except (FileNotFoundError, NotADirectoryError):
        problems.add("file-missing", Where(shown))
    except OSError:
        problems.add("file-unreadable", Where(shown))
    return None


def _checked(path: Path, shown: str, problems: Problems) -> bytes | None:
    """What the file holds, read until the first sign that it is no table."""
    data = bytearray()
    run = feeds = returns = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            data += chunk
            if data.startswith(_WORKBOOKS):
                problems.add("file-workbook", Where(shown))
                return None
            if wide := _wide(data):  # there, line ends and NUL bytes are also halves of other characters
                chunk = chunk.decode(wide, "replace").encode()
            line = max(feeds, returns) + 1  # \n, \r\n or \r, whichever the file uses
            if chunk.count(b"\0") * _SPARSE > len(chunk):  # fewer are told of as characters that nobody sees
                before = chunk[: chunk.find(b"\0")]
                line += max(before.count(b"\n"), before.count(b"\r"))
                problems.add("file-binary", Where(shown, line))
                return None
            feeds += chunk.count(b"\n")
            returns += chunk.count(b"\r")
            ends = chunk.replace(b"\r", b"\n")
            first = ends.find(b"\n")
            run += len(ends) if first < 0 else first
            if run > LINE_LIMIT:
                problems.add("file-line-too-long", Where(shown, line), limit=LINE_LIMIT >> 20)
                return None
            if first >= 0:
                run = len(ends) - ends.rfind(b"\n") - 1
    return bytes(data)


def _wide(data: bytes | bytearray) -> str:
    if data.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    return "utf-16-be" if data.startswith(codecs.BOM_UTF16_BE) else ""


def _decode(data: bytes) -> str:
    """The text, or the error that came latest: the encoding that got furthest is the likeliest."""
    if wide := _wide(data):
        return data[len(codecs.BOM_UTF16) :].decode(wide)
    marked = data.startswith(codecs.BOM_UTF8)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        # Chinese in GB18030 hardly ever looks like a character of UTF-8; with many, it is UTF-8 with damage.
        loose = data.decode(errors="replace")
        if marked or 5 * len(re.findall("[\u0800-\ufffc]", loose)) > loose.count("\ufffd"):
            raise
        utf8 = error
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise max(utf8, error, key=lambda e: e.start) from None


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
