"""What audits would come to under a newer version of their form."""

from __future__ import annotations

import pytest

from casekit.edit.replay import KINDS, Difference, Replayed, counts, including, replayed
from casekit.link.corpus import surroundings
from casekit.link.rubrics import read_form
from casekit.output.form_replay import render
from casekit.rubric.model import Rubric
from tests.laid import AUDIT, toy
from tests.link.test_rubrics import Files

FILES = toy()
AROUND = surroundings(Files(FILES))
SAME = FILES["rubrics/toy.yaml"].decode().replace("version: 1\n", "version: 2\nprevious: {version: 1}\n", 1)


def form(*changes: tuple[str, str]) -> Rubric:
    """Version 2 of the toy form, with these changes."""
    text = SAME
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    file = read_form("new.yaml", text.encode(), [], True, {})
    assert file.rubric is not None, file.problems
    return file.rubric


def tried(*changes: tuple[str, str]) -> Replayed:
    new = form(*changes)
    found = replayed(AUDIT, FILES[AUDIT], including(AROUND, new), new)
    assert found is not None
    return found


def test_a_form_that_asks_the_same_makes_no_difference() -> None:
    assert tried() == Replayed(AUDIT, "2026-10-0001", "toy@1")


COMPUTED = (
    "  oversight:\n    title: Management oversight\n",
    "  oversight:\n    title: Management oversight\n    grade:\n      scale: four\n      how: rules\n"
    "      rules: [{when: {answer: decisions, is: partly}, is: weak}, {otherwise: strong}]\n",
)


@pytest.mark.parametrize(
    ("change", "difference"),
    [
        (
            COMPUTED,
            Difference(
                "graded",
                "oversight",
                "'Management oversight' would be Weak; it is Sound.",
                ('"Decisions and their reasons are on file." is answered partly',),
            ),
        ),
        (
            ("when: {answer: talked, is: no}", "when: {answer: talked, is: yes}"),
            Difference(
                "limited",
                "no-talk",
                "'No talk between manager and worker in time' (Sound by the auditor, Weak allowed) would be broken.",
                ('"Manager and worker talked about this child in the last three months." is answered yes',),
            ),
        ),
        (
            ("agrees_with: {date: oversight, within: 3 months}", "agrees_with: {date: oversight, within: 2 weeks}"),
            Difference(
                "contradicted",
                "talked",
                "The answer to 'Manager and worker talked about this child in the last three months.' would contradict "
                "its date.",
                ("the last date is 29 September 2026, 16 days before the end of the period",),
            ),
        ),
        (
            ("when: {answer: plan-change, is: yes}", "when: {answer: plan-change, is: no}"),
            Difference(
                "followed",
                "plan-change",
                "'The plan has to change' would have to follow.",
                ('"The child\'s plan has to change." is answered no',),
            ),
        ),
        (
            ("applies_when: {age: {below: 6}}", "applies_when: {age: {below: 12}}"),
            None,
        ),
        (
            ("        ask: Decisions and their reasons are on file.\n", "        ask: Decisions are on file.\n"),
            None,
        ),
    ],
)
def test_each_way_to_come_out_differently(change: tuple[str, str], difference: Difference | None) -> None:
    found = tried(change).differences
    alike = [
        d
        for d in found
        if difference and (d.kind, d.id, d.message) == (difference.kind, difference.id, difference.message)
    ]
    if difference is None:
        assert found == ()
    else:
        assert len(alike) == 1, found
        assert alike[0].because or difference.kind == "asked"
        others = [d for d in found if d not in alike]
        assert [(d.kind, d.because) for d in others] in ([], [("asked", ("It is worked out now.",))])


def test_what_applies_now_and_what_does_no_longer() -> None:
    found = tried(("applies_when: {flag: school}\n    source: E7a\n", "source: E7a\n")).differences
    assert {d.kind for d in found} == {"asked"}
    assert ("The grade of 'Schooling' would be asked for.", ("It applies to this case now.",)) in {
        (d.message, d.because) for d in found
    }
    gone = tried(
        ("    title: Listening to the child\n", "    title: Listening to the child\n    applies_when: {flag: school}\n")
    )
    whys = {d.because for d in gone.differences if d.kind == "asked"}
    assert whys == {("It does not apply to this case any more.",)}


def test_an_audit_that_cannot_be_tried_says_why() -> None:
    far = form(("previous: {version: 1}\n", ""))
    found = replayed(AUDIT, FILES[AUDIT], including(AROUND, far), far)
    assert found is not None
    assert found.why_not.startswith("toy@2 does not say what became of toy@1.")
    assert counts([found]) == {"audits": 1, "same": 0, "not_tried": 1, **dict.fromkeys(KINDS, 0)}
    assert "Could not be tried: toy@2 does not say what became of toy@1." in render("toy@2", [found], 80)


def test_audits_in_the_same_version_or_another_form_are_left_out() -> None:
    same = AROUND.forms["toy@1"].rubric
    assert replayed(AUDIT, FILES[AUDIT], AROUND, same) is None
    assert replayed(AUDIT, b"no audit", including(AROUND, form()), form()) is None


def test_what_is_so_in_every_audit_is_said_once() -> None:
    one, other = tried(COMPUTED), tried(COMPUTED)
    text = render("toy@2", [one, other], 100)
    assert text.startswith(
        "toy@2 tried on 2 audits in toy@1. Nothing was written.\n  2 audits would be graded differently.\n"
    )
    assert text.count("'Management oversight' would be Weak; it is Sound.") == 1
    assert "In every one of them:" in text
    assert render("toy@2", [], 80) == "No audit here is in an older version of toy than toy@2.\n"
