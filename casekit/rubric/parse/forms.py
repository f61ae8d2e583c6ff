"""The parts of a form beside its sections: feedback, reflection, moderation, concern."""

from __future__ import annotations

from collections.abc import Mapping

from casekit.problem import Route
from casekit.rubric import vocabulary
from casekit.rubric.model import ConcernModel, FeedbackModel, Form
from casekit.rubric.parse.boxes import read_box
from casekit.rubric.parse.context import Context
from casekit.rubric.parse.judgements import read_roles
from casekit.rubric.parse.questions import read_question


def read_feedback(ctx: Context, raw: object) -> FeedbackModel:
    """What families are asked, and whether the audit must say what came of it."""
    at: Route = ("feedback",)
    reader, what = ctx.reader, "the feedback"
    fields = reader.fields(raw, at, what, vocabulary.FEEDBACK)
    asked = reader.by_id(fields.get("questions"), (*at, "questions"), "the questions of the feedback", "a question")
    respondents = reader.labels(fields.get("from"), (*at, "from"), "'from' of the feedback", "respondent")
    if not respondents:
        reader.say(at, "the feedback does not say whom it comes from")
    return FeedbackModel(
        title=reader.needed(fields, "title", at, what),
        guide=reader.optional(fields, "guide", at, what),
        respondents=respondents,
        questions={
            id: read_question(ctx, id, entry, (*at, "questions", id), "feedback", vocabulary.FEEDBACK_QUESTION)
            for id, entry in asked.items()
        },
        required=reader.truth(fields, "required", at, what, False),
        source=reader.texts(fields, "source", at, what),
    )


def read_form(ctx: Context, fields: Mapping[str, object], key: str, known: tuple[str, ...]) -> Form:
    """A part that others fill in: the reflection or the moderation."""
    if key not in fields:
        return Form()
    at: Route = (key,)
    reader, what = ctx.reader, f"the {key}"
    entries = reader.fields(fields[key], at, what, known)
    boxes = reader.by_id(entries.get("boxes"), (*at, "boxes"), f"the boxes of {what}", "a box")
    return Form(
        title=reader.needed(entries, "title", at, what),
        guide=reader.optional(entries, "guide", at, what),
        boxes={id: read_box(ctx, id, raw, (*at, "boxes", id), key, vocabulary.FORM_BOX) for id, raw in boxes.items()},
        fields=reader.labels(entries.get("fields"), (*at, "fields"), f"the fields of {what}", "field"),
        source=reader.texts(entries, "source", at, what),
    )


def read_concern(ctx: Context, raw: object) -> ConcernModel:
    """Who must be told of an immediate concern, and how soon the response must come."""
    at: Route = ("concern",)
    reader, what = ctx.reader, "the concern"
    fields = reader.fields(raw, at, what, vocabulary.CONCERN)
    if "tell" not in fields:
        reader.say(at, "the concern does not say who must be told")
    return ConcernModel(
        tell=read_roles(ctx, fields, at, what),
        respond=reader.length(fields["respond"], (*at, "respond"), "'respond' of the concern", same_day=True)
        if "respond" in fields
        else None,
        guide=reader.optional(fields, "guide", at, what),
        source=reader.texts(fields, "source", at, what),
    )
