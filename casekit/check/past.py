"""What the history tells rules: what each moderation judged, as the file stood then, and which deadlines moved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from casekit.check.rule import Judged, Past, Shift
from casekit.check.unseen import unseen
from casekit.days import parse_day
from casekit.history import kinds
from casekit.history.tree import digest
from casekit.link.corpus import Surroundings
from casekit.link.renamed import renamed
from casekit.model.audit import Audit
from casekit.model.corpus import AuditCase
from casekit.model.history import Event, History
from casekit.rubric.succession import Names, names_between

NOT_JUDGED = {
    kinds.RAISED,
    kinds.CLOSED,
    kinds.COMPLETED,
    kinds.MODERATED,
    kinds.DISPUTED,
    kinds.RESOLVED,
    kinds.ADDED,
    kinds.MOVED,
    kinds.DONE,
    kinds.VERIFIED,
    kinds.CANCELLED,
    kinds.DISCUSSED,
    kinds.SHARED,
    kinds.REFLECTED,
}
"""Events that change nothing of what a moderator judges."""

ReadVersion = Callable[[str], bytes | None]


def past(
    history: History, cases: Iterable[AuditCase], around: Surroundings, current: ReadVersion, version: ReadVersion
) -> Past:
    """What was judged, for the last moderation of every audit that may have changed since.

    current: the bytes of a file by its path, as it is checked. version: a version's bytes by its object id.
    A moderation that no commit holds yet was made just now, so nothing can have changed since. Where a merge overruled
    one of its sides, events do not tell, and the versions themselves are compared.
    """
    judged = {}
    beside = {}
    shifts: dict[tuple[str, str], tuple[Shift, ...]] = {}
    for case in cases:
        audit = case.audit
        shifts |= _shifts(audit.id, history)
        if audit.id in history.parallel:
            beside[audit.id] = unseen(history, audit)
        if not audit.moderations:
            continue
        last = audit.moderations[-1].id
        events = history.of(audit.id)
        since = _since(events, last)
        if not since or (audit.id not in history.diverged and _untouched(since, current(audit.path))):
            continue
        first = since[0]
        raw = version(first.blob)
        then = around.link(first.path, raw).case if raw is not None else None
        if then is not None:
            judged[audit.id, last] = Judged(replace(_named(then, case, around), document=None), first.commit, first.on)
    return Past(judged, beside, shifts, around.policy.following.moves)


def _shifts(audit: str, history: History) -> dict[tuple[str, str], tuple[Shift, ...]]:
    """The deadlines of an audit's actions that commits moved, after the one that completed it."""
    found: dict[tuple[str, str], tuple[Shift, ...]] = {}
    completed = ""
    for event in history.of(audit):
        if event.event == kinds.COMPLETED:
            completed = completed or event.commit
        elif event.event == kinds.MOVED and completed not in ("", event.commit):
            start, to = parse_day(event.detail.get("from")), parse_day(event.detail.get("to"))
            key = audit, str(event.detail.get("action"))
            if start and to:
                found[key] = (*found.get(key, ()), Shift(start, to, event.commit))
    return found


def _named(then: AuditCase, now: AuditCase, around: Surroundings) -> Audit:
    """The audit as it was judged; by the names that its form has now, where that is a newer version of it."""
    if then.audit.rubric == now.audit.rubric:
        return then.audit
    forms = {ref: form.rubric for ref, form in around.forms.items()}
    names = names_between(then.rubric, now.rubric, forms)
    return renamed(then.audit, names, now.rubric) if isinstance(names, Names) else then.audit


def _since(events: Sequence[Event], moderation: str) -> Sequence[Event]:
    """The event of the commit in which the moderation first stands, and all after it."""
    for number, event in enumerate(events):
        if event.event == kinds.MODERATED and event.detail.get("moderation") == moderation:
            return events[number:]
    return ()


def _untouched(since: Sequence[Event], raw: bytes | None) -> bool:
    """Whether the file is as last committed, and no commit after the moderation's touched what is judged.

    Events of the moderation's own commit are part of what was judged.
    """
    after = [event for event in since if event.commit != since[0].commit]
    last = since[-1].blob
    return raw is not None and digest(raw, len(last)) == last and all(event.event in NOT_JUDGED for event in after)
