"""One run of lint, put together: the repository, its history, the rules, the report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path, PurePosixPath

from casekit.check.affected import Affected, affected
from casekit.check.baseline import baseline_text
from casekit.check.examine import Examined, document, examine, looked
from casekit.check.registry import BY_CODE
from casekit.check.rule import Context
from casekit.check.run import past_rules
from casekit.check.settle import Choice, Report, settle, under
from casekit.check.waive import Waiving, waive
from casekit.cli import keeping, session
from casekit.cli.lint_sources import Sources, baseline_entries, sources
from casekit.cli.remembering import complete, remember
from casekit.history.identifying import identifying
from casekit.history.log import Commit
from casekit.history.since import branched_from
from casekit.history.tree import uncommitted
from casekit.history.vanished import vanished
from casekit.link.corpus import surroundings
from casekit.model.audit import Audit
from casekit.model.history import Outcome
from casekit.privacy.mask import privacy
from casekit.privacy.words import Words
from casekit.problem import Problem
from casekit.read.place import find_root
from casekit.stop import USAGE, Stop
from casekit.words import count, ending, listing

LineOf = Callable[[str, int], str]


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for on the command line, by the options' names.

    text: what stands at stdin_filename instead of the file, where that is set.
    """

    paths: tuple[Path, ...] = ()
    today: date | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    require_history: bool = False
    strict: bool = False
    stdin_filename: Path | None = None
    text: bytes = b""
    changed_since: str = ""
    policy_from: str = ""
    baseline: Path | None = None
    write_baseline: bool = False
    fix: bool = False
    diff: bool = False


@dataclass(frozen=True, slots=True)
class Linted:
    """The report, a function that gives a line of a file that was checked, and sentences about the run."""

    report: Report
    line_of: LineOf
    said: tuple[str, ...] = ()


def lint_repository(start: Path, asked: Asked) -> Linted:
    """The report on the working tree, or as far as that was asked for; Stop where something asked for is not there."""
    root = find_root(start)
    given = sources(root, start, asked.stdin_filename, asked.text, asked.policy_from)
    wanted = [inside(root, start, path) for path in asked.paths] if asked.paths else None
    if given.replaced:
        wanted = [given.replaced]
    examined = examine(
        given.open,
        lambda around: session.civil_day(around.policy, asked.today),
        session.progress("Checking audits"),
        keeping.examined(given.opened, _usual(given, asked)),
        given.people,
    )
    past, not_run = _past(given, examined, asked)
    problems = [*examined.problems, *given.problems, *past]
    policy = examined.corpus.policy
    people = given.people if given.people is not None else examined.corpus.people
    ctx = Context(people, policy, session.civil_day(policy, asked.today))
    left = waive(problems, examined.corpus, ctx, lambda path: document(given.source, path), not_run)
    files = tuple(one for one in looked(examined.corpus) if wanted is None or any(under(one.path, w) for w in wanted))
    known = (
        baseline_entries(root, start, asked.baseline, given.policy_tree) if not asked.write_baseline else frozenset()
    )
    said = []
    if asked.changed_since:
        reached = _affected(given, examined, asked.changed_since)
        left = Waiving(
            tuple(p for p in left.problems if reached.touches(p)),
            tuple(one for one in left.waived if reached.touches(one.problem)),
        )
        every, files = files, tuple(one for one in files if one.path in reached.changed | reached.others)
        here = {one.audit or one.path for one in files}
        known = frozenset(entry for entry in known if entry.audit in here)
        said.append(_told(reached, len(files), len(every), asked.changed_since))
    report = settle(
        left.problems,
        policy,
        len(files),
        Choice(asked.select, asked.ignore, wanted),
        not_run,
        left.waived,
        known,
        files,
        asked.strict,
    )
    return Linted(report, _lines(given, policy.privacy), tuple(said))


def write_baseline(start: Path, file: Path, report: Report) -> str:
    """Writes the report's problems into that file as the baseline; a sentence about it."""
    text, left_out = baseline_text(report.problems, report.fingerprints)
    session.deliver(text, start / file, "--baseline")
    told = f"Wrote {file}: {count(len(report.problems) - left_out, 'problem')} known from now on."
    if left_out:
        told += (
            f" {count(left_out, 'problem')} cannot be taken over and {'has' if left_out == 1 else 'have'} to be mended."
        )
    return told


def sensible(asked: Asked) -> None:
    """Stop where options do not go together, or name what there is not."""
    for code in (*asked.select, *asked.ignore):
        if not any(known.startswith(code) for known in BY_CODE):
            raise Stop(USAGE, f"There is no rule {code}{ending(code, BY_CODE)} casekit rule lists them all.")
    parts = {
        "PATHS": bool(asked.paths),
        "--stdin-filename": asked.stdin_filename is not None,
        "--changed-since": bool(asked.changed_since),
    }
    named = [name for name, there in parts.items() if there]
    if len(named) > 1:
        raise Stop(USAGE, f"{listing(named)} do not go together; choose one of them.")
    if asked.diff and not asked.fix:
        raise Stop(USAGE, "--diff shows what --fix would change; give both.")
    if asked.fix and (asked.stdin_filename is not None or asked.write_baseline):
        raise Stop(USAGE, "--fix changes files, so it goes neither with --stdin-filename nor with --write-baseline.")
    if asked.write_baseline and asked.baseline is None:
        raise Stop(USAGE, "--write-baseline needs --baseline FILE, the file to write.")
    if asked.write_baseline and named:
        raise Stop(USAGE, f"A baseline is of the whole repository; leave out {named[0]}.")


def _usual(given: Sources, asked: Asked) -> bool:
    """Whether the run looks at the repository as it is, today, so that the next one is served by what it keeps."""
    return given.as_is and asked.today is None


def _recorded(audit: Audit) -> bool:
    """Whether somebody has judged something of an audit, so that its history matters to the rules."""
    return bool(audit.moderations) or any(action.verified_on for action in audit.actions)


def _past(given: Sources, examined: Examined, asked: Asked) -> tuple[list[Problem], list[str]]:
    """What the rules find that need the history, and the codes of those that could not run for want of it."""
    opened = given.opened
    if asked.require_history:
        complete(opened)
    problems = [*opened.problems, *identifying(opened, examined.around.policy.privacy)]
    cases = examined.corpus.audits
    remembered = {c.audit.id for c in cases if _recorded(c.audit) or (c.audit.completed and c.audit.actions)}
    if opened.outcome is not Outcome.COMPLETE:
        return problems, past_rules() if remembered else []
    walked: list[Commit] = []
    told, found = remember(
        opened, examined, given.source, remembered, walked, keeping.versions(opened, _usual(given, asked))
    )
    gone = vanished(opened, walked, examined.corpus.people, _here(given, examined), _called_off(examined))
    return [*problems, *(told.problems if remembered else ()), *found, *gone], []


def _here(given: Sources, examined: Examined) -> set[str]:
    """The audits that stand here, by id and by the file's name without its ending, readable or not."""
    named = {PurePosixPath(path).stem for path in given.source.paths()}
    return named | {case.audit.id for case in examined.corpus.audits}


def _called_off(examined: Examined) -> set[str]:
    """The audits that the programme cancels or stops."""
    programmes = examined.corpus.programmes.values()
    return {one.id for programme in programmes for one in programme.audits if one.cancelled or one.stopped}


def _affected(given: Sources, examined: Examined, revision: str) -> Affected:
    base = branched_from(given.opened, revision, "--changed-since")
    changed = uncommitted(base, given.source)
    return affected(examined.corpus, examined.around, surroundings(given.as_before(base)), changed)


def _told(reached: Affected, checked: int, files: int, revision: str) -> str:
    """What was checked, in one line."""
    changed = count(len(reached.changed), "file") + " changed"
    also = f"; also {listing(reached.because)}" if reached.because else ""
    return f"Checked {checked:,} of {count(files, 'audit')}: {changed} since {revision}{also}."


def _lines(given: Sources, words: Words) -> LineOf:
    """A function that gives a line of a file, masked."""

    @lru_cache(64)
    def lines(path: str) -> list[str]:
        raw, _ = given.source.read(path)
        text = (raw or b"").decode("utf-8-sig", "replace").replace("\r\n", "\n")
        return privacy(words).mask_file(text).split("\n")

    return lambda path, line: lines(path)[line - 1] if line <= len(lines(path)) else ""


def inside(root: Path, start: Path, path: Path) -> str:
    """The path as the repository calls it; "" for all of it."""
    whole = (start / path).resolve()
    if not whole.is_relative_to(root):
        raise Stop(USAGE, f"{path} is not inside the repository {root}.")
    if not whole.exists():
        raise Stop(USAGE, f"There is no file or folder {path}; nothing was checked.")
    place = whole.relative_to(root).as_posix()
    return "" if place == "." else place
