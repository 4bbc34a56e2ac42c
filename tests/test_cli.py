"""The command line, on a small folder of data and chapters."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from csrdirectives.cli import main
from csrdirectives.schema import FILES, schema

PAGE = """# 页

共有{csr:value}`workforce.total`。

:::{csr:table} workforce.*
:::
"""


@pytest.fixture
def run(data, tmp_path, monkeypatch):
    """A command beside a chapter, in English."""
    (tmp_path / "page.md").write_text(PAGE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANGUAGE", "en")

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["--docs", ".", "--data", str(data.root.relative_to(tmp_path)), *arguments])

    return run


def test_check_says_that_all_is_well(run):
    result = run("check")
    assert result.exit_code == 0
    assert result.output.startswith("no problems; ")


def test_check_tells_each_problem_at_its_place_and_fails(run, data):
    line = data.add("values/workforce.csv", "workforce.totl,2023,,1,,,,")
    result = run("check")
    assert result.exit_code == 1
    assert (
        f"data/values/workforce.csv:{line}: there is no indicator “workforce.totl”; "
        "did you mean “workforce.total”? [csr.unknown-indicator]"
    ) in result.output
    assert "1 problem\n" in result.output


def test_check_speaks_the_language_of_its_user(run, data, monkeypatch):
    monkeypatch.setenv("LANGUAGE", "zh_CN")
    data.add("values/workforce.csv", "workforce.totl,2023,,1,,,,")
    assert "没有名为“workforce.totl”的指标" in run("check").output


def test_summary_goes_to_the_side_so_that_the_problems_can_be_piped(run, data):
    data.add("values/workforce.csv", "workforce.totl,2023,,1,,,,", "workforce.total,2023,,many,,,,")
    result = run("check")
    assert result.stderr == "2 problems\n"
    assert len(result.stdout.splitlines()) == 2


def test_check_for_programs_says_nothing_when_all_is_well(run):
    result = run("check", "--format", "json")
    assert (result.exit_code, result.output) == (0, "")


def test_missing_folder_is_told_not_raised(run, data):
    data.root.rename(data.root.with_name("elsewhere"))
    result = run("check")
    assert result.exit_code == 1
    assert "data/report.toml: the file is missing; see whether it was renamed" in result.stdout


def test_figures_are_shown_in_the_language_of_the_user(run, monkeypatch):
    assert "aid.purchase.total@2023  CNY 407,500  derived" in run("show", "aid.purchase.total").output
    assert "contests.entered  参加竞赛  2022 not collected  2023 more than 20 times" in run("list", "contests.*").output
    monkeypatch.delenv("LANGUAGE")
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert "aid.purchase.total@2023  40.75万元  推算数" in run("show", "aid.purchase.total").output
    assert "contests.entered  参加竞赛  2022 未统计  2023 20多次" in run("list", "contests.*").output
    assert run("where", "aid.purchase.north").output == "报告中没有出现\n"
    assert run("check").output == "没有问题：14 个指标，28 个数据，2 个名册；1 处疑问已有数据说明\n"


def test_show_gives_the_formula_and_the_findings(run):
    assert "  = aid.purchase.north + aid.purchase.south\n" in run("show", "aid.purchase.total").output
    assert "    A1: 男女员工之和\n" in run("show", "workforce.total").output


def test_check_can_tell_programs(run, data):
    line = data.add("values/workforce.csv", "workforce.totl,2023,,1,,,,")
    told = json.loads(run("check", "--format", "json").output.splitlines()[0])
    assert (told["code"], told["path"], told["line"]) == ("unknown-indicator", "data/values/workforce.csv", line)
    assert told["zh"].startswith("没有名为")


def test_show_gives_each_figure_with_source_and_note(run):
    output = run("show", "workforce.dispatched").output
    assert "workforce.dispatched@2022-12-31" in output
    assert "workforce.dispatched@2023-12-31" in output
    assert "    人事年报\n    不含实习生\n" in output


def test_show_gives_the_one_figure_that_is_named(run):
    output = run("show", "workforce.total@2022-12-31#female").output
    assert "workforce.total@2022-12-31#female" in output
    assert "2023-12-31" not in output


@pytest.mark.parametrize("command", ["show", "where", "list"])
def test_what_does_not_exist_is_refused_with_the_nearest_name(run, command):
    result = run(command, "workforce.totl")
    assert result.exit_code == 1
    assert "did you mean “workforce.total”?" in result.output


def test_list_gives_the_indicators_of_a_pattern(run):
    lines = run("list", "workforce.*").output.splitlines()
    assert lines[0].startswith("workforce.total  ")
    assert all(line.startswith("workforce.") for line in lines)
    assert len(run("list").output.splitlines()) > len(lines)


def test_where_gives_the_lines_that_show_a_figure(run):
    output = run("where", "workforce.total").output
    assert "page.md:3: value  workforce.total@2023-12-31\n" in output
    assert "page.md:5: table  " in output


def test_where_fails_for_a_figure_that_is_nowhere(run):
    result = run("where", "aid.purchase.north")
    assert (result.exit_code, result.output) == (1, "nowhere in the report\n")


def test_where_accounts_for_all_and_fails_while_some_are_nowhere(run):
    result = run("where")
    assert result.exit_code == 1
    assert "workforce.total@2023-12-31  page.md:3 page.md:5\n" in result.output
    assert "aid.purchase.north@2023  nowhere in the report\n" in result.output


def test_schema_writes_the_schemas_that_are_shipped(run, tmp_path):
    assert run("schema", "schemas").exit_code == 0
    written = {path.stem: path.read_text("utf-8") for path in Path(tmp_path, "schemas").iterdir()}
    assert written == {name: schema(name) for name in FILES}
