"""Waivers: who may waive what, which problems a waiver covers, and which waivers do not hold."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from casekit.model.audit import Audit, Waiver
from casekit.model.people import People
from casekit.model.policy import Policy
from casekit.problem import Problem
from casekit.rubric.instances import typed
from casekit.words import listing, spoken

HARD = "CK203"
"""The rule on limits that no reason lifts: waived limit by limit, and only those that the council's policy names."""

NEVER = re.compile(r"CK(0..|10[12678]|11[023]|19.|81.|9..)")
"""Rules that nobody can waive: what cannot be read or is not understood, waivers themselves,
what may tell who somebody is, a disguised history."""


@dataclass(frozen=True, slots=True)
class Waived:
    """A problem, and the waiver that covers it."""

    problem: Problem
    waiver: Waiver


def never(code: str) -> bool:
    """Whether no policy can let anybody waive the rule."""
    return NEVER.fullmatch(code) is not None


def covers(waiver: Waiver, problem: Problem) -> bool:
    """Whether the waiver means the problem: its code, and where it names them its limit and its place.

    Where several answer a section, its limits are called as in the form; the place says whose it is.
    """
    return (
        waiver.code == problem.code
        and waiver.limit in ("", problem.limit, typed(problem.limit))
        and (waiver.where in ("", problem.place) or problem.place.startswith(f"{waiver.where}/"))
    )


@dataclass(frozen=True, slots=True)
class Lack:
    """Why a waiver does not hold. key: which line of it is to blame; why: a sentence, "" where another rule tells."""

    key: str
    why: str


def lacks(waiver: Waiver, audit: Audit, people: People, policy: Policy, codes: Collection[str]) -> Lack | None:
    """What the waiver lacks to hold; None where it holds. codes: every rule that there is.

    The role is judged on the day on which the waiver was given.
    """
    if waiver.code not in codes:
        return Lack("code", f"there is no rule {waiver.code}.")
    if never(waiver.code):
        return Lack("code", f"{waiver.code} cannot be waived by anybody.")
    if waiver.code == HARD and not waiver.limit:
        return Lack("code", f"where {HARD} is waived, limit: has to name the limit.")
    roles = policy.waivers.limits.get(waiver.limit) if waiver.code == HARD else policy.waivers.rules.get(waiver.code)
    if not roles:
        key, what = ("limit", f"the limit '{waiver.limit}'") if waiver.code == HARD else ("code", waiver.code)
        return Lack(key, f"{what} cannot be waived here, as casekit.toml names nobody who may.")
    if waiver.who not in people and people.listed:
        return Lack("who", "")
    person = people.by_id.get(waiver.who)
    if waiver.who in {audit.auditor, *(one.by for one in audit.instances.values())}:
        return Lack("who", f"{people.show(waiver.who)} did this audit, and somebody else has to waive it.")
    if person is None or not any(person.has(role, waiver.on) for role in roles):
        named = listing(map(spoken, roles), "or")
        return Lack("who", f"on that day {people.show(waiver.who)} did not hold the role that may waive it ({named}).")
    if waiver.on is not None and waiver.until is not None and waiver.until < waiver.on:
        return Lack("until", "it ran out before it was given.")
    return None
