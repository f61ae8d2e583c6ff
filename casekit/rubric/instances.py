"""One of several for whom a section is answered (an agency, a brother or sister): its id, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from casekit.problem import Route

MOST = 40
"""For how many a section can be answered in one audit; dozens of cases are files of their own."""

_ID = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)*")
_REFERENCE = re.compile(r"[A-Z][A-Z0-9]{3,11}")


@dataclass(frozen=True, slots=True)
class ForEach:
    """For whom a section is answered once each.

    name: what one of them is called, such as Agency. of: id -> label where the form names them; empty where each
    audit does, by random references. at_least, at_most: how many an audit answers for, both inclusive. always: those
    whom no audit does without. signed: each says who answered.
    """

    name: str
    of: Mapping[str, str] = field(default_factory=dict)
    at_least: int = 1
    at_most: int = MOST
    always: tuple[str, ...] = ()
    signed: bool = False

    def label(self, one: str) -> str:
        """What people call one of them."""
        return self.of.get(one, one)


def joined(id: str, one: str) -> str:
    """The id of a section or question as one of several answers it: "agency.police"."""
    return f"{id}.{one}"


def typed(id: str) -> str:
    """The id as the form and whoever fills it in write it, without the one that it belongs to."""
    return id.partition(".")[0]


def one_of(id: str) -> str:
    """The one that an id belongs to; "" where the id is not of several."""
    return id.partition(".")[2]


def instance_route(instance: str) -> Route:
    """Where the entry of "agency.police" stands in an audit's front matter."""
    return ("sections", typed(instance), "each", one_of(instance))


def section_route(id: str, instance: str = "") -> Route:
    """Where a section's entry stands; instance: the one that the section is, or is part of."""
    if not instance:
        return ("overall",) if id == "overall" else ("sections", id)
    route = instance_route(instance)
    return route if id == instance else (*route, "sections", typed(id))


def places(route: Route) -> set[str]:
    """The ids that lead to a place in an audit, of one of several with and without theirs."""
    steps = [str(step) for step in route]
    if len(steps) < 4 or steps[2] != "each":
        return set(steps)
    names = [steps[1], *steps[4:]]
    return {*names, *(joined(name, steps[3]) for name in names)}


def is_id(text: str) -> bool:
    """Whether this can be the id of one of several: letters, digits, single hyphens and underscores."""
    return _ID.fullmatch(text) is not None


def is_reference(text: str) -> bool:
    """Whether this has the shape of a random reference: 4 to 12 capitals and digits, beginning with a letter."""
    return _REFERENCE.fullmatch(text) is not None
