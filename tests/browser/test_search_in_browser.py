"""The search as a reader uses it: over http, and from disk."""

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csrdirectives.sphinx.search import ChineseSearch, question

pytestmark = pytest.mark.browser

with Path(__file__).with_name("questions.tsv").open(encoding="utf-8", newline="") as file:
    QUESTIONS = [(asked, pages.split()) for asked, pages in csv.reader(file, delimiter="\t")]
RESULTS = """() => [...document.querySelectorAll("#search-results li")].map(
    (item) => [item.querySelector("a").getAttribute("href").replace(/[.]html.*/, ""), item.innerText])"""


@pytest.fixture(scope="module", params=["http", "file"])
def search(request, browser, search_site, served):
    """A function that asks a question and gives the results and what the console said."""
    base = served(search_site) if request.param == "http" else search_site.as_uri() + "/"
    page = browser.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))

    def ask(words):
        said.clear()
        page.goto(base + "search.html")
        page.fill(".csr-search input", words)
        page.press(".csr-search input", "Enter")
        page.wait_for_function("document.querySelector('.search-summary')?.textContent")
        if request.param == "http":
            page.wait_for_load_state("networkidle")
        return page.evaluate(RESULTS), list(said)

    yield ask
    page.close()


@pytest.mark.parametrize(("asked", "pages"), QUESTIONS, ids=[asked for asked, _ in QUESTIONS])
def test_question_finds_its_pages_and_no_others(search, asked, pages):
    results, said = search(asked)
    assert {page for page, _ in results} == set(pages) - {"-"}
    assert said == []


@pytest.mark.parametrize("search", ["http"], indirect=True)
def test_excerpt_shows_the_words_of_the_question(search):
    results, _ = search("二氧化碳")
    assert "二氧化碳当量" in results[0][1]


@pytest.fixture(scope="module")
def splitter(browser, search_site):
    page = browser.new_page()
    page.goto((search_site / "search.html").as_uri())
    yield lambda text: json.loads(
        page.evaluate("(text) => JSON.stringify(splitQuery(text).map((t) => [t, new Stemmer().stemWord(t)]))", text)
    )
    page.close()


def agree(splitter, text):
    language = ChineseSearch({})
    assert splitter(text) == [[term, language.stem(term)] for term in question(text)]


@pytest.mark.parametrize("text", [asked for asked, _ in QUESTIONS])
def test_both_splitters_agree_on_questions(splitter, text):
    agree(splitter, text)


@settings(max_examples=300, deadline=None)
@given(text=st.text(alphabet="温碳𠮷々〇㐂豈０９019,.-%％‰—－−‐，、。　 /AbＧéßΣ①㎡Ⅲµ", max_size=14))
def test_both_splitters_agree_on_anything(splitter, text):
    agree(splitter, text)
