"""Audits that were stopped: the commit that did so, and the version of their file that stood there then (F9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casekit.history.blobs import asked
from casekit.history.log import Naming, commits
from casekit.history.outcome import Opened
from casekit.link.programme import programme


@dataclass(frozen=True, slots=True)
class Frozen:
    """commit: in which the programme came to say that the audit was stopped. blob: its file's version there."""

    commit: str
    blob: str


def frozen(opened: Opened, programmes: Mapping[str, str], paths: Mapping[str, str]) -> dict[str, Frozen]:
    """For each stopped audit how its file stood when it was stopped; an audit whose stop no commit holds is left out.

    programmes: by audit id, the path of its programme. paths: by audit id, the path of its file.
    """
    repository, head = opened.repository, opened.head
    if repository is None or not head or not programmes:
        return {}
    since: dict[str, str] = {}
    walked = list(commits(repository, head, _naming(repository.prefix, frozenset(programmes.values()))))[::-1]
    with asked(repository) as contents:
        for commit in walked:
            for change in commit.changes:
                raw = contents[change.new] if change.new else None
                built = programme(change.path, raw)[0] if isinstance(raw, bytes) else None
                stopped = {one.id for one in built.audits if one.stopped is not None} if built else set()
                for audit in (one for one, path in programmes.items() if path == change.path):
                    if audit not in stopped:
                        since.pop(audit, None)
                    else:
                        since.setdefault(audit, commit.id)
    found = {}
    for audit, commit_id in since.items():
        place = f"{commit_id}:{repository.prefix}{paths[audit]}"
        blob = repository.ask("rev-parse", "--verify", "--quiet", place)
        if blob:
            found[audit] = Frozen(commit_id, blob)
    return found


def _naming(prefix: str, wanted: frozenset[str]) -> Naming:
    """Programmes go by their path below prefix; nothing else matters."""

    def name(path: str) -> str | None:
        below = path.removeprefix(prefix)
        return below if path.startswith(prefix) and below in wanted else None

    return name
