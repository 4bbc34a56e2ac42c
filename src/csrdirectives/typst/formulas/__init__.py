"""A small, documented subset of TeX's formulas in Typst's language, and in words; whatever else is told."""

from csrdirectives.typst.formulas.parser import parsed
from csrdirectives.typst.formulas.scanner import Unreadable
from csrdirectives.typst.formulas.setting import typst_math
from csrdirectives.typst.formulas.speech import spoken

__all__ = ["Unreadable", "parsed", "spoken", "typst_math"]
