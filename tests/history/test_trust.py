import pytest

from casekit.history.changes import Draft
from casekit.history.trust import Made, trust
from casekit.history.witness import Vouched
from casekit.model.history import Trust

MODERATED = Draft("moderated", {"moderation": "m1", "from": "good", "to": "poor"}, None, "p009")
TRAILERS = {
    "Casekit-Audit": "2026-10-0042",
    "Casekit-Event": "moderated",
    "Casekit-Grade": "good -> poor",
    "Moderated-by": "p009",
}


def judged(draft: Draft, committer: str = "", author: str = "", **changed: str) -> Trust:
    trailers = TRAILERS | {key.replace("_", "-"): value for key, value in changed.items()} if changed else {}
    return trust(draft, "2026-10-0042", Made(committer, author, trailers)).trust


@pytest.mark.parametrize("people", [("p009", "p009"), ("p009", "p054"), ("", "p009"), ("", "")])
def test_what_nothing_contradicts_is_claimed(people: tuple[str, str]) -> None:
    assert judged(MODERATED, *people) is Trust.CLAIMED
    assert trust(MODERATED, "2026-10-0042", Made(*people, TRAILERS)).trust is Trust.CLAIMED


@pytest.mark.parametrize("people", [("p054", "p009"), ("p054", ""), ("", "p054")])
def test_somebody_else_than_the_person_named(people: tuple[str, str]) -> None:
    assert judged(MODERATED, *people) is Trust.FAILED


@pytest.mark.parametrize(
    ("trailer", "value"),
    [
        ("Casekit_Audit", "2026-10-0043"),
        ("Casekit_Event", "graded"),
        ("Casekit_Grade", "good -> fair"),
        ("Moderated_by", "p010"),
    ],
)
def test_a_trailer_that_says_otherwise(trailer: str, value: str) -> None:
    assert judged(MODERATED, "p009", **{trailer: value}) is Trust.FAILED


@pytest.mark.parametrize(
    ("kind", "personal"),
    [("disputed", True), ("resolved", True), ("action_verified", True), ("action_done", False), ("graded", False)],
)
def test_only_some_records_are_personal(kind: str, personal: bool) -> None:
    assert (judged(Draft(kind, {}, None, "p009"), "p054") is Trust.FAILED) is personal


def test_an_edit_or_withdrawal_of_a_personal_record_is_personal_too() -> None:
    for kind in ("edited", "withdrawn"):
        about: dict[str, object] = {"event": "moderated", "moderation": "m1"}
        assert judged(Draft(kind, about, None, "p009"), "p054") is Trust.FAILED
        assert judged(Draft(kind, about, None, "p009"), "p009") is Trust.CLAIMED
        assert judged(Draft(kind, {"keys": ["case.age"]}), "p054") is Trust.CLAIMED


def test_an_actions_trailer_needs_no_prefix() -> None:
    verified = Draft("action_verified", {"action": "a1"}, None, "p022")
    for said in ("action_verified", "verified"):
        assert judged(verified, "p022", Casekit_Event=said) is Trust.CLAIMED
    assert judged(verified, "p022", Casekit_Event="done") is Trust.FAILED


ENTERED = {"Casekit-Entered-By": "p054", "Casekit-Slip": "sha256:0"}


@pytest.mark.parametrize(
    ("made", "found"),
    [
        (Made("p054", "p009", {**TRAILERS, **ENTERED}), Trust.CLAIMED),
        (Made("p054", "p009", ENTERED), Trust.CLAIMED),
        (Made("p054", "p009", TRAILERS), Trust.FAILED),
        (Made("p055", "p009", {**TRAILERS, **ENTERED}), Trust.FAILED),
        (Made("p054", "p010", {**TRAILERS, **ENTERED}), Trust.FAILED),
        (Made("p054", "", {**TRAILERS, **ENTERED}), Trust.FAILED),
        (Made("p054", "p009", {**TRAILERS, **ENTERED, "Casekit-Grade": "good -> fair"}), Trust.FAILED),
        (Made("p054", "p009", {**TRAILERS, **ENTERED}, denied=True), Trust.FAILED),
        (Made("p054", "p009", {**TRAILERS, **ENTERED}, barred="it is their own audit"), Trust.FAILED),
        (Made("p009", "p009", TRAILERS, barred="it is their own audit"), Trust.CLAIMED),
        (Made("p054", "p009", {**TRAILERS, "Casekit-Entered-By": "p054"}), Trust.FAILED),
    ],
)
def test_what_is_entered_for_somebody_says_so(made: Made, found: Trust) -> None:
    assert trust(MODERATED, "2026-10-0042", made).trust is found


def test_it_is_never_more_than_claimed_whoever_signed_it() -> None:
    made = Made("p054", "p009", {**TRAILERS, **ENTERED})
    mine, other = (Vouched(frozenset({person})) for person in ("p054", "p077"))
    borne = trust(MODERATED, "2026-10-0042", made, mine)
    assert (borne.trust, borne.why) == (Trust.CLAIMED, "entered on behalf of p009 by p054")
    assert trust(MODERATED, "2026-10-0042", made, other).trust is Trust.FAILED
    for kind in ("resolved", "action_verified", "edited"):
        draft = Draft(kind, {"event": "moderated"}, None, "p009")
        assert trust(draft, "2026-10-0042", Made("p054", "p009", ENTERED), mine).trust is Trust.FAILED
