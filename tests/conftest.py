"""What tests share: a small, sound folder of data that a test may spoil."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from csrdirectives.load import load
from csrdirectives.model import Catalogue
from csrdirectives.problems import Problems

# the same examples each time, and none that fails because the machine had something else to do
settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.load_profile("steady")

SAMPLE = Path(__file__).parent / "sample" / "data"


def pytest_addoption(parser: pytest.Parser) -> None:
    """How long the test of random edits runs, and from which seed."""
    parser.addoption("--edits", type=int, default=30, help="how many random edits test_edits.py makes")
    parser.addoption("--seed", type=int, default=1, help="the seed from which they are drawn")


class Data:
    """A copy of the sample's data; places in problems begin with ``data/``."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(SAMPLE, root)

    def read(self, name: str) -> str:
        return (self.root / name).read_text("utf-8")

    def write(self, name: str, content: str | bytes) -> None:
        """Make or overwrite a file."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def change(self, name: str, old: str, new: str) -> int:
        """Replace the one place where a file says *old*; its line."""
        text = self.read(name)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))
        return text[: text.index(old)].count("\n") + 1

    def add(self, name: str, *lines: str) -> int:
        """Append lines to a file; the number of the first of them."""
        text = self.read(name)
        self.write(name, text + "".join(f"{line}\n" for line in lines))
        return text.count("\n") + 1

    def load(self) -> tuple[Catalogue, Problems]:
        return load(self.root, "data")


@pytest.fixture
def data(tmp_path: Path) -> Data:
    """The sample's data, to be spoilt."""
    return Data(tmp_path / "data")


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The sample's catalogue, sound and unchanged."""
    found, problems = load(SAMPLE, "data")
    assert problems == []
    return found
