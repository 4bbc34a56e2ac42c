"""Every page as a reader sees it: accessible, self-contained, within its window; and printed white."""

import re
from typing import NamedTuple

import pytest

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIDEWAYS = """() => [document.documentElement, ...document.querySelectorAll(".content, .sidebar-scroll, article")]
    .filter((box) => box.scrollWidth > box.clientWidth + 1 && box.clientWidth)
    .map((box) => `${box.className || box.tagName}: ${box.scrollWidth} > ${box.clientWidth}`)"""

OUTLINED = """() => [document.activeElement, document.activeElement.parentNode.querySelector("label")]
    .some((element) => element && getComputedStyle(element).outlineStyle === "solid")"""


# A page is opened at the first width and brought to the others, so that it is seen opened both wide and narrow. 640 px
# is what a window of 1280 px has left for a page enlarged to 200 %.
WIDTHS = {"light": (1280, 640, 390), "dark": (390, 640, 1280)}
ENLARGED = 640
AXE = """(values) => axe.run(document, {runOnly: {type: "tag", values}, resultTypes: ["violations"]})
    .then((found) => found.violations)"""
AT_REST = """() => new Promise(requestAnimationFrame)
    .then(() => Promise.allSettled(document.getAnimations().map((moving) => moving.finished)))
    .then(() => {})"""  # the sidebars glide when the window changes


class Look(NamedTuple):
    """What was seen of one page in one width."""

    page: str
    width: int
    violations: list
    foreign: list
    faults: list
    sideways: list


@pytest.fixture(scope="module")
def axe():
    base = pytest.importorskip("axe_playwright_python.base", reason="axe-playwright-python is not installed")
    return base.AXE_SCRIPT


def visit(page, address, name, widths, axe):
    """The looks of one page; each has what was asked for and went wrong since it was opened."""
    foreign, faults = [], []
    own = address.split("/")[2]
    listeners = {
        "request": lambda request: None if request.url.split("/")[2] == own else foreign.append(request.url),
        "response": lambda answer: faults.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None,
        "console": lambda message: faults.append(message.text) if message.type == "error" else None,
        "pageerror": lambda error: faults.append(str(error)),
    }
    page.set_viewport_size({"width": widths[0], "height": 900})
    for event, listener in listeners.items():
        page.on(event, listener)
    page.goto(address + name)
    page.evaluate(axe)
    for width in widths:
        if width != widths[0]:
            page.set_viewport_size({"width": width, "height": 900})
            page.evaluate(AT_REST)
        violations = [
            f"{item['id']}: {node['html'][:120]}"
            for item in ([] if width == ENLARGED else page.evaluate(AXE, TAGS))
            for node in item["nodes"]
            if not (item["id"] == "region" and "sidebar-toggle" in node["html"])  # furo's CSS needs them outside
        ]
        sideways = page.evaluate(SIDEWAYS)
        yield Look(name, width, violations, [*foreign], [*faults], sideways)
    for event, listener in listeners.items():
        page.remove_listener(event, listener)


@pytest.fixture(scope="module", params=WIDTHS)
def visits(request, browser, sites, served, axe):
    """All pages in one scheme, in each width."""
    context = browser.new_context(color_scheme=request.param, locale="zh-CN")
    page = context.new_page()
    seen = []
    for folder in sites:
        address = served(folder)
        names = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.html"))
        shown = [name for name in names if not name.startswith("_")]
        for name in shown:
            looks = visit(page, address, name, WIDTHS[request.param], axe)
            seen += [look._replace(page=f"{folder.parent.name}/{folder.name}/{name}") for look in looks]
    context.close()
    return seen


@pytest.fixture(params=[1280, 390])
def looks(request, visits):
    """All pages in one width and one scheme."""
    return [look for look in visits if look.width == request.param]


def faulty(looks, what):
    return {look.page: getattr(look, what) for look in looks if getattr(look, what)}


def test_there_are_pages(looks):
    assert len(looks) >= 5


def test_no_violation_of_accessibility(looks):
    assert faulty(looks, "violations") == {}


def test_nothing_is_asked_from_elsewhere(looks):
    assert faulty(looks, "foreign") == {}


def test_nothing_is_missing_and_the_console_is_silent(looks):
    assert faulty(looks, "faults") == {}


def test_no_page_scrolls_sideways(looks):
    assert faulty(looks, "sideways") == {}


@pytest.mark.parametrize("looks", [ENLARGED], indirect=True)
def test_no_page_scrolls_sideways_when_enlarged_to_200_percent(looks):
    assert len(looks) >= 5
    assert faulty(looks, "sideways") == {}


@pytest.fixture
def chapter(browser, sites):
    """A function that opens the sample's chapter in a window of the given properties, from disk."""
    contexts = []

    def opened(width=1280, **properties):
        context = browser.new_context(viewport={"width": width, "height": 900}, **properties)
        contexts.append(context)
        page = context.new_page()
        page.goto((sites[0] / "part" / "chapter.html").as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()


def style(page, selector, name, pseudo=None):
    return page.eval_on_selector(selector, f"(e) => getComputedStyle(e, {pseudo!r})['{name}']".replace("None", "null"))


def pages_of(sites, *names):
    return [place for site in sites for name in names if (place := site / name).is_file()]


@pytest.mark.parametrize("chosen", ["auto", "dark"])
def test_printed_from_dark_is_black_on_white(chapter, chosen):
    page = chapter(color_scheme="dark")
    page.evaluate("(theme) => localStorage.setItem('theme', theme)", chosen)
    page.reload()
    assert style(page, "body", "backgroundColor") == "rgb(20, 23, 26)"
    page.emulate_media(media="print", color_scheme="dark")
    assert style(page, "body", "backgroundColor") == "rgb(255, 255, 255)"
    assert style(page, "article p", "color") == "rgb(28, 33, 38)"
    for hidden in (".sidebar-drawer", ".toc-drawer", ".skip-to-content", ".related-pages", ".headerlink"):
        assert style(page, hidden, "display") == "none", hidden


def test_code_is_printed_whole_and_a_note_with_its_figures(browser, sites):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    seen = set()
    for place in pages_of(sites, "part/chapter.html", "appendix/data-notes.html", "handbook/check.html"):
        page.goto(place.as_uri())
        page.emulate_media(media="print")
        for selector, name, value in (
            ("article pre", "whiteSpace", "pre-wrap"),
            ("dl.csr-findings > dd", "breakInside", "avoid"),
            ("dl.csr-catalogue > dd", "breakInside", "avoid"),
        ):
            if page.query_selector(selector):
                assert style(page, selector, name) == value, (place, selector)
                seen.add(selector)
    page.close()
    assert seen


def test_figure_in_text_looks_like_text(chapter):
    page = chapter()
    for name in ("color", "fontSize", "fontWeight", "fontFamily"):
        assert style(page, "article p > a.csr-ref data", name) == style(page, "article section > p", name)
    assert style(page, "article p > a.csr-ref data", "whiteSpace") == "nowrap"
    assert style(page, "article p > a.csr-ref", "textDecorationStyle") == "dotted"


def test_body_text_is_set_as_chinese_is_read(chapter):
    page = chapter()
    size, height = (float(style(page, "article section > p", name)[:-2]) for name in ("fontSize", "lineHeight"))
    width = page.eval_on_selector("article section > p", "(e) => e.getBoundingClientRect().width")
    assert size >= 16
    assert 1.7 <= height / size <= 1.9
    assert 34 <= width / size <= 43
    assert style(page, "article em", "textEmphasisStyle") in ("dot", "filled dot")
    assert style(page, "article em", "fontStyle") == "normal"


def test_two_cards_stand_side_by_side_on_a_phone(browser, sites):
    page = browser.new_page(viewport={"width": 390, "height": 900})
    page.goto((sites[0] / "index.html").as_uri())
    tops = page.eval_on_selector_all(".csr-cards > li", "(all) => all.map((e) => e.getBoundingClientRect().top)")
    page.close()
    assert tops[0] == tops[1] < tops[2] == tops[3]


ALONE = """() => [...document.querySelectorAll("article .headerlink")].filter((link) => {
    const range = document.createRange();
    range.setStart(link.parentNode, 0);
    range.setEndBefore(link);
    const last = [...range.getClientRects()].at(-1);
    return last && link.getClientRects().length && link.getBoundingClientRect().top >= last.bottom;
}).map((link) => link.hash)"""


@pytest.mark.parametrize("width", [390, 1280])
def test_permanent_link_takes_no_line_of_its_own(browser, sites, width):
    page = browser.new_page(viewport={"width": width, "height": 900})
    names = ("part/chapter.html", "recognition.html", "appendix/indicators/environment.html", "appendix/glossary.html")
    alone = []
    for place in [site / name for site in sites for name in names]:
        if place.is_file():
            page.goto(place.as_uri())
            alone += [f"{place.parent.name}/{place.name}{link}" for link in page.evaluate(ALONE)]
    page.close()
    assert alone == []


def test_short_page_is_printed_on_one_sheet(browser, sites):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((sites[0] / "genindex.html").as_uri())
    page.evaluate("document.querySelector('article').textContent = 'short'")
    sheets = re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))
    page.close()
    assert len(sheets) == 1


def test_first_column_stays_in_sight_on_a_phone(chapter):
    page = chapter(280)  # a small one: on others the table is read whole
    page.eval_on_selector(".table-wrapper", "(e) => { e.scrollLeft = 9999 }")
    cell, box = (
        page.eval_on_selector(selector, "(e) => e.getBoundingClientRect().left")
        for selector in (".table-wrapper td", ".table-wrapper")
    )
    assert cell == box
    assert page.eval_on_selector(".table-wrapper", "(e) => e.scrollLeft") > 0


def test_first_column_is_ruled_off_only_where_others_pass_under_it(chapter):
    for width, moved, ruled in ((390, 0, False), (280, 0, False), (280, 9999, True)):
        page = chapter(width)
        page.eval_on_selector(".table-wrapper", "(e, x) => { e.scrollLeft = x }", moved)
        page.evaluate(AT_REST)
        assert (style(page, ".table-wrapper td", "boxShadow") != "none") == ruled, (width, moved)


LATE = """() => [...document.querySelectorAll(".csr-timeline > li")].filter((item) => {
    const date = document.createRange();
    date.selectNodeContents(item.querySelector(".csr-date"));
    const title = item.querySelector(".csr-date + *").getBoundingClientRect();
    const [left, right] = [date.getBoundingClientRect().left, date.getBoundingClientRect().right];
    return right > title.left - 16 || left < item.getBoundingClientRect().left;
}).map((item) => item.innerText)"""


def test_date_of_a_timeline_runs_into_nothing(browser, sites):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    late = []
    for place in pages_of(sites, "part/chapter.html", "profile.html", "recognition.html"):
        page.goto(place.as_uri())
        for item in page.query_selector_all(".csr-timeline .csr-date") if "en" in place.parts else []:
            item.evaluate("(e) => { e.textContent = '30 September 2023' }")
        late += page.evaluate(LATE)
    page.close()
    assert late == []


def test_mark_of_doubt_stands_in_the_line_of_its_figure(chapter):
    page = chapter()
    for selector in ("article p .csr-doubt", "article sup"):
        height = """(e) => {
            const [line, mark] = [e.closest("p").getBoundingClientRect(), e.firstElementChild.getBoundingClientRect()];
            return [mark.top - line.top, line.bottom - mark.bottom];
        }"""
        above, below = page.eval_on_selector(selector, height)
        assert above >= 0
        assert below >= 0


def test_letters_of_the_index_are_large_enough_for_a_finger(browser, sites):
    page = browser.new_page(viewport={"width": 390, "height": 900})
    size = "(all) => all.map((e) => e.getBoundingClientRect()).map((box) => [box.width, box.height])"
    for place in pages_of(sites, "genindex.html"):
        page.goto(place.as_uri())
        for width, height in page.eval_on_selector_all(".genindex-jumpbox a", size):
            assert min(width, height) >= 24
    page.close()


WIDE = """() => [...document.querySelectorAll(".table-wrapper")]
    .filter((box) => box.scrollWidth > box.clientWidth + 1)
    .map((box) => `${box.innerText.slice(0, 40)}: ${box.scrollWidth} > ${box.clientWidth}`)"""


def test_table_of_the_report_is_read_on_a_phone_without_moving_it(browser, sites):
    page = browser.new_page(viewport={"width": 390, "height": 900})
    wide = []
    for site in sites[2:]:  # after the samples
        for place in sorted(site.rglob("*.html")):
            if "handbook" not in place.parts:
                page.goto(place.as_uri())
                for width in (360, 390):
                    page.set_viewport_size({"width": width, "height": 900})
                    wide += [f"{place.parent.name}/{place.name}: {table}" for table in page.evaluate(WIDE)]
    page.close()
    assert wide == []


@pytest.mark.parametrize(("switch", "drawer"), [("#__navigation", ".sidebar-drawer"), ("#__toc", ".toc-drawer")])
def test_sidebars_open_by_keyboard(chapter, switch, drawer):
    page = chapter(390)
    assert style(page, drawer, "visibility") == "hidden"
    page.focus(switch)
    page.keyboard.press("Space")
    page.wait_for_timeout(400)
    assert style(page, drawer, "visibility") == "visible"


def test_focus_is_seen(chapter):
    page = chapter()
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(OUTLINED), page.evaluate("document.activeElement.outerHTML")


def test_motion_is_reduced_when_asked(chapter):
    page = chapter(reduced_motion="reduce")
    assert style(page, "html", "scrollBehavior") == "auto"
    assert style(page, ".sidebar-drawer", "transitionDuration") in ("0s", "0s, 0s")


def test_colours_of_the_system_keep_shapes(chapter):
    page = chapter(forced_colors="active")
    assert style(page, ".csr-timeline > li", "borderTopStyle", "::after") == "solid"
    assert style(page, ".csr-missing", "borderTopStyle") == "solid"
