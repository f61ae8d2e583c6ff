"""Any form at all: every tool takes it, and a new audit in it lacks only what is still to be filled in."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casekit.conform.form_schema import form_schema
from casekit.edit.new import new_audit
from casekit.link.corpus import load_corpus
from casekit.model.history import History, Outcome
from casekit.output import form_data, form_text
from casekit.publish.context import About
from casekit.publish.rules import read_rules
from casekit.publish.site import build_site
from casekit.read.document import read_audit
from casekit.resources import resource
from casekit.rubric.cases import run
from casekit.rubric.compare import compare
from casekit.rubric.load import load
from casekit.rubric.model import Rubric
from casekit.rubric.never import never
from casekit.rubric.notes import notes
from casekit.rubric.plain import plain
from tests.check.lint import Memory, lint
from tests.rubric.any_form import any_form

ODD = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
AUDIT, DAY = "audits/2026-10/2026-10-0001.md", date(2026, 10, 15)
STILL_TO_FILL_IN, NEVER = "CK104", "CK113"


def taken(data: dict[str, Any]) -> Rubric | None:
    """The form; a refusal must say what is wrong with it."""
    rubric, remarks = load(json.loads(json.dumps(data)), {})
    assert (rubric is None) == bool(remarks)
    return rubric


def every_tool(rubric: Rubric) -> None:
    again, remarks = load(json.loads(json.dumps(plain(rubric))), {})
    assert (again, remarks) == (rubric, [])
    assert compare(rubric, rubric) == ()
    notes(rubric, run(rubric))
    assert all(len(line) <= 80 for line in form_text.render(rubric, "", 80).splitlines())
    json.dumps(form_data.as_data(rubric, ""))


def filled(data: dict[str, Any], rubric: Rubric) -> dict[str, bytes]:
    """A repository with the form and a new audit in it."""
    text = new_audit(rubric, "2026-10", "2026-10-0001", ["A"], ["wet"], "p054", DAY)
    return {"rubrics/any.yaml": json.dumps(data).encode(), AUDIT: text.encode()}


def new_and_lint(data: dict[str, Any], rubric: Rubric) -> None:
    files = filled(data, rubric)
    found = {problem.code for problem in lint(files).problems}
    assert found - {NEVER} == {STILL_TO_FILL_IN}, [p.message for p in lint(files).problems]
    document, _ = read_audit(AUDIT, files[AUDIT])
    assert document is not None
    schema = form_schema(rubric)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(document.data)) == []


@settings(max_examples=40, deadline=None, suppress_health_check=ODD)
@given(any_form())
def test_every_tool_takes_any_form(data: dict[str, Any]) -> None:
    rubric = taken(data)
    if rubric is not None:
        every_tool(rubric)
        never(rubric)


@settings(max_examples=25, deadline=None, suppress_health_check=ODD)
@given(any_form())
def test_a_new_audit_in_any_form_lacks_only_what_is_still_to_be_filled_in(data: dict[str, Any]) -> None:
    rubric = taken(data)
    if rubric is not None:
        new_and_lint(data, rubric)


@pytest.mark.slow
@settings(max_examples=400, deadline=None, suppress_health_check=ODD)
@given(any_form())
def test_hundreds_of_them(data: dict[str, Any]) -> None:
    rubric = taken(data)
    if rubric is not None:
        every_tool(rubric)
        new_and_lint(data, rubric)


@pytest.mark.slow
@settings(max_examples=200, deadline=None, suppress_health_check=ODD)
@given(any_form(), st.sampled_from(["team", "service"]))
def test_the_report_of_any_form_is_built(data: dict[str, Any], audience: str) -> None:
    rubric = taken(data)
    if rubric is not None:
        files = filled(data, rubric)
        about = About(commit="0" * 40, version="0.1.0", uncommitted=0, rules=read_rules(resource("rules")))
        problems = lint(files).problems
        severities = {problem.code: "error" for problem in problems}
        history, about = History(Outcome.COMPLETE), replace(about, severities=severities)
        pages = dict(build_site(load_corpus(Memory(files)), history, problems, DAY, audience, about, workers=1))
        assert any(path.startswith("audits/") for path in pages)


def test_most_of_them_are_forms() -> None:
    """Tests of forms that are refused would show nothing."""
    seen: list[bool] = []

    @settings(max_examples=60, deadline=None, database=None, derandomize=True, suppress_health_check=ODD)
    @given(any_form())
    def count(data: dict[str, Any]) -> None:
        seen.append(taken(data) is not None)

    count()
    assert sum(seen) > len(seen) * 0.7
