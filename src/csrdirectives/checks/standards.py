"""Checks of what a report says of the disclosures of a standard."""

from __future__ import annotations

from collections.abc import Iterator

from csrdirectives.disclosures import replies
from csrdirectives.messages import Message
from csrdirectives.model import Catalogue
from csrdirectives.problems import Problem, Where


def standards_gap(catalogue: Catalogue) -> Iterator[Problem]:
    """Each disclosure of a scheme that has a file in ``disclosures/`` is answered, or the reason is given.

    Example: no indicator names ``gri:2-9``, and ``disclosures/gri.toml`` does not mention it either.
    """
    for name, said in catalogue.disclosures.items():
        gaps = [reply.code for reply in replies(catalogue, name) if reply.fit is None and reply.reason is None]
        if gaps and said:
            where = Where(next(iter(said.values())).where.path)
            details = {"scheme": name, "count": str(len(gaps)), "codes": Message("、".join(gaps), ", ".join(gaps))}
            yield Problem("standards-gap", where, details, about=tuple(f"{name}:{code}" for code in gaps))


def omission_idle(catalogue: Catalogue) -> Iterator[Problem]:
    """No disclosure is said to be omitted that an indicator answers exactly.

    Example: ``disclosures/gri.toml`` still calls ``302-1`` unavailable, though this year the energy was measured.
    """
    for name in catalogue.disclosures:
        for reply in replies(catalogue, name):
            exact = [indicator.id for indicator, fit in reply.indicators if fit == "exact"]
            if reply.said and reply.said.omitted and exact:
                details = {"scheme": name, "code": reply.code, "indicator": exact[0]}
                yield Problem("omission-idle", reply.said.where, details, about=(f"{name}:{reply.code}", exact[0]))
