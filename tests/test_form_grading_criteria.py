"""The grading criteria are whole: every criterion and every statement of what good is, counted from the form."""

from __future__ import annotations

from casekit.resources import resource
from casekit.rubric.model import Rubric, Section
from tests.test_forms import form

RUBRIC: Rubric = form(resource("rubrics") / "grading-criteria.yaml")
TABLES = {s.id: s for s in RUBRIC.sections.values() if s.scale}
GOOD = "good"


def statements(table: Section) -> dict[str, int]:
    """Criterion -> how many statements say what good is; a question without any is no criterion."""
    return {id: len(q.descriptors[GOOD]) for id, q in table.questions.items() if GOOD in q.descriptors}


def test_seven_tables_have_their_criteria_and_statements() -> None:
    counted = {id: (len(statements(table)), sum(statements(table).values())) for id, table in TABLES.items()}
    assert counted == {
        "strategy-and-enquiry": (8, 9),
        "recording": (3, 5),
        "oversight": (9, 9),
        "lived-experience": (11, 14),
        "assessment": (10, 13),
        "planning-in-need": (5, 13),
        "planning-looked-after": (9, 19),
    }
    assert (sum(n for n, _ in counted.values()), sum(n for _, n in counted.values())) == (55, 82)


def test_no_statement_stands_twice_in_a_table_and_none_is_empty() -> None:
    for table in TABLES.values():
        texts = [said.text for q in table.questions.values() for said in q.descriptors.get(GOOD, ())]
        assert len(set(texts)) == len(texts)
        assert min(len(text.split()) for text in texts) >= 8


def test_the_other_grades_are_described_for_the_table_and_good_for_the_criterion() -> None:
    assert [id for id, table in TABLES.items() if set(table.descriptors) != RUBRIC_GRADES - {GOOD}] == []
    assert {grade for t in TABLES.values() for q in t.questions.values() for grade in q.descriptors} == {GOOD}


def test_grades_belong_to_tables_and_the_whole_has_none() -> None:
    assert RUBRIC.overall.scale is None
    assert {table.scale.id for table in TABLES.values() if table.scale} == {"ofsted-four"}
    assert [table.printed for table in TABLES.values()] == ["1", "2", "3", "4", "5", "6", "6"]


def test_criteria_are_answered_met_partly_met_or_not_met() -> None:
    for table in TABLES.values():
        for id in statements(table):
            scale = table.questions[id].answer.scale
            assert scale is not None
            assert [value.label for value in scale.best_first] == ["Met", "Partly met", "Not met"]


SOMETIMES = {
    "enquiry-information": "enquiry-made",
    "enquiry-quality": "enquiry-made",
    "enquiry-child": "enquiry-made",
    "enquiry-impact": "enquiry-made",
    "audit-discussed": "earlier-audit",
    "allegations": "allegation",
    "complaints": "complaint",
    "placement-finding": "LAC",
    "life-story": "LAC",
    "need-proceedings": "proceedings",
    "care-proceedings": "proceedings",
    "care-out-of-area": "out-of-area",
    "care-going-home": "returning-home",
}
"""Every criterion that applies only sometimes, and what it waits for."""


def test_every_other_criterion_applies_wherever_its_table_does() -> None:
    waiting = {
        id: question.applies_when.subject
        for table in TABLES.values()
        for id, question in table.questions.items()
        if id in statements(table) and question.applies_when
    }
    assert waiting == SOMETIMES


def test_each_number_and_condition_inside_the_criteria_stands_in_its_statement() -> None:
    inside = {
        "strategy-meeting": "by telephone",
        "enquiry-information": "unless the asking is itself likely to bring the child significant harm",
        "enquiry-quality": "registered social worker",
        "audit-discussed": "last 6 months",
        "supervision-frequency": "more often where the complexity",
        "education": "25 hours a week of registered alternative provision of good quality",
        "assessment-information": "unless the asking is itself likely to bring the child significant harm",
        "authorisation": "senior managers",
        "need-proceedings": "family group conferences, and planning runs on parallel tracks",
        "care-proceedings": "assessments are not made one after another",
        "care-out-of-area": "Ahead of the placement",
    }
    questions = RUBRIC.questions()
    said = {id: " ".join(look.text for look in questions[id].descriptors[GOOD]) for id in inside}
    assert [id for id, words in inside.items() if words not in said[id]] == []


RUBRIC_GRADES = {"outstanding", GOOD, "requires_improvement", "inadequate"}
