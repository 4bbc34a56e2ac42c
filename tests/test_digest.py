"""A digest changes exactly when what a page prints of its answer may change."""

from __future__ import annotations

import pytest

from csrdirectives.digest import Digests

UNITS, WORKFORCE, COMMUNITY = "units.toml", "indicators/workforce.toml", "indicators/community.toml"
PEOPLE, AID, FINDINGS = "values/workforce.csv", "values/community.csv", "findings.toml"
TOTAL, SHARE, NORTH = "figure workforce.total", "figure workforce.dispatched.share", "figure aid.purchase.north"
SUM, ALL, AID_ALL = "figure aid.purchase.total", "indicators workforce.*", "indicators aid.*"
AWARDS, VISITS, NAMES, MEMBERS = "register awards", "register visits", "names workforce.*", "members workforce.*"
FOUND, GRI, NOTHING = "findings", "standards gri", "figure workforce.nobody"
FEMALE = "figure workforce.total#female"
WITHIN = "within 2022 workforce.total"
QUESTIONS = {
    TOTAL, SHARE, NORTH, SUM, ALL, AID_ALL, AWARDS, VISITS, NAMES, MEMBERS, FOUND, GRI, NOTHING, FEMALE, WITHIN,
}  # fmt: skip

EDITS = {
    "a value": (PEOPLE, "workforce.total,2023-12-31,,291,", "workforce.total,2023-12-31,,292,", {TOTAL, SHARE, ALL}),
    "a value of a formula": (
        PEOPLE,
        "workforce.dispatched,2023-12-31,,27,",
        "workforce.dispatched,2023-12-31,,29,",
        {SHARE, ALL},
    ),
    "its digits alone": (AID, "aid.purchase.north,2023,,23.60,", "aid.purchase.north,2023,,23.6,", {NORTH, AID_ALL}),
    "a value of another year": (PEOPLE, "workforce.total,2022-12-31,,300,", "workforce.total,2022-12-31,,301,", {ALL}),
    "a note": (PEOPLE, "27,,,人事年报,不含实习生", "27,,,人事年报,不含外包", {ALL}),
    "a comparator": (
        PEOPLE,
        "workforce.total,2023-12-31,,291,,",
        "workforce.total,2023-12-31,,291,约,",
        {TOTAL, SHARE, ALL},
    ),
    "a part": (PEOPLE, "2023-12-31,female,118", "2023-12-31,female,119", {FEMALE, ALL, FOUND}),
    "the name of an indicator": (WORKFORCE, 'name = "外包人员"', 'name = "外包用工"', {ALL, NAMES, GRI}),
    "a definition": (WORKFORCE, "报告期末在岗的派遣制员工。", "期末在岗的派遣制员工。", {ALL}),
    "a unit's words": (UNITS, 'other = "{}万元"', 'other = "{} 万元"', {NORTH, SUM, AID_ALL}),
    "a disclosure": (WORKFORCE, ', "gri:2-7"', "", {TOTAL, FEMALE, ALL, FOUND, GRI}),
    "a finding's title": (FINDINGS, 'title = "男女员工之和"', 'title = "男女之和"', {FEMALE, ALL, FOUND}),
    "a finding's text": (FINDINGS, "此前的次数没有记录", "此前没有记录", {FOUND}),
    "a mark": (FINDINGS, "mark = false\n", "", {AID_ALL, FOUND}),
    "a record": ("registers/awards.csv", "劳动模范", "先进工作者", {AWARDS}),
    "a heading": ("registers.toml", 'place = "地点"', 'place = "处所"', {VISITS}),
    "an indicator more": (
        WORKFORCE,
        '["workforce.outsourced"]',
        '["workforce.nobody"]\nname = "无人"\ndefinition = "无人"\nunit = "person"\n\n["workforce.outsourced"]',
        {ALL, NAMES, MEMBERS, NOTHING},
    ),
    "a comment": (WORKFORCE, '["workforce.total"]', '# 人数\n["workforce.total"]', set()),
    "the order of columns": (
        "registers/visits.csv",
        "date,title,place\n2023-02-10,新春慰问,敬老院\n2023-08-01,高温慰问,机房",
        "title,date,place\n新春慰问,2023-02-10,敬老院\n高温慰问,2023-08-01,机房",
        set(),
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_only_answers_that_changed_have_another_digest(data, catalogue, edit):
    file, old, new, changed = EDITS[edit]
    data.change(file, old, new)
    found, _ = data.load()
    before, after = Digests(catalogue), Digests(found)
    assert {question for question in QUESTIONS if before.of(question) != after.of(question)} == changed


def test_digest_is_the_same_each_time_and_each_run(data, catalogue):
    again, _ = data.load()
    assert {q: Digests(catalogue).of(q) for q in QUESTIONS} == {q: Digests(again).of(q) for q in QUESTIONS}


def test_question_of_no_kind_is_refused(catalogue):
    with pytest.raises(KeyError):
        Digests(catalogue).of("weather today")
