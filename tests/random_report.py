"""A small report drawn by chance: what ``test_edits.py`` builds, and ``random_edits.py`` changes."""

import json

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
CHART = ":::{csr:chart} bar\n:caption: 各部分\n:sort: -value\n\ntraining.parts\n:::"
CARDS = ":::{{csr:cards}}\n{}\n{}; name: 人数\n:::"
REGISTERS = [
    ":::{csr:register} awards\n:style: timeline\n:sort: -date\n:::",
    ":::{csr:register} awards; level: city\n:caption: 市级\n:::",
    ":::{csr:register} awards\n:columns: title\n:style: list\n:filter: level\n:::",
    ":::{csr:chart} bar\n:caption: 各级\n\nawards; by: level\n:::",
]


class Project:
    """A small report: its data as they are, its pages as lists of blocks; each edit changes a little of them."""

    def __init__(self, rng):
        self.rng = rng
        self.year = "2023"
        self.heading = "荣誉"
        self.units = dict(UNITS)
        self.indicators = {}
        self.restated = []
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
        self.pages["notes"] = ["(notes)=\n# 数据说明", ":::{csr:findings}\n:::", ":::{csr:table} *\n:::", CHART]
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
        head = ["indicator", "period", "part", "old", "new", "reason", "date", "by"]
        texts["data/restated.csv"] = "\n".join(map(",".join, [head, *self.restated]))
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
