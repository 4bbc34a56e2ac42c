"""The page for an address that leads nowhere, in every language of the site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from csrdirectives.landing import Language, document

WORDS = {
    "zh": ("没有这一页", "地址可能写错了，这一页也可能已经移动。", "{}：回到首页", "搜索"),
    "en": (
        "There is no such page",
        "The address may be mistyped, or the page may have moved.",
        "{}: Overview",
        "Search",
    ),
}


def not_found_page(languages: Sequence[Language], titles: Mapping[str, str], root: str) -> str:
    """A page that may be shown at any address, so that its links begin at *root*, the folder above the languages."""
    title = " · ".join(_words(language)[0] for language in languages)
    parts = (_part(language, titles[language.folder], root) for language in languages)
    return document(languages[0].tag, title, "\n".join(parts))


def _part(language: Language, title: str, root: str) -> str:
    heading, reason, home, search = map(escape, _words(language))
    folder = escape(f"{root}{language.folder}")
    return f"""<section lang="{escape(language.tag)}">
<h1>{heading}</h1>
<p>{reason}</p>
<ul>
<li><a href="{folder}/index.html" hreflang="{escape(language.tag)}">{home.format(escape(title))}</a></li>
<li><a href="{folder}/search.html" hreflang="{escape(language.tag)}">{search}</a></li>
</ul>
</section>"""


def _words(language: Language) -> tuple[str, str, str, str]:
    return WORDS.get(language.tag.lower().partition("-")[0], WORDS["en"])
