"""What programs are told of the report and its data, after schema.org."""

from __future__ import annotations

import json
import re

import pytest

SITE = "https://csr.example.org/"
PAGES = {
    "index.md": """# 首页

:::{toctree}
one
files
:::

:::{toctree}
:caption: 手册

guide
:::

首页的第一段。
""",
    "one.md": "# 一章\n\n共{csr:value}`workforce.total`。\n",
    "files.md": "# 数据\n\n" + "可以下载。" * 40 + "\n\n:::{toctree}\ndefined\n:::\n\n:::{csr:downloads}\n:::\n",
    "defined.md": "# 指标\n\n:::{csr:catalogue}\n:::\n",
    "guide.md": "# 手册\n\n:::{csr:downloads}\n:::\n",
}
SETTINGS = {
    "html_theme": "csr",
    "html_title": "报告 & 数据",
    "csr_site_url": SITE,
    "csr_built_languages": ["zh", "en"],
    "csr_apart": ["guide"],
}
KNOWN = {
    "Report": {"hasPart"},
    "Chapter": {"position"},
    "Dataset": {"distribution", "variableMeasured", "isPartOf", "identifier", "creator", "creditText", "license"},
    "DataDownload": {"contentUrl", "encodingFormat"},
    "PropertyValue": {"propertyID", "unitText"},
    "Organization": {"alternateName"},
}
"""The names that schema.org gives to what we tell, besides those of all things and of creative works."""
ALL = {"@type", "@id", "@context", "name", "description", "url"}
WORKS = {"inLanguage", "publisher", "temporalCoverage", "version", "copyrightNotice"}


def linked(built, page):
    """What a page tells; nothing for most."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', built.text(f"{page}.html"))
    return json.loads(found[0]) if found else None


def things(found):
    if isinstance(found, list):
        return [thing for each in found for thing in things(each)]
    if not isinstance(found, dict):
        return []
    return [found, *(thing for each in found.values() for thing in things(each))]


def variables(built, page="files"):
    return {each["propertyID"]: each for each in linked(built, page)["variableMeasured"]}


def changed(folder, name, old, new):
    path = folder / "data" / name
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


@pytest.fixture(scope="module")
def site(build_all):
    return build_all(PAGES, "html", **SETTINGS)


def test_first_page_has_the_report_with_its_chapters_and_names_the_data(site):
    report = linked(site, "index")
    assert (report["@type"], report["name"], report["description"]) == ("Report", "报告 & 数据", "首页的第一段。")
    assert report["publisher"] == {"@type": "Organization", "name": "样本单位", "alternateName": "样本"}
    assert (report["temporalCoverage"], report["version"]) == ("2023-01-01/2023-12-31", "1")
    assert report["hasPart"] == [
        {"@type": "Chapter", "name": "一章", "position": 1, "url": f"{SITE}zh/one.html"},
        {"@type": "Chapter", "name": "数据", "position": 2, "url": f"{SITE}zh/files.html"},
        {
            "@type": "Dataset",
            "@id": f"{SITE}zh/files.html#dataset",
            "name": "报告 & 数据 · 数据文件",
            "url": f"{SITE}zh/files.html",
        },
    ]


def test_page_that_lists_the_files_has_the_data(site):
    data = linked(site, "files")
    assert (data["@type"], data["@id"]) == ("Dataset", linked(site, "index")["hasPart"][-1]["@id"])
    assert data["isPartOf"]["@id"] == linked(site, "index")["@id"]
    assert (data["description"], data["creditText"]) == ("可以下载。" * 40, "样本单位：《责任报告样本》（第1版）")
    addresses = [each["contentUrl"] for each in data["distribution"]]
    assert addresses == [f"{SITE}zh/data/{name}" for name in ("observations.csv", "excel.csv", "catalogue.json")]
    assert all((site.out / address.removeprefix(f"{SITE}zh/")).is_file() for address in addresses)


def test_other_pages_have_none_not_even_one_apart_that_lists_the_files(site):
    assert [linked(site, page) for page in ("one", "defined", "guide")] == [None, None, None]


def test_data_tell_what_they_measure_and_where_that_is_defined(site):
    found = variables(site)
    assert found["workforce.total"] == {
        "@type": "PropertyValue",
        "name": "在岗员工总数",
        "propertyID": "workforce.total",
        "unitText": "人",
        "url": f"{SITE}zh/defined.html#ind-workforce.total",
    }
    assert 'id="ind-workforce.total"' in site.text("defined.html")


def test_english_tells_units_in_english(build_all):
    built = build_all(PAGES, "html", **SETTINGS, language="en", suppress_warnings=["csr", "toc.not_included"])
    assert linked(built, "files")["inLanguage"] == "en-GB"
    assert variables(built)["aid.purchase.total"]["unitText"] == "CNY"
    assert linked(built, "files")["creditText"].endswith(" (edition 1)")


@pytest.mark.parametrize("page", ["index", "files"])
def test_each_name_is_one_of_schema_org(site, page):
    for thing in things(linked(site, page)):
        allowed = KNOWN[thing["@type"]] | ALL | (WORKS if thing["@type"] in {"Report", "Dataset"} else set())
        assert set(thing) <= allowed
        assert all(each not in ("", [], {}) for each in thing.values())


def test_only_files_that_are_there_are_offered(build_all):
    built = build_all(PAGES, "html", **SETTINGS, csr_exports=["json"])
    (each,) = linked(built, "files")["distribution"]
    assert each["contentUrl"].endswith("data/catalogue.json")
    without = build_all(PAGES, "html", **SETTINGS, csr_exports=[])
    assert linked(without, "files") is None
    assert [each["@type"] for each in linked(without, "index")["hasPart"]] == ["Chapter", "Chapter"]


def test_site_without_an_address_makes_none_up(build_all):
    built = build_all(PAGES, "html", **{**SETTINGS, "csr_site_url": ""})
    named = {name for page in ("index", "files") for thing in things(linked(built, page)) for name in thing}
    assert named & {"@id", "url", "contentUrl", "identifier"} == set()
    assert linked(built, "files")["distribution"][0]["name"] == "observations.csv"


def test_pages_in_folders_have_their_addresses(build_all):
    built = build_all(PAGES, "dirhtml", **SETTINGS)
    assert linked(built, "index")["url"] == f"{SITE}zh/"
    assert linked(built, "files/index")["@id"] == f"{SITE}zh/files/#dataset"
    assert variables(built, "files/index")["workforce.total"]["url"] == f"{SITE}zh/defined/#ind-workforce.total"


def test_first_page_has_the_data_where_no_page_lists_the_files(build_all):
    pages = {name: text for name, text in PAGES.items() if name != "guide.md"} | {"files.md": "# 数据\n\n没有。\n"}
    settings = {**SETTINGS, "suppress_warnings": ["toc"]}
    data = linked(build_all(pages, "html", **settings), "index")["hasPart"][-1]
    assert (data["@type"], data["@id"], len(data["distribution"])) == ("Dataset", f"{SITE}zh/index.html#dataset", 3)
    assert "variableMeasured" not in data


def test_first_page_that_lists_the_files_itself_has_all(build_all):
    pages = {"index.md": "# 首页\n\n一段。\n\n:::{csr:downloads}\n:::\n"}
    data = linked(build_all(pages, "html", **SETTINGS), "index")["hasPart"][-1]
    assert "workforce.total" in {each["propertyID"] for each in data["variableMeasured"]}


# ---- what is not given away


def test_neither_a_value_nor_an_indicator_of_which_none_is_given_away_is_told(build, tmp_path):
    built = build(PAGES, "html", **SETTINGS)
    assert "workforce.outsourced" not in variables(built)  # undisclosed
    assert "contests.entered" in variables(built)  # not collected in one year only
    for old in ("2022,,2,,,客服系统,", "2023,,0,,,客服系统,"):
        new = f"{old[:4]},,,,confidential,,保密"
        changed(tmp_path, "values/community.csv", f"service.complaints,{old}", f"service.complaints,{new}")
    built = build({}, "html", **SETTINGS)
    assert "service.complaints" not in variables(built)
    assert all("value" not in each for each in variables(built).values())


def test_indicator_whose_figures_are_all_held_back_is_not_told(build, tmp_path):
    build(PAGES, "html", **SETTINGS)
    changed(
        tmp_path, "indicators/workforce.toml", '["workforce.outsourced"]', '["workforce.few"]\nparts = { a = "甲" }'
    )
    row = "workforce.outsourced,2023,,,,undisclosed,,原报告未列外包人数"
    changed(tmp_path, "values/workforce.csv", row, "workforce.few,2023-12-31,a,2,,,,")
    assert "workforce.few" not in variables(build({}, "html", **SETTINGS))
    changed(tmp_path, "values/workforce.csv", "few,2023-12-31,a,2", "few,2023-12-31,a,20")
    assert "workforce.few" in variables(build({}, "html", **SETTINGS))


def test_no_text_of_the_data_breaks_out_of_the_page(build, tmp_path):
    build(PAGES, "html", **SETTINGS)
    hostile = "</script><script>alert(1)</script>&"
    changed(tmp_path, "report.toml", 'name = "样本单位"', f'name = "{hostile}"')
    changed(tmp_path, "indicators/community.toml", 'name = "培训人次"', f'name = "{hostile}"')
    built = build({}, "html", **SETTINGS)
    assert linked(built, "index")["publisher"]["name"] == hostile  # and so it is never stale
    assert variables(built)["training.participations"]["name"] == hostile
    assert "<script>alert" not in built.text("index.html") + built.text("files.html")


@pytest.mark.parametrize(
    ("rights", "license_"),
    [("归样本单位所有。", None), ("依 CC BY 4.0（https://example.org/by/4.0/）。", "https://example.org/by/4.0/")],
)
def test_rights_are_told_and_a_licence_by_its_address(build, data, rights, license_):
    data.change("report.toml", 'edition = "1"', f'edition = "1"\nrights = "{rights}"')
    told = linked(build(PAGES, "html", **SETTINGS), "files")
    assert (told["copyrightNotice"], told.get("license")) == (rights, license_)


# ---- never stale


def test_name_and_unit_of_an_indicator_change_the_page_and_a_figure_does_not(build, tmp_path):
    build(PAGES, "html", **SETTINGS)
    changed(tmp_path, "values/community.csv", "report.issue,2023,,9", "report.issue,2023,,10")
    assert build({}, "html", **SETTINGS).read == {"defined"}
    changed(tmp_path, "indicators/community.toml", 'name = "有责投诉"', 'name = "责任投诉"')
    changed(tmp_path, "units.toml", 'other = "{}小时"', 'other = "{}个小时"')
    built = build({}, "html", **SETTINGS)
    assert built.read == {"defined", "files"}
    assert variables(built)["service.complaints"]["name"] == "责任投诉"
    assert variables(built)["training.hours_avg"]["unitText"] == "个小时"


@pytest.mark.parametrize(
    "change",
    [
        {"one.md": "# 第一章\n\n共{csr:value}`workforce.total`。\n"},
        {"defined.md": "# 指标\n", "one.md": PAGES["one.md"] + "\n:::{csr:catalogue}\n:::\n"},
        {"files.md": PAGES["files.md"].replace(":::{csr:downloads}\n:::\n", "")},
        {"one.md": PAGES["one.md"] + "\n:::{csr:downloads}\n:::\n"},
        {"index.md": PAGES["index.md"].replace("one\nfiles", "files\none")},
    ],
    ids=["title", "definitions moved", "no list", "another list before", "order"],
)
def test_changed_page_leaves_the_site_as_if_built_anew(build, build_all, change):
    build(PAGES, "html", **SETTINGS)
    after, clean = build(change, "html", **SETTINGS), build_all(PAGES | change, "html", **SETTINGS)
    pages = ("index", "one", "files", "defined")
    assert [linked(after, page) for page in pages] == [linked(clean, page) for page in pages]
    assert [linked(after, page) for page in pages] != [linked(build_all(PAGES, "html", **SETTINGS), p) for p in pages]
