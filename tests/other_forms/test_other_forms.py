"""Forms of other councils, written from the guide alone: each capability has its form and a worked case."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from casekit.edit.new import new_audit
from casekit.link.corpus import load_corpus
from casekit.model.document import Value
from casekit.output import form_text
from casekit.programme.remind import TALKS, Reminders
from casekit.read.document import read_yaml
from casekit.rubric.cases import run
from casekit.rubric.load import load
from casekit.rubric.model import Rubric
from casekit.rubric.never import never
from casekit.rubric.notes import notes
from tests.check.lint import Memory, lint

HERE = Path(__file__).parent
FORMS = sorted(path.stem for path in (HERE / "rubrics").glob("*.yaml"))
NEWEST = [stem for stem in FORMS if "@" not in stem]


def data(path: Path) -> Any:
    document, problems = read_yaml(path.name, path.read_bytes())
    assert document is not None, problems
    assert problems == []
    return document.data


@cache
def form(stem: str) -> Rubric:
    rubric, remarks = load(data(HERE / "rubrics" / f"{stem}.yaml"), {})
    assert rubric is not None, remarks
    return rubric


CAPABILITIES: dict[str, Value] = data(HERE / "capabilities.yaml")


@pytest.mark.parametrize("capability", CAPABILITIES)
def test_a_capability_has_its_form_and_a_worked_case(capability: str) -> None:
    stem, named = CAPABILITIES[capability]  # type: ignore[misc]
    (result,) = [result for result in run(form(str(stem))) if result.name == named]
    assert result.passed, result


@pytest.mark.parametrize("stem", FORMS)
def test_every_worked_case_comes_out_as_expected(stem: str) -> None:
    assert [result for result in run(form(stem)) if not result.passed] == []


@pytest.mark.parametrize("stem", NEWEST)
def test_every_limit_and_trigger_has_a_case_that_sets_it_off(stem: str) -> None:
    rubric = form(stem)
    assert list(never(rubric)) == []
    assert [note.message for note in notes(rubric, run(rubric)) if "worked case" in note.message] == []


@pytest.mark.parametrize("stem", NEWEST)
def test_it_is_read_aloud_and_a_new_audit_lacks_only_what_is_to_be_filled_in(stem: str) -> None:
    rubric = form(stem)
    assert rubric.title in form_text.render(rubric, "", 80)
    text = new_audit(rubric, "2026-10", "2026-10-0001", list(rubric.case_types)[:1], [], "p054", date(2026, 10, 15))
    files = {f"rubrics/{stem}.yaml": (HERE / "rubrics" / f"{stem}.yaml").read_bytes()}
    files["audits/2026-10/2026-10-0001.md"] = text.encode()
    assert {problem.code for problem in lint(files).problems} == {"CK104"}


def test_what_a_form_leaves_out_is_neither_asked_for_nor_missed() -> None:
    rubric = form("files")
    text = new_audit(rubric, "2026-10", "2026-10-0001", [], [], "p054", date(2026, 10, 15))
    lines = {line.strip() for line in text.split("\n")}
    assert not lines & {"practitioner:", "team_manager:", "reviewer:", "with_practitioner:", "# one of these:"}
    assert {"ref:", "team:", "independent:", "completed:"} <= lines
    files = {"rubrics/files.yaml": (HERE / "rubrics" / "files.yaml").read_bytes()}
    files["audits/2026-10/2026-10-0001.md"] = text.encode()
    (problem,) = lint(files).problems
    independent = "the auditor's word that they had no part in the case (independent)"
    assert problem.because[0] == f"The audit: the case reference (ref), the team and {independent}."


@pytest.mark.parametrize("out", ["reviewer", "practitioner"])
def test_where_there_is_no_practitioner_nobody_waits_for_the_talk_with_them(out: str) -> None:
    rubric = (HERE / "rubrics" / "files.yaml").read_text(encoding="utf-8")
    rubric = re.sub("(?m)^leaves_out: .*$", f"leaves_out: {out}", rubric)
    text = new_audit(form("files"), "2026-01", "2026-01-0001", [], [], "p054", date(2026, 1, 15))
    files = {"rubrics/files.yaml": rubric.encode()}
    files["audits/2026-01/2026-01-0001.md"] = text.replace("completed:", "completed: 2026-01-16\n", 1).encode()
    files["people.yaml"] = MANAGER
    files["audits/2026-01/2026-01-0001.md"] = files["audits/2026-01/2026-01-0001.md"].replace(
        b"  team:", b"  team_manager: p011\n  team:"
    )
    missed = {problem.code for problem in lint(files, date(2026, 10, 31)).problems} & {"CK822"}
    assert missed == (set() if out == "practitioner" else {"CK822"})
    items = Reminders(load_corpus(Memory(files)), "2026-01", date(2026, 10, 31)).items()
    assert [item.to for item in items if item.part == TALKS] == ([] if out == "practitioner" else ["p011"])


MANAGER = b"""people:
  p011: {title: Manager, emails: [p011@council.example], roles: [{role: team_manager, from: 2025-01-05}]}
  p054: {title: Auditor, emails: [p054@council.example], roles: [{role: auditor, from: 2025-01-05}]}
"""


def without(stem: str, *edits: tuple[str, str]) -> list[str]:
    """What the form is told once its text is changed."""
    text = (HERE / "rubrics" / f"{stem}.yaml").read_text(encoding="utf-8")
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    document, _ = read_yaml("rubrics/changed.yaml", text.encode())
    assert document is not None
    return [remark.message for remark in load(document.data, {})[1]]


def test_bands_with_gaps_are_refused_until_rounding_is_declared() -> None:
    told = without("lodgings", ("    round: nearest\n", ""))
    assert told[0] == "the grade of section 'overall' does not say 'round'"
    gaps = [re.search(r"between (\d+) and (\d+)", message) for message in told[1:]]
    assert [found.groups() for found in gaps if found] == [("87", "88"), ("62", "63"), ("49", "50")]
    assert without("lodgings", ("round: nearest", "round: none")) == told[1:]
    assert without("lodgings", ("round: nearest", "round: down")) == []


def test_bands_that_overlap_are_refused_whatever_the_rounding() -> None:
    told = without("lodgings", ("conditions: [63, 87]", "conditions: [63, 88]"))
    assert told == ["the bands of 'approve' and 'conditions' overlap: a score of 88 lies in both"]


def test_a_new_version_says_what_became_of_every_old_id() -> None:
    old, new = form("dip@2"), form("dip")
    kept = {id for id in old.questions() if id in new.questions()}
    assert kept | set(new.previous.ids) == set(old.questions())
    assert set(filter(None, new.previous.ids.values())) <= set(new.questions())
