"""Comment boxes as a rubric writes them."""

from __future__ import annotations

from casekit.problem import Route
from casekit.rubric import vocabulary
from casekit.rubric.model import BoxModel
from casekit.rubric.parse.conditions import read_condition
from casekit.rubric.parse.context import Context


def read_boxes(ctx: Context, raw: object, route: Route, section: str, what: str) -> dict[str, BoxModel]:
    """The boxes of a section or of a question: a list of ids of the rubric's own boxes, or a map.

    In a map an id with nothing behind it is the rubric's own box.
    """
    if isinstance(raw, list):
        entries: dict[str, object] = {}
        for i, id in enumerate(raw):
            if ctx.reader.known(id, ctx.boxes, (*route, i), "box", "of this rubric"):
                if id in entries:
                    ctx.reader.say((*route, i), f"{what} has the box '{id}' twice", "Take one of them out.")
                entries[id] = None
    else:
        entries = ctx.reader.by_id(raw, route, f"the boxes of {what}", "a box")
    boxes = {}
    for id, entry in entries.items():
        shared = entry is None and id in ctx.boxes
        at = ("boxes", id) if shared else (*route, id)
        boxes[id] = read_box(ctx, id, ctx.boxes[id] if shared else entry, at, section)
    return boxes


def read_box(
    ctx: Context,
    id: str,
    raw: object,
    route: Route,
    section: str,
    known: tuple[str, ...] = vocabulary.BOX,
) -> BoxModel:
    """One box; a plain text is its title."""
    what = f"box '{id}'"
    reader = ctx.reader
    fields = reader.fields({"title": raw} if isinstance(raw, str) else raw, route, what, known)
    when = None
    if "applies_when" in fields:
        when = read_condition(ctx, fields["applies_when"], (*route, "applies_when"), section, grades=True)
    return BoxModel(
        id=id,
        title=reader.needed(fields, "title", route, what),
        applies_when=when,
        required=reader.truth(fields, "required", route, what, True),
        needs=reader.word(fields["needs"], ("action",), (*route, "needs"), f"'needs' of {what}")
        if "needs" in fields
        else "",
        guide=reader.optional(fields, "guide", route, what),
        source=reader.texts(fields, "source", route, what),
        about=reader.words(fields, "about", vocabulary.ABOUT, route, what),
    )
