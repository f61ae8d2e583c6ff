"""What is refused: in one sentence with who may do it and what to do, before anything is written."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Casekit
from tests.cli.judged import ID, PEOPLE, repository, run, seen, text
from tests.cli.test_judging import MODERATED
from tests.history.making import git
from tests.laid import AUDIT

SETTLE = ("resolve", ID, "--outcome", "upheld", "--file-reviewed", "--reason", "So.")
DISPUTE = ("dispute", ID, "--about", "grade", "--reason", "So.")
CONFIRM = ("moderate", ID, "--confirm", "--reason", "So.")
ACTION = ("--do", "Act", "--for", "planning", "--outcome", "Better", "--owner", "p101", "--due", "2026-12-01")


def refused(casekit: Casekit, folder: Path, by: str, *arguments: str, code: int = 2) -> str:
    """What it says, having checked that nothing was written."""
    before = seen(folder)
    ran = run(casekit, folder, by, *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert seen(folder) == before
    assert not list((folder / ".git").glob("*.lock"))
    assert ran.err.startswith("casekit: ")
    assert ran.err.count("\n") == 1
    return ran.err.removeprefix("casekit: ").rstrip("\n")


def moderated(casekit: Casekit, folder: Path, **changes: str) -> Path:
    repository(folder, text(**changes))
    assert run(casekit, folder, "p202", *MODERATED).code == 0
    return folder


@pytest.mark.parametrize(
    ("by", "why"),
    [
        ("p201", "whoever did the audit does not moderate it"),
        ("p102", "they are the team manager of the case"),
        ("p103", "they are the reviewer of the case"),
        ("p204", "they are responsible for the team that holds the case"),
        ("p303", "does not hold the role of moderator on that day"),
        ("p203", "does not hold the role of moderator on that day"),
    ],
)
def test_who_may_not_moderate(casekit: Casekit, tmp_path: Path, by: str, why: str) -> None:
    said = refused(casekit, repository(tmp_path / "r"), by, *MODERATED)
    assert why in said
    assert said.endswith("Have it done by Principal social worker (p202).")


def test_nobody_is_left_who_may(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(
        tmp_path / "r", people=PEOPLE.replace("moderator, from: 2026-01-05", "moderator, to: 2026-01-05")
    )
    assert "people.yaml names nobody who may on that day" in refused(casekit, folder, "p202", *MODERATED)


def test_a_role_is_held_on_the_day_of_the_moderation(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    said = refused(casekit, folder, "p203", *MODERATED, "--on", "2026-10-20")
    assert "does not hold" in said
    assert run(casekit, folder, "p202", *MODERATED, "--on", "2026-10-20").code == 0


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("moderate", "2026-10-0009", "--confirm"), "There is no audit 2026-10-0009; did you mean 2026-10-0001?"),
        (("moderate", ID), "Say which grade with --overall or --section, or --confirm"),
        (("moderate", ID, "--confirm"), "A moderation needs its reason: add --reason"),
        (("moderate", ID, "--confirm", "--reason", " "), "A moderation needs its reason"),
        ((*CONFIRM, "--overall", "weak"), "--confirm and --overall say two things"),
        ((*CONFIRM, "--reason-file", "x"), "--reason and --reason-file say it twice"),
        (("moderate", ID, "--confirm", "--reason-file", "x"), "--reason-file: x cannot be read (No such file"),
        ((*CONFIRM, "--section", "planing=weak"), "no graded section planing; did you mean planning?"),
        (
            (*CONFIRM, "--section", "planning=poor"),
            "poor is no grade of “The plan”: it is strong, sound,",
        ),
        ((*CONFIRM, "--section", "planning"), "--section wants a name, '=' and what belongs to it"),
        ((*CONFIRM, "--section", "planning=weak", "--section", "planning=sound"), "gives planning two grades"),
        ((*CONFIRM, "--section", "placement=weak"), "“The placement” does not apply to this audit"),
        ((*CONFIRM, "--met", "soon"), "--met is 'soon', which is no time"),
        ((*CONFIRM, "--met", "2026-11-19T10:00"), "--met: 19 November 2026 is before the moderation, which is of 20"),
        ((*CONFIRM, "--met", "2026-11-19"), "--met: 19 November 2026 is before the moderation"),
        ((*CONFIRM, "--on", "2026-11-21"), "--on is 2026-11-21, which is still to come"),
        ((*CONFIRM, "--on", "2026-10-15"), "It was completed on 16 October 2026"),
        ((*CONFIRM, "--on", "2026-02-30"), "--on is '2026-02-30', which is not a day"),
        ((*CONFIRM, "--do", "Act"), "An action needs --do, --for, --outcome, --owner and --due"),
        ((*CONFIRM, *ACTION, "--on", "2026-11-01", "--for", "x"), "An action needs"),
        ((*CONFIRM, *ACTION[:2], "--for", "plannig", *ACTION[4:]), "no section or question plannig; did you mean"),
        ((*CONFIRM, *ACTION[:6], "--owner", "p999", *ACTION[8:]), "--owner: p999 is not in people.yaml"),
        (
            (*CONFIRM, *ACTION[:8], "--due", "2026-11-01"),
            "--due: 1 November 2026 is before the day on which it is added",
        ),
        (("moderate", ID, "--met", "2026-11-20"), "--met alone is added to your own last moderation"),
        (DISPUTE, "This audit has not been moderated, so there is nothing to dispute"),
        (SETTLE, "There is nothing to do: no dispute is open"),
        (("share", ID, "--with", "p999"), "--with: p999 is not in people.yaml"),
        (("share", ID, "--with", "p103"), "There is nothing to do: it is on record that they have it"),
        (("reflect", ID, "--text", "proud=Another"), "Text stands in proud already (line "),
        (("reflect", ID, "--text", "prowd=Another"), "The reflection has no box prowd; did you mean proud?"),
        (("reflect", ID, "--on", "2026-10-29"), "There is nothing to do: the day and the text stand there already"),
        (("reflect", ID), "The reflection is dated 29 October 2026"),
    ],
)
def test_what_cannot_be(casekit: Casekit, tmp_path: Path, arguments: tuple[str, ...], why: str) -> None:
    assert why in refused(casekit, repository(tmp_path / "r"), "p202", *arguments)


def test_policy_names_others(casekit: Casekit, tmp_path: Path) -> None:
    policy = 'rubrics = ["toy"]\n[moderation]\nmoderators = ["head_of_quality"]\ndisputes = ["reviewer"]\n'
    folder = repository(tmp_path / "r", policy=policy + 'grades = ["head_of_service"]\n')
    said = refused(casekit, folder, "p202", *MODERATED)
    assert "does not hold the role of head of quality on that day in people.yaml" in said
    assert said.endswith("Have it done by Head of quality (p301).")
    assert run(casekit, folder, "p301", *MODERATED).code == 0
    assert "Have it done by Reviewing officer (p103)." in refused(casekit, folder, "p101", *DISPUTE)
    assert run(casekit, folder, "p103", *DISPUTE).code == 0
    assert run(casekit, folder, "p105", *SETTLE).code == 0


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("# Family\n\nAll well.", "The heading 'Family' is not one of the form"),
        ("## Schooling\n\n### What is strong\n\nAll.", "A heading in the text would carry it into another part"),
        ("```\nnever closed", "cannot be put in order. Close every code block"),
        ("a\x00b", "is not allowed: \\u0000 (NUL)"),
    ],
)
def test_a_text_that_would_not_stay_in_its_box(casekit: Casekit, tmp_path: Path, words: str, why: str) -> None:
    folder = repository(tmp_path / "r", text(a="That the child opened the door himself the second time.\n\n=>"))
    said = refused(casekit, folder, "p101", "reflect", ID, "--text", f"proud={words}", "--on", "2026-10-29")
    assert why in said


def test_nothing_to_do(casekit: Casekit, tmp_path: Path) -> None:
    folder = moderated(casekit, tmp_path / "r")
    assert "m1 says all of that already" in refused(casekit, folder, "p202", *MODERATED)


def test_the_same_again_says_something_where_the_audit_changed(casekit: Casekit, tmp_path: Path) -> None:
    folder = moderated(casekit, tmp_path / "r")
    changed(folder, "decisions: partly", "decisions: no")
    assert run(casekit, folder, "p202", *MODERATED).code == 0


def changed(folder: Path, old: str, new: str) -> None:
    path = folder / AUDIT
    assert path.read_text().count(old) == 1
    path.write_text(path.read_text().replace(old, new))
    git(folder, "commit", "-qam", "change")


def test_an_audit_that_is_not_completed(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r", text(a="completed: 2026-10-16\n=>"))
    assert "This audit is not completed; its auditor sets 'completed' first" in refused(
        casekit, folder, "p202", *CONFIRM
    )


def test_disputes(casekit: Casekit, tmp_path: Path) -> None:
    folder = moderated(casekit, tmp_path / "r")
    said = refused(casekit, folder, "p303", *DISPUTE)
    assert "Clerk (p303) cannot dispute this moderation: that is for the auditor, practitioner or team manager" in said
    assert "Service manager (p201), Social worker (p101) or Team manager (p102)" in said
    assert "There is no moderation m7 here; the last is m1" in refused(
        casekit, folder, "p101", *DISPUTE, "--moderation", "m7"
    )
    assert "A dispute needs its reason" in refused(casekit, folder, "p101", "dispute", ID, "--about", "grade")
    assert run(casekit, folder, "p101", *DISPUTE).code == 0
    assert "d1 is that dispute, and it is open" in refused(casekit, folder, "p101", *DISPUTE)
    for by in ("p104", "p202", "p101", "p302"):
        assert "Have it done by Head of quality (p301)." in refused(casekit, folder, by, *SETTLE)
    for more, why in (
        (("--dispute", "d4"), "There is no dispute d4"),
        (("--overall", "weak"), "A grade is given only where"),
        (("--on", "2026-11-19"), "d1 was raised on 20 November 2026"),
        (("--file-not-reviewed",), "reads the case file itself"),
        (("--outcome", "changed"), "Say to which grade"),
        (("--outcome", "changed", "--overall", "weak"), "Those grades are in effect already"),
    ):
        assert why in refused(casekit, folder, "p301", *SETTLE, *more)
    assert run(casekit, folder, "p301", *SETTLE).code == 0
    assert "d1 was settled on 20 November 2026" in refused(casekit, folder, "p301", *SETTLE, "--dispute", "d1")


def test_what_was_judged_has_changed(casekit: Casekit, tmp_path: Path) -> None:
    folder = moderated(casekit, tmp_path / "r")
    changed(folder, "decisions: partly", "decisions: no")
    stale = "What m1 judged has changed since (casekit lint says what): have it moderated again first."
    assert refused(casekit, folder, "p101", *DISPUTE) == stale
    changed(folder, "decisions: no", "decisions: partly")
    assert run(casekit, folder, "p101", *DISPUTE).code == 0
    changed(folder, "decisions: partly", "decisions: no")
    assert refused(casekit, folder, "p301", *SETTLE) == stale


Spoil = Callable[[Path], object]


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda f: (f / AUDIT).write_text(text() + "\nmore\n"), (3, "has changes that are not committed; commit")),
        (lambda f: stage(f), (3, "has changes that are not committed")),
        (lambda f: git(f, "rm", "-q", "--cached", AUDIT), (3, "has changes that are not committed")),
        (lambda f: (f / AUDIT).unlink(), (2, "There is no audit 2026-10-0001")),
        (lambda f: renamed(f), (3, "is not committed yet; commit it first")),
        (lambda f: (f / "people.yaml").unlink(), (2, "There is no people.yaml here that can be read")),
        (lambda f: (f / "casekit.toml").write_text('rubrics = ["other"]'), (2, "The form toy@1 is not among those")),
    ],
    ids=["dirty", "staged", "unstaged", "gone", "renamed", "no people", "no form"],
)
def test_files_that_are_not_as_committed(casekit: Casekit, tmp_path: Path, spoil: Spoil, why: tuple[int, str]) -> None:
    folder = repository(tmp_path / "r")
    spoil(folder)
    assert why[1] in refused(casekit, folder, "p202", *MODERATED, code=why[0])


def stage(folder: Path) -> None:
    (folder / AUDIT).write_text(text() + "\nmore\n")
    git(folder, "add", AUDIT)
    (folder / AUDIT).write_text(text())


def renamed(folder: Path) -> None:
    (folder / "audits/2026-11").mkdir()
    (folder / AUDIT).rename(folder / "audits/2026-11" / f"{ID}.md")


def test_no_git_at_all(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    (folder / ".git").rename(tmp_path / "away")
    ran = run(casekit, folder, "p202", *MODERATED)
    assert ran.code == 3
    assert "This folder is not under git" in ran.err


def test_the_branch_that_is_followed_has_moved_on(casekit: Casekit, tmp_path: Path) -> None:
    server = repository(tmp_path / "server")
    subprocess.run(["git", "clone", "-q", str(server), str(tmp_path / "r")], check=True, capture_output=True)
    folder = tmp_path / "r"
    (server / "notes.txt").write_text("nothing to do with it")
    git(server, "add", "notes.txt")
    git(server, "commit", "-qm", "notes")
    git(folder, "fetch", "-q")
    assert run(casekit, folder, "p202", *CONFIRM).code == 0
    changed(server, "decisions: partly", "decisions: no")
    git(folder, "fetch", "-q")
    said = refused(casekit, folder, "p101", *DISPUTE)
    assert said == "The branch that yours follows has a newer version of this audit: git pull, read it, and try again."


@pytest.mark.parametrize(
    ("by", "why", "code"),
    [
        ("who@example.org", "Your address in git is who@example.org, which nobody in people.yaml has", 2),
        ("", "git does not know who you are: set it once with git config", 3),
    ],
)
def test_who_somebody_is(casekit: Casekit, tmp_path: Path, by: str, why: str, code: int) -> None:
    assert why in refused(casekit, repository(tmp_path / "r"), by, *MODERATED, code=code)


def test_somebody_who_has_nothing_to_do_with_it(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    for arguments in (("reflect", ID), ("share", ID, "--with", "p104")):
        assert "Clerk (p303) has nothing to do with this audit" in refused(casekit, folder, "p303", *arguments)


@pytest.mark.parametrize(
    ("by", "arguments"),
    [
        ("p202", ("moderate", ID, "--confirm", "--reason", "So \x1b[31mred")),
        ("p202", ("moderate", ID, *ACTION[:1], "Act\u202e", *ACTION[2:], "--confirm", "--reason", "So.")),
        ("p101", ("reply", ID, "--text", "The visit\u2028was held.")),
        ("p201", ("action", "done", ID, "a1", "--evidence", "The \x07note.")),
        ("p102", ("action", "cancel", ID, "a1", "--reason", "\ufeffNot needed.")),
    ],
)
def test_a_character_that_nobody_sees_is_named(
    casekit: Casekit, tmp_path: Path, by: str, arguments: tuple[str, ...]
) -> None:
    folder = repository(tmp_path / "r")
    said = refused(casekit, folder, by, *arguments)
    assert said.startswith("A character stands in the text that cannot be seen and is not allowed: \\u")
    assert said.endswith("Delete it, or type these words again; it often comes along when text is pasted.")


def test_a_character_that_nobody_sees_in_a_reflection(casekit: Casekit, tmp_path: Path) -> None:
    whole = text(a="reflection: {on: 2026-10-29}\n=>")
    start, end = whole.index("## The worker's reflection"), whole.index("## The moderator's report")
    folder = repository(tmp_path / "r", whole[:start] + whole[end:])
    said = refused(casekit, folder, "p101", "reflect", ID, "--text", "proud=The\u200e door.")
    assert "cannot be seen and is not allowed: \\u200e (left-to-right mark)" in said
