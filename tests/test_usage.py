"""Where chapters show figures is read from their sources."""

from __future__ import annotations

import textwrap

import pytest

from csrdirectives.usage import uses

TOTAL, NORTH, SOUTH = "workforce.total@2023-12-31", "aid.purchase.north@2023", "aid.purchase.south@2023"
SUM, VISITS = "aid.purchase.total@2023", "aid.visits@2019/2023"
TWO_YEARS = [TOTAL, "workforce.total@2022-12-31"]
TWO_YEARS_OF_MEN = ["workforce.total@2023-12-31#male", "workforce.total@2022-12-31#male"]
OUTSOURCED = "workforce.outsourced@2023"

PAGES = {
    "roles": (
        """\
        共有{csr:value}`workforce.total`，合计{csr:number}`aid.purchase.total`，比上年{csr:change}`aid.purchase.total`。

        走访{csr:value}`aid.visits; one: # visit; other: # visits`。
        """,
        [(1, "value", [TOTAL]), (1, "number", [SUM]), (1, "change", [SUM]), (3, "value", [VISITS])],
    ),
    "roles that show no figure": ("{csr:name}`workforce.total` {csr:count}`awards` {ref}`workforce.total`", []),
    "what does not exist": ("{csr:value}`workforce.totl` {csr:value}`aid.visits; one`", []),
    "a period and a part": (
        "{csr:value}`workforce.total@2022-12-31#male`",
        [(1, "value", ["workforce.total@2022-12-31#male"])],
    ),
    "in headings, lists and tables": (
        """\
        # 员工{csr:value}`workforce.total`

        - {csr:value}`aid.visits`

        | 北 | {csr:value}`aid.purchase.north` |
        """,
        [(1, "value", [TOTAL]), (3, "value", [VISITS]), (5, "value", [NORTH])],
    ),
    "a table in its argument": (
        """\
        :::{csr:table} aid.purchase.* aid.visits
        :caption: 帮扶{csr:value}`workforce.total`
        :::
        """,
        [(1, "table", [NORTH, SOUTH, SUM]), (1, "table", [VISITS]), (2, "value", [TOTAL])],
    ),
    "a table in its body": (
        """\
        ```{csr:table}
        :columns: name value

        aid.purchase.north
        workforce.total@2022-12-31
        ```
        """,
        [(4, "table", [NORTH]), (5, "table", ["workforce.total@2022-12-31"])],
    ),
    "a table of two periods": (
        """\
        :::{csr:table}
        :columns: name value
        :periods: 2023 2022

        workforce.total
        workforce.total#male
        aid.purchase.north
        :::
        """,
        [(5, "table", TWO_YEARS), (6, "table", TWO_YEARS_OF_MEN), (7, "table", [NORTH, "aid.purchase.north@2022"])],
    ),
    "a table of some statuses": (
        """\
        :::{csr:table} workforce.* aid.*
        :status: undisclosed
        :::
        """,
        [(1, "table", [OUTSOURCED])],
    ),
    "a line over all periods": (
        """\
        :::{csr:chart} line
        :caption: 员工

        workforce.total
        :::
        """,
        [(4, "chart", TWO_YEARS[::-1])],
    ),
    "periods that cannot be read": (":::{csr:table} workforce.total\n:periods: 2023-13\n:::\n", []),
    "cards with names": (
        """\
        :::{csr:cards}
        workforce.total
        aid.visits; name: 走访
        :::
        """,
        [(2, "cards", [TOTAL]), (3, "cards", [VISITS])],
    ),
    "a chart in its body and its whole, not in its argument": (
        """\
        :::{csr:chart} aid.visits
        :caption: 帮扶
        :whole: aid.purchase.total
        :sort: value

        aid.purchase.*
        workforce.total@2022-12-31
        :::
        """,
        [(3, "chart", [SUM]), (6, "chart", [NORTH, SOUTH, SUM]), (7, "chart", ["workforce.total@2022-12-31"])],
    ),
    "definitions of a topic": (
        """\
        :::{csr:catalogue} aid.visits
        :::
        """,
        [(1, "catalogue", [VISITS])],
    ),
    "findings": (
        """\
        :::{csr:findings} A2
        :::

        :::{csr:findings}
        :::
        """,
        [
            (1, "findings", [VISITS]),
            (4, "findings", ["workforce.total@2023-12-31#female", "workforce.total@2023-12-31#male", VISITS]),
        ],
    ),
    "findings of a kind, and findings named": (
        """\
        :::{csr:findings}
        :kind: scope date
        :::

        :::{csr:findings}
        A2
        :::

        :::{csr:findings}
        :kind: wording
        :::
        """,
        [(1, "findings", [VISITS]), (6, "findings", [VISITS])],
    ),
    "nested fences": (
        """\
        ::::{admonition} 注意
        :::{csr:cards}
        workforce.total
        :::
        {csr:value}`aid.visits`
        ::::
        {csr:value}`aid.purchase.north`
        """,
        [(3, "cards", [TOTAL]), (5, "value", [VISITS]), (7, "value", [NORTH])],
    ),
    "code": (
        """\
        写 ``{csr:value}`workforce.total` `` 即可：

        ```
        {csr:value}`workforce.total`
        :::{csr:table} aid.*
        :::
        ```

        ````text
        ```{csr:cards}
        workforce.total
        ```
        ````

        ~~~~
        {csr:value}`workforce.total`
        ~~~~

        {csr:value}`aid.visits`
        """,
        [(19, "value", [VISITS])],
    ),
    "code between backticks that only looks like a fence": (
        """\
        ```{csr:value}`workforce.total` ``` 是写法。
        {csr:value}`aid.visits`
        """,
        [(2, "value", [VISITS])],
    ),
    "comments": (
        """\
        % {csr:value}`workforce.total`
        {csr:value}`aid.visits`
        """,
        [(2, "value", [VISITS])],
    ),
    "a fence that is never closed": (
        """\
        :::{csr:cards}
        workforce.total
        """,
        [(2, "cards", [TOTAL])],
    ),
}


@pytest.mark.parametrize("page", PAGES)
def test_page_shows_figures_on_these_lines(tmp_path, catalogue, page):
    text, expected = PAGES[page]
    (tmp_path / "page.md").write_text(textwrap.dedent(text), encoding="utf-8")
    found = [(use.where.line, use.how, list(map(str, use.keys))) for use in uses(tmp_path, "docs", catalogue)]
    assert found == expected


def test_whole_catalogue_shows_every_figure(tmp_path, catalogue):
    (tmp_path / "page.md").write_text(":::{csr:catalogue}\n:::\n", encoding="utf-8")
    (use,) = uses(tmp_path, "docs", catalogue)
    assert set(use.keys) == set(catalogue.observations)


def test_pages_come_in_the_order_of_their_names_and_folders(tmp_path, catalogue):
    for name in ("b.md", "a/c.md", "notes.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("{csr:value}`workforce.total`\n", encoding="utf-8")
    assert [str(use.where) for use in uses(tmp_path, "docs", catalogue)] == ["docs/a/c.md:1", "docs/b.md:1"]


def test_page_that_is_not_utf8_is_read_as_far_as_it_goes(tmp_path, catalogue):
    (tmp_path / "page.md").write_bytes("员工{csr:value}`workforce.total`".encode("gb18030"))
    assert [use.where.line for use in uses(tmp_path, "docs", catalogue)] == [1]
