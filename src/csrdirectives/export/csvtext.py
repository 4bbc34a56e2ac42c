"""Rows → the text of a CSV file, for programs or for Excel."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

BOM = "\ufeff"
RUN = ("=", "+", "-", "@", "\t", "\r")  # what Excel takes for the beginning of a formula


def csv_text(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The text after RFC 4180, every cell as it is."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows(rows)
    return written.getvalue()


def excel_text(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The text as Excel opens it at a double click: known as UTF-8, and no cell is taken for a formula.

    A text that would be one gets an apostrophe before it, which Excel's users know; a number stays a number.
    """
    return BOM + csv_text(head, ([_at_rest(cell) for cell in row] for row in rows))


def _at_rest(cell: str) -> str:
    return f"'{cell}" if cell.startswith(RUN) and not _is_number(cell) else cell


def _is_number(cell: str) -> bool:
    return cell.removeprefix("-").replace(".", "", 1).isdecimal()
