"""CK856: somebody works in a team and has no line manager, so nobody gets a copy of their reminders."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.model.corpus import Corpus
from casekit.problem import Remark

PEOPLE = "people.yaml"


def check(corpus: Corpus, ctx: Context) -> Iterator[tuple[str, Remark]]:
    """Only of roles that go on, and only where people.yaml says of anybody in a team who manages them."""
    there = [p for p in ctx.people.by_id.values() if p.left is None and any(r.team and r.end is None for r in p.roles)]
    for person in there if any(person.manager for person in there) else ():
        if not person.manager:
            yield (
                PEOPLE,
                Remark(
                    ("people", person.id),
                    f"{person.id} works in a team, and nobody is their manager.",
                    "Add a line 'manager:' with the line manager's id.",
                    source=("D4", "D7"),
                ),
            )
