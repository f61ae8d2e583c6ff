"""What differs between an audit as a moderator judged it and as it stands now, in the form's own words.

It looks at the same things as the fingerprint: where the fingerprints differ there is at least one difference here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from casekit.days import written
from casekit.model.audit import Answer, Audit, Entry, Instance, State
from casekit.model.fingerprint import plain_text
from casekit.rubric.model import Question, Rubric, Section


def changed(before: Audit, after: Audit, rubric: Rubric) -> Iterator[str]:
    """One phrase for each difference, such as "the grade of 'The plan' (Good, now Outstanding)", in the form's order.

    Words of comment boxes and reasons are not repeated. rubric: the form of the later one.
    """
    if before.rubric != after.rubric:
        yield f"the form ({before.rubric}, now {after.rubric})"
    for what, old, new in (
        ("the kind of case", before.case.types, after.case.types),
        ("the flags of the case", sorted(before.case.flags), sorted(after.case.flags)),
        ("the child's age", before.case.age, after.case.age),
        ("the period looked at", (before.start, before.end), (after.start, after.end)),
    ):
        if old != new:
            yield what
    for name in _either(before.dates, after.dates, list(rubric.dates)):
        old_days, new_days = before.dates.get(name), after.dates.get(name)
        if old_days != new_days:
            yield f"the date {name} ({_days(old_days)}, now {_days(new_days)})"
    for name in _either(before.feedback, after.feedback, list(rubric.feedback.respondents)):
        if _told(before, name) != _told(after, name):
            yield f"the feedback ({rubric.feedback.respondents.get(name, name)})"
    sections = {section.id: section for section in rubric.all_sections()}
    for section in sections.values():
        if section.id == section.instance:
            yield from _instance(before.instances.get(section.id), after.instances.get(section.id), section)
        yield from _section(before.entry(section.id), after.entry(section.id), section)
    for id in (id for id in before.instances if id not in sections):
        yield f"the entry '{id}', which is gone"


def _instance(before: Instance | None, after: Instance | None, section: Section) -> Iterator[str]:
    """What differs in the own case and dates of one of several."""
    old, new = before or Instance(section.id), after or Instance(section.id)
    if (old.types, old.flags, old.age) != (new.types, new.flags, new.age):
        yield f"the case of '{section.title}'"
    for name in _either(old.dates, new.dates, []):
        if old.dates.get(name) != new.dates.get(name):
            steps = f"{_days(old.dates.get(name))}, now {_days(new.dates.get(name))}"
            yield f"the date {name} of '{section.title}' ({steps})"


def _section(before: Entry, after: Entry, section: Section) -> Iterator[str]:
    title = f"'{section.title}'"
    old, new = _grade(before, section), _grade(after, section)
    if old != new:
        yield f"the grade of {title} ({old}, now {new})"
    elif before.why != after.why:
        yield f"the reason beside the grade of {title}"
    if _override(before) != _override(after):
        yield f"the override of the grade of {title}"
    for name in _either(before.answers, after.answers, list(section.questions)):
        yield from _answer(name, before.answers.get(name), after.answers.get(name), section.questions.get(name))
    for name in _either(before.reasons, after.reasons, [limit.id for limit in section.limits]):
        if before.reasons.get(name) != after.reasons.get(name):
            yield f"the reason for '{name}' in {title}"
    if sorted(before.themes) != sorted(after.themes):
        yield "the themes"
    boxes = {name: plain_text(box) for name, box in before.boxes.items()}
    now = {name: plain_text(box) for name, box in after.boxes.items()}
    known = section.every_box()
    for name in _either(boxes, now, list(known)):
        if boxes.get(name, "") != now.get(name, ""):
            box = known.get(name)
            yield f"the words under '{box.title if box else name}' in {title}"
    remarks = {name: plain_text(box) for name, box in before.comments.items()}
    later = {name: plain_text(box) for name, box in after.comments.items()}
    for name in _either(remarks, later, list(section.questions)):
        if remarks.get(name, "") != later.get(name, ""):
            yield f"the remark on '{name}'"


def _answer(name: str, before: Answer | None, after: Answer | None, question: Question | None) -> Iterator[str]:
    old, new = before or Answer(), after or Answer()
    if (old.state, old.value) != (new.state, new.value):
        said = _labels(question)
        if question is None or question.answer.kind == "text":
            yield f"the answer to '{name}'"
        else:
            yield f"the answer to '{name}' ({said(old)}, now {said(new)})"
    elif old.why != new.why:
        yield f"the reason beside the answer to '{name}'"


def _labels(question: Question | None) -> Callable[[Answer], str]:
    def label(answer: Answer) -> str:
        if answer.state is not State.ANSWERED:
            return spoken(answer.state)
        values = answer.value if isinstance(answer.value, tuple) else (answer.value,)
        return ", ".join(str(question.answer.label(v) if question else v).lower() for v in values)

    return label


def _grade(entry: Entry, section: Section) -> str:
    if entry.state is State.UNANSWERED:
        return "none"
    if entry.state is not State.ANSWERED:
        return spoken(entry.state)
    return section.scale.label(entry.grade) if section.scale else str(entry.grade)


def _override(entry: Entry) -> object:
    return entry.override and (entry.override.grade, entry.override.by, entry.override.why)


def _told(audit: Audit, respondent: str) -> object:
    given = audit.feedback.get(respondent)
    if given is None:
        return None
    answers = {name: (a.state, a.value, a.why) for name, a in given.answers.items() if a != Answer(route=a.route)}
    return given.outcome, given.on, given.why, answers


def _days(days: object) -> str:
    return ", ".join(written(day) for day in days) or "none" if isinstance(days, tuple) else "not given"


def _either(one: Mapping[str, object], other: Mapping[str, object], order: list[str]) -> list[str]:
    """The keys of both, those of the form first and in its order."""
    keys = one.keys() | other.keys()
    return [name for name in order if name in keys] + sorted(keys - set(order))


def spoken(state: State) -> str:
    """A state as people say it: "not assessed"."""
    word: str = state.value
    return word.replace("_", " ")
