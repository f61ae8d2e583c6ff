"""CK310: the same child was audited within the last six months, and nothing says what became of that."""

from collections import defaultdict
from collections.abc import Iterator

from casekit.check.about import declared, places
from casekit.check.rule import Context
from casekit.days import Length, less, written
from casekit.model.audit import Audit
from casekit.model.corpus import AuditCase, Corpus
from casekit.problem import Remark
from casekit.words import count, listing

WITHIN = Length(6, "months")


def check(corpus: Corpus, ctx: Context) -> Iterator[tuple[str, Remark]]:
    """The audit before it is the one that counts. What is written is judged, never the day of the run."""
    by_child: dict[str, list[Audit]] = defaultdict(list)
    for case in corpus.audits:
        for child in case.audit.children if case.audit.completed is not None else ():
            by_child[child].append(case.audit)
    for case in corpus.audits:
        earlier = _earlier(case.audit, [one for child in case.audit.children for one in by_child.get(child, ())])
        lack = _lack(case, earlier, ctx) if earlier is not None else ""
        if earlier is not None and earlier.completed is not None and lack:
            yield (
                case.audit.path,
                Remark(
                    ("case", "ref"),
                    f"The same child was audited in {earlier.id}, completed on {written(earlier.completed)}: {lack}.",
                    "Say what became of what it found and of each of its actions, and have them talked over by manager "
                    "and practitioner.",
                    source=("B3",),
                ),
            )


def _earlier(audit: Audit, others: list[Audit]) -> Audit | None:
    """The last audit of the child that was completed in the six months up to the end of this one's period."""
    if audit.completed is None or audit.end is None:
        return None
    first = less(audit.end, WITHIN)
    before = [
        one
        for one in others
        if one.path != audit.path
        and one.completed is not None
        and first <= one.completed <= audit.end
        and audit.id != one.second_of
        and one.id != audit.second_of
    ]
    return max(before, key=lambda one: (str(one.completed), one.id), default=None)


def _lack(case: AuditCase, earlier: Audit, ctx: Context) -> str:
    """What is not followed up; "" where nothing is lacking, or an empty box for it is told already."""
    if declared(case, "earlier_audit"):
        here = list(places(case, "earlier_audit", ctx.policy.evidence))
        if any(place.addressed or place.missing for place in here):
            return ""
        return "what became of it is not said here"
    due = [action.id for action in earlier.actions if case.audit.completed and action.overdue(case.audit.completed)]
    lacks = [] if earlier.discussed else ["what it found was not talked over"]
    if due:
        still = "is" if len(due) == 1 else "are"
        lacks.append(
            f"{count(len(due), 'action')} of it ({listing(due)}) had fallen due by then and {still} still open"
        )
    return listing(lacks)
