"""Time and memory beside plain Sphinx: the same prose with the same figures, typed by hand and by our roles.

Run by ``tox -e bench``, never as a test: what a machine takes depends on what else it does. Every build is a process
of its own, and the sides take turns. What counts is processor time, and the least of all rounds: all else that a
machine does can only add to it.

All sides have the same theme, language and parser. Sphinx comes twice: with its own search of Chinese, which is what
we take the place of and what the targets are set against (it loads the dictionary of jieba, if that is installed, and
finds next to nothing without), and with our search language alone, so that the rest can be compared.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import NamedTuple

import csrdirectives

SIDES = ("plain", "same", "ours")
OURS = ("ours", "typed", "giving")  # by roles; typed, with the extension there; by roles, and data to take away written
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
WORDS = ["安全生产", "志愿服务", "技能培训", "节能降耗", "员工关怀", "诚信经营", "网络保障", "乡村振兴"]
PROSE = (
    "报告期内，有关部门按照年度计划推进{word}，完成{first}，同比情况已作核对；"
    "其中重点项目{second}，由责任部门逐项跟进并公开结果。"
)
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
            rows = [f"| 指标{n} | {value_of(n, changed):,} | {UNITS[unit_of(n)]} | 2023年 | 按年末数 |" for n in listed]
            head = ["| 指标 | 数值 | 单位 | 期间 | 说明 |", "| --- | --: | --- | --- | --- |"]
            blocks.append("\n".join(head + rows))
    return "\n\n".join(blocks) + "\n"


def write_project(folder: Path, side: str, size: Size, changed: int) -> None:
    """Write what differs from what is there, as an editor would."""
    roles, ours = side in {"ours", "giving"}, side in OURS
    extensions = '"myst_parser", "csrdirectives"' if ours else '"myst_parser"'
    conf = CONF.format(extensions=extensions) + ("csr_exports = []\n" if ours and side != "giving" else "")
    if side == "same":
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
    if ours:
        write_data(folder / "data", size.indicators, ["2023"], changed)


# ---- builds


def run(*arguments: object) -> tuple[str, float, float]:
    """Run Python; what it prints, the processor time and the peak of memory that it took."""
    command = [sys.executable, *map(str, arguments)]
    settings = {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}
    settings.pop("PYTHONDONTWRITEBYTECODE", None)  # or our modules, which no installer compiled, are compiled each time
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
    costs = {"clean": build(project)}
    if side == "typed":
        return costs
    costs["nothing changed"] = build(project)
    write_project(project / "source", side, size, changed + 1)
    costs["one number changed"] = build(project)
    return costs


def compare(folder: Path, size: Size, rounds: int) -> dict[str, list[dict[str, Cost]]]:
    """The costs of each side, round by round."""
    costs: dict[str, list[dict[str, Cost]]] = {side: [] for side in (*SIDES, *OURS[1:])}
    for n in range(rounds):
        for side in sorted(costs, reverse=n % 2 == 1):
            costs[side].append(build_round(folder, side, size, 500_000 + 10 * n))
        assert len({tuple(words(folder / side)) for side in (*SIDES, "giving")}) == 1, "the sides differ in words"
        old, new = f"{500_000 + 10 * n:,}", f"{500_001 + 10 * n:,}"
        found = [path.read_text("utf-8") for path in (folder / "ours" / "out").glob("*.html")]
        assert sum(new in text for text in found) == 3, "the new number is not on its three pages"
        assert not any(old in text for text in found), "an old number stayed"
    return costs


def least(rounds: list[dict[str, Cost]], what: str, measure: str = "seconds") -> float:
    """The least that a build took in any round."""
    return min(getattr(costs[what], measure) for costs in rounds)


def table_of(size: Size, costs: dict[str, list[dict[str, Cost]]]) -> list[str]:
    """The rows of one size."""

    def beside(side: str, what: str, measure: str, form: str) -> list[str]:
        plain, same, ours = (least(costs[each], what, measure) for each in ("plain", "same", side))
        return [*map(form.format, (plain, same, ours)), f"{ours / plain:.2f}", f"{ours / same:.2f}"]

    this, rows, giving = f"{size.pages} × {size.values}", [], []
    for what in ("clean", "nothing changed", "one number changed"):
        last = costs["ours"][-1][what]
        pages = f"{last.read} / {last.written}"
        rows.append(line(this, what, *beside("ours", what, "seconds", "{:.2f} s"), f"{TARGETS[what]:.2f}", pages))
        giving.append(line(this, f"{what}, data written too", *beside("giving", what, "seconds", "{:.2f} s"), "", ""))
    memory = beside("ours", "clean", "mebibytes", "{:.0f} MiB")
    return [*rows, line(this, "peak memory", *memory, f"{TARGETS['memory']:.2f}", ""), *giving]


def line(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


def a_value(size: Size, costs: dict[str, list[dict[str, Cost]]]) -> str:
    """What one figure costs above typed text, the extension being there in both cases."""
    each = (least(costs["ours"], "clean") - least(costs["typed"], "clean")) / size.shown * 1e6
    return line(f"{size.pages} × {size.values}", "one value", "", "", f"{each:.0f} µs", "", "", "100 µs", "")


def loading(folder: Path, rounds: int) -> str:
    """How long ten thousand indicators take to be read and checked."""
    write_data(folder, 10_000, ["2021", "2022", "2023"], 1)
    seconds = min(float(run("-c", LOAD, folder)[0].split()[1]) for _ in range(rounds))
    return line("10,000 × 3", "catalogue, read and checked", "", "", f"{seconds:.2f} s", "", "", "0.50 s", "")


# ---- two languages: the report itself, beside MyST-Parser and Sphinx as they read translations

ROOT = Path(__file__).parents[1]
AS_THEY_COME = """
from csrdirectives.sphinx import translation

translation.read_faster = lambda: None
translation.AdoptMessages.apply = lambda self, **around: None
"""


def edition(folder: Path, language: str, *, lines: str = "", clean: bool = True) -> tuple[float, int]:
    """Build a language of the report, with lines added to ``conf.py``: the time, and how many pages were read."""
    trees, out = folder / "trees" / language, folder / "out" / language
    if clean:
        shutil.rmtree(trees, ignore_errors=True)
        shutil.rmtree(out, ignore_errors=True)
    (folder / "conf.py").write_text((ROOT / "conf.py").read_text("utf-8") + lines, "utf-8")
    options = ["-b", "html", "-D", f"language={language}", "-d", trees, "-c", folder]
    text, seconds, _ = run("-m", "sphinx", *options, folder / "docs", out)
    counts = re.search(r"(\d+) added, (\d+) changed", text)
    assert counts, text
    return seconds, int(counts[1]) + int(counts[2])


def editions(folder: Path, rounds: int) -> list[str]:
    """What the translation costs, and what one changed message does."""
    for name in ("docs", "locales"):
        shutil.copytree(ROOT / name, folder / name)
    edition(folder, "en")  # compiles the translations, which the others find
    chinese, english, plain = [], [], []
    for _ in range(rounds):
        chinese.append(edition(folder, "zh_CN")[0])
        plain.append(edition(folder, "en", lines=AS_THEY_COME)[0])
        english.append(edition(folder, "en")[0])
    message = folder / "locales" / "en" / "LC_MESSAGES" / "outlook.po"
    before, _, last = message.read_text("utf-8").rpartition('msgstr "')
    message.write_text(f'{before}msgstr "Now: {last}', "utf-8")
    seconds, pages = edition(folder, "en", clean=False)
    assert pages <= 2, f"one message reads {pages} pages"  # its own, and the handbook's on the state of translations
    faster = median(ours / theirs for ours, theirs in zip(english, plain, strict=True))
    both = median((zh + en) / zh for zh, en in zip(chinese, english, strict=True))
    shown = (f"{median(times):.2f} s" for times in (plain, english))
    together = f"{median(zh + en for zh, en in zip(chinese, english, strict=True)):.2f} s"
    return [
        line(
            "the report",
            "English, messages read as they come",
            next(shown),
            "",
            next(shown),
            f"{faster:.2f}",
            "",
            "0.70",
            "",
        ),
        line(
            "the report",
            "both languages, beside Chinese",
            f"{median(chinese):.2f} s",
            "",
            together,
            f"{both:.2f}",
            "",
            "2.00",
            "",
        ),
        line("the report", "one message changed", "", "", f"{seconds:.2f} s", "", "", "", f"{pages} read"),
    ]


def tell(text: str) -> None:
    """Print what is known so far; the rest takes minutes."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main() -> None:
    """Print a table in Markdown."""
    parser = argparse.ArgumentParser(description="Time and memory beside plain Sphinx.")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sizes", nargs="+", default=["20x10", "100x20"], help="pages x values on a page")
    options = parser.parse_args()
    jieba = "with jieba" if find_spec("jieba") else "without jieba"
    heads = ["size", "build", f"Sphinx, {jieba}", "Sphinx, our search", "ours", "ratio", "ratio, our search"]
    tell(line(*heads, "target", "pages read / written"))
    tell("|---|---|--:|--:|--:|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as name:
        for text in options.sizes:
            size = Size(*map(int, text.split("x")))
            costs = compare(Path(name, text), size, options.rounds)
            tell("\n".join(table_of(size, costs)))
        tell(a_value(size, costs))  # of the last size: in a small one it is lost among the rest
        tell(loading(Path(name, "catalogue"), options.rounds))
        tell("\n".join(editions(Path(name, "report"), options.rounds)))


if __name__ == "__main__":
    main()
