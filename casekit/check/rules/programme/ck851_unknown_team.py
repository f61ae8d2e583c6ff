"""CK851: a role or an area names a team that people.yaml does not list."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.model.corpus import Corpus
from casekit.problem import Remark, Route
from casekit.words import ending, shown

PEOPLE = "people.yaml"


def check(corpus: Corpus, ctx: Context) -> Iterator[tuple[str, Remark]]:
    """A remark at each place; nothing where no teams are listed at all."""
    people = ctx.people
    places: list[tuple[Route, str]] = [
        (("people", person.id, "roles", number, "team"), role.team)
        for person in people.by_id.values()
        for number, role in enumerate(person.roles)
    ]
    places += [
        (("areas", area.id, "teams", number), team)
        for area in people.areas.values()
        for number, team in enumerate(area.teams)
    ]
    for route, team in places if people.teams else ():
        if team and team not in people.teams:
            message = f"{shown(team)} is none of the teams that people.yaml lists{ending(team, people.teams)}"
            hint = "Correct it, or list the team under teams."
            yield PEOPLE, Remark(route, message, hint, source=("D2",))
