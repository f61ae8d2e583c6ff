"""From what was found to what is reported: one cause once, in order, with the council's severities."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casekit.check.settle import Choice, settle
from casekit.model.policy import Policy
from casekit.problem import START, Problem, Span

A, B = "audits/2026-10/2026-10-0001.md", "audits/2026-10/2026-10-0002.md"


def found(code: str, line: int = 5, column: int = 3, path: str = A, message: str = "Something.") -> Problem:
    return Problem(path, Span(line, column, line, column + 4), code, message)


def codes(*problems: Problem, select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> list[str]:
    return [p.code for p in settle(problems, Policy(), 1, Choice(select, ignore)).problems]


def test_the_same_problem_found_twice_is_reported_once() -> None:
    assert codes(found("CK203"), found("CK203")) == ["CK203"]


def test_problems_that_differ_in_their_sentence_are_two() -> None:
    assert codes(found("CK204"), found("CK204", message="Something else.")) == ["CK204", "CK204"]


@pytest.mark.parametrize("unclear", ["CK101", "CK102"])
def test_what_is_not_understood_is_not_judged_as_well(unclear: str) -> None:
    assert codes(found(unclear), found("CK501"), found("CK801")) == [unclear]


@pytest.mark.parametrize("unclear", ["CK101", "CK102"])
def test_a_number_that_identifies_somebody_is_told_where_nothing_is_understood_too(unclear: str) -> None:
    assert codes(found(unclear), found("CK811"), found("CK812")) == [unclear, "CK811"]


def test_shape_goes_before_an_unknown_id_at_the_same_place() -> None:
    assert codes(found("CK102"), found("CK101")) == ["CK101"]


def test_another_place_on_the_same_line_is_another_cause() -> None:
    assert codes(found("CK101"), found("CK801", column=20)) == ["CK101", "CK801"]


def test_the_same_place_in_another_file_is_another_cause() -> None:
    assert codes(found("CK101"), found("CK801", path=B)) == ["CK101", "CK801"]


def test_reading_problems_stand_beside_problems_of_shape() -> None:
    assert codes(found("CK011"), found("CK101")) == ["CK011", "CK101"]


def test_a_missing_key_hides_nothing_else_about_the_whole_file() -> None:
    whole = [Problem(A, START, code, "Something.") for code in ("CK101", "CK302")]
    assert codes(*whole) == ["CK101", "CK302"]


def caused(code: str, line: int, *causes: str, path: str = A) -> Problem:
    return replace(found(code, line, path=path), causes=causes)


def test_what_follows_from_the_very_same_causes_stands_under_the_first() -> None:
    section, whole, moderator = (caused("CK203", line, "plan") for line in (5, 9, 20))
    (problem,) = settle([whole, moderator, section], Policy(), 1).problems
    assert problem == replace(section, consequences=(whole, moderator))


def test_a_limit_that_no_reason_lifts_comes_before_one_that_a_reason_settles_and_an_error_before_a_warning() -> None:
    usual, hard = caused("CK201", 5, "plan"), caused("CK203", 9, "plan")
    assert settle([usual, hard], Policy(), 1).problems == (replace(hard, consequences=(usual,)),)
    policy = Policy(severities={"CK203": "warning"})
    assert settle([usual, hard], policy, 1).problems == (replace(usual, consequences=(hard,)),)
    assert settle([usual, hard], Policy(severities={"CK203": "off"}), 1).problems == (usual,)


@pytest.mark.parametrize(
    "other",
    [
        caused("CK203", 9, "plan", "talk"),
        caused("CK203", 9, "talk"),
        caused("CK203", 9),
        caused("CK203", 9, "plan", path=B),
    ],
)
def test_other_causes_or_another_file_are_another_problem(other: Problem) -> None:
    assert set(settle([caused("CK203", 5, "plan"), other], Policy(), 1).problems) == {
        caused("CK203", 5, "plan"),
        other,
    }


def test_what_was_not_asked_for_is_no_consequence_either() -> None:
    usual, hard = caused("CK201", 5, "plan"), caused("CK203", 9, "plan")
    assert settle([usual, hard], Policy(), 1, Choice(ignore=("CK203",))).problems == (usual,)


def test_paths_are_files_and_folders() -> None:
    both = [found("CK203"), found("CK203", path=B)]
    for paths, wanted in [((A,), 1), (("audits",), 2), (("audits/2026-1",), 0), (("",), 2), ((), 0)]:
        assert len(settle(both, Policy(), 2, Choice(paths=paths)).problems) == wanted, paths


def test_in_order_of_path_place_and_code() -> None:
    problems = [found("CK203", path=B), found("CK801", 9), found("CK501", 9), found("CK203", 5, 8), found("CK203")]
    report = settle(problems, Policy(), 2)
    placed = [(p.path, p.span.line, p.span.column, p.code) for p in report.problems]
    assert placed == [
        (A, 5, 3, "CK203"),
        (A, 5, 8, "CK203"),
        (A, 9, 3, "CK501"),
        (A, 9, 3, "CK801"),
        (B, 5, 3, "CK203"),
    ]


def test_select_and_ignore_take_codes_and_beginnings() -> None:
    every = [found("CK203", 1), found("CK501", 2), found("CK502", 3)]
    assert codes(*every, select=("CK5",)) == ["CK501", "CK502"]
    assert codes(*every, ignore=("CK5",)) == ["CK203"]
    assert codes(*every, select=("CK5",), ignore=("CK502",)) == ["CK501"]
    assert codes(*every, select=("CK203", "CK501")) == ["CK203", "CK501"]


def test_the_council_decides_how_hard_a_rule_is() -> None:
    policy = Policy(severities={"CK502": "error", "CK203": "warning", "CK501": "off"})
    report = settle([found("CK203", 1), found("CK501", 2), found("CK502", 3)], policy, 1)
    assert [(p.code, report.severity(p.code)) for p in report.problems] == [("CK203", "warning"), ("CK502", "error")]
    assert (report.errors, report.warnings) == (1, 1)


def test_a_crash_is_an_error_whatever_is_chosen() -> None:
    policy = Policy(severities={"CK000": "off"})
    report = settle([found("CK000")], policy, 1, Choice(("CK203",), ("CK0",)))
    assert [p.code for p in report.problems] == ["CK000"]
    assert (report.errors, report.crashed) == (1, True)


def test_nothing_found() -> None:
    report = settle([], Policy(), 3, not_run=["CK602"])
    assert (report.problems, report.errors, report.warnings, report.crashed) == ((), 0, 0, False)
    assert (report.files, report.not_run) == (3, ("CK602",))
