"""A small authority whose month can be drawn: two teams, those who audit, and a list of cases."""

from __future__ import annotations

from pathlib import Path

from casekit.history.create import NewCommit, create
from tests.history.making import git, who
from tests.laid import toy

MONTH = "2026-12"
TODAY = "2026-12-01"
PEOPLE = """\
teams: {blue: Blue team, red: Red team}
people:
  p001: {title: Head of service, emails: [p001@example.org], roles: [{role: head_of_service}]}
  p002:
    title: Quality lead
    emails: [p002@example.org]
    manager: p001
    roles: [{role: qa_lead}, {role: moderator}]
  p011:
    title: Manager of blue
    emails: [p011@example.org]
    manager: p001
    roles: [{role: team_manager, team: blue}]
  p012:
    title: Manager of red
    emails: [p012@example.org]
    manager: p001
    roles: [{role: team_manager, team: red}]
  p013:
    title: Principal social worker
    emails: [p013@example.org]
    manager: p001
    roles: [{role: principal_social_worker}]
    exempt: [{from: 2026-11-01, to: 2026-12-15, why: Long leave}]
  p101: {title: Worker in blue, emails: [p101@example.org], manager: p011, roles: [{role: practitioner, team: blue}]}
  p102: {title: Worker in red, emails: [p102@example.org], manager: p012, roles: [{role: practitioner, team: red}]}
"""
POLICY = """\
authority = "Council of the cases"
rubrics = ["toy"]
"""
CASES = """\
ref,type,team,practitioner,flags
B1QT,home,blue,p101,
B2QT,home,blue,p101,
B3QT,home,blue,p101,
R1QT,home,red,p102,
R2QT,home,red,p102,
R3QT,home,red,p102,
"""


def repository(folder: Path, people: str = PEOPLE, policy: str = POLICY, cases: str = CASES) -> Path:
    """The repository, all committed, and beside it cases.csv."""
    own = {"people.yaml": people.encode(), "casekit.toml": policy.encode()}
    forms = {path: raw for path, raw in toy().items() if path.startswith("rubrics/")}
    create(folder, [NewCommit("audits", who("p002"), {**forms, **own})])
    (folder.parent / "cases.csv").write_text(cases, encoding="utf-8")
    return folder


def committed(folder: Path) -> None:
    """Everything that stands there, committed."""
    git(folder, "add", "-A")
    git(folder, "-c", "user.name=Lead", "-c", "user.email=p002@example.org", "commit", "-qm", "Allocate")
