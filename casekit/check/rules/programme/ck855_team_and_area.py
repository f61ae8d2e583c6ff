"""CK855: a team belongs to no area or to two, or an area's head is nobody."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.model.corpus import Corpus
from casekit.problem import Remark
from casekit.words import listing, shown

PEOPLE = "people.yaml"


def check(corpus: Corpus, ctx: Context) -> Iterator[tuple[str, Remark]]:
    """Nothing where people.yaml has no areas: who answers for a team then follows from who manages whom."""
    people = ctx.people
    whose: dict[str, list[str]] = {team: [] for team in people.teams}
    for area in people.areas.values():
        for number, team in enumerate(area.teams):
            others = whose.setdefault(team, [])
            if others:
                message = f"{shown(team)} is a team of {listing(others)} too."
                hint = "Leave it in one area: one head of service answers for a team."
                yield PEOPLE, Remark(("areas", area.id, "teams", number), message, hint, source=("D9",))
            others.append(area.id)
        if area.head not in people:
            message = f"{shown(area.head)}, the head of {shown(area.id)}, is not in people.yaml."
            yield (
                PEOPLE,
                Remark(("areas", area.id, "head"), message, "Correct the id, or add the person.", source=("D9",)),
            )
    for team, areas in whose.items():
        if people.areas and not areas:
            message = f"{shown(team)} belongs to no area, so no head of service answers for it."
            yield PEOPLE, Remark(("teams", team), message, "Add it to an area's teams.", source=("D9",))
