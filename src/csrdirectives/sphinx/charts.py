"""Charts in pages: what is to be drawn is noted while pages are read, drawn at once, and put in as pages are written.

A page holds an image with an address of our own, ``csr-chart://``; each builder gets the drawing that suits it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from hashlib import blake2b
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from csrdirectives.sphinx.chartfiles import offer_file, setup_chart_files
from csrdirectives.sphinx.freshness import domain_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)

SCHEME = "csr-chart://"
FOLDER = "charts"
HTML_ONLY = "html-only"
SCREEN = ("wide", "narrow")
SECONDS = 120
"""After which a drawing is given up."""


# ---- drawing


def variants(builder: Builder) -> tuple[str, ...]:
    """Which drawings a builder shows."""
    if _is_page(builder):
        return SCREEN
    types = builder.supported_image_types
    return ("print",) if "image/svg+xml" in types or "image/png" in types else ()


def file_name(key: str, variant: str, suffix: str = "svg") -> str:
    """The name of the file of a drawing."""
    return f"{key}-{variant}.{suffix}"


def _is_page(builder: Builder) -> bool:
    return builder.format == "html" and builder.name != "epub"


def _suffix(builder: Builder) -> str:
    return "svg" if _is_page(builder) or "image/svg+xml" in builder.supported_image_types else "png"


def folder_of(env: BuildEnvironment) -> Path:
    """Where drawings are kept between builds: beside the doctrees."""
    return Path(env.doctreedir, FOLDER)


def draw_charts(app: Sphinx, env: BuildEnvironment) -> None:
    """Draw what is not drawn yet, of all pages at once, in a process of its own; forget what no page shows."""
    domain = domain_of(env)
    shown, suffix, folder = variants(app.builder), _suffix(app.builder), folder_of(env)
    charts = {key: text for found in domain.charts.values() for key, (text, _) in found.items()}
    if folder.is_dir():
        for path in folder.iterdir():
            if path.name.split("-")[0] not in charts:
                path.unlink(missing_ok=True)
    jobs = {}
    for key, text in charts.items():
        missing = [variant for variant in shown if not (folder / file_name(key, variant, suffix)).is_file()]
        if missing:
            specs = json.loads(text)
            jobs[key] = {variant: specs[variant] for variant in missing}
    if jobs:
        folder.mkdir(parents=True, exist_ok=True)
        failed = _drawn(jobs, folder, png=suffix == "png")
        for page, found in sorted(domain.charts.items()):
            for key, (_, line) in found.items():
                if key in failed:
                    _tell(page, line, failed[key])


def _drawn(jobs: Mapping[str, Any], folder: Path, *, png: bool) -> dict[str, str]:
    """Have the jobs drawn; why some were not, by key."""
    asked = json.dumps({"jobs": jobs, "folder": str(folder), "png": png})
    command = [sys.executable, "-m", "csrdirectives.chart.drawing"]
    try:
        done = subprocess.run(command, input=asked, capture_output=True, text=True, timeout=SECONDS, check=False)  # noqa: S603  # ours
        return dict(json.loads(done.stdout))
    except subprocess.TimeoutExpired:
        reason = f"> {SECONDS} s"
    except ValueError:
        reason = (done.stderr.strip().splitlines() or [f"exit {done.returncode}"])[-1]
    return dict.fromkeys(jobs, reason)


def _tell(page: str, line: int, reason: str) -> None:
    """Warn at the chart that it was not drawn."""
    from csrdirectives.lookup import NotFound  # noqa: PLC0415  # the core, which most builds do without
    from csrdirectives.problems import user_language  # noqa: PLC0415
    from csrdirectives.sphinx.reporting import problem_of  # noqa: PLC0415

    fault = NotFound("chart-not-drawn", reason=reason) if reason else NotFound("chart-drawn-empty")
    words = problem_of(fault).text(user_language())
    logger.warning(words, location=(page, line), type="csr", subtype=fault.code)


# ---- putting in


class PutInCharts(SphinxPostTransform):
    """Puts the drawings into the page; where there is none, the table of the figures stands for the chart."""

    default_priority = 5  # before images are fetched and converted

    def run(self, **kwargs: object) -> None:
        builder = self.env._app.builder  # noqa: SLF001  # as Sphinx's own transforms do; its public name is to go
        page, one_page = self.env.current_document.docname, _is_page(builder) and builder.name != "singlehtml"
        if builder.name == "gettext" or (one_page and page not in domain_of(self.env).charts):
            return
        charts = [image for image in self.document.findall(nodes.image) if image["uri"].startswith(SCHEME)]
        for number, image in enumerate(charts, 1):
            figure = image.parent
            assert isinstance(figure, nodes.figure)
            image["alt"] = image.get("alt") or image.attributes.pop("csr_words")
            image.attributes.pop("csr_words", None)
            caption = figure.next_node(nodes.caption)
            title = caption.astext() if caption is not None else ""
            offer_file(builder, self.env, figure, title)
            if not self._put_in(builder, image, title, number):
                figure.remove(image)
                _show_table(figure)
        if builder.format == "latex":  # as in all that is printed, the figures stand on the marks
            for data in [node for node in self.document.findall(nodes.container) if "csr_title" in node]:
                data.parent.remove(data)
        if _is_page(builder):
            for data in [node for node in self.document.findall(nodes.container) if "csr_title" in node]:
                _fold(data)

    def _put_in(self, builder: Builder, image: nodes.image, title: str, number: int) -> bool:
        key, folder, suffix = image["uri"].removeprefix(SCHEME), folder_of(self.env), _suffix(builder)
        paths = [folder / file_name(key, variant, suffix) for variant in variants(builder)]
        if not paths or not all(path.is_file() for path in paths):
            return False
        language = (self.config.language or "").replace("_", "-")
        from csrdirectives.chart.svg import headed  # noqa: PLC0415  # where there is a chart

        if _is_page(builder):
            made = []
            for path, variant in zip(paths, SCREEN, strict=True):
                name = f"chart-{number}-{variant}"  # the same in every language
                extra = f' class="csr-chart-{variant}"'
                svg = path.read_text("utf-8").replace(f"{key}-{variant}-", f"{name}-")
                made.append(headed(svg, name, title, image["alt"], language, extra))
            html = f'<div class="csr-chart-drawing">{"".join(made)}</div>'
            image.replace_self(nodes.raw("", html, format="html"))
            return True
        path = paths[0]
        if suffix == "svg":
            said = headed(path.read_text("utf-8"), key, title, image["alt"], language)
            path = path.with_name(file_name(key, blake2b(said.encode(), digest_size=4).hexdigest()))
            if not path.is_file():
                path.write_text(said, encoding="utf-8")
        image["uri"] = str(path)
        image["candidates"] = {"image/svg+xml" if suffix == "svg" else "image/png": str(path)}
        image["width"] = "100%"
        self.env.images.add_file(self.env.current_document.docname, str(path))
        return True


def _show_table(figure: nodes.figure) -> None:
    """Let the table of a chart that is not drawn be shown by every builder."""
    data = figure.next_node(descend=False, siblings=True)
    if isinstance(data, nodes.container) and "csr_title" in data:
        del data["csr_title"]
        data["classes"].remove(HTML_ONLY)


def _fold(data: nodes.container) -> None:
    """Fold the table of a chart away, to be opened without script."""
    title = escape(data.attributes.pop("csr_title"))
    data.insert(0, nodes.raw("", f"<details><summary>{title}</summary>", format="html"))
    data.append(nodes.raw("", "</details>", format="html"))


def setup_charts(app: Sphinx) -> None:
    """Draw and put in charts."""
    setup_chart_files(app)
    app.connect("env-updated", draw_charts)
    app.add_post_transform(PutInCharts)
