"""CK853: somebody who has left still holds a role, or manages somebody who has not."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.days import written
from casekit.model.corpus import Corpus
from casekit.problem import Remark

PEOPLE = "people.yaml"


def check(corpus: Corpus, ctx: Context) -> Iterator[tuple[str, Remark]]:
    """A remark for each role that goes on after the last day, and for each person whom a leaver manages."""
    people = ctx.people.by_id
    for person in people.values():
        if person.left is None:
            continue
        for number, role in enumerate(person.roles):
            if role.end is None or role.end > person.left:
                message = f"{person.id} left on {written(person.left)}, and this role goes on after that."
                route = ("people", person.id, "roles", number, "to" if role.end else "role")
                yield (
                    PEOPLE,
                    Remark(route, message, "End the role with a line 'to:' on that day or before.", source=("D2",)),
                )
        for other in people.values():
            if other.manager == person.id and other.left is None and any(role.end is None for role in other.roles):
                message = f"{person.id}, who manages {other.id}, left on {written(person.left)}."
                hint = "Write who manages them now: reminders and escalations go to that person."
                yield PEOPLE, Remark(("people", other.id, "manager"), message, hint, source=("D4", "D7"))
