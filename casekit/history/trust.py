"""How far a commit bears out what it records: it may be silent, but it may not say otherwise."""

from __future__ import annotations

from collections.abc import Mapping

from casekit.history import kinds
from casekit.history.changes import Draft
from casekit.model.history import Trust

PERSONAL = (kinds.MODERATED, kinds.DISPUTED, kinds.RESOLVED, kinds.VERIFIED)
"""What only the person named may record."""

AUDIT, EVENT, GRADE, MODERATOR = "Casekit-Audit", "Casekit-Event", "Casekit-Grade", "Moderated-by"
JUDGED = "Casekit-Judged"
JUDGING = (kinds.MODERATED, kinds.RESOLVED)
"""What judges: its commit may say by a fingerprint what it judged."""


def trust(
    draft: Draft, audit: str, committer: str, author: str, trailers: Mapping[str, str], denied: bool = False
) -> Trust:
    """CLAIMED, or FAILED where the commit contradicts the record.

    denied: its fingerprint is of something else than its file. committer, author: their ids, "" where nobody in
    people.yaml has the address. The committer counts, and the author where the committer is nobody we know (a forge's
    own merge button).
    """
    about = draft.detail.get("event") if draft.kind in (kinds.EDITED, kinds.WITHDRAWN) else draft.kind
    if about not in PERSONAL:
        return Trust.CLAIMED
    person = committer or author
    if draft.person and person and draft.person != person:
        return Trust.FAILED
    if AUDIT in trailers and trailers[AUDIT] != audit:
        return Trust.FAILED
    if draft.kind != about:
        return Trust.CLAIMED
    if denied and draft.kind in JUDGING:
        return Trust.FAILED
    expected = {EVENT: draft.kind.removeprefix("action_")}
    if draft.kind == kinds.MODERATED:
        expected[MODERATOR] = draft.person
    if "from" in draft.detail:
        expected[GRADE] = step(draft.detail)
    return Trust.FAILED if any(trailers.get(key, value) != value for key, value in expected.items()) else Trust.CLAIMED


def step(detail: Mapping[str, object]) -> str:
    """The grade of the whole before and after, as the trailer has them: "good -> poor"; none where there was none."""
    return " -> ".join("none" if grade is None else str(grade) for grade in (detail["from"], detail["to"]))
