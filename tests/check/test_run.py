"""Running the rules: one that crashes is reported, names the document and keeps its words, and the others go on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from casekit.check import run
from casekit.check.registry import BY_CODE, CRASH, RULES
from casekit.check.rule import Context, Past, Rule, Severity
from casekit.link import corpus as linking
from casekit.link.audit import Form
from casekit.link.corpus import load_corpus
from casekit.model.audit import Audit
from casekit.model.corpus import AuditCase, Corpus
from casekit.model.document import Document
from casekit.problem import START, Remark
from tests.check.lint import Memory, lint
from tests.laid import AUDIT, toy

SECRET = "a name that nobody may read in a log"
OVERDUE = {**toy(), AUDIT: toy()[AUDIT].replace(b"due: 2026-10-31", b"due: 2026-10-30")}


def crash(case: AuditCase, ctx: Context) -> Iterator[Remark]:
    yield Remark(("id",), "Found before the crash.")
    raise KeyError(SECRET)


def crash_across(corpus: Corpus, ctx: Context) -> Iterator[tuple[str, Remark]]:
    yield AUDIT, Remark(("id",), "Found before the crash.")
    raise KeyError(SECRET)


def crash_on_past(case: AuditCase, past: Past) -> Iterator[Remark]:
    yield from ()
    raise KeyError(SECRET)


def with_rule(monkeypatch: pytest.MonkeyPatch, rule: Rule) -> None:
    monkeypatch.setattr(run, "RULES", (rule, *RULES))


def test_a_rule_that_crashes_on_an_audit(monkeypatch: pytest.MonkeyPatch) -> None:
    with_rule(monkeypatch, Rule("CK777", "odd", Severity.ERROR, audit=crash))
    report = lint(OVERDUE)
    assert [(p.code, p.path, p.span) for p in report.problems if p.code != "CK502"] == [(CRASH, AUDIT, START)]
    assert [p.code for p in report.problems if p.code == "CK502"] == ["CK502"]
    assert report.crashed
    (problem,) = (p for p in report.problems if p.code == CRASH)
    assert problem.message.startswith(f"Rule CK777 failed on {AUDIT} (KeyError in crash, line ")
    assert "test_run.py" in problem.message
    assert SECRET not in problem.message + problem.hint


def test_a_rule_that_crashes_across_files(monkeypatch: pytest.MonkeyPatch) -> None:
    with_rule(monkeypatch, Rule("CK777", "odd", Severity.ERROR, corpus=crash_across))
    report = lint(OVERDUE)
    assert [(p.code, p.path) for p in report.problems] == [(CRASH, "."), ("CK502", AUDIT)]
    assert SECRET not in report.problems[0].message


def test_a_rule_that_crashes_on_the_history(monkeypatch: pytest.MonkeyPatch) -> None:
    with_rule(monkeypatch, Rule("CK777", "odd", Severity.ERROR, past=crash_on_past))
    whole = load_corpus(Memory(toy()))
    found = run.check_past(whole, Past(), lambda path: whole.audits[0].audit.document)
    assert [(p.code, p.path, p.audit) for p in found] == [(CRASH, AUDIT, "2026-10-0001")]


def test_an_audit_on_which_linking_crashes_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    other = AUDIT.replace("0001", "0002")
    files = {**OVERDUE, other: OVERDUE[AUDIT].replace(b"2026-10-0001", b"2026-10-0002")}
    build = linking.build

    def odd(document: Document, form: Form) -> tuple[Audit, list[Remark]]:
        if document.path == AUDIT:
            raise ZeroDivisionError(SECRET)
        return build(document, form)

    monkeypatch.setattr(linking, "build", odd)
    report = lint(files)
    assert [(p.code, p.path) for p in report.problems] == [(CRASH, AUDIT), ("CK502", other)]
    assert report.problems[0].message.startswith(f"Reading failed on {AUDIT} (ZeroDivisionError in odd, line ")
    assert SECRET not in report.problems[0].message


def test_the_rules_that_need_the_history_are_named() -> None:
    assert run.past_rules() == ["CK513", "CK602", "CK615", "CK616", "CK630", "CK631", "CK861"]


def test_every_problem_of_an_audit_carries_its_id() -> None:
    assert {p.audit for p in lint(OVERDUE).problems} == {"2026-10-0001"}
    assert CRASH in BY_CODE


def test_a_waiver_of_a_rule_that_crashed_is_not_called_unused(monkeypatch: pytest.MonkeyPatch) -> None:
    waiver = b"waivers:\n  - {id: w1, code: CK302, reason: So, who: p105, on: 2026-10-20, until: 2026-12-31}\n"
    files = {**OVERDUE, AUDIT: OVERDUE[AUDIT].replace(b"actions:\n", waiver + b"actions:\n", 1)}
    assert "CK193" in [p.code for p in lint(files).problems]
    monkeypatch.setattr(run, "RULES", tuple(replace(r, audit=crash) if r.code == "CK302" else r for r in RULES))
    codes = [p.code for p in lint(files).problems]
    assert "CK193" not in codes
    assert CRASH in codes
