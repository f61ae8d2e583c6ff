"""One run of log, put together: the audit's events, its form's words, and how far it has come."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo

from casekit.cli.remembering import complete
from casekit.history.events import history
from casekit.history.labels import labels
from casekit.history.life import as_data, line
from casekit.history.outcome import open_history
from casekit.link.corpus import Surroundings, surroundings
from casekit.model.corpus import AuditCase
from casekit.model.history import History
from casekit.privacy.mask import privacy
from casekit.read.files import Folder
from casekit.read.names import Kind, kind
from casekit.read.place import find_root
from casekit.register.stages import stage
from casekit.stop import USAGE, Stop
from casekit.words import ending, shown

DELETED = "deleted"


def life_of(start: Path, audit: str, as_json: bool) -> str:
    """The life of that audit as text or JSON; Stop where there is none, or the history is not whole."""
    root = find_root(start)
    opened = open_history(root)
    complete(opened)
    around = surroundings(Folder(root))
    told = history(opened, around.people, [audit], around=around)
    events = told.of(audit)
    if not events:
        named = [PurePosixPath(path).stem for path in Folder(root).paths() if kind(path) is Kind.AUDIT]
        raise Stop(USAGE, f"No commit knows an audit {shown(audit)}{ending(audit, named)}")
    found = _audit(root, around, told, audit)
    how_far = stage(found.audit) if found is not None else None
    known = privacy(around.policy.privacy)
    if as_json:
        data = known.masked(as_data(audit, how_far.name.lower() if how_far else DELETED, events))
        return json.dumps(data, indent=2) + "\n"
    names = labels(found.rubric if found is not None else None, around.people)
    zone = ZoneInfo(around.policy.timezone)
    head = f"Audit {audit}: {how_far.value if how_far is not None else 'no longer in the repository'}"
    return known.mask("\n".join([head, *(f"{e.commit[:10]}  {line(e, names, zone)}" for e in events)]) + "\n")


def _audit(root: Path, around: Surroundings, told: History, name: str) -> AuditCase | None:
    """The audit as its file stands now; None where the file is gone or cannot be read."""
    path = told.of(name)[-1].path
    raw, _ = Folder(root).read(path)
    case = around.link(path, raw).case if raw is not None else None
    return case if case is not None and case.audit.id == name else None
