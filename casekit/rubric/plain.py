"""A form as plain data in the words of its own language, with everything that it inherits written out.

What is read from this data is the same form again. Words that stand for what holds anyway are left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from casekit.days import Length
from casekit.rubric.model import (
    Bound,
    BoxModel,
    DateTest,
    FeedbackModel,
    ForEach,
    Form,
    Json,
    Limit,
    Question,
    Rubric,
    Section,
    Trigger,
)
from casekit.rubric.plain_conditions import Plain, condition, length_of, number_of, said, test_of
from casekit.rubric.plain_grading import (
    plain_answer,
    plain_descriptors,
    plain_grade,
    plain_scale,
    plain_score,
    plain_versions,
)


def plain(rubric: Rubric) -> Plain:
    """The form, whole: maps, lists, texts, numbers and truth values only."""
    types: Json = dict(rubric.case_types)
    return {
        "id": rubric.id,
        "version": rubric.version,
        "title": rubric.title,
        **said(
            subject=rubric.subject,
            leaves_out=list(rubric.leaves_out),
            guide=rubric.guide,
            **plain_versions(rubric),
            source=list(rubric.source),
            looks_back=_looks_back(rubric.looks_back, rubric.looks_back_how),
            case_types={"several": True, "values": types} if rubric.several_types else types,
            flags=dict(rubric.flags),
            dates=dict(rubric.dates),
            tags=dict(rubric.tags),
            themes=dict(rubric.themes),
            scales={id: plain_scale(scale) for id, scale in rubric.scales.items()},
        ),
        "sections": {id: _section(section) for id, section in rubric.sections.items()},
        "overall": _section(rubric.overall),
        **said(
            feedback=_feedback(rubric.feedback),
            reflection=_form(rubric.reflection),
            moderation=_form(rubric.moderation),
            concern=said(
                tell=list(rubric.concern.tell),
                respond=length_of(rubric.concern.respond),
                guide=rubric.concern.guide,
                source=list(rubric.concern.source),
            ),
            cases={case.name: {"given": dict(case.given), "expect": dict(case.expect)} for case in rubric.cases},
        ),
    }


def _looks_back(length: Length | None, how: str) -> Json:
    return how if how == "none" or not how else {how: length_of(length)}


def _section(section: Section) -> Plain:
    return {
        "title": section.title,
        "grade": plain_grade(section),
        **said(
            score=plain_score(section.score),
            weight=_weight(section.weight),
            printed=section.printed,
            guide=section.guide,
            prompts=list(section.prompts),
            descriptors=plain_descriptors(section.descriptors),
            source=list(section.source),
            applies_when=condition(section.applies_when),
            required=section.required if section.required != "if_applies" else "",
            about=list(section.about),
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
    return {
        "name": each.name,
        **said(of=dict(each.of), always=list(each.always), by="required" if each.signed else ""),
        "at_least": each.at_least,
        "at_most": each.at_most,
    }


def _weight(weight: Fraction) -> int | float | None:
    return None if weight == 1 else number_of(weight)


def _question(question: Question) -> Plain:
    return {
        "ask": question.ask,
        "answer": plain_answer(question.answer),
        **said(
            title=question.title,
            guide=question.guide,
            tags=list(question.tags),
            about=list(question.about),
            not_applicable=question.not_applicable if question.not_applicable != "with_reason" else "",
            reversed=question.reversed,
            applies_when=condition(question.applies_when),
            required=question.required if question.required != "if_applies" else "",
            weight=_weight(question.weight),
            boxes={id: _box(box) for id, box in question.boxes.items()},
            descriptors=plain_descriptors(question.descriptors),
            agrees_with=_date_tests(test for test in question.agrees_with if not test.yes_only),
            yes_needs=_date_tests(test for test in question.agrees_with if test.yes_only),
            source=list(question.source),
        ),
    }


def _date_tests(tests: Iterable[DateTest]) -> Json:
    return [
        {"date": test.date, **test_of(test.test), **said(applies_when=condition(test.applies_when))} for test in tests
    ]


def _box(box: BoxModel) -> Plain:
    return {
        "title": box.title,
        **({} if box.required else {"required": False}),
        **said(
            guide=box.guide,
            about=list(box.about),
            applies_when=condition(box.applies_when),
            needs=box.needs,
            source=list(box.source),
        ),
    }


def _limit(limit: Limit) -> Plain:
    bounds = said(at_most=_bound(limit.at_most), at_least=_bound(limit.at_least), is_=_bound(limit.exactly))
    return {
        "id": limit.id,
        "title": limit.title,
        **said(when=condition(limit.when)),
        "always" if limit.hard else "usually": bounds,
        **said(agreed_by=limit.agreed_by, source=list(limit.source)),
    }


def _bound(bound: Bound | None) -> Json:
    if bound is None or bound.roll is None:
        return bound and bound.value
    return {bound.roll: bound.of, **({"plus": bound.plus} if bound.plus else {})}


def _trigger(trigger: Trigger) -> Plain:
    return {
        "id": trigger.id,
        "title": trigger.title,
        **said(
            when=condition(trigger.when),
            tell=list(trigger.tell),
            within=length_of(trigger.within),
            needs=trigger.needs,
            source=list(trigger.source),
        ),
    }


def _feedback(model: FeedbackModel) -> Plain:
    return said(
        title=model.title,
        guide=model.guide,
        from_=dict(model.respondents),
        required=model.required,
        questions={id: _question(question) for id, question in model.questions.items()},
        source=list(model.source),
    )


def _form(form: Form) -> Plain:
    return said(
        title=form.title,
        guide=form.guide,
        boxes={id: _box(box) for id, box in form.boxes.items()},
        fields=dict(form.fields),
        source=list(form.source),
    )
