"""The check of findings: what they acknowledge, and what no check can see."""

from __future__ import annotations

from collections.abc import Iterator

from csrdirectives.model import Catalogue
from csrdirectives.problems import Problem


def finding_open(catalogue: Catalogue) -> Iterator[Problem]:
    """A finding about figures names the checks that find it, or says in ``unseen`` why no check can.

    Example: a share that does not follow from the figures, published as a finding without ``checks``.
    """
    for finding in catalogue.findings.values():
        if (finding.keys or finding.registers) and not finding.checks and not finding.unseen:
            yield Problem("finding-open", finding.where, {"name": finding.id, "title": finding.title})
