"""What is said of an id that the form does not have."""

from __future__ import annotations

from collections.abc import Iterable

from casekit.problem import Remark, Route
from casekit.rubric.model import Rubric
from casekit.words import ending, fold, listing, shown

UNKNOWN = "CK102"


def stranger(route: Route, what: str, typed: str, rubric: Rubric, known: Iterable[str]) -> Remark:
    """The remark that there is no such section, question, theme … in the form, with the nearest that there is."""
    names = list(known)
    return Remark(
        route,
        f"{what[:1].upper()}{what[1:]} '{shown(typed)}' is not in rubric {rubric.ref}{ending(typed, names)}",
        f"It can be: {listing(names[:12], 'or')}{' and others' if len(names) > 12 else ''}." if names else "",
        UNKNOWN,
        at_key=isinstance(route[-1], str),
    )


def among(typed: str, known: Iterable[str]) -> str:
    """The id that was meant, compared as people type: without case and punctuation; "" where there is none."""
    return next((name for name in known if fold(name) == fold(typed)), "") if typed else ""
