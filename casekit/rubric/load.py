"""From the data of a rubric's file to a rubric that can be relied on, or to remarks on what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from casekit.problem import Remark, Route
from casekit.rubric import vocabulary
from casekit.rubric.advice import advised
from casekit.rubric.check import check
from casekit.rubric.expand import expand, repeated
from casekit.rubric.given import check_cases, read_cases
from casekit.rubric.model import ConcernModel, FeedbackModel, Rubric, Scale, Section
from casekit.rubric.parse.context import Context, Names
from casekit.rubric.parse.forms import read_concern, read_feedback, read_form
from casekit.rubric.parse.reader import Reader
from casekit.rubric.parse.scales import load_scales as load_scales
from casekit.rubric.parse.scales import read_scales
from casekit.rubric.parse.sections import read_look_back, read_section, read_sections
from casekit.rubric.parse.versions import read_in_force, read_previous
from casekit.rubric.plan import make_plan

MAX_VERSION = 100_000


def load(data: object, shared_scales: Mapping[str, Scale]) -> tuple[Rubric | None, list[Remark]]:
    """The rubric that the data of its file describes.

    shared_scales: what load_scales gave. Where anything at all is wrong there are remarks and no rubric: a form
    that is only half understood would pass audits that it should not. Conditions are looked at once the rest is
    right, and the form as a whole once they are, so that one mistake is not said many times. Never raises.
    """
    first = Context(Reader())
    draft = _read(first, data, shared_scales)
    if first.reader.remarks:
        return None, advised(_once(first.reader.remarks))
    ctx = Context(Reader(), names=_names(draft))
    rubric = _read(ctx, data, shared_scales)
    remarks = _once(ctx.reader.remarks) or check(rubric) or check_cases(rubric)
    if remarks:
        return None, advised(remarks)
    return replace(rubric, plan=make_plan(rubric)), []


def _names(draft: Rubric) -> Names:
    """Every id that conditions of the form may name."""
    each = [s for s in expand(draft).all_sections() if s.instance]
    return Names(
        sections={s.id: s for s in draft.all_sections()},
        questions=draft.questions(),
        each_section={s.id: s for s in each},
        each_question={q.id: q for s in each for q in s.questions.values()},
        homes={id: home for home in repeated(draft) for s in home.walk() for id in (s.id, *s.questions)},
    )


def _once(remarks: list[Remark]) -> list[Remark]:
    """Each remark once; about a box or a limit that many sections share, the first."""
    shared = ("boxes", "defaults")
    return list({r.route if r.route[:1] and r.route[0] in shared else r: r for r in reversed(remarks)}.values())[::-1]


def _read(ctx: Context, data: object, shared: Mapping[str, Scale]) -> Rubric:
    reader, what = ctx.reader, "the rubric"
    fields = reader.fields(data, (), what, vocabulary.RUBRIC)
    reader.id(fields.get("id"), ("id",), what)
    _declare(ctx, fields, shared)
    several, types = _case_types(ctx, fields)
    ctx.case_types = types
    back, how = read_look_back(reader, fields, (), what)
    feedback = read_feedback(ctx, fields["feedback"]) if "feedback" in fields else FeedbackModel()
    rubric = Rubric(
        id=str(fields.get("id", "")),
        version=reader.number(fields.get("version"), ("version",), "'version' of the rubric", 1, MAX_VERSION) or 0,
        title=reader.needed(fields, "title", (), what),
        subject=reader.optional(fields, "subject", (), what),
        leaves_out=reader.words(fields, "leaves_out", vocabulary.LEAVES_OUT, (), what),
        in_force=read_in_force(reader, fields),
        previous=read_previous(reader, fields),
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
        reflection=read_form(ctx, fields, "reflection", vocabulary.REFLECTION),
        moderation=read_form(ctx, fields, "moderation", vocabulary.MODERATION),
        concern=read_concern(ctx, fields["concern"]) if "concern" in fields else ConcernModel(),
        cases=read_cases(reader, fields.get("cases")),
        source=reader.texts(fields, "source", (), what),
    )
    if not rubric.sections and not isinstance(fields.get("sections"), list):
        reader.say(("sections",), "the rubric has no sections")
    used = {box for section in rubric.all_sections() for box in section.boxes}
    used |= {box for question in rubric.questions().values() for box in question.boxes}
    for id in ctx.boxes:
        if id not in used:
            hint = f"Name it where it belongs, as in boxes: [{id}], or take it out."
            reader.say(("boxes", id), f"box '{id}' is in no section", hint)
    return rubric


def _declare(ctx: Context, fields: Mapping[str, object], shared: Mapping[str, Scale]) -> None:
    reader = ctx.reader
    own = read_scales(reader, fields.get("scales"), ("scales",), shared)
    ctx.scales = {**shared, **own}
    written = fields.get("scales")
    ctx.failed = frozenset(key for key in (written if isinstance(written, Mapping) else ()) if key not in own)
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
