"""The bundled fonts are those that were made, and hold the characters that Chinese reports need."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

import csrdirectives

FONTS = Path(csrdirectives.__file__).parent / "fonts"
HANZI = Path(__file__).parents[2] / "tools" / "hanzi-8105.txt"
SUMS = dict(line.split()[::-1] for line in (FONTS / "SHA256SUMS").read_text("ascii").splitlines())
STANDARD = {int(line.removeprefix("U+"), 16) for line in HANZI.read_text("ascii").split()}
GB2312 = "".join(bytes([a, b]).decode("gb2312", "ignore") for a in range(0xA1, 0xF8) for b in range(0xA1, 0xFF))


@pytest.fixture(params=sorted(SUMS), scope="module")
def font(request):
    with TTFont(FONTS / request.param, lazy=True) as font:
        yield font


def features(font, table):
    return {record.FeatureTag for record in font[table].table.FeatureList.FeatureRecord}


def test_fonts_are_the_four_that_were_made():
    made = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in FONTS.glob("*.ttf")}
    assert made == SUMS
    assert len(made) == 4


def test_lists_of_characters_are_whole():
    assert len(STANDARD) == 8105
    assert len(GB2312) == 7445


def test_font_has_all_of_both_lists(font):
    assert {chr(code) for code in STANDARD.union(map(ord, GB2312)) - set(font.getBestCmap())} == set()


def test_font_has_the_symbols_of_reports(font):
    assert {sign for sign in "％℃㎡①Ⅻ→≥×²—…“”《》·€¥ǎüÀé" if ord(sign) not in font.getBestCmap()} == set()


def test_font_keeps_the_features_that_set_chinese_and_english_punctuation(font):
    assert features(font, "GSUB") >= {"pwid", "locl", "vert"}
    assert features(font, "GPOS") >= {"halt", "palt", "kern"}


def test_licence_and_readme_carry_each_font_s_own_copyright_and_version(font):
    names = {id_: font["name"].getDebugName(id_) for id_ in (0, 5, 6)}
    assert names[0] in (FONTS / "OFL.txt").read_text("utf-8")
    readme = (FONTS / "README.md").read_text("utf-8")
    assert all(name in readme for name in names.values())
