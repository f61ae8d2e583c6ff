"""The kinds of facts and events, and how they hang together: the words in which an audit's life is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

OVERALL = "overall"
FEEDBACK = "feedback."
"""In front of a respondent's id: where an answer to a question of the feedback stands."""

CREATED, DELETED, EDITED, WITHDRAWN = "created", "deleted", "edited", "withdrawn"
ANSWERED, GRADED, OVERRIDDEN, COMMENTED = "answered", "graded", "overridden", "commented"
COMPLETED, DISCUSSED, REFLECTED, SHARED = "completed", "discussed", "reflected", "shared"
RAISED, CLOSED = "concern_raised", "concern_closed"
REPLIED, MODERATED, DISPUTED, RESOLVED = "replied", "moderated", "disputed", "resolved"
ADDED, AGREED, MOVED, HANDED = "action_added", "action_agreed", "action_moved", "action_handed_on"
DONE = "action_done"
VERIFIED, CANCELLED = "action_verified", "action_cancelled"

WORDS, BOX, MOVES, HANDS, OTHER = "words", "box", "moves", "hands", "other"
"""Facts whose events have another name: reasons and texts (commented); records of moves and of handing on, and all else
(edited)."""

EVENTS = (
    CREATED,
    ANSWERED,
    GRADED,
    OVERRIDDEN,
    COMMENTED,
    RAISED,
    CLOSED,
    COMPLETED,
    REPLIED,
    MODERATED,
    DISPUTED,
    RESOLVED,
    ADDED,
    AGREED,
    MOVED,
    HANDED,
    DONE,
    VERIFIED,
    CANCELLED,
    DISCUSSED,
    SHARED,
    REFLECTED,
    EDITED,
    WITHDRAWN,
    DELETED,
)
"""Every kind of event, in the order in which those of one commit are told."""

MEETING = frozenset({"met"})
"""What may be added to a judgement without any of it being judged anew."""

PLACE = {kind: place for place, kind in enumerate(EVENTS)}
"""Where a kind stands in that order."""

ENTRIES = {
    RAISED: "concern",
    CLOSED: "concern",
    REPLIED: "reply",
    MODERATED: "moderation",
    DISPUTED: "dispute",
    RESOLVED: "dispute",
    ADDED: "action",
    AGREED: "action",
    MOVED: "action",
    HANDED: "action",
    DONE: "action",
    VERIFIED: "action",
    CANCELLED: "action",
    SHARED: "with",
}
"""What the id of an entry is called in an event's detail."""

WHOLE = {
    CLOSED: RAISED,
    RESOLVED: DISPUTED,
    AGREED: ADDED,
    DONE: ADDED,
    VERIFIED: ADDED,
    CANCELLED: ADDED,
}
"""Parts of an entry, and the kind of the entry itself: gone with it, they are not told apart."""


RENAMED = "renamed"
"""In the detail of a changed record: it says the same by the names of a newer version of its form."""


def rewrites(detail: Mapping[str, object], beside: Iterable[str] = ()) -> bool:
    """Whether a change of a record is one of what it says, and not only of the meeting or of what stands beside it."""
    changed = detail.get("changed")
    return not detail.get(RENAMED) and (not isinstance(changed, list) or bool(set(changed) - MEETING - set(beside)))
