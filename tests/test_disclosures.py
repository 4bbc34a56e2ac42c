"""What a report answers of a standard: by indicators, by its text, or not; and how that is counted."""

from __future__ import annotations

import pytest

from csrdirectives.disclosures import coverage, reference_text, replies, scheme_names, scheme_of, split
from csrdirectives.scheme import package_names, package_scheme
from csrdirectives.translate import messages, translate

OWN, GRI, WORKFORCE = "standards/own.toml", "disclosures/gri.toml", "indicators/workforce.toml"
HEAD = """\
name = { zh = "本局准则", en = "Our code" }
short = { zh = "准则", en = "Code" }
edition = { zh = "2023", en = "2023" }
note = { zh = "试验。", en = "A trial." }

[codes]
"""
SCHEME = (
    HEAD
    + '"1.1" = { zh = "员工", en = "Staff", heading = { zh = "人", en = "People" } }\n"1.2" = { zh = "工", en = "W" }\n'
)


def reply(data, code, scheme="gri"):
    catalogue, problems = data.load()
    assert problems == []
    return next(found for found in replies(catalogue, scheme) if found.code == code)


def told(data):
    return [(problem.code, str(problem.where), problem.text("en")) for problem in data.load()[1]]


# ---- what answers


def test_best_of_the_indicators_is_how_well_a_disclosure_is_answered(data):
    data.change(WORKFORCE, '"gri:2-8 partial"', '"gri:2-7 related"')
    found = reply(data, "2-7")
    assert [(indicator.id, fit) for indicator, fit in found.indicators] == [("workforce.total", "exact")]
    assert [(indicator.id, why) for indicator, why in found.absent] == [("workforce.outsourced", "undisclosed")]
    assert (found.fit, found.reason) == ("exact", None)


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("undisclosed", "unavailable"),
        ("not-collected", "unavailable"),
        ("not-applicable", "not-applicable"),
        ("confidential", "confidentiality"),
    ],
)
def test_indicator_without_any_value_answers_nothing_and_gives_the_reason(data, status, reason):
    data.change("values/workforce.csv", "undisclosed", status)
    found = reply(data, "2-8")
    assert (found.fit, found.reason) == (None, reason)


def test_what_the_report_says_goes_before_what_its_indicators_tell(data):
    data.write(GRI, '"2-8" = { omitted = "legal-prohibition", text = "依法不予披露。" }\n')
    assert reply(data, "2-8").reason == "legal-prohibition"


@pytest.mark.parametrize(
    ("line", "fit", "reason"),
    [
        ('"2-1" = { sections = ["profile"] }', "exact", None),
        ('"2-1" = { sections = ["profile", "about"], fit = "related" }', "related", None),
        ('"2-1" = { text = "本局成立于1998年。", fit = "partial" }', "partial", None),
        ('"2-1" = { omitted = "not-applicable", text = "没有。" }', None, "not-applicable"),
        ('"2-1" = { sections = ["profile"], fit = "partial", omitted = "unavailable" }', "partial", "unavailable"),
        ('["2-1"]\nsections = ["profile"]', "exact", None),
    ],
)
def test_text_answers_or_is_silent_for_a_reason(data, line, fit, reason):
    data.write(GRI, line + "\n")
    found = reply(data, "2-1")
    assert (found.fit, found.reason) == (fit, reason)


def test_better_of_indicator_and_text_counts(data):
    data.write(GRI, '"404-1" = { sections = ["training"] }\n"2-7" = { sections = ["profile"], fit = "related" }\n')
    assert [reply(data, code).fit for code in ("404-1", "2-7")] == ["exact", "exact"]


def test_disclosures_are_counted_by_their_best_answer(data):
    data.write(OWN, HEAD + "".join(f'"{n}" = {{ zh = "甲", en = "A" }}\n' for n in range(1, 8)))
    data.change(WORKFORCE, '"gri:2-7"]', '"gri:2-7", "own:1", "own:2 partial"]')
    data.write(
        "disclosures/own.toml",
        '"2" = { sections = ["a"], fit = "related" }\n"3" = { sections = ["a"], fit = "partial" }\n'
        '"4" = { text = "略有涉及。", fit = "related" }\n"5" = { omitted = "unavailable" }\n'
        '"6" = { omitted = "confidentiality" }\n',
    )
    catalogue, problems = data.load()
    counts = coverage(replies(catalogue, "own"))
    assert problems == []
    assert (counts.codes, counts.exact, counts.partial, counts.related) == (7, 1, 2, 1)
    assert (counts.answered, counts.unanswered, counts.explained) == (4, 3, 2)


def test_unknown_scheme_answers_nothing(catalogue):
    assert replies(catalogue, "nothing") == []


# ---- schemes of the package and of the report


@pytest.mark.parametrize("name", package_names())
def test_scheme_of_the_package_says_what_it_leaves_out_and_claims_nothing(name):
    scheme = package_scheme(name)
    assert scheme.licence is not None
    assert any(word in scheme.note.zh for word in ("没有列入", "不列"))
    assert any(word in scheme.note.zh for word in ("不表示", "只表示"))
    assert "“" not in scheme.note.zh


def test_general_disclosures_of_gri_are_all_listed():
    codes = list(package_scheme("gri").codes)
    assert codes[:30] == [f"2-{number}" for number in range(1, 31)]


def test_topics_of_the_exchange_are_twenty_one():
    assert len(package_scheme("sse14").codes) == 21


def test_report_may_have_a_scheme_of_its_own(data):
    data.write(OWN, SCHEME)
    data.change(WORKFORCE, '"gri:2-7"]', '"own:1.1"]')
    catalogue, problems = data.load()
    assert problems == []
    assert "own" in scheme_names(catalogue)
    assert [reply.fit for reply in replies(catalogue, "own")] == ["exact", None]
    assert [reference_text(catalogue, split("own:1.1"), code) for code in ("zh_CN", "en")] == ["准则 1.1", "Code 1.1"]


def test_own_scheme_goes_before_that_of_the_package(data):
    data.write("standards/gri.toml", SCHEME)
    found = told(data)
    assert ("unknown-disclosure", "data/indicators/workforce.toml:1") in [each[:2] for each in found]
    assert list(scheme_of(data.load()[0], "gri").codes) == ["1.1", "1.2"]


def test_reference_to_what_there_is_not_is_shown_as_written(catalogue):
    assert reference_text(catalogue, split("nothing:1"), "zh_CN") == "nothing 1"


# ---- faults, at their lines


@pytest.mark.parametrize(
    ("name", "text", "code", "line", "words"),
    [
        (OWN, SCHEME.replace("edition", "editoin"), "field-unknown", 3, "did you mean “edition”?"),
        (OWN, SCHEME + '"1.1" = { zh = "甲", en = "A" }\n', "toml-syntax", 9, "the same field stands above"),
        (OWN, SCHEME + '"1.3" = { zh = "甲" }\n', "field-missing", 9, "codes.1.3.en"),
        (OWN, SCHEME + '"1.3" = { zh = "甲", en = "A", name = "乙" }\n', "field-unknown", 9, "codes.1.3.name"),
        ("standards/Own.toml", SCHEME, "scheme-name", 0, "unlike “Own”"),
        (GRI, '\n"2-77" = { text = "甲" }\n', "unknown-disclosure", 2, "“2-77”, which is not in scheme “gri”"),
        (GRI, '\n["2-77"]\ntext = "甲"\n', "unknown-disclosure", 2, "“2-77”"),
        (GRI, '\n"2-1" = { sectoins = ["a"] }\n', "field-unknown", 2, "did you mean “sections”?"),
        (GRI, '\n"2-1" = { omitted = "unavailabel" }\n', "field-invalid", 2, "did you mean “unavailable”?"),
        (GRI, '\n\n"2-1" = { fit = "partial" }\n', "answer-empty", 3, "neither sections nor text nor a reason"),
        (GRI, '"2-1" = { text = "甲" }\n"2-1" = { text = "乙" }\n', "toml-syntax", 2, "the same field stands above"),
        ("disclosures/gir.toml", '"2-1" = { text = "甲" }\n', "unknown-scheme", 0, "did you mean “gri”?"),
    ],
)
def test_fault_is_told_at_its_line(data, name, text, code, line, words):
    data.write(name, text)
    place = f"data/{name}" + (f":{line}" if line else "")
    assert any(found[:2] == (code, place) and words in found[2] for found in told(data)), told(data)


def test_broken_scheme_is_told_of_and_what_names_it_is_not(data):
    data.write(OWN, SCHEME.replace("edition", "editoin"))
    data.change(WORKFORCE, '"gri:2-7"]', '"own:1.1"]')
    assert {code for code, _, _ in told(data)} == {"field-unknown", "field-missing"}


# ---- in another language


def test_what_is_said_of_a_disclosure_is_translated(data):
    data.write(GRI, '"2-1" = { text = "本局成立于1998年。" }\n')
    catalogue, _ = data.load()
    texts = {message.text: str(message.where) for message in messages(catalogue)}
    assert texts["本局成立于1998年。"] == "data/disclosures/gri.toml:1"
    said = translate(catalogue, {"本局成立于1998年。": "Founded in 1998."}.get)
    assert said.disclosures["gri"]["2-1"].text == "Founded in 1998."
