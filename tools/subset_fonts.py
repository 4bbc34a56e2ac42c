"""Makes the fonts of src/csrdirectives/fonts: Noto Serif SC and Noto Sans SC with the characters that reports need.

For maintainers, with fontTools and the full fonts at hand (src/csrdirectives/fonts/README.md says which)::

    python tools/subset_fonts.py src/csrdirectives/fonts NotoSerifSC_400Regular.ttf NotoSerifSC_700Bold.ttf …

Kept are the 8,105 characters of 通用规范汉字表 (hanzi-8105.txt beside this file), all of GB 2312, and the Latin
letters, symbols, enclosed characters and full-width forms of ``RANGES``, with every layout feature. The same fonts
and the same fontTools give the same bytes.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import click
from fontTools import subset
from fontTools.ttLib import TTFont

HANZI = Path(__file__).with_name("hanzi-8105.txt")
RANGES = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x017F),  # Latin letters of Western and Central Europe, as far as the fonts have them
    (0x01CD, 0x01DC),  # pinyin
    (0x2010, 0x2027),  # dashes, quotation marks, ellipsis
    (0x2030, 0x203F),
    (0x2070, 0x208F),  # superscripts and subscripts
    (0x20A0, 0x20BF),  # currencies
    (0x2100, 0x22FF),  # letter-like symbols, number forms, arrows, mathematical operators
    (0x2460, 0x24FF),  # enclosed numbers
    (0x25A0, 0x260F),  # geometric shapes
    (0x2713, 0x2717),
    (0x3000, 0x301F),  # CJK punctuation
    (0x3220, 0x33FF),  # enclosed Han and units
    (0xFE30, 0xFE4F),  # vertical forms
    (0xFF00, 0xFFEF),  # full-width and half-width forms
)


def standard_hanzi() -> set[int]:
    """The characters of 通用规范汉字表."""
    lines = HANZI.read_text("ascii").split()
    return {int(line.removeprefix("U+"), 16) for line in lines}


def gb2312() -> set[int]:
    """The characters of GB 2312, among them symbols, kana, Greek and Cyrillic."""
    cells = (bytes([row, cell]) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return {ord(character) for cell in cells for character in cell.decode("gb2312", "ignore")}


def reduced(path: Path, characters: set[int]) -> TTFont:
    """A font with these characters alone."""
    options = subset.Options(
        layout_features=["*"],  # half-width punctuation and proportional quotation marks live there
        hinting=False,
        name_IDs=["*"],  # the licence asks that the font says whose it is
        name_languages=["*"],
        notdef_outline=True,
        recalc_timestamp=False,  # else no two runs give the same bytes
    )
    font = subset.load_font(path, options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    return font


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.argument("fonts", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def main(folder: Path, fonts: tuple[Path, ...]) -> None:
    """Write the subsets of FONTS into FOLDER, each under its PostScript name, and their checksums."""
    required = standard_hanzi() | gb2312()
    characters = required | {code for first, last in RANGES for code in range(first, last + 1)}
    sums = []
    for path in fonts:
        font = reduced(path, characters)
        have = set(font.getBestCmap())
        lost = "".join(map(chr, sorted(required - have)))
        if lost:
            sys.exit(f"{path} lacks {lost}")
        target = folder / f"{font['name'].getDebugName(6)}.ttf"
        font.save(target)
        content = target.read_bytes()
        sums.append(f"{hashlib.sha256(content).hexdigest()}  {target.name}\n")
        click.echo(f"{target}: {len(have)} characters, {len(content) / 1e6:.2f} MB")
    (folder / "SHA256SUMS").write_text("".join(sorted(sums, key=lambda line: line.split()[1])), "ascii")


if __name__ == "__main__":
    main()
