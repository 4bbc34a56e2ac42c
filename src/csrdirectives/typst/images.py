"""Which images may be printed, found out without decoding them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import NamedTuple

import imagesize

from csrdirectives.typst.svg import Refused, Svg

SUFFIXES = {
    ".svg": "SVG",
    ".png": "PNG",
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".webp": "WebP",
    ".gif": "GIF",
}
"""What Typst prints, by the names of files."""
MARKER = re.compile(rb"\xff+([^\x00\xff])")


class Limits(NamedTuple):
    """How large an image may be; an A4 page at 600 dots per inch has 35 million pixels."""

    side: int = 10_000
    pixels: int = 40_000_000
    megabytes: float = 20


class Fault(NamedTuple):
    """What is wrong with an image: the subtype of the warning, the reason in words, whether it must not be printed."""

    subtype: str
    reason: str
    refused: bool = True


def image_faults(path: Path, limits: Limits | None = None, fonts: Collection[str] | None = None) -> list[Fault]:
    """All that is wrong with an image file; nothing if it may be printed as it is.

    The *fonts* are the families in use; without them those that an SVG names are not compared.
    """
    limits = limits or Limits()
    kind = SUFFIXES.get(path.suffix.lower())
    if kind is None:
        return [Fault("image-kind", f"only {', '.join(dict.fromkeys(SUFFIXES.values()))} can be printed")]
    try:
        size = path.stat().st_size
        if size > limits.megabytes * 1e6:
            return [Fault("image-large", f"it has {size / 1e6:.1f} MB; at most {limits.megabytes:g} MB are printed")]
        content = path.read_bytes()
    except OSError as error:
        return [Fault("image-broken", f"it cannot be read: {error.strerror}")]
    if kind == "SVG":
        return list(_svg_faults(content, limits, fonts))
    found = _kind(content)
    if found != kind:
        return [Fault("image-broken", f"it is {found or 'something else'} and not {kind}, as its name says")]
    return list(_raster_faults(content, kind, limits))


def _svg_faults(content: bytes, limits: Limits, fonts: Collection[str] | None) -> Iterator[Fault]:
    try:
        svg = Svg(content)
    except Refused as refused:
        yield Fault(refused.subtype, refused.reason)
        return
    for picture in svg.embedded:
        if (kind := _kind(picture)) not in {"PNG", "JPEG"}:
            yield Fault("image-broken", "a picture embedded in it is neither PNG nor JPEG")
            continue
        for fault in _raster_faults(picture, kind, limits):
            yield fault._replace(reason=f"a picture embedded in it cannot be printed: {fault.reason}")
    if svg.has_variables:
        yield Fault("image-colour", "it takes values from var(), which are printed black or not at all", refused=False)
    if svg.has_inherited_colour:
        yield Fault("image-colour", "it uses currentColor without setting a color: printed black", refused=False)
    if svg.has_links:
        yield Fault("image-link", "the links in it are lost in print", refused=False)
    if fonts is not None:
        yield from _font_faults(svg, {family.lower() for family in fonts})


def _font_faults(svg: Svg, fonts: set[str]) -> Iterator[Fault]:
    for families in dict.fromkeys(svg.families):
        if fonts.isdisjoint(families):
            reason = f"none of its font families is at hand, another is taken: {', '.join(families)}"
            yield Fault("image-font", reason, refused=False)
    if svg.has_text and not svg.families:
        yield Fault("image-font", "it names no font family for its text, any may be taken", refused=False)


def _raster_faults(content: bytes, kind: str, limits: Limits) -> Iterator[Fault]:
    width, height = imagesize.get(io.BytesIO(content))
    if width < 1 or height < 1:
        yield Fault("image-broken", f"this {kind} does not say how large it is")
    elif max(width, height) > limits.side or width * height > limits.pixels:
        most = f"at most {limits.side:,} on a side and {limits.pixels:,} in all are printed"
        yield Fault("image-large", f"it has {width:,} × {height:,} pixels; {most}")
    elif not ENDS[kind](content):
        yield Fault("image-broken", f"this {kind} is cut off before its end")


def _kind(content: bytes) -> str:
    """What a file is by its first bytes; empty if it is no raster image that Typst prints."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if content.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    return "WebP" if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else ""


def _png_ends(content: bytes) -> bool:
    at = 8
    while content[at + 4 : at + 8] != b"IEND":
        at += 12 + int.from_bytes(content[at : at + 4])
        if at >= len(content):
            return False
    return at + 12 <= len(content)


def _jpeg_ends(content: bytes) -> bool:
    """Whether the image itself ends; a thumbnail within its metadata has an end of its own."""
    at = 2
    while marker := MARKER.search(content, at):
        at = marker.end()
        code = marker[1][0]
        if code == 0xD9:
            return True
        if code != 0x01 and not 0xD0 <= code <= 0xD8:  # all others carry their length
            at += int.from_bytes(content[at : at + 2])
    return False


def _gif_ends(content: bytes) -> bool:
    at = 13 + _palette(content[10:11])
    while at < len(content) and content[at] != 0x3B:
        at += 11 + _palette(content[at + 9 : at + 10]) if content[at] == 0x2C else 2  # an image, or an extension
        while at < len(content) and content[at]:
            at += 1 + content[at]
        at += 1
    return at < len(content)


def _palette(flags: bytes) -> int:
    """How many bytes the table of colours takes that these flags announce."""
    return 6 << (flags[0] & 7) if flags and flags[0] & 0x80 else 0


def _webp_ends(content: bytes) -> bool:
    return 8 + int.from_bytes(content[4:8], "little") <= len(content)


ENDS: dict[str, Callable[[bytes], bool]] = {
    "PNG": _png_ends,
    "JPEG": _jpeg_ends,
    "GIF": _gif_ends,
    "WebP": _webp_ends,
}
