"""The draw of a month as it is on record: audits/<month>/sample.yaml."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sample:
    """Which audits of a month are moderated, and all that is needed to draw them again.

    commit: the audits are drawn as they stood there. percent, grades: the council's policy then. candidates: how many
    completed audits there were. always: audits that are moderated whatever is drawn, with their reasons. drawn: of the
    rest.
    """

    month: str
    seed: str
    commit: str
    percent: int
    grades: tuple[str, ...]
    candidates: int
    always: tuple[tuple[str, tuple[str, ...]], ...]
    drawn: tuple[str, ...]
