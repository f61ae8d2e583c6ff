"""What moderators, practitioners and owners say in their forms becomes what the commands of that name would record."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from casekit.form.asking import LONGEST
from casekit.model.history import Trust
from tests.browser.test_form_page import AWKWARD
from tests.cli.conftest import Casekit
from tests.cli.judged import ID, POLICY, TODAY, repository, run, seen, text
from tests.cli.slips import ENTERS, accept, action, content, slip
from tests.cli.test_judging import MODERATED, case, events
from tests.history.making import git, raw_commit
from tests.laid import AUDIT

WHY = "Nobody holds the plan."
JUDGED: dict[str, Any] = {"do": "moderate", "grades": {"overall": "weak", "planning": "weak"}, "reason": WHY}
OPEN = "    agreed: 2026-10-20\n    due: 2026-11-20=>    due: 2026-11-20"
UNSAID = "reflection: {on: 2026-10-29}\n=>"
Prepared = tuple[Path, dict[str, Any], tuple[str, ...]]


def moderated(casekit: Casekit, folder: Path) -> Prepared:
    made = repository(folder / "r")
    page = content(casekit, made, "moderator", "p202")
    new = {"for": "planning", "do": "Hold it", "outcome": "The child knows", "owner": "p102", "due": "2026-12-11"}
    said = {**JUDGED, "rests": page["moderations"], "confirm": False, "met": "2026-11-23T14:00", "actions": [new]}
    options = ("--do", "Hold it", "--for", "planning", "--outcome", "The child knows", "--owner", "p102")
    return made, slip(page, said), (*MODERATED, "--met", "2026-11-23T14:00", *options, "--due", "2026-12-11")


def confirmed(casekit: Casekit, folder: Path) -> Prepared:
    made = repository(folder / "r")
    page = content(casekit, made, "moderator", "p202")
    said = {
        "do": "moderate",
        "rests": page["moderations"],
        "confirm": True,
        "grades": {},
        "reason": "So.",
        "actions": [],
    }
    return made, slip(page, said), ("moderate", ID, "--confirm", "--reason", "So.")


def reflected(casekit: Casekit, folder: Path) -> Prepared:
    made = repository(folder / "r", text(day=UNSAID, box="That the child opened the door himself the second time.=>"))
    page = content(casekit, made, "practitioner", "p101")
    said = {"do": "reflect", "texts": {"proud": "That he came.\n\nTwice."}}
    return made, slip(page, said), ("reflect", ID, "--text", "proud=That he came.\n\nTwice.")


def replied(casekit: Casekit, folder: Path) -> Prepared:
    made = repository(folder / "r")
    page = content(casekit, made, "practitioner", "p101")
    assert page["parts"][0] == "reply"
    said = {"do": "reply", "about": "planning", "says": "The plan is under the sibling."}
    return made, slip(page, said), ("reply", ID, "--for", "planning", "--text", "The plan is under the sibling.")


def agreed(casekit: Casekit, folder: Path) -> Prepared:
    made = repository(folder / "r", text(open=OPEN))
    page = content(casekit, made, "practitioner", "p101")
    return made, slip(page, {"do": "agree", **action(page, "a1")}), ("action", "agree", ID, "a1")


def disputed(casekit: Casekit, folder: Path) -> Prepared:
    made = repository(folder / "r")
    assert run(casekit, made, "p202", *MODERATED).code == 0
    page = content(casekit, made, "practitioner", "p101")
    assert page["of"] == "m1"
    said = {"do": "dispute", "of": "m1", "about": "grade", "reason": "Both were there."}
    return made, slip(page, said), ("dispute", ID, "--about", "grade", "--reason", "Both were there.")


def done(casekit: Casekit, folder: Path) -> Prepared:
    made = repository(folder / "r")
    page = content(casekit, made, "owner", "p101")
    said = {"do": "done", **action(page, "a1"), "evidence": "Note of 10 November."}
    return made, slip(page, said), ("action", "done", ID, "a1", "--evidence", "Note of 10 November.")


def moved(casekit: Casekit, folder: Path) -> Prepared:
    made = repository(folder / "r")
    page = content(casekit, made, "owner", "p101")
    said = {"do": "move", **action(page, "a1"), "to": "2026-12-18", "reason": "They are away."}
    return made, slip(page, said), ("action", "move", ID, "a1", "--to", "2026-12-18", "--reason", "They are away.")


LONG = pytest.mark.slow
EVERY = [
    moderated,
    *(pytest.param(one, marks=LONG) for one in (confirmed, replied, reflected, agreed, disputed, done, moved)),
]


@pytest.mark.parametrize("prepare", EVERY)
def test_it_is_the_edit_and_the_commit_of_the_command(
    casekit: Casekit, tmp_path: Path, prepare: Callable[[Casekit, Path], Prepared]
) -> None:
    folder, file, command = prepare(casekit, tmp_path)
    by, start = file["by"], git(folder, "rev-parse", "HEAD")
    ran = accept(casekit, folder, file)
    assert (ran.code, ran.err) == (0, ""), ran.out
    head = git(folder, "rev-parse", "HEAD")
    assert ran.out == f"back.json: taken, as commit {head[:10]}. Entered on behalf of {by} by {ENTERS}.\n"
    made, said = (folder / AUDIT).read_bytes(), git(folder, "show", "-s", "--format=%B")
    assert git(folder, "rev-parse", "HEAD~1") == start
    assert git(folder, "status", "--porcelain") == ""
    assert git(folder, "show", "-s", "--format=%ae %ce") == f"{by}@example.org {ENTERS}@example.org"
    first = events(folder)[0]
    assert (first.trust, first.why) == (Trust.CLAIMED, f"entered on behalf of {by} by {ENTERS}")
    assert f"(entered on behalf of {by} by {ENTERS})" in casekit("-C", folder, "log", ID).out

    again = accept(casekit, folder, file, name="back (1).json")
    assert (again.code, again.out) == (
        0,
        f"back (1).json: nothing to do, all of it is here already, as commit {head[:10]}.\n",
    )
    assert git(folder, "rev-parse", "HEAD") == head

    git(folder, "reset", "--quiet", "--hard", start)
    assert run(casekit, folder, by, *command).code == 0
    assert (folder / AUDIT).read_bytes() == made
    own = git(folder, "show", "-s", "--format=%B")
    extra = [
        line for line in said.splitlines() if line.startswith(("Casekit-Entered-By", "Casekit-Slip", "Entered on"))
    ]
    assert len(extra) == 3
    assert [line for line in said.splitlines() if line and line not in extra] == [
        line for line in own.splitlines() if line
    ]


@LONG
def test_whoever_says_it_may_enter_it_too(casekit: Casekit, tmp_path: Path) -> None:
    folder, file, _ = moderated(casekit, tmp_path)
    ran = accept(casekit, folder, file, by="p202")
    assert ran.out.endswith(". From a form.\n")
    assert git(folder, "show", "-s", "--format=%ae %ce") == "p202@example.org p202@example.org"
    assert "Casekit-Entered-By" not in git(folder, "show", "-s", "--format=%B")


@LONG
def test_several_things_are_several_commits_and_one_bad_one_stops_all(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(
        tmp_path / "r", text(open=OPEN, day=UNSAID, box="That the child opened the door himself the second time.=>")
    )
    page = content(casekit, folder, "practitioner", "p101")
    assert page["parts"] == ["reply", "reflect", "agree"]
    says = [{"do": "reflect", "texts": {"proud": "That he came."}}, {"do": "agree", **action(page, "a1")}]
    before = seen(folder)
    ran = accept(casekit, folder, slip(page, *says, {"do": "dispute", "of": "m1", "about": "grade", "reason": "No."}))
    assert (ran.code, seen(folder)) == (1, before)
    assert "This audit has not been moderated" in ran.out
    assert "would be taken" in accept(casekit, folder, slip(page, *says), "--dry-run").out
    assert seen(folder) == before
    ran = accept(casekit, folder, slip(page, *says))
    assert ran.code == 0, ran.out
    assert git(folder, "log", "-2", "--format=%s").splitlines() == [
        f"Agree action a1 of {ID}",
        f"Record the reflection on {ID}",
    ]
    assert git(folder, "rev-list", "--count", "HEAD") == "3"


@LONG
def test_what_was_entered_in_part_is_entered_once_more_for_the_rest(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(
        tmp_path / "r", text(open=OPEN, day=UNSAID, box="That the child opened the door himself the second time.=>")
    )
    page = content(casekit, folder, "practitioner", "p101")
    says = [{"do": "reflect", "texts": {"proud": "That he came."}}, {"do": "agree", **action(page, "a1")}]
    assert accept(casekit, folder, slip(page, says[0])).code == 0
    ran = accept(casekit, folder, slip(page, *says))
    assert ran.code == 0, ran.out
    assert git(folder, "rev-list", "--count", "HEAD") == "3"


Change = Callable[[dict[str, Any]], object]


def put(*path: Any) -> Change:
    """Sets the last of these at the place that the others name."""

    def change(file: dict[str, Any]) -> dict[str, Any]:
        *way, last, value = path
        into: Any = file
        for step in way:
            into = into[step]
        into[last] = value
        return file

    return change


REFUSED: list[tuple[Change, str]] = [
    (
        lambda file: json.dumps(file).encode()[:-40],
        "this is no whole file from a form: it was cut off or changed on its way",
    ),
    (lambda file: b"", "this is no whole file from a form"),
    (lambda file: b"[" * 100_000, "this is no whole file from a form"),
    (lambda file: b'{"what": "casekit slip 1", "what": "casekit slip 1"}', "this is no whole file from a form"),
    (lambda file: b"x" * 1_100_000, "it is larger than any audit"),
    (put("what", "casekit slip 2"), "or from one of another version"),
    (put("what", "casekit draft 1"), "this is the draft of an audit"),
    (put("what", "casekit slip draft 1"), "this is the draft of a form"),
    (put("extra", 1), "this is no whole file from a form"),
    (put("says", []), "this is no whole file from a form"),
    (put("says", 0, "on", "2026-11-31"), "this is no whole file from a form"),
    (put("says", 0, "on", "2027-05-02"), "which is still to come"),
    (put("says", 0, "rests", ""), "this is no whole file from a form"),
    (put("says", 0, "evidence", "x"), "'moderate' has no place for 'evidence'"),
    (put("for", "owner"), "the owner's form has no place for 'moderate'"),
    (put("audit", "2026-10-0009"), "there is no audit 2026-10-0009 here"),
    (
        lambda file: {**file, "commit": "0" * 40, "judged": "sha256:" + "0" * 64},
        "has changed since the form was made (it was made from commit 0000000000, which is not in this branch)",
    ),
    (put("form", "toy@2"), "its form shows the audit on toy@2, and here it is on toy@1"),
    (put("judged", "sha256:" + "0" * 64), "what the audit says has changed since the form was made (casekit log"),
    (put("says", 0, "rests", "sha256:" + "0" * 64), "what was moderated has changed since the form was made"),
    (put("by", "p999"), "it is of p999, who is not in people.yaml"),
    (put("by", "p201"), "whoever did the audit does not moderate it"),
    (put("by", "p203"), "does not hold the role of moderator on that day"),
    (put("says", 0, "grades", {"overall": "superb"}), "superb is no grade of"),
    (put("says", 0, "grades", {"nowhere": "weak"}), "has no graded section"),
    (put("says", 0, "reason", "Her NHS number is 943 476 5919."), "it holds an NHS number"),
    (put("says", 0, "actions", 0, "owner", "p999"), "p999"),
    (put("says", 0, "actions", 0, "for", "nowhere"), "no section or question"),
    (put("says", 0, "reason", " \n"), "A moderation needs its reason"),
]


@pytest.mark.parametrize("every", [7, pytest.param(1, marks=pytest.mark.slow)])
def test_refusals(casekit: Casekit, tmp_path: Path, every: int) -> None:
    folder, file, _ = moderated(casekit, tmp_path)
    before = seen(folder)
    for spoil, sentence in REFUSED[::every]:
        ran = accept(casekit, folder, spoil(deepcopy(file)))
        assert (ran.code, ran.err) == (1, ""), ran
        assert sentence in ran.out
        assert ran.out.endswith(" Nothing of it was taken.\n")
        assert ran.out.count("\n") == 1
        assert "943" not in ran.out
        assert seen(folder) == before


@LONG
def test_what_changed_since_is_not_applied(casekit: Casekit, tmp_path: Path) -> None:
    folder, file, command = moderated(casekit, tmp_path)
    assert run(casekit, folder, "p202", *command).code == 0
    before = seen(folder)
    ran = accept(casekit, folder, file)
    assert (ran.code, seen(folder)) == (1, before)
    assert "what was moderated has changed since the form was made" in ran.out


@LONG
def test_an_action_that_moved_since_is_agreed_by_nobody(casekit: Casekit, tmp_path: Path) -> None:
    folder, file, _ = agreed(casekit, tmp_path)
    move = ("action", "move", ID, "a1", "--to", "2026-12-18", "--reason", "Away.")
    assert run(casekit, folder, "p101", *move).code == 0
    before = seen(folder)
    ran = accept(casekit, folder, file)
    assert "action a1 has changed since the form was made" in ran.out
    assert seen(folder) == before


OTHERS = [
    (done, put("by", "p102"), "action a1 is not Team manager (p102)'s"),
    (reflected, put("by", "p102"), "is not the practitioner, whose reflection it is"),
    (replied, put("by", "p303"), "cannot reply on the facts of this audit"),
    (replied, put("says", 0, "about", "nowhere"), "has no section or question nowhere"),
    (disputed, put("says", 0, "about", "nowhere"), "a dispute is about a grade or about an action"),
    (disputed, put("by", "p303"), "cannot dispute this moderation"),
    (disputed, put("says", 0, "of", "m2"), "There is no moderation m2 here"),
    (agreed, put("by", "p303"), "cannot agree this action"),
    (done, put("says", 0, "action", "a9"), "has no action a9"),
    (moved, put("says", 0, "to", "2026-11-01"), "is over already"),
    (reflected, put("says", 0, "texts", {"proud": "# The plan\n\nMine."}), "Text stands under 'The plan'"),
    (reflected, put("says", 0, "texts", {"nowhere": "Mine."}), "The reflection has no box"),
]


@LONG
@pytest.mark.parametrize(("prepare", "spoil", "sentence"), OTHERS)
def test_what_is_not_theirs(casekit: Casekit, tmp_path: Path, prepare: Any, spoil: Change, sentence: str) -> None:
    folder, file, _ = prepare(casekit, tmp_path)
    before = seen(folder)
    ran = accept(casekit, folder, spoil(file))
    assert (ran.code, seen(folder)) == (1, before)
    assert sentence in ran.out


@LONG
@pytest.mark.parametrize("prepare", [moderated, disputed, replied, done])
def test_awkward_words_are_recorded_as_they_were_written(casekit: Casekit, tmp_path: Path, prepare: Any) -> None:
    folder, file, _ = prepare(casekit, tmp_path)
    start = git(folder, "rev-parse", "HEAD")
    key = next(key for key in ("evidence", "says", "reason") if key in file["says"][0])
    for name, words in AWKWARD.items():
        ran = accept(casekit, folder, put("says", 0, key, words)(file))
        if name == "long":
            assert f"there is more here than fits: at most {LONGEST:,} characters" in ran.out
            continue
        assert ran.code == 0, ran.out
        audit = case(folder).audit
        told = [*(one.reason for one in audit.moderations), *(one.why for one in audit.disputes)]
        assert words in [*told, *(one.says for one in audit.replies), audit.actions[0].evidence]
        git(folder, "reset", "--quiet", "--hard", start)


@LONG
def test_what_was_judged_counts_and_not_the_commit_that_a_squash_took_away(casekit: Casekit, tmp_path: Path) -> None:
    folder, file, _ = moderated(casekit, tmp_path)
    git(folder, "commit", "--quiet", "--amend", "-m", "The same files in another commit")
    ran = accept(casekit, folder, file)
    assert ran.code == 0, ran.out


@LONG
def test_nobody_with_a_part_in_the_audit_enters_its_moderation(casekit: Casekit, tmp_path: Path) -> None:
    folder, file, _ = moderated(casekit, tmp_path)
    before = seen(folder)
    ran = accept(casekit, folder, file, by="p201")
    assert "does not enter this moderation for others: whoever did the audit does not moderate it" in ran.out
    assert (ran.code, seen(folder)) == (1, before)


def test_what_accept_refuses_nobody_gets_by_writing_its_trailers(casekit: Casekit, tmp_path: Path) -> None:
    """The commit that accept makes, made anew by hand in the name of others."""
    folder, file, _ = moderated(casekit, tmp_path)
    assert accept(casekit, folder, file).code == 0
    made = git(folder, "cat-file", "commit", "HEAD")
    assert ENTERS in made
    told = {}
    for person in ("p201", "p101", "p102", "p202", "p303", ENTERS):
        forged = made.replace(f"<{ENTERS}@", f"<{person}@").replace(f"By: {ENTERS}", f"By: {person}")
        git(folder, "update-ref", "HEAD", raw_commit(folder, f"{forged}\n"))
        told[person] = next(event for event in events(folder) if event.event == "moderated")
    assert [person for person, event in told.items() if event.trust is Trust.CLAIMED] == ["p202", "p303", ENTERS]
    assert told["p201"].why == (
        "it was entered for them, and Service manager (p201) does not enter this moderation for others: whoever did "
        "the audit does not moderate it"
    )


@LONG
def test_what_has_to_be_signed_comes_by_no_form(casekit: Casekit, tmp_path: Path) -> None:
    folder, file, _ = moderated(casekit, tmp_path)
    (folder / "casekit.toml").write_text(POLICY + '\nsigned = ["moderated"]\n', "utf-8")
    git(folder, "commit", "--quiet", "--all", "-m", "Policy")
    before = seen(folder)
    ran = accept(casekit, folder, file)
    assert "this is signed by whoever says it" in ran.out
    ran = run(casekit, folder, ENTERS, "form", ID, "--for", "moderator", "--who", "p202")
    assert "which no form can bring" in ran.err
    assert seen(folder) == before


NO_FORM = [
    (("--for", "owner"), "Say with --who for whom: Social worker (p101) or Team manager (p102)."),
    (("--for", "moderator", "--who", "p201"), "whoever did the audit does not moderate it"),
    (("--for", "moderator", "--who", "p999"), "--who: p999 is not in people.yaml"),
    (("--for", "owner", "--who", "p303"), "owns no open action"),
    (("--for", "practitioner", "--who", "p303"), "There is nothing that Clerk (p303) could say there"),
    (("--who", "p202"), "--who goes with --for"),
]


def test_no_form_for_whom_there_is_nothing_to_say(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    before = seen(folder)
    for arguments, sentence in NO_FORM:
        ran = run(casekit, folder, ENTERS, "form", ID, *arguments)
        assert (ran.code, ran.out) == (2, "")
        assert sentence in ran.err
    assert seen(folder) == before


@LONG
def test_the_owner_sees_their_own_actions_and_nothing_else(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    page = json.dumps(content(casekit, folder, "owner", "p101"))
    assert "both grandparents" in page
    for other in (
        "opened the door",
        "Most proud",
        "The reasons",
        "beside each decision",
        "K7Q2M",
        "The child chose",
        "p102",
        "p201",
    ):
        assert other not in page


@LONG
def test_the_same_bytes_for_the_same_commit(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    content(casekit, folder, "moderator", "p202")
    first = (tmp_path / "moderator.html").read_bytes()
    content(casekit, folder, "moderator", "p202")
    assert (tmp_path / "moderator.html").read_bytes() == first
    assert b"@example.org" not in first


def test_hostile_files_are_words_and_take_no_time(casekit: Casekit, tmp_path: Path) -> None:
    folder, shared = repository(tmp_path / "r"), tmp_path / "shared"
    shared.mkdir()
    head = {"what": "casekit slip 1", "for": "moderator", "form": "toy@1", "judged": "sha256:" + "0" * 64, "by": "p202"}
    esc = "\x1b[31m"
    says = [{"do": "moderate", "on": TODAY, "rests": head["judged"], "grades": {esc: esc}, "reason": esc}]
    odd: dict[str, object] = {
        f"a{esc}.json": b'{"what": "casekit slip 1", "x": ' * 40_000,
        "b.json": {**head, "audit": f"../../x{esc}", "commit": "0" * 40, "says": says},
        "c.json": {**head, "audit": ID, "commit": "--output=x", "says": says},
        "d.json": {**head, "audit": ID, "commit": git(folder, "rev-parse", "HEAD"), "says": says},
        "e.json": b'{"what": ' + b"9" * 200_000 + b"}",
        "f.md": f'---\nid: "{esc}"\n---\n'.encode(),
        "g.md": b'---\nid: 2026-10-0009\nrubric: "<script>alert(1)</script>@1"\n---\n',
    }
    for name, file in odd.items():
        (shared / name).write_bytes(file if isinstance(file, bytes) else json.dumps(file).encode())
    before = seen(folder)
    ran = run(casekit, folder, ENTERS, "accept", str(shared))
    assert (ran.code, ran.err, seen(folder)) == (1, "", before)
    assert ran.out.count(" Nothing of it was taken.\n") == ran.out.count("\n") == len(odd)
    assert "\x1b" not in ran.out
