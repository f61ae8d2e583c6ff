"""Judgements that have to be signed and are not, and judgements that were rewritten, over real repositories."""

from functools import partial
from pathlib import Path

import pytest

from casekit.check.examine import examine
from casekit.cli.remembering import remember
from casekit.history.outcome import open_history
from casekit.problem import Problem
from casekit.read.files import Folder
from tests.check.lint import TODAY
from tests.history import signing
from tests.history.making import make, step
from tests.history.signing import FIRST, PATH, Repo, entry, moderation, trailers
from tests.laid import AUDIT, toy

SIGNED = '[moderation]\nsigned = ["moderated"]\n'
FILES = {path: raw.decode() for path, raw in toy().items()}
WHOLE = FILES[AUDIT]
BEFORE = WHOLE[: WHOLE.index("moderations:")] + WHOLE[WHOLE.index("reflection:") :]
LOWER = WHOLE.replace("    overall: sound\n", "    overall: weak\n", 1)
LATER = WHOLE.replace("    on: 2026-10-27\n", "    on: 2026-10-28\n", 1)
OTHER = WHOLE.replace("    by: p202\n", "    by: p201\n", 1)
REASON = WHOLE.replace("The grades follow from the file.", "The grades follow from what stands in the file.")
TALKED = WHOLE.replace("  met: 2026-10-28T14:00\n", "  met: 2026-10-28T15:00\n")
DISPUTED = """\
disputes:
  - id: d1
    of: m1
    about: grade
    by: p101
    on: 2026-10-28
    why: It was held.
    resolved: {by: p301, on: 2026-10-29, outcome: upheld, file_reviewed: yes, reason: It stands.}
"""
SETTLED = WHOLE.replace("reflection:", DISPUTED + "reflection:", 1)


def found(folder: Path, code: str) -> list[Problem]:
    examined = examine(partial(Folder, folder), lambda _: TODAY, lambda done, of: None)
    opened = open_history(folder)
    some = [remember(opened, examined, Folder(folder), audits)[1] for audits in (None, {"2026-10-0001"})]
    assert some[0] == some[1]
    return [problem for problem in some[0] if problem.code == code]


def signers(folder: Path, policy: str = SIGNED) -> Repo:
    """A repository in the form of the cases, where the moderator's key is known."""
    repo = Repo.make(folder, {"p009": entry("a")}, policy)
    repo.commit("p001", {path: text for path, text in FILES.items() if path.startswith("rubrics/")})
    return repo


@pytest.mark.parametrize(
    ("key", "policy", "codes"),
    [("", SIGNED, ["CK615"]), ("a", SIGNED, []), ("", "", []), ("", SIGNED.replace("moderated", "resolved"), [])],
)
def test_a_moderation_that_has_to_be_signed(tmp_path: Path, key: str, policy: str, codes: list[str]) -> None:
    repo = signers(tmp_path / "r", policy)
    repo.moderate("p009", key)
    assert [problem.code for problem in found(repo.folder, "CK615")] == codes


def test_the_sentence_says_which_and_why(tmp_path: Path) -> None:
    repo = signers(tmp_path / "r")
    commit = repo.moderate("p009")
    (problem,) = found(repo.folder, "CK615")
    assert problem.message == "Moderation m1 has to be signed, and nothing proves who recorded it."
    assert problem.because == (f"It stands in commit {commit[:10]}: the commit is not signed",)
    assert problem.place == "moderations/m1"


def test_a_key_that_nobody_listed_proves_nothing(tmp_path: Path) -> None:
    repo = signers(tmp_path / "r")
    repo.moderate("p009", "stranger")
    assert len(found(repo.folder, "CK615")) == 1


def test_recorded_anew_with_a_signature_it_is_in_order(tmp_path: Path) -> None:
    repo = signers(tmp_path / "r")
    repo.moderate("p009")
    repo.commit("p009", {PATH: FIRST}, "Take it out")
    assert found(repo.folder, "CK615") == []
    repo.moderate("p009", "a")
    assert found(repo.folder, "CK615") == []
    repo.commit("p009", {PATH: FIRST}, "Take it out")
    repo.moderate("p009")
    assert len(found(repo.folder, "CK615")) == 1


def test_what_no_commit_holds_yet_can_still_be_signed(tmp_path: Path) -> None:
    repo = signers(tmp_path / "r")
    (repo.folder / PATH).write_text(FIRST.replace("moderations:\n", moderation("p009")))
    assert found(repo.folder, "CK615") == []


def test_two_at_once_and_one_of_them_signed(tmp_path: Path) -> None:
    repo = signers(tmp_path / "r")
    repo.moderate("p009", "a")
    more = moderation("p009") + moderation("p009", "m2").removeprefix("moderations:\n")
    repo.commit("p009", {PATH: FIRST.replace("moderations:\n", more)}, trailers("p009"))
    assert [problem.place for problem in found(repo.folder, "CK615")] == ["moderations/m2"]
    assert signing.ID == "2026-10-0001"


@pytest.mark.parametrize(
    ("after", "number"),
    [
        ([], 0),
        ([LOWER], 1),
        ([LATER], 1),
        ([OTHER], 1),
        ([LOWER, WHOLE], 0),
        ([REASON], 0),
        ([TALKED], 0),
        ([BEFORE, LOWER], 1),
        ([BEFORE], 0),
        ([WHOLE.replace("    reason:", "    sections: {planning: weak}\n    reason:", 1)], 1),
        ([SETTLED], 0),
        ([SETTLED, SETTLED.replace("outcome: upheld", "outcome: withdrawn")], 1),
        ([SETTLED, SETTLED.replace("file_reviewed: yes", "file_reviewed: no")], 1),
        ([SETTLED, SETTLED.replace("outcome: upheld", "outcome: withdrawn").replace("by: p202", "by: p201")], 2),
    ],
)
def test_a_judgement_is_held_against_what_it_said_first(tmp_path: Path, after: list[str], number: int) -> None:
    later = [step(str(place), {AUDIT: text}) for place, text in enumerate(after)]
    make(tmp_path, step("begin", FILES | {AUDIT: BEFORE}), step("moderate", {AUDIT: WHOLE}), *later)
    assert len(found(tmp_path, "CK616")) == number


def test_a_rewritten_judgement_is_told_with_both_grades(tmp_path: Path) -> None:
    ids = make(tmp_path, step("begin", FILES | {AUDIT: BEFORE}), step("moderate", {AUDIT: WHOLE}))
    (tmp_path / AUDIT).write_text(LOWER, "utf-8")
    (problem,) = found(tmp_path, "CK616")
    assert problem.place == "moderations/m1/overall" or problem.place == "moderations/m1"
    assert problem.because[0].endswith(": Sound, now Weak")
    assert problem.because[1] == f"It was recorded in commit {ids['moderate'][:10]}"


def test_a_merge_cannot_slip_another_grade_into_a_judgement(tmp_path: Path) -> None:
    make(
        tmp_path,
        step("begin", FILES | {AUDIT: BEFORE}),
        step("moderate", {AUDIT: WHOLE}),
        step("main", {"x": "1\n"}, parents=("begin",)),
        step("merge", {AUDIT: LOWER}, parents=("main", "moderate")),
    )
    assert len(found(tmp_path, "CK616")) == 1
