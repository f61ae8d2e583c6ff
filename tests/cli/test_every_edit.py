"""Every edit that a command makes, through audits as anybody may have typed them: only the intended lines differ."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from casekit.edit import acts, entries, reflecting, replying
from casekit.edit.editor import Refusal, edit
from casekit.edit.entries import NewAction, Plan, Said
from casekit.edit.intents import Rearrange
from casekit.link.corpus import surroundings
from casekit.model.corpus import AuditCase
from casekit.model.document import Document
from casekit.read.document import read_audit
from tests.check.lint import Memory
from tests.cli.judged import PEOPLE, POLICY
from tests.cli.judged import text as unmoderated
from tests.edit.odd import Odd
from tests.edit.test_editor import prove
from tests.laid import AUDIT, toy

ON = date(2026, 11, 20)
AROUND = surroundings(Memory({**toy(), "people.yaml": PEOPLE.encode(), "casekit.toml": POLICY.encode()}))
DISPUTED = """\
disputes:
  - id: d1
    of: m1
    about: grade
    by: p101
    on: 2026-10-30
    why: It was held.
"""
ACTIONS = """\
  - id: a3
    for: planning
    do: Ask the uncle
    outcome: The child knows whom to ring
    owner: p101
    due: 2026-12-01
  - id: a4
    for: planning
    do: Ask the aunt
    outcome: The child knows whom to ring
    owner: p101
    agreed: 2026-10-20
    due: 2026-12-01
    done: {by: p101, on: 2026-11-02, evidence: The note of 2 November}
---
## Listening"""
WHOLE = toy()[AUDIT].decode().replace("reflection:", f"{DISPUTED}reflection:").replace("---\n## Listening", ACTIONS)
OPEN = unmoderated(a="reflection: {on: 2026-10-29}\n=>").replace("---\n## Listening", ACTIONS)
OPEN = OPEN[: OPEN.index("## The worker's reflection")]
NEW = NewAction("planning", "Hold the plan meeting: with both", "The child knows who comes", "p102", date(2026, 12, 11))
JUDGE = Said(
    AROUND.people.by_id["p202"], ON, {"overall": "weak", "planning": "weak"}, "Nobody holds it: the plan. " * 4
)
HEAD = Said(AROUND.people.by_id["p301"], ON, {"overall": "strong"}, "The letter is there, #3.")

Make = Callable[[AuditCase, Document], Plan]


def action(case: AuditCase, id: str) -> Any:
    return acts.found(case.audit, id)


MODERATED: dict[str, Make] = {
    "moderate": lambda case, _: entries.moderation(case, JUDGE, "2026-11-21T14:00", [NEW], lambda id: False),
    "dispute": lambda case, _: entries.dispute(case.audit, "p101", ON, "m1", "action", "It was agreed: see 'a1'."),
    "resolve": lambda case, _: entries.resolution(case, case.audit.disputes[0], HEAD, "changed", True),
    "share": lambda case, _: entries.sharing(case.audit, ["p104", "p105"], ON),
}
UNMODERATED: dict[str, Make] = {
    "reply": lambda case, _: replying.reply(case, "p101", ON, "planning", "It was held: see the note. " * 5),
    "first moderation": lambda case, _: entries.moderation(case, JUDGE, "", [], lambda id: False),
    "reflect": lambda case, document: reflecting.reflection(case, document.body, ON, {"proud": "The door.\n\nTwice."}),
}
EITHER: dict[str, Make] = {
    "add": lambda case, _: acts.add(case, NEW, ON, True),
    "agree": lambda case, _: acts.agree(case.audit, action(case, "a3"), ON),
    "done": lambda case, _: acts.done(case.audit, action(case, "a1"), "p101", ON, "The note: 20 November"),
    "verify": lambda case, _: acts.verify(case.audit, action(case, "a4"), "p202", ON),
    "move": lambda case, _: acts.move(case.audit, action(case, "a1"), date(2026, 12, 20), ON, "She was ill, twice"),
    "cancel": lambda case, _: acts.cancel(case.audit, action(case, "a2"), ON, "Done otherwise: see a1"),
    "hand on": lambda case, _: acts.hand_on(case.audit, action(case, "a1"), "p102", ON, "She left"),
}


@st.composite
def odd_audits(draw: Any, whole: str) -> bytes:
    """That audit as somebody else might have typed it."""
    document, _ = read_audit(AUDIT, whole.encode())
    assert document is not None
    assert isinstance(document.data, dict)
    odd = Odd(draw)
    lines = ["---", *odd.mapping(document.data, ""), "---", *document.body.lines]
    end = odd.some(["\n", "\n", "\r\n"])
    return "".join(line + end for line in lines).encode()


def proved(raw: bytes, make: Make) -> bool:
    """Makes the edits of a plan one after the other, each proved; False where reading it is refused."""
    linked = AROUND.link(AUDIT, raw)
    document, _ = read_audit(AUDIT, raw)
    if linked.case is None or document is None:
        return False
    for intent in make(linked.case, document).intents:
        document, _ = read_audit(AUDIT, raw)
        assert document is not None
        after = edit(AUDIT, raw, [intent])
        if isinstance(after, Refusal):
            assert "casekit cannot change" in after.message
            return False
        if isinstance(intent, Rearrange):
            lines = iter(after.splitlines())
            assert all(line in lines for line in raw.rstrip().splitlines())
        else:
            prove((raw, document.data, intent))
        raw = after
    return True


def through(name: str, most: int) -> int:
    """Takes the edit through so many audits, and says through how many it went."""
    make = {**MODERATED, **UNMODERATED, **EITHER}[name]
    went = 0

    @settings(max_examples=most, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
    @given(odd_audits(OPEN if name in UNMODERATED else WHOLE))
    def one(raw: bytes) -> None:
        nonlocal went
        went += proved(raw, make)

    one()
    return went


EVERY = [*MODERATED, *UNMODERATED, *EITHER]


@pytest.mark.parametrize("name", ["moderate", "reply", "done"])
def test_an_edit_through_a_few_audits(name: str) -> None:
    assert through(name, 3) >= 2


@pytest.mark.slow
@pytest.mark.parametrize("name", EVERY)
def test_every_edit_through_many_audits(name: str) -> None:
    """So many audits for each of the edits; test_committed.py takes 5,000 through edits at random."""
    most = 100
    assert through(name, most) > most * 0.9
