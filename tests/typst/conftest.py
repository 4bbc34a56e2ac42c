"""The real report as it is published, printed and as a site, in both languages: made once for all tests of a run."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from printed import Pdf
from unprinted import Project

ROOT = Path(__file__).parent.parent.parent
LANGUAGES = {"zh": "zh_CN", "en": "en"}


class Edition(NamedTuple):
    """The report in a language: what is printed, its pages on the site, and the folder of its doctrees."""

    language: str
    pdf: Pdf
    site: Path
    trees: Path


def build(builder: str, language: str, trees: Path, out: Path, *settings: str, root: Path = ROOT) -> str:
    """Build the report, warnings being errors; what was told."""
    command = [sys.executable, "-m", "sphinx", "-nWq", "--keep-going", "-b", builder, "-c", str(root), "-d", str(trees)]
    command += [part for setting in (f"language={LANGUAGES[language]}", *settings) for part in ("-D", setting)]
    done = subprocess.run([*command, str(root / "docs"), str(out)], capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
    return done.stderr


def once(folder: Path, make: Callable[[Path], None]) -> Path:
    """Make a folder that all workers of a run share; who comes later waits for the first."""
    try:
        folder.mkdir(parents=True)
    except FileExistsError:
        deadline = time.monotonic() + 600
        while not (folder / "made").exists():
            assert not (folder / "failed").exists(), f"another worker could not make {folder.name}"
            assert time.monotonic() < deadline, f"nobody made {folder.name}"
            time.sleep(0.2)
        return folder
    try:
        make(folder)
    except BaseException:
        (folder / "failed").touch()
        raise
    (folder / "made").touch()
    return folder


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with ``pdf``, ``html`` and ``trees`` of the report, as ``tox -e html`` makes them."""

    def make(folder: Path) -> None:
        for language in LANGUAGES:
            build("typst", language, folder / "trees" / language, folder / "pdf")
            pdf = f"csr_pdf={folder / 'pdf' / 'songjiang-2023-{language}.pdf'}"
            build("html", language, folder / "trees" / language, folder / "html" / language, pdf)

    base = tmp_path_factory.getbasetemp()
    return once((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "published", make)


@pytest.fixture(scope="session", params=list(LANGUAGES))
def edition(request: pytest.FixtureRequest, published: Path) -> Edition:
    """Each language in turn."""
    pdf = Pdf(published / "pdf" / f"songjiang-2023-{request.param}.pdf")
    return Edition(request.param, pdf, published / "html" / request.param, published / "trees" / request.param)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Callable[..., Project]]:
    """Make a small project of pages, with settings; it is read and not printed."""
    made = []

    def make(pages: Mapping[str, str], **settings: object) -> Project:
        made.append(Project(tmp_path, pages, **settings))
        return made[-1]

    yield make
    for each in made:
        each.app.cleanup()
