"""The keys that count: whose each is, by the fingerprint under which git names it."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from casekit.model.people import Key, People
from casekit.model.policy import Forge

PGP = "-----BEGIN PGP"
KIND = re.compile(r"(?:ssh|sk-ssh|ecdsa|sk-ecdsa)-[a-z0-9-]+(?:@openssh\.com)?")


class Standing(Enum):
    """Whether a key counts on a day."""

    COUNTS = "counts"
    OUTSIDE = "outside"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Held:
    """A key, and who holds it: a person, by id, or a forge."""

    key: Key
    person: str = ""
    forge: Forge | None = None


@dataclass(frozen=True, slots=True)
class Ring:
    """The keys that one version of people.yaml and casekit.toml list. revoked: which of them were given up since."""

    held: tuple[Held, ...] = ()
    revoked: dict[str, date] = field(default_factory=dict)

    @property
    def ssh(self) -> dict[str, list[Held]]:
        """Those of SSH, by fingerprint."""
        found: dict[str, list[Held]] = {}
        for one in self.held:
            if not one.key.text.startswith(PGP) and (name := fingerprint(one.key.text)):
                found.setdefault(name, []).append(one)
        return found

    @property
    def pgp(self) -> dict[str, list[Held]]:
        """Those of OpenPGP, by their text."""
        found: dict[str, list[Held]] = {}
        for one in self.held:
            if one.key.text.startswith(PGP):
                found.setdefault(one.key.text, []).append(one)
        return found

    def standing(self, key: Key, days: Iterable[date | None]) -> Standing:
        """Whether the key counted on the day of the commit, the first of days, and was not given up by the last.

        A day that nobody knows lies outside every span.
        """
        signed, *later = days
        given_up = min(filter(None, (key.revoked, self.revoked.get(key.text))), default=None)
        if given_up and any(day is None or day >= given_up for day in (signed, *later)):
            return Standing.REVOKED
        spanned = key.start is not None or key.end is not None
        if spanned and (signed is None or not (key.start or signed) <= signed <= (key.end or signed)):
            return Standing.OUTSIDE
        return Standing.COUNTS


def ring(people: People, forges: Iterable[Forge], now: Iterable[Key] = ()) -> Ring:
    """The keys of these people and forges. now: the same keys as they are listed today, for what was revoked since."""
    held = [Held(key, person.id) for person in people.by_id.values() for key in person.keys]
    held += [Held(forge.key, forge=forge) for forge in forges]
    revoked: dict[str, date] = {}
    for key in now:
        if key.revoked:
            revoked[key.text] = min(key.revoked, revoked.get(key.text, key.revoked))
    return Ring(tuple(held), revoked)


def fingerprint(key: str) -> str:
    """The fingerprint of an SSH key as ssh-keygen prints it; "" where the text is none."""
    parts = key.split(" ")
    if len(parts) < 2 or not KIND.fullmatch(parts[0]):
        return ""
    try:
        raw = base64.b64decode(parts[1], validate=True)
    except binascii.Error:
        return ""
    return "SHA256:" + base64.b64encode(hashlib.sha256(raw).digest()).decode().rstrip("=")
