"""Whether what was typed for an answer or a grade still says the same in a newer version, and else how it is said."""

from __future__ import annotations

from casekit.link.answers import RESERVED
from casekit.model.audit import State
from casekit.model.document import Value
from casekit.rubric.model import Answering, Scale
from casekit.rubric.succession import Names
from casekit.rubric.values import answer_id, value_id
from casekit.words import fold


class NoPlace(Exception):
    """The newer version has no such value."""


def grade(raw: Value, old: Scale | None, new: Scale | None, names: Names) -> Value:
    """The grade as it is to be typed now; NoPlace where the newer scale has none such."""
    if raw is None or raw == "":
        return raw
    if RESERVED.get(fold(str(raw))) in (State.NOT_APPLICABLE, State.NOT_ASSESSED):
        return raw
    if new is None:
        raise NoPlace
    known = value_id(old, raw) if old is not None else None
    if known is None:
        return raw  # it was no grade before; lint says so before and after
    wanted = names.value(known)
    if wanted not in new.ranks:
        raise NoPlace
    return raw if value_id(new, raw) == wanted else wanted


def answer(raw: Value, old: Answering, new: Answering, names: Names) -> Value:
    """The answer as it is to be typed now, with its reason where it has one; NoPlace where it cannot be given."""
    if isinstance(raw, dict):
        if raw.get("answer") is None:
            return raw
        value = _one(raw["answer"], old, new, names)
        return {**raw, "answer": value} if value is not raw["answer"] else raw
    return _one(raw, old, new, names)


CHOSEN = ("scale", "choice", "choices")


def _one(raw: Value, old: Answering, new: Answering, names: Names) -> Value:
    if raw is None or raw == "":
        return raw
    if isinstance(raw, str) and fold(raw) in RESERVED and (old.kind != "text" or fold(raw) == "not applicable"):
        return raw
    if old.kind not in CHOSEN:
        if new.kind != old.kind:
            raise NoPlace
        return raw
    several = isinstance(raw, list)
    typed = raw if isinstance(raw, list) else [raw]
    known = [answer_id(old, item) for item in typed]
    if None in known:
        return raw
    wanted = [names.value(item) for item in known if item is not None]
    allowed = new.scale.ranks if new.scale is not None else new.options
    if new.kind not in CHOSEN or any(item not in allowed for item in wanted) or (several and new.kind != "choices"):
        raise NoPlace
    if [answer_id(new, item) for item in typed] == wanted:
        return raw
    return list[Value](wanted) if several else wanted[0]
