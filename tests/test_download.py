"""The printed edition on the site: a link with its size where the file is there, and none where it is not."""

import re
import subprocess
import sys

import pytest

from csrdirectives.sphinx.download import shown_size

CONF = """
extensions = []
project = "试验"
language = "zh_CN"
html_theme = "csr"
csr_pdf = "printed/book-{language}.pdf"


def setup(app):
    from csrdirectives.sphinx.site import setup_site

    setup_site(app)
"""
LINK = re.compile(r'<a class="csr-pdf" href="([^"]*)" type="application/pdf">([^<]*)</a>')


class Site:
    def __init__(self, folder):
        self.folder = folder
        self.source = folder / "source"
        (self.source / "part").mkdir(parents=True)
        (self.source / "conf.py").write_text(CONF, encoding="utf-8")
        (self.source / "index.rst").write_text("首页\n====\n\n.. toctree::\n\n   part/one\n", encoding="utf-8")
        (self.source / "part" / "one.rst").write_text("一\n==\n", encoding="utf-8")

    def print(self, size, language="zh"):
        path = self.source / "printed" / f"book-{language}.pdf"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"%PDF" + b"0" * (size - 4))

    def build(self, *settings):
        given = [part for setting in settings for part in ("-D", setting)]
        command = [sys.executable, "-m", "sphinx", "-nWq", "-d", str(self.folder / "trees"), *given]
        told = subprocess.run(  # noqa: S603
            [*command, str(self.source), str(self.folder / "out")], capture_output=True, text=True, check=False
        )
        assert (told.returncode, told.stderr) == (0, "")

    def links(self, page):
        return LINK.findall((self.folder / "out" / page).read_text("utf-8"))

    def offered(self):
        return sorted(path.name for path in (self.folder / "out" / "downloads").glob("*"))


@pytest.fixture
def site(tmp_path):
    return Site(tmp_path)


def test_file_is_offered_on_the_first_page_and_in_every_footer(site):
    site.print(2_140_000)
    site.build()
    words = "下载本报告（PDF，2.1\N{NO-BREAK SPACE}MB）"
    assert site.links("index.html") == [("./downloads/book-zh.pdf", words)] * 2
    assert site.links("part/one.html") == [("../downloads/book-zh.pdf", words)]
    assert site.offered() == ["book-zh.pdf"]
    body = (site.folder / "out" / "index.html").read_text("utf-8")
    assert body.index("</h1>") < body.index('class="csr-pdf"') < body.index("</article>")


def test_english_pages_offer_the_english_file(site):
    site.print(80_400, "en")
    site.build("language=en")
    words = "Download this report (PDF, 80\N{NO-BREAK SPACE}kB)"
    assert site.links("part/one.html") == [("../downloads/book-en.pdf", words)]


def test_no_file_no_link(site):
    site.print(9_000_000, "en")  # the other language's
    site.build()
    assert site.links("index.html") == []
    assert site.offered() == []


def test_pages_follow_the_file(site):
    site.build()
    site.print(1_000_000)
    site.build()
    assert "1.0" in site.links("part/one.html")[0][1]
    site.print(1_500_000)
    site.build()
    assert "1.5" in site.links("part/one.html")[0][1]
    (site.source / "printed" / "book-zh.pdf").unlink()
    site.build()
    assert site.links("part/one.html") == []
    assert site.offered() == []


def test_setting_can_be_switched_off(site):
    site.print(1_000_000)
    site.build("csr_pdf=")
    assert site.links("index.html") == []


@pytest.mark.parametrize(
    ("size", "language", "shown"),
    [
        (2_101_168, "zh_CN", "2.1 MB"),
        (999_999, "zh_CN", "1000 kB"),
        (1_000_000, "en", "1.0 MB"),
        (80_200, "en", "80 kB"),
        (12_345_678, "de", "12,3 MB"),
    ],
)
def test_size_is_told_as_the_language_writes_numbers(size, language, shown):
    assert shown_size(size, language) == shown.replace(" ", "\N{NO-BREAK SPACE}")
