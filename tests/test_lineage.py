"""What goes into what, what was restated, and what earlier editions published."""

from __future__ import annotations

import pytest

from csrdirectives.digest import Digests
from csrdirectives.lineage import Lineage

RESTATED = "indicator,period,part,old,new,reason,date,by\n"
PUBLISHED = "indicator,period,part,value,comparator\n"


def test_indicator_knows_what_is_computed_from_it(catalogue):
    users = Lineage(catalogue).users
    assert users["workforce.total"] == ("workforce.dispatched.share",)
    assert users["aid.purchase.north"] == ("aid.purchase.total",)
    assert "aid.purchase.total" not in users


def test_restatement_has_both_values_and_the_reason(data):
    data.write("restated.csv", RESTATED + "workforce.total,2022-12-31,,286,300,漏计技术人员,2024-01-05,人力资源部\n")
    found, _ = data.load()
    (row,) = Lineage(found).restatements["workforce.total"]
    assert (str(row.before.value), str(row.after.value), row.why.reason) == ("286", "300", "漏计技术人员")
    assert row.before.period.text == "2022-12-31"


@pytest.mark.parametrize(
    ("published", "restated", "told"),
    [
        ("workforce.total,2022-12-31,,300,", "", []),  # it is still so
        ("workforce.total,2022-12-31,,286,", "", ["286"]),
        ("workforce.total,2022-12-31,,300,约", "", ["300"]),  # its bound is gone
        ("workforce.total,2022-12-31,,286,", "workforce.total,2022-12-31,,286,300,漏计,2024-01-05,甲", []),
        ("workforce.total,2021-12-31,,290,", "", ["290"]),  # the year is no longer shown
        ("workforce.nobody,2022-12-31,,286,", "", None),
    ],
)
def test_edition_that_said_otherwise_is_told_unless_a_restatement_tells_it(data, published, restated, told):
    data.write("published/2022.csv", PUBLISHED + published + "\n")
    data.write("restated.csv", RESTATED + (restated + "\n" if restated else ""))
    found, _ = data.load()
    earlier = Lineage(found).earlier
    if told is None:
        assert earlier == {}
    else:
        assert [str(each.figure.value) for each in earlier.get("workforce.total", ())] == told
        assert all(each.edition == "2022" for each in earlier.get("workforce.total", ()))


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("indicators/workforce.toml", 'name = "派遣制员工占比"', 'name = "派遣占比"'),  # computed from the total
        ("report.toml", 'edition = "1"', 'edition = "2"'),
        ("values/workforce.csv", "workforce.total,2022-12-31,,300,", "workforce.total,2022-12-31,,301,"),
    ],
)
def test_entry_has_another_digest_when_anything_it_tells_is_another(data, catalogue, file, old, new):
    data.change(file, old, new)
    found, _ = data.load()
    assert Digests(found).of("entries workforce.total") != Digests(catalogue).of("entries workforce.total")
    assert Digests(found).of("names workforce.total") == Digests(catalogue).of("names workforce.total")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("restated.csv", RESTATED + "workforce.total,2022-12-31,,286,300,漏计,2024-01-05,甲\n"),
        ("published/2022.csv", PUBLISHED + "workforce.total,2022-12-31,,286,\n"),
    ],
)
def test_what_became_of_a_figure_is_in_the_digest_of_its_entry(data, catalogue, name, text):
    data.write(name, text)
    found, _ = data.load()
    before, after = Digests(catalogue), Digests(found)
    assert before.of("entries workforce.total") != after.of("entries workforce.total")
    assert before.of("entries workforce.dispatched") == after.of("entries workforce.dispatched")
