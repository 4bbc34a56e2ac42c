"""Charts and registers as a reader sees them: words of a legible size, a choice that works without script."""

import csv
import re
from urllib.parse import unquote, urlparse

import pytest

pytestmark = pytest.mark.browser

TEXTS = """() => [...document.querySelectorAll(".csr-chart-drawing svg")].filter((svg) => svg.clientWidth)
.map((svg) => {
    const box = svg.getBoundingClientRect(), scale = box.width / svg.viewBox.baseVal.width
    return {name: svg.closest("figure").id, top: box.top, bottom: box.bottom, left: box.left, right: box.right,
        texts: [...svg.querySelectorAll("text")].filter((text) => text.textContent).map((text) => {
            const {top, bottom, left, right} = text.getBoundingClientRect()
            const size = parseFloat(getComputedStyle(text).fontSize) * scale
            const slack = (bottom - top - size) / 2  // the box of a line is higher than its letters
            return {said: text.textContent, size, left, right, top: top + slack, bottom: bottom - slack}
        })}
})"""
SHOWN = """(list) => [...list.querySelectorAll(".csr-record")].filter((record) => record.getClientRects().length)
    .map((record) => record.id)"""


@pytest.fixture
def opened(browser):
    """A function that opens a page from disk, in a window of the given properties; a second page takes its place."""
    windows = {}

    def open_(path, width=1280, **properties):
        kind = (width, *properties.items())
        if kind not in windows:
            windows[kind] = browser.new_page(viewport={"width": width, "height": 900}, **properties)
        windows[kind].goto(path.as_uri())
        return windows[kind]

    yield open_
    for page in windows.values():
        page.close()


@pytest.fixture(scope="module")
def charted(sites):
    """The pages of the report that show charts, and those that offer a choice of records."""
    pages = [
        path for site in sites[2:] for path in sorted(site.rglob("*.html")) if 'class="csr-chart ' in path.read_text()
    ]
    assert pages
    return pages


@pytest.fixture(scope="module")
def choosing(sites):
    pages = [path for site in sites[2:] for path in sorted(site.rglob("*.html")) if "csr-filter" in path.read_text()]
    assert pages
    return pages


def apart(one, other):
    return (
        one["right"] <= other["left"] + 0.5
        or other["right"] <= one["left"] + 0.5
        or one["bottom"] <= other["top"] + 0.5
        or other["bottom"] <= one["top"] + 0.5
    )


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_words_of_a_chart_are_legible_within_it_and_apart(opened, charted, width):
    faults = []
    for path in charted:
        page = opened(path, width)
        charts = page.evaluate(TEXTS)
        assert len(charts) == page.locator("figure.csr-chart").count()
        for chart in charts:
            texts = chart["texts"]
            named = [(f"{path.name}#{chart['name']}", text["said"]) for text in texts]
            faults += [
                (*name, "small", text["size"]) for name, text in zip(named, texts, strict=True) if text["size"] < 11
            ]
            faults += [
                (*name, "outside")
                for name, text in zip(named, texts, strict=True)
                if text["left"] < chart["left"] - 1
                or text["right"] > chart["right"] + 1
                or text["top"] < chart["top"] - 1
                or text["bottom"] > chart["bottom"] + 1
            ]
            faults += [
                (*named[n], "over", other["said"])
                for n, text in enumerate(texts)
                for other in texts[:n]
                if not apart(text, other)
            ]
    assert faults == []


def test_each_chart_leads_to_its_figures_and_to_itself(opened, charted):
    for path in charted:
        page = opened(path)
        for figure in page.locator("figure.csr-chart").all():
            name = figure.get_attribute("id")
            assert figure.locator("figcaption a.headerlink").get_attribute("href") == f"#{name}"
            link = figure.locator("a.csr-file")
            target = unquote(urlparse(link.evaluate("(link) => link.href")).path)
            with open(target, encoding="utf-8-sig", newline="") as file:  # noqa: PTH123  # an address
                assert len(list(csv.reader(file))) >= 2
            assert link.get_attribute("aria-label").startswith(link.inner_text())
            data = page.locator(f"#{name} + .csr-chart-data")
            assert not data.locator("table").is_visible()
            data.locator("summary").focus()
            page.keyboard.press("Enter")
            assert data.locator("table").is_visible()


def test_permanent_link_of_a_chart_is_seen_at_the_keyboard_s_touch(opened, charted):
    page = opened(charted[0])
    link = page.locator("figure.csr-chart a.headerlink").first
    assert link.evaluate("(link) => getComputedStyle(link).opacity") == "0"
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert link.evaluate("(link) => getComputedStyle(link).opacity") == "1"
    page.keyboard.press("Enter")
    assert urlparse(page.url).fragment == link.get_attribute("href")[1:]


@pytest.mark.parametrize("width", [390, 1280])
def test_choice_leaves_as_many_records_as_it_says_without_script(opened, choosing, width):
    for path in choosing:
        page = opened(path, width, java_script_enabled=False)
        for box in page.locator(".csr-filtered").all():
            labels = box.locator(".csr-filter label").all()
            for label in labels[1:] + labels[:1]:
                label.click()
                number = int(re.search(r"(\d+)\D*$", label.inner_text())[1])
                shown = [record for record in box.locator(".csr-record").all() if record.is_visible()]
                assert len(shown) == number, label.inner_text()


def test_choice_is_made_by_keyboard_and_named(opened, choosing):
    page = opened(choosing[0])
    box = page.locator(".csr-filtered").first
    group = box.locator(".csr-filter")
    before = len(box.evaluate(SHOWN))
    box.locator("input").first.focus()
    page.keyboard.press("ArrowRight")
    assert box.locator("input").nth(1).is_checked()
    assert 0 < len(box.evaluate(SHOWN)) < before
    label = box.locator("input:checked + label")
    assert label.evaluate("(label) => getComputedStyle(label).outlineStyle") == "solid"
    assert page.get_by_role("group", name=group.locator("legend").inner_text()).count() == 1
    assert page.get_by_role("radio", name=label.inner_text()).first.is_checked()
    hidden = box.locator(".csr-record:not(.csr-is-1)").first
    assert page.get_by_role("row", name=hidden.inner_text()).count() == 0


def test_all_records_are_printed_whatever_was_chosen(opened, choosing):
    page = opened(choosing[0])
    box = page.locator(".csr-filtered").first
    number = len(box.evaluate(SHOWN))
    box.locator("label").nth(1).click()
    page.emulate_media(media="print")
    assert len(box.evaluate(SHOWN)) == number
    assert not box.locator(".csr-filter").is_visible()


def test_choices_are_large_enough_for_a_finger(opened, choosing):
    page = opened(choosing[0], 390)
    boxes = [label.bounding_box() for label in page.locator(".csr-filter label").all()]
    assert min(min(box["width"], box["height"]) for box in boxes) >= 24
