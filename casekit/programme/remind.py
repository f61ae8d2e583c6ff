"""Who is to be reminded of what on a day (D4, D6 to D9, C12): one message for each person, the same for the same day.

A reminder is one message from `notice` days before until the day itself, and another each week that something is
overdue: whoever sends it once for each message id sends no message twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from casekit.days import written
from casekit.model.acting import MANAGER, placed
from casekit.model.audit import Action, Audit
from casekit.model.corpus import Corpus
from casekit.model.may import Roles
from casekit.model.stranded import Whereabouts
from casekit.programme.notices import Day, Notice, due_day, form_line, key_of
from casekit.words import count, times

AUDITS = "Audits that you are to do"
TALKS = "Audits to talk through with the practitioner"
ACTIONS = "Actions that are yours"
PASSED = "Actions of others that are overdue and have come up to you"
VERIFY = "Actions that are done and wait for somebody to verify them"
DONE = "Actions that were done"
LEFT = "Audits and actions to be handed on: whoever has them has left, or the case is somebody else's now"
DISPUTES = "Disputes that wait for you"
MEETINGS = "Moderations whose meeting with the auditor is not on record"
OUTCOMES = "Audits that were moderated"
ORDER = (AUDITS, ACTIONS, LEFT, PASSED, VERIFY, TALKS, DISPUTES, MEETINGS, OUTCOMES, DONE)


@dataclass(frozen=True, slots=True)
class Item:
    """One line for one person. stage: in which week of it; the message's id follows from part, key and stage."""

    to: str
    part: str
    key: str
    stage: str
    line: str
    due: Day | None = None
    copies: tuple[str, ...] = ()


@dataclass(slots=True)
class Reminders:
    """What is due on a day. month: whose programme is looked at, and those before it for what is overdue there."""

    corpus: Corpus
    month: str
    today: date
    _notice: timedelta = field(init=False)
    _places: Whereabouts = field(init=False)

    def __post_init__(self) -> None:
        self._notice = timedelta(days=self.corpus.policy.programme.notice)
        self._places = Whereabouts(self.corpus)

    def notices(self) -> list[Notice]:
        """One message for each person who is to be told anything, people in order of their ids."""
        by: dict[str, list[Item]] = {}
        for item in self.items():
            if self._here(item.to):
                by.setdefault(item.to, []).append(item)
        return [self._notice_of(person, by[person]) for person in sorted(by)]

    def items(self) -> Iterator[Item]:
        """Everything, in no order."""
        yield from self._audits()
        stopped = {one.id for p in self.corpus.programmes.values() for one in p.audits if one.stopped is not None}
        for case in self.corpus.audits:
            audit = case.audit
            if audit.id in stopped:
                continue
            for action in audit.actions:
                yield from self._action(audit, action)
            if "practitioner" not in case.rubric.leaves_out:
                yield from self._talk(audit)
            yield from self._judged(audit)

    def _notice_of(self, person: str, items: list[Item]) -> Notice:
        items = sorted(items, key=lambda item: (ORDER.index(item.part), item.key))
        parts = tuple((part, lines) for part in ORDER if (lines := tuple(i.line for i in items if i.part == part)))
        copies = dict.fromkeys(copy for item in items for copy in item.copies if copy != person)
        key = key_of("remind", person, *(f"{item.part} {item.key} {item.stage}" for item in items))
        days = tuple({item.due.key: item.due for item in items if item.due}.values())
        return Notice(key, person, "Case file audits: what is due", parts, tuple(copies), days)

    def _stage(self, due: date) -> str:
        """Before the day, or in which week after it; "" where it is too early to remind of it."""
        if self.today <= due:
            return "soon" if due - self.today <= self._notice else ""
        return f"week {(self.today - due).days // 7}"

    def _when(self, due: date) -> str:
        late = (self.today - due).days
        return f"due {written(due)}" if late <= 0 else f"was due {written(due)}, {count(late, 'day')} ago"

    def _audits(self) -> Iterator[Item]:
        files = {case.audit.id: case.audit for case in self.corpus.audits}
        every = (p for month, p in sorted(self.corpus.programmes.items()) if month <= self.month)
        for one in (one for programme in every for one in programme.audits):
            audit = files.get(one.id)
            finished = audit is not None and audit.completed is not None and audit.completed <= self.today
            if finished or not one.expected or one.due is None or not (stage := self._stage(one.due)):
                continue
            reason = " The reason for its being late is on record." if one.late else ""
            for auditor in one.auditors:
                if not self._here(auditor):
                    for person in self.corpus.people.by_id.values():
                        if any(person.has(role, self.today) for role in self.corpus.policy.programme.changes):
                            line = f"{one.id}, of {self.corpus.people.show(auditor)}: {self._when(one.due)}."
                            yield Item(person.id, LEFT, one.id, stage, line)
                    continue
                day = due_day(one, auditor)
                form = form_line(one.id, self.corpus.policy) if audit is not None else ""
                line = f"{one.id}: {self._when(one.due)}.{reason}{form}"
                yield Item(auditor, AUDITS, one.id, stage, line, day, tuple(self._copies(audit, auditor)))

    def _copies(self, audit: Audit | None, auditor: str) -> Iterator[str]:
        for place in self.corpus.policy.programme.copies:
            if audit is not None:
                yield from placed(place, audit, self.corpus.people, self.today, auditor)
            elif place == MANAGER and auditor in self.corpus.people:
                yield from filter(None, [self.corpus.people.by_id[auditor].manager])

    def _here(self, person: str) -> bool:
        """Whether it is somebody who is listed and still works here."""
        known = self.corpus.people.by_id.get(person)
        return known is not None and known.here(self.today)

    def _action(self, audit: Audit, action: Action) -> Iterator[Item]:
        key = f"{audit.id} {action.id}"
        policy = self.corpus.policy.actions
        why = self._places.stranded(audit, action, self.today)
        if why is not None and action.owner:
            above = [*self._placed(MANAGER, audit, action), *self._placed("team_manager", audit, action)]
            who = next(filter(self._here, above), "")
            yield Item(who, LEFT, key, "stranded", f"{key}, of {self.corpus.people.show(action.owner)}: {why.value}.")
        if action.open and action.due is not None and (stage := self._stage(action.due)):
            day = Day(key_of("action due", audit.id, action.id), action.due, f"Action {action.id} of {audit.id} is due")
            moved = f", moved {times(len(action.moves))}" if action.moves else ""
            yield Item(action.owner, ACTIONS, key, stage, f"{key}: {self._when(action.due)}{moved}.", day)
            late = (self.today - action.due).days
            for place, after in policy.escalates.items():
                for person in self._placed(place, audit, action) if late >= max(1, after) else ():
                    if person != action.owner:
                        whose = self.corpus.people.show(action.owner) if action.owner else "nobody"
                        yield Item(person, PASSED, key, stage, f"{key}, of {whose}: {self._when(action.due)}{moved}.")
        if action.done_on is None or action.done_on > self.today:
            return
        ago = self.today - action.done_on
        if ago <= self._notice:
            for role in policy.completed:
                for person in self._placed(role, audit, action):
                    yield Item(person, DONE, key, "done", f"{key}: done {written(action.done_on)}.")
        if action.verified_on is None and action.cancelled_on is None and ago >= self._notice:
            able = [p for place in policy.verifies for p in self._placed(place, audit, action)]
            fit = next((p for p in able if p not in (action.owner, action.done_by)), "")
            yield Item(fit, VERIFY, key, f"week {ago.days // 7}", f"{key}: done {written(action.done_on)}.")

    def _talk(self, audit: Audit) -> Iterator[Item]:
        """D6: the team manager talks a finished audit through with the worker."""
        done = audit.completed
        if done is None or audit.discussed is not None or self.today - done < self._notice:
            return
        stage = f"week {(self.today - done).days // 7}"
        for person in placed("team_manager", audit, self.corpus.people, self.today):
            yield Item(person, TALKS, audit.id, stage, f"{audit.id}: completed {written(done)}.")

    def _judged(self, audit: Audit) -> Iterator[Item]:
        people, policy = self.corpus.people, self.corpus.policy.moderation
        roles = Roles(audit, people, policy, self.today)
        for one in audit.moderations:
            if one.on is None or one.on > self.today:
                continue
            key, week = f"{audit.id} {one.id}", f"week {(self.today - one.on).days // 7}"
            if one.met is None and one is audit.moderations[-1]:
                yield Item(one.by, MEETINGS, key, week, f"{audit.id}: moderated {written(one.on)}.")
            if self.today - one.on <= self._notice:
                manager = placed("team_manager", audit, people, self.today)
                for person in dict.fromkeys([audit.auditor, *manager]):
                    yield Item(
                        person, OUTCOMES, key, "told", f"{audit.id}: moderated {written(one.on)}; read its outcome."
                    )
        for dispute in audit.disputes:
            if dispute.resolved_on is None and dispute.on is not None and dispute.on <= self.today:
                stage = f"week {(self.today - dispute.on).days // 7}"
                line = f"{audit.id} {dispute.id}, about the {dispute.about}: raised {written(dispute.on)}."
                for person in self._settlers(roles, dispute.about):
                    yield Item(person, DISPUTES, f"{audit.id} {dispute.id}", stage, line)

    def _settlers(self, roles: Roles, about: str) -> list[str]:
        return [person for person in self.corpus.people.by_id if not roles.resolve(person, about)]

    def _placed(self, place: str, audit: Audit, action: Action) -> Iterable[str]:
        return placed(place, audit, self.corpus.people, self.today, action.owner)
