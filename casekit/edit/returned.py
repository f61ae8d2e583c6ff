"""A file that came back from a form, laid beside what is in the repository: what is new in it, and what contradicts.

Nothing that stands in the repository is ever overwritten. What one of the two leaves empty is taken from the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casekit.edit.canonical import Part
from casekit.edit.outline import TOP, form_outline
from casekit.edit.scalars import is_word
from casekit.model.audit import Audit
from casekit.model.corpus import AuditCase
from casekit.model.document import Value
from casekit.problem import Route
from casekit.rubric.model import Section

Texts = dict[tuple[str, str], str]
"""Comments by whose they are (a section, "reflection" or "moderation") and which box or question."""

JUDGED = ("feedback", "sections", "overall", "concerns", "replies", "moderations", "disputes", "waivers", "actions")
"""The keys under which somebody's own work stands, beside what a new audit is prefilled with."""


OTHERS = {
    "replies": "a reply on its facts",
    "moderations": "a moderation",
    "disputes": "a dispute",
    "waivers": "a waiver",
    "second_of": "a second audit",
}
"""Keys that are not the auditor's, each with what stands there."""

STEPS = ("moved", "handed", "done", "verified", "cancelled")
"""What becomes of an action after it was agreed."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something that the two say otherwise; here and came are "" where they are more than a word."""

    route: Route
    here: str = ""
    came: str = ""

    def __str__(self) -> str:
        where = ", ".join(str(step) for step in self.route)
        return f"{where}: {self.here} here, {self.came} in the file" if self.here and self.came else where


def texts(audit: Audit) -> Texts:
    """Every text of the body that says something."""
    found: Texts = {}
    for entry in audit.entries():
        for name, box in (*entry.boxes.items(), *entry.comments.items()):
            found[entry.id, name] = box.text
    found |= {("reflection", name): box.text for name, box in audit.reflection_boxes.items()}
    found |= {("moderation", name): box.text for name, box in audit.moderation_boxes.items()}
    return {place: text for place, text in found.items() if text.strip()}


def filled(value: Value) -> Value:
    """The value without what is empty in it; a list of no days says something and stays."""
    if isinstance(value, list):
        return [filled(item) for item in value]
    if not isinstance(value, dict):
        return value
    kept = {key: filled(item) for key, item in value.items()}
    return {key: item for key, item in kept.items() if item not in (None, "", {})}


def begun(data: Mapping[str, Value], body: Texts) -> bool:
    """Whether anybody has written anything of their own into a prefilled audit."""
    own = filled({key: data[key] for key in JUDGED if key in data})
    return bool(body) or any(True for _ in _words(own))


def _words(value: Value) -> Iterator[Value]:
    if isinstance(value, dict):
        for item in value.values():
            yield from _words(item)
    elif isinstance(value, list):
        for item in value:
            yield from _words(item)
    elif value is not None:
        yield value


def others(here: Mapping[str, Value], came: Mapping[str, Value], body: Texts, incoming: Texts) -> str:
    """What the file holds that is not its auditor's to send, since others record it in their own name; else ""."""
    for key, what in OTHERS.items():
        if key in came and came[key] != here.get(key):
            return what
    known = {_id(item): item for item in _list(here.get("actions"))}
    for item in _list(came.get("actions")):
        old = known.get(_id(item))
        for step in STEPS:
            if (
                isinstance(item, dict)
                and step in item
                and item[step] != (old.get(step) if isinstance(old, dict) else None)
            ):
                return f"action {_id(item)} as {step}"
    if _overrides(dict(came)) - _overrides(dict(here)):
        return "a grade in place of one that the form works out"
    if any(whose == "moderation" and body.get((whose, box)) != text for (whose, box), text in incoming.items()):
        return "a moderator's report"
    return ""


def _list(value: Value) -> list[Value]:
    return value if isinstance(value, list) else []


def _overrides(value: Value, route: Route = ()) -> set[tuple[Route, str]]:
    """Every override that stands anywhere below, with its place."""
    if not isinstance(value, dict):
        return set()
    found = {((*route, key), repr(item)) for key, item in value.items() if key == "override"}
    return found.union(*(_overrides(item, (*route, key)) for key, item in value.items()))


def together(here: Value, came: Value, route: Route = ()) -> tuple[Value, list[Conflict]]:
    """The two in one, and where they say otherwise; there what is here stays."""
    if here == came or _empty(came, route) or (_word(here) and _word(here) == _word(came)):
        return here, []
    if _empty(here, route):
        return came, []
    if isinstance(here, dict) or isinstance(came, dict):
        one, other = _answer(here, route), _answer(came, route)
        if isinstance(one, dict) and isinstance(other, dict):
            return _mapping(one, other, route)
    if isinstance(here, list) and isinstance(came, list) and _listed(here) and _listed(came):
        return _entries(here, came, route)
    return here, [Conflict(route, _word(here), _word(came))]


def _mapping(here: dict[str, Value], came: dict[str, Value], route: Route) -> tuple[Value, list[Conflict]]:
    made: dict[str, Value] = {}
    conflicts: list[Conflict] = []
    for key in _keys(list(here), list(came)):
        made[key], more = together(here.get(key), came.get(key), (*route, key))
        conflicts += more
    return made, conflicts


def _keys(here: list[str], came: list[str]) -> list[str]:
    """The keys of both: each that only came stands behind the one that it came behind."""
    order = list(here)
    for number, key in enumerate(came):
        if key not in here:
            order.insert(order.index(came[number - 1]) + 1 if number else 0, key)
    return order


def _entries(here: list[Value], came: list[Value], route: Route) -> tuple[Value, list[Conflict]]:
    """Entries that have ids, such as actions: the same id is the same entry."""
    made: list[Value] = []
    conflicts: list[Conflict] = []
    known = {_id(item): item for item in came}
    for item in here:
        one, more = together(item, known.pop(_id(item), None), (*route, _id(item)))
        made.append(one)
        conflicts += more
    return [*made, *known.values()], conflicts


def _listed(items: list[Value]) -> bool:
    return all(_id(item) for item in items)


def _id(item: Value) -> str:
    found = item.get("id") if isinstance(item, dict) else None
    return found if isinstance(found, str) else ""


def _answer(value: Value, route: Route) -> Value:
    """An answer by itself, as one that may have a reason below it."""
    return {"answer": value} if len(route) > 1 and route[-2] == "answers" and not isinstance(value, dict) else value


def _empty(value: Value, route: Route) -> bool:
    return value in (None, "", {}) or (value == [] and "dates" not in route)


def _word(value: Value) -> str:
    if isinstance(value, str):
        return value if is_word(value) else ""
    return str(value) if isinstance(value, int) else ""


def texts_together(here: Texts, came: Texts) -> tuple[Texts, list[Conflict]]:
    """The comments of both, and those that differ."""
    differ = [Conflict(place) for place, text in came.items() if here.get(place, text) != text]
    return {**came, **here}, differ


def parts(case: AuditCase, body: Texts) -> list[Part]:
    """The body with those texts: the headings of what applies, and of whatever has a text, in the form's order."""
    made: list[Part] = []
    for section in (*case.rubric.sections.values(), case.rubric.overall):
        made += _section(case, section, TOP, body)
    for owner, form in (("reflection", case.rubric.reflection), ("moderation", case.rubric.moderation)):
        if owner == "reflection" or any(whose == owner for whose, _ in body):
            made += [Part(h.level, h.title, body.get((owner, h.box), "")) for h in form_outline(form, owner)]
    return made


def _section(case: AuditCase, section: Section, level: int, body: Texts) -> list[Part]:
    seen = case.evaluation

    def box(name: str, title: str, depth: int) -> list[Part]:
        text = body.get((section.id, name), "")
        return [Part(depth, title, text)] if text or seen.boxes[section.id, name].applies is not False else []

    inner = [part for one in section.boxes.values() for part in box(one.id, one.title, level + 1)]
    for question in section.questions.values():
        own = [p for one in question.boxes.values() for p in box(f"{question.id}/{one.id}", one.title, level + 2)]
        remark = body.get((section.id, question.id), "")
        if own or remark:
            inner += [Part(level + 1, question.title or question.ask, remark), *own]
    shut = seen.sections[section.id].applies is False and not inner
    if not shut:
        inner += [part for one in section.sections.values() for part in _section(case, one, level + 1, body)]
    return [Part(level, section.heading or section.title), *inner] if inner else []


def lacking(case: AuditCase) -> str:
    """The last heading of the form where the file does not have it, since then it was cut off on its way; else ""."""
    document = case.audit.document
    there = {(heading.level, heading.title) for heading in document.body.headings} if document else set()
    every = parts(case, {})
    last = every[-1] if every else None
    return last.title if last and (last.level, " ".join(last.title.split())) not in there else ""
