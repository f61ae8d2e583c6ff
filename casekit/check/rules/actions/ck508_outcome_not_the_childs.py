"""CK508: what stands as an action's outcome brings the child nothing that one could notice."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.model.corpus import AuditCase
from casekit.problem import Remark
from casekit.words import shown


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """A warning: the outcome repeats the action, or is one of the council's words for nothing."""
    empty = {_plain(words) for words in ctx.policy.following.no_outcome}
    for action in case.audit.actions:
        outcome = _plain(action.outcome)
        if outcome and outcome == _plain(action.do):
            says = "the outcome only says again what is to be done"
        elif outcome in empty:
            says = f"'{shown(action.outcome.strip())}' is not what changes for the child"
        else:
            continue
        yield Remark(
            (*action.route, "outcome"),
            f"Action {action.id}: {says}.",
            "Say what will be different for this child once it is done.",
            source=("D17",),
        )


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" .!,;:")
