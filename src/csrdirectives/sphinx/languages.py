"""The languages of a site: which there are, and the same page in each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from sphinx.util import logging

from csrdirectives.landing import Language

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

__all__ = ["alternates", "counterparts", "current_language", "language_of_pages", "setup_languages"]

LANGUAGES = [("zh-CN", "中文", "zh"), ("en", "English", "en")]

logger = logging.getLogger(__name__)


class Counterpart(NamedTuple):
    """The page at hand in one of the languages."""

    tag: str
    label: str
    folder: str
    href: str
    current: bool


def built_languages(config: Config) -> list[Language]:
    """The languages whose pages are there to link to: those of ``csr_built_languages``, else the one in work."""
    known = [Language(*entry) for entry in config.csr_languages]
    if config.csr_built_languages:
        return [language for language in known if language.folder in config.csr_built_languages]
    return [language for language in known if is_current(language, config)]


def is_current(language: Language, config: Config) -> bool:
    """Whether this build is in that language: en_GB is built for the entry ``en``, zh_CN for ``zh-CN``."""
    tag = config.language.replace("_", "-").lower()
    return language.tag.lower() in (tag, tag.partition("-")[0])


def current_language(config: Config) -> Language | None:
    """The language of this build, if it is one of those that pages link to."""
    return next((language for language in built_languages(config) if is_current(language, config)), None)


def language_of_pages(app: Sphinx) -> str:
    """The tag of the language as the pages are written: en-GB if ``report.toml`` says which English it is.

    Other pages are linked to as plain ``en``, for readers of any English.
    """
    tag = str(app.config.language).replace("_", "-")
    domain = app.env.domains.get("csr")  # there is none in a project that uses the theme alone
    english = domain.english.replace("_", "-") if domain is not None else ""  # type: ignore[attr-defined]
    return english if english.partition("-")[0] == tag else tag


def counterparts(app: Sphinx, page: str, root: str) -> list[Counterpart]:
    """The page in each language, seen from itself; *root* leads from the page to the root of its language."""
    address = ("" if root == "./" else root) + "../"
    target = app.builder.get_target_uri(page)
    return [
        Counterpart(*language, f"{address}{language.folder}/{target}", is_current(language, app.config))
        for language in built_languages(app.config)
    ]


def alternates(app: Sphinx, page: str) -> list[tuple[str, str]]:
    """Language tags and absolute addresses of a page, for search engines; none without ``html_baseurl``."""
    languages = built_languages(app.config)
    if not app.config.html_baseurl or not languages[1:]:
        return []
    above = urljoin(app.config.html_baseurl.rstrip("/") + "/", "..")
    target = app.builder.get_target_uri(page)
    found = [(language.tag, f"{above}{language.folder}/{target}") for language in languages]
    return [*found, ("x-default", found[0][1])]


def check_languages(_app: Sphinx, config: Config) -> None:
    """Tell of a built language that ``csr_languages`` does not know."""
    known = {entry[2] for entry in config.csr_languages}
    for folder in config.csr_built_languages:
        if folder not in known:
            words = "csr_built_languages: no language in csr_languages has the folder %r"
            logger.warning(words, folder, type="csr", subtype="theme")


def setup_languages(app: Sphinx) -> None:
    """Add the settings about languages."""
    app.add_config_value(
        "csr_languages",
        LANGUAGES,
        "html",
        (list, tuple),
        "Languages that a site may have, the first for readers of none of them: tag, own name, folder of each.",
    )
    app.add_config_value(
        "csr_built_languages",
        [],
        "html",
        (list, tuple),
        "Folders of the languages that are built; pages link to each other in these. Empty: only the one in work.",
    )
    app.connect("config-inited", check_languages)
