"""The entries that a second judgement adds to an audit: what is asked for, turned into edits of its file.

Each function gives the edits, or ends with a Stop that says what is wrong with what was asked. Who may do it has been
looked at before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from casekit.days import parse_day, written
from casekit.edit.intents import Append, Intent, Set
from casekit.history import kinds
from casekit.model.audit import Audit, Dispute, Moderation
from casekit.model.corpus import AuditCase
from casekit.model.document import Value
from casekit.model.people import Person
from casekit.rubric.expand import targets
from casekit.rubric.model import Section
from casekit.rubric.values import value_id
from casekit.stop import USAGE, Stop
from casekit.words import ending, listing, shown, spoken


@dataclass(frozen=True, slots=True)
class Plan:
    """subject: of the commit. kind: the event that comes of it. intents: the edits. judges: whether it judges."""

    subject: str
    kind: str
    intents: tuple[Intent, ...]
    judges: bool = False


@dataclass(frozen=True, slots=True)
class NewAction:
    """An action that a moderation adds: what for, what to do, what it brings the child, whose it is, by when."""

    target: str
    do: str
    outcome: str
    owner: str
    due: date


@dataclass(frozen=True, slots=True)
class Said:
    """What a judge says. grades: as typed, by section id or "overall"; confirm: the whole stands as it is."""

    by: Person
    on: date
    grades: Mapping[str, str]
    reason: str
    confirm: bool = False


def moderation(
    case: AuditCase, said: Said, met: str, actions: Sequence[NewAction], stale: Callable[[str], bool]
) -> Plan:
    """A moderator's grades beside the auditor's, with the reason, further actions and the meeting with the auditor.

    stale: whether something has changed since the moderation of an id, so that saying the same again says something.
    """
    audit = case.audit
    if audit.completed is None:
        raise Stop(USAGE, "This audit is not completed; its auditor sets 'completed' first, and then it is moderated.")
    if said.on < audit.completed:
        raise Stop(USAGE, f"It was completed on {written(audit.completed)}, so it cannot have been moderated before.")
    last = audit.moderations[-1] if audit.moderations else None
    if met and not (said.grades or said.confirm or said.reason or actions):
        return _met(audit.id, last, said, met)
    if not said.grades and not said.confirm:
        raise Stop(USAGE, "Say which grade with --overall or --section, or --confirm that the overall grade stands.")
    _reasoned(said.reason, "A moderation")
    grades = _grades(case, said)
    repeated = last and (last.by, dict(last.grades), last.reason) == (said.by.id, grades, said.reason)
    if last and repeated and not actions and not stale(last.id):
        if met:
            return _met(audit.id, last, said, met)
        raise Stop(USAGE, f"There is nothing to do: {last.id} says all of that already.")
    entry: dict[str, Value] = {"id": following("m", [m.id for m in audit.moderations])}
    entry |= {"by": said.by.id, "on": said.on.isoformat(), **_given(grades), "reason": said.reason}
    if met:
        _after(met, said.on)
        entry["met"] = met
    new: list[Intent] = [Append(("moderations",), entry)]
    known = [action.id for action in audit.actions]
    for action in actions:
        known.append(following("a", known))
        new.append(Append(("actions",), added(case, known[-1], action, said.on)))
    return Plan(f"Moderate {audit.id}", kinds.MODERATED, tuple(new), judges=True)


def dispute(audit: Audit, by: str, on: date, of: str, about: str, why: str) -> Plan:
    """A disagreement with a moderation, about a grade or an action, with the reason."""
    judged = disputed(audit, of)
    _reasoned(why, "A dispute")
    if judged.on and on < judged.on:
        raise Stop(USAGE, f"{judged.id} was made on {written(judged.on)}, so it cannot have been disputed before.")
    same = [d for d in audit.disputes if (d.of, d.about, d.by) == (judged.id, about, by) and d.resolved_on is None]
    if same:
        raise Stop(USAGE, f"There is nothing to do: {same[0].id} is that dispute, and it is open.")
    entry: dict[str, Value] = {"id": following("d", [d.id for d in audit.disputes]), "of": judged.id, "about": about}
    entry |= {"by": by, "on": on.isoformat(), "why": why}
    return Plan(f"Dispute the moderation of {audit.id}", kinds.DISPUTED, (Append(("disputes",), entry),))


def disputed(audit: Audit, of: str) -> Moderation:
    """The moderation that is meant: the last one, or that of the id; Stop where it cannot be disputed."""
    if not audit.moderations:
        raise Stop(USAGE, "This audit has not been moderated, so there is nothing to dispute; talk to its auditor.")
    last = audit.moderations[-1]
    if of and of not in {m.id for m in audit.moderations}:
        raise Stop(USAGE, f"There is no moderation {shown(of)} here; the last is {last.id}.")
    if of and of != last.id:
        raise Stop(USAGE, f"{last.id} was made after {of} and holds; dispute that one.")
    return last


def open_dispute(audit: Audit, id: str) -> Dispute:
    """The dispute that is to be settled: that of the id, or the only open one; Stop where there is none."""
    waiting = [d for d in audit.disputes if d.resolved_on is None]
    if id:
        found = next((d for d in audit.disputes if d.id == id), None)
        if found is None:
            raise Stop(
                USAGE, f"There is no dispute {shown(id)} in this audit{ending(id, [d.id for d in audit.disputes])}"
            )
        if found.resolved_on is not None:
            raise Stop(USAGE, f"There is nothing to do: {id} was settled on {written(found.resolved_on)}.")
        return found
    if not waiting:
        raise Stop(USAGE, "There is nothing to do: no dispute is open in this audit.")
    if len(waiting) > 1:
        raise Stop(USAGE, f"Say which dispute with --dispute: {listing((d.id for d in waiting), 'or')}.")
    return waiting[0]


def resolution(case: AuditCase, settled: Dispute, said: Said, outcome: str, reviewed: bool | None) -> Plan:
    """How a dispute was settled. reviewed: whether the case file itself was read, None where that is not said."""
    _reasoned(said.reason, "A resolution")
    if settled.on and said.on < settled.on:
        raise Stop(USAGE, f"{settled.id} was raised on {written(settled.on)}; it cannot have been settled before.")
    about_grade = settled.about == "grade"
    if about_grade and outcome != "withdrawn" and not reviewed:
        raise Stop(
            USAGE,
            "Whoever settles a dispute about a grade reads the case file itself: do so, then add --file-reviewed.",
        )
    if said.grades and not (about_grade and outcome == "changed"):
        raise Stop(USAGE, "A grade is given only where a dispute about a grade is settled with --outcome changed.")
    if about_grade and outcome == "changed" and not said.grades:
        raise Stop(USAGE, "Say to which grade with --overall or --section.")
    grades = _grades(case, said)
    now = case.evaluation.effective
    if grades and all(now.get(section, ("",))[0] == grade for section, grade in grades.items()):
        raise Stop(USAGE, "Those grades are in effect already: settle it with --outcome upheld.")
    entry: dict[str, Value] = {"by": said.by.id, "on": said.on.isoformat(), "outcome": outcome}
    if reviewed is not None:
        entry["file_reviewed"] = "yes" if reviewed else "no"
    entry |= {**_given(grades), "reason": said.reason}
    edits = (Set((*settled.route, "resolved"), entry),)
    return Plan(f"Settle a dispute about {case.audit.id}", kinds.RESOLVED, edits, judges=about_grade)


def sharing(audit: Audit, persons: Iterable[str], on: date) -> Plan:
    """With whom the audit was shared, on that day."""
    before = {told.who for told in audit.shared}
    new = [person for person in dict.fromkeys(persons) if person not in before]
    if not new:
        raise Stop(USAGE, "There is nothing to do: it is on record that they have it.")
    entries: list[Value] = [{"with": person, "on": on.isoformat()} for person in new]
    edits = tuple(Append(("shared",), entry) for entry in entries)
    return Plan(f"Record who has {audit.id}", kinds.SHARED, edits)


def _met(audit: str, last: Moderation | None, said: Said, met: str) -> Plan:
    """The meeting with the auditor, added to a moderation that stands already."""
    if last is None or last.by != said.by.id:
        raise Stop(USAGE, "--met alone is added to your own last moderation, and there is none; say the grade too.")
    if last.met is not None:
        raise Stop(USAGE, f"{last.id} has its meeting already; where that is wrong, correct its line by hand.")
    if last.on is not None:
        _after(met, last.on)
    return Plan(f"Record the meeting about {audit}", kinds.EDITED, (Set((*last.route, "met"), met),))


def _after(met: str, judged: date) -> None:
    """Stop where the meeting about a moderation was before it (E12)."""
    day = parse_day(met[:10])
    if day is not None and day < judged:
        raise Stop(USAGE, f"--met: {written(day)} is before the moderation, which is of {written(judged)}.")


def _grades(case: AuditCase, said: Said) -> dict[str, str]:
    """The grades that were typed, by their ids, in the form's order."""
    rubric = case.rubric
    graded = {section.id: section for section in rubric.all_sections() if section.scale is not None}
    typed = dict(said.grades)
    if said.confirm and rubric.overall.scale is not None:
        if kinds.OVERALL not in case.evaluation.effective:
            raise Stop(USAGE, "There is no overall grade to confirm; say which one with --overall.")
        typed[kinds.OVERALL] = case.evaluation.effective[kinds.OVERALL][0]
    found = {}
    for name, raw in typed.items():
        section = graded.get(name)
        if section is None or section.scale is None:
            raise Stop(USAGE, f"{rubric.ref} has no graded section {shown(name)}{ending(name, graded)}")
        grade = value_id(section.scale, raw)
        if grade is None:
            labels = listing((value.id for value in section.scale.best_first), "or")
            raise Stop(USAGE, f"{shown(raw)} is no grade of “{section.title}”: it is {labels}.")
        _open(case, section, grade, said)
        found[name] = grade
    return {name: found[name] for name in graded if name in found}


def _open(case: AuditCase, section: Section, grade: str, said: Said) -> None:
    """Stop where the section can have no such grade from this person."""
    item = case.evaluation.sections.get(section.id)
    if item is not None and item.applies is False:
        raise Stop(USAGE, f"“{section.title}” does not apply to this audit, so it has no grade to moderate.")
    computed = case.evaluation.computed.get(section.id)
    if not section.computed or (computed is not None and computed.grade == grade):
        return
    roles = section.grading.override
    if not any(said.by.has(role, said.on) for role in roles):
        names = listing(map(spoken, roles), "or")
        able = f"only a {names} gives it another" if roles else "its form lets nobody give it another"
        raise Stop(
            USAGE,
            f"The grade of “{section.title}” is worked out from the rest of the form, and {able}; "
            "moderate what it is worked out from.",
        )


def added(case: AuditCase, id: str, new: NewAction, on: date) -> Value:
    """A new action as an entry of the file."""
    known = targets(case.rubric)
    if new.target not in known:
        raise Stop(
            USAGE, f"--for: {case.rubric.ref} has no section or question {shown(new.target)}{ending(new.target, known)}"
        )
    if new.due < on:
        raise Stop(USAGE, f"--due: {written(new.due)} is before the day on which it is added.")
    entry: dict[str, Value] = {"id": id, "for": new.target, "do": new.do}
    return {**entry, "outcome": new.outcome, "owner": new.owner, "due": new.due.isoformat()}


def _given(grades: Mapping[str, str]) -> dict[str, Value]:
    """The grades as an entry has them: the whole, then the sections."""
    sections: dict[str, Value] = {name: grade for name, grade in grades.items() if name != kinds.OVERALL}
    whole: dict[str, Value] = {kinds.OVERALL: grades[kinds.OVERALL]} if kinds.OVERALL in grades else {}
    return {**whole, **({"sections": sections} if sections else {})}


def following(letter: str, known: Iterable[str]) -> str:
    """The id after the highest there is: m1, m2 …"""
    numbers = [int(id[1:]) for id in known if re.fullmatch(rf"{letter}[0-9]{{1,6}}", id)]
    return f"{letter}{max(numbers, default=0) + 1}"


def _reasoned(reason: str, what: str) -> None:
    if not reason.strip():
        raise Stop(USAGE, f"{what} needs its reason: add --reason, or --reason-file for a long one.")
