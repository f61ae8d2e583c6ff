"""The keys that count: whose each is, by the fingerprint under which git names it."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cache

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
class Days:
    """When a commit was signed. signed: as it says itself. came: the day of what brought it onto the main branch.

    before: the latest day that the main branch had seen by then. It could not come before that, whatever it says.
    """

    signed: date | None
    came: tuple[date | None, ...] = ()
    before: date | None = None

    @property
    def last(self) -> tuple[date | None, ...]:
        """Every day on which, or after which, it came."""
        return (self.signed, *self.came, *((self.before,) if self.before else ()))


@dataclass(frozen=True, slots=True)
class Ring:
    """The keys that one version of people.yaml and casekit.toml list.

    listed: which of them that version says were given up, revoked: which were since, each by what the key is.
    """

    held: tuple[Held, ...] = ()
    listed: Mapping[str, date] = field(default_factory=dict)
    revoked: Mapping[str, date] = field(default_factory=dict)

    def holders(self, name: str) -> list[Held]:
        """Whose a key is. name: what the key is, however it was typed."""
        return [one for one in self.held if material(one.key.text) == name]

    def standing(self, key: Key, days: Days) -> Standing:
        """Whether the key counted on the day of the commit and on that of its coming, and was not given up by then.

        A day that nobody knows lies outside every span. What was given up since is set against the commit's own days
        alone: the main branch could not know it then.
        """
        name = material(key.text)
        for given_up, every in (
            (self.listed.get(name), days.last),
            (self.revoked.get(name), (days.signed, *days.came)),
        ):
            if given_up and any(day is None or day >= given_up for day in every):
                return Standing.REVOKED
        if key.start is not None and (days.signed is None or days.signed < key.start):
            return Standing.OUTSIDE
        if key.end is not None and any(day is None or day > key.end for day in days.last):
            return Standing.OUTSIDE
        return Standing.COUNTS


def ring(people: People, forges: Iterable[Forge], now: Iterable[Key] = ()) -> Ring:
    """The keys of these people and forges. now: the same keys as they are listed today, for what was revoked since."""
    held = [Held(key, person.id) for person in people.by_id.values() for key in person.keys]
    held += [Held(forge.key, forge=forge) for forge in forges]
    return Ring(tuple(held), _given_up(one.key for one in held), _given_up(now))


def _given_up(keys: Iterable[Key]) -> dict[str, date]:
    """From when on each key that was given up proves nothing, by what it is."""
    found: dict[str, date] = {}
    for key in keys:
        if key.revoked:
            name = material(key.text)
            found[name] = min(key.revoked, found.get(name, key.revoked))
    return found


@cache
def material(key: str) -> str:
    """What a key is, whatever its comment, blanks and line ends: for SSH the fingerprint that git names."""
    return fingerprint(key) or _openpgp(key) or " ".join(key.split())


def fingerprint(key: str) -> str:
    """The fingerprint of an SSH key as ssh-keygen prints it; "" where the text is none."""
    parts = key.split()
    if len(parts) < 2 or not KIND.fullmatch(parts[0]):
        return ""
    raw = _decoded(parts[1])
    if not raw:
        return ""
    return "SHA256:" + base64.b64encode(hashlib.sha256(raw).digest()).decode().rstrip("=")


def _openpgp(key: str) -> str:
    """The same for a key of OpenPGP: its first packet, which stays when names and dates are added; "" for none."""
    lines = [line.strip() for line in key.strip().split("\n")]
    if not lines[0].startswith(PGP) or "" not in lines:
        return ""
    body = lines[lines.index("") + 1 :]
    raw = _decoded("".join(itertools.takewhile(lambda line: line and line[0] not in "=-", body)))
    packet = _first(raw)
    return f"openpgp:{hashlib.sha256(packet).hexdigest()}" if packet else ""


def _first(raw: bytes) -> bytes:
    """What the first packet holds (RFC 9580, 4.2), where that is an open key; nothing else is looked into."""
    head, rest = raw[:1], raw[1:]
    if head == b"\x98":  # the old way to write it, with one byte, two or four that say how long it is
        return rest[1 : 1 + rest[0]] if rest else b""
    if head in (b"\x99", b"\x9a"):
        size = 2 if head == b"\x99" else 4
        return rest[size : size + int.from_bytes(rest[:size], "big")]
    if head != b"\xc6" or not rest:
        return b""
    if rest[0] < 192:
        return rest[1 : 1 + rest[0]]
    if rest[0] < 224:
        return rest[2 : 2 + ((rest[0] - 192) << 8) + rest[1] + 192] if len(rest) > 1 else b""
    return rest[5 : 5 + int.from_bytes(rest[1:5], "big")] if rest[0] == 255 else b""


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        return b""
