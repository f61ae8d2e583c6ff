"""One run of rubric replay, put together: the audits in older versions of a form, under the new one."""

from __future__ import annotations

from pathlib import Path

from casekit.cli import session
from casekit.cli.shelf import shelf
from casekit.edit.replay import Replayed, including, replayed
from casekit.link.corpus import audit_paths, surroundings
from casekit.output import form_replay
from casekit.read.files import Folder
from casekit.read.place import find_root
from casekit.stop import USAGE, Stop


def replay_audits(start: Path, wanted: str, as_json: bool) -> str:
    """What a form, by reference or file, would make of the audits there are; Stop where it has mistakes."""
    source = Folder(find_root(start))
    file = shelf(start).file(wanted)
    if file.rubric is None:
        first = file.problems[0]
        raise Stop(USAGE, f"{file.path}:{first.span.line}: {first.message} {first.hint}".rstrip())
    around = including(surroundings(source), file.rubric)
    paths = audit_paths(source)
    show = session.progress("Trying audits")
    found: list[Replayed] = []
    for number, path in enumerate(paths, 1):
        raw, _ = source.read(path)
        one = replayed(path, raw, around, file.rubric) if raw is not None else None
        found += [one] if one is not None else []
        show(number, len(paths))
    if as_json:
        return session.as_json(form_replay.as_data(file.rubric.ref, found))
    return form_replay.render(file.rubric.ref, found, session.columns(), session.style())
