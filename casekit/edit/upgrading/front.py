"""An audit's front matter in a newer version of its form: the case, dates, feedback, judgements, actions."""

from __future__ import annotations

from collections.abc import Mapping

from casekit.edit.upgrading.case import plan_case, plan_dates
from casekit.edit.upgrading.entries import plan_entries
from casekit.edit.upgrading.plan import Plan
from casekit.link.values import entries, mapping, text
from casekit.model.document import Value
from casekit.problem import Route
from casekit.rubric.instances import typed
from casekit.rubric.model import Rubric
from casekit.rubric.succession import Names


def plan_front(data: Value, old: Rubric, new: Rubric, names: Names) -> Plan:
    """What is to become of the front matter; old and new as their files have them, not expanded."""
    plan, front = Plan(data, old, new, names), mapping(data)
    plan.change(("rubric",), new.ref)
    plan_case(plan, front.get("case"), ("case",))
    plan_dates(plan, front.get("dates"), ("dates",))
    _feedback(plan)
    plan_entries(plan)
    for item, route in entries(front.get("replies"), ("replies",)):
        _for(plan, text(item.get("for")), (*route, "for"), f"reply {text(item.get('id'))} is about")
    for item, route in entries(front.get("moderations"), ("moderations",)):
        _judged(plan, item, route, f"moderation {text(item.get('id'))}")
    for item, route in entries(front.get("disputes"), ("disputes",)):
        _judged(plan, mapping(item.get("resolved")), (*route, "resolved"), f"dispute {text(item.get('id'))}")
    for item, route in entries(front.get("waivers"), ("waivers",)):
        _waiver(plan, item, route)
    for item, route in entries(front.get("actions"), ("actions",)):
        _for(plan, text(item.get("for")), (*route, "for"), f"action {text(item.get('id'))} is for")
    return plan


def _feedback(plan: Plan) -> None:
    before, after = plan.old.feedback, plan.new.feedback
    given = mapping(mapping(plan.data).get("feedback"))
    for id, value in given.items():
        if id not in before.respondents:
            continue
        route: Route = ("feedback", id)
        wanted = plan.names.id(id)
        if wanted not in after.respondents:
            plan.place(route, None, value, f"the feedback of '{before.respondents[id]}' ({id})")
            continue
        plan.place(route, ("feedback", wanted), value, f"the feedback of '{before.respondents[id]}' ({id})")
        whose = f" of {before.respondents[id]}"
        for question in mapping(mapping(value).get("answers")):
            if question in before.questions:
                now = plan.names.id(question)
                model = before.questions[question]
                place: Route = ("feedback", wanted, "answers", now)
                plan.answer((*route, "answers", question), place, (model, after.questions.get(now)), whose)


def _judged(plan: Plan, item: Mapping[str, Value], route: Route, whose: str) -> None:
    """The grades that a moderation or a settled dispute gives."""
    if item.get("overall") is not None:
        what = f"the grade of '{plan.old.overall.title}' by {whose}"
        plan.grade((*route, "overall"), plan.old.overall.scale, plan.new.overall.scale, what)
    for id in mapping(item.get("sections")):
        section = plan.old.section(typed(id))
        if section is None:
            continue
        at = (*route, "sections", id)
        what = f"the grade of '{section.title}' ({id}) by {whose}"
        now = plan.new.section(typed(plan.names.id(id)))
        if now is None:
            plan.keep(at, what)
        elif plan.grade(at, section.scale, now.scale, what):
            plan.rename(at, (*at[:-1], plan.names.id(id)))


def _for(plan: Plan, target: str, route: Route, what: str) -> None:
    """What an action is for or a reply is about: renamed, or left there for a person to say what it is about now."""
    known = {*(s.id for s in plan.old.all_sections()), *plan.old.questions()}
    if typed(target) not in known:
        return
    wanted = plan.names.id(target) if target != "overall" else target
    if typed(wanted) in {*(s.id for s in plan.new.all_sections()), *plan.new.questions()}:
        plan.change(route, wanted)
    else:
        plan.left.append(f"what {what} ('{target}')")


def _waiver(plan: Plan, item: Mapping[str, Value], route: Route) -> None:
    """The limit and the place that a waiver is for, by their new names; left there where the form has none such now."""
    before, after = _known(plan.old), _known(plan.new)
    for key in ("limit", "where"):
        steps = text(item.get(key)).split("/")
        names = [plan.names.id(step) if typed(step) in before else step for step in steps]
        gone = [step for step, name in zip(steps, names, strict=True) if step in before and typed(name) not in after]
        moved = _homes(plan.old, plan.new, plan.names, steps) if key == "where" else False
        if gone or moved:
            plan.left.append(f"what waiver {text(item.get('id'))} is for ('{'/'.join(steps)}')")
        elif names != steps:
            plan.change((*route, key), "/".join(names))


def _known(rubric: Rubric) -> set[str]:
    sections = tuple(rubric.all_sections())
    ids = {
        id for section in sections for id in (section.id, *section.questions, *(limit.id for limit in section.limits))
    }
    return {*ids, *rubric.dates, *rubric.feedback.respondents, *rubric.feedback.questions} - {"overall"}


def _homes(old: Rubric, new: Rubric, names: Names, steps: list[str]) -> bool:
    """Whether any of these is a question that stands in another section now."""
    questions, later = old.questions(), new.questions()
    asked = [questions[step] for step in steps if step in questions]
    now = [(question.section, later[name].section) for question in asked if (name := names.id(question.id)) in later]
    return any(names.id(section) != home for section, home in now if section != "overall")
