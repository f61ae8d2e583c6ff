"""The history behind what was examined, and what the rules find in it; for lint and build alike."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from casekit.check.examine import Examined, document
from casekit.check.past import past
from casekit.check.run import check_past
from casekit.history.blobs import asked
from casekit.history.events import history
from casekit.history.log import Commit
from casekit.history.outcome import Opened
from casekit.history.stopped import frozen
from casekit.kept.store import NOTHING, Store
from casekit.link.corpus import Surroundings
from casekit.model.corpus import AuditCase
from casekit.model.history import History, Outcome
from casekit.problem import Problem
from casekit.read.files import Source
from casekit.stop import REPOSITORY, Stop

INCOMPLETE = {
    Outcome.SHALLOW: "The git history here is cut short; fetch all of it with git fetch --unshallow.",
    Outcome.EMPTY: "There is no commit here yet; commit the audits first.",
    Outcome.NOT_A_REPOSITORY: "This folder is not under git; run git init and commit the audits first.",
}


def complete(opened: Opened) -> None:
    """Stop with REPOSITORY where the history is not whole."""
    if opened.outcome is not Outcome.COMPLETE:
        raise Stop(REPOSITORY, INCOMPLETE[opened.outcome])


def _stopped(cases: Iterable[AuditCase], around: Surroundings) -> tuple[dict[str, str], dict[str, str]]:
    """Of the audits that a programme says are stopped, by id: the programme's path, and that of the file."""
    paths = {case.audit.id: case.audit.path for case in cases}
    every = around.programmes.values()
    stopped = {one.id: p.path for p in every for one in p.audits if one.stopped is not None and one.id in paths}
    return stopped, paths


def remember(
    opened: Opened,
    examined: Examined,
    source: Source,
    audits: Collection[str] | None = None,
    seen: list[Commit] | None = None,
    store: Store = NOTHING,
) -> tuple[History, list[Problem]]:
    """The life of audits, and what the rules that need it find.

    source: the files as they were examined. audits: whose life is needed, by id; everybody's unless said.
    seen: takes every commit. store: where what versions told is kept.
    """
    told = history(opened, examined.around.people, audits, around=examined.around, seen=seen, store=store)
    store.save()
    if opened.repository is None:
        return told, []
    with asked(opened.repository) as contents:

        def version(blob: str) -> bytes | None:
            found = contents[blob]
            return found if isinstance(found, bytes) else None

        cases, around = examined.corpus.audits, examined.around
        stopped = frozen(opened, *_stopped(cases, around))
        known = past(told, cases, around, lambda path: source.read(path)[0], version, stopped)
    return told, check_past(examined.corpus, known, lambda path: document(source, path))
