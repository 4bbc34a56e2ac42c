"""The examples in the docstrings say what really comes of them."""

from __future__ import annotations

import doctest
import pkgutil
from importlib import import_module

import pytest

import csrdirectives

MODULES = [module.name for module in pkgutil.walk_packages(csrdirectives.__path__, "csrdirectives.")]
FINDER = doctest.DocTestFinder(exclude_empty=True)
EXAMPLES = [
    example
    for name in MODULES
    if not name.endswith("__main__")
    for example in FINDER.find(import_module(name))
    if example.examples
]


def test_there_are_examples():
    assert len(EXAMPLES) > 20


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_example_gives_what_it_says(example):
    told: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(example, out=told.append)
    assert told == []
