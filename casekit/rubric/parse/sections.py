"""Sections as a rubric writes them, with what they inherit."""

from __future__ import annotations

from collections.abc import Mapping

from casekit.days import Length
from casekit.problem import Route
from casekit.rubric import vocabulary
from casekit.rubric.computing import Descriptor
from casekit.rubric.model import Limit, Scale, Section
from casekit.rubric.parse.boxes import read_boxes
from casekit.rubric.parse.conditions import read_condition
from casekit.rubric.parse.context import Context
from casekit.rubric.parse.descriptors import read_descriptors
from casekit.rubric.parse.each import read_for_each
from casekit.rubric.parse.grading import read_grade
from casekit.rubric.parse.judgements import SHARED, read_limits, read_triggers
from casekit.rubric.parse.questions import read_question
from casekit.rubric.parse.reader import Reader
from casekit.rubric.parse.scoring import read_score

DEPTH = 4
"""How deep sections may nest: a heading has six levels, the first is the file's and the last a box's."""


def read_sections(ctx: Context, raw: object, route: Route, parent: str = "", depth: int = 1) -> dict[str, Section]:
    """Sections by id, in the form's order; parent is "" at the top."""
    found = ctx.reader.by_id(raw, route, "the sections", "a section")
    if depth > DEPTH:
        ctx.reader.say(route, f"sections nest more than {DEPTH} deep")
        return {}
    sections = {}
    for id, entry in found.items():
        fields = ctx.reader.fields(entry, (*route, id), f"section '{id}'", vocabulary.SECTION)
        if fields.get("grade") != "none":
            fields = {**ctx.section_defaults, **fields}
        sections[id] = read_section(ctx, id, fields, (*route, id), parent, depth)
    return sections


def read_section(
    ctx: Context, id: str, fields: Mapping[str, object], route: Route, parent: str = "", depth: int = 1
) -> Section:
    """One section from its entries, defaults already among them."""
    what = f"section '{id}'"
    reader = ctx.reader
    scale, grading = read_grade(ctx, fields.get("grade", "none"), (*route, "grade"), id)
    if scale is None and fields.get("grade", "none") != "none":
        fields = {key: value for key, value in fields.items() if key not in ("limits", "descriptors")}
    asked = reader.by_id(fields.get("questions"), (*route, "questions"), f"the questions of {what}", "a question")
    when = None
    if "applies_when" in fields:
        when = read_condition(ctx, fields["applies_when"], (*route, "applies_when"), id, grades=False)
    required = "if_applies"
    if "required" in fields:
        required = reader.word(fields["required"], vocabulary.REQUIRED, (*route, "required"), f"'required' of {what}")
    back, how = read_look_back(reader, fields, route, what)
    for_each = read_for_each(reader, fields, route, what)
    deeper = depth + (2 if for_each else 1)
    if for_each and deeper > DEPTH + 1:
        reader.say((*route, "for_each"), f"{what} nests too deep: each who answers it takes a heading of its own")
    return Section(
        id=id,
        title=reader.needed(fields, "title", route, what),
        parent=parent,
        printed=_printed(reader, fields, route, what),
        guide=reader.optional(fields, "guide", route, what),
        prompts=reader.texts(fields, "prompts", route, what),
        scale=scale,
        grading=grading,
        score=read_score(ctx, fields["score"], (*route, "score"), id) if "score" in fields else None,
        weight=reader.weight(fields, route, what),
        questions={q: read_question(ctx, q, raw, (*route, "questions", q), id) for q, raw in asked.items()},
        sections=read_sections(ctx, fields["sections"], (*route, "sections"), id, deeper)
        if "sections" in fields
        else {},
        boxes=read_boxes(ctx, fields["boxes"], (*route, "boxes"), id, what) if "boxes" in fields else {},
        limits=_limits(ctx, fields, route, id, scale),
        triggers=read_triggers(ctx, fields["triggers"], (*route, "triggers"), id) if "triggers" in fields else (),
        descriptors=_descriptors(ctx, fields, route, id, scale, what),
        applies_when=when,
        required=required,
        looks_back=back,
        looks_back_how=how,
        source=reader.texts(fields, "source", route, what),
        for_each=for_each,
        about=reader.words(fields, "about", vocabulary.ABOUT, route, what),
    )


def _limits(
    ctx: Context, fields: Mapping[str, object], route: Route, section: str, scale: Scale | None
) -> tuple[Limit, ...]:
    if "limits" not in fields:
        return ()
    shared = fields["limits"] is ctx.section_defaults.get("limits")
    return read_limits(ctx, fields["limits"], SHARED if shared else (*route, "limits"), section, scale)


def _printed(reader: Reader, fields: Mapping[str, object], route: Route, what: str) -> str:
    raw = fields.get("printed")
    if isinstance(raw, int) and not isinstance(raw, bool):
        return str(reader.number(raw, (*route, "printed"), f"'printed' of {what}", 0, 999) or 0)
    return reader.optional(fields, "printed", route, what)


def _descriptors(
    ctx: Context, fields: Mapping[str, object], route: Route, id: str, scale: Scale | None, what: str
) -> dict[str, tuple[Descriptor, ...]]:
    if "descriptors" not in fields:
        return {}
    at = (*route, "descriptors")
    if scale is None:
        hint = "Give it a grade, or say in its guide what is written here."
        ctx.reader.say(at, f"{what} has descriptors of grades and is not graded", hint)
        return {}
    return read_descriptors(ctx, fields["descriptors"], at, id, scale.ranks, what)


def read_look_back(reader: Reader, fields: Mapping[str, object], route: Route, what: str) -> tuple[Length | None, str]:
    """How far back is looked, and how hard that is: must, main, suggested, "none" or "" where nothing is said."""
    if "looks_back" not in fields:
        return None, ""
    raw, at = fields["looks_back"], (*route, "looks_back")
    if raw == "none":
        return None, "none"
    if not isinstance(raw, Mapping):
        reader.say(
            at,
            f"'looks_back' of {what} does not say how hard it is",
            "Write {must: 6 months}, {main: 6 months}, {suggested: 6 months} or none.",
        )
        return None, ""
    entries = reader.fields(raw, at, f"'looks_back' of {what}", vocabulary.HARDNESS)
    if len(entries) != 1:
        reader.say(at, f"'looks_back' of {what} must have exactly one of must, main and suggested")
        return None, ""
    how = next(iter(entries))
    return reader.length(entries[how], (*at, how), f"'looks_back' of {what}"), how
