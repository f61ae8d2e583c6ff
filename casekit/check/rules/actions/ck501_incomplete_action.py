"""CK501: an action without an owner, a deadline, an outcome for the child or what is to be done."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.check.said import said
from casekit.model.corpus import AuditCase
from casekit.problem import Remark
from casekit.words import listing


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """One remark for each action, naming all that it lacks."""
    for action in case.audit.actions:
        if action.cancelled_on is not None:
            continue
        lacks = [
            phrase
            for key, phrase in (
                ("do", "what is to be done (do)"),
                ("outcome", "what it brings the child (outcome)"),
                ("owner", "who does it (owner)"),
                ("due", "by when (due)"),
            )
            if not said(case.audit, (*action.route, key))
        ]
        if lacks:
            yield Remark(
                action.route,
                f"Action {action.id} does not say {listing(lacks)}.",
                "Agree it with the practitioner and add the line.",
                source=("D17", "E10", "D6"),
            )
