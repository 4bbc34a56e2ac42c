"""Edits of a random report, as its authors make them: each changes it by a draw and says how."""

from random_report import TOPICS, UNITS, WORDS, YEARS

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
def restatement(project):
    rng, rows = project.rng, project.restated
    if rows and rng.random() < 0.4:
        return rows.pop(rng.randrange(len(rows)))
    new = project.values[key := picked(project, project.values)]["value"]
    rows.append([*key, rng.choice(["", "1", "22"]), new, rng.choice(WORDS), "2024-01-05", rng.choice(["", "甲"])])
    return rows[-1]


@edit
def index_comes_or_goes(project):
    """Names and figures that lead to their entries, beside them or on a page of their own."""
    blocks = project.pages[project.rng.choice(["staff", "catalogue", "notes"])]
    if any(":style: index" in block for block in blocks):
        blocks[:] = [block for block in blocks if ":style: index" not in block]
    else:
        pattern = picked(project, ["*", *(f"{topic}.*" for topic in TOPICS)])
        blocks.append(f":::{{csr:catalogue}} {pattern}\n:style: index\n:::")
    return blocks[0]


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
