"""A PDF in fewer bytes: Typst writes the tags of a document one by one and plainly, which doubles its size."""

from __future__ import annotations

import re
import zlib
from itertools import pairwise
from typing import NamedTuple

TABLE = re.compile(
    rb"xref\s+0 (\d+)\s+((?:\d{10} \d{5} [nf]\s{1,2})+)trailer\s*<<(.*?)>>\s*startxref\s+(\d+)\s+%%EOF\s*$", re.DOTALL
)
OBJECT = re.compile(rb"(\d+) 0 obj\s+(.*?)\s*endobj\s*", re.DOTALL)
TOGETHER = 200  # objects, so that a viewer need not unpack all of them for one page


class Unfamiliar(Exception):
    """A PDF is not laid out as Typst does it today."""


class Parts(NamedTuple):
    """What a PDF consists of: streams, each as it stands in the file, and other objects, by their numbers."""

    head: bytes
    streams: dict[int, bytes]
    objects: dict[int, bytes]
    size: int
    trailer: bytes


def parted(pdf: bytes) -> Parts:
    """The parts of a PDF of Typst's; raises :class:`Unfamiliar`."""
    table = TABLE.search(pdf, max(0, pdf.rfind(b"xref", 0, pdf.rfind(b"startxref"))))
    if table is None or int(table[4]) != table.start() or b"/Encrypt" in table[3]:
        raise Unfamiliar
    offsets = {int(line[:10]): number for number, line in enumerate(table[2].splitlines()) if line[17:18] == b"n"}
    streams: dict[int, bytes] = {}
    objects: dict[int, bytes] = {}
    for start, end in pairwise([*sorted(offsets), table.start()]):
        found = OBJECT.fullmatch(pdf, start, end)
        if found is None or int(found[1]) != offsets[start]:
            raise Unfamiliar
        if found[2].endswith(b"endstream"):
            streams[offsets[start]] = pdf[start:end]
        else:
            objects[offsets[start]] = found[2]
    return Parts(pdf[: min(offsets)], streams, objects, int(table[1]), table[3])


def packed(pdf: Parts) -> bytes:
    """The same document with all that is no stream packed into streams, as PDF 1.5 and PDF/A-2 allow."""
    out, size = bytearray(pdf.head), pdf.size
    places: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
    for number, body in pdf.streams.items():
        places[number] = (1, len(out), 0)
        out += body
    small = list(pdf.objects.items())
    for first in range(0, len(small), TOGETHER):
        group = small[first : first + TOGETHER]
        starts, at = [], 0
        for index, (number, body) in enumerate(group):
            places[number] = (2, size, index)
            starts.append(f"{number} {at}")
            at += len(body) + 1
        index_ = " ".join(starts).encode() + b"\n"
        content = index_ + b"\n".join(body for _, body in group)
        places[size] = (1, len(out), 0)
        out += _stream(size, f"/Type/ObjStm/N {len(group)}/First {len(index_)}".encode(), content)
        size += 1
    start = len(out)
    places[size] = (1, start, 0)
    rows = b"".join(
        kind.to_bytes(1) + at.to_bytes(4) + index.to_bytes(2)
        for kind, at, index in (places.get(number, (0, 0, 65535)) for number in range(size + 1))
    )
    named = re.sub(rb"/Size\s+\d+", b"", pdf.trailer).strip()
    out += _stream(size, f"/Type/XRef/W[1 4 2]/Size {size + 1}".encode() + named, rows)
    return bytes(out + f"startxref\n{start}\n%%EOF\n".encode())


def _stream(number: int, entries: bytes, content: bytes) -> bytes:
    data = zlib.compress(content)  # the highest level saves one byte in a hundred, and takes twice as long
    start = f"{number} 0 obj\n<</Length {len(data)}/Filter/FlateDecode".encode() + entries
    return start + b">>\nstream\n" + data + b"\nendstream\nendobj\n"
