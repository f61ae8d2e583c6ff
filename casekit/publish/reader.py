"""For whom the site is built, and what such readers are shown of what people wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casekit.stop import USAGE, Stop

HIDDEN = "not shown"


@dataclass(frozen=True, slots=True)
class Reader:
    """An audience. wrote: whether it reads free text, that is anything that a person typed as they liked.

    What remains for the others: ids that the rubric or the list of people declares, numbers and dates.
    """

    id: str
    wrote: bool
    whom: str

    def said(self, text: str) -> str:
        """Free text, or nothing."""
        return text if self.wrote else ""

    def listed(self, value: str, labels: Mapping[str, str]) -> str:
        """What people call a declared value; one that nobody declared is somebody's own words."""
        if value in labels:
            return labels[value] or value
        return (value if self.wrote else HIDDEN) if value else ""


TEAM = Reader(
    "team",
    True,
    "For the audit team only. It shows what people wrote about children.",
)
_SERVICE = Reader(
    "service",
    False,
    "For managers of the service. Grades, dates and actions are shown; what people wrote is left out.",
)


OUTSIDE = {
    "board": "For the board and those who scrutinise the service. It holds figures alone.",
    "public": "For everybody. It holds figures alone.",
}
"""The audiences that get figures of closed months and nothing else, with the sentence that says so."""


def reader(audience: str) -> Reader:
    """The audience of that name, of those who may see single audits; Stop(2) for any other."""
    for known in (TEAM, _SERVICE):
        if known.id == audience:
            return known
    if audience in OUTSIDE:
        raise Stop(USAGE, f"what shows single audits is not made for the {audience}.")
    raise Stop(USAGE, f"audience {audience!r} is not known; use team, service, board or public.")
