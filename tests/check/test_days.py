"""No error depends on the day on which lint runs: what only time makes worse is a warning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import pytest
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
Situation = tuple[Surroundings, list[Linked]]
STEP = 60
"""One situation of so many is tried by the quick test, all of them by the long one."""


def linked(files: Mapping[str, bytes]) -> Situation:
    """The audits of those files; what surrounds them is the same for most cases, and read once."""
    paths = [path for path in sorted(files) if path.startswith("audits/") and path.endswith(".md")]
    around = _around(tuple(sorted((path, raw) for path, raw in files.items() if path not in paths)))
    return around, [around.link(path, files[path]) for path in paths]


@cache
def _around(files: tuple[tuple[str, bytes], ...]) -> Surroundings:
    return surroundings(Memory(dict(files)))


def said(around: Surroundings, audits: list[Linked], today: date, hard: Severity) -> list[tuple[str, int, str]]:
    """What the rules say on that day, of one severity."""
    ctx = Context(around.people, around.policy, today)
    found = [problem for one in audits if one.case for problem in check_audit(one.case, ctx)]
    return sorted((p.path, p.span.line, f"{p.code} {p.message}") for p in found if BY_CODE[p.code].severity is hard)


@cache
def situations() -> list[Situation]:
    """Every case on a rule's page that changes an audit and names no day of its own."""
    return [linked(lay(case.changes, case.files)[0]) for case in CASES if case.changes and "today" not in case.options]


@cache
def errors(number: int) -> list[tuple[str, int, str]]:
    """The errors of the situation of that number on one day."""
    return said(*situations()[number], date(2026, 10, 31), Severity.ERROR)


DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
REFLECTED = date(2026, 10, 29)
"""The last thing that is said to have happened in the whole audit."""


def the_same(numbers: Sequence[int], *days: date) -> None:
    for number in numbers:
        around, audits = situations()[number]
        for day in days:
            assert said(around, audits, day, Severity.ERROR) == errors(number)


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(st.integers(0, STEP - 1), DAYS, DAYS)
def test_the_errors_of_some_cases_are_the_same_on_every_day(first: int, one: date, other: date) -> None:
    the_same(range(first, len(situations()), STEP), one, other)


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(DAYS, DAYS)
def test_the_errors_of_every_case_are_the_same_on_every_day(one: date, other: date) -> None:
    the_same(range(len(situations())), one, other)


@given(DAYS)
def test_the_whole_audit_has_no_error_on_any_day_and_two_overdue_actions_in_the_end(today: date) -> None:
    whole = linked(toy())
    assert said(*whole, today, Severity.ERROR) == []
    told = [message[:5] for _, _, message in said(*whole, today, Severity.WARNING)]
    early = [code for code in told if code == "CK116"]  # a day that has not come yet, until it has
    assert bool(early) == (today < REFLECTED)
    late = [deadline for deadline in (date(2026, 10, 31), date(2026, 11, 20)) if deadline < today]
    assert told == [*early, *["CK502"] * len(late)]


def test_the_cases_hold_actions_concerns_moderations_and_disputes() -> None:
    audits = [one.case.audit for _, every in situations() for one in every if one.case]
    for kind in ("actions", "concerns", "moderations", "disputes"):
        assert any(getattr(audit, kind) for audit in audits), kind


@settings(max_examples=25, deadline=None)
@given(DAYS)
def test_the_worked_examples_have_no_error_on_any_day(today: date) -> None:
    around, audits = examples()
    assert len(audits) >= 8
    assert said(around, audits, today, Severity.ERROR) == []


@cache
def examples() -> Situation:
    source = Folder(ROOT)
    around = surroundings(source)
    return around, [around.link(path, *source.read(path)) for path in audit_paths(source)]


def test_a_case_on_another_day_differs_only_in_warnings() -> None:
    case: Case
    for case in CASES:
        if "today" in case.options:
            around, audits = linked(lay(case.changes, case.files)[0])
            then = date.fromisoformat(case.options["today"])
            assert said(around, audits, then, Severity.ERROR) == said(
                around, audits, date(2026, 10, 31), Severity.ERROR
            )
