"""The site and the print of one language, compared from the files: each shows what the other shows.

In print, too, every figure and every name of an indicator is a link to its definition, which is known by its key. The
figures of charts are left out: there they are drawn.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from csrdirectives.editions import Edition
from csrdirectives.pdffile import Pdf
from csrdirectives.problems import Problem, Where
from csrdirectives.webpage import Lead

_HYPHEN = re.compile("(?<=[A-Za-z\x02])-|-(?=[A-Za-z\x02])|\x02")  # a reader gives \x02 for one at the end of a line
_ABOVE = 3.0  # points by which a link may lead below the top of the line of a key
_BELOW = 30.0  # points by which it leads above: a long name has two lines


class Shown(NamedTuple):
    """An indicator and what is read where its figure or name is shown, without blanks and hyphens."""

    indicator: str
    text: str


def compare_print(site: Edition, pdf: Path, leave_out: Collection[str] = ()) -> Iterator[Problem]:
    """What one of the two shows more often than the other, by page, key and both texts; *leave_out* is not printed."""
    on_site: dict[Shown, list[Where]] = defaultdict(list)
    for name, page in site.pages.items():
        if name not in leave_out:
            for lead in page.leads:
                on_site[_shown(lead)].append(site.where(name, lead.line))
    in_print = printed(pdf, {shown.indicator for shown in on_site})
    lost = Counter({shown: len(places) - len(in_print.get(shown, ())) for shown, places in on_site.items()})
    added = Counter({shown: len(pages) - len(on_site.get(shown, ())) for shown, pages in in_print.items()})
    for (indicator, text), count in (+lost).items():
        other = [shown.text for shown in +added if shown.indicator == indicator]
        details = {"text": text, "key": indicator, "count": count, "found": "; ".join(other) or "–"}
        yield Problem("print-figure-lost", on_site[Shown(indicator, text)][0], details)
    for (indicator, text), count in (+added).items():
        pages = ", ".join(str(number + 1) for number in sorted(set(in_print[Shown(indicator, text)])))
        details = {"text": text, "key": indicator, "count": count, "pages": pages}
        yield Problem("print-figure-added", Where(pdf.as_posix()), details)


def printed(path: Path, indicators: Collection[str]) -> Mapping[Shown, list[int]]:
    """What the links to definitions show, and the pages on which each stands, counted from 0."""
    pdf = Pdf(path)
    keys: dict[int, list[tuple[float, str]]] = defaultdict(list)  # by page: the height of each key, and the key
    for tag in pdf.named("Code"):
        if tag.page is not None and tag.text.strip() in indicators:
            keys[tag.page].append((tag.shown[0].top, tag.text.strip()))
    found: dict[Shown, list[int]] = defaultdict(list)
    for link in pdf.named("Link"):
        place = pdf.place(link.annotations[0].get("/Dest")) if link.annotations else None
        if place is None or link.page is None:
            continue
        page, _, height = place
        top, key = max(((top, key) for top, key in keys[page] if top <= height + _ABOVE), default=(height - _BELOW, ""))
        if height - top < _BELOW:
            found[Shown(key, _plain(link.text))].append(link.page)
    return found


def _shown(lead: Lead) -> Shown:
    return Shown(lead.indicator, _plain(lead.text))


def _plain(text: str) -> str:
    """The text without what line breaks add or take away: white space, hyphens of words."""
    return _HYPHEN.sub("", "".join(text.split()))
