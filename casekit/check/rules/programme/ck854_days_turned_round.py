"""CK854: a role or an exemption ends before it begins."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.model.corpus import Corpus
from casekit.problem import Remark

PEOPLE = "people.yaml"


def check(corpus: Corpus, ctx: Context) -> Iterator[tuple[str, Remark]]:
    """A remark at each last day that lies before the first; the same day is a day."""
    for person in ctx.people.by_id.values():
        spells = [("roles", n, role.start, role.end) for n, role in enumerate(person.roles)]
        spells += [("exempt", n, one.start, one.end) for n, one in enumerate(person.exemptions)]
        for key, number, start, end in spells:
            if start and end and end < start:
                what = "This role ends" if key == "roles" else "This exemption ends"
                yield (
                    PEOPLE,
                    Remark(
                        ("people", person.id, key, number, "to"),
                        f"{what} before it begins.",
                        "Correct one of the two days.",
                        source=("D1",),
                    ),
                )
