"""After a change, what is read again and what is printed: no old figure anywhere, no page read for nothing."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys

import pytest

import csrdirectives
from csrdirectives.words import WORDS

PAGES = {
    "index.md": """# 首页

:::{toctree}
staff
training
heading
tables
awards
changes
plain
appendix
:::

见{ref}`heading`。
""",
    "staff.md": "# 员工\n\n{csr:value}`workforce.total`，{csr:value}`workforce.dispatched.share`。\n",
    "training.md": "# 培训\n\n{csr:value}`training.participations`，{csr:name}`workforce.total`。\n",
    "heading.md": """(heading)=

# 走访{csr:value}`aid.visits@2019/2023`

## 投诉{csr:value}`service.complaints`
""",
    "tables.md": """# 表

:::{csr:table} aid.purchase.*
:periods: 2022 2023
:::

:::{csr:cards}
contests.entered
:::
""",
    "awards.md": "# 荣誉\n\n{csr:count}`awards; level: national`\n\n:::{csr:register} awards\n:::\n",
    "changes.md": "# 增减\n\n{csr:change}`workforce.total`\n",
    "shares.md": "# 占比\n\n{csr:change}`workforce.dispatched.share; none: 不比较`\n",
    "plain.md": "# 正文\n\n没有数。\n",
    "appendix.md": """# 附录

:::{csr:catalogue}
:::

:::{csr:findings}
:::

:::{csr:standards} gri
:::
""",
}
ALWAYS = {"appendix"}  # defines every indicator with its values


class Report:
    """A built site that is changed and built again."""

    def __init__(self, build, data) -> None:
        self.build = build
        self.data = data
        self.first = build(PAGES, "html", html_theme="csr")
        assert self.first.read == {name.removesuffix(".md") for name in PAGES}

    def again(self, **settings):
        return self.build({}, "html", html_theme="csr", **settings)


@pytest.fixture
def report(build, data):
    """The report, built once; its breakdown is of some of the staff, so that the total may change alone."""
    data.change("indicators/workforce.toml", "parts = {", 'breakdown = "some"\nparts = {')
    return Report(build, data)


def printed(built) -> str:
    """All that a reader may come to see: the pages, and the index for searching."""
    return "\n".join(
        content.decode("utf-8", "replace") for name, content in built.files().items() if name.endswith(("html", "js"))
    )


CHANGES = {
    "a value": (
        "values/workforce.csv", "2023-12-31,,291", "2023-12-31,,4711", "291人", "4,711人",
        {"staff", "changes", "shares"},
    ),
    "the value before": (
        "values/workforce.csv", "2022-12-31,,300", "2022-12-31,,4711", "300人", "4,711人", {"changes", "shares"},
    ),
    "what a figure is derived from": (
        "values/workforce.csv", "dispatched,2023-12-31,,27", "dispatched,2023-12-31,,81", "9.3%", "27.8%",
        {"staff", "shares"},
    ),
    "an operand in a table": (
        "values/community.csv", "north,2023,,23.60", "north,2023,,23.86", "40.75万元", "41.01万元", {"tables"},
    ),
    "a figure of a compared period": (
        "values/community.csv", "south,2022,,20.00", "south,2022,,47.11", "20.00万元", "47.11万元", {"tables"},
    ),
    "a comparator": (
        "values/community.csv", "2023,,1200,约", "2023,,1200,超", "约1,200人次", "超1,200人次", {"training"},
    ),
    "a comparator in a card": ("values/community.csv", "2023,,20,多", "2023,,20,余", "20多次", "20余次", {"tables"}),
    "a value in headings": ("values/community.csv", ",1250,", ",4711,", "1,250次", "4,711次", {"heading"}),
    "a unit's form": ("units.toml", "{}人次", "{}参与", "1,200人次", "1,200参与", {"training"}),
    "an indicator's name": (
        "indicators/workforce.toml", '"在岗员工总数"', '"在职员工总数"', 'title="在岗员工总数"', 'title="在职员工总数"',
        {"staff", "training", "changes", "shares"},
    ),
    "a definition": (
        "indicators/community.toml", "参加培训的人次", "受训的人次", "参加培训的人次", "受训的人次", {"training"},
    ),
    "a row of a register": ("registers/awards.csv", "青年文明号", "青年突击队", "青年文明号", "青年突击队", {"awards"}),
    "since when a definition holds": (
        "indicators/workforce.toml", 'name = "派遣制员工占比"', 'name = "派遣制员工占比"\nsince = 2023-01-01',
        "下降0.7个百分点", "不比较", {"staff", "shares"},
    ),
    "a finding": ("findings.toml", '男女员工之和"', '男女之和"', "男女员工之和<", "男女之和", set()),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_change_is_shown_everywhere_and_read_by_its_readers_alone(report, what):
    name, old, new, before, after, readers = CHANGES[what]
    assert before in printed(report.first)
    report.data.change(name, old, new)
    built = report.again()
    assert before not in printed(built)
    assert after in printed(built)
    read = built.read
    assert readers <= read
    assert read - readers <= ALWAYS


def test_value_in_a_heading_is_new_in_every_page_that_names_it(report):
    report.data.change("values/community.csv", ",1250,", ",4711,")
    built = report.again()
    for page in ("index.html", "plain.html", "training.html", "searchindex.js", "search.html"):
        assert "4,711" in built.text(page)
    assert "走访不少于4,711次" in re.sub("<[^>]*>", "", built.text("index.html"))


def test_key_that_goes_is_told_of_and_marked(report):
    report.data.change("values/workforce.csv", "workforce.dispatched,2022-12-31,,30,,,人事年报,\n", "")
    report.data.change("indicators/community.toml", '["contests.entered"]', '["contests.joined"]')
    built = report.build({}, "html", html_theme="csr", warned=True)
    assert ("tables.md", 8) in {(told.path, told.line) for told in built.warnings}
    assert "[? contests.entered]" in built.text("tables.html")
    assert "20多次" not in printed(built)


def test_key_that_comes_is_shown(build, data):
    old = "workforce.outsourced,2023,,,,undisclosed,,原报告未列外包人数\n"
    data.change("values/workforce.csv", old, "")
    page = {"index.md": "# 首页\n\n{csr:value}`workforce.outsourced`\n"}
    assert "[? workforce.outsourced]" in build(page, "html", warned=True).text("index.html")
    data.add("values/workforce.csv", old.rstrip())
    assert "未披露" in build({}, "html").text("index.html")


def test_figure_that_comes_to_a_compared_period_is_shown(build, data):
    page = {"index.md": "# 首页\n\n:::{csr:table} report.issue\n:periods: 2022 2023\n:::\n"}
    assert "–" in build(page, "html").text("index.html")
    data.add("values/community.csv", "report.issue,2022,,8,,,,")
    assert "8份" in build({}, "html").text("index.html")


def test_figure_that_becomes_doubted_gets_its_mark(report):
    assert "csr-doubt" not in report.first.text("training.html")
    report.data.change("findings.toml", '"workforce.total#male"', '"workforce.total#male", "training.participations"')
    built = report.again()
    assert "csr-doubt" in built.text("training.html")
    assert built.read - ALWAYS == {"training"}


def test_reporting_period_that_moves_changes_every_figure_without_a_period(report):
    report.data.change("report.toml", "start = 2023-01-01\nend = 2023-12-31", "start = 2022-01-01\nend = 2022-12-31")
    built = report.build({}, "html", html_theme="csr", warned=True)
    assert "300人" in built.text("staff.html")
    assert "1,000人次" in built.text("training.html")


def test_page_that_begins_to_show_a_figure_is_listed_at_its_definition(report):
    assert (
        "正文"
        not in re.search(r'id="ind-service.complaints".*?</dl>', report.first.text("appendix.html"), re.DOTALL)[0]
    )
    built = report.build({"plain.md": "# 正文\n\n{csr:value}`service.complaints`\n"}, "html", html_theme="csr")
    assert built.read == {"plain"}
    assert (
        "正文" in re.search(r'id="ind-service.complaints".*?</dl>\s*</dd>', built.text("appendix.html"), re.DOTALL)[0]
    )


def test_nothing_changed_reads_and_writes_nothing(report):
    first = report.first.files()
    built = report.again()
    assert (built.read, built.written) == (set(), set())
    assert built.files() == first


def test_nothing_changed_does_not_even_read_the_data(report, monkeypatch):
    monkeypatch.setattr("csrdirectives.sphinx.answers.load", None)  # which would fail
    built = report.again()
    assert (built.read, built.written) == (set(), set())


def test_page_that_changed_alone_is_answered_from_the_data(report):
    built = report.build({"plain.md": "# 正文\n\n{csr:value}`service.complaints`\n"}, "html", html_theme="csr")
    assert built.read == {"plain"}
    assert "csr-value" in built.text("plain.html")


def test_figure_that_nobody_shows_and_its_change_back_read_nothing(report):
    for old, new in (("2022,,2,", "2022,,3,"), ("2022,,3,", "2022,,2,")):
        report.data.change("values/community.csv", f"service.complaints,{old}", f"service.complaints,{new}")
        assert report.again().read <= ALWAYS


def test_change_that_a_stopped_build_saw_is_still_shown(report, monkeypatch):
    report.data.change("values/workforce.csv", "2023-12-31,,291", "2023-12-31,,4711")

    def stop(*_):
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr("csrdirectives.sphinx.roles.ValueRole.answer", stop)
        with pytest.raises(SystemExit):
            report.again()
    assert "4,711人" in printed(report.again())


def test_what_is_wrong_with_the_data_is_told_in_each_build(report):
    report.data.add("values/workforce.csv", "workforce.nobody,2023-12-31,,1,,,,")
    told = [report.build({}, "html", html_theme="csr", warned=True).warnings for _ in range(3)]
    assert told[0] == told[1] == told[2] != []
    report.data.change("values/workforce.csv", "workforce.nobody,2023-12-31,,1,,,,\n", "")
    assert report.again().read <= ALWAYS


def test_another_release_of_the_package_reads_every_page_again_and_prints_its_words(report, monkeypatch):
    monkeypatch.setitem(WORDS, "name", ("称谓", "Called"))
    built = report.again()
    assert (built.read, "称谓" in printed(built)) == (set(), False)
    monkeypatch.setattr(csrdirectives, "__version__", f"{csrdirectives.__version__}.post1")
    built = report.again()
    assert (built.read, "称谓" in printed(built)) == (report.first.read, True)


def test_data_touched_but_equal_reads_nothing(report):
    for path in report.data.root.rglob("*.*"):
        path.touch()
    report.data.change("values/workforce.csv", "人事年报,不含实习生", "  人事年报 ,不含实习生")
    assert report.again().read == set()


def test_two_processes_make_the_same_bytes(build_all):
    parallel = build_all(PAGES, "html", html_theme="csr", parallel=2)
    assert parallel.warnings == []
    assert parallel.files() == build_all(PAGES, "html", html_theme="csr").files()


def test_change_is_shown_by_two_processes_as_by_one(report, build_all):
    report.data.change("values/workforce.csv", "2023-12-31,,291", "2023-12-31,,4711")
    report.data.change("values/community.csv", ",1250,", ",4811,")
    built = report.again(parallel=2)
    changed = {f"data/{name}": report.data.read(f"values/{name}") for name in ("workforce.csv", "community.csv")}
    changed = {name.replace("data/", "data/values/"): text for name, text in changed.items()}
    changed["data/indicators/workforce.toml"] = report.data.read("indicators/workforce.toml")
    clean = build_all({**PAGES, **changed}, "html", html_theme="csr")
    assert {name for name, content in built.files().items() if clean.files().get(name) != content} == set()
    assert built.read - ALWAYS == {"staff", "changes", "shares", "heading"}


def test_other_format_from_the_same_doctrees_is_fresh(report):
    report.build({}, "dirhtml", html_theme="csr")
    report.data.change("values/workforce.csv", "2023-12-31,,291", "2023-12-31,,4711")
    report.again()
    assert "4,711人" in report.build({}, "dirhtml", html_theme="csr").text("staff/index.html")


def test_folder_and_order_of_hashing_do_not_show(tmp_path, report):
    """What is made in another folder by another process, whose sets have another order, has the same bytes."""
    made = []
    for seed in ("7", "11"):
        source, out = tmp_path / seed / "source", tmp_path / seed / "out"
        shutil.copytree(report.first.folder, source, ignore=shutil.ignore_patterns("_build", "7", "11"))
        command = [
            sys.executable,
            "-m",
            "sphinx",
            "-qW",
            "-b",
            "html",
            "-D",
            "html_theme=csr",
            "-d",
            str(out) + "-trees",
        ]
        subprocess.run([*command, str(source), str(out)], env={**os.environ, "PYTHONHASHSEED": seed}, check=True)  # noqa: S603  # our own command
        made.append({p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if p.is_file()})
    one, other = made
    assert one.keys() == other.keys()
    assert {name for name in one if other[name] != one[name]} == set()
    assert one.keys() >= {"index.html", "searchindex.js"}
