"""casekit agreement: on real repositories, as text and as data."""

import json
from pathlib import Path

import jsonschema
import pytest

from casekit.history.create import NewCommit, create
from casekit.resources import resource
from tests.cli.conftest import Casekit
from tests.cli.judged import PEOPLE, POLICY, text
from tests.history.making import who
from tests.laid import AUDIT, toy

SECOND = "audits/2026-10/2026-10-0002.md"
MODERATED = "moderations:\n  - id: m1\n    by: p202\n    on: 2026-10-28\n    overall: weak\n    reason: So.\n"


def first() -> str:
    return text(a=f"reflection:=>{MODERATED}reflection:")


def second() -> str:
    return text(a="id: 2026-10-0001=>id: 2026-10-0002", b="auditor: p201=>auditor: p104").replace(
        "completed:", "second_of: 2026-10-0001\ncompleted:"
    )


def repository(folder: Path, policy: str = POLICY, blind: bool = True) -> Path:
    base = {**toy(), "people.yaml": PEOPLE.encode(), "casekit.toml": policy.encode()}
    del base[AUDIT]
    steps = [
        NewCommit("Begin", who("p201"), base, name="begin"),
        NewCommit("First", who("p201", 1), {AUDIT: first().encode()}, name="first"),
        NewCommit(
            "Second", who("p104", 2), {SECOND: second().encode()}, name="second", parents=("begin",) if blind else None
        ),
    ]
    if blind:
        merged = {AUDIT: first().encode(), SECOND: second().encode()}
        steps.append(NewCommit("Merge", who("p201", 3), merged, name="merge", parents=("first", "second")))
    create(folder, steps)
    return folder


def data(casekit: Casekit, folder: Path, *options: str) -> dict:
    ran = casekit("-C", folder, "agreement", "--format", "json", *options)
    assert (ran.code, ran.err) == (0, "")
    told = json.loads(ran.out)
    schema = json.loads((resource("schema") / "agreement.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(told)
    return told


def test_the_data_say_who_agrees_with_whom(casekit: Casekit, tmp_path: Path) -> None:
    (form,) = data(casekit, repository(tmp_path / "r"))["forms"]
    assert (form["rubric"], form["audits"], form["moderated"], form["auditors"]) == ("toy@1", 1, 1, None)
    whole = form["moderation"][0]
    assert (whole["id"], whole["n"], whole["exact"], whole["down"], whole["few"]) == ("overall", 1, 0, 1, True)
    assert whole["kappa"]["low"] is None
    (two,) = form["seconds"]
    assert (two["seen"], two["audits"]) == ("first_not_shown", 1)
    assert all(line["n"] == line["exact"] for line in two["graded"])
    assert two["questions"]


def test_what_was_there_when_the_second_judge_graded_was_shown(casekit: Casekit, tmp_path: Path) -> None:
    (form,) = data(casekit, repository(tmp_path / "r", blind=False))["forms"]
    assert [two["seen"] for two in form["seconds"]] == ["first_shown"]


def test_the_text_says_the_same_in_words(casekit: Casekit, tmp_path: Path) -> None:
    out = casekit("-C", repository(tmp_path / "r"), "agreement").out
    assert "1 of 1 completed audit moderated." in out
    assert "0 of 1 the same, 1 within one grade, 0 raised and 1 lowered by the second." in out
    assert "Only 1 pair: 30" in out
    assert "Second judgements, the first not shown: 1 audit" in out
    assert "p201" not in out


@pytest.mark.parametrize(
    ("options", "forms"),
    [
        (("--from", "2026-10-16", "--to", "2026-10-16"), 1),
        (("--from", "2026-10", "--to", "2026-10"), 1),
        (("--from", "2026-10-17"), 0),
        (("--to", "2026-09"), 0),
        (("--team", "blue", "--rubric", "toy"), 1),
        (("--team", "red"), 0),
    ],
)
def test_any_period_team_and_form(casekit: Casekit, tmp_path: Path, options: tuple[str, ...], forms: int) -> None:
    assert len(data(casekit, repository(tmp_path / "r"), *options)["forms"]) == forms


def test_one_section_alone(casekit: Casekit, tmp_path: Path) -> None:
    (form,) = data(casekit, repository(tmp_path / "r"), "--section", "planning")["forms"]
    assert form["moderation"] == []
    assert [[line["id"] for line in two["graded"]] for two in form["seconds"]] == [["planning"]]


def test_auditors_are_told_apart_where_policy_says_so(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r", f"{POLICY}\n[agreement]\nauditors = true\n")
    (form,) = data(casekit, folder)["forms"]
    assert [(one["auditor"], one["n"]) for one in form["auditors"]] == [("p201", 1)]
    assert "Service manager (p201): 0 of 1 the same" in casekit("-C", folder, "agreement").out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--team", "bleu"), "--team: there is no team bleu here; did you mean blue?"),
        (("--section", "planing"), "did you mean planning?"),
        (("--rubric", "toi"), "there is no rubric toi here"),
        (("--from", "soon"), "--from is 'soon', which is not a day"),
        (("--to", "2026-13"), "--to is '2026-13', which is not a day"),
        (("--from", "2026-11", "--to", "2026-10"), "--from lies after --to"),
    ],
)
def test_a_choice_of_what_is_not_there_is_refused(
    casekit: Casekit, tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    ran = casekit("-C", repository(tmp_path / "r"), "agreement", *options)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_what_is_not_committed_counts_for_nothing_and_without_git_there_is_nothing(
    casekit: Casekit, tmp_path: Path
) -> None:
    folder = repository(tmp_path / "r")
    (folder / AUDIT).write_text("---\nid: 2026-10-0001\n---\n")
    ran = casekit("-C", folder, "agreement")
    assert ran.err == "Left out: 1 file changed and not committed.\n"
    assert "1 of 1 completed audit moderated." in ran.out
    bare = tmp_path / "bare"
    (bare / "audits").mkdir(parents=True)
    assert casekit("-C", bare, "agreement").code == 3
