"""people.yaml and casekit.toml, built into the model."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping

from casekit.conform.messages import conform
from casekit.link.values import day, entries, mapping, text
from casekit.model.document import Value
from casekit.model.people import People, Person, Role
from casekit.model.policy import Judging, Policy, Waiving
from casekit.problem import START, Problem, Span
from casekit.read.document import read_yaml
from casekit.words import shown

SHAPE, UNKNOWN_PERSON = "CK101", "CK801"
PEOPLE = "people.yaml"
POLICY = "casekit.toml"


def people(raw: bytes) -> tuple[People, list[Problem]]:
    """Everybody that people.yaml lists; who does not fit is reported and left out."""
    document, problems = read_yaml(PEOPLE, raw)
    if document is None:
        return People(), problems
    remarks = conform("people", document.data)
    problems += [Problem(PEOPLE, document.marks.of(r.route), SHAPE, r.message, r.hint) for r in remarks]
    data = mapping(document.data)
    listed = {name: _person(name, value) for name, value in mapping(data.get("people")).items()}
    for name, person in listed.items():
        if person.manager and person.manager not in listed:
            span = document.marks.of(("people", name, "manager"))
            message = f"{shown(person.manager)}, the manager of {shown(name)}, is not in people.yaml."
            problems.append(Problem(PEOPLE, span, UNKNOWN_PERSON, message, "Correct the id, or add the person."))
    teams = {name: text(label) for name, label in mapping(data.get("teams")).items()}
    return People(listed, teams, listed=True), problems


def _person(name: str, value: Value) -> Person:
    data = mapping(value)
    emails = data.get("emails")
    roles = tuple(
        Role(text(item.get("role")), text(item.get("team")), day(item.get("from")), day(item.get("to")))
        for item, _ in entries(data.get("roles"), ())
    )
    return Person(
        id=name,
        emails=tuple(text(e) for e in emails) if isinstance(emails, list) else (),
        roles=roles,
        manager=text(data.get("manager")),
        title=text(data.get("title")),
    )


def policy(raw: bytes) -> tuple[Policy, list[Problem]]:
    """What the council decided; the defaults where the file cannot be read, which is reported."""
    source = raw.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    try:
        raw.decode("utf-8")
        data = tomllib.loads(source)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        where = re.search(r"at line (\d+), column (\d+)", str(error))
        line, column = (int(where[1]), int(where[2])) if where else (source.rstrip().count("\n") + 1, 1)
        span = Span(line, column, line, column)
        return Policy(), [
            Problem(POLICY, span, "CK005", "The file is not TOML from here on.", "Mend or take out this line.")
        ]
    remarks = conform("casekit", data)
    if remarks:
        return Policy(), [Problem(POLICY, _spot(source, r.route), SHAPE, r.message, r.hint) for r in remarks]
    data["rubrics"] = tuple(data.get("rubrics", ()))
    waiving = data.get("waivers", {})
    data["waivers"] = Waiving(_roles(waiving.get("rules", {})), _roles(waiving.get("limits", {})))
    data["moderation"] = Judging(**_roles(data.get("moderation", {})))
    return Policy(**data), []


def _roles(given: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(roles) for name, roles in given.items()}


def _spot(source: str, route: tuple[str | int, ...]) -> Span:
    """The line on which the route's last key stands (TOML's parser gives no places)."""
    for key in reversed([step for step in route if isinstance(step, str)]):
        for number, line in enumerate(source.split("\n"), 1):
            if re.match(rf"\s*\[?\"?{re.escape(key)}\b", line):
                return Span(number, 1, number, len(line) + 1)
    return START
