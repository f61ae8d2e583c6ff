"""One month's programme, put together: the list of cases read, the draw, the files; or nothing at all."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from casekit.cli import session
from casekit.cli.creating import form_of
from casekit.cli.messages import delivered, ready
from casekit.days import written
from casekit.edit.new import new_audit
from casekit.edit.programme import also, joined, programme_text
from casekit.edit.save import save
from casekit.history.outcome import open_history
from casekit.history.tree import Tree, uncommitted
from casekit.link.corpus import Linked, Surroundings, audit_paths, surroundings
from casekit.link.programme import programme as read_programme
from casekit.model.corpus import AuditCase
from casekit.model.programme import MONTHLY, Allotted, Programme
from casekit.programme.allocate import Allocation, Wanted, allocate, done, numbered
from casekit.programme.cases import Known, read_cases
from casekit.programme.earlier import earlier, of_team
from casekit.programme.notices import allocated
from casekit.programme.seats import YEAR, months_apart
from casekit.read.files import Folder
from casekit.read.names import MONTH
from casekit.read.place import find_root
from casekit.rubric.model import Rubric
from casekit.stop import REPOSITORY, USAGE, Stop
from casekit.words import count, listing, shown

MOST = 4 * 1024 * 1024
"""Bytes of a list of cases."""
THEME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
EARLIEST = "1900"
FAR = 12
"""Months before or after the day of the draw in which a month may lie."""
TOLD = 12
"""So many mistakes of a list are told at once."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command was given. cases: the list's file. messages: the folder for messages, None for none."""

    month: str
    cases: Path
    rubric: str = ""
    kind: str = MONTHLY
    theme: str = ""
    auditors: tuple[str, ...] = ()
    joint: tuple[str, ...] = ()
    most: int = 0
    due: str = ""
    seed: str = ""
    accept_short: bool = False
    messages: Path | None = None
    dry: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """The repository as it stands, all of it committed."""

    root: Path
    source: Folder
    around: Surroundings
    linked: Sequence[Linked]


def allocate_month(start: Path, asked: Asked, today: date | None) -> tuple[str, bool]:
    """What was drawn and written, as text; whether anybody was left short and so nothing was written."""
    if not MONTH.fullmatch(asked.month) or asked.month < EARLIEST:
        raise Stop(USAGE, f"'{shown(asked.month)}' is not a month; write it as 2026-12.")
    at = _place(start, asked.month)
    around = at.around
    on = session.civil_day(around.policy, today)
    if months_apart(asked.month, f"{on:%Y-%m}") > FAR:
        raise Stop(
            USAGE,
            f"{asked.month} is more than {FAR} months from {written(on)}: a month is drawn when it begins. Is the year "
            "a slip?",
        )
    _free(around, asked)
    rubric = form_of(around, asked.rubric)
    raw = _list(start / asked.cases)
    cases, wrong = read_cases(
        _text(raw), Known(around.people, rubric, around.policy.privacy, around.policy.programme.references)
    )
    if wrong:
        told = [f"  line {one.line}: {one.message}" for one in wrong[:TOLD]]
        more = [f"  and {count(len(wrong) - TOLD, 'more mistake')}."] if len(wrong) > TOLD else []
        head = f"{asked.cases} cannot be drawn from; nothing was written."
        raise Stop(USAGE, "\n".join([head, *told, *more]))
    wanted = _wanted(asked, around, rubric, on)
    past = done((one.case for one in at.linked if one.case), around.programmes.values())
    drawn = allocate(cases, around.people, around.policy, past, wanted)
    if drawn.programme is None:
        raise Stop(USAGE, "\n".join(["No programme was drawn; nothing was written.", *drawn.problems]))
    existing = [path.rpartition("/")[2].removesuffix(".md") for path in audit_paths(at.source)]
    planned = [one.id for programme in around.programmes.values() for one in programme.audits]
    digest = f"sha256:{hashlib.sha256(raw).hexdigest()}"
    digested = replace(drawn.programme, drawn=replace(drawn.programme.drawn, digest=digest))
    programme = numbered(digested, [*existing, *planned])
    said = _said(drawn, programme, around)
    if programme.short and not asked.accept_short:
        return f"{said}\nNothing was written: add --accept-short to give out what can be given.\n", True
    notices = allocated(programme, programme.audits, around.people, around.policy)
    to = start / asked.messages if asked.messages is not None and not asked.dry else None
    if not asked.dry:
        ready(to)
        _write(at, programme, rubric, on)
        said += (
            f"\nWrote {programme.path} and {count(len(programme.audits), 'audit')} beside it; commit them together.\n"
        )
    else:
        said += "\nNothing was written.\n"
    return said + ("" if to else "\n") + delivered(to, notices, around, on), False


def _place(start: Path, month: str) -> _Place:
    """The repository; Stop where it is not under git or anything that the draw follows from is not committed."""
    root = find_root(start)
    source = Folder(root)
    around = surroundings(source)
    opened = open_history(root)
    if opened.repository is None or not opened.head:
        raise Stop(REPOSITORY, "A draw follows from what is committed, and nothing is here: run git init and commit.")
    changed = uncommitted(Tree(opened.repository, opened.head), source)
    if changed:
        what = count(len(changed), "file")
        raise Stop(
            USAGE,
            f"{what} such as {changed[0]} differs from what is committed: commit first, so that the draw can be "
            "repeated.",
        )
    if not around.people.listed or not around.people.by_id:
        raise Stop(USAGE, "There is no people.yaml here that can be read, so nobody can be given an audit.")
    window = max(around.policy.programme.window, YEAR)
    near = [path for path in audit_paths(source) if months_apart(path.split("/")[1], month) <= window]
    return _Place(root, source, around, [around.link(path, *source.read(path)) for path in near])


def _free(around: Surroundings, asked: Asked) -> None:
    """Stop where that month has such audits already."""
    there = around.programmes.get(asked.month)
    if there and any((one.kind, one.theme) == (asked.kind, asked.theme) for one in there.audits):
        what = "allocated" if asked.kind == MONTHLY else f"given its {asked.kind.replace('_', '-')} audits"
        raise Stop(
            USAGE,
            f"{asked.month} was {what} already, in {there.path}; change it with casekit programme, or draw "
            "another month.",
        )


def _wanted(asked: Asked, around: Surroundings, rubric: Rubric, on: date) -> Wanted:
    people = around.people
    joint = tuple(tuple(filter(None, pair.split("+"))) for pair in asked.joint)
    for person in [*asked.auditors, *(one for pair in joint for one in pair)]:
        if person not in people:
            raise Stop(USAGE, f"{shown(person)} is not in people.yaml.")
    if asked.kind != MONTHLY and not (asked.auditors or joint):
        raise Stop(USAGE, "Say who does these audits with --auditor or --joint.")
    if asked.kind == MONTHLY and (asked.auditors or asked.theme):
        raise Stop(USAGE, "--auditor and --theme go with --kind thematic, dip_sample or multi_agency.")
    if asked.theme and not THEME.fullmatch(asked.theme):
        raise Stop(USAGE, "--theme is a word of small letters, digits and hyphens, such as neglect.")
    due = session.parsed_day(asked.due, "--due") if asked.due else None
    if due is not None and due < on:
        raise Stop(USAGE, f"--due is {asked.due}, which is over already.")
    seed = asked.seed or around.policy.programme.seed or around.policy.authority
    return Wanted(asked.month, on, seed, rubric.ref, asked.kind, asked.theme, asked.auditors, asked.most, joint, due)


def _list(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            raw = file.read(MOST + 1)
    except OSError as error:
        raise Stop(USAGE, f"{path} cannot be read ({error.strerror}); name the list with --cases.") from None
    if len(raw) > MOST:
        raise Stop(USAGE, f"{path} is larger than {MOST // 1024 // 1024} MiB; a list of cases holds references only.")
    return raw


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Stop(USAGE, "The list of cases is not UTF-8; save it as CSV UTF-8.") from None


def _said(drawn: Allocation, programme: Programme, around: Surroundings) -> str:
    """What was drawn, in a few lines, and who was left short."""
    people = around.people
    spare = count(len(programme.reserve), "case")
    lines = [
        f"{programme.month}: {count(len(programme.audits), 'audit')} from {count(drawn.eligible, 'case')} that could "
        f"be drawn, of {count(programme.drawn.listed, 'case')} listed; {spare} in reserve."
    ]
    if drawn.recent:
        lines.append(
            f"{count(drawn.recent, 'case')} left out: audited in the last "
            f"{count(around.policy.programme.window, 'month')}."
        )
    if drawn.kept:
        lines.append(f"{count(drawn.kept, 'restricted record')} kept out: casekit.toml names nobody who may open them.")
    lines += [f"{people.show(one.who)} has none: {one.why}" for one in programme.exempt]
    lines += [f"{people.show(one.who)} is {count(one.missing, 'audit')} short. {one.why}" for one in programme.short]
    lines.append("")
    for one in programme.audits:
        whom = listing(people.show(person) for person in one.auditors)
        lines.append(f"  {one.id}  {one.case.team}  {whom}")
    return "\n".join(lines) + "\n"


def _write(at: _Place, programme: Programme, rubric: Rubric, on: date) -> None:
    """Every file, the programme last; what was written is taken away again where one of them cannot be."""
    folder = at.root / "audits" / programme.month
    made: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for one in programme.audits:
            path = folder / f"{one.id}.md"
            text = prefilled(one, rubric, on, [linked.case for linked in at.linked if linked.case])
            with path.open("x", encoding="utf-8", newline="\n") as file:
                made.append(path)
                file.write(text)
        _programme(at, programme)
    except BaseException as error:
        for path in made:
            with suppress(OSError):
                path.unlink()
        if isinstance(error, OSError):
            raise Stop(USAGE, f"{error.filename} cannot be written ({error.strerror}); nothing was.") from None
        raise


def _programme(at: _Place, programme: Programme) -> None:
    path = at.root / programme.path
    there = at.around.programmes.get(programme.month)
    if there is None:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(programme_text(programme))
        return
    before = path.read_bytes()
    after = joined(before.decode("utf-8"), programme).encode("utf-8")
    built, problems = read_programme(programme.path, after)
    if problems or built != _placed(also(there, programme)):
        raise Stop(USAGE, f"{programme.path} is written in a way that casekit cannot add to; put one key on a line.")
    save(path, before, after)


def _placed(programme: Programme) -> Programme:
    """The programme with every audit where it stands in the file."""
    audits = tuple(replace(one, route=("audits", n)) for n, one in enumerate(programme.audits))
    return replace(programme, audits=audits)


def prefilled(one: Allotted, rubric: Rubric, on: date, cases: Iterable[AuditCase]) -> str:
    """The audit's file, with what the programme knows of it and what earlier audits of the case left to ask (B3)."""
    case = one.case
    flags = list(case.flags) if case.types or case.flags else None
    known = {"ref": case.ref, "team": case.team, **case.people}
    known_cases = list(cases)
    before = [*earlier(case.ref, known_cases), *of_team(case.team, known_cases)]
    month = one.id[:7]
    return new_audit(rubric, month, one.id, case.types, flags, one.auditor, on, known, before)
