"""CK515: an action is open, and its owner has left or the case has gone to somebody else."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.model.corpus import Corpus
from casekit.model.stranded import Stranded, Whereabouts
from casekit.problem import Remark


def check(corpus: Corpus, ctx: Context) -> Iterator[tuple[str, Remark]]:
    """A warning: only time makes it so. Whom people.yaml does not list is another rule's matter."""
    whereabouts = Whereabouts(corpus)
    for case in corpus.audits:
        for action in case.audit.actions:
            if action.owner not in ctx.people:
                continue
            why = whereabouts.stranded(case.audit, action, ctx.today)
            if why is None:
                continue
            gone = "has left" if why is Stranded.LEFT else "does not hold this case any more"
            yield (
                case.audit.path,
                Remark(
                    (*action.route, "owner"),
                    f"Action {action.id} is open and with {ctx.people.show(action.owner)}, who {gone}.",
                    "Hand it on: the new owner under owner:, and under handed: who had it, and why; or cancel "
                    "it with the reason.",
                    source=("D7", "E13"),
                ),
            )
