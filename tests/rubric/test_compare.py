"""What differs between two forms, and how much hangs on it."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest

from casekit.rubric.compare import ASKED, GRADES, WORDS, Change, compare, feeding
from casekit.rubric.items import Renamed
from casekit.rubric.model import Rubric
from tests.rubric.toy import LOADED, TOY, loaded


def toy(*changes: tuple[tuple[str | int, ...], Any]) -> Rubric:
    """The toy form with values put in, or taken out where they are ..."""
    data = deepcopy(TOY)
    for route, value in changes:
        where: Any = data
        for key in route[:-1]:
            where = where[key]
        if value is ...:
            del where[route[-1]]
        else:
            where[route[-1]] = value
    return loaded(data)


def only(*changes: tuple[tuple[str | int, ...], Any]) -> Change:
    (found,) = compare(LOADED, toy(*changes))
    return found


LAMP = ("sections", "lamp")
CASE = ("cases", "unpolished lens")
POLISHED = (*LAMP, "questions", "polished")


def test_a_form_says_the_same_as_itself() -> None:
    assert compare(LOADED, toy()) == ()


@pytest.mark.parametrize(
    ("route", "to", "what", "kind", "id", "key", "weighs"),
    [
        ((*LAMP, "title"), "The light", "reworded", "section", "lamp", "title", WORDS),
        ((*POLISHED, "ask"), "Polished?", "reworded", "question", "polished", "ask", WORDS),
        (("sections", "lamp", "printed"), 7, "reworded", "section", "lamp", "printed", WORDS),
        (("dates", "polish"), "Lens cleaned", "reworded", "date", "polish", "label", WORDS),
        (("themes", "salt"), "Salt", "added", "theme", "salt", "", WORDS),
        ((*LAMP, "descriptors", "dark"), "Off.", "reworded", "descriptor", "lamp: dark", "text", WORDS),
        ((*LAMP, "descriptors", "dark"), ..., "removed", "descriptor", "lamp: dark", "", WORDS),
        (("scales", "four", "means", "dark"), "Nothing.", "changed", "value", "four: dark", "means", WORDS),
        (("flags", "storm"), "Storm", "added", "flag", "storm", "", ASKED),
        ((*POLISHED, "required"), "chosen", "changed", "question", "polished", "required", ASKED),
        ((*POLISHED, "agrees_with", "within"), "2 months", "changed", "question", "polished", "agrees_with", ASKED),
        ((*LAMP, "questions", "oil"), "There is oil.", "added", "question", "oil", "", ASKED),
        ((*LAMP, "questions", "horn"), ..., "removed", "question", "horn", "", ASKED),
        ((*LAMP, "questions", "horn", "applies_when"), ..., "changed", "question", "horn", "applies_when", ASKED),
        ((*POLISHED, "applies_when"), {"flag": "fog"}, "changed", "question", "polished", "applies_when", GRADES),
        ((*LAMP, "questions", "oil"), {"ask": "Oil?", "tags": ["legal"]}, "added", "question", "oil", "", GRADES),
        ((*LAMP, "limits", 0, "when", "is"), "partly", "changed", "limit", "unpolished", "rule", GRADES),
        ((*LAMP, "limits", 0, "title"), "Dull lens", "reworded", "limit", "unpolished", "title", WORDS),
        (("overall", "limits", 3), ..., "removed", "limit", "like-most", "", GRADES),
        (("overall", "triggers", 1, "tell"), ["director"], "changed", "trigger", "out", "rule", ASKED),
        (("looks_back",), {"main": "6 months"}, "changed", "form", "", "looks_back", ASKED),
        (("concern", "respond"), "2 days", "changed", "concern", "", "respond", ASKED),
        (("case_types", "several"), False, "changed", "form", "", "several", ASKED),
        ((*CASE, "expect", "fired"), ..., "changed", "worked case", "unpolished lens", "expect", WORDS),
    ],
)  # fmt: skip
def test_one_change(
    route: tuple[str | int, ...], to: Any, what: str, kind: str, id: str, key: str, weighs: str
) -> None:
    found = only((route, to))
    assert (found.what, found.kind, found.id, found.key, found.weighs) == (what, kind, id, key, weighs)


def test_what_is_told_of_a_limit_is_its_sentence() -> None:
    found = only(((*LAMP, "limits", 0, "always", "at_most"), "clear"))
    assert found.before == "When “Polished” is answered No: the grade is not above Dim. Nothing lifts this."
    assert found.after == "When “Polished” is answered No: the grade is not above Clear. Nothing lifts this."


def test_of_several_dates_only_those_that_differ_are_told() -> None:
    found = only((("sections", "tower", "questions", "boats", "yes_needs", 0, "every"), "5 weeks"))
    assert "6 weeks" in found.before
    assert "5 weeks" in found.after
    assert "first date" not in found.before + found.after


def test_another_scale_weighs_on_grades() -> None:
    data = deepcopy(TOY["scales"]["met"])
    found = compare(LOADED, toy((("scales", "met"), {**data, "best_first": ["yes", "mostly", "partly", "no"]})))
    assert [(c.what, c.kind, c.id, c.key, c.weighs) for c in found] == [
        ("changed", "scale", "met", "best_first", GRADES),
        ("added", "value", "met: mostly", "", GRADES),
    ]


def test_a_scale_that_nothing_uses_is_not_told() -> None:
    assert compare(LOADED, toy((("scales", "spare"), {"best_first": ["one", "two"]}))) == ()


def test_a_question_in_another_section_and_an_order_that_differs() -> None:
    place = ("sections", "tower", "questions", "stairs")
    stairs = deepcopy(TOY["sections"]["tower"]["questions"]["stairs"])
    (moved,) = compare(LOADED, toy((place, ...), ((*LAMP, "questions", "stairs"), stairs)))
    assert (moved.what, moved.kind, moved.id, moved.before, moved.after) == (
        "moved",
        "question",
        "stairs",
        "tower",
        "lamp",
    )
    questions = dict(reversed(TOY["sections"]["lamp"]["questions"].items()))
    (order,) = compare(LOADED, toy(((*LAMP, "questions"), questions)))
    assert (order.what, order.id, order.weighs) == ("reordered", "lamp", WORDS)
    assert (order.before, order.after) == ("polished, spare and horn", "horn, spare and polished")


def test_what_a_limit_hangs_on_reaches_through_conditions() -> None:
    rubric = toy(((*POLISHED, "applies_when"), {"answer": "spare", "is": "yes"}))
    assert {"polished", "spare", "lamp", "tower"} <= feeding(rubric)
    assert not {"horn", "mood", "rail"} & feeding(rubric)


WHOLE: dict[str, Any] = {
    "title": "Whole",
    "score": {"how": "share", "answered": ["yes"], "of": {"in": "ropes"}},
    "grade": {"scale": "result", "how": "bands", "bands": {"pass": 75, "fail": 0}, "round": "none"},
}
FLAGS = {"title": "Flags", "questions": {"clean": "Clean?"}}


def ropes(new: str = "new") -> dict[str, Any]:
    dry = {"ask": "Dry?", "applies_when": {"answer": new, "is": "no"}}
    return {"title": "Ropes", "questions": {new: "New?", "dry": dry}}


def version(number: int, **changes: Any) -> Rubric:
    """A small form whose whole is worked out from one of its parts."""
    data: dict[str, Any] = {
        "id": "mast",
        "version": number,
        "title": "Mast",
        "scales": {"met": {"best_first": ["yes", "no"]}, "result": {"best_first": ["pass", "fail"]}},
        "defaults": {"question": {"answer": "met"}},
        "sections": {"ropes": ropes(), "flags": FLAGS},
        "overall": WHOLE,
    }
    return loaded({**data, **changes})


def test_what_a_score_counts_weighs_on_grades() -> None:
    assert feeding(version(1)) == {"new", "dry", "ropes"}


def test_other_bands_are_told_in_words() -> None:
    grade = {**WHOLE["grade"], "bands": {"pass": 80, "fail": 0}, "round": "up"}
    (found,) = compare(version(1), version(2, overall={**WHOLE, "grade": grade}))
    assert (found.id, found.key, found.weighs) == ("overall", "grade", GRADES)
    assert found.before == "The grade is worked out: Pass from 75 and Fail from 0, by the score."
    assert found.after == "The grade is worked out: Pass from 80 and Fail from 0, by the score, rounded up."


def following(old: Rubric, new: Rubric) -> tuple[Change, ...]:
    """The differences, by what the new form says became of the old one's ids."""
    before = new.previous
    assert before is not None
    assert before.version == old.version
    return compare(old, new, Renamed(before.ids, before.values))


def test_what_was_renumbered_is_no_other_change() -> None:
    """Conditions, scores and worked cases that only name the new id say the same as before."""
    sections = {"lines": ropes("fresh"), "flags": FLAGS}
    overall = {**WHOLE, "score": {**WHOLE["score"], "of": {"in": "lines"}}}
    ids = {"version": 1, "ids": {"ropes": "lines", "new": "fresh"}}
    first = {"a": {"given": {"answers": {"new": "yes"}}, "expect": {"applies": {"dry": False}}}}
    second = {"a": {"given": {"answers": {"fresh": "yes"}}, "expect": {"applies": {"dry": False}}}}
    changed = {"sections": sections, "overall": overall, "previous": ids, "cases": second}
    found = following(version(1, cases=first), version(2, **changed))
    assert [(c.what, c.kind, c.before, c.id) for c in found] == [
        ("renumbered", "section", "ropes", "lines"),
        ("renumbered", "question", "new", "fresh"),
    ]


def test_grades_under_new_names_are_no_other_change() -> None:
    scales = {"met": {"best_first": ["yes", "no"]}, "result": {"best_first": {"good": "Pass", "poor": "Fail"}}}
    grade = {"scale": "result", "how": "bands", "bands": {"good": 75, "poor": 0}, "round": "none"}
    previous = {"version": 1, "values": {"pass": "good", "fail": "poor"}}
    new = version(2, scales=scales, overall={**WHOLE, "grade": grade}, previous=previous)
    assert [(c.what, c.kind, c.before, c.id) for c in following(version(1), new)] == [
        ("renumbered", "value", "pass", "good"),
        ("renumbered", "value", "fail", "poor"),
    ]


def test_limits_boxes_dates_flags_and_kinds_of_case_may_have_new_names() -> None:
    """Their conditions say the same as before."""
    text = json.dumps(TOY)
    ids = {"unpolished": "dull", "well": "good", "polish": "shine", "fog": "mist", "ROCK": "CLIFF", "lit": "begun"}
    for old, new in ids.items():
        text = text.replace(f'"{old}"', f'"{new}"')
    data = json.loads(text)
    found = compare(LOADED, loaded({**data, "version": 3}), Renamed(ids, {}))
    assert {(c.what, c.before, c.id) for c in found} == {("renumbered", old, new) for old, new in ids.items()}
