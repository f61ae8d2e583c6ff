"""An audit as it would read in a newer version of its form: the same words, grades and answers by their new names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from casekit.model.audit import Answer, Audit, Case, Entry, Feedback
from casekit.rubric.model import Rubric
from casekit.rubric.succession import Names

WHOLE = "overall"


def renamed(audit: Audit, names: Names, new: Rubric) -> Audit:
    """What a moderator judged of the audit, by the names of the newer form; what that dropped keeps its old name.

    Only for holding it against a later version of the same audit: no file says what this says.
    """
    homes = {question: section.id for section in new.all_sections() for question in section.questions}
    limits = {limit.id: section.id for section in new.all_sections() for limit in section.limits}
    entries: dict[str, Entry] = {}
    for entry in audit.entries():
        id = _id(entry.id, names)
        entries[id] = replace(
            entry,
            id=id,
            grade=_value(entry.grade, names),
            override=replace(entry.override, grade=str(_value(entry.override.grade, names)))
            if entry.override
            else None,
            themes=tuple(_id(theme, names) for theme in entry.themes),
            boxes={_box(box, names): text for box, text in entry.boxes.items()},
            answers={},
            reasons={},
            comments={},
        )
    for entry in audit.entries():
        for question, given in _answers(entry.answers, names).items():
            home = _home(entries, homes.get(question, _id(entry.id, names)))
            entries[home.id] = replace(home, answers={**home.answers, question: given})
        for question, text in entry.comments.items():
            home = _home(entries, homes.get(_id(question, names), _id(entry.id, names)))
            entries[home.id] = replace(home, comments={**home.comments, _id(question, names): text})
        for limit, why in entry.reasons.items():
            home = _home(entries, limits.get(_id(limit, names), _id(entry.id, names)))
            entries[home.id] = replace(home, reasons={**home.reasons, _id(limit, names): why})
    return replace(
        audit,
        case=_case(audit.case, names),
        dates={_id(id, names): days for id, days in audit.dates.items()},
        feedback={_id(id, names): _feedback(given, names) for id, given in audit.feedback.items()},
        overall=entries.pop(WHOLE),
        sections=entries,
        replies=tuple(replace(one, target=_id(one.target, names)) for one in audit.replies),
        moderations=tuple(replace(one, grades=_grades(one.grades, names)) for one in audit.moderations),
        disputes=tuple(replace(one, grades=_grades(one.grades, names)) for one in audit.disputes),
    )


def _grades(grades: Mapping[str, str], names: Names) -> dict[str, str]:
    """The grades that a judgement gave."""
    return {_id(id, names): names.value(grade) or grade for id, grade in grades.items()}


def _home(entries: Mapping[str, Entry], id: str) -> Entry:
    return entries.get(id) or Entry(id)


def _id(old: str, names: Names) -> str:
    return old if old == WHOLE else names.id(old) or old


def _box(old: str, names: Names) -> str:
    return "/".join(_id(part, names) for part in old.split("/"))


def _value(old: object, names: Names) -> str | None:
    return (names.value(old) or old) if isinstance(old, str) else None


def _answers(answers: Mapping[str, Answer], names: Names) -> dict[str, Answer]:
    return {_id(id, names): _answer(given, names) for id, given in answers.items()}


def _answer(given: Answer, names: Names) -> Answer:
    if isinstance(given.value, tuple):
        return replace(given, value=tuple(names.value(one) or one for one in given.value))
    return replace(given, value=_value(given.value, names)) if isinstance(given.value, str) else given


def _case(case: Case, names: Names) -> Case:
    types = tuple(replace(spell, type=_id(spell.type, names)) for spell in case.types)
    return replace(case, types=types, flags=tuple(_id(flag, names) for flag in case.flags))


def _feedback(given: Feedback, names: Names) -> Feedback:
    return replace(given, respondent=_id(given.respondent, names), answers=_answers(given.answers, names))
