"""Grades where several answer: a line for each whom the form names, one line together for those whom audits name."""

from __future__ import annotations

from casekit.link.corpus import load_corpus
from casekit.register.grades import GradeLine, grades_by_rubric
from tests.check.lint import Memory
from tests.whole import SIBLINGS, files


def lines(*edits: tuple[str, str, str]) -> dict[str, dict[str, GradeLine]]:
    corpus = load_corpus(Memory(files(*edits)))
    return {made.rubric.id: {line.title: line for line in made.sections} for made in grades_by_rubric(corpus.audits)}


def test_whoever_has_a_name_in_the_form_has_a_line() -> None:
    partners = lines()["partners"]
    assert list(partners) == [
        "Agencies: Police",
        "Agencies: Police: The child's voice",
        "Agencies: Probation",
        "Agencies: Probation: The child's voice",
        "Agencies: Clinic",
        "Agencies: Clinic: The child's voice",
        "Working together",
        "The panel: Chair",
        "The panel: Nurse",
        "The panel: Teacher",
    ]
    probation = partners["Agencies: Probation"]
    assert (probation.auditor.counts["strong"], probation.effective.counts["sound"], probation.changed) == (1, 1, 1)
    assert partners["Agencies: Clinic"].effective.of == 0


def test_those_whom_audits_name_are_counted_together() -> None:
    siblings = lines()["siblings"]
    assert list(siblings) == ["Each child", "The family together"]
    assert siblings["Each child"].effective.counts == {"green": 1, "amber": 1, "red": 0}
    assert siblings["Each child"].effective.of == 2


def test_one_who_needs_no_answer_counts_once_the_audit_answers() -> None:
    taken = (
        "audits/2026-10/2026-10-0001.md",
        "  together:\n    grade",
        "      clinic: {grade: thin}\n  together:\n    grade",
    )
    assert lines(taken)["partners"]["Agencies: Clinic"].effective.of == 1


def test_a_child_to_whom_nothing_applies_is_not_counted() -> None:
    none = (SIBLINGS, "case: {age: 1}", "case: {age: 1, type: none}")
    assert lines(none)["siblings"]["Each child"].effective.of == 1
