"""The card of a figure in the report: by pointer, keyboard and finger, over http and from disk."""

import json
import re

import pytest

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

CHAPTER = "zh/responsibility/employees.html"
FIGURE = "article p > a.csr-ref:has(> .csr-value)"
CARD = ".csr-pop"
BOXES = """([card, figure]) => [card, figure].map((e) => {
    const { left, top, right, bottom } = e.getBoundingClientRect();
    return { left, top, right, bottom };
})"""


class Reader:
    """A page with a figure in sight, and what went wrong there."""

    def __init__(self, page, address):
        self.page, self.said, self.asked = page, [], []
        page.on("console", lambda message: self.said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))
        page.goto(address + CHAPTER)
        self.figure = page.locator(FIGURE).nth(3)
        self.figure.scroll_into_view_if_needed()
        self.card = page.locator(CARD)

    def opened(self):
        self.card.wait_for(state="visible", timeout=3000)
        return self.card.inner_text()

    def closed(self):
        self.card.wait_for(state="hidden", timeout=3000)

    def boxes(self):
        return self.page.evaluate(BOXES, [self.card.element_handle(), self.figure.element_handle()])


@pytest.fixture(params=["http", "file"])
def address(request, report, served):
    return served(report) if request.param == "http" else report.as_uri() + "/"


@pytest.fixture
def reader(browser, address):
    """A function that opens the chapter with the properties of a window."""
    contexts = []

    def opened(width=1280, **properties):
        context = browser.new_context(viewport={"width": width, "height": 844}, **properties)
        contexts.append(context)
        return Reader(context.new_page(), address)

    yield opened
    for context in contexts:
        context.close()


def test_nothing_is_loaded_before_the_first_need(reader):
    found = reader()
    assert not [url for url in found.asked if "/data/cards/" in url]
    found.figure.hover()
    found.opened()
    assert len([url for url in found.asked if "/data/cards/" in url]) == 1


def test_pointer_opens_the_card_and_may_go_onto_it(reader):
    found = reader()
    found.figure.hover()
    text = found.opened()
    assert found.figure.inner_text() in text
    assert "来源" in text
    assert "已报告" in text
    found.card.hover()
    found.page.wait_for_timeout(700)
    assert found.card.is_visible()
    found.page.mouse.move(2, 2)
    found.closed()
    assert found.said == []


def test_keyboard_opens_the_card_and_escape_closes_it(reader):
    found = reader()
    found.figure.focus()
    found.page.keyboard.press("Shift+Tab")
    found.page.keyboard.press("Tab")
    found.opened()
    found.page.keyboard.press("Escape")
    found.closed()
    assert found.figure.evaluate("(e) => e === document.activeElement")
    found.page.keyboard.press("Tab")
    found.page.keyboard.press("Shift+Tab")
    found.opened()
    found.page.keyboard.press("Enter")
    found.page.wait_for_url(re.compile("appendix/indicators/.*#ind-"))
    assert found.said == []


def test_escape_closes_the_card_under_the_pointer_until_it_comes_again(reader):
    found = reader()
    found.figure.hover()
    found.opened()
    found.page.keyboard.press("Escape")
    found.closed()
    found.page.mouse.move(2, 2)
    found.figure.hover()
    found.opened()


def test_first_tap_opens_the_card_and_its_link_goes_on(reader):
    found = reader(390, has_touch=True, is_mobile=True)
    before = found.page.url
    found.figure.tap()
    found.opened()
    assert found.page.url == before
    height = found.page.locator(".csr-pop-more").bounding_box()["height"]
    assert height >= 44
    found.page.locator(".csr-pop-more").tap()
    found.page.wait_for_url(re.compile("appendix/indicators/.*#ind-"))
    assert found.said == []


def test_second_tap_goes_on_and_a_tap_elsewhere_closes(reader):
    found = reader(390, has_touch=True, is_mobile=True)
    found.figure.tap()
    found.opened()
    found.page.locator("article h1").evaluate("(e) => e.scrollIntoView()")
    found.page.locator("article h1").tap()
    found.closed()
    found.figure.tap()
    found.opened()
    found.figure.tap()
    found.page.wait_for_url(re.compile("appendix/indicators/.*#ind-"))


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("block", ["start", "end"])
def test_card_lies_in_the_window_and_not_over_its_figure(reader, width, block):
    found = reader(width)
    for number in range(0, found.page.locator(FIGURE).count(), 7):
        found.figure = found.page.locator(FIGURE).nth(number)
        found.figure.evaluate("(e, block) => e.scrollIntoView({ block, behavior: 'instant' })", block)
        found.page.mouse.move(2, 2)
        found.figure.evaluate("(e) => e.focus({ focusVisible: true, preventScroll: true })")
        found.opened()
        card, figure = found.boxes()
        assert card["left"] >= 0
        assert card["right"] <= width
        assert card["top"] >= 0 or figure["top"] < 96
        assert card["bottom"] <= 844
        assert card["top"] >= figure["bottom"] or card["bottom"] <= figure["top"]
        found.page.keyboard.press("Escape")
        found.closed()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")])
def test_open_card_is_accessible(reader, width, scheme):
    axe = pytest.importorskip("axe_playwright_python.base", reason="axe-playwright-python is not installed").AXE_SCRIPT
    found = reader(width, color_scheme=scheme)
    found.figure.hover()
    found.opened()
    found.page.evaluate(axe)
    run = "(values) => axe.run('.content', {runOnly: {type: 'tag', values}, resultTypes: ['violations']})"
    violations = found.page.evaluate(run, TAGS)["violations"]
    faults = [f"{item['id']}: {node['html'][:120]}" for item in violations for node in item["nodes"]]
    assert faults == []


def test_card_is_drawn_in_the_colours_of_the_system_and_not_printed(reader):
    found = reader(forced_colors="active")
    found.figure.hover()
    found.opened()
    assert found.card.evaluate("(e) => getComputedStyle(e).borderTopStyle") == "solid"
    found.page.emulate_media(media="print")
    assert found.card.evaluate("(e) => getComputedStyle(e).display") == "none"


def test_figure_without_facts_is_a_link_as_before(browser, report):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    context.route("**/data/cards/**", lambda route: route.abort())
    found = Reader(context.new_page(), report.as_uri() + "/")
    found.figure.tap()
    found.page.wait_for_url(re.compile("appendix/indicators/.*#ind-"))
    context.close()


def test_markup_in_the_facts_stays_text(browser, report):
    context = browser.new_context()
    page = context.new_page()

    def answer(route):
        key = page.locator(FIGURE).nth(3).locator(".csr-value").get_attribute("data-csr")
        name, _, which = key.partition("@")
        facts = {name: ["<img src=x onerror=alert(1)>", "<b>d</b>", "", {which: ["<i>1</i>", ""]}]}
        found = {"topic": name.partition(".")[0], "more": "<b>m</b>", "facts": facts}
        route.fulfill(body=f"csrCards({json.dumps(found)})", content_type="text/javascript")

    context.route("**/data/cards/**", answer)
    found = Reader(page, report.as_uri() + "/")
    found.figure.hover()
    assert "<img src=x onerror=alert(1)>" in found.opened()
    assert found.card.locator("img, b, i").count() == 0
    context.close()


def test_address_of_a_citation_is_whole_where_the_browser_knows_it(browser, report, served):
    page = browser.new_page()
    base = served(report)
    page.goto(base + "zh/appendix/indicators/employees.html")
    address = page.locator("#ind-workforce\\.total + dd a.csr-address")
    assert address.inner_text() == base + "zh/appendix/indicators/employees.html#ind-workforce.total"
    page.close()


def test_script_of_the_cards_is_small(report):
    assert (report / "zh/_static/csr-cards.js").stat().st_size <= 6 * 1024
