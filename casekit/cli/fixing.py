"""One run of lint --fix, put together: which audits, what changes in them, and either a diff or the files written."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from casekit.check.settle import under
from casekit.cli import session
from casekit.cli.linting import Asked, inside
from casekit.edit.fixing import fixed
from casekit.edit.save import save
from casekit.history.outcome import open_history
from casekit.history.since import branched_from
from casekit.history.tree import uncommitted
from casekit.link.corpus import audit_paths, surroundings
from casekit.output.safe import quiet, seen
from casekit.privacy.mask import mask_name, privacy
from casekit.privacy.words import Words
from casekit.read.files import Folder
from casekit.read.place import find_root


@dataclass(frozen=True, slots=True)
class Change:
    """What --fix would make of one file. words: by which it is masked where it is shown."""

    path: str
    before: bytes
    after: bytes
    words: Words


def changes(start: Path, asked: Asked) -> Iterator[Change]:
    """Every audit that was asked for and would be otherwise; what was stopped stays as it is."""
    root = find_root(start)
    source = Folder(root)
    around = surroundings(source)
    stopped = {f"audits/{p.month}/{one.id}.md" for p in around.programmes.values() for one in p.audits if one.stopped}
    paths = [path for path in audit_paths(source) if path not in stopped]
    if asked.paths:
        wanted = [inside(root, start, path) for path in asked.paths]
        paths = [path for path in paths if any(under(path, place) for place in wanted)]
    if asked.changed_since:
        base = branched_from(open_history(root), asked.changed_since, "--changed-since")
        paths = sorted(set(paths) & set(uncommitted(base, source)))
    show = session.progress("Looking at audits")
    for done, path in enumerate(paths, start=1):
        raw, _ = source.read(path)
        after = fixed(path, raw, around) if raw is not None else None
        show(done, len(paths))
        if raw is not None and after is not None and after != raw:
            yield Change(path, raw, after, around.policy.privacy)


def diff(change: Change) -> str:
    """The change as a unified diff, masked and safe to be shown; a line without an end is said to have none."""
    texts = privacy(change.words).mask_files(*(raw.decode("utf-8") for raw in (change.before, change.after)))
    before, after = (seen(text).splitlines(keepends=True) for text in texts)
    path = seen(mask_name(change.words, change.path))
    lines = difflib.unified_diff(before, after, f"a/{path}", f"b/{path}")
    return quiet("".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines))


def write(start: Path, change: Change) -> None:
    """The file as it is to be, in the place of the one that stands there."""
    save(find_root(start) / change.path, change.before, change.after)
