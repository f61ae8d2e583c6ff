"""One action from what raised it to what later audits found: each step with its delay, and who answers for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from casekit.model.acting import SERVICE_MANAGER, placed
from casekit.model.audit import Action, Audit
from casekit.model.corpus import AuditCase, Corpus
from casekit.model.history import Event
from casekit.model.stranded import Stranded, Whereabouts
from casekit.register.actions import Standing, standing
from casekit.rubric.model import Rubric

COMPLETED, AGREED, MOVED, HANDED, DONE = "Audit completed", "Agreed", "Moved", "Handed on", "Done"
VERIFIED, CANCELLED = "Verified", "Cancelled"
WAITS = {None: "Waits to be agreed", AGREED: "Waits to be done", DONE: "Waits to be verified"}
"""What an action waits for after its last step."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step. days: since the step before it, None for the first. by: the person's id. start, to: of a move.

    giver, taker: whose it was and whose it became, where it was handed on. why: what was written of it.
    """

    name: str
    on: date
    days: int | None = None
    by: str = ""
    start: date | None = None
    to: date | None = None
    giver: str = ""
    taker: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Escalated:
    """To whom policy brings an overdue action: the place or role, who holds it, and from which day on."""

    place: str
    people: tuple[str, ...]
    on: date


@dataclass(frozen=True, slots=True)
class Again:
    """A later audit of the same case. grades: of the section then and now, where both are on the same form.

    actions: those that it agreed for the same question, or for the same section.
    """

    case: AuditCase
    grades: tuple[str, str] | None
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class ActionLife:
    """Everything of one action. section: the one that it answers to, "" where the form knows none.

    waits: what it waits for, and for how many days; None where it has ended. slipped: days between its first deadline
    and the present one. answers: who answers for its being done in time (D7). escalated: to whom policy brings it and
    from which day on, while it is open.
    """

    case: AuditCase
    action: Action
    standing: Standing
    late: int
    section: str
    steps: tuple[Step, ...]
    waits: tuple[str, int] | None
    slipped: int
    stranded: Stranded | None
    answers: tuple[str, ...]
    escalated: tuple[Escalated, ...]
    again: tuple[Again, ...]


def action_life(
    corpus: Corpus, case: AuditCase, action: Action, later: Iterable[AuditCase], places: Whereabouts, today: date
) -> ActionLife:
    """The life of one action, as it stands on that day. later: the audits of the same case, in any order."""
    audit = case.audit
    section = section_of(case.rubric, action.target)
    steps = tuple(_delayed(sorted(_steps(audit, action), key=lambda step: step.on), today))
    first = next((move.start for move in action.moves if move.start), action.due)
    return ActionLife(
        case=case,
        action=action,
        standing=standing(action, today),
        late=(today - action.due).days if action.due and action.overdue(today) else 0,
        section=section,
        steps=steps,
        waits=_waits(audit, action, today),
        slipped=(action.due - first).days if action.due and first else 0,
        stranded=places.stranded(audit, action, today),
        answers=tuple(placed(SERVICE_MANAGER, audit, corpus.people, today)),
        escalated=tuple(_escalated(corpus, audit, action, today)),
        again=tuple(_again(case, action, section, later)),
    )


def section_of(rubric: Rubric, target: str) -> str:
    """The section that a target is, or in which its question stands; "" where the form knows neither."""
    for section in rubric.all_sections():
        if target == section.id or target in section.questions:
            return section.id
    return ""


def raised_by(events: Sequence[Event], action: str) -> str:
    """The moderation with which an action was added, by id; "" where the audit itself raised it."""
    commit = next((e.commit for e in events if e.event == "action_added" and e.detail.get("action") == action), "")
    own = [event for event in events if event.commit == commit and commit]
    if any(event.event in ("created", "completed") for event in own):
        return ""
    return next((str(e.detail.get("moderation", "")) for e in own if e.event == "moderated"), "")


def _steps(audit: Audit, action: Action) -> Iterator[Step]:
    if audit.completed:
        yield Step(COMPLETED, audit.completed, by=audit.auditor)
    if action.agreed:
        yield Step(AGREED, action.agreed)
    for move in action.moves:
        if move.on:
            yield Step(MOVED, move.on, start=move.start, to=move.to, why=move.why)
    for hand in action.handed:
        if hand.on:
            yield Step(HANDED, hand.on, giver=hand.start, taker=hand.to, why=hand.why)
    if action.done_on:
        yield Step(DONE, action.done_on, by=action.done_by, why=action.evidence)
    if action.verified_on:
        yield Step(VERIFIED, action.verified_on, by=action.verified_by)
    if action.cancelled_on:
        yield Step(CANCELLED, action.cancelled_on, why=action.cancelled_why)


def _delayed(steps: Sequence[Step], today: date) -> Iterator[Step]:
    """The steps up to that day, each with the days since the one before it."""
    before: date | None = None
    for step in steps:
        if step.on <= today:
            days = (step.on - before).days if before else None
            yield replace(step, days=days)
            before = step.on


def _waits(audit: Audit, action: Action, today: date) -> tuple[str, int] | None:
    """What comes next, and for how many days it has been waited for."""
    if action.cancelled_on or action.verified_on:
        return None
    name, since = (DONE, action.done_on) if action.done_on else (AGREED, action.agreed) if action.agreed else ("", None)
    since = since or audit.completed
    return (WAITS[name or None], max(0, (today - since).days)) if since else None


def _escalated(corpus: Corpus, audit: Audit, action: Action, today: date) -> Iterator[Escalated]:
    if not action.open or action.due is None:
        return
    for place, after in corpus.policy.actions.escalates.items():
        people = placed(place, audit, corpus.people, today, action.owner)
        others = tuple(person for person in dict.fromkeys(people) if person != action.owner)
        yield Escalated(place, others, action.due + timedelta(days=max(1, after)))


def _again(case: AuditCase, action: Action, section: str, later: Iterable[AuditCase]) -> Iterator[Again]:
    """Audits of the same case that were completed after this one, the first one first."""
    done = case.audit.completed
    found = [
        other
        for other in later
        if done and other.audit.completed and other.audit.completed > done and not other.audit.second_of
    ]
    for other in sorted(found, key=lambda one: (one.audit.completed or date.min, one.audit.id)):
        same = tuple(
            one
            for one in other.audit.actions
            if one.target == action.target or (section and section_of(other.rubric, one.target) == section)
        )
        yield Again(other, _grades(case, other, section), same)


def _grades(case: AuditCase, other: AuditCase, section: str) -> tuple[str, str] | None:
    if case.rubric.ref != other.rubric.ref or not section:
        return None
    then, now = (one.evaluation.effective.get(section, ("",))[0] for one in (case, other))
    return (then, now) if then and now else None
