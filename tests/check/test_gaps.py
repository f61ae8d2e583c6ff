"""What an audit still lacks: each thing once, however many parts of the form wait for it."""

from __future__ import annotations

from casekit.check.gaps import gaps
from casekit.model.audit import Audit
from casekit.model.corpus import AuditCase
from casekit.rubric.evaluation import Evaluation, MissingFact
from casekit.rubric.model import Rubric


def test_a_fact_that_several_parts_of_the_form_wait_for_is_asked_for_once() -> None:
    missing = (
        MissingFact("date", "visit", "question"),
        MissingFact("date", "visit", "box"),
        MissingFact("age", "", "question"),
        MissingFact("age", "", "limit"),
    )
    rubric = Rubric("toy", 1, "Toy", dates={"visit": "Last visit"})
    found = gaps(AuditCase(Audit("2026-10-0001", "a.md", "toy@1"), rubric, Evaluation(missing=missing)))
    assert [gap.what for gap in found if gap.route in (("dates", "visit"), ("case", "age"))] == [
        "the date visit (Last visit)",
        "the child's age",
    ]
