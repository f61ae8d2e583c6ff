"""casekit lint from outside: its exit codes, its formats, what it says when it cannot run."""

import json
from pathlib import Path

import pytest

from casekit import __version__
from tests.cli.conftest import Casekit

AUDIT = """---
id: 2026-10-0001
rubric: practice-standards@1
case: {ref: K7Q2M, type: CIN, team: north-2, practitioner: p118, team_manager: p031}
auditor: p054
period: {from: 2026-04-15, to: 2026-10-15}
actions:
  - id: a1
    do: Hold supervision
    outcome: Decisions no longer wait
    owner: p031
    due: 2026-11-12
---
"""


@pytest.fixture
def audit(repository: Path) -> Path:
    path = repository / "audits" / "2026-10" / "2026-10-0001.md"
    path.parent.mkdir()
    path.write_text(AUDIT, encoding="utf-8")
    return path


def codes(out: str) -> list[str]:
    return [problem["code"] for problem in json.loads(out)["problems"]]


def test_warnings_end_with_0_and_with_1_where_strict(casekit: Casekit, audit: Path, repository: Path) -> None:
    arguments = ("-C", repository, "lint", "--today", "2026-11-12")
    assert casekit(*arguments).code == 0
    assert casekit(*arguments, "--strict").code == 1


def test_due_today_is_not_overdue_and_the_day_after_is_a_warning(
    casekit: Casekit, audit: Path, repository: Path
) -> None:
    lint = ("-C", repository, "lint", "--format", "json", "--today")
    assert codes(casekit(*lint, "2026-11-12").out) == ["CK104"]
    late = casekit(*lint, "2026-11-13")
    assert codes(late.out) == ["CK104", "CK502"]
    assert late.code == 0


def test_an_error_ends_with_1_and_one_bad_file_does_not_stop_the_others(
    casekit: Casekit, audit: Path, repository: Path
) -> None:
    (audit.parent / "2026-10-0002.md").write_bytes(b"\xff\xfe")
    ran = casekit("-C", repository, "lint", "--format", "json")
    assert ran.code == 1
    assert {"CK003", "CK104"} <= set(codes(ran.out))
    assert json.loads(ran.out)["summary"]["files"] == 2


def test_select_and_ignore_take_codes_and_their_beginnings(casekit: Casekit, audit: Path, repository: Path) -> None:
    lint = ("-C", repository, "lint", "--format", "json", "--today", "2026-12-01")
    assert codes(casekit(*lint, "--select", "ck5").out) == ["CK502"]
    assert codes(casekit(*lint, "--ignore", "CK5,CK104").out) == []
    ran = casekit(*lint, "--select", "XX9")
    assert (ran.code, ran.out) == (2, "")


def test_policy_sets_severities_and_switches_rules_off(casekit: Casekit, audit: Path, repository: Path) -> None:
    policy = repository / "casekit.toml"
    policy.write_text('[severities]\nCK104 = "error"\nCK502 = "off"\n', encoding="utf-8")
    ran = casekit("-C", repository, "lint", "--format", "json", "--today", "2026-12-01")
    assert (ran.code, codes(ran.out)) == (1, ["CK104"])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('authorty = "X"\n', 1),
        ("marking = 'X'\naudience = [\n\n", 2),
        ('audience = "all"\n', 1),
        ("\n[severities]\nCK1 = 2\n", 3),
    ],
)
def test_a_mistake_in_casekit_toml_is_a_problem_with_its_line(
    casekit: Casekit, repository: Path, text: str, line: int
) -> None:
    (repository / "casekit.toml").write_text(text, encoding="utf-8")
    ran = casekit("-C", repository, "lint", "--format", "json")
    problems = json.loads(ran.out)["problems"]
    assert (problems[0]["path"], problems[0]["line"]) == ("casekit.toml", line), problems
    assert ran.code == 1


def test_only_the_paths_that_were_named_are_reported(casekit: Casekit, audit: Path, repository: Path) -> None:
    (audit.parent / "2026-10-0002.md").write_bytes(b"\xff\xfe")
    ran = casekit("-C", repository, "lint", "audits/2026-10/2026-10-0001.md", "--format", "json")
    assert {p["path"] for p in json.loads(ran.out)["problems"]} == {"audits/2026-10/2026-10-0001.md"}
    assert casekit("-C", repository, "lint", "audits/none.md").code == 2
    assert casekit("-C", repository, "lint", "../..").code == 2


def test_outside_a_repository_it_says_so_and_ends_with_3(casekit: Casekit, tmp_path: Path) -> None:
    ran = casekit("-C", tmp_path, "lint")
    assert (ran.code, ran.out) == (3, "")
    assert "not in a repository of audits" in ran.err
    assert casekit("-C", tmp_path / "none", "lint").code == 2


def test_output_goes_into_a_file_as_utf_8(casekit: Casekit, audit: Path, repository: Path) -> None:
    target = repository / "report.json"
    assert casekit("-C", repository, "lint", "--format", "json", "--output", target).out == ""
    assert json.loads(target.read_text("utf-8"))["version"] == 1
    assert casekit("-C", repository, "lint", "--output", repository / "no" / "where").code == 2


def test_an_unforeseen_failure_is_called_a_mistake_of_casekits(
    casekit: Casekit, audit: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import casekit.cli.linting as linting

    def fail(*_: object) -> None:
        raise KeyError("a child's name")

    monkeypatch.setattr(linting, "examine", fail)
    ran = casekit("-C", repository, "lint")
    assert ran.code == 4
    assert "mistake in casekit" in ran.err
    assert "Traceback" not in ran.err
    assert "child's name" not in ran.err


def test_version_and_help(casekit: Casekit) -> None:
    assert casekit("--version").out == f"casekit {__version__}\n"
    assert "lint" in casekit("--help").out
    assert "Example:" in casekit("lint", "--help").out


def test_rules_are_listed_and_explained(casekit: Casekit) -> None:
    assert "CK203" in casekit("rule").out
    explained = casekit("rule", "ck203")
    assert "What to do:" in explained.out
    unknown = casekit("rule", "CK299")
    assert unknown.code == 2
