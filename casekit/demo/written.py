"""Mistakes in what is written: too little, nothing that was seen, the case retold, another child's words."""

from __future__ import annotations

from collections.abc import Iterator

from casekit.demo.routes import NotHereError
from casekit.demo.story import Story
from casekit.rubric.model import Section

LONG = 45
"""Words of a comment that is taken over from another audit."""


def thin(story: Story) -> None:
    """A graded section whose comments say next to nothing."""
    section, boxes = _some(story)
    for box in boxes:
        story.whole.draft.boxes[section.id, box] = story.narrative.voice.note("mistakes", "thin")


def bland(story: Story) -> None:
    """A comment ends in words that would fit any case."""
    section, boxes = _some(story)
    box = boxes[int(story.chance.random() * len(boxes))]
    story.whole.draft.boxes[section.id, box] += " " + story.narrative.voice.note("mistakes", "bland")


def retold(story: Story) -> None:
    """A comment goes through what happened, call by call."""
    _instead(story, "retold")


def pasted(story: Story) -> None:
    """A comment that comes from the case file as it stands there."""
    _instead(story, "pasted")


def no_strength(story: Story) -> None:
    """No comment names anything that was done well; where nothing has the best grade, which would ask for more."""
    draft = story.whole.draft
    if any(rank == 0 for _, rank in draft.graded()):
        raise NotHereError("an audit without a best grade")
    places = [
        (section.id, box.id)
        for section in draft.rubric.all_sections()
        for box in section.boxes.values()
        if "strength" in box.about and (section.id, box.id) in draft.boxes
    ]
    for place in places:
        draft.boxes[place] = "None."
    if not places:
        raise NotHereError("a comment on strengths")


def little_beyond(story: Story) -> None:
    """The best grade, with a few words on what was done well."""
    draft = story.whole.draft
    for section, rank in draft.graded():
        strong = [box.id for box in section.boxes.values() if "strength" in box.about]
        if rank == 0 and strong and "moderations" not in draft.data:
            draft.boxes[section.id, strong[0]] = story.narrative.voice.note("mistakes", "beyond")
            return
    raise NotHereError("the best grade")


def of_another_child(story: Story) -> None:
    """A comment of an audit that was completed before this one."""
    draft = story.whole.draft
    for other in story.others():
        if other.days.completed >= story.days.completed or not other.completed():
            continue
        for place, text in other.whole.draft.boxes.items():
            section = draft.rubric.section(place[0])
            box = section.boxes.get(place[1]) if section is not None else None
            if box is not None and not box.needs and place in draft.boxes and len(text.split()) >= LONG:
                draft.boxes[place] = text
                return
    raise NotHereError("an audit before it")


def _instead(story: Story, what: str) -> None:
    section, boxes = _some(story)
    box = boxes[int(story.chance.random() * len(boxes))]
    story.whole.draft.boxes[section.id, box] = story.narrative.voice.note("mistakes", what)


def _some(story: Story) -> tuple[Section, list[str]]:
    """A graded section with its comments, without what is to be done."""
    found = list(_graded(story))
    if not found:
        raise NotHereError("a graded section with comments")
    return found[int(story.chance.random() * len(found))]


def _graded(story: Story) -> Iterator[tuple[Section, list[str]]]:
    draft = story.whole.draft
    for section, _ in draft.graded():
        boxes = [id for id, box in section.boxes.items() if not box.needs and (section.id, id) in draft.boxes]
        if boxes and not section.sections and "child_journey" not in section.about:
            yield section, boxes
