"""A month's programme as the demo has it: drawn when the month begins, changed in it, and why audits were late."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random

from casekit.days import plus_months
from casekit.demo.authority import NAME
from casekit.demo.case import reference
from casekit.demo.cast import ZONE, auditors, working
from casekit.demo.draft import part
from casekit.demo.story import Story, World
from casekit.demo.streams import stream
from casekit.demo.voice import Voice
from casekit.edit.programme import programme_text
from casekit.model.programme import Allotted, Drawn, Exempted, ListedCase, Note, Programme, Swap

REASON = 0.45
"""The share of late audits for whose lateness there is a reason on record (F9)."""
SWAPPED, JOINT = 0.07, 0.06
"""Shares of audits that went to another auditor before they were begun, and that two people do together."""
STOPPED, EXEMPTED = 0.6, 0.4
"""Shares of months in which one more audit was drawn and had to be stopped, or was taken off its auditor."""
RESERVE = 2

Version = tuple[datetime, str, str, bytes]
"""When, by whom, with which message and what."""
Step = tuple[datetime, str, Callable[[Programme], Programme]]
"""When, with which message, and what it makes of the programme before it."""


def programmes(world: World, month: date, stories: Sequence[Story]) -> Iterator[Version]:
    """The programme as drawn, then after each change, in the order of days; none after the last day."""
    due = plus_months(month, 1) - timedelta(days=1)
    drawn = working(month)
    lead = world.people.one("qa_lead", drawn)
    chance = stream(world.seed, "programme", month.toordinal())
    told = _Month(world, f"{month:%Y-%m}", due, drawn, lead, chance, stories)
    made, steps = told.drawn_and_changed()
    yield _at(drawn, 8), lead, f"Allocate {made.month}\n", programme_text(made).encode()
    for at, message, step in sorted(steps, key=lambda one: one[0]):
        if at.date() <= world.last:
            made = step(made)
            yield at, lead, f"Programme {made.month}: {message}\n", programme_text(made).encode()


class _Month:
    """One month: what was drawn, and what happened to it."""

    def __init__(
        self, world: World, month: str, due: date, drawn: date, lead: str, chance: Random, stories: Sequence[Story]
    ) -> None:
        self._world, self._month, self._due, self._drawn, self._lead = world, month, due, drawn, lead
        self._chance, self._stories = chance, stories
        self._steps: list[Step] = []
        self._final = {story.place.id: _allotted(story, due) for story in stories}
        self._number = len(stories)

    def drawn_and_changed(self) -> tuple[Programme, list[Step]]:
        """The programme of the first day, and the changes after it."""
        reserve = [self._case(story) for story in self._stories[:RESERVE]]
        audits = [self._begun(story) for story in self._stories]
        later = self._stopped(audits) if self._chance.random() < STOPPED else ""
        if self._chance.random() < EXEMPTED and self._stories:
            audits.append(self._exempted(self._stories[-1]))
        if later:
            reserve.insert(0, self._final[later].case)
        self._late()
        made = Programme(
            self._month,
            "",
            self._due,
            Drawn(on=self._drawn, seed=NAME),
            audits=tuple(one for one in audits if one.id != later),
            reserve=tuple(reserve),
            exempt=tuple(self._away()),
        )
        return made, self._steps

    def _begun(self, story: Story) -> Allotted:
        """The audit as it was drawn: some went to somebody else's before they were begun, and some are done jointly."""
        final, number = self._final[story.place.id], story.place.number
        others = [one for one in auditors(self._world.people, story.days, story.cast.team) if one != final.auditor]
        own = stream(self._world.seed, "swapped", number)
        if not others:
            return final
        if own.random() < JOINT:
            final = self._final[final.id] = replace(final, jointly=(_one(own, others),))
            return final
        if own.random() >= SWAPPED:
            return final
        before = _one(own, others)
        note = Note(self._lead, story.days.allotted, story.narrative.voice.note("programme", "swapped"))
        swapped = replace(final, swaps=(Swap(before, final.auditor, note),))
        self._final[final.id] = swapped
        self._change(_at(story.days.allotted, 8, 20), f"swapped {final.id}", swapped)
        return replace(final, auditor=before)

    def _stopped(self, audits: list[Allotted]) -> str:
        """One more audit, which was stopped; gives the id of the one that took its place, "" where none could."""
        later = [
            one for one in self._stories if one.days.allotted > self._drawn and not self._final[one.place.id].swaps
        ]
        if not later:
            return ""
        story = later[int(self._chance.random() * len(later))]
        id = story.place.id
        reason, why = self._reason("stopped", story.narrative.voice)
        stopped = replace(self._final[id], id=self._next(), case=self._case(story))
        audits.append(stopped)
        self._final[id] = replace(self._final[id], replaces=stopped.id)
        note = Note(self._lead, story.days.allotted, why, reason)
        self._change(_at(story.days.allotted, 8, 30), f"stopped {stopped.id}", replace(stopped, stopped=note), new=id)
        return id

    def _exempted(self, story: Story) -> Allotted:
        """One more audit, which was taken off its auditor in the middle of the month."""
        on = working(self._due - timedelta(days=12))
        one = replace(_allotted(story, self._due), id=self._next(), case=self._case(story))
        note = Note(self._lead, on, story.narrative.voice.note("programme", "exempt"))
        self._change(_at(on, 9), f"exempt {one.id}", replace(one, exempt=note))
        return one

    def _late(self) -> None:
        """What is said of lateness when the month is over."""
        after = working(self._due + timedelta(days=2))
        chance = stream(self._world.seed, "late", self._due.toordinal())
        notes: dict[str, Note] = {}
        for story in self._stories:
            if story.days.completed > self._due and chance.random() < REASON:
                reason, why = self._reason("late", story.narrative.voice)
                notes[story.place.id] = Note(self._lead, after, why, reason)
        if notes:

            def noted(made: Programme) -> Programme:
                audits = (replace(one, late=notes[one.id]) if one.id in notes else one for one in made.audits)
                return replace(made, audits=tuple(audits))

            self._steps.append((_at(after, 9, 30), "why audits are late", noted))

    def _change(self, at: datetime, message: str, after: Allotted, new: str = "") -> None:
        """A change of one audit; new: the id of another that comes into the programme with it, from the reserve."""

        def changed(made: Programme) -> Programme:
            audits = tuple(after if one.id == after.id else one for one in made.audits)
            more = self._final[new] if new else None
            reserve = tuple(case for case in made.reserve if more is None or case != more.case)
            return replace(made, audits=(*audits, more) if more else audits, reserve=reserve)

        self._steps.append((at, message, changed))

    def _away(self) -> Iterator[Exempted]:
        """Whoever audits and is exempt on a day of the month."""
        for person in self._world.people.holding("auditor", self._drawn):
            for one in self._world.people.people[person].exemptions:
                if one.touches(self._drawn, self._due):
                    yield Exempted(person, one.why)

    def _reason(self, kind: str, voice: Voice) -> tuple[str, str]:
        """One of the reasons that policy lists, with what is said beside it."""
        reason = _one(self._chance, sorted(self._world.words.map(kind)))
        return reason, voice.note(kind, reason)

    def _case(self, story: Story) -> ListedCase:
        """Another case of the same team and worker as that audit's."""
        case = self._final[story.place.id].case
        people = {place: who for place, who in case.people.items() if place != "reviewer"}
        return ListedCase(reference(self._chance), case.types[:1], (), case.team, people)

    def _next(self) -> str:
        self._number += 1
        return f"{self._month}-{self._number:04d}"


def _allotted(story: Story, due: date) -> Allotted:
    """The audit as its file has it, so that the two agree, unless a planted mistake says otherwise."""
    case = part(story.whole.draft.data, "case")
    types = case["type"] if isinstance(case["type"], list) else [case["type"]]
    names = [str(one["status"] if isinstance(one, dict) else one) for one in types]
    people = {place: str(case[place]) for place in ("practitioner", "team_manager", "reviewer") if case.get(place)}
    listed = ListedCase(str(case["ref"]), tuple(names), (), story.cast.team, people)
    return Allotted(story.place.id, listed, story.drawn_for or str(story.whole.draft.data["auditor"]), due)


def _one(chance: Random, things: Sequence[str]) -> str:
    return things[int(chance.random() * len(things))]


def _at(day: date, hour: int, minute: int = 5) -> datetime:
    return datetime.combine(day, time(hour, minute), ZONE)
