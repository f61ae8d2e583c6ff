"""What reading versions of audits came to."""

from __future__ import annotations

from dataclasses import dataclass, field

from casekit.history.changes import Draft

Pair = tuple[str | None, str]
"""A version before, None where the path was new, and the version after, by object ids."""


@dataclass(slots=True)
class Sifted:
    """What the versions tell.

    named: for each version the audit's id ("" where it tells none) and whether it can be read. drafts: what each pair
    comes to, both readable. missing: versions that the repository does not have. first: for each version that was read
    the id in its first line, "" where none is. passed: those of which no more was read.
    """

    named: dict[str, tuple[str, bool]] = field(default_factory=dict)
    drafts: dict[Pair, list[Draft]] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)
    first: dict[str, str] = field(default_factory=dict)
    passed: set[str] = field(default_factory=set)

    def take(self, other: Sifted) -> None:
        """Adds what another part of the work found."""
        self.named |= other.named
        self.drafts |= other.drafts
        self.missing |= other.missing
        self.first |= other.first
        self.passed |= other.passed
