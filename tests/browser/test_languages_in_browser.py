"""The switch between languages: the same page, and with script the same section."""

import pytest

pytestmark = pytest.mark.browser
CHAPTER = "responsibility/community.html"


@pytest.fixture
def visit(browser, report):
    """A function that opens a page of the report from disk, in a window of some kind."""
    contexts = []

    def visited(name, **properties):
        contexts.append(
            browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce", **properties)
        )
        page = contexts[-1].new_page()
        page.goto(f"{(report / 'zh').as_uri()}/{name}")
        return page

    yield visited
    for context in contexts:
        context.close()


def switch(page):
    page.locator(".csr-languages").get_by_text("English").click()
    return page.url.partition("/en/")[2]


def test_without_script_the_switch_leads_to_the_page(visit):
    assert switch(visit(f"{CHAPTER}#community-aid-purchase", java_script_enabled=False)) == CHAPTER


def test_at_the_head_of_a_page_the_switch_leads_to_the_page(visit):
    assert switch(visit(CHAPTER)) == CHAPTER


@pytest.mark.parametrize("section", ["community-aid-purchase", "community-elderly"])
def test_with_script_the_switch_leads_to_the_section_in_view(visit, section):
    page = visit(CHAPTER)
    page.evaluate(
        "(id) => document.getElementById(id).scrollIntoView({behavior: 'instant'})",
        section,
    )
    assert switch(page) == f"{CHAPTER}#{section}"


def test_the_switch_leads_to_the_definition_that_a_link_led_to(visit):
    assert switch(visit("appendix/indicators.html#ind-aid.purchase.total")) == (
        "appendix/indicators.html#ind-aid.purchase.total"
    )


def test_nothing_is_remembered_until_the_reader_chooses(visit):
    page = visit(CHAPTER)
    assert page.evaluate("Object.keys(localStorage)") == []
    switch(page)
    assert page.evaluate("localStorage.getItem('csr-language')") == "en"
