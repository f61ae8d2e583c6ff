"""Lint and the history: what was changed after a moderation, and a history that is disguised or cut short."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casekit.check.run import past_rules
from casekit.history.create import NewCommit
from tests.cases import Change
from tests.cli.conftest import Casekit
from tests.history.making import git, make, step
from tests.laid import AUDIT, lay

JUDGED = "moderations:\n  - id: m1\n"
LATER = AUDIT.replace("2026-10/", "2026-11/")


def version(*changes: str, box: str = "") -> str:
    """The toy audit with these changes to its front matter, and to a box ("planning/weak-side: words")."""
    laid = [Change(text) for text in changes]
    if box:
        place, words = box.split(": ", 1)
        laid.append(Change(words, box=place))
    return lay(laid, {})[0][AUDIT].decode()


WRITTEN = version("moderations: (removed)")
MODERATED = version()
UPGRADED = version("sections: {planning: {grade: strong}}")


def first(path: str = AUDIT, text: str = WRITTEN) -> NewCommit:
    """The commit in which the audit is written, with the rest of the toy repository."""
    rest = {name: raw.decode() for name, raw in lay([], {})[0].items() if name != AUDIT}
    return step("written", {**rest, path: text})


def found(casekit: Casekit, folder: Path, *more: str) -> list[dict[str, object]]:
    ran = casekit("-C", folder, "lint", "--format", "json", "--today", "2026-10-31", *more)
    problems: list[dict[str, object]] = json.loads(ran.out)["problems"]
    return problems


def stale(casekit: Casekit, folder: Path) -> list[str]:
    """What lint says has changed; nothing else may be wrong."""
    problems = found(casekit, folder)
    assert [p["code"] for p in problems if p["code"] != "CK602"] == []
    return [cause for p in problems for cause in p["because"]]  # type: ignore[attr-defined]


def told(*things: str, commit: str) -> list[str]:
    return [*things, f"It was judged as it stood in commit {commit[:10]}, dated 27 October 2026"]


GRADE = "The grade of 'The plan' (Sound, now Strong)"


def test_changed_in_a_later_commit(casekit: Casekit, tmp_path: Path) -> None:
    ids = make(tmp_path, first(), step("moderated", {AUDIT: MODERATED}), step("changed", {AUDIT: UPGRADED}))
    (problem,) = found(casekit, tmp_path)
    line = UPGRADED.split("\n").index("  - id: m1") + 1
    assert (problem["code"], problem["path"], problem["line"], problem["severity"]) == ("CK602", AUDIT, line, "error")
    assert problem["message"] == "Of what moderation m1 judged, 1 thing has changed since."
    assert problem["because"] == told(GRADE, commit=ids["moderated"])
    assert problem["audit"] == "2026-10-0001"


def test_not_touched_since(casekit: Casekit, tmp_path: Path) -> None:
    make(tmp_path, first(), step("moderated", {AUDIT: MODERATED}), step("other", {"people.yaml": "people: {}\n"}))
    assert "CK602" not in [p["code"] for p in found(casekit, tmp_path)]


def test_changed_in_the_working_tree_and_not_committed_yet(casekit: Casekit, tmp_path: Path) -> None:
    ids = make(tmp_path, first(), step("moderated", {AUDIT: MODERATED}))
    (tmp_path / AUDIT).write_text(UPGRADED, encoding="utf-8")
    assert stale(casekit, tmp_path) == told(GRADE, commit=ids["moderated"])


def test_several_things_and_the_words_of_a_box(casekit: Casekit, tmp_path: Path) -> None:
    after = version(
        "sections: {planning: {answers: {plan-owned: yes}}}",
        "dates: {plan: 2026-09-22}",
        box="planning/weak-side: The grandparents do have a part in it.\n",
    )
    ids = make(tmp_path, first(), step("moderated", {AUDIT: MODERATED}), step("changed", {AUDIT: after}))
    assert stale(casekit, tmp_path) == told(
        "The date plan (21 September 2026, now 22 September 2026)",
        "The answer to 'plan-owned' (partly, now yes)",
        "The words under 'What is missing' in 'The plan'",
        commit=ids["moderated"],
    )
    assert found(casekit, tmp_path)[0]["message"] == "Of what moderation m1 judged, 3 things have changed since."


@pytest.mark.parametrize(
    "after",
    [
        version("actions: [{id: a2, done: {by: p102, on: 2026-10-30, evidence: A note}}]"),
        version("reflection: {on: 2026-10-30}", "shared: [{with: p105, on: 2026-10-30}]"),
        version("disputes: [{id: d1, of: m1, about: grade, by: p201, on: 2026-10-29}]"),
        MODERATED.replace("grade: strong", "grade:  'STRONG'   # as agreed").replace("\n\n###", "\n\n\n###"),
        MODERATED.replace("\n", "\r\n"),
    ],
    ids=["actions", "reflection and sharing", "a dispute", "blanks, quotes and comments", "line ends"],
)
def test_what_may_change_freely(casekit: Casekit, tmp_path: Path, after: str) -> None:
    make(tmp_path, first(), step("moderated", {AUDIT: MODERATED}), step("changed", {AUDIT: after}))
    assert stale(casekit, tmp_path) == []


def test_changed_and_taken_back(casekit: Casekit, tmp_path: Path) -> None:
    steps = [step("changed", {AUDIT: UPGRADED}), step("back", {AUDIT: MODERATED})]
    make(tmp_path, first(), step("moderated", {AUDIT: MODERATED}), *steps)
    assert stale(casekit, tmp_path) == []


def test_what_the_moderations_own_commit_changes_was_judged(casekit: Casekit, tmp_path: Path) -> None:
    make(tmp_path, first(), step("moderated", {AUDIT: UPGRADED}))
    assert stale(casekit, tmp_path) == []


def test_a_moderation_that_is_not_committed_yet(casekit: Casekit, tmp_path: Path) -> None:
    make(tmp_path, first())
    (tmp_path / AUDIT).write_text(UPGRADED, encoding="utf-8")
    assert stale(casekit, tmp_path) == []


AGAIN = "moderations: [{id: m2, by: p105, on: 2026-10-29, overall: sound, reason: Read again}]"


def test_a_second_moderation_settles_it_and_is_held_against_its_own_commit(casekit: Casekit, tmp_path: Path) -> None:
    again = version("sections: {planning: {grade: strong}}", AGAIN)
    once_more = version("sections: {planning: {grade: weak}}", AGAIN)
    steps = [step("changed", {AUDIT: UPGRADED}), step("again", {AUDIT: again})]
    ids = make(tmp_path / "settled", first(), step("moderated", {AUDIT: MODERATED}), *steps)
    assert stale(casekit, tmp_path / "settled") == []
    after = step("changed again", {AUDIT: once_more})
    make(tmp_path / "changed", first(), step("moderated", {AUDIT: MODERATED}), *steps, after)
    assert stale(casekit, tmp_path / "changed") == [
        "The grade of 'The plan' (Strong, now Weak)",
        f"It was judged as it stood in commit {ids['again'][:10]}, dated 29 October 2026",
    ]


def test_a_file_that_was_moved_is_still_the_same_audit(casekit: Casekit, tmp_path: Path) -> None:
    moved = step("moved", {AUDIT: None, LATER: UPGRADED})
    ids = make(tmp_path, first(), step("moderated", {AUDIT: MODERATED}), moved)
    assert stale(casekit, tmp_path) == told(GRADE, commit=ids["moderated"])


def test_changed_by_a_merge_itself(casekit: Casekit, tmp_path: Path) -> None:
    ids = make(
        tmp_path,
        first(),
        step("moderated", {AUDIT: MODERATED}),
        step("side", {"people.yaml": lay([], {})[0]["people.yaml"].decode() + "\n"}, parents=("written",)),
        step("merge", {AUDIT: UPGRADED}, parents=("moderated", "side")),
    )
    assert stale(casekit, tmp_path) == told(GRADE, commit=ids["moderated"])


def test_changed_on_a_branch_from_before_the_moderation(casekit: Casekit, tmp_path: Path) -> None:
    before = version("moderations: (removed)", "sections: {planning: {grade: strong}}")
    ids = make(
        tmp_path,
        first(),
        step("moderated", {AUDIT: MODERATED}),
        step("side", {AUDIT: before}, parents=("written",)),
        step("merge", {AUDIT: UPGRADED}, parents=("moderated", "side")),
    )
    assert stale(casekit, tmp_path) == told(GRADE, commit=ids["moderated"])


# A history that is cut short, or is not there -------------------------------------------------------------------------


def test_cut_short_the_rule_is_listed_as_not_run(casekit: Casekit, tmp_path: Path) -> None:
    make(tmp_path / "from", first(), step("moderated", {AUDIT: MODERATED}), step("changed", {AUDIT: UPGRADED}))
    git(tmp_path / "from", "clone", "-q", "--depth=1", f"file://{tmp_path}/from", str(tmp_path / "to"))
    ran = casekit("-C", tmp_path / "to", "lint", "--format", "json", "--today", "2026-10-31")
    assert ran.code == 0
    assert json.loads(ran.out)["problems"] == []
    assert json.loads(ran.out)["summary"]["not_run"] == past_rules()
    required = casekit("-C", tmp_path / "to", "lint", "--require-history")
    assert (required.code, required.out) == (3, "")
    assert "--unshallow" in required.err


def test_without_git_the_rule_is_listed_as_not_run(casekit: Casekit, tmp_path: Path) -> None:
    for path, raw in lay([], {})[0].items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(raw)
    ran = casekit("-C", tmp_path, "lint", "--format", "json", "--today", "2026-10-31")
    assert json.loads(ran.out)["summary"]["not_run"] == past_rules()


# A history that is disguised (CK901) ----------------------------------------------------------------------------------


def disguised(casekit: Casekit, folder: Path) -> list[tuple[object, object, object]]:
    return [(p["code"], p["path"], p["line"]) for p in found(casekit, folder)]


def test_a_replaced_commit_is_told_and_does_not_deceive(casekit: Casekit, tmp_path: Path) -> None:
    ids = make(
        tmp_path,
        first(),
        step("moderated", {AUDIT: MODERATED}),
        step("changed", {AUDIT: UPGRADED}),
        step("forged", {AUDIT: UPGRADED}, parents=("written",)),
        step("last", {AUDIT: UPGRADED + "\n"}, parents=("changed",)),
    )
    git(tmp_path, "replace", ids["moderated"], ids["forged"])
    problems = found(casekit, tmp_path)
    assert [(p["code"], p["path"], p["line"]) for p in problems] == [("CK901", ".", 1), ("CK602", AUDIT, 49)]
    assert problems[0]["message"] == (
        "Git's folder holds replacement commits (refs/replace), which show another history than the one committed; "
        "casekit looks past them."
    )
    assert problems[1]["because"] == told(GRADE, commit=ids["moderated"])


def test_grafted_parents_are_told_and_do_not_deceive(casekit: Casekit, tmp_path: Path) -> None:
    ids = make(tmp_path, first(), step("moderated", {AUDIT: MODERATED}), step("changed", {AUDIT: UPGRADED}))
    (tmp_path / ".git" / "info").mkdir(exist_ok=True)
    (tmp_path / ".git" / "info" / "grafts").write_text(f"{ids['changed']} {ids['written']}\n", encoding="ascii")
    assert disguised(casekit, tmp_path) == [("CK901", ".", 1), ("CK602", AUDIT, 49)]


def test_an_empty_list_of_grafts_disguises_nothing(casekit: Casekit, tmp_path: Path) -> None:
    make(tmp_path, first(), step("moderated", {AUDIT: MODERATED}))
    (tmp_path / ".git" / "info").mkdir(exist_ok=True)
    (tmp_path / ".git" / "info" / "grafts").write_text("", encoding="ascii")
    assert disguised(casekit, tmp_path) == []


def test_a_disguise_is_told_where_nothing_was_moderated(casekit: Casekit, tmp_path: Path) -> None:
    ids = make(tmp_path, first(), step("again", {AUDIT: WRITTEN + "\n"}))
    git(tmp_path, "replace", ids["again"], ids["written"])
    assert disguised(casekit, tmp_path) == [("CK901", ".", 1)]


def test_other_references_disguise_nothing(casekit: Casekit, tmp_path: Path) -> None:
    ids = make(tmp_path, first(), step("moderated", {AUDIT: MODERATED}))
    for name in ("refs/heads/replace", "refs/tags/replace/x", "refs/notes/commits"):
        git(tmp_path, "update-ref", name, ids["written"])
    assert disguised(casekit, tmp_path) == []
