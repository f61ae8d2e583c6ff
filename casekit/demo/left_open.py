"""Mistakes in what an audit takes in: something left open, a period too long, an earlier audit forgotten."""

from __future__ import annotations

from datetime import date, timedelta

from casekit.days import plus_months
from casekit.demo.draft import Draft, Map, child, items, part
from casekit.demo.routes import NotHereError
from casekit.demo.story import Story
from casekit.demo.tally import tally, unchanged
from casekit.rubric.model import Section


def section(story: Story) -> None:
    """A section that the form asks for in this case is said not to apply."""
    draft = story.whole.draft
    for found in draft.rubric.all_sections():
        if found.applies_when is not None and found.id in draft.applying and _left_out(story, found, "not_applicable"):
            return
    raise NotHereError("a section that applies in some cases only")


def child_voice(story: Story) -> None:
    """The section on the child's voice is not assessed."""
    for found in story.whole.draft.rubric.all_sections():
        if "child_voice" in found.about and _left_out(story, found, "not_assessed"):
            return
    raise NotHereError("a section on the child's voice")


def difference_made(story: Story) -> None:
    """Whether the work has changed anything for the child is not assessed."""
    draft = story.whole.draft
    before = tally(draft)
    for found in draft.rubric.all_sections():
        answers = part(draft.entry(found.id), "answers")
        for question in found.questions.values():
            if "difference_made" in question.about and isinstance(kept := answers.get(question.id), str):
                answers[question.id] = {"answer": "not_assessed", "why": _why(story)}
                if unchanged(draft, before):
                    return
                answers[question.id] = kept
    raise NotHereError("a question on impact")


def must(story: Story) -> None:
    """The period is longer than the form allows."""
    _longer(story, "must")


def main(story: Story) -> None:
    """The period is longer than what the form mainly looks at."""
    _longer(story, "main")


def again(story: Story) -> None:
    """The same child as in an audit of the months before, of which an action that has fallen due is still open."""
    draft = story.whole.draft
    end = date.fromisoformat(str(part(draft.data, "period")["to"]))
    for other in story.others():
        if other.place.month == story.place.month:  # a month's programme has each case once
            continue
        if not other.completed() or other.days.completed > end or other.days.completed < plus_months(end, -5):
            continue
        *_, (_, last) = other.versions()
        if any(_open(action, story.days.completed) for action in items(last.data, "actions")):
            child(draft.data, "case")["ref"] = part(last.data, "case")["ref"]
            return
    raise NotHereError("an audit before it with an open action")


def _open(action: Map, day: date) -> bool:
    left = "done" not in action and "cancelled" not in action
    return left and "due" in action and date.fromisoformat(str(action["due"])) < day


def _longer(story: Story, how: str) -> None:
    draft = story.whole.draft
    if draft.rubric.looks_back_how != how:
        raise NotHereError(how)
    before = tally(draft)
    period = child(draft.data, "period")
    period["from"] = (date.fromisoformat(str(period["from"])) - timedelta(days=75)).isoformat()
    if not unchanged(draft, before):
        raise NotHereError("a period that can be longer")


def _left_out(story: Story, section: Section, state: str) -> bool:
    """Whether the section could be left out without anything else following from it."""
    draft = story.whole.draft
    if "moderations" in draft.data or draft.entry(section.id) == {}:
        return False
    trial = draft.copy()
    inner = [one.id for one in section.walk()]
    for id in inner:
        part(trial.data, "sections").pop(id, None)
    child(trial.data, "sections")[section.id] = {"grade": state, "why": _why(story)}
    trial.boxes = {place: text for place, text in trial.boxes.items() if place[0] not in inner}
    if not _fits(trial, draft, inner):
        return False
    story.whole.draft = trial
    return True


def _fits(trial: Draft, draft: Draft, inner: list[str]) -> bool:
    questions = {id for section in draft.rubric.all_sections() if section.id in inner for id in section.questions}
    aimed = any(action.get("for") in {*inner, *questions} for action in items(draft.data, "actions"))
    return not aimed and unchanged(trial, tally(draft))


def _why(story: Story) -> str:
    return story.narrative.voice.note("mistakes", "why")
