"""reply: what the practitioner says to the facts before moderation, what it changes and commits, who may not."""

import json
from pathlib import Path

import pytest

from casekit.model.fingerprint import fingerprint
from casekit.model.history import Trust
from tests.cli.conftest import Casekit
from tests.cli.judged import ID, POLICY, repository, run, text
from tests.cli.test_judging import MODERATED, body, case, done, events, typed
from tests.cli.test_judging_refused import refused
from tests.history.making import git
from tests.laid import AUDIT

SAYS = "The plan was reviewed on 4 May: see the minutes."
REPLY = ("reply", ID, "--for", "planning", "--text", SAYS)


def test_reply(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    before = fingerprint(case(folder).audit)
    added, taken = done(casekit, folder, "p101", *REPLY, "--on", "2026-10-20")
    assert taken == []
    assert added == [
        "replies:",
        "  - id: r1",
        "    by: p101",
        "    on: 2026-10-20",
        "    for: planning",
        f'    says: "{SAYS}"',
    ]
    assert body(folder) == (
        f"Reply on the facts of {ID}\n\nReply r1 on the facts about “The plan”.\n\n"
        f"Casekit-Audit: {ID}\nCasekit-Event: replied"
    )
    assert [(e.event, e.person, e.trust, dict(e.detail)) for e in events(folder)] == [
        ("replied", "p101", Trust.CLAIMED, {"reply": "r1", "for": "planning"})
    ]
    assert fingerprint(case(folder).audit) == before
    more = ("One long reason why this is not so. " * 4).strip()
    (tmp_path / "more.txt").write_text(f"{more}\n\nAnd another.\n", "utf-8")
    added, _ = done(casekit, folder, "p101", "reply", ID, "--file", str(tmp_path / "more.txt"))
    assert added[:3] == ["  - id: r2", "    by: p101", "    on: 2026-11-20"]
    assert case(folder).audit.replies[1].says == f"{more}\n\nAnd another."
    assert case(folder).audit.replies[1].target == ""


def test_it_stands_above_the_moderation_and_nothing_it_says_is_judged(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    done(casekit, folder, "p101", *REPLY)
    done(casekit, folder, "p202", *MODERATED)
    keys = [line for line in (folder / AUDIT).read_text().split("\n") if line in ("replies:", "moderations:")]
    assert keys == ["replies:", "moderations:"]
    path = folder / AUDIT
    path.write_text(path.read_text().replace("reviewed on 4 May", "reviewed on 5 May"))
    git(folder, "commit", "-qam", "A day put right")
    ran = casekit("-C", folder, "lint", "--format", "json", "--today", "2026-11-20")
    assert "CK602" not in {p["code"] for p in json.loads(ran.out)["problems"]}


def test_a_dry_run_writes_nothing(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    head = git(folder, "rev-parse", "HEAD")
    ran = run(casekit, folder, "p101", *REPLY, "--dry-run")
    assert ran.code == 0
    assert "+replies:\n+  - id: r1\n" in ran.out
    assert (git(folder, "rev-parse", "HEAD"), git(folder, "status", "--porcelain")) == (head, "")


@pytest.mark.parametrize("by", ["p102", "p201", "p202", "p103", "p303"])
def test_who_may_not(casekit: Casekit, tmp_path: Path, by: str) -> None:
    said = refused(casekit, repository(tmp_path / "r"), by, *REPLY)
    assert "cannot reply on the facts of this audit: that is for the practitioner of this case." in said
    assert said.endswith("Have it done by Social worker (p101).")


def test_policy_names_others_or_nobody(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r", policy=POLICY + 'replies = ["team_manager"]\n')
    assert "that is for the team manager of this case" in refused(casekit, folder, "p101", *REPLY)
    assert run(casekit, folder, "p102", *REPLY).code == 0
    folder = repository(tmp_path / "none", policy=POLICY + "replies = []\n")
    assert "casekit.toml lets nobody do that" in refused(casekit, folder, "p101", *REPLY)


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("reply", ID), "Say with --text what is not so"),
        (("reply", ID, "--text", " "), "Say with --text what is not so"),
        ((*REPLY, "--file", "x"), "--text and --file say it twice"),
        (("reply", ID, "--file", "x"), "--file: x cannot be read (No such file"),
        ((*REPLY[:3], "plannig", *REPLY[4:]), "--for: toy@1 has no section or question plannig; did you mean planning"),
        ((*REPLY, "--on", "2026-10-15"), "It was completed on 16 October 2026"),
        ((*REPLY, "--on", "2026-11-21"), "which is still to come"),
    ],
)
def test_what_cannot_be(casekit: Casekit, tmp_path: Path, arguments: tuple[str, ...], why: str) -> None:
    assert why in refused(casekit, repository(tmp_path / "r"), "p101", *arguments)


def test_too_early_too_late_said_before_and_dirty(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "early", text(a="completed: 2026-10-16\n=>"))
    assert "This audit is not completed" in refused(casekit, folder, "p101", *REPLY)
    folder = repository(tmp_path / "r")
    done(casekit, folder, "p101", *REPLY)
    assert "There is nothing to do: r1 says that already." in refused(casekit, folder, "p101", *REPLY)
    done(casekit, folder, "p202", *MODERATED)
    said = refused(casekit, folder, "p101", "reply", ID, "--text", "One more thing.")
    assert "This audit was moderated on 20 November 2026 (m1)" in said
    assert said.endswith("casekit dispute.")
    other = repository(tmp_path / "dirty")
    (other / AUDIT).write_text((other / AUDIT).read_text().replace("Two decisions", "Ten decisions"))
    assert "changes that are not committed" in refused(casekit, other, "p101", *REPLY, code=3)


@pytest.mark.parametrize(("by", "trust"), [("p101", Trust.CLAIMED), ("p102", Trust.FAILED), ("p777", Trust.CLAIMED)])
def test_nobody_puts_words_into_their_mouth(tmp_path: Path, by: str, trust: Trust) -> None:
    folder = repository(tmp_path / "r")
    typed(folder, "reflection:", "replies: [{id: r1, by: p101, on: 2026-11-20, says: So}]\nreflection:", by, "Reply")
    assert [(e.event, e.trust) for e in events(folder)] == [("replied", trust)]


def test_the_log_tells_it_and_the_page_keeps_the_words_to_the_team(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    done(casekit, folder, "p101", *REPLY)
    told = casekit("-C", folder, "log", ID).out
    assert "reply r1 on the facts about “The plan”" in told
    assert "minutes" not in told
    for audience, shown in (("team", True), ("service", False)):
        out = tmp_path / audience
        assert casekit("-C", folder, "build", "--output", out, "--audience", audience).code == 0
        pages = {p.name: p.read_text("utf-8") for p in out.rglob("*.html")}
        page = pages[f"{ID}.html"]
        assert "Replies on the facts" in page
        assert "Reply 1 on the facts about “The plan”" in page
        assert any(SAYS in text for text in pages.values()) is shown
