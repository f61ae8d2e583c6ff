"""The practitioner's own page: the day of their reflection, and what they wrote in the form's boxes for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from casekit.days import written
from casekit.edit.entries import Plan
from casekit.edit.intents import Intent, Rearrange, Set
from casekit.edit.outline import TOP
from casekit.edit.source import Piece
from casekit.history import kinds
from casekit.link.headings import expected
from casekit.model.corpus import AuditCase
from casekit.model.document import Body, Heading
from casekit.rubric.model import Form, Rubric
from casekit.rubric.values import option_id
from casekit.stop import USAGE, Stop
from casekit.words import ending, listing, shown


def reflection(case: AuditCase, body: Body, on: date, texts: Mapping[str, str]) -> Plan:
    """The day (where none stands) and the texts, by box id; a text that stands there is never written over."""
    audit = case.audit
    new = {box: text.strip("\n") for box, text in texts.items()}
    for box, text in new.items():
        there = audit.reflection_boxes.get(box)
        if not text.strip():
            raise Stop(USAGE, f"The text for {box} is empty.")
        if there is not None and there.text.strip() == text.strip():
            continue
        if there is not None and there.text.strip():
            raise Stop(USAGE, f"Text stands in {box} already (line {there.line}); add to it in the file itself.")
    if audit.reflected is not None and audit.reflected != on:
        raise Stop(USAGE, f"The reflection is dated {written(audit.reflected)}; correct its line by hand if need be.")
    fresh = {box: text for box, text in new.items() if not _has(case, box)}
    if audit.reflected is not None and not fresh:
        raise Stop(USAGE, "There is nothing to do: the day and the text stand there already.")
    intents: list[Intent] = [Rearrange(tuple(_pieces(case, body, fresh)))] if fresh else []
    if audit.reflected is None:  # last: the lines of the body are counted as they stand now
        intents.append(Set(("reflection", "on"), on.isoformat()))
    kind = kinds.REFLECTED if audit.reflected is None else kinds.COMMENTED
    return Plan(f"Record the reflection on {audit.id}", kind, tuple(intents))


def box_of(rubric: Rubric, typed: str) -> str:
    """The id of the box that somebody typed, by its id or its title; Stop where the form has no such box."""
    boxes = {box.id: box.title for box in rubric.reflection.boxes.values()}
    if not boxes:
        raise Stop(USAGE, f"{rubric.ref} has no box for a reflection, so only its day is recorded.")
    found = option_id(boxes, typed)
    if found is None:
        raise Stop(USAGE, f"The reflection has no box {shown(typed)}{ending(typed, boxes)} It has {listing(boxes)}.")
    return found


def open_boxes(case: AuditCase) -> list[tuple[str, str, str, str]]:
    """The boxes of the reflection: id, title, guide, and the text that stands there already."""
    there = case.audit.reflection_boxes
    boxes = case.rubric.reflection.boxes.values()
    return [(box.id, box.title, box.guide, there[box.id].text if _has(case, box.id) else "") for box in boxes]


def _has(case: AuditCase, box: str) -> bool:
    there = case.audit.reflection_boxes.get(box)
    return there is not None and bool(there.text.strip())


def _pieces(case: AuditCase, body: Body, texts: Mapping[str, str]) -> list[Piece]:
    """The body's lines with each text under its heading; headings that are not there come with it."""
    inserted: dict[int, list[str]] = {}
    for box, text in texts.items():
        there = case.audit.reflection_boxes.get(box)
        if there is not None:
            heading = next(one for one in body.headings if one.line == there.line)
            _under(inserted, body, heading, there.end_line, text)
    missing = {box: text for box, text in texts.items() if box not in case.audit.reflection_boxes}
    if missing:
        at, lines = _headed(case.rubric, body, missing)
        inserted.setdefault(at, []).extend(lines)
    pieces: list[Piece] = []
    start = body.first_line
    for line in sorted(inserted):
        if start < line:
            pieces.append(range(start, line))
        pieces += inserted[line]
        start = line
    if start < body.end_line:
        pieces.append(range(start, body.end_line))
    return pieces


def _under(inserted: dict[int, list[str]], body: Body, heading: Heading, end: int, text: str) -> None:
    """The text below its heading, with a blank line around it; those that are there serve."""
    blanks = end - heading.text_line
    before = [] if blanks else [""]
    after = [] if blanks > 1 or end == body.end_line else [""]
    place = heading.text_line + 1 if blanks else heading.text_line
    inserted[place] = [*before, *text.split("\n"), *after]


def _headed(rubric: Rubric, body: Body, texts: Mapping[str, str]) -> tuple[int, list[str]]:
    """Where the headings of boxes that the file does not have belong, and their lines with the texts."""
    form = rubric.reflection
    root = expected(rubric)
    tops = [(one, root.child(one.title)) for one in body.headings if one.level == TOP]
    own = next((one for one, place in tops if place is not None and place.kind == "reflection"), None)
    later = [one.line for one, place in tops if place is not None and place.kind == "moderation"]
    if own is not None:
        later = [one.line for one in body.headings if one.line > own.line and one.level <= own.level]
    at = min(later, default=body.end_line)
    lines = [] if own is not None else [f"{'#' * TOP} {form.title}", ""]
    for box, text in _in_order(form, texts):
        lines += [f"{'#' * (TOP + 1)} {form.boxes[box].title}", "", *text.split("\n"), ""]
    above = body.lines[at - 1 - body.first_line] if at > body.first_line else ""
    if above.strip():
        lines = ["", *lines]
    return at, lines if at < body.end_line else lines[:-1]


def _in_order(form: Form, texts: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(box, texts[box]) for box in form.boxes if box in texts]
