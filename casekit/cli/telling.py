"""One run of log, put together: the audit's events, its form's words, and how far it has come."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo

from casekit.cli.remembering import complete
from casekit.history.difference import Difference, difference
from casekit.history.events import history
from casekit.history.labels import Labels, labels
from casekit.history.life import as_data, line
from casekit.history.outcome import Opened, open_history
from casekit.history.point import Point, point
from casekit.history.reading import Reader
from casekit.history.seconds import seconds_seen
from casekit.link.corpus import Surroundings, surroundings
from casekit.model.corpus import AuditCase
from casekit.model.history import History, Seen
from casekit.privacy.mask import identifying, privacy
from casekit.privacy.words import Words
from casekit.read.files import Folder
from casekit.read.names import Kind, kind
from casekit.read.place import find_root
from casekit.register.stages import stage
from casekit.stop import REPOSITORY, USAGE, Stop
from casekit.words import ending, sentence, shown

DELETED = "deleted"
SEEN = {
    Seen.SHOWN: "whose grades stood there when this one was first graded",
    Seen.NOT_SHOWN: "which held no grade where this one was first graded",
    Seen.UNKNOWN: "and nobody knows whether that was shown",
}
"""What history says of the first judgement, in the words of the log."""


def life_of(start: Path, audit: str, as_json: bool, between: tuple[str, str] | None = None) -> str:
    """The life of that audit as text or JSON; Stop where there is none, or the history is not whole.

    between: two points of it, of which only the difference is told.
    """
    root = find_root(start)
    opened = open_history(root)
    complete(opened)
    around = surroundings(Folder(root))
    first = _first(root, audit, around)
    told = history(opened, around.people, [audit, *([first] if first else [])], around=around)
    events = told.of(audit)
    if not events:
        named = [PurePosixPath(path).stem for path in Folder(root).paths() if kind(path) is Kind.AUDIT]
        raise Stop(USAGE, f"No commit knows an audit {shown(audit)}{ending(audit, named)}")
    found = _audit(root, around, told, audit)
    how_far = stage(found.audit) if found is not None else None
    words = around.policy.privacy
    known = privacy(words)
    names = labels(found.rubric if found is not None else None, around.people)
    zone = ZoneInfo(around.policy.timezone)
    points = _points(opened, told, audit, between) if between else None
    differs = _difference(points, names) if points else None
    also = _identifying(points, words) if points else frozenset()
    seen = _seen(opened, told, found)
    if as_json:
        data = as_data(audit, how_far.name.lower() if how_far else DELETED, events)
        data |= {"second_of": found.audit.second_of, "seen": seen.value} if found is not None and seen else {}
        data |= {"between": _data(points, differs)} if points and differs else {}
        return json.dumps(known.masked(data, also), indent=2) + "\n"
    head = f"Audit {audit}: {how_far.value if how_far is not None else 'no longer in the repository'}"
    if points and differs:
        lines = [f"{head}. Between {shown(points[0].name)} and {shown(points[1].name)}:", *_lines(differs)]
    else:
        second = [f"A second judgement of {found.audit.second_of}, {SEEN[seen]}."] if found and seen else []
        lines = [head, *second, *(f"{e.commit[:10]}  {line(e, names, zone)}" for e in events)]
    return known.mask("\n".join(lines) + "\n", also)


def _first(root: Path, audit: str, around: Surroundings) -> str:
    """The audit that this one judges again, by its file as it stands; "" for none."""
    source = Folder(root)
    paths = [path for path in source.paths() if PurePosixPath(path).stem == audit and kind(path) is Kind.AUDIT]
    for path in paths:
        raw, _ = source.read(path)
        case = around.link(path, raw).case if raw is not None else None
        if case is not None:
            return case.audit.second_of
    return ""


def _audit(root: Path, around: Surroundings, told: History, name: str) -> AuditCase | None:
    """The audit as its file stands now; None where the file is gone or cannot be read."""
    path = told.of(name)[-1].path
    raw, _ = Folder(root).read(path)
    case = around.link(path, raw).case if raw is not None else None
    return case if case is not None and case.audit.id == name else None


def _seen(opened: Opened, told: History, found: AuditCase | None) -> Seen | None:
    """Whether the first judgement was shown; None where this is none that judges again."""
    if found is None or not found.audit.second_of:
        return None
    return seconds_seen(opened.repository, told, [found])[found.audit.id]


def _points(opened: Opened, told: History, audit: str, between: tuple[str, str]) -> tuple[Point, Point]:
    repository = opened.repository
    if repository is None:
        raise Stop(REPOSITORY, "--between needs git: this folder is not under git.")
    one, other = (point(opened, repository, told.of(audit), audit, name) for name in between)
    for end in (one, other):
        if end.raw is not None and Reader().read(end.raw).facts is None:
            raise Stop(USAGE, f"--between: the audit cannot be read as it stood at {shown(end.name)}.")
    if one.raw is None and other.raw is None:
        raise Stop(USAGE, f"--between: at neither of the two was {shown(audit)} there.")
    return one, other


def _identifying(points: tuple[Point, Point], words: Words) -> frozenset[str]:
    """What identifies somebody anywhere in the two files: it is masked wherever it stands."""
    texts = [end.raw.decode("utf-8", "replace") for end in points if end.raw is not None]
    return frozenset(text[one.start : one.end] for text in texts for one in identifying(words, text))


def _difference(points: tuple[Point, Point], names: Labels) -> Difference:
    before, after = (Reader().read(end.raw).facts if end.raw is not None else None for end in points)
    return difference(before, after, names)


def _lines(differs: Difference) -> Iterator[str]:
    """Sentences, then each text with the lines that differ."""
    if not differs.changed and not differs.texts:
        yield "Nothing differs."
    yield from (f"- {sentence(one.said)}" for one in differs.changed)
    for text in differs.texts:
        yield f"- Text under “{shown(text.place, 200)}”:"
        yield from (f"    {shown(part, 2000)}" for part in text.lines())


def _data(points: tuple[Point, Point], differs: Difference) -> dict[str, object]:
    one, other = ({"point": end.name, "commit": end.commit, "there": end.raw is not None} for end in points)
    return {
        "from": one,
        "to": other,
        "changes": [{"event": change.kind, "detail": change.detail} for change in differs.changed],
        "texts": [{"place": text.place, "before": text.before, "after": text.after} for text in differs.texts],
    }
