"""CK314: where a reason is asked for stands a word that gives none."""

from collections.abc import Iterator

from casekit.check.judging import changes
from casekit.check.prose import only_nothing
from casekit.check.rule import Context
from casekit.model.corpus import AuditCase
from casekit.model.document import Value
from casekit.problem import Remark, Route
from casekit.words import shown

TRUE_OF_OTHERS = frozenset({"not known", "unknown"})
"""What can be all that there is to say of why somebody declined."""


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """Once completed; what is left empty is told by the rules that ask for it."""
    document = case.audit.document
    if case.audit.completed is None or document is None or not isinstance(document.data, dict):
        return
    routes = {(*change.route, "reason") for change in changes(case)}
    for route, text in _reasons(document.data):
        if route[0] == "moderations" and route not in routes:
            continue
        if only_nothing(text, ctx.policy.evidence):
            yield Remark(
                route,
                f"“{shown(text.strip())}” stands where a reason is asked for, and gives none.",
                "Write in a sentence of your own what the reason was, so that somebody who disagrees could answer it.",
                source=("D12", "E2", "A2"),
            )


def _reasons(value: Value, route: Route = ()) -> Iterator[tuple[Route, str]]:
    """Everything that stands as a reason: behind why and reason, and each of the reasons for an exception."""
    if isinstance(value, dict):
        for key, inner in value.items():
            below = (*route, key)
            reason = key in ("why", "reason", "not_appropriate") or (route and route[-1] == "reasons")
            if isinstance(inner, str) and inner.strip() and reason:
                if not ("declined" in value and inner.strip(" .").casefold() in TRUE_OF_OTHERS):
                    yield below, inner
            else:
                yield from _reasons(inner, below)
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _reasons(inner, (*route, place))
