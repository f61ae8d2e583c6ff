"""One day's reminders and one programme's figures, put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

from casekit.cli import session
from casekit.cli.messages import write_messages
from casekit.link.corpus import load_corpus, surroundings
from casekit.model.corpus import Corpus
from casekit.model.programme import KINDS, MONTHLY
from casekit.output.calendar import calendar
from casekit.output.mail import together
from casekit.programme.notices import Day, due_day, key_of
from casekit.programme.remind import Reminders
from casekit.read.files import Folder
from casekit.read.names import MONTH
from casekit.read.place import find_root
from casekit.register.compliance import Became, Compliance, allocations, compliance, grouped, reasons
from casekit.stop import USAGE, Stop
from casekit.words import count, shown

COLUMNS = {
    "allocated": "allocated",
    "expected": "expected",
    "completed": "completed",
    "on_time": "on time",
    "reason": "late with a reason",
    "late": "late",
    "missing": "overdue",
    "open": "not due yet",
    "stopped": "stopped",
    "exempt": "exempt",
}
"""Each figure, and what it is called."""


def remind(start: Path, month: str, messages: Path | None, given: date | None) -> str:
    """Who is to be reminded of what on that day, printed or written as messages."""
    if not MONTH.fullmatch(month):
        raise Stop(USAGE, f"'{shown(month)}' is not a month; write it as 2026-12.")
    source = Folder(find_root(start))
    around = surroundings(source)
    today = session.civil_day(around.policy, given)
    notices = Reminders(load_corpus(source), month, today).notices()
    lacks = around.programmes and month not in around.programmes
    mind = f"Mind: there is no programme of {month}, so nobody is reminded of its audits.\n" if lacks else ""
    if messages is not None:
        return write_messages(start / messages, notices, around, today) + mind
    if not notices:
        return f"Nobody is to be reminded of anything.\n{mind}"
    sent = f"{count(len(notices), 'message')}; nothing was sent.\n"
    return f"{together(notices, around.people, today)}\n{sent}{mind}"


def calendar_file(start: Path, month: str, output: Path, given: date | None) -> str:
    """The month's days as a calendar file: audits still expected, and actions that are open and due in it."""
    source = Folder(find_root(start))
    around = surroundings(source)
    today = session.civil_day(around.policy, given)
    corpus = load_corpus(source)
    if month not in corpus.programmes:
        raise Stop(USAGE, f"There is no programme of {shown(month)}.")
    days = [
        due_day(row.planned, row.planned.auditor)
        for kind in KINDS
        for row in allocations(corpus, today, kind)
        if row.month == month and row.planned.expected and row.completed is None and row.planned.due
    ]
    days += [
        Day(key_of("action due", case.audit.id, one.id), one.due, f"Action {one.id} of {case.audit.id} is due")
        for case in corpus.audits
        for one in case.audit.actions
        if one.open and one.due is not None and f"{one.due:%Y-%m}" == month
    ]
    try:
        (start / output).write_bytes(calendar(days, today))
    except OSError as error:
        raise Stop(USAGE, f"{output} cannot be written ({error.strerror}); choose another --output.") from None
    return f"{count(len(days), 'day')} in {output}."


def figures(start: Path, month: str, by: str, kind: str, as_json: bool, given: date | None) -> str:
    """Compliance with the programme, by month, year, auditor, team or service, for audits of that kind."""
    source = Folder(find_root(start))
    around = surroundings(source)
    today = session.civil_day(around.policy, given)
    corpus = load_corpus(source)
    if month and month not in corpus.programmes:
        there = ", ".join(sorted(corpus.programmes)) or "none"
        raise Stop(USAGE, f"There is no programme of {shown(month)}; there is {there}.")
    rows = [row for row in allocations(corpus, today, kind) if month in ("", row.month)]
    wanted = _only(corpus, month) if kind == MONTHLY else replace(corpus, programmes={})
    groups = grouped(wanted, rows, by)
    excused = sum(len(p.exempt) for p in wanted.programmes.values())
    whole = compliance(rows, excused)
    if as_json:
        data = {"version": 1, "as_at": today.isoformat(), "month": month or None, "by": by, "kind": kind}
        counted = {"late": reasons(rows, Became.REASON), "stopped": reasons(rows, Became.STOPPED)}
        data["reasons"] = {kind: {name or "none": n for name, n in found.items()} for kind, found in counted.items()}
        return session.as_json(
            {**data, "all": asdict(whole), "groups": {name or "none": asdict(one) for name, one in groups.items()}}
        )
    if not rows:
        return "No month was allocated yet.\n" if kind == MONTHLY else "No such audits were allocated yet.\n"
    named = {name: _name(corpus, by, name) for name in groups}
    wide = max(map(len, [*named.values(), by, "all"])) + 2
    head = f"{by:<{wide}}" + "".join(f"  {said}" for said in COLUMNS.values())
    lines = [head, *(_line(named[name], one, wide) for name, one in groups.items()), _line("all", whole, wide), ""]
    late = whole.late + whole.missing
    lines.append(
        f"On time: {whole.on_time} of {whole.expected} expected; {whole.open} not due yet, {whole.reason} late with a "
        f"reason, {late} late without one."
    )
    lines.append(
        "Expected are all that were allocated but for those stopped and exempt. "
        f"{count(whole.excused, 'exemption')} of people from a month's audit; {count(whole.cancelled, 'audit')} "
        "cancelled."
    )
    policy = corpus.policy.programme
    lines += _because("Late with a reason", reasons(rows, Became.REASON), policy.late_reasons)
    lines += _because("Stopped", reasons(rows, Became.STOPPED), policy.stop_reasons)
    return "\n".join(lines) + "\n"


def _because(what: str, found: Mapping[str, int], listed: Mapping[str, str]) -> list[str]:
    """Why, by the reasons that policy lists (F9); nothing where there was none."""
    named = (f"{listed.get(id, id) or 'no listed reason'} {number}" for id, number in found.items())
    return [f"{what}: {', '.join(named)}."] if found else []


def _only(corpus: Corpus, month: str) -> Corpus:
    """The corpus with that month's programme alone."""
    wanted = {name: one for name, one in corpus.programmes.items() if month in ("", name)}
    return replace(corpus, programmes=wanted)


def _name(corpus: Corpus, by: str, name: str) -> str:
    if by == "auditor" or (by == "service" and name in corpus.people):
        return corpus.people.show(name)
    if by == "service" and name in corpus.people.areas:
        return corpus.people.areas[name].name or name
    return corpus.people.teams.get(name, name) if by == "team" else name or "none"


def _line(name: str, one: Compliance, wide: int) -> str:
    return f"{name:<{wide}}" + "".join(f"{getattr(one, key):>{len(said) + 2}}" for key, said in COLUMNS.items())
