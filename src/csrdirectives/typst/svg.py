"""What an SVG holds that must not be printed, or that prints otherwise than it looks on a screen."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from urllib.parse import unquote_to_bytes
from xml.parsers import expat  # the entities for which it is feared are refused below

DEPTH = 250
ELEMENTS = 200_000
"""Above these Typst gives up, or takes minutes."""
EMBEDDED = re.compile(r"data:image/(?:png|jpe?g)(;base64)?,", re.IGNORECASE)
WEB = re.compile(r"(?:https?:|mailto:|[^:]*$)", re.IGNORECASE)
CSS_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
CSS_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
CSS_URL = re.compile(r"url\(\s*['\"]?\s*([^'\")]*)", re.IGNORECASE)
CSS_FONT = re.compile(r"(?:^|[;{\s])font(-family)?\s*:([^;{}]*)", re.IGNORECASE)
CSS_SIZE = re.compile(r"[\d.]+(?:[a-z]|%)", re.IGNORECASE)
CSS_COLOUR = re.compile(r"(?:^|[;{\s])color\s*:", re.IGNORECASE)
SPOKEN = ("aria-", "data-", "id", "class")  # attributes that hold words, not styles
XML = "http://www.w3.org/XML/1998/namespace"


class Refused(Exception):
    """Why an SVG must not be printed: the subtype of the warning, ``image-broken`` or ``image-unsafe``, and words."""

    def __init__(self, subtype: str, reason: str) -> None:
        super().__init__(subtype, reason)
        self.subtype = subtype
        self.reason = reason


class Svg:
    """An SVG as read: the pictures embedded in it, and what of it depends on where it is shown."""

    def __init__(self, content: bytes) -> None:
        """Read it; raises :class:`Refused`."""
        self.embedded: list[bytes] = []
        self.families: list[tuple[str, ...]] = []
        """The lists of font families, in small letters, of which the first that exists is used."""
        self.has_text = False
        self.has_links = False
        self.has_variables = False
        self._has_colour = self._has_current_colour = False
        self._styles: list[str] | None = None  # the pieces of the style sheet that is being read
        self._depth = self._elements = 0
        self._read(content)

    @property
    def has_inherited_colour(self) -> bool:
        """Whether a colour is left to the page around it."""
        return self._has_current_colour and not self._has_colour

    def _read(self, content: bytes) -> None:
        try:
            content.decode()
        except UnicodeDecodeError:
            raise Refused("image-broken", "it is not written in UTF-8") from None
        parser = expat.ParserCreate("utf-8", " ")  # whatever the file declares: so does Typst
        parser.buffer_text = True
        parser.EntityDeclHandler = self._entity
        parser.ProcessingInstructionHandler = self._instruction
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        try:
            parser.Parse(content, True)  # noqa: FBT003  # the parser takes no names
        except expat.ExpatError as error:
            raise Refused("image-broken", f"its XML ends in an error: {error}") from None

    def _entity(self, name: str, *_: object) -> None:
        raise Refused("image-unsafe", f"it declares an entity ({name}), which may stand for anything")

    def _instruction(self, target: str, _: str) -> None:
        if target == "xml-stylesheet":
            raise Refused("image-unsafe", "it refers to a style sheet outside of it")

    def _start(self, qualified: str, attributes: dict[str, str]) -> None:
        name = _local(qualified)
        self._depth += 1
        self._elements += 1
        if self._elements == 1 and name != "svg":
            raise Refused("image-broken", f"it is not an SVG but begins with <{name}>")
        if self._depth > DEPTH or self._elements > ELEMENTS:
            raise Refused("image-unsafe", f"it has over {ELEMENTS:,} elements, or nests them over {DEPTH} deep")
        if name in {"script", "foreignObject"}:
            raise Refused("image-unsafe", f"it contains <{name}>")
        if name == "style":
            self._styles = []
        self.has_text |= name == "text"
        for attribute, value in attributes.items():
            self._attribute(name, attribute, value.strip())

    def _attribute(self, element: str, attribute: str, value: str) -> None:
        namespace, _, name = attribute.rpartition(" ")
        if namespace == XML and name == "base":
            raise Refused("image-unsafe", "it sets the address to which its references are relative (xml:base)")
        if name in {"href", "src"}:
            self._reference(element, value)
        elif namespace or name.startswith(SPOKEN):
            pass
        elif name.lower().startswith("on"):
            raise Refused("image-unsafe", f"it contains the event attribute {name}")
        else:
            self._style(value if name == "style" else f"{name}:{value}")

    def _reference(self, element: str, address: str) -> None:
        if address.startswith("#"):
            return
        embedded = EMBEDDED.match(address)
        if element == "a" and WEB.match(address):
            self.has_links = True
        elif element in {"image", "feImage"} and embedded:
            data = unquote_to_bytes(address[embedded.end() :])
            try:
                self.embedded.append(b64decode(data) if embedded[1] else data)
            except binascii.Error:
                raise Refused("image-broken", "a picture embedded in it cannot be decoded") from None
        else:
            raise Refused("image-unsafe", f"it refers to {_short(address)}, which is no part of it")

    def _style(self, css: str) -> None:
        plain = CSS_ESCAPE.sub(_unescaped, CSS_COMMENT.sub("", css))
        lower = plain.lower()
        for text in {plain, CSS_ESCAPE.sub(_unescaped, css)}:  # what looks like a comment may stand in a string
            if "@import" in text.lower():
                raise Refused("image-unsafe", "its style sheet imports another (@import)")
            for address in CSS_URL.findall(text):
                if not address.startswith(("#", "data:")):
                    raise Refused("image-unsafe", f"a style in it refers to {_short(address)}")
        self._has_colour |= bool(CSS_COLOUR.search(plain))
        self._has_current_colour |= "currentcolor" in lower
        self.has_variables |= "var(" in lower
        for family, value in CSS_FONT.findall(plain):
            self._fonts(value.partition("!")[0], shorthand=not family)

    def _fonts(self, value: str, *, shorthand: bool) -> None:
        if shorthand:  # the families come after the size
            words = value.split()
            sizes = [number for number, word in enumerate(words) if CSS_SIZE.match(word)]
            value = " ".join(words[sizes[0] + 1 :]) if sizes else ""
        names = tuple(name.strip().strip("'\"").lower() for name in value.split(","))
        if any(names):
            self.families.append(names)

    def _text(self, text: str) -> None:
        if self._styles is not None:
            self._styles.append(text)

    def _end(self, qualified: str) -> None:
        self._depth -= 1
        if _local(qualified) == "style" and self._styles is not None:
            self._style("".join(self._styles))
            self._styles = None


def _local(qualified: str) -> str:
    """A name without its namespace."""
    return qualified.rpartition(" ")[2]


def _unescaped(escape: re.Match[str]) -> str:
    """The character that a style sheet writes with a backslash."""
    code = int(escape[1], 16) if escape[1] else 0
    return escape[2] or (chr(code) if 0 < code <= 0x10FFFF else "\N{REPLACEMENT CHARACTER}")


def _short(address: str) -> str:
    return address if len(address) <= 60 else address[:59] + "…"
