"""After any edit of data or chapters, a build on top of the last one gives what a clean build gives, byte for byte.

The edits are drawn from a seed, so a failure can be had again: ``pytest tests/test_edits.py --seed 7 --edits 12``.
"""

import difflib
import json
import random
import shutil
import subprocess
import sys
import zlib
from itertools import islice

import pytest

SERVER = """
import json, os, sys
from importlib import import_module

for name in {names}:
    import_module(name)
from sphinx.application import builtin_extensions
from sphinx.cmd.build import build_main

for name in builtin_extensions:
    import_module(name)
for line in sys.stdin:
    if not (child := os.fork()):
        try:
            os._exit(build_main(json.loads(line)))
        except SystemExit:
            os._exit(1)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
MODULES = ["myst_parser.parsers.sphinx_", "myst_parser.sphinx_ext.main", "sphinxcontrib.bibtex", "furo", "jinja2.ext"]
MODULES += ["csrdirectives.sphinx", "babel.messages.pofile", "sphinx.search", "sphinx.writers.html5"]

CONF = """
project = "试验"
copyright = "2024 试验公司"
language = "zh_CN"
extensions = ["myst_parser", "sphinxcontrib.bibtex", "csrdirectives"]
myst_enable_extensions = ["colon_fence", "deflist"]
exclude_patterns = ["data"]
bibtex_bibfiles = ["data/references.bib"]
html_theme = "csr"
numfig = True


def stop(app, builder):
    raise SystemExit("stopped")


def setup(app):
    if (app.srcdir / "stop").exists():
        app.connect("write-started", stop)
"""
REPORT = "[period]\nstart = {0}-01-01\nend = {0}-12-31\n"
REPORT = 'title = "试验报告"\nlanguages = ["zh_CN"]\n[entity]\nname = "试验公司"\n' + REPORT
REGISTER = """
[awards]
name = "获奖"
unit = "award"
columns = {{ date = "时间", title = "{}", level = "级别" }}
values.level = {{ national = "国家级", city = "市级" }}
"""
TOPICS = {"staff": "员工", "training": "培训", "energy": "能源"}
YEARS = ("2022", "2023")
UNITS = {"person": "人", "hour": "课时", "yuan": "万元", "percent": "%", "award": "项"}
WORDS = ["安全", "服务", "员工", "绿色", "节能", "学习", "诚信", "志愿", "创新", "共建"]
TABLES = ["{}.*", "{0}.total {0}.second", "*"]
COLUMNS = ["name value", "name part number unit note", "name value definition standards", "name period value status"]
OPTIONS = ["", ":sort: -value\n", ":periods: 2023 2022\n", ":status: undisclosed\n", ":caption: 表{{csr:value}}`{}`\n"]
CARDS = ":::{{csr:cards}}\n{}\n{}; name: 人数\n:::"
REGISTERS = [
    ":::{csr:register} awards\n:style: timeline\n:sort: -date\n:::",
    ":::{csr:register} awards; level: city\n:caption: 市级\n:::",
    ":::{csr:register} awards\n:columns: title\n:style: list\n:::",
]


class Project:
    """A small report: its data as they are, its pages as lists of blocks; each edit changes a little of them."""

    def __init__(self, rng):
        self.rng = rng
        self.year = "2023"
        self.heading = "荣誉"
        self.units = dict(UNITS)
        self.indicators = {}
        self.values = {}
        for topic, title in TOPICS.items():
            for number, name in enumerate(["total", "first", "second", "third", "fourth", "parts", "share"]):
                self.add(f"{topic}.{name}", f"{title}{WORDS[number]}数")
            self.indicators[f"{topic}.total"]["formula"] = f"{topic}.first + {topic}.second"
            self.indicators[f"{topic}.parts"]["parts"] = {"east": "东部", "west": "西部"}
            for year in YEARS:
                del self.values[f"{topic}.total", year, ""]
                self.values[f"{topic}.parts", year, "east"] = self.values.pop((f"{topic}.parts", year, ""))
        self.gone = {}
        self.awards = [["2023-01", "一等奖", "national"], ["2022", "先进集体", "city"], ["undated", "奖章", "city"]]
        self.findings = {}
        self.books = {f"book{n}": f"{word}文集" for n, word in enumerate(WORDS[:4])}
        self.order = [*TOPICS, "awards", "catalogue", "standards", "notes", "books"]
        self.pages = {page: [f"({page})=\n# {title}"] for page, title in TOPICS.items()}
        for page, topic in zip(self.pages, TOPICS, strict=True):
            self.pages[page] += [self.section(page, 1), self.sentence(), self.table(topic), self.section(page, 2)]
            self.pages[page] += [self.sentence(), CARDS.format(self.key(), self.key())]
        self.pages["awards"] = ["(awards)=\n# 获奖{csr:count}`awards`", *REGISTERS]
        self.pages["catalogue"] = ["(catalogue)=\n# 指标", ":::{csr:catalogue}\n:::"]
        self.pages["standards"] = ["(standards)=\n# 对照", ":::{csr:standards} gri\n:::"]
        self.pages["notes"] = ["(notes)=\n# 数据说明", ":::{csr:findings}\n:::", ":::{csr:table} *\n:::"]
        self.pages["books"] = ["(books)=\n# 参考文献", ":::{bibliography}\n:::"]

    def add(self, id_, name):
        unit = self.rng.choice(list(UNITS))
        self.indicators[id_] = {"name": name, "definition": f"{name}的定义", "unit": unit, "standards": ["gri:2-7"]}
        for year in YEARS:
            self.values[id_, year, ""] = self.row()

    def row(self):
        return {"value": str(self.rng.randint(1, 20000)), "comparator": "", "status": "", "source": "", "note": ""}

    # ---- what an author writes

    def key(self):
        """A figure that there is, or once in a while one that was or never will be."""
        id_, year, part = self.rng.choice(
            sorted({*self.values, *(key for _, rows in self.gone.values() for key in rows)})
        )
        if id_ == self.rng.choice(sorted(self.indicators)):
            id_ += "x"
        return id_ + self.rng.choice(["", "", f"@{year}"]) + (f"#{part}" if part else "")

    def sentence(self):
        rng = self.rng
        roles = [
            f"{{csr:value}}`{self.key()}`",
            f"{{csr:number}}`{self.key()}`",
            f"{{csr:name}}`{rng.choice(sorted(self.indicators))}`",
            f"{{csr:change}}`{self.key()}`",
            f"{{csr:count}}`awards; level: {rng.choice(['city', 'national'])}`",
            f"{{ref}}`{rng.choice([*self.pages, *(f'{topic}-{n}' for topic in TOPICS for n in (1, 2))])}`",
            f"{{ref}}`table-{rng.choice(sorted(TOPICS))}`",
            f"{{cite}}`{rng.choice(sorted(self.books))}`",
        ]
        return "".join(f"{rng.choice(WORDS)}{role}，" for role in rng.sample(roles, 3))

    def section(self, page, number):
        title = self.rng.choice([self.rng.choice(WORDS), f"{self.rng.choice(WORDS)}{{csr:value}}`{self.key()}`"])
        return f"({page}-{number})=\n## {title}"

    def table(self, topic):
        rng = self.rng
        listed, option = rng.choice(TABLES).format(topic), rng.choice(OPTIONS).format(self.key())
        return f":::{{csr:table}} {listed}\n:name: table-{topic}\n:columns: {rng.choice(COLUMNS)}\n{option}:::"

    # ---- files

    def texts(self):
        toctree = ":::{toctree}\n:numbered:\n\n" + "\n".join(self.order) + "\n:::"
        texts = {f"{page}.md": "\n\n".join(blocks) for page, blocks in self.pages.items()}
        texts["index.md"] = f"# 报告\n\n{CARDS.format('staff.total', 'training.parts#east')}\n\n{toctree}"
        texts["conf.py"] = CONF
        texts["data/report.toml"] = REPORT.format(self.year)
        texts["data/units.toml"] = "".join(
            toml(unit, {"dimension": unit, "kind": "measure", "forms": {"zh": {"other": "{}" + word}}})
            for unit, word in self.units.items()
        )
        for topic in TOPICS:
            mine = {id_: fields for id_, fields in self.indicators.items() if id_.startswith(topic)}
            texts[f"data/indicators/{topic}.toml"] = "".join(toml(id_, fields) for id_, fields in mine.items())
            rows = [[*key, *row.values()] for key, row in sorted(self.values.items()) if key[0].startswith(topic)]
            head = ["indicator", "period", "part", "value", "comparator", "status", "source", "note"]
            texts[f"data/values/{topic}.csv"] = "\n".join(map(",".join, [head, *rows]))
        texts["data/registers.toml"] = REGISTER.format(self.heading)
        texts["data/registers/awards.csv"] = "\n".join(map(",".join, [["date", "title", "level"], *self.awards]))
        texts["data/findings.toml"] = "".join(toml(id_, fields) for id_, fields in self.findings.items())
        texts["data/references.bib"] = "\n".join(
            f"@book{{{key}, title = {{{title}}}, author = {{甲}}, year = {{2023}}, langid = {{chinese}}}}"
            for key, title in self.books.items()
        )
        return texts


def toml(table, fields):
    return f'["{table}"]\n' + "".join(f"{name} = {inline(value)}\n" for name, value in fields.items()) + "\n"


def inline(value):
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {inline(one)}" for name, one in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)


# ---- edits: each changes the project by a draw and says how

EDITS = []


def edit(function):
    EDITS.append(function)
    return function


def picked(project, rows):
    return project.rng.choice(sorted(rows))


@edit
def value(project):
    key = picked(project, project.values)
    project.values[key].update(project.row())
    return key


@edit
def comparator(project):
    key = picked(project, project.values)
    project.values[key]["comparator"] = project.rng.choice(["", "约", "超", "多", "以上"])
    return key


@edit
def absence(project):
    key = picked(project, project.values)
    project.values[key].update(
        project.row() if project.values[key]["status"] else {"value": "", "status": "undisclosed"}
    )
    project.values[key].update(note=project.rng.choice(WORDS), source=project.rng.choice(WORDS))
    return key


@edit
def row_comes_or_goes(project):
    id_ = picked(project, project.indicators)
    part = project.rng.choice(["", *project.indicators[id_].get("parts", ())])
    key = (id_, project.rng.choice(["2021", *YEARS]), part)
    if project.values.pop(key, None) is None:
        project.values[key] = project.row()
    return key


@edit
def unit(project):
    if project.rng.random() < 0.5:
        id_ = picked(project, project.indicators)
        project.indicators[id_]["unit"] = picked(project, project.units)
        return id_
    id_ = picked(project, project.units)
    project.units[id_] = project.rng.choice(["个", "件", UNITS[id_]])
    return id_


@edit
def words_of_an_indicator(project):
    id_ = picked(project, project.indicators)
    word = project.rng.choice(WORDS)
    field, text = project.rng.choice(
        [
            ("name", word),
            ("definition", word),
            ("department", word),
            ("note", word),
            ("parts", {"east": word, "west": "西部"}),
        ]
        + [("standards", [f"gri:{code}"]) for code in ("2-7", "2-8 partial", "404-1", "302-1 related")]
    )
    project.indicators[id_][field] = text
    return id_, field


@edit
def name(project):
    id_ = picked(project, project.indicators)
    project.indicators[id_]["name"] = project.rng.choice(WORDS) + project.rng.choice(WORDS)
    return id_


@edit
def finding(project):
    rng = project.rng
    id_ = rng.choice(["A1", "A2", "B1"])
    if rng.random() < 0.3:
        return id_, project.findings.pop(id_, None) and "goes"
    figures = ["@".join(key[:2]) + (f"#{key[2]}" if key[2] else "") for key in rng.sample(sorted(project.values), 2)]
    texts = {"title": rng.choice(WORDS), "text": rng.choice(WORDS), "mark": rng.random() < 0.7}
    project.findings[id_] = {"kind": rng.choice(["scope", "wording"]), **texts, "figures": figures}
    return id_, figures


@edit
def formula(project):
    topic = picked(project, TOPICS)
    text = project.rng.choice(["{0}.first + {0}.second", "({0}.first + {0}.third) * 2", "{0}.second - staff.first"])
    if f"{topic}.total" in project.indicators:
        project.indicators[f"{topic}.total"]["formula"] = text.format(topic)
    return topic


@edit
def formula_input(project):
    key = (f"{picked(project, TOPICS)}.{project.rng.choice(['first', 'second'])}", project.year, "")
    project.values[key] = project.row()
    return key


@edit
def key_goes(project):
    id_ = picked(project, project.indicators)
    rows = {key: project.values.pop(key) for key in list(project.values) if key[0] == id_}
    project.gone.setdefault(id_, (project.indicators.pop(id_), rows))
    return id_


@edit
def key_comes(project):
    if project.gone:
        id_ = picked(project, project.gone)
        fields, rows = project.gone.pop(id_)
        project.indicators.setdefault(id_, fields)
        project.values = {**rows, **project.values}
        return id_
    id_ = f"{picked(project, TOPICS)}.{project.rng.choice(['fifth', 'sixth'])}"
    project.add(id_, project.rng.choice(WORDS))
    return id_


@edit
def key_is_renamed(project):
    old = picked(project, project.indicators)
    new = old[:-1] if old.endswith("x") else old + "x"
    project.indicators = {new if id_ == old else id_: fields for id_, fields in project.indicators.items()}
    project.values = {(new if key[0] == old else key[0], *key[1:]): row for key, row in project.values.items()}
    if project.rng.random() < 0.5:
        for blocks in project.pages.values():
            blocks[:] = [block.replace(f"`{old}`", f"`{new}`") for block in blocks]
    return old, new


@edit
def register_row(project):
    rng, rows = project.rng, project.awards
    if len(rows) > 2 and rng.random() < 0.4:
        return rows.pop(rng.randrange(len(rows)))
    row = [rng.choice(["2023-05-01", "2023", "undated"]), rng.choice(WORDS), rng.choice(["city", "national"])]
    rows.insert(rng.randint(0, len(rows)), row)
    project.heading = rng.choice(["荣誉", "奖项"])
    return row


@edit
def chapter_text(project):
    blocks = project.pages[picked(project, TOPICS)]
    sentences = [i for i, block in enumerate(blocks) if block.endswith("，")]
    if len(sentences) > 1 and project.rng.random() < 0.5:
        return blocks.pop(project.rng.choice(sentences))
    blocks.insert(project.rng.randint(2, len(blocks)), project.sentence())
    return blocks[0]


@edit
def heading(project):
    sections = [(page, i) for page in TOPICS for i, block in enumerate(project.pages[page]) if "\n## " in block]
    page, i = project.rng.choice(sections)
    label = project.pages[page][i].partition("\n")[0]
    project.pages[page][i] = label + project.section(page, 0).removeprefix(f"({page}-0)=")
    return project.pages[page][i]


@edit
def title(project):
    page = picked(project, TOPICS)
    project.pages[page][0] = project.section(page, 0).replace(f"{page}-0", page).replace("## ", "# ")
    return project.pages[page][0]


@edit
def table(project):
    topic = picked(project, TOPICS)
    for blocks in project.pages.values():
        for i, block in enumerate(blocks):
            if f":name: table-{topic}\n" in block and project.rng.random() < 0.7:
                blocks[i] = project.table(topic)
    return topic


@edit
def definitions_move(project):
    """The catalogue is split over pages, and some of it stands on two."""
    page, pattern = (
        project.rng.choice(["staff", "catalogue", "notes"]),
        picked(project, ["", *(f"{t}.*" for t in TOPICS)]),
    )
    blocks = project.pages[page]
    if any("{csr:catalogue}" in block for block in blocks):
        blocks[:] = [block for block in blocks if "{csr:catalogue}" not in block]
    else:
        blocks.append(f":::{{csr:catalogue}} {pattern}\n:::")
    return page, pattern


@edit
def section_moves(project):
    one, other = project.rng.sample(sorted(TOPICS), 2)
    if len(project.pages[one]) > 3:
        project.pages[other].append(project.pages[one].pop())
    return one, other


@edit
def chapters_change_places(project):
    i, j = project.rng.sample(range(len(project.order)), 2)
    project.order[i], project.order[j] = project.order[j], project.order[i]
    return project.order


@edit
def reporting_period(project):
    project.year = project.rng.choice(YEARS)
    return project.year


@edit
def book(project):
    key = picked(project, project.books)
    project.books[key] = project.rng.choice(WORDS)
    return key


# ---- builds


@pytest.fixture
def build(tmp_path):
    """Builds in a process of its own, as a user does; the modules are read once for all."""
    log = tmp_path / "log"
    with log.open("w") as errors:
        command = [sys.executable, "-c", SERVER.format(names=MODULES)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": errors}
        server = subprocess.Popen(command, text=True, cwd=tmp_path, **pipes)  # noqa: S603

    def run(*arguments, outcome="0"):
        server.stdin.write(json.dumps(["-Q", *map(str, arguments)]) + "\n")
        server.stdin.flush()
        assert server.stdout.readline() == f"{outcome}\n", log.read_text()

    with server:
        yield run
        server.stdin.close()


def write(project, folder, before):
    texts = project.texts()
    for path, text in texts.items():
        if before.get(path) != text:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
    return texts


def output(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def text(path, content):
    """A file in lines that can be compared."""
    if path == "objects.inv":
        content = zlib.decompress(content.split(b"\n", 4)[4])
    return content.decode("utf-8", "replace").replace("],", "],\n").splitlines()  # the index of words is one line


def differences(clean, edited):
    for path in sorted(clean.keys() | edited.keys()):
        if clean.get(path) != edited.get(path):
            lines = [text(path, files[path]) if path in files else [] for files in (clean, edited)]
            found = list(difflib.unified_diff(*lines, "clean", "edited", n=0, lineterm=""))
            yield "\n".join([f"-- {path}", *(line[:400] for line in found[:12])])


def test_every_file_is_that_of_a_clean_build_after_each_edit(request, tmp_path, build):
    seed, number = request.config.getoption("seed"), request.config.getoption("edits")
    rng = random.Random(seed)  # noqa: S311  # chance that can be had again is the point
    project = Project(rng)
    source, out, clean, trees = (tmp_path / name for name in ("source", "out", "clean", "trees"))
    texts = write(project, source, {})
    build("-d", trees, source, out)
    last, seen = output(out), 0
    for n in range(1, number + 1):
        what = rng.choice(EDITS)
        how = what(project)
        texts = write(project, source, texts)
        between = rng.choice(["nothing"] * 5 + ["a text build", "a build of one page", "a build that stops"])
        if between == "a text build":
            build("-d", trees, "-b", "text", source, tmp_path / "text")
        elif between == "a build of one page":
            build("-d", trees, source, out, source / f"{rng.choice(list(TOPICS))}.md")
        elif between == "a build that stops":
            (source / "stop").touch()
            build("-d", trees, source, out, outcome="1")
            (source / "stop").unlink()
        jobs = rng.choice(["1", "2"])
        build("-d", trees, "-j", jobs, source, out)
        for folder in (clean, tmp_path / "clean-trees"):
            shutil.rmtree(folder, ignore_errors=True)
        build("-d", tmp_path / "clean-trees", "-j", rng.choice(["1", "2"]), source, clean)
        expected = output(clean)
        found = "\n".join(islice(differences(expected, output(out)), 5))
        assert not found, f"seed {seed}, edit {n}: {what.__name__} {how}; {between} between, -j {jobs}\n{found}"
        seen += expected != last
        last = expected
    assert seen > number / 3, "most edits changed nothing that could be seen"
