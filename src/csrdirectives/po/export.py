"""The glossary and the finished translations in the formats that translators' tools exchange."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from csrdirectives import __version__
from csrdirectives.po.glossary import Glossary
from csrdirectives.po.message import Message

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
TBX = '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">'
TMX = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'


def glossary_csv(glossary: Glossary) -> str:
    """The glossary as a sheet: a row for each approved form of a term."""
    sheet = io.StringIO()
    rows = csv.writer(sheet, lineterminator="\n")
    rows.writerow(("source", "target", "forbidden", "note"))
    for term in glossary.terms.values():
        rows.writerows((term.zh, form, " / ".join(term.forbidden), term.note) for form in term.en)
    return sheet.getvalue()


def glossary_tbx(glossary: Glossary, title: str) -> str:
    """The glossary in TBX-Basic: the first approved form is preferred, others admitted, forbidden ones deprecated."""
    root = ET.Element("martif", {"type": "TBX-Basic", LANGUAGE: "zh"})
    header = ET.SubElement(root, "martifHeader")
    about = ET.SubElement(header, "fileDesc")
    ET.SubElement(ET.SubElement(about, "titleStmt"), "title").text = title
    ET.SubElement(ET.SubElement(about, "sourceDesc"), "p").text = f"csrdirectives {__version__}"
    ET.SubElement(ET.SubElement(header, "encodingDesc"), "p", type="XCSURI").text = "TBXBasicXCSV02.xcs"
    body = ET.SubElement(ET.SubElement(root, "text"), "body")
    for number, term in enumerate(glossary.terms.values(), 1):
        entry = ET.SubElement(body, "termEntry", id=f"t{number}")
        if term.category:
            ET.SubElement(entry, "descrip", type="subjectField").text = term.category
        if term.note:
            ET.SubElement(entry, "note").text = term.note
        _terms(entry, "zh", (term.zh,), "preferredTerm-admn-sts")
        english = _terms(entry, "en", term.en[:1], "preferredTerm-admn-sts")
        _terms(entry, "en", term.en[1:], "admittedTerm-admn-sts", english)
        _terms(entry, "en", term.forbidden, "deprecatedTerm-admn-sts", english)
    return _written(root, TBX)


def memory_tmx(messages: Iterable[Message], source: str, target: str) -> str:
    """The finished translations as a translation memory in TMX 1.4, each pair of texts once."""
    root = ET.Element("tmx", version="1.4")
    header = {"creationtool": "csrdirectives", "creationtoolversion": __version__, "segtype": "paragraph"}
    header |= {"o-tmf": "PO", "adminlang": "en", "srclang": _tag(source), "datatype": "plaintext"}
    ET.SubElement(root, "header", header)
    body = ET.SubElement(root, "body")
    finished = (m for m in messages if m.msgid and m.msgstr and not m.fuzzy and not m.obsolete)
    for msgid, msgstr in dict.fromkeys((message.msgid, message.msgstr) for message in finished):
        unit = ET.SubElement(body, "tu")
        for language, text in ((source, msgid), (target, msgstr)):
            ET.SubElement(ET.SubElement(unit, "tuv", {LANGUAGE: _tag(language)}), "seg").text = text
    return _written(root, TMX)


def _terms(
    entry: ET.Element, language: str, forms: Iterable[str], status: str, within: ET.Element | None = None
) -> ET.Element:
    """Add forms to those of a language."""
    within = ET.SubElement(entry, "langSet", {LANGUAGE: language}) if within is None else within
    for form in forms:
        term = ET.SubElement(within, "tig")
        ET.SubElement(term, "term").text = form
        ET.SubElement(term, "termNote", type="administrativeStatus").text = status
    return within


def _tag(language: str) -> str:
    """A language as XML names it: zh-CN."""
    return language.replace("_", "-")


def _written(root: ET.Element, doctype: str) -> str:
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}\n{ET.tostring(root, encoding="unicode")}\n'
