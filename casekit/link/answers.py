"""Answers and grades as typed, resolved to the form's own ids; what the form does not know becomes a remark."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from casekit.days import parse_day
from casekit.link.unknown import UNKNOWN, among, no_grade, stranger
from casekit.link.values import Map, mapping, text, told
from casekit.model.audit import Answer, Box, Entry, Override, State
from casekit.model.document import Value
from casekit.problem import Remark, Route
from casekit.rubric.instances import joined, one_of, typed
from casekit.rubric.model import Question, Rubric, Section
from casekit.rubric.values import answer_id, value_id
from casekit.words import ending, fold, listing, shown

RESERVED = {fold(state.value): state for state in (State.NOT_APPLICABLE, State.NOT_ASSESSED, State.NO_EVIDENCE)}


def entry(
    rubric: Rubric,
    section: Section,
    value: Value,
    route: Route,
    boxes: Mapping[str, Box],
    comments: Mapping[str, Box],
    homes: Mapping[str, str],
) -> tuple[Entry, list[Remark]]:
    """One section (or the whole) as the auditor gave it; homes says which section each question belongs to."""
    data = mapping(value)
    remarks: list[Remark] = []
    state, grade = _grade(rubric, section, data, route, remarks)
    themes = []
    for number, theme in enumerate(_list(data.get("themes"))):
        known = among(text(theme), rubric.themes)
        if not known:
            remarks.append(stranger((*route, "themes", number), "theme", text(theme), rubric, rubric.themes))
        else:
            themes.append(known)
    reasons = {limit: text(why) for limit, why in mapping(data.get("reasons")).items() if text(why)}
    limits = {typed(limit.id): limit.id for limit in section.limits}
    for name in reasons:
        if name not in limits:
            remarks.append(stranger((*route, "reasons", name), f"limit of {section.id}", name, rubric, limits))
    reasons = {limits.get(name, name): why for name, why in reasons.items()}
    answers = _answers(rubric, section, data, route, homes, remarks)
    override = _override(rubric, section, data.get("override"), (*route, "override"), remarks)
    return (
        Entry(
            id=section.id,
            grade=grade,
            state=state,
            why=text(data.get("why")),
            answers=answers,
            reasons=reasons,
            override=override,
            told=told(data.get("told"), (*route, "told")),
            boxes=boxes,
            comments=comments,
            themes=tuple(dict.fromkeys(themes)),
            route=route,
        ),
        remarks,
    )


def answers_to(
    rubric: Rubric, questions: Mapping[str, Question], data: Map, route: Route, remarks: list[Remark]
) -> dict[str, Answer]:
    """Answers to the given questions, by id; one that the form does not ask becomes a remark."""
    found: dict[str, Answer] = {}
    known = {typed(id): question for id, question in questions.items()}
    for name, value in data.items():
        spot = (*route, name)
        if name in known:
            found[known[name].id] = _answer(rubric, known[name], value, spot, remarks)
        else:
            remarks.append(stranger(spot, "question", name, rubric, known))
    return found


def _answers(
    rubric: Rubric, section: Section, data: Map, route: Route, homes: Mapping[str, str], remarks: list[Remark]
) -> dict[str, Answer]:
    given = mapping(data.get("answers"))
    here = {}
    for name, value in given.items():
        own = joined(name, one_of(section.instance)) if section.instance else name
        home = homes.get(own) or homes.get(name)
        if home is not None and home != section.id:
            remarks.append(
                Remark(
                    (*route, "answers", name),
                    f"The question '{name}' stands in section '{section.id}', but the form asks it in '{home}'.",
                    f"Move the line to the answers of '{home}'.",
                    code=UNKNOWN,
                )
            )
        else:
            here[name] = value
    return answers_to(rubric, section.questions, here, (*route, "answers"), remarks)


def _answer(rubric: Rubric, question: Question, value: Value, route: Route, remarks: list[Remark]) -> Answer:
    why = text(mapping(value).get("why"))
    raw = value.get("answer") if isinstance(value, dict) else value
    if raw is None or raw == "":
        return Answer(why=why, route=route)
    if isinstance(raw, str) and question.answer.kind != "text" and fold(raw) in RESERVED:
        return Answer(RESERVED[fold(raw)], why=why, route=route)
    if isinstance(raw, str) and fold(raw) == fold(State.NOT_APPLICABLE.value):
        return Answer(State.NOT_APPLICABLE, why=why, route=route)
    known = _value(question, raw)
    if known is None:
        allowed = _allowed(question)
        near = ending(raw, allowed) if isinstance(raw, str) else "."
        spot = (*route, "answer") if isinstance(value, dict) else route
        remarks.append(
            Remark(
                spot,
                f"'{shown(str(raw), 40)}' is not an answer to '{question.id}' in rubric {rubric.ref}{near}",
                f"Answer with {_choices(question)}.",
                code=UNKNOWN,
                source=question.source,
            )
        )
        return Answer(why=why, route=route)
    return Answer(State.ANSWERED, known, why, route)


def _grade(
    rubric: Rubric, section: Section, data: Map, route: Route, remarks: list[Remark]
) -> tuple[State, str | None]:
    raw = data.get("grade")
    if raw is None or raw == "":
        return State.UNANSWERED, None
    reserved = RESERVED.get(fold(str(raw)))
    if reserved in (State.NOT_APPLICABLE, State.NOT_ASSESSED):
        return reserved, None
    spot = (*route, "grade")
    if section.scale is None:
        remarks.append(
            Remark(
                spot,
                f"'{section.title}' carries no grade in rubric {rubric.ref}.",
                "Take the line 'grade:' out.",
                code=UNKNOWN,
            )
        )
        return State.UNANSWERED, None
    grade = value_id(section.scale, raw)
    if grade is None:
        remarks.append(no_grade(spot, raw, section, rubric))
        return State.UNANSWERED, None
    return State.ANSWERED, grade


def _override(rubric: Rubric, section: Section, value: Value, route: Route, remarks: list[Remark]) -> Override | None:
    """The grade in place of the one that is worked out; None where nothing is written there."""
    data = mapping(value)
    if not any(data.values()):
        return None
    raw = data.get("grade")
    grade = value_id(section.scale, raw) if section.scale else None
    if raw not in (None, "") and grade is None:
        remarks.append(no_grade((*route, "grade"), raw, section, rubric))
    return Override(grade, text(data.get("by")), text(data.get("why")), route)


def _value(question: Question, raw: Value) -> str | int | date | tuple[str, ...] | None:
    match question.answer.kind:
        case "text":
            return raw if isinstance(raw, str) else None
        case "date":
            return parse_day(raw)
        case "count":
            return raw if isinstance(raw, int) and not isinstance(raw, bool) and raw >= 0 else None
        case "choices":
            chosen = [answer_id(question.answer, one) for one in (raw if isinstance(raw, list) else [raw])]
            return tuple(dict.fromkeys(c for c in chosen if c)) if all(chosen) else None
        case _:
            return answer_id(question.answer, raw)


def _allowed(question: Question) -> list[str]:
    scale = question.answer.scale
    return [v.id for v in scale.values] if scale else list(question.answer.options)


def _choices(question: Question) -> str:
    match question.answer.kind:
        case "date":
            return "a day written 2026-10-15"
        case "count":
            return "a whole number"
        case "text":
            return "text"
        case "choices":
            return f"a list of {listing(_allowed(question), 'or')}"
        case _:
            return f"{listing(_allowed(question), 'or')}, or not_applicable with why"


def _list(value: Value) -> list[Value]:
    return value if isinstance(value, list) else []
