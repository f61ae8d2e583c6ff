"""What a moderator judged against what stands there now: the same things as the fingerprint, in words."""

from __future__ import annotations

import pytest

from casekit.link.corpus import load_corpus
from casekit.model.audit import Audit
from casekit.model.changed import changed
from casekit.model.fingerprint import fingerprint
from casekit.rubric.model import Rubric
from tests.cases import Case, Change, pages
from tests.check.lint import Memory
from tests.laid import AUDIT, lay, toy

CASES = [case for page in pages("CK[1-9]*.md") for case in page.cases]


def audit(*changes: Change) -> tuple[Audit, Rubric]:
    corpus = load_corpus(Memory(lay(changes, {})[0]))
    (case,) = corpus.audits
    return case.audit, case.rubric


BASE, FORM = audit()


def told(text: str, box: str = "") -> list[str]:
    after, form = audit(Change(text, box=box))
    found = list(changed(BASE, after, form))
    assert bool(found) == (fingerprint(BASE) != fingerprint(after))
    return found


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("sections: {planning: {grade: strong}}", "the grade of 'The plan' (Sound, now Strong)"),
        ("overall: {grade: }", "the grade of 'Overall judgement' (Sound, now none)"),
        ("sections: {planning: {grade: not_assessed}}", "the grade of 'The plan' (Sound, now not assessed)"),
        ("sections: {planning: {why: Because}}", "the reason beside the grade of 'The plan'"),
        ("sections: {planning: {answers: {plan-owned: yes}}}", "the answer to 'plan-owned' (partly, now yes)"),
        (
            "sections: {planning: {answers: {plan-owned: no_evidence}}}",
            "the answer to 'plan-owned' (partly, now no evidence)",
        ),
        (
            "sections: {planning: {answers: {plan-owned: (removed)}}}",
            "the answer to 'plan-owned' (partly, now unanswered)",
        ),
        (
            "sections: {planning: {answers: {plan-owned: {answer: partly, why: Because}}}}",
            "the reason beside the answer to 'plan-owned'",
        ),
        ("overall: {reasons: {above-lowest: Because}}", "the reason for 'above-lowest' in 'Overall judgement'"),
        ("overall: {themes: [drift]}", "the themes"),
        ("dates: {plan: 2026-09-22}", "the date plan (21 September 2026, now 22 September 2026)"),
        ("dates: {plan: []}", "the date plan (21 September 2026, now none)"),
        ("dates: {plan: (removed)}", "the date plan (21 September 2026, now not given)"),
        ("dates: {review: 2026-09-22}", "the date review (not given, now 22 September 2026)"),
        ("feedback: {parent: {on: 2026-10-13}}", "the feedback (Parent)"),
        ("feedback: {parent: {answers: {heard: no}}}", "the feedback (Parent)"),
        ("feedback: {child: {declined: 2026-10-13, why: Busy}}", "the feedback (Child)"),
        ("case: {type: [home, in-care]}", "the kind of case"),
        ("case: {flags: [school]}", "the flags of the case"),
        ("case: {age: 10}", "the child's age"),
        ("period: {to: 2026-10-14}", "the period looked at"),
    ],
)
def test_each_difference_is_a_phrase(text: str, phrase: str) -> None:
    assert told(text) == [phrase]


def test_words_are_named_and_not_repeated() -> None:
    assert told("Other words.\n", box="planning/weak-side") == ["the words under 'What is missing' in 'The plan'"]
    assert told("(removed)\n", box="planning/weak-side") == ["the words under 'What is missing' in 'The plan'"]
    assert told("A remark.\n", box="planning/plan-owned") == ["the remark on 'plan-owned'"]


def test_another_form_is_named_first() -> None:
    later = {**toy(), "rubrics/toy.yaml": toy()["rubrics/toy.yaml"].replace(b"version: 1", b"version: 2", 1)}
    later[AUDIT] = later[AUDIT].replace(b"toy@1", b"toy@2")
    (case,) = load_corpus(Memory(later)).audits
    assert list(changed(BASE, case.audit, case.rubric)) == ["the form (toy@1, now toy@2)"]


@pytest.mark.parametrize(
    ("text", "box"),
    [
        ("actions: (removed)", ""),
        ("moderations: (removed)", ""),
        ("disputes: [{id: d1, of: m1, about: grade, by: p201, on: 2026-10-29}]", ""),
        ("concerns: [{id: c1, noticed: 2026-10-15}]", ""),
        ("shared: (removed)", ""),
        ("discussed: 2026-10-21", ""),
        ("reflection: {on: 2026-10-30}", ""),
        ("overall: {told: [{who: p102, at: 2026-10-15}]}", ""),
        ("sections: {planning: {answers: {reviewed: }}}", ""),
        ("sections: {placement: {grade: }}", ""),
        ("dates: {review: }", ""),
        ('sections: {planning: {grade: "SOUND", answers: {plan-owned: Partly}}}', ""),
        ("\nThe grandparents help every day and have no part in it.  \n\n\n", "planning/weak-side"),
        ("#### Mine\n", "reflection/proud"),
        ("Nothing.\n", "moderation/report"),
        ("Kept, but nobody's.\n", "top"),
    ],
)
def test_what_may_change_freely(text: str, box: str) -> None:
    assert told(text, box) == []


@pytest.mark.parametrize("case", CASES, ids=str)
def test_there_are_words_for_every_change_that_the_fingerprint_sees(case: Case) -> None:
    corpus = load_corpus(Memory(lay(case.changes, case.files)[0]))
    for one in corpus.audits:
        found = list(changed(BASE, one.audit, one.rubric))
        assert bool(found) == (fingerprint(BASE) != fingerprint(one.audit))
        assert len(found) == len(set(found))
