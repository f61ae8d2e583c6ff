"""One action's whole life: where it stands, each step with its delay, the commit behind it, and what came after."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from casekit.cli import session
from casekit.cli.remembering import complete
from casekit.days import written
from casekit.edit.acts import found
from casekit.history.events import history
from casekit.history.labels import Labels, labels
from casekit.history.life import as_data, line
from casekit.history.outcome import open_history
from casekit.link.corpus import load_corpus, surroundings
from casekit.model.corpus import AuditCase, Corpus
from casekit.model.history import Event
from casekit.model.stranded import Whereabouts
from casekit.privacy.mask import privacy
from casekit.read.files import Folder
from casekit.read.place import find_root
from casekit.register.action_life import ActionLife, Again, Step, action_life, raised_by
from casekit.stop import USAGE, Stop
from casekit.words import count, ending, listing, shown, times


def action_show(start: Path, audit: str, action: str, as_json: bool, given: date | None) -> str:
    """The life as text or JSON; Stop where there is no such action, or the history is not whole."""
    root = find_root(start)
    opened = open_history(root)
    complete(opened)
    source = Folder(root)
    around = surroundings(source)
    today = session.civil_day(around.policy, given)
    corpus = load_corpus(source)
    case = next((one for one in corpus.audits if one.audit.id == audit), None)
    if case is None:
        raise Stop(USAGE, f"There is no audit {shown(audit)} that can be read{_near(corpus, audit)}")
    it = found(case.audit, action)
    later = [one for one in corpus.audits if case.audit.case.ref in one.audit.children and one is not case]
    life = action_life(corpus, case, it, later, Whereabouts(corpus), today)
    every = history(opened, around.people, [audit], around=around).of(audit)
    own = [event for event in every if event.detail.get("action") == action]
    known = privacy(around.policy.privacy)
    raws = (source.read(one.audit.path)[0] or b"" for one in (case, *later))
    also = frozenset(piece for raw in raws for piece in known.pieces(raw.decode("utf-8", "replace")))
    if as_json:
        return session.as_json(known.masked(_data(life, own, raised_by(every, action), today), also))
    names = labels(case.rubric, around.people)
    zone = ZoneInfo(around.policy.timezone)
    commits = [f"  {event.commit[:10]}  {line(event, names, zone)}" for event in own]
    said = [*_lines(life, names, corpus, raised_by(every, action)), "", "The commits behind it:"]
    return known.mask("\n".join([*said, *(commits or ["  No commit holds this action yet."])]) + "\n", also)


def _near(corpus: Corpus, audit: str) -> str:
    return ending(audit, [case.audit.id for case in corpus.audits])


def _lines(life: ActionLife, names: Labels, corpus: Corpus, moderation: str) -> Iterator[str]:
    action, audit = life.action, life.case.audit
    late = f", {count(life.late, 'day')} past its day" if life.late else ""
    yield f"Action {action.id} of {audit.id}: {life.standing.value}{late}"
    yield f"  To do: {action.do or 'nothing is said'}"
    if action.outcome:
        yield f"  What it brings the child: {action.outcome}"
    question = action.target != life.section and life.section
    target = (
        f"{names.section(life.section)}: {names.question(action.target)}" if question else names.section(action.target)
    )
    yield f"  It answers to: {target}{_grade(life.case, life.section, names)}"
    if moderation:
        yield f"  Added with moderation {shown(moderation)}"
    yield f"  Owner: {names.person(action.owner) if action.owner else 'nobody'}"
    answers = listing(names.person(person) for person in life.answers)
    yield f"  Answers for its being done in time: {answers or 'nobody, since no service manager is named'}"
    if action.due:
        slipped = f", {count(life.slipped, 'day')} after its first day" if life.slipped > 0 else ""
        moved = f", moved {times(len(action.moves))}{slipped}" if action.moves else ""
        yield f"  Due: {written(action.due)}{moved}"
    if life.stranded is not None:
        yield f"  Stranded: {life.stranded.value}"
    yield from ("", "Step by step:")
    for step in life.steps:
        yield f"  {_step(step, names)}"
        if step.why:
            yield f"    {shown(step.why, 500)}"
    if life.waits is not None:
        yield f"  {life.waits[0]}: {count(life.waits[1], 'day')} so far"
    if life.escalated:
        yield from ("", "To whom it is brought while it is overdue:")
        for one in life.escalated:
            whom = listing(names.person(person) for person in one.people) or "nobody holds that role"
            yield f"  from {written(one.on)}: {whom} ({one.place.replace('_', ' ')})"
    if life.again:
        yield from ("", "Later audits of the same case:")
        yield from (f"  {_later(one, life.section, names)}" for one in life.again)


def _grade(case: AuditCase, section: str, names: Labels) -> str:
    grade = case.evaluation.effective.get(section)
    return f", graded {names.grade(section, grade[0])}" if grade is not None else ""


def _step(step: Step, names: Labels) -> str:
    parts = [f"{written(step.on)}: {step.name.lower()}"]
    if step.start or step.to:
        parts.append(
            f"from {written(step.start) if step.start else 'no day'} to {written(step.to) if step.to else 'none'}"
        )
    if step.taker:
        parts.append(f"from {names.person(step.giver)}" if step.giver else "from nobody")
        parts.append(f"to {names.person(step.taker)}")
    if step.by:
        parts.append(f"by {names.person(step.by)}")
    after = f", {count(step.days, 'day')} later" if step.days is not None else ""
    return " ".join(parts) + after


def _later(one: Again, section: str, names: Labels) -> str:
    audit = one.case.audit
    parts = [f"{audit.id}, completed {written(audit.completed)}" if audit.completed else audit.id]
    if one.grades is not None:
        parts.append(" then ".join(names.grade(section, grade) for grade in one.grades))
    again = listing(action.id for action in one.actions)
    parts.append(f"raised again in {again}" if again else "not raised again")
    return ", ".join(parts)


def _data(life: ActionLife, own: list[Event], moderation: str, today: date) -> dict[str, object]:
    """The same for other programs; the commits are told as casekit log tells them."""
    action, audit = life.action, life.case.audit
    steps = [
        {
            "step": step.name.lower().replace(" ", "_"),
            "on": step.on.isoformat(),
            "days": step.days,
            "by": step.by or None,
            "from": step.start.isoformat() if step.start else None,
            "to": step.to.isoformat() if step.to else None,
            "from_owner": step.giver or None,
            "to_owner": step.taker or None,
            "why": step.why or None,
        }
        for step in life.steps
    ]
    later = [
        {"audit": one.case.audit.id, "grades": list(one.grades) if one.grades else None,
         "actions": [same.id for same in one.actions]}
        for one in life.again
    ]  # fmt: skip
    told = [{"place": one.place, "people": list(one.people), "from": one.on.isoformat()} for one in life.escalated]
    return {
        "version": 1,
        "as_at": today.isoformat(),
        "audit": audit.id,
        "action": action.id,
        "for": action.target or None,
        "section": life.section or None,
        "moderation": moderation or None,
        "owner": action.owner or None,
        "answers": list(life.answers),
        "team": audit.case.team or None,
        "standing": life.standing.name.lower(),
        "due": action.due.isoformat() if action.due else None,
        "days_late": life.late,
        "moves": len(action.moves),
        "days_slipped": life.slipped,
        "stranded": life.stranded.name.lower() if life.stranded else None,
        "steps": steps,
        "waits": {"for": life.waits[0], "days": life.waits[1]} if life.waits else None,
        "brought_to": told,
        "later": later,
        "events": as_data(audit.id, "", own)["events"],
    }
