"""Who made a commit and when, from the line in which git keeps it: `Name <address> seconds zone`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

LINE = re.compile(r"(?P<name>.*?) ?<(?P<email>[^<>]*)>(?: (?P<seconds>-?\d{1,20}) (?P<zone>[+-]\d{4}))?.*", re.DOTALL)
END = 4_102_444_800
"""1 January 2100, 00:00 UTC, in seconds since 1970: no commit of ours can be as late as that."""
FARTHEST = 14 * 60
"""The civil zone that is farthest from UTC, in minutes."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A name, an e-mail address and a moment as git recorded them; nothing in it is proved.

    at: with the offset that was recorded; None where seconds or offset cannot be right: negative, from the year 2100
    on, more than 14 hours from UTC, or not there.
    """

    name: str
    email: str
    at: datetime | None

    @property
    def utc(self) -> datetime | None:
        """The moment in UTC."""
        return None if self.at is None else self.at.astimezone(UTC)


def stamp(line: str) -> Stamp:
    """The stamp in the value of an author or committer line, however mangled that is."""
    found = LINE.fullmatch(line)
    if found is None:
        return Stamp(line.strip(), "", None)
    return Stamp(found["name"].strip(), found["email"].strip(), moment(found["seconds"], found["zone"]))


def moment(seconds: str | None, zone: str | None) -> datetime | None:
    """The moment that git's two numbers mean, or None where they cannot mean one."""
    if seconds is None or zone is None or not 0 <= int(seconds) < END:
        return None
    minutes = int(zone[1:3]) * 60 + int(zone[3:5])
    if minutes > FARTHEST or int(zone[3:5]) > 59:
        return None
    offset = timezone(timedelta(minutes=-minutes if zone[0] == "-" else minutes))
    return datetime.fromtimestamp(int(seconds), offset)
