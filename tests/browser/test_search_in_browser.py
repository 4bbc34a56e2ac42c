"""The search as a reader uses it: over http, and from disk."""

import csv
import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csrdirectives.sphinx.search import ChineseSearch, EnglishSearch, question

pytestmark = pytest.mark.browser


def questions(name):
    """What is asked, and the pages that answer."""
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        return [(asked, pages.split()) for asked, pages in csv.reader(file, delimiter="\t")]


QUESTIONS = questions("questions.tsv")
OF_READERS = [(language, *entry) for language in ("zh", "en") for entry in questions(f"questions_{language}.tsv")]
RESULTS = """() => [...document.querySelectorAll("#search-results li")].map(
    (item) => [item.querySelector("a").getAttribute("href").replace(/[.]html.*/, ""), item.innerText])"""
ANSWERED = """() => document.querySelector(".search-summary")?.textContent"""
EXCERPTED = """() => [...document.querySelectorAll("#search-results li")].every(
    (item) => item.querySelector("a ~ span, .context"))"""  # Sphinx shows what a definition is, or an excerpt


@pytest.fixture(scope="module", params=["http", "file"])
def search(request, browser, search_site, served):
    """A function that asks the sample a question and gives the results and what the console said."""
    page = browser.new_page()
    base = served(search_site) if request.param == "http" else search_site.as_uri() + "/"
    yield asker(page, base)
    page.close()


@pytest.fixture(scope="module", params=["http", "file"])
def ask_report(request, browser, report, served):
    """A function that asks the real report in a language; besides results, what was asked for from elsewhere."""
    page = browser.new_page()
    foreign = []
    base = served(report) if request.param == "http" else report.as_uri() + "/"
    page.on("request", lambda sent: None if sent.url.startswith(base) else foreign.append(sent.url))
    asks = {language: asker(page, f"{base}{language}/") for language in ("zh", "en")}
    yield lambda language, words: (*asks[language](words), list(foreign))
    page.close()


def asker(page, base):
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))

    def ask(words):
        if not page.url.startswith(base + "search.html"):
            page.goto(base + "search.html")
        said.clear()
        page.fill(".csr-search input", words)
        with page.expect_navigation():
            page.press(".csr-search input", "Enter")
        page.wait_for_function(ANSWERED)
        if base.startswith("http"):
            page.wait_for_function(EXCERPTED)
        return page.evaluate(RESULTS), list(said)

    return ask


@pytest.mark.parametrize(("language", "asked", "pages"), OF_READERS, ids=str)
def test_report_answers_among_the_first_three(ask_report, language, asked, pages):
    results, said, foreign = ask_report(language, asked)
    assert {page for page, _ in results[:3]} & set(pages), [page for page, _ in results]
    assert said == []
    assert foreign == []


@pytest.mark.parametrize(("asked", "pages"), QUESTIONS, ids=[asked for asked, _ in QUESTIONS])
def test_question_finds_its_pages_and_no_others(search, asked, pages):
    results, said = search(asked)
    assert {page for page, _ in results} == set(pages) - {"-"}
    assert said == []


@pytest.mark.parametrize("search", ["http"], indirect=True)
def test_excerpt_shows_the_words_of_the_question(search):
    results, _ = search("二氧化碳")
    assert "二氧化碳当量" in results[0][1]


@pytest.mark.parametrize("ask_report", ["http"], indirect=True)
def test_excerpt_shows_a_figure_as_it_is_written(ask_report):
    results, _, _ = ask_report("en", "407500")
    assert "CNY 407,500" in results[0][1]


@pytest.mark.parametrize(("address", "loaded"), [("search.html", 0), ("search.html?q=volunteers", 3)])
def test_index_is_loaded_when_there_is_a_question(browser, report, served, address, loaded):
    asked = []
    page = browser.new_page()
    page.on("request", lambda sent: asked.append(sent.url.rpartition("/")[2]))
    page.goto(f"{served(report)}en/{address}", wait_until="networkidle")
    page.close()
    assert len({"searchtools.js", "language_data.js", "searchindex.js"} & set(asked)) == loaded


@pytest.mark.parametrize("ask_report", ["file"], indirect=True)
def test_chapters_come_before_appendices_and_handbook(ask_report):
    found = [page.partition("/")[0] for page, _ in ask_report("zh", "志愿者")[0]]
    assert found[0] == "responsibility"
    assert "appendix" in found
    assert "responsibility" not in found[found.index("appendix") :]


@pytest.mark.parametrize("ask_report", ["file"], indirect=True)
def test_definitions_are_named_in_the_language_of_the_page(ask_report):
    texts = [text for _, text in ask_report("zh", "志愿者")[0]]
    assert any("(指标" in text for text in texts)
    assert not any("indicator" in text for text in texts)


@pytest.mark.parametrize("words", ["培训班", "目录"])
def test_words_of_a_search_are_marked_in_the_text_and_not_in_drawings(browser, report, words):
    faults = []
    page = browser.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto((report / "zh" / "responsibility" / "employees.html").as_uri())
    assert words in "".join(page.locator("svg").all_text_contents())
    page.evaluate("(words) => localStorage.setItem('sphinx_highlight_terms', `不在此 ${words} 员工`)", words)
    page.reload()
    page.wait_for_selector("article .highlighted >> text=员工")
    drawn = page.locator("svg .highlighted").count()
    page.close()
    assert (drawn, faults) == (0, [])


LOADED = "typeof Search !== 'undefined' && Search.hasIndex()"
SPLIT = """(text) => JSON.stringify(splitQuery(text)
    .filter((term) => !stopwords.has(term)).map((term) => [term, new Stemmer().stemWord(term)]))"""


@pytest.fixture(scope="module", params=[ChineseSearch({}), EnglishSearch({})], ids=lambda language: language.lang)
def splitter(request, browser, report):
    """A function that splits a question in the browser, and the same language here."""
    page = browser.new_page()
    page.goto((report / request.param.lang / "search.html").as_uri() + "?q=a")
    page.wait_for_function(LOADED)
    yield lambda text: json.loads(page.evaluate(SPLIT, text)), request.param
    page.close()


def agree(splitter, text):
    split, language = splitter
    wanted = [term for term in question(text) if term not in language.stopwords]
    assert split(text) == [[term, language.stem(term)] for term in wanted]


@pytest.mark.parametrize("text", [asked for asked, _ in QUESTIONS] + [asked for _, asked, _ in OF_READERS])
def test_both_splitters_agree_on_questions(splitter, text):
    agree(splitter, text)


@settings(max_examples=300)
@given(text=st.text(alphabet="温碳多少𠮷々〇㐂豈０９019,.-%％‰—－−‐，、。　 /AbＧéßΣ①㎡Ⅲµ'’s", max_size=14))
def test_both_splitters_agree_on_anything(splitter, text):
    agree(splitter, text)


def test_both_stemmers_agree_on_every_word_of_the_report(splitter, report):
    split, language = splitter
    text = re.sub(r"<[^>]+>", " ", "".join(page.read_text("utf-8") for page in (report / "en").rglob("*.html")))
    words = sorted(set(question(text)) - language.stopwords)
    assert len(words) > 2000
    assert split(" ".join(words)) == [[word, language.stem(word)] for word in words]
