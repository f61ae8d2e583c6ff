"""Scales, answers, scores and computed grades as plain data in the words of the language."""

from __future__ import annotations

from collections.abc import Mapping

from casekit.rubric.computing import Descriptor, Grading, Scoring
from casekit.rubric.model import Answering, Json, Rubric, Scale, Section
from casekit.rubric.plain_conditions import Plain, condition, number_of, said


def plain_scale(scale: Scale) -> Plain:
    """A scale, its values with everything that is said about them."""
    if scale.values[0].id.isdigit():
        ids = [int(value.id) for value in scale.values]
        numbers = {
            value.id: {"label": value.label, **said(also=list(value.also), means=value.means)} for value in scale.values
        }
        return {"numbers": numbers, **({} if ids == sorted(ids, reverse=True) else {"best": "lowest"})}
    values = {
        value.id: {
            "label": value.label,
            **({} if value.number is None else {"number": number_of(value.number)}),
            **said(also=list(value.also), means=value.means),
        }
        for value in scale.values
    }
    return {"best_first" if scale.ranks[scale.values[0].id] == 0 else "worst_first": values}


def plain_answer(answering: Answering) -> Json:
    """What a question takes for an answer."""
    if answering.scale is not None:
        return answering.scale.id
    options = {
        id: {"label": label, "number": number_of(answering.numbers[id])} if id in answering.numbers else label
        for id, label in answering.options.items()
    }
    return {answering.kind: options} if options else answering.kind


def plain_grade(section: Section) -> Json:
    """How a section comes by its grade: a scale alone where it is judged."""
    if section.scale is None or not section.grading.computed:
        return "none" if section.scale is None else section.scale.id
    grading = section.grading
    return {
        "scale": section.scale.id,
        "how": grading.how,
        **said(of=grading.of, bands=_bands(grading), ties=grading.ties, rules=_rules(grading)),
        **({"round": grading.round} if grading.bands else {}),
        **said(override=list(grading.override)),
    }


def _bands(grading: Grading) -> Json:
    return {
        band.grade: number_of(band.least) if band.most is None else [number_of(band.least), number_of(band.most)]
        for band in grading.bands
    }


def _rules(grading: Grading) -> Json:
    return [
        {"when": condition(rule.when), "is": rule.grade} if rule.when else {"otherwise": rule.grade}
        for rule in grading.rules
    ]


def plain_score(score: Scoring | None) -> Json:
    """How a section comes by its score; None where it has none."""
    if score is None:
        return None
    out_of = score.out_of if score.out_of != "applicable" else ""
    return {"how": score.how, **said(of=score.of, out_of=out_of, answered=sorted(score.answered))}


def plain_descriptors(descriptors: Mapping[str, tuple[Descriptor, ...]]) -> Json:
    """What each grade or answer looks like."""
    return {
        value: [
            {"text": look.text, "applies_when": condition(look.applies_when)} if look.applies_when else look.text
            for look in looks
        ]
        for value, looks in descriptors.items()
    }


def plain_versions(rubric: Rubric) -> Plain:
    """When the form is in force, and what became of the ids of the version before."""
    days = dict(zip(("from", "to"), rubric.in_force, strict=True))
    previous = rubric.previous
    return said(
        in_force={key: day.isoformat() for key, day in days.items() if day is not None},
        previous=None
        if previous is None
        else {
            "version": previous.version,
            **said(**{key: _renamed(ids) for key, ids in (("ids", previous.ids), ("values", previous.values))}),
        },
    )


def _renamed(ids: Mapping[str, str]) -> Json:
    return {old: new or "dropped" for old, new in ids.items()}
