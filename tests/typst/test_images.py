"""An image is printed, or refused with a reason before anything of it is decoded."""

from __future__ import annotations

import zlib
from base64 import b64decode, b64encode

import pytest
import typst

from csrdirectives.typst.images import SUFFIXES, Limits, image_faults
from csrdirectives.typst.svg import DEPTH

JPEG = b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////"
    "////////wAALCAACAAIBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AH//Z"
)
WEBP = b64decode("UklGRh4AAABXRUJQVlA4TBEAAAAvAUAAAAdQrWpVq/+BiOh/AAA=")
GIF = b64decode("R0lGODdhAgACAIEAAFpaWgAAAAAAAAAAACwAAAAAAgACAAAIBgABCAQQEAA7")
FONTS = ("Noto Sans SC", "Noto Serif SC")


def png(width=2, height=2):
    """A grey PNG of any size; one that is too large has no pixels behind its header."""

    def chunk(name, data):
        return len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)

    header = width.to_bytes(4) + height.to_bytes(4) + bytes([8, 0, 0, 0, 0])
    pixels = zlib.compress(bytes(height * (width + 1) if width * height < 100 else 0))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def svg(content="", attributes="", before=""):
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f'{before}<svg {names} width="20" height="20" {attributes}>{content}</svg>'.encode()


def embedded(content, kind="png"):
    return f'<image width="9" height="9" xlink:href="data:image/{kind};base64,{b64encode(content).decode()}"/>'


def told(path, content, **settings):
    path.write_bytes(content)
    return [f"{'' if fault.refused else 'note '}{fault.subtype}" for fault in image_faults(path, **settings)]


RECT = '<rect width="9" height="9" fill="#123456"/>'
PRINTED = {
    "a.png": png(),
    "a.jpg": JPEG,
    "a.jpeg": JPEG,
    "a.webp": WEBP,
    "a.gif": GIF,
    "a.svg": svg(RECT),
    "UPPER.PNG": png(),
    "with-bytes-behind-its-end.jpg": JPEG + b"MPF",
    "with-bytes-behind-its-end.gif": GIF + b"\0\0",
    "with-byte-order-mark.svg": b"\xef\xbb\xbf" + svg(RECT),
    "with-public-doctype.svg": svg(
        RECT,
        before='<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">',
    ),
    "with-reference-to-itself.svg": svg('<g id="a"/><use xlink:href="#a"/><use href="#a"/>' + RECT),
    "with-gradient.svg": svg(
        '<linearGradient id="a"/><rect width="9" height="9" fill="url(#a)" style="mask:url(#a)"/>'
    ),
    "with-picture.svg": svg(embedded(png()) + embedded(JPEG, "jpeg")),
    "with-words-like-styles.svg": svg(f'<g aria-label="url(http://example.org) onload">{RECT}</g>'),
    "with-style.svg": svg("<style>/* http://example.org */ rect { fill: #123456 }</style>" + RECT),
    "with-font.svg": svg('<text y="9" font-family="Arial, \'Noto Sans SC\', sans-serif">中</text>'),
    "with-font-in-capitals.svg": svg('<text y="9" style="font: bold 9px/1.5 NOTO SANS SC">中</text>'),
    "with-own-colour.svg": svg('<rect width="9" height="9" fill="currentColor"/>', 'color="#123456"'),
}
REFUSED = [
    ("a.tiff", b"II*\0", "image-kind"),
    ("a.pdf", b"%PDF-1.7", "image-kind"),
    ("a.svgz", b"\x1f\x8b", "image-kind"),
    ("a", png(), "image-kind"),
    ("a.jpg", png(), "image-broken"),
    ("a.png", JPEG, "image-broken"),
    ("a.png", b"", "image-broken"),
    ("a.gif", svg(), "image-broken"),
    ("cut.png", png()[:-6], "image-broken"),
    ("cut.png", png()[:20], "image-broken"),
    ("cut.jpg", JPEG[:-2], "image-broken"),
    ("cut.jpg", JPEG[:160].replace(b"JFIF", b"\xff\xd9IF")[:-2], "image-broken"),
    ("cut.gif", GIF[:-1], "image-broken"),
    ("cut.webp", WEBP[:-1], "image-broken"),
    ("large.png", png(20_000, 20_000), "image-large"),
    ("wide.png", png(10_001, 1), "image-large"),
    ("many.png", png(8_000, 8_000), "image-large"),
    ("none.png", png(0, 5), "image-broken"),
    ("a.svg", svg().replace(b"</svg>", b""), "image-broken"),
    ("a.svg", b"", "image-broken"),
    ("a.svg", png(), "image-broken"),
    ("a.svg", svg("中").decode().encode("gb18030"), "image-broken"),
    ("a.svg", b"<html><svg/></html>", "image-broken"),
    ("a.svg", svg("&a;", before='<!DOCTYPE svg [<!ENTITY a "a">]>'), "image-unsafe"),
    ("a.svg", svg(before='<!DOCTYPE svg [<!ENTITY % a SYSTEM "http://example.org">]>'), "image-unsafe"),
    ("a.svg", svg(before='<!DOCTYPE svg [<!ATTLIST svg onload CDATA "a()">]>'), "image-unsafe"),
    ("a.svg", svg(before='<?xml-stylesheet href="a.css"?>'), "image-unsafe"),
    ("a.svg", svg("<script>a()</script>"), "image-unsafe"),
    ("a.svg", b'<a:svg xmlns:a="http://www.w3.org/2000/svg"><a:script/></a:svg>', "image-unsafe"),
    ("a.svg", svg("<foreignObject/>"), "image-unsafe"),
    ("a.svg", svg(RECT, 'onload="a()"'), "image-unsafe"),
    ("a.svg", svg(RECT, 'xml:base="http://example.org"'), "image-unsafe"),
    ("a.svg", svg('<image href="secret.png"/>'), "image-unsafe"),
    ("a.svg", svg('<image xlink:href="file:///etc/passwd"/>'), "image-unsafe"),
    ("a.svg", svg('<use href="http://example.org/a.svg#a"/>'), "image-unsafe"),
    ("a.svg", svg('<use href="data:image/png;base64,"/>'), "image-unsafe"),
    ("a.svg", svg('<feImage href="//example.org/a.png"/>'), "image-unsafe"),
    ("a.svg", svg('<image href="data:image/svg+xml;base64,PHN2Zy8+"/>'), "image-unsafe"),
    ("a.svg", svg('<a href="javascript:a()"/>'), "image-unsafe"),
    ("a.svg", svg("<style>@import 'a.css';</style>"), "image-unsafe"),
    ("a.svg", svg(r"<style>@\69mport 'a.css';</style>"), "image-unsafe"),
    ("a.svg", svg("<style>g{fill:url( 'http://example.org')}</style>"), "image-unsafe"),
    ("a.svg", svg("<style>g{fill:u/**/rl(http://example.org)}</style>"), "image-unsafe"),
    ("a.svg", svg("<style>g{a:'/*';fill:url(http://example.org);b:'*/'}</style>"), "image-unsafe"),
    ("a.svg", svg('<g style="fill:url(a.svg#a)"/>'), "image-unsafe"),
    ("a.svg", svg('<g mask="url(a.svg#a)"/>'), "image-unsafe"),
    ("a.svg", svg("<g>" * DEPTH + "</g>" * DEPTH), "image-unsafe"),
    ("a.svg", svg("<g/>" * 200_000), "image-unsafe"),
    ("a.svg", svg(embedded(png(20_000, 20_000))), "image-large"),
    ("a.svg", svg(embedded(png()[:-6])), "image-broken"),
    ("a.svg", svg(embedded(GIF)), "image-broken"),
    ("a.svg", svg('<image href="data:image/png;base64,A"/>'), "image-broken"),
    ("a.svg", svg('<image href="data:image/png,A"/>'), "image-broken"),
]
NOTED = [
    (svg('<rect fill="var(--accent)"/>'), "image-colour"),
    (svg("<style>rect { fill: VAR(--accent, red) }</style>"), "image-colour"),
    (svg('<rect fill="currentColor"/>'), "image-colour"),
    (svg('<rect style="stroke:currentcolor"/>'), "image-colour"),
    (svg('<rect fill="currentColor" stop-color="red" aria-label="color: red"/>'), "image-colour"),
    (svg('<a href="https://example.org"/>'), "image-link"),
    (svg('<a xlink:href="other.html"/>'), "image-link"),
    (svg("<text>中</text>"), "image-font"),
    (svg('<text font-family="sans-serif">中</text>'), "image-font"),
    (svg('<text style="font: italic 9pt Arial, Noto">中</text>'), "image-font"),
    (svg("<style>text { font-family: 'Source Han Sans' !important }</style><text>中</text>"), "image-font"),
]


@pytest.mark.parametrize("name", PRINTED)
def test_sound_image_is_let_through_and_printed_by_typst(tmp_path, name):
    assert told(tmp_path / name, PRINTED[name], fonts=FONTS) == []
    document = tmp_path / "a.typ"
    document.write_text(f'#set document(title: "a")\n#image("{name}", alt: "a")', "utf-8")
    assert typst.compile(document, root=tmp_path, pdf_standards=["ua-1"]).startswith(b"%PDF")


def test_every_kind_is_among_those_printed():
    assert {name.rpartition(".")[1] + name.rpartition(".")[2] for name in PRINTED} - {".PNG"} == set(SUFFIXES)


@pytest.mark.parametrize(("name", "content", "subtype"), REFUSED)
def test_unfit_image_is_refused(tmp_path, name, content, subtype):
    assert told(tmp_path / name, content) == [subtype]


@pytest.mark.parametrize(("content", "subtype"), NOTED)
def test_image_that_prints_otherwise_than_it_looks_is_noted(tmp_path, content, subtype):
    assert told(tmp_path / "a.svg", content, fonts=FONTS) == [f"note {subtype}"]


def test_fonts_are_not_compared_where_none_are_given(tmp_path):
    assert told(tmp_path / "a.svg", svg('<text font-family="Arial">中</text>')) == []


def test_limits_are_the_project_s_own(tmp_path):
    assert told(tmp_path / "a.png", png(9, 9), limits=Limits(side=8)) == ["image-large"]
    assert told(tmp_path / "a.png", png(9, 9), limits=Limits(pixels=80)) == ["image-large"]
    assert told(tmp_path / "a.png", png(9, 9), limits=Limits(megabytes=0.00001)) == ["image-large"]
    assert told(tmp_path / "a.png", png(9, 9), limits=Limits(side=9, pixels=81)) == []


def test_absent_file_is_a_fault_and_no_crash(tmp_path):
    assert [fault.subtype for fault in image_faults(tmp_path / "a.png")] == ["image-broken"]
    (tmp_path / "b.png").mkdir()
    assert [fault.subtype for fault in image_faults(tmp_path / "b.png")] == ["image-broken"]


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.webp", "a.gif"])
def test_image_cut_anywhere_is_refused(tmp_path, name):
    whole = PRINTED[name]
    passed = [length for length in range(len(whole)) if not told(tmp_path / name, whole[:length])]
    assert passed == []


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.tiff", b"", "only SVG, PNG, JPEG, WebP, GIF can be printed"),
        ("a.png", JPEG, "it is JPEG and not PNG, as its name says"),
        ("a.jpg", JPEG[:-2], "this JPEG is cut off before its end"),
        (
            "a.png",
            png(20_000, 20_000),
            "it has 20,000 × 20,000 pixels; at most 10,000 on a side and 40,000,000 in all are printed",
        ),
        ("a.svg", svg('<image href="secret.png"/>'), "it refers to secret.png, which is no part of it"),
        ("a.svg", svg(embedded(png()[:-6])), "a picture embedded in it cannot be printed: this PNG is cut off"),
    ],
)
def test_reason_says_what_is_wrong(tmp_path, name, content, reason):
    (tmp_path / name).write_bytes(content)
    assert image_faults(tmp_path / name)[0].reason.startswith(reason)
