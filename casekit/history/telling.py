"""What a commit did to an audit, told as events: which kind, with which detail, for which day.

A detail holds ids, days, grades and answers that are one word. It never repeats what somebody wrote at length: who may
read that is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from casekit.history import kinds
from casekit.history.changes import WAS, Change, Draft, Versions, changes
from casekit.history.facts import Facts, Key
from casekit.history.plain import grade_word, word
from casekit.history.standing import given, judged
from casekit.model.document import Value

Detail = dict[str, object]


def told(before: Sequence[Facts | None], after: Facts | None) -> list[Draft]:
    """What a commit did to one audit, in the order of kinds.EVENTS.

    before: the audit in each parent, None where it was not there. after: None where it is gone, which is the commit's
    doing where every parent had it.
    """
    there = [version for version in before if version is not None]
    if after is None:
        return [Draft(kinds.DELETED, {})] if there and len(there) == len(before) else []
    versions = Versions(there[0] if there else None, after)
    drafts = [] if there else [Draft(kinds.CREATED, {})]
    for kind, some in changes(before, after).items():
        drafts += _TELL[kind](some, versions)
    return sorted(_bundled(drafts), key=lambda draft: kinds.PLACE[draft.kind])


def _answers(some: list[Change], versions: Versions) -> list[Draft]:
    """First answers as one event, each changed one as its own."""
    first = [change.key[2] for change in some if change.before is None]
    drafts = [Draft(kinds.ANSWERED, {"questions": first})] if first else []
    for change in some:
        if change.before is not None:
            place = {"section": change.key[1], "question": change.key[2]}
            drafts.append(Draft(kinds.ANSWERED, place | _from_to(change, word)))
    return drafts


def _grades(some: list[Change], versions: Versions) -> list[Draft]:
    return [Draft(kinds.GRADED, {"section": change.key[1], **_from_to(change, grade_word)}) for change in some]


def _overrides(some: list[Change], versions: Versions) -> list[Draft]:
    """A grade put in place of the one that the form works out: a decision with somebody's name to it."""
    drafts = []
    for change in some:
        old, new = (value.get("grade") if isinstance(value, dict) else value for value in (change.before, change.after))
        detail: Detail = {"section": change.key[1], "from": grade_word(old), "to": grade_word(new)}
        if old == new and change.before is not None and change.after is not None:
            detail = {"section": change.key[1], **_altered(change)}
        drafts.append(Draft(kinds.OVERRIDDEN, detail, None, _person(change.after) or _person(change.before)))
    return drafts


def _comments(some: list[Change], versions: Versions) -> list[Draft]:
    return [Draft(kinds.COMMENTED, {"boxes": [" / ".join(change.key[1:]) for change in some]})]


def _days(some: list[Change], versions: Versions) -> list[Draft]:
    drafts = []
    for change in some:
        kind, on = change.key[0], versions.on(change.key)
        if change.after is None:
            drafts.append(Draft(kinds.WITHDRAWN, {"event": kind, **_from_to(change, word)}))
        elif change.before is None:
            drafts.append(Draft(kind, {}, on))
        else:
            drafts.append(Draft(kinds.EDITED, {"event": kind, **_from_to(change, word)}, on))
    return drafts


def _other(some: list[Change], versions: Versions) -> list[Draft]:
    """All else that a file's front matter holds; in a new audit it goes without saying."""
    if versions.before is None:
        return []
    filled = [change.key[1] for change in some if change.before is None]
    keys = [change.key[1] for change in some if change.before is not None]
    return [Draft(kinds.EDITED, {name: some for name, some in (("filled", filled), ("keys", keys)) if some})]


def _deadlines(some: list[Change], versions: Versions) -> list[Draft]:
    """A deadline that is not where it was; that of a new action is told with the action."""
    drafts = []
    for change in some:
        if _known(change, versions):
            detail = {"action": change.key[1], **_from_to(change, word)}
            drafts.append(Draft(kinds.MOVED, detail, versions.on(change.key)))
    return drafts


def _owners(some: list[Change], versions: Versions) -> list[Draft]:
    """An action that is somebody else's now; whose a new one is, is told with the action."""
    both = (change for change in some if _known(change, versions))
    return [
        Draft(kinds.HANDED, {"action": change.key[1], **_from_to(change, word)}, versions.on(change.key))
        for change in both
    ]


def _agreements(some: list[Change], versions: Versions) -> list[Draft]:
    """The day on which an action was agreed; that of a new one is told with the action."""
    return _entries([change for change in some if _known(change, versions)], versions)


def _known(change: Change, versions: Versions) -> bool:
    """Whether the action was there before, and still is."""
    action = (kinds.ADDED, change.key[1])
    return _has(versions.before, action) and _has(versions.after, action)


def _moves(some: list[Change], versions: Versions) -> list[Draft]:
    """The record of earlier moves, rewritten while the deadline stayed; or of handing on, while the owner stayed."""
    drafts = []
    for change in some:
        kind, id = change.key
        of, key = (kinds.MOVED, "moved") if kind == kinds.MOVES else (kinds.HANDED, "handed")
        stayed = _value(versions.before, (of, id)) == _value(versions.after, (of, id))
        if stayed and change.before is not None and _has(versions.after, (kinds.ADDED, id)):
            drafts.append(Draft(kinds.EDITED, {"event": kinds.ADDED, "action": id, "changed": [key]}))
    return drafts


def _entries(some: list[Change], versions: Versions) -> list[Draft]:
    """An entry of a list: there for the first time, altered, or taken away."""
    drafts = []
    for change in some:
        kind, id = change.key
        named: Detail = {kinds.ENTRIES[kind]: id}
        if change.after is None:
            if kind not in kinds.WHOLE or _has(versions.after, (kinds.WHOLE[kind], id)):
                drafts.append(Draft(kinds.WITHDRAWN, {"event": kind, **named}, None, _person(change.before)))
            continue
        on, person = versions.on(change.key), _person(change.after)
        if change.before is None:
            drafts.append(Draft(kind, named | _about(change, versions.after), on, person))
        else:
            drafts.append(Draft(kinds.EDITED, {"event": kind, **named, **_altered(change)}, on, person))
    return drafts


_TELL: Mapping[str, Callable[[list[Change], Versions], list[Draft]]] = {
    kinds.ANSWERED: _answers,
    kinds.GRADED: _grades,
    kinds.OVERRIDDEN: _overrides,
    kinds.WORDS: _comments,
    kinds.BOX: _comments,
    kinds.COMPLETED: _days,
    kinds.DISCUSSED: _days,
    kinds.REFLECTED: _days,
    kinds.OTHER: _other,
    kinds.AGREED: _agreements,
    kinds.MOVED: _deadlines,
    kinds.HANDED: _owners,
    kinds.MOVES: _moves,
    kinds.HANDS: _moves,
    kinds.SHARED: _entries,
    kinds.RAISED: _entries,
    kinds.CLOSED: _entries,
    kinds.REPLIED: _entries,
    kinds.MODERATED: _entries,
    kinds.DISPUTED: _entries,
    kinds.RESOLVED: _entries,
    kinds.ADDED: _entries,
    kinds.DONE: _entries,
    kinds.VERIFIED: _entries,
    kinds.CANCELLED: _entries,
}


def _about(change: Change, after: Facts) -> Detail:
    """What is told of a new entry beside its id."""
    kind, id = change.key
    entry = change.after if isinstance(change.after, dict) else {}
    if kind == kinds.ADDED:
        beside = {"owner": _value(after, (kinds.HANDED, id)), "due": _value(after, (kinds.MOVED, id))}
        return _words(entry, "for") | _words(beside, "owner", "due")
    if kind == kinds.REPLIED:
        return _words(entry, "for")
    if kind == kinds.DISPUTED:
        return _words({"moderation": entry.get("of"), **entry}, "moderation", "about")
    if kind == kinds.RESOLVED:
        return _words(entry, "outcome") | judged(change.key, after)
    return judged(change.key, after) if kind == kinds.MODERATED else {}


def _altered(change: Change) -> Detail:
    """Which fields of an entry changed, and from what to what where one is its grade of the whole."""
    old, new = change.before, change.after
    if not isinstance(old, dict) or not isinstance(new, dict):
        return _from_to(change, word)
    names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    grades: Detail = {}
    if kinds.OVERALL in names:
        grades = {"from": grade_word(given(old).get(kinds.OVERALL)), "to": grade_word(given(new).get(kinds.OVERALL))}
    whose = {WAS: _person(old)} if _person(old) not in ("", _person(new)) else {}
    return {"changed": names, **grades, **whose}


def _bundled(drafts: list[Draft]) -> list[Draft]:
    """All comments as one event."""
    boxes: list[object] = []
    rest = []
    for draft in drafts:
        some = draft.detail.get("boxes")
        if isinstance(some, list):
            boxes += some
        else:
            rest.append(draft)
    return [*rest, Draft(kinds.COMMENTED, {"boxes": boxes})] if boxes else rest


def _from_to(change: Change, repeat: Callable[[Value], object]) -> Detail:
    """Both values, or neither where one of them is somebody's own text."""
    old, new = repeat(change.before), repeat(change.after)
    if (old is None) != (change.before is None) or (new is None) != (change.after is None):
        return {}
    return {"from": old, "to": new}


def _words(entry: Mapping[str, Value], *names: str) -> Detail:
    return {name: word(entry[name]) for name in names if word(entry.get(name)) is not None}


def _person(value: Value) -> str:
    by = value.get("by") if isinstance(value, dict) else None
    return by if isinstance(by, str) else ""


def _has(facts: Facts | None, key: Key) -> bool:
    return facts is not None and key in facts.values


def _value(facts: Facts | None, key: Key) -> Value:
    return None if facts is None else facts.values.get(key)
