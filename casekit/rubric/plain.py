"""A form as plain data in the words of its own language, with everything that it inherits written out.

What is read from this data is the same form again. Words that stand for what holds anyway are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from casekit.days import SAME_DAY, Length
from casekit.rubric.model import (
    Answering,
    Bound,
    BoxModel,
    Condition,
    DateTest,
    FeedbackModel,
    ForEach,
    Form,
    Json,
    Limit,
    Question,
    Rubric,
    Scale,
    Section,
    Trigger,
)

Plain = dict[str, Json]


def plain(rubric: Rubric) -> Plain:
    """The form, whole: maps, lists, texts, numbers and truth values only."""
    types: Json = dict(rubric.case_types)
    return {
        "id": rubric.id,
        "version": rubric.version,
        "title": rubric.title,
        **_said(
            subject=rubric.subject,
            guide=rubric.guide,
            source=list(rubric.source),
            looks_back=_looks_back(rubric.looks_back, rubric.looks_back_how),
            case_types={"several": True, "values": types} if rubric.several_types else types,
            flags=dict(rubric.flags),
            dates=dict(rubric.dates),
            tags=dict(rubric.tags),
            themes=dict(rubric.themes),
            scales={id: _scale(scale) for id, scale in rubric.scales.items()},
        ),
        "sections": {id: _section(section) for id, section in rubric.sections.items()},
        "overall": _section(rubric.overall),
        **_said(
            feedback=_feedback(rubric.feedback),
            reflection=_form(rubric.reflection),
            moderation=_form(rubric.moderation),
            concern=_said(
                tell=list(rubric.concern.tell),
                respond=_length(rubric.concern.respond),
                guide=rubric.concern.guide,
                source=list(rubric.concern.source),
            ),
            cases={
                case.name: {**({"given": dict(case.given)} if case.given else {}), "expect": dict(case.expect)}
                for case in rubric.cases
            },
        ),
    }


def _said(**entries: Json) -> Plain:
    """The entries that say anything; a word of the language that is one of Python's ends in an underscore here."""
    return {
        key.removesuffix("_"): value
        for key, value in entries.items()
        if value is not None and value is not False and value != "" and value != [] and value != {}
    }


def _length(length: Length | None) -> str | None:
    return None if length is None else SAME_DAY if length.unit == SAME_DAY else str(length)


def _looks_back(length: Length | None, how: str) -> Json:
    return how if how == "none" or not how else {how: _length(length)}


def _scale(scale: Scale) -> Plain:
    values = {
        value.id: {
            "label": value.label,
            **({} if value.number is None else {"number": value.number}),
            **_said(also=list(value.also), means=value.means),
        }
        for value in scale.values
    }
    return {"best_first" if scale.ranks[scale.values[0].id] == 0 else "worst_first": values}


def _section(section: Section) -> Plain:
    return {
        "title": section.title,
        "grade": "none" if section.scale is None else section.scale.id,
        **_said(
            printed=section.printed,
            guide=section.guide,
            prompts=list(section.prompts),
            descriptors={grade: list(texts) for grade, texts in section.descriptors.items()},
            source=list(section.source),
            applies_when=condition(section.applies_when),
            required=section.required if section.required != "if_applies" else "",
            for_each=_for_each(section.for_each),
            looks_back=_looks_back(section.looks_back, section.looks_back_how),
            questions={id: _question(question) for id, question in section.questions.items()},
            boxes={id: _box(box) for id, box in section.boxes.items()},
            limits=[_limit(limit) for limit in section.limits],
            triggers=[_trigger(trigger) for trigger in section.triggers],
            sections={id: _section(inner) for id, inner in section.sections.items()},
        ),
    }


def _for_each(each: ForEach | None) -> Json:
    if each is None:
        return None
    return {"name": each.name, **_said(of=dict(each.of)), "at_least": each.at_least, "at_most": each.at_most}


def _question(question: Question) -> Plain:
    return {
        "ask": question.ask,
        "answer": _answer(question.answer),
        **_said(
            title=question.title,
            guide=question.guide,
            tags=list(question.tags),
            not_applicable=question.not_applicable if question.not_applicable != "with_reason" else "",
            reversed=question.reversed,
            applies_when=condition(question.applies_when),
            required=question.required if question.required != "if_applies" else "",
            agrees_with=_date_tests(test for test in question.agrees_with if not test.yes_only),
            yes_needs=_date_tests(test for test in question.agrees_with if test.yes_only),
            source=list(question.source),
        ),
    }


def _answer(answering: Answering) -> Json:
    if answering.scale is not None:
        return answering.scale.id
    return {answering.kind: dict(answering.options)} if answering.options else answering.kind


def _date_tests(tests: Iterable[DateTest]) -> Json:
    return [
        {"date": test.date, **_test(test.test), **_said(applies_when=condition(test.applies_when))} for test in tests
    ]


def _box(box: BoxModel) -> Plain:
    return {
        "title": box.title,
        **({} if box.required else {"required": False}),
        **_said(guide=box.guide, applies_when=condition(box.applies_when), needs=box.needs, source=list(box.source)),
    }


def _limit(limit: Limit) -> Plain:
    bounds = _said(at_most=_bound(limit.at_most), at_least=_bound(limit.at_least), is_=_bound(limit.exactly))
    return {
        "id": limit.id,
        "title": limit.title,
        **_said(when=condition(limit.when)),
        "always" if limit.hard else "usually": bounds,
        **_said(agreed_by=limit.agreed_by, source=list(limit.source)),
    }


def _bound(bound: Bound | None) -> Json:
    if bound is None or bound.roll is None:
        return bound and bound.value
    return {bound.roll: bound.of, **({"plus": bound.plus} if bound.plus else {})}


def _trigger(trigger: Trigger) -> Plain:
    return {
        "id": trigger.id,
        "title": trigger.title,
        **_said(
            when=condition(trigger.when),
            tell=list(trigger.tell),
            within=_length(trigger.within),
            needs=trigger.needs,
            source=list(trigger.source),
        ),
    }


def _feedback(model: FeedbackModel) -> Plain:
    return _said(
        title=model.title,
        guide=model.guide,
        from_=dict(model.respondents),
        required=model.required,
        questions={id: _question(question) for id, question in model.questions.items()},
        source=list(model.source),
    )


def _form(form: Form) -> Plain:
    return _said(
        title=form.title,
        guide=form.guide,
        boxes={id: _box(box) for id, box in form.boxes.items()},
        fields=dict(form.fields),
        source=list(form.source),
    )


def condition(node: Condition | None) -> Json:
    """A condition as a form writes it; None for none."""
    if node is None:
        return None
    if node.kind in ("all", "any"):
        return {node.kind: [condition(part) for part in node.parts]}
    if node.kind == "not":
        return {"not": condition(node.parts[0])}
    if node.kind == "age":
        return {"age": _test(node.test)}
    return {node.kind: node.subject, **_test(node.test)}


def _test(test: Mapping[str, Json]) -> Plain:
    return {
        key: list(value) if isinstance(value, tuple) else _length(value) if isinstance(value, Length) else value
        for key, value in test.items()
    }
