"""Audits in a form that counts: overrides, and the comment boxes of single questions."""

from __future__ import annotations

from typing import Any

import pytest

from casekit.edit.new import new_audit
from casekit.link.audit import Form, build
from casekit.link.facts import facts
from casekit.model.audit import Audit, Override
from casekit.model.changed import changed
from casekit.model.fingerprint import fingerprint
from casekit.read.document import read_audit
from casekit.rubric.facts import Override as Recorded
from tests.rubric.counting import counting

BANDS = {"scale": "result", "how": "bands", "bands": {"high": 75, "low": 0}, "round": "none", "override": ["qa_lead"]}
SECTIONS: dict[str, Any] = {
    "quay": {
        "title": "The quay",
        "score": {"how": "points"},
        "grade": BANDS,
        "questions": {
            "ropes": {"ask": "The ropes hold.", "boxes": {"which": "Which ropes", "why": "Why they hold"}},
            "lamps": "The lamps burn.",
        },
        "boxes": {"sum": "In sum"},
    }
}
RUBRIC = counting(SECTIONS)


def audit(front: str, body: str = "") -> tuple[Audit, list[str]]:
    text = f"---\nid: 2026-10-0001\nrubric: counting@1\n{front}---\n{body}"
    document, problems = read_audit("audits/2026-10/2026-10-0001.md", text.encode())
    assert document is not None, problems
    found, remarks = build(document, Form.of(RUBRIC))
    return found, [remark.message for remark in remarks]


OVERRIDE = "sections:\n  quay:\n    override: {grade: Low, by: p009, why: Soft}\n"


def test_an_override_is_read_with_who_and_why() -> None:
    found, remarks = audit(OVERRIDE)
    assert remarks == []
    route = ("sections", "quay", "override")
    assert found.sections["quay"].override == Override("low", "p009", "Soft", route)
    assert facts(found).overrides == {"quay": Recorded("low", "p009", "Soft")}


@pytest.mark.parametrize(
    "front", ["", "sections:\n  quay:\n    override:\n", "sections:\n  quay:\n    override: {by: }\n"]
)
def test_nothing_written_is_no_override(front: str) -> None:
    found, remarks = audit(front)
    assert found.entry("quay").override is None
    assert remarks == []


def test_a_grade_that_the_scale_does_not_know_is_said_and_not_used() -> None:
    found, remarks = audit(OVERRIDE.replace("Low", "lowest"))
    assert remarks == ["'lowest' is not a grade of 'The quay' in rubric counting@1."]
    assert found.sections["quay"].override is not None
    assert facts(found).overrides == {}


def test_an_override_is_part_of_what_was_judged() -> None:
    before, after = audit("sections:\n  quay:\n    grade:\n")[0], audit(OVERRIDE)[0]
    other = audit(OVERRIDE.replace("Soft", "Softer"))[0]
    assert len({fingerprint(before), fingerprint(after), fingerprint(other)}) == 3
    assert list(changed(before, after, RUBRIC)) == ["the override of the grade of 'The quay'"]
    assert list(changed(after, other, RUBRIC)) == ["the override of the grade of 'The quay'"]


BODY = """
## The quay
### The ropes hold.
They do.
#### Which ropes
The old ones.
#### Why they hold
### In sum
Good.
"""


def test_a_questions_boxes_stand_under_its_heading() -> None:
    found, remarks = audit("", BODY)
    entry = found.sections["quay"]
    assert {name: box.text for name, box in entry.boxes.items()} == {
        "ropes/which": "The old ones.",
        "ropes/why": "",
        "sum": "Good.",
    }
    assert {name: box.text for name, box in entry.comments.items()} == {"ropes": "They do."}
    assert remarks == []
    assert found.stray == ()


def test_what_stands_under_the_question_and_in_none_of_its_boxes_is_kept_and_said() -> None:
    found, remarks = audit("", BODY.replace("Why they hold", "Why not"))
    assert remarks == ["The heading 'Why not' is not one of 'The ropes hold.'."]
    assert [box.text for box in found.stray] == ["#### Why not"]
    again, remarks = audit("", BODY.replace("#### Why they hold", "#### Which ropes\nNew ones."))
    assert len(remarks) == 1
    assert [box.text for box in again.stray] == ["New ones."]


def test_the_words_of_a_questions_box_are_part_of_what_was_judged() -> None:
    before, after = audit("", BODY)[0], audit("", BODY.replace("old ones", "new ones"))[0]
    assert fingerprint(before) != fingerprint(after)
    assert list(changed(before, after, RUBRIC)) == ["the words under 'Which ropes' in 'The quay'"]


def plain(comments: str) -> str:
    return " ".join(comments.replace("#", " ").split())


def test_a_new_audit_asks_for_no_grade_that_is_worked_out_and_has_the_questions_headings() -> None:
    text = new_audit(RUBRIC, "2026-10", "2026-10-0001")
    front, _, body = text.partition("\n---\n")
    assert "grade:\n" not in front
    assert "The QA lead may put another in its place: override: with grade:, by: and why:." in plain(front)
    assert [line for line in body.splitlines() if line] == [
        "## The quay",
        "### In sum",
        "### The ropes hold.",
        "#### Which ropes",
        "#### Why they hold",
    ]
    document, problems = read_audit("audits/2026-10/2026-10-0001.md", text.encode())
    assert document is not None, problems
    assert build(document, Form.of(RUBRIC))[1] == []
