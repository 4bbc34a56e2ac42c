"""What search engines read: the pages of a site in every language, and which of them they may list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from csrdirectives.landing import Language

HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


def sitemap(site: str, languages: Sequence[Language], targets: Iterable[str]) -> str:
    """``sitemap.xml``: each page by its whole address, with the same page in the other languages.

    *site* is the address of the folder above the languages, *targets* are the pages below each of them.
    """
    entries = []
    for target in sorted(targets):
        found = [(language.tag, f"{site}{language.folder}/{target}") for language in languages]
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang={quoteattr(tag)} href={quoteattr(address)}/>\n'
            for tag, address in [*found, ("x-default", found[0][1])]
            if len(found) > 1
        )
        entries += [f"<url>\n<loc>{escape(address)}</loc>\n{others}</url>\n" for _, address in found]
    return f"{HEAD}{''.join(entries)}</urlset>\n"


def robots(site: str, *, listed: bool) -> str:
    """``robots.txt``: whether the pages may be listed, and where the sitemap is.

    A change under review is closed here, too, since not every search engine reads what a page says of itself.
    """
    if not listed:
        return "User-agent: *\nDisallow: /\n"
    return "User-agent: *\nAllow: /\n" + (f"Sitemap: {site}sitemap.xml\n" if site else "")
