"""The site and the plain text of one language, compared from the files: each shows the figures that the other shows.

A text has no keys; the figures of a page are looked for in it as readers read them, in any order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from csrdirectives.editions import Edition
from csrdirectives.problems import Problem, Where
from csrdirectives.textpage import count, one_line, whole
from csrdirectives.webpage import Figure, Page

_AROUND = 12  # characters of what stands in the place of a lost figure


def compare_texts(site: Edition, folder: Path, texts: Mapping[str, str]) -> Iterator[Problem]:
    """Every figure that one of the two shows more often than the other, by page, key and both texts."""
    for name, page in site.pages.items():
        if name in texts:
            yield from _figures(site, name, page, texts[name], Where(_path(folder, name)))
        elif page.figures:
            yield Problem("text-page", site.where(name), {"page": name})
    for name in sorted(texts.keys() - site.pages.keys()):
        yield Problem("text-page", Where(_path(folder, name)), {"page": name})


def _figures(site: Edition, name: str, page: Page, text: str, where: Where) -> Iterator[Problem]:
    shown: dict[str, list[Figure]] = {}
    for figure in page.figures:
        shown.setdefault(one_line(figure.text), []).append(figure)
    shown.pop("", None)
    read = "\n".join(filter(None, map(one_line, "".join(page.words).split("\n"))))
    on_page, in_text = count(shown, read), count(shown, text)
    for string, figures in shown.items():
        keys = " ".join(dict.fromkeys(figure.key for figure in figures))
        details = {"text": string, "key": keys, "page": name}
        if in_text[string] < on_page[string]:
            found = next(filter(None, (_instead(figure, string, text) for figure in figures)), "–")
            more = {"count": on_page[string] - in_text[string], "found": found}
            yield Problem("text-figure-lost", site.where(name, figures[0].line), details | more)
        elif in_text[string] > on_page[string]:
            more = {"count": in_text[string] - on_page[string], "place": _place(string, text)}
            yield Problem("text-figure-added", where, details | more)


def _instead(figure: Figure, string: str, text: str) -> str:
    """What the text has after the words that stand before a figure on the page, unless that is the figure."""
    before = one_line(figure.before)[-_AROUND:]
    at = text.find(before) + len(before)
    if not before or at < len(before):
        return ""
    found = text[at : at + len(string) + 2].partition("\n")[0].strip()
    return "" if found.startswith(string) else found


def _place(string: str, text: str) -> str:
    """The last place where the text has a figure, with the words around it."""
    at = max(match.start() for match in whole(string).finditer(text))
    return text[max(0, at - _AROUND) : at + len(string) + _AROUND].replace("\n", " ").strip()


def _path(folder: Path, name: str) -> str:
    return (folder / name).with_suffix(".txt").as_posix()
