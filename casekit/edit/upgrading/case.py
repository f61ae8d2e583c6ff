"""The kind of case, its flags and its dates in a newer version of a form: of the audit, or of one of several."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from casekit.edit.upgrading.plan import Plan
from casekit.link.unknown import among
from casekit.link.values import mapping, text
from casekit.model.document import Value
from casekit.problem import Route


def plan_case(plan: Plan, case: Value, route: Route, whose: str = "") -> None:
    """What becomes of the kinds of case and the flags that stand at route; whose: words such as " of Police"."""
    given = mapping(case)
    for at, raw in _typed(given.get("type"), (*route, "type")):
        spot = (*at, "status") if isinstance(raw, dict) else at
        name = text(raw.get("status")) if isinstance(raw, dict) else text(raw)
        _word(plan, spot, name, plan.old.case_types, plan.new.case_types, f"the kind of case{whose}")
    for at, raw in _typed(given.get("flags"), (*route, "flags")):
        _word(plan, at, text(raw), plan.old.flags, plan.new.flags, f"the flag{whose}")


def plan_dates(plan: Plan, dates: Value, route: Route, whose: str = "") -> None:
    """What becomes of the dates that stand at route; whose: words such as " of Police"."""
    for id, value in mapping(dates).items():
        if id in plan.old.dates:
            wanted = plan.names.id(id)
            now = (*plan.renamed(route), wanted) if wanted in plan.new.dates else None
            plan.place((*route, id), now, value, f"the date of '{plan.old.dates[id]}' ({id}){whose}")


def _typed(value: Value, route: Route) -> Iterator[tuple[Route, Value]]:
    if isinstance(value, list):
        yield from (((*route, number), item) for number, item in enumerate(value))
    else:
        yield route, value


def _word(plan: Plan, route: Route, typed: str, old: Mapping[str, str], new: Mapping[str, str], what: str) -> None:
    """A kind of case or a flag: spelled anew, or left there, since only a person can say what the case is now."""
    known = among(typed, old)
    if not known:
        return
    wanted = plan.names.id(known)
    if wanted not in new:
        plan.left.append(f"{what} '{old[known]}' ({known})")
    elif among(typed, new) != wanted:
        plan.change(route, wanted)
