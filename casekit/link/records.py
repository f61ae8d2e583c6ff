"""The parts of an audit that the form does not shape: the case, concerns, moderations, disputes, actions."""

from __future__ import annotations

from casekit.link.values import Map, day, entries, mapping, moment, text, told
from casekit.model.audit import Action, Case, Concern, Dispute, Moderation, Move, Spell
from casekit.model.document import Value
from casekit.rubric.model import Rubric
from casekit.rubric.values import value_id

PEOPLE = ("practitioner", "former_practitioner", "team_manager", "service_manager", "reviewer")


def case(data: Map, types: tuple[Spell, ...], flags: tuple[str, ...]) -> Case:
    """Whose file it is; types and flags are already the form's own ids."""
    age = data.get("age")
    return Case(
        ref=text(data.get("ref")),
        types=types,
        flags=flags,
        age=age if isinstance(age, int) else None,
        team=text(data.get("team")),
        people={role: text(data.get(role)) for role in PEOPLE if text(data.get(role))},
    )


def concerns(value: Value) -> tuple[Concern, ...]:
    """The immediate concerns."""
    return tuple(
        Concern(
            id=text(item.get("id")),
            noticed=moment(item.get("noticed")),
            told=told(item.get("told"), (*route, "told")),
            response_at=moment(mapping(item.get("response")).get("at")),
            response=text(mapping(item.get("response")).get("what")),
            siblings=text(item.get("siblings")),
            closed=day(item.get("closed")),
            route=route,
        )
        for item, route in entries(value, ("concerns",))
    )


def moderations(value: Value, rubric: Rubric) -> tuple[Moderation, ...]:
    """The moderators' judgements, in the order of the file."""
    return tuple(
        Moderation(
            id=text(item.get("id")),
            by=text(item.get("by")),
            on=day(item.get("on")),
            grades=_grades(item, rubric),
            reason=text(item.get("reason")),
            met=moment(item.get("met")),
            route=route,
        )
        for item, route in entries(value, ("moderations",))
    )


def disputes(value: Value, rubric: Rubric) -> tuple[Dispute, ...]:
    """The disputes and how they were settled."""
    found = []
    for item, route in entries(value, ("disputes",)):
        resolved = mapping(item.get("resolved"))
        reviewed = text(resolved.get("file_reviewed"))
        found.append(
            Dispute(
                id=text(item.get("id")),
                of=text(item.get("of")),
                about=text(item.get("about")),
                by=text(item.get("by")),
                on=day(item.get("on")),
                why=text(item.get("why")),
                resolved_by=text(resolved.get("by")),
                resolved_on=day(resolved.get("on")),
                outcome=text(resolved.get("outcome")),
                reason=text(resolved.get("reason")),
                grades=_grades(resolved, rubric),
                file_reviewed={"yes": True, "no": False}.get(reviewed),
                route=route,
            )
        )
    return tuple(found)


def actions(value: Value) -> tuple[Action, ...]:
    """The agreed actions."""
    found = []
    for item, route in entries(value, ("actions",)):
        done, verified, cancelled = (mapping(item.get(key)) for key in ("done", "verified", "cancelled"))
        found.append(
            Action(
                id=text(item.get("id")),
                target=text(item.get("for")),
                do=text(item.get("do")),
                outcome=text(item.get("outcome")),
                owner=text(item.get("owner")),
                agreed=day(item.get("agreed")),
                due=day(item.get("due")),
                moves=tuple(
                    Move(day(m.get("from")), day(m.get("to")), text(m.get("why")), day(m.get("on")))
                    for m, _ in entries(item.get("moved"), route)
                ),
                done_by=text(done.get("by")),
                done_on=day(done.get("on")),
                evidence=text(done.get("evidence")),
                verified_by=text(verified.get("by")),
                verified_on=day(verified.get("on")),
                cancelled_on=day(cancelled.get("on")),
                cancelled_why=text(cancelled.get("why")),
                route=route,
            )
        )
    return tuple(found)


def _grades(item: Map, rubric: Rubric) -> dict[str, str]:
    given = {"overall": item.get("overall"), **mapping(item.get("sections"))}
    found = {}
    for name, raw in given.items():
        section = rubric.section(name)
        grade = value_id(section.scale, raw) if section is not None and section.scale is not None else None
        if grade is not None:
            found[name] = grade
    return found
