"""No error depends on the day on which lint runs: what only time makes worse is a warning."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.check.registry import BY_CODE
from casekit.check.rule import Context, Severity
from casekit.check.run import check_audit
from casekit.link.corpus import Linked, Surroundings, audit_paths, surroundings
from casekit.read.files import Folder
from tests.cases import Case, pages
from tests.check.lint import Memory
from tests.laid import lay, toy

ROOT = Path(__file__).parent.parent.parent
CASES = [case for page in pages("CK[1-9]*.md") for case in page.cases]


def linked(files: Mapping[str, bytes]) -> tuple[Surroundings, list[Linked]]:
    around = surroundings(Memory(files))
    paths = [path for path in sorted(files) if path.startswith("audits/") and path.endswith(".md")]
    return around, [around.link(path, files[path]) for path in paths]


def said(around: Surroundings, audits: list[Linked], today: date, hard: Severity) -> list[tuple[str, int, str]]:
    """What the rules say on that day, of one severity."""
    ctx = Context(around.people, around.policy, today)
    found = [problem for one in audits if one.case for problem in check_audit(one.case, ctx)]
    return sorted((p.path, p.span.line, f"{p.code} {p.message}") for p in found if BY_CODE[p.code].severity is hard)


WHOLE = linked(toy())
SITUATIONS = [
    linked(lay(case.changes, case.files)[0]) for case in CASES if case.changes and "today" not in case.options
]
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@settings(max_examples=6, deadline=None)
@given(DAYS, DAYS)
def test_the_errors_of_every_case_are_the_same_on_every_day(one: date, other: date) -> None:
    for around, audits in SITUATIONS:
        assert said(around, audits, one, Severity.ERROR) == said(around, audits, other, Severity.ERROR)


@given(DAYS)
def test_the_whole_audit_has_no_error_on_any_day_and_two_overdue_actions_in_the_end(today: date) -> None:
    assert said(*WHOLE, today, Severity.ERROR) == []
    overdue = [message for _, _, message in said(*WHOLE, today, Severity.WARNING)]
    late = [deadline for deadline in (date(2026, 10, 31), date(2026, 11, 20)) if deadline < today]
    assert [message[:5] for message in overdue] == ["CK502"] * len(late)


def test_the_cases_hold_actions_concerns_moderations_and_disputes() -> None:
    audits = [one.case.audit for _, every in SITUATIONS for one in every if one.case]
    for kind in ("actions", "concerns", "moderations", "disputes"):
        assert any(getattr(audit, kind) for audit in audits), kind


@settings(max_examples=6, deadline=None)
@given(DAYS)
def test_the_worked_examples_have_no_error_on_any_day(today: date) -> None:
    around, audits = examples()
    assert len(audits) >= 8
    assert said(around, audits, today, Severity.ERROR) == []


_examples: list[tuple[Surroundings, list[Linked]]] = []


def examples() -> tuple[Surroundings, list[Linked]]:
    if not _examples:
        source = Folder(ROOT)
        around = surroundings(source)
        _examples.append((around, [around.link(path, *source.read(path)) for path in audit_paths(source)]))
    return _examples[0]


def test_a_case_on_another_day_differs_only_in_warnings() -> None:
    case: Case
    for case in CASES:
        if "today" in case.options:
            around, audits = linked(lay(case.changes, case.files)[0])
            then = date.fromisoformat(case.options["today"])
            assert said(around, audits, then, Severity.ERROR) == said(
                around, audits, date(2026, 10, 31), Severity.ERROR
            )
