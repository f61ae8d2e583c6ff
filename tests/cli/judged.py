"""A real repository with one audit of the toy form and the people who may judge it, or not."""

from __future__ import annotations

from pathlib import Path

import pytest

from casekit.history.create import NewCommit, create
from tests.cli.conftest import Casekit, Ran
from tests.history.making import git, who
from tests.laid import AUDIT, toy

ID = "2026-10-0001"
TODAY = "2026-11-20"
PEOPLE = """\
teams: {blue: Blue team, red: Red team}
people:
  p101: {title: Social worker, manager: p102, emails: [p101@example.org]}
  p102:
    title: Team manager
    manager: p201
    emails: [p102@example.org]
    roles: [{role: team_manager, team: blue, from: 2024-04-01}]
  p103: {title: Reviewing officer, emails: [p103@example.org]}
  p201:
    title: Service manager
    manager: p104
    emails: [p201@example.org]
    roles: [{role: service_manager, team: blue}, {role: moderator}]
  p104:
    title: Head of service, blue
    emails: [p104@example.org]
    roles: [{role: head_of_service}]
  p105:
    title: Head of service, red
    emails: [p105@example.org]
    roles: [{role: head_of_service}]
  p202:
    title: Principal social worker
    emails: [p202@example.org, p202@home.example.org]
    roles: [{role: moderator, from: 2026-01-05}]
  p203:
    title: Former moderator
    emails: [p203@example.org]
    roles: [{role: moderator, to: 2026-09-30}]
  p204:
    title: Manager of blue until October
    emails: [p204@example.org]
    roles: [{role: team_manager, team: blue, to: 2026-10-31}, {role: moderator}]
  p301: {title: Head of quality, emails: [p301@example.org], roles: [{role: head_of_quality}]}
  p302: {title: Deputy, emails: [p302@example.org], roles: [{role: deputy_head}]}
  p303: {title: Clerk, emails: [p303@example.org]}
"""
POLICY = """\
authority = "Council of the cases"
rubrics = ["toy"]

[moderation]
deputies = ["deputy_head"]
"""


def text(**changes: str) -> str:
    """The toy audit, its own moderation taken out; changes: old text -> new, by any name and in pairs "old=>new"."""
    found = toy()[AUDIT].decode()
    start, end = found.index("moderations:"), found.index("reflection:")
    found = found[:start] + found[end:]
    for change in changes.values():
        old, new = change.split("=>")
        assert found.count(old) == 1, old
        found = found.replace(old, new)
    return found


def repository(folder: Path, audit: str | bytes = "", people: str = PEOPLE, policy: str = POLICY) -> Path:
    """The repository, with everything committed by the auditor."""
    raw = audit if isinstance(audit, bytes) else (audit or text()).encode()
    own = {AUDIT: raw, "people.yaml": people.encode(), "casekit.toml": policy.encode()}
    create(folder, [NewCommit("audits", who("p201"), {**toy(), **own})])
    return folder


def run(casekit: Casekit, folder: Path, by: str, *arguments: str, today: str = TODAY) -> Ran:
    """The command as that person runs it, by their address in git's settings; "" for somebody who has none there."""
    with pytest.MonkeyPatch.context() as patch:
        if by:
            patch.setenv("GIT_COMMITTER_NAME", f"Person {by}")
            patch.setenv("GIT_COMMITTER_EMAIL", by if "@" in by else f"{by}@example.org")
        return casekit("-C", folder, *arguments, "--today", today)


def seen(folder: Path) -> tuple[str, ...]:
    """All that a command might change: the head, what is staged, the working files."""
    files = [p for p in sorted(folder.rglob("*")) if p.is_file() and ".git" not in p.relative_to(folder).parts]
    own = [f"{p}: {p.read_bytes()!r}" for p in files]
    return (git(folder, "rev-parse", "HEAD"), git(folder, "ls-files", "--stage"), *own)
