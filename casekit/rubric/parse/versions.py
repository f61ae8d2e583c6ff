"""When a version of a form is in force, and what became of the ids of the version before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from casekit.problem import Remark, Route
from casekit.rubric import vocabulary
from casekit.rubric.computing import Previous
from casekit.rubric.model import Rubric
from casekit.rubric.parse.reader import Reader

DROPPED = "dropped"
"""Stands in place of a new id where an old one has none."""


def read_in_force(reader: Reader, fields: Mapping[str, object]) -> tuple[date | None, date | None]:
    """The first and the last day on which the period of an audit in this version may end."""
    at: Route = ("in_force",)
    if "in_force" not in fields:
        return None, None
    days = reader.fields(fields["in_force"], at, "'in_force' of the rubric", vocabulary.IN_FORCE)
    first, last = (reader.day(days, key, at) for key in vocabulary.IN_FORCE)
    if not days:
        reader.say(at, "'in_force' says neither from nor to")
    elif first is not None and last is not None and first > last:
        reader.say(at, "'in_force' begins after it ends")
    return first, last


def read_previous(reader: Reader, fields: Mapping[str, object]) -> Previous | None:
    """What became of the ids and values of the version before; where they lead is looked at by check_previous."""
    if "previous" not in fields:
        return None
    at: Route = ("previous",)
    entries = reader.fields(fields["previous"], at, "'previous' of the rubric", vocabulary.PREVIOUS)
    this = fields.get("version")
    most = this - 1 if isinstance(this, int) and this > 1 else 1
    what = "'version' of what was before"
    version = reader.number(entries.get("version"), (*at, "version"), what, 1, most) or 0
    return Previous(version, *(_renamed(reader, entries, key, (*at, key)) for key in ("ids", "values")))


def _renamed(reader: Reader, entries: Mapping[str, object], key: str, route: Route) -> dict[str, str]:
    raw = entries.get(key, {})
    found = {}
    for old, new in reader.mapping(raw, route, f"'{key}' of what was before").items():
        text = str(new) if type(new) is int else reader.text(new, (*route, old), f"what became of '{old}'")
        found[old] = "" if text == DROPPED else text
    return found


def check_against(rubric: Rubric, old: Rubric) -> list[Remark]:
    """Old ids and values that the version before does not have: what was meant would be kept as without a place."""
    reader, before = Reader(), rubric.previous
    assert before is not None  # nobody asks it of a form that says nothing of the version before
    for key, renamed, known in (("ids", before.ids, _ids(old)), ("values", before.values, _values(old))):
        for name in renamed:
            what = "id" if key == "ids" else "grade, answer or choice"
            reader.known(name, sorted(known), ("previous", key, name), what, f"of {old.ref}")
    one = _one_of_several(old)
    return [
        replace(r, at_key=True, hint=ONE_OF_SEVERAL if str(r.route[-1]).rpartition(".")[2] in one else r.hint)
        for r in reader.remarks
    ]


ONE_OF_SEVERAL = "Those who answer a section (`of` under `for_each`) keep their ids; give them a new label instead."


def _one_of_several(rubric: Rubric) -> set[str]:
    """The ids of all who answer some section."""
    return {one for section in rubric.all_sections() if section.for_each for one in section.for_each.of}


def check_previous(rubric: Rubric) -> Iterator[Remark]:
    """Old ids that lead nowhere, or two of them to one place: an upgrade would lose a text."""
    if rubric.previous is None:
        return
    for key, renamed, known, what in (
        ("ids", rubric.previous.ids, _ids(rubric), "id"),
        ("values", rubric.previous.values, _values(rubric), "grade, answer or choice"),
    ):
        reader = Reader()
        taken: dict[str, str] = {}
        for old, new in renamed.items():
            at = ("previous", key, old)
            if not new or not reader.known(new, sorted(known), at, what, "of this rubric"):
                continue
            if key == "ids" and new in taken:
                message = f"'{old}' and '{taken[new]}' both become '{new}', so one would overwrite the other"
                reader.say(at, message, "Write `dropped` behind one of them: its text is then kept aside.")
            taken.setdefault(new, old)
        one = _one_of_several(rubric)
        for remark in reader.remarks:
            mapped = renamed[str(remark.route[-1])]
            yield replace(remark, hint=ONE_OF_SEVERAL) if mapped.rpartition(".")[2] in one and key == "ids" else remark


def _ids(rubric: Rubric) -> set[str]:
    ids: set[str] = {*rubric.case_types, *rubric.flags, *rubric.dates, *rubric.themes, *rubric.feedback.questions}
    ids.update(rubric.feedback.respondents)
    for section in rubric.all_sections():
        ids.update((section.id, *section.questions, *section.boxes), (limit.id for limit in section.limits))
        for question in section.questions.values():
            ids.update(question.boxes)
    return ids


def _values(rubric: Rubric) -> set[str]:
    values = {id for s in rubric.all_sections() if s.scale for id in s.scale.ranks}
    for question in (*rubric.questions().values(), *rubric.feedback.questions.values()):
        values.update(question.answer.scale.ranks if question.answer.scale else question.answer.options)
    return values
