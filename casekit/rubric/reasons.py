"""Why a worked case comes out as it does, for whoever expected something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from casekit.rubric.evaluation import Computed, Evaluation
from casekit.rubric.exact import figure
from casekit.rubric.given import named_boxes
from casekit.rubric.model import Condition, Json, Rubric, Section
from casekit.rubric.sentences import Sentences
from casekit.words import count, listing, sentence, some


def reasons(rubric: Rubric, seen: Evaluation, expected: Mapping[str, Json], got: Mapping[str, Json]) -> tuple[str, ...]:
    """Sentences about everything that differs: what caused what came, and what the form says of what did not come."""
    words = Sentences(rubric)
    found: list[str] = []
    for key, wanted in expected.items():
        if wanted != got[key]:
            ids = _different(wanted, got[key])
            found += _TELL[key](rubric, seen, words, ids) if key in _TELL else ()
    return tuple(dict.fromkeys(found))


def _different(wanted: Json, came: Json) -> list[str]:
    if isinstance(wanted, Mapping) and isinstance(came, Mapping):
        return [id for id, value in wanted.items() if came.get(id) != value]
    if isinstance(wanted, list) and isinstance(came, list):
        return sorted({*wanted, *came} - ({*wanted} & {*came}))
    return []


def _broken(rubric: Rubric, seen: Evaluation, words: Sentences, ids: list[str]) -> Iterator[str]:
    outside = {b.limit.id: b for b in seen.broken}
    for section in rubric.all_sections():
        for limit in section.limits:
            if limit.id not in ids:
                continue
            broken = outside.get(limit.id)
            if broken is None:
                yield f"{limit.id}: The form says: {words.limit(limit, section)} Here {_graded(seen, section)}."
                yield from _open(seen, limit.id)
            elif broken.settled:
                yield f"{limit.id}: it is broken, and a written reason settles it."
            else:
                yield _because(limit.id, broken.because) or f"{limit.id}: {words.limit(limit, section)}"


def _limited(rubric: Rubric, seen: Evaluation, words: Sentences, ids: list[str]) -> Iterator[str]:
    held = {b.limit.id: b for found in seen.computed.values() for b in found.limited_by}
    for section in rubric.all_sections():
        for limit in section.limits:
            if limit.id in ids and limit.id in held:
                yield _because(limit.id, held[limit.id].because) or f"{limit.id}: {words.limit(limit, section)}"
            elif limit.id in ids:
                yield f"{limit.id}: The form says: {words.limit(limit, section)} Here it changes no grade."
                yield from _open(seen, limit.id)


def _graded(seen: Evaluation, section: Section) -> str:
    grade = seen.effective.get(section.id)
    if grade is None or section.scale is None:
        return f"'{section.title}' has no grade here, so nothing is held against it"
    return f"that does not speak against the grade {section.scale.label(grade[0])}"


def _fired(rubric: Rubric, seen: Evaluation, words: Sentences, ids: list[str]) -> Iterator[str]:
    fired = {f.trigger.id: f for f in seen.fired}
    for section in rubric.all_sections():
        for trigger in section.triggers:
            if trigger.id not in ids:
                continue
            if trigger.id in fired:
                yield _because(trigger.id, fired[trigger.id].because) or f"{trigger.id}: {words.trigger(trigger)}"
            else:
                came = "" if trigger.id in seen.undecided else " Here that does not hold."
                yield f"{trigger.id}: The form says: {words.trigger(trigger)}{came}"
                yield from _open(seen, trigger.id)


def _contradictions(rubric: Rubric, seen: Evaluation, words: Sentences, ids: list[str]) -> Iterator[str]:
    found = {c.question: c for c in seen.contradictions}
    for id in ids:
        if id in found:
            yield f"{id}: {found[id].says}."
        else:
            tests = rubric.questions()[id].agrees_with
            yield f"{id}: {sentence(listing(map(words.agreement, tests)))}" if tests else f"{id}: no date is asked for."
            yield from _missing(seen, id)


def _applies(rubric: Rubric, seen: Evaluation, words: Sentences, ids: list[str]) -> Iterator[str]:
    conditions: dict[str, Condition | None] = {}
    for section in rubric.all_sections():
        conditions[section.id] = section.applies_when
        conditions.update({id: question.applies_when for id, question in section.questions.items()})
    boxes = named_boxes({(s.id, name): b for s in rubric.all_sections() for name, b in s.every_box().items()})
    conditions |= {name: box.applies_when for name, box in boxes.items()}
    for id in ids:
        condition = conditions[id]
        if condition is None:
            yield f"{id}: it has no condition of its own; what holds it decides."
        else:
            yield f"{id}: it applies when {words.condition(condition)}."
        yield from _missing(seen, id.rpartition("/")[2])


def _effective(rubric: Rubric, seen: Evaluation, words: Sentences, ids: list[str]) -> Iterator[str]:
    for id in ids:
        grade = seen.effective.get(id)
        computed = seen.computed.get(id)
        if computed is not None:
            yield from _worked_out(id, computed, seen)
            continue
        yield f"{id}: the grade in effect comes from the {grade[1]}." if grade else f"{id}: no grade is in effect."


def _worked_out(id: str, computed: Computed, seen: Evaluation) -> Iterator[str]:
    if computed.missing:
        waits = [lack for lack in computed.missing if lack.what != "rule"]
        lacking = listing(f"'{lack.id}'" for lack in waits)
        if lacking:
            yield f"{id}: no grade can be worked out while this is missing or cannot be told: {lacking}."
        else:
            yield f"{id}: no grade can be worked out while nobody can tell which of its rules holds."
        if any(lack.what in ("limit", "rule") for lack in computed.missing):
            yield from _open(seen, id)
    elif computed.raw is not None:
        yield f"{id}: '{computed.raw}' is worked out, because {listing(computed.because)}."
    for limit in computed.limited_by:
        makes = f"{id}: limit '{limit.limit.id}' makes it '{limit.bound}'"
        yield _because(makes, limit.because) or f"{makes}."


def _scores(rubric: Rubric, seen: Evaluation, words: Sentences, ids: list[str]) -> Iterator[str]:
    for id in ids:
        score = seen.scores[id]
        lacking = listing(f"'{lack.id}'" for lack in score.missing)
        if lacking:
            yield f"{id}: there is no score, because {lacking} is missing."
        elif score.value is None:
            yield f"{id}: there is no score, because nothing that counts was looked at."
        else:
            share = f"{figure(score.earned)} out of {figure(score.base)}, " if score.percentage else ""
            parts = count(score.counted, "question or section", "questions or sections")
            yield f"{id}: the score is {score} ({share}{parts} counted)."


def _open(seen: Evaluation, id: str) -> Iterator[str]:
    """Which answers, grades, scores and facts would decide it, where nobody can tell."""
    ends = [end for end in seen.undecided.get(id, ()) if end.route != ("case",)]
    if ends:
        yield f"{id}: nobody can tell, because {listing(some(end.says for end in ends))}."
    yield from _missing(seen, id)


def _missing(seen: Evaluation, id: str) -> Iterator[str]:
    """What is not known that would decide it."""
    for fact in seen.missing:
        if fact.needed_by == id:
            what = f"the date '{fact.id}'" if fact.what == "date" else f"the {fact.what.replace('_', ' ')}"
            yield f"{id}: {what} is not given, so nobody can tell."


def _because(id: str, causes: tuple[str, ...]) -> str:
    return f"{id}: {listing(causes)}." if causes else ""


_TELL = {
    "broken": _broken,
    "limited": _limited,
    "fired": _fired,
    "contradictions": _contradictions,
    "applies": _applies,
    "scores": _scores,
    "effective": _effective,
}
