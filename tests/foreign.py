"""Prints the documentation of other projects: which pages, how large, how long, and what is lost, by kinds of warning.

``python tests/foreign.py [NAME …]``; the sources come as sdists from the package index, of the versions installed here.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import tempfile
import time
from collections import Counter
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
CONF = """\
import importlib.util
from pathlib import Path

__file__ = {conf!r}
exec(compile(Path(__file__).read_bytes(), __file__, "exec"))

def _is_here(name):
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:
        return False

extensions = [name for name in extensions if _is_here(name)] + ["csrdirectives.typst"]
intersphinx_mapping = {{}}
templates_path = []
nitpicky = False
typst_name = "book"
"""
CODE = re.compile(r"(?:WARNING|ERROR|CRITICAL): .*?(?: \[([\w.-]+)\])?$", re.MULTILINE)


class Project(NamedTuple):
    """A project by its name on the index, the folder of its pages, and the standards that its PDF can keep."""

    name: str
    folder: str = "docs"
    standards: str | None = None  # those of the builder


class Outcome(NamedTuple):
    """What came of a project: pages and bytes of its PDF (0 without one), seconds, warnings by code, and the log."""

    pages: int
    size: int
    seconds: float
    warnings: Counter[str]
    log: str


PROJECTS = {project.name: project for project in (Project("attrs"), Project("sphinx", "doc", ""))}
"""One in MyST, for the sdist of MyST-Parser holds no documentation; Sphinx's own, whose emoji are in no font here."""

NAMES = ["handbook", *PROJECTS]


def sources(project: Project, folder: Path) -> Path:
    """The pages of a project."""
    requirement = f"{project.name}=={version(project.name)}"
    pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", project.name]
    subprocess.run([*pip, "-d", str(folder), requirement], check=True)  # noqa: S603
    [archive] = folder.glob("*.tar.gz")
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    return next(folder.glob(f"*/{project.folder}"))


def printed(project: Project, pages: Path, folder: Path) -> Outcome:
    """Print a project whose ``conf.py`` lies beside its pages; extensions that are not here are left out."""
    (folder / "conf").mkdir()
    (folder / "conf" / "conf.py").write_text(CONF.format(conf=str(pages / "conf.py")), encoding="utf-8")
    lowered = [] if project.standards is None else [f"-Dtypst_standards={project.standards}"]
    return built([*lowered, "-c", str(folder / "conf"), str(pages)], folder)


def handbook(folder: Path) -> Outcome:
    """Print the handbook of this project, which is not printed with the report."""
    settings = ("root_doc=handbook/index", "typst_exclude=", "typst_appendices=", "typst_name=book")
    return built(["-c", str(ROOT), *(f"-D{setting}" for setting in settings), str(ROOT / "docs")], folder)


def built(arguments: list[str], folder: Path) -> Outcome:
    start = time.perf_counter()
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "typst", "-d", str(folder / "trees")]
    done = subprocess.run(  # noqa: S603
        [*command, *arguments, str(folder / "out")], capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - start
    pdf = folder / "out" / "book.pdf"
    size = pdf.stat().st_size if pdf.exists() else 0
    log = done.stderr
    return Outcome(
        pages_of(pdf) if size else 0, size, seconds, Counter(match[1] or "?" for match in CODE.finditer(log)), log
    )


def pages_of(pdf: Path) -> int:
    import pypdfium2  # noqa: PLC0415

    return len(pypdfium2.PdfDocument(pdf))


def outcome_of(name: str, folder: Path) -> Outcome:
    """Print a project, or the ``handbook``, in a folder of its own."""
    if name == "handbook":
        return handbook(folder)
    return printed(PROJECTS[name], sources(PROJECTS[name], folder), folder)


def main(names: list[str]) -> None:
    """Print each project and tell what came of it."""
    for name in names or NAMES:
        with tempfile.TemporaryDirectory() as folder:
            outcome = outcome_of(name, Path(folder))
        print(f"{name}: {outcome.pages} pages, {outcome.size / 1e6:.1f} MB, {outcome.seconds:.1f} s")  # noqa: T201
        lost = {code: count for code, count in outcome.warnings.most_common() if code.startswith("typst.")}
        for code, count in lost.items():
            print(f"  {count:5} {code}")  # noqa: T201
        print(f"  {outcome.warnings.total() - sum(lost.values()):5} that the builder does not give")  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
