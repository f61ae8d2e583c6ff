"""Every history of up to five commits by three people, read a second time by brute force, comes to the same.

The second reading knows nothing of casekit's: it holds each commit's parents and what stood in the file, and asks of
every commit what its parents had. It looks for the same four answers: moderated, stale, disputed, settled; and whether
the moderation was committed by whom it names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import pytest

from casekit.check.past import past
from casekit.check.rules.moderation.ck602_stale import check
from casekit.history.blobs import asked
from casekit.history.create import NewCommit, create
from casekit.history.events import history
from casekit.history.outcome import open_history
from casekit.link.corpus import surroundings
from casekit.model.history import Trust
from casekit.read.files import Folder
from casekit.register.stages import Stage, stage
from tests.cli.judged import ID, PEOPLE, POLICY, text
from tests.history.making import who
from tests.laid import AUDIT, toy

AUDITOR, MODERATOR, HEAD = "p201", "p202", "p301"
BASE = text()


@dataclass(frozen=True)
class State:
    """What stands in the file: an answer that is judged, an action that is not, moderations, settled disputes."""

    judged: bool = False
    other: bool = False
    moderations: int = 0
    disputes: tuple[bool, ...] = ()

    def text(self) -> str:
        """The audit's file."""
        moderations = "".join(
            f"  - {{id: m{n}, by: {MODERATOR}, on: 2026-10-30, overall: sound, reason: Read.}}\n"
            for n in range(1, self.moderations + 1)
        )
        settled = f", resolved: {{by: {HEAD}, on: 2026-11-03, outcome: upheld, file_reviewed: yes, reason: Read.}}"
        disputes = "".join(
            f"  - {{id: d{n}, of: m1, about: grade, by: {AUDITOR}, on: 2026-11-01, why: No{settled if done else ''}}}\n"
            for n, done in enumerate(self.disputes, 1)
        )
        lists = ("moderations:\n" + moderations if moderations else "") + ("disputes:\n" + disputes if disputes else "")
        made = BASE.replace("reflection:", f"{lists}reflection:")
        made = made.replace("plan-owned: partly", "plan-owned: yes") if self.judged else made
        return made.replace("with both grandparents", "with everybody") if self.other else made


def after(state: State, op: str) -> State | None:
    """The file after somebody did something; None where there was nothing to do it to."""
    if op == "E":
        return replace(state, judged=not state.judged)
    if op == "N":
        return replace(state, other=not state.other)
    if op in "MF":
        return replace(state, moderations=state.moderations + 1)
    if op == "D" and state.moderations and all(state.disputes):
        return replace(state, disputes=(*state.disputes, False))
    if op == "R" and not all(state.disputes):
        return replace(state, disputes=(*state.disputes[:-1], True))
    return None


BY = {"E": AUDITOR, "N": AUDITOR, "M": MODERATOR, "F": HEAD, "D": AUDITOR, "R": HEAD}
"""Who commits what. F is a moderation in the moderator's name, committed by somebody else."""


@dataclass(frozen=True)
class Node:
    """A commit: its name, its parents' names, what stands in it, who made it."""

    name: str
    parents: tuple[str, ...]
    state: State
    by: str


def nodes() -> dict[str, Node]:
    """Every commit of every history, by name; parents first. Histories that begin alike share their commits."""
    found = {"": Node("", (), State(), AUDITOR)}
    for length in range(1, 5):
        for ops in product("ENMFDR", repeat=length):
            _grow(found, "".join(ops[:-1]), ops[-1])
    for before, one, other in product(["", *"ENMFDR"], "ENMFDR", "ENMFDR"):
        sides = (before + one, before + other)
        if sides[0] < sides[1] and all(side in found for side in sides):
            _merge(found, sides, one, other)
    for merged in [name for name in found if "+" in name and len(found[name].parents[0]) == 1]:
        for op in "ENMFDR":
            _grow(found, merged, op)
    return found


def _grow(found: dict[str, Node], parent: str, op: str) -> None:
    state = after(found[parent].state, op) if parent in found else None
    if state is not None:
        found[parent + op] = Node(parent + op, (parent,), state, BY[op])


def _merge(found: dict[str, Node], sides: tuple[str, str], one: str, other: str) -> None:
    """Both ways: what either side did, one after the other; and what the first side had, as `-s ours` leaves it."""
    ours = found[sides[0]].state
    both = after(ours, other)
    if both is not None:
        name = f"({sides[0]}+{sides[1]})"
        found[name] = Node(name, sides, both, AUDITOR)
    name = f"<{sides[0]}+{sides[1]}>"
    found[name] = Node(name, sides, ours, AUDITOR)


def behind(found: dict[str, Node], name: str) -> Iterator[Node]:
    """The commit and all that it grew from, each once."""
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            yield found[one]
            waiting += found[one].parents


def by_brute_force(found: dict[str, Node], name: str) -> tuple[bool, bool, bool, bool, set[bool]]:
    """Moderated, stale, disputed, settled; and of each moderation whether the person named made its commit."""
    now = found[name].state
    first, own = [], set()
    for node in behind(found, name):
        had = [found[parent].state.moderations for parent in node.parents]
        if all(node.state.moderations > count for count in had) and node.state.moderations:
            own.add(node.by == MODERATOR)
            if all(count < now.moderations <= node.state.moderations for count in had):
                first.append(node.state.judged)
    stale = bool(now.moderations) and now.judged not in first
    return (
        bool(now.moderations),
        stale,
        not all(now.disputes),
        bool(now.disputes) and all(now.disputes),
        own,
    )


@pytest.mark.slow
def test_brute_force_agrees(tmp_path: Path) -> None:
    found = nodes()
    assert len(found) > 600
    rest = {**toy(), "people.yaml": PEOPLE.encode(), "casekit.toml": POLICY.encode()}
    commits = [
        NewCommit(
            name or "begin",
            who(node.by, number),
            {**({} if node.parents or name else rest), AUDIT: node.state.text().encode()},
            name=name or "begin",
            parents=tuple(parent or "begin" for parent in node.parents),
        )
        for number, (name, node) in enumerate(found.items())
    ]
    ids = create(tmp_path / "r", commits)
    opened = open_history(tmp_path / "r")
    around = surroundings(Folder(tmp_path / "r"))
    assert opened.repository is not None
    wrong = []
    with asked(opened.repository) as contents:

        def version(blob: str) -> bytes:
            raw = contents[blob]
            assert isinstance(raw, bytes)
            return raw

        for name, node in found.items():
            raw = node.state.text().encode()
            told = history(replace(opened, head=ids[name or "begin"]), around.people, [ID])
            case = around.link(AUDIT, raw).case
            assert case is not None
            known = past(told, [case], around, lambda path, raw=raw: raw, version)  # type: ignore[misc]
            stages = stage(case.audit)
            said = (
                bool(case.audit.moderations),
                bool(list(check(case, known))),
                stages is Stage.DISPUTED,
                stages is Stage.SETTLED,
                {event.trust is not Trust.FAILED for event in told.of(ID) if event.event == "moderated"},
            )
            if said != by_brute_force(found, name):
                wrong.append((name, said, by_brute_force(found, name)))
    assert wrong == []
