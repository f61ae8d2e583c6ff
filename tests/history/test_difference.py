"""What lies between two versions of an audit, and which commit somebody means by a point of its life."""

from __future__ import annotations

from pathlib import Path

import pytest

from casekit.history.difference import Rewritten, difference
from casekit.history.events import history
from casekit.history.labels import Labels
from casekit.history.outcome import open_history
from casekit.history.point import Point, point
from casekit.history.reading import Reader
from casekit.model.people import People
from casekit.stop import Stop
from tests.history.making import audit, git, make, step

ID = "2026-10-0001"
PATH = f"audits/2026-10/{ID}.md"


def said(before: str | None, after: str | None) -> tuple[list[str], list[tuple[str, list[str]]]]:
    old, new = (None if text is None else Reader().read(text.encode()).facts for text in (before, after))
    found = difference(old, new, Labels())
    return [one.said for one in found.changed], [(text.place, list(text.lines())) for text in found.texts]


def test_grades_and_answers_are_told_one_by_one_however_many_there_are() -> None:
    before = audit(front="sections:\n  a:\n    grade: good\n    answers: {q1: yes, q2: no, q3: no, q4: no, q5: no}\n")
    after = audit(front="sections:\n  a:\n    grade: poor\n    answers: {q1: no, q3: yes, q4: yes, q5: yes, q6: yes}\n")
    told, texts = said(before, after)
    assert told == [
        "grade of “a” changed from good to poor",
        "answer to “q1” changed from yes to no",
        "answer to “q3” changed from no to yes",
        "answer to “q4” changed from no to yes",
        "answer to “q5” changed from no to yes",
        "answer to “q6” set to yes",
        "answer to “q2” taken away (was no)",
    ]
    assert texts == []


def test_texts_are_told_by_the_lines_that_differ() -> None:
    before, after = (
        audit(body="## One\nAlpha\nBeta\n-- gamma\n"),
        audit(body="## One\nAlpha\n++ delta\nBeta\n## Two\nNew\n"),
    )
    told, texts = said(before, after)
    assert told == []
    assert texts == [("One", [" Alpha", "+++ delta", " Beta", "--- gamma"]), ("Two", ["+New"])]


def test_reasons_and_answers_in_words_are_texts() -> None:
    before = audit(front="sections:\n  a:\n    answers: {q: {answer: no, why: Old reason}, w: Some words}\n")
    after = audit(front="sections:\n  a:\n    answers: {q: {answer: no, why: New reason}, w: Other words}\n")
    told, texts = said(before, after)
    assert told == ["answer to “w” changed"]
    assert texts == [("reason: a / q", ["-Old reason", "+New reason"]), ("w", ["-Some words", "+Other words"])]


def test_whose_feedback_it_was_is_said() -> None:
    assert said(audit(), audit(front="feedback:\n  parent: {answers: {heard: yes}}\n"))[0][0] == (
        "answer to “heard” set to yes (parent)"
    )


def test_everything_else_is_told_as_its_events_are() -> None:
    after = audit(front="completed: 2026-10-16\nmoderations:\n  - {id: m1, by: p2, overall: poor}\n")
    assert said(audit(), after)[0] == ["completed", "moderated; overall grade set to poor"]
    assert said(after, after) == ([], [])
    assert said(None, audit())[0] == ["created"]
    assert said(audit(), None)[0] == ["deleted"]


def test_a_text_that_is_new_or_gone_has_all_its_lines() -> None:
    assert list(Rewritten("x", "", "a\nb").lines()) == ["+a", "+b"]
    assert list(Rewritten("x", "a", "").lines()) == ["-a"]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("points") / "r"
    old = "audits/2026-09/2026-10-0001.md"
    make(
        folder,
        step("begin", {old: audit()}),
        step("grade", {old: audit(front="overall: {grade: good}\n")}, minute=24 * 60),
        step(
            "moderate",
            {old: None, PATH: audit(front="overall: {grade: good}\nmoderations:\n  - {id: m1, overall: poor}\n")},
            minute=48 * 60,
        ),
        step("gone", {PATH: None}, minute=72 * 60),
    )
    git(folder, "tag", "marked", "HEAD~1")
    return folder


def at(folder: Path, name: str) -> Point:
    opened = open_history(folder)
    assert opened.repository is not None
    return point(opened, opened.repository, history(opened, People()).of(ID), ID, name)


@pytest.mark.parametrize(
    ("name", "behind"),
    [
        ("created", 3),
        ("2026-10-01", 3),
        ("graded", 2),
        ("2026-10-02", 2),
        ("moderated", 1),
        ("m1", 1),
        ("marked", 1),
        ("HEAD~1", 1),
        ("2026-10-03", 1),
        ("deleted", 0),
        ("HEAD", 0),
        ("2030-01-01", 0),
    ],
)
def test_a_point_is_a_day_an_event_an_entry_or_a_commit(told: Path, name: str, behind: int) -> None:
    found = at(told, name)
    assert found.commit == git(told, "rev-parse", f"HEAD~{behind}")
    assert (found.raw is None) == (behind == 0)


@pytest.mark.parametrize("name", ["m2", "2026-09-30", "--all", "completed", "", "HEAD:audits", "\x1b[2J"])
def test_a_point_that_is_none_is_refused(told: Path, name: str) -> None:
    with pytest.raises(Stop, match="--between: ") as refused:
        at(told, name)
    assert "\x1b" not in refused.value.sentence
