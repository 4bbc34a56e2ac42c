"""A browser of the system, and the sites it looks at.

Without a browser these tests are skipped, and the summary says why; with CSR_REQUIRE_BROWSER=1 they fail instead. They
look at a sample, and at the real report in both languages. CSR_SITE names one or more built folders (separated as in
PATH) that are looked at instead of the report: CSR_SITE=build/html/zh.
"""

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from filelock import FileLock
from xdist.scheduler import LoadScopeScheduling

import chromium

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
CONF = """
extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence", "deflist"]
project = "样张"
copyright = "样例单位"
html_title = "版式与搜索样张"
language = "zh_CN"
html_theme = "csr"
html_copy_source = False
csr_built_languages = ["zh", "en"]


def setup(app):
    from csrdirectives.sphinx.search import setup_search
    from csrdirectives.sphinx.site import setup_site

    setup_site(app)
    setup_search(app)
"""
SKIPPED = []


class ByVisits(LoadScopeScheduling):
    """Gives the tests that share a visit of all pages to one worker, the longest first, and the others one by one."""

    def _split_scope(self, nodeid):
        visit = re.search(r"test_pages_in_browser.*\[(light|dark)-", nodeid)
        return visit[1] if visit else nodeid


def pytest_xdist_make_scheduler(config, log):
    return ByVisits(config, log)


def missing(reason):
    if os.environ.get("CSR_REQUIRE_BROWSER"):
        pytest.fail(reason)
    SKIPPED.append(reason)
    pytest.skip(reason)


def pytest_terminal_summary(terminalreporter):
    for reason in dict.fromkeys(SKIPPED):
        terminalreporter.write_line(f"BROWSER TESTS SKIPPED: {reason}", red=True, bold=True)


@pytest.fixture(scope="session")
def browser():
    try:
        with chromium.launched() as started:
            yield started
    except chromium.NoBrowser as error:
        missing(str(error))


def run_sphinx(conf, source, out, *options):
    command = [sys.executable, "-m", "sphinx", "-nqW", "-b", "html", "-c", conf, "-d", f"{out}-trees", *options]
    outcome = subprocess.run([*command, source, out], capture_output=True, text=True, check=False)  # noqa: S603
    assert outcome.returncode == 0, outcome.stderr
    return out


def built(source, folder, *options):
    folder.mkdir(parents=True)
    (folder / "conf.py").write_text(CONF, encoding="utf-8")
    return run_sphinx(folder, source, folder / "zh", *options)


@pytest.fixture(scope="session")
def once(tmp_path_factory, worker_id):
    """A function that gives a named folder as the first of the workers has built it."""
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent

    def folder(name, build):
        place, whole = shared / name, shared / f"{name}.whole"
        with FileLock(shared / f"{name}.lock"):
            if not whole.exists():
                build(place)
                whole.touch()
        return place

    return folder


@pytest.fixture(scope="session")
def search_site(once):
    return once("search", lambda folder: built(HERE / "search", folder)) / "zh"


def both_languages(folder):
    def build(language, setting):
        return run_sphinx(ROOT, ROOT / "docs", folder / language, "-D", f"language={setting}")

    with ThreadPoolExecutor() as side_by_side:
        list(side_by_side.map(build, ("zh", "en"), ("zh_CN", "en")))


@pytest.fixture(scope="session")
def report(once):
    """The real report, both languages side by side."""
    return once("report", both_languages)


@pytest.fixture(scope="session")
def sites(request, once):
    """Folders of pages to look at: the sample, the sample under review, and the report or what CSR_SITE names."""
    named = [Path(name) for name in os.environ.get("CSR_SITE", "").split(os.pathsep) if name]
    for folder in named:
        assert (folder / "index.html").is_file(), f"CSR_SITE: no index.html in {folder}"
    if not named:
        report = request.getfixturevalue("report")
        named = [report / "zh", report / "en"]
    sample = once("sample", lambda folder: built(HERE / "pages", folder))
    review = once("review", lambda folder: built(HERE / "pages", folder, "-D", "csr_review=12"))
    return [sample / "zh", review / "zh", *named]


@pytest.fixture(scope="session")
def served():
    """A function that serves a folder and gives its address."""
    with ExitStack() as hosts:
        yield lambda folder: hosts.enter_context(chromium.served(folder))
