"""casekit calibration: a case that several judged."""

import json
from pathlib import Path

import jsonschema

from casekit.history.create import NewCommit, create
from casekit.resources import resource
from tests.cli.conftest import Casekit
from tests.cli.judged import PEOPLE, POLICY, text
from tests.history.making import who
from tests.laid import AUDIT, toy

JUDGES = ("p104", "p105", "p202")


def repository(folder: Path, policy: str = POLICY) -> Path:
    files = {**toy(), AUDIT: text().encode(), "people.yaml": PEOPLE.encode(), "casekit.toml": policy.encode()}
    for n, judge in enumerate(JUDGES, 2):
        own = text(a=f"id: 2026-10-0001=>id: 2026-10-000{n}", b=f"auditor: p201=>auditor: {judge}")
        own = own.replace("completed:", "second_of: 2026-10-0001\ncompleted:").replace("seen: yes", "seen: no", n - 2)
        files[f"audits/2026-10/2026-10-000{n}.md"] = own.encode()
    create(folder, [NewCommit("All", who("p201"), files)])
    return folder


def data(casekit: Casekit, folder: Path) -> dict:
    told = json.loads(casekit("-C", folder, "calibration", "--format", "json").out)
    schema = json.loads((resource("schema") / "calibration.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(told)
    return told


def test_the_list_and_one_of_them(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    assert casekit("-C", folder, "calibration").out.startswith("2026-10-0001  4 judges, ")
    out = casekit("-C", folder, "calibration", "2026-10-0001").out
    assert "The first judgement among the others: shown to 3." in out
    assert "2 Yes, 2 No; 1 step apart." in out or "2 Yes, 2 No; 2 steps apart." in out
    assert "p104" not in out
    ran = casekit("-C", folder, "calibration", "2026-10-0002")
    assert ran.code == 2
    assert "2026-10-0002 was not judged by several; did you mean 2026-10-0001?" in ran.err


def test_who_judged_how_is_shown_only_where_policy_says_so(casekit: Casekit, tmp_path: Path) -> None:
    (hidden,) = data(casekit, repository(tmp_path / "r"))["calibrations"]
    assert (hidden["judges"], hidden["who"], hidden["seen"]) == (4, None, {"first_shown": 3})
    assert {line["given"] for line in hidden["questions"]} == {None}
    folder = repository(tmp_path / "s", f"{POLICY}\n[agreement]\njudges = true\n")
    (shown,) = data(casekit, folder)["calibrations"]
    assert [one["auditor"] for one in shown["who"]] == ["p201", *JUDGES]
    assert len(shown["questions"][0]["given"]) == 4
    assert "(p104): " in casekit("-C", folder, "calibration", "2026-10-0001").out


def test_a_calibration_is_in_no_figure_of_agreement(casekit: Casekit, tmp_path: Path) -> None:
    told = json.loads(casekit("-C", repository(tmp_path / "r"), "agreement", "--format", "json").out)
    (form,) = told["forms"]
    assert (form["calibrations"], form["seconds"], form["audits"]) == (["2026-10-0001"], [], 1)
