"""An earlier state of the data: an edition that was published, a file that keeps one, a revision of the history."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec.structs import replace

from csrdirectives.comparator import EXACT, read_comparator
from csrdirectives.load import load
from csrdirectives.lookup import KEY
from csrdirectives.model import Catalogue, Key, Observation
from csrdirectives.period import Period
from csrdirectives.problems import Problems
from csrdirectives.published import read_published
from csrdirectives.report import Published


class NoSuchStateError(LookupError):
    """There is no such edition, file or revision."""


def earlier_state(catalogue: Catalogue, data: Path, name: str) -> Catalogue:
    """The catalogue as an edition, a file such as ``published/2022.csv`` or a revision has its figures.

    Without a name it is the last edition that was published; where there is none, the years before the reporting
    period.
    """
    if not name and not catalogue.published:
        return _with(catalogue, (o for o in catalogue.observations.values() if o.period.end < catalogue.period.start))
    name = name or list(catalogue.published)[-1]
    if name in catalogue.published:
        return _published(catalogue, catalogue.published[name])
    if name.endswith(".csv"):
        problems = Problems()
        found = read_published(Path(name), name, problems) if Path(name).is_file() else ()
        if not found:
            raise NoSuchStateError(name)
        return _published(catalogue, found)
    return _revision(data, name)


def _with(catalogue: Catalogue, observations: Iterable[Observation]) -> Catalogue:
    return replace(catalogue, observations={observation.key: observation for observation in observations})


def _published(catalogue: Catalogue, figures: Iterable[Published]) -> Catalogue:
    """The catalogue with the figures that an edition published, of the indicators that there still are."""
    found = []
    for figure in figures:
        match = KEY.fullmatch(figure.key)
        if match is None or match["indicator"] not in catalogue.indicators:
            continue
        key = Key(match["indicator"], match["period"], match["part"] or "")
        comparator = read_comparator(figure.comparator) or EXACT
        period = Period.parse(key.period)
        status = "reported" if figure.value is not None else "undisclosed"
        found.append(
            Observation(
                key=key,
                period=period,
                value=figure.value,
                comparator=comparator,
                status=status,  # type: ignore[arg-type]  # both are statuses
                where=figure.where,
            )
        )
    return _with(catalogue, found)


def _revision(data: Path, name: str) -> Catalogue:
    """The catalogue as the history has it."""
    try:
        top = _git(data, "rev-parse", "--show-toplevel").decode().strip()
        below = _git(data, "rev-parse", "--show-prefix").decode().strip().rstrip("/")
        archive = _git(Path(top), "archive", "--format=tar", f"{name}:{below}")
    except (OSError, subprocess.CalledProcessError):
        raise NoSuchStateError(name) from None
    with TemporaryDirectory() as folder, tarfile.open(fileobj=BytesIO(archive)) as packed:
        for member in packed.getmembers():
            content = packed.extractfile(member) if member.isfile() else None  # a link could lead anywhere
            if content is not None:
                target = Path(folder, member.name)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content.read())
        return load(Path(folder), name)[0]


def _git(folder: Path, *words: str) -> bytes:
    git = shutil.which("git") or "git"
    return subprocess.run([git, "-C", str(folder), *words], check=True, capture_output=True).stdout  # noqa: S603  # ours
