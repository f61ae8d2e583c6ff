"""What was published, written down so that a later run can tell whether anybody has rewritten it since."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from casekit.conform.messages import conform
from casekit.history import kinds
from casekit.history.outcome import Opened
from casekit.model.history import History

COUNTED = {
    "moderations": kinds.MODERATED,
    "disputes": kinds.DISPUTED,
    "resolutions": kinds.RESOLVED,
    "verifications": kinds.VERIFIED,
}
"""The kinds of event that an attestation counts, beside all of them together."""


@dataclass(frozen=True, slots=True)
class Attestation:
    """head: the last commit. on: the day it was written. audits: their ids. figures: counts, by name.

    site: the digest of the site that was built of it, "" where none was. by: the version of casekit.
    """

    head: str
    on: str
    by: str
    audits: tuple[str, ...] = ()
    figures: Mapping[str, int] = field(default_factory=dict)
    site: str = ""


def attest(history: History, commits: int, on: str, by: str, site: str = "") -> Attestation:
    """The attestation of a history that is whole. commits: how many there are."""
    return Attestation(history.head, on, by, tuple(sorted(history.events)), figures(history, commits), site)


def figures(history: History, commits: int) -> dict[str, int]:
    """What is counted, so that a later run can count it again."""
    every = Counter(event.event for events in history.events.values() for event in events)
    counted = {name: every[kind] for name, kind in COUNTED.items()}
    return {"commits": commits, "audits": len(history.events), "events": every.total(), **counted}


def commits_behind(opened: Opened) -> int:
    """How many commits a history has."""
    assert opened.repository is not None  # whoever asks has commits
    return int(opened.repository.run("rev-list", "--count", "--end-of-options", opened.head, "--"))


def dump(attestation: Attestation) -> str:
    """The file: JSON in ASCII, the same for the same history, day and casekit."""
    data = {
        "version": 1,
        "made_by": f"casekit {attestation.by}",
        "head": attestation.head,
        "on": attestation.on,
        "figures": dict(attestation.figures),
        "audits": list(attestation.audits),
        "site": attestation.site or None,
    }
    return json.dumps(data, indent=1) + "\n"


def parse(raw: bytes) -> Attestation | None:
    """The attestation in a file; None where it is none."""
    try:
        data: Any = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or conform("attestation", data):
        return None
    by = data["made_by"].removeprefix("casekit ")
    return Attestation(data["head"], data["on"], by, tuple(data["audits"]), data["figures"], data["site"] or "")
