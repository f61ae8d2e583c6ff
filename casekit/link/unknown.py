"""What is said of an id that the form does not have."""

from __future__ import annotations

from collections.abc import Iterable

from casekit.problem import Remark, Route
from casekit.rubric.model import Rubric, Section
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


def no_grade(route: Route, raw: object, section: Section, rubric: Rubric) -> Remark:
    """The remark that what stands there is no grade of that section, with the nearest that is."""
    values = section.scale.best_first if section.scale else ()
    ids = [value.id for value in values]
    near = ending(str(raw), [*ids, *(value.label for value in values)])
    return Remark(
        route,
        f"'{shown(str(raw), 40)}' is not a grade of '{section.title}' in rubric {rubric.ref}{near}",
        f"Grades are {listing(ids, 'or')}; or not_assessed with why.",
        UNKNOWN,
    )


def among(typed: str, known: Iterable[str]) -> str:
    """The id that was meant, compared as people type: without case and punctuation; "" where there is none."""
    return next((name for name in known if fold(name) == fold(typed)), "") if typed else ""
