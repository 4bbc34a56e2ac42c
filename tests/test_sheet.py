"""What an office may call a CSV: what is read, and what is told."""

from __future__ import annotations

import codecs
import csv
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from csrdirectives.messages import MESSAGES
from csrdirectives.problems import Problems
from csrdirectives.sheet import Row, read_sheet
from csrdirectives.textfile import FILE_LIMIT

COLUMNS = {
    "indicator": ("指标", "指标编号"),
    "period": ("期间（年）",),
    "value": ("数值",),
    "note": ("备注",),
}
REQUIRED = ("indicator", "value")
HEAD = "indicator,period,value,note\n"


@pytest.fixture
def read(tmp_path):
    """Read a file that holds *content* (text as UTF-8); gives the rows and the problems."""

    def read(content):
        path = tmp_path / "a.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        problems = Problems()
        return read_sheet(path, "data/a.csv", COLUMNS, REQUIRED, problems), problems

    return read


def row(line, indicator="", period="", value="", note=""):
    return Row(line, {"indicator": indicator, "period": period, "value": value, "note": note})


def told(problems):
    """Each problem as its code and line; all have words in both languages."""
    for problem in problems:
        assert problem.where.path == "data/a.csv"
        for language in ("zh_CN", "en"):
            assert problem.text(language)
    return [(problem.code, problem.where.line) for problem in problems]


def test_a_row_is_its_line_and_every_known_column(read):
    rows, problems = read("indicator,value\nstaff,291\n")
    assert rows == [Row(2, {"indicator": "staff", "value": "291", "period": "", "note": ""})]
    assert told(problems) == []


CHINESE = "指标,期间（年）,数值,备注\n在岗员工,2023,291,含派遣制；期末数\n"
READ = [row(2, "在岗员工", "2023", "291", "含派遣制；期末数")]


@pytest.mark.parametrize(
    "content",
    [
        CHINESE.encode(),
        codecs.BOM_UTF8 + CHINESE.encode(),
        CHINESE.encode("utf-16"),
        codecs.BOM_UTF16_BE + CHINESE.encode("utf-16-be"),
        CHINESE.encode("gb18030"),
        CHINESE.replace("\n", "\r\n").encode(),
        CHINESE.replace("\n", "\r").encode(),
        CHINESE.replace("\n", "\r\n").encode("utf-16"),
        CHINESE.rstrip().encode(),
        CHINESE.encode("gb18030") + b"\x1a",
        CHINESE.replace(",", "\t").encode("utf-16"),
        CHINESE.replace(",", ";").encode(),
        CHINESE.replace(",", "，").encode(),
        CHINESE.replace(",", "，", 3).encode(),
    ],
    ids=[
        "UTF-8",
        "UTF-8 with mark",
        "UTF-16",
        "UTF-16 big endian",
        "GB18030",
        "CRLF",
        "CR",
        "UTF-16 with CRLF",
        "no last line end",
        "end of file of DOS",
        "tabs, Unicode text of Excel",
        "semicolons",
        "full-width commas",
        "full-width commas in the head alone",
    ],
)
def test_encodings_line_ends_and_separators_make_no_difference(read, content):
    rows, problems = read(content)
    assert (rows, told(problems)) == (READ, [])


@pytest.mark.parametrize(
    "head",
    [
        "indicator,period,value,note",
        "Indicator, PERIOD ,value\xa0,note",
        "ｉｎｄｉｃａｔｏｒ,period,value,note",
        "指标,期间(年),数值,备注",
        '"指标\n编号",期间（年）,数值,备注',
        "指 标,期间（年）,数值,备注,,,",
        '"sep=,"\nindicator,period,value,note',
        "\n,,,\nindicator,period,value,note",
    ],
)
def test_headings_are_known_in_every_width_and_case(read, head):
    rows, problems = read(f"{head}\nstaff,2023,291,x\n")
    assert [r.cells for r in rows] == [row(0, "staff", "2023", "291", "x").cells]
    assert rows[0].line == head.count("\n") + 2
    assert told(problems) == []


def test_columns_may_stand_in_another_order(read):
    assert read("备注,value,期间(年),指标\nx,291,2023,staff\n") == ([row(2, "staff", "2023", "291", "x")], [])


def test_blanks_around_cells_do_not_count(read):
    rows, problems = read(HEAD + " staff\u3000,\xa02023, 291\xa0\t,  a b \n")
    assert (rows, told(problems)) == ([row(2, "staff", "2023", "291", "a b")], [])


def test_empty_lines_and_lines_of_separators_are_skipped(read):
    rows, problems = read(HEAD + "\n,,,\na,,1,\n  , ,\t,\n,,,,,,\nb,,2\n\n")
    assert (rows, told(problems)) == ([row(4, "a", "", "1"), row(7, "b", "", "2")], [])


def test_a_row_may_end_early_or_in_empty_cells(read):
    assert read(HEAD + "a,2023\nb,,2,,,,\n") == ([row(2, "a", "2023"), row(3, "b", "", "2")], [])


def test_a_cell_over_several_lines_has_the_line_where_its_row_begins(read):
    rows, problems = read(HEAD + 'a,,1,"one\r\ntwo, ""three"""\nb,,2,\n')
    assert rows == [row(2, "a", "", "1", 'one\ntwo, "three"'), row(4, "b", "", "2")]
    assert told(problems) == []


def test_a_head_without_rows_is_an_empty_sheet(read):
    assert read(HEAD) == ([], [])


@pytest.mark.parametrize("cell", ["-5", "+5", "-5.5%", "−5", "－5", "-", "=", ">=", "a=b", "A+B", "3·15", "王@李"])
def test_what_only_looks_like_a_formula_is_read(read, cell):
    assert read(f"{HEAD}a,,{cell},\n") == ([row(2, "a", "", cell)], [])


def test_a_rare_character_with_its_chosen_shape_is_read(read):
    assert read(f"{HEAD}葛\U000e0100,,1,\U00030edd\n") == ([row(2, "葛\U000e0100", "", "1", "\U00030edd")], [])


EMPTY = [b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, b" \r\n\r\n", b",,,\n"]


@pytest.mark.parametrize("content", EMPTY)
def test_a_file_of_nothing_is_told_empty(read, content):
    rows, problems = read(content)
    assert (rows, told(problems)) == ([], [("file-empty", 0)])


FILES = [
    (b"PK\x03\x04\x14\x00\x06", "file-workbook", 0),
    (b"\xd0\xcf\x11\xe0\xa1\xb1", "file-workbook", 0),
    (HEAD.encode("utf-16-le"), "file-binary", 1),
    (HEAD.encode("utf-32"), "file-binary", 1),
    (b"indicator,value\r\na,1\r\nb,\x00\x00\r\n", "file-binary", 3),
    (b"indicator,value\na,1\n" + b"b" * (1 << 20) + b"c,1\n", "file-line-too-long", 3),
    (b"indicator,value\ra,1\r" + b"b" * (3 << 20), "file-line-too-long", 3),
    (("indicator,value\n" + "上" * (1 << 20)).encode("utf-16"), "file-line-too-long", 2),
]


@pytest.mark.parametrize(("content", "code", "line"), FILES)
def test_what_is_no_table_is_told_once(read, content, code, line):
    rows, problems = read(content)
    assert (rows, told(problems)) == ([], [(code, line)])


def test_a_long_line_is_told_before_the_rest_is_read(tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    path.write_bytes(HEAD.encode() + b"x" * (5 << 20))
    plain_open = Path.open
    asked = []

    class Counting:
        def __init__(self, file):
            self.file = file

        def read(self, size):
            asked.append(size)
            return self.file.read(size)

        def __enter__(self):
            return self

        def __exit__(self, *exc):
            self.file.close()

    monkeypatch.setattr(Path, "open", lambda *a, **k: Counting(plain_open(*a, **k)))
    problems = Problems()
    read_sheet(path, "data/a.csv", COLUMNS, REQUIRED, problems)
    assert told(problems) == [("file-line-too-long", 2)]
    assert sum(asked) < 2 << 20


def test_files_that_cannot_be_read_are_told(tmp_path, monkeypatch):
    (tmp_path / "folder").mkdir()
    (tmp_path / "locked").write_text(HEAD, encoding="utf-8")
    (tmp_path / "large").touch()
    os.truncate(tmp_path / "large", FILE_LIMIT + 1)
    (tmp_path / "loop").symlink_to("loop")
    os.mkfifo(tmp_path / "pipe")

    def denied(*_args, **_kwargs):
        raise PermissionError

    monkeypatch.setattr(Path, "open", denied)
    codes = {}
    for name in ("absent", "locked/below", "folder", "locked", "large", "loop", "pipe"):
        problems = Problems()
        assert read_sheet(tmp_path / name, "data/a.csv", COLUMNS, REQUIRED, problems) == []
        [(codes[name], line)] = told(problems)
        assert line == 0
    assert codes == {
        "absent": "file-missing",
        "locked/below": "file-missing",
        "folder": "file-folder",
        "locked": "file-unreadable",
        "large": "file-too-large",
        "loop": "file-unreadable",
        "pipe": "file-unreadable",
    }


@pytest.mark.parametrize(
    ("content", "details", "rows"),
    [
        (
            CHINESE.encode() + "在岗,".encode() + b"\xff,2,\nb,,3,\n",
            {"byte": "0xFF", "position": 8, "before": "在岗,"},
            [*READ, row(4, "b", "", "3")],
        ),
        (
            CHINESE.encode("gb18030") + "在岗,".encode("gb18030") + b"\xff,2,\nb,,3,\n",
            {"byte": "0xFF", "position": 6, "before": "在岗,"},
            [*READ, row(4, "b", "", "3")],
        ),
        (
            codecs.BOM_UTF8 + HEAD.encode() + b"a,,1,\nx\xb8\xda,,2,\nb,,3,\n",  # GB18030 would know this byte
            {"byte": "0xB8", "position": 2, "before": "x"},
            [row(2, "a", "", "1"), row(4, "b", "", "3")],
        ),
        (CHINESE.encode("utf-16") + b"a", {"byte": "0x61", "position": 1, "before": ""}, READ),
    ],
    ids=["UTF-8", "GB18030", "marked UTF-8", "UTF-16"],
)
def test_a_byte_that_no_encoding_knows_is_told_and_other_rows_are_used(read, content, details, rows):
    found, problems = read(content)
    assert found == rows
    assert {key: problems[0].details[key] for key in details} == details
    line = problems[0].where.line
    assert told(problems) == [("file-encoding", line), ("sheet-lost-character", line)]


HEADS = [
    ("甲,乙,丙\n1,2,3\n", "sheet-header-missing", 1),
    ("2023年指标表\nindicator,value\na,1\n", "sheet-header-missing", 1),
    ("a,2023,1,\n", "sheet-header-missing", 1),
    ("indicator,period;value\na,1;2\n", "sheet-separator-unclear", 1),
    ('"indicator,period,value\na,1,2\n', "sheet-quote-unclosed", 1),
    ("indicator,period,note\na,2023,x\n", "sheet-column-missing", 1),
    ("indicator,value,note,指标\na,1,x,b\n", "sheet-column-doubled", 1),
]


@pytest.mark.parametrize(("content", "code", "line"), HEADS)
def test_without_a_certain_head_no_row_is_used(read, content, code, line):
    rows, problems = read(content)
    assert (rows, told(problems)) == ([], [(code, line)])


def test_a_missing_column_is_told_with_all_its_names(read):
    _, problems = read("note\nx\n")
    assert [problem.details["column"] for problem in problems] == ["indicator / 指标 / 指标编号", "value / 数值"]


def test_an_unknown_column_is_told_with_the_nearest_name_and_the_rest_is_used(read):
    rows, problems = read("indcator,indicator,value,负责人\nx,a,1,王\n")
    assert rows == [row(2, "a", "", "1")]
    assert told(problems) == [("sheet-column-unknown", 1)] * 2
    assert [problem.details["near"] for problem in problems] == ["indicator", ""]


ROWS = [
    ("b,,2,x,y", "sheet-row-too-long", {"columns": 4, "cell": "y"}),
    ('b,,2,"x', "sheet-quote-unclosed", {}),
    ('b,,2,"x"y', "sheet-quote-unclosed", {}),
    ("b,,2," + "x" * 140_000, "sheet-cell-too-long", {}),
    ("b,,2\u200b,", "sheet-hidden-character", {"column": "value", "characters": "U+200B"}),
    ("\u202eb\u200b,,2,", "sheet-hidden-character", {"column": "indicator", "characters": "U+202E U+200B"}),
    ("b,,2,x\ty", "sheet-hidden-character", {"column": "note", "characters": "U+0009"}),
    ("b,,2,x\x00y", "sheet-hidden-character", {"column": "note", "characters": "U+0000"}),
    ("b,,2,x\x0c", "sheet-hidden-character", {"column": "note", "characters": "U+000C"}),
    ("b,,2,x\u2028y", "sheet-hidden-character", {"column": "note", "characters": "U+2028"}),
    ("b,\ufeff2023,2,", "sheet-hidden-character", {"column": "period", "characters": "U+FEFF"}),
    ('b,,2,"x\n\x7fy"', "sheet-hidden-character", {"column": "note", "characters": "U+007F"}),
    ("b,,2,\U000e0041", "sheet-hidden-character", {"column": "note", "characters": "U+E0041"}),
    ("b,,2,\ufffd", "sheet-lost-character", {"column": "note", "cell": "\ufffd"}),
    ("b,,2,锟斤拷锟斤拷", "sheet-lost-character", {"column": "note", "cell": "锟斤拷锟斤拷"}),
    ("b,,=SUM(A1:A3),", "sheet-formula", {"column": "value", "cell": "=SUM(A1:A3)"}),
    ('b,,"=""0012""",', "sheet-formula", {"column": "value", "cell": '="0012"'}),
    ("b,,=1+2,", "sheet-formula", {"column": "value", "cell": "=1+2"}),
    ("b,, =A1,", "sheet-formula", {"column": "value", "cell": "=A1"}),
    ("b,,+A1,", "sheet-formula", {"column": "value", "cell": "+A1"}),
    ("b,,-(5),", "sheet-formula", {"column": "value", "cell": "-(5)"}),
    ("b,,2,@SUM(A1)", "sheet-formula", {"column": "note", "cell": "@SUM(A1)"}),
    ("b,,＝A1,", "sheet-formula", {"column": "value", "cell": "＝A1"}),
    ('b,,2,"-甲"', "sheet-formula", {"column": "note", "cell": "-甲"}),
]


@pytest.mark.parametrize(("content", "code", "details"), ROWS)
def test_a_row_with_a_fault_is_told_and_left_out_and_the_others_are_used(read, content, code, details):
    rows, problems = read(f"{HEAD}a,,1,\n{content}\nc,,3,\n")
    assert rows == [row(2, "a", "", "1"), row(content.count("\n") + 4, "c", "", "3")]
    assert told(problems) == [(code, 3)]
    assert problems[0].details == details


def test_tabs_separate_where_the_head_says_so(read):
    assert read("indicator\tvalue\na\t1\n") == ([row(2, "a", "", "1")], [])


def test_all_faults_are_told_at_once(read):
    rows, problems = read('indicator,value,indcator\n\u200ba,=A1,\nb,2,,x\n"c,3,\nd,4,\n')
    assert rows == [row(5, "d", "", "4")]
    assert told(problems) == [
        ("sheet-column-unknown", 1),
        ("sheet-hidden-character", 2),
        ("sheet-formula", 2),
        ("sheet-row-too-long", 3),
        ("sheet-quote-unclosed", 4),
    ]


def test_a_hidden_character_in_a_heading_is_told_and_the_column_is_known(read):
    rows, problems = read("indicator\u200b,value\na,1\n")
    assert rows == [row(2, "a", "", "1")]
    assert told(problems) == [("sheet-hidden-character", 1)]


def test_a_quote_closed_by_another_rows_quote_does_not_swallow_the_rows_between(read):
    rows, problems = read(HEAD + 'a,,1,"x\nb,,2,\nc,,3,\nd,,4,y"\ne,,5,\n')
    assert [r.cells["indicator"] for r in rows] == ["b", "c", "d", "e"]
    assert told(problems) == [("sheet-quote-unclosed", 2)]


def test_every_message_about_sheets_is_raised_by_an_example():
    examples = {code for table in (HEADS, ROWS) for _, code, _ in table} | {"sheet-column-unknown"}
    assert examples == {code for code in MESSAGES if code.startswith("sheet-")}


@pytest.mark.parametrize("code", [code for code in MESSAGES if code.startswith(("file-", "sheet-"))])
def test_every_message_has_words_in_both_languages(code):
    assert MESSAGES[code].zh
    assert MESSAGES[code].en
    assert MESSAGES[code].zh != MESSAGES[code].en


PIECES = st.lists(
    st.sampled_from(
        [*COLUMNS, "指标", ",", ",", "\t", ";", "，", '"', '""', "\n", "\r\n", "\r", " ", "\u200b", "=A1", "甲"]
    )
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary() | st.text().map(str.encode) | PIECES.map(lambda pieces: "".join(pieces).encode()))
@example(b'indicator,value\n"')
@example(b"indicator,value\n\xff")
def test_any_bytes_are_rows_or_told_faults(read, content):
    rows, problems = read(content)
    told(problems)
    assert rows or problems or b"value" in content or "数值".encode() in content
    for line, cells in rows:
        assert line > 1
        assert cells.keys() == COLUMNS.keys()


CELLS = st.text(st.characters(codec="gb18030", categories=("L", "N", "P", "S")), min_size=1).filter(
    lambda cell: cell[0] not in "=＝+＋@＠-－" and not any(c in cell for c in "锟\u3164\uffa0\u115f\u1160\ufffd\ufffc")
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(CELLS, CELLS), max_size=5),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from([",", "\t", ";"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_what_is_written_is_read_whatever_the_encoding(read, cells, encoding, separator, end):
    quoted = [separator.join('"' + cell.replace('"', '""') + '"' for cell in pair) for pair in cells]
    text = end.join([f"indicator{separator}value", *quoted, ""])
    rows, problems = read(text.encode(encoding))
    assert told(problems) == []
    assert [(r.cells["indicator"], r.cells["value"]) for r in rows] == cells


def test_cell_that_is_too_long_is_told_whatever_other_packages_allow(tmp_path):
    limit = csv.field_size_limit(10**9)
    try:
        problems = Problems()
        (tmp_path / "a.csv").write_text("indicator,value\na," + "x" * 140_000 + "\nb,2\n", "utf-8")
        rows = read_sheet(tmp_path / "a.csv", "a.csv", {"indicator": (), "value": ()}, ("indicator",), problems)
        assert ([problem.code for problem in problems], [row.line for row in rows]) == (["sheet-cell-too-long"], [3])
    finally:
        csv.field_size_limit(limit)
