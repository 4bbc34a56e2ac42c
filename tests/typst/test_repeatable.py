"""The report made again in other circumstances has the same bytes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
NO_FONTS = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig/>'
LANGUAGES = {"zh": "zh_CN", "en": "en"}


def alone(command: list[str]) -> list[str]:
    """The command cut off from every network, where the system lets one do so."""
    cut = ["unshare", "--map-root-user", "--net"]
    allowed = shutil.which("unshare") and subprocess.run([*cut, "true"], capture_output=True, check=False)  # noqa: S603
    return [*cut, *command] if allowed and allowed.returncode == 0 else command


@pytest.fixture
def elsewhere(tmp_path):
    """A function that runs Sphinx on a copy of the report: other folder, time zone, locale and order of hashing, four
    processes, no fonts of the system and no network.
    """
    for name in ("conf.py", "docs", "locales"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    fonts = tmp_path / "fonts.conf"
    fonts.write_text(NO_FONTS, encoding="utf-8")
    dead = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy", "HTTPS_PROXY", "ALL_PROXY"), "http://127.0.0.1:9")
    own = {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7", "HOME": str(tmp_path), "LANG": "C"}
    environment = {**os.environ, **dead, **own, "FONTCONFIG_FILE": str(fonts), "FONTCONFIG_PATH": str(tmp_path)}

    def run(builder, out, *options):
        command = [sys.executable, "-m", "sphinx", "-nWq", "-j", "4", "-b", builder, "-c", ".", "-d", "trees", *options]
        done = subprocess.run(  # noqa: S603
            alone([*command, "docs", out]), cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return tmp_path / out

    return run


def files(folder):
    paths = (path for path in folder.rglob("*") if path.is_file() and ".doctrees" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.mark.parametrize("language", LANGUAGES)
def test_same_bytes_from_elsewhere_without_fonts_or_network_in_any_number_of_processes(published, elsewhere, language):
    options = ["-D", f"language={LANGUAGES[language]}"]
    pdf = published / "pdf" / f"songjiang-2023-{language}.pdf"
    assert (elsewhere("typst", "pdf", *options) / pdf.name).read_bytes() == pdf.read_bytes()
    offered = f"csr_pdf={published / 'pdf' / 'songjiang-2023-{language}.pdf'}"  # the builder fills in the language
    site = files(elsewhere("html", f"html/{language}", *options, "-D", offered))
    as_published = files(published / "html" / language)
    assert len(as_published) > 100
    assert {name for name in {*site, *as_published} if site.get(name) != as_published.get(name)} == set()
