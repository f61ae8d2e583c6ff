"""moderate, dispute, resolve, reflect and share: what each changes and commits."""

import subprocess
from pathlib import Path

import pytest

from casekit.history.events import history
from casekit.history.outcome import open_history
from casekit.link.corpus import load_corpus, surroundings
from casekit.model.corpus import AuditCase
from casekit.model.fingerprint import fingerprint
from casekit.model.history import Event, Trust
from casekit.read.files import Folder
from tests.cli.conftest import Casekit
from tests.cli.judged import ID, POLICY, repository, run, seen, text
from tests.history.making import git, raw_commit
from tests.laid import AUDIT

MODERATED = ("moderate", ID, "--overall", "weak", "--section", "planning=weak", "--reason", "Nobody holds the plan.")


def done(casekit: Casekit, folder: Path, by: str, *arguments: str) -> tuple[list[str], list[str]]:
    """Runs it, and gives the lines added to the audit and those taken out, which git shows of its one commit."""
    before = git(folder, "rev-parse", "HEAD")
    ran = run(casekit, folder, by, *arguments)
    assert (ran.code, ran.err) == (0, "")
    assert git(folder, "rev-parse", "HEAD~1") == before
    assert git(folder, "status", "--porcelain") == ""
    assert git(folder, "diff", "--name-only", "HEAD~1", "HEAD") == AUDIT
    assert git(folder, "show", "-s", "--format=%an <%ae>|%cn <%ce>").count(f"<{by}@example.org>") == 2
    diff = git(folder, "diff", "--unified=0", "HEAD~1", "HEAD").split("\n")[4:]
    return [line[1:] for line in diff if line[0] == "+"], [line[1:] for line in diff if line[0] == "-"]


def body(folder: Path) -> str:
    return git(folder, "show", "-s", "--format=%B")


def case(folder: Path) -> AuditCase:
    return load_corpus(Folder(folder)).audits[0]


def events(folder: Path) -> list[Event]:
    """What the last commit did."""
    around = surroundings(Folder(folder))
    head = git(folder, "rev-parse", "HEAD")
    told = history(open_history(folder), around.people, around=around)
    return [event for event in told.of(ID) if event.commit == head]


def test_moderate(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    more = ("--met", "2026-11-23T14:00", "--do", "Hold the plan meeting", "--for", "planning", "--owner", "p102")
    action = ("--outcome", "The child knows who comes", "--due", "2026-12-11")
    added, taken = done(casekit, folder, "p202", *MODERATED, *more, *action, "--on", "2026-11-19")
    assert taken == []
    assert added == [
        "moderations:",
        "  - id: m1",
        "    by: p202",
        "    on: 2026-11-19",
        "    overall: weak",
        "    sections:",
        "      planning: weak",
        "    reason: Nobody holds the plan.",
        "    met: 2026-11-23T14:00",
        "  - id: a3",
        "    for: planning",
        "    do: Hold the plan meeting",
        "    outcome: The child knows who comes",
        "    owner: p102",
        "    due: 2026-12-11",
    ]
    digest = fingerprint(case(folder).audit)
    assert body(folder) == (
        f"Moderate {ID}\n\n"
        "Moderated; overall grade changed from Sound to Weak; grade of “The plan”\n"
        "changed from Sound to Weak. Action a3 added for Team manager (p102), due\n11 December 2026.\n\n"
        f"Casekit-Audit: {ID}\nCasekit-Event: moderated\nCasekit-Grade: sound -> weak\n"
        f"Casekit-Judged: {digest}\nModerated-by: p202"
    )
    assert [(e.event, e.by, e.trust) for e in events(folder)] == [
        ("moderated", "p202", Trust.CLAIMED),
        ("action_added", "p202", Trust.CLAIMED),
    ]
    assert case(folder).audit.overall.grade == "sound"
    assert case(folder).evaluation.effective["overall"] == ("weak", "m1")


def test_confirm(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    added, _ = done(casekit, folder, "p202", "moderate", ID, "--confirm", "--reason", "It follows.")
    assert added[4:] == ["    overall: sound", "    reason: It follows."]
    assert "Casekit-Grade: sound -> sound" in body(folder)


def test_a_section_alone(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    done(casekit, folder, "p202", "moderate", ID, "--section", "planning=Weak", "--reason", "Nobody holds the plan.")
    assert "Casekit-Grade" not in body(folder)
    assert case(folder).evaluation.effective["planning"] == ("weak", "m1")
    assert [event.trust for event in events(folder)] == [Trust.CLAIMED]


def test_the_meeting_afterwards(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    done(casekit, folder, "p202", *MODERATED)
    added, taken = done(casekit, folder, "p202", "moderate", ID, "--met", "2026-11-20T09:30")
    assert (added, taken) == (["    met: 2026-11-20T09:30"], [])
    assert "Casekit-Event: edited" in body(folder)
    assert [event.trust for event in events(folder)] == [Trust.CLAIMED]
    again = run(casekit, folder, "p202", "moderate", ID, "--met", "2026-11-20T09:30")
    assert "m1 has its meeting already" in again.err
    again = run(casekit, folder, "p202", *MODERATED, "--met", "2026-11-21T09:30")
    assert "m1 has its meeting already" in again.err


def test_the_meeting_afterwards_with_all_that_was_said_before(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    done(casekit, folder, "p202", *MODERATED)
    early = run(casekit, folder, "p202", "moderate", ID, "--met", "2026-11-19T09:30")
    assert "--met: 19 November 2026 is before the moderation" in early.err
    added, taken = done(casekit, folder, "p202", *MODERATED, "--met", "2026-11-20T09:30")
    assert (added, taken) == (["    met: 2026-11-20T09:30"], [])


def test_dispute_and_resolve_a_grade(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    done(casekit, folder, "p202", *MODERATED)
    added, taken = done(casekit, folder, "p101", "dispute", ID, "--about", "grade", "--reason", "Both were there.")
    assert taken == []
    assert added == [
        "disputes:",
        "  - id: d1",
        "    of: m1",
        "    about: grade",
        "    by: p101",
        "    on: 2026-11-20",
        "    why: Both were there.",
    ]
    assert body(folder).endswith(f"Casekit-Audit: {ID}\nCasekit-Event: disputed")
    resolved = (
        "resolve",
        ID,
        "--outcome",
        "changed",
        "--overall",
        "sound",
        "--file-reviewed",
        "--reason",
        "I read it.",
    )
    added, taken = done(casekit, folder, "p301", *resolved)
    assert taken == []
    assert added == [
        "    resolved:",
        "      by: p301",
        "      on: 2026-11-20",
        "      outcome: changed",
        "      file_reviewed: yes",
        "      overall: sound",
        "      reason: I read it.",
    ]
    assert "Casekit-Grade: weak -> sound\nCasekit-Judged: sha256:" in body(folder)
    assert case(folder).evaluation.effective["overall"] == ("sound", "d1")
    assert [(e.event, e.trust) for e in events(folder)] == [("resolved", Trust.CLAIMED)]


def test_a_dispute_about_an_action_goes_to_the_head_of_its_area(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    done(casekit, folder, "p202", *MODERATED)
    done(casekit, folder, "p102", "dispute", ID, "--about", "action", "--reason", "There is no room for it.")
    settle = ("resolve", ID, "--outcome", "upheld", "--reason", "There is.")
    for person in ("p105", "p301", "p302"):
        refused = run(casekit, folder, person, *settle)
        assert "Have it done by Head of service, blue (p104)." in refused.err
    done(casekit, folder, "p104", *settle)
    assert "Casekit-Judged" not in body(folder)


def test_the_deputy_settles_where_the_head_had_part_in_it(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r", text(a="auditor: p201=>auditor: p301"))
    done(casekit, folder, "p202", *MODERATED)
    done(casekit, folder, "p301", "dispute", ID, "--about", "grade", "--reason", "It was there.")
    settle = ("resolve", ID, "--outcome", "upheld", "--file-reviewed", "--reason", "It was not.")
    refused = run(casekit, folder, "p301", *settle)
    assert "whoever did the audit" in refused.err
    assert "Have it done by Deputy (p302)." in refused.err
    done(casekit, folder, "p302", *settle)


def test_reflect(casekit: Casekit, tmp_path: Path) -> None:
    plain = text(
        a="reflection: {on: 2026-10-29}\n=>", b="That the child opened the door himself the second time.\n\n=>"
    )
    folder = repository(tmp_path / "r", plain)
    added, taken = done(casekit, folder, "p101", "reflect", ID, "--text", "proud=He opened the door.\n\nTwice.")
    assert (added, taken) == (["reflection: {on: 2026-11-20}", "He opened the door.", "", "Twice.", ""], [])
    assert case(folder).audit.reflection_boxes["proud"].text == "He opened the door.\n\nTwice."
    assert [event.event for event in events(folder)] == ["commented", "reflected"]


def test_reflect_where_no_heading_stands(casekit: Casekit, tmp_path: Path) -> None:
    whole = text(a="reflection: {on: 2026-10-29}\n=>")
    start, end = whole.index("## The worker's reflection"), whole.index("## The moderator's report")
    folder = repository(tmp_path / "r", whole[:start] + whole[end:])
    added, taken = done(
        casekit, folder, "p101", "reflect", ID, "--text", "Most proud of=The door.", "--on", "2026-11-03"
    )
    assert taken == []
    assert added == [
        "reflection: {on: 2026-11-03}",
        "## The worker's reflection",
        "",
        "### Most proud of",
        "",
        "The door.",
        "",
    ]
    added, taken = done(casekit, folder, "p102", "share", ID, "--with", "p104", "--with", "p104", "--on", "2026-11-02")
    assert (added, taken) == (["  - {with: p104, on: 2026-11-02}"], [])
    assert "Casekit-Event: shared" in body(folder)


def test_a_text_from_a_file(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    (tmp_path / "why.txt").write_text("﻿One reason.\r\n\r\nAnother.\r\n", encoding="utf-8")
    reason = ("moderate", ID, "--confirm", "--reason-file", str(tmp_path / "why.txt"))
    done(casekit, folder, "p202", *reason)
    assert case(folder).audit.moderations[0].reason == "One reason.\n\nAnother."


def test_a_dry_run_shows_all_of_it_and_writes_nothing(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    before, objects = seen(folder), sorted((folder / ".git").rglob("*"))
    ran = run(casekit, folder, "p202", *MODERATED, "--dry-run")
    assert ran.code == 0
    assert f"--- {AUDIT}\n+++ {AUDIT}\n" in ran.out
    assert "+    overall: weak\n" in ran.out
    assert "Nothing was written. The commit would say:\n\nModerate 2026-10-0001\n" in ran.out
    assert (seen(folder), sorted((folder / ".git").rglob("*"))) == (before, objects)
    message = ran.out.partition("would say:\n\n")[2].rstrip()
    done(casekit, folder, "p202", *MODERATED)
    assert body(folder) == message


def test_an_address_of_several_is_kept(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    assert run(casekit, folder, "P202@home.example.org", *MODERATED).code == 0
    assert git(folder, "show", "-s", "--format=%ae %ce") == "P202@home.example.org P202@home.example.org"


def test_a_signature_where_policy_asks_for_one(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r", policy=POLICY + 'signed = ["moderated"]\n')
    before = seen(folder)
    ran = run(casekit, folder, "p202", *MODERATED)
    assert ran.code == 2
    assert "casekit.toml asks that this is signed, and your git does not sign commits" in ran.err
    assert seen(folder) == before
    key, home = tmp_path / "key", tmp_path / "home"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    home.mkdir()
    (home / ".gitconfig").write_text(
        f"[gpg]\n\tformat = ssh\n[user]\n\tsigningkey = {key}.pub\n[commit]\n\tgpgsign = true\n"
    )
    done(casekit, folder, "p202", *MODERATED)
    assert "-----BEGIN SSH SIGNATURE-----" in git(folder, "cat-file", "commit", "HEAD")


def test_what_else_is_staged_and_changed_stays_so(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    (folder / "people.yaml").write_text((folder / "people.yaml").read_text() + "  p900: {title: Newcomer}\n")
    git(folder, "add", "people.yaml")
    (folder / "casekit.toml").write_text((folder / "casekit.toml").read_text() + "# why\n")
    (folder / "notes.txt").write_text("mine")
    assert run(casekit, folder, "p202", *MODERATED).code == 0
    states = {tuple(line.split()) for line in git(folder, "status", "--porcelain").split("\n")}
    assert states == {("M", "people.yaml"), ("M", "casekit.toml"), ("??", "notes.txt")}
    assert git(folder, "diff", "--cached", "--name-only") == "people.yaml"
    assert git(folder, "diff", "--name-only", "HEAD~1", "HEAD") == AUDIT


def test_windows_line_ends_in_the_folder_alone(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    (folder / AUDIT).write_bytes(text().replace("\n", "\r\n").encode())
    assert run(casekit, folder, "p202", *MODERATED).code == 0
    committed = git(folder, "show", f"HEAD:{AUDIT}")
    assert "\r" not in committed
    assert (folder / AUDIT).read_bytes().rstrip() == committed.replace("\n", "\r\n").encode()


def test_below_a_folder_and_in_a_second_worktree(casekit: Casekit, tmp_path: Path) -> None:
    repository(tmp_path / "first")
    git(tmp_path / "first", "worktree", "add", "-q", "-b", "other", str(tmp_path / "second"))
    ran = run(casekit, tmp_path / "second/audits/2026-10", "p202", "moderate", f"{ID}.md", *MODERATED[2:])
    assert (ran.code, ran.err) == (0, "")
    assert "on other" in ran.out
    assert git(tmp_path / "first", "log", "--format=%s", "other").split("\n") == [f"Moderate {ID}", "audits"]
    assert git(tmp_path / "second", "status", "--porcelain") == ""


@pytest.mark.parametrize("trailers", ["", "Casekit-Audit: 2026-10-0001"])
def test_the_same_entry_typed_by_hand_is_the_same_event(casekit: Casekit, tmp_path: Path, trailers: str) -> None:
    """As in a forge's web editor: no trailers, the entry in other words of YAML, and nothing is lost."""
    done(casekit, repository(tmp_path / "command"), "p202", *MODERATED)
    folder = repository(tmp_path / "hand")
    entry = (
        "moderations:\n- {id: m1, by: p202, on: 2026-11-20, overall: Weak, sections: {planning: weak},\n"
        "   reason: 'Nobody holds the plan.'}\n"
    )
    typed(folder, "reflection:", f"{entry}reflection:", "p202", f"Update {ID}.md\n\n{trailers}")
    by_command, by_hand = events(tmp_path / "command"), events(folder)
    assert [(e.event, e.by, e.on, e.trust) for e in by_hand] == [(e.event, e.by, e.on, e.trust) for e in by_command]
    assert by_hand[0].trust is Trust.CLAIMED
    assert case(folder).evaluation.effective == case(tmp_path / "command").evaluation.effective
    assert fingerprint(case(folder).audit) == fingerprint(case(tmp_path / "command").audit)


def typed(folder: Path, old: str, new: str, by: str, message: str) -> None:
    """An edit by hand, committed under somebody's address."""
    path = folder / AUDIT
    assert path.read_text().count(old) == 1
    path.write_text(path.read_text().replace(old, new))
    person = ("-c", "user.name=Somebody", "-c", f"user.email={by}@example.org")
    git(folder, "add", AUDIT)
    tree, head = git(folder, "write-tree"), git(folder, "rev-parse", "HEAD")
    stamp = f"Somebody <{by}@example.org> 1795168800 +0000"
    text = f"tree {tree}\nparent {head}\nauthor {stamp}\ncommitter {stamp}\n\n{message}\n"
    git(folder, *person, "update-ref", "HEAD", raw_commit(folder, text))


ENTRY = "moderations:\n  - {id: m1, by: p202, on: 2026-11-20, overall: weak, reason: So}\n"


@pytest.mark.parametrize(
    ("by", "trailer", "trust"),
    [
        ("p202", "Casekit-Judged: {judged}", Trust.CLAIMED),
        ("p202", "Casekit-Judged: sha256:" + "0" * 64, Trust.FAILED),
        ("p202", "Casekit-Grade: sound -> strong", Trust.FAILED),
        ("p202", "Moderated-by: p201", Trust.FAILED),
        ("p202", "Casekit-Audit: 2026-10-0002", Trust.FAILED),
        ("p101", "Casekit-Judged: {judged}", Trust.FAILED),
        ("p777", "", Trust.CLAIMED),
    ],
)
def test_what_a_commit_by_hand_says_is_held_against_its_file(
    tmp_path: Path, by: str, trailer: str, trust: Trust
) -> None:
    folder = repository(tmp_path / "r")
    judged = fingerprint(case(folder).audit)
    typed(folder, "reflection:", f"{ENTRY}reflection:", by, f"Moderate\n\n{trailer.format(judged=judged)}")
    assert [event.trust for event in events(folder)] == [trust]


def test_a_form_mended_since_denies_nothing(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    done(casekit, folder, "p202", *MODERATED)
    form = folder / "rubrics/toy.yaml"
    form.write_text(form.read_text().replace("title: What is missing", "title: What is still missing"))
    around = surroundings(Folder(folder))
    assert fingerprint(case(folder).audit) not in body(folder)
    told = history(open_history(folder), around.people, around=around)
    assert [e.trust for e in told.of(ID) if e.event == "moderated"] == [Trust.CLAIMED]
    form.write_text("id: toy\n")
    told = history(open_history(folder), around.people, around=surroundings(Folder(folder)))
    assert [e.trust for e in told.of(ID) if e.event == "moderated"] == [Trust.CLAIMED]


def test_a_copy_cut_short_settles_nothing(casekit: Casekit, tmp_path: Path) -> None:
    server = repository(tmp_path / "server")
    done(casekit, server, "p202", *MODERATED)
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{server}", "r")
    ran = run(casekit, tmp_path / "r", "p101", "dispute", ID, "--about", "grade", "--reason", "So.")
    assert ran.code == 3
    assert "fetch all of it with git fetch --unshallow" in ran.err
    git(tmp_path / "r", "fetch", "-q", "--unshallow")
    assert run(casekit, tmp_path / "r", "p101", "dispute", ID, "--about", "grade", "--reason", "So.").code == 0


@pytest.mark.parametrize("dry", [(), ("--dry-run",)], ids=["made", "dry"])
def test_a_grade_outside_a_limit_that_nothing_lifts_is_said_at_once(
    casekit: Casekit, tmp_path: Path, dry: tuple[str, ...]
) -> None:
    folder = repository(tmp_path / "r", text(talked="talked: yes=>talked: no"))
    strong = ("moderate", ID, "--section", "oversight=strong", "--reason", "The talks were held.", *dry)
    ran = run(casekit, folder, "p202", *strong)
    said = (
        "Mind: Management oversight: Strong, given by moderation m1, is above Weak, the limit that the form sets here"
    )
    assert ran.code == 0
    assert said in ran.out
    weak = ("moderate", ID, "--section", "oversight=weak", "--reason", "No talk is on record.", *dry)
    assert "Mind:" not in run(casekit, folder, "p202", *weak).out
