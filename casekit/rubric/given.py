"""What a worked case gives and expects, held against its rubric and turned into facts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from casekit.days import parse_day
from casekit.problem import Remark, Route
from casekit.rubric import vocabulary
from casekit.rubric.alike import like, merged, others, state_or, written
from casekit.rubric.expand import expand, repeated
from casekit.rubric.facts import ANSWERED, Facts, Given, Judged, Override
from casekit.rubric.given_each import given_each, with_own
from casekit.rubric.instances import joined
from casekit.rubric.model import Answering, Json, Question, Rubric, Section, WorkedCase
from casekit.rubric.parse.reader import Reader, quoted
from casekit.rubric.parse.selectors import plain
from casekit.rubric.values import answer_id, value_id
from casekit.words import listing

T = TypeVar("T")

MODERATOR = "moderator"
"""Whose grades `moderated` are."""


def read_cases(reader: Reader, raw: object) -> tuple[WorkedCase, ...]:
    """The rubric's own worked cases; what they name is held against the rubric later, by check_cases."""
    cases: dict[str, WorkedCase] = {}
    for name, entry in reader.mapping({} if raw is None else raw, ("cases",), "the worked cases").items():
        at: Route = ("cases", name)
        what = f"the worked case '{name}'"
        fields = reader.fields(entry, at, what, vocabulary.CASE)
        given = reader.fields(fields.get("given", {}), (*at, "given"), f"'given' of {what}", vocabulary.GIVEN)
        expect = reader.fields(fields.get("expect"), (*at, "expect"), f"'expect' of {what}", vocabulary.EXPECT)
        if "expect" in fields and not expect:
            reader.say((*at, "expect"), f"{what} expects nothing")
        base = like(reader, fields, cases, at, what)
        whole, own = (merged(base.given, given), given) if base is not None else (given, None)
        cases[name] = WorkedCase(name, whole, expect, own)
    return tuple(cases.values())


def check_cases(rubric: Rubric) -> list[Remark]:
    """Whatever the worked cases say that the rubric does not know; of what a case takes from another, there."""
    found: list[Remark] = []
    for case in rubric.cases:
        reader, at = Reader(), ("cases", case.name, "given")
        form, _ = facts_of(reader, rubric, case, at)
        taken = case.own is not None
        own = case.own if case.own is not None else {}
        found += [r for r in reader.remarks if not taken or written(own, r.route[len(at) :])]
        reader = Reader()
        _check_expected(reader, form, case, ("cases", case.name, "expect"))
        found += reader.remarks
    return found


def facts_of(reader: Reader, rubric: Rubric, case: WorkedCase, route: Route) -> tuple[Rubric, Facts]:
    """What is given in a worked case, as the engine sees it, and the form expanded for those for whom it is given.

    What makes no sense there goes to the reader.
    """
    each = given_each(reader, rubric, case, (*route, "each"))
    form = expand(rubric, {section: tuple(ones) for section, ones in each.items()})
    facts = _facts(reader, form, case, route, {joined(id, one) for id, ones in each.items() for one in ones})
    for section in repeated(rubric):
        alone = replace(rubric, sections={section.id: section}, overall=Section("overall", ""), plan=None)
        for one, fields in each.get(section.id, {}).items():
            own = _facts(reader, alone, WorkedCase(case.name, fields), (*route, "each", section.id, one))
            facts = with_own(facts, section.id, one, own, fields)
    return form, facts


def _facts(reader: Reader, rubric: Rubric, case: WorkedCase, route: Route, ones: Collection[str] = ()) -> Facts:
    """The facts of a case, or of one of several; ones: of those who answer a section, the ones who are given."""
    given, what = case.given, f"the worked case '{case.name}'"
    sections = {s.id: s for s in rubric.all_sections()}
    questions = {q.id: q for s in sections.values() for q in s.questions.values()}
    period = reader.fields(given.get("period", {}), (*route, "period"), "'period'", ("from", "to"))
    age = reader.number(given["age"], (*route, "age"), f"'age' of {what}", 0, 120) if "age" in given else None
    there = {id: s for id, s in sections.items() if not s.instance or s.instance in ones}
    graded = {id: s for id, s in there.items() if s.scale is not None and not s.computed}
    chosen = {q.id: q for s in there.values() for q in s.questions.values() if q.answer.scale or q.answer.options}
    grades = others(reader, given, "other_grades", route, graded, _grade)
    grades |= _given(reader, given, "grades", route, sections, "section", _grade)
    answers = others(reader, given, "other_answers", route, chosen, _answer)
    answers |= _given(reader, given, "answers", route, questions, "question", _answer)
    moderated = _given(reader, given, "moderated", route, sections, "section", _grade)
    overrides = _given(reader, given, "overrides", route, sections, "section", _grade)
    for id in overrides:
        if not sections[id].grading.override:
            reader.say((*route, "overrides", id), f"nobody may override the grade of section '{id}' in this form")
    judged = Judged(MODERATOR, {id: str(g.value) for id, g in moderated.items() if g.value}) if moderated else None
    return Facts(
        case_types=frozenset(_ids(reader, given, "case_type", route, rubric.case_types, "case type")),
        flags=frozenset(_ids(reader, given, "flags", route, rubric.flags, "flag")),
        age=age,
        start=_day(reader, period["from"], (*route, "period", "from")) if "from" in period else None,
        end=_day(reader, period["to"], (*route, "period", "to")) if "to" in period else None,
        dates=_dates(reader, given, route, rubric),
        answers=answers,
        grades=grades,
        reasons=_reasons(reader, given, route, sections),
        overrides={id: Override(str(g.value), MODERATOR, "worked case") for id, g in overrides.items() if g.value},
        judged=(judged,) if judged else (),
    )


def _ids(
    reader: Reader, given: Mapping[str, Json], key: str, route: Route, known: Mapping[str, str], what: str
) -> tuple[str, ...]:
    texts = () if given.get(key) == [] else reader.texts(given, key, route, "'given'")
    return tuple(reader.known(text, known, (*route, key), what, "of this rubric") for text in texts)


def _day(reader: Reader, raw: object, route: Route) -> date | None:
    day = parse_day(raw)
    if day is None:
        reader.say(route, "a day is written as 2026-10-15, and it must be in the calendar")
    return day


def _dates(reader: Reader, given: Mapping[str, Json], route: Route, rubric: Rubric) -> dict[str, tuple[date, ...]]:
    at = (*route, "dates")
    found = {}
    for id, raw in reader.mapping(given.get("dates", {}), at, "'dates'").items():
        reader.known(id, rubric.dates, (*at, id), "date", "of this rubric")
        days = [_day(reader, item, (*at, id)) for item in (raw if isinstance(raw, list) else [raw])]
        found[id] = tuple(day for day in days if day is not None)
    return found


def _given(
    reader: Reader,
    given: Mapping[str, Json],
    key: str,
    route: Route,
    known: Mapping[str, T],
    what: str,
    read: Callable[[T, object], Given | None],
) -> dict[str, Given]:
    at = (*route, key)
    found = {}
    for id, raw in reader.mapping(given.get(key, {}), at, f"'{key}'").items():
        if not reader.known(id, known, (*at, id), what, "of this rubric"):
            continue
        value = state_or(read, known[id], raw)
        if value is None:
            said = f"{what} '{id}' does not know the value {quoted(raw)}"
            reader.say((*at, id), said, _values(known[id]))
        else:
            found[id] = value
    return found


def _values(one: object) -> str:
    """What may be given there, for whoever wrote something else."""
    answering = one.answer if isinstance(one, Question) else None
    scale = one.scale if isinstance(one, Section) else answering.scale if answering else None
    ids = scale.ranks if scale else answering.options if answering else ()
    return f"It knows {listing(ids, 'or')}." if ids else "It takes no grade." if isinstance(one, Section) else ""


def _grade(section: Section, raw: object) -> Given | None:
    id = value_id(section.scale, raw) if section.scale else None
    return Given(ANSWERED, id) if id else None


def _answer(question: Question, raw: object) -> Given | None:
    answering: Answering = question.answer
    if answering.kind == "choices":
        ids = [answer_id(answering, item) for item in (raw if isinstance(raw, list) else [raw])]
        known = tuple(id for id in ids if id)
        return Given(ANSWERED, known) if known and len(known) == len(ids) else None
    if answering.kind in ("scale", "choice"):
        id = answer_id(answering, raw)
        return Given(ANSWERED, id) if id else None
    if answering.kind == "date":
        day = parse_day(raw)
        return Given(ANSWERED, day) if day else None
    wanted = int if answering.kind == "count" else str
    return Given(ANSWERED, raw) if isinstance(raw, wanted) and not isinstance(raw, bool) else None


def _reasons(
    reader: Reader, given: Mapping[str, Json], route: Route, sections: Mapping[str, Section]
) -> dict[tuple[str, str], str]:
    limits = {limit.id: section.id for section in sections.values() for limit in section.limits}
    at = (*route, "reasons")
    found = {}
    for id, raw in reader.mapping(given.get("reasons", {}), at, "'reasons'").items():
        if reader.known(id, limits, (*at, id), "limit", "of this rubric"):
            found[limits[id], id] = reader.text(raw, (*at, id), f"the reason for '{id}'")
    return found


def decimal(raw: Json) -> Decimal | None:
    """The number with the decimals that are written there; None for anything else."""
    text = str(raw) if isinstance(raw, str | int | float) and not isinstance(raw, bool) else ""
    return Decimal(text) if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", text) else None


def named_boxes(by_place: Mapping[tuple[str, str], T]) -> dict[str, T]:
    """What stands for each box, by section/box, and by the box alone where only one section has it."""
    times = Counter(box for _, box in by_place)
    named = {f"{section}/{box}": value for (section, box), value in by_place.items()}
    return {**named, **{box: value for (_, box), value in by_place.items() if times[box] == 1}}


def _check_expected(reader: Reader, rubric: Rubric, case: WorkedCase, route: Route) -> None:
    sections = {s.id: s for s in rubric.all_sections()}
    questions = {q for s in sections.values() for q in s.questions}
    boxes = named_boxes({(s.id, b): None for s in sections.values() for b in s.every_box()})
    known: dict[str, tuple[str, set[str]]] = {
        "broken": ("limit", {limit.id for s in sections.values() for limit in s.limits}),
        "limited": ("limit", {limit.id for s in sections.values() if s.computed for limit in s.limits}),
        "fired": ("trigger", {t.id for s in sections.values() for t in s.triggers}),
        "contradictions": ("question", questions),
        "applies": ("section, question or box", {*sections, *questions, *boxes}),
        "scores": ("section with a score", {s.id for s in sections.values() if s.score is not None}),
        "effective": ("section", set(sections)),
    }
    for key, value in case.expect.items():
        at = (*route, key)
        what, ids = known[key]
        if key in ("broken", "limited", "fired", "contradictions"):
            if not isinstance(value, list):
                reader.say(at, f"'{key}' must be a list of ids; [] where none is expected")
                continue
            for i, id in enumerate(value):
                reader.known(id, ids, (*at, i), what, "of this rubric")
            continue
        for id, expected in reader.mapping(value, at, f"'{key}'").items():
            if not reader.known(id, ids, (*at, id), what, "of this rubric"):
                continue
            if key == "applies":
                if expected not in (True, False, "yes", "no", "unknown"):
                    message = f"'{id}' of 'applies' must be yes, no or unknown; {quoted(expected)} stands there"
                    reader.say((*at, id), message)
            elif key == "scores":
                if expected != "none" and decimal(expected) is None:
                    reader.say((*at, id), "a score is a number, written with as many decimals as are compared, or none")
            elif expected != "none":
                scale = sections[id].scale
                if scale is None or value_id(scale, expected) is None:
                    reader.known(
                        plain(expected), scale.ranks if scale else (), (*at, id), "grade", f"of section '{id}'"
                    )
