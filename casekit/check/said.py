"""What stands in an audit's file, understood or not: what was reported as unclear is not reported as missing too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from casekit.model.audit import Action, Audit
from casekit.model.corpus import AuditCase
from casekit.model.document import Value
from casekit.problem import Route
from casekit.rubric.expand import targets
from casekit.words import did_you_mean


def said(audit: Audit, route: Route) -> bool:
    """Whether something stands at the route, even if it is not understood."""
    return _look(audit, route) not in (None, "", {})


def meant(audit: Audit, route: Route, known: Iterable[str]) -> set[str]:
    """Those of the known keys for which a key that is not known was probably meant, in the mapping at the route."""
    found = _look(audit, route)
    names = list(known)
    strangers = [key for key in found if key not in names] if isinstance(found, Mapping) else []
    return {did_you_mean(key, names) for key in strangers} - {""}


def aims(case: AuditCase, actions: Iterable[Action]) -> set[str]:
    """What the actions are for; a slip, which was reported, counts for what was probably meant."""
    known = targets(case.rubric)
    aimed = {action.target for action in actions}
    return aimed | {did_you_mean(target, known) for target in aimed if target not in known}


def _look(audit: Audit, route: Route) -> Value:
    value: Value = audit.document.data if audit.document is not None else None
    for step in route:
        if isinstance(value, dict):
            value = value.get(str(step))
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value.strip() if isinstance(value, str) else value
