"""The baseline's file: what is in it, what never is, and what is no baseline. tests/cli shows it at work."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from casekit.check.baseline import Known, baseline_text, read_baseline
from casekit.check.settle import settle
from casekit.model.policy import Policy
from casekit.problem import START, Problem, Span
from casekit.resources import resource

SCHEMA = Draft202012Validator(json.loads((resource("schema") / "baseline.schema.json").read_text("utf-8")))


def problem(code: str, line: int = 5, audit: str | None = "2026-10-0001", causes: tuple[str, ...] = ()) -> Problem:
    path = f"audits/2026-10/{audit or 'odd'}.md"
    return Problem(path, Span(line, 1, line, 2), code, f"On line {line}.", audit=audit, place=f"p{line}", causes=causes)


def written(*problems: Problem) -> tuple[str, int]:
    report = settle(problems, Policy(), 1)
    return baseline_text(report.problems, report.fingerprints)


def test_it_is_sorted_of_the_published_shape_and_read_back() -> None:
    text, left_out = written(problem("CK502", 9), problem("CK302"), problem("CK302", audit=None))
    data = json.loads(text)
    SCHEMA.validate(data)
    assert left_out == 0
    assert [(e["audit"], e["code"]) for e in data["problems"]] == [
        ("2026-10-0001", "CK302"),
        ("2026-10-0001", "CK502"),
        ("audits/2026-10/odd.md", "CK302"),
    ]
    assert read_baseline(text) == {Known(e["audit"], e["code"], e["fingerprint"]) for e in data["problems"]}
    assert text.count("\n") == len(data["problems"]) + 5, "an entry a line, so that a change of it can be read"


def test_it_holds_what_comes_with_a_problem_too() -> None:
    text, _ = written(problem("CK203", 5, causes=("x",)), problem("CK203", 9, causes=("x",)))
    assert len(json.loads(text)["problems"]) == 2
    found = settle([problem("CK203", 9, causes=("x",))], Policy(), 1, baseline=read_baseline(text))
    assert (found.problems, found.baselined, len(found.stale)) == ((), 1, 1)


def test_an_empty_one_is_a_baseline() -> None:
    text, _ = written()
    SCHEMA.validate(json.loads(text))
    assert read_baseline(text) == frozenset()


@pytest.mark.parametrize("code", ["CK004", "CK101", "CK191", "CK901"])
def test_what_can_never_be_waived_is_never_taken_over(code: str) -> None:
    text, left_out = written(problem(code))
    assert (json.loads(text)["problems"], left_out) == ([], 1)


def test_an_entry_of_a_rule_that_did_not_run_is_not_called_stale() -> None:
    entry = Known("2026-10-0001", "CK602", "0" * 32)
    assert settle([], Policy(), 1, not_run=("CK602",), baseline=[entry]).stale == ()
    assert settle([], Policy(), 1, baseline=[entry]).stale == (entry,)
    failed = Problem(".", START, "CK000", "Rule CK602 failed on the repository (KeyError in check, line 1 of x.py).")
    assert settle([failed], Policy(), 1, baseline=[entry]).stale == ()


def test_an_entry_is_of_one_audit() -> None:
    text, _ = written(problem("CK302"))
    other = problem("CK302", audit="2026-10-0002")
    assert settle([other], Policy(), 1, baseline=read_baseline(text)).problems == (other,)


@pytest.mark.parametrize(
    "text", ["", "[]", "null", '{"version": 1}', '{"version": 1, "problems": {}}', '{"problems": []}']
)
def test_what_is_no_baseline_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"baseline|Expecting"):
        read_baseline(text)
