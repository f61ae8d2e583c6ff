"""What no figure counts: audits whose form cannot be used, and files that could not be read as audits."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from casekit.model.corpus import Broken
from casekit.words import count


def unassessed(broken: Iterable[Broken]) -> tuple[Broken, ...]:
    """The audits that cannot be assessed while their form cannot be used."""
    return tuple(one for one in broken if one.form)


def left_out(broken: Collection[Broken]) -> str:
    """How many there are of each, in a sentence; "" where there are none."""
    waiting = len(unassessed(broken))
    unread = len(broken) - waiting
    parts = []
    if waiting:
        because = "because its form cannot be used" if waiting == 1 else "because their form cannot be used"
        parts.append(f"{count(waiting, 'audit')} cannot be assessed {because}")
    if unread:
        parts.append(f"{count(unread, 'file')} could not be read as {'an audit' if unread == 1 else 'audits'}")
    return f"{', and '.join(parts)}." if parts else ""
