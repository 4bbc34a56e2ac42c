"""The files above the languages: where a reader comes to the root of the site, and what search engines read there.

Every build writes them alike, whichever is the last.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from csrdirectives.landing import landing_page
from csrdirectives.notfound import not_found_page
from csrdirectives.sitemap import robots, sitemap
from csrdirectives.sphinx.datafolder import offers_files
from csrdirectives.sphinx.languages import built_languages
from csrdirectives.sphinx.translation import site_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config

    from csrdirectives.landing import Language

logger = logging.getLogger(__name__)

MAP = "sitemap.xml"


class Above:
    """What is written beside the folder that was built, if ``csr_landing`` asks for it."""

    def __init__(self) -> None:
        self.title = ""

    def note(self, _app: Sphinx, config: Config) -> None:
        """Remember the title in the language of the sources, before it is translated."""
        self.title = config.html_title

    def write(self, app: Sphinx, error: Exception | None) -> None:
        """Write the files, and take away the map of an earlier build that is true no more."""
        if error is not None or not app.config.csr_landing or app.builder.format != "html":
            return
        languages, folder = built_languages(app.config), Path(app.outdir).parent
        if not languages:
            words = "csr_landing: csr_languages has no entry for the language %r"
            logger.warning(words, app.config.language, type="csr", subtype="theme")
            return
        files = dict(self._files(app, languages))
        if MAP not in files:
            (folder / MAP).unlink(missing_ok=True)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")

    def _files(self, app: Sphinx, languages: list[Language]) -> Iterator[tuple[str, str]]:
        site, listed = app.config.csr_site_url, not app.config.csr_review
        titles = {language.folder: site_text(app, self.title, language.tag) for language in languages}
        yield "index.html", landing_page(languages, titles, indexed=listed)
        if offers_files(app.builder):
            yield "404.html", not_found_page(languages, titles, site or "/")
            yield "robots.txt", robots(site, listed=listed)
            if site and listed:
                yield MAP, sitemap(site, languages, map(app.builder.get_target_uri, app.env.found_docs))


def setup_above(app: Sphinx) -> None:
    """Add the setting, and write the files at the end."""
    app.add_config_value(
        "csr_landing",
        default=False,
        rebuild="",
        types=bool,
        description="Whether to write index.html above the languages, which leads a reader to one of them; with it"
        " 404.html, robots.txt and, where the address of the site is known, sitemap.xml.",
    )
    above = Above()
    app.connect("config-inited", above.note, priority=100)
    app.connect("build-finished", above.write)
