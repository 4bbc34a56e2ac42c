"""MyST, without making an option parser for every translated message.

MyST-Parser 5 makes a document with docutils' default settings at each parse, even when it is given one; behind those
settings stands an option parser of some hundred options. A translated page is parsed twice a message, and this was
most of its time. The settings are the same each time, so they are made once and copied.
"""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING

from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser
from docutils.utils import new_document
from myst_parser.mdit_to_docutils import base

if TYPE_CHECKING:
    from docutils import nodes
    from docutils.frontend import Values


@cache
def default_settings() -> Values:
    """The settings that a document starts with, made once."""
    return get_default_settings(Parser)


def make_document(source_path: str = "notset") -> nodes.document:
    """A new document with settings of its own."""
    return new_document(source_path, settings=deepcopy(default_settings()))


def keep_parser_settings() -> None:
    """Let MyST-Parser make its documents here."""
    base.make_document = make_document  # type: ignore[assignment]  # called with the source alone
