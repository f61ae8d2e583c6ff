"""How far a commit bears out what it records: it may be silent, but it may not say otherwise."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from casekit.history import kinds
from casekit.history.changes import WAS, Draft
from casekit.history.trailers import NONE
from casekit.history.witness import UNSIGNED, Vouched
from casekit.model.history import ENTERED as ENTERED_FOR
from casekit.model.history import Trust

PERSONAL = (kinds.REPLIED, kinds.MODERATED, kinds.DISPUTED, kinds.RESOLVED, kinds.VERIFIED)
"""What only the person named may record."""

AUDIT, EVENT, GRADE, MODERATOR = "Casekit-Audit", "Casekit-Event", "Casekit-Grade", "Moderated-by"
JUDGED = "Casekit-Judged"
ENTERED, SLIP = "Casekit-Entered-By", "Casekit-Slip"
"""Who entered what came back from a form, where that was somebody else, and the digest of what came back."""
ENTERABLE = (kinds.REPLIED, kinds.MODERATED, kinds.DISPUTED)
"""What may be entered for the person named, where the commit says so openly. It is never more than claimed."""
JUDGING = (kinds.MODERATED, kinds.RESOLVED)
"""What judges: its commit may say by a fingerprint what it judged."""


@dataclass(frozen=True, slots=True)
class Borne:
    """How far a record is borne out, why in words, and which forge vouches for it."""

    trust: Trust
    why: str = ""
    via: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """The commit of a record.

    committer, author: their ids, "" where nobody in people.yaml has the address. address: the committer's. denied: its
    fingerprint is of something else than its file. barred: why its committer may not enter a moderation for others.
    """

    committer: str = ""
    author: str = ""
    trailers: Mapping[str, str] = field(default_factory=lambda: NONE)
    denied: bool = False
    address: str = ""
    barred: str = ""


def personal(draft: Draft) -> bool:
    """Whether a record, or what changes or withdraws it, is one that only the person named may make.

    Anybody may bring an audit to a newer version of its form: what was judged gets other names, and says the same.
    """
    if draft.detail.get(kinds.RENAMED):
        return False
    about = draft.detail.get("event") if draft.kind in (kinds.EDITED, kinds.WITHDRAWN) else draft.kind
    return about in PERSONAL


def trust(
    draft: Draft, audit: str, made: Made, vouched: Vouched = UNSIGNED, roles: Collection[str] | None = None
) -> Borne:
    """VERIFIED, CLAIMED, or FAILED where the commit contradicts the record.

    The committer counts, and the author where the committer is nobody we know (a forge's own merge button). roles: who
    may do it at all, by id; None where that is not a matter of roles.
    """
    entered = _told_of(made)
    if not personal(draft):
        return Borne(Trust.CLAIMED, entered)
    against = next(_against(draft, audit, made, vouched), "")
    if against:
        return Borne(Trust.FAILED, against)
    if entered:
        return Borne(Trust.CLAIMED, entered)
    if not vouched.forge and not vouched.people:
        return Borne(Trust.CLAIMED, vouched.why)
    missing = next(_missing(draft, made, vouched, roles), "")
    if missing:
        return Borne(Trust.CLAIMED, missing)
    if vouched.forge:
        return Borne(Trust.VERIFIED, f"{vouched.forge} signed that its author is the person named", vouched.forge)
    return Borne(Trust.VERIFIED, "signed with a key of the person named")


def _against(draft: Draft, audit: str, made: Made, vouched: Vouched) -> Iterator[str]:
    """Everything in which the commit says otherwise than the file."""
    if vouched.contradicts:
        yield vouched.why
    person = made.author if vouched.forge else made.committer or made.author
    hand = draft.person
    if enters(made) and draft.kind in ENTERABLE and made.author == draft.person:
        hand = made.committer
    if hand and person and person not in (hand, draft.person):
        yield "it was committed by somebody else than the person named"
    if hand and vouched.people and hand not in vouched.people:
        yield "it is signed with the key of somebody else than the person named"
    if AUDIT in made.trailers and made.trailers[AUDIT] != audit:
        yield "its message names another audit"
    if was := draft.detail.get(WAS):
        yield f"it puts another name to what {was} had recorded"
    if draft.kind not in PERSONAL:
        return
    if made.barred and draft.kind == kinds.MODERATED and enters(made):
        yield made.barred
    if made.denied and draft.kind in JUDGING:
        yield "the fingerprint in its message is of something else than was judged"
    for key, values in _expected(draft).items():
        if made.trailers.get(key, values[0]) not in values:
            yield f"its message says otherwise under {key}"


def enters(made: Made) -> str:
    """Who entered it for its author, as the commit says of itself; "" where nobody did.

    Its committer, its author, and the trailers of who entered what have to agree.
    """
    said = made.trailers.get(ENTERED, "")
    agreed = said == made.committer != made.author and SLIP in made.trailers
    return said if agreed and made.author else ""


def _told_of(made: Made) -> str:
    """The same in words."""
    by = enters(made)
    return f"{ENTERED_FOR}{made.author} by {by}" if by else ""


def _missing(draft: Draft, made: Made, vouched: Vouched, roles: Collection[str] | None) -> Iterator[str]:
    """What a signed commit lacks to be more than claimed."""
    if not draft.person:
        yield "the file names nobody"
    if roles is not None and draft.person not in roles:
        yield "the person named did not hold the role on that day, as the main branch had it"
    if vouched.forge:
        if made.author != draft.person:
            yield "nobody in people.yaml has the address of its author"
        if made.address.casefold() not in vouched.emails:
            yield f"it carries the key of {vouched.forge}, and was not committed there"
        return
    if len(vouched.people) > 1:
        yield "it is signed with a key that is listed for several people"
    if made.committer != draft.person:
        yield "nobody in people.yaml has the address of whoever committed it"
    if draft.kind in PERSONAL and (AUDIT not in made.trailers or _expected(draft).keys() - made.trailers.keys()):
        yield "it is signed, and its message does not repeat what the file says"


def _expected(draft: Draft) -> dict[str, tuple[str, ...]]:
    """What the trailers of a record have to say where they say anything: each one of these.

    casekit calls an event by its whole name, and whoever writes by hand may leave out that it is an action's.
    """
    expected: dict[str, tuple[str, ...]] = {EVENT: (draft.kind, draft.kind.removeprefix("action_"))}
    if draft.kind == kinds.MODERATED:
        expected[MODERATOR] = (draft.person,)
    if "from" in draft.detail:
        expected[GRADE] = (step(draft.detail),)
    return expected


def step(detail: Mapping[str, object]) -> str:
    """The grade of the whole before and after, as the trailer has them: "good -> poor"; none where there was none."""
    return " -> ".join("none" if grade is None else str(grade) for grade in (detail["from"], detail["to"]))
