"""The site gives the data away beside its pages, always those of the last build."""

from __future__ import annotations

import csv
import io

import pytest

from csrdirectives.sphinx.exporting import offer_files

PAGES = {
    "index.md": "# 报告\n\n:::{toctree}\nappendix/defined\nfiles\n:::\n\n共{csr:value}`workforce.total`。\n",
    "appendix/defined.md": "# 指标\n\n:::{csr:catalogue}\n:::\n",
    "files.md": "# 数据\n\n:::{csr:downloads}\n:::\n",
}


def rows(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize(("builder", "page"), [("html", "appendix/defined.html"), ("dirhtml", "appendix/defined/")])
def test_each_figure_has_the_address_of_its_definition(build_all, builder, page):
    built = build_all(PAGES, builder)
    row = next(row for row in rows(built.text("data/observations.csv")) if row["key"] == "workforce.total@2023-12-31")
    assert row["address"] == f"{page}#ind-workforce.total"


def test_address_is_whole_where_the_site_knows_its_own(build_all):
    built = build_all(PAGES, "html", html_baseurl="https://csr.example.org/zh/")
    addresses = {row["address"] for row in rows(built.text("data/indicators.csv"))}
    assert "https://csr.example.org/zh/appendix/defined.html#ind-workforce.total" in addresses


def test_pages_link_to_files_that_are_there(build_all):
    built = build_all(PAGES, "html")
    assert 'href="data/excel.csv"' in built.text("files.html")
    assert 'href="data/registers/awards.csv"' in built.text("files.html")
    assert 'href="../data/figures/workforce.csv"' in built.text("appendix/defined.html")
    for name in ("excel.csv", "registers/awards.csv", "figures/workforce.csv"):
        assert (built.out / "data" / name).is_file()


@pytest.mark.parametrize("builder", ["text", "latex", "singlehtml", "epub"])
def test_other_builders_name_the_files_and_link_to_none(build_all, builder):
    built = build_all(PAGES, builder)
    assert built.warnings == []
    assert not (built.out / "data").exists()
    text = b"".join(content for name, content in built.files().items() if name.endswith((".txt", ".tex", "html")))
    assert b"observations.csv" in text
    assert b'href="data/' not in text


def test_forms_that_are_not_asked_for_are_neither_written_nor_named(build_all):
    built = build_all(PAGES, "html", csr_exports=["excel"])
    assert [path.name for path in (built.out / "data").iterdir()] == ["excel.csv"]
    assert "observations.csv" not in built.text("files.html")
    assert "data/figures" not in built.text("appendix/defined.html")


def test_unknown_form_is_refused(build_all):
    with pytest.raises(Exception, match="csr_exports: unknown xlsx"):
        build_all(PAGES, "html", csr_exports=["xlsx"])


@pytest.mark.parametrize(("page", "root"), [("index", ""), ("appendix/defined", "../")])
def test_templates_can_offer_the_files_on_every_page(build_all, page, root):
    context = {}
    offer_files(build_all(PAGES, "html").app, page, "", context, None)
    assert context["csr_data_files"] == [
        ("CSV", f"{root}data/excel.csv"),
        ("Data Package", f"{root}data/datapackage.json"),
    ]


# ---- never stale


def value(built, key="workforce.total@2023-12-31"):
    return next(row["value"] for row in rows(built.text("data/observations.csv")) if row["key"] == key)


def changed(folder, name, old, new):
    path = folder / "data" / name
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_changed_figure_is_changed_in_the_files(build, tmp_path):
    assert value(build(PAGES, "html")) == "291"
    changed(
        tmp_path, "values/workforce.csv", "workforce.dispatched,2023-12-31,,27", "workforce.dispatched,2023-12-31,,28"
    )
    assert value(build({}, "html"), "workforce.dispatched@2023-12-31") == "28"


def test_files_of_a_topic_that_is_gone_are_taken_away_and_those_of_others_stay(build, tmp_path):
    built = build(PAGES, "html")
    stray, own = built.out / "data" / "figures" / "gone.csv", built.out / "data" / "elsewhere" / "one.csv"
    own.parent.mkdir()
    for path in (stray, own):
        path.write_text("a\n", "utf-8")
    changed(tmp_path, "values/workforce.csv", "人事年报", "人事报表")
    build({}, "html")
    assert (stray.exists(), own.exists()) == (False, True)


def test_file_that_somebody_took_away_comes_back(build):
    built = build(PAGES, "html")
    path = built.out / "data" / "excel.csv"
    before = path.read_bytes()
    path.unlink()
    build({}, "html")
    assert path.read_bytes() == before


def test_nothing_changed_writes_no_file(build, monkeypatch):
    build(PAGES, "html")
    monkeypatch.setattr("csrdirectives.sphinx.exporting._files", lambda _: pytest.fail("made again"))
    build({}, "html")


def test_definition_that_moved_to_another_page_has_its_new_address(build):
    build(PAGES, "html")
    built = build(
        {"appendix/defined.md": "# 指标\n", "files.md": PAGES["files.md"] + PAGES["appendix/defined.md"]}, "html"
    )
    row = next(row for row in rows(built.text("data/indicators.csv")) if row["id"] == "workforce.total")
    assert row["address"] == "files.html#ind-workforce.total"
