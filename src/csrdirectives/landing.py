"""The page above the languages: where a reader who comes to the root of the site is led on."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["CHOICE", "Language", "document", "landing_page"]

CHOICE = "csr-language"
"""Under this name the reader's browser remembers the language once chosen."""

HEADING = {"zh": "请选择语言", "en": "Choose a language"}


class Language(NamedTuple):
    """A language the site is built in: its tag (zh-CN), its own name (中文) and its folder (zh)."""

    tag: str
    label: str
    folder: str


def landing_page(languages: Sequence[Language], titles: Mapping[str, str], *, indexed: bool = True) -> str:
    """The root ``index.html`` of a site with these languages; the first is the one for readers of none of them.

    *titles* has the report's title by the folder of each language. With one language the page leads there at once. With
    several it lists them; a reader who allows scripts is led to the language chosen before, else to the first of the
    browser's languages that there is. ``index.html#languages`` always shows the list. It works without script, and
    from disk; a language is remembered only if the reader chooses one. Search engines are asked to leave the page out
    unless it is *indexed*.
    """
    if not languages:
        reason = "a landing page needs at least one language"
        raise ValueError(reason)
    first = languages[0]
    several = len(languages) > 1
    headings = "<br>\n".join(_words(item, titles[item.folder]) for item in languages)
    links = "\n".join(
        f'<li><a href="{escape(item.folder)}/index.html" lang="{escape(item.tag)}" hreflang="{escape(item.tag)}"'
        f' data-folder="{escape(item.folder)}">{escape(item.label if several else titles[item.folder])}</a></li>'
        for item in languages
    )
    lead = "" if several else f'<meta http-equiv="refresh" content="0; url={escape(first.folder)}/index.html">\n'
    robots = "" if indexed else '<meta name="robots" content="noindex">\n'
    questions = " · ".join(
        _words(item, HEADING[_primary(item.tag)]) for item in languages if _primary(item.tag) in HEADING
    )
    question = f"<p>{questions}</p>\n" if several else ""
    script = f"<script>\n{_script(languages)}</script>\n" if several else ""
    return document(
        first.tag,
        " · ".join(titles[item.folder] for item in languages),
        f"<h1>{headings}</h1>\n{question}<ul>\n{links}\n</ul>",
        head=robots + lead,
        end=script,
    )


def document(tag: str, title: str, body: str, *, head: str = "", end: str = "") -> str:
    """A page that stands above the languages, without the theme: in the language of a tag, with a style of its own."""
    return f"""<!doctype html>
<html lang="{escape(tag)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{escape(title)}</title>
<link rel="icon" href="data:,">
{head}<style>
{STYLE}</style>
</head>
<body>
<main>
{body}
</main>
{end}</body>
</html>
"""


def _primary(tag: str) -> str:
    return tag.lower().partition("-")[0]


def _words(language: Language, words: str) -> str:
    return f'<span lang="{escape(language.tag)}">{escape(words)}</span>'


def _script(languages: Sequence[Language]) -> str:
    folders = {_primary(language.tag): language.folder for language in reversed(languages)}
    listed = json.dumps(folders, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
    return f"""const folders = {listed};
let chosen = null;
try {{ chosen = localStorage.getItem("{CHOICE}"); }} catch {{}}
if (!Object.values(folders).includes(chosen))
  chosen = navigator.languages.map((tag) => folders[tag.toLowerCase().split("-")[0]]).find((folder) => folder);
if (chosen && location.hash !== "#languages") location.replace(chosen + "/index.html");
for (const link of document.querySelectorAll("a[data-folder]"))
  link.addEventListener("click", () => {{
    try {{ localStorage.setItem("{CHOICE}", link.dataset.folder); }} catch {{}}
  }});
"""


STYLE = """:root {
  color-scheme: light dark;
  font-family: "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif;
  line-height: 1.8;
}
body { margin: 0; min-height: 100vh; display: grid; place-items: center }
main { padding: 2rem; max-width: 36rem }
h1 { font-family: "Songti SC", "Noto Serif CJK SC", "Noto Serif SC", serif; line-height: 1.4; text-wrap: balance }
h1 :lang(en) { font-size: .75em }
ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .75rem }
a { display: inline-block; padding: .4rem 1.25rem; border: 1px solid; border-radius: .25rem; color: inherit }
a:focus-visible { outline: 3px solid Highlight; outline-offset: 2px }
"""
