"""Mistakes that show only beside something else: another audit, the month's programme, what was asked for already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

from casekit.demo.draft import Draft, Map, child, facts, items, part
from casekit.demo.routes import NotHereError
from casekit.demo.story import Mistake, Story
from casekit.model.document import Value
from casekit.rubric.evaluate import evaluate
from casekit.rubric.model import Section

HELD = timedelta(days=30)
"""So long a waiver of the demo lasts."""


def asked_again(story: Story) -> None:
    """The same child as in an audit of the months before, and an action in the words of one of its that is not done."""
    draft = story.whole.draft
    mine = next((one for one in items(draft.data, "actions") if "cancelled" not in one), None)
    for other in _before(story) if mine is not None else ():
        *_, (_, last) = other.versions()
        waiting = [one for one in items(last.data, "actions") if not one.keys() & {"done", "cancelled"}]
        overdue = [one for one in waiting if str(one.get("due")) < story.days.completed.isoformat()]
        if mine is not None and waiting and not overdue:
            mine["do"] = waiting[0]["do"]
            child(draft.data, "case")["ref"] = part(last.data, "case")["ref"]
            return
    raise NotHereError("an audit before it with an action that has time yet")


def second_of_another(story: Story) -> None:
    """It is said to judge again what was judged in another case."""
    if "second_of" in story.whole.draft.data:
        raise NotHereError("a first judgement")
    for other in _before(story):
        story.whole.draft.data["second_of"] = other.place.id
        return
    raise NotHereError("an audit before it")


def not_carried(story: Story) -> None:
    """What would raise a section's grade is written down, and the action for it is not there."""
    draft = story.whole.draft
    fired = [one for one in evaluate(draft.rubric, facts(draft)).fired if one.trigger.needs == "action"]
    asked = {str(step) for one in fired for route in one.routes or (("overall",),) for step in route}
    actions = items(draft.data, "actions")
    for section in _to_raise(draft):
        inside = {name for one in section.walk() for name in (one.id, *one.questions)}
        kept: list[Value] = [one for one in actions if one["for"] not in inside]
        if not inside & asked and "overall" not in asked and 0 < len(kept) < len(actions):
            draft.data["actions"] = kept
            return
    raise NotHereError("a section that only its own box asks an action for")


def swapped(story: Story) -> None:
    """Somebody else did the audit than the programme says, and nobody recorded the change."""
    on, own = story.days.allotted, story.cast
    near = {own.auditor, own.practitioner, own.team_manager, own.service_manager, own.moderator}
    others = [one for one in story.people.holding("auditor", on) if one not in near]
    if not others:
        raise NotHereError("somebody else who audits")
    story.drawn_for = others[int(story.chance.random() * len(others))]


def waived(story: Story, code: str) -> None:
    """Somebody who may do so waived that rule when the audit was completed, for a month that is over."""
    on = story.days.completed
    head = story.people.people[story.cast.service_manager].manager
    if "waivers" in story.whole.draft.data or on + HELD >= story.last or head == story.cast.auditor:
        raise NotHereError("an audit of long ago")
    waiver: Map = {
        "id": "w1",
        "code": code,
        "reason": story.narrative.voice.note("mistakes", "waived"),
        "who": head,
        "on": on.isoformat(),
        "until": (on + HELD).isoformat(),
    }
    story.whole.draft.data["waivers"] = [waiver]


def _before(story: Story) -> Iterator[Story]:
    """Audits of the months before that were completed before this one was allotted, the nearest first."""
    for other in story.others():
        if other.place.month != story.place.month and other.completed() and other.days.completed < story.days.allotted:
            yield other


def _to_raise(draft: Draft) -> Iterator[Section]:
    """The sections with words in a box that wants an action."""
    for section in draft.rubric.all_sections():
        if any(box.needs == "action" and draft.boxes.get((section.id, id)) for id, box in section.boxes.items()):
            yield section


BESIDE: Mapping[str, Mapping[str, Mistake]] = {
    "child": {"asked_again": asked_again},
    "second": {"of_another": second_of_another},
    "leave_out": {"deed": not_carried},
    "programme": {"swapped": swapped},
}
"""By verb and what it is done to."""
