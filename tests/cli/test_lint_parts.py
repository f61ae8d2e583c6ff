"""Lint of a part: standard input, what a branch changed, another commit's policy, and all but what was known before."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.cases import Change
from tests.cli.conftest import Casekit, Ran
from tests.history.making import git, make, step
from tests.laid import AUDIT, lay, toy

SECOND = AUDIT.replace("0001", "0002")
THIRD = AUDIT.replace("2026-10", "2026-11").replace("0001", "0003")
LATE = "actions: [{id: a1, due: 2026-10-25}]"


WORDS = {
    "2026-10-0002": {
        "listening/strong-side": "At the climbing wall he is asked first, and it is done as he says.",
        "planning/strong-side": "It fits on two pages, and one of them is his own drawing.",
        "planning/weak-side": "Nobody has spoken with the aunt who fetches him on Fridays.",
        "overall/summary": "A steady worker whom he trusts; school has not been asked what it sees.",
    },
    "2026-11-0003": {
        "listening/strong-side": "She writes her own part of every report, and reads it out herself.",
        "planning/strong-side": "Each step names who takes it, and by which day of the month.",
        "planning/weak-side": "Her health at night is left out, though she lies awake for hours.",
        "overall/summary": "Clear work on school and friends; sleep and food are still to come.",
    },
}
"""What each of the audits says of its own child."""


def version(*changes: str, id: str = "2026-10-0001", ref: str = "K7Q2M") -> str:
    """The toy audit with another id, reference and words, and these changes to its front matter."""
    own = [Change(f"id: {id}\ncase: {{ref: {ref}}}"), Change("moderations: (removed)")]
    said = [Change(text, box=box) for box, text in WORDS.get(id, {}).items()]
    return lay([*own, *map(Change, changes), *said], {})[0][AUDIT].decode()


FILES = {
    **{path: raw.decode() for path, raw in toy().items()},
    AUDIT: version(LATE),
    SECOND: version("feedback: (removed)", id="2026-10-0002", ref="B2222"),
    THIRD: version("feedback: (removed)", id="2026-11-0003", ref="C3333"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make(tmp_path, step("all of it", FILES))
    git(tmp_path, "checkout", "-q", "-f", "-b", "work")
    return tmp_path


def write(folder: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def lint(casekit: Casekit, folder: Path, *more: str | Path) -> Ran:
    return casekit("-C", folder, "lint", "--format", "json", "--today", "2026-10-31", *more)


def found(ran: Ran) -> list[tuple[str, str]]:
    """The problems' file names and codes."""
    return [(p["path"].rpartition("/")[2], p["code"]) for p in json.loads(ran.out)["problems"]]


OF_1, OF_2, OF_3 = ("2026-10-0001.md", "CK502"), ("2026-10-0002.md", "CK302"), ("2026-11-0003.md", "CK302")


def test_all_of_it(casekit: Casekit, folder: Path) -> None:
    assert found(lint(casekit, folder)) == [OF_1, OF_2, OF_3]


# standard input -------------------------------------------------------------------------------------------------------


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> object:
    """typed(text) is what standard input holds."""

    def give(text: str) -> None:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))

    return give


def test_standard_input_stands_for_the_file_among_all_others(casekit: Casekit, folder: Path, typed: object) -> None:
    typed(version("feedback: (removed)", "shared: [{with: p999, on: 2026-10-20}]"))  # type: ignore[operator]
    ran = lint(casekit, folder, "--stdin-filename", AUDIT)
    assert found(ran) == [("2026-10-0001.md", "CK302"), ("2026-10-0001.md", "CK801")]
    assert (folder / AUDIT).read_text("utf-8") == FILES[AUDIT]


def test_standard_input_may_be_a_file_that_is_not_there_yet(casekit: Casekit, folder: Path, typed: object) -> None:
    typed(FILES[SECOND])  # type: ignore[operator]
    ran = lint(casekit, folder, "--stdin-filename", "audits/2026-12/2026-12-0009.md")
    assert {code for _, code in found(ran)} == {"CK106", "CK108", "CK302"}
    assert {path for path, _ in found(ran)} == {"2026-12-0009.md"}


def test_standard_input_in_full_shows_its_own_lines(casekit: Casekit, folder: Path, typed: object) -> None:
    typed(version("feedback: (removed)", "shared: [{with: p999, on: 2026-10-20}]"))  # type: ignore[operator]
    ran = casekit("-C", folder, "lint", "--stdin-filename", AUDIT, "--select", "CK801")
    assert "{with: p999, on: 2026-10-20}" in ran.out


def test_standard_input_of_nothing_and_of_too_much(casekit: Casekit, folder: Path, typed: object) -> None:
    typed("")  # type: ignore[operator]
    assert found(lint(casekit, folder, "--stdin-filename", AUDIT)) == [("2026-10-0001.md", "CK004")]
    typed("x" * 300_000)  # type: ignore[operator]
    assert found(lint(casekit, folder, "--stdin-filename", AUDIT)) == [("2026-10-0001.md", "CK008")]


@pytest.mark.parametrize("place", ["notes.md", "../x.md", "audits/2026-10/notes.txt", "/etc/passwd", "audits/a/b.md"])
def test_standard_input_needs_a_place_of_an_audit(casekit: Casekit, folder: Path, typed: object, place: str) -> None:
    typed("")  # type: ignore[operator]
    ran = lint(casekit, folder, "--stdin-filename", place)
    assert (ran.code, ran.out) == (2, "")
    assert "is no place of an audit" in ran.err


# what changed ---------------------------------------------------------------------------------------------------------


def test_only_what_changed_since_is_told(casekit: Casekit, folder: Path) -> None:
    write(folder, {SECOND: FILES[SECOND] + "\n"})
    ran = lint(casekit, folder, "--changed-since", "main")
    assert found(ran) == [OF_2]
    assert json.loads(ran.out)["summary"]["files"] == 1
    assert ran.err == "Checked 1 of 3 audits: 1 file changed since main.\n"


def test_nothing_changed_is_nothing_checked(casekit: Casekit, folder: Path) -> None:
    ran = lint(casekit, folder, "--changed-since", "main")
    assert (ran.code, found(ran)) == (0, [])
    assert ran.err == "Checked 0 of 3 audits: 0 files changed since main.\n"


def test_what_others_did_on_the_target_meanwhile_is_not_this_branchs(casekit: Casekit, folder: Path) -> None:
    write(folder, {SECOND: FILES[SECOND] + "\n"})
    git(folder, "commit", "-q", "-a", "-m", "mine")
    git(folder, "checkout", "-q", "main")
    write(folder, {THIRD: FILES[THIRD] + "\n"})
    git(folder, "commit", "-q", "-a", "-m", "theirs")
    git(folder, "checkout", "-q", "work")
    assert found(lint(casekit, folder, "--changed-since", "main")) == [OF_2]


@pytest.mark.parametrize(
    ("path", "old", "new", "told"),
    [
        (
            "casekit.toml",
            'timezone = "Europe/London"',
            'timezone = "Europe/Paris"',
            "every audit, because of casekit.toml",
        ),
        ("people.yaml", "title: Social worker", "title: Practitioner", "every audit, because of people.yaml"),
        ("rubrics/toy.yaml", "title: The plan", "title: The child's plan", "3 audits of toy@1"),
    ],
)
def test_a_changed_policy_person_or_form_concerns_the_audits_that_use_it(
    casekit: Casekit, folder: Path, path: str, old: str, new: str, told: str
) -> None:
    assert old in FILES[path]
    write(folder, {path: FILES[path].replace(old, new)})
    ran = lint(casekit, folder, "--changed-since", "main")
    assert {OF_1, OF_2, OF_3} <= set(found(ran))
    assert ran.err == f"Checked 3 of 3 audits: 1 file changed since main; also {told}.\n"


def test_a_form_whose_words_are_laid_out_otherwise_concerns_nobody(casekit: Casekit, folder: Path) -> None:
    write(folder, {"rubrics/toy.yaml": FILES["rubrics/toy.yaml"] + "# a comment\n"})
    ran = lint(casekit, folder, "--changed-since", "main")
    assert found(ran) == []
    assert ran.err.startswith("Checked 0 of 3 audits: 1 file changed")


def test_another_audit_of_the_same_child_is_checked_too(casekit: Casekit, folder: Path) -> None:
    write(folder, {SECOND: version(id="2026-10-0002", ref="C3333")})
    ran = lint(casekit, folder, "--changed-since", "main")
    assert found(ran) == [OF_3]
    assert "1 audit of the same child" in ran.err


def test_a_second_file_of_the_same_audit_is_told_at_whichever_it_stands(casekit: Casekit, folder: Path) -> None:
    write(folder, {"audits/2026-09/2026-10-0002.md": FILES[SECOND]})
    ran = lint(casekit, folder, "--changed-since", "main", "--select", "CK106")
    assert found(ran) == [("2026-10-0002.md", "CK106")]


def test_an_audit_that_judges_one_that_is_gone_is_checked(casekit: Casekit, folder: Path) -> None:
    write(folder, {THIRD: version("second_of: 2026-10-0002", "feedback: (removed)", id="2026-11-0003", ref="C3333")})
    git(folder, "commit", "-q", "-a", "-m", "a second judgement")
    git(folder, "branch", "-q", "before")
    (folder / SECOND).unlink()
    ran = lint(casekit, folder, "--changed-since", "before")
    assert OF_3 in found(ran)
    assert ran.err.startswith("Checked 1 of 2 audits: 1 file changed since before; also 1 audit of the same child")


def test_a_changed_since_that_is_no_commit_says_so(casekit: Casekit, folder: Path, tmp_path: Path) -> None:
    for odd in ("nowhere", "--output=x", "main:people.yaml"):
        ran = lint(casekit, folder, f"--changed-since={odd}")
        assert (ran.code, ran.out) == (2, "")
        assert "there is no commit" in ran.err


def test_without_git_there_is_nothing_to_compare_with(casekit: Casekit, repository: Path) -> None:
    for option in ("--changed-since", "--policy-from"):
        ran = lint(casekit, repository, option, "main")
        assert (ran.code, ran.out) == (3, "")
        assert f"{option} needs git" in ran.err


def test_parts_do_not_go_together(casekit: Casekit, folder: Path, typed: object) -> None:
    typed("")  # type: ignore[operator]
    for more in ([AUDIT, "--changed-since", "main"], [AUDIT, "--stdin-filename", AUDIT]):
        ran = lint(casekit, folder, *more)
        assert (ran.code, ran.out) == (2, "")
        assert "do not go together" in ran.err


# another commit's policy ----------------------------------------------------------------------------------------------

LOOSER = '[severities]\nCK302 = "off"\n'


def test_a_branch_cannot_loosen_its_own_policy(casekit: Casekit, folder: Path) -> None:
    write(folder, {"casekit.toml": FILES["casekit.toml"] + LOOSER})
    assert found(lint(casekit, folder)) == [OF_1]
    assert found(lint(casekit, folder, "--policy-from", "main")) == [OF_1, OF_2, OF_3]
    (folder / "casekit.toml").unlink()
    assert found(lint(casekit, folder, "--policy-from", "main")) == [OF_1, OF_2, OF_3]


def test_what_is_wrong_with_its_own_policy_is_told_all_the_same(casekit: Casekit, folder: Path) -> None:
    write(folder, {"casekit.toml": FILES["casekit.toml"] + "odd = 1\n"})
    ran = lint(casekit, folder, "--policy-from", "main")
    assert ("casekit.toml", "CK101") in found(ran)
    assert OF_2 in found(ran)


WAIVER = """waivers:
  - {id: w1, code: CK302, reason: Abroad until December, who: p201, on: 2026-10-20, until: 2026-12-31}
"""


def test_a_branch_cannot_give_itself_the_role_to_waive(casekit: Casekit, folder: Path) -> None:
    role = "{title: Service manager, roles: [{role: head_of_service, from: 2024-01-01}]}"
    people = FILES["people.yaml"].replace("{title: Service manager}", role)
    audit = version("auditor: p202", "feedback: (removed)", WAIVER, id="2026-10-0002", ref="B2222")
    write(folder, {"people.yaml": people, SECOND: audit})
    assert OF_2 not in found(lint(casekit, folder))
    ran = lint(casekit, folder, "--policy-from", "main")
    assert {OF_2, (OF_2[0], "CK191")} <= set(found(ran))


@pytest.mark.parametrize("listed", [True, False])
def test_a_branch_cannot_give_itself_the_role_to_moderate(casekit: Casekit, folder: Path, listed: bool) -> None:
    moderation = "moderations: [{id: m1, by: p9, on: 2026-10-27, overall: sound, reason: So, met: 2026-10-28}]"
    before = "  p9: {title: Officer}\n" if listed else ""
    write(folder, {"people.yaml": FILES["people.yaml"].rstrip("\n") + "\n" + before})
    git(folder, "commit", "-q", "-a", "--allow-empty", "-m", "people")
    role = "  p9: {title: Officer, roles: [{role: moderator, from: 2024-01-01}]}\n"
    audit = version("feedback: (removed)", moderation, id="2026-10-0002", ref="B2222")
    write(folder, {"people.yaml": FILES["people.yaml"].rstrip("\n") + "\n" + role, SECOND: audit})
    assert (OF_2[0], "CK604") not in found(lint(casekit, folder))
    assert (OF_2[0], "CK604") in found(lint(casekit, folder, "--policy-from", "HEAD"))


def test_a_branch_cannot_lengthen_its_own_baseline(casekit: Casekit, folder: Path) -> None:
    assert lint(casekit, folder, "--baseline", "known.json", "--write-baseline").code == 0
    assert found(lint(casekit, folder, "--baseline", "known.json")) == []
    assert found(lint(casekit, folder, "--baseline", "known.json", "--policy-from", "main")) == [OF_1, OF_2, OF_3]


def test_a_large_baseline_of_the_target_counts(casekit: Casekit, folder: Path) -> None:
    lint(casekit, folder, "--baseline", "known.json", "--write-baseline")
    data = json.loads((folder / "known.json").read_text("utf-8"))
    many = [{"audit": f"2020-01-{n:04}", "code": "CK302", "fingerprint": "0" * 32} for n in range(12_000)]
    write(folder, {"known.json": json.dumps({"version": 1, "problems": [*data["problems"], *many]})})
    assert (folder / "known.json").stat().st_size > 1 << 20
    git(folder, "add", "known.json")
    git(folder, "commit", "-q", "-m", "baseline")
    ran = lint(casekit, folder, "--baseline", "known.json", "--policy-from", "HEAD")
    assert (found(ran), json.loads(ran.out)["summary"]["baselined"]) == ([], 3)


def test_policy_and_changes_are_both_looked_at_from_the_target(casekit: Casekit, folder: Path) -> None:
    write(folder, {"casekit.toml": FILES["casekit.toml"] + LOOSER, SECOND: FILES[SECOND] + "\n"})
    ran = lint(casekit, folder, "--policy-from", "main", "--changed-since", "main")
    assert found(ran) == [OF_2]
    assert "every audit" not in ran.err


# the baseline ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def known(casekit: Casekit, folder: Path) -> Path:
    ran = lint(casekit, folder, "--baseline", "known.json", "--write-baseline")
    assert (ran.code, ran.out) == (0, "Wrote known.json: 3 problems known from now on.\n")
    return folder / "known.json"


def test_what_the_baseline_knows_is_counted_and_not_told(casekit: Casekit, folder: Path, known: Path) -> None:
    ran = lint(casekit, folder, "--baseline", "known.json")
    assert (ran.code, found(ran)) == (0, [])
    assert json.loads(ran.out)["summary"]["baselined"] == 3


def test_it_is_known_where_lines_move_and_time_passes(casekit: Casekit, folder: Path, known: Path) -> None:
    write(folder, {AUDIT: FILES[AUDIT].replace("rubric: toy@1\n", "rubric: toy@1\n# a line more\n")})
    ran = lint(casekit, folder, "--baseline", "known.json", "--today", "2026-12-01", "--select", "CK3,CK5")
    assert [p["place"] for p in json.loads(ran.out)["problems"] if p["audit"] == "2026-10-0001"] == ["actions/a2/due"]


def test_a_new_problem_of_the_same_rule_is_told(casekit: Casekit, folder: Path, known: Path) -> None:
    write(folder, {AUDIT: version(LATE, "feedback: (removed)")})
    assert found(lint(casekit, folder, "--baseline", "known.json")) == [("2026-10-0001.md", "CK302")]


def test_an_entry_that_is_no_longer_found_is_told(casekit: Casekit, folder: Path, known: Path) -> None:
    write(folder, {SECOND: version(id="2026-10-0002", ref="B2222")})
    ran = lint(casekit, folder, "--baseline", "known.json")
    assert json.loads(ran.out)["summary"]["stale"] == [{"audit": "2026-10-0002", "code": "CK302"}]
    options = ("--today", "2026-10-31", "--baseline", "known.json")
    said = casekit("-C", folder, "lint", "--format", "concise", *options).out
    assert "In the baseline, but no longer found: CK302 of 2026-10-0002. Write it anew to forget them." in said
    beside = casekit("-C", folder, "lint", "--format", "sarif", *options).err
    assert "In the baseline, but no longer found: CK302 of 2026-10-0002." in beside
    assert beside.endswith("3 audits checked, no problems; 2 known from the baseline.\n")
    only = lint(casekit, folder, "--baseline", "known.json", "--changed-since", "main", "--select", "CK502")
    assert json.loads(only.out)["summary"]["stale"] == [{"audit": "2026-10-0002", "code": "CK302"}]


def test_what_cannot_be_read_is_never_known(casekit: Casekit, folder: Path) -> None:
    (folder / AUDIT).write_bytes(b"\xff\xfe")
    ran = lint(casekit, folder, "--baseline", "known.json", "--write-baseline")
    assert ran.out == (
        "Wrote known.json: 2 problems known from now on. 1 problem cannot be taken over and has to be mended.\n"
    )
    assert [code for _, code in found(lint(casekit, folder, "--baseline", "known.json"))] == ["CK003"]


def test_a_baseline_that_is_none_says_so(casekit: Casekit, folder: Path) -> None:
    for text in ("", "{}", '{"version": 0, "problems": []}', '{"version": 1, "problems": [{"audit": "x"}]}', "[1"):
        (folder / "known.json").write_text(text, encoding="utf-8")
        ran = lint(casekit, folder, "--baseline", "known.json")
        assert (ran.code, ran.out) == (2, ""), text
        assert "no baseline" in ran.err
    write(folder, {"known.json": '{"version": 2, "problems": []}'})
    ran = lint(casekit, folder, "--baseline", "known.json")
    assert (ran.code, "is of version 2, which a newer casekit wrote" in ran.err) == (2, True)
    ran = lint(casekit, folder, "--baseline", "none.json")
    assert (ran.code, "There is no baseline none.json" in ran.err) == (2, True)


def test_a_baseline_is_of_everything(casekit: Casekit, folder: Path) -> None:
    assert lint(casekit, folder, "--write-baseline").code == 2
    ran = lint(casekit, folder, "--baseline", "known.json", "--write-baseline", AUDIT)
    assert (ran.code, "leave out PATHS" in ran.err) == (2, True)
    assert not (folder / "known.json").exists()


# counts, and a pipeline's own places ----------------------------------------------------------------------------------


def test_statistics_instead_of_problems(casekit: Casekit, folder: Path) -> None:
    ran = casekit("-C", folder, "lint", "--statistics", "--today", "2026-10-31")
    assert ran.code == 1
    assert ran.out.splitlines()[:2] == [
        "      2  CK302 feedback-not-sought (error)",
        "      1  CK502 overdue-action (warning)",
    ]
    assert casekit("-C", folder, "lint", "--statistics", "--format", "sarif").code == 2


def test_githubs_summary_is_added_to_where_github_says(
    casekit: Casekit, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "summary.md"
    page.write_text("before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    ran = casekit("-C", folder, "lint", "--format", "github", "--today", "2026-10-31")
    assert ran.out.count("::error ") == 2
    assert page.read_text("utf-8").startswith("before\n## casekit lint\n")
    assert lint(casekit, folder).code == 1
    assert page.read_text("utf-8").count("## casekit lint") == 1
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "no" / "where"))
    assert casekit("-C", folder, "lint", "--format", "github").code == 2
