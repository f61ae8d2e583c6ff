"""From the data of a rubric's file to a rubric that can be relied on, or to remarks on what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from casekit.problem import Remark, Route
from casekit.rubric import vocabulary
from casekit.rubric.cases import check_cases
from casekit.rubric.check import check
from casekit.rubric.context import Context, Names
from casekit.rubric.judgements import read_roles
from casekit.rubric.model import ConcernModel, FeedbackModel, Form, Rubric, Scale, Section, WorkedCase
from casekit.rubric.plan import make_plan
from casekit.rubric.questions import read_box, read_question
from casekit.rubric.reading import Reader
from casekit.rubric.scales import load_scales as load_scales
from casekit.rubric.scales import read_scales
from casekit.rubric.sections import read_look_back, read_section, read_sections

MAX_VERSION = 100_000


def load(data: object, shared_scales: Mapping[str, Scale]) -> tuple[Rubric | None, list[Remark]]:
    """The rubric that the data of its file describes.

    shared_scales: what load_scales gave. Where anything at all is wrong there are remarks and no rubric: a form
    that is only half understood would pass audits that it should not. Never raises, whatever the data.
    """
    first = Context(Reader())
    draft = _read(first, data, shared_scales)
    sections = {s.id: s for s in draft.all_sections()}
    names = Names(sections, {q.id: q for s in draft.all_sections() for q in s.questions.values()})
    ctx = Context(Reader(), names=names)
    rubric = _read(ctx, data, shared_scales)
    remarks = list(dict.fromkeys(ctx.reader.remarks)) or check(rubric) or check_cases(rubric)
    if remarks:
        return None, remarks
    return replace(rubric, plan=make_plan(rubric)), []


def _read(ctx: Context, data: object, shared: Mapping[str, Scale]) -> Rubric:
    reader, what = ctx.reader, "the rubric"
    fields = reader.fields(data, (), what, vocabulary.RUBRIC)
    reader.id(fields.get("id"), ("id",), what)
    _declare(ctx, fields, shared)
    several, types = _case_types(ctx, fields)
    ctx.case_types = types
    back, how = read_look_back(reader, fields, (), what)
    feedback = _feedback(ctx, fields["feedback"]) if "feedback" in fields else FeedbackModel()
    rubric = Rubric(
        id=str(fields.get("id", "")),
        version=reader.number(fields.get("version"), ("version",), "'version' of the rubric", 1, MAX_VERSION) or 0,
        title=reader.needed(fields, "title", (), what),
        subject=reader.optional(fields, "subject", (), what),
        scales=ctx.scales,
        case_types=types,
        several_types=several,
        flags=ctx.flags,
        dates=ctx.dates,
        tags=ctx.tags,
        themes=reader.labels(fields.get("themes"), ("themes",), "the themes", "theme"),
        looks_back=back,
        looks_back_how=how,
        guide=reader.optional(fields, "guide", (), what),
        sections=read_sections(ctx, fields.get("sections"), ("sections",)),
        overall=_overall(ctx, fields),
        feedback=feedback,
        reflection=_form(ctx, fields, "reflection", vocabulary.REFLECTION),
        moderation=_form(ctx, fields, "moderation", vocabulary.MODERATION),
        concern=_concern(ctx, fields["concern"]) if "concern" in fields else ConcernModel(),
        cases=_cases(reader, fields.get("cases")),
        source=reader.texts(fields, "source", (), what),
    )
    if not rubric.sections:
        reader.say(("sections",), "the rubric has no sections")
    used = {box for section in rubric.all_sections() for box in section.boxes}
    for id in ctx.boxes:
        if id not in used:
            reader.say(("boxes", id), f"box '{id}' is in no section")
    return rubric


def _declare(ctx: Context, fields: Mapping[str, object], shared: Mapping[str, Scale]) -> None:
    reader = ctx.reader
    own = read_scales(reader, fields.get("scales"), ("scales",), shared)
    ctx.scales = {**shared, **own}
    ctx.flags = reader.labels(fields.get("flags"), ("flags",), "the flags", "flag")
    ctx.dates = reader.labels(fields.get("dates"), ("dates",), "the dates", "date")
    ctx.tags = reader.labels(fields.get("tags"), ("tags",), "the tags", "tag")
    ctx.boxes = reader.by_id(fields.get("boxes"), ("boxes",), "the boxes", "a box")
    if "defaults" in fields:
        at: Route = ("defaults",)
        defaults = reader.fields(fields["defaults"], at, "the defaults", ("section", "question"))
        ctx.section_defaults = reader.fields(
            defaults.get("section", {}), (*at, "section"), "the defaults of sections", vocabulary.SECTION_DEFAULTS
        )
        ctx.question_defaults = reader.fields(
            defaults.get("question", {}), (*at, "question"), "the defaults of questions", vocabulary.QUESTION_DEFAULTS
        )


def _case_types(ctx: Context, fields: Mapping[str, object]) -> tuple[bool, dict[str, str]]:
    raw, at = fields.get("case_types"), ("case_types",)
    if not isinstance(raw, Mapping) or "values" not in raw or isinstance(raw["values"], str):
        return False, ctx.reader.labels(raw, at, "the case types", "case type")
    entries = ctx.reader.fields(raw, at, "the case types", ("several", "values"))
    several = ctx.reader.truth(entries, "several", at, "the case types", False)
    return several, ctx.reader.labels(entries["values"], (*at, "values"), "the case types", "case type")


def _overall(ctx: Context, fields: Mapping[str, object]) -> Section:
    if "overall" not in fields:
        return Section("overall", "Overall judgement")
    entries = ctx.reader.fields(fields["overall"], ("overall",), "the overall judgement", vocabulary.OVERALL)
    return read_section(ctx, "overall", entries, ("overall",))


def _feedback(ctx: Context, raw: object) -> FeedbackModel:
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


def _form(ctx: Context, fields: Mapping[str, object], key: str, known: tuple[str, ...]) -> Form:
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


def _concern(ctx: Context, raw: object) -> ConcernModel:
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


def _cases(reader: Reader, raw: object) -> tuple[WorkedCase, ...]:
    cases = []
    for name, entry in reader.mapping({} if raw is None else raw, ("cases",), "the worked cases").items():
        at: Route = ("cases", name)
        what = f"the worked case '{name}'"
        fields = reader.fields(entry, at, what, vocabulary.CASE)
        given = reader.fields(fields.get("given", {}), (*at, "given"), f"'given' of {what}", vocabulary.GIVEN)
        expect = reader.fields(fields.get("expect"), (*at, "expect"), f"'expect' of {what}", vocabulary.EXPECT)
        if "expect" in fields and not expect:
            reader.say((*at, "expect"), f"{what} expects nothing")
        cases.append(WorkedCase(name, given, expect))
    return tuple(cases)
