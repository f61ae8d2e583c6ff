"""One run of lint, put together: the repository, its history, the rules, the report."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache, partial
from pathlib import Path

from casekit.check.examine import Examined, examine
from casekit.check.registry import BY_CODE
from casekit.check.run import past_rules
from casekit.check.settle import Report, settle
from casekit.cli import session
from casekit.cli.remembering import complete, remember
from casekit.history.outcome import open_history
from casekit.model.history import Outcome
from casekit.output import concise, data, full, github
from casekit.problem import Problem
from casekit.read.files import Folder, Source
from casekit.read.place import find_root
from casekit.stop import USAGE, Stop
from casekit.words import ending

LineOf = Callable[[str, int], str]


def lint_repository(
    start: Path,
    paths: Sequence[Path],
    today: date | None,
    select: Iterable[str],
    ignore: Iterable[str],
    require_history: bool,
) -> tuple[Report, LineOf]:
    """The report on the working tree, and a function that gives a line of one of its files."""
    for code in (*select, *ignore):
        if not any(known.startswith(code) for known in BY_CODE):
            raise Stop(USAGE, f"There is no rule {code}{ending(code, BY_CODE)} casekit rule lists them all.")
    root = find_root(start)
    wanted = [_inside(root, start, path) for path in paths]
    open_source = partial(Folder, root)
    examined = examine(
        open_source, lambda around: session.civil_day(around.policy, today), session.progress("Checking audits")
    )
    source = open_source()
    past, not_run = _past(root, examined, source, require_history)
    problems = [p for p in (*examined.problems, *past) if not wanted or any(_under(p.path, w) for w in wanted)]
    files = len(examined.corpus.audits) + len(examined.corpus.broken)
    report = settle(problems, examined.corpus.policy, files, select, ignore, not_run)

    @lru_cache(64)
    def lines(path: str) -> list[str]:
        raw, _ = source.read(path)
        return (raw or b"").decode("utf-8-sig", "replace").replace("\r\n", "\n").split("\n")

    return report, lambda path, line: lines(path)[line - 1] if line <= len(lines(path)) else ""


def _past(root: Path, examined: Examined, source: Source, require: bool) -> tuple[list[Problem], list[str]]:
    """What the rules find that need the history, and the codes of those that could not run for want of it."""
    opened = open_history(root)
    if require:
        complete(opened)
    moderated = {case.audit.id for case in examined.corpus.audits if case.audit.moderations}
    if opened.outcome is not Outcome.COMPLETE:
        return list(opened.problems), past_rules() if moderated else []
    if not moderated:
        return list(opened.problems), []
    told, found = remember(opened, examined, source, moderated)
    return [*told.problems, *found], []


def written(report: Report, format: str, line_of: LineOf, output: Path | None) -> str:
    """The report in that format: concise, full, json or github."""
    match format:
        case "json":
            return data.render(report)
        case "github":
            return github.render(report)
        case "concise":
            return concise.render(report)
        case _:
            style = full.COLOUR if output is None and session.coloured(sys.stdout) else full.PLAIN
            return full.render(report, line_of, style)


def _inside(root: Path, start: Path, path: Path) -> str:
    """The path as the repository calls it; "" for all of it."""
    whole = (start / path).resolve()
    if not whole.is_relative_to(root):
        raise Stop(USAGE, f"{path} is not inside the repository {root}.")
    if not whole.exists():
        raise Stop(USAGE, f"There is no file or folder {path}; nothing was checked.")
    inside = whole.relative_to(root).as_posix()
    return "" if inside == "." else inside


def _under(path: str, folder: str) -> bool:
    return folder == "" or path == folder or path.startswith(f"{folder}/")
