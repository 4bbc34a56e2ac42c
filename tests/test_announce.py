"""Problems as people, programs, SARIF viewers and GitHub are told them, and where a figure comes from, as a tree."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from csrdirectives.announce import FORMATS
from csrdirectives.cli import main
from csrdirectives.load import load

SPOILT = ("values/workforce.csv", "2023-12-31,female,118", "2023-12-31,female,119")
WORDS = "“workforce.total@2023-12-31”: the parts 119 + 173 = 292 persons do not agree with the total of 291 persons"
TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
RESULT = {
    "type": "object",
    "required": ["ruleId", "ruleIndex", "level", "message", "locations"],
    "properties": {
        "level": {"enum": ["none", "note", "warning", "error"]},
        "message": TEXT,
        "suppressions": {
            "type": "array",
            "items": {"required": ["kind"], "properties": {"kind": {"const": "external"}}},
        },
        "locations": {
            "minItems": 1,
            "items": {
                "required": ["physicalLocation"],
                "properties": {
                    "physicalLocation": {
                        "required": ["artifactLocation"],
                        "properties": {
                            "artifactLocation": {"properties": {"uri": {"pattern": "^[!-~]+$"}}},
                            "region": {"properties": {"startLine": {"type": "integer", "minimum": 1}}},
                        },
                    }
                },
            },
        },
    },
}
RULE = {"type": "object", "required": ["id", "shortDescription"], "properties": {"shortDescription": TEXT}}
RUN = {
    "required": ["tool", "results"],
    "properties": {
        "tool": {"properties": {"driver": {"required": ["name"], "properties": {"rules": {"items": RULE}}}}},
        "results": {"items": RESULT},
    },
}
SARIF = {  # as much of SARIF 2.1.0 as viewers rest on
    "required": ["version", "runs"],
    "properties": {"version": {"const": "2.1.0"}, "runs": {"minItems": 1, "items": RUN}},
}


@pytest.fixture
def run(data, tmp_path, monkeypatch):
    """A command beside a chapter, in English."""
    (tmp_path / "page.md").write_text("# 页\n\n共有{csr:value}`workforce.dispatched.share`。\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANGUAGE", "en")

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["--docs", ".", "--data", str(data.root.relative_to(tmp_path)), *arguments])

    return run


def test_text_has_place_words_department_and_code(run, data):
    data.change(*SPOILT)
    result = run("check")
    assert result.exit_code == 1
    assert f"data/values/workforce.csv:5: {WORDS} (人力资源部) [csr.parts-differ]\n" in result.stdout
    assert result.stderr == "1 problem\n"


def test_question_is_told_as_such_and_does_not_fail(run, data, monkeypatch):
    data.add("values/community.csv", "report.issue,2021,,7,,,,")
    result = run("check")
    assert result.exit_code == 0
    assert "data/values/community.csv:15: question: before “report.issue@2023”, 2022 is missing" in result.stdout
    assert result.stderr == "questions: 1\n"
    monkeypatch.setenv("LANGUAGE", "zh")
    assert "疑问：“报告序次”（report.issue@2023）之前缺少 2022" in run("check").stdout


def test_json_has_both_languages_severity_and_what_it_is_about(run, data):
    data.change(*SPOILT)
    told = json.loads(run("check", "--format", "json").stdout)
    assert (told["code"], told["severity"], told["department"]) == ("parts-differ", "error", "人力资源部")
    assert told["about"] == [f"workforce.total@2023-12-31{part}" for part in ("", "#female", "#male")]
    assert told["en"] == WORDS
    assert "各分项 119 + 173 = 292人" in told["zh"]


def test_what_a_finding_acknowledges_is_told_on_demand(run):
    assert run("check").stdout.startswith("no problems")
    assert "[csr.period-beyond] [A2]" in run("check", "--acknowledged").stdout
    told = json.loads(run("check", "--acknowledged", "--format", "json").stdout)
    assert (told["code"], told["finding"]) == ("period-beyond", "A2")


def test_sarif_has_rules_places_and_suppressions(run, data):
    data.change(*SPOILT)
    data.change("report.toml", 'title = "责任报告样本"', 'title = ""')
    log = json.loads(run("check", "--format", "sarif").stdout)
    Draft202012Validator(SARIF).validate(log)
    [found] = log["runs"]
    results = {result["ruleId"]: result for result in found["results"]}
    assert results["csr.field-invalid"]["level"] == "error"
    rules = [rule["id"] for rule in found["tool"]["driver"]["rules"]]
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in found["results"])


def test_sarif_of_sound_data_has_only_what_findings_acknowledge(run):
    [found] = json.loads(run("check", "--format", "sarif").stdout)["runs"]
    [result] = found["results"]
    assert result["ruleId"] == "csr.period-beyond"
    assert result["suppressions"][0]["justification"] == "A2: 走访次数的起点"
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 10}


def test_github_is_told_in_its_commands(run, data):
    data.change(*SPOILT)
    told = run("check", "--format", "github").stdout
    assert told == f"::error file=data/values/workforce.csv,line=5,title=csr.parts-differ::{WORDS} (人力资源部)\n"


def test_each_format_is_offered(run):
    assert all(name in run("check", "--help").output for name in FORMATS)


def test_what_a_refused_row_leaves_missing_is_not_told_as_well(run, data):
    data.change("indicators/community.toml", 'unit = "copy"\n', 'unit = "copy"\nat_most = ["report.first_year"]\n')
    data.change("values/community.csv", "report.first_year,2023,,2016", "report.first_year,2023,,2016年")
    told = run("check", "--format", "json").stdout.splitlines()
    assert {json.loads(line)["code"] for line in told} == {"number-with-unit", "formula-dimension"}


def test_a_finding_excuses_a_figure_although_its_row_was_refused(run, data):
    data.change("indicators/community.toml", 'unit = "copy"\n', 'unit = "copy"\nat_most = ["report.first_year"]\n')
    data.add(
        "findings.toml",
        "[B1]",
        'kind = "claim"',
        'title = "份数"',
        'text = "份数与年份相比。"',
        'figures = ["report.issue"]',
        'checks = ["formula-dimension"]',
    )
    data.change("values/community.csv", "report.issue,2023,,9", "report.issue,2023,,9份")
    told = run("check", "--format", "json").stdout.splitlines()
    assert {json.loads(line)["code"] for line in told} == {"number-with-unit"}


# ---- explain


def test_explain_draws_a_figure_with_all_that_it_rests_on(run):
    assert run("explain", "workforce.dispatched.share").stdout.splitlines()[8:] == [
        "workforce.dispatched.share@2023-12-31  派遣制员工占比",
        "├─ value  9.3%  derived  data/indicators/workforce.toml:15",
        "├─ asserts  [9.25, 9.35] %",
        "├─ formula  workforce.dispatched / workforce.total",
        "│  ├─ workforce.dispatched@2023-12-31  派遣制员工  27 persons",
        "│  └─ workforce.total@2023-12-31  在岗员工总数  291 persons",
        "├─ computed  27 ÷ 291 = 9.3 %  agrees",
        "└─ shown at",
        "   └─ page.md:3  value",
    ]


def test_explain_tells_what_disagrees_and_what_is_known_of_it(run, data):
    data.change(*SPOILT)
    data.add("values/workforce.csv", "workforce.dispatched.share,2023-12-31,,9.6,,,人事年报,")
    told = run("explain", "workforce.dispatched.share@2023-12-31").stdout
    assert "├─ computed  27 ÷ 291 = 9.3 %  differs\n" in told
    assert "├─ open  “workforce.dispatched.share@2023-12-31”: 27 ÷ 291 = 9.3 %, but 9.6 % is reported" in told
    total = run("explain", "workforce.total@2023-12-31#female").stdout
    assert "├─ finding  A1  男女员工之和\n" in total
    assert "nowhere in the report" in total
    visits = run("explain", "aid.visits").stdout
    assert "├─ asserts  [1,250, ∞) times\n" in visits
    assert "│  └─ the period of “aid.visits@2019/2023” reaches beyond" in visits


def test_explain_speaks_chinese(run, monkeypatch):
    monkeypatch.setenv("LANGUAGE", "zh_CN")
    told = run("explain", "workforce.dispatched.share@2023-12-31").stdout
    assert "├─ 算得  27 ÷ 291 = 9.3%  相符\n" in told


def test_explain_refuses_what_does_not_exist_with_the_nearest_name(run):
    assert "did you mean “workforce.total”?" in run("explain", "workforce.totl").output


# ---- publish


def test_published_figures_hold_the_next_edition_to_them(run, data):
    assert run("publish").stdout == "data/published/2023.csv: 28 figures\n"
    assert run("check").exit_code == 0
    data.change("values/workforce.csv", "2022-12-31,,30,", "2022-12-31,,31,")
    told = run("check", "--format", "json").stdout.splitlines()
    found = {record["code"]: record["en"] for record in map(json.loads, told)}
    assert "“workforce.dispatched@2022-12-31” was published as 30" in found["not-restated"]
    data.write(
        "restated.csv",
        "indicator,period,old,new,reason,date\n"
        "workforce.dispatched,2022-12-31,30,31,漏计一人,2024-02-01\n"
        "workforce.dispatched.share,2022-12-31,10.0,10.3,随派遣制员工人数重算,2024-02-01\n",
    )
    assert run("check").exit_code == 0


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ("workforce.total,2022-12-31,300,301,,2024-02-01", "restatement-cell"),
        ("workforce.total,2022-12-31,300,301,重算,", "restatement-cell"),
        ("workforce.total,2022-13,300,301,重算,2024", "period-no-such-date"),
        ("workforce.total,2022-12-31,约300,301,重算,2024", "number-with-comparator"),
        (",2022-12-31,300,301,重算,2024", "cell-empty"),
    ],
)
def test_restatement_without_reason_or_with_a_slip_is_told(data, rows, code):
    data.write("restated.csv", f"indicator,period,old,new,reason,date\n{rows}\n")
    assert [(problem.code, str(problem.where)) for problem in data.load()[1]] == [(code, "data/restated.csv:2")]


def test_finding_about_a_register_that_there_is_not_is_told(data):
    data.change("findings.toml", "mark = false\n", 'mark = false\nregisters = ["award"]\n')
    [problem] = data.load()[1]
    assert (problem.code, problem.details["near"]) == ("unknown-register", "awards")


def test_absence_is_published_as_such(data):
    data.write("published/2022.csv", "indicator,period,value\nworkforce.outsourced,2023,\nworkforce.gone,2022,3\n")
    catalogue, problems = load(data.root, "data")
    assert problems == []
    assert [(f.key, f.value) for f in catalogue.published["2022"]] == [
        ("workforce.outsourced@2023", None),
        ("workforce.gone@2022", 3),
    ]
