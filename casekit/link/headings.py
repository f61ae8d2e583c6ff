"""The headings that a form expects in an audit's body, as a tree in which each is looked up among its brothers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from casekit.rubric.instances import one_of, typed
from casekit.rubric.model import BoxModel, Question, Rubric, Section
from casekit.words import fold, unnumbered

KEPT = "Kept from {}"
"""The heading over what has no place in the form any more, with the older version that had one for it."""


@dataclass(frozen=True, slots=True)
class Place:
    """One heading of the form.

    kind: root, section, box, question, reflection or moderation. owner: the section that a box or question
    belongs to. children: by every folded spelling (title, id) under which they may stand. private: they are called by
    references, so what else stands there may be a child's name.
    """

    kind: str
    id: str
    title: str
    owner: str = ""
    children: Mapping[str, Place] = field(default_factory=dict)
    private: bool = False

    def child(self, heading: str) -> Place | None:
        """The child that a heading names: by its title or id, then once more without a number in front."""
        found = self.children.get(fold(heading))
        return found or self.children.get(fold(unnumbered(heading)))

    @property
    def only_box(self) -> Place | None:
        """The section's one box, whose heading may be left out; None where there are several or none."""
        boxes = {place.id: place for place in self.children.values() if place.kind == "box"}
        return next(iter(boxes.values())) if len(boxes) == 1 else None

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of the children, in the form's order; a question's only where there is nothing else."""
        places = self.children.values()
        return tuple(dict.fromkeys(p.title for p in places if p.kind != "question")) or tuple(
            dict.fromkeys(p.title for p in places)
        )


def expected(rubric: Rubric) -> Place:
    """The tree of headings of that form; made once for each rubric."""
    tops = [_section(section) for section in (*rubric.sections.values(), rubric.overall)]
    for kind, form in (("reflection", rubric.reflection), ("moderation", rubric.moderation)):
        if form.title:
            tops.append(Place(kind, kind, form.title, children=_named(_boxes(form.boxes.values(), kind))))
    return Place("root", "", rubric.title, children=_named(tops))


def _section(section: Section) -> Place:
    questions = [_question(question, section.id) for question in section.questions.values()]
    inner = [_section(s) for s in section.sections.values()]
    children = _named([*_boxes(section.boxes.values(), section.id), *inner, *questions])
    for question in section.questions.values():
        place = children[fold(question.id)]
        children.setdefault(fold(question.ask), place)
        children.setdefault(fold(typed(question.id)), place)
    for part in section.sections.values():
        name = one_of(part.id) if part.id == part.instance else typed(part.id)
        children.setdefault(fold(name), children[fold(part.id)])
    private = section.template is not None and section.for_each is not None and not section.for_each.of
    return Place("section", section.id, section.heading or section.title, children=children, private=private)


def _question(question: Question, section: str) -> Place:
    """A question and its own boxes, which an audit keeps as "question/box"."""
    boxes = [(box, Place("box", f"{question.id}/{box.id}", box.title, section)) for box in question.boxes.values()]
    children = {fold(box.id): place for box, place in reversed(boxes)} | {fold(b.title): p for b, p in reversed(boxes)}
    return Place("question", question.id, question.title or question.ask, section, children)


def _boxes(boxes: Iterable[BoxModel], owner: str) -> list[Place]:
    return [Place("box", box.id, box.title, owner) for box in boxes]


def _named(places: Iterable[Place]) -> dict[str, Place]:
    found: dict[str, Place] = {}
    places = list(places)
    for place in places:
        found.setdefault(fold(place.title), place)
    for place in places:
        found.setdefault(fold(place.id), place)
    return found
