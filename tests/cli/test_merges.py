"""What two branches do to one audit, merged by real git: needless conflicts are rare, what is wrong together is told.

The file is in canonical order, one key a line, as casekit writes it.
"""

import json
from itertools import combinations
from pathlib import Path

import pytest

from tests.cli.conftest import Casekit
from tests.cli.judged import repository, text
from tests.history.making import git
from tests.laid import AUDIT

MODERATED = """\
moderations:
  - id: m1
    by: p202
    on: 2026-10-30
    overall: strong
    reason: The plan is better than it was given credit for.
    met: 2026-10-31T10:00
"""
SECOND = MODERATED.replace("moderations:\n", "").replace("m1", "m2").replace("overall: strong", "overall: weak")
DISPUTED = """\
disputes:
  - id: d1
    of: m1
    about: grade
    by: p201
    on: 2026-11-02
    why: It was held.
"""
RESOLVED = """\
    resolved:
      by: p301
      on: 2026-11-09
      outcome: changed
      file_reviewed: yes
      overall: sound
      reason: Read.
"""
DONE = "    done: {by: p101, on: 2026-11-10, evidence: The note of 10 November}\n"
VERIFIED = "    verified: {by: p202, on: 2026-11-12}\n"
DUE = "    due: 2026-11-20\n"
REFLECTION = "reflection:"
REPLIED = """\
replies:
  - id: r1
    by: p101
    on: 2026-10-30
    for: planning
    says: The plan was reviewed in May.
"""
SHARED = "  - {with: p103, on: 2026-10-20}\n"

Edit = tuple[str, str]
"""A piece of the file, and what stands there afterwards."""

USUAL: dict[str, Edit] = {
    "answer": ("plan-owned: partly", "plan-owned: yes"),
    "grade": ("  listening:\n    grade: strong", "  listening:\n    grade: sound"),
    "overall": ("overall:\n  grade: sound", "overall:\n  grade: strong"),
    "date": ("  plan: 2026-09-21", "  plan: 2026-09-22"),
    "feedback": ("change: Nothing", "change: Much"),
    "discuss": ("discussed: 2026-10-20", "discussed: 2026-10-21"),
    "share": (SHARED, SHARED + SHARED.replace("p103", "p101")),
    "moderate": (REFLECTION, MODERATED + REFLECTION),
    "reflect": ("himself the second time.", "himself the second time, and laughed."),
    "done": (DUE, DUE + DONE),
    "other done": ("    due: 2026-10-31\n", "    due: 2026-10-31\n" + DONE),
    "text": ("The child chose where to meet,", "The child always chose where to meet,"),
    "other text": ("Two decisions stand without", "Three decisions stand without"),
}
"""What people usually do to an audit, each on a branch of their own."""
TOUCHING = {frozenset({"share", "moderate"})}
"""Pairs that git cannot tell apart, since they change lines that lie next to each other."""


def edited(before: str, *edits: Edit) -> str:
    for old, new in edits:
        assert before.count(old) == 1, old
        before = before.replace(old, new)
    return before


def merge(folder: Path, base: str, ours: str, theirs: str) -> bool:
    """Merges two branches with these versions of the audit; whether git did it by itself."""
    repository(folder, base)
    commit(folder, "side", theirs)
    git(folder, "switch", "-q", "main")
    commit(folder, "", ours)
    git(folder, "merge", "-q", "--no-ff", "-m", "Merge side", "side", fails=True)
    return git(folder, "ls-files", "--unmerged") == ""


def commit(folder: Path, branch: str, version: str) -> None:
    if branch:
        git(folder, "switch", "-qc", branch)
    (folder / AUDIT).write_text(version, "utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "Edit the audit")


def told(casekit: Casekit, folder: Path) -> set[str]:
    """The codes, of those that are about records and their order, that lint reports of the audit."""
    ran = casekit("-C", folder, "lint", "--format", "json", "--today", "2026-11-20")
    return {p["code"] for p in json.loads(ran.out)["problems"]} & {"CK005", "CK007", "CK101", "CK602", "CK630", "CK631"}


def test_usual_pairs_of_edits_merge_by_themselves(tmp_path: Path) -> None:
    """One repository holds a branch for each edit, so that each pair costs no more than a merge."""
    base, folder = text(), tmp_path / "r"
    repository(folder, base)
    for number, edit in enumerate(USUAL.values()):
        git(folder, "switch", "-q", "main")
        commit(folder, f"b{number}", edited(base, edit))
    conflicts = set()
    names = list(USUAL)
    for one, other in combinations(range(len(names)), 2):
        merged = git(folder, "merge-tree", "--write-tree", f"b{one}", f"b{other}", fails=True)
        if "CONFLICT" in merged:
            conflicts.add(frozenset({names[one], names[other]}))
        else:
            both = edited(base, USUAL[names[one]], USUAL[names[other]])
            assert git(folder, "cat-file", "blob", f"{merged}:{AUDIT}") == both.strip()
    assert conflicts == TOUCHING


@pytest.mark.parametrize("edit", ["answer", "grade", "overall", "date", "feedback", "text"])
def test_a_moderation_and_a_change_of_what_it_judged(casekit: Casekit, tmp_path: Path, edit: str) -> None:
    base = text()
    assert merge(tmp_path / "r", base, edited(base, USUAL["moderate"]), edited(base, USUAL[edit]))
    assert told(casekit, tmp_path / "r") == {"CK602"}


@pytest.mark.parametrize("edit", ["done", "reflect", "discuss"])
def test_a_moderation_and_what_goes_on_after_it(casekit: Casekit, tmp_path: Path, edit: str) -> None:
    base = text()
    assert merge(tmp_path / "r", base, edited(base, USUAL["moderate"]), edited(base, USUAL[edit]))
    assert told(casekit, tmp_path / "r") == set()


DISPUTE: Edit = (REFLECTION, DISPUTED + REFLECTION)
SETTLED: Edit = ("    why: It was held.\n", "    why: It was held.\n" + RESOLVED)
AGAIN: Edit = ("    met: 2026-10-31T10:00\n", "    met: 2026-10-31T10:00\n" + SECOND)


def test_a_settlement_and_another_moderation(casekit: Casekit, tmp_path: Path) -> None:
    folder = tmp_path / "r"
    base = edited(text(), USUAL["moderate"], DISPUTE)
    assert merge(folder, base, edited(base, SETTLED), edited(base, AGAIN))
    assert told(casekit, folder) == {"CK630"}
    third = SECOND.replace("m2", "m3")
    commit(folder, "", (folder / AUDIT).read_text("utf-8").replace(SECOND, SECOND + third))
    assert told(casekit, folder) == set()


def test_two_moderations_put_together_by_hand(casekit: Casekit, tmp_path: Path) -> None:
    folder, base = tmp_path / "r", text()
    theirs = edited(base, (REFLECTION, "moderations:\n" + SECOND.replace("p202", "p204") + REFLECTION))
    assert not merge(folder, base, edited(base, USUAL["moderate"]), theirs)
    both = edited(base, (REFLECTION, MODERATED + SECOND.replace("p202", "p204") + REFLECTION))
    commit(folder, "", both)
    assert told(casekit, folder) == {"CK630"}
    (folder / AUDIT).write_text(edited(both, (SECOND.replace("p202", "p204"), "")), "utf-8")
    assert told(casekit, folder) == set()


def test_a_settlement_after_a_moderation_is_no_news(casekit: Casekit, tmp_path: Path) -> None:
    """Branches that were merged in turn knew of each other."""
    folder = tmp_path / "r"
    base = edited(text(), USUAL["moderate"], DISPUTE)
    repository(folder, base)
    for branch, edit in (("one", SETTLED), ("two", AGAIN)):
        commit(folder, branch, edited((folder / AUDIT).read_text("utf-8"), edit))
        git(folder, "switch", "-q", "main")
        git(folder, "merge", "-q", "--no-ff", "-m", "Merge", branch)
    assert told(casekit, folder) == set()


@pytest.mark.parametrize(
    "change",
    [
        ("    due: 2026-11-20\n", "    due: 2026-12-20\n"),
        ("    do: Go through the plan with both grandparents\n", "    do: Go through the plan with the uncle\n"),
        ("    owner: p101\n", "    owner: p103\n"),
    ],
)
def test_an_action_verified_while_it_changed(casekit: Casekit, tmp_path: Path, change: Edit) -> None:
    folder = tmp_path / "r"
    base = edited(text(), USUAL["done"])
    assert merge(folder, base, edited(base, (DONE, DONE + VERIFIED)), edited(base, change))
    assert told(casekit, folder) == {"CK631"}


def test_an_action_verified_while_another_changed(casekit: Casekit, tmp_path: Path) -> None:
    base = edited(text(), USUAL["done"])
    assert merge(tmp_path / "r", base, edited(base, (DONE, DONE + VERIFIED)), edited(base, USUAL["other done"]))
    assert told(casekit, tmp_path / "r") == set()


def test_a_moderation_that_did_not_know_of_a_reply(casekit: Casekit, tmp_path: Path) -> None:
    """Git asks a person to put the two together; who does so has not moderated with the reply in mind."""
    folder, base = tmp_path / "r", text()
    theirs = edited(base, (REFLECTION, REPLIED + REFLECTION))
    assert not merge(folder, base, edited(base, USUAL["moderate"]), theirs)
    both = edited(base, (REFLECTION, REPLIED + MODERATED + REFLECTION))
    commit(folder, "", both)
    assert told(casekit, folder) == {"CK631"}
    (folder / AUDIT).write_text(edited(both, (REPLIED, "")), "utf-8")
    assert told(casekit, folder) == set()
    commit(folder, "", edited(both, AGAIN))
    assert told(casekit, folder) == set()


def test_a_moderation_after_a_reply(casekit: Casekit, tmp_path: Path) -> None:
    folder, base = tmp_path / "r", text()
    assert merge(folder, base, base + "\n", edited(base, (REFLECTION, REPLIED + REFLECTION)))
    commit(folder, "", edited((folder / AUDIT).read_text("utf-8"), (REFLECTION, MODERATED + REFLECTION)))
    assert told(casekit, folder) == set()


def test_a_dispute_of_a_moderation_that_changed(casekit: Casekit, tmp_path: Path) -> None:
    folder = tmp_path / "r"
    base = edited(text(), USUAL["moderate"])
    assert merge(folder, base, edited(base, DISPUTE), edited(base, ("overall: strong", "overall: weak")))
    assert told(casekit, folder) == {"CK631"}
