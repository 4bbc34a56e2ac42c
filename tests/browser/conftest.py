"""A browser of the system, and the sites it looks at.

Without a browser these tests are skipped, and the summary says why; with CSR_REQUIRE_BROWSER=1 they fail instead. They
look at a sample, and at the real report in both languages. CSR_SITE names one or more built folders (separated as in
PATH) that are looked at instead of the report: CSR_SITE=build/html/zh.
"""

import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

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
def search_site(tmp_path_factory):
    return built(HERE / "search", tmp_path_factory.mktemp("search") / "site")


@pytest.fixture(scope="session")
def report(tmp_path_factory):
    """The real report, both languages side by side."""
    folder = tmp_path_factory.mktemp("report")
    for language, setting in (("zh", "zh_CN"), ("en", "en")):
        run_sphinx(ROOT, ROOT / "docs", folder / language, "-D", f"language={setting}")
    return folder


@pytest.fixture(scope="session")
def sites(request, tmp_path_factory):
    """Folders of pages to look at: the sample, the sample under review, and the report or what CSR_SITE names."""
    named = [Path(name) for name in os.environ.get("CSR_SITE", "").split(os.pathsep) if name]
    for folder in named:
        assert (folder / "index.html").is_file(), f"CSR_SITE: no index.html in {folder}"
    if not named:
        report = request.getfixturevalue("report")
        named = [report / "zh", report / "en"]
    pages = tmp_path_factory.mktemp("pages")
    under_review = built(HERE / "pages", pages / "review", "-D", "csr_review=12")
    return [built(HERE / "pages", pages / "site"), under_review, *named]


@pytest.fixture(scope="session")
def served():
    """A function that serves a folder and gives its address."""
    with ExitStack() as hosts:
        yield lambda folder: hosts.enter_context(chromium.served(folder))
