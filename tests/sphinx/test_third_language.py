"""A third language is a folder: the whole report in a made-up translation, in which no Chinese is left over."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
import unicodedata
from pathlib import Path

import polib
import pytest
from click.testing import CliRunner

from csrdirectives.cli import main
from csrdirectives.load import load
from csrdirectives.vocabulary import vocabulary
from csrdirectives.webpage import read_page

ROOT = Path(__file__).parents[2]
LANGUAGE = "eo"  # one that Sphinx and Babel know, and the package does not speak
CJK = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+")
KEPT = re.compile(
    r"``.+?``|`[^`]+`(?=[^`]|$)|\{[\w:-]+\}`[^`]+`|\]\([^)]*\)|https?://[^\s，。；）]+|<[^>]+>|\{\}|%s|%\(\w+\)s|&#?\w+;"
)
TARGET = re.compile(r"\{(?P<name>[\w:-]+)\}`(?:(?P<title>[^`<]+?)\s*<(?P<named>[^`>]+)>|(?P<plain>[^`]+))`")


def pseudo(text: str) -> str:
    """A text as if translated: no Chinese, longer, in brackets; roles, links, code and places kept."""
    pieces, last = [], 0
    for kept in KEPT.finditer(text):
        pieces += [letters(text[last : kept.start()]), role(kept[0])]
        last = kept.end()
    words = "".join([*pieces, letters(text[last:])])
    body = words.strip()
    return words.replace(body, f"⟦{body}⟧", 1) if body else words


def role(text: str) -> str:
    match = TARGET.fullmatch(text)
    if match is None:
        return letters(text) if text.startswith("`") else text
    target = (match["named"] or match["plain"]).strip()
    title = match["title"] or (target if match["name"] == "term" else "")
    shown = f" {{{match['name']}}}`{letters(title).strip()} <{target}>`" if title else f" {text}"
    return f"{shown} " if match["name"] != "cite" else text


def letters(text: str) -> str:
    """Each Chinese character as a syllable with accents; full-width signs as their plain ones."""

    def run(match: re.Match[str]) -> str:
        plain = unicodedata.normalize("NFKC", match[0]).translate(str.maketrans("。、《》「」〔〕【】", ".,“”“”()()"))
        return "".join(syllable(c) if c > "\u3400" else f"{c} " for c in plain)

    return CJK.sub(run, text.replace("……", "..."))


def syllable(character: str) -> str:
    number = ord(character)
    return "ĉĝĥĵŝ"[number % 5] + "âêîôû"[number // 5 % 5] + "lmnrst"[number // 25 % 6]


class Report:
    """A copy of the real report with one more language, and what was made of it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(ROOT / "docs", root / "docs")
        conf = (ROOT / "conf.py").read_text("utf-8")
        conf += f'csr_languages = [("zh-CN", "中文", "zh"), ("{LANGUAGE}", "Esperanto", "{LANGUAGE}")]\n'
        (root / "conf.py").write_text(f'{conf}csr_built_languages = ["zh", "{LANGUAGE}"]\n', "utf-8")
        report = root / "docs/data/report.toml"
        listed = re.sub(r"languages = \[.*\]", f'languages = ["zh_CN", "{LANGUAGE}"]', report.read_text("utf-8"))
        report.write_text(listed, "utf-8")
        units = root / "docs/data/units.toml"
        forms = (
            f'["{name}".forms.{LANGUAGE}]\nother = "{letters(unit["forms"]["zh"]["other"])}"\n'
            for name, unit in tomllib.loads(units.read_text("utf-8")).items()
        )
        units.write_text(units.read_text("utf-8") + "\n" + "\n".join(forms), "utf-8")
        self.sphinx("-b", "gettext", "docs", "build/gettext")
        self.command("po", "annotate", "--templates", f"{root}/build/gettext", "--locales", f"{root}/locales")
        self.messages = root / "locales" / LANGUAGE / "LC_MESSAGES"
        for path in self.messages.rglob("*.po"):
            file = polib.pofile(str(path), wrapwidth=0)
            for entry in file:
                entry.msgstr = pseudo(entry.msgid)
            path.write_text(f"{file}\n", "utf-8")
        self.sphinx("-b", "html", "-D", f"language={LANGUAGE}", "docs", f"build/html/{LANGUAGE}")
        self.pages = root / "build/html" / LANGUAGE

    def sphinx(self, *arguments: str) -> None:
        command = [sys.executable, "-m", "sphinx", "-nqW", "--keep-going", "-j", "2", "-c", ".", *arguments]
        done = subprocess.run(command, cwd=self.root, capture_output=True, text=True, check=False)  # noqa: S603
        assert (done.returncode, done.stderr) == (0, "")

    def command(self, *arguments: str) -> None:
        done = CliRunner().invoke(main, ["--docs", f"{self.root}/docs", *arguments])
        assert done.exit_code == 0, done.output


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return Report(tmp_path_factory.mktemp("report"))


def test_no_chinese_is_left_on_any_page(report: Report) -> None:
    left = {}
    for path in report.pages.rglob("*.html"):
        page = path.relative_to(report.pages).with_suffix("").as_posix()
        if found := read_page(path).chinese:
            left[page] = found
    assert left == {}
    assert len(list(report.pages.rglob("*.html"))) > 20


def test_the_packages_own_words_are_in_that_language_too(report: Report) -> None:
    index = (report.pages / "appendix/standards.html").read_text("utf-8")
    catalogue = (report.pages / "appendix/indicators/employees.html").read_text("utf-8")
    for word in ("Disclosure", "Formula", "Number of employees", "Skip to content"):
        assert pseudo(word) in index + catalogue
        assert f">{word}<" not in index + catalogue


def test_the_translations_pass_the_check(report: Report) -> None:
    templates, locales = f"{report.root}/build/gettext", f"{report.root}/locales"
    report.command("po", "check", "--templates", templates, "--locales", locales)


def test_own_words_are_asked_of_translators_with_their_chinese(report: Report) -> None:
    site = {entry.msgid: entry for entry in polib.pofile(str(report.messages / "site.po"))}
    assert set(vocabulary()) <= set(site)
    assert site["not collected"].comment == "未统计"


def test_numbers_and_dates_are_written_as_the_language_does(report: Report) -> None:
    catalogue, _ = load(report.root / "docs/data")
    assert catalogue.report.languages == ("zh_CN", LANGUAGE)
    text = (report.pages / "appendix/indicators.html").read_text("utf-8")
    assert "17\xa0116" in text
    assert "17,116" not in re.sub(r"<[^>]+>", "", text).replace("17,116人", "")


def test_the_search_index_has_no_chinese(report: Report) -> None:
    script = (report.pages / "searchindex.js").read_text("utf-8")
    index = json.loads(script.removeprefix("Search.setIndex(").removesuffix(")"))
    assert [title for title in index["titles"] if CJK.search(title)] == []
