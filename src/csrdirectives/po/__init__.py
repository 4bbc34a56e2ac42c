"""Translations: ``.po`` files read and checked."""

from __future__ import annotations

from csrdirectives.po.glossary import Glossary, Term, read_glossary
from csrdirectives.po.knowledge import Knowledge, labels_of, memory_of
from csrdirectives.po.lint import CHECKS, NOTES, is_note, lint, lint_file
from csrdirectives.po.message import Message, read_po

__all__ = [
    "CHECKS",
    "NOTES",
    "Glossary",
    "Knowledge",
    "Message",
    "Term",
    "is_note",
    "labels_of",
    "lint",
    "lint_file",
    "memory_of",
    "read_glossary",
    "read_po",
]
