"""What changed between versions of an audit: the facts that are new against every version before.

An ordinary commit has one version before it, the first commit of an audit none, a merge one for each parent. So a
merge is credited with what it did itself, and with nothing that came in from either side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from casekit.days import parse_day
from casekit.history import kinds
from casekit.history.facts import Facts, Key
from casekit.model.document import Value
from casekit.words import fold

WAS = "was"
"""In the detail of a changed record: whose it had been, where it names somebody else now."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An event but for its commit: its kind, detail, the file's day for it, and the person whom the file names."""

    kind: str
    detail: Mapping[str, object]
    on: date | None = None
    person: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that is new. before: what it was in the first version that there is; None where it was not there."""

    key: Key
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Versions:
    """The two versions that an event speaks of; before is None where the audit is new."""

    before: Facts | None
    after: Facts

    def on(self, key: Key) -> date | None:
        """The day that the later version gives for a fact."""
        return parse_day(self.after.days.get(key, "")[:10])


def changes(before: Sequence[Facts | None], after: Facts) -> dict[str, list[Change]]:
    """The facts that are new, by their kind. before: the audit in each parent, None where it was not there.

    A fact that is gone counts where every parent had it.
    """
    there = [version for version in before if version is not None]
    found: dict[str, list[Change]] = {}
    known = [version.values for version in there]
    for key, value in after.values.items():
        for values in known:
            old = values.get(key)
            if old is value or same(key, old, value):
                break
        else:
            first = known[0].get(key) if known else None
            found.setdefault(key[0], []).append(Change(key, first, value))
    if there and len(there) == len(before):
        for key, value in there[0].values.items():
            if key not in after.values and all(key in version.values for version in there):
                found.setdefault(key[0], []).append(Change(key, value, None))
    return found


def same(key: Key, one: Value, other: Value) -> bool:
    """Equal; answers and grades also where they are read alike, whatever their case, hyphens and underscores."""
    if one == other:
        return isinstance(one, bool) == isinstance(other, bool)
    return (
        key[0] in (kinds.ANSWERED, kinds.GRADED)
        and isinstance(one, str)
        and isinstance(other, str)
        and fold(one) == fold(other)
    )
