"""CK852: two people have the same e-mail address, so nobody knows whose commit it is."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.model.corpus import Corpus
from casekit.problem import Remark

PEOPLE = "people.yaml"


def check(corpus: Corpus, ctx: Context) -> Iterator[tuple[str, Remark]]:
    """A remark at the second of them; case makes no difference."""
    whose: dict[str, str] = {}
    for person in ctx.people.by_id.values():
        for number, email in enumerate(person.emails):
            first = whose.setdefault(email.casefold(), person.id)
            if first != person.id:
                yield (
                    PEOPLE,
                    Remark(
                        ("people", person.id, "emails", number),
                        f"{first} has this address too, so whose commits carry it cannot be told.",
                        "Give each their own; of somebody who is listed twice, keep the older id.",
                        source=("F6",),
                    ),
                )
