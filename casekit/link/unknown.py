"""What is said of an id that the form does not have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from casekit.link.values import entries, text
from casekit.model.document import Value
from casekit.problem import Remark, Route
from casekit.rubric.model import Rubric, Section
from casekit.rubric.values import option_id
from casekit.words import ending, listing, shown

SHAPE, UNKNOWN = "CK101", "CK102"


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


def among(typed: str, known: Mapping[str, str]) -> str:
    """The id that was meant, by id or label, without case and punctuation; "" where there is none."""
    return (option_id(known, typed) or "") if typed else ""


def twice(value: Value, key: str) -> Iterator[Remark]:
    """A remark for each entry of a list whose id stands in the list before."""
    seen: set[str] = set()
    for item, route in entries(value, (key,)):
        name = text(item.get("id"))
        if name in seen:
            message = f"{key} > {shown(name)}: an entry with this id stands above already."
            yield Remark((*route, "id"), message, "Give it an id of its own; ids are never used again.", SHAPE)
        seen.add(name)
