"""The root page leads a reader on, unless the reader asks for the list."""

import pytest

from csrdirectives.landing import Language, landing_page

pytestmark = pytest.mark.browser
BOTH = [Language("zh-CN", "中文", "zh"), Language("en", "English", "en")]
TITLES = {"zh": "责任报告", "en": "Responsibility Report"}


@pytest.fixture
def visit(browser, tmp_path):
    """A function that opens the root page of a site from disk as a reader of some language does."""
    contexts = []

    def visited(locale, languages=BOTH, **properties):
        for folder in ("zh", "en"):
            (tmp_path / folder).mkdir(exist_ok=True)
            (tmp_path / folder / "index.html").write_text(f"<title>{folder}</title>", encoding="utf-8")
        (tmp_path / "index.html").write_text(landing_page(languages, TITLES), encoding="utf-8")
        context = browser.new_context(locale=locale, **properties)
        contexts.append(context)
        page = context.new_page()
        page.goto((tmp_path / "index.html").as_uri())
        page.wait_for_timeout(300)
        return page

    yield visited
    for context in contexts:
        context.close()


@pytest.mark.parametrize(
    ("locale", "title"),
    [("en-GB", "en"), ("zh-CN", "zh"), ("zh-TW", "zh"), ("fr-FR", "责任报告 · Responsibility Report")],
)
def test_reader_is_led_to_the_language_of_the_browser(visit, locale, title):
    assert visit(locale).title() == title


def test_one_language_is_led_to_without_script(visit):
    assert visit("fr-FR", BOTH[:1], java_script_enabled=False).title() == "zh"


def test_several_languages_are_listed_without_script(visit):
    page = visit("en-GB", java_script_enabled=False)
    assert page.locator("a").all_inner_texts() == ["中文", "English"]


def test_choice_is_remembered_and_can_be_taken_back(visit):
    page = visit("en-GB")
    root = page.url.replace("en/index.html", "index.html")
    page.goto(root + "#languages")
    page.get_by_text("中文").click()
    page.goto(root)
    page.wait_for_timeout(300)
    assert page.title() == "zh"


def test_nothing_is_remembered_of_a_reader_who_did_not_choose(visit):
    assert visit("en-GB").evaluate("localStorage.length") == 0
