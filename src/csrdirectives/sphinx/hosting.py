"""Where the site is published, and whether it is a release or a change under review: told by settings or a service."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from csrdirectives.sphinx.languages import current_language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.config import Config

__all__ = ["setup_hosting", "site_address", "under_review"]


def site_address(configured: str, environ: Mapping[str, str]) -> str:
    """The address of the folder above the languages, with a slash at its end; empty if it is not known."""
    address = configured or environ.get("READTHEDOCS_CANONICAL_URL", "")
    return address.rstrip("/") + "/" if address else ""


def under_review(configured: str, environ: Mapping[str, str]) -> str:
    """The change that is under review; empty for a release.

    On Read the Docs the service alone knows: a setting left behind cannot mark a release, nor a preview lose its mark.
    """
    if environ.get("READTHEDOCS") != "True":
        return configured
    return environ.get("READTHEDOCS_VERSION", "?") if environ.get("READTHEDOCS_VERSION_TYPE") == "external" else ""


def ask_the_service(app: Sphinx, config: Config) -> None:
    """Fill in what the service tells, before the builder compares the settings with those of its last run."""
    config.csr_review = under_review(config.csr_review, os.environ)
    config.csr_site_url = site_address(config.csr_site_url, os.environ)
    language = current_language(config)
    if config.csr_site_url and language and not config.html_baseurl:
        config.html_baseurl = f"{config.csr_site_url}{language.folder}/"


def setup_hosting(app: Sphinx) -> None:
    """Add the settings, and listen to Read the Docs."""
    app.add_config_value(
        "csr_site_url",
        "",
        "html",
        str,
        "The address of the folder above the languages; html_baseurl follows from it."
        " Empty: as Read the Docs gives it.",
    )
    app.add_config_value(
        "csr_review",
        "",
        "html",
        str,
        "The change under review, such as the number of a pull request: a ribbon on each page names it, and search"
        " engines are asked to leave the pages out. Empty: a release. On Read the Docs the service decides.",
    )
    app.connect("config-inited", ask_the_service)
