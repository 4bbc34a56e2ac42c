"""What comes of the SVG that is drawn: only what can be seen, its names its own, and a head with title and words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from xml.etree import ElementTree as ET  # of what our own process drew

SVG = "http://www.w3.org/2000/svg"
UNSEEN = {"class", "role", "aria-hidden", "aria-roledescription", "aria-label", "style", "version", "pointer-events"}
NUMBER = re.compile(r"-?\d+\.\d{3,}(?:e-?\d+)?")
REFERENCE = re.compile(r"url\(#([^)]+)\)")
DRAWN = {"path", "text", "line", "rect", "circle", "image"}
NOTHING = {"", "M0,0", "none"}
GROUP = re.compile(r"<g>(?P<inside>(?:(?!</?g\b).)*)</g>", re.DOTALL)


class Empty(ValueError):
    """A drawing in which there is nothing to see."""


def cleaned(svg: str, name: str) -> str:
    """The drawing without what tells nothing, the names in it prefixed with its own; raises :class:`Empty`."""
    root = ET.fromstring(svg)  # noqa: S314  # as above
    if not any(_seen(mark) for group in root.iter(f"{{{SVG}}}g") if "role-mark" in group.get("class", "")
               for mark in group):  # fmt: skip
        raise Empty
    for element in root.iter():
        element.tag = element.tag.removeprefix(f"{{{SVG}}}")
        for attribute in UNSEEN.intersection(element.keys()):
            del element.attrib[attribute]
        if element.get("id"):
            element.set("id", f"{name}-{element.get('id')}")
        for attribute, value in element.items():
            shorter = NUMBER.sub(lambda number: f"{float(number[0]):.2f}".rstrip("0").rstrip("."), value)
            element.set(attribute, REFERENCE.sub(rf"url(#{name}-\1)", shorter))
    if "var(--" in svg:  # for a page, which has fonts of its own
        for element in root.iter():
            element.attrib.pop("font-family", None)
    _prune(root)
    inside = "".join(ET.tostring(child, encoding="unicode") for child in root)
    while (shorter := GROUP.sub(r"\g<inside>", inside)) != inside:
        inside = shorter
    width, height = root.get("width", ""), root.get("height", "")
    return f'<svg xmlns="{SVG}" width="{width}" height="{height}" viewBox="{root.get("viewBox")}">{inside}</svg>'


def _seen(mark: ET.Element) -> bool:
    if mark.tag.removeprefix(f"{{{SVG}}}") not in DRAWN:
        return any(_seen(inner) for inner in mark)
    return "NaN" not in "".join(mark.attrib.values()) and (mark.get("d", "-") not in NOTHING)


def _prune(element: ET.Element) -> None:
    """Take out what is not displayed, and groups and paths of nothing."""
    for child in list(element):
        _prune(child)
        hidden = child.get("display") == "none"
        blank = child.tag == "path" and not ({"fill", "stroke"}.intersection(child.keys())) and not child.get("id")
        if hidden or (blank and element.tag == "g") or (child.tag == "g" and len(child) == 0):
            element.remove(child)
        elif child.tag == "g" and child.get("transform") == "translate(0,0)":
            del child.attrib["transform"]


def headed(svg: str, name: str, title: str, words: str, language: str, extra: str = "") -> str:
    """The drawing as an image with a title and a description; *extra* are attributes."""
    opening, inside = svg.split(">", 1)
    tags = f'{opening} role="img" aria-labelledby="{name}-t" aria-describedby="{name}-d" lang="{language}"{extra}>'
    return f'{tags}<title id="{name}-t">{escape(title)}</title><desc id="{name}-d">{escape(words)}</desc>{inside}'


def texts(svg: str) -> Iterator[str]:
    """The texts of a drawing."""
    return ("".join(element.itertext()) for element in ET.fromstring(svg).iter() if element.tag.endswith("text"))  # noqa: S314
