"""What a reader of the report's site waits for: its build from clean with all charts, a slow phone, and its weight.

Run by ``tox -e bench``, never as a test. Builds are told in processor time, that from clean as the least of all rounds.
The phone is Chromium with a window of 390 × 844, a processor of a quarter of the speed, and slow 4G; each load finds an
empty cache, and each measure is the median of its loads. The site is served with gzip. A page that does not load, asks
for what is missing or elsewhere, or says something on the console ends the measurement.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from bench import ROOT, line, run
from playwright.sync_api import Browser, BrowserContext, Page

from chromium import compressed, launched, served

LANGUAGES = {"zh": "zh_CN", "en": "en"}
FIGURE = "training.online.person_times"
"""An indicator that a chart shows; the figure of it is changed."""

SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
SLOWER = 4
ROUNDS, LOADS = 3, 3
QUESTIONS = {"zh": "志愿者人数", "en": "volunteers"}

WATCH = """
window.seen = { lcp: 0, cls: 0, tbt: 0 };
const watch = (type, take) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
watch("largest-contentful-paint", (entry) => { seen.lcp = entry.startTime; });
watch("layout-shift", (entry) => { if (!entry.hadRecentInput) seen.cls += entry.value; });
watch("longtask", (entry) => { seen.tbt += Math.max(0, entry.duration - 50); });
"""
WEIGHED = """() => {
    const loaded = performance.getEntries().filter((entry) => entry.encodedBodySize);
    const sum = (entries, size) => entries.reduce((total, entry) => total + entry[size], 0);
    const scripts = loaded.filter((entry) => entry.initiatorType === "script");
    const fonts = loaded.filter((entry) => /[.](woff2?|[ot]tf)\\b/.test(entry.name));
    return {
        compressed: sum(loaded, "encodedBodySize"),
        script: sum(scripts, "encodedBodySize"),
        script_raw: sum(scripts, "decodedBodySize"),
        fonts: fonts.length + document.fonts.size,
        elements: document.querySelectorAll("*").length,
    };
}"""
DRAWING = re.compile(r'<svg [^>]*class="csr-chart-.*?</svg>', re.DOTALL)


# ---- builds


class Built(NamedTuple):
    """What a build of both languages took, and how many charts it drew."""

    seconds: float
    charts: int


def drawings(folder: Path) -> dict[tuple[str, str], int]:
    """When each chart was drawn, by language and key."""
    paths = folder.glob("trees/*/charts/*.svg")
    return {(path.parts[-3], path.name.partition("-")[0]): path.stat().st_mtime_ns for path in paths}


def build(folder: Path) -> Built:
    """Build the site in both languages."""
    before, seconds = drawings(folder), 0.0
    for language, code in LANGUAGES.items():
        trees, out = folder / "trees" / language, folder / "out" / language
        seconds += run("-m", "sphinx", "-D", f"language={code}", "-c", folder, "-d", trees, folder / "docs", out)[1]
    return Built(seconds, len(drawings(folder).items() - before.items()))


def built_from_clean(folder: Path) -> Built:
    """Build a copy of the report of which nothing is there yet: no page read, no chart drawn, no message compiled."""
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("docs", "locales"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("*.mo"))
    shutil.copy(ROOT / "conf.py", folder)
    return build(folder)


def builds(folder: Path) -> list[tuple[str, str, str]]:
    """The rows of building: from clean, after one changed figure, and for nothing."""
    clean = min(built_from_clean(folder) for _ in range(ROUNDS))
    values = folder / "docs" / "data" / "values" / f"{FIGURE.partition('.')[0]}.csv"
    row = re.compile(rf"(?<=^{re.escape(FIGURE)},2023,,)\d+", re.MULTILINE)
    text, number = row.subn(lambda match: str(int(match[0]) + 1), values.read_text("utf-8"))
    assert number == 1, f"{FIGURE} has not one figure"
    values.write_text(text, "utf-8")
    changed, again = build(folder), build(folder)
    showing = sum(FIGURE in path.read_text("utf-8") for path in folder.glob("out/*/data/charts/*.csv"))
    assert 0 < changed.charts <= showing, f"{changed.charts} charts drawn, {showing} show the figure"
    assert again.charts == 0, f"{again.charts} charts drawn for nothing"
    return [
        (f"both languages from clean, {clean.charts} charts", f"{clean.seconds:.1f} s", "15 s"),
        (f"one figure of a chart changed, {changed.charts} charts drawn", f"{changed.seconds:.1f} s", ""),
        ("nothing changed", f"{again.seconds:.1f} s", ""),
    ]


# ---- pages


def load(page: Page, address: str, name: str) -> None:
    """Load a page with all that belongs to it."""
    faults: list[str] = []
    listeners: dict[Any, Any] = {
        "request": lambda asked: None if asked.url.startswith((address, "data:")) else faults.append(asked.url),
        "requestfailed": lambda asked: faults.append(f"{asked.failure} {asked.url}"),
        "response": lambda answer: faults.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None,
        "console": lambda message: faults.append(message.text) if message.type in {"error", "warning"} else None,
        "pageerror": lambda error: faults.append(str(error)),
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    page.goto(address + name, wait_until="networkidle")
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
    if faults:
        raise SystemExit("\n".join([f"{name} did not load:", *faults]))


def phone(browser: Browser) -> BrowserContext:
    """A phone with an empty cache, which watches what a reader waits for."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    context.add_init_script(WATCH)
    return context


def slow(context: BrowserContext) -> Page:
    """A page on a slow network and a slow processor."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_4G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return page


def waited(browser: Browser, address: str, name: str) -> dict[str, float]:
    """How long the largest piece of a page takes (ms), how much shifts, how long the page is deaf (ms)."""
    found: list[dict[str, float]] = []
    for _ in range(LOADS):
        with phone(browser) as context:
            page = slow(context)
            load(page, address, name)
            page.wait_for_timeout(500)
            came = page.evaluate("performance.getEntriesByType('navigation')[0].responseEnd")
            assert came >= SLOW_4G["latency"], f"{name} was there after {came} ms: the network is not slowed"
            found.append(page.evaluate("seen"))
            assert found[-1]["lcp"], f"nothing of {name} was painted"
    return {measure: median(seen[measure] for seen in found) for measure in found[0]}


def answered(browser: Browser, address: str, language: str) -> tuple[float, int]:
    """When the pages that answer a question are listed (ms), and what was loaded by then but excerpts (bytes)."""
    found: list[tuple[float, int]] = []
    for _ in range(LOADS):
        with phone(browser) as context:
            page = slow(context)
            page.goto(f"{address}{language}/search.html?q={QUESTIONS[language]}", wait_until="commit")
            page.wait_for_function("document.querySelector('#search-results li a')")
            found.append(
                page.evaluate(
                    "[performance.now(), performance.getEntries()"
                    ".filter((entry) => entry.initiatorType !== 'fetch' && entry.encodedBodySize)"
                    ".reduce((total, entry) => total + entry.encodedBodySize, 0)]"
                )
            )
    return median(when for when, _ in found), max(size for _, size in found)


def representative(site: Path) -> list[str]:
    """The pages that stand for all: the first, the largest chapter, the largest of indicators, and the long lists."""

    def largest(pattern: str) -> str:
        return max(site.glob(pattern), key=lambda path: path.stat().st_size).relative_to(site).as_posix()

    lists = [f"appendix/{name}.html" for name in ("data", "standards", "glossary")]
    return ["index.html", largest("responsibility/*.html"), largest("appendix/indicators/*.html"), *lists]


def waits(browser: Browser, address: str, site: Path) -> list[tuple[str, str, str]]:
    """The rows of waiting; the measures of each page are printed on the way."""
    pages = {
        f"{language}/{name}": waited(browser, address, f"{language}/{name}")
        for language in LANGUAGES
        for name in representative(site / language)
    }
    tell(line("on a slow phone", "largest paint", "layout shift", "blocking time"), "|---|--:|--:|--:|")
    for name, seen in pages.items():
        tell(line(name, f"{seen['lcp'] / 1000:.2f} s", f"{seen['cls']:.3f}", f"{seen['tbt']:.0f} ms"))
    tell("")
    worst = {measure: max(pages, key=lambda name: pages[name][measure]) for measure in ("lcp", "cls", "tbt")}
    lcp, cls, tbt = (pages[name][measure] for measure, name in worst.items())
    answers = {language: answered(browser, address, language) for language in LANGUAGES}
    last, (when, size) = max(answers.items(), key=lambda answer: answer[1])
    return [
        (f"slow phone: largest paint, {worst['lcp']}", f"{lcp / 1000:.2f} s", "1.80 s"),
        ("slow phone: layout shift", f"{cls:.3f}", "0.020"),
        ("slow phone: blocking time", f"{tbt:.0f} ms", "100 ms"),
        (f"slow phone: answer to a question, {last}, {kilobytes(size)} with the index", f"{when / 1000:.2f} s", ""),
    ]


def weights(browser: Browser, address: str, site: Path) -> list[tuple[str, str, str]]:
    """The rows of weight, over every page of both languages and those above them."""
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    found: dict[str, dict[str, int]] = {}
    page = browser.new_page()
    for name in names:
        load(page, address, f"{name}#languages")  # which keeps the page above the languages from leading on
        found[name] = page.evaluate(WEIGHED)
    page.close()
    apart = [name for name in names if "/handbook/" in name]
    report = sorted({*names} - {*apart})

    def most(measure: str, among: list[str]) -> tuple[str, int]:
        return max(((name, found[name][measure]) for name in among), key=lambda each: each[1])

    heaviest, heaviest_apart = most("compressed", report), most("compressed", apart)
    large = most("elements", names)
    script, script_raw = (most(measure, names)[1] for measure in ("script", "script_raw"))
    drawn = [svg.encode() for name in names for svg in DRAWING.findall((site / name).read_text("utf-8"))]
    drawing, small = max(map(len, drawn)), max(len(compressed(svg)) for svg in drawn)
    return [
        (f"heaviest page of {len(report)} with all it loads, {heaviest[0]}", kilobytes(heaviest[1]), "60 KB"),
        (f"the same of {len(apart)} of the handbook, {heaviest_apart[0]}", kilobytes(heaviest_apart[1]), "60 KB"),
        (f"script of a page ({kilobytes(script_raw)} before compression)", kilobytes(script), "15 KB"),
        (f"heaviest drawing of a chart ({kilobytes(small)} compressed)", kilobytes(drawing), "10 KB"),
        ("web fonts", str(most("fonts", names)[1]), "0"),
        (f"elements of the largest page, {large[0]}", f"{large[1]:,}", ""),
    ]


def kilobytes(size: int) -> str:
    """A size in thousands of bytes."""
    return f"{size / 1000:.1f} KB"


def tell(*lines: str) -> None:
    """Print what is known so far; the rest takes minutes."""
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Print two tables in Markdown: each page on a slow phone, and what is measured beside what is aimed at."""
    with tempfile.TemporaryDirectory() as name, launched() as browser:
        folder = Path(name, "report")
        rows = builds(folder)
        site = folder / "out"
        with served(site) as address:
            rows += waits(browser, address, site) + weights(browser, address, site)
    tell(line("the reader's site", "measured", "target"), "|---|--:|--:|", *(line(*row) for row in rows))


if __name__ == "__main__":
    main()
