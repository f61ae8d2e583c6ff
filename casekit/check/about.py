"""Where an audit speaks of what every audit has to deal with: the parts of its form that say so with `about`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casekit.check.gaps import box_route, empty
from casekit.check.prose import says_nothing
from casekit.model.audit import Entry, State
from casekit.model.corpus import AuditCase
from casekit.model.policy import Evidence
from casekit.problem import Route
from casekit.rubric.evaluation import Item
from casekit.rubric.instances import typed
from casekit.rubric.model import Question, Rubric, Section
from casekit.rubric.plan import about

GIVEN = (State.ANSWERED, State.NO_EVIDENCE)
LEFT = (State.NOT_ASSESSED, State.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Place:
    """A part of the form that speaks of something, as it stands in this audit.

    section: the one that it is, or is in. what: how a sentence names it. addressed: something is said there; missing:
    it is empty though the form asks for it, which is told already. why: what is wrong where neither is so. box: where
    it is one.
    """

    section: str
    what: str
    route: Route
    addressed: bool
    missing: bool
    why: str = ""
    box: str = ""


def places(case: AuditCase, subject: str, evidence: Evidence) -> Iterator[Place]:
    """Every place of the form about the subject that applies to this case, in the order of the form."""
    for section in _speaking(case.rubric, subject):
        if _applies(case.evaluation.sections.get(section.id)):
            yield from _in_section(case, section, subject, evidence)


def declared(case: AuditCase, subject: str) -> bool:
    """Whether the form has any place about the subject, whether or not it applies to this case."""
    return any(True for _ in _speaking(case.rubric, subject))


def _speaking(rubric: Rubric, subject: str) -> Iterator[Section]:
    """The sections that are about the subject, or have something in them that is."""
    known = rubric.plan.about if rubric.plan is not None else {s.id: about(s) for s in rubric.all_sections()}
    return (section for section in rubric.all_sections() if subject in known[section.id])


def _in_section(case: AuditCase, section: Section, subject: str, evidence: Evidence) -> Iterator[Place]:
    entry = case.audit.entry(section.id)
    left = entry.state in LEFT
    if subject in section.about:
        yield _section(case, section, entry, evidence)
    for question in section.questions.values():
        item = case.evaluation.questions.get(question.id)
        if subject in question.about and _applies(item):
            yield _question(section, question, entry, item, left)
    for name, box in section.every_box().items():
        item = case.evaluation.boxes.get((section.id, name))
        if subject in box.about and _applies(item):
            written = entry.boxes.get(name)
            nothing = says_nothing(written, evidence)
            missing = empty(written) and item is not None and item.required and not left
            why = _state(entry.state) if left else "says nothing"
            what = f"'{section.title}': the box '{box.title}'"
            yield Place(section.id, what, box_route(entry, name), not nothing, missing, why, name)


def _section(case: AuditCase, section: Section, entry: Entry, evidence: Evidence) -> Place:
    """A section speaks where it is answered, and where it has boxes one of them says something."""
    what, route = f"'{section.title}'", (*entry.route, "grade")
    if entry.state in LEFT:
        return Place(section.id, what, route, False, False, _state(entry.state))
    entries = [case.audit.entry(inner.id) for inner in section.walk()]
    boxes = [box for one in entries for box in (*one.boxes.values(), *one.comments.values())]
    answers = [answer for one in entries for answer in one.answers.values()]
    asked = [
        (inner.id, name)
        for inner in section.walk()
        for name in inner.every_box()
        if _applies(case.evaluation.boxes.get((inner.id, name)))
    ]
    if asked:
        addressed = any(not says_nothing(box, evidence) for box in boxes)
        missing = all(empty(case.audit.entry(inner).boxes.get(name)) for inner, name in asked)
        return Place(section.id, what, route, addressed, missing, "says nothing in its boxes")
    addressed = any(answer.state in GIVEN for answer in answers)
    missing = not answers or any(answer.state is State.UNANSWERED for answer in answers)
    return Place(section.id, what, route, addressed, missing, "has no answer")


def _question(section: Section, question: Question, entry: Entry, item: Item | None, left: bool) -> Place:
    answer = entry.answers.get(question.id)
    state = answer.state if answer is not None else State.UNANSWERED
    route = answer.route if answer is not None and answer.route else (*entry.route, "answers")
    if left:
        return Place(section.id, f"'{section.title}'", (*entry.route, "grade"), False, False, _state(entry.state))
    missing = state is State.UNANSWERED and item is not None and item.required
    what = f"'{section.title}': '{typed(question.id)}'"
    return Place(section.id, what, route, state in GIVEN, missing, _state(state))


def _state(state: State) -> str:
    return "is left open" if state is State.UNANSWERED else f"is said to be {state.value.replace('_', ' ')}"


def _applies(item: Item | None) -> bool:
    return item is not None and item.applies is not False
