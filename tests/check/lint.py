"""The whole of lint without a disk and without history: files as bytes, read, linked, checked and settled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from casekit.check.examine import document, examine, looked
from casekit.check.rule import Context
from casekit.check.settle import Choice, Report, settle
from casekit.check.waive import waive
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
    source = Memory(files)
    found = examine(lambda: source, lambda _: today, lambda done, of: None)
    ctx = Context(found.corpus.people, found.corpus.policy, today)
    left = waive(found.problems, found.corpus, ctx, lambda path: document(source, path))
    return settle(
        left.problems,
        found.corpus.policy,
        len(found.corpus.audits),
        Choice(tuple(select), tuple(ignore)),
        waived=left.waived,
        looked=looked(found.corpus),
    )
