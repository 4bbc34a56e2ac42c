"""After any edit of data or chapters, a build on top of the last one gives what a clean build gives, byte for byte.

The edits are drawn from a seed, so a failure can be had again: ``pytest tests/test_edits.py --seed 7 --edits 12``.
"""

import difflib
import json
import random
import shutil
import subprocess
import sys
import zlib
from itertools import islice

import pytest

from random_edits import EDITS
from random_report import TOPICS, Project

SERVER = """
import json, os, sys
from importlib import import_module

for name in {names}:
    import_module(name)
from sphinx.application import builtin_extensions
from sphinx.cmd.build import build_main

for name in builtin_extensions:
    import_module(name)
for line in sys.stdin:
    if not (child := os.fork()):
        try:
            os._exit(build_main(json.loads(line)))
        except SystemExit:
            os._exit(1)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
MODULES = ["myst_parser.parsers.sphinx_", "myst_parser.sphinx_ext.main", "sphinxcontrib.bibtex", "furo", "jinja2.ext"]
MODULES += ["csrdirectives.sphinx", "babel.messages.pofile", "sphinx.search", "sphinx.writers.html5"]


@pytest.fixture
def build(tmp_path):
    """Builds in a process of its own, as a user does; the modules are read once for all."""
    log = tmp_path / "log"
    with log.open("w") as errors:
        command = [sys.executable, "-c", SERVER.format(names=MODULES)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": errors}
        server = subprocess.Popen(command, text=True, cwd=tmp_path, **pipes)  # noqa: S603

    def run(*arguments, outcome="0"):
        server.stdin.write(json.dumps(["-Q", *map(str, arguments)]) + "\n")
        server.stdin.flush()
        assert server.stdout.readline() == f"{outcome}\n", log.read_text()

    with server:
        yield run
        server.stdin.close()


def write(project, folder, before):
    texts = project.texts()
    for path, text in texts.items():
        if before.get(path) != text:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
    return texts


def output(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def text(path, content):
    """A file in lines that can be compared."""
    if path == "objects.inv":
        content = zlib.decompress(content.split(b"\n", 4)[4])
    return content.decode("utf-8", "replace").replace("],", "],\n").splitlines()  # the index of words is one line


def differences(clean, edited):
    for path in sorted(clean.keys() | edited.keys()):
        if clean.get(path) != edited.get(path):
            lines = [text(path, files[path]) if path in files else [] for files in (clean, edited)]
            found = list(difflib.unified_diff(*lines, "clean", "edited", n=0, lineterm=""))
            yield "\n".join([f"-- {path}", *(line[:400] for line in found[:12])])


def test_every_file_is_that_of_a_clean_build_after_each_edit(request, tmp_path, build):
    seed, number = request.config.getoption("seed"), request.config.getoption("edits")
    rng = random.Random(seed)  # noqa: S311  # chance that can be had again is the point
    project = Project(rng)
    source, out, clean, trees = (tmp_path / name for name in ("source", "out", "clean", "trees"))
    texts = write(project, source, {})
    build("-d", trees, source, out)
    last, seen = output(out), 0
    for n in range(1, number + 1):
        what = rng.choice(EDITS)
        how = what(project)
        texts = write(project, source, texts)
        between = rng.choice(["nothing"] * 5 + ["a text build", "a build of one page", "a build that stops"])
        if between == "a text build":
            build("-d", trees, "-b", "text", source, tmp_path / "text")
        elif between == "a build of one page":
            build("-d", trees, source, out, source / f"{rng.choice(list(TOPICS))}.md")
        elif between == "a build that stops":
            (source / "stop").touch()
            build("-d", trees, source, out, outcome="1")
            (source / "stop").unlink()
        jobs = rng.choice(["1", "2"])
        build("-d", trees, "-j", jobs, source, out)
        for folder in (clean, tmp_path / "clean-trees"):
            shutil.rmtree(folder, ignore_errors=True)
        build("-d", tmp_path / "clean-trees", "-j", rng.choice(["1", "2"]), source, clean)
        expected = output(clean)
        found = "\n".join(islice(differences(expected, output(out)), 5))
        assert not found, f"seed {seed}, edit {n}: {what.__name__} {how}; {between} between, -j {jobs}\n{found}"
        seen += expected != last
        last = expected
    assert seen > number / 3, "most edits changed nothing that could be seen"
