"""CK703: an immediate concern without a response in the time that the form sets."""

from collections.abc import Iterator
from datetime import date, datetime

from casekit.check.rule import Context
from casekit.check.told import day_of
from casekit.days import Length, plus, written
from casekit.model.audit import Concern
from casekit.model.corpus import AuditCase
from casekit.problem import Remark


def check(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    """Counted from when the concern was noticed, by the audit's own dates.

    A completed audit needs the response; a late one needs its reason, for it cannot be undone.
    """
    within = case.rubric.concern.respond
    for concern in case.audit.concerns:
        trouble = _trouble(concern, within, case.audit.completed is not None)
        if trouble and concern.noticed is not None:
            yield Remark(
                (*concern.route, "response"),
                f"Concern {concern.id} was noticed on {_at(concern.noticed)}, {trouble[0]}.",
                trouble[1],
                source=case.rubric.concern.source,
            )


def _trouble(concern: Concern, within: Length | None, completed: bool) -> tuple[str, str] | None:
    """What is wrong with the response, and what to do about it."""
    noticed, came = concern.noticed, concern.response_at
    if noticed is None:
        return None
    time = "" if within is None else "on the same day" if within.number == 0 else f"within {within}"
    if came is None:
        hint = "Record under response: when it came (at) and what was done (what)."
        asked = f"; the form asks for one {time}" if time else ""
        return (f"and no response is on record{asked}", hint) if completed else None
    if _before(came, noticed):
        return f"but its response is dated before that, {_at(came)}", "Put the day or the time right."
    if within is None:
        return None
    last = plus(_day(noticed), within)
    if _day(came) > last and not concern.response_why:
        said = f"and the response came on {_at(came)}; the form asks for it {time}, and no reason is given"
        return said, "Write under response: why it came late (why)."
    return None


def _before(one: date | datetime, other: date | datetime) -> bool:
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one < other
    return _day(one) < _day(other)


def _day(at: date | datetime) -> date:
    day = day_of(at)
    assert day is not None  # a moment has a day
    return day


def _at(at: date | datetime) -> str:
    time = f" at {at:%H:%M}" if isinstance(at, datetime) else ""
    return f"{written(_day(at))}{time}"
