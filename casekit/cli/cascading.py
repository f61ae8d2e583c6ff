"""The month's learning as it was passed on to staff: one line of programme.yaml and one commit (D11)."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from casekit.cli import session
from casekit.cli.changing import EVENT
from casekit.cli.opening import opening
from casekit.days import written
from casekit.edit.programme import cascaded_line, passed_on
from casekit.edit.save import save
from casekit.history.identity import known
from casekit.history.message import SUBJECT, message
from casekit.history.write import base, commit
from casekit.link.corpus import Surroundings
from casekit.link.programme import programme as read_programme
from casekit.model.programme import Cascaded, Programme
from casekit.programme.seats import bounds
from casekit.stop import USAGE, Stop
from casekit.words import ending, listing, shown


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is said to have passed a month's learning on (by; "" is whoever records it), when and to which teams."""

    month: str
    by: str = ""
    teams: tuple[str, ...] = ()
    on: str = ""
    dry: bool = False


def cascade(start: Path, asked: Asked, today: date | None) -> str:
    """Makes the edit and its commit, and says so; dry: shows both and does neither."""
    here = opening(start, today)
    root, source, around, civil, repository = here.root, here.source, here.around, here.civil, here.repository
    programme = _programme(around, asked.month)
    person, identity = known(repository, around.people)
    new = _line(around, programme, asked, person, civil)
    raw, faults = source.read(programme.path)
    if raw is None:
        raise Stop(USAGE, f"{programme.path}: {faults[0].message}")
    there = base(repository, programme.path, raw)
    after = _after(programme.path, raw, new)
    show = around.people.show
    to = listing(around.people.teams[team] or team for team in new.teams) or "all that they answer for"
    said = f"{show(new.by)} passed the month's learning on to {to} on {written(civil if new.on is None else new.on)}"
    subject = f"Programme {programme.month}: learning passed on by {new.by}"
    body = textwrap.fill(f"{said}, recorded by {show(person)}.", SUBJECT)
    text = message(subject, [body], {EVENT: "cascaded"})
    if asked.dry:
        lines = f"+{cascaded_line(new)}"
        return f"{programme.path}, cascaded:\n{lines}\n\nNothing was written. The commit would say:\n\n{text}"
    now = datetime.now(ZoneInfo(around.policy.timezone)).replace(microsecond=0)
    made = commit(repository, there, raw, after, text, identity, partial(save, root / programme.path), now)
    return f"{subject}: that is commit {made[:10]} on {here.opened.branch}. git push passes it on.\n"


def _programme(around: Surroundings, month: str) -> Programme:
    found = around.programmes.get(month)
    if found is None:
        known_months = sorted(around.programmes)
        what = f"There is no programme of {shown(month)}{ending(month, known_months)}"
        raise Stop(
            USAGE, f"{what} What was passed on is a line of the month's programme.yaml, made by casekit allocate."
        )
    return found


def _line(around: Surroundings, programme: Programme, asked: Asked, person: str, civil: date) -> Cascaded:
    """What is to be recorded; Stop where it cannot be so, or whoever records it may not."""
    people = around.people
    by = asked.by or person
    if by not in people:
        raise Stop(USAGE, f"--by: {shown(by)} is not in people.yaml{ending(by, people.by_id)}")
    for team in asked.teams:
        if team not in people.teams:
            raise Stop(USAGE, f"--team: {shown(team)} is no team of people.yaml{ending(team, people.teams)}")
    on = session.parsed_day(asked.on, "--on") if asked.on else civil
    if on > civil:
        raise Stop(USAGE, f"--on is {asked.on}, which is still to come: record it on the day.")
    first, _ = bounds(programme.month)
    if on < first:
        raise Stop(USAGE, f"{written(on)} is before the month began, so that it had no learning to pass on.")
    changes = around.policy.programme.changes
    if by != person and not any(people.by_id[person].has(role, civil) for role in changes):
        roles = listing((role.replace("_", " ") for role in changes), "or")
        raise Stop(USAGE, f"{people.show(person)} cannot record this for somebody else: that is for the {roles}.")
    if not people.by_id[by].here(on):
        raise Stop(USAGE, f"{people.show(by)} was not there any more on {written(on)}.")
    made = Cascaded(by, on, tuple(dict.fromkeys(asked.teams)))
    if made in programme.cascaded:
        raise Stop(USAGE, "There is nothing to do: just this is on record.")
    return made


def _after(path: str, raw: bytes, new: Cascaded) -> bytes:
    """The file with one more line; read again, it differs in nothing but that line."""
    text = passed_on(raw.decode("utf-8"), new)
    after, problems = read_programme(path, text.encode("utf-8"))
    before, there = read_programme(path, raw)
    meant = before and replace(before, cascaded=(*before.cascaded, new))
    if after is None or after != meant or len(problems) > len(there):
        raise Stop(USAGE, f"casekit cannot add to cascaded: as {path} is written: give each entry a line of its own.")
    return (text.replace("\n", "\r\n") if b"\r\n" in raw else text).encode("utf-8")
