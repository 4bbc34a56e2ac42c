"""Another name for an indicator or a register: everywhere at once, nowhere else, and back again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from csrdirectives.cli import main
from csrdirectives.load import load
from csrdirectives.mentions import Mentions
from csrdirectives.po.annotate import Desk, renewals

ROOT = Path(__file__).parents[1]
PAGE = """\
(page)=
# 员工{csr:value}`workforce.total`

在岗{csr:value}`workforce.total@2022-12-31#female`，{csr:name}`workforce.total`，另{csr:number}`workforce.total_cost`。
{csr:change}`workforce.total; from: 2022-12-31` {csr:count}`workforce.total`

:::{csr:table} workforce.total workforce.total#female workforce.totals
:caption: 在岗{csr:value}`workforce.total`
:::

:::{csr:cards}
workforce.total; name: workforce.total
workforce.total@2022-12-31
:::

:::{csr:chart} workforce.total
:whole: workforce.total
:sort: workforce.total

workforce.total#female
:::

:::{csr:findings} workforce.total
:::

写 `` {csr:value}`workforce.total` `` 得到人数，编号是 `workforce.total`。

```md
{csr:value}`workforce.total`
```
"""
RENAMED = """\
(page)=
# 员工{csr:value}`staff`

在岗{csr:value}`staff@2022-12-31#female`，{csr:name}`staff`，另{csr:number}`workforce.total_cost`。
{csr:change}`staff; from: 2022-12-31` {csr:count}`workforce.total`

:::{csr:table} staff staff#female workforce.totals
:caption: 在岗{csr:value}`staff`
:::

:::{csr:cards}
staff; name: workforce.total
staff@2022-12-31
:::

:::{csr:chart} workforce.total
:whole: staff
:sort: workforce.total

staff#female
:::

:::{csr:findings} workforce.total
:::

写 `` {csr:value}`workforce.total` `` 得到人数，编号是 `workforce.total`。

```md
{csr:value}`workforce.total`
```
"""


@pytest.fixture
def indicator():
    return Mentions("indicator", "workforce.total", "staff")


@pytest.fixture
def register():
    return Mentions("register", "awards", "prizes")


def test_roles_and_directives_of_a_chapter_are_changed_and_examples_are_not(indicator):
    assert indicator.in_page(PAGE) == (RENAMED, 11)
    assert Mentions("indicator", "staff", "workforce.total").in_page(RENAMED) == (PAGE, 11)


def test_windows_line_ends_stay(indicator):
    windows = PAGE.replace("\n", "\r\n")
    assert indicator.in_page(windows)[0] == RENAMED.replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("{csr:count}`awards; level: national`和`awards`", "{csr:count}`prizes; level: national`和`awards`"),
        ("{csr:value}`awards`", "{csr:value}`awards`"),
        (":::{csr:register} awards; kind: awards\n:::", ":::{csr:register} prizes; kind: awards\n:::"),
        (":::{csr:register} visits; kind: awards\n:::", ":::{csr:register} visits; kind: awards\n:::"),
        (":::{csr:table} awards\n:::", ":::{csr:table} awards\n:::"),
        (":::{csr:chart} bar\n\nawards; by: level\n:::", ":::{csr:chart} bar\n\nprizes; by: level\n:::"),
        (":::{csr:chart} bar\n\nawards\n:::", ":::{csr:chart} bar\n\nawards\n:::"),
    ],
)
def test_registers_are_changed_where_registers_are_asked_for(register, text, changed):
    assert register.in_page(text)[0] == changed


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ('["workforce.total"]\nname = "workforce.total"', '["staff"]\nname = "workforce.total"'),
        ("['workforce.total'] # a", "['staff'] # a"),
        ('["workforce.total".parts]', '["staff".parts]'),
        ('["workforce.total.cost"]', '["workforce.total.cost"]'),
        ('formula = "workforce.total / (workforce.total_a - a.workforce.total)"', None),
        ('formula = "2*workforce.total+b"', 'formula = "2*staff+b"'),
        ("formula = '''\nworkforce.total\n'''", "formula = '''\nstaff\n'''"),
        ('at_most = [\n"workforce.total", "a - workforce.total"]', 'at_most = [\n"staff", "a - staff"]'),
        ('counts = "workforce.total"', 'counts = "workforce.total"'),
        ('note = "workforce.total"', 'note = "workforce.total"'),
    ],
)
def test_heads_and_formulas_of_definitions_are_changed(indicator, text, changed):
    if changed is None:
        changed = 'formula = "staff / (workforce.total_a - a.workforce.total)"'
    assert indicator.in_definitions(text)[0] == changed


def test_a_name_that_gets_a_point_gets_its_quotation_marks():
    name = Mentions("register", "awards", "all.awards")
    assert name.in_heads("[awards]\n[awards.values]") == ('["all.awards"]\n["all.awards".values]', 2)


def test_figures_of_findings_are_changed_and_their_words_are_not(indicator):
    text = 'title = "workforce.total"\nfigures = [\n  "workforce.total@2023#a", # b\n  "workforce.totals",\n]\n'
    changed = 'title = "workforce.total"\nfigures = [\n  "staff@2023#a", # b\n  "workforce.totals",\n]\n'
    assert indicator.in_findings(text) == (changed, 1)


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("indicator,value\nworkforce.total,1\nworkforce.totals,1\n", "indicator,value\nstaff,1\nworkforce.totals,1\n"),
        ("note;指标\r\nworkforce.total;workforce.total\r\n", "note;指标\r\nworkforce.total;staff\r\n"),
        ('\ufeff"indicator"\tvalue\n"workforce.total"\t1', '\ufeff"indicator"\tvalue\n"staff"\t1'),
        ('note,indicator\n"a, ""b""\nc",workforce.total\n', 'note,indicator\n"a, ""b""\nc",staff\n'),
        ("表一\nindicator,value\n workforce.total ,1\n", "表一\nindicator,value\n staff ,1\n"),
        ("value,note\n1,workforce.total\n", "value,note\n1,workforce.total\n"),
    ],
)
def test_only_the_column_of_indicators_is_changed(indicator, text, changed):
    assert indicator.in_values(text)[0] == changed


PO = """\
# workforce.total is the translator's
#. workforce.total = 291人 / 291 persons
#. workforce.total@2022-12-31 = 300人 / 300 persons
#. workforce.totals = 1
#: docs/data/registers/workforce.total.csv
msgid "在岗{csr:value}`workforce.total`，写 `` {csr:value}`workforce.total` ``"
msgstr "{csr:value}`workforce.total; one: # person; other: # persons` and `` {csr:value}`workforce.total` ``"

#~ msgid "{csr:value}`workforce.total`"
#~ msgstr "{csr:value}`workforce.total#female`"
"""


def test_messages_translations_and_comments_are_changed(indicator):
    changed, places = indicator.in_po(PO)
    assert places == 6
    assert changed == PO.replace("{csr:value}`workforce.total", "{csr:value}`staff").replace(
        "`` {csr:value}`staff` ``", "`` {csr:value}`workforce.total` ``"
    ).replace("#. workforce.total =", "#. staff =").replace("#. workforce.total@", "#. staff@")


def test_a_message_that_an_editor_wrapped_within_the_name_is_changed_too(indicator):
    changed, places = indicator.in_po(
        'msgid "在岗{csr:value}`workforce.total`"\nmsgstr ""\n"{csr:value}`workforce."\n"total`"\n'
    )
    assert places == 2
    assert "workforce" not in changed


def test_places_of_messages_follow_the_register_in_the_order_of_sphinx(register):
    text = "#: docs/data/registers/awards.csv docs/data/registers/media.csv\n"
    assert register.in_po(text) == ("#: docs/data/registers/media.csv docs/data/registers/prizes.csv\n", 1)


@pytest.fixture
def run(data, tmp_path, monkeypatch):
    monkeypatch.chdir(data.root.parent)
    monkeypatch.setenv("LANGUAGE", "en")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/page.md").write_text(
        "在岗{csr:value}`workforce.total`\n\n:::{csr:table} workforce.*\n:::\n", "utf-8"
    )

    def run(*arguments):
        return CliRunner().invoke(main, ["--docs", "docs", "--data", "data", "rename", *arguments])

    return run


def test_the_command_says_what_it_changed(run, data):
    result = run("workforce.total", "staff.total")
    assert result.exit_code == 0
    assert "docs/page.md: 1\n" in result.output
    assert "docs/page.md:3: “workforce.*” covers only one of the two names\n" in result.output
    assert result.output.splitlines()[-1].startswith("renamed: ")
    catalogue, problems = data.load()
    assert problems == []
    assert "staff.total" in catalogue.indicators
    assert "workforce.total" not in catalogue.indicators


def contents(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_dry_run_says_the_same_and_changes_nothing(run, tmp_path):
    before = contents(tmp_path)
    result = run("--dry-run", "workforce.total", "staff.total")
    assert contents(tmp_path) == before
    assert result.output.splitlines()[-1].startswith("would rename: ")
    assert result.output.splitlines()[:-1] == run("workforce.total", "staff.total").output.splitlines()[:-1]


def test_a_register_takes_its_file_along(run, data):
    assert "data/registers/awards.csv → data/registers/prizes.csv" in run("--register", "awards", "prizes").output
    catalogue, problems = data.load()
    assert problems == []
    assert list(catalogue.registers) == ["prizes", "visits"]


def test_a_register_is_followed_where_figures_count_it_and_findings_doubt_it(register):
    text = 'counts = "awards; level: awards"\nnote = "awards"\nformula = "awards / 2"\n'
    assert register.in_definitions(text) == (text.replace('counts = "awards', 'counts = "prizes'), 1)
    text = 'title = "awards"\nregisters = ["visits", "awards"]\nfigures = ["awards"]\n'
    assert register.in_findings(text) == (text.replace('"visits", "awards"', '"visits", "prizes"'), 1)


def test_what_was_published_and_restated_follows(run, data):
    data.write("published/2022.csv", "indicator,period,value\nworkforce.total,2022-12-31,300\n")
    data.write("restated.csv", "indicator,period,old,new,reason,date\nworkforce.total,2022-12-31,299,300,a,2024\n")
    run("workforce.total", "staff")
    catalogue, problems = data.load()
    assert problems == []
    assert [figure.key for figure in catalogue.published["2022"]] == ["staff@2022-12-31"]
    assert [row.key for row in catalogue.restated] == ["staff@2022-12-31"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("workforce.totl", "a"), "there is no indicator “workforce.totl”; did you mean “workforce.total”?"),
        (("--register", "award", "a"), "there is no register “award”; did you mean “awards”?"),
        (("workforce.total", "workforce.dispatched"), "“workforce.dispatched” exists already"),
        (("workforce.total", "workforce-total"), "“workforce-total” cannot be a name"),
        (("workforce.total", "员工"), "“员工” cannot be a name"),
        (("--register", "awards", "visits"), "“visits” exists already"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(run, tmp_path, arguments, told):
    before = contents(tmp_path)
    result = run(*arguments)
    assert result.exit_code == 1
    assert told in result.output
    assert contents(tmp_path) == before


def test_a_definition_written_in_a_way_that_cannot_be_followed_is_left_to_its_author(run, data, tmp_path):
    text = data.read("indicators/workforce.toml")
    head, _, rest = text.partition('["workforce.total"]\n')
    table, _, others = rest.partition("\n[")
    inline = "\n".join(f'"workforce.total".{line}' for line in table.splitlines() if "=" in line)
    data.write("indicators/workforce.toml", f"{inline}\n{head}\n[{others}")
    assert "workforce.total" in data.load()[0].indicators
    before = contents(tmp_path)
    result = run("workforce.total", "staff")
    assert "no file was changed" in result.output
    assert contents(tmp_path) == before


@pytest.mark.parametrize(("encoding", "mark"), [("gb18030", ""), ("utf-16-le", "\ufeff"), ("utf-8", "\ufeff")])
def test_a_sheet_keeps_its_encoding(run, data, encoding, mark):
    text = mark + data.read("values/workforce.csv")
    data.write("values/workforce.csv", text.encode(encoding))
    run("workforce.total", "staff")
    assert (data.root / "values/workforce.csv").read_bytes() == text.replace("workforce.total,", "staff,").encode(
        encoding
    )


@pytest.mark.parametrize(
    ("register", "old", "new"), [((), "workforce.total", "staff.count"), (("--register",), "awards", "prizes")]
)
def test_the_real_report_there_and_back(tmp_path, monkeypatch, register, old, new):
    for folder in ("docs", "locales"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("*.mo"))
    monkeypatch.chdir(tmp_path)
    before = contents(tmp_path)
    assert CliRunner().invoke(main, ["rename", *register, old, new]).exit_code == 0
    assert contents(tmp_path) != before
    assert CliRunner().invoke(main, ["check"]).exit_code == 0
    assert CliRunner().invoke(main, ["po", "lint"]).exit_code == 0
    assert CliRunner().invoke(main, ["rename", *register, new, old]).exit_code == 0
    assert contents(tmp_path) == before


def test_nothing_is_to_be_translated_again(run, data, tmp_path):
    pots, files = tmp_path / "build", tmp_path / "locales/en/LC_MESSAGES"
    pots.mkdir()
    files.mkdir(parents=True)
    template = '#: ../docs/page.md:1\nmsgid "在岗{csr:value}`%s`"\nmsgstr ""\n'

    def renewed(name):
        (pots / "page.pot").write_text(template % name, "utf-8")
        desk = Desk(load(data.root)[0], tmp_path / "docs", "en", {})
        (renewal,) = renewals(pots, files, desk)
        return renewal

    text = renewed("workforce.total").new.decode().replace('msgstr ""\n', 'msgstr "{csr:value}`workforce.total`"\n')
    (files / "page.po").write_text(
        text.replace('msgid ""\nmsgstr "{csr:value}`workforce.total`"', 'msgid ""\nmsgstr ""'), "utf-8"
    )
    assert (renewed("workforce.total").new, renewed("workforce.total").came) == ((files / "page.po").read_bytes(), ())
    run("workforce.total", "staff")
    after = renewed("staff")
    assert (after.new, after.came, after.gone) == ((files / "page.po").read_bytes(), (), ())
