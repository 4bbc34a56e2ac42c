"""From the assembled document to Typst: each node becomes a call of a function of the style.

What a node means is said here; how it looks is said by the style alone.
"""

from csrdirectives.typst.writer.descriptions import Descriptions
from csrdirectives.typst.writer.figures import Figures
from csrdirectives.typst.writer.inline import Inline
from csrdirectives.typst.writer.links import Links
from csrdirectives.typst.writer.lists import Lists
from csrdirectives.typst.writer.notes import Notes
from csrdirectives.typst.writer.structure import Structure
from csrdirectives.typst.writer.tables import Tables

__all__ = ["TypstTranslator"]


class TypstTranslator(Structure, Inline, Links, Lists, Tables, Figures, Notes, Descriptions):
    """A visitor for every node of docutils and Sphinx; one that it does not know is a warning at its place."""
