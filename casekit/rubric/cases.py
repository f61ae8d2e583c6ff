"""A rubric's own worked cases: what is given, what was expected, and what comes out.

Only what `expect` names is compared.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar, cast

from casekit.days import parse_day
from casekit.problem import Remark, Route
from casekit.rubric import vocabulary
from casekit.rubric.evaluate import evaluate
from casekit.rubric.evaluation import Evaluation
from casekit.rubric.facts import ANSWERED, Facts, Given, Judged
from casekit.rubric.model import Answering, Json, Question, Rubric, Section, WorkedCase
from casekit.rubric.reading import Reader
from casekit.rubric.values import answer_id, value_id

T = TypeVar("T")

MODERATOR = "moderator"
"""Whose grades `moderated` are."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one worked case; expected and got hold the same keys."""

    name: str
    passed: bool
    expected: Mapping[str, Json]
    got: Mapping[str, Json]


def run(rubric: Rubric) -> tuple[Result, ...]:
    """Every worked case of a rubric that loaded, in its order."""
    return tuple(_run(rubric, case) for case in rubric.cases)


def _run(rubric: Rubric, case: WorkedCase) -> Result:
    seen = evaluate(rubric, facts_of(Reader(), rubric, case, ("cases", case.name, "given")))
    expected = {key: _plain(value) for key, value in case.expect.items()}
    got = {key: _GOT[key](seen, value) for key, value in case.expect.items()}
    return Result(case.name, expected == got, expected, got)


def _plain(value: Json) -> Json:
    if isinstance(value, list):
        return sorted(value)
    if isinstance(value, Mapping):
        return {key: {"yes": True, "no": False}.get(str(item), item) for key, item in value.items()}
    return value


def _applies(seen: Evaluation, wanted: Json) -> Json:
    items = {**seen.sections, **seen.questions, **{box: item for (_, box), item in seen.boxes.items()}}
    return {id: items[id].applies for id in cast(Mapping[str, Json], wanted)}


def _effective(seen: Evaluation, wanted: Json) -> Json:
    return {id: seen.effective.get(id, ("none", ""))[0] for id in cast(Mapping[str, Json], wanted)}


_GOT: Mapping[str, Callable[[Evaluation, Json], Json]] = {
    "broken": lambda seen, _: sorted({b.limit.id for b in seen.broken if not b.settled}),
    "fired": lambda seen, _: sorted(f.trigger.id for f in seen.fired),
    "applies": _applies,
    "contradictions": lambda seen, _: sorted({c.question for c in seen.contradictions}),
    "effective": _effective,
}


def check_cases(rubric: Rubric) -> list[Remark]:
    """Whatever the worked cases say that the rubric does not know."""
    reader = Reader()
    for case in rubric.cases:
        facts_of(reader, rubric, case, ("cases", case.name, "given"))
        _check_expected(reader, rubric, case, ("cases", case.name, "expect"))
    return reader.remarks


def facts_of(reader: Reader, rubric: Rubric, case: WorkedCase, route: Route) -> Facts:
    """What is given in a worked case, as the engine sees it; what makes no sense there goes to the reader."""
    given, what = case.given, f"the worked case '{case.name}'"
    sections = {s.id: s for s in rubric.all_sections()}
    questions = {q.id: q for s in sections.values() for q in s.questions.values()}
    period = reader.fields(given.get("period", {}), (*route, "period"), "'period'", ("from", "to"))
    age = reader.number(given["age"], (*route, "age"), f"'age' of {what}", 0, 30) if "age" in given else None
    grades = _given(reader, given, "grades", route, sections, "section", _grade)
    moderated = _given(reader, given, "moderated", route, sections, "section", _grade)
    judged = Judged(MODERATOR, {id: str(g.value) for id, g in moderated.items() if g.value}) if moderated else None
    return Facts(
        case_types=frozenset(_ids(reader, given, "case_type", route, rubric.case_types, "case type")),
        flags=frozenset(_ids(reader, given, "flags", route, rubric.flags, "flag")),
        age=age,
        start=_day(reader, period["from"], (*route, "period", "from")) if "from" in period else None,
        end=_day(reader, period["to"], (*route, "period", "to")) if "to" in period else None,
        dates=_dates(reader, given, route, rubric),
        answers=_given(reader, given, "answers", route, questions, "question", _answer),
        grades=grades,
        reasons=_reasons(reader, given, route, sections),
        judged=(judged,) if judged else (),
    )


def _ids(
    reader: Reader, given: Mapping[str, Json], key: str, route: Route, known: Mapping[str, str], what: str
) -> tuple[str, ...]:
    texts = reader.texts(given, key, route, "'given'")
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
        value = Given(raw) if isinstance(raw, str) and raw in vocabulary.STATES else read(known[id], raw)
        if value is None:
            reader.say((*at, id), f"{what} '{id}' does not know this value")
        else:
            found[id] = value
    return found


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


def _check_expected(reader: Reader, rubric: Rubric, case: WorkedCase, route: Route) -> None:
    sections = {s.id: s for s in rubric.all_sections()}
    questions = {q for s in sections.values() for q in s.questions}
    boxes = {b for s in sections.values() for b in s.boxes}
    known: dict[str, tuple[str, set[str]]] = {
        "broken": ("limit", {limit.id for s in sections.values() for limit in s.limits}),
        "fired": ("trigger", {t.id for s in sections.values() for t in s.triggers}),
        "contradictions": ("question", questions),
        "applies": ("section, question or box", {*sections, *questions, *boxes}),
        "effective": ("section", set(sections)),
    }
    for key, value in case.expect.items():
        at = (*route, key)
        what, ids = known[key]
        if key in ("broken", "fired", "contradictions"):
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
                reader.truth({id: expected}, id, at, "'applies'", True)
            elif expected != "none":
                scale = sections[id].scale
                reader.known(expected, scale.ranks if scale else (), (*at, id), "grade", f"of section '{id}'")
