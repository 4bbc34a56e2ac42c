"""Time and memory beside plain Sphinx: the same prose with the same figures, typed by hand and by our roles.

Run by ``tox -e bench``, never as a test: what a machine takes depends on what else it does. Every build is a process
of its own; the sides take turns, and a ratio is the median of the ratios of the rounds. What counts is processor time.

Both sides have the same theme, language, parser and search: plain Sphinx gets our search language alone, since its
own finds nothing in Chinese; the last rows compare with Sphinx as it comes.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import NamedTuple

import csrdirectives

TARGETS = {"clean": 1.05, "nothing changed": 1.05, "one number changed": 1.10, "memory": 1.07}
UNITS = {"person": "人", "hour": "课时", "yuan": "万元", "household": "户"}
TOPICS, ROWS = 10, 12
CONF = """
project = "试验"
language = "zh_CN"
extensions = [{extensions}]
myst_enable_extensions = ["colon_fence"]
exclude_patterns = ["data"]
html_theme = "alabaster"
html_copy_source = False
"""
SEARCH = """
def setup(app):
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location("search_alone", {path!r})
    search = module_from_spec(spec)
    spec.loader.exec_module(search)
    search.setup_search(app)
"""
REPORT = """
title = "试验"
languages = ["zh_CN"]
entity.name = "试验公司"
period = { start = 2023-01-01, end = 2023-12-31 }
"""
WORDS = "安全生产 志愿服务 技能培训 节能降耗 员工关怀 诚信经营 网络保障 乡村振兴".split()
PROSE = "报告期内，有关部门按照年度计划推进{word}，完成{first}，同比情况已作核对；其中重点项目{second}，由责任部门逐项跟进并公开结果。"
LOAD = """
import sys, time
from pathlib import Path
from csrdirectives.load import load
start = time.process_time()
catalogue, problems = load(Path(sys.argv[1]))
taken = time.process_time() - start
assert not problems, problems[:3]
print(len(catalogue.observations), taken)
"""


class Size(NamedTuple):
    """How large a report is."""

    pages: int
    values: int  # in the prose of a page

    @property
    def indicators(self) -> int:
        """As many as half of the values in prose, so that most stand on two pages."""
        return self.pages * self.values // 2

    @property
    def shown(self) -> int:
        """Figures in prose and tables."""
        return self.pages * self.values + (self.pages + 1) // 2 * ROWS


class Cost(NamedTuple):
    """What a build took."""

    seconds: float
    mebibytes: float
    read: int
    written: int


# ---- the projects


def name_of(number: int) -> str:
    return f"topic{number % TOPICS}.figure{number}"


def unit_of(number: int) -> str:
    return list(UNITS)[number % len(UNITS)]


def value_of(number: int, changed: int) -> int:
    """The value of an indicator; that of the first is the one to change."""
    return changed if number == 0 else 1000 + number * 37


def typed(number: int, changed: int) -> str:
    return f"{value_of(number, changed):,}{UNITS[unit_of(number)]}"


def write_data(folder: Path, indicators: int, periods: list[str], changed: int) -> None:
    """The catalogue's files."""
    for name in ("indicators", "values"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "report.toml").write_text(REPORT, "utf-8")
    units = (
        f'[{id_}]\ndimension = "{id_}"\nkind = "count"\nforms.zh.other = "{{}}{word}"\n' for id_, word in UNITS.items()
    )
    (folder / "units.toml").write_text("\n".join(units), "utf-8")
    for topic in range(TOPICS):
        definitions, rows = [], ["indicator,period,part,value,comparator,status,source,note"]
        for number in range(topic, indicators, TOPICS):
            name = name_of(number)
            definitions.append(
                f'["{name}"]\nname = "指标{number}"\ndefinition = "指标{number}的定义。"\nunit = "{unit_of(number)}"\n'
                'department = "综合部"\nstandards = ["gri:2-7 partial"]\n'
            )
            rows += [f"{name},{period},,{value_of(number, changed)},,,原报告,按年末数" for period in periods]
        (folder / "indicators" / f"topic{topic}.toml").write_text("\n".join(definitions), "utf-8")
        (folder / "values" / f"topic{topic}.csv").write_text("\n".join(rows), "utf-8")


def figures(size: Size, page: int) -> list[int]:
    """The indicators that a page shows in its prose; the one to change stands on three pages."""
    numbers = [1 + (page * size.values + i) % (size.indicators - 1) for i in range(size.values)]
    if page in {0, size.pages // 2, size.pages - 1}:
        numbers[0] = 0
    return numbers


def page_text(size: Size, page: int, changed: int, *, roles: bool) -> str:
    """The prose of a page, with a table on every second one."""
    shown = [f"{{csr:value}}`{name_of(n)}`" if roles else typed(n, changed) for n in figures(size, page)]
    blocks = [f"# 第{page}章"]
    for i in range(0, size.values, 2):
        blocks += [f"## 第{page}章第{i // 2}节"] if i % 6 == 0 else []
        blocks.append(PROSE.format(word=WORDS[i // 2 % len(WORDS)], first=shown[i], second=shown[i + 1]))
    if page % 2 == 0:
        listed = [1 + (page * ROWS + i) % (size.indicators - 1) for i in range(ROWS)]
        if roles:
            columns = ":columns: name number unit period note\n\n"
            blocks.append(":::{csr:table}\n" + columns + "\n".join(map(name_of, listed)) + "\n:::")
        else:
            rows = [
                f"| 指标{n} | {value_of(n, changed):,} | {UNITS[unit_of(n)]} | 2023年 | 按年末数 |" for n in listed
            ]
            head = ["| 指标 | 数值 | 单位 | 期间 | 说明 |", "| --- | --: | --- | --- | --- |"]
            blocks.append("\n".join(head + rows))
    return "\n\n".join(blocks) + "\n"


def write_project(folder: Path, side: str, size: Size, changed: int) -> None:
    """Write what differs from what is there, as an editor would."""
    roles = side == "ours"
    extensions = '"myst_parser", "csrdirectives"' if roles else '"myst_parser"'
    conf = CONF.format(extensions=extensions)
    if side == "plain":
        conf += SEARCH.format(path=str(Path(csrdirectives.__file__).parent / "sphinx" / "search.py"))
    pages = [f"page{page}" for page in range(size.pages)]
    texts = {f"page{page}.md": page_text(size, page, changed, roles=roles) for page in range(size.pages)}
    texts["index.md"] = "# 报告\n\n:::{toctree}\n" + "\n".join(pages) + "\n:::\n"
    texts["conf.py"] = conf
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        path = folder / name
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
    if roles:
        write_data(folder / "data", size.indicators, ["2023"], changed)


# ---- builds


def run(*arguments: object) -> tuple[str, float, float]:
    """Run Python; what it prints, the processor time and the peak of memory that it took."""
    command = [sys.executable, *map(str, arguments)]
    settings = {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}
    with tempfile.TemporaryFile("w+") as printed:
        process = subprocess.Popen(command, stdout=printed, stderr=subprocess.STDOUT, env=settings)  # noqa: S603
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        printed.seek(0)
        text = printed.read()
    if process.returncode:
        raise SystemExit(text)
    return text, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def build(folder: Path) -> Cost:
    """Build a project; how many pages were read and written is told by Sphinx and by the files."""
    out = folder / "out"
    before = {path: path.stat().st_mtime_ns for path in out.glob("page*.html")}
    text, seconds, mebibytes = run("-m", "sphinx", "-b", "html", "-d", folder / "trees", folder / "source", out)
    counts = re.search(r"(\d+) added, (\d+) changed", text)
    assert counts, text
    written = sum(path.stat().st_mtime_ns != before.get(path) for path in out.glob("page*.html"))
    return Cost(seconds, mebibytes, int(counts[1]) + int(counts[2]), written)


def words(folder: Path) -> list[str]:
    """What a reader reads on the pages, without markup and blanks."""
    pages = sorted((folder / "out").glob("page*.html"))
    bodies = (page.read_text("utf-8").partition('role="main"')[2].partition("</section>\n\n\n")[0] for page in pages)
    return ["".join(re.sub(r"<[^>]+>|¶", "", body).split()) for body in bodies]


def build_round(folder: Path, side: str, size: Size, changed: int) -> dict[str, Cost]:
    """A clean build, one more, and one after a number changed."""
    project = folder / side
    for name in ("out", "trees"):
        shutil.rmtree(project / name, ignore_errors=True)
    write_project(project / "source", side, size, changed)
    costs = {"clean": build(project), "nothing changed": build(project)}
    write_project(project / "source", side, size, changed + 1)
    costs["one number changed"] = build(project)
    return costs


def compare(folder: Path, size: Size, rounds: int) -> dict[str, list[dict[str, Cost]]]:
    """The costs of each side, round by round."""
    costs: dict[str, list[dict[str, Cost]]] = {"plain": [], "ours": [], "sphinx": []}
    for n in range(rounds):
        for side in sorted(costs, reverse=n % 2 == 1):
            costs[side].append(build_round(folder, side, size, 500_000 + 10 * n))
        assert words(folder / "plain") == words(folder / "ours"), "the sides do not say the same"
        old, new = f"{500_000 + 10 * n:,}", f"{500_001 + 10 * n:,}"
        found = [path.read_text("utf-8") for path in (folder / "ours" / "out").glob("*.html")]
        assert sum(new in text for text in found) == 3, "the new number is not on its three pages"
        assert not any(old in text for text in found), "an old number stayed"
    return costs


def ratios(mine: list[dict[str, Cost]], theirs: list[dict[str, Cost]], what: str, measure: str = "seconds") -> float:
    """The median of the ratios of the rounds."""
    pairs = zip(mine, theirs, strict=True)
    return median(getattr(a[what], measure) / getattr(b[what], measure) for a, b in pairs)


def table_of(size: Size, costs: dict[str, list[dict[str, Cost]]]) -> list[str]:
    """The rows of one size."""
    label = f"{size.pages} × {size.values}"
    plain, ours, sphinx = costs["plain"], costs["ours"], costs["sphinx"]
    rows = []
    for what in ("clean", "nothing changed", "one number changed"):
        a, b = (median(c[what].seconds for c in side) for side in (plain, ours))
        last, ratio = ours[-1][what], ratios(ours, plain, what)
        pages = f"{last.read} / {last.written}"
        rows.append(f"| {label} | {what} | {a:.2f} s | {b:.2f} s | {ratio:.2f} | {TARGETS[what]} | {pages} |")
    a, b = (median(c["clean"].mebibytes for c in side) for side in (plain, ours))
    ratio = ratios(ours, plain, "clean", "mebibytes")
    rows.append(f"| {label} | peak memory | {a:.0f} MiB | {b:.0f} MiB | {ratio:.2f} | {TARGETS['memory']} | |")
    a, b = (median(c["clean"].seconds for c in side) for side in (sphinx, ours))
    rows.append(
        f"| {label} | clean, Sphinx's own search | {a:.2f} s | {b:.2f} s | {ratios(ours, sphinx, 'clean'):.2f} | – | |"
    )
    return rows


def a_value(costs: dict[Size, dict[str, list[dict[str, Cost]]]]) -> str:
    """What one figure costs above typed text: what grows with the size, so that starting up does not count."""
    small, large = list(costs)[0], list(costs)[-1]
    dearer = {
        size: median(a["clean"].seconds - b["clean"].seconds for a, b in zip(c["ours"], c["plain"], strict=True))
        for size, c in costs.items()
    }
    if small == large:
        each, start = dearer[small] / small.shown, 0.0
    else:
        each = (dearer[large] - dearer[small]) / (large.shown - small.shown)
        start = dearer[small] - each * small.shown
    return f"| {large.pages} × {large.values} | one value | – | {each * 1e6:.0f} µs | – | 100 µs | + {start:.2f} s a build |"


def loading(folder: Path, rounds: int) -> str:
    """How long ten thousand indicators take to be read and checked."""
    write_data(folder, 10_000, ["2021", "2022", "2023"], 1)
    seconds = median(float(run("-c", LOAD, folder)[0].split()[1]) for _ in range(rounds))
    return f"| 10,000 × 3 | catalogue, read and checked | – | {seconds:.2f} s | – | 0.5 s | |"


def main() -> None:
    """Print a table in Markdown."""
    parser = argparse.ArgumentParser(description="Time and memory beside plain Sphinx.")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sizes", nargs="+", default=["20x10", "100x20"], help="pages x values on a page")
    options = parser.parse_args()
    print("| pages × values | build | plain | csrdirectives | ratio | target | pages read / written |")
    print("|---|---|--:|--:|--:|--:|---|")
    costs = {}
    with tempfile.TemporaryDirectory() as name:
        for text in options.sizes:
            size = Size(*map(int, text.split("x")))
            costs[size] = compare(Path(name, text), size, options.rounds)
            print("\n".join(table_of(size, costs[size])), flush=True)
        print(a_value(costs))
        print(loading(Path(name, "catalogue"), options.rounds))


if __name__ == "__main__":
    main()
