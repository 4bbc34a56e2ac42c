"""A figure that turned lists the sentences in both languages that a person must read again, and no others."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest
from click.testing import CliRunner

from csrdirectives.cli import main
from csrdirectives.directions.earlier import NoSuchStateError, earlier_state
from csrdirectives.directions.turns import STANCES, turns
from csrdirectives.published import published_text

CHAPTER = """# 员工

年末{term}`在岗`{csr:value}`workforce.total`，与上年相比稳步增长。人才队伍持续壮大，规模继续扩大。另有安排。

走访{csr:value}`aid.visits`。投诉{csr:value}`service.complaints`，{csr:change}`service.complaints`，不再增长。

| 女 | {csr:value}`workforce.total#female` | 下降 |

写 ``{csr:value}`workforce.total` `` 即可。
"""
PO = r"""msgid ""
msgstr "Language: en\\n"

msgid "年末在岗{csr:value}`workforce.total`，与上年相比稳步增长。人才队伍持续壮大，规模继续扩大。另有安排。"
msgstr ""
"A first sentence. At year’s end, "
"{csr:value}`workforce.total; one: # employee was. It; other: # employees were` in post, steadily growing. Other plans."

#~ msgid "旧{csr:value}`workforce.total`"
#~ msgstr "{csr:value}`workforce.total` grew."
""".replace("\\\\n", "\\n")


@pytest.fixture
def report(tmp_path, data, monkeypatch):
    """The sample as a report with a chapter and its translation; the command, run in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANGUAGE", "en")
    for name, text in {"docs/staff.md": CHAPTER, "locales/en/LC_MESSAGES/staff.po": PO}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def directions(*words):
        return CliRunner().invoke(main, ["--data", str(data.root), "directions", *words])

    return directions


def publish(data, edition="2023"):
    catalogue, _ = data.load()
    data.write(f"published/{edition}.csv", published_text(catalogue))


def stances(data, against=""):
    catalogue, _ = data.load()
    found = turns(catalogue, earlier_state(catalogue, data.root, against))
    return {str(turn.now.key): turn.stances for turn in found}


TURNS = {
    "up becomes down": ("training.participations,2023,,1200", "training.participations,2023,,900", [("up", "down")]),
    "up stays up": ("training.participations,2023,,1200", "training.participations,2023,,1300", None),
    "unchanged becomes up": ("hours_avg,2023,,3.20", "hours_avg,2023,,3.40", [("flat", "up")]),
    "some become none": ("participations,2023,,1200,约", "participations,2023,,0,", [
        ("positive", "zero"), ("about", "exact"), ("up", "down"),
    ]),
    "none become some": ("service.complaints,2023,,0", "service.complaints,2023,,1", [("zero", "positive")]),
    "more than becomes nearly": ("entered,2023,,20,多", "entered,2023,,20,近", [("over", "under")]),
    "a figure is withdrawn": (
        "participations,2023,,1200,约,,培训台账,", "participations,2023,,,,confidential,,不公开",
        [("positive", "absent")],
    ),
    "the year before was restated": (
        "training.participations,2022,,1000", "training.participations,2022,,1500", [("up", "down")],
    ),
    "the year before is not comparable any more": (
        "training.participations,2022,,1000,,,培训台账,", "training.participations,2022,,,,not-collected,,没有统计",
        [("up", "incomparable")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", TURNS)
def test_figure_turned_since_the_published_edition(data, what):
    old, new, expected = TURNS[what]
    publish(data)
    data.change("values/community.csv", old, new)
    key = "contests.entered@2023" if "entered" in old else f"{_name(old)}@2023"
    assert stances(data).get(key) == (tuple(expected) if expected else None)


def _name(row):
    known = ("training.participations", "training.hours_avg", "service.complaints")
    return next(name for name in known if row.split(",")[0] in name)


def test_nothing_turned_where_nothing_changed(data):
    publish(data)
    assert stances(data) == {}


def test_new_year_is_compared_with_what_the_last_edition_said_of_its_own(data):
    publish(data, "2022")
    data.change("report.toml", "start = 2023-01-01", "start = 2024-01-01")
    data.change("report.toml", "end = 2023-12-31", "end = 2024-12-31")
    data.add("values/community.csv", "training.participations,2024,,900,,,培训台账,")
    data.add("values/community.csv", "training.hours_avg,2024,,3.20,,,培训台账,")
    assert stances(data)["training.participations@2024"] == (("about", "exact"), ("up", "down"))
    assert "training.hours_avg@2024" not in stances(data)


def test_without_an_edition_the_years_before_are_the_earlier_state(data):
    found = stances(data)  # complaints are none by now
    assert found["service.complaints@2023"] == (("positive", "zero"),)
    assert found["contests.entered@2023"][0] == ("absent", "positive")
    assert "workforce.total@2023-12-31" not in found  # nothing is known of 2021


def test_indicator_that_is_gone_or_new_has_not_turned(data):
    publish(data)
    data.change("published/2023.csv", "training.hours_avg,2023,,3.20", "training.lessons,2023,,3.20")
    assert stances(data) == {}


@pytest.mark.parametrize("against", ["2019", "published/2019.csv", "no-such-revision"])
def test_state_that_there_is_not_is_told(data, report, against):
    catalogue, _ = data.load()
    with pytest.raises(NoSuchStateError):
        earlier_state(catalogue, data.root, against)
    result = report("--against", against)
    assert result.exit_code == 1
    assert f"no edition, file or revision “{against}”" in result.output


def test_sentences_are_listed_with_file_line_and_the_words_that_may_be_wrong(data, report):
    data.change("values/workforce.csv", "2022-12-31,,300", "2022-12-31,,280")
    publish(data)
    data.change("values/workforce.csv", "2022-12-31,,280", "2022-12-31,,300")
    data.change("indicators/workforce.toml", "parts = {", 'breakdown = "some"\nparts = {')
    result = report()
    assert result.exit_code == 0, result.output
    turned, chapter, translation, *_ = result.output.splitlines()
    assert turned.startswith("workforce.total@2023-12-31  在岗员工总数  291 persons → 291 persons")
    assert turned.endswith("(up on the year before → down on the year before)")
    assert chapter == (
        "  docs/staff.md:3: 年末在岗291人，与上年相比稳步增长。人才队伍持续壮大，规模继续扩大。  [增长, 扩大]"
    )
    said = "At year’s end, 291 employees were in post, steadily growing."
    assert translation == f"  locales/en/LC_MESSAGES/staff.po:4: {said}  [steadily, growing]"
    assert result.output.splitlines()[-1].endswith("sentences to be read again: 2")


def test_sentence_is_shown_as_readers_read_it(data, report):
    publish(data)
    data.change("values/community.csv", "service.complaints,2023,,0", "service.complaints,2023,,3")
    result = report()
    assert "(zero → above zero; down on the year before → up on the year before)" in result.output
    assert "staff.md:5: 投诉3次，增长50.0%，不再增长。  [增长]\n" in result.output
    assert "女" not in result.output


def test_programs_get_an_object_a_figure(data, report):
    publish(data)
    data.change("values/community.csv", "service.complaints,2023,,0", "service.complaints,2023,,3")
    (line,) = report("--format", "json").output.splitlines()
    record = json.loads(line)
    assert (record["key"], record["was"], record["is"]) == (
        "service.complaints@2023", ["zero", "down"], ["positive", "up"],
    )  # fmt: skip
    assert (record["then"]["value"], record["value"]) == ("0", "3")
    (sentence,) = record["sentences"]
    assert (sentence["path"], sentence["line"], sentence["language"]) == ("docs/staff.md", 5, "zh_CN")


def test_command_speaks_chinese(data, report, monkeypatch):
    monkeypatch.setenv("LANGUAGE", "zh_CN")
    publish(data)
    data.change("values/community.csv", "hours_avg,2023,,3.20", "hours_avg,2023,,3.40")
    lines = report().output.splitlines()
    assert lines == [
        "training.hours_avg@2023  平均培训时长  3.20小时 → 3.40小时  (与上年持平 → 比上年上升)",
        "  没有句子提到",
        "1 个数据变了方向，0 个句子要有人再读一遍",
    ]


def test_revision_of_the_history_is_an_earlier_state(data):
    def git(*words):
        identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        command = [shutil.which("git") or "git", "-C", str(data.root.parent), *identity, *words]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603

    git("init", "-q")
    git("add", "data")
    git("commit", "-qm", "1")
    data.change("values/community.csv", "service.complaints,2023,,0", "service.complaints,2023,,3")
    assert stances(data, "HEAD") == {"service.complaints@2023": (("zero", "positive"), ("down", "up"))}


def test_each_stance_is_said_in_both_languages():
    assert all(words.zh and words.en.isascii() for words in STANCES.values())
