"""The whole of lint without a disk and without history: files as bytes, read, linked, checked and settled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from casekit.check.examine import examine
from casekit.check.settle import Report, settle
from casekit.problem import Problem

TODAY = date(2026, 10, 31)


@dataclass(frozen=True, slots=True)
class Memory:
    """A repository's files, by path."""

    files: Mapping[str, bytes]

    def paths(self) -> list[str]:
        return sorted(self.files)

    def read(self, path: str) -> tuple[bytes | None, list[Problem]]:
        return self.files.get(path), []


def lint(
    files: Mapping[str, bytes], today: date = TODAY, select: Iterable[str] = (), ignore: Iterable[str] = ()
) -> Report:
    """What lint reports of these files on that day."""
    found = examine(lambda: Memory(files), lambda _: today, lambda done, of: None)
    return settle(found.problems, found.corpus.policy, len(found.corpus.audits), select, ignore)
