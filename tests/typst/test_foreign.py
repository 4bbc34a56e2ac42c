"""Documents that were not written for the builder are printed, and what is lost of them is known."""

from __future__ import annotations

from collections import Counter

import pytest

from foreign import outcome_of

PRINTED = {
    "handbook": (50, {"typst.reference": 30}),  # to pages of the report, which are not printed with it
    "attrs": (100, {"typst.raw-lost": 30}),
    "sphinx": (
        500,
        {
            "typst.compiler": 12,  # emoji
            "typst.raw-lost": 15,  # for LaTeX and HTML alone
            "typst.unknown-node": 6,  # graphs that another program draws
            "typst.reference": 6,  # to pages outside the contents
            "typst.table-header": 6,
            "typst.image-alt": 1,
            "typst.image-font": 1,
        },
    ),
}
"""At least so many pages, and at most so many warnings of each kind; no others."""


@pytest.mark.foreign
@pytest.mark.parametrize("name", PRINTED)
def test_foreign_document_is_printed_and_its_losses_are_told(name, tmp_path):
    pages, losses = PRINTED[name]
    outcome = outcome_of(name, tmp_path)
    assert outcome.size, outcome.log
    assert outcome.pages >= pages
    told = {code: count for code, count in outcome.warnings.items() if code.startswith("typst.")}
    assert Counter(told) <= Counter(losses), outcome.log
