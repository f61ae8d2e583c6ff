"""The parts of an audit that the form does not shape: case, concerns, replies, moderations, disputes, actions."""

from __future__ import annotations

from casekit.link.unknown import no_grade, stranger
from casekit.link.values import Map, day, entries, mapping, moment, text, told
from casekit.model.audit import Action, Case, Concern, Dispute, Handed, Moderation, Move, Reply, Spell, Waiver
from casekit.model.document import Value
from casekit.problem import Remark, Route
from casekit.rubric.expand import targets
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
        former_team=text(data.get("former_team")),
        allocated=day(data.get("allocated")),
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
            response_why=text(mapping(item.get("response")).get("why")),
            siblings=text(item.get("siblings")),
            closed=day(item.get("closed")),
            route=route,
        )
        for item, route in entries(value, ("concerns",))
    )


def replies(value: Value, rubric: Rubric, remarks: list[Remark]) -> tuple[Reply, ...]:
    """What was said to the facts; what each is about has to be a section or a question of the form."""
    return tuple(
        Reply(
            id=text(item.get("id")),
            by=text(item.get("by")),
            on=day(item.get("on")),
            target=_target(item, rubric, route, remarks),
            says=text(item.get("says")),
            route=route,
        )
        for item, route in entries(value, ("replies",))
    )


def moderations(value: Value, rubric: Rubric, remarks: list[Remark]) -> tuple[Moderation, ...]:
    """The moderators' judgements, in the order of the file."""
    return tuple(
        Moderation(
            id=text(item.get("id")),
            by=text(item.get("by")),
            on=day(item.get("on")),
            grades=_grades(item, rubric, route, remarks),
            reason=text(item.get("reason")),
            met=moment(item.get("met")),
            route=route,
        )
        for item, route in entries(value, ("moderations",))
    )


def disputes(value: Value, rubric: Rubric, remarks: list[Remark]) -> tuple[Dispute, ...]:
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
                grades=_grades(resolved, rubric, (*route, "resolved"), remarks),
                file_reviewed={"yes": True, "no": False}.get(reviewed),
                route=route,
            )
        )
    return tuple(found)


def waivers(value: Value) -> tuple[Waiver, ...]:
    """The waivers, in the order of the file."""
    return tuple(
        Waiver(
            id=text(item.get("id")),
            code=text(item.get("code")),
            reason=text(item.get("reason")),
            who=text(item.get("who")),
            on=day(item.get("on")),
            until=day(item.get("until")),
            limit=text(item.get("limit")),
            where=text(item.get("where")),
            route=route,
        )
        for item, route in entries(value, ("waivers",))
    )


def actions(value: Value, rubric: Rubric, remarks: list[Remark]) -> tuple[Action, ...]:
    """The agreed actions; what each is for has to be a section or a question of the form."""
    found = []
    for item, route in entries(value, ("actions",)):
        done, verified, cancelled = (mapping(item.get(key)) for key in ("done", "verified", "cancelled"))
        found.append(
            Action(
                id=text(item.get("id")),
                target=_target(item, rubric, route, remarks),
                do=text(item.get("do")),
                outcome=text(item.get("outcome")),
                owner=text(item.get("owner")),
                agreed=day(item.get("agreed")),
                due=day(item.get("due")),
                moves=tuple(
                    Move(day(m.get("from")), day(m.get("to")), text(m.get("why")), day(m.get("on")))
                    for m, _ in entries(item.get("moved"), route)
                ),
                handed=tuple(
                    Handed(text(h.get("from")), text(h.get("to")), text(h.get("why")), day(h.get("on")))
                    for h, _ in entries(item.get("handed"), route)
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


def _target(item: Map, rubric: Rubric, route: Route, remarks: list[Remark]) -> str:
    """What an entry is for."""
    target, known = text(item.get("for")), targets(rubric)
    if target and target not in known:
        remarks.append(stranger((*route, "for"), "section or question", target, rubric, known))
    return target


def _grades(item: Map, rubric: Rubric, route: Route, remarks: list[Remark]) -> dict[str, str]:
    given = {(*route, "overall"): ("overall", item.get("overall"))}
    given |= {(*route, "sections", name): (name, raw) for name, raw in mapping(item.get("sections")).items()}
    graded = [section.id for section in rubric.all_sections() if section.scale is not None]
    found = {}
    for spot, (name, raw) in given.items():
        section = rubric.section(name)
        if raw is None or raw == "":
            continue
        if section is None or section.scale is None:
            remarks.append(stranger(spot, "graded section", name, rubric, graded))
            continue
        grade = value_id(section.scale, raw)
        if grade is None:
            remarks.append(no_grade(spot, raw, section, rubric))
        else:
            found[name] = grade
    return found
