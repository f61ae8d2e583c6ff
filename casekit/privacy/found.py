"""One thing that identifies somebody: where in a text it stands, and what it is called."""

from __future__ import annotations

from dataclasses import dataclass

NHS = "an NHS number"
UPN = "a unique pupil number"
NI = "a National Insurance number"
BORN = "a date of birth"
PHONE = "a telephone number"
EMAIL = "an e-mail address"
POSTCODE = "a postcode"
ADDRESS = "an address"
SYSTEM = "a number from another system"
COURT = "a court's case number"
NAME = "a name"


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """What identifies somebody. start, end: offsets in code points, end exclusive. kind: one of the above."""

    start: int
    end: int
    kind: str
