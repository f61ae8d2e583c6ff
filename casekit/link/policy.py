"""casekit.toml, built into the model over what casekit goes by where a council says nothing else."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from casekit.conform.messages import conform
from casekit.days import parse_day, parse_length
from casekit.link.contrast import LEAST, too_weak
from casekit.link.law import law
from casekit.model.law import Law
from casekit.model.people import Key
from casekit.model.policy import (
    Acting,
    Agreeing,
    Evidence,
    Following,
    FollowUp,
    Forge,
    Judging,
    Look,
    Policy,
    Programming,
    Sampling,
    SmallNumbers,
    Trusting,
    Waiving,
)
from casekit.privacy.words import Words
from casekit.problem import START, Problem, Span
from casekit.resources import resource

SHAPE, NOT_TOML = "CK101", "CK005"
POLICY = "casekit.toml"


def _follow_up(**given: Any) -> FollowUp:
    """The table follow_up, its lengths of time read."""
    read: dict[str, Any] = {k: parse_length(value) if isinstance(value, str) else value for k, value in given.items()}
    return FollowUp(**read)


TABLES: Mapping[str, Callable[..., Any]] = {
    "privacy": Words,
    "programme": Programming,
    "actions": Acting,
    "follow_up": _follow_up,
    "evidence": Evidence,
    "following": Following,
    "site": Look,
    "small_numbers": SmallNumbers,
}
"""The tables of casekit.toml that have defaults, and what each becomes."""
STATUTORY = "statutory"
LEAVE_OUT = "leave_out"


def policy(raw: bytes) -> tuple[Policy, list[Problem]]:
    """What the council decided; the defaults where the file cannot be read, which is reported. b"" for no file."""
    source = raw.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    try:
        raw.decode("utf-8")
        data = tomllib.loads(source)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        where = re.search(r"at line (\d+), column (\d+)", str(error))
        line, column = (int(where[1]), int(where[2])) if where else (source.rstrip().count("\n") + 1, 1)
        span = Span(line, column, line, column)
        problem = Problem(POLICY, span, NOT_TOML, "The file is not TOML from here on.", "Mend or take out this line.")
        return built({}), [problem]
    remarks = conform("casekit", data)
    if remarks:
        return built({}), [Problem(POLICY, _spot(source, r.route), SHAPE, r.message, r.hint) for r in remarks]
    weak = dict(too_weak(data.get("site", {})))
    kept = {**data, "site": {key: value for key, value in data.get("site", {}).items() if key not in weak}}
    return built(kept), [_weak(source, name, ratio) for name, ratio in weak.items()]


def _weak(source: str, name: str, ratio: float) -> Problem:
    """What lint says of a colour that many cannot tell apart; pages keep casekit's own."""
    message = f"The colour {name} has a contrast of only {ratio:.1f} to 1 to what it stands on or beside."
    hint = f"WCAG 2.2 asks for {LEAST} to 1 (1.4.3); choose a darker one, or for dark pages a lighter one."
    return Problem(POLICY, _spot(source, ("site", name)), SHAPE, message, hint)


def built(data: Mapping[str, Any]) -> Policy:
    """The policy of a casekit.toml that has the right shape, over the defaults."""
    waiving = data.get("waivers", {})
    kept: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}
    kept["waivers"] = Waiving(_roles(waiving.get("rules", {})), _roles(waiving.get("limits", {})))
    kept["moderation"] = Judging(**_roles(data.get("moderation", {})))
    trusting = data.get("trust", {})
    kept["trust"] = Trusting(**{**trusting, "forges": tuple(map(_forge, trusting.get("forges", [])))})
    kept["agreement"] = Agreeing(**data.get("agreement", {}))
    sampled = data.get("sample", {})
    usual = Sampling()
    kept["sample"] = Sampling(tuple(sampled.get("grades", usual.grades)), sampled.get("percent", usual.percent))
    for name, table in TABLES.items():
        kept[name] = table(**merged(defaults()[name], data.get(name, {})))
    kept["law"] = _law(kept.pop(STATUTORY, {}))
    return Policy(**kept)


def _law(own: Mapping[str, Any]) -> Law:
    default = defaults()[STATUTORY]
    dates, types = (merged(default[table], own.get(table, {})) for table in ("dates", "case_types"))
    return law(own.get("nation", default["nation"]), own.get("holidays", ()), dates, types)


def _forge(given: Mapping[str, Any]) -> Forge:
    key = Key(given["key"], *(parse_day(str(given.get(day, ""))) for day in ("from", "to", "revoked")))
    return Forge(given["name"], key, tuple(given["emails"]))


def _roles(given: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(roles) for name, roles in given.items()}


def merged(default: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """One table: a list of the council's is added to the default one, anything else takes its place."""
    out = set(own.get(LEAVE_OUT, ()))
    found: dict[str, Any] = {}
    for key, value in default.items():
        if isinstance(value, list):
            every = dict.fromkeys([*(item for item in value if item not in out), *own.get(key, ())])
            found[key] = tuple(every)
        else:
            found[key] = own.get(key, value)
    return found


@cache
def defaults() -> dict[str, Any]:
    """policy/defaults.toml, which travels with casekit."""
    return tomllib.loads((resource("policy") / "defaults.toml").read_text(encoding="utf-8"))


def _spot(source: str, route: tuple[str | int, ...]) -> Span:
    """The line on which the route's last key stands (TOML's parser gives no places)."""
    for key in reversed([step for step in route if isinstance(step, str)]):
        for number, line in enumerate(source.split("\n"), 1):
            if re.match(rf"\s*\[?\"?{re.escape(key)}\b", line):
                return Span(number, 1, number, len(line) + 1)
    return START
