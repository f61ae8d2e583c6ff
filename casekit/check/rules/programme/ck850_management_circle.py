"""CK850: people manage each other in a circle."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.model.corpus import Corpus
from casekit.problem import Remark
from casekit.words import listing

PEOPLE = "people.yaml"


def check(corpus: Corpus, ctx: Context) -> Iterator[tuple[str, Remark]]:
    """A remark for each circle, at the first of its people."""
    known = ctx.people.by_id
    seen: set[str] = set()
    for start in known:
        way: list[str] = []
        person = start
        while person in known and person not in seen:
            seen.add(person)
            way.append(person)
            person = known[person].manager
        if person in way:
            circle = way[way.index(person) :]
            first = min(circle, key=list(known).index)
            place = circle.index(first)
            round_ = [*circle[place:], *circle[:place]]
            message = (
                f"{first} is their own manager."
                if len(round_) == 1
                else f"{listing(round_)} are each managed by the next, and the last by the first."
            )
            hint = "Correct one of their managers; whoever is at the top has none."
            yield PEOPLE, Remark(("people", first, "manager"), message, hint, source=("D4", "D7"))
