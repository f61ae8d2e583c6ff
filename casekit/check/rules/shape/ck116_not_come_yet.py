"""CK116: something that is said to have happened has a day that has not come yet."""

from collections.abc import Iterator
from datetime import datetime

from casekit.check.rule import Context
from casekit.days import parse_day, parse_moment, written
from casekit.model.corpus import AuditCase
from casekit.model.document import Value
from casekit.problem import Remark, Route

HAPPENED = frozenset(
    {
        *("completed", "with_practitioner", "three_way", "discussed", "on", "met", "attempted", "declined"),
        *("noticed", "at", "closed"),
    }
)
"""Keys behind which stands the day of something that happened; what is planned has others, such as due and until."""
ASIDE = ("dates", "period", "sections", "rubric")
"""Parts in which such a key is something else, or that another rule looks at."""


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """A warning: it goes by itself when the day has come, and no error may hang on today."""
    document = case.audit.document
    if document is None or not isinstance(document.data, dict):
        return
    for route, text in _days({key: part for key, part in document.data.items() if key not in ASIDE}):
        moment = parse_moment(text)
        day = moment.date() if isinstance(moment, datetime) else parse_day(text)
        if day is not None and day > ctx.today:
            yield Remark(
                route,
                f"{written(day)} has not come yet, and this is said to have happened.",
                "Put the day right. What is only planned is written down when it has been done.",
                source=("F3",),
            )


def _days(value: Value, route: Route = ()) -> Iterator[tuple[Route, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _days(inner, (*route, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _days(inner, (*route, place))
    elif isinstance(value, str) and any(step in HAPPENED for step in route[-2:]):
        yield route, value
