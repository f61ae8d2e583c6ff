"""people.yaml, built into the model."""

from __future__ import annotations

from casekit.conform.messages import conform
from casekit.link.values import day, entries, mapping, text
from casekit.model.document import Value
from casekit.model.people import Area, Exemption, Key, People, Person, Role
from casekit.problem import Problem
from casekit.read.document import read_yaml
from casekit.words import shown

SHAPE, UNKNOWN_PERSON = "CK101", "CK801"
PEOPLE = "people.yaml"


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
    areas = {name: _area(name, value) for name, value in mapping(data.get("areas")).items()}
    return People(listed, teams, listed=True, areas=areas), problems


def _area(name: str, value: Value) -> Area:
    data = mapping(value)
    teams = data.get("teams")
    return Area(
        name, text(data.get("name")), text(data.get("head")), tuple(map(text, teams)) if isinstance(teams, list) else ()
    )


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
        exemptions=tuple(
            Exemption(day(item.get("from")), day(item.get("to")), text(item.get("why")))
            for item, _ in entries(data.get("exempt"), ())
        ),
        left=day(data.get("left")),
        keys=tuple(
            Key(text(item.get("key")), day(item.get("from")), day(item.get("to")), day(item.get("revoked")))
            for item, _ in entries(data.get("keys"), ())
        ),
    )
