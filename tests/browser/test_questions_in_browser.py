"""The questions of the handbook are answered where it says, by clicking from the first page."""

import pytest

MARKS = str.maketrans("", "", "※†")


def cells(row):
    return [cell.inner_text().translate(MARKS).strip() for cell in row.locator("td").all()]


@pytest.mark.browser
@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_question_is_answered_at_the_end_of_its_path(browser, report, language):
    page = browser.new_page()
    page.goto((report / language / "handbook" / "questions.html").as_uri())
    asked = [cells(row) for row in page.locator("article tbody tr").all()]
    assert len(asked) == 10
    lost = []
    for _, question, path, answer in asked:
        page.goto((report / language / "index.html").as_uri())
        page.locator("article").get_by_role("link").filter(has_text=path).first.click(timeout=3000)
        page.wait_for_load_state()
        if answer not in page.locator("article").inner_text().translate(MARKS):
            lost.append((question, path, answer))
    assert lost == []
    page.close()
