"""How a grade that nobody judged came about stands on the audit's page, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casekit.link.audit import Form, build
from casekit.link.facts import facts
from casekit.model.corpus import AuditCase, Corpus
from casekit.model.history import History, Outcome
from casekit.read.document import read_audit
from casekit.register.grades import grades_by_rubric
from casekit.rubric.evaluate import evaluate
from tests.publish.sample import PEOPLE
from tests.publish.test_site import site, text
from tests.rubric.counting import counting

BANDS = {"scale": "result", "how": "bands", "bands": {"high": 75, "middle": 50, "low": 0}, "round": "none"}
RUBRIC = counting(
    {
        "quay": {
            "title": "The quay",
            "score": {"how": "points"},
            "grade": {**BANDS, "override": ["qa_lead"]},
            "questions": {
                "ropes": {"ask": "The ropes hold.", "boxes": {"which": "Which ropes"}},
                "lamps": "The lamps burn.",
            },
            "limits": [
                {
                    "id": "rope",
                    "title": "A rope is loose",
                    "when": {"answer": "ropes", "is": "no"},
                    "always": {"at_most": "low"},
                },
                {
                    "id": "lit",
                    "title": "Well lit",
                    "when": {"answer": "lamps", "is": "yes"},
                    "always": {"at_least": "middle"},
                },
            ],
        },
        "water": {"title": "The water", "grade": "result", "questions": {"deep": "It is deep."}},
    },
    {"grade": {"scale": "result", "how": "lowest"}},
)


def case_of(front: str, body: str = "") -> AuditCase:
    text = f"---\nid: 2026-10-0001\nrubric: counting@1\ncompleted: 2026-10-16\n{front}---\n{body}"
    document, _ = read_audit("audits/2026-10/2026-10-0001.md", text.encode())
    assert document is not None
    audit, remarks = build(document, Form.of(RUBRIC))
    assert remarks == []
    return AuditCase(audit, RUBRIC, evaluate(RUBRIC, facts(audit)))


def page(case: AuditCase, audience: str = "team") -> str:
    corpus = Corpus(audits=(case,), rubrics={RUBRIC.ref: RUBRIC}, people=PEOPLE)
    files = site(audience, corpus, History(Outcome.COMPLETE), ())
    return text(next(body.decode() for path, body in files.items() if path.startswith("audit/")))


BOTH = "sections:\n  quay:\n    answers: {ropes: %s, lamps: %s}\n  water:\n    grade: %s\n    answers: {deep: yes}\n"


def test_the_score_and_the_band_are_said() -> None:
    shown = page(case_of(BOTH % ("yes", "no", "high")))
    assert "Score: 50% (2 of 4, 2 questions counted)." in shown
    says = 'Worked out: Middle, by the bands of the score. The score of "The quay" is 50%, and Middle begins at 50.'
    assert says in shown
    assert 'Worked out: Middle, the lowest of the grades it is taken from. "The quay" is graded Middle.' in shown
    assert "Middle worked out by the form" in shown


def test_what_holds_a_grade_and_what_gives_way_are_said() -> None:
    shown = page(case_of(BOTH % ("no", "yes", "high")))
    assert 'A rope is loose: the limit makes it Low instead of Middle ("The ropes hold." is answered no).' in shown
    assert "Well lit: this lower limit gives way, because an upper one comes first." in shown


def test_what_is_missing_is_said() -> None:
    shown = page(case_of("sections:\n  quay:\n    answers: {lamps: no}\n"))
    assert "No score yet: the answer to “The ropes hold.” is missing." in shown
    assert (
        "No grade can be worked out yet: the grade of “The quay” is missing and the grade of “The water” is missing."
        in shown
    )
    assert "No overall grade it cannot be worked out yet" in shown


OVERRIDE = "    override: {grade: low, by: p1, why: Soft.}\n"


def test_an_override_is_said_with_its_reason_to_those_who_may_read_it() -> None:
    front = BOTH % ("yes", "yes", "high")
    case = case_of(front.replace("  water:", f"{OVERRIDE}  water:").replace("p1", next(iter(PEOPLE.by_id))))
    who = PEOPLE.show(next(iter(PEOPLE.by_id)))
    assert f"In its place: Low by {who}: Soft. Well lit: the limit makes it Middle instead of Low" in page(case)
    assert f"In its place: Low by {who}. Well lit: the limit makes it Middle instead of Low." in page(case, "service")
    assert "The quay Middle Put in place of what was worked out The water" in page(case)


@pytest.mark.parametrize("audience", ["team", "service"])
def test_the_service_reads_no_causes(audience: str) -> None:
    shown = page(case_of(BOTH % ("no", "yes", "high")), audience)
    assert ("is answered no" in shown) is (audience == "team")
    assert "A rope is loose: the limit makes it Low instead of Middle" in shown
    assert "Worked out: Middle, by the bands of the score." in shown


def test_a_questions_box_stands_with_its_question() -> None:
    shown = page(
        case_of(BOTH % ("yes", "yes", "high"), "\n## The quay\n### The ropes hold.\n#### Which ropes\nBoth.\n")
    )
    assert "Which ropes The ropes hold. Both." in shown


MODERATED = "moderations:\n  - {id: m1, by: p2, on: 2026-10-20, sections: {water: low}, reason: No.}\n"


def test_tables_count_what_is_worked_out_before_and_after_a_moderation() -> None:
    case = case_of(BOTH % ("yes", "yes", "high") + MODERATED)
    (grades,) = grades_by_rubric([case])
    assert grades.overall is not None
    assert grades.overall.auditor.counts == {"high": 1, "middle": 0, "low": 0}
    assert grades.overall.effective.counts == {"high": 0, "middle": 0, "low": 1}
    assert grades.overall.changed == 1
    assert "Low worked out by the form; it was High before" in page(case)


def test_the_forms_page_says_how_scores_and_grades_come_about_and_when_it_is_in_force() -> None:
    form = replace(RUBRIC, in_force=(date(2026, 9, 1), None))
    files = site("service", Corpus(rubrics={form.ref: form}), History(Outcome.EMPTY), ())
    (shown,) = (text(body.decode()) for path, body in files.items() if path.startswith("rubrics/counting"))
    assert "In force from 1 September 2026" in shown
    for says in (
        "The score is the points earned, as a percentage of the points that could be earned, over 2 questions;",
        "while anything else is open, there is no score.",
        "The grade is worked out: High from 75, Middle from 50 and Low from 0, by the score.",
        "A written override by the QA lead may stand in its place, and stays inside the limits.",
        "The grade is worked out: the lowest of the grades of “The quay” and “The water”.",
        "Comment box: Which ropes",
    ):
        assert says in shown
