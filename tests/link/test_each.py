"""Where several answer a section, each has an entry of their own, found by its own route and heading."""

from __future__ import annotations

from datetime import date

from casekit.link.audit import KEPT, Form
from casekit.model.audit import State
from casekit.model.corpus import AuditCase
from casekit.read.document import read_audit
from tests.rubric.several import several
from tests.whole import COLUMNS, PARTNERS, SIBLINGS, case


def boxes(found: AuditCase) -> dict[str, list[str]]:
    return {id: list(entry.boxes) for id, entry in found.audit.sections.items() if entry.boxes}


def test_each_has_an_entry_with_a_route_of_its_own() -> None:
    audit = case(PARTNERS).audit
    police = audit.entry("agency.police")
    assert police.grade == "thin"
    assert police.route == ("sections", "agency", "each", "police")
    answer = police.answers["shared-in-time.police"]
    assert (answer.value, answer.route) == ("no", (*police.route, "answers", "shared-in-time"))
    voice = audit.entry("voice.police")
    assert voice.route == (*police.route, "sections", "voice")
    assert voice.answers["heard.police"].value == "partly"
    assert audit.entry("agency.clinic").state is State.UNANSWERED
    assert audit.entry("agency.clinic").route == ("sections", "agency", "each", "clinic")


def test_each_has_a_person_a_case_and_dates_of_their_own() -> None:
    instances = case(PARTNERS).audit.instances
    assert [(one.id, one.by) for one in instances.values()] == [
        ("agency.police", "p301"),
        ("agency.probation", "p302"),
        ("panel.chair", "p303"),
        ("panel.nurse", "p304"),
        ("panel.teacher", "p303"),
    ]
    assert instances["agency.police"].dates == {"contact": (date(2026, 2, 11),)}
    assert instances["agency.police"].flags is None
    assert instances["agency.probation"].flags == ()
    assert case(SIBLINGS).audit.instances["child.H4RNV"].age == 1


def test_what_is_written_stands_under_the_heading_of_the_one_whose_it_is() -> None:
    assert boxes(case(PARTNERS)) == {
        "agency.police": ["seen", "better"],
        "agency.probation": ["seen", "better"],
        "together": ["seen", "better"],
    }
    assert boxes(case(SIBLINGS)) == {"child.T5WXB": ["life"], "child.H4RNV": ["life"]}
    assert not case(SIBLINGS).audit.stray


def test_a_comment_on_one_ones_answer_is_theirs() -> None:
    comment = "### Probation\n\n#### Shared in time\n\nAt once.\n"
    found = case(PARTNERS, (PARTNERS, "### Probation\n", comment), (PARTNERS, "### Police\n", "### police\n"))
    assert list(found.audit.entry("agency.probation").comments) == ["shared-in-time.probation"]
    assert found.audit.entry("agency.police").boxes


def test_the_form_is_expanded_once_for_audits_that_answer_for_the_same() -> None:
    def form(name: str, ones: str) -> Form:
        text = f"---\nid: x\nsections:\n  child:\n    each: {{{ones}}}\n---\n"
        document, _ = read_audit(f"audits/2026-10/{name}.md", text.encode())
        assert document is not None
        return siblings.for_audit(document)[0]

    siblings = Form.of(several("siblings"))
    first = form("a", "K7Q2M: {}, T5WXB: {}")
    assert form("b", "K7Q2M: {}, T5WXB: {grade: red}") is first
    assert form("c", "T5WXB: {}, K7Q2M: {}") is not first
    for n in range(KEPT + 5):
        form("d", f"K{n:03}: {{}}")
    assert len(siblings.known) <= KEPT
    assert form("e", "K7Q2M: {}, T5WXB: {}").rubric == first.rubric


def test_both_columns_are_there_even_if_one_is_empty() -> None:
    found = case(COLUMNS, (COLUMNS, "      self:\n", "      self:\n        case:\n"))
    assert [section.id for section in found.rubric.all_sections()] == ["row", "row.self", "row.moderated", "overall"]
    assert found.evaluation.effective["row.self"] == ("a", "auditor")
