"""A month's programme as the demo has it: drawn when the month begins, and what is said of lateness when it is over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from casekit.days import plus_months
from casekit.demo.authority import NAME
from casekit.demo.cast import ZONE, working
from casekit.demo.draft import part
from casekit.demo.story import Story, World
from casekit.demo.streams import stream
from casekit.edit.programme import programme_text
from casekit.model.programme import Allotted, ListedCase, Note, Programme

REASON = 0.45
"""The share of late audits for whose lateness there is a reason on record (F9)."""


def programmes(world: World, month: date, stories: Sequence[Story]) -> Iterator[tuple[datetime, str, str, bytes]]:
    """When, by whom, with which message and what: the programme as drawn, then with the reasons for being late."""
    due = plus_months(month, 1) - timedelta(days=1)
    drawn = working(month)
    lead = world.people.one("qa_lead", drawn)
    audits = tuple(_allotted(story, due) for story in stories)
    made = Programme(f"{month:%Y-%m}", "", due, drawn, NAME, audits=audits)
    yield _at(drawn, 8), lead, f"Allocate {made.month}\n", programme_text(made).encode()
    after = working(due + timedelta(days=2))
    if after > world.last:
        return
    chance = stream(world.seed, "late", month.toordinal())
    noted = [
        replace(one, late=Note(lead, after, story.narrative.voice.note("late")))
        if story.days.completed > due and chance.random() < REASON
        else one
        for one, story in zip(audits, stories, strict=True)
    ]
    if noted != list(audits):
        text = programme_text(replace(made, audits=tuple(noted)))
        yield _at(after, 9), lead, f"Programme {made.month}: why audits are late\n", text.encode()


def _allotted(story: Story, due: date) -> Allotted:
    """The audit as its file has it, so that the two agree."""
    case = part(story.whole.draft.data, "case")
    types = case["type"] if isinstance(case["type"], list) else [case["type"]]
    names = [str(one["status"] if isinstance(one, dict) else one) for one in types]
    people = {place: str(case[place]) for place in ("practitioner", "team_manager", "reviewer") if case.get(place)}
    listed = ListedCase(str(case["ref"]), tuple(names), (), story.cast.team, people)
    return Allotted(story.place.id, listed, str(story.whole.draft.data["auditor"]), due)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour, 5), ZONE)
