"""What a commit did, from the versions before it and its own; no git is needed for that."""

from datetime import date

import pytest

from casekit.history.changes import Draft
from casekit.history.facts import Facts
from casekit.history.reading import Reader
from casekit.history.telling import told
from tests.history.making import audit


def version(front: str = "", body: str = "") -> Facts:
    facts = Reader().read(audit(front=front, body=body).encode()).facts
    assert facts is not None
    return facts


def one(before: str, after: str, body_before: str = "", body_after: str = "") -> Draft:
    """The only thing that happened."""
    (draft,) = told([version(before, body_before)], version(after, body_after))
    return draft


def test_a_new_file_is_created_with_all_that_it_says() -> None:
    front = """\
case:
  ref: K7Q2M
sections:
  grip:
    grade: good
    answers:
      recent: no
      rationale:
        answer: not_applicable
        why: No decision fell in the period.
overall:
  grade: good
feedback:
  parent: {on: 2026-10-12, answers: {listens: yes}}
"""
    assert told([None], version(front, "## Grip\n### Well\nMuch.\n")) == [
        Draft("created", {}),
        Draft("answered", {"questions": ["recent", "rationale", "listens"]}),
        Draft("graded", {"section": "grip", "from": None, "to": "good"}),
        Draft("graded", {"section": "overall", "from": None, "to": "good"}),
        Draft("commented", {"boxes": ["grip / rationale", "Grip / Well"]}),
    ]


def test_a_file_that_is_gone_was_deleted() -> None:
    assert told([version()], None) == [Draft("deleted", {})]
    assert told([None], None) == []


GRADED = "sections:\n  grip:\n    grade: {}\n"
ANSWERED = "sections:\n  grip:\n    answers:\n      recent: {}\n"


@pytest.mark.parametrize(
    ("before", "after", "step"),
    [("", "good", (None, "good")), ("good", "poor", ("good", "poor")), ("good", "", ("good", None))],
)
def test_a_grade_changes_from_and_to(before: str, after: str, step: tuple[str | None, str | None]) -> None:
    draft = one(GRADED.format(before), GRADED.format(after))
    assert draft == Draft("graded", {"section": "grip", "from": step[0], "to": step[1]})


OVERRIDE = "sections:\n  grip:\n    override: {{grade: {}, by: {}, why: {}}}\n"


@pytest.mark.parametrize(
    ("before", "after", "detail", "person"),
    [
        ("", OVERRIDE.format("good", "p009", "So."), {"from": None, "to": "good"}, "p009"),
        (
            OVERRIDE.format("good", "p009", "So."),
            OVERRIDE.format("poor", "p002", "No."),
            {"from": "good", "to": "poor"},
            "p002",
        ),
        (OVERRIDE.format("good", "p009", "So."), "", {"from": "good", "to": None}, "p009"),
        (
            OVERRIDE.format("good", "p009", "So."),
            OVERRIDE.format("good", "p009", "Still so."),
            {"changed": ["why"]},
            "p009",
        ),
    ],
)
def test_an_override_is_told_with_who_and_both_grades(
    before: str, after: str, detail: dict[str, object], person: str
) -> None:
    assert one(before, after) == Draft("overridden", {"section": "grip", **detail}, None, person)


def test_the_same_grade_in_other_letters_is_no_event() -> None:
    assert told([version(GRADED.format("Needs work"))], version(GRADED.format("needs_work"))) == []


def test_a_changed_answer_is_told_with_both_values_and_a_withdrawn_one_with_none() -> None:
    place = {"section": "grip", "question": "recent"}
    assert one(ANSWERED.format("no"), ANSWERED.format("yes")).detail == place | {"from": "no", "to": "yes"}
    assert one(ANSWERED.format("no"), "").detail == place | {"from": "no", "to": None}
    assert one(ANSWERED.format("[a, b]"), ANSWERED.format("[b]")).detail == place | {"from": ["a", "b"], "to": ["b"]}
    assert one(ANSWERED.format("2"), ANSWERED.format("3")).detail == place | {"from": 2, "to": 3}


def test_true_is_not_one() -> None:
    draft = one(ANSWERED.format("1"), ANSWERED.format("true"))
    assert draft.detail == {"section": "grip", "question": "recent", "from": 1, "to": True}


@pytest.mark.parametrize("text", ["He said that she left.", "x" * 61, "{a: b}"])
def test_what_somebody_wrote_at_length_is_not_repeated(text: str) -> None:
    draft = one(ANSWERED.format("no"), ANSWERED.format(f"{{answer: {text}}}" if text[0] == "{" else text))
    assert draft == Draft("answered", {"section": "grip", "question": "recent"})


@pytest.mark.parametrize(
    ("before", "after", "boxes"),
    [
        ("## Grip\n### Well\nA.\n", "## Grip\n### Well\nB.\n", ["Grip / Well"]),
        ("## Grip\n### Well\nA.\n", "## Grip\n### Well\n", ["Grip / Well"]),
        ("## Grip\n", "## Grip\nAbove.\n### Well\nB\n", ["Grip", "Grip / Well"]),
        ("", "Before any heading.\n", [""]),
        ("## A\n### B\nx\n## C\n### B\ny\n", "## A\n### B\nx\n## C\n### B\nz\n", ["C / B"]),
        ("## A\n### B\nx\n", "## A\n### B\nx\n## A\n### B\ny\n", ["A / B"]),
    ],
)
def test_texts_are_told_by_their_headings(before: str, after: str, boxes: list[str]) -> None:
    assert one("", "", before, after) == Draft("commented", {"boxes": boxes})


def test_blanks_make_no_comment() -> None:
    assert told([version("", "## A\nx\n\ny\n")], version("", "\n## A\n\nx  \n\n\n\ny\t\n\n")) == []


def test_reasons_are_comments() -> None:
    reasons = "sections:\n  grip:\n    reasons: {ceiling: One word}\n    why: Another.\n"
    assert one("", reasons).detail == {"boxes": ["grip / ceiling", "grip"]}


@pytest.mark.parametrize(
    ("key", "kind"),
    [("completed: {}", "completed"), ("discussed: {}", "discussed"), ("reflection: {{on: {}}}", "reflected")],
)
def test_days_that_end_a_step(key: str, kind: str) -> None:
    first, later = (key.format(day) + "\n" for day in ("2026-10-16", "2026-10-17"))
    assert one("", first) == Draft(kind, {}, date(2026, 10, 16))
    moved = {"event": kind, "from": "2026-10-16", "to": "2026-10-17"}
    assert one(first, later) == Draft("edited", moved, date(2026, 10, 17))
    assert one(first, "") == Draft("withdrawn", {"event": kind, "from": "2026-10-16", "to": None})


def test_a_concern_is_raised_and_closed() -> None:
    raised = "concerns:\n  - id: c1\n    noticed: 2026-10-15T10:40\n"
    closed = raised + "    closed: 2026-10-17\n"
    assert one("", raised) == Draft("concern_raised", {"concern": "c1"}, date(2026, 10, 15))
    assert one(raised, closed) == Draft("concern_closed", {"concern": "c1"}, date(2026, 10, 17))
    assert one(closed, raised) == Draft("withdrawn", {"event": "concern_closed", "concern": "c1"})
    assert one(closed, "") == Draft("withdrawn", {"event": "concern_raised", "concern": "c1"})
    told_twice = raised + "    told: [{who: p031, at: 2026-10-15}]\n"
    expected = {"event": "concern_raised", "concern": "c1", "changed": ["told"]}
    assert one(raised, told_twice) == Draft("edited", expected, date(2026, 10, 15))


MODERATED = """\
overall: {grade: good}
sections:
  grip: {grade: good}
moderations:
  - id: m1
    by: p009
    on: 2026-10-28
    overall: poor
"""


def test_a_moderation_tells_which_grade_it_met_and_which_it_gave() -> None:
    before = MODERATED[: MODERATED.index("moderations")]
    expected = Draft("moderated", {"moderation": "m1", "from": "good", "to": "poor"}, date(2026, 10, 28), "p009")
    assert one(before, MODERATED) == expected
    second = MODERATED + "  - {id: m2, by: p010, on: 2026-11-01, overall: fair, sections: {grip: poor}}\n"
    steps = {"from": "poor", "to": "fair", "sections": {"grip": {"from": "good", "to": "poor"}}}
    assert one(MODERATED, second) == Draft("moderated", {"moderation": "m2", **steps}, date(2026, 11, 1), "p010")
    unmoderated = "moderations: [{id: m1, by: p009, on: 2026-10-28}]\n"
    assert one("", unmoderated).detail == {"moderation": "m1"}


def test_nobody_edits_a_moderation_quietly() -> None:
    changed = MODERATED.replace("poor", "fair") + "    reason: Another one.\n"
    detail = {"event": "moderated", "moderation": "m1", "changed": ["overall", "reason"], "from": "poor", "to": "fair"}
    assert one(MODERATED, changed) == Draft("edited", detail, date(2026, 10, 28), "p009")
    gone = MODERATED[: MODERATED.index("moderations")]
    assert one(MODERATED, gone) == Draft("withdrawn", {"event": "moderated", "moderation": "m1"}, None, "p009")


def test_a_dispute_and_what_came_of_it() -> None:
    disputed = MODERATED + "disputes:\n  - {id: d1, of: m1, about: grade, by: p054, on: 2026-10-30}\n"
    detail: dict[str, object] = {"dispute": "d1", "moderation": "m1", "about": "grade"}
    assert one(MODERATED, disputed) == Draft("disputed", detail, date(2026, 10, 30), "p054")
    resolved = "resolved: {by: p002, on: 2026-11-05, outcome: changed, overall: good}}\n"
    settled = disputed.replace("2026-10-30}\n", f"2026-10-30, {resolved}")
    detail = {"dispute": "d1", "outcome": "changed", "from": "poor", "to": "good"}
    assert one(disputed, settled) == Draft("resolved", detail, date(2026, 11, 5), "p002")
    assert one(settled, MODERATED).detail == {"event": "disputed", "dispute": "d1"}


ACTION = """\
actions:
  - id: a1
    for: recent
    do: Hold supervision
    owner: p031
    agreed: 2026-10-20
    due: 2026-11-02
"""


def test_the_life_of_an_action() -> None:
    detail = {"action": "a1", "for": "recent", "owner": "p031", "due": "2026-11-02"}
    assert one("", ACTION) == Draft("action_added", detail, date(2026, 10, 20))
    moved = ACTION.replace("due: 2026-11-02", "due: 2026-11-12")
    recorded = moved + "    moved: [{from: 2026-11-02, to: 2026-11-12, why: Leave, on: 2026-10-28}]\n"
    step = {"action": "a1", "from": "2026-11-02", "to": "2026-11-12"}
    assert one(ACTION, moved) == Draft("action_moved", step)
    assert one(ACTION, recorded) == Draft("action_moved", step, date(2026, 10, 28))
    done = recorded + "    done: {by: p031, on: 2026-11-10, evidence: A note}\n"
    assert one(recorded, done) == Draft("action_done", {"action": "a1"}, date(2026, 11, 10), "p031")
    verified = done + "    verified: {by: p022, on: 2026-11-14}\n"
    assert one(done, verified) == Draft("action_verified", {"action": "a1"}, date(2026, 11, 14), "p022")
    cancelled = ACTION + "    cancelled: {on: 2026-11-01, why: Moved away}\n"
    assert one(ACTION, cancelled) == Draft("action_cancelled", {"action": "a1"}, date(2026, 11, 1))
    assert one(verified, "") == Draft("withdrawn", {"event": "action_added", "action": "a1"})


def test_an_action_is_handed_on_on_its_day() -> None:
    given = ACTION.replace("owner: p031", "owner: p022")
    assert given != ACTION
    record = "    handed: [{from: p031, to: p022, why: Leave, on: 2026-10-28}]\n"
    step = {"action": "a1", "from": "p031", "to": "p022"}
    assert one(ACTION, given + record) == Draft("action_handed_on", step, date(2026, 10, 28))
    edited = one(given + record, given + record.replace("Leave", "Illness"))
    assert edited.detail == {"event": "action_added", "action": "a1", "changed": ["handed"]}


def test_nobody_edits_an_action_quietly() -> None:
    edited = one(ACTION, ACTION.replace("supervision", "a talk"))
    assert edited.detail == {"event": "action_added", "action": "a1", "changed": ["do"]}
    moves = "    moved: [{from: 2026-10-30, to: 2026-11-02, why: Leave}]\n"
    edited = one(ACTION + moves, ACTION + moves.replace("Leave", "Illness"))
    assert edited.detail == {"event": "action_added", "action": "a1", "changed": ["moved"]}
    assert one(ACTION, ACTION.replace("    due: 2026-11-02\n", "")).detail == {
        "action": "a1",
        "from": "2026-11-02",
        "to": None,
    }


def test_an_action_is_agreed_once_and_may_be_handed_on() -> None:
    open_ = ACTION.replace("    agreed: 2026-10-20\n", "")
    assert one("", open_).on is None
    assert one(open_, ACTION) == Draft("action_agreed", {"action": "a1"}, date(2026, 10, 20))
    other = {"event": "action_agreed", "action": "a1", "from": "2026-10-20", "to": "2026-10-21"}
    assert one(ACTION, ACTION.replace("2026-10-20", "2026-10-21")) == Draft("edited", other, date(2026, 10, 21))
    assert one(ACTION, open_) == Draft("withdrawn", {"event": "action_agreed", "action": "a1"})
    handed = {"action": "a1", "from": "p031", "to": "p032"}
    assert one(ACTION, ACTION.replace("p031", "p032")) == Draft("action_handed_on", handed)
    nobodys = ACTION.replace("    owner: p031\n", "")
    assert one(nobodys, ACTION) == Draft("action_handed_on", {"action": "a1", "from": None, "to": "p031"})
    assert one(ACTION, nobodys) == Draft("action_handed_on", {"action": "a1", "from": "p031", "to": None})
    assert one(ACTION, "") == Draft("withdrawn", {"event": "action_added", "action": "a1"})


def test_shared_with_each_person_once() -> None:
    shared = "shared: [{with: p207, on: 2026-10-20}, {with: p208, on: 2026-10-21}]\n"
    assert told([version()], version(shared)) == [
        Draft("shared", {"with": "p207"}, date(2026, 10, 20)),
        Draft("shared", {"with": "p208"}, date(2026, 10, 21)),
    ]


def test_whatever_else_is_changed_is_told_by_its_key() -> None:
    before = "case: {ref: K7Q2M, age: 9}\ndates: {plan: 2026-09-08}\nauditor: p054\n"
    after = "case: {ref: K7Q2M, age: 10}\ndates: {plan: 2026-09-09, visit: 2026-09-10}\nauditor: p055\n"
    changed = {"filled": ["dates.visit"], "keys": ["case.age", "dates.plan", "auditor"]}
    assert one(before, after).detail == changed
    assert one(after, before).detail == {"keys": ["case.age", "dates.plan", "auditor", "dates.visit"]}
    told_now = "sections: {grip: {told: [{who: p031, at: 2026-10-15}]}}\noverall: {themes: [a]}\n"
    assert one("", told_now).detail == {"filled": ["sections.grip.told", "overall.themes"]}
    assert one("", "feedback: {parent: {attempted: 2026-10-12, why: No answer}}\n").detail == {
        "filled": ["feedback.parent"]
    }


def test_order_comments_quotes_and_empty_places_are_no_events() -> None:
    before = "auditor: p054\nsections:\n  grip:\n    grade: good\n    answers: {a: yes, b: no}\n"
    after = (
        "# Guidance\nsections:\n  grip:\n    answers:\n      b: 'no'\n      a: yes\n      c:\n    grade: \"good\"\n"
        "completed:\ndiscussed:\nmoderations:\nauditor: p054\n"
    )
    assert told([version(before)], version(after)) == []


@pytest.mark.parametrize(
    "front",
    [
        "sections: [1, 2]\noverall: 3\nfeedback: text\nreflection: 2026-10-30\nshared: {a: b}\n",
        "sections: {grip: [a], other: {answers: [a], reasons: text}}\nconcerns: text\n",
        "moderations: [text, {by: [p]}, {id: {a: b}, overall: [x], sections: [y]}]\n",
        "disputes: [{id: d1, of: [m1], resolved: text}, {id: d1, resolved: {overall: {a: b}}}]\n",
        "actions: [{id: 7, due: {a: b}, moved: text, done: [x]}, {id: a1, moved: [text, {to: [x]}]}, {id: a1}]\n",
        "completed: [2026-10-16]\ndiscussed: {a: b}\nshared: [{with: [p], on: 3}, {on: x}]\ndates: 4\ncase: 5\n",
    ],
)
def test_odd_shapes_raise_nothing_and_are_told_against_anything(front: str) -> None:
    odd, plain = version(front), version(MODERATED + ACTION)
    for before, after in ((None, odd), (plain, odd), (odd, plain), (odd, None)):
        assert told([before], after)
    assert told([odd], odd) == []


def test_of_two_entries_with_one_id_the_first_counts() -> None:
    twice = "actions: [{id: a1, due: 2026-11-02}, {id: a1, due: 2026-11-03, done: {by: p, on: 2026-11-01}}]\n"
    assert [draft.detail for draft in told([version()], version(twice))] == [{"action": "a1", "due": "2026-11-02"}]


def test_a_merge_is_told_only_what_is_new_against_every_parent() -> None:
    left = version(GRADED.format("good") + "completed: 2026-10-16\n")
    right = version(GRADED.format("poor") + "discussed: 2026-10-20\n")
    both = version(GRADED.format("good") + "completed: 2026-10-16\ndiscussed: 2026-10-20\n")
    assert told([left, right], both) == []
    own = version(GRADED.format("fair") + "completed: 2026-10-16\ndiscussed: 2026-10-20\n")
    assert told([left, right], own) == [Draft("graded", {"section": "grip", "from": "good", "to": "fair"})]
    assert told([right, left], own) == [Draft("graded", {"section": "grip", "from": "poor", "to": "fair"})]


def test_a_merge_withdraws_only_what_every_parent_had() -> None:
    left, right = version("completed: 2026-10-16\n"), version("")
    assert told([left, right], right) == []
    assert [draft.kind for draft in told([left, left], right)] == ["withdrawn"]
    assert told([left, None], None) == []
    assert told([left, left], None) == [Draft("deleted", {})]


def test_an_audit_that_one_parent_lacks_is_not_created_by_the_merge() -> None:
    assert told([None, version()], version()) == []
    assert told([None, version()], version("completed: 2026-10-16\n")) == [Draft("completed", {}, date(2026, 10, 16))]
