"""Specifications → SVG, in a process of its own: ``python -m csrdirectives.chart.drawing``.

The library that draws starts threads, and a process that holds them hangs when Sphinx forks it. The process reads jobs
from its input and says on its output what could not be drawn.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from csrdirectives.chart.svg import Empty, cleaned

VEGA_LITE = "6.4"
FONTS = "NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf"
FOLDER = Path(__file__).parent.parent / "fonts"
PNG_SCALE = 3


@cache
def maker() -> str:
    """What else decides how a drawing looks: the library, its version of the language, the fonts."""
    return f"{version('vl-convert-python')} {VEGA_LITE} {(files('csrdirectives') / 'fonts' / 'SHA256SUMS').read_text()}"


def key_of(specs: Mapping[str, Any]) -> str:
    """The name of a chart by what is drawn: equal charts are one drawing."""
    said = json.dumps([maker(), specs], sort_keys=True, ensure_ascii=False)
    return blake2b(said.encode(), digest_size=8).hexdigest()


def drawer() -> Callable[[Mapping[str, Any], str], tuple[str, str]]:
    """What draws a specification under a name: the SVG as it came, and cleaned."""
    import vl_convert  # noqa: PLC0415  # eighty megabytes, for who draws alone

    for font in FONTS:
        if not (FOLDER / font).is_file():  # a missing folder or font is no fault to the library: it takes another
            raise FileNotFoundError(FOLDER / font)
    vl_convert.register_font_directory(str(FOLDER))

    def draw(spec: Mapping[str, Any], name: str) -> tuple[str, str]:
        raw = vl_convert.vegalite_to_svg(dict(spec), vl_version=VEGA_LITE, allowed_base_urls=[])
        return raw, cleaned(raw, name)

    return draw


def draw_all(jobs: Mapping[str, Mapping[str, Any]], folder: Path, *, png: bool) -> dict[str, str]:
    """Draw specifications by key and variant into a folder; why it failed, by key."""
    import vl_convert  # noqa: PLC0415  # as above

    draw = drawer()
    failed: dict[str, str] = {}
    for key, specs in jobs.items():
        try:
            for variant, spec in specs.items():
                _, clean = draw(spec, f"{key}-{variant}")
                if png:
                    _put(folder / f"{key}-{variant}.png", vl_convert.svg_to_png(clean, scale=PNG_SCALE))
                _put(folder / f"{key}-{variant}.svg", clean.encode())
        except Empty:
            failed[key] = ""
        except ValueError as error:
            failed[key] = str(error).strip().splitlines()[0]
    return failed


def _put(path: Path, content: bytes) -> None:
    """Write a file as a whole, so that a build that was stopped leaves no half of it."""
    partial = path.with_name(path.name + ".part")
    partial.write_bytes(content)
    partial.replace(path)


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    json.dump(draw_all(asked["jobs"], Path(asked["folder"]), png=asked["png"]), sys.stdout)
