"""The preview of a pull request: the service's file is valid, and what it says builds both languages."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parent.parent
FILE = ROOT / ".readthedocs.yaml"
SERVICE = {
    "READTHEDOCS": "True",
    "READTHEDOCS_PROJECT": "report",
    "READTHEDOCS_LANGUAGE": "zh-cn",
    "READTHEDOCS_VERSION": "12",
    "READTHEDOCS_VERSION_NAME": "12",
    "READTHEDOCS_VERSION_TYPE": "external",
    "READTHEDOCS_CANONICAL_URL": "https://report--12.org.readthedocs.build/12/",
    "READTHEDOCS_GIT_IDENTIFIER": "12",
    "READTHEDOCS_GIT_COMMIT_HASH": "0123456789abcdef0123456789abcdef01234567",
}


def valid(file):
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.readthedocs", str(file)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0  # noqa: S603


def test_file_is_valid_by_the_schema_of_the_service():
    assert valid(FILE)


def test_a_slip_in_the_file_is_noticed(tmp_path):
    spoilt = tmp_path / ".readthedocs.yaml"
    spoilt.write_text(FILE.read_text("utf-8").replace("jobs:", "commands:"), encoding="utf-8")
    assert not valid(spoilt)


BUILD = YAML(typ="safe").load(FILE)["build"]


def commands():
    build = BUILD["jobs"]["build"]
    return [*BUILD["jobs"]["install"], *build["html"], *build["pdf"]]


def test_every_build_is_one_that_anybody_can_run_with_tox():
    assert [command for command in commands() if not command.startswith(("python -m tox", "mkdir", "cp"))] == [
        'python -m pip install --upgrade pip "tox>=4.24,<5"'
    ]


def python():
    """The Python that the service has, if it is there and runs, which a name on the PATH does not promise."""
    named = f"python{BUILD['tools']['python']}"
    if shutil.which(named) and subprocess.run([named, "--version"], capture_output=True, check=False).returncode == 0:  # noqa: S603
        return named
    return sys.executable


@pytest.fixture(scope="module")
def preview(tmp_path_factory):
    """What the service would publish, built by its commands from the files that git has or would take."""
    checkout = tmp_path_factory.mktemp("checkout")
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0"):  # noqa: S603
        if name and (ROOT / name).is_file():
            (checkout / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, checkout / name)
    machine = tmp_path_factory.mktemp("machine")
    subprocess.run([python(), "-m", "venv", machine], check=True)  # noqa: S603
    output = checkout / "_readthedocs"
    kept = {name: value for name, value in os.environ.items() if name in ("HOME", "LANG") or name.startswith("PIP_")}
    path = os.pathsep.join((str(machine / "bin"), os.environ["PATH"]))
    env = {**kept, **SERVICE, "PATH": path, "READTHEDOCS_OUTPUT": str(output)}
    for command in commands():  # each in a shell of its own, as there
        outcome = subprocess.run(  # noqa: S602
            command, shell=True, cwd=checkout, env=env, capture_output=True, text=True, check=False
        )
        assert outcome.returncode == 0, f"{command}\n{outcome.stdout}\n{outcome.stderr}"
    assert not (checkout / "_build" / "html").exists()  # the service refuses such a folder
    return output / "html"


@pytest.mark.preview
def test_preview_offers_the_pdf_of_each_language(preview):
    for language in ("zh", "en"):
        (pdf,) = (preview / language / "downloads").iterdir()
        assert pdf.read_bytes().startswith(b"%PDF")
        address = re.escape(f"../downloads/{pdf.name}")
        page = (preview / language / "responsibility" / "community.html").read_text("utf-8")
        assert re.search(rf'<a class="csr-pdf" href="{address}"[^>]*>[^<]*PDF[^<]*[kM]B[^<]*</a>', page)


@pytest.mark.preview
def test_service_gets_one_pdf_with_one_dot_in_its_name(preview):
    (pdf,) = (preview.parent / "pdf").iterdir()
    assert pdf.name.count(".") == 1


@pytest.mark.preview
def test_preview_holds_both_languages_marked_as_under_review(preview):
    assert (preview / "index.html").is_file()
    for language, ribbon in (
        ("zh", "审阅稿，尚未发布：合并请求 12"),
        ("en", "For review, not published: pull request 12"),
    ):
        text = (preview / language / "responsibility" / "community.html").read_text("utf-8")
        assert ribbon in text
        assert '<meta name="robots" content="noindex">' in text
        for tag, folder in (("zh-CN", "zh"), ("en", "en"), ("x-default", "zh")):
            address = f"{SERVICE['READTHEDOCS_CANONICAL_URL']}{folder}/responsibility/community.html"
            assert f'<link rel="alternate" hreflang="{tag}" href="{address}">' in text
