"""What the history tells rules: what each moderation judged, as the file stood then, and which deadlines moved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from casekit.check.records import rewritten, unsigned
from casekit.check.rule import Judged, Past, Record, Shift
from casekit.check.unseen import unseen
from casekit.days import parse_day
from casekit.history import kinds
from casekit.history.stopped import Frozen
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
    kinds.REPLIED,
    kinds.MODERATED,
    kinds.DISPUTED,
    kinds.RESOLVED,
    kinds.ADDED,
    kinds.AGREED,
    kinds.MOVED,
    kinds.HANDED,
    kinds.DONE,
    kinds.VERIFIED,
    kinds.CANCELLED,
    kinds.DISCUSSED,
    kinds.SHARED,
    kinds.REFLECTED,
}
"""Events that change nothing of what a moderator judges."""

NONE_STOPPED: Mapping[str, Frozen] = {}

ReadVersion = Callable[[str], bytes | None]


def past(
    history: History,
    cases: Iterable[AuditCase],
    around: Surroundings,
    current: ReadVersion,
    version: ReadVersion,
    stopped: Mapping[str, Frozen] = NONE_STOPPED,
) -> Past:
    """What was judged, for the last moderation of every audit that may have changed since.

    current: the bytes of a file by its path, as it is checked. version: a version's bytes by its object id.
    stopped: how the files of stopped audits stood then.
    A moderation that no commit holds yet was made just now, so nothing can have changed since. Where a merge overruled
    one of its sides, events do not tell, and the versions themselves are compared.
    """
    judged = {}
    beside = {}
    shifts: dict[tuple[str, str], tuple[Shift, ...]] = {}
    policy = around.policy
    unproved: dict[str, tuple[Record, ...]] = {}
    begun: dict[tuple[str, Record], Audit] = {}
    thawed: dict[str, str] = {}

    def stood(event: Event, case: AuditCase) -> Audit | None:
        """The audit as an event left it, by the names that its form has now."""
        raw = version(event.blob)
        then = around.link(event.path, raw).case if raw is not None else None
        return replace(_named(then, case, around), document=None) if then is not None else None

    for case in cases:
        audit = case.audit
        ended = stopped.get(audit.id)
        if ended is not None and not _same(current(audit.path), ended.blob):
            thawed[audit.id] = ended.commit
        shifts |= _shifts(audit.id, history)
        if policy.moderation.signed:
            unproved[audit.id] = unsigned(history, audit.id, policy.moderation.signed)
        if audit.id in history.parallel:
            beside[audit.id] = unseen(history, audit)
        if not audit.moderations:
            continue
        events = history.of(audit.id)
        raw = current(audit.path)
        loose = audit.id in history.diverged or (bool(events) and not _committed(events, raw))
        for record, event in rewritten(history, audit.id, loose):
            before = stood(event, case)
            if before is not None:
                begun[audit.id, record] = before
        last = audit.moderations[-1].id
        since = _since(events, last)
        if not since or (audit.id not in history.diverged and _untouched(since, raw)):
            continue
        then = stood(since[0], case)
        if then is not None:
            judged[audit.id, last] = Judged(then, since[0].commit, since[0].on)
    return Past(judged, beside, shifts, policy.following.moves, unproved, begun, thawed)


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
    return _committed(since, raw) and all(event.event in NOT_JUDGED for event in after)


def _committed(events: Sequence[Event], raw: bytes | None) -> bool:
    """Whether the file is as the last of these events left it."""
    last = events[-1].blob
    return raw is not None and digest(raw, len(last)) == last


def _same(raw: bytes | None, blob: str) -> bool:
    """Whether a file is that version, whatever its line ends."""
    return raw is not None and blob in (digest(raw, len(blob)), digest(raw.replace(b"\r\n", b"\n"), len(blob)))
