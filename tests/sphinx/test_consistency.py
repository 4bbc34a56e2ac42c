"""An inconsistency is told in a build, too: an error that nobody acknowledged, in each build until it is mended."""

from __future__ import annotations

PAGE = {"index.md": "# 页\n\n{csr:value}`workforce.total@2023-12-31`\n"}
FINDING = """
[B1]
kind = "arithmetic"
title = "男女之和"
figures = ["workforce.total@2023-12-31"]
checks = ["parts-differ"]
text = "男女员工之和与在岗员工总数不符。"
"""


def test_an_inconsistency_is_told_in_each_build_until_it_is_mended(build, data):
    data.change("values/workforce.csv", "2023-12-31,female,118", "2023-12-31,female,119")
    [told] = build(PAGE, warned=True).warnings
    assert (told.path, told.line, told.code) == ("workforce.csv", 5, "csr.parts-differ")  # the line of the total
    assert "119 + 173 = 292" in told.words
    again = build({}, warned=True)
    assert again.read == set()
    assert again.warnings == [told]
    data.change("values/workforce.csv", "2023-12-31,female,119", "2023-12-31,female,118")
    build({})
    assert build({}).warnings == []


def test_what_a_finding_acknowledges_and_a_mere_question_are_not_told(build, data):
    data.change("values/workforce.csv", "2023-12-31,female,118", "2023-12-31,female,119")
    data.add("findings.toml", FINDING)
    data.add("values/community.csv", "report.issue,2021,,7,,,,")  # 2022 is missing: a question
    assert build(PAGE).warnings == []


def test_readers_see_who_decided_that_a_doubted_figure_stays_and_when(build, data):
    data.add("findings.toml", FINDING, 'by = "办公室"', "on = 2024-02-01")
    data.change("values/workforce.csv", "2023-12-31,female,118", "2023-12-31,female,119")
    built = build({"index.md": "# 页\n\n:::{csr:findings} B1\n:::\n"}, "html")
    assert "照录原值的决定：办公室，2024年2月1日" in built.text("index.html")
