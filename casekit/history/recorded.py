"""What the commit of a record says: in sentences what it did, and in trailers what bears that out."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

from casekit.history import kinds
from casekit.history.labels import Labels
from casekit.history.life import phrase
from casekit.history.message import SUBJECT, message
from casekit.history.reading import Reader
from casekit.history.telling import told
from casekit.history.trailers import NONE
from casekit.history.trust import AUDIT, ENTERED, EVENT, GRADE, JUDGED, JUDGING, MODERATOR, step
from casekit.words import sentence


def recorded(
    subject: str,
    before: bytes,
    after: bytes,
    kind: str,
    by: str,
    labels: Labels,
    judged: str,
    entered: Mapping[str, str] = NONE,
) -> str:
    """The message of the commit that turns one version of an audit's file, which can be read, into the other.

    kind: what it does first of all. by: whose record it is. judged: the fingerprint of what was judged, "" where
    nothing was. entered: trailers about how it came. No word that somebody wrote is in it: who may read that is
    decided elsewhere.
    """
    old, new = (Reader().read(raw).facts for raw in (before, after))
    assert old is not None  # whoever asks has read both
    assert new is not None
    drafts = sorted(told([old], new), key=lambda draft: draft.kind != kind)
    said = " ".join(sentence(phrase(draft.kind, draft.detail, labels)) for draft in drafts)
    trailers = {AUDIT: new.id, EVENT: kind}
    if kind in JUDGING and "from" in drafts[0].detail:
        trailers[GRADE] = step(drafts[0].detail)
    if judged:
        trailers[JUDGED] = judged
    if kind == kinds.MODERATED:
        trailers[MODERATOR] = by
    whom = [f"Entered on behalf of {by} by {entered[ENTERED]}."] if ENTERED in entered else []
    return message(subject, [textwrap.fill(said, SUBJECT), *whom], {**trailers, **entered})
